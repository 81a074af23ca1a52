"""What is kept of payments, and what the database itself refuses."""

from collections.abc import Iterable
from typing import ClassVar

from django.db import models
from django.db.models import CheckConstraint, F, Index, Q, UniqueConstraint

from madoguchi.kernel.ids import uuid7
from madoguchi.payments.states import LABEL, OPEN, TOOK_MONEY, State


def _values(states: Iterable[State]) -> list[str]:
    return sorted(state.value for state in states)


class Way(models.TextChoices):
    """How it was paid."""

    CARD = "card", "カード"
    CASH = "cash", "現金"
    MACHINE = "machine", "券売機"


class Payment(models.Model):
    """One amount to be paid for a subject in the journal's words ("case/<id>"), asked for once under its key."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    asked_key = models.CharField(max_length=100, unique=True)
    subject = models.CharField("対象", max_length=120)
    reference = models.CharField("受付番号", max_length=60)
    title = models.CharField("件名", max_length=200)
    section = models.CharField("担当課", max_length=80)
    payer = models.TextField("納める方")
    holds_up = models.BooleanField("納付まで決定を待つ", default=False)
    due_yen = models.PositiveIntegerField("納める額")
    lines = models.JSONField("内訳", default=list)
    ways = models.JSONField("払い方", default=list)
    refund_words = models.JSONField("返金のきまり", default=dict)
    due_on = models.DateField("納期限")
    state = models.CharField("状態", max_length=20, choices=[(state.value, LABEL[state]) for state in State])
    asked_at = models.DateTimeField("求めた日時")
    way = models.CharField("納めた方法", max_length=10, choices=Way.choices, blank=True)
    paid_yen = models.PositiveIntegerField("納めた額", default=0)
    paid_at = models.DateTimeField("納めた日時", null=True, blank=True)
    # The number of the ticket or till roll at the counter; of a card the gateway's own name of the payment.
    paid_number = models.CharField("券売機・レジの番号、決済の番号", max_length=120, blank=True)
    taken_by = models.CharField("受け取った職員", max_length=200, blank=True)
    receipt_number = models.CharField("領収番号", max_length=40, null=True, blank=True, unique=True)
    receipt = models.TextField("領収書", blank=True)
    refunded_yen = models.PositiveIntegerField("返した額", default=0)
    refunded_at = models.DateTimeField("返した日時", null=True, blank=True)
    reason = models.CharField("免除・返金の理由", max_length=400, blank=True)

    class Meta:
        default_permissions = ()
        constraints = (
            CheckConstraint(
                name="payment_state_known",
                condition=Q(state__in=_values(State)),
                violation_error_message="支払いの状態が正しくありません。",
            ),
            CheckConstraint(
                name="payment_paid_at_most_due",
                condition=Q(paid_yen__lte=F("due_yen")),
                violation_error_message="納める額より多くは受け取れません。",
            ),
            CheckConstraint(
                name="payment_refunded_at_most_paid",
                condition=Q(refunded_yen__lte=F("paid_yen")),
                violation_error_message="納めた額より多くは返せません。",
            ),
            CheckConstraint(
                name="payment_paid_iff_taken",
                condition=Q(
                    state__in=_values(TOOK_MONEY), paid_yen__gt=0, paid_at__isnull=False, receipt_number__isnull=False
                )
                & ~Q(way="")
                | ~Q(state__in=_values(TOOK_MONEY)) & Q(paid_yen=0, paid_at__isnull=True, way=""),
                violation_error_message="納めた日時と方法は、納付済みの支払いにだけ記録します。",
            ),
            CheckConstraint(
                name="payment_refunded_iff",
                condition=Q(state=State.REFUNDED.value, refunded_yen__gt=0, refunded_at__isnull=False)
                | ~Q(state=State.REFUNDED.value) & Q(refunded_yen=0, refunded_at__isnull=True),
                violation_error_message="返金は、返金済みの支払いにだけ記録します。",
            ),
        )
        indexes: ClassVar = [
            Index(name="payment_subject", fields=("subject", "asked_at")),
            Index(name="payment_open", fields=("section", "due_on"), condition=Q(state__in=_values(OPEN))),
            Index(name="payment_day", fields=("paid_at",), condition=Q(paid_at__isnull=False)),
        ]

    def __str__(self) -> str:
        return f"{self.reference} {self.due_yen}円"

    @property
    def stands(self) -> State:
        """The state as a member of the table."""
        return State(self.state)

    @property
    def is_open(self) -> bool:
        return self.stands in OPEN


class Attempt(models.Model):
    """One page of the card company that was opened for a payment. `number` makes its idempotency key."""

    payment = models.ForeignKey(Payment, on_delete=models.PROTECT, related_name="attempts")
    number = models.PositiveSmallIntegerField()
    amount = models.PositiveIntegerField()
    language = models.CharField(max_length=10, default="ja")
    checkout = models.CharField("決済画面の番号", max_length=120, blank=True)
    url = models.TextField(blank=True)
    began_at = models.DateTimeField()
    expires_at = models.DateTimeField(null=True, blank=True)
    is_over = models.BooleanField(default=False)
    # What it brought; a second payment of the same amount is sent back under `refund`.
    intent = models.CharField("決済の番号", max_length=120, blank=True)
    refund = models.CharField("返金の番号", max_length=120, blank=True)

    class Meta:
        default_permissions = ()
        constraints = (
            UniqueConstraint(
                name="attempt_once",
                fields=("payment", "number"),
                violation_error_message="この決済画面は、すでに開かれています。",
            ),
            UniqueConstraint(
                name="attempt_open_once",
                fields=("payment",),
                condition=Q(is_over=False),
                violation_error_message="支払いごとに、開いている決済画面は一つです。",
            ),
            UniqueConstraint(
                name="attempt_checkout_once",
                fields=("checkout",),
                condition=~Q(checkout=""),
                violation_error_message="この決済画面は、ほかの支払いのものです。",
            ),
        )

    def __str__(self) -> str:
        return f"{self.payment.pk} #{self.number}"

    @property
    def key(self) -> str:
        """What the gateway knows the request by: pressed twice, it opens one page."""
        return f"madoguchi-{self.payment.pk}-{self.number}"


class CardEvent(models.Model):
    """A message of the gateway that was accepted, by its id: the second time it comes nothing happens."""

    event = models.CharField(max_length=120, unique=True)
    kind = models.CharField(max_length=80)
    payment = models.ForeignKey(Payment, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    outcome = models.CharField(max_length=40)
    at = models.DateTimeField()

    class Meta:
        default_permissions = ()

    def __str__(self) -> str:
        return f"{self.event} {self.outcome}"


class DayClosing(models.Model):
    """日計: what was counted of one way in one section on one day, beside what was recorded."""

    day = models.DateField()
    section = models.CharField(max_length=80)
    way = models.CharField(max_length=10, choices=Way.choices)
    number = models.PositiveIntegerField("件数")
    # Below zero where more was given back than taken.
    recorded_yen = models.IntegerField("記録の額")
    counted_yen = models.PositiveIntegerField("数えた額")
    words = models.CharField("差額の理由", max_length=400, blank=True)
    closed_by = models.CharField("締めた職員", max_length=200)
    closed_at = models.DateTimeField()

    class Meta:
        default_permissions = ()
        constraints = (
            UniqueConstraint(
                name="day_closed_once",
                fields=("day", "section", "way"),
                violation_error_message="この日の日計は、すでに締めています。",
            ),
            CheckConstraint(
                name="day_difference_explained",
                condition=Q(recorded_yen=F("counted_yen")) | ~Q(words=""),
                violation_error_message="差額があるときは、その理由を書いてください。",
            ),
        )

    def __str__(self) -> str:
        return f"{self.day} {self.section} {self.way}"

    @property
    def difference(self) -> int:
        """What is too much in the till, below zero what is missing."""
        return self.counted_yen - self.recorded_yen


class Kind(models.TextChoices):
    """In what our payments and the gateway's list differ."""

    MISSING_HERE = "missing_here", "区の記録にない"
    MISSING_THERE = "missing_there", "決済会社の一覧にない"
    AMOUNT = "amount", "額が違う"
    PAID_TWICE = "paid_twice", "二重の支払い"


