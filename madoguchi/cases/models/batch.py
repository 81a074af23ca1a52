"""まとめて行う処理: one act on many cases as an object, with what was seen of each and what became of it."""

from django.db import models
from django.db.models import CheckConstraint, Index, Q, UniqueConstraint

from madoguchi.cases.models.case import Case
from madoguchi.kernel.ids import uuid7


class BatchKind(models.TextChoices):
    """What is done with each case."""

    DECIDE = "decide", "まとめて承認"
    BEGIN_REVIEW = "begin_review", "まとめて審査を始める"
    ASSIGN = "assign", "まとめて担当を決める"


class ItemState(models.TextChoices):
    """What became of one case of the batch."""

    WAITING = "waiting", "処理待ち"
    DONE = "done", "済み"
    REFUSED = "refused", "見送り"


class Batch(models.Model):
    """One press of a button. `officer_id` is the account whose officer acts, asked anew for what they may do."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    kind = models.CharField("処理", max_length=20, choices=BatchKind.choices)
    section = models.CharField("担当課", max_length=80)
    procedure = models.CharField(max_length=80, blank=True)
    title = models.CharField("手続き", max_length=200, blank=True)
    officer_id = models.CharField(max_length=80)
    officer_name = models.CharField("職員", max_length=200)
    assign_to = models.CharField(max_length=20, blank=True)
    # The same press sent twice is one batch.
    press = models.CharField(max_length=100, unique=True)
    begun_at = models.DateTimeField("開始日時")

    class Meta:
        indexes = (Index(name="batch_of_section", fields=("section", "-begun_at")),)

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.title}"

    @property
    def subject(self) -> str:
        """How the journal names it."""
        return f"batch/{self.pk}"


class BatchItem(models.Model):
    """One case of the batch: `seen` is how many changes the officer's screen showed of it."""

    batch = models.ForeignKey(Batch, on_delete=models.CASCADE, related_name="items")
    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="+")
    place = models.PositiveIntegerField()
    seen = models.PositiveIntegerField()
    state = models.CharField("結果", max_length=10, choices=ItemState.choices, default=ItemState.WAITING)
    reason = models.TextField("見送った理由", blank=True)
    at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = (
            UniqueConstraint(
                name="batch_item_once",
                fields=("batch", "case"),
                violation_error_message="同じ申請は、一つの処理に一度だけ入ります。",
            ),
            CheckConstraint(
                name="batch_item_refused_says_why",
                condition=(Q(state=ItemState.REFUSED) & ~Q(reason="")) | (~Q(state=ItemState.REFUSED) & Q(reason="")),
                violation_error_message="見送ったときだけ、理由を記録します。",
            ),
        )
        indexes = (Index(name="batch_waiting", fields=("batch", "place"), condition=Q(at__isnull=True)),)

    def __str__(self) -> str:
        return f"{self.batch_id} {self.case_id} {self.state}"
