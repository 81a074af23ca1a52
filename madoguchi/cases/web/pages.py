"""What each page of the desk shows: one frozen class per page, and the template gets nothing else."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from madoguchi.cases.checklist import Item
from madoguchi.cases.deadlines import Remaining
from madoguchi.cases.web.look_page import LookBox
from madoguchi.definitions.display import Row
from madoguchi.notices.letters import Letter
from madoguchi.payments.web.pages import PaymentLine
from madoguchi.ui.components.shapes import Event, Option, Problem, Tab, Tag

LIST = "申請一覧"


@dataclass(frozen=True)
class QueueRow:
    """One case in the list. `due` is None while the clock stands still, and once nothing is due any more."""

    url: str
    number: str
    applicant: str
    kana: str
    title: str
    state: Tag
    due: Remaining | None
    due_on: str
    stands_still: bool
    to_look_at: int
    assigned_to: str
    received: str
    channel: str
    token: str
    review: str
    is_clean: bool


@dataclass(frozen=True)
class QueuePage:
    """The list of a section's cases, as the officer narrowed it."""

    section: str
    sections: Sequence[Option]
    chosen_section: str
    tabs: Sequence[Tab]
    tab_url: str
    tab: str
    rows: Sequence[QueueRow]
    procedures: Sequence[Option]
    procedure: str
    assignees: Sequence[Option]
    assigned: str
    search: str
    is_narrowed: bool
    clear_url: str
    next_url: str
    first_url: str
    clean: str
    clean_url: str
    may_act: bool
    colleagues: Sequence[Option]
    press: str


@dataclass(frozen=True)
class FaultChoice:
    """A typed reason with the sentence the resident reads when it is chosen."""

    value: str
    label: str
    sentence: str
    chosen: bool


@dataclass(frozen=True)
class AskBox:
    """The box that asks for an answer to be mended, with reason and own words."""

    path: str
    anchor: str
    label: str
    ticked: bool
    faults: Sequence[FaultChoice]
    words: str
    longest: int
    error: str


@dataclass(frozen=True)
class AskBar:
    """What stands below the boxes: how to send what was ticked, and what may be added to it."""

    url: str
    reasons: Sequence[Option]
    chosen: Sequence[str]
    words: str
    longest: int
    error: str
    nothing_ticked: str


@dataclass(frozen=True)
class Answer:
    """One answer with what the checks say about it, its documents, and whether a correction changed it."""

    row: Row
    findings: Sequence[Item]
    documents: Sequence["DocumentLink"] = ()
    ask: AskBox | None = None
    changed: bool = False


@dataclass(frozen=True)
class AnswerPart:
    """The answers of one page of the form, or of one row of it; `ask` means the row as a whole."""

    title: str
    heading: str
    answers: Sequence[Answer]
    ask: AskBox | None = None


@dataclass(frozen=True)
class Change:
    """An answer a correction changed: old and new, and what was asked of it."""

    name: str
    before: str
    after: str
    asked: str
    personal: bool
    documents: Sequence["DocumentLink"] = ()


@dataclass(frozen=True)
class ArrivedBox:
    """The correction that has arrived. `approve_url` is empty where something is left to look at, or another decides."""

    changes: Sequence[Change]
    untouched: Sequence[str]
    entered: str
    is_clean: bool
    approve_url: str


@dataclass(frozen=True)
class DocumentLink:
    """A document of the case."""

    name: str
    url: str
    size: str


@dataclass(frozen=True)
class ActButton:
    """Something the officer may do here, or why not. `posts` acts at once; otherwise a page asks for more first."""

    label: str
    url: str
    kind: str
    posts: bool
    refusal: str


@dataclass(frozen=True)
class NoticeLine:
    """A letter of the case and what became of it."""

    title: str
    state: Tag
    at: str


@dataclass(frozen=True)
class RegisterBox:
    """What the comparison with the resident register said: yes, no or cannot tell, and from which day it is."""

    as_of: str
    at: str
    rows: Sequence[tuple[str, Tag]]
    again_url: str = ""


@dataclass(frozen=True)
class Hand:
    """Somebody who entered answers, and which."""

    who: str
    count: int
    labels: Sequence[str]


@dataclass(frozen=True)
class MoneyBox:
    """`estimate` is what the answers come to; `count_url` is set while an officer may ask for what was counted."""

    payments: Sequence[PaymentLine]
    estimate: str
    differs: str
    count_url: str
    count_labels: Sequence[str]


@dataclass(frozen=True)
class CasePage:
    """The whole file of one case."""

    number: str
    title: str
    applicant: str
    kana: str
    state: Tag
    done: str
    facts: Sequence[tuple[str, str]]
    due: Remaining | None
    waiting: str
    problems: Sequence[Problem]
    to_look_at: Sequence[Item]
    passed: Sequence[Item]
    look: LookBox
    arrived: ArrivedBox | None
    bar: AskBar | None
    parts: Sequence[AnswerPart]
    derived: Sequence[tuple[str, str]]
    documents: Sequence[DocumentLink]
    checklist: Sequence[str]
    register: RegisterBox | None
    correction: Sequence[str]
    decision: Sequence[str]
    notices: Sequence[NoticeLine]
    events: Sequence[Event]
    acts: Sequence[ActButton]
    refused: Sequence[ActButton]
    ended: str
    assign_url: str
    assign_refusal: str
    assignees: Sequence[Option]
    assigned_to: str
    seen: int
    queue_url: str
    entered: Sequence["Hand"] = ()
    money: MoneyBox | None = None

    @property
    def correction_title(self) -> str:
        """What was asked is shown also after it has come back."""
        return "求めている補正" if self.waiting else "前に求めた補正"

    @property
    def trail(self) -> list[tuple[str, str]]:
        """The way here."""
        return [(LIST, self.queue_url), (self.number, "")]


@dataclass(frozen=True)
class Asking:
    """The words of a page that asks for reasons. `name` is the act's address."""

    name: str
    heading: str
    lead: str
    reasons_label: str
    words_label: str
    words_help: str


@dataclass(frozen=True)
class ReasonsPage:
    """The form for a correction of the whole, or a rejection: typed reasons and the officer's own words."""

    number: str
    title: str
    applicant: str
    asking: Asking
    action: str
    reasons: Sequence[Option]
    chosen: Sequence[str]
    words: str
    longest: int
    errors: Mapping[str, str]
    problems: Sequence[Problem]
    seen: int
    case_url: str
    queue_url: str

    @property
    def trail(self) -> list[tuple[str, str]]:
        """The way here."""
        return [(LIST, self.queue_url), (self.number, self.case_url), (self.asking.heading, "")]


@dataclass(frozen=True)
class ConfirmPage:
    """The last look before an act: the letter as it will be sent, and what was typed before."""

    number: str
    title: str
    applicant: str
    heading: str
    lead: str
    action: str
    button: str
    kind: str
    letter: Letter | None
    letter_date: str
    kept: Sequence[tuple[str, str]]
    seen: int
    case_url: str
    queue_url: str

    @property
    def trail(self) -> list[tuple[str, str]]:
        """The way here."""
        return [(LIST, self.queue_url), (self.number, self.case_url), (self.heading, "")]
