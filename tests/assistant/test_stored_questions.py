"""People teach the ranking: measured before it goes live, by one press, and undone without a trace in the order."""

from dataclasses import replace

import pytest
from django.db import IntegrityError, transaction

from madoguchi.accounts.states import Role
from madoguchi.assistant import corpus, permissions, sources, stored
from madoguchi.assistant.commands import say, teaching
from madoguchi.assistant.models import Judgement, StoredQuestion
from madoguchi.assistant.ranking import rank
from madoguchi.assistant.teaching import gain_of
from madoguchi.journal.queries import timeline
from madoguchi.kernel import clock as times
from madoguchi.kernel.refusals import Refusal
from madoguchi.kernel.text import Text
from tests.assistant.conftest import ALLOWANCE, CARD, MOVING, OVER
from tests.cases.desk import desk_of, text_of
from tests.cases.factories import an_actor, an_officer, somebody
from tests.procedures.browsing import Browser

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("small_ward")]
# Residents ask for the allowance in words that stand on no page; each is set aside when it is measured.
ASKED = (
    "赤ちゃんのミルク代の足し",
    "赤ちゃんのおむつ代の助け",
    "ベビーのミルク代ほしい",
    "おむつ代もらいたい",
    "粉ミルク代のたすけ",
)
TAUGHT = replace(ALLOWANCE, questions=ASKED)
GOOD = (ALLOWANCE.id, "赤ちゃんのミルクとおむつの代金の助け", 2.0)
BAD = (CARD.id, "赤ちゃんのミルク代 おむつ代 助け", 2.0)


@pytest.fixture
def teachable(ward_says, monkeypatch):
    ward_says(MOVING, TAUGHT, CARD, OVER)
    monkeypatch.setattr(sources, "_questions", [stored.stored_questions])
    corpus.forget()


def order(question: str) -> list[tuple[str, float]]:
    corpus.forget()
    return [(one.id, one.score) for one in rank(question, corpus.corpus()).found]


def test_a_good_label_lifts_questions_set_aside_and_a_bad_one_is_shown_as_a_loss(ward_says):
    half = ASKED[:1]
    ward_says(MOVING, replace(ALLOWANCE, questions=half), CARD)
    rest = [(ALLOWANCE.id, text, 2.0) for text in ("おむつ代の足しになるもの", "ミルクとおむつが高い")]
    good = gain_of(corpus.corpus(), rest, GOOD)
    assert good.asked >= 2
    assert good.is_gain or (good.before == 1.0 and not good.is_loss)
    bad = gain_of(corpus.corpus(), rest, BAD)
    assert bad.is_loss
    assert bad.worse


def test_a_good_label_is_a_measured_gain(ward_says):
    ward_says(
        MOVING,
        replace(ALLOWANCE, questions=("ミルク代の足し",)),
        replace(CARD, title=Text(ja="おむつの捨て方"), body=Text(ja="おむつ代ではなく、ごみの出し方です。")),
    )
    found = gain_of(corpus.corpus(), [], (ALLOWANCE.id, "ミルク代とおむつ代の足しになる手当", 2.0))
    assert found.asked == 1
    assert found.is_gain


def test_undo_restores_the_ranking_exactly(teachable):
    questions = [*ASKED, "転入届", "保険証", GOOD[1]]
    before = [order(question) for question in questions]
    by = an_actor(Role.REVIEWER, section=CARD.owner)
    gain = teaching.measured(passage=CARD, text=BAD[1])
    kept = teaching.store_question(
        passage=CARD, text=BAD[1], weight=2, gain=gain, accepting_loss=True, by=by, at=times.now()
    )
    assert [order(question) for question in questions] != before
    teaching.unstore_question(stored=kept, by=by, at=times.now())
    assert [order(question) for question in questions] == before
    assert [entry.what for entry in timeline(kept.subject)] == ["question_stored", "question_unstored"]


