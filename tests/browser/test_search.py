"""Search, its suggestions and the pages it leads to in a real browser, on a phone and on a desk, with axe on every page."""

import pytest
from playwright.sync_api import expect

from madoguchi.assistant.corpus import corpus
from tests.browser.test_exceptions_only import fits

pytestmark = pytest.mark.django_db(transaction=True)
PAGES = ("/search/?q=引っ越したら何をすればいい？", "/search/?q=qqqxzzz", "/answers/", "/answers/child-allowance-how-much/", "/facilities/", "/facilities/machizukuri-center-01/", "/consultations/", "/consultations/consumer/", "/sections/", "/waste/?q=若林")  # fmt: skip


@pytest.fixture
def indexed(demo) -> None:
    """The index stands, as it does some seconds after the start."""
    corpus()


@pytest.mark.parametrize("width", [375, 1280])
def test_every_page_of_search_and_places_is_for_everybody(live_site, indexed, page_at, axe, width):
    page = page_at(width)
    for path in PAGES:
        page.goto(live_site.at(path))
        axe(page)
        fits(page, width)


@pytest.mark.parametrize("width", [375, 1280])
def test_suggestions_are_chosen_with_the_keys(live_site, indexed, page_at, axe, width):
    page = page_at(width)
    page.goto(live_site.at("/answers/"))
    box = page.get_by_role("combobox", name="何を知りたいですか")
    box.press_sequentially("児童手当")
    options = page.locator("main [role=option]")
    expect(options.first).to_be_visible()
    assert options.count() <= 8
    axe(page)
    box.press("ArrowDown")
    expect(options.first).to_have_attribute("aria-selected", "true")
    box.press("Escape")
    expect(options.first).to_be_hidden()
    expect(box).to_have_value("児童手当")
    box.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("「児童手当」の検索結果")


def test_a_chosen_suggestion_opens_its_page(live_site, indexed, page_at):
    page = page_at(1280)
    page.goto(live_site.at("/"))
    box = page.get_by_role("combobox", name="ことばで探す")
    box.press_sequentially("弁護士に相談")
    option = page.get_by_role("option", name="法律相談")
    expect(option).to_be_visible()
    option.click()
    page.wait_for_url("**/consultations/legal/")


def test_without_javascript_the_box_still_searches(live_site, indexed, chromium):
    context = chromium.new_context(java_script_enabled=False, locale="ja-JP", viewport={"width": 375, "height": 800})
    try:
        page = context.new_page()
        page.goto(live_site.at("/"))
        page.get_by_role("searchbox", name="何をしたいですか").fill("児童手当 いくら")
        page.get_by_role("main").get_by_role("button", name="検索").click()
        expect(page.get_by_role("heading", level=1)).to_have_text("「児童手当 いくら」の検索結果")
        page.get_by_role("link", name="児童手当は月にいくら").first.click()
        page.get_by_role("button", name="役に立った", exact=True).click()
        expect(page.get_by_text("ありがとうございます。答えを直すときの参考にします。")).to_be_visible()
    finally:
        context.close()
