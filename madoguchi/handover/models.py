"""What is kept of handing over: files without a gap, which case stood in which, what was held, what came back."""

from django.db import models
from django.db.models import CheckConstraint, F, Index, Q, UniqueConstraint, Value
from django.db.models.expressions import Combinable
from django.db.models.functions import Cast, Concat

from madoguchi.cases.models import Case
from madoguchi.handover.webhook_models import Delivery as Delivery
from madoguchi.handover.webhook_models import JournalMark as JournalMark
from madoguchi.handover.webhook_models import Webhook as Webhook
from madoguchi.kernel.ids import uuid7


class RecordKind(models.TextChoices):
    """What a record says of its case."""

    NEW = "new", "新規"
    CORRECTED = "corrected", "訂正"
    WITHDRAWN = "withdrawn", "取下げ"


def _name(sequence: Combinable) -> Concat:
    return Concat(F("system"), Value("/"), Cast(sequence, models.CharField()))


class DailyFile(models.Model):
    """The file of one system on one day. Its id is `system/sequence`, and it names the one before: no gap can be kept.

    The bytes lie in the content store under `sha256`; sending again sends these.
    """

    id = models.CharField(primary_key=True, max_length=100)
    system = models.CharField("基幹システム", max_length=80)
    section = models.CharField("担当課", max_length=80)
    sequence = models.PositiveIntegerField("通番")
    previous = models.OneToOneField("self", null=True, blank=True, on_delete=models.PROTECT, related_name="following")
    day = models.DateField("対象日")
    name = models.CharField("ファイル名", max_length=200)
    sha256 = models.CharField(max_length=64)
    size = models.PositiveIntegerField("大きさ")
    cases = models.PositiveIntegerField("申請の件数")
    lines = models.PositiveIntegerField("行数")
    made_at = models.DateTimeField("作成日時")
    written_at = models.DateTimeField("書出し日時", null=True, blank=True)
    receipt_due_at = models.DateTimeField("受領の期限", null=True, blank=True)
    received_at = models.DateTimeField("受領日時", null=True, blank=True)

    class Meta:
        ordering = ("-day", "system")
        constraints = (
            UniqueConstraint(
                name="handover_one_sequence",
                fields=("system", "sequence"),
                violation_error_message="同じ通番のファイルが、すでにあります。",
            ),
            UniqueConstraint(
                name="handover_one_a_day",
                fields=("system", "day"),
                violation_error_message="この日のファイルは、すでにあります。",
            ),
            CheckConstraint(
                name="handover_named_by_sequence",
                condition=Q(id=_name(F("sequence"))),
                violation_error_message="ファイルの名は、基幹システムと通番で決まります。",
            ),
            CheckConstraint(
                name="handover_without_gap",
                condition=Q(sequence=1, previous__isnull=True)
                | Q(sequence__gt=1, previous__isnull=False, previous=_name(F("sequence") - 1)),
                violation_error_message="通番は、1つ前のファイルに続きます。",
            ),
        )
        indexes = (
            Index(name="handover_unwritten", fields=("system",), condition=Q(written_at__isnull=True)),
            Index(
                name="handover_receipt_due",
                fields=("receipt_due_at",),
                condition=Q(received_at__isnull=True, receipt_due_at__isnull=False),
            ),
        )

    def __str__(self) -> str:
        return self.name

    @property
    def subject(self) -> str:
        """How the journal names it."""
        return f"handover/{self.pk}"


