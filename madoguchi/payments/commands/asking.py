"""Asking for money, and asking for it no more."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

import msgspec
from django.db import transaction

from madoguchi.definitions.charging import Line
from madoguchi.journal import commands as journal
from madoguchi.kernel.actors import Actor
from madoguchi.kernel.text import Text
from madoguchi.payments.commands.holding import close_pages, hold, settled
from madoguchi.payments.lines import kept
from madoguchi.payments.models import Payment
from madoguchi.payments.states import OPEN, State, after


@dataclass(frozen=True)
class Asked:
    """What is asked for: `key` names it for ever, so that the same is asked once. `holds_up`: no decision before it."""

    key: str
    subject: str
    reference: str
    title: str
    section: str
    payer: str
    lines: Sequence[Line]
    ways: Sequence[str]
    refund: Text
    due_on: date
    holds_up: bool = False

    @property
    def total(self) -> int:
        return max(0, sum(line.amount for line in self.lines))


@transaction.atomic
def ask(*, asked: Asked, by: Actor, at: datetime) -> Payment | None:
    """Ask once; the same key again with other lines changes the amount while nothing was paid. Nothing for 0円."""
    payment = Payment.objects.select_for_update().filter(asked_key=asked.key).first()
    if payment is not None:
        _change(payment, asked, by=by, at=at)
        return payment
    if asked.total == 0:
        return None
    payment = Payment.objects.create(
        asked_key=asked.key,
        subject=asked.subject,
        reference=asked.reference,
        title=asked.title,
        section=asked.section,
        payer=asked.payer,
        holds_up=asked.holds_up,
        due_yen=asked.total,
        lines=kept(asked.lines),
        ways=list(asked.ways),
        refund_words=msgspec.to_builtins(asked.refund),
        due_on=asked.due_on,
        state=State.DUE.value,
        asked_at=at,
    )
    detail = {"yen": payment.due_yen, "payment": str(payment.pk)}
    journal.write(subject=asked.subject, what="payment_asked", by=by, at=at, detail=detail)
    return payment


def _change(payment: Payment, asked: Asked, *, by: Actor, at: datetime) -> None:
    """Other answers, another amount. What was paid already stays; the difference is shown to the officer."""
    if payment.stands not in OPEN or (payment.due_yen == asked.total and payment.lines == kept(asked.lines)):
        return
    close_pages(payment)
    before = payment.due_yen
    if asked.total == 0:
        payment.state = after(payment.stands, State.DROPPED)
        settled(payment)
    else:
        # The page that was open is closed: the payment begins anew, whatever had come of it.
        payment.state, payment.due_yen, payment.lines = State.DUE.value, asked.total, kept(asked.lines)
    payment.save()
    detail = {"before": before, "yen": asked.total, "payment": str(payment.pk)}
    journal.write(subject=payment.subject, what="payment_changed", by=by, at=at, detail=detail)


@transaction.atomic
def drop_open(*, subject: str, by: Actor, at: datetime) -> int:
    """Ask no more for what is open of a subject: it was withdrawn or refused. How many were dropped."""
    dropped = 0
    for payment in Payment.objects.filter(subject=subject, state__in=[state.value for state in OPEN]):
        hold(payment)
        if payment.stands not in OPEN:
            continue
        payment.state = after(payment.stands, State.DROPPED)
        payment.save()
        close_pages(payment)
        settled(payment)
        detail = {"payment": str(payment.pk)}
        journal.write(subject=subject, what="payment_dropped", by=by, at=at, detail=detail)
        dropped += 1
    return dropped
