"""What the page about the rules shows."""

from collections.abc import Sequence
from dataclasses import dataclass

from madoguchi.ui.components.shapes import Option


@dataclass(frozen=True)
class RuleRow:
    """One check of one version, in words."""

    check: str
    version: str
    passes: str
    fails: str
    unknowns: str
    right: str
    false_alarms: str
    unsettled: str
    missed: str
    cost: str
    saved: str
    weighs_too_much: bool


@dataclass(frozen=True)
class ProcedureRules:
    """The checks of one procedure, and what is proposed about them."""

    title: str
    rows: Sequence[RuleRow]
    drawn: Sequence[str]
    probed: str
    proposals: Sequence[str]
    mistake_minutes: int


@dataclass(frozen=True)
class RulesPage:
    """The rules of a section's procedures."""

    section: str
    sections: Sequence[Option]
    chosen_section: str
    days: int
    most_read: str
    procedures: Sequence[ProcedureRules]
    may_plant: bool
    tab: str = "rules"
