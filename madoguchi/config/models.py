"""The one thing the configuration keeps: a sign of life of each worker."""

from datetime import datetime, timedelta

from django.db import models

FORGOTTEN_AFTER = timedelta(days=1)


class Heartbeat(models.Model):
    """A worker writes down every few seconds that it is alive; `/healthz` reads it."""

    worker = models.CharField("送信係", max_length=120, primary_key=True)
    beat_at = models.DateTimeField("直近の合図")

    class Meta:
        verbose_name = "稼働の合図"
        default_permissions = ()

    def __str__(self) -> str:
        return self.worker


def beat(worker: str, *, at: datetime) -> None:
    """Write down that a worker is alive, and forget those that are long gone."""
    Heartbeat.objects.update_or_create(worker=worker, defaults={"beat_at": at})
    Heartbeat.objects.filter(beat_at__lt=at - FORGOTTEN_AFTER).delete()
