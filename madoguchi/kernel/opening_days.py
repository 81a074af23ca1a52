"""開庁日: on which days the ward office is open, and counting by them.

Closed on Saturdays, Sundays, national holidays and from 29 December to 3 January. The ward fixes this in its
ordinance on holidays (世田谷区の休日を定める条例, after 地方自治法4条の2); the days are written here from memory of
what such ordinances say, so the ward confirms them before this counts anything with legal effect.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache

import jpholiday

YEAR_END = frozenset({(12, 29), (12, 30), (12, 31), (1, 1), (1, 2), (1, 3)})
SATURDAY = 5
ONE_DAY = timedelta(days=1)


@lru_cache(maxsize=8192)
def is_national_holiday(day: date) -> bool:
    return bool(jpholiday.is_holiday(day))


@dataclass(frozen=True)
class OpeningDays:
    """The ordinary calendar with days closed besides: a system's maintenance, a day closed after an earthquake."""

    also_closed: frozenset[date] = frozenset()

    def is_open(self, day: date) -> bool:
        return not (
            day.weekday() >= SATURDAY
            or (day.month, day.day) in YEAR_END
            or day in self.also_closed
            or is_national_holiday(day)
        )

    def add(self, start: date, n: int) -> date:
        """The n-th open day after `start`. The first day is not counted (初日不算入, 民法140条)."""
        if n < 0:
            raise ValueError("a period of opening days runs forward")
        day = start
        while n:
            day += ONE_DAY
            n -= self.is_open(day)
        return day

    def between(self, a: date, b: date) -> int:
        """How many open days lie after `a`, up to and including `b`; negative when `b` is the earlier."""
        if b < a:
            return -self.between(b, a)
        return sum(self.is_open(a + timedelta(days=n)) for n in range(1, (b - a).days + 1))


ORDINARY = OpeningDays()


def with_closed(days: Iterable[date]) -> OpeningDays:
    return OpeningDays(also_closed=frozenset(days))


def is_open(day: date) -> bool:
    return ORDINARY.is_open(day)


def add_open_days(start: date, n: int) -> date:
    return ORDINARY.add(start, n)


def open_days_between(a: date, b: date) -> int:
    return ORDINARY.between(a, b)
