"""Before and after a version: a difference with its interval, and whether anything can be said at all.

Shares have Wilson's interval, medians the one of their order statistics; the interval of the difference is made of both
by the method of variance estimates recovery, which for shares is Newcombe's (ADR 0020). No chance is in it: the same
numbers give the same sentence.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from math import hypot

from madoguchi.cases.figures import Interval, Tally, wilson
from madoguchi.insight.protecting import count
from madoguchi.insight.spread import spread


class Verdict(StrEnum):
    """What may be said of a difference."""

    BETTER = "better"
    WORSE = "worse"
    NONE = "none"


@dataclass(frozen=True)
class Estimate:
    """A number, between which it lies, and out of how many."""

    value: float
    between: Interval
    n: int


@dataclass(frozen=True)
class Compared:
    """One measure under two versions; `difference` is after minus before."""

    measure: str
    before: Estimate
    after: Estimate
    difference: float
    between: Interval
    verdict: Verdict


@dataclass(frozen=True)
class Measure:
    """How a measure is read from counts: a share of `of`, or the median of a distribution (`of` is empty)."""

    name: str
    of: str = ""
    more_is_better: bool = True


COMPARED = (
    Measure("sent", of="started"),
    Measure("fill", more_is_better=False),
    Measure("correct", of="decided"),
    Measure("corrected", of="decided", more_is_better=False),
    Measure("together", of="decided"),
    Measure("days", more_is_better=False),
)


def estimate(tally: Tally, measure: Measure) -> Estimate | None:
    """The number with its interval; None where nothing was counted."""
    if measure.of:
        tries = count(tally, measure.of)
        hits = min(count(tally, measure.name), tries)
        return Estimate(hits / tries, wilson(hits, tries), tries) if tries else None
    found = spread(tally.get(measure.name, {}))
    return Estimate(found.median, found.between, found.n) if found else None


def compared(before: Mapping[str, dict[str, int]], after: Mapping[str, dict[str, int]]) -> list[Compared]:
    """Every measure that was counted under both."""
    found = []
    for measure in COMPARED:
        one, other = estimate(dict(before), measure), estimate(dict(after), measure)
        if one and other:
            found.append(_compared(measure, one, other))
    return found


def _compared(measure: Measure, before: Estimate, after: Estimate) -> Compared:
    difference = after.value - before.value
    down = hypot(after.value - after.between.low, before.between.high - before.value)
    up = hypot(after.between.high - after.value, before.value - before.between.low)
    between = Interval(difference - down, difference + up)
    if between.low <= 0 <= between.high:
        verdict = Verdict.NONE
    else:
        verdict = Verdict.BETTER if (difference > 0) == measure.more_is_better else Verdict.WORSE
    return Compared(measure.name, before, after, difference, between, verdict)
