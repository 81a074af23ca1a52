"""What happened to applications, by day, procedure, version and channel: the counts behind the published figures.

The exact meaning of each is in docs/guides/figures.md. All but `received` and the full reviews belong to the day of the
decision, so that a day that is over never changes. Probes are in none of them (ADR 0010).
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from itertools import pairwise
from uuid import UUID

from django.db.models import Min

from madoguchi.cases.deadlines import day_of
from madoguchi.cases.figures.minutes import LONGEST_GAP
from madoguchi.cases.figures.tally import Slice, Tallies, add, nothing
from madoguchi.cases.models import BatchItem, BatchKind, Case, Doubt, FullReview, ItemState, Revision, SampleReview
from madoguchi.cases.states import DECIDED
from madoguchi.journal.models import Entry
from madoguchi.kernel import opening_days
from madoguchi.kernel.actors import ActorKind

CHUNK = 500
COLUMNS = (
    "pk", "procedure", "version", "channel", "state", "received_at", "decided_at", "due_on", "paused_days",
    "correction", "full_review",
)  # fmt: skip
WHOLE = "whole"


@dataclass(frozen=True)
class _Seen:
    """What else is known of a chunk of cases."""

    doubted: frozenset[UUID]
    asked: Mapping[UUID, list[object]]
    batched: frozenset[UUID]
    steps: Mapping[str, dict[str, float]]


def first_day() -> date | None:
    """The day of the first application there is."""
    first = Case.objects.aggregate(first=Min("received_at"))["first"]
    return day_of(first) if first else None


def daily(*, since: datetime, until: datetime) -> Tallies:
    """The counts of every day between two moments."""
    found = nothing()
    _received(found, since, until)
    _reviewed(found, since, until)
    ended = Case.objects.filter(decided_at__gte=since, decided_at__lt=until).order_by("pk")
    for cases in _chunks(ended.only(*COLUMNS).iterator(chunk_size=CHUNK)):
        decided = [case for case in cases if case.stands in DECIDED]
        seen = _seen(decided)
        for case in cases:
            if case.stands in DECIDED:
                _decided(found, case, seen)
            else:
                add(found[_slice(case, case.decided_at)], "withdrawn")
    return found


def _chunks(cases: Iterator[Case]) -> Iterator[list[Case]]:
    chunk: list[Case] = []
    for case in cases:
        chunk.append(case)
        if len(chunk) == CHUNK:
            yield chunk
            chunk = []
    if chunk:
        yield chunk


def _slice(case: Case, at: datetime | None) -> Slice:
    assert at is not None  # noqa: S101 -- the constraint of an ended case
    return Slice(day_of(at), case.procedure, case.version, case.channel)


def _received(found: Tallies, since: datetime, until: datetime) -> None:
    """By the day it was entered: a letter that came days before would change a day that was counted already."""
    rows = Revision.objects.filter(number=1, at__gte=since, at__lt=until, case__probe=None).order_by()
    for at, *what in rows.values_list("at", "case__procedure", "case__version", "case__channel").iterator():
        add(found[Slice(day_of(at), *what)], "received")


def _reviewed(found: Tallies, since: datetime, until: datetime) -> None:
    rows = SampleReview.objects.filter(at__gte=since, at__lt=until, case__probe=None)
    for at, agrees, *what in rows.values_list("at", "agrees", "case__procedure", "case__version", "case__channel"):
        tally = found[Slice(day_of(at), *what)]
        add(tally, "reviewed")
        add(tally, "missed", n=not agrees)


def _seen(cases: Sequence[Case]) -> _Seen:
    ids = [case.pk for case in cases]
    asked: defaultdict[UUID, list[object]] = defaultdict(list)
    revisions = Revision.objects.filter(case__in=ids, number__gt=1, asked__isnull=False).order_by("number")
    for case, what in revisions.values_list("case", "asked"):
        asked[case].append(what)
    together = BatchItem.objects.filter(case__in=ids, state=ItemState.DONE, batch__kind=BatchKind.DECIDE)
    return _Seen(
        doubted=frozenset(Doubt.objects.filter(case__in=ids).values_list("case", flat=True)),
        asked=asked,
        batched=frozenset(together.values_list("case", flat=True)),
        steps=_minutes_before([f"case/{pk}" for pk in ids]),
    )


def _minutes_before(subjects: Sequence[str]) -> dict[str, dict[str, float]]:
    """Of each case, the minutes an officer had it in hand before each act; longer gaps were something else."""
    acts: defaultdict[str, list[tuple[datetime, str, str]]] = defaultdict(list)
    entries = Entry.objects.filter(subject__in=subjects, who_kind=ActorKind.OFFICER.value).order_by("seq")
    for subject, at, who, what in entries.values_list("subject", "at", "who_id", "what"):
        acts[subject].append((at, who, what))
    found: dict[str, dict[str, float]] = {}
    for subject, one in acts.items():
        minutes: defaultdict[str, float] = defaultdict(float)
        for (earlier, who, _), (later, other, what) in pairwise(one):
            if who == other and later - earlier <= LONGEST_GAP:
                minutes[what] += (later - earlier).total_seconds() / 60
        if len(one) > 1:
            found[subject] = dict(minutes)
    return found


def _decided(found: Tallies, case: Case, seen: _Seen) -> None:
    tally = found[_slice(case, case.decided_at)]
    decided = day_of(case.decided_at) if case.decided_at else case.due_on
    asked = _asked(case, seen)
    add(tally, "decided")
    add(tally, "correct", n=not asked and case.pk not in seen.doubted and case.full_review != FullReview.MISSED)
    add(tally, "corrected", n=bool(asked))
    add(tally, "together", n=case.pk in seen.batched)
    add(tally, "in_time", n=decided <= case.due_on)
    days = opening_days.open_days_between(day_of(case.received_at), decided) - case.paused_days
    add(tally, "days", max(0, days))
    add(tally, "requests", n=len(asked))
    for one in asked:
        for reason in _reasons(one):
            add(tally, "reasons", reason)
    if case.pk not in seen.batched and (steps := seen.steps.get(case.subject)) is not None:
        add(tally, "handling", round(sum(steps.values())))
        for what, minutes in steps.items():
            add(tally, "step_acts", what)
            add(tally, "step_seconds", what, round(minutes * 60))


def _asked(case: Case, seen: _Seen) -> list[object]:
    """Every request for correction, also one that was never answered; what was taken back was not asked."""
    answered = seen.asked.get(case.pk, [])
    waiting = [case.correction] if case.correction is not None and case.correction not in answered else []
    return [*answered, *waiting]


def _reasons(asked: object) -> list[str]:
    """The reason of each answer to mend; the whole application given back is a reason of its own."""
    items = asked.get("items", ()) if isinstance(asked, dict) else ()
    return [str(item["reason"]) for item in items] or [WHOLE]
