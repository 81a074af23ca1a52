"""An answer is changed by one, seen against past questions, approved by another, and speaks at once."""

from dataclasses import replace
from datetime import date, timedelta

import msgspec
import pytest
from django.db import IntegrityError, transaction

from madoguchi.accounts.states import Role
from madoguchi.assistant import corpus, editions, passages, permissions, replaying
from madoguchi.assistant.commands import editing, gaps
from madoguchi.assistant.lives import CHANGE, CHANGE_WAYS, ChangeState
from madoguchi.assistant.models import AnswerChange, AnswerEdition, Gap, StoredQuestion
from madoguchi.assistant.replaying import Asked, Change, effect_of
from madoguchi.definitions.faq import FaqEntry, Valid
from madoguchi.definitions.listed import read_lists
from madoguchi.gateways import outbox
from madoguchi.journal.queries import timeline
from madoguchi.kernel import clock as times
from madoguchi.kernel.refusals import Refusal
from madoguchi.publications import queries as publications
from tests.cases.desk import desk_of, text_of
from tests.cases.factories import an_actor, an_officer, somebody

pytestmark = pytest.mark.django_db
ONE = "child-allowance-how-much"
HERE = "child-family"


@pytest.fixture
def ward(ward_says, monkeypatch, settings, tmp_path) -> FaqEntry:
    """What the ward's files answer, asked anew each time."""
    settings.DATA = tmp_path
    ward_says()
    monkeypatch.setattr("madoguchi.assistant.sources._passages", [passages.answers])
    editions.forget()
    corpus.forget()
    found = editions.entry(ONE)
    assert found
    return found


def said_now() -> FaqEntry:
    """The answer as it stands."""
    found = editions.entry(ONE)
    assert found is not None
    return found


def changed(entry: FaqEntry, before: str, after: str) -> FaqEntry:
    assert before in entry.answer.ja
    answer = msgspec.structs.replace(entry.answer, ja=entry.answer.ja.replace(before, after))
    return msgspec.structs.replace(entry, answer=answer)


def other_fee(entry: FaqEntry) -> FaqEntry:
    return changed(entry, "円", "円（改定）")


def published(entry: FaqEntry) -> AnswerEdition:
    author, decider = an_actor(Role.EDITOR, section=HERE), an_actor(Role.DECIDER, section=HERE)
    change = editing.save_change(entry=entry, by=author, at=times.now())
    editing.send_change(change=change, by=author, at=times.now())
    change.refresh_from_db()
    return editing.approve_change(change=change, by=decider, at=times.now())


@pytest.mark.parametrize("state", ChangeState)
@pytest.mark.parametrize("to", ChangeState)
def test_a_change_goes_only_where_the_table_lets_it(state, to):
    assert (CHANGE.refusal_to_move(state, to) is None) == (to in CHANGE_WAYS[state])


def test_one_writes_another_approves_and_the_site_says_the_new_words(ward, client):
    editor, decider = an_officer(Role.EDITOR, section=HERE), an_officer(Role.DECIDER, section=HERE)
    new = other_fee(ward)
    sent = {
        f"question-{one}": getattr(new.question, one.replace("-", "_")) for one in ("ja", "easy", "en", "zh-hans", "ko")
    }
    sent |= {
        f"answer-{one}": getattr(new.answer, one.replace("-", "_")) for one in ("ja", "easy", "en", "zh-hans", "ko")
    }
    sent |= {"asked": "\n".join(new.questions), "source": new.source}
    desk = desk_of(editor)
    page = desk.post(f"/desk/answers/{ONE}/", sent, follow=True)
    assert "円（改定）" in text_of(page)
    change = AnswerChange.objects.get()
    url = f"/desk/answers/changes/{change.pk}/"
    desk.post(f"{url}act/", {"act": "send"})
    assert desk.post(f"{url}act/", {"act": "approve"}).status_code == 403
    assert "円（改定）" not in text_of(client.get(f"/answers/{ONE}/"))
    other = desk_of(decider)
    assert other.post(f"{url}act/", {"act": "return", "because": ""}).status_code == 400
    assert "公開しました" in text_of(other.post(f"{url}act/", {"act": "approve"}, follow=True))
    editions.forget()
    assert "円（改定）" in text_of(client.get(f"/answers/{ONE}/"))
    assert said_now().reviewed == times.today()
    what = [entry.what for entry in timeline(f"answer/{ONE}")]
    assert what == ["answer_change_begun", "answer_change_sent", "answer_published"]


