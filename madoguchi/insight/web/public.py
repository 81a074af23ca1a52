"""The public pages: all procedures in one table, and one procedure by version."""

from collections.abc import Sequence
from datetime import date
from itertools import pairwise

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from madoguchi.cases.figures import Tally
from madoguchi.definitions.compiled import Compiled
from madoguchi.insight import charts
from madoguchi.insight.comparing import compared
from madoguchi.insight.protecting import count
from madoguchi.insight.published import OTHERS, Piece, of_months, total
from madoguchi.insight.remembering import Published, published
from madoguchi.insight.shown import Number, all_numbers, in_words, number, percent
from madoguchi.insight.web.asked import (
    downloads,
    meanings,
    month_choices,
    month_in,
    procedures_of,
    version_name,
    words_of,
)
from madoguchi.insight.web.pages import AllFiguresPage, Chart, Head, Line, ProcedureFiguresPage, VersionBox
from madoguchi.insight.words import PARTS, Words
from madoguchi.procedures.figures import REVIEW
from madoguchi.publications import queries as publications
from madoguchi.publications.queries import Edition
from madoguchi.ui.components.shapes import Column, Table

SHOWN = ("received", "correct", "sent", "fill", "corrections", "days", "together")
BY_TITLE = "title"


@require_safe
def all_figures(request: HttpRequest) -> HttpResponse:
    """Every procedure with the figures that tell most; `?sort=` and `?month=` are links."""
    words, month, found = words_of(request), month_in(request), published()
    sort, down = _sorting(request)
    pieces = of_months(found.pieces, month)
    rows = [
        (compiled, total(piece for piece in pieces if piece.procedure == id_))
        for id_, compiled in procedures_of(found).items()
    ]
    rows = [row for row in rows if row[1]]
    kept = f"sort={'-' if down else ''}{sort}" if request.GET.get("sort") else ""
    page = AllFiguresPage(
        words=words,
        crumbs=((words["top"], reverse("procedures:home")), (words["heading"], "")),
        protect=words.with_("protect", k=settings.SMALLEST_GROUP),
        empty_text=words.with_("empty_text", k=settings.SMALLEST_GROUP),
        heads=_heads(words, sort, month, down=down),
        lines=_lines(rows, found, words, sort, down=down),
        months=month_choices(found.months(), month, words, kept),
        meanings=meanings(words),
        owner=publications.ward().name.in_(words.language),
        downloads=downloads(),
    )
    return render(request, "insight/figures.html", {"page": page})


def _sorting(request: HttpRequest) -> tuple[str, bool]:
    asked = request.GET.get("sort", BY_TITLE)
    name = asked.removeprefix("-")
    if name not in {BY_TITLE, *SHOWN}:
        raise Http404
    return name, asked.startswith("-")


def _heads(words: Words, sort: str, month: date | None, *, down: bool) -> list[Head]:
    def head(name: str, label: str) -> Head:
        turned = "" if name == BY_TITLE else "-"
        if name == sort:
            turned = "" if down else "-"
        kept = f"&month={month:%Y-%m}" if month else ""
        standing = ("descending" if down else "ascending") if name == sort else ""
        return Head(label, f"?sort={turned}{name}{kept}", standing, f"#m-{name}")

    return [head(BY_TITLE, words["procedure"]), *(head(name, words[name]) for name in SHOWN)]


def _lines(
    rows: Sequence[tuple[Compiled, Tally]], found: Published, words: Words, sort: str, *, down: bool
) -> list[Line]:
    lines: list[tuple[float | None, str, Line]] = []
    for compiled, tally in rows:
        numbers = {name: number(name, tally, compiled.procedure, words) for name in SHOWN}
        title = compiled.procedure.title.in_(words.language)
        chart = _by_month(found.of(compiled.id), f"c-{compiled.id}", title, words)
        line = Line(
            title=title,
            url=reverse("insight:procedure", args=[compiled.id]),
            cells=tuple((words[name], one.text, one.note) for name, one in numbers.items()),
            chart=chart.drawing if chart and isinstance(chart.drawing, charts.Columns) else None,
            chart_table=chart.table if chart else Table((), ()),
        )
        lines.append((numbers[sort].value if sort in numbers else None, title, line))
    lines.sort(key=lambda one: one[1], reverse=down and sort == BY_TITLE)
    if sort != BY_TITLE:  # what is not known stands last, whichever way
        lines.sort(key=lambda one: (one[0] is None, (one[0] or 0) * (-1 if down else 1)))
    return [line for _, _, line in lines]


def _by_month(pieces: Sequence[Piece], id_: str, title: str, words: Words, *, narrowest: int = 240) -> Chart | None:
    """The share that arrived correct, by the last month of each atom."""
    months = sorted({piece.last for piece in pieces if piece.group == "decided"})
    rows: list[tuple[str, float, str]] = []
    for month in months:
        tally = total(piece for piece in pieces if piece.group == "decided" and piece.last == month)
        share = count(tally, "correct") / count(tally, "decided")
        rows.append((f"{month:%y-%m}", share, percent(share, words)))
    if not rows:
        return None
    table = Table([words["month"], Column(words["correct"], number=True)], [(label, text) for label, _, text in rows])
    return Chart(title, words["by_month_text"], charts.columns(id_, title, rows, narrowest=narrowest), table)


