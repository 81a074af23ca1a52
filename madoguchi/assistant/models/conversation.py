"""Conversations as they are kept: masked, for as many days as the setting says, known by a secret of the browser."""

from typing import ClassVar

from django.db import models
from django.db.models import CheckConstraint, Index, Q, UniqueConstraint

from madoguchi.assistant.replies import Reply, read
from madoguchi.assistant.states import LABEL, Channel, Exit
from madoguchi.kernel.ids import uuid7


class Conversation(models.Model):
    """One talk. Nobody's name stands in it; whoever holds the secret may go on with it."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    # The digest of a secret that only the resident's device holds; of LINE, of the user there.
    secret_digest = models.CharField(max_length=64, unique=True)
    channel = models.CharField("経路", max_length=10, default=Channel.WEB.value)
    language = models.CharField("言語", max_length=10, default="ja")
    topic = models.CharField("始めたページの話題", max_length=120, blank=True)
    began_at = models.DateTimeField("始めた日時")
    last_at = models.DateTimeField("最後の発言")

    class Meta:
        default_permissions = ()
        constraints = (
            CheckConstraint(
                name="conversation_channel_known",
                condition=Q(channel__in=[channel.value for channel in Channel]),
                violation_error_message="会話の経路が正しくありません。",
            ),
            CheckConstraint(
                name="conversation_last_not_before_first",
                condition=Q(last_at__gte=models.F("began_at")),
                violation_error_message="最後の発言は、始めた日時より前にはなりません。",
            ),
        )
        indexes: ClassVar = [Index(name="conversation_last", fields=("last_at",))]

    def __str__(self) -> str:
        return f"{self.pk} ({self.channel})"


class Turn(models.Model):
    """What was said, masked, and what was said back. `key` is the press of a button: pressing twice says it once."""

    conversation = models.ForeignKey(Conversation, on_delete=models.CASCADE, related_name="turns")
    number = models.PositiveIntegerField()
    key = models.CharField(max_length=64)
    at = models.DateTimeField("日時")
    said = models.CharField("たずねたこと（伏字済み）", max_length=600, blank=True)
    language = models.CharField("たずねた言語", max_length=10)
    exit = models.CharField("出口", max_length=12, choices=[(way.value, LABEL[way]) for way in Exit])
    # The passage that was stated, and whether the resident chose it among three.
    source = models.CharField("答えた箇所", max_length=200, blank=True)
    chosen = models.BooleanField("三つから選んだ", default=False)
    probability = models.FloatField("正しい確率", null=True, blank=True)
    reply = models.JSONField("返答")
    # The same facts in a model's words, once verified against the source.
    wording = models.TextField("言い換え", blank=True)

    class Meta:
        default_permissions = ()
        ordering: ClassVar = ["conversation", "number"]
        constraints = (
            UniqueConstraint(
                name="turn_number_once",
                fields=("conversation", "number"),
                violation_error_message="同じ番号の発言があります。",
            ),
            UniqueConstraint(
                name="turn_key_once",
                fields=("conversation", "key"),
                violation_error_message="この発言は、すでに受け取っています。",
            ),
            CheckConstraint(
                name="turn_exit_known",
                condition=Q(exit__in=[way.value for way in Exit]),
                violation_error_message="会話の出口が正しくありません。",
            ),
            CheckConstraint(
                name="turn_stated_iff_source",
                condition=Q(exit=Exit.STATED.value) & ~Q(source="") | ~Q(exit=Exit.STATED.value) & Q(source=""),
                violation_error_message="言い切った答えには、必ず出どころがあります。",
            ),
            CheckConstraint(
                name="turn_wording_only_of_stated",
                condition=Q(wording="") | Q(exit=Exit.STATED.value),
                violation_error_message="言い換えるのは、言い切った答えだけです。",
            ),
            CheckConstraint(
                name="turn_probability_between_0_and_1",
                condition=Q(probability__isnull=True) | Q(probability__gte=0, probability__lte=1),
                violation_error_message="確率は0から1までです。",
            ),
        )
        indexes: ClassVar = [Index(name="turn_exit", fields=("exit", "at"))]

    def __str__(self) -> str:
        return f"{self.conversation.pk} #{self.number} {self.exit}"

    @property
    def way(self) -> Exit:
        """The exit as a member of the table."""
        return Exit(self.exit)

    @property
    def answer(self) -> Reply:
        """The reply as it was given."""
        return read(self.reply)
