"""The form in the reader's language: the ward's words change, a person's own do not."""

import pytest

from tests.procedures.definition import TYPED
from tests.procedures.publishing import from_the_catalog
from tests.procedures.walking import answers_page, begins

LANGUAGES = ["ja", "ja-easy", "en", "zh-hans", "ko"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_page_of_questions_speaks_the_language(browser, db, language):
    compiled = from_the_catalog("child-allowance")
    browser.jar["language", "/"] = language
    page = begins(browser, compiled)
    kernel = {"ja-easy": "easy"}.get(language, language)
    assert page.says(compiled.procedure.data["reason"].label.in_(kernel))
    assert page.says(compiled.procedure.pages[0].title.in_(kernel))


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_mistake_is_told_in_the_language(browser, db, language):
    browser.jar["language", "/"] = language
    compiled = from_the_catalog("child-allowance")
    begins(browser, compiled)
    page = browser.press()
    label = compiled.procedure.data["reason"].label.in_({"ja-easy": "easy"}.get(language, language))
    assert page.status == 422
    assert page.words.count(label) >= 3


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_name_is_the_same_in_every_language(browser, every_kind, language):
    browser.jar["language", "/"] = language
    begins(browser, every_kind)
    answers_page(browser)
    page = browser.get(browser.page.url.replace("curtain", "you"))
    assert page.form.sent()["name.family"] == ["髙橋"]


def test_readings_are_written_over_the_wards_words_and_not_over_a_name(browser, every_kind):
    browser.jar["furigana", "/"] = "1"
    begins(browser, every_kind)
    answers_page(browser)
    html = browser.get(browser.page.url.split("pages/")[0] + "review/").html
    assert "<rt>" in html
    assert "髙橋　花子" in html
    assert TYPED["name.family"] == "髙橋"
