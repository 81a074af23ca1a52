"""How often somebody has tried: one row for each name and client, counted by the database itself."""

from django.db import models
from django.db.models import Index


class TryCount(models.Model):
    """The tries of one client at one thing until `until`. The client stands in `key` as a digest only."""

    key = models.CharField(max_length=120, primary_key=True)
    tries = models.PositiveIntegerField("試した回数", default=0)
    until = models.DateTimeField("数え直す日時")

    class Meta:
        verbose_name = "入力の試行回数"
        default_permissions = ()
        indexes = [Index(fields=["until"], name="try_count_until")]

    def __str__(self) -> str:
        return self.key
