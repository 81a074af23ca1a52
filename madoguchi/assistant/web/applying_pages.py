"""What the pages of an application by talk, and of 「何がもらえる？」, show."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from madoguchi.assistant.asking import Asked
from madoguchi.assistant.speaking import Spoken
from madoguchi.ui.components.shapes import Option, Problem


@dataclass(frozen=True)
class PrecheckField:
    """An eligibility question with its answers, and what follows from the one that was given."""

    name: str
    question: str
    help: str
    options: Sequence[Option]
    value: str = ""
    error: str = ""
    advice: str = ""
    stops: bool = False


@dataclass(frozen=True)
class BeginPage:
    """Is this the right procedure? Then the first question."""

    words: Spoken
    crumbs: Sequence[tuple[str, str]]
    title: str
    procedure_url: str
    fields: Sequence[PrecheckField]
    stopped: bool
    passed: bool


@dataclass(frozen=True)
class SaidLine:
    """One question that was answered, and where it is changed."""

    question: str
    answer: str
    change_url: str
    personal: bool


@dataclass(frozen=True)
class OpenLine:
    """A question that is open, and where it is answered."""

    label: str
    url: str


@dataclass(frozen=True)
class TalkPage:
    """The talk: what was answered, what is asked now (or that all is asked), and every way on."""

    words: Spoken
    crumbs: Sequence[tuple[str, str]]
    title: str
    action: str
    said: Sequence[SaidLine]
    path: str
    asked: Asked | None
    about: str
    typed: str
    error: str
    problems: Sequence[Problem]
    help: str
    form_url: str
    review_url: str
    resume_code: str
    resume_url: str
    open: Sequence[OpenLine]
    left: bool
    can_go_back: bool

    @property
    def takes_words(self) -> bool:
        return self.asked is not None and not self.asked.for_the_form


@dataclass(frozen=True)
class ChanceLine:
    """One procedure: what is likely, why, and where that is written."""

    title: str
    chance: str
    label: str
    kind: str
    reasons: Sequence[str]
    page_url: str
    apply_url: str
    laws: str
    section: str
    phone: str
    checked: date | None
    unverified: bool


@dataclass(frozen=True)
class EligibilityPage:
    """The next questions, what was answered before, and what is known already."""

    words: Spoken
    crumbs: Sequence[tuple[str, str]]
    fields: Sequence[PrecheckField]
    carried: Sequence[tuple[str, str]]
    lines: Sequence[ChanceLine]
    problems: Sequence[Problem]
