"""The gallery in a real browser: axe finds nothing, nothing is wider than the screen, and the scripts do their part."""

import threading
from collections.abc import Iterator
from socketserver import ThreadingMixIn
from wsgiref.simple_server import WSGIRequestHandler, WSGIServer, make_server

import pytest
from django.conf import settings
from django.contrib.staticfiles.handlers import StaticFilesHandler
from django.core.wsgi import get_wsgi_application
from playwright.sync_api import Browser, FilePayload, Page, Route, expect

pytestmark = pytest.mark.browser
PAGES = ("/ui/", "/ui/office/", "/ui/form/", "/ui/receipt/", "/ui/home/", "/ui/accessibility/")
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
AXE = settings.ROOT / "node_modules/axe-core/axe.min.js"


class Silent(WSGIRequestHandler):
    """Keeps requests out of the test's output."""

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002
        """Say nothing."""


class Parallel(ThreadingMixIn, WSGIServer):
    """Answers as many requests at once as a browser makes."""

    daemon_threads = True


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    application = StaticFilesHandler(get_wsgi_application())
    server = make_server("127.0.0.1", 0, application, server_class=Parallel, handler_class=Silent)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.fixture(scope="module")
def browser(chromium: Browser) -> Browser:
    return chromium


def opened(browser: Browser, address: str, *, width: int = 375, scripts: bool = True) -> Page:
    context = browser.new_context(
        viewport={"width": width, "height": 800}, locale="ja-JP", java_script_enabled=scripts, bypass_csp=True
    )
    page = context.new_page()
    page.goto(address, wait_until="networkidle")
    return page


@pytest.mark.parametrize("path", PAGES)
@pytest.mark.parametrize("width", [375, 1280])
def test_axe_finds_nothing(browser, address, path, width):
    page = opened(browser, address + path, width=width)
    page.evaluate(AXE.read_text())
    violations = page.evaluate("rules => axe.run(document, { runOnly: rules })", RULES)["violations"]
    assert [(each["id"], [node["html"] for node in each["nodes"]]) for each in violations] == []


@pytest.mark.parametrize("path", PAGES)
@pytest.mark.parametrize("scripts", [True, False], ids=["with scripts", "without scripts"])
def test_nothing_is_wider_than_a_small_phone(browser, address, path, scripts):
    page = opened(browser, address + path, width=320, scripts=scripts)
    assert page.locator("html").evaluate("page => page.scrollWidth") == 320


def test_the_error_summary_has_the_focus_and_leads_into_the_field(browser, address):
    page = opened(browser, address + "/ui/")
    expect(page.locator(".error-summary")).to_be_focused()
    page.locator(".error-summary a").first.click()
    expect(page.locator("#sample-birthday-wrong-year")).to_be_focused()


def test_a_dialog_opens_and_gives_the_focus_back(browser, address):
    page = opened(browser, address + "/ui/")
    opener = page.get_by_role("button", name="申請を取り下げる…")
    opener.click()
    expect(page.get_by_role("dialog", name="申請を取り下げますか")).to_be_visible()
    page.keyboard.press("Escape")
    expect(opener).to_be_focused()


def test_without_scripts_the_dialog_stands_in_the_page(browser, address):
    page = opened(browser, address + "/ui/", scripts=False)
    expect(page.get_by_text("申請を取り下げますか")).to_be_visible()
    expect(page.get_by_role("button", name="申請を取り下げる…")).to_be_hidden()


def test_a_postcode_fills_in_the_address(browser, address):
    page = opened(browser, address + "/ui/")
    page.locator("#sample-home-wrong-postcode").fill("１５４－００１７")
    page.locator("button[name=_lookup]").nth(1).click()
    expect(page.locator("#sample-home-wrong-town")).to_have_value("世田谷")
    expect(page.locator("#sample-home-wrong-block")).to_be_focused()


def test_a_chosen_document_is_sent_at_once_and_the_answer_takes_its_place(browser, address):
    page = opened(browser, address + "/ui/")
    sent: list[bytes] = []

    def answer(route: Route) -> None:
        sent.append(route.request.post_data_buffer or b"")
        body = '<fieldset class="field"><div id="sample-file-empty-documents"><p>申立書.pdf</p></div></fieldset>'
        route.fulfill(body=body, content_type="text/html; charset=utf-8")

    page.locator("#compound form").evaluate("form => { form.method = 'post'; form.enctype = 'multipart/form-data'; }")
    page.route(address + "/ui/**", lambda route: answer(route) if route.request.method == "POST" else route.continue_())
    document: FilePayload = {"name": "申立書.pdf", "mimeType": "application/pdf", "buffer": b"%PDF-1.7"}
    page.locator("#sample-file-empty-file").set_input_files(document)
    expect(page.locator("#sample-file-empty-documents")).to_have_text("申立書.pdf")
    assert b'name="_upload"\r\n\r\napart_paper' in sent[0]
    assert b"%PDF-1.7" in sent[0]
