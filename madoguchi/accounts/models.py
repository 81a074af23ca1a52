"""Accounts that log in, and the officers among them."""

from typing import ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import CheckConstraint, Q, QuerySet
from django.db.models.functions import Lower

from madoguchi.accounts.api_models import ApiClient as ApiClient
from madoguchi.accounts.api_models import ApiUse as ApiUse
from madoguchi.accounts.device_models import LoginSession as LoginSession
from madoguchi.accounts.mandate_models import Mandate as Mandate
from madoguchi.accounts.mandate_models import Representation as Representation
from madoguchi.accounts.states import Role
from madoguchi.kernel.clock import now

# An account opened by card has no mail address; nothing can be delivered to this domain (RFC 2606).
NO_MAILBOX = "card.invalid"


class Accounts(BaseUserManager["Account"]):
    """Accounts come with their officer: who is asked for on every page of the desk is read in one query."""

    def get_queryset(self) -> QuerySet["Account"]:
        return super().get_queryset().select_related("officer")

    def get_by_natural_key(self, username: str | None) -> "Account":
        """Mail addresses are compared without case, as people write them."""
        return self.get(email=(username or "").lower())


class Account(AbstractBaseUser):
    """Somebody who can log in. A resident has no password: the mail address or a passkey is the key."""

    email = models.EmailField("メールアドレス", max_length=254, unique=True)
    name = models.CharField("氏名", max_length=200, blank=True)
    is_active = models.BooleanField("有効", default=True)
    created_at = models.DateTimeField("登録日時", default=now, editable=False)

    objects: ClassVar[Accounts] = Accounts()

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = []

    class Meta:
        verbose_name = "アカウント"
        verbose_name_plural = "アカウント"
        constraints = [
            CheckConstraint(
                name="account_email_in_lower_case",
                condition=Q(email=Lower("email")),
                violation_error_message="メールアドレスは小文字で登録してください。",
            )
        ]

    def save(self, *args: object, **kwargs: object) -> None:
        """One mailbox, one account: the address is kept in lower case."""
        self.email = self.email.lower()
        super().save(*args, **kwargs)  # type: ignore[arg-type]

    def __str__(self) -> str:
        return self.display_name

    @property
    def active_officer(self) -> "Officer | None":
        """The officer this account belongs to, if it still may work."""
        officer = getattr(self, "officer", None)
        return officer if officer is not None and officer.is_active else None

    @property
    def is_officer(self) -> bool:
        return self.active_officer is not None

    @property
    def display_name(self) -> str:
        """How the person is addressed."""
        officer = self.active_officer
        return officer.name if officer else self.name or self.mail_address

    @property
    def mail_address(self) -> str:
        """Where mail reaches the person; empty where we know no address."""
        return "" if self.email.endswith(f"@{NO_MAILBOX}") else self.email

    @property
    def subject(self) -> str:
        """How the journal names the account."""
        return f"account/{self.pk}"


class Officer(models.Model):
    """A member of a section: what the account may do at the desk follows from section and roles."""

    account = models.OneToOneField(Account, on_delete=models.PROTECT, related_name="officer", verbose_name="アカウント")
    section = models.CharField("所属", max_length=60)
    name = models.CharField("氏名", max_length=200)
    post = models.CharField("職名", max_length=60)
    roles = models.JSONField("役割", default=list)
    is_active = models.BooleanField("有効", default=True)

    class Meta:
        verbose_name = "職員"
        verbose_name_plural = "職員"
        constraints = [
            CheckConstraint(
                name="officer_has_section_and_name",
                condition=~Q(section="") & ~Q(name="") & ~Q(post=""),
                violation_error_message="職員には、所属・氏名・職名が必要です。",
            )
        ]

    def __str__(self) -> str:
        return f"{self.name}（{self.section} {self.post}）"

    @property
    def held_roles(self) -> frozenset[Role]:
        return frozenset(Role(role) for role in self.roles)

    def clean(self) -> None:
        """A role that does not exist would silently give no rights."""
        unknown = [role for role in self.roles if role not in set(Role)]
        if unknown:
            raise ValidationError({"roles": f"この役割はありません：{'、'.join(map(str, unknown))}"})
