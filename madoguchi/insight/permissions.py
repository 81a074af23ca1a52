"""Who may see the figures before they are protected: counts without people, but also small ones."""

from madoguchi.accounts.states import Role
from madoguchi.kernel.actors import Actor
from madoguchi.kernel.refusals import Refusal

EVERYWHERE = frozenset({Role.ADMINISTRATOR, Role.AUDITOR, Role.EDITOR})


def refusal_to_see_section(by: Actor, section: str) -> Refusal | None:
    """The figures of a section's procedures: its own officers, and those whose task goes over all sections."""
    if by.is_officer and (by.belongs_to(section) or by.roles & EVERYWHERE):
        return None
    return Refusal(
        "ほかの課の手続きの、公開前の数字です。",
        way_on="公開している数字は、区民の画面の「手続きの数字」で見られます。",
        status=403,
        code="other-section",
    )
