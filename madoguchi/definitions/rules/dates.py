"""Dates as Japanese law counts them: ages, fiscal years, months and 開庁日.

A date outside the calendar Python knows (years 1 to 9999) is no date: the answer is then absent (None).
"""

from collections.abc import Callable
from datetime import MAXYEAR, MINYEAR, date, timedelta

ONE_DAY = timedelta(days=1)
LONGEST_SPAN = 3_660


def day_of_age(birthdate: date, age: int) -> date | None:
    """The day on which an age is reached: the eve of the birthday (年齢計算ニ関スル法律, 民法143条2項).

    Counting begins on the day of birth itself, so the year is full at the end of the eve. For those born on
    29 February the eve is 28 February in every year.
    """
    year = birthdate.year + age
    if age < 0 or not MINYEAR < year <= MAXYEAR:
        return None
    if (birthdate.month, birthdate.day) == (2, 29):
        return date(year, 2, 28)
    return birthdate.replace(year=year) - ONE_DAY


def age_on(birthdate: date, day: date) -> int | None:
    """The age reached by the end of a day; on the eve of the birthday the person already has the new age."""
    if day < birthdate:
        return None
    if day == date.max:
        return day.year - birthdate.year
    following = day + ONE_DAY
    before = (following.month, following.day) < (birthdate.month, birthdate.day)
    return following.year - birthdate.year - before


def fiscal_year(day: date) -> int:
    """年度: April to March (会計年度, 地方自治法208条)."""
    return day.year if day.month >= 4 else day.year - 1


def end_of_fiscal_year_of_age(birthdate: date, age: int) -> date | None:
    """〇歳に達する日以後の最初の3月31日.

    Who is born on 1 April reaches the age on 31 March, and that same day is the answer: a year earlier than for
    who is born on 2 April.
    """
    reached = day_of_age(birthdate, age)
    if reached is None or fiscal_year(reached) == MAXYEAR:
        return None
    return date(fiscal_year(reached) + 1, 3, 31)


def add_days(day: date, days: int) -> date | None:
    try:
        return day + timedelta(days=days)
    except OverflowError:
        return None


def add_months(day: date, months: int) -> date | None:
    """応当日: the same day of a later month, or its last day where it has no such day (民法143条2項)."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    if not MINYEAR <= year <= MAXYEAR:
        return None
    return date(year, month + 1, min(day.day, _length(year, month + 1)))


def _length(year: int, month: int) -> int:
    if month == 2:
        return 29 if year % 4 == 0 and (year % 100 != 0 or year % 400 == 0) else 28
    return 30 if month in (4, 6, 9, 11) else 31


def months_between(start: date, end: date) -> int:
    """Whole months from one day to another; negative when the second is the earlier."""
    if end < start:
        return -months_between(end, start)
    months = (end.year - start.year) * 12 + end.month - start.month
    full = add_months(start, months)
    return months if full is not None and full <= end else months - 1


def days_between(start: date, end: date) -> int:
    return (end - start).days


def business_days(is_open: Callable[[date], bool], start: date, end: date) -> int | None:
    """開庁日 after the first day up to and with the last (初日不算入, 民法140条); beyond ten years, absent."""
    if end < start:
        backwards = business_days(is_open, end, start)
        return None if backwards is None else -backwards
    length = (end - start).days
    if length > LONGEST_SPAN:
        return None
    return sum(is_open(start + timedelta(days=ahead)) for ahead in range(1, length + 1))
