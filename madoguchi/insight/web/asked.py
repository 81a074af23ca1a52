"""What a request asks for: the language, the month, the procedure. What does not exist is a 404."""

import re
from collections.abc import Sequence
from datetime import date

from django.http import Http404, HttpRequest
from django.urls import reverse

from madoguchi.definitions.compiled import Compiled
from madoguchi.insight.remembering import Published, first_month, this_month
from madoguchi.insight.shown import MEASURES
from madoguchi.insight.web.pages import Choice, Meaning
from madoguchi.insight.words import Words
from madoguchi.publications import queries as publications
from madoguchi.publications.queries import Edition

MONTH = re.compile(r"(\d{4})-(0[1-9]|1[0-2])")


def words_of(request: HttpRequest) -> Words:
    """In the reader's language."""
    return Words(str(getattr(request, "language", "ja")))


def month_in(request: HttpRequest, *, until: date | None = None) -> date | None:
    """`?month=2026-10`; None where none is asked for."""
    asked = request.GET.get("month", "")
    if not asked:
        return None
    found = MONTH.fullmatch(asked)
    if found is None or not first_month() <= date(int(found[1]), int(found[2]), 1) < (until or this_month()):
        raise Http404
    return date(int(found[1]), int(found[2]), 1)


def month_choices(months: Sequence[date], chosen: date | None, words: Words, kept: str = "") -> list[Choice]:
    """All of them, and each alone."""
    lines = [Choice(words["every_month"], f"?{kept}" if kept else "?", chosen is None)]
    extra = f"&{kept}" if kept else ""
    return lines + [
        Choice(f"{month:%Y-%m}", f"?month={month:%Y-%m}{extra}", month == chosen) for month in months
    ]  # fmt: skip


def procedures_of(found: Published) -> dict[str, Compiled]:
    """Every procedure that is in force, and those of which there are figures though they are not any more."""
    known = {compiled.id: compiled for compiled in publications.all_in_force()}
    for piece in found.pieces:
        if piece.procedure not in known:
            known[piece.procedure] = publications.version(piece.version)
    return known


def meanings(words: Words, measures: Sequence[str] = MEASURES) -> list[Meaning]:
    """Each with the anchor that the tables point at."""
    return [Meaning(f"m-{name}", words[name], words.definition(name)) for name in measures]


def downloads(procedure: str = "") -> list[tuple[str, str]]:
    """The same numbers as files."""
    asked = f"?procedure={procedure}" if procedure else ""
    return [("CSV", reverse("insight:csv") + asked), ("JSON", reverse("insight:json") + asked)]


def version_name(edition: Edition, words: Words) -> str:
    """第3版（2026-11-10から）."""
    return words.with_("since", number=edition.number, day=f"{edition.published_at:%Y-%m-%d}")
