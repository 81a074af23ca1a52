"""The standard period in 開庁日, and how the desk words what is left."""

from datetime import date, datetime

import pytest

from madoguchi.cases import deadlines
from madoguchi.kernel.clock import JST

MONDAY = date(2026, 11, 16)


@pytest.mark.parametrize(
    ("received", "days", "due"),
    [
        (MONDAY, 1, date(2026, 11, 17)),
        (MONDAY, 5, date(2026, 11, 24)),  # the 23rd is 勤労感謝の日
        (date(2026, 11, 21), 1, date(2026, 11, 24)),  # received on a Saturday
        (date(2026, 12, 28), 1, date(2027, 1, 4)),  # over the turn of the year
        (MONDAY, 0, MONDAY),
    ],
)
def test_a_period_counts_opening_days_after_the_day_of_receipt(received, days, due):
    assert deadlines.due_after(received, days) == due


@pytest.mark.parametrize(
    ("due", "label", "kind"),
    [
        (date(2026, 11, 30), "残り9日", "neutral"),
        (date(2026, 11, 19), "残り3日", "warning"),
        (MONDAY, "本日まで", "error"),
        (date(2026, 11, 13), "1日超過", "error"),
        (date(2026, 11, 15), "1日超過", "error"),  # a Sunday: over, though no opening day has passed since
        (date(2026, 11, 9), "5日超過", "error"),
    ],
)
def test_the_badge_says_how_much_is_left(due, label, kind):
    assert deadlines.remaining(due, MONDAY) == deadlines.Remaining(label, kind)


def test_a_deadline_on_a_day_off_is_not_over_while_that_day_lasts():
    saturday = date(2026, 11, 21)
    assert deadlines.remaining(saturday, saturday).label == "本日まで"


def test_an_application_sent_at_night_arrives_on_the_japanese_day():
    assert deadlines.day_of(datetime(2026, 11, 16, 23, 59, tzinfo=JST)) == MONDAY
