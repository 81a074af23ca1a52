"""Who looked at a case is in its journal."""

from datetime import timedelta

import pytest

from madoguchi.accounts.states import Role
from madoguchi.cases import commands as cases
from madoguchi.journal import queries as journal
from madoguchi.kernel.refusals import Refusal
from tests.cases.definition import OTHER_SECTION
from tests.cases.factories import MONDAY, an_actor, received

pytestmark = pytest.mark.django_db


def looks(case) -> int:
    return sum(entry.what == "viewed" for entry in journal.timeline(case.subject))


def test_going_back_and_forth_is_one_look_and_after_ten_minutes_another():
    case, by = received(), an_actor()
    for minutes in (0, 4, 9):
        cases.view(case=case, by=by, at=MONDAY + timedelta(minutes=minutes))
    assert looks(case) == 1
    cases.view(case=case, by=by, at=MONDAY + timedelta(minutes=10))
    assert looks(case) == 2


def test_two_officers_are_two_looks():
    case = received()
    for by in (an_actor(), an_actor()):
        cases.view(case=case, by=by, at=MONDAY)
    assert looks(case) == 2


def test_an_auditor_of_another_section_looks_and_is_written_down():
    case, auditor = received(), an_actor(Role.AUDITOR, section=OTHER_SECTION)
    cases.view(case=case, by=auditor, at=MONDAY)
    assert journal.timeline(case.subject)[-1].who_section == OTHER_SECTION


def test_looking_changes_nothing_so_it_stands_in_nobodys_way():
    case, by = received(), an_actor()
    seen = case.changes
    cases.view(case=case, by=an_actor(), at=MONDAY)
    cases.begin_review(case=case, by=by, at=MONDAY, seen=seen)


def test_who_may_not_look_is_refused_and_not_written_down():
    case = received()
    with pytest.raises(Refusal):
        cases.view(case=case, by=an_actor(section=OTHER_SECTION), at=MONDAY)
    assert looks(case) == 0


def test_every_opening_of_a_document_is_written():
    case, by = received(), an_actor()
    for _ in range(2):
        cases.open_document(case=case, document="d1", by=by, at=MONDAY)
    assert [entry.what for entry in journal.timeline(case.subject)].count("document_opened") == 2
