"""A document in the cabinet: which content, under which name, for what."""

from django.db import models
from django.db.models import Q

from madoguchi.kernel import ids


class Kind(models.TextChoices):
    """What a document is by its content; its name and what the browser said play no part."""

    PDF = "pdf", "PDF"
    JPEG = "jpeg", "JPEG画像"
    PNG = "png", "PNG画像"
    HEIC = "heic", "HEIC画像"


class Document(models.Model):
    """`subject` is what the document belongs to, in the journal's words: "draft/<id>", "case/<id>".

    Two documents may have the same content; the bytes lie on disk once.
    """

    id = models.UUIDField(primary_key=True, default=ids.uuid7, editable=False)
    sha256 = models.CharField("内容の値", max_length=64, db_index=True)
    name = models.CharField("ファイル名", max_length=120)
    kind = models.CharField("種類", max_length=10, choices=Kind)
    size = models.PositiveBigIntegerField("大きさ")
    subject = models.CharField("対象", max_length=120)
    kept_at = models.DateTimeField("受領日時")
    dispose_on = models.DateField("廃棄できる日", null=True, blank=True)

    class Meta:
        verbose_name = "書類"
        default_permissions = ()
        indexes = [
            models.Index(fields=["subject", "kept_at"], name="document_of_subject"),
            models.Index(fields=["subject"], name="document_subject_prefix", opclasses=["varchar_pattern_ops"]),
            models.Index(fields=["dispose_on"], condition=Q(dispose_on__isnull=False), name="document_disposal"),
        ]
        constraints = [
            models.CheckConstraint(
                name="document_not_empty",
                condition=Q(size__gt=0),
                violation_error_message="中身のない書類は受け取れません。",
            ),
        ]

    def __str__(self) -> str:
        return self.name
