"""The life of a case."""

from pathlib import Path

import pytest

from madoguchi.cases.management.commands.cases_states import DOCUMENT, document
from madoguchi.cases.states import (
    CLOCK_RUNS,
    DECIDED,
    FINAL,
    LABEL,
    NEXT,
    OPEN,
    OWNER,
    RESIDENT_LABEL,
    Owner,
    State,
    after,
    resident_label,
)
from madoguchi.kernel.refusals import Refusal

ALLOWED = {
    (State.RECEIVED, State.UNDER_REVIEW),
    (State.RECEIVED, State.WITHDRAWN),
    (State.UNDER_REVIEW, State.RETURNED),
    (State.UNDER_REVIEW, State.APPROVED),
    (State.UNDER_REVIEW, State.REJECTED),
    (State.UNDER_REVIEW, State.WITHDRAWN),
    (State.RETURNED, State.UNDER_REVIEW),
    (State.RETURNED, State.REJECTED),
    (State.RETURNED, State.WITHDRAWN),
}


@pytest.mark.parametrize("to", State)
@pytest.mark.parametrize("state", State)
def test_a_case_moves_only_along_the_table(state, to):
    if (state, to) in ALLOWED:
        assert after(state, to) is to
        return
    with pytest.raises(Refusal) as refused:
        after(state, to)
    assert LABEL[state] in refused.value.message


def test_nothing_leads_out_of_a_final_state():
    assert {State.APPROVED, State.REJECTED, State.WITHDRAWN} == FINAL
    assert all(not NEXT[state] for state in FINAL)
    assert DECIDED < FINAL
    assert set(State) == OPEN | FINAL


@pytest.mark.parametrize("state", State)
def test_every_state_has_an_owner_and_words_for_both_sides(state):
    assert (OWNER[state] is Owner.NOBODY) == (state in FINAL)
    assert LABEL[state]
    assert RESIDENT_LABEL[state].missing() == ()


def test_every_state_can_be_reached():
    reached = {State.RECEIVED}.union(*NEXT.values())
    assert reached == set(State)


def test_the_clock_runs_only_while_the_office_must_act():
    assert {State.RECEIVED, State.UNDER_REVIEW} == CLOCK_RUNS


def test_a_resident_reads_plain_words_in_their_language():
    assert resident_label(State.RETURNED) == "直していただきたいところがあります"
    assert resident_label(State.RETURNED, "en") == "Needs your correction"


def test_the_diagram_in_the_documentation_is_the_table():
    assert Path(DOCUMENT).read_text(encoding="utf-8") == document(), "run: manage.py cases_states"
