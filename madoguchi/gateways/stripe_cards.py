"""The card gateway Stripe by its own client, unchanged: Checkout pages, refunds, signed messages, the account's lines.

Yen is a zero-decimal currency there: 300円 is `300`. Keys and address come from the environment.
"""

import re
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from functools import cache
from http import HTTPStatus
from typing import Literal, TypeVar

import stripe
from django.conf import settings
from stripe import StripeClient
from stripe.checkout import Session
from stripe.params.checkout import SessionCreateParams

from madoguchi.gateways.card_payments import (
    YEN,
    Checkout,
    ForgedMessage,
    GatewayAway,
    GatewayRefused,
    Message,
    Movement,
    Order,
    Status,
    UnknownThere,
)

# Version of the interface our fields were read in (docs/guides/payments.md): another is asked for on purpose only.
VERSION = "2026-10-28.endive"
TOLERANCE_SECONDS = 300
SECONDS_TO_ANSWER = 10
Locale = Literal["ja", "en", "zh", "ko"]
LOCALES: dict[str, Locale] = {"ja": "ja", "en": "en", "zh-hans": "zh", "ko": "ko"}
ABOUT_A_PAGE = frozenset(
    {"checkout.session.completed", "checkout.session.expired", "checkout.session.async_payment_succeeded"}
)
# Eight digits are the most Stripe takes in yen.
MOST_YEN = 99_999_999
NAME = re.compile(r"[A-Za-z0-9_.\-]{1,120}")
DECLINED = "payment_intent.payment_failed"
Answer = TypeVar("Answer")


@cache
def stripe_cards(key: str, secret: str, base: str) -> "StripeCards":
    """One client for a key, kept with its connections."""
    return StripeCards(key, secret, base)


def configured() -> "StripeCards | None":
    """The gateway of this installation; None where no key is set: then cards are not offered."""
    if not settings.STRIPE_SECRET_KEY:
        return None
    return stripe_cards(settings.STRIPE_SECRET_KEY, settings.STRIPE_WEBHOOK_SECRET, settings.STRIPE_API_BASE)


