"""補正: asking the resident to mend an application (行政手続法7条), and receiving what they mended."""

from collections.abc import Mapping, Sequence
from datetime import datetime

import msgspec
from django.db import IntegrityError, transaction

from madoguchi.cases import deadlines, letters, permissions
from madoguchi.cases.announcements import CaseReturned
from madoguchi.cases.applying import application_of
from madoguchi.cases.commands.holding import announce_when_kept, hold, keep
from madoguchi.cases.commands.receiving import refuse_the_second
from madoguchi.cases.grounds import Correction, chosen, in_own_words
from madoguchi.cases.models import Case, Revision
from madoguchi.cases.states import State, after
from madoguchi.definitions.compiled import Compiled
from madoguchi.journal import commands as journal
from madoguchi.kernel.actors import Actor
from madoguchi.kernel.refusals import refuse_if
from madoguchi.publications import queries as publications


@transaction.atomic
def ask_for_correction(
    *,
    case: Case,
    reasons: Sequence[str],
    words: str,
    by: Actor,
    at: datetime,
    fields: Sequence[str] = (),
    seen: int | None = None,
) -> None:
    """Return it to the resident with typed reasons and the officer's own words. The clock stands still from here."""
    hold(case, seen)
    refuse_if(permissions.refusal_to_return(by, case))
    compiled = publications.version(case.version)
    correction = Correction(
        grounds=chosen(compiled.procedure.handling.correction_reasons, reasons),
        words=in_own_words(words),
        fields=tuple(field for field in fields if field in compiled.procedure.data),
        by=by.name,
        at=at,
    )
    case.state = after(case.stands, State.RETURNED)
    case.returned_at, case.correction = at, msgspec.to_builtins(correction)
    keep(case)
    detail = {"reasons": [ground.id for ground in correction.grounds], "fields": list(correction.fields)}
    journal.write(subject=case.subject, what="correction_asked", by=by, at=at, detail=detail)
    letter = letters.asking_for_correction(compiled, case, correction)
    letters.send(letter, kind="correction", case=case, compiled=compiled, by=by, at=at)
    announce_when_kept(CaseReturned(case=case.pk, at=at))


def correct(*, case: Case, answers: Mapping[str, object], by: Actor, at: datetime, seen: int | None = None) -> None:
    """Receive corrected answers: a new revision, checked as the first was, back under review, the clock running again."""
    compiled = publications.version(case.version)
    try:
        with transaction.atomic():
            _correct(case, compiled, answers, by=by, at=at, seen=seen)
    except IntegrityError:
        refuse_the_second(case, compiled)
        raise


def _correct(
    case: Case, compiled: Compiled, answers: Mapping[str, object], *, by: Actor, at: datetime, seen: int | None
) -> None:
    hold(case, seen)
    refuse_if(permissions.refusal_to_correct(by, case))
    application_of(compiled, answers, at=at).put_into(case)
    case.state = after(case.stands, State.UNDER_REVIEW)
    _let_the_clock_run(case, at)
    keep(case)
    number = case.revisions.count() + 1
    Revision.objects.create(
        case=case,
        number=number,
        answers=case.answers,
        asked=case.correction,
        by_kind=by.kind,
        by_name=by.name,
        by_section=by.section,
        at=at,
    )
    journal.write(subject=case.subject, what="corrected", by=by, at=at, detail={"revision": number})


def _let_the_clock_run(case: Case, at: datetime) -> None:
    """The days the resident had it are added to the deadline."""
    if case.returned_at is None:
        return
    paused = deadlines.days_paused(deadlines.day_of(case.returned_at), deadlines.day_of(at))
    case.due_on = deadlines.due_after(case.due_on, paused)
    case.paused_days += paused
    case.returned_at = None
