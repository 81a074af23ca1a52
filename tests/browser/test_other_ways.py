"""The same way for others: without scripts, in やさしい日本語 with ふりがな, by keyboard, interrupted."""

import pytest
from playwright.sync_api import Page, expect

from madoguchi.cases.models import Case
from madoguchi.procedures.models import Draft
from madoguchi.publications import queries as publications
from tests.browser.hands import begin, choose, fill_in, go_on
from tests.browser.test_the_whole_way import GOES_ON, fits, typed
from tests.cabinet import papers

pytestmark = pytest.mark.django_db(transaction=True)


def walks_to_the_end(page: Page, look, **how: bool) -> None:
    """Every page once; `look` sees each."""
    for _ in range(24):
        look(page)
        if page.url.split("#")[0].endswith("/review/"):
            return
        fill_in(page, typed(), **how)
        page.locator("main .actions--apart button").first.click()
        page.wait_for_load_state("networkidle")
    raise AssertionError(page.url)


def test_without_scripts_every_page_does_its_work(live_site, demo, page_at):
    page = page_at(375, java_script_enabled=False)
    begin(page, live_site.url, "child-allowance", GOES_ON)
    walks_to_the_end(page, lambda page: fits(page, 375), scripts=False)
    page.get_by_role("button", name="この内容で申請する").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("申請を受け付けました")
    assert Case.objects.get().answers["children"][0]["name"] == {"family": "髙田", "given": "あおい"}


def test_without_scripts_an_answer_brings_its_question_and_a_document_is_added(live_site, demo, page_at, tmp_path):
    page = page_at(375, java_script_enabled=False)
    begin(page, live_site.url, "child-allowance", GOES_ON)
    choose(page, "reason", "other", scripts=False)
    fill_in(page, {name: value for name, value in typed().items() if name.startswith("event_date")}, scripts=False)
    go_on(page)
    expect(page.get_by_text("お答えに応じて、質問を追加しました")).to_be_visible()
    page.locator("[name=event_other]").fill("孫を引き取りました。")
    go_on(page)
    assert "/pages/applicant/" in page.url
    draft = Draft.objects.get()
    page.goto(live_site.at(f"/apply/{draft.pk}/pages/confirm/"))
    paper = tmp_path / "申立書.pdf"
    paper.write_bytes(papers.pdf())
    page.locator("input[type=file]").set_input_files(paper)
    page.get_by_role("button", name="このファイルを追加する").click()
    expect(page.get_by_text("申立書.pdf").first).to_be_visible()


def test_in_easy_japanese_with_readings_every_page_is_accessible(live_site, demo, page_at, axe):
    page = page_at(375)
    for name, value in (("language", "ja-easy"), ("furigana", "1")):
        page.context.add_cookies([{"name": name, "value": value, "url": live_site.url}])
    compiled = publications.in_force("child-allowance")
    assert compiled is not None
    page.goto(live_site.at("/procedures/child-allowance/"))
    axe(page)
    page.goto(live_site.at("/procedures/child-allowance/begin/"))
    for name, value in GOES_ON.items():
        page.locator(f'label:has(input[name="{name}"][value="{value}"])').click()
    axe(page)
    page.locator("main form button[type=submit]:visible").last.click()
    page.wait_for_load_state("networkidle")

    def look(page: Page) -> None:
        axe(page)
        fits(page, 375)
        assert page.locator("rt").count() > 0

    walks_to_the_end(page, look)
    assert page.locator("[data-no-ruby] rt").count() == 0
    expect(page.get_by_text("髙田　𠮷郎").first).to_be_visible()
    page.locator("form[data-madoguchi-once] button").click()
    page.wait_for_load_state("networkidle")
    look(page)
    assert Case.objects.get().language == "easy"


@pytest.mark.parametrize("language", ["en", "zh-hans", "ko"])
def test_the_first_pages_speak_other_languages(live_site, demo, page_at, axe, language):
    page = page_at(375)
    page.context.add_cookies([{"name": "language", "value": language, "url": live_site.url}])
    for path in ("/", "/procedures/child-allowance/", "/procedures/child-allowance/begin/", "/resume/", "/status/"):
        page.goto(live_site.at(path))
        axe(page)
        fits(page, 375)


def test_a_page_is_filled_in_by_keyboard_alone(live_site, demo, page_at):
    page = page_at(1280)
    begin(page, live_site.url, "child-allowance", GOES_ON)
    press = page.keyboard.press
    _tab_to(page, "reason")
    press("Space")
    page.wait_for_load_state("networkidle")
    expect(page.locator('[name="reason"][value="birth"]')).to_be_checked()
    _tab_to(page, "event_date.year")
    for part in ("8", "11", "1"):
        page.keyboard.type(part)
        press("Tab")
    page.wait_for_load_state("networkidle")
    page.locator('[name="event_date.day"]').focus()
    press("Enter")
    page.wait_for_url("**/pages/applicant/")


def _tab_to(page: Page, name: str) -> None:
    for _ in range(60):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.name") == name:
            return
    raise AssertionError(f"Tab never reaches {name}")


def test_what_is_typed_is_there_again_after_the_browser_was_closed(live_site, demo, page_at):
    page = page_at(375)
    begin(page, live_site.url, "child-allowance", GOES_ON)
    choose(page, "reason", "birth")
    with page.expect_response("**/save/"):
        page.locator('[name="event_date.year"]').fill("8")
    state = page.context.storage_state()
    url = page.url
    page.close()
    again = page_at(375, storage_state=state)
    again.goto(url)
    expect(again.locator('[name="event_date.year"]')).to_have_value("8")
    expect(again.locator('[name="reason"][value="birth"]')).to_be_checked()


def test_typing_on_while_the_page_is_renewed_loses_nothing(live_site, demo, page_at):
    page = page_at(375)
    begin(page, live_site.url, "child-allowance", GOES_ON)
    page.route("**/pages/reason/", lambda route: (page.wait_for_timeout(300), route.continue_()))
    page.locator('label:has(input[name="reason"][value="move_in"])').click()
    page.locator('[name="event_date.year"]').fill("8")
    expect(page.locator('[name="previous_city"]')).to_be_visible()
    expect(page.locator('[name="event_date.year"]')).to_have_value("8")
    # An answer held back for this page must not wake up in the next one.
    page.unroute_all(behavior="wait")
