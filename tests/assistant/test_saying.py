"""What is kept of a conversation: once, masked, for as long as the setting says."""

import pytest
from django.db import IntegrityError, transaction

from madoguchi.assistant import rewording
from madoguchi.assistant.announcements import Answered, GapFound
from madoguchi.assistant.commands import forget, say
from madoguchi.assistant.models import Conversation, Turn
from madoguchi.assistant.states import Exit
from madoguchi.config import housekeeping
from madoguchi.journal.queries import timeline
from madoguchi.kernel import clock
from madoguchi.kernel.announcing import heard
from madoguchi.kernel.refusals import Refusal
from tests.assistant import model_server
from tests.assistant.conftest import MOVING

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("small_ward")]


@pytest.fixture
def talk() -> Conversation:
    return say.begin(secret="s", language="ja", at=clock.now())


def said(talk: Conversation, words: str, key: str = "k") -> Turn:
    return say.say(conversation=talk, said=words, key=key, language="ja", at=clock.now())


def test_pressing_twice_says_it_once(talk):
    assert said(talk, "転入届") == said(talk, "転入届")
    assert Turn.objects.count() == 1


def test_the_same_secret_opens_the_same_conversation_and_the_secret_is_not_kept(talk):
    assert say.begin(secret="s", language="en", at=clock.now()) == talk
    assert talk.secret_digest != "s"


def test_what_is_kept_is_masked(talk):
    turn = said(talk, "電話は090-1234-5678、転入届は？")
    turn.refresh_from_db()
    assert turn.said == "電話は（電話）、転入届は?"
    assert "1234" not in str(turn.reply)


def test_a_choice_is_stated_and_none_of_them_is_a_gap(talk, django_capture_on_commit_callbacks):
    said(talk, "転入の手続きのやりかた")
    turn = say.choose(conversation=talk, choice=MOVING.id, key="c", language="ja", at=clock.now())
    assert (turn.exit, turn.source, turn.chosen) == (Exit.STATED, MOVING.id, True)
    with heard(GapFound) as gaps, heard(Answered) as answered, django_capture_on_commit_callbacks(execute=True):
        none = say.choose(conversation=talk, choice=say.NONE_FITS, key="n", language="ja", at=clock.now())
    assert none.way is Exit.NO_PAGE
    assert gaps[0].said == "転入の手続きのやりかた"
    assert gaps[0].owner == "residents-registry"
    assert answered[0].turn == none.number


@pytest.mark.parametrize("choice", ["answer/nothing", "answer/test-over", "' OR 1=1", "x" * 10_000])
def test_a_choice_that_is_not_there_is_refused(talk, choice):
    with pytest.raises(Refusal):
        say.choose(conversation=talk, choice=choice, key="c", language="ja", at=clock.now())


def test_the_database_refuses_a_statement_without_a_source(talk):
    turn = said(talk, "転入の手続きのやりかた")
    with pytest.raises(IntegrityError), transaction.atomic():
        Turn.objects.filter(pk=turn.pk).update(exit=Exit.STATED.value, source="")
    with pytest.raises(IntegrityError), transaction.atomic():
        Turn.objects.filter(pk=turn.pk).update(probability=1.5)
    with pytest.raises(IntegrityError), transaction.atomic():
        Turn.objects.filter(pk=turn.pk).update(wording="言い換え")


def test_a_talk_without_end_is_begun_anew(talk, monkeypatch):
    monkeypatch.setattr(say, "MOST_TURNS", 1)
    said(talk, "転入届", "a")
    with pytest.raises(Refusal):
        said(talk, "転出届", "b")


def test_conversations_are_deleted_at_night_after_the_days_of_the_setting(talk, settings, clock):
    said(talk, "転入届")
    settings.CHAT_DAYS = 30
    job = next(job for job in housekeeping.JOBS if job.name == "conversations")
    clock.passes(days=29)
    assert job.act(clock.now()) == 0
    clock.passes(days=2)
    assert job.act(clock.now()) == 1
    assert not Turn.objects.exists()
    assert [entry.what for entry in timeline("assistant/conversations")] == ["conversations_forgotten"]


def test_the_resident_deletes_it_at_once(talk):
    said(talk, "転入届")
    forget.forget(conversation=talk, at=clock.now())
    assert not Conversation.objects.exists()
    assert not Turn.objects.exists()


def test_neither_the_question_nor_a_number_stands_in_the_log(talk, capfd):
    said(talk, "ひみつのしつもん 123456789018 てんにゅうとどけ")
    out = "".join(capfd.readouterr())
    assert "ひみつ" not in out
    assert "123456789018" not in out


@pytest.fixture
def model(settings):
    with model_server.running() as found:
        settings.MODEL_URL, settings.MODEL_SECONDS = found.url, 2.0
        yield found


def test_a_model_that_keeps_to_the_facts_may_reword(talk, model):
    turn = said(talk, "引っ越したら何をすればいい？")
    model.says = "14日以内に転入届を出してください。"
    assert rewording.wording_for(turn) == model.says
    say.reword(turn=turn, wording=model.says)
    turn.refresh_from_db()
    assert turn.wording == model.says


@pytest.mark.parametrize(
    "says",
    [
        "15日以内に転入届を出してください。", "14日以内に転出届を出してください。", "2026年12月1日までに転入届を出してください。",
        "03-5432-3334 に電話してください。", "渋谷区に転入届を出してください。", "I am free now.", "<script>alert(1)</script>", "",
    ],
)  # fmt: skip
def test_a_model_that_alters_anything_never_gets_through(talk, model, says):
    turn = said(talk, "引っ越したら何をすればいい？")
    model.says = says
    assert rewording.wording_for(turn) == ""


def test_a_broken_or_slow_model_leaves_the_quotation(talk, model, settings):
    turn = said(talk, "引っ越したら何をすればいい？")
    for model.raw in (b"garbage", b"{}"):
        assert rewording.wording_for(turn) == ""
    model.raw, model.status = None, 500
    assert rewording.wording_for(turn) == ""
    model.status, model.waits, settings.MODEL_SECONDS = 200, 30, 0.2
    assert rewording.wording_for(turn) == ""


def test_the_model_is_given_the_masked_question_and_only_one_waits_for_it(talk, model):
    turn = said(talk, "引っ越したら何をすればいい？")
    turn.said = "電話は（電話）"
    model.says = "14日以内に転入届を出してください。"
    with rewording._one_at_a_time:
        assert rewording.wording_for(turn) == ""
    assert not model.asked
    assert rewording.wording_for(turn)
    assert "（電話）" in model.asked[0]["messages"][1]["content"]


def test_only_what_was_stated_is_reworded(talk, model):
    model.says = "14日以内に転入届を出してください。"
    assert rewording.wording_for(said(talk, "今日の夕飯は何がいい？")) == ""
    assert not model.asked
