"""Deleting conversations: at once when the resident wishes, and every night those that were kept long enough."""

from collections.abc import Collection
from datetime import datetime
from uuid import UUID

from django.db import transaction

from madoguchi.assistant import queries
from madoguchi.assistant.commands.handing import withdraw_question
from madoguchi.assistant.models import Conversation, Ticket, TicketContact, TicketMessage
from madoguchi.assistant.models.ticket import OPEN_VALUES
from madoguchi.journal import commands as journal
from madoguchi.journal.words import Word
from madoguchi.kernel.actors import Actor

AT_ONCE = 500


@transaction.atomic
def forget(*, conversation: Conversation, at: datetime) -> None:
    """Delete one conversation with all its turns; a question that people still hold is withdrawn with it."""
    if (ticket := queries.open_ticket(conversation)) is not None:
        withdraw_question(ticket=ticket, at=at)
    _leave_nothing([conversation.pk])
    conversation.delete()


def forget_old(*, before: datetime, by: Actor, at: datetime) -> int:
    """Delete what was last spoken before a moment, some hundreds at a time; the journal says how many.

    What people still have to answer stays until they have.
    """
    count = 0
    held = Ticket.objects.filter(state__in=OPEN_VALUES).values("conversation")
    old = Conversation.objects.filter(last_at__lt=before).exclude(pk__in=held)
    while ids := list(old.values_list("pk", flat=True)[:AT_ONCE]):
        with transaction.atomic():
            _leave_nothing(ids)
            Conversation.objects.filter(pk__in=ids).delete()
            journal.write(
                subject="assistant/conversations", what=Word.CONVERSATIONS_FORGOTTEN, by=by, at=at,
                detail={"count": len(ids), "before": before.isoformat()},
            )  # fmt: skip
        count += len(ids)
    return count


def _leave_nothing(conversations: Collection[UUID]) -> None:
    """Of the questions that were handed over only that there were some is left, for the figures."""
    tickets = Ticket.objects.filter(conversation__in=conversations)
    TicketMessage.objects.filter(ticket__in=tickets).delete()
    TicketContact.objects.filter(ticket__in=tickets).delete()
    tickets.update(question="", tried=[])
