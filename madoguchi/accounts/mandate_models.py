"""代理 as data: who may act for whom, in what, until when; and what was begun or sent under it."""

from datetime import date

from django.db import models
from django.db.models import CheckConstraint, F, Index, Q

from madoguchi.accounts.states import BY_LAW, Act, Granted, ProxyRole, Standing
from madoguchi.kernel.ids import uuid7


class Mandate(models.Model):
    """One person acting for another. It is never changed, only confirmed and revoked; another scope is another mandate.

    The principal need not have an account (a mother of ninety): then `principal_name` and, where there is one,
    `principal_email` are what we know. `procedures` empty means every procedure.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    principal = models.ForeignKey(
        "accounts.Account", verbose_name="本人", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    principal_name = models.CharField("本人の氏名", max_length=200)
    principal_email = models.CharField("本人のメールアドレス", max_length=254, blank=True)
    proxy = models.ForeignKey(
        "accounts.Account", verbose_name="代理人", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    proxy_name = models.CharField("代理人の氏名", max_length=200)
    proxy_email = models.CharField("代理人のメールアドレス", max_length=254)
    role = models.CharField("代理人の資格", max_length=20, choices=[(role.value, role.name) for role in ProxyRole])
    procedures = models.JSONField("手続き", default=list)
    acts = models.JSONField("できること", default=list)
    from_on = models.DateField("はじまる日")
    until_on = models.DateField("終わる日")
    granted = models.CharField("与え方", max_length=20, choices=[(way.value, way.name) for way in Granted])
    paper = models.CharField("確認した書類", max_length=200, blank=True)
    granted_by = models.CharField("登録した人", max_length=200)
    offered_at = models.DateTimeField("登録日時")
    confirmed_at = models.DateTimeField("代理人が引き受けた日時", null=True, blank=True)
    revoked_at = models.DateTimeField("取り消した日時", null=True, blank=True)
    revoked_by = models.CharField("取り消した人", max_length=200, blank=True)

    class Meta:
        verbose_name = "代理権"
        verbose_name_plural = "代理権"
        ordering = ("-offered_at", "-id")
        constraints = (
            CheckConstraint(
                name="mandate_ends_after_it_begins",
                condition=Q(until_on__gte=F("from_on")),
                violation_error_message="終わる日は、はじまる日より後にしてください。",
            ),
            CheckConstraint(
                name="mandate_confirmed_by_somebody",
                condition=Q(confirmed_at__isnull=True, proxy__isnull=True)
                | Q(confirmed_at__isnull=False, proxy__isnull=False),
                violation_error_message="代理人が引き受けた代理権には、代理人のアカウントが必要です。",
            ),
            CheckConstraint(
                name="mandate_nobody_for_oneself",
                condition=~Q(principal=F("proxy")),
                violation_error_message="自分を自分の代理人にはできません。",
            ),
            CheckConstraint(
                name="mandate_by_law_needs_a_paper",
                condition=~Q(role__in=sorted(BY_LAW)) | (Q(granted=Granted.DOCUMENT.value) & ~Q(paper="")),
                violation_error_message="法定代理人の登録には、確認した書類の名前が必要です。",
            ),
        )
        indexes = (
            Index(name="mandate_of_principal", fields=("principal", "-offered_at")),
            Index(name="mandate_of_proxy", fields=("proxy", "-offered_at")),
            Index(name="mandate_offered_to", fields=("proxy_email",), condition=Q(proxy__isnull=True)),
        )

    def __str__(self) -> str:
        return f"{self.principal_name} ← {self.proxy_name}"

    @property
    def subject(self) -> str:
        """How the journal names it."""
        return f"mandate/{self.pk}"

    @property
    def allowed(self) -> frozenset[Act]:
        return frozenset(Act(act) for act in self.acts)

    @property
    def held_role(self) -> ProxyRole:
        return ProxyRole(self.role)

    def stands(self, on: date) -> Standing:
        """Where it stands on a day."""
        if self.revoked_at is not None:
            return Standing.REVOKED
        if on > self.until_on:
            return Standing.EXPIRED
        if self.confirmed_at is None:
            return Standing.OFFERED
        return Standing.NOT_YET if on < self.from_on else Standing.IN_FORCE

    def covers(self, procedure: str) -> bool:
        return not self.procedures or procedure in self.procedures


class Representation(models.Model):
    """A draft or a case that a proxy began under a mandate: from then on the mandate decides what the proxy may do."""

    subject = models.CharField("対象", max_length=120, primary_key=True)
    mandate = models.ForeignKey(Mandate, on_delete=models.PROTECT, related_name="representations")
    procedure = models.CharField("手続き", max_length=80)
    begun_at = models.DateTimeField("日時")

    class Meta:
        verbose_name = "代理による手続き"
        indexes = (Index(name="represented_under", fields=("mandate", "-begun_at")),)

    def __str__(self) -> str:
        return self.subject
