"""One frozen class per page of search and of よくある質問."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from madoguchi.assistant.web.search_words import Words

Crumbs = Sequence[tuple[str, str]]


@dataclass(frozen=True)
class Result:
    """One page that answers: what it is, the sentences that do, whose they are and since when."""

    kind: str
    title: str
    title_language: str
    url: str
    text: str
    text_language: str
    owner: str
    reviewed: date | None
    unverified: bool


@dataclass(frozen=True)
class Way:
    """A way on."""

    label: str
    url: str


@dataclass(frozen=True)
class ResultsPage:
    """What was found, or the ways on where nothing was."""

    words: Words
    crumbs: Crumbs
    heading: str
    query: str
    results: Sequence[Result]
    count: str
    ways: Sequence[Way]


@dataclass(frozen=True)
class Topic:
    """A subject, by which the list is narrowed."""

    label: str
    url: str
    current: bool


@dataclass(frozen=True)
class QuestionLine:
    """A question in a list."""

    title: str
    language: str
    url: str


@dataclass(frozen=True)
class Subject:
    """The questions of one subject."""

    title: str
    id: str
    lines: Sequence[QuestionLine]
    all_url: str = ""  # where only a part is shown, the way to the whole subject
    all_words: str = ""


@dataclass(frozen=True)
class AnswersPage:
    """よくある質問, by subject."""

    words: Words
    crumbs: Crumbs
    heading: str
    topics: Sequence[Topic]
    subjects: Sequence[Subject]
    count: str


@dataclass(frozen=True)
class AnswerPage:
    """One question with its answer."""

    words: Words
    crumbs: Crumbs
    question: str
    question_language: str
    paragraphs: Sequence[str]
    answer_language: str
    fallback: bool
    owner: str
    phone: str
    hours: str
    reviewed: date
    until: date | None
    sources: tuple[str, ...]
    unverified: bool
    procedure_url: str
    procedure: str
    see: Sequence[QuestionLine]
    helped_url: str
    thanks: bool
