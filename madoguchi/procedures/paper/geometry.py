"""Where everything stands on a printed form, in millimetres: what draws the form and what reads it back share this."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Literal

PAGE_WIDTH, PAGE_HEIGHT = 210.0, 297.0
LEFT, RIGHT = 18.0, 192.0
TOP, BOTTOM = 48.0, 274.0
ANSWERS_LEFT = 68.0
# Black squares near the corners: by their middles a scanned page is laid straight.
MARK = 5.0
MARKS = ((11.0, 11.0), (199.0, 11.0), (199.0, 286.0), (11.0, 286.0))
CODE_LEFT, CODE_TOP, CODE_SIZE = 162.0, 14.0, 30.0
# Any change to what follows is a new number: sheets printed before are then read by hand (docs/guides/paper.md).
LAYOUT = 1

CELL_WIDTH, CELL_HEIGHT, BOX_HEIGHT, SQUARE = 6.2, 8.0, 10.0, 4.2
SMALL, TEXT = 2.9, 3.3  # the width of one full-width character at 8 and at 9.4 points
GAP = 1.6

Shape = Literal["cells", "box", "square"]
Holds = Literal["digits", "kana", "text"]


@dataclass(frozen=True)
class Slot:
    """A place to write in. `name` is the box of the web form it stands for; a square stands for one `value` of it."""

    name: str
    shape: Shape
    x: float
    y: float
    width: float
    height: float
    holds: Holds = "text"
    cells: int = 0
    value: str = ""
    right_aligned: bool = False


@dataclass(frozen=True)
class Words:
    """Printed words; `size` is the width of one full-width character."""

    text: str
    x: float
    y: float
    width: float
    size: float = TEXT
    bold: bool = False


@dataclass(frozen=True)
class Area:
    """What belongs to one question, by its path: the picture an officer sees beside it."""

    path: str
    y: float
    height: float


@dataclass
class SheetPage:
    """One page of the form."""

    number: int
    slots: list[Slot] = field(default_factory=list)
    words: list[Words] = field(default_factory=list)
    areas: list[Area] = field(default_factory=list)
    lines: list[float] = field(default_factory=list)


@dataclass(frozen=True)
class Sheet:
    """A whole form."""

    pages: tuple[SheetPage, ...]

    def slots(self) -> Iterator[tuple[SheetPage, Slot]]:
        """Every place to write in, with its page."""
        for page in self.pages:
            for slot in page.slots:
                yield page, slot

    def paths(self) -> list[str]:
        """Everything that has an area: the questions, and those in the rows of a group."""
        return [area.path for page in self.pages for area in page.areas]

    def areas_of(self, path: str) -> list[tuple[int, float, float]]:
        """Page, top and bottom of everything that belongs to a question or a group, one entry a page."""
        found: dict[int, tuple[float, float]] = {}
        for page in self.pages:
            for area in page.areas:
                if area.path == path or area.path.startswith(f"{path}."):
                    top, bottom = found.get(page.number, (area.y, area.y))
                    found[page.number] = (min(top, area.y), max(bottom, area.y + area.height))
        return [(number, top, bottom) for number, (top, bottom) in found.items()]


def lines_of(text: str, width: float, size: float) -> int:
    """How many lines the words take at most: every character is counted as full width."""
    in_a_line = max(1, int(width / size))
    return sum(max(1, -(-len(part) // in_a_line)) for part in text.split("\n"))


def height_of(text: str, width: float, size: float) -> float:
    """The height of words that may wrap."""
    return lines_of(text, width, size) * size * 1.4
