"""Numbers about cases, without people: how many stand where, and how long a decision takes."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from statistics import median

from django.db.models import Count

from madoguchi.cases.deadlines import day_of
from madoguchi.cases.models import Case
from madoguchi.cases.states import DECIDED, State
from madoguchi.kernel import opening_days


@dataclass(frozen=True)
class Decisions:
    """Decisions made under one version: how many, and the median of 開庁日 they took without the days of 補正."""

    procedure: str
    version: str
    count: int
    median_days: float
    within_standard: int


def by_state(*, procedure: str = "") -> dict[State, int]:
    """How many cases stand in each state."""
    cases = Case.objects.filter(procedure=procedure) if procedure else Case.objects.all()
    found = {State(row["state"]): row["n"] for row in cases.values("state").annotate(n=Count("id")).order_by()}
    return {state: found.get(state, 0) for state in State}


def decisions(*, since: datetime, until: datetime, procedure: str = "") -> list[Decisions]:
    """Decisions between two moments, by procedure and version of its definition."""
    cases = Case.objects.filter(state__in=sorted(DECIDED), decided_at__gte=since, decided_at__lt=until)
    if procedure:
        cases = cases.filter(procedure=procedure)
    groups: defaultdict[tuple[str, str], list[tuple[int, bool]]] = defaultdict(list)
    for case in cases.only("procedure", "version", "received_at", "decided_at", "due_on", "paused_days").iterator():
        groups[case.procedure, case.version].append(_taken(case))
    return [_decisions(*key, taken) for key, taken in sorted(groups.items())]


def _taken(case: Case) -> tuple[int, bool]:
    """The 開庁日 it took, and whether that was within its period."""
    assert case.decided_at is not None  # noqa: S101 -- the constraint of a decided case
    decided = day_of(case.decided_at)
    days = opening_days.open_days_between(day_of(case.received_at), decided)
    return days - case.paused_days, decided <= case.due_on


def _decisions(procedure: str, version: str, taken: Iterable[tuple[int, bool]]) -> Decisions:
    rows = list(taken)
    return Decisions(
        procedure=procedure,
        version=version,
        count=len(rows),
        median_days=float(median(days for days, _ in rows)),
        within_standard=sum(in_time for _, in_time in rows),
    )
