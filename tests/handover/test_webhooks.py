"""Short messages to programs: each entry of the journal once, signed, tried again, and never to an address that is closed."""

import base64
import hashlib
import hmac
import json
import socket
import threading
import time
from collections.abc import Iterator
from datetime import timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from madoguchi.accounts import api_clients
from madoguchi.accounts.api_scopes import Scope
from madoguchi.accounts.states import Role
from madoguchi.cases.states import State
from madoguchi.gateways import outbox
from madoguchi.handover import commands as handover
from madoguchi.handover import endpoints
from madoguchi.handover.commands import webhooks
from madoguchi.handover.models import Delivery, Webhook
from madoguchi.handover.webhooks import WebhookEvent
from madoguchi.kernel.actors import SYSTEM
from madoguchi.kernel.clock import now
from madoguchi.kernel.refusals import Refusal
from tests.cases.definition import OTHER_SECTION, SECTION
from tests.cases.desk import desk_of, text_of
from tests.cases.factories import a_case, an_officer, received
from tests.handover.systems import planted

PAGE = "/desk/handovers/webhooks/"


class Receiver(ThreadingHTTPServer):
    """A real server of the other side: answers as it is told, and keeps what it got."""

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Answering)
        self.got: list[tuple[dict[str, str], bytes]] = []
        self.status, self.hangs, self.drips = 204, threading.Event(), False

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server_port}/hook"


class Answering(BaseHTTPRequestHandler):
    server: Receiver

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"]))
        self.server.got.append(({name.lower(): value for name, value in self.headers.items()}, body))
        if self.server.status == 0:
            self.server.hangs.wait(10)
            return
        if self.server.drips:
            for byte in b"HTTP/1.1 200 OK\r\nX-Long: " + b"x" * 200:
                try:
                    self.wfile.write(bytes([byte]))
                    self.wfile.flush()
                except OSError:
                    return
                time.sleep(0.05)
            return
        self.send_response(self.server.status)
        if self.server.status == 302:
            self.send_header("Location", f"{self.server.url}/elsewhere")
        self.end_headers()

    def log_message(self, format: str, *given: object) -> None:  # noqa: A002 -- the name it has there
        """Tests are quiet."""


@pytest.fixture
def receiver(settings) -> Iterator[Receiver]:
    settings.DEMO = True
    server = Receiver()
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield server
    server.hangs.set()
    server.shutdown()
    server.server_close()
    thread.join()


def a_client(section: str = SECTION, scopes=(Scope.READ_CASES,), name: str = "児童手当の連携"):
    return api_clients.register(name=name, section=section, scopes=scopes, by=SYSTEM, at=now()).client


def a_webhook(receiver: Receiver, *, events=tuple(WebhookEvent), **client):
    issued = handover.set_webhook(client=a_client(**client), url=receiver.url, events=events, by=SYSTEM, at=now())
    assert issued
    return issued


def works(later: timedelta = timedelta(0)) -> None:
    """The worker comes round: it follows the journal and delivers."""
    webhooks.wake()
    outbox.deliver_due(at=now() + later, limit=50)


def is_signed_by(secret: str, headers: dict[str, str], body: bytes) -> bool:
    """As a receiver checks it, written from the specification."""
    key = base64.b64decode(secret.removeprefix("whsec_"))
    signed = f"{headers['webhook-id']}.{headers['webhook-timestamp']}.".encode() + body
    expected = "v1," + base64.b64encode(hmac.new(key, signed, hashlib.sha256).digest()).decode()
    return expected in headers["webhook-signature"].split(" ")


