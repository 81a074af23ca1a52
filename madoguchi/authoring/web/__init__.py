"""Pages of changing a definition."""