class StripeCards:
    """Stripe as a `CardGateway`."""

    def __init__(self, key: str, secret: str, base: str = "") -> None:
        self.secret = secret
        self.is_live = key.startswith(("sk_live_", "rk_live_"))
        self.client = StripeClient(
            key,
            stripe_version=VERSION,
            base_addresses={"api": base} if base else None,
            max_network_retries=2,
            http_client=stripe.RequestsClient(timeout=SECONDS_TO_ANSWER),
        )

    def open_checkout(self, order: Order) -> Checkout:
        """A hosted page for one amount in yen, for cards alone: Stripe's own 決済 at convenience stores is not offered."""
        wanted: SessionCreateParams = {
            "mode": "payment",
            "allowed_payment_method_types": ["card"],
            "client_reference_id": order.payment,
            "metadata": {"payment": order.payment},
            "payment_intent_data": {"metadata": {"payment": order.payment}, "description": order.title},
            "line_items": [
                {
                    "quantity": 1,
                    "price_data": {
                        "currency": YEN,
                        "unit_amount": order.amount,
                        "product_data": {"name": order.title},
                    },
                }
            ],
            "locale": LOCALES.get(order.language, "ja"),
            "success_url": order.success_url,
            "cancel_url": order.cancel_url,
            "expires_at": int(order.expires_at.timestamp()),
        }
        return _checkout(
            _asked(lambda: self.client.v1.checkout.sessions.create(wanted, {"idempotency_key": order.key}))
        )

    def checkout(self, id_: str) -> Checkout:
        """The page as it stands now."""
        return _checkout(_asked(lambda: self.client.v1.checkout.sessions.retrieve(id_)))

    def close_checkout(self, id_: str) -> Checkout:
        """Expire an open page. One that is complete or expired answers as it stands."""
        found = self.checkout(id_)
        if found.status is not Status.OPEN:
            return found
        try:
            return _checkout(_asked(lambda: self.client.v1.checkout.sessions.expire(id_)))
        except GatewayRefused:
            return self.checkout(id_)  # it was paid in this very moment

    def refund(self, *, key: str, intent: str, amount: int) -> str:
        """Send money back to the card; the same key sends it once."""
        made = _asked(
            lambda: self.client.v1.refunds.create(
                {"payment_intent": intent, "amount": amount}, {"idempotency_key": key}
            )
        )
        if made.status in {"failed", "canceled"}:
            raise GatewayRefused(f"refund {made.id}: {made.status}")
        return made.id

    def message(self, body: bytes, signature: str) -> Message:
        """Verified by Stripe's own function, not older than five minutes, from our account and our kind of key."""
        # Whoever knows no secret may send any bytes; what cannot be read is as forged as what the function refuses.
        try:
            event = stripe.Webhook.construct_event(body, signature, self.secret, tolerance=TOLERANCE_SECONDS)
            return self._read(event)
        except (stripe.SignatureVerificationError, ValueError, KeyError, TypeError, AttributeError) as problem:
            raise ForgedMessage(type(problem).__name__) from problem

    def _read(self, event: stripe.Event) -> Message:
        if getattr(event, "account", None) or bool(getattr(event, "livemode", False)) != self.is_live:
            raise ForgedMessage("the message is for another account")
        id_, kind = _name(event.id), _name(event.type)
        about = event.data.object
        if kind in ABOUT_A_PAGE and isinstance(about, Session):
            return Message(id_, kind, checkout=_checkout(about))
        return Message(id_, kind, declined=_payment_of(about) if kind == DECLINED else "")

    def movements(self, *, since: datetime, until: datetime) -> Iterator[Movement]:
        """Charges and refunds among the account's balance transactions, every page of them."""
        page = _asked(
            lambda: self.client.v1.balance_transactions.list(
                {
                    "created": {"gte": int(since.timestamp()), "lt": int(until.timestamp())},
                    "currency": YEN,
                    "limit": 100,
                    "expand": ["data.source"],
                }
            )
        )
        for line in _asked(lambda: list(page.auto_paging_iter())):
            if line.type in {"charge", "payment", "refund", "payment_refund"}:
                yield Movement(
                    id=line.id,
                    intent=str(getattr(line.source, "payment_intent", "") or ""),
                    kind="refund" if line.type.endswith("refund") else "charge",
                    amount=line.amount,
                    fee=line.fee,
                    at=datetime.fromtimestamp(line.created, UTC),
                )


def _asked(ask: Callable[[], Answer]) -> Answer:
    """Their errors in our words: it may be asked again, or it will not be done."""
    try:
        return ask()
    except (stripe.APIConnectionError, stripe.RateLimitError) as problem:
        raise GatewayAway(type(problem).__name__) from problem
    except stripe.StripeError as problem:
        if (problem.http_status or 500) >= 500:
            raise GatewayAway(f"{type(problem).__name__} {problem.http_status}") from problem
        if problem.http_status == HTTPStatus.NOT_FOUND:
            raise UnknownThere(str(problem.code)) from problem
        raise GatewayRefused(f"{type(problem).__name__} {problem.code or problem.http_status}") from problem


def _checkout(session: Session) -> Checkout:
    """Their page in our words; ValueError where it is none."""
    intent = session.payment_intent
    return Checkout(
        id=_name(session.id),
        status=Status(session.status or "open"),
        is_paid=session.payment_status == "paid",
        amount=_amount(session.amount_total or 0),
        currency=session.currency or "",
        payment=session.client_reference_id or "",
        intent=_name(intent if isinstance(intent, str) else intent.id) if intent else "",
        url=session.url or "",
    )


def _name(id_: object) -> str:
    """One of their ids; what is none must not reach a table."""
    if not (isinstance(id_, str) and NAME.fullmatch(id_)):
        raise ValueError("no id of theirs")
    return id_


def _amount(found: object) -> int:
    if not (isinstance(found, int) and 0 <= found <= MOST_YEN):
        raise ValueError("no amount of yen")
    return found


def _payment_of(intent: object) -> str:
    """What we called the payment by, in the metadata Stripe gives back as it is."""
    return str(getattr(getattr(intent, "metadata", None), "payment", "") or "")
