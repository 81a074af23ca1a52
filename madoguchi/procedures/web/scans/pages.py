"""What each page of the paper desk shows: one frozen class per page."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from madoguchi.procedures.web.counter.pages import SheetPage, SheetPart, SheetQuestion, Statement
from madoguchi.procedures.web.pages import Told
from madoguchi.ui.components.shapes import Tag
from madoguchi.ui.fields import Choice


@dataclass(frozen=True)
class Waiting:
    """An application on paper that is still to be entered."""

    url: str
    title: str
    applicant: str
    received_on: date
    pages: str
    marks: Sequence[Tag]


@dataclass(frozen=True)
class Unread:
    """A page that belongs to no application."""

    id: str
    url: str
    picture: str
    label: str
    reason: str


@dataclass(frozen=True)
class FailedScan:
    """A file that could not be opened."""

    name: str
    problem: str


@dataclass(frozen=True)
class ScansPage:
    """Everything that came on paper and waits."""

    waiting: Sequence[Waiting]
    unread: Sequence[Unread]
    reading: int
    failed: Sequence[FailedScan]
    problems: Sequence[Told]
    received_on: str
    today: str
    taken: str
    tab: str = "scans"


@dataclass(frozen=True)
class UnreadPage:
    """One page nobody could read, and what can be done with it."""

    label: str
    reason: str
    picture: str
    url: str
    applications: Sequence[Choice]
    procedures: Sequence[Choice]
    problems: Sequence[Told]
    number: str
    scans_url: str
    tab: str = "scans"

    @property
    def trail(self) -> list[tuple[str, str]]:
        """The way here."""
        return [("紙の申請書", self.scans_url), ("読み取れない書類", "")]


@dataclass(frozen=True)
class Beside:
    """A question of the sheet with its picture and what was read there."""

    question: SheetQuestion
    pictures: Sequence[str]
    hints: Sequence[tuple[Tag, str]]


@dataclass(frozen=True)
class BesidePart:
    """The questions of one page of the definition."""

    part: SheetPart
    questions: Sequence[Beside]


@dataclass(frozen=True)
class Comparison:
    """An answer that must be seen on the paper: its picture, why, and whether the officer has."""

    path: str
    label: str
    why: str
    pictures: Sequence[str]
    is_seen: bool
    error: str = ""

    @property
    def anchor(self) -> str:
        """Where its error leads."""
        return f"seen-{self.path}"


@dataclass(frozen=True)
class EnterPage:
    """An application entered beside its pictures."""

    sheet: SheetPage
    url: str
    send_url: str
    parts: Sequence[BesidePart]
    pictures: Sequence[tuple[str, str]]
    remarks: Sequence[str]
    statements: Sequence[Statement]
    comparisons: Sequence[Comparison]
    missing: Sequence[Told]
    received_on: str
    today: str
    serial: str
    version: str
    is_read: bool
    searchable_url: str
    scans_url: str
    came_at: datetime
    signed_error: str = ""
    day_error: str = ""
    tab: str = "scans"

    @property
    def trail(self) -> list[tuple[str, str]]:
        """The way here."""
        return [("紙の申請書", self.scans_url), (self.sheet.title, "")]


@dataclass(frozen=True)
class SecondPage:
    """Nothing was sent: an application for the same thing stands already. With words for a letter to the applicant."""

    title: str
    message: str
    number: str
    state: Tag
    received_at: datetime
    case_url: str
    enter_url: str
    scans_url: str
    letter: str
    tab: str = "scans"
