"""A newcomer asks five things in the evening, when the counter is closed, over everything the ward's catalog says."""

from collections.abc import Iterator

import pytest

from madoguchi.assistant import corpus
from madoguchi.assistant.models import Conversation, Turn
from madoguchi.assistant.states import Exit
from madoguchi.kernel import clock as times
from tests.procedures.browsing import Browser, Page


@pytest.fixture(autouse=True)
def the_wards_own_words() -> Iterator[None]:
    """The index is made of this test's catalog."""
    corpus.forget()
    yield
    corpus.forget()


@pytest.fixture
def newcomer() -> Browser:
    return Browser("192.0.2.44")


def asks(newcomer: Browser, words: str) -> Page:
    newcomer.get("/chat/")
    newcomer.page.forms[:] = [form for form in newcomer.page.forms if "said" in form.names]
    newcomer.page.form.fill("said", words)
    return newcomer.press()


def last() -> Turn:
    return Turn.objects.order_by("-pk")[0]


def test_the_way_in_stands_on_the_first_page_and_says_where_it_helps(newcomer):
    assert (
        newcomer.get("/")
        .link("わからないことを、いつでも聞けます（手続き・持ち物・手数料・窓口）")
        .startswith("/chat/")
    )


def test_moving_brings_the_right_procedures_each_with_its_source(newcomer):
    page = asks(newcomer, "引っ越したら何をすればいい？")
    reply = last().answer
    offered = [choice.id for choice in reply.choices] + [source.id for source in reply.sources]
    assert reply.exit in {Exit.CHOICES, Exit.STATED}
    assert any("moving" in id_ for id_ in offered)
    assert all(choice.link.startswith("/") and choice.owner_name for choice in reply.choices)
    assert page.says(reply.choices[0].title)
    assert page.says("出どころ")


def test_money_for_children_asked_in_kana_is_answered_in_easy_words(newcomer):
    asks(newcomer, "こどものおかねもらえる？")
    turn = last()
    reply = turn.answer
    assert turn.language == "easy"
    assert reply.exit in {Exit.CHOICES, Exit.STATED}
    shown = " ".join([choice.id for choice in reply.choices] + [source.id for source in reply.sources])
    assert "child-allowance" in shown


def test_a_lost_insurance_card_asked_in_english_is_answered_in_english(newcomer):
    page = asks(newcomer, "I lost my health insurance card")
    reply = last().answer
    assert (reply.exit, reply.language) == (Exit.STATED, "en")
    assert reply.sentences[0].language == "en"
    assert "insurance" in " ".join(reply.sentences[0].text)
    assert page.says("Source")


def test_dinner_is_refused_politely_with_a_way_on(newcomer):
    page = asks(newcomer, "今日の夕飯は何がいい？")
    assert last().way is Exit.OFF_TOPIC
    assert page.says("申し訳ありません")
    assert page.link("すべての手続きを見る")
    assert page.says("03-5432-3333")


def test_a_number_is_masked_and_a_person_takes_over(newcomer):
    page = asks(newcomer, "マイナンバーは123456789018です。変えたい")
    assert last().way is Exit.PERSON
    assert page.says("番号は消しました。ここには書かないでください")
    assert page.says("ここから先は、職員がお手伝いします")
    assert "123456789018" not in page.html
    assert "123456789018" not in f"{list(Turn.objects.values())}{list(Conversation.objects.values())}"


def test_all_five_in_one_talk_stay_until_they_are_deleted(newcomer):
    for words in ("引っ越したら何をすればいい？", "こどものおかねもらえる？", "今日の夕飯は何がいい？"):
        asks(newcomer, words)
    assert Conversation.objects.count() == 1
    assert [turn.number for turn in Turn.objects.order_by("number")] == [1, 2, 3]
    newcomer.post("/chat/forget/")
    assert not Turn.objects.exists()


def test_the_telephone_is_closed_at_night_and_the_page_says_so(newcomer, clock):
    assert newcomer.get("/chat/").says("受付時間外")
    clock.move_to(times.now().replace(hour=10))
    assert newcomer.get("/chat/").says("受付中")
