"""Django's SQLite, for a house in which several processes write to one file."""
