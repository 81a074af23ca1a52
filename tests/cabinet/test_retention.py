from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from madoguchi.cabinet import retention


@pytest.mark.parametrize(
    ("decided_on", "years", "kept_through", "dispose_on"),
    [
        (date(2026, 4, 1), 5, date(2032, 3, 31), date(2032, 4, 1)),
        (date(2026, 11, 24), 5, date(2032, 3, 31), date(2032, 4, 1)),
        (date(2027, 3, 31), 5, date(2032, 3, 31), date(2032, 4, 1)),
        (date(2027, 4, 1), 5, date(2033, 3, 31), date(2033, 4, 1)),
        (date(2028, 2, 29), 1, date(2029, 3, 31), date(2029, 4, 1)),
        (date(2026, 12, 31), 0, date(2027, 3, 31), date(2027, 4, 1)),
        (date(2026, 1, 1), 30, date(2056, 3, 31), date(2056, 4, 1)),
    ],
)
def test_the_period_runs_from_the_first_of_april_after_the_fiscal_year(decided_on, years, kept_through, dispose_on):
    assert retention.kept_through(decided_on, years) == kept_through
    assert retention.dispose_on(decided_on, years) == dispose_on


@given(st.dates(date(1948, 1, 1), date(2200, 1, 1)), st.integers(0, 100))
def test_nothing_is_disposed_of_before_its_years_are_full(decided_on, years):
    day = retention.dispose_on(decided_on, years)

    assert (day.month, day.day) == (4, 1)
    assert (decided_on.year + years, decided_on.month, decided_on.day) < (day.year, day.month, day.day)
    assert day.year - decided_on.year <= years + 1


def test_a_period_below_nothing_is_a_mistake():
    with pytest.raises(ValueError, match="negative"):
        retention.kept_through(date(2026, 4, 1), -1)