def test_a_loss_is_not_stored_by_one_press_but_shown_and_asked(teachable):
    desk = desk_of(an_officer(Role.EDITOR, section=CARD.owner))
    answered = desk.post("/desk/answers/asked/store/", {"passage": CARD.id, "text": BAD[1]})
    assert "見つかりにくくなる質問" in text_of(answered)
    assert not StoredQuestion.objects.exists()
    desk.post("/desk/answers/asked/store/", {"passage": CARD.id, "text": BAD[1], "accept": "yes"})
    row = StoredQuestion.objects.get()
    assert row.measured["after"] < row.measured["before"]
    desk.post("/desk/answers/asked/undo/", {"stored": row.pk})
    assert "取り消しました" in text_of(desk.get("/desk/answers/asked/"))


def test_what_a_resident_found_helpful_waits_for_an_officer_and_is_stored_by_one_press(teachable):
    resident = Browser()
    resident.post("/chat/say/", {"said": "お金 児童 いくら 090-1234-5678", "key": "1"})
    resident.post("/chat/say/", {"choice": ALLOWANCE.id, "key": "2"})
    page = resident.post("/chat/judge/", {"turn": "2", "helped": "yes"})
    assert page.says("ありがとうございます")
    resident.post("/chat/judge/", {"turn": "2", "helped": "no"})
    judgement = Judgement.objects.get()
    assert judgement.helped
    assert not StoredQuestion.objects.exists(), "never straight into the ranking"
    desk = desk_of(an_officer(Role.REVIEWER, section=ALLOWANCE.owner))
    listed = text_of(desk.get("/desk/answers/asked/"))
    assert "お金 児童 いくら （電話）" in listed
    desk.post(
        "/desk/answers/asked/store/",
        {"passage": ALLOWANCE.id, "text": "お金 児童 いくら （電話）", "turn": judgement.turn_id},
    )
    assert StoredQuestion.objects.get().passage == ALLOWANCE.id
    assert "待っているものはありません" in text_of(desk.get("/desk/answers/asked/"))
    assert "待っているものはありません" in text_of(desk_of(an_officer(section=CARD.owner)).get("/desk/answers/asked/"))


def test_a_suggestion_may_be_passed_over(teachable):
    resident = Browser()
    resident.post("/chat/say/", {"said": "引っ越したら何をすればいい？", "key": "1"})
    resident.post("/chat/judge/", {"turn": "1", "helped": "yes"})
    desk = desk_of(an_officer(Role.REVIEWER, section=MOVING.owner))
    desk.post("/desk/answers/asked/pass-over/", {"turn": Judgement.objects.get().turn_id})
    assert Judgement.objects.get().settled


@pytest.mark.parametrize("sent", [{}, {"turn": "x"}, {"turn": "9" * 50}, {"turn": "²"}, {"turn": "99"}])
def test_a_judgement_of_nothing_is_nothing(sent):
    resident = Browser()
    resident.post("/chat/say/", {"said": "引っ越したら何をすればいい？", "key": "1"})
    assert resident.post("/chat/judge/", {"helped": "yes", **sent}).status == 200
    assert not Judgement.objects.exists()


@pytest.mark.parametrize("text", ["", "  ", "😀😀", "<b></b>", "\0"])
def test_an_empty_phrasing_is_refused(teachable, text):
    desk = desk_of(an_officer(Role.REVIEWER, section=MOVING.owner))
    assert desk.post("/desk/answers/asked/store/", {"passage": MOVING.id, "text": text}).status_code == 400
    assert not StoredQuestion.objects.exists()


def test_who_may_teach():
    may = {role for role in Role if permissions.refusal_to_teach(an_actor(role, section="here"), "here") is None}
    assert may == {Role.REVIEWER, Role.DECIDER, Role.EDITOR}
    see = {
        role for role in Role if permissions.refusal_to_see_teaching(an_actor(role, section="there"), "here") is None
    }
    assert see == {Role.AUDITOR, Role.ADMINISTRATOR}
    assert permissions.refusal_to_teach(an_actor(Role.EDITOR, section="there"), "here") is not None
    assert permissions.refusal_to_teach(somebody(), "here") is not None


