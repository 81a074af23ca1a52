"""Tables to look something up in: the sections with their telephones, and the days of collection by town."""

import re
from collections.abc import Sequence

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from madoguchi.definitions.waste import WasteDays
from madoguchi.kernel import normalise
from madoguchi.publications import place_words, queries
from madoguchi.publications.web.pages import SectionLine, SectionsPage, WastePage
from madoguchi.publications.web.places import SHOWN, crumbs_to, words_of
from madoguchi.ui.components.shapes import Column

LONGEST_QUERY = 40
FROM_THE_NUMBER = re.compile(r"[0-9一二三四五六七八九]+ ?(丁目|-|$).*")


@require_safe
def sections(request: HttpRequest) -> HttpResponse:
    """Every section with its telephone and hours, and when the office is closed."""
    words, ward = words_of(request), queries.ward()
    page = SectionsPage(
        words=words,
        crumbs=crumbs_to(words, (words["sections"], "")),
        heading=words["sections"],
        closed=place_words.CLOSED_DAYS.in_(words.language),
        lines=tuple(
            SectionLine(one.id, one.name, one.department, one.phone or ward.phone, one.hours)
            for one in queries.catalog().sections
        ),
    )
    return render(request, "publications/sections.html", {"page": page})


@require_safe
def waste(request: HttpRequest) -> HttpResponse:
    """Collection days by town; `?q=` narrows by the town's name."""
    words = words_of(request)
    query = normalise.one_line(request.GET.get("q", "")[:LONGEST_QUERY])
    found = _areas(query)
    numbers = Paginator(found, SHOWN).get_page(request.GET.get("page"))
    names = ("area", "burnable", "resources", "nonburnable", "pet", "office")
    page = WastePage(
        words=words,
        crumbs=crumbs_to(words, (words["waste"], "")),
        heading=words["waste"],
        query=query,
        columns=tuple(Column(words[name]) for name in names),
        rows=tuple(tuple(getattr(area, name) for name in names) for area in numbers.object_list),
        count=words["count"].format(len(found)),
        numbers=numbers,
    )
    return render(request, "publications/waste.html", {"page": page})


def _areas(query: str) -> Sequence[WasteDays]:
    """A town as it is written in the list, or as an address is: 「赤堤一丁目」 finds every part of 赤堤."""
    every = queries.catalog().waste_days
    found = [area for area in every if query in normalise.one_line(area.area)]
    town = FROM_THE_NUMBER.sub("", query)
    return found or ([area for area in every if town in area.area] if town else [])
