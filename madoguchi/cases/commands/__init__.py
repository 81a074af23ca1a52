"""What can be done with a case; each verb is one transaction that either happens whole or not at all.

The order inside is always the same: take hold of the row, ask for permission, change, write the journal, prepare
the letter (which writes its own entry), announce when it is kept. `seen` is the number of changes the officer's screen showed.
"""

from madoguchi.cases.commands.assigning import assign, reassign_section, take
from madoguchi.cases.commands.batches import Seen, begin_batch, work_item
from madoguchi.cases.commands.charging import ask_counted, note_settled
from madoguchi.cases.commands.comparing import compare_again
from madoguchi.cases.commands.correcting import correct
from madoguchi.cases.commands.deciding import approve, reject
from madoguchi.cases.commands.full_review import pull_out, record_sample
from madoguchi.cases.commands.probing import call_off_probe, plant_probe
from madoguchi.cases.commands.receiving import AlreadyApplied, receive
from madoguchi.cases.commands.returning import ask_for_correction, open_correction, take_back_correction
from madoguchi.cases.commands.reviewing import begin_review, open_document, view
from madoguchi.cases.commands.settling import settle_finding
from madoguchi.cases.commands.withdrawing import withdraw

__all__ = [
    "AlreadyApplied",
    "Seen",
    "approve",
    "ask_counted",
    "ask_for_correction",
    "assign",
    "begin_batch",
    "begin_review",
    "call_off_probe",
    "compare_again",
    "correct",
    "note_settled",
    "open_correction",
    "open_document",
    "plant_probe",
    "pull_out",
    "reassign_section",
    "receive",
    "record_sample",
    "reject",
    "settle_finding",
    "take",
    "take_back_correction",
    "view",
    "withdraw",
    "work_item",
]
