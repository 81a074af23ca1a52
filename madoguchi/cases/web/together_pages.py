"""What the pages about acts on many cases show: one frozen class per page."""

from collections.abc import Sequence
from dataclasses import dataclass

from madoguchi.ui.components.shapes import Option, Problem, Tag

CLEAN = "まとめて承認"


@dataclass(frozen=True)
class WaitingRow:
    """The clean cases of one procedure."""

    title: str
    url: str
    count: int
    oldest: str
    due: Tag
    sample_percent: int


@dataclass(frozen=True)
class BatchRow:
    """A batch of the last days."""

    label: str
    url: str
    at: str
    officer: str
    outcome: str


@dataclass(frozen=True)
class CleanPage:
    """What waits to be decided together in a section."""

    section: str
    sections: Sequence[Option]
    chosen_section: str
    rows: Sequence[WaitingRow]
    total: int
    batches: Sequence[BatchRow]
    refusal: str
    done: str
    tab: str = "clean"


@dataclass(frozen=True)
class SkimRow:
    """One case in the dense table."""

    id: str
    token: str
    number: str
    url: str
    applicant: str
    kana: str
    received: str
    due: Tag
    values: Sequence[str]
    ticked: bool
    changed: bool


@dataclass(frozen=True)
class SkimPage:
    """The clean cases of one procedure, to be skimmed before one decision on all of them."""

    title: str
    section: str
    action: str
    columns: Sequence[str]
    rows: Sequence[SkimRow]
    in_common: Sequence[tuple[str, str]]
    checklist: Sequence[str]
    more: int
    reasons: Sequence[Option]
    reason: str
    words: str
    longest: int
    errors: dict[str, str]
    problems: Sequence[Problem]
    clean_url: str
    refusal: str
    tab: str = "clean"

    @property
    def trail(self) -> list[tuple[str, str]]:
        return [(CLEAN, self.clean_url), (self.title, "")]


@dataclass(frozen=True)
class SureLine:
    """A case named on the page before the act."""

    number: str
    applicant: str


@dataclass(frozen=True)
class SurePage:
    """The last look before deciding many cases in one act."""

    title: str
    count: int
    sums: Sequence[tuple[str, str]]
    pulled: Sequence[SureLine]
    because: str
    changed: Sequence[SureLine]
    moved: Sequence[str]
    action: str
    kept: Sequence[tuple[str, str]]
    skim_url: str
    clean_url: str
    tab: str = "clean"

    @property
    def trail(self) -> list[tuple[str, str]]:
        return [(CLEAN, self.clean_url), (self.title, self.skim_url), ("確認", "")]


@dataclass(frozen=True)
class ItemRow:
    """What became of one case; without address and applicant where another section has it now."""

    number: str
    url: str
    applicant: str
    outcome: Tag
    reason: str


@dataclass(frozen=True)
class ProgressPage:
    """A batch and how far it has come."""

    heading: str
    what: str
    total: int
    done: int
    refused: int
    waiting: int
    items: Sequence[ItemRow]
    reload_url: str
    back_url: str
    back_label: str
    begun: str
    tab: str = "clean"

    @property
    def finished(self) -> int:
        return self.done + self.refused

    @property
    def trail(self) -> list[tuple[str, str]]:
        return [(self.back_label, self.back_url), (self.heading, "")]
