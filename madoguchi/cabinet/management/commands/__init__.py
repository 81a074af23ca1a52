"""The cabinet's commands for operators."""
