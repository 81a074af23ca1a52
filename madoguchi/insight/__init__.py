"""Figures of each procedure and version, shown to the public and to the sections. It reads figures, never tables."""
