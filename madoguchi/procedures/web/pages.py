"""One frozen class per page: what the template receives, and nothing else."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from madoguchi.definitions.display import Part
from madoguchi.payments.web.pages import ChargeBox, PaymentLine
from madoguchi.procedures.web.card import CardOffer
from madoguchi.ui.fields import Choice, Field

Crumbs = Sequence[tuple[str, str]]


@dataclass(frozen=True)
class Card:
    """A procedure or a topic in a list."""

    title: str
    url: str
    text: str = ""
    tags: Sequence["Mark"] = ()
    meta: str = ""


@dataclass(frozen=True)
class Mark:
    """A small label: 要確認（デモ）."""

    label: str
    kind: str = "neutral"


@dataclass(frozen=True)
class News:
    """A notice of the ward on the home page."""

    day: date
    title: str
    url: str


@dataclass(frozen=True)
class HomePage:
    """The ward's home."""

    ward: str
    most_used: Sequence[Card]
    life_events: Sequence[Card]
    categories: Sequence[Card]
    news: Sequence[News]
    going_on: Sequence[Card]
    form_url: str = ""

    @property
    def is_anybodys(self) -> bool:
        """Whether there is nothing on it that this reader has begun."""
        return not self.going_on


@dataclass(frozen=True)
class Topic:
    """A filter of the list, or another page to go to."""

    label: str
    url: str
    current: bool = False


@dataclass(frozen=True)
class ListPage:
    """Procedures, by category and life event."""

    crumbs: Crumbs
    categories: Sequence[Topic]
    life_events: Sequence[Topic]
    found: Sequence[Card]
    heading: str


@dataclass(frozen=True)
class Fact:
    """A fact with its mark: 要確認（デモ） where no source backs it."""

    label: str
    text: str
    verified: bool
    checked: date | None = None


@dataclass(frozen=True)
class PaperLine:
    """Something to have at hand."""

    label: str
    note: str = ""


@dataclass(frozen=True)
class StepLine:
    """A step of what happens."""

    title: str
    text: str = ""


@dataclass(frozen=True)
class ProcedurePage:
    """Everything to know before applying."""

    crumbs: Crumbs
    title: str
    summary: str
    begin_url: str
    minutes: int
    facts: Sequence[Fact]
    papers: Sequence[PaperLine]
    papers_verified: bool
    steps: Sequence[StepLine]
    laws: Sequence[str]
    channels: Sequence[str]
    section: str
    contact: str
    phone: str
    hours: str
    last_checked: date | None
    unverified: bool
    version: str
    number: int
    refused: str
    going_on: Sequence[Card]
    form_url: str = ""

    @property
    def is_anybodys(self) -> bool:
        """Whether there is nothing on it that this reader has begun."""
        return not self.going_on


@dataclass(frozen=True)
class PrecheckLine:
    """An eligibility question with what was answered."""

    id: str
    question: str
    help: str
    options: Sequence[Choice]
    value: str
    error: str = ""
    advice: str = ""
    stops: bool = False
    link: str = ""

    @property
    def anchor(self) -> str:
        """Where its error leads."""
        return self.id

    @property
    def message(self) -> str:
        """What its error says."""
        return self.error


@dataclass(frozen=True)
class BeginPage:
    """Eligibility before the first question."""

    crumbs: Crumbs
    title: str
    minutes: int
    prechecks: Sequence[PrecheckLine]
    problems: Sequence[PrecheckLine]
    stopped: bool
    passed: bool
    action: str
    procedure_url: str
    mailed: bool
    card: CardOffer | None = None

    @property
    def is_anybodys(self) -> bool:
        """Whether nothing has been answered yet."""
        return not any(line.value or line.error for line in self.prechecks)


@dataclass(frozen=True)
class Told:
    """A line of the error summary or a warning."""

    message: str
    anchor: str = ""


@dataclass(frozen=True)
class FieldRow:
    """A row of a group: its heading and its fields."""

    id: str
    heading: str
    fields: Sequence[Field]
    can_drop: bool


@dataclass(frozen=True)
class Block:
    """What stands on a page of questions: a field, or a group with its rows."""

    field: Field | None = None
    path: str = ""
    label: str = ""
    help: str = ""
    error: str = ""
    rows: Sequence[FieldRow] = ()
    can_add: bool = False
    add_label: str = ""
    known: bool = False

    @property
    def is_anybodys(self) -> bool:
        """Whether nothing in it was typed by the person."""
        fields = [self.field] if self.field else [field for row in self.rows for field in row.fields]
        return not self.error and all(field.is_anybodys for field in fields)


@dataclass(frozen=True)
class StepMark:
    """A page of the journey in the step indicator."""

    title: str
    url: str = ""
    done: bool = False