def test_nobody_approves_what_they_had_a_hand_in(ward):
    both = an_actor(Role.EDITOR, Role.DECIDER, section=HERE)
    author = an_actor(Role.EDITOR, section=HERE)
    change = editing.save_change(entry=other_fee(ward), by=author, at=times.now())
    editing.save_change(entry=other_fee(ward), by=both, at=times.now())
    editing.send_change(change=change, by=author, at=times.now())
    change.refresh_from_db()
    refusal = permissions.refusal_to_approve_answer(both, change)
    assert refusal is not None
    assert refusal.code == "own-change"
    with pytest.raises(Refusal):
        editing.save_change(entry=other_fee(ward), by=author, at=times.now())
    with pytest.raises(IntegrityError), transaction.atomic():
        AnswerEdition.objects.create(
            answer=ONE, number=1, document={}, published_at=times.now(), published_by="a", proposed_by="a"
        )


def test_who_may_edit_and_approve(ward):
    may = {role for role in Role if permissions.refusal_to_edit_answer(an_actor(role, section=HERE), HERE) is None}
    assert may == {Role.EDITOR, Role.ADMINISTRATOR}
    change = editing.save_change(entry=other_fee(ward), by=an_actor(Role.EDITOR, section=HERE), at=times.now())
    editing.send_change(change=change, by=an_actor(Role.EDITOR, section=HERE), at=times.now())
    change.refresh_from_db()
    for section, expected in ((HERE, {Role.DECIDER}), ("tax-payment", set())):
        found = {
            role
            for role in Role
            if permissions.refusal_to_approve_answer(an_actor(role, section=section), change) is None
        }
        assert found == expected
    assert permissions.refusal_to_edit_answer(somebody(), HERE) is not None
    assert permissions.refusal_to_see_answers(somebody()) is not None


def test_a_planted_change_of_fee_lists_exactly_the_answers_that_change(ward):
    asked = [
        Asked(ward.question.ja, "ja"),
        *(Asked(text, "ja") for text in ward.questions),
        Asked("犬を飼い始めました。どんな届け出が必要ですか", "ja"),
        Asked("粗大ごみを出したい", "ja"),
    ]
    effect = effect_of(other_fee(ward), asked)
    listed = {one.asked.text for one in effect.differences if one.change is Change.WORDING}
    assert ward.question.ja in listed
    assert not {one.asked.text for one in effect.differences} & {asked[-1].text, asked[-2].text}
    assert effect_of(ward, asked).differences == ()


def test_the_quick_look_finds_what_asking_everything_finds(ward, monkeypatch):
    asked = [Asked(text, "ja") for entry in list(editions.entries().values())[:120] for text in entry.questions[:1]]
    new = other_fee(ward)
    quick = {(one.asked.text, one.change) for one in effect_of(new, asked).differences}
    monkeypatch.setattr(replaying, "SHARED", -1.0)
    whole = effect_of(new, asked)
    assert whole.looked_at == len(asked)
    assert {(one.asked.text, one.change) for one in whole.differences} == quick


def test_an_answer_that_falls_silent_is_seen_to_break_what_officers_stored(ward):
    text = "うちの子の手当の額を知りたい"
    StoredQuestion.objects.create(
        passage=f"answer/{ONE}",
        text=text,
        language="ja",
        section=HERE,
        stored_by="1",
        stored_name="x",
        stored_at=times.now(),
    )
    over = msgspec.structs.replace(ward, valid=Valid(until=times.today() - timedelta(days=1)))
    effect = effect_of(over, replaying.past_questions())
    assert effect.asked == 1
    assert [one.change for one in effect.differences] in ([Change.BREAKS], [Change.OTHER], [Change.LOST])


def test_publishing_closes_the_gaps_it_answers(ward):
    gaps.note(text="スケボーの練習場", language="ja", owner=HERE, key="1", at=times.now())
    answer = msgspec.structs.replace(ward.answer, ja=ward.answer.ja + "スケボーの練習場は区にありません。")
    published(msgspec.structs.replace(ward, answer=answer, questions=(*ward.questions, "スケボーの練習場")))
    assert Gap.objects.get().state == "open"
    outbox.deliver_due(at=times.now())
    assert Gap.objects.get().state == "closed"


