"""The objects of the interface as documents: pages, payments, charges, refunds, lines of the account, messages."""

import secrets
from dataclasses import dataclass, field

Document = dict[str, object]


def new_id(kind: str) -> str:
    """`cs_test_…`, `pi_…`: made up, and never the same."""
    return f"{kind}_{secrets.token_hex(12)}"


@dataclass
class Page:
    """A Checkout page with what came of it."""

    amount: int
    currency: str
    title: str
    reference: str
    metadata: dict[str, str]
    intent_metadata: dict[str, str]
    success_url: str
    cancel_url: str
    expires_at: int
    created: int
    locale: str
    id: str = field(default_factory=lambda: new_id("cs_test"))
    intent: str = ""
    status: str = "open"

    def document(self, address: str) -> Document:
        """As Stripe gives it out: what this account does not use is null."""
        return {
            **dict.fromkeys(_UNUSED),
            "id": self.id,
            "object": "checkout.session",
            "amount_subtotal": self.amount,
            "amount_total": self.amount,
            "automatic_tax": {"enabled": False, "status": None},
            "cancel_url": self.cancel_url,
            "client_reference_id": self.reference or None,
            "created": self.created,
            "currency": self.currency,
            "custom_fields": [],
            "custom_text": {"shipping_address": None, "submit": None},
            "expires_at": self.expires_at,
            "livemode": False,
            "locale": self.locale,
            "metadata": self.metadata,
            "mode": "payment",
            "payment_intent": self.intent or None,
            "payment_method_collection": "always",
            "payment_method_options": {},
            "payment_method_types": ["card"],
            "payment_status": "paid" if self.status == "complete" else "unpaid",
            "phone_number_collection": {"enabled": False},
            "shipping_options": [],
            "status": self.status,
            "success_url": self.success_url,
            "total_details": {"amount_discount": 0, "amount_shipping": 0, "amount_tax": 0},
            "url": f"{address}/pay/{self.id}" if self.status == "open" else None,
        }


_UNUSED = (
    *("after_expiration", "allow_promotion_codes", "billing_address_collection", "consent", "consent_collection"),
    *("currency_conversion", "customer", "customer_creation", "customer_details", "customer_email", "invoice"),
    *("invoice_creation", "payment_link", "payment_method_configuration_details", "recovered_from", "setup_intent"),
    *("shipping_address_collection", "shipping_cost", "submit_type", "subscription"),
)


@dataclass
class Charge:
    """Money that came in by a page."""

    intent: str
    amount: int
    currency: str
    created: int
    id: str = field(default_factory=lambda: new_id("ch"))
    refunded: int = 0

    def document(self) -> Document:
        """As the source of a line of the account."""
        address = dict.fromkeys(("city", "country", "line1", "line2", "postal_code", "state"))
        return {
            "id": self.id,
            "object": "charge",
            "amount": self.amount,
            "amount_captured": self.amount,
            "amount_refunded": self.refunded,
            "billing_details": {"address": address, "email": None, "name": None, "phone": None},
            "captured": True,
            "created": self.created,
            "currency": self.currency,
            "disputed": False,
            "livemode": False,
            "metadata": {},
            "paid": True,
            "payment_intent": self.intent,
            "refunded": self.refunded == self.amount,
            "status": "succeeded",
        }


@dataclass
class Refund:
    """Money that went back."""

    charge: Charge
    amount: int
    created: int
    id: str = field(default_factory=lambda: new_id("re"))

    def document(self) -> Document:
        """As Stripe gives it out."""
        return {
            "id": self.id,
            "object": "refund",
            "amount": self.amount,
            "charge": self.charge.id,
            "created": self.created,
            "currency": self.charge.currency,
            "metadata": {},
            "payment_intent": self.charge.intent,
            "reason": None,
            "status": "succeeded",
        }


def line(source: Charge | Refund, *, expanded: bool) -> Document:
    """The line of the account that belongs to a charge or a refund. The fee is modelled: 3.6 % of what comes in."""
    is_charge = isinstance(source, Charge)
    amount = source.amount if is_charge else -source.amount
    fee = source.amount * 36 // 1000 if is_charge else 0
    kind = "charge" if is_charge else "refund"
    return {
        "id": f"txn_{source.id.partition('_')[2]}",
        "object": "balance_transaction",
        "amount": amount,
        "available_on": source.created,
        "created": source.created,
        "currency": source.currency if isinstance(source, Charge) else source.charge.currency,
        "description": None,
        "exchange_rate": None,
        "fee": fee,
        "fee_details": [],
        "net": amount - fee,
        "reporting_category": kind,
        "source": source.document() if expanded else source.id,
        "status": "available",
        "type": kind,
    }


def declined_intent(page: Page) -> Document:
    """The payment of a page whose card was refused."""
    return {
        "id": page.intent or new_id("pi"),
        "object": "payment_intent",
        "amount": page.amount,
        "capture_method": "automatic",
        "confirmation_method": "automatic",
        "created": page.created,
        "currency": page.currency,
        "livemode": False,
        "metadata": page.intent_metadata,
        "payment_method_types": ["card"],
        "status": "requires_payment_method",
    }


def event(kind: str, about: Document, created: int) -> Document:
    """A message about an object."""
    return {
        "id": new_id("evt"),
        "object": "event",
        "api_version": "2026-10-28.endive",
        "created": created,
        "data": {"object": about},
        "livemode": False,
        "pending_webhooks": 1,
        "request": {"id": None, "idempotency_key": None},
        "type": kind,
    }


def error(message: str, *, kind: str = "invalid_request_error", code: str = "", param: str = "") -> Document:
    """A refusal."""
    found: dict[str, object] = {"type": kind, "message": message}
    return {"error": found | ({"code": code} if code else {}) | ({"param": param} if param else {})}
