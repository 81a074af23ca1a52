"""Answers residents at any hour: search, conversation, hand-over to a person, and the office that learns from them.

It reads what the other capabilities offer as passages and keeps conversations of its own; it never reads their tables.
"""
