"""A live site and a real browser."""

import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from typing import Any

import pytest
from django.conf import settings
from playwright.sync_api import Browser, Page, ViewportSize, sync_playwright

from madoguchi.gateways import outbox
from madoguchi.kernel import clock

HEIGHTS = {375: 812, 1280: 900}
FLAGS = [
    "--no-sandbox",  # tests run as root on machines that are made for them
    "--disable-dev-shm-usage",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE localhost, EXCLUDE 127.0.0.1",
]
# Without preload: axe would copy style sheets into the page, which the Content Security Policy rightly stops.
RUN = "axe.run(document, {preload: false, resultTypes: ['violations']}).then(found => found.violations)"
PageAt = Callable[..., Page]
Axe = Callable[[Page], None]


@dataclass(frozen=True)
class LiveSite:
    """The product, answering on a port of this machine."""

    url: str

    def at(self, path: str) -> str:
        return self.url + path

    def works(self) -> int:
        """What the worker process does beside the site: deliver everything that is due."""
        delivered = 0
        while done := outbox.deliver_due(at=clock.now()):
            delivered += done
        return delivered


@pytest.fixture
def live_site(live_server, settings) -> LiveSite:
    """A demo installation; what it shows is really committed."""
    settings.DEMO = True
    settings.PUBLIC_ADDRESS = live_server.url
    settings.CSRF_TRUSTED_ORIGINS = [live_server.url]
    return LiveSite(live_server.url)


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """Debian's Chromium, started once."""
    program = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    if program is None:
        pytest.fail("Chromium is missing: sudo apt-get install -y chromium", pytrace=False)
    # Playwright keeps an event loop in this thread, which Django takes for asynchronous code of ours.
    with pytest.MonkeyPatch.context() as patch, sync_playwright() as playwright:
        patch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "1")
        browser = playwright.chromium.launch(executable_path=program, args=FLAGS, env=_environment())
        yield browser
        browser.close()


def _environment() -> dict[str, str | float | bool]:
    return {name: value for name, value in os.environ.items() if not name.lower().endswith("_proxy")}


@pytest.fixture
def page_at(chromium: Browser) -> Iterator[PageAt]:
    """Opens a page as wide as a phone (375) or a desk (1280), each in a browser of its own.

    A script that breaks, or anything the Content Security Policy had to stop, fails the test.
    """
    with ExitStack() as open_windows:
        wrong: list[str] = []

        def opened(width: int, **how: Any) -> Page:
            size = ViewportSize(width=width, height=HEIGHTS.get(width, 900))
            window = chromium.new_context(viewport=size, locale="ja-JP", timezone_id="Asia/Tokyo", **how)
            open_windows.callback(window.close)
            page = window.new_page()
            page.set_default_timeout(15_000)
            page.on("pageerror", lambda error: wrong.append(str(error)))
            page.on("console", lambda said: _note_violation(wrong, said.text))
            return page

        yield opened
        assert not wrong, "\n".join(wrong)


def _note_violation(wrong: list[str], text: str) -> None:
    if "Content Security Policy" in text:
        wrong.append(text)


@pytest.fixture(scope="session")
def axe() -> Axe:
    """Lets axe look at a page; whatever it finds fails the test, in words."""
    file = settings.ROOT / "node_modules" / "axe-core" / "axe.min.js"
    if not file.exists():
        pytest.fail("axe-core is missing: bin/test installs it (npm ci)", pytrace=False)
    source = file.read_text(encoding="utf-8")

    def looks_at(page: Page) -> None:
        page.locator("main").first.wait_for(state="attached")  # a click returns before the page it leads to was read
        page.wait_for_load_state("load")
        page.evaluate(source)
        found = page.evaluate(RUN)
        assert not found, f"axe on {page.url}\n" + "\n".join(_in_words(violation) for violation in found)

    return looks_at


def _in_words(violation: dict[str, Any]) -> str:
    places = "\n".join(f"    {node['target']}\n      {node['failureSummary']}" for node in violation["nodes"])
    return f"  {violation['id']} ({violation['impact']}): {violation['help']}\n{places}"
