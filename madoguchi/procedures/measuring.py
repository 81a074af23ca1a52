"""Noting how far people come with a form and how long it takes them, in the transaction that keeps what they typed.

A note is a row without the person (ADR 0020). A correction is measured by the cases it belongs to, so it leaves none.
"""

from collections.abc import Mapping
from datetime import datetime, timedelta

from django.db import transaction

from madoguchi.cases.deadlines import day_of
from madoguchi.cases.models import Channel
from madoguchi.definitions.compiled import Compiled
from madoguchi.procedures.models import Draft, FillingStep
from madoguchi.procedures.walking import journey_of
from madoguchi.publications import queries as publications

Kind = FillingStep.Kind
# Longer than this between two savings, the person was doing something else.
PAUSE = timedelta(minutes=15)
# What follows the last page of questions. No page of a definition may begin with an underscore.
REVIEW = "_review"
DUPLICATE = "_duplicate"


def active_until(draft: Draft, at: datetime) -> int:
    """The seconds of work on the draft until now, for the draft as it was last saved."""
    gap = at - draft.saved_at
    return draft.active_seconds + (int(gap.total_seconds()) if timedelta() < gap <= PAUSE else 0)


def goes_page_by_page(channel: str) -> bool:
    """At the counter the whole sheet is one page, and a program has none."""
    return channel == Channel.WEB


def note_start(draft: Draft, compiled: Compiled, at: datetime) -> None:
    """Somebody begins; the first page is before them."""
    first = [_step(draft, Kind.ENTERED, at, compiled.procedure.pages[0].id)]
    _note(_step(draft, Kind.STARTED, at), *(first if goes_page_by_page(draft.channel) else []))


def trail_at_start(compiled: Compiled) -> dict[str, None]:
    """The first page is entered, and none is right yet."""
    return {compiled.procedure.pages[0].id: None}


def trail_carried(trail: Mapping[str, int | None]) -> dict[str, int | None]:
    """Under another version what is not right yet is entered anew."""
    return {page: seconds for page, seconds in trail.items() if seconds is not None}


def note_left(draft: Draft, page: str, at: datetime) -> None:
    """A page is right for the first time, and the next one is before them; call it before the draft is saved."""
    if draft.corrects is not None or not goes_page_by_page(draft.channel) or draft.trail.get(page) is not None:
        return
    seconds = active_until(draft, at)
    spent = seconds - _last(draft)
    steps = [] if page in draft.trail else [_step(draft, Kind.ENTERED, at, page)]
    steps.append(_step(draft, Kind.LEFT, at, page, spent))
    draft.trail = {**draft.trail, page: seconds}
    if (following := _following(draft, page, at)) not in draft.trail:
        steps.append(_step(draft, Kind.ENTERED, at, following))
        draft.trail = {**draft.trail, following: None}
    _note(*steps)


def _last(draft: Draft) -> int:
    """After how many seconds of work the page before was right."""
    return max((seconds for seconds in draft.trail.values() if seconds is not None), default=0)


def _following(draft: Draft, page: str, at: datetime) -> str:
    journey = journey_of(draft, publications.version(draft.version), today=day_of(at))
    following = journey.after(page)
    return following.id if following else REVIEW


def note_stumble(draft: Draft, page: str, at: datetime) -> None:
    """A page was sent and is not right."""
    if draft.corrects is None:
        _note(_step(draft, Kind.STUMBLED, at, page))


def note_sent(draft: Draft, at: datetime) -> None:
    """The application was sent."""
    seconds = active_until(draft, at)
    steps = [_step(draft, Kind.SENT, at, seconds=seconds)]
    if goes_page_by_page(draft.channel):
        spent = seconds - _last(draft)
        steps.append(_step(draft, Kind.LEFT, at, REVIEW, spent))
        if REVIEW not in draft.trail:
            steps.append(_step(draft, Kind.ENTERED, at, REVIEW))
    _note(*steps)


@transaction.atomic
def note_duplicate(draft: Draft, at: datetime) -> None:
    """What may exist once exists already: noted once for a draft, after the sending was undone."""
    held = Draft.objects.select_for_update().get(pk=draft.pk)
    if held.corrects is None and DUPLICATE not in held.trail:
        held.trail = {**held.trail, DUPLICATE: None}
        held.save(update_fields=["trail"])
        _note(_step(held, Kind.DUPLICATE, at))


def note_duplicate_without_draft(compiled: Compiled, channel: str, at: datetime) -> None:
    """The same where nobody filled in a form, such as by a program."""
    _note(
        FillingStep(
            kind=Kind.DUPLICATE, procedure=compiled.id, version=compiled.version, channel=channel, day=day_of(at)
        )
    )


def _step(draft: Draft, kind: Kind, at: datetime, page: str = "", seconds: int = 0) -> FillingStep:
    return FillingStep(
        kind=kind,
        procedure=draft.procedure,
        version=draft.version,
        channel=draft.channel,
        page=page,
        day=day_of(at),
        seconds=max(0, seconds),
    )


def _note(*steps: FillingStep) -> None:
    FillingStep.objects.bulk_create(steps)
