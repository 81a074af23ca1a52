"""What time it is in Japan, on a clock that tests may move."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

JST = ZoneInfo("Asia/Tokyo")


class MovableClock:
    """Runs at the pace of the real clock, from wherever it was put.

    The distance is state of the object and not of a thread or a context: a test moves it, and the server thread
    of the same process must see it.
    """

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._ahead = timedelta(0)

    def now(self) -> datetime:
        with self._lock:
            return datetime.now(JST) + self._ahead

    def move_to(self, moment: datetime) -> None:
        if moment.tzinfo is None:
            raise ValueError("the clock moves only to an aware moment")
        with self._lock:
            self._ahead = moment - datetime.now(JST)

    def passes(self, *, days: float = 0, hours: float = 0, minutes: float = 0) -> None:
        with self._lock:
            self._ahead += timedelta(days=days, hours=hours, minutes=minutes)

    @contextmanager
    def moved_to(self, moment: datetime) -> Iterator["MovableClock"]:
        """Put the clock to a moment for the length of a block, and back to where it was after it."""
        with self._lock:
            before = self._ahead
        self.move_to(moment)
        try:
            yield self
        finally:
            with self._lock:
                self._ahead = before


clock = MovableClock()
moved_to = clock.moved_to
passes = clock.passes


def now() -> datetime:
    return clock.now()


def today() -> date:
    return now().date()
