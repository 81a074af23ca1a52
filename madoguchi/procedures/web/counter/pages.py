"""What each page of the counter shows: one frozen class per page."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from madoguchi.definitions.display import Part
from madoguchi.definitions.script import Chapter
from madoguchi.procedures.web.pages import Block, Told
from madoguchi.ui.components.shapes import Tag


@dataclass(frozen=True)
class Offered:
    """A procedure that can be begun here, or why not."""

    id: str
    title: str
    summary: str
    section: str
    script_url: str
    refusal: str


@dataclass(frozen=True)
class InHand:
    """A draft this counter has."""

    url: str
    title: str
    applicant: str
    officer: str
    saved: str
    channel: str


@dataclass(frozen=True)
class StartPage:
    """Where a resident is received: search, six digits, and what is in hand."""

    query: str
    found: Sequence[Offered]
    in_hand: Sequence[InHand]
    digits: str
    problem: str
    way_on: str
    tab: str = "start"


@dataclass(frozen=True)
class Statement:
    """Something only the applicant agrees to."""

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
class RowScript:
    """How the questions of a row are asked."""

    id: str
    statements: Sequence[Statement]


@dataclass(frozen=True)
class SheetQuestion:
    """One question of the sheet: the field, how it is asked, who entered it, what the checks say."""

    path: str
    block: Block | None
    script: str
    statement: Statement | None = None
    rows: Sequence[RowScript] = ()
    author: str = ""
    before: Sequence[str] = ()
    findings: Sequence[tuple[Tag, str]] = ()

    @property
    def is_wide(self) -> bool:
        """A group stands over both columns."""
        return self.block is not None and self.block.field is None


@dataclass(frozen=True)
class SheetPart:
    """The questions of one page of the definition."""

    id: str
    title: str
    lead: str
    questions: Sequence[SheetQuestion]


@dataclass(frozen=True)
class Advice:
    """What is asked before the first question: none of it is kept."""

    question: str
    answers: Sequence[tuple[str, str]]


@dataclass(frozen=True)
class SheetPage:
    """Every question of an application at once."""

    title: str
    applicant: str
    channel: str
    url: str
    parts: Sequence[SheetPart]
    problems: Sequence[Told]
    advice: Sequence[Advice]
    open_count: int
    lookup_url: str
    accept: str
    confirm_url: str
    phone_url: str
    script_url: str
    counter_url: str
    saved: str
    tab: str = "sheet"

    @property
    def trail(self) -> list[tuple[str, str]]:
        """The way here."""
        return [("窓口・電話で受ける", self.counter_url), (self.title, "")]


@dataclass(frozen=True)
class ConfirmPage:
    """Asking the applicant to confirm: on a second screen, or aloud."""

    title: str
    url: str
    send_url: str
    sheet_url: str
    counter_url: str
    standing: str
    standing_kind: str
    qr: str
    digits: str
    address: str
    valid_until: datetime | None
    is_confirmed: bool
    missing: Sequence[Told]
    parts: Sequence[Part]
    statements: Sequence[Statement]
    by_phone: bool
    tab: str = "sheet"

    @property
    def trail(self) -> list[tuple[str, str]]:
        """The way here."""
        return [("窓口・電話で受ける", self.counter_url), (self.title, self.sheet_url), ("ご本人の確認", "")]


@dataclass(frozen=True)
class ToPhonePage:
    """Giving the draft to the resident's own device."""

    title: str
    url: str
    sheet_url: str
    counter_url: str
    qr: str
    address: str
    resume_code: str
    resume_url: str
    valid_until: datetime | None
    tab: str = "sheet"

    @property
    def trail(self) -> list[tuple[str, str]]:
        """The way here."""
        return [
            ("窓口・電話で受ける", self.counter_url),
            (self.title, self.sheet_url),
            ("ご本人のスマートフォンへ", ""),
        ]


@dataclass(frozen=True)
class SentPage:
    """The receipt, to be printed and handed over."""

    title: str
    number: str
    code: str
    received_at: datetime
    due_on: object
    parts: Sequence[Part]
    status_url: str
    counter_url: str
    case_url: str
    next_steps: Sequence[str]
    entered: Sequence[tuple[str, str]]
    tab: str = "sheet"


@dataclass(frozen=True)
class StandingPage:
    """Nothing was sent: an application for the same thing stands already."""

    title: str
    message: str
    number: str
    state: Tag
    received_at: datetime
    section: str
    case_url: str
    sheet_url: str
    counter_url: str
    tab: str = "sheet"


@dataclass(frozen=True)
class ScriptPage:
    """A whole procedure to read aloud, in the order of asking."""

    title: str
    version: str
    counter_url: str
    advice: Sequence[Advice]
    papers: Sequence[str]
    chapters: Sequence[Chapter]
    tab: str = "script"

    @property
    def trail(self) -> list[tuple[str, str]]:
        """The way here."""
        return [("窓口・電話で受ける", self.counter_url), (f"聞き取りの台本　{self.title}", "")]


@dataclass(frozen=True)
class TabletPage:
    """The officer's page that pairs a tablet; `qr` once it was asked for."""

    qr: str
    address: str
    counter_url: str = "/desk/counter/"
    tab: str = "start"

    @property
    def trail(self) -> list[tuple[str, str]]:
        """The way here."""
        return [("窓口・電話で受ける", self.counter_url), ("タブレットの登録", "")]
