"""A birth on a phone and at a desk: the plan read, the shared questions answered once, everything sent; axe finds nothing."""

import pytest
from playwright.sync_api import Page, expect

from madoguchi.accounts.queries import ANONYMOUS
from madoguchi.cases.models import Case
from madoguchi.kernel import clock
from madoguchi.procedures import commands
from madoguchi.procedures.models import Bundle, Draft
from tests.browser.test_the_whole_way import fits
from tests.procedures.test_life_events import BORN, DECIDED, WARD, YOU, finishes

pytestmark = pytest.mark.django_db(transaction=True)


def fill(page: Page, typed: dict[str, str]) -> None:
    """Whatever of it stands on the page."""
    for name, value in typed.items():
        boxes = page.locator(f'main [name="{name}"]')
        if not boxes.count():
            continue
        if boxes.first.get_attribute("type") == "radio":
            page.locator(f'main [name="{name}"][value="{value}"]').check(force=True)
        elif boxes.first.evaluate("box => box.tagName") == "SELECT":
            boxes.first.select_option(value)
        else:
            boxes.first.fill(value)


def walks(page: Page, site, look) -> None:
    """From the list of events to the overview of three drafts."""
    page.goto(site.at("/events/"))
    look(page)
    page.goto(site.at("/events/birth/"))
    look(page)
    fill(page, {**BORN, **DECIDED})
    page.locator("main form .actions button").click()
    look(page)
    page.locator("main form[action$='/begin/'] .actions button").click()
    for _ in range(2):
        look(page)
        fill(page, YOU)
        page.locator("main .actions--apart button").first.click()
    page.wait_for_url("**/together/*/")
    look(page)


@pytest.mark.parametrize(
    ("width", "language", "scripts"), [(375, "ja", False), (375, "ja-easy", True), (1280, "ja", True)]
)
def test_a_birth_is_filled_in_once(live_site, demo, page_at, axe, tmp_path, width, language, scripts):
    page = page_at(width, java_script_enabled=scripts)
    page.context.add_cookies([{"name": "language", "value": language, "url": live_site.url}])

    def look(page: Page) -> None:
        fits(page, width)
        if scripts:
            axe(page)

    walks(page, live_site, look)
    assert Bundle.objects.count() == 1
    assert Draft.objects.count() == 3


@pytest.fixture
def look(page_at, axe):
    """At a phone's width nothing runs off the page, and axe finds nothing."""

    def looks(page: Page) -> None:
        page.wait_for_load_state("load")
        expect(page.locator("main")).to_be_visible()  # the page that was asked for is there, not the one before
        fits(page, 375)
        axe(page)

    return looks


def test_all_three_are_looked_over_and_sent_at_once_on_a_phone(live_site, demo, page_at, look):
    page = page_at(375)
    walks(page, live_site, look)
    for procedure in ("child-allowance", "child-medical", "health-insurance"):
        finishes(procedure)
    page.reload()
    look(page)

    page.get_by_role("link", name="まとめて確認して送る").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("まとめて確認して送る")
    look(page)
    page.get_by_role("button", name="選んだ手続きを申請する").click()
    page.wait_for_url("**/together/*/")
    expect(page.get_by_text("すべて受け付けました")).to_be_visible()
    look(page)
    assert Case.objects.count() == 3
    for case in Case.objects.all():
        expect(page.get_by_text(case.number)).to_be_visible()
    page.get_by_role("link", name="申請の状況を見る").first.click()
    page.wait_for_url("**/status/*/")
    look(page)


def test_a_receipt_offers_the_others_and_begins_each_once(live_site, demo, page_at, look):
    page = page_at(375)
    begun = commands.begin(compiled=WARD.procedures["child-medical"], language="ja", by=ANONYMOUS, at=clock.now())
    finishes("child-medical")
    path = f"/apply/{begun.draft.pk}/"
    page.context.add_cookies([{"name": "draft", "value": begun.secret, "url": live_site.at(path)}])
    page.goto(live_site.at(f"{path}review/"))
    page.locator("main form .actions--apart button").first.click()
    page.wait_for_url("**/done/")
    receipt = page.url
    expect(page.get_by_role("heading", name="続けて申請できる手続き")).to_be_visible()
    look(page)
    opened = set()
    for _ in range(2):
        page.goto(receipt)
        page.locator("form[action$='/also/child-allowance/'] button").click()
        expect(page.locator("main form[method=post]").first).to_be_visible()
        look(page)
        opened.add(page.url)
    assert len(opened) == 1
    assert Draft.objects.filter(procedure="child-allowance").count() == 1


def test_a_plan_is_reached_by_keyboard_alone(live_site, demo, page_at):
    page = page_at(1280)
    page.goto(live_site.at("/events/birth/"))
    page.locator('[name="event_date.year"]').focus()
    for keys in ("8", "Tab", "11", "Tab", "2"):
        page.keyboard.press(keys) if keys == "Tab" else page.keyboard.type(keys)
    for name, value in DECIDED.items():
        page.locator(f'[name="{name}"][value="{value}"]').focus()
        page.keyboard.press("Space")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("あなたの予定表")