@pytest.mark.django_db(transaction=True)
class TestDelivering:
    def test_what_happens_to_a_case_is_told_once_and_without_its_answers(self, receiver):
        issued = a_webhook(receiver)
        case = a_case(at=State.APPROVED)
        works()
        works()
        told = [json.loads(body) for _, body in receiver.got]
        assert [one["type"] for one in told] == ["case.received", "case.decided", "notice.issued"]
        assert told[1]["data"] | {"link": ""} == {
            "number": case.number,
            "procedure": "safety-kit",
            "version": case.version,
            "state": "approved",
            "link": "",
        }
        assert "髙橋" not in "".join(body.decode() for _, body in receiver.got)
        assert all(is_signed_by(issued.secret, *one) for one in receiver.got)

    def test_only_what_was_asked_for_and_only_of_its_own_section(self, receiver):
        a_webhook(receiver, events=[WebhookEvent.WITHDRAWN])
        a_webhook(receiver, section=OTHER_SECTION, name="よその連携")
        a_case(at=State.WITHDRAWN)
        works()
        assert [json.loads(body)["type"] for _, body in receiver.got] == ["case.withdrawn"]

    def test_what_was_before_the_endpoint_is_not_told(self, receiver):
        received()
        a_webhook(receiver)
        works()
        assert receiver.got == []

    def test_a_failing_receiver_is_tried_again_with_the_same_id(self, receiver):
        a_webhook(receiver)
        received()
        receiver.status = 500
        works()
        [failed] = Delivery.objects.all()
        assert (failed.status, failed.delivered_at, failed.tries) == (500, None, 1)
        receiver.status = 200
        works(timedelta(seconds=30))
        failed.refresh_from_db()
        assert (failed.status, failed.tries) == (200, 2)
        assert len({headers["webhook-id"] for headers, _ in receiver.got}) == 1

    def test_a_redirect_is_not_followed(self, receiver):
        a_webhook(receiver)
        received()
        receiver.status = 302
        works()
        assert (len(receiver.got), Delivery.objects.get().status) == (1, 302)

    def test_a_receiver_that_hangs_is_left(self, receiver, monkeypatch):
        monkeypatch.setattr(endpoints, "SECONDS_FOR_EACH_STEP", 0.2)
        a_webhook(receiver)
        received()
        receiver.status = 0
        works()
        assert "応答がありません" in Delivery.objects.get().error

    def test_a_receiver_that_answers_drop_by_drop_is_left_too(self, receiver, monkeypatch):
        monkeypatch.setattr(endpoints, "SECONDS_IN_ALL", 0.5)
        a_webhook(receiver)
        received()
        receiver.drips = True
        works()
        assert "応答がありません" in Delivery.objects.get().error

    def test_a_receiver_that_is_gone_is_told_no_more(self, receiver):
        a_webhook(receiver)
        received()
        receiver.status = 410
        works()
        assert not Webhook.objects.get().is_active

    def test_after_a_change_both_secrets_sign_for_a_day(self, receiver, clock):
        first = a_webhook(receiver)
        second = handover.change_secret(webhook=first.webhook, by=SYSTEM, at=now())
        handover.ping(webhook=first.webhook, by=SYSTEM, at=now())
        works()
        assert is_signed_by(first.secret, *receiver.got[0])
        assert is_signed_by(second.secret, *receiver.got[0])
        clock.passes(days=1, minutes=1)
        handover.ping(webhook=first.webhook, by=SYSTEM, at=now())
        works()
        assert not is_signed_by(first.secret, *receiver.got[1])
        assert is_signed_by(second.secret, *receiver.got[1])

    def test_sending_again_keeps_the_id(self, receiver):
        a_webhook(receiver)
        received()
        works()
        handover.send_again(delivery=Delivery.objects.get(), by=SYSTEM, at=now())
        works()
        assert [headers["webhook-id"] for headers, _ in receiver.got] == [str(Delivery.objects.get().pk)] * 2

    def test_a_probe_is_told_to_nobody(self, receiver):
        a_webhook(receiver)
        planted()
        works()
        assert receiver.got == []

    def test_a_secret_is_not_kept_as_it_is(self, receiver):
        issued = a_webhook(receiver)
        assert issued.secret not in Webhook.objects.get().secret


CLOSED = [
    "",
    "http://example.jp/hook",
    "ftp://example.jp/",
    "https://",
    "https://user:pass@example.jp/",
    "https://example.jp/#x",
    "https://127.0.0.1/",
    "https://10.1.2.3/",
    "https://192.168.0.1/",
    "https://169.254.169.254/latest",
    "https://[::1]/",
    "https://[::ffff:10.0.0.1]/",
    "https://0.0.0.0/",
    "https://224.0.0.1/",
    "https://例え.jp/",
    "https://[bad/",
    "https://example.jp:99999/",
    "https://example.jp/a b",
    "https://example.jp/\r\nX: y",
    "https://example.jp/" + "a" * 600,
]


