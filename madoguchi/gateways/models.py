"""What must leave the house, and the mail of an installation that has no mail server."""

from django.db import models
from django.db.models import Q


class State(models.TextChoices):
    WAITING = "waiting", "送信待ち"
    CLAIMED = "claimed", "送信中"
    DONE = "done", "送信済み"
    STUCK = "stuck", "要対応"


class OutboxEntry(models.Model):
    """Written in the transaction of whoever sends; delivered at least once by a worker.

    `claim` names the worker that has it until `claimed_until`; a worker that dies loses it then. What was delivered
    keeps its key, so that it is never sent again, but not its payload.
    """

    kind = models.CharField("種類", max_length=40)
    key = models.CharField("送信の識別子", max_length=200)
    payload = models.JSONField("送る内容", default=dict)
    state = models.CharField("状態", max_length=10, choices=State, default=State.WAITING)
    put_at = models.DateTimeField("登録日時")
    due_at = models.DateTimeField("送信予定日時")
    tries = models.PositiveSmallIntegerField("試した回数", default=0)
    claim = models.UUIDField("作業者", null=True, blank=True)
    claimed_until = models.DateTimeField("作業の期限", null=True, blank=True)
    done_at = models.DateTimeField("送信日時", null=True, blank=True)
    last_error = models.TextField("直近の失敗", blank=True)

    class Meta:
        verbose_name = "送信"
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(fields=["kind", "key"], name="outbox_once"),
            models.CheckConstraint(
                name="outbox_claimed_has_claim",
                condition=Q(state=State.CLAIMED, claim__isnull=False, claimed_until__isnull=False)
                | (~Q(state=State.CLAIMED) & Q(claim__isnull=True, claimed_until__isnull=True)),
                violation_error_message="作業者は、送信中の項目にだけ記録できます。",
            ),
            models.CheckConstraint(
                name="outbox_done_iff_done_at",
                condition=Q(state=State.DONE, done_at__isnull=False) | (~Q(state=State.DONE) & Q(done_at__isnull=True)),
                violation_error_message="送信日時は、送信済みの項目にだけ記録できます。",
            ),
        ]
        indexes = [
            models.Index(fields=["due_at", "id"], condition=Q(state=State.WAITING), name="outbox_waiting"),
            models.Index(fields=["claimed_until"], condition=Q(state=State.CLAIMED), name="outbox_claimed"),
            models.Index(fields=["put_at"], condition=Q(state=State.STUCK), name="outbox_stuck"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.key}"


class KeptMail(models.Model):
    """A mail of the embedded mailbox: where no mail server is set, this is as far as it goes."""

    key = models.CharField("送信の識別子", max_length=200, unique=True)
    to = models.CharField("宛先", max_length=320)
    subject = models.CharField("件名", max_length=300)
    body = models.TextField("本文")
    kept_at = models.DateTimeField("日時")

    class Meta:
        verbose_name = "メール"
        default_permissions = ()
        ordering = ["-kept_at", "-id"]
        indexes = [models.Index(fields=["to", "-kept_at"], name="kept_mail_of_reader")]

    def __str__(self) -> str:
        return self.subject
