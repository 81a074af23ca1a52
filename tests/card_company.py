"""The card company of a demo on a free port, and the hand that presses its buttons; the official client runs unchanged."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta
from threading import Thread

import pytest
import requests

from madoguchi.gateways.card_payments import Order
from madoguchi.gateways.eid.serving import listening, serve
from madoguchi.gateways.stripe_cards import StripeCards
from madoguchi.gateways.stripe_demo.ledger import Ledger
from madoguchi.gateways.stripe_demo.messages import Sender
from madoguchi.gateways.stripe_demo.objects import Document
from madoguchi.gateways.stripe_demo.program import CardCompany
from madoguchi.kernel import clock

KEY, SECRET = "sk_test_between_two_tests", "whsec_between_two_tests"


@dataclass
class Company:
    """The program, answering over HTTP."""

    program: CardCompany

    @property
    def address(self) -> str:
        return self.program.address

    @property
    def messages(self) -> list[Document]:
        return self.program.sender.sent

    def presses(self, url: str, act: str) -> str:
        """What a payer's browser does there; where it is sent to."""
        assert requests.get(url, timeout=5).status_code == 200
        answer = requests.post(url, data={"act": act}, timeout=5, allow_redirects=False)
        return answer.headers.get("Location", "")

    def client(self, key: str = KEY) -> StripeCards:
        return StripeCards(key, SECRET, self.address)

    def signed(self, message: Document, *, at: int | None = None) -> tuple[bytes, str]:
        return self.program.sender.signed(message, at=at)


@contextmanager
def company_serving(webhook: str = "") -> Iterator[Company]:
    server = listening()
    program = CardCompany(
        f"http://127.0.0.1:{server.server_port}",
        KEY,
        Sender(webhook, SECRET),
        Ledger(now=lambda: int(clock.now().timestamp())),
    )
    thread = Thread(target=serve, args=(server, program), daemon=True)
    thread.start()
    try:
        yield Company(program)
    finally:
        server.shutdown()
        thread.join(5)
        server.server_close()


@pytest.fixture
def company(settings) -> Iterator[Company]:
    """Our installation takes cards there."""
    with company_serving() as serving:
        settings.STRIPE_SECRET_KEY, settings.STRIPE_WEBHOOK_SECRET = KEY, SECRET
        settings.STRIPE_API_BASE = serving.address
        yield serving


def an_order(key: str = "order-1", amount: int = 710, payment: str = "p-1") -> Order:
    return Order(
        key=key,
        payment=payment,
        amount=amount,
        title="住民票の写しの請求",
        language="ja",
        success_url="http://testserver/back/?checkout={CHECKOUT_SESSION_ID}",
        cancel_url="http://testserver/stopped/",
        expires_at=clock.now() + timedelta(hours=2),
    )
