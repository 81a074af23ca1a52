"""The card company of a demo: the official client runs against it unchanged, and it keeps to the written contract."""

import json
import re
import time
from collections.abc import Iterator
from datetime import timedelta
from io import StringIO
from pathlib import Path

import pytest
import requests
import stripe
from django.core.management import CommandError, call_command
from stripe import BalanceTransaction, Charge, Event, PaymentIntent, Refund, WebhookSignature
from stripe.checkout import Session

from madoguchi.gateways import checks, stripe_cards
from madoguchi.gateways.card_payments import ForgedMessage, GatewayAway, GatewayRefused, Status
from madoguchi.gateways.stripe_demo import fields
from madoguchi.gateways.stripe_demo.exercise import exercised
from madoguchi.gateways.stripe_demo.program import CardCompany, body_of
from madoguchi.kernel import clock
from tests.card_company import an_order

CONTRACT = json.loads((Path(stripe_cards.__file__).parent / "stripe_demo" / "contract.json").read_text("utf-8"))
KNOWN_TO_THE_CLIENT = {
    "checkout.session": Session,
    "refund": Refund,
    "balance_transaction": BalanceTransaction,
    "charge": Charge,
    "payment_intent": PaymentIntent,
    "event": Event,
}


@pytest.fixture(scope="module")
def walked() -> CardCompany:
    return exercised()


def objects(node: object) -> Iterator[dict[str, object]]:
    """Every object of the interface in a document, however deep."""
    if isinstance(node, dict):
        if isinstance(node.get("object"), str) and node["object"] in CONTRACT["objects"]:
            yield node
        for inner in node.values():
            yield from objects(inner)
    elif isinstance(node, list):
        for inner in node:
            yield from objects(inner)


def given_out(company: CardCompany) -> list[dict[str, object]]:
    answers = [one for _, answer in company.asked for one in objects(body_of(answer))]
    return answers + [one for message in company.sender.sent for one in objects(message)]


def names(node: object, prefix: str = "") -> Iterator[str]:
    if isinstance(node, dict):
        for key, value in node.items():
            yield from names(value, f"{prefix}.{key}" if prefix else key)
    elif isinstance(node, list):
        for value in node:
            yield from names(value, f"{prefix}[]")
    else:
        yield re.sub(r"metadata\..*", "metadata", prefix)


def test_every_request_of_the_client_is_in_the_contract(walked):
    for request, _ in walked.asked:
        path = re.sub(r"cs_test_\w+", "{session}", request.path)
        assert set(names(request.form)) <= set(CONTRACT["endpoints"][f"{request.method} {path}"])


def test_every_endpoint_of_the_contract_is_walked(walked):
    asked = {
        f"{request.method} {re.sub(r'cs_test_[a-z0-9]+', '{session}', request.path)}" for request, _ in walked.asked
    }
    assert asked == set(CONTRACT["endpoints"])


def test_every_object_has_what_it_must_and_nothing_more(walked):
    for one in given_out(walked):
        rule = CONTRACT["objects"][one["object"]]
        assert set(rule["required"]) <= set(one) <= set(rule["fields"])


def test_every_field_given_out_is_one_the_official_client_knows(walked):
    for one in given_out(walked):
        assert set(one) - set(KNOWN_TO_THE_CLIENT[str(one["object"])].__annotations__) == set(), one["object"]


def test_every_message_is_of_a_known_kind(walked):
    assert {message["type"] for message in walked.sender.sent} == set(CONTRACT["messages"])


def test_the_check_against_a_published_document_names_what_differs(tmp_path):
    empty = tmp_path / "spec.json"
    schemas = {name: {"type": "string"} for name in ("event", "checkout.session", "payment_intent")}
    document = {"info": {"version": "0"}, "paths": {}, "components": {"schemas": schemas}}
    empty.write_text(json.dumps(document))
    with pytest.raises(CommandError, match="differences"):
        call_command("check_stripe_fake", openapi=empty, stdout=StringIO())


def test_our_version_is_the_clients(company):
    assert stripe.api_version == stripe_cards.VERSION


def test_a_page_is_opened_paid_and_read(company):
    client = company.client()
    page = client.open_checkout(an_order())
    assert (page.status, page.is_paid, page.amount, page.currency) == (Status.OPEN, False, 710, "jpy")
    assert company.presses(page.url, "pay") == f"http://testserver/back/?checkout={page.id}"
    paid = client.checkout(page.id)
    assert (paid.status, paid.is_paid, paid.payment) == (Status.COMPLETE, True, "p-1")
    assert client.close_checkout(page.id).status is Status.COMPLETE


