"""One thing that happened: where, what, by whom, chained to what happened before. No foreign keys."""

from django.db import models

from madoguchi.journal import words


class Entry(models.Model):
    """Who acted is kept as a value, for an entry outlives the account. The database refuses to change or delete it.

    `detail` never holds what a resident answered. It holds ids, versions, numbers of things and the names of fields;
    personal values are masked before they are written (see `plain`). Reasons in an officer's own words belong to the
    case. The one personal value on purpose is who acted: `who_name`.
    """

    seq = models.PositiveBigIntegerField("番号", primary_key=True)
    at = models.DateTimeField("日時")
    subject = models.CharField("対象", max_length=120)
    what = models.CharField("出来事", max_length=40)
    who_kind = models.CharField("行為者の種別", max_length=20)
    who_id = models.CharField("行為者", max_length=80)
    who_name = models.CharField("行為者の氏名", max_length=200)
    who_section = models.CharField("行為者の所属", max_length=80, blank=True)
    detail = models.JSONField("内訳", default=dict)
    # Unique, so that two entries can never follow the same one: the database itself keeps the chain from forking.
    previous = models.CharField("直前の記録の値", max_length=64, unique=True)
    hash = models.CharField("この記録の値", max_length=64, unique=True)

    class Meta:
        verbose_name = "記録"
        default_permissions = ()
        ordering = ["seq"]
        indexes = [models.Index(fields=["subject", "seq"], name="journal_of_subject")]

    def __str__(self) -> str:
        return f"{self.seq} {self.subject} {self.what}"

    @property
    def label(self) -> str:
        return words.label(self.what)
