"""確認事項: a check that did not pass on a case, and what an officer said of it."""

from django.db import models
from django.db.models import CheckConstraint, Index, Q, UniqueConstraint

from madoguchi.cases.models.case import Case
from madoguchi.kernel.ids import uuid7


class Verdict(models.TextChoices):
    """What the officer found when they looked."""

    CONFIRMED = "confirmed", "確かに誤り"
    FALSE_ALARM = "false_alarm", "問題なし（誤検知）"


class Doubt(models.Model):
    """One finding that was not a pass, on the answers that arrived at `answered_at`.

    A correction brings new answers and new doubts; the old ones stay, for they tell how often the rule was right.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="doubts")
    procedure = models.CharField(max_length=80)
    version = models.CharField(max_length=64)
    check_id = models.CharField(max_length=120)
    row = models.CharField(max_length=40, blank=True)
    outcome = models.CharField(max_length=20)
    answered_at = models.DateTimeField()
    verdict = models.CharField("職員の判断", max_length=12, choices=Verdict.choices, blank=True)
    settled_by_id = models.CharField(max_length=80, blank=True)
    settled_by_name = models.CharField(max_length=200, blank=True)
    settled_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = (
            UniqueConstraint(
                name="doubt_once",
                fields=("case", "check_id", "row", "answered_at"),
                violation_error_message="この確認事項は、すでに記録されています。",
            ),
            CheckConstraint(
                name="doubt_settled_iff_verdict",
                condition=Q(verdict="", settled_at__isnull=True) | (~Q(verdict="") & Q(settled_at__isnull=False)),
                violation_error_message="判断した日時は、判断した確認事項にだけ記録します。",
            ),
        )
        indexes = (Index(name="doubt_of_check", fields=("procedure", "version", "check_id", "answered_at")),)

    def __str__(self) -> str:
        return f"{self.case_id} {self.check_id} {self.verdict}"
