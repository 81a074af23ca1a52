"""Who may stand at the counter, begin there, and see what stands there: every role, own section, other, and general."""

from datetime import datetime

import pytest

from madoguchi.accounts.states import Role
from madoguchi.kernel.actors import SYSTEM, Actor, ActorKind
from madoguchi.kernel.clock import JST
from madoguchi.procedures import permissions
from madoguchi.procedures.models import Draft
from tests.cases.definition import SECTION
from tests.procedures.definition import COMPILED

NOW = datetime(2026, 11, 10, 10, 0, tzinfo=JST)
ELSEWHERE, GENERAL = "public-health", "residents-registry"
OWN = {"stand", "begin", "work", "type"}
STAND = {"stand"}

# Who, and what is theirs: standing at the counter, beginning this procedure, working on a draft the section's counter has.
MAY: dict[tuple[str, str], set[str]] = {
    ("reception", SECTION): OWN,
    ("reviewer", SECTION): OWN,
    ("decider", SECTION): OWN,
    ("reception", ELSEWHERE): STAND,
    ("reviewer", ELSEWHERE): STAND,
    ("decider", ELSEWHERE): STAND,
    ("reception", GENERAL): {"stand", "begin"},
    ("reviewer", GENERAL): STAND,
    ("decider", GENERAL): STAND,
    **{(role, section): set() for role in ("auditor", "editor", "administrator") for section in (SECTION, GENERAL)},
}


def officer(role: str, section: str) -> Actor:
    roles = frozenset({Role(role)})
    return Actor(ActorKind.OFFICER, "7", "窓口 花子", section=section, roles=roles, sections=frozenset({section}))


def a_draft(**more: object) -> Draft:
    return Draft(procedure=COMPILED.id, version=COMPILED.version, begun_at=NOW, saved_at=NOW, **more)


def at_the_counter() -> Draft:
    return a_draft(counter_id="9", counter_name="同僚", counter_section=SECTION, counter_since=NOW, channel="counter")


def theirs(by: Actor) -> set[str]:
    asked = {
        "stand": permissions.refusal_to_stand_at_counter(by),
        "begin": permissions.refusal_to_begin_at_counter(by, COMPILED.procedure),
        "work": permissions.refusal_to_work_at_counter(by, at_the_counter()),
        "type": permissions.refusal_to_type(by, at_the_counter()),
    }
    return {act for act, refusal in asked.items() if refusal is None}


@pytest.mark.parametrize(("who", "may"), MAY.items())
def test_everyone_may_do_exactly_what_the_table_says(who, may):
    assert theirs(officer(*who)) == may


def test_the_table_knows_every_role():
    assert {role for role, _ in MAY} == {role.value for role in Role}


@pytest.mark.parametrize("by", [Actor(ActorKind.RESIDENT, "42", "髙橋"), Actor(ActorKind.RESIDENT, "", ""), SYSTEM])
def test_who_is_no_officer_stands_at_no_counter(by):
    assert not theirs(by)


def test_a_resident_types_until_the_counter_has_it_and_an_officer_from_then_on():
    resident, by = Actor(ActorKind.RESIDENT, "", ""), officer("reception", SECTION)
    assert permissions.refusal_to_type(resident, a_draft()) is None
    refused = [permissions.refusal_to_type(resident, at_the_counter()), permissions.refusal_to_type(by, a_draft())]
    assert [refusal and refusal.code for refusal in refused] == ["at-the-counter", "not-at-the-counter"]
    assert permissions.refusal_to_type(by, at_the_counter()) is None


@pytest.mark.parametrize(
    ("draft", "code"),
    [
        (a_draft(), None),
        (a_draft(corrects="01a20ee8-2e7c-7211-aebd-c4da936e99e3"), "correction"),
        (a_draft(sent_as="01a20ee8-2e7c-7211-aebd-c4da936e99e3"), "already_sent"),
        (at_the_counter(), "at-the-counter"),
    ],
)
def test_only_a_first_application_that_is_still_the_residents_is_offered_to_the_counter(draft, code):
    refusal = permissions.refusal_to_offer(draft)
    assert (refusal.code if refusal else None) == code
    taken = permissions.refusal_to_take_over(officer("reception", SECTION), draft, COMPILED.procedure)
    assert (taken.code if taken else None) == code