class Difference(models.Model):
    """One difference with the gateway, until somebody has settled it."""

    kind = models.CharField(max_length=20, choices=Kind.choices)
    reference = models.CharField("決済の番号", max_length=120)
    day = models.DateField()
    payment = models.ForeignKey(Payment, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    ours_yen = models.IntegerField("区の額", default=0)
    theirs_yen = models.IntegerField("決済会社の額", default=0)
    found_at = models.DateTimeField()
    settled_at = models.DateTimeField(null=True, blank=True)
    settled_by = models.CharField(max_length=200, blank=True)
    words = models.CharField("どう片付けたか", max_length=400, blank=True)

    class Meta:
        default_permissions = ()
        constraints = (
            UniqueConstraint(
                name="difference_once",
                fields=("kind", "reference"),
                violation_error_message="この差は、すでに記録されています。",
            ),
            CheckConstraint(
                name="difference_settled_in_words",
                condition=Q(settled_at__isnull=True) | ~Q(words=""),
                violation_error_message="どう片付けたかを書いてください。",
            ),
        )
        indexes: ClassVar = [Index(name="difference_open", fields=("day",), condition=Q(settled_at__isnull=True))]

    def __str__(self) -> str:
        return f"{Kind(self.kind).label} {self.reference}"


class ReconciledDay(models.Model):
    """A day whose payments were compared with the gateway's list; comparing it again replaces the numbers."""

    day = models.DateField(unique=True)
    matched = models.PositiveIntegerField()
    differing = models.PositiveIntegerField()
    file = models.TextField("照合の一覧（CSV）")
    at = models.DateTimeField()

    class Meta:
        default_permissions = ()

    def __str__(self) -> str:
        return f"{self.day}"


class ReceiptSequence(models.Model):
    """The last 領収番号 given in a fiscal year."""

    fiscal_year = models.PositiveSmallIntegerField(unique=True)
    last = models.PositiveIntegerField(default=0)

    class Meta:
        default_permissions = ()

    def __str__(self) -> str:
        return f"{self.fiscal_year}: {self.last}"
