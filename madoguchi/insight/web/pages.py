"""What each page of the figures shows."""

from collections.abc import Sequence
from dataclasses import dataclass

from madoguchi.insight.charts import Bars, Columns
from madoguchi.insight.words import Words
from madoguchi.ui.components.shapes import Cell, Option, Table


@dataclass(frozen=True)
class Head:
    """A head of the table that sorts it: `sorted` is what ARIA calls it."""

    label: str
    url: str
    sorted: str
    anchor: str


@dataclass(frozen=True)
class Line:
    """A procedure in the table."""

    title: str
    url: str
    cells: Sequence[tuple[str, str, str]]
    chart: Columns | None
    chart_table: Table


@dataclass(frozen=True)
class Choice:
    """A month to choose."""

    label: str
    url: str
    current: bool


@dataclass(frozen=True)
class Meaning:
    """A measure with its exact meaning."""

    id: str
    label: str
    text: str


@dataclass(frozen=True)
class AllFiguresPage:
    """All procedures."""

    words: Words
    crumbs: Sequence[tuple[str, str]]
    protect: str
    empty_text: str
    heads: Sequence[Head]
    lines: Sequence[Line]
    months: Sequence[Choice]
    meanings: Sequence[Meaning]
    owner: str
    downloads: Sequence[tuple[str, str]]


@dataclass(frozen=True)
class Chart:
    """A chart with the same numbers as a table."""

    title: str
    text: str
    drawing: Bars | Columns
    table: Table


@dataclass(frozen=True)
class VersionBox:
    """What came with a version."""

    title: str
    rows: Sequence[Sequence[str | Cell]]


@dataclass(frozen=True)
class ProcedureFiguresPage:
    """One procedure."""

    words: Words
    crumbs: Sequence[tuple[str, str]]
    title: str
    period: str
    protect: str
    empty_text: str
    is_empty: bool
    numbers: Table
    columns: Chart | None
    bars: Sequence[Chart]
    versions: Sequence[VersionBox]
    version_columns: Sequence[str]
    one_version: bool
    meanings: Sequence[Meaning]
    owner: str
    downloads: Sequence[tuple[str, str]]
    procedure_url: str


@dataclass(frozen=True)
class DeskListPage:
    """The section's procedures with this month's numbers, as they are."""

    section: str
    sections: Sequence[Option]
    chosen_section: str
    counted_until: str
    table: Table
    is_empty: bool


@dataclass(frozen=True)
class DeskVersion:
    """A version on the desk: when it came, and what it changed."""

    title: str
    rows: Sequence[Sequence[str | Cell]]
    numbers: Table
    pages: Table
    steps: Table


@dataclass(frozen=True)
class DeskProcedurePage:
    """One procedure on the desk."""

    title: str
    trail: Sequence[tuple[str, str]]
    counted_until: str
    months: Sequence[Choice]
    versions: Sequence[DeskVersion]
    version_columns: Sequence[str]
    history_url: str
    public_url: str
