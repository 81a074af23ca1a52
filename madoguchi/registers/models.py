"""What is kept of the register: snapshots, the people of one, the lines left out, and what was answered by yes or no."""

from typing import ClassVar

from django.db import models
from django.db.models import CheckConstraint, Index, Q, UniqueConstraint

from madoguchi.registers.claims import Aspect, Verdict
from madoguchi.registers.states import State

KEPT = (State.LOADING.value, State.CURRENT.value, State.FORMER.value, State.FORGOTTEN.value)


class Snapshot(models.Model):
    """One extract. A new one becomes CURRENT in one step when it is whole; until then the one before is asked."""

    sequence = models.PositiveBigIntegerField("連番", null=True)
    as_of = models.DateField("基準日", null=True)
    sha256 = models.CharField(max_length=64, blank=True)
    file_name = models.CharField("ファイル名", max_length=200)
    lines = models.PositiveIntegerField("行の数", default=0)
    lines_read = models.PositiveIntegerField("読んだ行", default=0)
    people = models.PositiveIntegerField("人の数", default=0)
    broken = models.PositiveIntegerField("読めなかった行", default=0)
    state = models.CharField("状態", max_length=20, choices=[(state.value, state.value) for state in State])
    reason = models.CharField("受け取らなかった理由", max_length=300, blank=True)
    begun_at = models.DateTimeField("取込みを始めた日時")
    ended_at = models.DateTimeField("取込みが終わった日時", null=True)
    replaced_at = models.DateTimeField("次のものに代わった日時", null=True)

    class Meta:
        constraints = (
            UniqueConstraint(
                name="register_current_once",
                fields=["state"],
                condition=Q(state=State.CURRENT.value),
                violation_error_message="使用中の住民記録は1つだけです。",
            ),
            UniqueConstraint(
                name="register_loading_once",
                fields=["state"],
                condition=Q(state=State.LOADING.value),
                violation_error_message="ほかの取込みが終わっていません。",
            ),
            UniqueConstraint(
                name="register_sequence_once",
                fields=["sequence"],
                condition=Q(state__in=KEPT),
                violation_error_message="同じ連番のファイルは、すでに取り込まれています。",
            ),
            CheckConstraint(
                name="register_reason_iff_refused",
                condition=(Q(state=State.REFUSED.value) & ~Q(reason=""))
                | (~Q(state=State.REFUSED.value) & Q(reason="")),
                violation_error_message="理由は、受け取らなかったときにだけ記録します。",
            ),
        )

    def __str__(self) -> str:
        return f"{self.sequence} {self.state}"

    @property
    def subject(self) -> str:
        """How the journal names it."""
        return f"register/{self.pk}"


class Person(models.Model):
    """One person of one snapshot, as the extract says; never changed, never shown to anyone but by `household_of`."""

    snapshot = models.ForeignKey(Snapshot, on_delete=models.PROTECT, related_name="+", db_index=False)
    number = models.CharField("宛名番号", max_length=15)
    household = models.CharField("世帯番号", max_length=15)
    name = models.CharField("氏名", max_length=200)
    kana = models.CharField("氏名カナ", max_length=250, blank=True)
    former_family = models.CharField("旧氏", max_length=100, blank=True)
    alias = models.CharField("通称", max_length=200, blank=True)
    alias_kana = models.CharField("通称カナ", max_length=250, blank=True)
    birthdate = models.DateField("生年月日", null=True)
    sex = models.CharField("性別", max_length=10, blank=True)
    postcode = models.CharField("郵便番号", max_length=7, blank=True)
    town = models.CharField("町名", max_length=100)
    block = models.CharField("番地", max_length=100)
    building = models.CharField("方書", max_length=200, blank=True)
    relation = models.CharField("続柄", max_length=20, blank=True)
    is_head = models.BooleanField("世帯主")
    since = models.DateField("住民となった日", null=True)
    until = models.DateField("住民でなくなった日", null=True)
    account_holder = models.CharField("口座名義カナ", max_length=250, blank=True)
    account_digest = models.CharField("口座照合値", max_length=64, blank=True)

    class Meta:
        default_permissions = ()
        constraints = (
            UniqueConstraint(
                name="register_person_once",
                fields=["snapshot", "number"],
                violation_error_message="同じ宛名番号の人は、1つの住民記録に1人だけです。",
            ),
        )
        indexes: ClassVar = [
            Index(name="register_birthdate", fields=["snapshot", "birthdate"]),
            Index(name="register_household", fields=["snapshot", "household"]),
        ]

    def __str__(self) -> str:
        """Not the name: a log or an error page may print this."""
        return f"{self.snapshot_id}/{self.pk}"


class BrokenLine(models.Model):
    """A line that was left out: where and why, never what stood there."""

    snapshot = models.ForeignKey(Snapshot, on_delete=models.CASCADE, related_name="broken_lines", db_index=False)
    line = models.PositiveIntegerField("行")
    column = models.CharField("列", max_length=40, blank=True)
    reason = models.CharField("理由", max_length=120)

    class Meta:
        default_permissions = ()
        constraints = (
            UniqueConstraint(
                name="register_broken_line_once",
                fields=["snapshot", "line"],
                violation_error_message="同じ行が2度記録されています。",
            ),
        )

    def __str__(self) -> str:
        return f"{self.line}"


class Comparison(models.Model):
    """What was answered by yes or no: to whom, about which claim (a keyed digest), from which snapshot."""

    subject = models.CharField("対象", max_length=120)
    asker = models.CharField("たずねた人（照合値）", max_length=64)
    claim_digest = models.CharField(max_length=64)
    snapshot = models.ForeignKey(Snapshot, on_delete=models.PROTECT, related_name="+")
    verdicts = models.JSONField("照合の結果", default=dict)
    at = models.DateTimeField("照合した日時")

    class Meta:
        default_permissions = ()
        indexes: ClassVar = [
            Index(name="register_compared_subject", fields=["subject", "-id"]),
            Index(name="register_compared_asker", fields=["asker", "-at"]),
        ]

    def __str__(self) -> str:
        return self.subject

    @property
    def told(self) -> dict[Aspect, Verdict]:
        """What was answered, in the order of the aspects: a database keeps a document in an order of its own."""
        return {aspect: Verdict(self.verdicts[aspect]) for aspect in Aspect if aspect in self.verdicts}
