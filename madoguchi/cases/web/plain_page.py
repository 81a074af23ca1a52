"""What the plain page of a case shows: every value by itself, under a name that stays."""

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class PlainValue:
    """One value: `field` is its name for programs, `value` as it is kept, `words` as people read it."""

    field: str
    label: str
    value: str
    words: str


@dataclass(frozen=True)
class PlainPage:
    """A case as one list of values."""

    number: str
    title: str
    values: Sequence[PlainValue]
    case_url: str
