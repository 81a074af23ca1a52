"""Who may open a page at all: the door before permissions are asked."""

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec

from django.http import HttpRequest, HttpResponseBase, HttpResponseRedirect
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext

from madoguchi.accounts import queries as accounts
from madoguchi.kernel.refusals import Refusal

P = ParamSpec("P")
View = Callable[Concatenate[HttpRequest, P], HttpResponseBase]


def officer_required(view: View[P]) -> View[P]:
    """Only officers with a second factor come in; everybody else is led to what they lack."""

    @wraps(view)
    def guarded(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
        return _led_away(request) or view(request, *args, **kwargs)

    return guarded


def _led_away(request: HttpRequest) -> HttpResponseRedirect | None:
    account = accounts.account_of(request)
    if account is None:
        return led_to("account_officer_login", request)
    if not account.is_officer:
        raise Refusal(
            gettext("このページは職員用です。"),
            way_on=gettext("申請や届出は、トップページから始められます。"),
            status=403,
            code="officers-only",
        )
    return None if accounts.has_second_factor(request) else led_to("mfa_activate_totp", request)


def login_required(view: View[P]) -> View[P]:
    """Whoever has not logged in is led to the residents' log-in and comes back afterwards."""

    @wraps(view)
    def guarded(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
        if not accounts.is_signed_in(request):
            return led_to("account_login", request)
        return view(request, *args, **kwargs)

    return guarded


def led_to(name: str, request: HttpRequest) -> HttpResponseRedirect:
    """To a page of the log-in, and back to where one was going."""
    return HttpResponseRedirect(f"{reverse(name)}?{urlencode({'next': request.get_full_path()})}")
