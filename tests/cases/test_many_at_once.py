"""Many who send at the same moment, on either database."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection

from madoguchi.cases import commands as cases
from madoguchi.cases.models import Case, NumberSequence
from madoguchi.cases.states import State
from madoguchi.journal import queries as journal
from madoguchi.kernel.refusals import Refusal
from tests.cases.definition import ANSWERS
from tests.cases.factories import MONDAY, a_case, an_actor, published, received, settled

pytestmark = pytest.mark.django_db(transaction=True)
MANY = 15


def all_at_once(acts: list[Callable[[], Case]]) -> list[Case | Refusal]:
    """Every act in its own thread and connection, begun together."""
    start = Barrier(len(acts))

    def run(act: Callable[[], Case]) -> Case | Refusal:
        try:
            start.wait(timeout=30)
            return act()
        except Refusal as refusal:
            return refusal
        finally:
            connection.close()

    with ThreadPoolExecutor(len(acts)) as threads:
        return list(threads.map(run, acts))


def test_fifteen_parallel_applications_for_the_same_thing_become_one_case():
    published()
    outcomes = all_at_once([lambda: received(address=ANSWERS["address"]) for _ in range(MANY)])

    kept = [one for one in outcomes if isinstance(one, Case)]
    told = [one for one in outcomes if isinstance(one, cases.AlreadyApplied)]
    assert (len(kept), len(told)) == (1, MANY - 1)
    assert {one.case.pk for one in told} == {kept[0].pk}
    assert Case.objects.count() == 1
    assert NumberSequence.objects.get().last == 1


def test_fifteen_times_the_same_press_of_the_button_give_the_same_case():
    published()
    outcomes = all_at_once([lambda: received(key="one-press", address=ANSWERS["address"]) for _ in range(MANY)])
    assert len({one.pk for one in outcomes if isinstance(one, Case)}) == 1
    assert not [one for one in outcomes if isinstance(one, Refusal)]
    assert Case.objects.count() == 1


def test_fifteen_different_applications_have_fifteen_numbers_without_a_gap():
    published()
    outcomes = all_at_once([received for _ in range(MANY)])
    numbers = sorted(one.number for one in outcomes if isinstance(one, Case))
    assert numbers == [f"世子家-2026-{serial:06d}" for serial in range(1, MANY + 1)]
    assert journal.verify() is None


def test_two_officers_who_decide_at_once_make_one_decision():
    case, by = settled(a_case(at=State.UNDER_REVIEW), an_actor()), an_actor()

    def approve() -> Case:
        mine = Case.objects.get(pk=case.pk)
        mine.changes = case.changes
        cases.approve(case=mine, by=by, at=MONDAY)
        return mine

    outcomes = all_at_once([approve, approve])
    assert sorted(isinstance(one, Refusal) for one in outcomes) == [False, True]
    assert [entry.what for entry in journal.timeline(case.subject)].count("approved") == 1
