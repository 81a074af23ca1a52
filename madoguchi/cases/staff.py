"""Which officers may work on a section's cases."""

from madoguchi.accounts.models import Officer
from madoguchi.accounts.states import Role
from madoguchi.kernel.actors import Actor, ActorKind
from madoguchi.kernel.refusals import Refusal

REVIEWS = frozenset({Role.REVIEWER, Role.DECIDER})


def officer_of(by: Actor) -> Officer | None:
    """The officer behind an actor; None for residents and the system."""
    return Officer.objects.filter(account_id=by.id).first() if by.is_officer else None


def acting_now(account_id: str) -> Actor | None:
    """The officer of an account as they may act at this moment, for what is done after they have pressed the button."""
    officer = Officer.objects.filter(account_id=account_id, is_active=True, account__is_active=True).first()
    if officer is None:
        return None
    return Actor(
        kind=ActorKind.OFFICER,
        id=account_id,
        name=officer.name,
        section=officer.section,
        roles=frozenset(officer.held_roles),
        sections=frozenset({officer.section}),
    )


def by_id(typed: str) -> Officer | None:
    """The officer of an address or a form; nobody for nothing. Refusal where it is no officer's."""
    if not typed:
        return None
    found = (
        Officer.objects.filter(pk=int(typed)).first()
        if typed.isascii() and typed.isdigit() and len(typed) < 10
        else None
    )
    if found is None:
        raise Refusal("担当者には、担当課の審査担当の職員を選んでください。", status=400, code="not-a-reviewer")
    return found


def reviewers_of(section: str) -> list[Officer]:
    """Those to whom a case of the section may be given, by name."""
    officers = Officer.objects.filter(section=section, is_active=True).order_by("name", "pk")
    return [officer for officer in officers if officer.held_roles & REVIEWS]