def test_of_two_approved_at_once_the_one_committed_later_speaks_too(ward):
    now = times.now()

    def edition(answer: str, number: int, words: str) -> AnswerEdition:
        document = msgspec.to_builtins(msgspec.structs.replace(other_fee(ward), id=answer, source=words))
        return AnswerEdition(
            pk=number, answer=answer, number=1, document={k: v for k, v in document.items() if v is not None},
            published_at=now, published_by="2", proposed_by="1",
        )  # fmt: skip

    edition("second", 9_002, "二").save()
    editions.forget()
    assert editions.entry("second")
    edition("first", 9_001, "一").save()
    editions._over.until = 0.0
    assert editions.entry("first")


@pytest.mark.parametrize(
    ("sent", "anchor"),
    [
        ({"answer-ja": ""}, "answer-ja"), ({"answer-easy": ""}, "answer-easy"), ({"answer-ja": "あ" * 401}, "answer-ja"),
        ({"question-ja": ""}, "question-ja"), ({"since": "x"}, "since"), ({"until": "2026-99-99"}, "until"),
        ({"since": "2027-01-01", "until": "2026-01-01"}, "until"), ({"source": " "}, "source"),
    ],
)  # fmt: skip
def test_a_wrong_entry_is_shown_with_its_place_and_nothing_is_lost(ward, sent, anchor):
    whole = {f"{part}-{one}": "やさしい ことば" for part in ("question", "answer") for one in ("ja", "easy")}
    desk = desk_of(an_officer(Role.EDITOR, section=HERE))
    answered = desk.post(f"/desk/answers/{ONE}/", {"source": "条例", "asked": "ききかた", **whole, **sent})
    assert answered.status_code == 400
    assert f'href="#{anchor}"' in text_of(answered)
    assert "ききかた" in text_of(answered)
    assert not AnswerChange.objects.exists()


def test_the_exported_file_is_read_back_as_the_same_answer(ward, tmp_path):
    text = text_of(desk_of(an_officer(Role.EDITOR, section=HERE)).get(f"/desk/answers/{ONE}/file/"))
    (tmp_path / "answers").mkdir()
    (tmp_path / "answers" / "one.yaml").write_text(text, encoding="utf-8")
    found, wrong = read_lists(tmp_path / "answers", FaqEntry)
    assert wrong == []
    assert [one.entry for one in found] == [ward]


def test_old_answers_ask_for_a_look(ward, clock):
    assert editions.reminder(ward, ward.reviewed) == "" or ward.valid
    plain = msgspec.structs.replace(ward, valid=None)
    assert editions.reminder(plain, ward.reviewed + timedelta(days=366)) == "見直しの日が過ぎています"
    ending = msgspec.structs.replace(ward, valid=Valid(until=date(2027, 3, 31)))
    assert "まもなく期限" in editions.reminder(ending, date(2027, 3, 10))
    assert "過ぎ" in editions.reminder(ending, date(2027, 4, 1))
    clock.passes(days=800)
    assert "見直しの日が過ぎています" in text_of(desk_of(an_officer(Role.EDITOR, section=HERE)).get("/desk/answers/"))


def test_what_is_not_there(ward):
    desk = desk_of(an_officer(Role.EDITOR, section=HERE))
    for path in ("no-such-answer/", "changes/999/", "changes/99999999999999999999999/", "no-such/file/"):
        assert desk.get(f"/desk/answers/{path}").status_code == 404
    assert desk_of(an_officer(Role.EDITOR, section="tax-payment")).get(f"/desk/answers/{ONE}/").status_code == 200


def test_what_the_pages_cost(ward, django_assert_num_queries):
    desk = desk_of(an_officer(Role.EDITOR, section=HERE))
    change = editing.save_change(entry=other_fee(ward), by=an_actor(Role.EDITOR, section=HERE), at=times.now())
    desk.get("/desk/answers/")
    with django_assert_num_queries(3):
        desk.get("/desk/answers/")
    with django_assert_num_queries(3):
        desk.get(f"/desk/answers/{ONE}/")
    with django_assert_num_queries(3):
        desk.get(f"/desk/answers/changes/{change.pk}/")


def test_editions_are_added_one_upon_another(ward):
    published(other_fee(ward))
    editions.forget()
    published(changed(said_now(), "円（改定）", "円（再改定）"))
    assert [one.number for one in editions.editions_of(ONE)] == [2, 1]
    editions.forget()
    assert "再改定" in said_now().answer.ja
    assert "改定" not in publications.catalog().answers[ONE].answer.ja
    assert replace(passages.of_entry(editions.entry(ONE)), questions=()).owner == HERE
