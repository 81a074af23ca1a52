"""Rankers learned from what officers stored: each fitted one a row, and at most one of them in use."""

from typing import ClassVar

from django.db import models
from django.db.models import CheckConstraint, Q, UniqueConstraint


class LearnedRanker(models.Model):
    """`document` is JSON the ranking wrote; it is switched in only where `after` beats `before` on questions set aside."""

    made_at = models.DateTimeField("作った日時")
    questions = models.PositiveIntegerField("学んだ質問の数")
    held_out = models.PositiveIntegerField("測った質問の数")
    before = models.FloatField("いまの順位付けの成績（nDCG@10）")
    after = models.FloatField("学んだ順位付けの成績（nDCG@10）")
    document = models.TextField("学んだもの")
    in_use = models.BooleanField("使用中", default=False)
    switched_in_at = models.DateTimeField("切り替えた日時", null=True, blank=True)
    switched_out_at = models.DateTimeField("戻した日時", null=True, blank=True)
    # The one that was in use before, to go back to; empty for the ranking as it was delivered.
    instead_of = models.ForeignKey("self", on_delete=models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        default_permissions = ()
        ordering: ClassVar = ["-made_at"]
        constraints = (
            UniqueConstraint(
                name="learned_ranker_one_in_use",
                fields=("in_use",),
                condition=Q(in_use=True),
                violation_error_message="使用中の順位付けは1つだけです。",
            ),
            CheckConstraint(
                name="learned_ranker_in_use_is_better",
                condition=Q(in_use=False) | Q(after__gt=models.F("before"), switched_in_at__isnull=False),
                violation_error_message="成績のよいものだけを使えます。",
            ),
        )

    def __str__(self) -> str:
        return f"{self.pk} ({self.before:.3f} → {self.after:.3f})"

    @property
    def is_better(self) -> bool:
        return self.after > self.before

    @property
    def subject(self) -> str:
        """Its name in the journal."""
        return f"ranker/{self.pk}"
