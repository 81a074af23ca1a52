"""Telling others inside the process that something happened: capabilities below announce, those above listen.

Who listens to what is written in `config/wiring.py` alone. An announcement may be lost with the process; what must
not be lost is a row in the outbox.
"""

from collections import defaultdict
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TypeVar

Event = TypeVar("Event")

_listeners: defaultdict[type, list[Callable[..., object]]] = defaultdict(list)


def listen(kind: type[Event], act: Callable[[Event], object]) -> None:
    """From now on `act` hears every announcement of exactly this kind; connecting twice is connecting once."""
    if act not in _listeners[kind]:
        _listeners[kind].append(act)


def announce(event: object) -> None:
    """Tell everyone who listens, in the order they were connected. Nobody listening is nothing wrong."""
    for act in tuple(_listeners.get(type(event), ())):
        act(event)


@contextmanager
def heard(kind: type[Event]) -> Iterator[list[Event]]:
    """What is announced during a block, for tests."""
    events: list[Event] = []
    listen(kind, events.append)
    try:
        yield events
    finally:
        _listeners[kind].remove(events.append)
