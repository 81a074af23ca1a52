"""Who acts, and how the rules say no."""

import pytest

from madoguchi.kernel.actors import SYSTEM, Actor, ActorKind
from madoguchi.kernel.refusals import Refusal, refuse_if

OFFICER = Actor(
    kind=ActorKind.OFFICER,
    id="officer-7",
    name="佐藤 花子",
    section="child-support",
    roles=frozenset({"decider"}),
    sections=frozenset({"child-support", "pensions"}),
)


@pytest.mark.parametrize("kind", ActorKind)
def test_an_actor_is_of_exactly_one_kind(kind):
    actor = Actor(kind=kind, id="1", name="")
    told = {
        "resident": actor.is_resident,
        "officer": actor.is_officer,
        "system": actor.is_system,
        "program": actor.is_program,
    }
    assert [name for name, yes in told.items() if yes] == [kind.value]


@pytest.mark.parametrize(
    ("section", "belongs"), [("child-support", True), ("pensions", True), ("tax", False), ("", False)]
)
def test_an_officer_belongs_to_the_section_acted_for_and_to_every_other_of_theirs(section, belongs):
    assert OFFICER.belongs_to(section) is belongs


def test_an_actor_without_a_section_belongs_to_none():
    assert not SYSTEM.belongs_to("")
    assert OFFICER.has_role("decider")
    assert not SYSTEM.has_role("decider")


def test_a_refusal_is_raised_as_it_was_returned():
    refusal = Refusal(
        "この申請を決定できるのは、担当課の職員です。", way_on="担当課にご連絡ください。", status=403, code="section"
    )
    with pytest.raises(Refusal) as raised:
        refuse_if(refusal)
    assert raised.value is refusal
    assert (str(refusal), refusal.way_on, refusal.status, refusal.code) == (
        "この申請を決定できるのは、担当課の職員です。",
        "担当課にご連絡ください。",
        403,
        "section",
    )


def test_nothing_is_raised_where_nothing_is_refused():
    refuse_if(None)
    assert Refusal("できません。").status == 409
