"""Reading a distribution that is kept as counts: median, quartiles, and between which values the median lies."""

from collections.abc import Mapping
from dataclasses import dataclass
from math import sqrt

from madoguchi.cases.figures import Interval

Z = 1.959963984540054


@dataclass(frozen=True)
class Spread:
    """The middle of so many values, and the quarter below and above."""

    n: int
    low: float
    median: float
    high: float
    between: Interval


def spread(counts: Mapping[str, int]) -> Spread | None:
    """The keys are the values; None where there are none."""
    values = sorted((int(value), n) for value, n in counts.items() if n)
    n = sum(n for _, n in values)
    if not n:
        return None

    def at(rank: int) -> int:
        """The value at this place of the sorted row, which begins with 1."""
        before = 0
        for value, many in values:
            before += many
            if rank <= before:
                return value
        return values[-1][0]

    def quantile(share: float) -> float:
        place = share * (n - 1) + 1
        low, part = int(place), place - int(place)
        return at(low) + part * (at(min(low + 1, n)) - at(low))

    half = Z * sqrt(n) / 2
    low, high = max(1, int(n / 2 - half)), min(n, int(n / 2 + half) + 1)
    return Spread(n, quantile(0.25), quantile(0.5), quantile(0.75), Interval(float(at(low)), float(at(high))))
