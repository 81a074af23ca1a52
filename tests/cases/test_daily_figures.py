"""What is counted of applications, day by day, and what is not."""

from datetime import timedelta

import pytest

from madoguchi.cases import commands as cases
from madoguchi.cases import figures, sampling
from madoguchi.cases.grounds import Fault, Item
from madoguchi.cases.states import State
from tests.cases.clean_cases import a_clean_case, decided_together, the_worker_works
from tests.cases.definition import COMPILED
from tests.cases.factories import MONDAY, a_case, an_actor, approves, received

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def nobody_drawn(monkeypatch):
    monkeypatch.setattr(sampling, "is_drawn", lambda case, percent: False)


def tally(days: int = 60) -> figures.Tally:
    found = figures.daily(since=MONDAY - timedelta(days=1), until=MONDAY + timedelta(days=days))
    assert {(s.procedure, s.version, s.channel) for s in found} <= {(COMPILED.id, COMPILED.version, "web")}
    return figures.together(found.values())


def decided(case, by, minutes: int = 5):
    cases.begin_review(case=case, by=by, at=MONDAY)
    approves(case=case, by=by, at=MONDAY + timedelta(minutes=minutes))


def test_a_clean_case_decided_without_a_correction_arrived_correct():
    decided(a_clean_case(), an_actor())
    found = tally()
    assert found["received"] == found["decided"] == found["correct"] == found["in_time"] == {"": 1}
    assert (found["days"], found["handling"]) == ({"0": 1}, {"5": 1})
    assert found["step_seconds"] == {"approved": 300}
    assert not {"corrected", "requests", "reasons", "together"} & set(found)


def test_a_case_that_a_check_stopped_did_not_arrive_correct_even_if_the_check_was_wrong():
    case, by = a_clean_case(pieces=4), an_actor()
    cases.begin_review(case=case, by=by, at=MONDAY)
    cases.settle_finding(case=case, check="many", row="", verdict="false_alarm", by=by, at=MONDAY)
    cases.approve(case=case, by=by, at=MONDAY)
    found = tally()
    assert found["decided"] == {"": 1}
    assert "correct" not in found


def test_cases_decided_together_are_straight_through_and_took_nobody_time(clock):
    clock.move_to(MONDAY)
    made = [a_clean_case() for _ in range(3)]
    decided_together(*made, by=an_actor())
    the_worker_works()
    found = tally()
    assert found["together"] == found["correct"] == {"": 3}
    assert "handling" not in found


def test_corrections_are_counted_by_answer_and_the_waiting_does_not_count():
    case, by = a_clean_case(), an_actor()
    cases.begin_review(case=case, by=by, at=MONDAY)
    items = [Item(path="pieces", reason=Fault.WRONG), Item(path="proof", reason=Fault.INCOMPLETE)]
    cases.ask_for_correction(case=case, items=items, by=by, at=MONDAY)
    cases.correct(case=case, answers=case.answers, by=case.applicant, at=MONDAY + timedelta(days=4))
    approves(case=case, by=by, at=MONDAY + timedelta(days=4))
    found = tally()
    assert (found["corrected"], found["requests"]) == ({"": 1}, {"": 1})
    assert found["reasons"] == {"wrong": 1, "incomplete": 1}
    assert found["days"] == {"0": 1}
    assert "correct" not in found


def test_a_request_that_was_never_answered_is_counted_when_it_ends_in_a_rejection():
    case, by = a_case(at=State.RETURNED), an_actor()
    cases.reject(case=case, reasons=["outside"], facts="補正がありませんでした。", by=by, at=MONDAY + timedelta(days=9))
    found = tally()
    assert (found["requests"], found["reasons"]) == ({"": 1}, {figures.WHOLE: 1})


def test_a_request_taken_back_was_not_asked():
    case, by = a_case(at=State.RETURNED), an_actor()
    cases.take_back_correction(case=case, by=by, at=MONDAY)
    approves(case=case, by=by, at=MONDAY)
    assert not {"requests", "corrected"} & set(tally())


def test_what_was_withdrawn_is_no_decision():
    a_case(at=State.WITHDRAWN)
    found = tally()
    assert found["withdrawn"] == {"": 1}
    assert "decided" not in found


def test_a_pause_of_an_hour_is_not_handling():
    decided(received(), an_actor(), minutes=60)
    assert tally()["handling"] == {"0": 1}


def test_a_day_belongs_to_the_day_in_japan_and_to_no_other():
    decided(received(MONDAY), an_actor())
    (slice_,) = figures.daily(since=MONDAY - timedelta(days=1), until=MONDAY + timedelta(days=9))
    assert slice_.day == MONDAY.date()
    assert not figures.daily(since=MONDAY + timedelta(days=1), until=MONDAY + timedelta(days=9))


def test_a_chunk_of_cases_is_counted_with_five_queries_however_many_they_are(django_assert_num_queries):
    by = an_actor()
    for _ in range(4):
        decided(received(), by)
    with django_assert_num_queries(7):
        tally()
