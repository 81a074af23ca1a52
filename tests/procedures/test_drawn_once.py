"""Pages that are drawn once for everybody: each reader gets their own draft, code, token and words, and nobody else's."""

from urllib.parse import quote

import pytest

from madoguchi.procedures.models import Draft
from madoguchi.procedures.web.draft_urls import ANY_CODE, ANY_DRAFT
from madoguchi.ui import drawing
from madoguchi.ui.components.frame import WAY_BACK
from tests.procedures.browsing import Browser
from tests.procedures.walking import answers_page, begins


@pytest.fixture(autouse=True)
def nothing_remembered():
    drawing._remembered.cache_clear()
    yield
    drawing._remembered.cache_clear()


def html_of(browser: Browser) -> str:
    return browser.client.get(browser.page.path).content.decode()


def test_two_people_on_the_same_page_have_their_own_draft_and_code(browser, other_device, every_kind):
    begins(browser, every_kind)
    begins(other_device, every_kind)
    first, second = Draft.objects.order_by("begun_at", "id")
    mine, theirs = html_of(browser), html_of(other_device)
    assert drawing._remembered.cache_info().hits
    assert str(first.pk) in mine
    assert str(second.pk) in theirs
    assert str(second.pk) not in mine
    assert str(first.pk) not in theirs
    assert mine.replace(str(first.pk), "") != theirs.replace(str(second.pk), "")  # code and token differ as well


def test_no_mark_is_left_in_a_page(browser, every_kind):
    begins(browser, every_kind)
    page = html_of(browser)
    assert not [mark for mark in (str(ANY_DRAFT), ANY_CODE, drawing.TOKEN, WAY_BACK) if mark in page]


def test_the_token_of_a_page_drawn_for_somebody_else_is_the_readers_own(browser, other_device, every_kind):
    begins(browser, every_kind)
    begins(other_device, every_kind)
    assert answers_page(other_device).status == 200


def test_what_somebody_typed_is_never_remembered(browser, every_kind):
    begins(browser, every_kind)
    here = browser.page.path
    answers_page(browser)
    before = drawing._remembered.cache_info()
    browser.get(here)
    after = drawing._remembered.cache_info()
    assert "髙橋" in html_of(browser)
    assert (before.hits, before.misses) == (after.hits, after.misses)


def test_the_way_back_is_written_safely(browser):
    browser.client.get("/")
    page = browser.client.get(f"/?next={quote('<script>')}&a=1\"'").content.decode()
    assert "<script>&" not in page
    assert WAY_BACK not in page


def test_each_language_is_drawn_for_itself(browser, every_kind):
    japanese = browser.client.get("/").content.decode()
    english = browser.client.get("/", headers={"accept-language": "en"}).content.decode()
    assert 'lang="en"' in english
    assert english != japanese
    assert browser.client.get("/").content.decode() == japanese


def test_a_home_with_a_draft_begun_here_is_not_shown_to_others(browser, other_device, every_kind):
    begins(browser, every_kind)
    draft = Draft.objects.get()
    assert str(draft.pk) in browser.client.get("/").content.decode()
    assert str(draft.pk) not in other_device.client.get("/").content.decode()
