"""Counts that can be added up: what was counted, under which key, how often. A median is read from them, never kept."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

# measure → key → how often; the key of a distribution is the value itself, such as so many days.
Tally = dict[str, dict[str, int]]


@dataclass(frozen=True, order=True)
class Slice:
    """What is counted together."""

    day: date
    procedure: str
    version: str
    channel: str


Tallies = defaultdict[Slice, Tally]


def nothing() -> Tallies:
    """To count into."""
    return defaultdict(dict)


def add(tally: Tally, measure: str, key: object = "", n: int = 1) -> None:
    """Count `n` more. What is zero is not kept."""
    if n:
        counts = tally.setdefault(measure, {})
        counts[str(key)] = counts.get(str(key), 0) + n


def together(tallies: Iterable[Mapping[str, Mapping[str, int]]]) -> Tally:
    """The sum, in any order the same."""
    whole: Tally = {}
    for tally in tallies:
        for measure, counts in tally.items():
            for key, n in counts.items():
                add(whole, measure, key, n)
    return whole
