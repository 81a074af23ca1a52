"""What was read from the card, kept with the session and nowhere else: it ends with the log-in, or after two hours."""

from datetime import datetime, timedelta

import msgspec
from django.conf import settings
from django.http import HttpRequest

from madoguchi.gateways.eid.reading import CardReading

KEY = "card"
KEPT_FOR = timedelta(hours=2)


class Kept(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """As it stands in the session."""

    reading: CardReading
    at: datetime


def is_offered() -> bool:
    """Whether this installation is connected to デジタル認証アプリ."""
    return bool(settings.EID_ISSUER)


def keep(request: HttpRequest, reading: CardReading, *, at: datetime) -> None:
    request.session[KEY] = msgspec.to_builtins(Kept(reading, at))


def reading_in(request: HttpRequest, *, at: datetime) -> CardReading | None:
    """The reading of this log-in. Without a session cookie nothing is looked up."""
    if settings.SESSION_COOKIE_NAME not in request.COOKIES or not is_offered():
        return None
    try:
        kept = msgspec.convert(request.session.get(KEY), Kept)
    except msgspec.ValidationError:
        return None
    return kept.reading if at - kept.at < KEPT_FOR else None
