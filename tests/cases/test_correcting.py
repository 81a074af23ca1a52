"""補正: returned, mended, checked again, with the clock standing still meanwhile."""

from datetime import date, datetime, timedelta

import pytest

from madoguchi.cases import commands as cases
from madoguchi.cases.announcements import CaseReturned
from madoguchi.cases.grounds import Fault, Item
from madoguchi.cases.states import State
from madoguchi.journal import queries as journal
from madoguchi.kernel.actors import Actor, ActorKind
from madoguchi.kernel.announcing import heard
from madoguchi.kernel.clock import JST
from madoguchi.kernel.refusals import Refusal
from madoguchi.notices import queries as notices
from tests.cases.definition import ANSWERS
from tests.cases.factories import MONDAY, a_case, an_actor, received

pytestmark = pytest.mark.django_db

FRIDAY = datetime(2026, 11, 20, 17, 0, tzinfo=JST)


def test_the_resident_is_told_what_to_mend_in_typed_and_in_own_words(django_capture_on_commit_callbacks):
    case, by = a_case(at=State.UNDER_REVIEW), an_actor()
    with heard(CaseReturned) as announced, django_capture_on_commit_callbacks(execute=True):
        cases.ask_for_correction(
            case=case,
            items=[Item(path="address", reason=Fault.WRONG, words="旧住所の番地が必要です。")],
            reasons=["address"],
            by=by,
            at=MONDAY,
        )

    assert (case.stands, case.returned_at) == (State.RETURNED, MONDAY)
    (notice,) = notices.for_subject(case.subject)
    assert notice.kind == "correction"
    assert notice.content.reasons == (
        ("住所（誤り）：旧住所の番地が必要です。", ""),
        ("住所の番地が確認できません。", "行政手続法 第7条"),
    )
    assert notice.content.rows == (("直していただく項目", "住所"),)
    assert announced == [CaseReturned(case=case.pk, at=MONDAY)]


def test_the_officers_own_words_stay_out_of_the_journal():
    case = a_case(at=State.RETURNED)
    details = [entry.detail for entry in journal.timeline(case.subject)]
    assert "番地を書いてください。" not in str(details)


def test_corrected_answers_are_a_new_revision_checked_as_the_first_was():
    case = a_case(at=State.RETURNED, pieces=5)
    before = case.to_look_at
    cases.correct(case=case, answers={**case.answers, "pieces": 1}, by=case.applicant, at=FRIDAY)

    assert case.stands is State.UNDER_REVIEW
    assert case.to_look_at == before - 1
    first, second = case.revisions.all()
    assert case.correction_asked is not None
    assert case.correction_asked.words == "番地を書いてください。"
    assert (first.answers["pieces"], first.asked) == (5, None)
    assert (second.answers["pieces"], second.asked, second.at) == (1, case.correction, FRIDAY)
    assert [entry.what for entry in journal.timeline(case.subject)][-1] == "corrected"


def test_the_days_the_resident_had_it_are_added_to_the_deadline():
    case = a_case(at=State.RETURNED)
    due = case.due_on
    cases.correct(case=case, answers=case.answers, by=case.applicant, at=FRIDAY)
    assert due == date(2026, 12, 1)
    assert (case.paused_days, case.due_on) == (4, date(2026, 12, 7))


def test_a_correction_on_the_same_day_moves_nothing():
    case = a_case(at=State.RETURNED)
    due = case.due_on
    cases.correct(case=case, answers=case.answers, by=case.applicant, at=MONDAY + timedelta(hours=3))
    assert (case.paused_days, case.due_on) == (0, due)


def test_a_second_correction_pauses_the_clock_a_second_time():
    case, by = a_case(at=State.RETURNED), an_actor()
    cases.correct(case=case, answers=case.answers, by=case.applicant, at=FRIDAY)
    cases.ask_for_correction(case=case, reasons=["proof"], words="書類をお願いします。", by=by, at=FRIDAY)
    cases.correct(case=case, answers=case.answers, by=case.applicant, at=FRIDAY + timedelta(days=4))
    assert case.paused_days == 5, "four days of the first week, and Tuesday: Monday 23 November is a holiday"
    assert case.revisions.count() == 3


def test_only_the_applicant_corrects_and_only_when_asked():
    returned, open_case = a_case(at=State.RETURNED), received()
    stranger = Actor(ActorKind.RESIDENT, "99", "別人")
    with pytest.raises(Refusal, match="申請した方だけ"):
        cases.correct(case=returned, answers=returned.answers, by=stranger, at=FRIDAY)
    with pytest.raises(Refusal, match="いまは直せません"):
        cases.correct(case=open_case, answers=open_case.answers, by=open_case.applicant, at=FRIDAY)


def test_a_correction_cannot_become_what_somebody_else_already_applied_for():
    first = received(address=ANSWERS["address"])
    case = a_case(at=State.RETURNED)
    with pytest.raises(cases.AlreadyApplied) as refused:
        cases.correct(case=case, answers={**case.answers, "address": ANSWERS["address"]}, by=case.applicant, at=FRIDAY)
    assert refused.value.case == first
    case.refresh_from_db()
    assert case.stands is State.RETURNED


def test_corrected_answers_lose_what_they_hide():
    case = a_case(at=State.RETURNED, kind="tag", reason="徘徊があるため")
    cases.correct(case=case, answers={**case.answers, "kind": "bell"}, by=case.applicant, at=FRIDAY)
    assert "reason" not in case.answers
