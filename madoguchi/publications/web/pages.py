"""One frozen class per page of places."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.core.paginator import Page

from madoguchi.definitions.places import Consultation, Facility
from madoguchi.definitions.waste import WasteDays
from madoguchi.publications.place_words import Words
from madoguchi.ui.components.shapes import Column

Crumbs = Sequence[tuple[str, str]]


@dataclass(frozen=True)
class Choice:
    """One value a list is narrowed by."""

    label: str
    url: str
    current: bool


@dataclass(frozen=True)
class Narrowing:
    """What a list is narrowed by: kind, region, subject."""

    label: str
    choices: Sequence[Choice]


@dataclass(frozen=True)
class Tag:
    """要確認（デモ）."""

    label: str
    kind: str = "warning"


@dataclass(frozen=True)
class PlaceCard:
    """A place in a list."""

    title: str
    url: str
    text: str
    meta: str
    tags: Sequence[Tag] = ()


@dataclass(frozen=True)
class PlacesPage:
    """Facilities or consultations."""

    words: Words
    crumbs: Crumbs
    heading: str
    lead: str
    narrowings: Sequence[Narrowing]
    cards: Sequence[PlaceCard]
    count: str
    numbers: Page[Facility] | Page[Consultation]


@dataclass(frozen=True)
class Row:
    """One fact of a place; `language` where it is not the reader's."""

    label: str
    value: str
    language: str = ""
    phone: bool = False
    note: str = ""


@dataclass(frozen=True)
class PlacePage:
    """One facility or consultation."""

    words: Words
    crumbs: Crumbs
    heading: str
    heading_language: str
    kind: str
    rows: Sequence[Row]
    owner: str
    reviewed: date
    unverified: bool


@dataclass(frozen=True)
class SectionLine:
    """A section in the table of sections."""

    id: str
    name: str
    department: str
    phone: str
    hours: str


@dataclass(frozen=True)
class SectionsPage:
    """Every section with its telephone."""

    words: Words
    crumbs: Crumbs
    heading: str
    closed: str
    lines: Sequence[SectionLine]


@dataclass(frozen=True)
class WastePage:
    """Collection days by town."""

    words: Words
    crumbs: Crumbs
    heading: str
    query: str
    columns: Sequence[Column]
    rows: Sequence[Sequence[str]]
    count: str
    numbers: Page[WasteDays]
