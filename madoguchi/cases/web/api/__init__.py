"""The routes of /api/v1 about a section's cases."""
