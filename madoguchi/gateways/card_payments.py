"""What any gateway for card payments can do for us, in our own words; no card number ever comes here."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Protocol

YEN = "jpy"


class GatewayAway(Exception):
    """The gateway did not answer, or not in time: nothing is known of what was asked; ask again under the same key."""


class GatewayRefused(Exception):
    """The gateway answered that it will not do it."""


class UnknownThere(GatewayRefused):
    """The gateway knows no such page or payment."""


class ForgedMessage(Exception):
    """A message that does not bear the gateway's signature, is too old, or is not for us."""


class Status(StrEnum):
    """Where a page of the gateway stands."""

    OPEN = "open"
    COMPLETE = "complete"
    EXPIRED = "expired"


@dataclass(frozen=True)
class Order:
    """What is asked of the gateway. The same `key` is the same page, however often it is asked for."""

    key: str
    payment: str
    amount: int
    title: str
    language: str
    success_url: str
    cancel_url: str
    expires_at: datetime


@dataclass(frozen=True)
class Checkout:
    """A page on the gateway's site, as the gateway tells it. `payment` is what we called it by."""

    id: str
    status: Status
    is_paid: bool
    amount: int
    currency: str
    payment: str
    intent: str
    url: str = ""


@dataclass(frozen=True)
class Message:
    """A message the gateway sent of itself, its signature verified. `declined` names the payment a card failed for."""

    id: str
    kind: str
    checkout: Checkout | None = None
    declined: str = ""


@dataclass(frozen=True)
class Movement:
    """A line of the gateway's account: money in (`charge`) or out (`refund`), by the payment it belongs to."""

    id: str
    intent: str
    kind: str
    amount: int
    fee: int
    at: datetime


class CardGateway(Protocol):
    """A gateway with a payment page of its own."""

    def open_checkout(self, order: Order) -> Checkout:
        """Have a page ready for the payer."""

    def checkout(self, id_: str) -> Checkout:
        """The page as it stands now."""

    def close_checkout(self, id_: str) -> Checkout:
        """Let nobody pay there any more; a page that is complete stays so."""

    def refund(self, *, key: str, intent: str, amount: int) -> str:
        """Send money back; the refund's id."""

    def message(self, body: bytes, signature: str) -> Message:
        """Read a message, or ForgedMessage."""

    def movements(self, *, since: datetime, until: datetime) -> Iterator[Movement]:
        """What moved on our account in [since, until)."""
