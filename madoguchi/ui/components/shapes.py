"""The small values that components show; any object with the same attributes will do."""

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Step:
    """One page of a longer way."""

    title: str
    url: str = ""
    done: bool = False


@dataclass(frozen=True)
class Option:
    """One of several answers to choose from."""

    value: str
    label: str
    hint: str = ""
    disabled: bool = False


@dataclass(frozen=True)
class Problem:
    """What is wrong with an answer, and the id of the field to go to."""

    message: str
    anchor: str


@dataclass(frozen=True)
class SummaryRow:
    """One answer as it is read back."""

    label: str
    value: str | Sequence[str]
    change_url: str = ""
    problem: str = ""
    note: str = ""


@dataclass(frozen=True)
class Answer:
    """One answer in words; `personal` is a person's own text, which no reading aid may alter."""

    label: str
    value: str
    personal: bool = False


@dataclass(frozen=True)
class Cell:
    """A table cell that is a link, a status or a number."""

    text: str
    url: str = ""
    kind: str = ""


@dataclass(frozen=True)
class Column:
    """A table column; numbers are set to the right."""

    label: str
    number: bool = False


@dataclass(frozen=True)
class Table:
    """A table as a value, for example the figures beside a chart."""

    columns: Sequence[str | Column]
    rows: Sequence[Sequence[str | Cell]]


@dataclass(frozen=True)
class KeptFile:
    """A document already received."""

    id: str
    name: str
    size: int
    note: str = ""


@dataclass(frozen=True)
class Event:
    """Something that happened, for a timeline."""

    at: str
    what: str
    who: str = ""
    detail: str = ""
    kind: str = ""


@dataclass(frozen=True)
class StepText:
    """One step of a 'how to' list."""

    title: str
    text: str = ""


@dataclass(frozen=True)
class Tag:
    """A short label with a meaning of its own."""

    label: str
    kind: str = "neutral"


@dataclass(frozen=True)
class Tab:
    """One of several views of the same thing."""

    label: str
    url: str
    count: int | str | None = None
