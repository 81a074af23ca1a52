"""Published versions of definitions. Rows are only ever added: a draft or a case keeps its version for ever."""

from django.db import models
from django.db.models.functions import Length
from django.db.models.lookups import Exact


class Publication(models.Model):
    """One version of one definition; `number` counts the versions of a procedure (第3版)."""

    version = models.CharField("版", primary_key=True, max_length=64)
    procedure = models.CharField("手続き", max_length=80)
    number = models.PositiveIntegerField("第何版")
    document = models.TextField("定義")
    published_at = models.DateTimeField("公開日時")
    published_by = models.CharField("公開した人", max_length=200)
    demo = models.BooleanField("デモ環境での公開")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["procedure", "number"],
                name="publication_number_once",
                violation_error_message="同じ手続きに、同じ番号の版が2つあります。",
            ),
            models.CheckConstraint(
                condition=Exact(Length("version"), 64),
                name="publication_version_is_sha256",
                violation_error_message="版はSHA-256の64文字です。",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.procedure} 第{self.number}版"


class Reinstatement(models.Model):
    """An older version put in force again, unchanged. It stands until a version numbered above `instead_of` follows."""

    publication = models.ForeignKey(
        Publication, verbose_name="戻した版", on_delete=models.PROTECT, related_name="reinstatements"
    )
    instead_of = models.PositiveIntegerField("そのときの最新が第何版か")
    reinstated_at = models.DateTimeField("戻した日時")
    reinstated_by = models.CharField("戻した人", max_length=200)

    def __str__(self) -> str:
        return f"{self.publication}に戻す"
