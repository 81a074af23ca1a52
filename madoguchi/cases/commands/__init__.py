"""What can be done with a case; each verb is one transaction that either happens whole or not at all.

The order inside is always the same: take hold of the row, ask for permission, change, write the journal, prepare
the letter (which writes its own entry), announce when it is kept. `seen` is the number of changes the officer's screen showed.
"""

from madoguchi.cases.commands.assigning import assign, reassign_section, take
from madoguchi.cases.commands.correcting import ask_for_correction, correct
from madoguchi.cases.commands.deciding import approve, reject
from madoguchi.cases.commands.receiving import AlreadyApplied, receive
from madoguchi.cases.commands.reviewing import begin_review, open_document, view
from madoguchi.cases.commands.withdrawing import withdraw

__all__ = [
    "AlreadyApplied",
    "approve",
    "ask_for_correction",
    "assign",
    "begin_review",
    "correct",
    "open_document",
    "reassign_section",
    "receive",
    "reject",
    "take",
    "view",
    "withdraw",
]
