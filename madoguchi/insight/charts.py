"""The geometry of the charts: plain numbers that a template draws as SVG, readable in grey and at 375 px."""

from collections.abc import Sequence
from dataclasses import dataclass

PLOT = 72
COLUMN = 22
LINE = 44
LONGEST = 250
LABEL_EVERY = 3


@dataclass(frozen=True)
class Column:
    """A bar standing on the axis."""

    x: int
    y: int
    height: int
    label: str


@dataclass(frozen=True)
class Columns:
    """Bars by month, from 0 to 100 per cent; `says` is the same in words."""

    id: str
    title: str
    says: str
    columns: Sequence[Column]
    width: int


@dataclass(frozen=True)
class Bar:
    """A lying bar below its own label."""

    y: int
    width: int
    label: str
    text: str


@dataclass(frozen=True)
class Bars:
    """Lying bars, the longest the whole width; `says` is the same in words."""

    id: str
    title: str
    says: str
    bars: Sequence[Bar]

    @property
    def height(self) -> int:
        return len(self.bars) * LINE + 4


def columns(id_: str, title: str, rows: Sequence[tuple[str, float, str]], *, narrowest: int) -> Columns:
    """Rows of label, share and words. Drawn no narrower than it is shown, or its letters would grow."""
    found = tuple(
        Column(
            x=30 + n * COLUMN,
            y=8 + PLOT - round(share * PLOT),
            height=max(1, round(share * PLOT)),
            label=label if n % LABEL_EVERY == 0 else "",
        )
        for n, (label, share, _) in enumerate(rows)
    )
    says = "、".join(f"{label} {text}" for label, _, text in rows)
    return Columns(id_, title, says, found, max(narrowest, 40 + len(rows) * COLUMN))


def bars(id_: str, title: str, rows: Sequence[tuple[str, float, str]]) -> Bars:
    """Rows of label, share and words."""
    most = max((share for _, share, _ in rows), default=0) or 1
    found = tuple(
        Bar(y=n * LINE, width=max(1, round(share / most * LONGEST)), label=label, text=text)
        for n, (label, share, text) in enumerate(rows)
    )
    says = "、".join(f"{label} {text}" for label, _, text in rows)
    return Bars(id_, title, says, found)
