"""What people confirmed: the ways in which residents ask for a passage, and whether an answer was judged to help."""

from typing import ClassVar

from django.db import models
from django.db.models import CheckConstraint, Q, UniqueConstraint

from madoguchi.assistant.models.conversation import Turn


class StoredQuestion(models.Model):
    """A resident's phrasing on a passage, stored by an officer. Taken back it stays as a row and is no longer searched."""

    passage = models.CharField("答える箇所", max_length=200)
    text = models.CharField("聞き方（伏字済み）", max_length=600)
    language = models.CharField("言語", max_length=10)
    # 2: the passage answers this; 1: it is related.
    weight = models.PositiveSmallIntegerField("重み", default=2)
    section = models.CharField("担当課", max_length=60)
    stored_by = models.CharField("登録した職員", max_length=64)
    stored_name = models.CharField("登録した職員の名前", max_length=200)
    stored_at = models.DateTimeField("登録日時")
    undone_at = models.DateTimeField("取消し日時", null=True, blank=True)
    # What was measured before it went live: see `teaching.Gain`.
    measured = models.JSONField("測った効果", default=dict)

    class Meta:
        default_permissions = ()
        ordering: ClassVar = ["-stored_at"]
        constraints = (
            CheckConstraint(
                name="stored_question_weight_known",
                condition=Q(weight__in=(1, 2)),
                violation_error_message="重みは1か2です。",
            ),
            UniqueConstraint(
                name="stored_question_once",
                fields=("passage", "text"),
                condition=Q(undone_at__isnull=True),
                violation_error_message="この聞き方は、すでに登録されています。",
            ),
        )

    def __str__(self) -> str:
        return f"{self.passage}: {self.text}"

    @property
    def subject(self) -> str:
        """Its name in the journal."""
        return f"stored-question/{self.pk}"


class Judgement(models.Model):
    """役に立った or not, of one turn, by whoever held the talk; `settled` once an officer has looked at it."""

    turn = models.OneToOneField(Turn, on_delete=models.CASCADE, related_name="judgement", primary_key=True)
    helped = models.BooleanField("役に立った")
    at = models.DateTimeField("日時")
    settled = models.BooleanField("処理済み", default=False)

    class Meta:
        default_permissions = ()

    def __str__(self) -> str:
        return f"{self.turn_id}: {self.helped}"
