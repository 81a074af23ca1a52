"""What an officer must look at: the definition's checks as they came out when the answers arrived.

They are kept with the case and not computed again when somebody looks: some ask what day it is, and the officer must
see what the resident's own screen said. Their inputs are the answers kept beside them, their wording and law the
version's.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TypedDict

from madoguchi.definitions.check import Finding, Outcome, findings
from madoguchi.definitions.compiled import Compiled
from madoguchi.definitions.explain import said
from madoguchi.definitions.journey import Journey
from madoguchi.definitions.reconciling import checks_of

OUTCOME_LABEL = {Outcome.FAIL: "不適合", Outcome.UNKNOWN: "判定できない", Outcome.PASS: "適合"}
OUTCOME_KIND = {Outcome.FAIL: "error", Outcome.UNKNOWN: "warning", Outcome.PASS: "success"}
ORDER = (Outcome.FAIL, Outcome.UNKNOWN, Outcome.PASS)


class Kept(TypedDict):
    """A finding as it is kept with the case."""

    check: str
    outcome: str
    row: str


@dataclass(frozen=True)
class Item:
    """A finding as the desk shows it: `rule` says when it does not pass, `anchors` the answers it points to."""

    check: str
    outcome: Outcome
    message: str
    told: str
    law: str
    rule: str
    anchors: tuple[str, ...]
    row: str = ""

    @property
    def label(self) -> str:
        return OUTCOME_LABEL[self.outcome]

    @property
    def kind(self) -> str:
        return OUTCOME_KIND[self.outcome]

    @property
    def needs_a_look(self) -> bool:
        return self.outcome is not Outcome.PASS


def findings_to_keep(
    compiled: Compiled, journey: Journey, *, today: date, register: Sequence[Finding] = ()
) -> list[Kept]:
    """Every check on these answers, those of the desk included, and what the resident register said."""
    found = [*findings(compiled, journey, today=today), *register]
    return [Kept(check=one.check.id, outcome=one.outcome.value, row=one.row) for one in found]


def count_to_look_at(kept: Sequence[Kept]) -> int:
    """How many did not pass."""
    return sum(one["outcome"] != Outcome.PASS.value for one in kept)


def items(compiled: Compiled, journey: Journey, kept: Sequence[Kept], *, today: date) -> list[Item]:
    """The kept findings with their words, what did not pass first."""
    words = {(one.check.id, one.row): one for one in findings(compiled, journey, today=today)}
    words |= {(id_, ""): Finding(check, Outcome.PASS) for id_, check in checks_of(compiled.procedure).items()}
    rules = {check.id: said(compiled, rule, check.each) for check, rule in compiled.checks}
    shown = [_item(words[one["check"], one["row"]], Outcome(one["outcome"]), rules) for one in kept]
    return sorted(shown, key=lambda item: ORDER.index(item.outcome))


def _item(found: Finding, outcome: Outcome, rules: Mapping[str, str]) -> Item:
    check = found.check
    return Item(
        check=check.id,
        outcome=outcome,
        message=check.officer,
        told="" if check.when == "desk" else check.message.ja,
        law=check.law,
        rule=rules.get(check.id, ""),
        anchors=found.anchors,
        row=found.row,
    )
