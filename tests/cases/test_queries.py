"""The queue, its counts, and the search in it."""

from dataclasses import replace
from datetime import datetime, timedelta
from itertools import chain

import pytest

from madoguchi.cases import commands as cases
from madoguchi.cases import queries
from madoguchi.cases.models import Case
from madoguchi.cases.queries import Wanted
from madoguchi.cases.states import FINAL, OPEN, State
from madoguchi.kernel.clock import JST
from tests.cases.definition import COMPILED, OTHER_SECTION, SECTION
from tests.cases.factories import MONDAY, a_case, acting, an_actor, an_officer, received

pytestmark = pytest.mark.django_db
TODAY = MONDAY.date()


def found(**wanted) -> list[Case]:
    return list(queries.queue(Wanted(section=SECTION, **wanted), today=TODAY).cases)


def all_pages(wanted: Wanted) -> list[list[Case]]:
    """Followed by the addresses of the pages, as an officer does."""
    pages = []
    while True:
        page = queries.queue(wanted, today=TODAY)
        pages.append(list(page.cases))
        if page.after is None:
            return pages
        wanted = replace(wanted, after=queries.place_in(str(page.after)))


def test_the_most_pressing_case_comes_first():
    late = received(MONDAY)
    early = received(MONDAY - timedelta(days=20))
    assert found() == [early, late]


def test_a_queue_shows_open_cases_of_its_own_section_only():
    mine, other = received(), received()
    cases.reassign_section(case=other, section=OTHER_SECTION, by=an_actor(), at=MONDAY)
    a_case(at=State.APPROVED)
    assert found() == [mine]


def test_ended_cases_come_by_when_they_ended_the_latest_first():
    first = a_case(at=State.REJECTED, on=MONDAY)
    last = a_case(at=State.APPROVED, on=MONDAY + timedelta(days=1))
    assert found(states=FINAL) == [last, first]
    assert found(states=frozenset({State.REJECTED})) == [first]


def test_a_queue_is_narrowed_by_state_and_by_who_works_on_it():
    officer = an_officer()
    waiting = received()
    taken = received()
    cases.begin_review(case=taken, by=acting(officer), at=MONDAY)
    assert found(states=frozenset({State.UNDER_REVIEW})) == [taken]
    assert found(assigned=officer.pk) == [taken]
    assert found(unassigned=True) == [waiting]
    assert found(procedure="another-procedure") == []


def test_only_what_the_office_must_do_can_be_overdue():
    long_ago = MONDAY - timedelta(days=60)
    overdue = received(long_ago)
    a_case(at=State.RETURNED, on=long_ago)
    received(MONDAY)
    assert found(overdue=True) == [overdue]


@pytest.mark.parametrize(
    "typed", ["髙橋", "髙橋 花子", "タカハシ", "たかはしはな", "ﾀｶﾊｼ ﾊﾅｺ", "1", "０００００１", "世子家ー2026-000001"]
)
def test_a_case_is_found_by_the_beginning_of_a_name_a_reading_or_by_its_number(typed):
    wanted = received()
    received(name={"family": "佐藤", "given": "実"}, kana={"family": "サトウ", "given": "ミノル"})
    assert found(search=typed) == [wanted]


@pytest.mark.parametrize("typed", ["花子", "2", "%", "_", "' OR 1=1 --", "９" * 90, "🙂" * 200])
def test_a_search_for_what_is_not_there_finds_nothing(typed):
    received()
    assert found(search=typed) == []


def test_pages_follow_each_other_without_a_gap_or_a_repetition(monkeypatch):
    monkeypatch.setattr(queries, "PAGE", 3)
    made = [received(MONDAY + timedelta(days=n % 4)) for n in range(8)]
    pages = all_pages(Wanted(section=SECTION))
    assert [len(page) for page in pages] == [3, 3, 2]
    assert list(chain(*pages)) == sorted(made, key=lambda case: (case.due_on, case.pk))


def test_pages_of_ended_cases_follow_each_other_too(monkeypatch):
    monkeypatch.setattr(queries, "PAGE", 2)
    made = [a_case(at=State.WITHDRAWN, on=MONDAY + timedelta(hours=n // 2)) for n in range(5)]
    pages = all_pages(Wanted(section=SECTION, states=FINAL))
    assert [len(page) for page in pages] == [2, 2, 1]
    assert list(chain(*pages)) == sorted(made, key=lambda case: (case.decided_at, case.pk), reverse=True)


@pytest.mark.parametrize(
    "typed",
    [
        "",
        "~",
        "2026-11-16",
        "2026-11-16~7",
        "x~y",
        "2026-11-16~019a0000-0000-7000-8000-000000000001",
        "2026-13-01T00:00+09:00~019a0000-0000-7000-8000-000000000001",
    ],
)
def test_an_address_that_names_no_place_begins_at_the_first_page(typed):
    assert queries.place_in(typed) is None


def test_the_tabs_are_counted_in_one_query(django_assert_num_queries):
    officer = an_officer()
    received(MONDAY - timedelta(days=60))
    taken = received()
    cases.begin_review(case=taken, by=acting(officer), at=MONDAY)
    a_case(at=State.RETURNED)
    a_case(at=State.APPROVED)
    with django_assert_num_queries(1):
        counts = queries.counts(SECTION, officer=officer.pk, today=TODAY)
    assert counts.by_state == {State.RECEIVED: 1, State.UNDER_REVIEW: 1, State.RETURNED: 1}
    assert (counts.open, counts.overdue, counts.mine) == (3, 1, 1)
    assert set(counts.by_state) == OPEN


def test_who_waits_for_the_residents_correction_is_no_exception_and_comes_back_with_it():
    returned = a_case(at=State.RETURNED)
    other = a_case(at=State.UNDER_REVIEW)
    assert found(exceptions=True) == [other]
    assert queries.counts(SECTION, officer=0, today=TODAY).exceptions == 1

    cases.correct(case=returned, answers=returned.answers, by=returned.applicant, at=MONDAY)

    assert set(found(exceptions=True)) == {other, returned}
    assert queries.counts(SECTION, officer=0, today=TODAY).exceptions == 2


def test_tabs_are_counted_no_further_than_anybody_reads(monkeypatch):
    monkeypatch.setattr(queries, "MOST_COUNTED", 2)
    for _ in range(3):
        a_case(at=State.UNDER_REVIEW)
    counts = queries.counts(SECTION, officer=0, today=TODAY)
    assert (counts.open, counts.by_state[State.UNDER_REVIEW], counts.by_state[State.RECEIVED]) == (2, 2, 0)


def test_each_procedure_with_open_cases_is_named_once():
    received()
    received()
    a_case(at=State.WITHDRAWN)
    assert queries.procedures_in(SECTION) == [COMPILED.id]
    assert queries.procedures_in("nowhere") == []


def test_a_resident_sees_their_own_cases_the_latest_first():
    assert queries.of_account("") == []
    mine = received()
    type(mine).objects.filter(pk=mine.pk).update(account_id="42")
    received()
    assert queries.of_account("42") == [mine]


def test_the_queue_does_not_fetch_the_answers(django_assert_num_queries):
    received(datetime(2026, 11, 16, tzinfo=JST))
    with django_assert_num_queries(1):
        (case,) = found()
        assert case.get_deferred_fields() == {"answers", "findings", "correction", "decision"}
        assert case.assigned_to is None
