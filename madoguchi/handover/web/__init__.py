"""The desk's pages of what is handed over."""
