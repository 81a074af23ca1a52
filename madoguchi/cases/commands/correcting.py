"""補正: receiving what the resident mended, or told an officer to mend."""

from collections.abc import Mapping
from datetime import datetime

from django.db import IntegrityError, transaction

from madoguchi.cases import charging, deadlines, doubting, letters, permissions
from madoguchi.cases.applying import application_of
from madoguchi.cases.authorship import Authors, author_of, of_answers, signed
from madoguchi.cases.commands.holding import hold, keep
from madoguchi.cases.commands.receiving import refuse_the_second
from madoguchi.cases.grounds import LONGEST_WORDS_OF_ITEM, short_enough
from madoguchi.cases.mending import mended
from madoguchi.cases.models import Case, Channel, Revision
from madoguchi.cases.states import State, after
from madoguchi.definitions.compiled import Compiled
from madoguchi.journal import commands as journal
from madoguchi.kernel.actors import Actor
from madoguchi.kernel.refusals import Refusal, refuse_if
from madoguchi.publications import queries as publications


def correct(
    *,
    case: Case,
    answers: Mapping[str, object],
    by: Actor,
    at: datetime,
    seen: int | None = None,
    authors: Authors | None = None,
    reason: str = "",
    how: str = Channel.WEB.value,
) -> None:
    """Receive corrected answers: a new revision, checked as the first was, back under review, the clock running again.

    Where single answers were asked for, nothing else changes, whatever `answers` says. An officer enters it for the
    resident with a `reason`, and the resident is told; `how` is then the telephone or the counter. `authors` says who
    entered each answer; without it whoever sends has entered what is new.
    """
    compiled = publications.version(case.version)
    try:
        with transaction.atomic():
            _correct(case, compiled, answers, authors, by=by, at=at, seen=seen, reason=reason, how=how)
    except IntegrityError:
        refuse_the_second(case, compiled)
        raise


def _correct(
    case: Case,
    compiled: Compiled,
    answers: Mapping[str, object],
    authors: Authors | None,
    *,
    by: Actor,
    at: datetime,
    seen: int | None,
    reason: str,
    how: str,
) -> None:
    hold(case, seen)
    refuse_if(permissions.refusal_to_correct(by, case))
    if by.is_officer and not (reason := short_enough(reason, LONGEST_WORDS_OF_ITEM)):
        raise Refusal("申請した方に代わって入力する理由を書いてください。", status=400, code="reason-missing")
    before, asked = case.answers, case.correction_asked
    whole = mended(compiled, before, answers, asked.paths if asked else (), today=deadlines.day_of(at)).answers
    application = application_of(compiled, whole, at=at)
    application.put_into(case)
    case.state = after(case.stands, State.UNDER_REVIEW)
    case.corrected_at = at
    _let_the_clock_run(case, at)
    keep(case)
    doubting.note(case)
    last = case.revisions.latest("number")
    number = last.number + 1
    entered = signed(last.authors, last.answers, case.answers, author_of(by, how, at))
    Revision.objects.create(
        case=case,
        number=number,
        answers=case.answers,
        authors={**entered, **of_answers(authors or {}, case.answers)},
        asked=case.correction,
        reason=reason if by.is_officer else "",
        by_kind=by.kind,
        by_name=by.name,
        by_section=by.section,
        at=at,
    )
    detail = {"revision": number, "channel": how} if by.is_officer else {"revision": number}
    journal.write(subject=case.subject, what="corrected", by=by, at=at, detail=detail)
    charging.ask_when(("sending",), case, compiled, by=by, at=at)
    application.note_comparison(case)
    if by.is_officer:
        letter = letters.correction_entered(compiled, case, before, reason=reason, at=at)
        letters.send(letter, kind="correction_entered", case=case, compiled=compiled, by=by, at=at)


def _let_the_clock_run(case: Case, at: datetime) -> None:
    """The days the resident had it are added to the deadline."""
    if case.returned_at is None:
        return
    paused = deadlines.days_paused(deadlines.day_of(case.returned_at), deadlines.day_of(at))
    case.due_on = deadlines.due_after(case.due_on, paused)
    case.paused_days += paused
    case.returned_at = None
