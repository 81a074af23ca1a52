"""What each page of the assistant's desk shows."""

from collections.abc import Sequence
from dataclasses import dataclass

from madoguchi.assistant.web.pages import ShownMessage
from madoguchi.ui.components.shapes import Cell, Option, Table, Tag


@dataclass(frozen=True)
class QuestionsPage:
    """The queue of a section."""

    section: str
    sections: Sequence[Option]
    chosen_section: str
    hours: str
    waiting: Table
    ended: Table
    is_empty: bool


@dataclass(frozen=True)
class ShownTurn:
    """One turn as the officer reads it."""

    said: str
    exit: str
    lines: Sequence[str]
    sources: Sequence[Cell]
    choices: Sequence[str]
    at: str


@dataclass(frozen=True)
class QuestionPage:
    """One question: who asked what, what was tried, what was said since, and what can be done."""

    trail: Sequence[tuple[str, str]]
    id: str
    question: str
    state: Tag
    is_open: bool
    facts: Sequence[tuple[str, str]]
    entries: Sequence[tuple[ShownTurn | None, ShownMessage | None]]
    tried: Sequence[tuple[str, str, str]]
    live_url: str
    key: str
    typed: str
    error: str
    done: str
    contact: str
    mails: bool
    may_take: str
    may_take_over: bool
    may_answer: str
    may_put_back: bool
    may_close: bool
    may_pass_on: bool
    may_teach: bool
    sections: Sequence[Option]
    most_typed: int
