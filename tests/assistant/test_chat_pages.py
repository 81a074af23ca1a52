"""The chat page by a browser without scripts, the stream, and what both cost."""

import json

import pytest

from madoguchi.assistant.models import Conversation, Turn
from madoguchi.assistant.web import chat
from madoguchi.kernel.text import LANGUAGES
from madoguchi.ui.limits import Limit
from tests.assistant import model_server
from tests.assistant.conftest import MOVING
from tests.procedures.browsing import Browser

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("small_ward")]
COOKIES = {"ja": "ja", "easy": "ja-easy", "en": "en", "zh-hans": "zh-hans", "ko": "ko"}


@pytest.fixture
def browser() -> Browser:
    return Browser()


def says(browser: Browser, words: str, key: str = ""):
    return browser.post("/chat/say/", {"said": words, **({"key": key} if key else {})})


def test_a_question_is_answered_on_the_page_with_its_source(browser):
    page = browser.get("/chat/")
    assert page.status == 200
    page = says(browser, "引っ越したら何をすればいい？")
    assert page.path == "/chat/"
    assert page.says("引っ越した日から14日以内に転入届を出してください。")
    assert page.link("引っ越したら何をすればいいですか") == MOVING.link
    assert page.says("住民記録・戸籍課")
    assert page.says("2026-11-01")
    assert page.says("03-5432-3333")


def test_one_of_three_is_chosen_by_a_button(browser):
    says(browser, "転入の手続きのやりかた")
    page = browser.post("/chat/say/", {"choice": MOVING.id, "key": "c"})
    assert page.says("窓口は区民窓口課です。")
    assert Turn.objects.get(number=2).chosen


def test_the_conversation_stays_with_the_browser_and_nobody_elses(browser):
    says(browser, "引っ越したら何をすればいい？")
    assert browser.get("/chat/").says("引っ越したら何をすればいい")
    assert not Browser().get("/chat/").says("14日以内")
    forged = Browser()
    forged.jar["chat", "/chat/"] = browser.jar["chat", "/chat/"][:-1] + "x"
    assert not forged.get("/chat/").says("14日以内")


def test_it_is_deleted_at_once_on_request(browser):
    says(browser, "引っ越したら何をすればいい？")
    page = browser.post("/chat/forget/")
    assert page.says("会話を消しました")
    assert not Conversation.objects.exists()


@pytest.mark.parametrize(
    "said",
    ["", "😀", "\x01\x02", "<img src=x onerror=alert(1)>", "あ" * 33_000, "a" * 100_000, "{{ 7 }}{% now %}", "‮反転"],
)
def test_whatever_is_sent_a_page_answers(browser, said):
    page = says(browser, said)
    assert page.status == 200
    assert "<img src=x" not in page.html
    assert page.says("人に聞く")


def test_a_personal_number_is_neither_shown_nor_kept(browser):
    page = says(browser, "マイナンバーは123456789018です。変えたい")
    assert page.says("番号は消しました。ここには書かないでください")
    assert "123456789018" not in page.html
    assert "123456789018" not in str(list(Turn.objects.values_list()))


def test_too_many_questions_are_put_off_kindly_and_the_text_stays(browser, monkeypatch):
    monkeypatch.setattr(chat, "QUESTIONS", Limit("chat-test", tries=1, seconds=60))
    says(browser, "転入届")
    page = says(browser, "書いた文はのこりますか")
    assert page.status == 429
    assert page.says("少しだけお待ちください")
    assert page.says("書いた文はのこりますか") or "書いた文はのこりますか" in page.html
    assert Turn.objects.count() == 1


def test_an_address_with_a_code_in_it_is_not_kept(browser):
    browser.post("/chat/say/", {"said": "転入届", "about": "/apply/0199-secret/"})
    assert Conversation.objects.get().topic == ""
    other = Browser()
    other.post("/chat/say/", {"said": "転入届", "about": "/procedures/child-allowance/"})
    assert Conversation.objects.exclude(topic="").get().topic == "/procedures/child-allowance/"


def streamed(client, **sent) -> list[tuple[str, str]]:
    response = client.post("/chat/say/", sent, headers={"Accept": "text/event-stream"})
    assert response.status_code == 200
    assert response.headers["Content-Type"].startswith("text/event-stream")
    text = b"".join(response.streaming_content).decode()
    pieces = [piece.split("\n") for piece in text.strip().split("\n\n")]
    return [(name.removeprefix("event: "), json.loads(html.removeprefix("data: "))) for name, html in pieces]


def test_the_stream_brings_the_same_answer(client):
    events = streamed(client, said="引っ越したら何をすればいい？", key="k")
    assert [name for name, _ in events] == ["turn", "done"]
    assert "14日以内に転入届" in events[0][1]
    assert "引っ越した日から14日以内" in client.get("/chat/").content.decode()


def test_the_stream_brings_a_models_words_after_the_wards_own(client, settings):
    with model_server.running() as model:
        settings.MODEL_URL, model.says = model.url, "14日以内に転入届を出してください。"
        events = streamed(client, said="引っ越したら何をすればいい？", key="k")
    assert [name for name, _ in events] == ["turn", "turn", "done"]
    assert model.says in events[1][1]
    assert "窓口は区民窓口課です。" in events[1][1]


def test_a_broken_model_leaves_the_stream_with_the_answer(client, settings):
    settings.MODEL_URL = "http://127.0.0.1:9/v1"
    assert [name for name, _ in streamed(client, said="引っ越したら何をすればいい？", key="k")] == ["turn", "done"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_both_pages_speak_every_language(client, language):
    client.cookies["language"] = COOKIES[language]
    for path in ("/chat/", "/chat/about/"):
        response = client.get(path)
        assert response.status_code == 200
        assert "{" not in response.content.decode().split("<main", 1)[1].split("</main", 1)[0]


def test_the_public_page_says_the_promise_and_that_nothing_was_measured_yet(browser):
    page = browser.get("/chat/about/")
    assert page.says("言い切った答え100のうち、まちがいは5まで")
    assert page.says("まだ測っていません")
    assert page.says("自動の応答です")


def test_every_page_has_the_way_here(browser, published):
    page = browser.get("/")
    assert page.link("わからないことを、いつでも聞けます").startswith("/chat/")


def test_what_the_pages_cost(client, django_assert_num_queries):
    client.get("/chat/")
    with django_assert_num_queries(0):
        client.get("/chat/")
    client.post("/chat/say/", {"said": "引っ越したら何をすればいい？", "key": "a"})
    with django_assert_num_queries(3):
        client.get("/chat/")