@dataclass(frozen=True)
class QuestionPage:
    """One subject of the form."""

    title: str
    lead: str
    procedure: str
    steps: Sequence[StepMark]
    current: int
    blocks: Sequence[Block]
    seen: str
    round: str
    renews: str
    save_url: str
    problems: Sequence[Told]
    warnings: Sequence[Told]
    news: Sequence[str]
    back_url: str
    resume_code: str
    resume_url: str
    to_review: bool
    multipart: bool
    lookup_url: str
    accept: str
    counter_url: str = ""

    @property
    def is_anybodys(self) -> bool:
        """Whether the page is as everyone sees it who comes this way and has not filled it in."""
        told = self.problems or self.warnings or self.news
        return not told and all(block.is_anybodys for block in self.blocks)

    @property
    def known(self) -> tuple[Block, ...]:
        """What was answered with the shared questions of a life event: it stands folded, to be mended."""
        return tuple(block for block in self.blocks if block.known)


@dataclass(frozen=True)
class ReviewRow:
    """An answer on the review page, with the way to change it."""

    label: str
    value: str
    change_url: str
    anchor: str
    problem: str = ""
    personal: bool = False
    notes: Sequence[str] = ()

    @property
    def place(self) -> str:
        """Where a message on this page leads."""
        return f"review-{self.anchor}"


@dataclass(frozen=True)
class ReviewPart:
    """A page's answers on the review page."""

    title: str
    heading: str
    rows: Sequence[ReviewRow]
    change_url: str


@dataclass(frozen=True)
class ReviewPage:
    """Everything once more before sending."""

    procedure: str
    steps: Sequence[StepMark]
    current: int
    parts: Sequence[ReviewPart]
    derived: Sequence[tuple[str, str]]
    problems: Sequence[Told]
    warnings: Sequence[Told]
    gaps: Sequence[Told]
    open_pages: Sequence[Topic]
    can_send: bool
    back_url: str
    send_url: str
    resume_code: str
    resume_url: str
    email: str
    counter_url: str = ""
    charge: ChargeBox | None = None
    form_url: str = ""
    bundle_url: str = ""


@dataclass(frozen=True)
class DonePage:
    """The receipt."""

    procedure: str
    number: str
    code: str
    received_at: datetime
    due_on: date
    version: str
    parts: Sequence[Part]
    email: str
    status_url: str
    receipt_url: str
    keys_url: str
    next_steps: Sequence[str]
    payments: Sequence[PaymentLine] = ()
    also_open: Sequence["AlsoOpen"] = ()
    bundle_url: str = ""


@dataclass(frozen=True)
class AlsoOpen:
    """A related procedure, so many per cent of which are answered already; begun from this receipt, or sent."""

    title: str
    percent: int
    begin_url: str
    is_begun: bool = False
    sent_url: str = ""


@dataclass(frozen=True)
class CodePage:
    """A page that asks for a code: to go on with a draft, or to see an application."""

    title: str
    problems: Sequence[Told] = ()
    number: str = ""


@dataclass(frozen=True)
class EventLine:
    """Something that happened to an application, in the resident's words."""

    at: str
    what: str
    who: str = ""
    detail: str = ""


@dataclass(frozen=True)
class NoticeLine:
    """A letter of the ward."""

    title: str
    url: str
    pdf_url: str
    day: date | None


@dataclass(frozen=True)
class StatusPage:
    """Where an application stands."""

    title: str
    number: str
    state: str
    state_kind: str
    explanation: str
    received_at: datetime
    due_on: date | None
    events: Sequence[EventLine]
    notices: Sequence[NoticeLine]
    parts: Sequence[Part]
    may_withdraw: bool
    withdraw_url: str
    correct_url: str
    correction: Sequence[str]
    waiting: int
    receipt_url: str
    section: str
    phone: str
    entered: Sequence[tuple[str, int]] = ()
    payments: Sequence[PaymentLine] = ()


@dataclass(frozen=True)
class MyPage:
    """A signed-in resident's own page."""

    name: str
    drafts: Sequence[Card]
    applications: Sequence[Card]
    notices: Sequence[NoticeLine]


@dataclass(frozen=True)
class AlreadyPage:
    """The second application meets the first, in kind words."""

    procedure: str
    message: str
    received_at: datetime
    status_url: str


@dataclass(frozen=True)
class HandOverPage:
    """Going on at the counter: the digits to say, or who has the draft now."""

    procedure: str
    url: str
    draft_url: str
    is_at_counter: bool
    section: str
    officer: str
    since: datetime | None
    digits: str
    valid_until: datetime | None
    refused: str


@dataclass(frozen=True)
class GoOnPage:
    """The counter hands the draft to this device."""

    procedure: str


@dataclass(frozen=True)
class Agreement:
    """A statement on the confirmation screen."""

    path: str
    label: str
    required: bool
    given: bool
    error: str = ""

    @property
    def anchor(self) -> str:
        """Where its error leads."""
        return f"agreed-{self.path}"


@dataclass(frozen=True)
class ScreenPage:
    """What an officer has filled in, for the applicant to confirm."""

    procedure: str
    is_confirmed: bool
    is_changed: bool
    parts: Sequence[Part]
    derived: Sequence[tuple[str, str]]
    statements: Sequence[Agreement]
    problems: Sequence[Told]
    section: str
    officer: str


@dataclass(frozen=True)
class PairPage:
    """On the tablet of the counter: the one button that has it remembered."""

    title: str = "窓口のタブレットとして登録する"
