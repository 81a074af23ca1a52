"""Offering, filling in and submitting: the resident's side of every procedure."""
