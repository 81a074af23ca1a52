"""The routes of /api/v1 about procedures and applications."""
