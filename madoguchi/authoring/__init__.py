"""Changing a definition at the desk: proposals, their effect on past cases, approval by another person. It publishes nothing itself."""
