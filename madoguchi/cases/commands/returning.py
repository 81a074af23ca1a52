"""Giving an application back for correction (行政手続法7条), taking that back, and that the resident has seen it."""

from collections.abc import Sequence
from datetime import datetime

import msgspec
from django.db import transaction

from madoguchi.cases import deadlines, letters, permissions
from madoguchi.cases.announcements import CaseReturned
from madoguchi.cases.commands.holding import announce_when_kept, hold, keep
from madoguchi.cases.commands.probing import settle_stopped_probe
from madoguchi.cases.grounds import LONGEST_WORDS_OF_ITEM, Correction, Item, chosen, in_own_words, short_enough
from madoguchi.cases.mending import is_askable
from madoguchi.cases.models import Case
from madoguchi.cases.states import State, after
from madoguchi.definitions.compiled import Compiled
from madoguchi.definitions.journey import walk
from madoguchi.journal import commands as journal
from madoguchi.kernel.actors import Actor
from madoguchi.kernel.refusals import Refusal, refuse_if
from madoguchi.publications import queries as publications


@transaction.atomic
def ask_for_correction(
    *,
    case: Case,
    by: Actor,
    at: datetime,
    items: Sequence[Item] = (),
    reasons: Sequence[str] = (),
    words: str = "",
    seen: int | None = None,
) -> None:
    """Return it to the resident; the clock stands still from here.

    With `items` only those answers may change, and typed reasons of the definition may add the law they rest on.
    Without, the whole application is given back, with at least one typed reason and the officer's own words.
    """
    hold(case, seen)
    refuse_if(permissions.refusal_to_return(by, case))
    compiled = publications.version(case.version)
    correction = _asking(case, compiled, items=items, reasons=reasons, words=words, by=by, at=at)
    if case.probe is not None:
        settle_stopped_probe(case, correction.paths, by=by, at=at)
        return
    case.state = after(case.stands, State.RETURNED)
    case.returned_at, case.correction = at, msgspec.to_builtins(correction)
    case.correction_opened_at = case.corrected_at = None
    keep(case)
    detail = {
        "reasons": [ground.id for ground in correction.grounds],
        "fields": {item.path: item.reason.value for item in correction.items},
    }
    journal.write(subject=case.subject, what="correction_asked", by=by, at=at, detail=detail)
    letter = letters.asking_for_correction(compiled, case, correction)
    letters.send(letter, kind="correction", case=case, compiled=compiled, by=by, at=at)
    announce_when_kept(CaseReturned(case=case.pk, at=at))


def _asking(
    case: Case,
    compiled: Compiled,
    *,
    items: Sequence[Item],
    reasons: Sequence[str],
    words: str,
    by: Actor,
    at: datetime,
) -> Correction:
    """The request as it would be sent; Refusal where it asks for what the application does not hold."""
    offered = compiled.procedure.handling.correction_reasons
    if not items:
        return Correction(grounds=chosen(offered, reasons), words=in_own_words(words), by=by.name, at=at)
    return Correction(
        grounds=chosen(offered, reasons) if reasons else (),
        words=short_enough(words),
        items=_askable(case, compiled, items),
        by=by.name,
        at=at,
    )


def _askable(case: Case, compiled: Compiled, items: Sequence[Item]) -> tuple[Item, ...]:
    """Each path once, and each one this application was asked."""
    today = deadlines.day_of(case.answered_at)
    journey = walk(compiled, case.answers, today=today)
    if len({item.path for item in items}) < len(items) or not all(
        is_askable(compiled, journey, item.path, today=today) for item in items
    ):
        raise Refusal(
            "選んだ項目が、この申請にありません。",
            way_on="申請の画面を開き直して、もう一度選んでください。",
            status=400,
            code="path-unknown",
        )
    return tuple(msgspec.structs.replace(item, words=short_enough(item.words, LONGEST_WORDS_OF_ITEM)) for item in items)


@transaction.atomic
def take_back_correction(*, case: Case, by: Actor, at: datetime, seen: int | None = None) -> None:
    """Take the request back before the resident has opened it: as if it had not been asked, the deadline unmoved.

    The letter may be on its way already, so the resident is told that nothing need be done.
    """
    hold(case, seen)
    refuse_if(permissions.refusal_to_take_back_correction(by, case))
    last = case.revisions.latest("number")
    case.state = after(case.stands, State.UNDER_REVIEW)
    case.returned_at, case.correction = None, last.asked
    case.corrected_at = last.at if last.asked is not None else None
    keep(case)
    journal.write(subject=case.subject, what="correction_taken_back", by=by, at=at)
    compiled = publications.version(case.version)
    letter = letters.taking_back_correction(compiled, case, at=at)
    letters.send(letter, kind="correction_taken_back", case=case, compiled=compiled, by=by, at=at)


@transaction.atomic
def open_correction(*, case: Case, by: Actor, at: datetime) -> None:
    """Note that the resident has seen what is asked. Seeing it again changes nothing."""
    refuse_if(permissions.refusal_to_open_correction(by, case))
    if case.correction_opened_at is not None:
        return
    hold(case, None)
    refuse_if(permissions.refusal_to_open_correction(by, case))
    case.correction_opened_at = at
    keep(case)
    journal.write(subject=case.subject, what="correction_opened", by=by, at=at)
