"""LINE's server of a demo on a free port, and a person there; the official client runs unchanged."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from threading import Thread

from django.test import Client

from madoguchi.gateways import outbox
from madoguchi.gateways.eid.serving import listening, serve
from madoguchi.gateways.line.fake import events
from madoguchi.gateways.line.fake.program import LineServer
from madoguchi.kernel import clock

TOKEN, SECRET = "token-between-two-tests", "secret-between-two-tests"
WEBHOOK = "/line/webhook/"


@dataclass
class Person:
    """Somebody with the ward's account among their friends."""

    server: LineServer
    browser: Client
    id: str = field(default_factory=events.user)

    def token(self) -> str:
        return self.server.reply_token(self.id)

    def writes(self, text: str) -> events.Document:
        return self.does(events.text_said(self.id, text, self.token()))

    def presses(self, data: str) -> events.Document:
        return self.does(events.button_pressed(self.id, data, self.token()))

    def does(self, event: events.Document) -> events.Document:
        assert self.sends([event]).status_code == 200
        return event

    def sends(self, sent: list[events.Document], *, secret: str = SECRET):
        body = events.body_of(sent)
        headers = {"X-Line-Signature": events.signature_of(body, secret)}
        return self.browser.post(WEBHOOK, body, content_type="application/json", headers=headers)

    @property
    def read(self) -> list[str]:
        return self.server.texts(self.id)

    @property
    def buttons(self) -> list[dict[str, str]]:
        """What can be pressed below the last message."""
        quick = self.server.said[self.id][-1].get("quickReply", {"items": []})
        assert isinstance(quick, dict)
        return [item["action"] for item in quick["items"]]


@contextmanager
def line_serving() -> Iterator[tuple[LineServer, str]]:
    server, line = listening(), LineServer(TOKEN)
    thread = Thread(target=serve, args=(server, line), daemon=True)
    thread.start()
    try:
        yield line, f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        thread.join(5)
        server.server_close()


def deliver() -> None:
    """The worker's round."""
    outbox.deliver_due(at=clock.now())
