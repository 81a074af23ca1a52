"""What the program answers with, and how it says no."""

import json
from dataclasses import dataclass
from http import HTTPStatus

from madoguchi.gateways.stripe_demo import objects


class Refused(Exception):
    """The interface says no, with its own kind, code and parameter."""

    def __init__(
        self, message: str, *, status: int = 400, code: str = "", param: str = "", kind: str = "invalid_request_error"
    ) -> None:
        super().__init__(message)
        self.status = HTTPStatus(status)
        self.document = objects.error(message, kind=kind, code=code, param=param)


@dataclass(frozen=True)
class Answer:
    """A status, a body, and more headers."""

    status: HTTPStatus
    body: bytes = b""
    headers: tuple[tuple[str, str], ...] = ()


def document(found: objects.Document, status: HTTPStatus = HTTPStatus.OK) -> Answer:
    """An object as JSON."""
    body = json.dumps(found, ensure_ascii=False).encode()
    return Answer(status, body, (("Content-Type", "application/json"), ("Request-Id", objects.new_id("req"))))


def page(html: str, status: HTTPStatus = HTTPStatus.OK) -> Answer:
    """A page for the payer."""
    return Answer(status, html.encode(), (("Content-Type", "text/html; charset=utf-8"), ("X-Frame-Options", "DENY")))


def sent_to(address: str) -> Answer:
    """On to another address."""
    return Answer(HTTPStatus.SEE_OTHER, b"", (("Location", address),))
