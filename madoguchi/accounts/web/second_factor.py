"""The second factor of officers: asked for at every log-in, set up at the first."""

import time

from allauth.account.internal.flows.login import record_authentication
from allauth.mfa.base.views import AuthenticateView
from allauth.mfa.models import Authenticator
from allauth.mfa.stages import AuthenticateStage
from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, hotp_value
from allauth.mfa.totp.views import ActivateTOTPView
from allauth.mfa.utils import decrypt, is_mfa_enabled
from django.conf import settings
from django.core.cache import cache
from django.forms import Form
from django.http import HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.urls import reverse

from madoguchi.accounts.models import Account
from madoguchi.accounts.queries import account_of
from madoguchi.accounts.web.entrance import OurSite, way_after_login


class OfficersOnly(AuthenticateStage):
    """The stage of the log-in that asks for the second factor, for officers alone."""

    def handle(self) -> tuple[HttpResponse | None, bool]:
        """Residents pass: their passkey is a way in, not a second lock."""
        if not isinstance(self.login.user, Account) or not self.login.user.is_officer:
            return None, True
        response, goes_on = super().handle()
        return response, goes_on


class SecondFactorView(OurSite, AuthenticateView):
    """Asks for the authenticator's code or a passkey; a demo shows the code."""

    def get_context_data(self, **kwargs: object) -> dict[str, object]:
        """Allauth's context, and in a demo what the authenticator would show now."""
        return {**super().get_context_data(**kwargs), "demo_code": demo_code(self.stage.login.user)}


class SetUpView(ActivateTOTPView):
    """An officer's first log-in ends here; afterwards the session counts as one with a second factor."""

    def dispatch(self, request: HttpRequest, *args: object, **kwargs: object) -> HttpResponseBase:
        """Nobody is offered a second authenticator; one is replaced by an administrator."""
        if request.user.is_authenticated and is_mfa_enabled(request.user, [Authenticator.Type.TOTP]):
            return HttpResponseRedirect(reverse("mfa_index"))
        response: HttpResponseBase = super().dispatch(request, *args, **kwargs)
        return response

    def form_valid(self, form: Form) -> HttpResponse:
        """The code just typed proves that the officer holds the authenticator."""
        response: HttpResponse = super().form_valid(form)
        record_authentication(self.request, account_of(self.request), method="mfa", type="totp")
        return response

    def get_success_url(self) -> str:
        """On to the page that asked for the second factor."""
        return way_after_login(self.request)


def demo_code(account: Account) -> str:
    """What the authenticator of a demo officer would show: the first code of this minute that was not yet used."""
    if not settings.DEMO:
        return ""
    kept = Authenticator.objects.filter(user=account, type=Authenticator.Type.TOTP).first()
    if kept is None:
        return ""
    secret, step, totp = decrypt(kept.data["secret"]), int(time.time()) // 30, TOTP(kept)
    codes = [format_hotp_value(hotp_value(secret, step + ahead)) for ahead in (0, 1, -1)]
    # Allauth remembers used codes under this key: two log-ins within half a minute need two codes.
    unused = [code for code in codes if cache.get(totp._get_used_cache_key(code)) is None]  # noqa: SLF001
    return (unused or codes)[0]
