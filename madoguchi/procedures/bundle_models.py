"""Several procedures of one life event, filled in once."""

from django.db import models

from madoguchi.kernel.ids import uuid7


class Bundle(models.Model):
    """What somebody has begun after a life event: the shared answers, and the procedures they go to.

    `procedures` stand in the order of the plan. `versions` and `known` say, by procedure, under which version the shared questions were drawn up and what the event
    itself has answered. Secret and resume code are derived from the id, like those of a draft.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    event = models.CharField("ライフイベント", max_length=80)
    event_date = models.DateField("できごとの日")
    language = models.CharField(max_length=10, default="ja")
    procedures = models.JSONField(default=list)
    versions = models.JSONField(default=dict)
    known = models.JSONField(default=dict)
    answers = models.JSONField(default=dict)
    unfinished = models.JSONField(default=dict)
    secret_digest = models.CharField(max_length=64)
    resume_digest = models.CharField(max_length=64, unique=True)
    account_id = models.CharField(max_length=64, blank=True)
    begun_at = models.DateTimeField()
    saved_at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["saved_at"], name="bundle_saved")]

    def __str__(self) -> str:
        return f"{self.event} {self.pk}"


class BundleDraft(models.Model):
    """One procedure of a bundle and its draft: each once, however often the answers are handed out."""

    bundle = models.ForeignKey(Bundle, on_delete=models.CASCADE, related_name="members")
    procedure = models.CharField("手続き", max_length=80)
    draft = models.OneToOneField("procedures.Draft", on_delete=models.CASCADE, related_name="bundled")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["bundle", "procedure"],
                name="bundle_procedure_once",
                violation_error_message="この手続きの申請は、すでに作成しています。",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.bundle_id} {self.procedure}"
