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


class ProxyRole(StrEnum):
    """By what right somebody acts for another (代理)."""

    PARENT = "parent"
    GUARDIAN = "guardian"
    AGENT = "agent"
    CARE_MANAGER = "care_manager"
    SCRIVENER = "scrivener"


class Act(StrEnum):
    """What a proxy may be allowed to do. Withdrawing needs to be named: it gives a claim away (行政不服審査法12条2項)."""

    FILL = "fill"
    SEND = "send"
    STATUS = "status"
    RECEIVE = "receive"
    WITHDRAW = "withdraw"


class Granted(StrEnum):
    """How the mandate came about."""

    IN_APP = "in_app"
    DOCUMENT = "document"


class Standing(StrEnum):
    """Where a mandate stands on a day. Only one in force lets anybody act."""

    OFFERED = "offered"
    NOT_YET = "not_yet"
    IN_FORCE = "in_force"
    EXPIRED = "expired"
    REVOKED = "revoked"


# The law makes parents and guardians what they are; nobody is made one by a page, only shown to be one by a paper.
BY_LAW = frozenset({ProxyRole.PARENT, ProxyRole.GUARDIAN})
