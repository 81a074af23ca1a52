"""Numbers about cases, without people. Probes are never among them, except in the figures about probes."""

from madoguchi.cases.figures.daily import WHOLE, daily, first_day
from madoguchi.cases.figures.decisions import Decisions, by_state, decisions
from madoguchi.cases.figures.intervals import Interval, wilson
from madoguchi.cases.figures.minutes import in_hand
from madoguchi.cases.figures.probes import Probed, probed
from madoguchi.cases.figures.rules import MOST_READ, Drawn, Rule, of_procedure, samples
from madoguchi.cases.figures.tally import Slice, Tallies, Tally, add, nothing, together

__all__ = [
    "MOST_READ",
    "WHOLE",
    "Decisions",
    "Drawn",
    "Interval",
    "Probed",
    "Rule",
    "Slice",
    "Tallies",
    "Tally",
    "add",
    "by_state",
    "daily",
    "decisions",
    "first_day",
    "in_hand",
    "nothing",
    "of_procedure",
    "probed",
    "samples",
    "together",
    "wilson",
]
