"""What the case page shows of doubts and of the full review."""

from collections.abc import Sequence
from dataclasses import dataclass

from madoguchi.cases.checklist import Item
from madoguchi.ui.components.shapes import Option, Tag


@dataclass(frozen=True)
class DoubtLine:
    """A finding to look at, with what was said of it and the buttons to say it."""

    item: Item
    verdict: Tag | None
    settled: str
    choices: Sequence[Option]


@dataclass(frozen=True)
class SampleBox:
    """Why a person reviews the case in full, and the form for what they found."""

    label: str
    lead: str
    url: str
    places: Sequence[Option]
    longest: int
    result: Sequence[str]


@dataclass(frozen=True)
class LookBox:
    """What this capability adds to the case page: the doubts one by one, and the full review."""

    doubts: Sequence[DoubtLine]
    settle_url: str
    sample: SampleBox | None
