"""日計: the till of a day counted and compared with what was recorded; a difference has its reason."""

from datetime import date, datetime

from django.db import IntegrityError, transaction

from madoguchi.journal import commands as journal
from madoguchi.kernel.actors import Actor
from madoguchi.kernel.clock import JST
from madoguchi.kernel.refusals import Refusal, refuse_if
from madoguchi.payments import permissions, queries
from madoguchi.payments.commands.counter import AT_THE_COUNTER
from madoguchi.payments.commands.holding import LONGEST_WORDS
from madoguchi.payments.models import DayClosing


def close_day(
    *, section: str, day: date, way: str, counted_yen: int, words: str, by: Actor, at: datetime
) -> DayClosing:
    """Close one way of one day, once. From then on nothing more is taken or given back on that day by that way."""
    refuse_if(permissions.refusal_to_close_day(by, section))
    if way not in AT_THE_COUNTER:
        raise Refusal("締める対象は「現金」か「券売機」です。", status=400, code="way-unknown")
    if day > at.astimezone(JST).date():
        raise Refusal("これからの日は締められません。", status=400, code="not-yet")
    try:
        with transaction.atomic():
            return _close(section, day, way, counted_yen, words.strip()[:LONGEST_WORDS], by=by, at=at)
    except IntegrityError as problem:
        raise Refusal("この日の日計は、すでに締めています。", code="day-closed") from problem


def _close(section: str, day: date, way: str, counted_yen: int, words: str, *, by: Actor, at: datetime) -> DayClosing:
    number, recorded = queries.recorded(section, day, way)
    if counted_yen != recorded and not words:
        raise Refusal(
            f"記録は{recorded:,}円で、数えた額と{counted_yen - recorded:+,}円の差があります。理由を書いてください。",
            status=400,
            code="difference-unexplained",
        )
    closing = DayClosing.objects.create(
        day=day,
        section=section,
        way=way,
        number=number,
        recorded_yen=recorded,
        counted_yen=counted_yen,
        words=words,
        closed_by=by.name,
        closed_at=at,
    )
    detail = {"way": way, "recorded": recorded, "counted": counted_yen, "number": number}
    journal.write(subject=f"till/{section}/{day}", what="day_closed", by=by, at=at, detail=detail)
    return closing
