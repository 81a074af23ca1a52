"""The gap ledger: what residents asked and no page answered, or answered badly, each gap a line with an owner and a date."""

from typing import ClassVar

from django.db import models
from django.db.models import CheckConstraint, Index, Q

from madoguchi.assistant.lives import GAP_LABEL, GapState


class Gap(models.Model):
    """One thing residents ask for. `title` is the first way it was asked; the others stand with it."""

    title = models.CharField("聞かれたこと", max_length=600)
    section = models.CharField("担当課", max_length=60)
    # Of a badly answered question, the passage that was given.
    passage = models.CharField("答えた箇所", max_length=200, blank=True)
    state = models.CharField(
        "状態", max_length=10, default=GapState.OPEN.value, choices=[(s.value, GAP_LABEL[s]) for s in GapState]
    )
    due = models.DateField("期限")
    opened_at = models.DateTimeField("最初に聞かれた日時")
    last_at = models.DateTimeField("最後に聞かれた日時")
    ended_at = models.DateTimeField("終わった日時", null=True, blank=True)
    because = models.CharField("対象外とした理由", max_length=500, blank=True)

    class Meta:
        default_permissions = ()
        constraints = (
            CheckConstraint(
                name="gap_state_known",
                condition=Q(state__in=[state.value for state in GapState]),
                violation_error_message="状態が正しくありません。",
            ),
            CheckConstraint(
                name="gap_ended_iff_final",
                condition=Q(state=GapState.OPEN.value, ended_at__isnull=True)
                | ~Q(state=GapState.OPEN.value) & Q(ended_at__isnull=False),
                violation_error_message="終わった日時は、終わったものにだけ記録できます。",
            ),
            CheckConstraint(
                name="gap_dismissed_because",
                condition=~Q(state=GapState.DISMISSED.value) | ~Q(because=""),
                violation_error_message="対象外とするには、理由が要ります。",
            ),
        )
        indexes: ClassVar = [Index(name="gap_section", fields=("section", "state"))]

    def __str__(self) -> str:
        return self.title

    @property
    def stands(self) -> GapState:
        """The state as a member of the table."""
        return GapState(self.state)

    @property
    def subject(self) -> str:
        """Its name in the journal."""
        return f"gap/{self.pk}"


class GapQuestion(models.Model):
    """One time it was asked, masked; `answered_at` once the question, asked again, was answered."""

    gap = models.ForeignKey(Gap, on_delete=models.CASCADE, related_name="questions")
    # The press it came from, so that the same turn is counted once.
    key = models.CharField(max_length=80, unique=True)
    text = models.CharField("聞き方（伏字済み）", max_length=600)
    language = models.CharField("言語", max_length=10)
    at = models.DateTimeField("日時")
    answered_at = models.DateTimeField("答えられるようになった日時", null=True, blank=True)

    class Meta:
        default_permissions = ()
        ordering: ClassVar = ["at", "pk"]

    def __str__(self) -> str:
        return self.text
