"""Paying by card: opening the card company's page once, and looking what came of it, whoever tells us first."""

from datetime import datetime, timedelta

from django.db import transaction

from madoguchi.gateways.card_payments import (
    CardGateway,
    Checkout,
    GatewayAway,
    GatewayRefused,
    Order,
    Status,
    UnknownThere,
)
from madoguchi.journal import commands as journal
from madoguchi.kernel.actors import SYSTEM, Actor
from madoguchi.kernel.refusals import Refusal, refuse_if
from madoguchi.payments import permissions, queries
from madoguchi.payments.commands.holding import hold
from madoguchi.payments.commands.settling import settle
from madoguchi.payments.models import Attempt, Payment
from madoguchi.payments.states import State, after

# The card company keeps a page for half an hour at least; a page nobody heard of is given up before its time is short.
PAGE_OPEN = timedelta(hours=2)
UNHEARD = timedelta(minutes=60)


def start_card(
    *,
    payment: Payment,
    gateway: CardGateway | None,
    success_url: str,
    cancel_url: str,
    language: str,
    by: Actor,
    at: datetime,
) -> str:
    """The address of the card company's page for this payment. Pressed twice, in two tabs, it is the same page.

    The attempt is kept before the card company is asked, so that an answer that was lost is found under its key again.
    """
    look_at_card(payment=payment, gateway=gateway, at=at)
    refuse_if(permissions.refusal_to_pay_by_card(by, payment, offered=gateway is not None))
    if gateway is None:
        raise _away()
    attempt = _attempt(payment, language, by=by, at=at)
    if attempt.url:
        return attempt.url
    order = Order(
        key=attempt.key,
        payment=str(payment.pk),
        amount=attempt.amount,
        title=f"{payment.title}（{payment.reference}）",
        language=attempt.language,
        success_url=success_url,
        cancel_url=cancel_url,
        expires_at=attempt.began_at + PAGE_OPEN,
    )
    try:
        page = gateway.open_checkout(order)
    except GatewayAway as problem:
        raise _away() from problem
    except GatewayRefused as problem:
        _give_up(attempt)
        raise _away() from problem
    return _opened(payment, attempt, page, by=by, at=at)


@transaction.atomic
def _attempt(payment: Payment, language: str, *, by: Actor, at: datetime) -> Attempt:
    """The one that is open, or a new one."""
    hold(payment)
    refuse_if(permissions.refusal_to_pay_by_card(by, payment, offered=True))
    attempt = queries.open_attempt(payment)
    if attempt is not None and not attempt.checkout and attempt.began_at < at - UNHEARD:
        attempt.is_over = True
        attempt.save(update_fields=["is_over"])
        attempt = None
    if attempt is not None:
        return attempt
    number = payment.attempts.count() + 1
    return Attempt.objects.create(
        payment=payment, number=number, amount=payment.due_yen, language=language, began_at=at
    )


@transaction.atomic
def _opened(payment: Payment, attempt: Attempt, page: Checkout, *, by: Actor, at: datetime) -> str:
    hold(payment)
    attempt.refresh_from_db()
    if attempt.checkout or attempt.is_over or not page.url:
        if attempt.url and not attempt.is_over:
            return attempt.url
        raise _away()
    attempt.checkout, attempt.url, attempt.expires_at = page.id, page.url, attempt.began_at + PAGE_OPEN
    attempt.save()
    if payment.stands is not State.STARTED:
        payment.state = after(payment.stands, State.STARTED)
        payment.save()
    journal.write(subject=payment.subject, what="payment_started", by=by, at=at, detail={"payment": str(payment.pk)})
    return attempt.url


def _give_up(attempt: Attempt) -> None:
    Attempt.objects.filter(pk=attempt.pk).update(is_over=True)


def look_at_card(*, payment: Payment, gateway: CardGateway | None, at: datetime) -> None:
    """Ask the card company where the open page stands: a message that was lost does not matter.

    Where it does not answer nothing changes; the message, or the next look, tells.
    """
    attempt = queries.open_attempt(payment)
    if gateway is None or attempt is None or not attempt.checkout:
        return
    try:
        page = gateway.checkout(attempt.checkout)
    except UnknownThere:
        # It knows the page no more: as over as if its time had passed.
        page = Checkout(attempt.checkout, Status.EXPIRED, is_paid=False, amount=0, currency="", payment="", intent="")
    except (GatewayAway, GatewayRefused):
        return
    settle(page, by=SYSTEM, at=at)
    payment.refresh_from_db()


def _away() -> Refusal:
    return Refusal(
        "カードの手続きの画面を開けませんでした。お金は引き落とされていません。",
        way_on="しばらくしてから、もう一度押してください。窓口でも納められます。",
        status=503,
        code="gateway-away",
    )
