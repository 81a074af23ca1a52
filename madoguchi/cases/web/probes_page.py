"""What the page about planted cases shows, to those who planted them."""

from collections.abc import Sequence
from dataclasses import dataclass

from madoguchi.ui.components.shapes import Option, Tag


@dataclass(frozen=True)
class ProbeRow:
    """One planted case and what became of it."""

    number: str
    title: str
    defect: str
    planted: str
    rules: Tag
    outcome: Tag
    off_url: str


@dataclass(frozen=True)
class ProbesPage:
    """The form, and one's own probes."""

    procedures: Sequence[Option]
    procedure: str
    plans: Sequence[Option]
    rows: Sequence[ProbeRow]
    done: str
    may_plant: bool = True
    tab: str = "probes"
