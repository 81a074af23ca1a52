"""On which days the ward office is open."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from madoguchi.kernel.opening_days import add_open_days, is_open, open_days_between, with_closed

DAYS = st.dates(min_value=date(2020, 1, 1), max_value=date(2035, 12, 31))


@pytest.mark.parametrize(
    ("day", "opens", "why"),
    [
        (date(2026, 4, 1), True, "a Wednesday"),
        (date(2026, 4, 4), False, "a Saturday"),
        (date(2026, 4, 5), False, "a Sunday"),
        (date(2026, 4, 29), False, "昭和の日"),
        (date(2026, 5, 6), False, "憲法記念日 fell on a Sunday, 振替休日"),
        (date(2026, 9, 22), False, "between two holidays, 国民の休日"),
        (date(2026, 12, 28), True, "the last day of the year's work"),
        (date(2026, 12, 29), False, "年末"),
        (date(2026, 12, 31), False, "年末"),
        (date(2027, 1, 1), False, "元日"),
        (date(2025, 1, 3), False, "年始"),
        (date(2027, 1, 4), True, "the first day of the year's work"),
    ],
)
def test_the_office_is_open_or_closed(day, opens, why):
    assert is_open(day) is opens, why


@pytest.mark.parametrize(
    ("start", "n", "end"),
    [
        (date(2026, 4, 1), 0, date(2026, 4, 1)),
        (date(2026, 4, 1), 1, date(2026, 4, 2)),
        (date(2026, 4, 3), 1, date(2026, 4, 6)),
        (date(2026, 4, 4), 1, date(2026, 4, 6)),
        (date(2026, 5, 1), 1, date(2026, 5, 7)),
        (date(2026, 12, 28), 1, date(2027, 1, 4)),
        (date(2026, 4, 1), 10, date(2026, 4, 15)),
    ],
)
def test_open_days_are_counted_from_the_day_after(start, n, end):
    assert add_open_days(start, n) == end


def test_days_closed_besides_are_not_counted():
    calendar = with_closed([date(2026, 4, 2)])
    assert not calendar.is_open(date(2026, 4, 2))
    assert calendar.add(date(2026, 4, 1), 1) == date(2026, 4, 3)
    assert calendar.between(date(2026, 4, 1), date(2026, 4, 3)) == 1


def test_a_period_does_not_run_backward():
    with pytest.raises(ValueError, match="forward"):
        add_open_days(date(2026, 4, 1), -1)


@given(DAYS, st.integers(min_value=1, max_value=60))
def test_counting_on_and_counting_between_agree(start, n):
    end = add_open_days(start, n)
    assert is_open(end)
    assert open_days_between(start, end) == n
    assert open_days_between(end, start) == -n
    assert open_days_between(start, end - timedelta(days=1)) == n - 1
