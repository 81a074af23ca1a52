"""Figures about cases."""

from datetime import timedelta

import pytest

from madoguchi.cases import commands as cases
from madoguchi.cases import figures
from madoguchi.cases.states import State
from tests.cases.definition import COMPILED
from tests.cases.factories import MONDAY, a_case, an_actor, approves, received

pytestmark = pytest.mark.django_db


def this_year():
    return figures.decisions(since=MONDAY - timedelta(days=1), until=MONDAY + timedelta(days=365))


def decided_after(days: int):
    case, by = received(MONDAY), an_actor()
    cases.begin_review(case=case, by=by, at=MONDAY)
    approves(case=case, by=by, at=MONDAY + timedelta(days=days))
    return case


def test_every_state_is_counted_also_those_in_which_nothing_stands():
    a_case(at=State.RETURNED)
    received()
    assert figures.by_state() == {**dict.fromkeys(State, 0), State.RETURNED: 1, State.RECEIVED: 1}
    assert figures.by_state(procedure="another")[State.RECEIVED] == 0


def test_decisions_are_measured_in_opening_days():
    for days in (1, 2, 30):
        decided_after(days)
    received()
    (measured,) = this_year()
    assert (measured.procedure, measured.version) == (COMPILED.id, COMPILED.version)
    assert (measured.count, measured.median_days, measured.within_standard) == (3, 2.0, 2)


def test_the_days_of_a_correction_do_not_count():
    case, by = a_case(at=State.RETURNED), an_actor()
    cases.correct(case=case, answers=case.answers, by=case.applicant, at=MONDAY + timedelta(days=4))
    approves(case=case, by=by, at=MONDAY + timedelta(days=4))
    (measured,) = this_year()
    assert (measured.median_days, measured.within_standard) == (0.0, 1)


def test_what_was_withdrawn_or_decided_at_another_time_is_no_decision_here():
    a_case(at=State.WITHDRAWN)
    a_case(at=State.APPROVED)
    assert figures.decisions(since=MONDAY + timedelta(days=1), until=MONDAY + timedelta(days=2)) == []
