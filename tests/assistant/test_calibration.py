"""The threshold follows from the promise and from what was measured."""

from datetime import date

import pytest

from madoguchi.assistant.calibration import FEWEST_STATED, Trial, measured, threshold, wilson


def trials(good: int, bad: int, *, doubtful: int = 0) -> list[Trial]:
    sure = [Trial(0.9, True, fold=n) for n in range(good)] + [Trial(0.9, False, fold=n) for n in range(bad)]
    return sure + [Trial(0.3, n % 2 == 0, 0.2, 0.2, fold=n) for n in range(doubtful)]


def test_above_the_threshold_the_promise_is_kept_and_below_it_nothing_is_stated():
    found = measured(trials(400, 4, doubtful=300), wrong_of_100=5, on=date(2026, 11, 24), corpus="x")
    assert found.threshold == 0.9
    assert (found.stated, found.wrong) == (404, 4)
    assert found.lowest_right > 0.95
    assert found.share_right == pytest.approx(400 / 404)


def test_a_promise_that_cannot_be_shown_to_hold_states_nothing():
    assert measured(trials(400, 40), wrong_of_100=5, on=date(2026, 11, 24), corpus="x").threshold is None
    assert measured(trials(FEWEST_STATED - 1, 0), wrong_of_100=5, on=date(2026, 11, 24), corpus="x").threshold is None
    assert measured([], wrong_of_100=5, on=date(2026, 11, 24), corpus="x").threshold is None


def test_a_stricter_promise_asks_for_more_certainty():
    order = [Trial(1 - n / 2000, n % 50 != 49) for n in range(1000)]
    strict, mild = threshold(order, 0.03), threshold(order, 0.2)
    assert mild is not None
    assert strict is None or strict > mild


def test_the_interval_is_wilsons():
    assert wilson(95, 100) == pytest.approx((0.8882, 0.9785), abs=0.001)
    assert wilson(0, 0) == (0.0, 1.0)
