"""Ages, fiscal years and periods as Japanese law counts them."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from madoguchi.definitions.rules import dates

DAYS = st.dates(date(1900, 1, 1), date(2100, 12, 31))


@pytest.mark.parametrize(
    ("birthdate", "day", "age"),
    [
        # 年齢計算ニ関スル法律: the age is full at the end of the eve of the birthday, so the eve counts.
        (date(2006, 4, 2), date(2026, 3, 31), 19),
        (date(2006, 4, 2), date(2026, 4, 1), 20),
        (date(2006, 4, 2), date(2026, 4, 2), 20),
        (date(2006, 4, 1), date(2026, 3, 30), 19),
        (date(2006, 4, 1), date(2026, 3, 31), 20),
        (date(2006, 1, 1), date(2025, 12, 31), 20),
        # Born on 29 February: 28 February in every year.
        (date(2008, 2, 29), date(2026, 2, 27), 17),
        (date(2008, 2, 29), date(2026, 2, 28), 18),
        (date(2008, 2, 29), date(2028, 2, 27), 19),
        (date(2008, 2, 29), date(2028, 2, 28), 20),
        (date(2026, 4, 1), date(2026, 4, 1), 0),
        (date(2026, 4, 2), date(2026, 4, 1), None),
    ],
)
def test_an_age_is_reached_on_the_eve_of_the_birthday(birthdate, day, age):
    assert dates.age_on(birthdate, day) == age


@given(DAYS, st.integers(0, 110))
def test_the_day_of_an_age_is_the_first_day_of_that_age(birthdate, age):
    reached = dates.day_of_age(birthdate, age)
    assert reached is not None
    if age == 0:
        assert reached == birthdate - timedelta(days=1)
    else:
        assert dates.age_on(birthdate, reached) == age
        assert dates.age_on(birthdate, reached - timedelta(days=1)) == age - 1


@pytest.mark.parametrize(
    ("birthdate", "age", "end"),
    [
        (date(2008, 4, 1), 18, date(2026, 3, 31)),  # 早生まれ: reaches 18 on that very day
        (date(2008, 4, 2), 18, date(2027, 3, 31)),
        (date(2008, 3, 31), 18, date(2026, 3, 31)),
        (date(2007, 12, 24), 18, date(2026, 3, 31)),
        (date(2020, 4, 1), 6, date(2026, 3, 31)),
        (date(2008, 2, 29), 15, date(2023, 3, 31)),
    ],
)
def test_the_first_31_march_after_an_age_minds_the_first_of_april(birthdate, age, end):
    assert dates.end_of_fiscal_year_of_age(birthdate, age) == end


def test_a_fiscal_year_begins_in_april():
    assert [dates.fiscal_year(day) for day in (date(2026, 3, 31), date(2026, 4, 1))] == [2025, 2026]


@pytest.mark.parametrize(
    ("day", "months", "expected"),
    [
        (date(2026, 1, 31), 1, date(2026, 2, 28)),
        (date(2028, 1, 31), 1, date(2028, 2, 29)),
        (date(2026, 3, 31), -1, date(2026, 2, 28)),
        (date(2026, 12, 15), 1, date(2027, 1, 15)),
        (date(2026, 1, 15), -1, date(2025, 12, 15)),
        (date(2026, 4, 30), 12, date(2027, 4, 30)),
        (date(9999, 12, 1), 1, None),
    ],
)
def test_months_run_to_the_same_day_or_the_last_of_the_month(day, months, expected):
    assert dates.add_months(day, months) == expected


@given(DAYS, DAYS)
def test_the_months_between_are_as_many_as_fit(one, other):
    start, end = sorted((one, other))
    months = dates.months_between(start, end)
    assert dates.add_months(start, months) <= end < dates.add_months(start, months + 1)
    assert dates.months_between(end, start) == -months


def test_business_days_leave_out_the_first_day_and_count_the_last():
    def weekday(day: date) -> bool:
        return day.weekday() < 5

    friday, monday = date(2026, 4, 3), date(2026, 4, 6)
    assert dates.business_days(weekday, friday, monday) == 1
    assert dates.business_days(weekday, monday, friday) == -1
    assert dates.business_days(weekday, monday, monday) == 0
    assert dates.business_days(weekday, friday, date(2026, 4, 17)) == 10
    assert dates.business_days(weekday, date(1900, 1, 1), friday) is None


def test_a_date_beyond_the_calendar_is_absent():
    assert dates.add_days(date(2026, 4, 1), 10**7) is None
    assert dates.add_days(date(2026, 4, 1), 10**30) is None
    assert dates.day_of_age(date(2026, 4, 1), 9000) is None
    assert dates.day_of_age(date(2026, 4, 1), -1) is None
    assert dates.end_of_fiscal_year_of_age(date(9999, 5, 1), 0) is None
    assert dates.age_on(date(1999, 12, 31), date.max) == 8000
