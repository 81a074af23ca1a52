"""The verbs of changing a definition."""

from madoguchi.authoring.commands.approving import approve, give_back, note_export, send
from madoguchi.authoring.commands.checking import check
from madoguchi.authoring.commands.proposing import change, describe, follow, propose, withdraw
from madoguchi.authoring.commands.replaying import CONTINUE, go_on_due, look_at_touched, try_out

__all__ = [
    "CONTINUE",
    "approve",
    "change",
    "check",
    "describe",
    "follow",
    "give_back",
    "go_on_due",
    "look_at_touched",
    "note_export",
    "propose",
    "send",
    "try_out",
    "withdraw",
]
