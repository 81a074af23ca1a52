"""The ranking learns at night, is offered with its measured marks, and is switched in or back by a person."""

from dataclasses import replace
from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from madoguchi.accounts.states import Role
from madoguchi.assistant import corpus, learning, permissions, sources, stored
from madoguchi.assistant.commands import learning as rankers
from madoguchi.assistant.models import LearnedRanker, StoredQuestion
from madoguchi.assistant.ranking import rank
from madoguchi.assistant.ranking.learned import out_of_the_box
from madoguchi.journal.queries import timeline
from madoguchi.kernel import clock as times
from madoguchi.kernel.refusals import Refusal
from madoguchi.kernel.text import Text
from tests.assistant.conftest import ALLOWANCE, CARD, MOVING
from tests.cases.desk import desk_of, text_of
from tests.cases.factories import an_actor, an_officer

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("small_ward")]
THINGS = ("自転車", "粗大ごみ", "犬", "印鑑", "保育園", "図書館", "公園", "税金", "年金", "介護", "防災", "選挙")
HOW = ("{}はどこ", "{}の窓口", "{}について知りたい", "{}のことで困っている", "{}はいくら", "{}の申込み", "{}をやめたい", "新しい{}", "{}の期限", "{}の書類", "家族の{}", "古い{}", "{}を変えたい", "{}に行きたい", "急ぎで{}", "{}をなくした", "{}の予約", "夜の{}")  # fmt: skip
PAGES = [
    replace(MOVING, id=f"answer/t{n}", title=Text(ja=f"{thing}の案内"), body=Text(ja=f"{thing}は区役所の窓口で受け付けます。"), questions=())
    for n, thing in enumerate(THINGS)
]  # fmt: skip


@pytest.fixture
def taught(ward_says, monkeypatch):
    """More than two hundred stored questions on twelve pages."""
    ward_says(*PAGES, MOVING, ALLOWANCE, CARD)
    monkeypatch.setattr(sources, "_questions", [stored.stored_questions])
    monkeypatch.setattr(sources, "_rankers", [learning.in_use])
    StoredQuestion.objects.bulk_create(
        StoredQuestion(
            passage=page.id, text=how.format(thing), language="ja", section=page.owner, stored_by="1", stored_name="x",
            stored_at=times.now(),
        )
        for page, thing in zip(PAGES, THINGS, strict=True)
        for how in HOW
    )  # fmt: skip
    corpus.forget()


def order(question: str) -> list[tuple[str, float]]:
    corpus.forget()
    return [(one.id, one.score) for one in rank(question, corpus.corpus()).found]


def offered(*, before: float = 0.5, after: float = 0.6, days: int = 0) -> LearnedRanker:
    document = out_of_the_box().as_json()
    return LearnedRanker.objects.create(
        made_at=times.now() + timedelta(days=days),
        questions=200,
        held_out=40,
        before=before,
        after=after,
        document=document,
    )


def test_nothing_is_offered_before_there_is_enough(ward_says):
    ward_says(MOVING)
    assert rankers.offer_ranker(at=times.now()) is None
    assert not LearnedRanker.objects.exists()


def test_the_night_refits_measures_on_questions_set_aside_and_changes_nothing(taught):
    before = order("犬の窓口")
    row = rankers.offer_ranker(at=times.now())
    assert row is not None
    assert row.questions == len(THINGS) * len(HOW)
    assert row.held_out >= 40
    assert 0 < row.before <= 1
    assert 0 < row.after <= 1
    assert not row.in_use
    assert order("犬の窓口") == before
    assert [entry.what for entry in timeline(row.subject)] == ["ranker_offered"]


def test_switched_in_it_ranks_and_switched_back_the_order_is_exactly_as_before(taught):
    questions = ("犬の窓口", "図書館", "ごみ", "転入届")
    before = [order(question) for question in questions]
    made = rankers.offer_ranker(at=times.now())
    assert made is not None
    LearnedRanker.objects.update(before=0.1, after=0.9)
    made.refresh_from_db()
    by = an_actor(Role.ADMINISTRATOR)
    rankers.switch_in(ranker=made, by=by, at=times.now())
    corpus.forget()
    assert corpus.corpus().learned is not None
    assert [order(question) for question in questions] != before
    rankers.switch_back(by=by, at=times.now())
    assert [order(question) for question in questions] == before
    what = [entry.what for entry in timeline(made.subject)]
    assert what == ["ranker_offered", "ranker_switched_in", "ranker_switched_back"]


def test_going_back_leads_to_the_one_before():
    by, first, second = an_actor(Role.ADMINISTRATOR), offered(), offered(days=1)
    rankers.switch_in(ranker=first, by=by, at=times.now())
    rankers.switch_in(ranker=second, by=by, at=times.now())
    assert LearnedRanker.objects.get(in_use=True) == second
    rankers.switch_back(by=by, at=times.now())
    assert LearnedRanker.objects.get(in_use=True) == first
    rankers.switch_back(by=by, at=times.now())
    assert not LearnedRanker.objects.filter(in_use=True).exists()
    with pytest.raises(Refusal):
        rankers.switch_back(by=by, at=times.now())


def test_only_a_better_one_goes_in_and_the_database_says_so_too():
    worse = offered(before=0.6, after=0.6)
    with pytest.raises(Refusal) as refused:
        rankers.switch_in(ranker=worse, by=an_actor(Role.ADMINISTRATOR), at=times.now())
    assert refused.value.code == "not-better"
    with pytest.raises(IntegrityError), transaction.atomic():
        LearnedRanker.objects.filter(pk=worse.pk).update(in_use=True, switched_in_at=times.now())


def test_only_administrators_switch():
    assert {role for role in Role if permissions.refusal_to_switch(an_actor(role)) is None} == {Role.ADMINISTRATOR}


def test_it_is_done_at_the_desk():
    row = offered()
    desk = desk_of(an_officer(Role.ADMINISTRATOR))
    assert "いまより良い" in text_of(desk.get("/desk/assistant/"))
    assert "切り替えました" in text_of(desk.post("/desk/assistant/act/", {"ranker": row.pk}, follow=True))
    assert "前の順位付けに戻しました" in text_of(desk.post("/desk/assistant/act/", {"act": "back"}, follow=True))
    for wrong in ("", "x", "9" * 40, "999999"):
        assert desk.post("/desk/assistant/act/", {"ranker": wrong}).status_code == 404
    assert desk_of(an_officer(Role.EDITOR)).post("/desk/assistant/act/", {"ranker": row.pk}).status_code == 403


def test_a_ranker_of_another_version_is_passed_over_and_every_question_is_answered_all_the_same(ward_says, monkeypatch):
    ward_says(MOVING, ALLOWANCE)
    LearnedRanker.objects.create(
        made_at=times.now(), questions=200, held_out=40, before=0.5, after=0.6, in_use=True, switched_in_at=times.now(),
        document=out_of_the_box().as_json().replace('"format":', '"format":9'),
    )  # fmt: skip
    learning.forget()
    monkeypatch.setattr(sources, "_rankers", [learning.in_use])
    corpus.forget()
    assert learning.in_use() is None
    assert rank("児童手当はいくら", corpus.corpus()).ids[0] == ALLOWANCE.id
