"""Readers choose their language once; until then the browser's wish counts, and Japanese where it has none."""

import pytest
from django.core.management import call_command
from django.test import Client, RequestFactory, override_settings
from django.utils.translation import trans_real

from madoguchi.kernel.text import LANGUAGES as KERNEL_LANGUAGES
from madoguchi.ui.context import site
from madoguchi.ui.languages import LANGUAGES, chosen_language

pytestmark = pytest.mark.urls("tests.ui.pages_that_fail")


def test_the_pages_speak_every_language_the_kernel_words_texts_in(settings):
    assert tuple(language.kernel for language in LANGUAGES) == KERNEL_LANGUAGES
    assert [(language.code, language.name) for language in LANGUAGES] == settings.LANGUAGES


@pytest.mark.parametrize(
    ("accept", "code"),
    [
        ("", "ja"),
        ("ja,en;q=0.8", "ja"),
        ("en-GB,en;q=0.9,ja;q=0.8", "en"),
        ("zh-CN,zh;q=0.9", "zh-hans"),
        ("zh-TW", "zh-hans"),
        ("ko-KR", "ko"),
        ("pt-BR, en;q=0.5", "en"),
        ("pt-BR", "ja"),
        ("*", "ja"),
        ("ja;q=0.1, ko;q=0.9", "ko"),
        ("\0;;;q=q,,," + "x" * 100_000, "ja"),
    ],
)
def test_the_browser_is_asked_first(accept, code):
    assert chosen_language({}, accept).code == code


def test_the_readers_choice_comes_before_the_browsers():
    assert chosen_language({"language": "ja-easy"}, "ko").kernel == "easy"
    assert chosen_language({"language": "tlh"}, "ko").code == "ko"


def test_an_answer_says_its_language_and_what_it_depends_on():
    response = Client().get("/plain/", headers={"accept-language": "zh-CN"})

    assert response.headers["Content-Language"] == "zh-Hans"
    assert response.headers["Vary"] == "Cookie, Accept-Language"
    assert "zh-hans" in response.content.decode()


def test_the_choice_is_remembered_for_a_year_and_leads_back_to_the_page():
    reader = Client()

    response = reader.post("/ui/language/", {"language": "ko", "next": "/plain/?a=1"})

    assert response.status_code == 302
    assert response.headers["Location"] == "/plain/?a=1"
    assert response.cookies["language"]["max-age"] == 365 * 24 * 60 * 60
    assert "ko" in reader.get("/plain/").content.decode()


def test_furigana_is_switched_on_and_off():
    reader = Client()

    reader.post("/ui/language/", {"furigana": "1"})
    assert reader.cookies["furigana"].value == "1"
    reader.post("/ui/language/", {"furigana": "0"})
    assert reader.cookies["furigana"].value == "0"


@pytest.mark.parametrize("language", ["tlh", "", "../../etc/passwd", "\0"])
def test_a_language_nobody_speaks_here_is_not_remembered(language):
    response = Client().post("/ui/language/", {"language": language})

    assert response.status_code in {302, 400}
    assert "language" not in response.cookies


@pytest.mark.parametrize(
    "wanted",
    [
        "https://evil.example/",
        "//evil.example",
        "/\\evil.example",
        "javascript:alert(1)",
        "///evil",
        "plain",
        "/\t/evil",
    ],
)
def test_the_way_back_never_leaves_the_site(wanted):
    response = Client().post("/ui/language/", {"language": "ko", "next": wanted})

    assert response.headers["Location"] == "/"


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("ja", "お探しのページは見つかりませんでした。"),
        ("ja-easy", "探しているページはありませんでした。"),
        ("en", "We could not find the page you are looking for."),
        ("zh-hans", "未找到您要查找的页面。"),
        ("ko", "찾으시는 페이지를 찾을 수 없습니다."),
    ],
)
def test_a_page_is_read_in_each_language(language, words, monkeypatch):
    call_command("compile_texts", verbosity=0)
    monkeypatch.setattr(trans_real, "_translations", {})
    reader = Client()
    reader.cookies.load({"language": language})

    assert words in reader.get("/missing/").content.decode()


def test_the_switch_is_not_pressed_by_a_link():
    assert Client().get("/ui/language/").status_code == 405


@override_settings(DEMO=True)
def test_a_page_without_a_session_learns_the_site_without_asking_who_reads():
    request = RequestFactory().get("/")  # has no user at all

    known = site(request)["site"]

    assert known.language == "ja"
    assert known.actor_name == ""
    assert known.is_officer is False
    assert known.demo is True
    assert known.my_page_url == ""
    assert ("ja-easy", "やさしい日本語") in known.languages
