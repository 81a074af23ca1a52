"""Whose a draft is: one's own, or, where somebody acts for another (代理), the other's."""

from madoguchi.kernel.actors import Actor
from madoguchi.procedures.models import Draft

UNDER_A_MANDATE = "mandate/"


def owner_of(by: Actor) -> str:
    """The account a new draft belongs to; the mandate itself where the one represented has none."""
    if by.on_behalf_of is not None:
        return by.on_behalf_of.principal or f"{UNDER_A_MANDATE}{by.on_behalf_of.mandate}"
    return by.id if by.is_resident else ""


def account_of_case(by: Actor, draft: Draft | None = None) -> str:
    """The account an application belongs to: never the proxy's, whose right may end."""
    if by.on_behalf_of is not None:
        return by.on_behalf_of.principal
    own = by.id if by.is_resident else ""
    known = draft.account_id if draft else ""
    return "" if known.startswith(UNDER_A_MANDATE) else known or own


def is_anothers(draft: Draft, by: Actor) -> bool:
    """Whether it belongs to an account, and to another than the one that asks."""
    return draft.account_id not in {"", by.id}
