"""A question handed to people: its place in a section's queue, what was said then, and apart from both how to reach whom."""

from typing import ClassVar

from django.db import models
from django.db.models import CheckConstraint, Index, Q, UniqueConstraint

from madoguchi.assistant.lives import (
    CONTACT_LABEL,
    TICKET_ENDED,
    TICKET_LABEL,
    TICKET_OPEN,
    ContactWay,
    Speaker,
    TicketState,
)
from madoguchi.assistant.models.conversation import Conversation
from madoguchi.kernel.ids import uuid7

OPEN_VALUES = sorted(state.value for state in TICKET_OPEN)
ENDED_VALUES = sorted(state.value for state in TICKET_ENDED)


class Ticket(models.Model):
    """One question for people. `question` is masked, as the conversation is; who asks is nowhere in it."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    # Empty once the conversation was deleted: then nothing is left here but that there was a question.
    conversation = models.ForeignKey(Conversation, on_delete=models.SET_NULL, related_name="tickets", null=True)
    state = models.CharField(
        "状態",
        max_length=12,
        default=TicketState.WAITING.value,
        choices=[(s.value, TICKET_LABEL[s]) for s in TicketState],
    )
    section = models.CharField("担当課", max_length=60)
    question = models.CharField("質問（伏字済み）", max_length=600, blank=True)
    language = models.CharField("言語", max_length=10)
    channel = models.CharField("経路", max_length=10)
    # Ids of the passages that were tried, best first.
    tried = models.JSONField("試した箇所", default=list)
    way = models.CharField(
        "返事のしかた", max_length=6, choices=[(way.value, CONTACT_LABEL[way]) for way in ContactWay]
    )
    asked_at = models.DateTimeField("受けた日時")
    taken_by = models.CharField("担当者", max_length=64, blank=True)
    taken_name = models.CharField("担当者の名前", max_length=200, blank=True)
    answered_at = models.DateTimeField("答えた日時", null=True, blank=True)
    ended_at = models.DateTimeField("終わった日時", null=True, blank=True)

    class Meta:
        default_permissions = ()
        ordering: ClassVar = ["asked_at"]
        constraints = (
            CheckConstraint(
                name="ticket_state_known",
                condition=Q(state__in=[state.value for state in TicketState]),
                violation_error_message="質問の状態が正しくありません。",
            ),
            CheckConstraint(
                name="ticket_way_known",
                condition=Q(way__in=[way.value for way in ContactWay]),
                violation_error_message="返事のしかたが正しくありません。",
            ),
            CheckConstraint(
                name="ticket_ended_iff_final",
                condition=Q(state__in=ENDED_VALUES, ended_at__isnull=False)
                | Q(state__in=OPEN_VALUES, ended_at__isnull=True),
                violation_error_message="終わった日時は、終わった質問にだけ記録できます。",
            ),
            CheckConstraint(
                name="ticket_open_has_conversation",
                condition=Q(state__in=ENDED_VALUES) | Q(conversation__isnull=False),
                violation_error_message="終わっていない質問の会話は消せません。",
            ),
            CheckConstraint(
                name="ticket_live_has_officer",
                condition=~Q(state__in=[TicketState.TAKEN.value, TicketState.ANSWERED.value]) | ~Q(taken_by=""),
                violation_error_message="対応中の質問には、担当者が要ります。",
            ),
            UniqueConstraint(
                name="ticket_one_open_a_conversation",
                fields=("conversation",),
                condition=Q(state__in=OPEN_VALUES),
                violation_error_message="この会話の質問は、すでに職員に渡しています。",
            ),
        )
        indexes: ClassVar = [Index(name="ticket_queue", fields=("section", "state", "asked_at"))]

    def __str__(self) -> str:
        return f"{self.pk} ({self.state})"

    @property
    def stands(self) -> TicketState:
        """The state as a member of the table."""
        return TicketState(self.state)

    @property
    def contact_way(self) -> ContactWay:
        return ContactWay(self.way)

    @property
    def is_open(self) -> bool:
        return self.stands in TICKET_OPEN

    @property
    def subject(self) -> str:
        """Its name in the journal."""
        return f"question/{self.pk}"


class TicketContact(models.Model):
    """Where the answer goes. Apart from what was said: shown to the officer who took it, and deleted soon after the end."""

    ticket = models.OneToOneField(Ticket, on_delete=models.CASCADE, related_name="contact", primary_key=True)
    address = models.CharField("連絡先", max_length=320)

    class Meta:
        default_permissions = ()

    def __str__(self) -> str:
        return str(self.pk)


class TicketMessage(models.Model):
    """What resident and officer said to each other, in order; the resident's words are masked before they are kept."""

    ticket = models.ForeignKey(Ticket, on_delete=models.CASCADE, related_name="messages")
    number = models.PositiveIntegerField()
    key = models.CharField(max_length=64)
    speaker = models.CharField("だれが", max_length=8)
    name = models.CharField("職員の名前", max_length=200, blank=True)
    text = models.CharField("言ったこと", max_length=2000)
    at = models.DateTimeField("日時")

    class Meta:
        default_permissions = ()
        ordering: ClassVar = ["ticket", "number"]
        constraints = (
            UniqueConstraint(
                name="ticket_message_number_once",
                fields=("ticket", "number"),
                violation_error_message="同じ番号の発言があります。",
            ),
            UniqueConstraint(
                name="ticket_message_key_once",
                fields=("ticket", "key"),
                violation_error_message="この発言は、すでに受け取っています。",
            ),
            CheckConstraint(
                name="ticket_message_speaker_known",
                condition=Q(speaker__in=[one.value for one in Speaker]),
                violation_error_message="だれの発言か分かりません。",
            ),
        )

    def __str__(self) -> str:
        return f"{self.ticket_id} #{self.number}"

    @property
    def is_officer(self) -> bool:
        return self.speaker == Speaker.OFFICER.value
