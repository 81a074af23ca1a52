"""Counting the figures at night: days that are over, each as often as one likes, with the same result."""

from collections import defaultdict
from datetime import date, datetime, time, timedelta
from itertools import islice

from django.db import transaction

from madoguchi.cases import figures as cases
from madoguchi.cases.deadlines import day_of
from madoguchi.cases.figures import Slice, Tallies, Tally, together
from madoguchi.kernel.clock import JST
from madoguchi.procedures import figures
from madoguchi.procedures.models import FigureDay, FigureMonth

# Counted once more each night, for what was written a moment after the night before.
AGAIN = timedelta(days=2)
ROWS = 1_000


def count_until_yesterday(*, at: datetime) -> int:
    """Count every day that is over and was not counted yet; how many rows that made."""
    today = day_of(at)
    last = figures.counted_until()
    begun = [day for day in (cases.first_day(), figures.first_step()) if day]
    first = last - AGAIN if last else min(begun, default=today)
    return count_days(since=first, until=today)


def count_days(*, since: date, until: date) -> int:
    """Count these days anew, up to the one before `until`. What is read is read without a lock."""
    if since >= until:
        return 0
    found = _all_of(since, until)
    with transaction.atomic():
        FigureDay.objects.filter(day__gte=since, day__lt=until).delete()
        FigureDay.objects.bulk_create(
            (FigureDay(procedure=s.procedure, version=s.version, channel=s.channel, day=s.day, tally=tally)
             for s, tally in sorted(found.items())), batch_size=ROWS,
        )  # fmt: skip
        _sum_up_months(since.replace(day=1), until)
    return len(found)


def _all_of(since: date, until: date) -> dict[Slice, Tally]:
    begin, end = (datetime.combine(day, time(), JST) for day in (since, until))
    sources: list[Tallies] = [cases.daily(since=begin, until=end), figures.steps(since=since, until=until)]
    return {key: together(one[key] for one in sources if key in one) for key in {*sources[0], *sources[1]}}


def _sum_up_months(since: date, until: date) -> None:
    """The months that hold one of these days, from all their days."""
    last = (until - timedelta(days=1)).replace(day=1)
    after = (last + timedelta(days=32)).replace(day=1)
    sums: defaultdict[tuple[date, str, str, str], list[Tally]] = defaultdict(list)
    days = FigureDay.objects.filter(day__gte=since, day__lt=after)
    for day, procedure, version, channel, tally in days.values_list(
        "day", "procedure", "version", "channel", "tally"
    ).iterator():
        sums[day.replace(day=1), procedure, version, channel].append(tally)
    FigureMonth.objects.filter(month__gte=since, month__lt=after).delete()
    rows = (
        FigureMonth(month=month, procedure=procedure, version=version, channel=channel, tally=together(tallies))
        for (month, procedure, version, channel), tallies in sorted(sums.items())
    )
    while some := list(islice(rows, ROWS)):
        FigureMonth.objects.bulk_create(some)
