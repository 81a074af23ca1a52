"""How the log-in of django-allauth behaves in this house."""

import time
from typing import Any
from urllib.parse import urlencode

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.authentication import get_authentication_records
from allauth.account.utils import get_next_redirect_url
from allauth.core import context
from allauth.mfa.adapter import DefaultMFAAdapter
from django.conf import settings
from django.contrib.auth.base_user import AbstractBaseUser
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from madoguchi.accounts import devices
from madoguchi.accounts.models import Account
from madoguchi.accounts.vault import vault
from madoguchi.kernel import clock
from madoguchi.ui.context import Site

SECOND_FACTOR = "second factor"
# Who logged in a moment ago need not show the key again to add a passkey or the authenticator.
FRESH_LOGIN = 10 * 60
WRONG_CODE = _("コードが違います。メールに書かれた8桁の数字を確かめて、もう一度入力してください。")
TOO_OFTEN = _("続けて間違えたため、しばらく受け付けられません。数分たってから、もう一度お試しください。")


class Entrance(DefaultAccountAdapter):
    """Residents by mailed code or passkey, officers by password and second factor."""

    error_messages = {
        **DefaultAccountAdapter.error_messages,
        "account_inactive": _("このアカウントは利用を停止しています。"),
        "email_password_mismatch": _("メールアドレスかパスワードが違います。"),
        "enter_current_password": _("今のパスワードを入力してください。"),
        "incorrect_code": WRONG_CODE,
        "incorrect_password": _("パスワードが違います。"),
        "invalid_login": _("メールアドレスかパスワードが違います。"),
        "too_many_login_attempts": TOO_OFTEN,
        "rate_limited": TOO_OFTEN,
    }

    def get_login_stages(self) -> list[str]:
        """Only officers are asked for a second factor: a resident who lost a passkey still has the mailed code."""
        ours = "madoguchi.accounts.web.second_factor.OfficersOnly"
        return [
            ours if stage == "allauth.mfa.stages.AuthenticateStage" else stage for stage in super().get_login_stages()
        ]

    def get_login_redirect_url(self, request: HttpRequest) -> str:
        """Officers begin at the desk, residents at their own page."""
        site = Site(request)
        return (site.desk_url if site.is_officer else site.my_page_url) or site.home_url

    def post_login(self, request: HttpRequest, user: AbstractBaseUser, **how: Any) -> HttpResponse:
        """Whoever is in now is noted with the device, and told of one they have not used before."""
        response: HttpResponse = super().post_login(request, user, **how)
        if isinstance(user, Account):
            devices.note_log_in(request, user, response, at=clock.now())
        return response

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """There is no sign-up: a resident's account is made by the first log-in, an officer's by appointment."""
        return False

    def send_mail(self, template_prefix: str, email: str, mail_context: dict[str, object]) -> None:
        """Every mail about a log-in also holds the link, and the name of the ward."""
        links = {
            "link": _link(context.request, str(mail_context.get("code", ""))),
            "ward_name": gettext(settings.WARD_NAME),
        }
        super().send_mail(template_prefix, email, {**mail_context, **links})

    def is_reauthentication_required(self, *, app: str, **kwargs: object) -> bool:
        """Ask for the key again before keys are changed, unless it was shown just now."""
        records = get_authentication_records(context.request, context.request.user)
        is_fresh = any(time.time() - record["at"] < FRESH_LOGIN for record in records)
        return not is_fresh and bool(super().is_reauthentication_required(app=app, **kwargs))


def _link(request: HttpRequest, code: str) -> str:
    """The page that confirms the code, with the code filled in."""
    query = {"code": code}
    if wanted := get_next_redirect_url(request):
        query["next"] = wanted
    return request.build_absolute_uri(f"{reverse('account_confirm_login_code')}?{urlencode(query)}")


class SecondFactors(DefaultMFAAdapter):
    """Passkeys and the authenticator under the ward's name, their secrets encrypted at rest."""

    error_messages = {
        **DefaultMFAAdapter.error_messages,
        "incorrect_code": _("確認できませんでした。もう一度お試しください。"),
        "cannot_delete_authenticator": _("このログイン方法は削除できません。"),
    }

    def encrypt(self, text: str) -> str:
        """A stolen copy of the database alone gives no second factor."""
        return vault(SECOND_FACTOR).encrypt(text.encode()).decode()

    def decrypt(self, encrypted_text: str) -> str:
        """The counterpart; a fallback key still opens what it closed."""
        return vault(SECOND_FACTOR).decrypt(encrypted_text.encode()).decode()

    def generate_authenticator_name(self, user: object, type: object) -> str:  # noqa: A002 -- allauth's word
        """What a new passkey is called until its owner names it."""
        return gettext("わたしの端末")

    def _get_site_name(self) -> str:
        return f"{settings.WARD_NAME} {gettext('オンライン窓口')}"
