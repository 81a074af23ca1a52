"""Pages and downloads of the figures."""
