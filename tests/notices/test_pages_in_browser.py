"""The pages of notices in a real browser: axe finds nothing, nothing is too wide, and a file is compared on the spot."""

from datetime import timedelta

import pytest
from django.conf import settings
from django.core.cache import cache
from django.test import Client
from playwright.sync_api import Browser, FilePayload, Page, expect

from madoguchi.accounts.models import Account
from madoguchi.gateways import outbox
from madoguchi.kernel import clock
from madoguchi.notices import codes, queries
from madoguchi.notices.models import Notice
from tests.notices.conftest import Prepare

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
AXE = settings.ROOT / "node_modules/axe-core/axe.min.js"


@pytest.fixture(scope="module")
def browser(chromium: Browser) -> Browser:
    return chromium


@pytest.fixture(autouse=True)
def fresh_counter() -> None:
    cache.clear()


@pytest.fixture
def taro() -> Account:
    return Account.objects.create(email="taro@example.jp")


@pytest.fixture
def notice(issued: Prepare, taro, settings, at) -> Notice:
    settings.DEMO, settings.MAIL_SERVER = True, ""
    notice = issued(account_id=str(taro.pk))
    outbox.deliver_due(at=clock.now() + timedelta(seconds=1))
    return notice


def opened(browser: Browser, address: str, *, width: int = 375, scripts: bool = True, cookies=()) -> Page:
    context = browser.new_context(
        viewport={"width": width, "height": 800}, locale="ja-JP", java_script_enabled=scripts, bypass_csp=True
    )
    context.add_cookies([{"name": name, "value": value, "url": address} for name, value in cookies])
    page = context.new_page()
    page.goto(address, wait_until="networkidle")
    return page


def signed_in(account: Account) -> list[tuple[str, str]]:
    client = Client()
    client.force_login(account)
    return [(name, morsel.value) for name, morsel in client.cookies.items()]


def a_file(content: bytes) -> FilePayload:
    return {"name": "通知書.pdf", "mimeType": "application/pdf", "buffer": content}


@pytest.mark.parametrize("width", [375, 1280])
@pytest.mark.parametrize("page_of", ["empty", "wrong", "genuine", "mailbox", "notice"])
def test_axe_finds_nothing_and_nothing_is_too_wide(browser, live_server, notice, taro, page_of, width):
    paths = {
        "empty": codes.VERIFY_PAGE,
        "wrong": f"{codes.VERIFY_PAGE}?code=K7QM3RT9XFWD",
        "genuine": f"{codes.VERIFY_PAGE}?code={codes.code_of(notice.pk)}",
        "mailbox": "/mailbox/",
        "notice": f"/notices/{notice.pk}/",
    }
    page = opened(browser, live_server.url + paths[page_of], width=width, cookies=signed_in(taro))
    page.evaluate(AXE.read_text())
    violations = page.evaluate("rules => axe.run(document, { runOnly: rules })", RULES)["violations"]
    assert [(each["id"], [node["html"] for node in each["nodes"]]) for each in violations] == []
    assert page.locator("html").evaluate("page => page.scrollWidth") <= width


def test_the_browser_compares_a_file_and_sends_nothing(browser, live_server, notice):
    page = opened(browser, f"{live_server.url}{codes.VERIFY_PAGE}?code={codes.code_of(notice.pk)}")
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.method))
    sheet = queries.sheet_of(notice)
    expect(page.get_by_role("button", name="ファイルを送って比べる")).to_be_hidden()
    page.get_by_label("通知書のPDFファイル").set_input_files(a_file(sheet))
    expect(page.get_by_text("同じファイルです")).to_be_visible()
    page.get_by_label("通知書のPDFファイル").set_input_files(a_file(sheet[:-1] + b"x"))
    expect(page.get_by_text("違うファイルです")).to_be_visible()
    expect(page.get_by_text("同じファイルです")).to_be_hidden()
    assert asked == []


def test_without_scripts_the_file_is_sent_and_compared(browser, live_server, notice):
    page = opened(browser, f"{live_server.url}{codes.VERIFY_PAGE}?code={codes.code_of(notice.pk)}", scripts=False)
    page.get_by_label("通知書のPDFファイル").set_input_files(a_file(queries.sheet_of(notice)))
    page.get_by_role("button", name="ファイルを送って比べる").click()
    expect(page.get_by_text("同じファイルです")).to_be_visible()
