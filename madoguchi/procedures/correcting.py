"""Mending a returned application: a draft that holds what was sent, of which only what was asked may change."""

from collections.abc import Iterable, Mapping
from datetime import datetime

from django.db import transaction

from madoguchi.cases import commands as cases
from madoguchi.cases import permissions as case_permissions
from madoguchi.cases.authorship import author_of
from madoguchi.cases.models import Case
from madoguchi.definitions.compiled import Compiled
from madoguchi.definitions.situation import Situation
from madoguchi.kernel.actors import Actor
from madoguchi.kernel.refusals import Refusal, refuse_if
from madoguchi.procedures import filling, mending, representing
from madoguchi.procedures.drafting import (
    Begun,
    hand_over_documents,
    hold_row,
    kept_secret,
    opened,
    put_answers,
    resume_code_of,
    save,
)
from madoguchi.procedures.models import Draft


@transaction.atomic
def begin_correction(*, case: Case, compiled: Compiled, language: str, by: Actor, at: datetime) -> Begun:
    """Open a draft that mends a returned application, with everything that was answered, under its own version.

    Whoever began to mend it already goes on with that: what was typed is not lost. A draft left over from an earlier
    request begins again with the answers of today, so that there is never more than one.
    """
    case = Case.objects.select_for_update().get(pk=case.pk)
    refuse_if(case_permissions.refusal_to_correct(by, case))
    draft = Draft.objects.filter(corrects=case.pk, sent_as=None).first()
    if draft is None:
        begun = opened(compiled, language, case.answers, by=by, at=at, corrects=case.pk)
        representing.hand_correction_to(begun.draft, by, case, at=at)
        return begun
    representing.hand_correction_to(draft, by, case, at=at)
    if is_older(draft, case):
        draft.answers, draft.unfinished, draft.heeded, draft.authors, draft.begun_at = case.answers, {}, [], {}, at
        save(draft, at, "answers", "unfinished", "heeded", "authors", "begun_at")
    return Begun(draft, kept_secret(draft, at), resume_code_of(draft.pk))


def is_by_field(draft: Draft) -> bool:
    """Whether single answers were asked for: then the one page of what was asked is the draft's only page."""
    if draft.corrects is None:
        return False
    asked = Case.objects.get(pk=draft.corrects).correction_asked
    return asked is not None and bool(asked.paths)


def is_older(draft: Draft, case: Case) -> bool:
    """Begun for an earlier request: it would put old answers back over what was mended since."""
    return case.returned_at is not None and draft.begun_at < case.returned_at


def refusal_of_older() -> Refusal:
    return Refusal(
        "この入力は、前に直していただいたときのものです。",
        way_on="申請の状況のページから、もう一度「内容を直す」を押してください。",
        code="older_correction",
    )


@transaction.atomic
def keep_mended(
    *, draft: Draft, answers: Mapping[str, object], heeded: Iterable[str], how: str, by: Actor, at: datetime
) -> None:
    """Keep what was typed and is right; it is not sent yet."""
    hold_row(draft)
    put_answers(draft, dict(answers), author_of(by, how, at))
    draft.unfinished = {}
    draft.heeded = sorted({*draft.heeded, *heeded})
    draft.count_round(mending.PAGE)
    save(draft, at, "answers", "authors", "unfinished", "heeded", "rounds")


@transaction.atomic
def send_correction(
    *,
    draft: Draft,
    compiled: Compiled,
    situation: Situation,
    by: Actor,
    at: datetime,
    reason: str = "",
    how: str = "web",
) -> Case:
    """Send what was mended. Sending it again gives the same case; an officer sends for the resident with a reason.

    What was sent in time may be mended later (行政手続法7条), so it is not asked whether the procedure is still open.
    """
    draft = Draft.objects.select_for_update().get(pk=draft.pk)
    if draft.sent_as is not None:
        return Case.objects.get(pk=draft.sent_as)
    case = _held_case_of(draft)
    who = by if by.is_officer or by.on_behalf_of else case.applicant
    refuse_if(case_permissions.refusal_to_correct(who, case))
    if is_older(draft, case):
        raise refusal_of_older()
    answers = _complete(draft, case, compiled, situation)
    cases.correct(case=case, answers=answers, by=who, at=at, authors=draft.authors, reason=reason, how=how)
    hand_over_documents(draft, case, by=by, at=at)
    draft.sent_as = case.pk
    save(draft, at, "sent_as")
    return case


def _held_case_of(draft: Draft) -> Case:
    if draft.corrects is None:
        raise TypeError("a draft of a first application corrects nothing")
    return Case.objects.select_for_update().get(pk=draft.corrects)


def _complete(draft: Draft, case: Case, compiled: Compiled, situation: Situation) -> dict[str, object]:
    asked = case.correction_asked
    if asked is None or not asked.paths:
        return filling.complete(compiled, draft, situation)
    found = mending.judged(compiled, case.answers, draft.answers, frozenset(asked.paths), situation)
    if found.problems:
        raise filling.incomplete()
    return found.answers
