"""The card company of a demo as a WSGI program: the five endpoints our client calls, and the payer's page."""

import hashlib
import json
import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from http import HTTPStatus
from wsgiref.types import StartResponse, WSGIEnvironment

from madoguchi.gateways.stripe_demo import objects, screens
from madoguchi.gateways.stripe_demo.answers import Answer, Refused, document, page, sent_to
from madoguchi.gateways.stripe_demo.fields import text, tree
from madoguchi.gateways.stripe_demo.ledger import Ledger
from madoguchi.gateways.stripe_demo.messages import Sender

LONGEST_FORM = 50_000
CHECKOUT = re.compile(r"/v1/checkout/sessions/(cs_[A-Za-z0-9_]+)(/expire)?")
PAYING = re.compile(r"/pay/(cs_[A-Za-z0-9_]+)")


@dataclass(frozen=True)
class Request:
    """What was asked, its form read."""

    method: str
    path: str
    form: objects.Document
    raw: str
    key: str
    idempotency: str


@dataclass
class CardCompany:
    """One account with one key. `asked` keeps requests and answers, to be compared with the published document."""

    address: str
    key: str
    sender: Sender
    ledger: Ledger = field(default_factory=Ledger)
    asked: list[tuple[Request, Answer]] = field(default_factory=list)

    def __call__(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        request = _request(environ)
        try:
            answer = self._answer(request)
        except Refused as no:
            answer = document(no.document, no.status)
        if request.path.startswith("/v1/"):
            self.asked.append((request, answer))
        headers = [*answer.headers, ("Cache-Control", "no-store"), ("Content-Length", str(len(answer.body)))]
        start_response(f"{answer.status.value} {answer.status.phrase}", headers)
        return [answer.body]

    def _answer(self, request: Request) -> Answer:
        if found := PAYING.fullmatch(request.path):
            return self._payer(request, found[1])
        if request.key != self.key:
            raise Refused("Invalid API Key provided.", status=401)
        act = self._act(request)
        with self.ledger.lock:
            return document(act() if request.method == "GET" else self._once(request, act))

    def _act(self, request: Request) -> Callable[[], objects.Document]:
        found = CHECKOUT.fullmatch(request.path)
        match request.method, request.path:
            case "POST", "/v1/checkout/sessions":
                return lambda: self._shown(self.ledger.open_page(request.form))
            case "POST", "/v1/refunds":
                return lambda: self.ledger.refund(request.form).document()
            case "GET", "/v1/balance_transactions":
                return lambda: self.ledger.lines(request.form)
            case "GET", _ if found and not found[2]:
                return lambda: self._shown(self.ledger.page(found[1]))
            case "POST", _ if found and found[2]:
                return lambda: self._expired(found[1])
            case _:
                raise Refused(f"Unrecognized request URL ({request.method}: {request.path}).", status=404)

    def _once(self, request: Request, act: Callable[[], objects.Document]) -> objects.Document:
        """The same Idempotency-Key gives the same answer; with other parameters it is refused."""
        if not request.idempotency:
            return act()
        asked = hashlib.sha256(f"{request.path}\0{request.raw}".encode()).hexdigest()
        before = self.ledger.answered.get(request.idempotency)
        if before and before[0] != asked:
            raise Refused(
                "Keys for idempotent requests can only be used with the same parameters.", kind="idempotency_error"
            )
        if before is None:
            before = self.ledger.answered[request.idempotency] = (asked, act())
        return before[1]

    def _shown(self, one: objects.Page) -> objects.Document:
        return one.document(self.address)

    def _expired(self, id_: str) -> objects.Document:
        shown = self._shown(self.ledger.expire(id_))
        self._tell("checkout.session.expired", shown)
        return shown

    def _tell(self, kind: str, about: objects.Document) -> None:
        self.sender.send(objects.event(kind, about, self.ledger.now()))

    def _payer(self, request: Request, id_: str) -> Answer:
        found = self.ledger.page(id_)
        if found.status != "open":
            return sent_to(_back(found)) if found.status == "complete" else page(screens.over(), HTTPStatus.GONE)
        match text(request.form, "act") if request.method == "POST" else "":
            case "pay":
                self.ledger.pay(id_)
                self._tell("checkout.session.completed", self._shown(found))
                return sent_to(_back(found))
            case "stop":
                return sent_to(found.cancel_url)
            case "decline":
                self._tell("payment_intent.payment_failed", objects.declined_intent(found))
                return page(screens.paying(found, declined=True))
            case _:
                return page(screens.paying(found, declined=False))


def _back(found: objects.Page) -> str:
    return found.success_url.replace("{CHECKOUT_SESSION_ID}", found.id)


def _request(environ: WSGIEnvironment) -> Request:
    raw = environ.get("QUERY_STRING", "")
    if environ["REQUEST_METHOD"] == "POST":
        length = environ.get("CONTENT_LENGTH") or "0"
        wanted = min(int(length) if length.isdigit() else 0, LONGEST_FORM)
        raw = environ["wsgi.input"].read(wanted).decode("utf-8", "replace")
    try:
        form: objects.Document = dict(tree(raw))
    except ValueError:
        form = {}
    return Request(
        method=environ["REQUEST_METHOD"],
        path=environ.get("PATH_INFO", ""),
        form=form,
        raw=raw,
        key=environ.get("HTTP_AUTHORIZATION", "").removeprefix("Bearer ").strip(),
        idempotency=environ.get("HTTP_IDEMPOTENCY_KEY", ""),
    )


def body_of(answer: Answer) -> object:
    """The document of an answer."""
    return json.loads(answer.body) if answer.body else None