@require_safe
def procedure_figures(request: HttpRequest, procedure: str) -> HttpResponse:
    """One procedure: its figures, where people stop, why corrections are asked, and each version beside the one before."""
    words, found = words_of(request), published()
    compiled = procedures_of(found).get(procedure)
    editions = [one for one in found.editions if one.procedure == procedure]
    if compiled is None or (request.GET.get("version") and not _asked(request, editions)):
        raise Http404
    asked, month = _asked(request, editions), month_in(request)
    pieces = of_months(found.of(procedure), month)
    pieces = [piece for piece in pieces if asked in {None, piece.version}]
    boxes = _versions(found.of(procedure), editions, words)
    page = ProcedureFiguresPage(
        words=words,
        crumbs=(
            (words["top"], reverse("procedures:home")),
            (words["heading"], reverse("insight:figures")),
            (compiled.procedure.title.in_(words.language), ""),
        ),
        title=compiled.procedure.title.in_(words.language),
        period=_period(pieces, words),
        protect=words.with_("protect", k=settings.SMALLEST_GROUP),
        empty_text=words.with_("empty_text", k=settings.SMALLEST_GROUP),
        is_empty=not pieces,
        numbers=_numbers(list(all_numbers(total(pieces), compiled.procedure, words)), words),
        columns=_by_month(pieces, "by-month", words["by_month"], words, narrowest=400),
        bars=_bars(total(pieces), compiled, words),
        versions=boxes,
        version_columns=[words[name] for name in ("measure", "before", "after", "difference", "says")],
        one_version=not boxes,
        meanings=meanings(words),
        owner=publications.ward().name.in_(words.language),
        downloads=downloads(procedure),
        procedure_url=reverse("procedures:page", args=[procedure]) if publications.in_force(procedure) else "",
    )
    return render(request, "insight/procedure.html", {"page": page})


def _asked(request: HttpRequest, editions: Sequence[Edition]) -> str | None:
    """`?version=2` by its number."""
    number_ = request.GET.get("version", "")
    return next((one.version for one in editions if str(one.number) == number_), None)


def _period(pieces: Sequence[Piece], words: Words) -> str:
    if not pieces:
        return ""
    first, last = min(piece.first for piece in pieces), max(piece.last for piece in pieces)
    return words.with_("from_to", a=f"{first:%Y-%m}", b=f"{last:%Y-%m}")


def _numbers(numbers: Sequence[Number], words: Words) -> Table:
    rows = [(words[one.measure], f"{one.text}　{one.note}".strip("　")) for one in numbers]
    return Table([words["measure"], words["value"]], rows)


def _bars(tally: Tally, compiled: Compiled, words: Words) -> list[Chart]:
    pages = {page.id: page.title.in_(words.language) for page in compiled.procedure.pages}
    pages |= {REVIEW: words["review"], OTHERS: words["others"]}
    begun = count(tally, "left_of")
    titles = {"left_at": words["left_at"], "received_by": words["channel"], "reasons": words["reason"]}
    texts = {"left_at": words.with_("left_at_text", n=f"{begun:,}")}
    found = []
    for measure, title in titles.items():
        cells = tally.get(measure, {})
        whole = begun if measure == "left_at" else sum(cells.values())
        order = list(pages) if measure == "left_at" else [*PARTS, OTHERS]
        rows = [
            (pages[key] if key in pages else words[key], cells[key] / whole, percent(cells[key] / whole, words))
            for key in order
            if key in cells and whole
        ]
        if rows:
            table = Table([words["page" if measure == "left_at" else "measure"], Column(words["value"], number=True)],
                          [(label, text) for label, _, text in rows])  # fmt: skip
            chart_id = measure.replace("_", "-")
            found.append(Chart(title, texts.get(measure, ""), charts.bars(chart_id, title, rows), table))
    return found


def _versions(pieces: Sequence[Piece], editions: Sequence[Edition], words: Words) -> list[VersionBox]:
    """Each version of which there are figures, beside the one before it of which there are."""
    known = {piece.version for piece in pieces}
    shown = [one for one in editions if one.version in known]
    boxes = []
    for before, after in pairwise(shown):
        one, other = (total(p for p in pieces if p.version == edition.version) for edition in (before, after))
        rows = [in_words(line, words) for line in compared(one, other)]
        if rows:
            boxes.append(VersionBox(version_name(_local(after), words), rows))
    return list(reversed(boxes))


def _local(edition: Edition) -> Edition:
    """With the day it was in Japan."""
    at = timezone.localtime(edition.published_at)
    return Edition(edition.version, edition.procedure, edition.number, at)