def test_the_same_key_is_the_same_page_and_never_another_order(company):
    client, order = company.client(), an_order()
    assert client.open_checkout(order).id == client.open_checkout(order).id
    with pytest.raises(GatewayRefused):
        client.open_checkout(an_order(amount=9_999))


def test_a_demo_page_says_so_and_may_be_left(company):
    page = company.client().open_checkout(an_order())
    shown = requests.get(page.url, timeout=5).text
    assert "デモ" in shown
    assert "710円" in shown
    assert company.presses(page.url, "stop") == "http://testserver/stopped/"
    requests.post(page.url, data={"act": "decline"}, timeout=5)
    assert company.messages[-1]["type"] == "payment_intent.payment_failed"
    company.client().close_checkout(page.id)
    assert requests.get(page.url, timeout=5).status_code == 410


def test_money_goes_back_once_and_never_more_than_came(company):
    client = company.client()
    page = client.open_checkout(an_order())
    company.presses(page.url, "pay")
    intent = client.checkout(page.id).intent
    assert client.refund(key="r1", intent=intent, amount=700) == client.refund(key="r1", intent=intent, amount=700)
    with pytest.raises(GatewayRefused):
        client.refund(key="r2", intent=intent, amount=11)
    with pytest.raises(GatewayRefused):
        client.refund(key="r3", intent="pi_none", amount=1)


def test_the_account_is_read_page_after_page(company):
    client = company.client()
    for number in range(103):
        page = client.open_checkout(an_order(f"o{number}", 100 + number))
        company.program.ledger.pay(page.id)
    now = clock.now()
    moved = list(client.movements(since=now - timedelta(hours=1), until=now + timedelta(hours=1)))
    assert sorted(one.amount for one in moved) == [100 + number for number in range(103)]
    assert all(one.intent.startswith("pi_") for one in moved)
    assert list(client.movements(since=now + timedelta(hours=1), until=now + timedelta(hours=2))) == []


def test_another_key_and_an_unknown_page_are_refused(company):
    with pytest.raises(GatewayRefused):
        company.client("sk_test_wrong").checkout("cs_test_x")
    with pytest.raises(GatewayRefused):
        company.client().checkout("cs_test_x")


def test_nobody_there_is_away_and_not_refused():
    client = stripe_cards.StripeCards("sk_test", "whsec", "http://127.0.0.1:9")
    client.client._requestor._options.max_network_retries = 0
    with pytest.raises(GatewayAway):
        client.checkout("cs_test_x")


@pytest.mark.parametrize("seconds", [301, 86_400])
def test_an_old_message_is_refused(company, seconds):
    page = company.client().open_checkout(an_order())
    company.presses(page.url, "pay")
    body, signature = company.signed(company.messages[0], at=int(time.time()) - seconds)
    with pytest.raises(ForgedMessage):
        company.client().message(body, signature)


@pytest.mark.parametrize(
    "body", [b"[]", b"1", b'"x"', b"{}", b'{"object":"event"}', b'{"object":"event","type":1}', b"null"]
)
def test_a_signed_message_that_is_none_is_refused(company, body):
    signature = WebhookSignature.generate_signature_header(body.decode(), company.program.sender.secret)
    with pytest.raises(ForgedMessage):
        company.client().message(body, signature)


def test_a_form_is_read_as_the_client_writes_it():
    found = fields.tree("a[b][0][c]=1&a[b][1][c]=2&d=&e[]=x&e[]=y")
    assert found == {"a": {"b": [{"c": "1"}, {"c": "2"}]}, "d": "", "e": ["x", "y"]}
    assert fields.number(found, "a", "b", 1, "c") == 2
    assert fields.text(found, "a", "b", 9) == ""


def test_settings_for_cards_are_checked(settings):
    settings.STRIPE_SECRET_KEY, settings.STRIPE_WEBHOOK_SECRET, settings.STRIPE_API_BASE = "sk_live_1", "", ""
    assert [found.id for found in checks.card_settings(None)] == ["gateways.E006"]
    settings.STRIPE_WEBHOOK_SECRET, settings.STRIPE_API_BASE = "whsec_1", "http://example.jp"
    assert [found.id for found in checks.card_settings(None)] == ["gateways.E007"]
    settings.STRIPE_SECRET_KEY = ""
    assert checks.card_settings(None) == []
