"""What is left to chance: the same for the same seed and the same subject, whatever happened before."""

import random
from collections.abc import Mapping, Sequence
from datetime import date, datetime, time, timedelta
from typing import TypeVar

from madoguchi.kernel.clock import JST

T = TypeVar("T")
# Applications begun in each hour of the day: people come after supper, and at noon.
HOURS_ONLINE = (3, 1, 1, 0, 0, 1, 3, 6, 8, 9, 9, 8, 12, 8, 7, 7, 7, 8, 9, 12, 17, 19, 15, 8)
# The counter and the telephone are open from 8:30 to 17:00, and emptier at noon.
HOURS_AT_COUNTER = {8: 2, 9: 9, 10: 12, 11: 10, 12: 4, 13: 9, 14: 10, 15: 9, 16: 6}


class Chance:
    """One stream of chance with a name. Two subjects never disturb each other's."""

    def __init__(self, seed: int, *subject: object) -> None:
        self._by = random.Random(f"{seed}/" + "/".join(map(str, subject)))  # noqa: S311 -- a play, the same for a seed

    def happens(self, share: float) -> bool:
        return self._by.random() < share

    def one_of(self, things: Sequence[T]) -> T:
        return self._by.choice(things)

    def weighed(self, weights: Mapping[T, float]) -> T:
        return self._by.choices(list(weights), list(weights.values()))[0]

    def between(self, low: int, high: int) -> int:
        return self._by.randint(low, high)

    def about(self, expected: float) -> int:
        """A count around what is expected, as busy and quiet days come."""
        return max(0, round(self._by.gauss(expected, expected**0.5)))

    def shuffled(self, things: Sequence[T]) -> list[T]:
        return self._by.sample(things, len(things))

    def seconds(self, low: float, high: float) -> timedelta:
        return timedelta(seconds=self._by.uniform(low, high))

    def moment_online(self, day: date) -> datetime:
        hour = self._by.choices(range(24), HOURS_ONLINE)[0]
        return at_hour(day, hour) + self.seconds(0, 3_540)

    def moment_at_counter(self, day: date) -> datetime:
        hour = self.weighed(HOURS_AT_COUNTER)
        return at_hour(day, hour) + self.seconds(1_860 if hour == min(HOURS_AT_COUNTER) else 0, 3_540)


def at_hour(day: date, hour: int, minute: int = 0) -> datetime:
    """A moment of a day in Japan."""
    return datetime.combine(day, time(hour, minute), JST)
