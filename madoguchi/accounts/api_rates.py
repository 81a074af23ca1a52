"""How many requests a key or an address may make in a minute, counted over all processes and nodes.

A process takes a few at a time from the shared count and gives them out itself: one write for several requests, and
never more than the rate together. What a process has taken and not used by the end of the minute is lost.
"""

import threading
from dataclasses import dataclass
from datetime import datetime

from django.db import IntegrityError, transaction
from django.db.models import F

from madoguchi.accounts.api_models import ApiUse

SECONDS = 60
PARTS = 20
MINUTES_KEPT = 2
MOST_KNOWN = 10_000


@dataclass(frozen=True)
class Allowance:
    """Whether this request may be made, and what is left; `reset` are the seconds until it begins anew."""

    allowed: bool
    limit: int
    remaining: int
    reset: int

    @property
    def headers(self) -> dict[str, str]:
        return {
            "RateLimit-Policy": f"{self.limit};w={SECONDS}",
            "RateLimit-Limit": str(self.limit),
            "RateLimit-Remaining": str(self.remaining),
            "RateLimit-Reset": str(self.reset),
        }


@dataclass
class _Taken:
    minute: int
    left: int
    given: int


class _Counters:
    """What this process has taken for each holder in this minute."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._taken: dict[str, _Taken] = {}

    def take(self, holder: str, rate: int, at: datetime) -> tuple[Allowance, bool]:
        """Allow one request or not; the second says whether the shared count was asked."""
        minute, second = divmod(int(at.timestamp()), SECONDS)
        with self._lock:
            taken = self._taken.get(holder)
            if taken is not None and taken.minute == minute and taken.left > 0:
                taken.left -= 1
                return _allowance(taken, rate, second), False
        given, got = _take_shared(holder, minute, rate)
        with self._lock:
            if len(self._taken) > MOST_KNOWN:
                self._taken.clear()
            kept = self._taken.get(holder)
            left = kept.left if kept is not None and kept.minute == minute else 0
            taken = self._taken[holder] = _Taken(minute, max(0, left + got - 1), given)
        if not got:
            return Allowance(allowed=False, limit=rate, remaining=0, reset=SECONDS - second), True
        return _allowance(taken, rate, second), True

    def forget(self) -> None:
        with self._lock:
            self._taken.clear()


def _allowance(taken: _Taken, rate: int, second: int) -> Allowance:
    remaining = max(0, rate - taken.given + taken.left)
    return Allowance(allowed=True, limit=rate, remaining=remaining, reset=SECONDS - second)


_counters = _Counters()
take = _counters.take
forget = _counters.forget


def _take_shared(holder: str, minute: int, rate: int) -> tuple[int, int]:
    """How many have been given in all, and how many of them just now to us."""
    wanted = max(1, rate // PARTS)
    _begin_minute(holder, minute)
    with transaction.atomic():
        use = ApiUse.objects.select_for_update().get(holder=holder, minute=minute)
        got = max(0, min(wanted, rate - use.given))
        if got:
            ApiUse.objects.filter(pk=use.pk).update(given=F("given") + got)
    return use.given + got, got


def _begin_minute(holder: str, minute: int) -> None:
    """The row of this minute; whoever makes it clears those that have passed."""
    if ApiUse.objects.filter(holder=holder, minute=minute).exists():
        return
    try:
        with transaction.atomic():
            ApiUse.objects.filter(minute__lt=minute - MINUTES_KEPT).delete()
            ApiUse.objects.create(holder=holder, minute=minute)
    except IntegrityError:
        return
