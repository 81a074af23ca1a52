"""What the pages about imports show: one frozen class per page, and nobody's name on any."""

from collections.abc import Sequence
from dataclasses import dataclass

from madoguchi.registers.models import BrokenLine
from madoguchi.ui.components.shapes import SummaryRow, Tag

LIST = "住民記録の取込み"


@dataclass(frozen=True)
class ImportRow:
    """One import in the list."""

    url: str
    title: str
    as_of: str
    state: Tag
    people: str
    broken: int
    ended: str
    reason: str


@dataclass(frozen=True)
class ImportsPage:
    """The latest imports, and whether one is in force; `stale` says so where it is older than a few days."""

    rows: Sequence[ImportRow]
    current: str
    stale: str


@dataclass(frozen=True)
class ImportPage:
    """One import: its numbers, and a page of the lines left out."""

    title: str
    state: Tag
    reason: str
    facts: Sequence[SummaryRow]
    lines: Sequence[BrokenLine]
    next_url: str
    first_url: str
    list_url: str

    @property
    def trail(self) -> list[tuple[str, str]]:
        """The way here."""
        return [(LIST, self.list_url), (self.title, "")]
