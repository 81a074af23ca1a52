"""Programs that speak to the API with a key, and how much of their rate they have used."""

from datetime import datetime

from django.db import models
from django.db.models import CheckConstraint, Q, UniqueConstraint

from madoguchi.accounts.api_scopes import Scope
from madoguchi.kernel.actors import Actor, ActorKind
from madoguchi.kernel.ids import uuid7


class ApiClient(models.Model):
    """A program outside with a key of its own. The key is shown once; only its digest is kept.

    After a key was changed the one before goes on working until `previous_until`, so that nobody has to change two
    systems in the same second.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    name = models.CharField("名前", max_length=80, unique=True)
    section = models.CharField("所属", max_length=60)
    scopes = models.JSONField("できること", default=list)
    rate = models.PositiveIntegerField("1分あたりの回数", default=600)
    key_digest = models.CharField(max_length=64, unique=True)
    key_ending = models.CharField("キーの末尾", max_length=4)
    previous_digest = models.CharField(max_length=64, blank=True)
    previous_until = models.DateTimeField(null=True, blank=True)
    is_active = models.BooleanField("有効", default=True)
    created_at = models.DateTimeField("登録日時")
    created_by = models.CharField("登録した人", max_length=200)
    used_at = models.DateTimeField("最後に使われた日時", null=True, blank=True)

    class Meta:
        constraints = (
            CheckConstraint(
                name="api_client_has_name_and_section",
                condition=~Q(name="") & ~Q(section=""),
                violation_error_message="連携システムには、名前と所属が必要です。",
            ),
            CheckConstraint(
                name="api_client_previous_key_ends",
                condition=Q(previous_digest="", previous_until__isnull=True)
                | (~Q(previous_digest="") & Q(previous_until__isnull=False)),
                violation_error_message="前のキーには、使えなくなる日時が必要です。",
            ),
        )

    def __str__(self) -> str:
        return self.name

    @property
    def held_scopes(self) -> frozenset[Scope]:
        return frozenset(Scope(scope) for scope in self.scopes)

    @property
    def subject(self) -> str:
        """How the journal names it."""
        return f"api-client/{self.pk}"

    @property
    def actor(self) -> Actor:
        """The program as who acts; no permission of residents or officers takes it for one of them."""
        return Actor(kind=ActorKind.PROGRAM, id=self.subject, name=self.name, section=self.section)

    def opens(self, digest: str, at: datetime) -> bool:
        """Whether a key with this digest is this program's, now."""
        if not self.is_active:
            return False
        is_previous = digest == self.previous_digest and self.previous_until is not None and at < self.previous_until
        return digest == self.key_digest or is_previous


class ApiUse(models.Model):
    """How many requests a key or an address has been given in one minute."""

    holder = models.CharField(max_length=80)
    minute = models.PositiveBigIntegerField()
    given = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = (
            UniqueConstraint(
                name="api_use_once",
                fields=("holder", "minute"),
                violation_error_message="同じ1分の回数は、一行で数えます。",
            ),
        )

    def __str__(self) -> str:
        return f"{self.holder} {self.minute}: {self.given}"
