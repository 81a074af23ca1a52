"""The standard processing period (標準処理期間, 行政手続法6条): counted in 開庁日, and standing still during 補正."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal

from madoguchi.kernel import japanese_dates, opening_days
from madoguchi.kernel.clock import JST

SOON = 3


@dataclass(frozen=True)
class Remaining:
    """How much time is left, in words for the desk, and how pressing it is."""

    label: str
    kind: Literal["neutral", "info", "warning", "error"]


def day_of(moment: datetime) -> date:
    """The day in Japan."""
    return moment.astimezone(JST).date()


def in_words(moment: datetime) -> str:
    """'令和8年4月1日', as a letter says it."""
    return japanese_dates.wareki(day_of(moment))


def due_after(received: date, standard_days: int) -> date:
    """The last day of the period. It begins on arrival at the office, whatever the hour; that day is not counted."""
    return opening_days.add_open_days(received, standard_days)


def days_paused(returned: date, corrected: date) -> int:
    """How many 開庁日 the resident had the application."""
    return max(0, opening_days.open_days_between(returned, corrected))


def days_waiting(returned: datetime, today: date) -> int:
    """Which day of waiting this is: the day on which it was asked is the first."""
    return max(0, (today - day_of(returned)).days) + 1


def remaining(due: date, today: date) -> Remaining:
    """「残り3日」 in 開庁日, as the desk's badge says it."""
    days = opening_days.open_days_between(today, due)
    if due < today:
        return Remaining(f"{max(1, -days)}日超過", "error")
    if days == 0:
        return Remaining("本日まで", "error")
    return Remaining(f"残り{days}日", "warning" if days <= SOON else "neutral")
