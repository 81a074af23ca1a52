"""A correction that has arrived and waits to be looked at: what it changed, beside what was asked."""

from collections.abc import Sequence
from dataclasses import dataclass

import msgspec

from madoguchi.cases.deadlines import day_of
from madoguchi.cases.differences import Difference, between
from madoguchi.cases.grounds import Correction, Item
from madoguchi.cases.mending import touches
from madoguchi.cases.models import Case, Revision
from madoguchi.cases.states import State
from madoguchi.definitions.compiled import Compiled


@dataclass(frozen=True)
class Arrived:
    """`untouched` are the answers that were asked for and came back as they were."""

    revision: Revision
    differences: Sequence[Difference]
    items: Sequence[Item]
    untouched: Sequence[Item]

    @property
    def changed(self) -> frozenset[str]:
        return frozenset(one.path for one in self.differences)

    def asked_at(self, path: str) -> Item | None:
        """What was asked of an answer, of the row or of the group it stands in."""
        return next((item for item in self.items if touches([item.path], path)), None)


def correction_arrived(case: Case, compiled: Compiled) -> Arrived | None:
    """The latest correction of a case under review; None where none has come since it was last given back."""
    if case.corrected_at is None or case.stands is not State.UNDER_REVIEW:
        return None
    last, before = case.revisions.order_by("-number")[:2]
    asked = msgspec.convert(last.asked, Correction)
    found = between(compiled, before.answers, last.answers, today=day_of(last.at))
    changed = [one.path for one in found]
    untouched = [item for item in asked.items if not any(touches([item.path], path) for path in changed)]
    return Arrived(last, found, asked.items, untouched)
