"""The local provider of デジタル認証アプリ on a free port, and the hand that chooses a card there."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from threading import Thread
from urllib.parse import urlsplit

import pytest
import requests
from django.test import Client

from madoguchi.gateways.eid.clients import Client as Registered
from madoguchi.gateways.eid.program import Provider
from madoguchi.gateways.eid.serving import listening, serve

SECRET = "a-secret-between-two-tests"
ASKED = re.compile(r'name="asked" value="([^"]+)"')


@dataclass
class Eid:
    """The provider, answering over HTTP."""

    provider: Provider

    @property
    def issuer(self) -> str:
        return self.provider.issuer

    def chooses(self, address: str, card: str) -> str:
        """What a browser does there: opens the page, presses a card; where it is sent back to."""
        page = requests.get(address, timeout=5)
        asked = ASKED.search(page.text)
        assert asked, page.text
        answer = requests.post(
            f"{self.issuer}/decide", data={"asked": asked[1], "card": card}, timeout=5, allow_redirects=False
        )
        return answer.headers["Location"]


@contextmanager
def eid_serving(*redirect_uris: str) -> Iterator[Eid]:
    server = listening()
    issuer = f"http://127.0.0.1:{server.server_port}"
    provider = Provider(
        issuer, [Registered("madoguchi", redirect_uris, SECRET), Registered("other", redirect_uris, "x")]
    )
    thread = Thread(target=serve, args=(server, provider), daemon=True)
    thread.start()
    try:
        yield Eid(provider)
    finally:
        server.shutdown()
        thread.join(5)
        server.server_close()


@pytest.fixture
def eid(settings) -> Iterator[Eid]:
    """Our installation is connected to it."""
    with eid_serving("http://testserver/account/card/callback/") as serving:
        settings.EID_ISSUER, settings.EID_CLIENT_ID, settings.EID_SECRET = serving.issuer, "madoguchi", SECRET
        yield serving


def asks(browser: Client, way: str = "", other: str = "") -> str:
    """Press the button; the address one is sent to."""
    response = browser.post("/account/card/start/", {"next": way, "other": other})
    assert response.status_code == 302, response.content
    return str(response.headers["Location"])


def back(browser: Client, address: str):
    """Follow the provider back to us."""
    parts = urlsplit(address)
    return browser.get(f"{parts.path}?{parts.query}")


def reads_card(browser: Client, eid: Eid, card: str, way: str = "", other: str = ""):
    return back(browser, eid.chooses(asks(browser, way, other), card))
