"""The lives of what the desk of the assistant keeps, each as one table: a ticket, a gap, a change of an answer."""

from enum import StrEnum

from madoguchi.kernel.lives import Life


class TicketState(StrEnum):
    """Where a question that was handed to people stands. The values are kept in the database and never change."""

    WAITING = "waiting"
    TAKEN = "taken"
    ANSWERED = "answered"
    CLOSED = "closed"
    WITHDRAWN = "withdrawn"


TICKET_WAYS: dict[TicketState, frozenset[TicketState]] = {
    TicketState.WAITING: frozenset({TicketState.TAKEN, TicketState.WITHDRAWN}),
    # Put back by an officer who cannot go on; answered; or given up by the resident.
    TicketState.TAKEN: frozenset({TicketState.WAITING, TicketState.ANSWERED, TicketState.WITHDRAWN}),
    # The resident says more, and it is the same officer's again.
    TicketState.ANSWERED: frozenset({TicketState.TAKEN, TicketState.CLOSED, TicketState.WITHDRAWN}),
    TicketState.CLOSED: frozenset(),
    TicketState.WITHDRAWN: frozenset(),
}
TICKET_LABEL: dict[TicketState, str] = {
    TicketState.WAITING: "職員を待っている",
    TicketState.TAKEN: "職員が対応中",
    TicketState.ANSWERED: "答えた",
    TicketState.CLOSED: "終わった",
    TicketState.WITHDRAWN: "取りやめ",
}
TICKET = Life("質問", TICKET_WAYS, TICKET_LABEL)
TICKET_ENDED = TICKET.ended
TICKET_OPEN = frozenset(TicketState) - TICKET_ENDED
# An officer speaks in these, and what the resident says is for the officer.
TICKET_LIVE = frozenset({TicketState.TAKEN, TicketState.ANSWERED})


class ContactWay(StrEnum):
    """How the resident wants to hear the answer."""

    HERE = "here"
    MAIL = "mail"
    PHONE = "phone"
    NONE = "none"


CONTACT_LABEL: dict[ContactWay, str] = {
    ContactWay.HERE: "この画面で待つ",
    ContactWay.MAIL: "メール",
    ContactWay.PHONE: "電話の折返し",
    ContactWay.NONE: "返事はいらない",
}


class Speaker(StrEnum):
    """Who speaks in a talk that people have taken over."""

    RESIDENT = "resident"
    OFFICER = "officer"


class GapState(StrEnum):
    """Where a gap stands."""

    OPEN = "open"
    CLOSED = "closed"
    DISMISSED = "dismissed"


GAP_WAYS: dict[GapState, frozenset[GapState]] = {
    GapState.OPEN: frozenset({GapState.CLOSED, GapState.DISMISSED}),
    GapState.CLOSED: frozenset(),
    GapState.DISMISSED: frozenset(),
}
GAP_LABEL: dict[GapState, str] = {
    GapState.OPEN: "答えがない",
    GapState.CLOSED: "答えられるようになった",
    GapState.DISMISSED: "対象外",
}
GAP = Life("答えのない質問", GAP_WAYS, GAP_LABEL)


class ChangeState(StrEnum):
    """Where a change of an answer stands."""

    DRAFT = "draft"
    WAITING = "waiting"
    RETURNED = "returned"
    PUBLISHED = "published"
    WITHDRAWN = "withdrawn"


CHANGE_WAYS: dict[ChangeState, frozenset[ChangeState]] = {
    ChangeState.DRAFT: frozenset({ChangeState.WAITING, ChangeState.WITHDRAWN}),
    ChangeState.WAITING: frozenset({ChangeState.PUBLISHED, ChangeState.RETURNED, ChangeState.WITHDRAWN}),
    ChangeState.RETURNED: frozenset({ChangeState.DRAFT, ChangeState.WAITING, ChangeState.WITHDRAWN}),
    ChangeState.PUBLISHED: frozenset(),
    ChangeState.WITHDRAWN: frozenset(),
}
CHANGE_LABEL: dict[ChangeState, str] = {
    ChangeState.DRAFT: "作成中",
    ChangeState.WAITING: "承認待ち",
    ChangeState.RETURNED: "差戻し",
    ChangeState.PUBLISHED: "公開済み",
    ChangeState.WITHDRAWN: "取りやめ",
}
CHANGE = Life("答えの変更案", CHANGE_WAYS, CHANGE_LABEL)
CHANGE_ENDED = CHANGE.ended
