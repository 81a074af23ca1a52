"""Messages of the card company: verified, each taken once, whatever order they come in."""

from datetime import datetime
from uuid import UUID

from django.db import IntegrityError, transaction

from madoguchi.gateways.card_payments import CardGateway, ForgedMessage, Message
from madoguchi.journal import commands as journal
from madoguchi.kernel.actors import SYSTEM
from madoguchi.kernel.refusals import Refusal
from madoguchi.payments.commands.holding import hold
from madoguchi.payments.commands.settling import Outcome, settle
from madoguchi.payments.models import CardEvent, Payment
from madoguchi.payments.states import State, after


def take_message(*, gateway: CardGateway | None, body: bytes, signature: str, at: datetime) -> Outcome:
    """Take a message. One that is not the card company's is refused; one that came before changes nothing."""
    if gateway is None:
        raise Refusal("カードの支払いは受け付けていません。", status=404, code="no-cards")
    try:
        message = gateway.message(body, signature)
    except ForgedMessage as problem:
        raise Refusal("署名を確かめられない通知です。", status=400, code="forged-message") from problem
    try:
        with transaction.atomic():
            return _take(message, at)
    except IntegrityError:
        if CardEvent.objects.filter(event=message.id).exists():
            return Outcome.KNOWN
        raise


def _take(message: Message, at: datetime) -> Outcome:
    kept = CardEvent.objects.create(event=message.id, kind=message.kind[:80], outcome="", at=at)
    if message.checkout is not None:
        outcome = settle(message.checkout, by=SYSTEM, at=at)
        kept.payment = _payment(message.checkout.payment)
    elif message.declined:
        kept.payment = _payment(message.declined)
        outcome = _declined(kept.payment, at)
    else:
        outcome = Outcome.NOTHING
    kept.outcome = outcome.value
    kept.save(update_fields=["payment", "outcome"])
    return outcome


def _declined(payment: Payment | None, at: datetime) -> Outcome:
    """A card was refused. The page stays open: another card may be tried there, or the payment begun again."""
    if payment is None:
        return Outcome.UNKNOWN_PAGE
    hold(payment)
    if payment.stands is not State.STARTED:
        return Outcome.NOTHING
    payment.state = after(payment.stands, State.FAILED)
    payment.save()
    journal.write(subject=payment.subject, what="payment_failed", by=SYSTEM, at=at, detail={"payment": str(payment.pk)})
    return Outcome.DECLINED


def _payment(typed: str) -> Payment | None:
    try:
        return Payment.objects.filter(pk=UUID(typed)).first()
    except ValueError:
        return None
