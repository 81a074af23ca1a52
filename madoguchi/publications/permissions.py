"""Who may publish."""

from madoguchi.kernel.actors import Actor
from madoguchi.kernel.refusals import Refusal


def refusal_to_publish(by: Actor) -> Refusal | None:
    """A definition is published by its editors, or by the system when an installation is set up."""
    if by.is_system or "editor" in by.roles or "administrator" in by.roles:
        return None
    return Refusal("手続きを公開できるのは、手続き編集の担当者です。", status=403)
