"""Residents and officers, sections and roles, log-in. Decides who somebody is, not what they may do."""
