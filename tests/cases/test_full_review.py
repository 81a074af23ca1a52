"""抽出確認: the draw is fair, nobody can foresee it, and its result is recorded before anything is decided."""

import importlib
from uuid import UUID

import pytest
from django.db import IntegrityError, transaction
from hypothesis import given
from hypothesis import strategies as some

from madoguchi.cases import commands as cases
from madoguchi.cases import sampling
from madoguchi.cases.models import Case, FullReview, SampleReview
from madoguchi.cases.states import State
from madoguchi.journal import queries as journal
from madoguchi.kernel.clock import moved_to
from madoguchi.kernel.ids import uuid7
from madoguchi.kernel.refusals import Refusal
from tests.cases.clean_cases import a_clean_case
from tests.cases.desk import desk_of, text_of
from tests.cases.factories import MONDAY, acting, an_actor, an_officer, received

pytestmark = pytest.mark.django_db


@pytest.fixture
def the_draw(monkeypatch):
    """The real one, which other tests have put aside."""
    spec = importlib.util.find_spec("madoguchi.cases.sampling")
    assert spec
    assert spec.loader
    fresh = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(fresh)
    return fresh.is_drawn


@pytest.fixture
def everybody_is_drawn(monkeypatch) -> None:
    monkeypatch.setattr(sampling, "is_drawn", lambda case, percent: True)


@pytest.fixture(autouse=True)
def on_monday():
    with moved_to(MONDAY):
        yield


@pytest.mark.parametrize("percent", [1, 3, 5])
def test_about_so_many_of_a_hundred_are_drawn(the_draw, percent):
    number = 20_000
    drawn = sum(the_draw(uuid7(), percent) for _ in range(number))
    expected = number * percent / 100
    assert abs(drawn - expected) < 6 * expected**0.5


def test_the_draw_is_the_same_whoever_asks_again_and_another_under_another_secret(the_draw, settings):
    made = [uuid7() for _ in range(500)]
    first = [the_draw(case, 5) for case in made]
    assert [the_draw(case, 5) for case in made] == first
    settings.SECRET_KEY = "another secret that nobody has seen before 0123456789"
    assert [the_draw(case, 5) for case in made] != first


def test_who_is_drawn_of_fewer_is_drawn_of_more(the_draw):
    @given(some.uuids())
    def holds(case: UUID) -> None:
        assert not the_draw(case, 1) or the_draw(case, 5)

    holds()


def in_review(**how) -> Case:
    case = a_clean_case(**how)
    cases.begin_review(case=case, by=an_actor(), at=MONDAY)
    return case


def test_only_clean_cases_are_drawn(everybody_is_drawn):
    assert received().full_review == ""
    assert a_clean_case().full_review == FullReview.DRAWN


def test_a_drawn_case_is_decided_once_its_result_is_recorded(everybody_is_drawn):
    case, by = in_review(), an_actor()
    with pytest.raises(Refusal, match="抽出確認の結果を記録すると"):
        cases.approve(case=case, by=by, at=MONDAY)
    case.refresh_from_db()
    cases.record_sample(case=case, agrees=True, by=by, at=MONDAY)
    cases.approve(case=case, by=by, at=MONDAY)
    assert (case.full_review, case.stands) == (FullReview.AGREED, State.APPROVED)
    (written,) = [entry for entry in journal.timeline(case.subject) if entry.what == "sample_reviewed"]
    assert written.detail == {"agrees": True, "place": ""}


def test_a_miss_says_where_and_what(everybody_is_drawn):
    case, by = in_review(), an_actor()
    for place, words in (("name", " "), ("no-such", "x"), ("", "x")):
        with pytest.raises(Refusal):
            cases.record_sample(case=case, agrees=False, place=place, words=words, by=by, at=MONDAY)
        case.refresh_from_db()
    cases.record_sample(case=case, agrees=False, place="name", words="旧姓のままです。", by=by, at=MONDAY)
    assert case.full_review == FullReview.MISSED
    assert SampleReview.objects.get().words == "旧姓のままです。"
    with pytest.raises(Refusal, match="待っている申請ではありません"):
        cases.record_sample(case=case, agrees=True, by=by, at=MONDAY)


def test_the_database_keeps_no_miss_without_its_place():
    case = in_review()
    with pytest.raises(IntegrityError), transaction.atomic():
        SampleReview.objects.create(case=case, agrees=False, by_id="1", by_name="x", at=MONDAY)


def test_the_officer_sees_that_it_is_drawn_in_the_list_and_on_the_page(everybody_is_drawn):
    officer, case = an_officer(), a_clean_case()
    browser = desk_of(officer)
    assert "抽出確認" in text_of(browser.get("/desk/"))
    cases.begin_review(case=case, by=acting(officer), at=MONDAY)
    page = text_of(browser.get(f"/desk/cases/{case.pk}/"))
    assert "一致：見落としはない" in page
    answer = browser.post(f"/desk/cases/{case.pk}/sample/", {"result": "agrees", "seen": case.changes})
    assert answer.status_code == 302
    assert "規則の判断と一致しました" in text_of(browser.get(f"/desk/cases/{case.pk}/?done=sample"))


@pytest.mark.parametrize("typed", [{}, {"result": "missed"}, {"result": "missed", "place": "<x>", "words": "\u202e"}])
def test_whatever_is_sent_as_a_result_there_is_an_answer(everybody_is_drawn, typed):
    case = in_review()
    answer = desk_of(an_officer()).post(f"/desk/cases/{case.pk}/sample/", {**typed, "seen": case.changes})
    assert answer.status_code == 400
    assert not SampleReview.objects.exists()
