"""Past cases read one after another, however many there are: for replaying them through another version."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db.models import QuerySet

from madoguchi.cases.deadlines import day_of
from madoguchi.cases.models import Case


@dataclass(frozen=True)
class PastCase:
    """What a replay needs of a case: no name, nothing of how it was decided."""

    id: UUID
    answered_on: date
    answers: Mapping[str, object]


@dataclass(frozen=True)
class Span:
    """The cases of a procedure that were received in a span of time."""

    procedure: str
    since: datetime
    until: datetime


def count(span: Span) -> int:
    """How many there are."""
    return _within(span).count()


def read(span: Span, *, after: UUID | None = None, size: int = 1000) -> Iterator[Sequence[PastCase]]:
    """Them in portions, in the order of their ids; `after` is where an earlier reading stopped."""
    while portion := _portion(span, after, size):
        yield portion
        after = portion[-1].id


def by_ids(ids: Sequence[UUID]) -> dict[UUID, Case]:
    """The cases by their ids, without what they answered."""
    return Case.objects.defer("answers", "findings", "correction", "decision").in_bulk(list(ids))


def _within(span: Span) -> QuerySet[Case]:
    return Case.objects.filter(procedure=span.procedure, received_at__gte=span.since, received_at__lt=span.until)


def _portion(span: Span, after: UUID | None, size: int) -> list[PastCase]:
    cases = _within(span) if after is None else _within(span).filter(pk__gt=after)
    rows = cases.order_by("pk").values_list("pk", "answered_at", "answers")[:size]
    return [PastCase(id_, day_of(answered_at), answers) for id_, answered_at, answers in rows]
