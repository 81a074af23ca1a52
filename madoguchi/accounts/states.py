"""The roles an officer may hold. What a role may do is decided by each capability's permissions, not here."""

from enum import StrEnum


class Role(StrEnum):
    """A role at the desk; one officer may hold several."""

    RECEPTION = "reception"
    REVIEWER = "reviewer"
    DECIDER = "decider"
    AUDITOR = "auditor"
    EDITOR = "editor"
    ADMINISTRATOR = "administrator"

    @property
    def label(self) -> str:
        """The word officers use."""
        return LABELS[self]


LABELS = {
    Role.RECEPTION: "受付",
    Role.REVIEWER: "審査",
    Role.DECIDER: "決裁",
    Role.AUDITOR: "監査",
    Role.EDITOR: "手続き編集",
    Role.ADMINISTRATOR: "管理",
}
