"""Numbers about filling in, and all figures of a procedure by version, channel and month, without people."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Count, F, Min, Sum

from madoguchi.cases.figures import Slice, Tallies, Tally, add, nothing
from madoguchi.procedures.models import FigureDay, FigureMonth, FillingStep

Kind = FillingStep.Kind
# The page of a step that comes after all questions.
REVIEW = "_review"
OF_A_PAGE = {Kind.ENTERED: "entered", Kind.LEFT: "left", Kind.STUMBLED: "stumbled"}
OF_THE_WHOLE = {Kind.STARTED: "started", Kind.SENT: "sent", Kind.DUPLICATE: "duplicates"}


@dataclass(frozen=True)
class Month:
    """The counts of one month, not protected: only officers see them as they are."""

    procedure: str
    version: str
    channel: str
    month: date
    tally: Tally


def months(*, since: date, until: date, procedure: str = "") -> list[Month]:
    """Every month that begins between two days, in order."""
    rows = FigureMonth.objects.filter(month__gte=since, month__lt=until)
    if procedure:
        rows = rows.filter(procedure=procedure)
    found = rows.order_by("month", "procedure", "version", "channel")
    return [Month(*row) for row in found.values_list("procedure", "version", "channel", "month", "tally")]


def edition() -> int:
    """Grows with every night's count: whoever remembers figures forgets them when it has grown."""
    return FigureMonth.objects.order_by("-pk").values_list("pk", flat=True).first() or 0


def counted_until() -> date | None:
    """The last day that was counted."""
    return FigureDay.objects.order_by("-day").values_list("day", flat=True).first()


def first_step() -> date | None:
    """The day of the first step there is."""
    first: date | None = FillingStep.objects.aggregate(first=Min("day"))["first"]
    return first


def steps(*, since: date, until: date) -> Tallies:
    """How people came on with the forms, day by day."""
    found = nothing()
    of_days = FillingStep.objects.filter(day__gte=since, day__lt=until).order_by()
    by = ("day", "procedure", "version", "channel", "kind", "page")
    for row in of_days.values_list(*by).annotate(n=Count("id"), spent=Sum("seconds")):
        *where, kind, page, n, spent = row
        tally = found[Slice(*where)]
        if measure := OF_A_PAGE.get(kind):
            add(tally, measure, page, n)
            add(tally, "page_seconds", page, spent if kind == Kind.LEFT else 0)
        else:
            add(tally, OF_THE_WHOLE[kind], n=n)
    sent = of_days.filter(kind=Kind.SENT).annotate(minutes=F("seconds") / 60)
    by_minutes = sent.values_list("day", "procedure", "version", "channel", "minutes").annotate(n=Count("id"))
    for *where, minutes, n in by_minutes:
        add(found[Slice(*where)], "fill", int(minutes), n)
    return found
