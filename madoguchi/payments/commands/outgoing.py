"""What the worker asks of the card company: closing a page nobody shall pay at any more, sending money back."""

from collections.abc import Mapping

from madoguchi.gateways import stripe_cards
from madoguchi.gateways.card_payments import CardGateway, GatewayAway
from madoguchi.kernel import clock
from madoguchi.kernel.actors import SYSTEM
from madoguchi.payments.commands.holding import CLOSE, REFUND
from madoguchi.payments.commands.settling import settle

__all__ = ["CLOSE", "REFUND", "close_page_due", "refund_due"]


def close_page_due(payload: Mapping[str, object]) -> None:
    """Close a page; where it was paid in the meantime that is settled, and the money goes back."""
    settle(_gateway().close_checkout(str(payload["checkout"])), by=SYSTEM, at=clock.now())


def refund_due(payload: Mapping[str, object]) -> None:
    """Send money back. Again under the same key it is sent once."""
    _gateway().refund(key=str(payload["key"]), intent=str(payload["intent"]), amount=int(str(payload["yen"])))


def _gateway() -> CardGateway:
    found = stripe_cards.configured()
    if found is None:
        raise GatewayAway("no key is set")
    return found
