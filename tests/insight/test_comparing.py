"""Before and after: a difference with its interval, or nothing that can be said."""

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from madoguchi.insight.comparing import Verdict, compared
from madoguchi.insight.spread import spread


def cases(decided: int, correct: int, **more):
    return {"decided": {"": decided}, "correct": {"": correct}, **more}


def only(measure, before, after):
    (found,) = [one for one in compared(before, after) if one.measure == measure]
    return found


def test_newcombes_interval_as_it_is_published():
    """Newcombe 1998, method 10: 56/70 against 48/80 gives 0.0524 to 0.3339."""
    found = only("correct", cases(80, 48), cases(70, 56))
    assert found.difference == pytest.approx(0.2)
    assert (found.between.low, found.between.high) == (pytest.approx(0.0524, abs=1e-4), pytest.approx(0.3339, abs=1e-4))
    assert found.verdict is Verdict.BETTER


def test_with_few_cases_nothing_can_be_said():
    assert only("correct", cases(10, 6), cases(10, 8)).verdict is Verdict.NONE
    assert only("correct", cases(50, 50), cases(50, 50)).verdict is Verdict.NONE


def test_fewer_minutes_and_fewer_corrections_are_better():
    before = cases(500, 400, corrected={"": 90}, days={"9": 300, "10": 200})
    after = cases(500, 400, corrected={"": 20}, days={"4": 300, "5": 200})
    assert only("days", before, after).verdict is Verdict.BETTER
    assert only("corrected", before, after).verdict is Verdict.BETTER
    assert only("days", after, before).verdict is Verdict.WORSE


def test_what_was_not_counted_under_both_is_not_compared():
    assert [one.measure for one in compared(cases(9, 3), {"decided": {"": 0}})] == []


def test_of_two_equal_versions_hardly_ever_a_difference_is_said():
    """Four hundred pairs of versions with the same true share: at most one in twenty may be called different."""
    chance = random.Random(20)

    def drawn():
        return cases(200, sum(chance.random() < 0.7 for _ in range(200)))

    called = sum(only("correct", drawn(), drawn()).verdict is not Verdict.NONE for _ in range(400))
    assert called <= 400 * 0.08


@given(st.lists(st.integers(0, 60), min_size=1, max_size=60))
def test_the_spread_of_counts_is_that_of_the_values(values):
    counts: dict[str, int] = {}
    for value in values:
        counts[str(value)] = counts.get(str(value), 0) + 1
    found = spread(counts)
    assert found
    row = [float(value) for value in sorted(values)]

    def quantile(share: float) -> float:
        place = share * (len(row) - 1)
        low = int(place)
        return float(row[low] + (place - low) * (row[min(low + 1, len(row) - 1)] - row[low]))

    assert (found.low, found.median, found.high) == pytest.approx((quantile(0.25), quantile(0.5), quantile(0.75)))
    assert found.between.low <= found.median <= found.between.high


def test_nothing_counted_has_no_spread():
    assert spread({}) is None
