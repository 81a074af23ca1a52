"""What is kept: one file a subject."""

from madoguchi.assistant.models.conversation import Conversation, Turn
from madoguchi.assistant.models.edition import AnswerChange, AnswerEdition
from madoguchi.assistant.models.gap import Gap, GapQuestion
from madoguchi.assistant.models.learned import LearnedRanker
from madoguchi.assistant.models.stored import Judgement, StoredQuestion
from madoguchi.assistant.models.ticket import Ticket, TicketContact, TicketMessage

__all__ = [
    "AnswerChange",
    "AnswerEdition",
    "Conversation",
    "Gap",
    "GapQuestion",
    "Judgement",
    "LearnedRanker",
    "StoredQuestion",
    "Ticket",
    "TicketContact",
    "TicketMessage",
    "Turn",
]
