"""What a page of the card company brought: paid, expired, or something that must be looked at. Told twice, done once."""

from datetime import datetime
from enum import StrEnum

from django.db import transaction

from madoguchi.gateways import outbox
from madoguchi.gateways.card_payments import YEN, Checkout, Status
from madoguchi.journal import commands as journal
from madoguchi.kernel.actors import Actor
from madoguchi.kernel.clock import JST
from madoguchi.payments.commands.holding import REFUND, hold, paid
from madoguchi.payments.models import Attempt, Difference, Kind, Payment, Way
from madoguchi.payments.states import OPEN, State, after


class Outcome(StrEnum):
    """What came of looking at a page."""

    NOTHING = "nothing"
    PAID = "paid"
    KNOWN = "known"
    EXPIRED = "expired"
    UNKNOWN_PAGE = "unknown_page"
    OTHER_AMOUNT = "other_amount"
    PAID_TWICE = "paid_twice"
    DECLINED = "declined"


@transaction.atomic
def settle(page: Checkout, *, by: Actor, at: datetime) -> Outcome:
    """Write down what the page brought. The payment's row is held, so that whoever tells us second finds it done."""
    attempt = Attempt.objects.filter(checkout=page.id).select_related("payment").first()
    if attempt is None:
        return _unknown(page, at)
    payment = attempt.payment
    hold(payment)
    attempt.refresh_from_db()
    if page.status is Status.COMPLETE and page.is_paid:
        return _complete(payment, attempt, page, by=by, at=at)
    if page.status is Status.EXPIRED and not attempt.is_over:
        attempt.is_over = True
        attempt.save(update_fields=["is_over"])
        if payment.stands is State.STARTED:
            payment.state = after(payment.stands, State.EXPIRED)
            payment.save()
        return Outcome.EXPIRED
    return Outcome.NOTHING


def _complete(payment: Payment, attempt: Attempt, page: Checkout, *, by: Actor, at: datetime) -> Outcome:
    if attempt.intent == page.intent and attempt.intent:
        return Outcome.KNOWN
    is_ours = page.amount == attempt.amount and page.currency == YEN and page.payment == str(payment.pk)
    attempt.intent, attempt.is_over = page.intent, True
    if not is_ours or (payment.stands in OPEN and page.amount != payment.due_yen):
        attempt.save()
        _note(Kind.AMOUNT, page, payment, at)
        return Outcome.OTHER_AMOUNT
    if payment.stands not in OPEN:
        return _twice(payment, attempt, page, by=by, at=at)
    attempt.save()
    paid(payment, way=Way.CARD, number=page.intent, taken_by="", at=at)
    detail = {"yen": payment.paid_yen, "way": "card", "receipt": payment.receipt_number, "payment": str(payment.pk)}
    journal.write(subject=payment.subject, what="payment_received", by=by, at=at, detail=detail)
    return Outcome.PAID


def _twice(payment: Payment, attempt: Attempt, page: Checkout, *, by: Actor, at: datetime) -> Outcome:
    """It was paid or settled another way meanwhile: what came now goes back, all of it."""
    attempt.refund = f"twice/{attempt.key}"
    attempt.save()
    payload = {"key": attempt.refund, "intent": page.intent, "yen": page.amount}
    outbox.put(kind=REFUND, key=attempt.refund, payload=payload)
    _note(Kind.PAID_TWICE, page, payment, at)
    detail = {"yen": page.amount, "payment": str(payment.pk)}
    journal.write(subject=payment.subject, what="paid_twice", by=by, at=at, detail=detail)
    return Outcome.PAID_TWICE


def _unknown(page: Checkout, at: datetime) -> Outcome:
    """A page we did not open. Where money came by it, somebody must look."""
    if page.is_paid and page.intent:
        _note(Kind.MISSING_HERE, page, None, at)
    return Outcome.UNKNOWN_PAGE


def _note(kind: Kind, page: Checkout, payment: Payment | None, at: datetime) -> None:
    Difference.objects.get_or_create(
        kind=kind.value,
        reference=page.intent or page.id,
        defaults={
            "day": at.astimezone(JST).date(),
            "payment": payment,
            "ours_yen": payment.due_yen if payment else 0,
            "theirs_yen": page.amount,
            "found_at": at,
        },
    )
