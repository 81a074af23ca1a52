"""Which cases a system has not been given yet: by what is written down of every file, not by a watermark that could slip.

The moment up to which cases count is the day's fixed time and not the time of the run, so that a run that was killed
finds the same cases again.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, time

from django.db.models import Exists, OuterRef, Q, QuerySet

from madoguchi.cases.models import Case, Revision
from madoguchi.cases.states import DECIDED, State
from madoguchi.definitions.handover import CoreSystem
from madoguchi.handover.models import Record, RecordKind
from madoguchi.kernel.clock import JST

CHUNK = 500


@dataclass(frozen=True)
class Due:
    """One record to be handed over: the case with the answers that count."""

    case: Case
    kind: RecordKind
    revision: int
    answers: Mapping[str, object]
    answered_at: datetime


def due_until(system: CoreSystem, until: datetime) -> Iterator[Due]:
    """New cases, then corrections, then withdrawals; each in the order of arrival."""
    yield from _with_answers(_new(system, until), RecordKind.NEW, until)
    if system.event == "received":
        yield from _with_answers(_corrected(system, until), RecordKind.CORRECTED, until)
        yield from _with_answers(_withdrawn(system, until), RecordKind.WITHDRAWN, until)


def _of(system: CoreSystem) -> QuerySet[Case]:
    """Genuine cases alone: `Case.objects` knows no probe (ADR 0010)."""
    return Case.objects.filter(procedure__in=system.procedures)


def _given(system: CoreSystem, kind: RecordKind) -> Exists:
    return Exists(Record.objects.filter(system=system.id, event=system.event, kind=kind, case=OuterRef("pk")))


def _new(system: CoreSystem, until: datetime) -> QuerySet[Case]:
    begin = datetime.combine(system.since, time(), JST)
    cases = _of(system).filter(~_given(system, RecordKind.NEW))
    match system.event:
        case "received":
            withdrawn = Q(state=State.WITHDRAWN.value, decided_at__lt=until)
            return cases.filter(received_at__gte=begin, received_at__lt=until).exclude(withdrawn)
        case "approved":
            return cases.filter(state=State.APPROVED.value, decided_at__gte=begin, decided_at__lt=until)
        case "decided":
            states = [state.value for state in DECIDED]
            return cases.filter(state__in=states, decided_at__gte=begin, decided_at__lt=until)


def _corrected(system: CoreSystem, until: datetime) -> QuerySet[Case]:
    """Those whose newest answers are newer than what was given. Withdrawn ones are told as withdrawn alone."""
    given = Record.objects.filter(system=system.id, event=system.event, case=OuterRef("case"))
    newer = Revision.objects.filter(
        ~Exists(given.filter(revision__gte=OuterRef("number"))), case=OuterRef("pk"), at__lt=until
    )
    withdrawn = Q(state=State.WITHDRAWN.value, decided_at__lt=until)
    return _of(system).filter(_given(system, RecordKind.NEW), Exists(newer)).exclude(withdrawn)


def _withdrawn(system: CoreSystem, until: datetime) -> QuerySet[Case]:
    cases = _of(system).filter(state=State.WITHDRAWN.value, decided_at__lt=until)
    return cases.filter(_given(system, RecordKind.NEW), ~_given(system, RecordKind.WITHDRAWN))


def _with_answers(cases: QuerySet[Case], kind: RecordKind, until: datetime) -> Iterator[Due]:
    """In pieces, with the newest answers before the moment."""
    wanted = list(cases.order_by("pk").values_list("pk", flat=True))
    for begin in range(0, len(wanted), CHUNK):
        piece = wanted[begin : begin + CHUNK]
        newest: dict[object, Revision] = {}
        for revision in Revision.objects.filter(case__in=piece, at__lt=until).order_by("number"):
            newest[revision.case_id] = revision
        for case in Case.objects.filter(pk__in=piece).order_by("pk"):
            found = newest.get(case.pk)
            answers, at, number = (
                (found.answers, found.at, found.number) if found else (case.answers, case.answered_at, 1)
            )
            yield Due(case, kind, number, answers, at)
