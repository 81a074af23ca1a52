"""LINE's API server of a demo as a WSGI program: reply and push, with the refusals LINE publishes."""

import json
import secrets
import time
from collections.abc import Iterable
from dataclasses import dataclass, field
from http import HTTPStatus
from threading import Lock
from wsgiref.types import StartResponse, WSGIEnvironment

from madoguchi.gateways.line.channel import LONGEST_LABEL, LONGEST_TEXT, MOST_BUTTONS

Document = dict[str, object]
LONGEST_BODY = 1_000_000
MOST_MESSAGES = 5
REPLY, PUSH = "/v2/bot/message/reply", "/v2/bot/message/push"


@dataclass(frozen=True)
class Asked:
    """One request with its answer."""

    path: str
    body: object
    status: int
    answer: Document


class _No(Exception):
    def __init__(self, message: str, status: HTTPStatus = HTTPStatus.BAD_REQUEST) -> None:
        super().__init__(message)
        self.message, self.status = message, status


@dataclass
class LineServer:
    """One channel. `said` is what people there have read, by user; `away` answers 500 so many times."""

    token: str
    said: dict[str, list[Document]] = field(default_factory=dict)
    asked: list[Asked] = field(default_factory=list)
    away: int = 0
    blocked: set[str] = field(default_factory=set)
    _tokens: dict[str, str] = field(default_factory=dict)
    _retries: set[str] = field(default_factory=set)
    _lock: Lock = field(default_factory=Lock)

    def reply_token(self, user: str) -> str:
        """A token for one reply to this user."""
        token = secrets.token_hex(16)
        self._tokens[token] = user
        return token

    def expire(self, token: str) -> None:
        """As LINE does after a minute or so."""
        self._tokens.pop(token, None)

    def texts(self, user: str) -> list[str]:
        """What this user has read."""
        return [str(message["text"]) for message in self.said.get(user, [])]

    def __call__(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        path, body = environ.get("PATH_INFO", ""), _body(environ)
        try:
            with self._lock:
                status, answer = HTTPStatus.OK, self._answer(environ, path, body)
        except _No as no:
            status, answer = no.status, {"message": no.message}
        self.asked.append(Asked(path, body, status.value, answer))
        content = json.dumps(answer, ensure_ascii=False).encode()
        headers = [("Content-Type", "application/json"), ("Content-Length", str(len(content)))]
        start_response(f"{status.value} {status.phrase}", headers)
        return [content]

    def _answer(self, environ: WSGIEnvironment, path: str, body: object) -> Document:
        if self.away:
            self.away -= 1
            raise _No("Internal Server Error", HTTPStatus.INTERNAL_SERVER_ERROR)
        if environ.get("HTTP_AUTHORIZATION") != f"Bearer {self.token}":
            raise _No("Authentication failed", HTTPStatus.UNAUTHORIZED)
        if environ["REQUEST_METHOD"] != "POST" or path not in {REPLY, PUSH}:
            raise _No("Not found", HTTPStatus.NOT_FOUND)
        if not isinstance(body, dict):
            raise _No("The request body could not be parsed as JSON")
        messages = _messages(body)
        return self._replied(body, messages) if path == REPLY else self._pushed(environ, body, messages)

    def _replied(self, body: Document, messages: list[Document]) -> Document:
        user = self._tokens.pop(str(body.get("replyToken")), None)
        if user is None:
            raise _No("Invalid reply token")
        return self._kept(user, messages)

    def _pushed(self, environ: WSGIEnvironment, body: Document, messages: list[Document]) -> Document:
        key, user = environ.get("HTTP_X_LINE_RETRY_KEY", ""), str(body.get("to", ""))
        if not user.startswith("U") or len(user) != 33:
            raise _No("The property, 'to', in the request body is invalid")
        if key and key in self._retries:
            raise _No("The retry key is already accepted", HTTPStatus.CONFLICT)
        self._retries.add(key)
        return self._kept(user, messages)

    def _kept(self, user: str, messages: list[Document]) -> Document:
        if user not in self.blocked:  # LINE takes a message to somebody who blocked the account, and nobody reads it
            self.said.setdefault(user, []).extend(messages)
        return {"sentMessages": [{"id": str(time.time_ns()), "quoteToken": secrets.token_hex(8)} for _ in messages]}


def _messages(body: Document) -> list[Document]:
    found = body.get("messages")
    if not isinstance(found, list) or not 1 <= len(found) <= MOST_MESSAGES:
        raise _No("Size must be between 1 and 5")
    messages = [one for one in found if isinstance(one, dict)]
    for message in messages:
        text = message.get("text")
        if message.get("type") != "text" or not isinstance(text, str) or not text:
            raise _No("A message (messages[0]) in the request body is invalid")
        if len(text.encode("utf-16-le")) > 2 * LONGEST_TEXT:
            raise _No("Length must be between 0 and 5000")
        _check_buttons(message)
    return messages


def _check_buttons(message: Document) -> None:
    quick = message.get("quickReply")
    items = quick.get("items", []) if isinstance(quick, dict) else []
    if len(items) > MOST_BUTTONS:
        raise _No("Size must be between 1 and 13")
    for item in items:
        label = str(item["action"].get("label", ""))
        if not label or len(label.encode("utf-16-le")) > 2 * LONGEST_LABEL:
            raise _No("May not be longer than 20 characters")


def _body(environ: WSGIEnvironment) -> object:
    length = environ.get("CONTENT_LENGTH") or "0"
    raw = environ["wsgi.input"].read(min(int(length), LONGEST_BODY)) if length.isdigit() else b""
    try:
        return json.loads(raw)
    except ValueError:
        return None
