"""What the card company of a demo knows: pages, charges and refunds, and which request it has answered already."""

import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field

from madoguchi.gateways.stripe_demo import objects
from madoguchi.gateways.stripe_demo.answers import Refused
from madoguchi.gateways.stripe_demo.fields import number, text
from madoguchi.gateways.stripe_demo.objects import Charge, Document, Page, Refund

LEAST_OPEN, MOST_OPEN = 30 * 60, 24 * 3600
LEAST_YEN, MOST_YEN = 50, 99_999_999


def _system_now() -> int:
    return int(time.time())


@dataclass
class Ledger:
    """Everything, in memory: a demo begins with an empty book."""

    now: Callable[[], int] = _system_now
    pages: dict[str, Page] = field(default_factory=dict)
    charges: list[Charge] = field(default_factory=list)
    refunds: list[Refund] = field(default_factory=list)
    answered: dict[str, tuple[str, Document]] = field(default_factory=dict)
    lock: threading.RLock = field(default_factory=threading.RLock)

    def open_page(self, form: Document) -> Page:
        """A page for one line in yen, by the rules the interface documents."""
        if text(form, "mode") != "payment":
            raise Refused("You must provide a mode.", param="mode")
        price = ("line_items", 0, "price_data")
        amount, quantity = number(form, *price, "unit_amount"), number(form, "line_items", 0, "quantity")
        currency = text(form, *price, "currency").lower()
        if amount is None or quantity is None or not currency:
            raise Refused("Missing required param: line_items.", code="parameter_missing", param="line_items")
        if currency == "jpy" and not LEAST_YEN <= amount * quantity <= MOST_YEN:
            raise Refused("Amount must convert to at least 50 cents.", code="amount_too_small")
        if not text(form, "success_url"):
            raise Refused("Missing required param: success_url.", code="parameter_missing", param="success_url")
        now = self.now()
        expires = number(form, "expires_at") or now + MOST_OPEN
        if not now + LEAST_OPEN <= expires + 60 or expires > now + MOST_OPEN + 60:
            raise Refused("The `expires_at` timestamp must be between 30 minutes and 24 hours.", param="expires_at")
        page = Page(
            amount=amount * quantity,
            currency=currency,
            title=text(form, *price, "product_data", "name"),
            reference=text(form, "client_reference_id"),
            metadata=_texts(form.get("metadata")),
            intent_metadata=_texts(_below(form, "payment_intent_data", "metadata")),
            success_url=text(form, "success_url"),
            cancel_url=text(form, "cancel_url"),
            expires_at=expires,
            created=now,
            locale=text(form, "locale") or "auto",
        )
        self.pages[page.id] = page
        return page

    def page(self, id_: str) -> Page:
        """The page, closed when its time is over."""
        page = self.pages.get(id_)
        if page is None:
            raise Refused(f"No such checkout.session: {id_}", status=404, code="resource_missing", param="session")
        if page.status == "open" and page.expires_at < self.now():
            page.status = "expired"
        return page

    def expire(self, id_: str) -> Page:
        """Close an open page."""
        page = self.page(id_)
        if page.status != "open":
            raise Refused("Only Checkout Sessions with a status in [open] can be expired.")
        page.status = "expired"
        return page

    def pay(self, id_: str) -> Page:
        """The payer has paid: once, however often the button is pressed."""
        with self.lock:
            page = self.page(id_)
            if page.status == "open":
                page.status, page.intent = "complete", objects.new_id("pi")
                self.charges.append(Charge(page.intent, page.amount, page.currency, self.now()))
            return page

    def refund(self, form: Document) -> Refund:
        """Send back what is left of a charge, or a part of it."""
        charge = next((one for one in self.charges if one.intent == text(form, "payment_intent")), None)
        if charge is None:
            raise Refused("No such payment_intent.", status=404, code="resource_missing", param="payment_intent")
        left = charge.amount - charge.refunded
        amount = number(form, "amount") or left
        if left == 0:
            raise Refused("Charge has already been refunded.", code="charge_already_refunded")
        if amount > left:
            raise Refused("Refund amount is greater than unrefunded amount on charge.", param="amount")
        charge.refunded += amount
        made = Refund(charge, amount, self.now())
        self.refunds.append(made)
        return made

    def lines(self, form: Document) -> Document:
        """The account's lines, the newest first, a page at a time."""
        since, until = number(form, "created", "gte") or 0, number(form, "created", "lt") or MOST_YEN**2
        limit = min(100, number(form, "limit") or 10)
        sources: list[Charge | Refund] = [*self.charges, *self.refunds]
        sources.sort(key=lambda one: (one.created, one.id), reverse=True)
        expanded = "data.source" in (form.get("expand") or [])  # type: ignore[operator]
        found = [
            objects.line(one, expanded=expanded)
            for one in sources
            if since <= one.created < until and text(form, "currency") in {"", _currency(one)}
        ]
        after = [line["id"] for line in found]
        start = after.index(text(form, "starting_after")) + 1 if text(form, "starting_after") in after else 0
        page = found[start : start + limit]
        return {
            "object": "list",
            "data": page,
            "has_more": start + limit < len(found),
            "url": "/v1/balance_transactions",
        }


def _currency(one: Charge | Refund) -> str:
    return one.currency if isinstance(one, Charge) else one.charge.currency


def _below(form: Document, *path: str) -> object:
    node: object = form
    for step in path:
        node = node.get(step) if isinstance(node, dict) else None
    return node


def _texts(node: object) -> dict[str, str]:
    return {str(key): str(value) for key, value in node.items()} if isinstance(node, dict) else {}
