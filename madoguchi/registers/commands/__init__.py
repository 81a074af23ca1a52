"""The acts on registers: bring one in, have a claim compared, forget what is old."""

from madoguchi.registers.commands.comparing import compare, note_comparison
from madoguchi.registers.commands.forgetting import forget_old_snapshots
from madoguchi.registers.commands.loading import load

__all__ = ["compare", "forget_old_snapshots", "load", "note_comparison"]
