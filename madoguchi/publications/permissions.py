"""Who may publish."""

from madoguchi.kernel.actors import Actor
from madoguchi.kernel.refusals import Refusal


def refusal_to_publish(by: Actor, section: str = "", *, proposed_by: str = "") -> Refusal | None:
    """A definition is published by its editors, by the system when an installation is set up, or by who approves it.

    `section` owns the definition: its decider puts in force what somebody else has proposed, and nothing of their own.
    """
    if by.is_system or "editor" in by.roles or "administrator" in by.roles:
        return None
    if "decider" in by.roles and by.belongs_to(section) and proposed_by not in {"", by.id}:
        return None
    return Refusal("手続きを公開できるのは、手続き編集の担当者です。", status=403)
