"""Where a proposal may go, and who may send it there: every pair, every role."""

from collections.abc import Callable

import pytest

from madoguchi.accounts.states import Role
from madoguchi.authoring import permissions
from madoguchi.authoring.models import Proposal
from madoguchi.authoring.states import FINAL, LABEL, NEXT, OWNER, Owner, State, after, diagram
from madoguchi.kernel.actors import SYSTEM, Actor
from madoguchi.kernel.refusals import Refusal
from tests.authoring.factories import a_proposal
from tests.cases.definition import OTHER_SECTION, SECTION
from tests.cases.factories import an_actor, somebody

Act = Callable[[Actor, Proposal], Refusal | None]


@pytest.mark.parametrize("state", State)
@pytest.mark.parametrize("to", State)
def test_a_proposal_goes_only_where_the_table_lets_it(state, to):
    if to in NEXT[state]:
        assert after(state, to) is to
    else:
        with pytest.raises(Refusal) as refused:
            after(state, to)
        assert LABEL[state] in refused.value.message


def test_somebody_must_act_until_it_has_ended():
    assert {state for state in State if OWNER[state] is Owner.NOBODY} == FINAL


def test_nothing_is_published_that_did_not_wait_for_approval():
    assert [state for state in State if State.PUBLISHED in NEXT[state]] == [State.WAITING_APPROVAL]


def test_the_guide_shows_the_life_as_the_table_has_it(settings):
    guide = (settings.ROOT / "docs" / "guides" / "change-a-procedure.md").read_text(encoding="utf-8")
    assert diagram() in guide


ACTS: dict[str, tuple[Act, State, set[Role]]] = {
    "edit": (permissions.refusal_to_edit, State.DRAFT, {Role.EDITOR, Role.ADMINISTRATOR}),
    "check": (permissions.refusal_to_check, State.DRAFT, {Role.EDITOR, Role.ADMINISTRATOR}),
    "send": (permissions.refusal_to_send, State.CHECKED, {Role.EDITOR, Role.ADMINISTRATOR}),
    "withdraw": (permissions.refusal_to_withdraw, State.DRAFT, {Role.EDITOR, Role.ADMINISTRATOR}),
    "try": (permissions.refusal_to_try, State.DRAFT, {Role.EDITOR, Role.ADMINISTRATOR, Role.DECIDER}),
    "give back": (permissions.refusal_to_return, State.WAITING_APPROVAL, {Role.DECIDER}),
    "approve": (permissions.refusal_to_approve, State.WAITING_APPROVAL, {Role.DECIDER}),
}


@pytest.mark.django_db
@pytest.mark.parametrize("act", ACTS)
def test_every_act_is_for_its_roles_alone(act):
    refusal, state, allowed = ACTS[act]
    proposal = a_proposal(at=state)
    assert {role for role in Role if refusal(an_actor(role), proposal) is None} == allowed
    assert refusal(somebody(), proposal) is not None
    assert refusal(SYSTEM, proposal) is not None


@pytest.mark.django_db
@pytest.mark.parametrize("act", ACTS)
def test_another_sections_officer_does_nothing_with_it_but_an_administrator(act):
    refusal, state, allowed = ACTS[act]
    proposal = a_proposal(at=state)
    found = {role for role in Role if refusal(an_actor(role, section=OTHER_SECTION), proposal) is None}
    assert found == allowed & {Role.ADMINISTRATOR}


@pytest.mark.django_db
def test_looking_is_for_the_section_and_for_those_who_see_the_whole_ward():
    here = {role for role in Role if permissions.refusal_to_look(an_actor(role), SECTION) is None}
    elsewhere = {
        role for role in Role if permissions.refusal_to_look(an_actor(role, section=OTHER_SECTION), SECTION) is None
    }
    assert here == {Role.EDITOR, Role.DECIDER, Role.ADMINISTRATOR, Role.AUDITOR}
    assert elsewhere == {Role.ADMINISTRATOR, Role.AUDITOR}
    assert permissions.refusal_to_look(somebody(), SECTION) is not None


@pytest.mark.django_db
@pytest.mark.parametrize("state", State)
def test_a_proposal_is_edited_only_while_nobody_is_deciding_about_it(state):
    refusal = permissions.refusal_to_edit(an_actor(Role.EDITOR), a_proposal(at=state))
    assert (refusal is None) == (state in {State.DRAFT, State.CHECKED, State.RETURNED})


@pytest.mark.django_db
def test_nobody_approves_what_they_wrote_or_touched():
    author = an_actor(Role.EDITOR, Role.DECIDER)
    proposal = a_proposal(at=State.WAITING_APPROVAL, by=author)
    refusal = permissions.refusal_to_approve(author, proposal)
    assert refusal is not None
    assert refusal.code == "own-proposal"
    touched = an_actor(Role.EDITOR, Role.DECIDER)
    proposal.edits.create(by=touched.id, by_name=touched.name, what="案内の文章", at=proposal.changed_at)
    refusal = permissions.refusal_to_approve(touched, proposal)
    assert refusal is not None
    assert refusal.code == "own-proposal"
