"""A walk over every endpoint of the card company of a demo by the official client, for those who compare it."""

from datetime import timedelta
from threading import Thread

import requests

from madoguchi.gateways.card_payments import GatewayRefused, Order
from madoguchi.gateways.eid.serving import listening, serve
from madoguchi.gateways.stripe_cards import StripeCards
from madoguchi.gateways.stripe_demo.messages import Sender
from madoguchi.gateways.stripe_demo.program import CardCompany
from madoguchi.kernel import clock

KEY = "sk_test_exercise"


def exercised() -> CardCompany:
    """The program after pages were opened, paid, refused and closed, money sent back and the account read."""
    server = listening()
    company = CardCompany(f"http://127.0.0.1:{server.server_port}", KEY, Sender("", "whsec_exercise"))
    thread = Thread(target=serve, args=(server, company), daemon=True)
    thread.start()
    try:
        _walk(company, StripeCards(KEY, "whsec_exercise", company.address))
    finally:
        server.shutdown()
        thread.join(5)
        server.server_close()
    return company


def _walk(company: CardCompany, client: StripeCards) -> None:
    paid, closed = client.open_checkout(_order(1)), client.open_checkout(_order(2))
    for act in ("decline", "pay"):
        requests.post(f"{company.address}/pay/{paid.id}", data={"act": act}, timeout=5, allow_redirects=False)
    intent = client.checkout(paid.id).intent
    client.close_checkout(closed.id)
    client.refund(key="refund-1", intent=intent, amount=100)
    now = clock.now()
    list(client.movements(since=now - timedelta(days=1), until=now + timedelta(days=1)))
    for refused in (lambda: client.checkout("cs_test_none"), lambda: client.refund(key="r", intent="pi_x", amount=1)):
        try:
            refused()
        except GatewayRefused:
            continue


def _order(number: int) -> Order:
    return Order(
        key=f"exercise-{number}",
        payment=f"payment-{number}",
        amount=300 * number,
        title="住民票の写しの請求",
        language="ja",
        success_url="http://127.0.0.1/back/?checkout={CHECKOUT_SESSION_ID}",
        cancel_url="http://127.0.0.1/back/",
        expires_at=clock.now() + timedelta(hours=2),
    )
