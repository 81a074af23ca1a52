"""The search of the whole site, and its suggestions."""

import json

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from madoguchi.publications import queries as publications

pytestmark = pytest.mark.usefixtures("published")
LANGUAGES = {"ja": "検索", "ja-easy": "さがす", "en": "Search", "zh-hans": "搜索", "ko": "검색"}


def search(client, words: str, language: str = "ja"):
    client.cookies["language"] = language
    return client.get("/search/", {"q": words})


def text(response) -> str:
    return str(response.content, "utf-8")


@pytest.mark.parametrize("words", ["子ども手当", "児童手当", "じどうてあて", "児童手当　出産", "CHILD allowance"])
def test_a_search_finds_it_however_it_is_written(client, words):
    assert "/procedures/child-allowance/" in text(search(client, words))


def test_a_result_says_what_it_is_whose_it_is_and_when_it_was_checked(client):
    page = text(search(client, "転入届はいつまで"))
    assert "よくある質問" in page
    assert "住民記録・戸籍課" in page
    assert "2026年11月24日" in page
    assert "14日以内" in page


def test_the_sentence_that_answers_is_shown_not_the_first_of_a_long_text(client):
    page = search(client, "転入届 どこに出す").context["page"]
    assert page.results
    assert all(len(result.text) < 600 for result in page.results)
    assert page.results[0].text


@pytest.mark.parametrize(("words", "kind", "path"), [
    ("弁護士に相談したい", "相談", "/consultations/legal/"),
    ("池尻まちづくりセンター", "施設・場所", "/facilities/machizukuri-center-01/"),
    ("若林5 ごみの日", "施設・場所", "/waste/?q=%E8%8B%A5%E6%9E%975"),
    ("国保・年金課の電話", "担当課", "/sections/#insurance-pension"),
    ("引っ越してきたときにすること", "くらしのできごと", "/events/moving-in/"),
])  # fmt: skip
def test_every_kind_of_page_is_found(client, words, kind, path):
    found = search(client, words).context["page"].results
    assert (kind, path) in {(one.kind, one.url) for one in found[:5]}


def test_every_link_of_a_result_leads_to_a_page(client):
    seen = set()
    for words in ("手当", "相談", "図書館", "引っ越し", "証明書"):
        for one in search(client, words).context["page"].results:
            path = one.url.partition("#")[0]
            if path not in seen:
                seen.add(path)
                assert client.get(path).status_code == 200, path
    assert len(seen) > 20


@pytest.mark.parametrize(("language", "heading"), LANGUAGES.items())
def test_the_page_speaks_the_readers_language(client, language, heading):
    assert f"<h1>{heading}</h1>" in text(search(client, "", language))


def test_an_english_question_is_answered_in_english_on_an_english_page(client):
    page = search(client, "How much is the child allowance", "en").context["page"]
    assert page.results[0].url in {"/answers/child-allowance-how-much/", "/procedures/child-allowance/#facts"}
    assert page.results[0].text_language == ""


def test_a_search_that_finds_nothing_says_how_to_go_on(client):
    page = text(search(client, "qqqxzzz"))
    assert "見つかりませんでした" in page
    for way in ("/procedures/", "/answers/", "/events/", "/consultations/", "tel:03-5432-3333"):
        assert f'href="{way}"' in page


@pytest.mark.parametrize("words", [
    "", " ", "\ufffd", "💩", "<script>alert(1)</script>", "(" * 200 + "[*", "あ" * 3000, "' OR 1=1 --", "\u202eabc", "\x07\x1b[31m", "%s %(x)s {0}",
])  # fmt: skip
def test_nothing_that_is_typed_breaks_it(client, words):
    page = search(client, words)
    assert page.status_code == 200
    assert "<script>alert" not in text(page)
    assert client.get("/search/suggest/", {"q": words}).status_code == 200


def test_bytes_that_are_no_text_break_nothing_either(client):
    assert client.get("/search/?q=%FF%FE").status_code == 200
    assert client.get("/search/?q=%00").status_code == 400
    assert client.get("/search/").status_code == 200
    assert client.post("/search/", {"q": "児童手当"}).status_code == 405


def test_no_cache_keeps_what_was_searched(client):
    assert "no-store" in search(client, "児童手当")["Cache-Control"]
    assert "no-store" in client.get("/search/suggest/?q=児童")["Cache-Control"]


def test_suggestions_are_at_most_eight_with_title_address_and_kind(client):
    found = json.loads(client.get("/search/suggest/", {"q": "児童手当"}).content)
    assert 1 <= len(found) <= 8
    assert set(found[0]) == {"title", "url", "kind"}
    assert any("児童手当" in one["title"] for one in found)


def test_less_than_two_characters_suggest_nothing(client):
    assert json.loads(client.get("/search/suggest/", {"q": "児"}).content) == []


def test_a_search_asks_the_database_nothing_once_all_is_remembered(client):
    search(client, "児童手当")
    for path in (
        "/search/?q=児童手当",
        "/search/suggest/?q=児童手当",
        "/answers/",
        "/answers/child-allowance-how-much/",
    ):
        with CaptureQueriesContext(connection) as captured:
            assert client.get(path).status_code == 200
        assert len(captured) == 0, path


def test_the_box_stands_in_the_header_of_every_page(client):
    assert publications.ward().id == "setagaya"
    for path in ("/", "/procedures/", "/answers/", "/facilities/", "/status/"):
        page = text(client.get(path))
        assert 'data-madoguchi-suggests="/search/suggest/"' in page
        assert 'action="/search/"' in page


def test_a_page_is_suggested_once_and_by_its_own_name(client):
    found = json.loads(client.get("/search/suggest/", {"q": "児童手当の認定請求"}).content)
    assert len({one["url"] for one in found}) == len(found)
    procedure = [one["title"] for one in found if one["url"] == "/procedures/child-allowance/"]
    assert procedure == ["児童手当の認定請求"]


def test_kana_still_being_typed_suggest_the_word_they_begin(client):
    found = json.loads(client.get("/search/suggest/", {"q": "ひっこ"}).content)
    assert found
    assert "引っ越" in found[0]["title"]
