"""Who may see an application on the resident's side: who holds its code, or the account it was sent from."""

from django.conf import settings
from django.core import signing
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from madoguchi.accounts import mandates
from madoguchi.accounts.queries import actor_of
from madoguchi.accounts.states import Act
from madoguchi.cases.models import Case
from madoguchi.kernel import clock
from madoguchi.kernel.actors import Actor
from madoguchi.kernel.refusals import Refusal

COOKIE = "case"
SECONDS = 3_600 * 8


def grant(request: HttpRequest, response: HttpResponse, case: Case) -> None:
    """Remember on this device, for a working day, that the code was known; sent back only to this application's pages.

    Not on a proxy's: what the mandate allows ends with the mandate.
    """
    if is_proxy(request, case):
        return
    value = signing.dumps(str(case.pk), salt="case access")
    response.set_cookie(
        COOKIE,
        value,
        max_age=SECONDS,
        path=reverse("procedures:case", args=[case.pk]),
        httponly=True,
        samesite="Lax",
        secure=settings.BEHIND_TLS,
    )


def is_proxy(request: HttpRequest, case: Case) -> bool:
    """Whether the one who asks acts in this case for somebody else."""
    by = actor_of(request)
    if not by.id or not by.is_resident or by.id == case.account_id:
        return False
    under = mandates.representation(case.subject)
    return under is not None and str(under.mandate.proxy_id) == by.id


def may_see(request: HttpRequest, case: Case) -> bool:
    """Whether this device has shown the code, or this person sent it."""
    by = actor_of(request)
    if by.is_resident and by.id and by.id == case.account_id:
        return True
    try:
        return bool(signing.loads(request.COOKIES.get(COOKIE, ""), salt="case access", max_age=SECONDS) == str(case.pk))
    except signing.BadSignature:
        return False


def acting(request: HttpRequest, case: Case, act: Act) -> Actor:
    """Who acts on an application here: the applicant, or a proxy whose mandate allows the act now.

    Everybody else is asked for number and code.
    """
    if may_see(request, case):
        return case.applicant
    by = actor_of(request)
    proxy = (
        mandates.allowed_to(act, subject=case.subject, by=by, on=clock.today()) if by.id and by.is_resident else None
    )
    if proxy is not None:
        return proxy
    refuse_strangers(request, case)
    return case.applicant


def refuse_strangers(request: HttpRequest, case: Case) -> None:
    """Ask for number and code."""
    if not may_see(request, case):
        raise Refusal(
            _("この申請を見るには、受付番号と確認コードが必要です。"),
            way_on=_("「申請の状況を見る」のページで、受付票にある番号を入力してください。"),
            status=403,
            code="code_needed",
        )
