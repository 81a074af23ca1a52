"""Where a resident can go from here besides the telephone. Others offer more ways: a ticket, a live officer."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, time

from django.http import HttpRequest

from madoguchi.assistant.models import Conversation
from madoguchi.kernel.clock import JST

# せたがやコール: every day, as ward.yaml says in words (`phone_hours`).
OPENS, CLOSES = time(8), time(21)


@dataclass(frozen=True)
class Way:
    """A link, or with `posts` a button, that leads on."""

    label: str
    url: str
    text: str = ""
    posts: bool = False


Offer = Callable[[HttpRequest, Conversation | None, str], Way | None]
_offers: list[Offer] = []


def offer(way: Offer) -> None:
    """From now on this way stands beside the telephone wherever a person is offered; twice is once."""
    if way not in _offers:
        _offers.append(way)


def ways_for(request: HttpRequest, conversation: Conversation | None, language: str) -> list[Way]:
    """Every way offered to this reader now."""
    return [way for made in _offers if (way := made(request, conversation, language)) is not None]


def telephone_is_open(at: datetime) -> bool:
    """Whether somebody answers the telephone at that moment."""
    return OPENS <= at.astimezone(JST).time() < CLOSES