class Record(models.Model):
    """A case as it stood in a file: which answers went out, and in which lines."""

    file = models.ForeignKey(DailyFile, on_delete=models.PROTECT, related_name="records")
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="+")
    system = models.CharField(max_length=80)
    event = models.CharField(max_length=20)
    kind = models.CharField("区分", max_length=10, choices=RecordKind.choices)
    revision = models.PositiveSmallIntegerField("申請内容の版")
    first_line = models.PositiveIntegerField("最初の行")
    lines = models.PositiveIntegerField("行数")

    class Meta:
        constraints = (
            UniqueConstraint(
                name="handover_record_once",
                fields=("system", "event", "case"),
                condition=Q(kind=RecordKind.NEW),
                violation_error_message="同じ申請は、同じ出来事について一度だけ渡します。",
            ),
            UniqueConstraint(
                name="handover_withdrawal_once",
                fields=("system", "event", "case"),
                condition=Q(kind=RecordKind.WITHDRAWN),
                violation_error_message="取下げは、一度だけ渡します。",
            ),
            UniqueConstraint(
                name="handover_correction_once",
                fields=("system", "event", "case", "revision"),
                condition=Q(kind=RecordKind.CORRECTED),
                violation_error_message="同じ訂正は、一度だけ渡します。",
            ),
        )
        indexes = (Index(name="handover_record_place", fields=("file", "first_line")),)

    def __str__(self) -> str:
        return f"{self.file_id} {self.case_id} {self.kind}"


class HeldRecord(models.Model):
    """A case kept back from its file, with the reason; `released_in` once it has gone out after all."""

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="+")
    system = models.CharField(max_length=80)
    section = models.CharField(max_length=80)
    event = models.CharField(max_length=20)
    kind = models.CharField("区分", max_length=10, choices=RecordKind.choices)
    reason = models.TextField("理由")
    held_at = models.DateTimeField("保留した日時")
    released_in = models.ForeignKey(DailyFile, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")

    class Meta:
        constraints = (
            UniqueConstraint(
                name="handover_held_once",
                fields=("system", "event", "case", "kind"),
                violation_error_message="この申請は、すでに保留しています。",
            ),
        )
        indexes = (Index(name="handover_held", fields=("section",), condition=Q(released_in__isnull=True)),)

    def __str__(self) -> str:
        return f"{self.system} {self.case_id}"


class Receipt(models.Model):
    """A receipt as it came in, whole; `problem` where it fits no file of ours."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    system = models.CharField("基幹システム", max_length=80)
    section = models.CharField(max_length=80)
    file = models.ForeignKey(DailyFile, null=True, blank=True, on_delete=models.PROTECT, related_name="receipts")
    name = models.CharField("ファイル名", max_length=200)
    sha256 = models.CharField(max_length=64)
    accepted = models.PositiveIntegerField("受け入れた行数", default=0)
    problem = models.TextField("受け取れない理由", blank=True)
    taken_at = models.DateTimeField("取込み日時")

    class Meta:
        constraints = (
            UniqueConstraint(
                name="handover_receipt_once",
                fields=("system", "sha256"),
                violation_error_message="この受領ファイルは、すでに取り込みました。",
            ),
            CheckConstraint(
                name="handover_receipt_of_file_or_problem",
                condition=Q(file__isnull=False, problem="") | (Q(file__isnull=True) & ~Q(problem="")),
                violation_error_message="受領ファイルは、送ったファイルに対応するか、理由とともに残します。",
            ),
        )

    def __str__(self) -> str:
        return self.name


class RejectedLine(models.Model):
    """A line the core system did not take, for a person to look at."""

    receipt = models.ForeignKey(Receipt, on_delete=models.CASCADE, related_name="rejected")
    case = models.ForeignKey(Case, null=True, blank=True, on_delete=models.CASCADE, related_name="+")
    line = models.PositiveIntegerField("行")
    reason = models.TextField("理由")
    settled_at = models.DateTimeField("処理した日時", null=True, blank=True)
    settled_by = models.CharField("処理した人", max_length=200, blank=True)

    class Meta:
        constraints = (
            UniqueConstraint(
                name="handover_rejected_once",
                fields=("receipt", "line"),
                violation_error_message="同じ行は、一度だけ記録します。",
            ),
        )

    def __str__(self) -> str:
        return f"{self.receipt_id} {self.line}"
