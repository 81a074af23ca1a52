"""The journal's commands for operators."""
