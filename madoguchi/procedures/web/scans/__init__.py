"""The desk's side of applications on paper: taking scans in, entering them beside the picture, pages nobody could read."""
