"""What the pages about payments show: one frozen class per page, and lines for the pages of others."""

from collections.abc import Sequence
from dataclasses import dataclass

from madoguchi.payments.models import DayClosing
from madoguchi.ui.components.shapes import Option, SummaryRow, Tag


@dataclass(frozen=True)
class LineShown:
    """A line of what is to be paid, in the reader's language."""

    label: str
    working: str
    yen: str
    law: str = ""


@dataclass(frozen=True)
class ChargeBox:
    """What an application will cost, on the review page."""

    title: str
    lines: Sequence[LineShown]
    total_label: str
    total: str
    note: str


@dataclass(frozen=True)
class PaymentLine:
    """A payment on the pages of the application it belongs to."""

    title: str
    yen: str
    state: Tag
    url: str
    press: str
    is_open: bool


@dataclass(frozen=True)
class ResidentPayment:
    """One payment as the payer sees it. `card_url` is empty where cards are not taken, or nothing is open."""

    kicker: str
    title: str
    state: str
    state_kind: str
    note: str
    facts: Sequence[tuple[str, str]]
    lines_title: str
    lines: Sequence[LineShown]
    total_label: str
    total: str
    card_url: str
    card_label: str
    card_note: str
    counter: Sequence[str]
    refund_title: str
    refund: str
    receipt_url: str
    receipt_label: str
    back_url: str
    back_label: str


@dataclass(frozen=True)
class ReceiptPage:
    """The receipt for money, to be printed."""

    title: str
    ward: str
    total: str
    facts: Sequence[tuple[str, str]]
    lines: Sequence[LineShown]
    note: str
    file_url: str
    file_label: str
    back_url: str
    back_label: str


@dataclass(frozen=True)
class DeskRow:
    """A payment in a list of the desk."""

    url: str
    reference: str
    title: str
    payer: str
    yen: str
    state: Tag
    when: str
    late: bool


@dataclass(frozen=True)
class TillRow:
    """One way of the day: what was recorded, and the closing once there is one."""

    way: str
    label: str
    number: int
    recorded: str
    recorded_yen: int
    closing: DayClosing | None
    difference: str


@dataclass(frozen=True)
class DifferenceRow:
    """A difference with the card company that is open."""

    url: str
    day: str
    kind: str
    reference: str
    application: str
    ours: str
    theirs: str


@dataclass(frozen=True)
class DeskPage:
    """The section's payments: what is open, today's takings, and what does not agree with the card company."""

    section: str
    open_rows: Sequence[DeskRow]
    taken_rows: Sequence[DeskRow]
    tills: Sequence[TillRow]
    close_url: str
    day: str
    may_close: bool
    sees_differences: bool
    differences: Sequence[DifferenceRow]
    days: Sequence[tuple[str, str, int, int]]
    done: str


@dataclass(frozen=True)
class DeskPayment:
    """One payment at the desk: acts as forms, or the reason why not."""

    title: str
    reference: str
    state: Tag
    facts: Sequence[SummaryRow]
    lines: Sequence[LineShown]
    total: str
    due_yen: int
    paid_yen: int
    ways: Sequence[Option]
    take_url: str
    take_refusal: str
    waive_url: str
    waive_refusal: str
    refund_url: str
    refund_refusal: str
    receipt_url: str
    list_url: str
    done: str

    @property
    def trail(self) -> list[tuple[str, str]]:
        """The way here."""
        return [("収納", self.list_url), (self.reference, "")]
