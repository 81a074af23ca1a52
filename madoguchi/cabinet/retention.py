"""How long a document is kept: by fiscal year (年度), counted from the 1 April after it.

A document decided in 令和8年度 and kept for five years is kept from 令和9年4月1日 through 令和14年3月31日, whichever day
of the year it was decided on; disposal may begin on the day after (会計年度の翌年度4月1日起算). Disposal itself, with
the list published and the approval given first, is not part of this module: it is a later piece of work, and nothing
here deletes a document.
"""

from datetime import date, timedelta

APRIL = 4


def fiscal_year(day: date) -> int:
    """年度: from 1 April to 31 March, named by the year it begins in."""
    return day.year if day.month >= APRIL else day.year - 1


def fiscal_year_end(day: date) -> date:
    return date(fiscal_year(day) + 1, 3, 31)


def kept_through(decided_on: date, years: int) -> date:
    """保存期間満了日: the last day of the period."""
    if years < 0:
        raise ValueError("a retention period is not negative")
    return date(fiscal_year_end(decided_on).year + years, 3, 31)


def dispose_on(decided_on: date, years: int) -> date:
    """The first day on which disposal is allowed: the day after the last day of the period."""
    return kept_through(decided_on, years) + timedelta(days=1)
