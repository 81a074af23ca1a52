"""見本案件: a case with a known defect, planted to see whether the checks and the full review find it (ADR 0010)."""

from django.db import models
from django.db.models import CheckConstraint, Index, Q

from madoguchi.kernel.ids import uuid7


class Defect(models.TextChoices):
    """How an example of the definition was made wrong."""

    OWN = "own", "例のもとからの誤り"
    MISSING = "missing", "回答を抜いた"
    EXCHANGED = "exchanged", "別の例の回答と入れ替えた"


class ProbeOutcome(models.TextChoices):
    """What became of it. Stopped for another reason is no proof that the defect was seen."""

    FOUND = "found", "見つけた"
    STOPPED = "stopped", "別の理由で止めた"
    MISSED = "missed", "見落とした"
    CALLED_OFF = "called_off", "取りやめた"


class Probe(models.Model):
    """What is known of a planted case. It outlives the case, so that the number the case bore is accounted for.

    `case_number` and `planted_case` are values: the case itself is removed as soon as the probe is settled.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    section = models.CharField("担当課", max_length=80)
    procedure = models.CharField(max_length=80)
    version = models.CharField(max_length=64)
    title = models.CharField("手続き", max_length=200)
    planted_case = models.UUIDField(unique=True)
    case_number = models.CharField("受付番号", max_length=60)
    example = models.CharField("もとの例", max_length=200)
    field = models.CharField("誤りのある質問", max_length=120)
    defect = models.CharField("誤りの種類", max_length=10, choices=Defect.choices)
    # Whether a check of the definition pointed at the defect: measures the rules, and is known at once.
    caught_by_checks = models.BooleanField("規則が気づいたか")
    planted_by_id = models.CharField(max_length=80)
    planted_by_name = models.CharField("置いた職員", max_length=200)
    planted_at = models.DateTimeField("置いた日時")
    outcome = models.CharField("結果", max_length=10, choices=ProbeOutcome.choices, blank=True)
    settled_by_id = models.CharField(max_length=80, blank=True)
    settled_at = models.DateTimeField("終わった日時", null=True, blank=True)

    class Meta:
        constraints = (
            CheckConstraint(
                name="probe_settled_iff_outcome",
                condition=Q(outcome="", settled_at__isnull=True) | (~Q(outcome="") & Q(settled_at__isnull=False)),
                violation_error_message="結果は、終わった見本案件にだけ記録できます。",
            ),
        )
        indexes = (
            Index(name="probe_of_section", fields=("section", "-planted_at")),
            Index(name="probe_of_planter", fields=("planted_by_id", "-planted_at")),
        )

    def __str__(self) -> str:
        return f"{self.case_number} {self.get_defect_display()} {self.field}"

    @property
    def subject(self) -> str:
        """How the journal names it."""
        return f"probe/{self.pk}"

    @property
    def is_settled(self) -> bool:
        return self.settled_at is not None
