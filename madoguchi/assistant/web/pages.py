"""What each page of the conversation shows."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from madoguchi.assistant.replies import Reply, html_language
from madoguchi.assistant.talk_words import TalkWords
from madoguchi.assistant.ways_on import Way
from madoguchi.assistant.words import Words
from madoguchi.ui.components.shapes import Option


@dataclass(frozen=True)
class Person:
    """The telephone, whether somebody answers it now, and the other ways to a person."""

    name: str
    phone: str
    hours: str
    is_open: bool
    ways: Sequence[Way]

    @property
    def digits(self) -> str:
        return self.phone.replace("-", "")


@dataclass(frozen=True)
class Shown:
    """One turn as it is drawn."""

    number: int
    said: str
    said_language: str
    chosen: bool
    reply: Reply
    wording: str
    is_last: bool
    words: Words
    ways: Sequence[tuple[str, str]]
    key: str
    talk: TalkWords
    asks_help: bool
    may_apply: frozenset[str] = frozenset()

    @property
    def html_language(self) -> str:
        return html_language(self.reply.language)


@dataclass(frozen=True)
class ShownMessage:
    """One thing said between people; `who` names the section, not the officer."""

    id: str
    who: str
    text: str
    is_officer: bool
    at: datetime


@dataclass(frozen=True)
class Live:
    """Where the question stands with people, when somebody will look, and what the resident can do meanwhile."""

    state: str
    title: str
    text: str
    is_open: bool
    words: TalkWords
    ways: Sequence[Option]
    way: str


@dataclass(frozen=True)
class ChatPage:
    """The conversation, the box to go on with, and the way to a person."""

    words: Words
    crumbs: Sequence[tuple[str, str]]
    turns: Sequence[Shown]
    entries: Sequence[tuple[Shown | None, ShownMessage | None]]
    live: Live | None
    examples: Sequence[str]
    person: Person
    key: str
    typed: str
    topic: str
    kept: str
    is_busy: bool
    forgotten: bool
    judged: str
    most_typed: int


@dataclass(frozen=True)
class AboutPage:
    """The promise, what was measured, and where a conversation goes."""

    words: Words
    crumbs: Sequence[tuple[str, str]]
    paragraphs: Sequence[tuple[str, Sequence[str]]]
    figures: Sequence[tuple[str, str]]
    figures_title: str
    person: Person
