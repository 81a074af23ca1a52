"""「ログインと端末」: where I am logged in, for residents and officers alike; the keys of the log-in stand beside it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from allauth.mfa.models import Authenticator
from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from madoguchi.accounts import devices
from madoguchi.accounts.device_models import LoginSession
from madoguchi.accounts.models import Account
from madoguchi.accounts.queries import account_of, actor_of
from madoguchi.accounts.web.access import login_required
from madoguchi.kernel import clock
from madoguchi.kernel.clock import JST
from madoguchi.ui.components.dates import moment

GetResponse = Callable[[HttpRequest], HttpResponseBase]


@dataclass(frozen=True)
class Device:
    """One log-in in words."""

    id: int
    words: str
    way: str
    last_used: str
    opened: str
    is_this: bool


@dataclass(frozen=True)
class DevicesPage:
    devices: Sequence[Device]
    passkeys: int
    has_authenticator: bool
    is_officer: bool
    many: bool


@require_safe
@login_required
def listed(request: HttpRequest) -> HttpResponseBase:
    """Every place the account is logged in, this browser first."""
    account = _account(request)
    found = [_device(request, one) for one in devices.log_ins_of(account)]
    kinds = list(Authenticator.objects.filter(user=account).values_list("type", flat=True))
    page = DevicesPage(
        devices=tuple(sorted(found, key=lambda one: not one.is_this)),
        passkeys=kinds.count(Authenticator.Type.WEBAUTHN),
        has_authenticator=Authenticator.Type.TOTP in kinds,
        is_officer=account.is_officer,
        many=any(not one.is_this for one in found),
    )
    return render(request, "account/devices.html", {"page": page})


def _device(request: HttpRequest, one: LoginSession) -> Device:
    return Device(
        id=one.pk,
        words=one.device,
        way=devices.WAYS.get(one.way, ""),
        last_used=moment(one.last_used_at.astimezone(JST)),
        opened=moment(one.opened_at.astimezone(JST)),
        is_this=devices.is_this_browser(request, one),
    )


@require_POST
@login_required
def end(request: HttpRequest, log_in: int) -> HttpResponse:
    """Log out one place; of this browser too."""
    account = _account(request)
    wanted = [one for one in devices.log_ins_of(account) if one.pk == log_in]
    if not wanted:
        raise Http404("no such log-in of theirs")
    devices.end(log_ins=wanted, account=account, by=actor_of(request), at=clock.now())
    if devices.is_this_browser(request, wanted[0]):
        request.session.flush()
        return redirect("account_login")
    return redirect("account_devices")


@require_POST
@login_required
def end_others(request: HttpRequest) -> HttpResponse:
    """Log out everywhere but here."""
    account = _account(request)
    others = [one for one in devices.log_ins_of(account) if not devices.is_this_browser(request, one)]
    devices.end(log_ins=others, account=account, by=actor_of(request), at=clock.now())
    return redirect("account_devices")


def _account(request: HttpRequest) -> Account:
    account = account_of(request)
    if account is None:
        raise Http404("nobody has logged in")
    return account


def last_used(get_response: GetResponse) -> GetResponse:
    """Middleware: note every few minutes that a log-in is in use. Without a session cookie nothing is looked up."""

    def noting(request: HttpRequest) -> HttpResponseBase:
        response = get_response(request)
        if settings.SESSION_COOKIE_NAME in request.COOKIES and request.session.accessed and request.session.session_key:
            devices.note_use(request, at=clock.now())
        return response

    return noting
