"""Conversations and the questions handed to people, as they are looked up."""

from collections.abc import Sequence
from uuid import UUID

from madoguchi.assistant.lives import ContactWay
from madoguchi.assistant.models import Conversation, Ticket, TicketContact, TicketMessage, Turn
from madoguchi.assistant.models.ticket import OPEN_VALUES
from madoguchi.kernel import ids

MOST_IN_QUEUE = 200


def conversation_of(secret: str) -> Conversation | None:
    """The conversation of whoever holds the secret, with its questions to people."""
    found = Conversation.objects.filter(secret_digest=ids.digest(secret)).prefetch_related("tickets")
    return found.first() if secret else None


def turns_of(conversation: Conversation) -> list[Turn]:
    """All that was said, in order."""
    return list(conversation.turns.order_by("number"))


def open_ticket(conversation: Conversation) -> Ticket | None:
    """The question of this talk that people hold; at most one."""
    return next((one for one in conversation.tickets.all() if one.is_open), None)


def last_ticket(conversation: Conversation) -> Ticket | None:
    """The question of this talk that was handed over last."""
    return max(conversation.tickets.all(), key=lambda one: one.asked_at, default=None)


def ticket(id_: UUID) -> Ticket | None:
    """One question with its conversation."""
    return Ticket.objects.select_related("conversation").filter(pk=id_).first()


def messages_of(conversation: Conversation) -> list[TicketMessage]:
    """What people said to each other in this talk, over all its questions, in order."""
    if last_ticket(conversation) is None:
        return []
    found = TicketMessage.objects.filter(ticket__conversation=conversation).select_related("ticket")
    return list(found.order_by("at", "ticket", "number"))


def contact_of(ticket: Ticket) -> str:
    """How to reach the resident; who may see it is decided by the caller."""
    found = TicketContact.objects.filter(ticket=ticket).first()
    return found.address if found else ""


def queue(section: str) -> list[Ticket]:
    """What a section has to answer: those who wait on their screen first, then the oldest."""
    found = Ticket.objects.filter(section=section, state__in=OPEN_VALUES).order_by("asked_at")[:MOST_IN_QUEUE]
    return sorted(found, key=lambda one: (one.contact_way is not ContactWay.HERE, one.asked_at))


def ended(section: str, most: int = 20) -> Sequence[Ticket]:
    """What was answered last."""
    return list(Ticket.objects.filter(section=section).exclude(state__in=OPEN_VALUES).order_by("-ended_at")[:most])


def waiting_by_section() -> dict[str, int]:
    """How many open questions each section has."""
    counts: dict[str, int] = {}
    for section in Ticket.objects.filter(state__in=OPEN_VALUES).values_list("section", flat=True):
        counts[section] = counts.get(section, 0) + 1
    return counts
