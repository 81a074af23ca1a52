"""From a question to an application in a real browser: on a phone and at a desk, with and without scripts; axe finds nothing."""

import re

import pytest
from playwright.sync_api import Page, expect

from madoguchi.procedures.models import Draft
from tests.browser.test_the_whole_way import fits
from tests.procedures.publishing import in_force

pytestmark = pytest.mark.django_db(transaction=True)
FIRST_ANSWER = 60_000


def chooses_what_leads_on(page: Page) -> None:
    for check in in_force("child-allowance").procedure.eligibility:
        going_on = next(option.value for option in check.options if option.then == "go")
        page.locator(f"input[name={check.id}][value={going_on}]").check()


def answers_what_is_asked(page: Page, times: int) -> None:
    """Presses the first answer where one can be pressed, writes a name or a day where one is asked."""
    for _ in range(times):
        box = page.locator("#now")
        if box.locator(".chat-choice").count():
            box.locator(".chat-choice").first.click()
        else:
            how = page.locator("#how").inner_text()
            said = "平成2年4月1日" if "年月日" in how else "セタガヤ ハナコ" if "かなで" in how else "世田谷 花子"
            page.locator("#said").fill(said)
            box.locator(".chat-row button").click()
        page.wait_for_load_state()


@pytest.mark.parametrize(("width", "scripts"), [(375, True), (1280, True), (375, False)])
def test_one_applies_from_the_talk_and_goes_on_in_the_form(live_site, demo, page_at, axe, photograph, width, scripts):
    page = page_at(width, java_script_enabled=scripts)
    page.goto(live_site.at("/chat/apply/child-allowance/"))
    if scripts:
        axe(page)
    fits(page, width)
    chooses_what_leads_on(page)
    page.get_by_role("button", name="はじめる", exact=True).click()
    page.wait_for_url(re.compile("/talk/"))
    answers_what_is_asked(page, 3)
    expect(page.locator("main")).to_contain_text("問くらい")
    fits(page, width)
    if scripts:
        axe(page)
        photograph(page, f"applying-by-talk-{width}")
    kept = Draft.objects.get().answers
    assert kept
    page.locator("#said").fill("わからない")
    page.locator("#now .chat-row button").click()
    page.wait_for_load_state()
    if scripts:
        axe(page)
    page.get_by_role("button", name="あとで続ける").click()
    expect(page.locator("main")).to_contain_text("ほかの端末で続けるとき")
    page.get_by_role("link", name="申請の画面で続ける").click()
    page.wait_for_url(re.compile("/pages/"))
    assert Draft.objects.get().answers == kept


def test_what_is_wrong_is_announced_and_told_beside_the_box(live_site, demo, page_at, axe):
    page = page_at(375)
    page.goto(live_site.at("/chat/apply/child-allowance/"))
    chooses_what_leads_on(page)
    page.get_by_role("button", name="はじめる", exact=True).click()
    page.wait_for_url(re.compile("/talk/"))
    page.locator("#said").fill("えっと")
    page.locator("#now .chat-row button").click()
    expect(page.locator(".error-summary")).to_be_visible()
    expect(page.locator("#said")).to_have_attribute("aria-invalid", "true")
    axe(page)
    fits(page, 375)


@pytest.mark.parametrize("width", [375, 1280])
def test_what_can_i_get_from_the_first_question_to_the_application(live_site, demo, page_at, axe, photograph, width):
    page = page_at(width)
    page.goto(live_site.at("/chat/"))
    page.get_by_role("link", name="もらえるものを調べる").click()
    axe(page)
    fits(page, width)
    for _ in range(6):
        groups = page.locator("fieldset.field")
        if not groups.count():
            break
        for n in range(groups.count()):
            groups.nth(n).locator("input").first.check()
        page.get_by_role("button", name="次へ").click()
        page.wait_for_load_state()
    axe(page)
    fits(page, width)
    photograph(page, f"what-can-i-get-{width}")
    page.get_by_role("link", name="ここで申請をはじめる").first.click()
    expect(page.locator("h1")).to_contain_text("ここで申請をはじめる")


def test_a_stated_answer_offers_to_begin_here(live_site, demo, page_at, axe):
    page = page_at(375)
    page.goto(live_site.at("/chat/"))
    page.locator("#said").fill("児童手当を申請したい")
    page.locator("#chat-box button").click()
    expect(page.locator(".chat-turn")).to_have_count(1, timeout=FIRST_ANSWER)
    page.locator(".chat-turn .chat-choice").first.click()
    expect(page.locator(".chat-turn")).to_have_count(2)
    expect(page.locator(".chat-turn").last.get_by_role("link", name="ここで申請をはじめる")).to_be_visible()
    axe(page)
