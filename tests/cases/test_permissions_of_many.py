"""Who may act on many cases, see rules, plant probes and record samples: every role, at home and elsewhere."""

from itertools import product
from uuid import uuid4

import pytest

from madoguchi.accounts.states import Role
from madoguchi.cases import permissions
from madoguchi.cases.models import Case, FullReview, Probe
from madoguchi.cases.states import State
from madoguchi.kernel.actors import SYSTEM, Actor, ActorKind
from tests.cases.definition import OTHER_SECTION, SECTION
from tests.cases.factories import MONDAY

OF_A_SECTION = {
    "decide_together": permissions.refusal_to_decide_together,
    "act_together": permissions.refusal_to_act_together,
    "see_rules": permissions.refusal_to_see_rules,
    "plant_probe": permissions.refusal_to_plant_probe,
}
OF_A_CASE = {
    "record_sample": permissions.refusal_to_record_sample,
    "pull_out": permissions.refusal_to_pull_out,
}
ELSEWHERE = {
    *(act.__name__ for act in (*OF_A_SECTION.values(), *OF_A_CASE.values())),
    permissions.refusal_to_call_off_probe.__name__,
}
ALWAYS = {"see_rules"}
MAY = {
    Role.RECEPTION: (set(), set()),
    Role.REVIEWER: ({"act_together", "see_rules"}, set()),
    Role.DECIDER: ({"decide_together", "act_together", "see_rules", "plant_probe"}, set()),
    Role.AUDITOR: (ALWAYS, ALWAYS),
    Role.EDITOR: (ALWAYS, ALWAYS),
    Role.ADMINISTRATOR: ({"see_rules", "plant_probe"}, {"see_rules", "plant_probe"}),
}


def an_officer(role: Role, section: str = SECTION, id_: str = "7") -> Actor:
    return Actor(ActorKind.OFFICER, id_, "審査 次郎", section, frozenset({role}), frozenset({section}))


@pytest.mark.parametrize(("role", "act"), list(product(Role, OF_A_SECTION)))
def test_every_role_may_do_to_a_section_exactly_what_the_table_says(role, act):
    at_home, elsewhere = MAY[role]
    assert (OF_A_SECTION[act](an_officer(role), SECTION) is None) == (act in at_home)
    assert (OF_A_SECTION[act](an_officer(role, OTHER_SECTION), SECTION) is None) == (act in elsewhere)


@pytest.mark.parametrize("act", OF_A_SECTION)
def test_neither_residents_nor_the_system_act_on_a_section(act):
    for nobody in (Actor(ActorKind.RESIDENT, "42", "髙橋　花子"), SYSTEM):
        assert OF_A_SECTION[act](nobody, SECTION) is not None


def a_case(state: State, **how) -> Case:
    return Case(id=uuid4(), state=state.value, section=SECTION, applicant_name="髙橋　花子", **how)


DRAWN = [(state, review) for state in State for review in FullReview]


@pytest.mark.parametrize("role", Role)
@pytest.mark.parametrize(("state", "review"), DRAWN)
def test_a_sample_is_recorded_once_by_who_reviews_it(role, state, review):
    refusal = permissions.refusal_to_record_sample(an_officer(role), a_case(state, full_review=review))
    may = role in {Role.REVIEWER, Role.DECIDER} and (state, review) == (State.UNDER_REVIEW, FullReview.DRAWN)
    assert (refusal is None) == may


@pytest.mark.parametrize("role", Role)
def test_only_what_waits_clean_is_pulled_out_by_the_section(role):
    waits, reviewed = a_case(State.RECEIVED, clean_since=MONDAY), a_case(State.UNDER_REVIEW)
    may = role in {Role.REVIEWER, Role.DECIDER}
    assert (permissions.refusal_to_pull_out(an_officer(role), waits) is None) == may
    assert permissions.refusal_to_pull_out(an_officer(role, OTHER_SECTION), waits) is not None
    assert permissions.refusal_to_pull_out(an_officer(role), reviewed) is not None


@pytest.mark.parametrize("review", FullReview)
def test_a_drawn_case_is_approved_only_after_its_result(review):
    refusal = permissions.refusal_to_approve(an_officer(Role.DECIDER), a_case(State.UNDER_REVIEW, full_review=review))
    assert (refusal is None) == (review != FullReview.DRAWN)


def test_what_an_officer_found_wrong_cannot_be_approved_but_rejected():
    case = a_case(State.UNDER_REVIEW, found_wrong=2)
    refusal = permissions.refusal_to_approve(an_officer(Role.DECIDER), case)
    assert refusal is not None
    assert "2件" in refusal.message
    assert permissions.refusal_to_reject(an_officer(Role.DECIDER), case) is None


def test_who_planted_a_probe_works_on_it_least_of_all():
    probe = Probe(planted_by_id="7")
    case = a_case(State.UNDER_REVIEW, probe=probe)
    acts = (
        permissions.refusal_to_approve,
        permissions.refusal_to_reject,
        permissions.refusal_to_return,
        permissions.refusal_to_take,
        permissions.refusal_to_settle_finding,
        permissions.refusal_to_compare_again,
    )
    for act in acts:
        assert act(an_officer(Role.DECIDER, id_="7"), case) is not None
        assert act(an_officer(Role.DECIDER, id_="8"), case) is None


def test_a_probe_is_called_off_by_who_planted_it_while_it_stands():
    standing, settled = Probe(planted_by_id="7"), Probe(planted_by_id="7", settled_at=MONDAY)
    mine, other = an_officer(Role.DECIDER, id_="7"), an_officer(Role.DECIDER, id_="8")
    assert permissions.refusal_to_call_off_probe(mine, standing) is None
    assert permissions.refusal_to_call_off_probe(other, standing) is not None
    assert permissions.refusal_to_call_off_probe(mine, settled) is not None