def test_another_sections_answer_is_not_taught(teachable):
    desk = desk_of(an_officer(Role.EDITOR, section=MOVING.owner))
    assert desk.post("/desk/answers/asked/store/", {"passage": CARD.id, "text": "保険証"}).status_code == 403
    assert desk.post("/desk/answers/asked/store/", {"passage": "answer/none", "text": "x"}).status_code == 404
    assert desk.post("/desk/answers/asked/undo/", {"stored": "' or 1"}).status_code == 404


def test_the_same_phrasing_is_stored_once(teachable):
    by = an_actor(Role.REVIEWER, section=MOVING.owner)
    gain = teaching.measured(passage=MOVING, text="引越しの届")
    made = [
        teaching.store_question(
            passage=MOVING, text="引越しの届", weight=2, gain=gain, accepting_loss=True, by=by, at=times.now()
        )
        for _ in range(2)
    ]
    assert made[0] == made[1]
    with pytest.raises(IntegrityError), transaction.atomic():
        StoredQuestion.objects.filter(pk=made[0].pk).update(weight=9)


def test_an_answered_question_becomes_a_stored_one_by_one_press(teachable):
    talk = say.begin(secret="s", language="ja", at=times.now())
    say.say(conversation=talk, said="転入の手続きのやりかた", key="1", language="ja", at=times.now())
    resident_question = talk.turns.get().said
    desk = desk_of(an_officer(Role.REVIEWER, section=MOVING.owner))
    desk.post("/desk/answers/asked/store/", {"passage": MOVING.id, "text": resident_question})
    assert order("転入のやりかた")[0][0] == MOVING.id
    with pytest.raises(Refusal):
        teaching.store_question(
            passage=MOVING, text="x", weight=7, gain=teaching.measured(passage=MOVING, text="x"),
            accepting_loss=True, by=an_actor(Role.REVIEWER, section=MOVING.owner), at=times.now(),
        )  # fmt: skip


def test_more_suggestions_cost_no_more(teachable, django_assert_num_queries):
    for _ in range(3):
        resident = Browser()
        resident.post("/chat/say/", {"said": "お金 児童 いくら", "key": "1"})
        resident.post("/chat/say/", {"choice": ALLOWANCE.id, "key": "2"})
        resident.post("/chat/judge/", {"turn": "2", "helped": "yes"})
    desk = desk_of(an_officer(Role.REVIEWER, section=ALLOWANCE.owner))
    desk.get("/desk/answers/asked/")
    with django_assert_num_queries(4):
        page = desk.get("/desk/answers/asked/").context["page"]
    assert [one.asked for one in page.suggestions] == ["お金 児童 いくら"] * 3


def test_helpful_answers_of_another_section_do_not_crowd_ours_out(teachable, monkeypatch):
    monkeypatch.setattr(stored, "MOST_LISTED", 1)
    for choice in (MOVING, ALLOWANCE):
        resident = Browser()
        resident.post("/chat/say/", {"said": "お金 児童 引っ越し いくら", "key": "1"})
        resident.post("/chat/say/", {"choice": choice.id, "key": "2"})
        resident.post("/chat/judge/", {"turn": "2", "helped": "yes"})
    page = desk_of(an_officer(Role.REVIEWER, section=ALLOWANCE.owner)).get("/desk/answers/asked/").context["page"]
    assert [one.passage for one in page.suggestions] == [ALLOWANCE.id]


def test_what_the_page_costs(teachable, django_assert_num_queries):
    desk = desk_of(an_officer(Role.REVIEWER, section=MOVING.owner))
    desk.get("/desk/answers/asked/")
    with django_assert_num_queries(4):
        desk.get("/desk/answers/asked/")
