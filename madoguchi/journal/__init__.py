"""Append-only, hash-chained events that keep who acted as a value. Never edits, never deletes."""
