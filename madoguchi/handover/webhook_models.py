"""Where programs want short messages, what was sent to them, and how far the journal has been followed."""

from django.db import models
from django.db.models import CheckConstraint, Index, Q, UniqueConstraint

from madoguchi.accounts.models import ApiClient
from madoguchi.kernel.ids import uuid7


class Webhook(models.Model):
    """The endpoint of one program. Its secrets are sealed, for they have to sign; they are shown once.

    After a change the former secret signs too until `previous_until`, so that the receiver may take its time.
    """

    client = models.OneToOneField(ApiClient, on_delete=models.CASCADE, related_name="webhook")
    url = models.CharField("宛先", max_length=500)
    events = models.JSONField("知らせること", default=list)
    secret = models.TextField()
    key_id = models.CharField("鍵の名", max_length=20)
    previous_secret = models.TextField(blank=True)
    previous_key_id = models.CharField(max_length=20, blank=True)
    previous_until = models.DateTimeField(null=True, blank=True)
    is_active = models.BooleanField("有効", default=True)
    changed_at = models.DateTimeField("設定日時")

    class Meta:
        constraints = (
            CheckConstraint(
                name="webhook_former_secret_ends",
                condition=Q(previous_secret="", previous_until__isnull=True)
                | (~Q(previous_secret="") & Q(previous_until__isnull=False)),
                violation_error_message="前の鍵には、使い終わる日時が必要です。",
            ),
        )

    def __str__(self) -> str:
        return self.url

    @property
    def subject(self) -> str:
        """How the journal names it."""
        return f"webhook/{self.client_id}"


class Delivery(models.Model):
    """One message to one endpoint; its id is the `webhook-id` by which a receiver knows a repetition."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    webhook = models.ForeignKey(Webhook, on_delete=models.CASCADE, related_name="deliveries")
    event = models.CharField("出来事", max_length=40)
    # The entry of the journal it tells; none for a test.
    entry = models.PositiveBigIntegerField(null=True, blank=True)
    payload = models.JSONField()
    made_at = models.DateTimeField("作成日時")
    sends = models.PositiveSmallIntegerField("送信を始めた回数", default=1)
    tried_at = models.DateTimeField("最後に試した日時", null=True, blank=True)
    tries = models.PositiveSmallIntegerField("試した回数", default=0)
    status = models.PositiveSmallIntegerField("最後の応答", null=True, blank=True)
    error = models.CharField("最後の失敗", max_length=300, blank=True)
    delivered_at = models.DateTimeField("届いた日時", null=True, blank=True)

    class Meta:
        ordering = ("-made_at", "-id")
        constraints = (
            UniqueConstraint(
                name="webhook_told_once",
                fields=("webhook", "entry"),
                violation_error_message="同じ出来事は、一つのお知らせにします。",
            ),
        )
        indexes = (Index(name="webhook_newest", fields=("webhook", "-made_at")),)

    def __str__(self) -> str:
        return f"{self.event} {self.id}"

    @property
    def outbox_key(self) -> str:
        """Sending again is another entry of the outbox with the same id for the receiver."""
        return f"{self.pk}/{self.sends}"


class JournalMark(models.Model):
    """The number of the last entry of the journal that was told; one row."""

    only = models.BooleanField(primary_key=True, default=True)
    seq = models.PositiveBigIntegerField()

    class Meta:
        constraints = (
            CheckConstraint(
                name="webhook_one_mark",
                condition=Q(only=True),
                violation_error_message="読み終わりの印は一つです。",
            ),
        )

    def __str__(self) -> str:
        return str(self.seq)
