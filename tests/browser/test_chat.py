"""The conversation in a real browser: on a phone and at a desk, with and without scripts, by keyboard; axe finds nothing."""

import pytest
from playwright.sync_api import Page, expect

from madoguchi.assistant.models import Turn
from tests.browser.test_the_whole_way import fits

pytestmark = pytest.mark.django_db(transaction=True)

# The first question of a process waits for the index to be made; on a busy machine that takes its time.
FIRST_ANSWER = 60_000
ASKED = (
    ("引っ越したら何をすればいい？", "どれに近いですか"),
    ("こどものおかねもらえる？", "児童手当"),
    ("I lost my health insurance card", "insurance"),
    ("今日の夕飯は何がいい？", "お答えできません"),
    ("マイナンバーは123456789018です。変えたい", "番号は消しました"),
    ("もう死にたい", "0570-783-556"),
)


def asks(page: Page, words: str) -> None:
    before = page.locator(".chat-turn").count()
    page.locator("#said").fill(words)
    page.locator("#chat-box button").click()
    expect(page.locator(".chat-turn")).to_have_count(before + 1, timeout=FIRST_ANSWER)


@pytest.mark.parametrize(("width", "scripts"), [(375, True), (1280, True), (375, False)])
def test_a_newcomer_asks_five_things(live_site, demo, page_at, axe, width, scripts):
    page = page_at(width, java_script_enabled=scripts)
    page.goto(live_site.at("/chat/"))
    if scripts:
        axe(page)
    for words, answer in ASKED:
        asks(page, words)
        expect(page.locator(".chat-turn").last).to_contain_text(answer, use_inner_text=True)
        fits(page, width)
    if scripts:
        axe(page)
    assert Turn.objects.count() == len(ASKED)
    assert "123456789018" not in page.content()


def test_a_choice_is_pressed_and_the_source_opened(live_site, demo, page_at, axe):
    page = page_at(375)
    page.goto(live_site.at("/chat/"))
    asks(page, "引っ越したら何をすればいい？")
    page.locator(".chat-turn .chat-choice").first.click()
    expect(page.locator(".chat-turn")).to_have_count(2)
    expect(page.locator(".chat-turn").last.locator("blockquote")).to_be_visible()
    axe(page)
    page.locator(".chat-turn").last.locator(".chat-source a").first.click()
    expect(page.locator("main")).to_be_visible()
    assert "/chat/" not in page.url


def test_it_is_used_by_keyboard_alone(live_site, demo, page_at):
    page = page_at(1280)
    page.goto(live_site.at("/"))
    page.locator(".launcher-link").focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**/chat/**")
    page.locator("#said").focus()
    page.keyboard.type("転入届はどこで出せますか")
    page.keyboard.press("Enter")
    expect(page.locator(".chat-turn")).to_have_count(1, timeout=FIRST_ANSWER)
    page.locator(".chat-turn .chat-choice").first.focus()
    page.keyboard.press("Enter")
    expect(page.locator(".chat-turn")).to_have_count(2)


def test_the_answer_is_announced_and_can_be_read_aloud(live_site, demo, page_at):
    page = page_at(375)
    page.goto(live_site.at("/chat/"))
    expect(page.locator("#chat-turns")).to_have_attribute("aria-live", "polite")
    asks(page, "転入届はどこで出せますか")
    expect(page.get_by_role("button", name="読み上げる")).to_be_visible()


@pytest.mark.parametrize("language", ["ja-easy", "en", "zh-hans", "ko"])
def test_the_pages_hold_in_every_language(live_site, demo, page_at, axe, language):
    page = page_at(375)
    page.context.add_cookies([{"name": "language", "value": language, "url": live_site.url}])
    for path in ("/chat/", "/chat/about/"):
        page.goto(live_site.at(path))
        fits(page, 375)
        axe(page)
