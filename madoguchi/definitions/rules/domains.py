"""What a field can be answered with, as far as rules may be asked whether they can come true."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TypeAlias

from madoguchi.definitions.rules.types import Simple


@dataclass(frozen=True, slots=True)
class Choices:
    """One out of closed choices."""

    values: tuple[str | int, ...]
    optional: bool = True


@dataclass(frozen=True, slots=True)
class YesNo:
    optional: bool = True


@dataclass(frozen=True, slots=True)
class Several:
    """Any number out of closed choices, as a list."""

    values: tuple[str | int, ...]
    optional: bool = True


@dataclass(frozen=True, slots=True)
class Open:
    """A number, text or date; `least` and `most` bound numbers and dates."""

    type: Simple
    least: object = None
    most: object = None
    optional: bool = True


@dataclass(frozen=True, slots=True)
class Fields:
    """A record."""

    fields: Mapping[str, "Domain"]
    optional: bool = True


@dataclass(frozen=True, slots=True)
class Rows:
    """A group that repeats, with up to `most` rows."""

    fields: Mapping[str, "Domain"]
    most: int = 20
    optional: bool = True


Domain: TypeAlias = Choices | YesNo | Several | Open | Fields | Rows
