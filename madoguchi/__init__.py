"""Madoguchi: the service counter of a municipality, described once in a catalog and served from it."""

__version__ = "0.1.0"
