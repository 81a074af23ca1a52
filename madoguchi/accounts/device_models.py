"""Where somebody is logged in: the device in words, when it was last used, and what ends it."""

from django.db import models
from django.db.models import Index


class LoginSession(models.Model):
    """One log-in on one browser. The key of Django's session is kept as a digest to find it, and sealed to end it.

    A stolen copy of this table opens no session; the seal is the installation's secret.
    """

    account = models.ForeignKey(
        "accounts.Account", verbose_name="アカウント", on_delete=models.CASCADE, related_name="log_ins"
    )
    key_digest = models.CharField(max_length=64, unique=True)
    key_sealed = models.TextField()
    device_digest = models.CharField(max_length=64)
    device = models.CharField("端末", max_length=60)
    way = models.CharField("ログインの方法", max_length=20)
    opened_at = models.DateTimeField("ログイン日時")
    last_used_at = models.DateTimeField("最後に使った日時")

    class Meta:
        verbose_name = "ログイン中の端末"
        indexes = (Index(name="log_ins_of_account", fields=("account", "-last_used_at")),)

    def __str__(self) -> str:
        return f"{self.account_id} {self.device}"
