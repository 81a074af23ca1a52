"""What is kept while people fill in, and the receipt they leave with."""

from django.db import models

from madoguchi.kernel.ids import uuid7


class Draft(models.Model):
    """An application being filled in: one row, saved page by page, without log-in.

    `answers` are those read and found right, by field id; `unfinished` is what was typed on a page and is not right yet,
    by page id, so that a reload loses nothing. `sources` says where an answer came from if not from the resident's hand.
    `corrects` is the case whose answers are being mended (補正).
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    procedure = models.CharField("手続き", max_length=80)
    version = models.CharField("版", max_length=64)
    language = models.CharField(max_length=10, default="ja")
    answers = models.JSONField(default=dict)
    unfinished = models.JSONField(default=dict)
    sources = models.JSONField(default=dict)
    heeded = models.JSONField(default=list)
    new_questions = models.JSONField(default=list)
    left_behind = models.JSONField(default=dict)
    secret_digest = models.CharField(max_length=64)
    resume_digest = models.CharField(max_length=64, unique=True)
    account_id = models.CharField(max_length=64, blank=True)
    begun_at = models.DateTimeField()
    saved_at = models.DateTimeField()
    corrects = models.UUIDField(null=True, blank=True)
    sent_as = models.UUIDField(null=True, blank=True)

    class Meta:
        indexes = [
            models.Index(fields=["saved_at"], name="draft_saved", condition=models.Q(sent_as=None)),
            models.Index(fields=["account_id", "-saved_at"], name="draft_account", condition=~models.Q(account_id="")),
        ]

    def __str__(self) -> str:
        return f"{self.procedure} {self.pk}"

    @property
    def subject(self) -> str:
        """The name of the draft in the journal and the cabinet."""
        return f"draft/{self.pk}"


class Receipt(models.Model):
    """What was handed out when an application arrived: the signed document, byte for byte, for ever."""

    case = models.UUIDField(primary_key=True)
    number = models.CharField("受付番号", max_length=60, unique=True)
    document = models.TextField("受付票")
    issued_at = models.DateTimeField("受付日時")

    def __str__(self) -> str:
        return self.number


class MailedSheet(models.Model):
    """A sheet the ward has mailed: its 照会番号 (kept as a digest) and what is known of the household it went to."""

    procedure = models.CharField("手続き", max_length=80)
    number_digest = models.CharField(max_length=64)
    answers = models.JSONField(default=dict)
    mailed_on = models.DateField("発送日")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["procedure", "number_digest"],
                name="mailed_sheet_once",
                violation_error_message="同じ照会番号の用紙が、すでに登録されています。",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.procedure} {self.mailed_on}"
