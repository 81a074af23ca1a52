"""Payments and charges as lines for the pages of those above: the review, the status page, the case page."""

from collections.abc import Sequence

from django.urls import reverse

from madoguchi.definitions.charging import Charged
from madoguchi.definitions.procedure import Charge
from madoguchi.kernel.money import yen
from madoguchi.payments import queries
from madoguchi.payments.lines import KeptLine, signed_yen
from madoguchi.payments.models import Payment
from madoguchi.payments.states import LABEL, RESIDENT_LABEL, State
from madoguchi.payments.web import words
from madoguchi.payments.web.pages import ChargeBox, LineShown, PaymentLine
from madoguchi.ui.components.shapes import Tag

KIND: dict[State, str] = {
    State.DUE: "warning",
    State.STARTED: "info",
    State.PAID: "success",
    State.FAILED: "error",
    State.EXPIRED: "warning",
    State.REFUNDED: "neutral",
    State.WAIVED: "neutral",
    State.DROPPED: "neutral",
}


def lines_shown(lines: Sequence[KeptLine], language: str) -> list[LineShown]:
    """Lines in the reader's language."""
    return [
        LineShown(one.label.in_(language), one.working.in_(language), signed_yen(one.amount), one.law) for one in lines
    ]


def charge_box(charge: Charge, found: Charged | None, language: str) -> ChargeBox | None:
    """What it will cost, line by line, before anything is sent; None while an answer it rests on is missing."""
    if found is None:
        return None
    note = words.ESTIMATE if charge.settled_by == "officer" else words.WHEN[charge.due]
    return ChargeBox(
        title=words.WHAT.in_(language),
        lines=lines_shown([KeptLine(one.label, one.amount, one.working, one.law) for one in found.lines], language),
        total_label=words.TOTAL.in_(language),
        total=yen(found.total),
        note=note.in_(language) if found.total else "",
    )


def resident_lines(subject: str, case_id: object, language: str) -> list[PaymentLine]:
    """What was asked for an application, with the way to pay it."""
    return [
        PaymentLine(
            title=words.TITLE.in_(language),
            yen=yen(one.due_yen),
            state=Tag(RESIDENT_LABEL[one.stands].in_(language), KIND[one.stands]),
            url=reverse("payments:payment", args=[case_id, one.pk]),
            press=(words.GO if one.is_open else words.RECEIPT if one.receipt_number else words.TITLE).in_(language),
            is_open=one.is_open,
        )
        for one in queries.for_subject(subject)
    ]


def desk_lines(subject: str) -> list[PaymentLine]:
    """The same for the officer's case page."""
    return [
        PaymentLine(
            title=one.title,
            yen=yen(one.due_yen),
            state=desk_tag(one),
            url=reverse("payments:desk_payment", args=[one.pk]),
            press="収納の画面を開く",
            is_open=one.is_open,
        )
        for one in queries.for_subject(subject)
    ]


def desk_tag(payment: Payment) -> Tag:
    """The state with its colour, as officers say it."""
    return Tag(LABEL[payment.stands], KIND[payment.stands])