@pytest.mark.parametrize("url", CLOSED)
def test_an_address_that_is_not_allowed_is_refused(settings, url):
    settings.DEMO, settings.WEBHOOK_HOSTS = False, []
    assert endpoints.refusal_of(url) is not None


@pytest.mark.parametrize("url", ["https://203.0.114.5/hook", "https://hooks.example.jp/a?b=1", "https://10.1.2.3/"])
def test_public_addresses_and_those_the_operator_named_are_allowed(settings, url):
    settings.DEMO, settings.WEBHOOK_HOSTS = False, ["10.1.2.3"]
    assert endpoints.refusal_of(url) is None


def test_a_name_that_leads_into_the_closed_network_is_refused_when_it_is_called(settings, monkeypatch):
    settings.DEMO, settings.WEBHOOK_HOSTS = False, []
    found = [(2, 1, 6, "", ("203.0.114.5", 443)), (2, 1, 6, "", ("10.0.0.1", 443))]
    monkeypatch.setattr(socket, "getaddrinfo", lambda *given, **named: found)
    with pytest.raises(endpoints.Undelivered, match="送れません"):
        endpoints.post("https://rebinding.example.jp/", b"{}", {})


@pytest.mark.django_db
class TestTheDesk:
    def test_the_secret_is_shown_once(self, receiver):
        client = a_client()
        desk = desk_of(an_officer(Role.ADMINISTRATOR))
        answer = desk.post(PAGE, {"client": str(client.pk), "url": receiver.url, "events": ["case.decided"]})
        assert "whsec_" in text_of(answer)
        assert "whsec_" not in text_of(desk.get(PAGE))

    @pytest.mark.parametrize(
        "typed",
        [
            {},
            {"client": "nobody"},
            {"url": "https://10.0.0.1/"},
            {"events": []},
            {"events": ["case.decided", "case.unknown"], "url": "x"},
        ],
    )
    def test_what_is_typed_wrong_is_said_and_kept(self, typed):
        whole = {"client": str(a_client().pk), "url": "https://hooks.example.jp/", "events": ["case.decided"]}
        answer = desk_of(an_officer(Role.ADMINISTRATOR)).post(PAGE, {**whole, **typed} if typed else {})
        assert answer.status_code == 422
        assert Webhook.objects.count() == 0

    @pytest.mark.parametrize("role", [role for role in Role if role is not Role.ADMINISTRATOR])
    def test_nobody_but_administrators_may_enter_or_act(self, role, receiver):
        issued = a_webhook(receiver)
        desk = desk_of(an_officer(role))
        where = f"{PAGE}{issued.webhook.client_id}/"
        made = handover.ping(webhook=issued.webhook, by=SYSTEM, at=now())
        assert desk.get(PAGE).status_code == 403
        for path in (f"{where}secret/", f"{where}stop/", f"{where}ping/", f"{PAGE}deliveries/{made.pk}/again/"):
            assert desk.post(path).status_code == 403

    def test_a_program_that_may_read_no_cases_is_told_of_none(self):
        client = a_client(scopes=(Scope.SUBMIT,))
        with pytest.raises(Refusal):
            handover.set_webhook(
                client=client, url="https://hooks.example.jp/", events=list(WebhookEvent), by=SYSTEM, at=now()
            )

    def test_messages_and_their_acts_are_on_the_page(self, receiver, django_assert_max_num_queries):
        issued = a_webhook(receiver)
        for _ in range(4):
            handover.ping(webhook=issued.webhook, by=SYSTEM, at=now())
        desk = desk_of(an_officer(Role.ADMINISTRATOR))
        with django_assert_max_num_queries(12):
            page = text_of(desk.get(PAGE))
        assert page.count("もう一度送る") == 4
        where = f"{PAGE}{issued.webhook.client_id}/"
        assert "whsec_" in text_of(desk.post(f"{where}secret/"))
        assert desk.post(f"{where}ping/").status_code == 302
        assert desk.post(f"{where}stop/").status_code == 302
        assert not Webhook.objects.get().is_active
        assert desk.post(f"{PAGE}{a_client(name='別の連携').pk}/ping/").status_code == 404
