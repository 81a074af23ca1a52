"""What happens when a card has been read: whose account it opens, and where one is led when it could not be."""

from collections.abc import Mapping
from urllib.parse import urlencode

from allauth.core.exceptions import ImmediateHttpResponse
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from allauth.socialaccount.models import SocialLogin
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from requests import RequestException

from madoguchi.accounts import commands as accounts
from madoguchi.accounts import tying
from madoguchi.accounts.models import Account
from madoguchi.accounts.provider import CardProvider, connected_app, reading_behind
from madoguchi.accounts.queries import account_of
from madoguchi.accounts.web import card_tying, card_words
from madoguchi.gateways.eid.troubles import Trouble
from madoguchi.kernel import clock
from madoguchi.kernel.refusals import Refusal

TROUBLES = {trouble.value: trouble for trouble in Trouble}


def led_to_the_card_page(why: str, state: Mapping[str, object] | None) -> HttpResponseRedirect:
    """Back to where one read what the card is for: it says why, and every other way is still there."""
    known = state or {}
    kept = known.get("data")
    other = kept.get("other", "") if isinstance(kept, dict) else ""
    query = {"why": why, "next": str(known.get("next") or ""), "other": str(other)}
    return HttpResponseRedirect(
        f"{reverse('account_card')}?{urlencode({name: value for name, value in query.items() if value})}"
    )


class CardHolders(DefaultSocialAccountAdapter):
    """A card opens the account it was first used with, and makes one where there is none."""

    def get_provider(self, request: HttpRequest, provider: str, client_id: str | None = None) -> CardProvider:
        return CardProvider(request, app=connected_app())

    def is_open_for_signup(self, request: HttpRequest, sociallogin: SocialLogin) -> bool:
        return True

    def populate_user(self, request: HttpRequest, sociallogin: SocialLogin, data: object) -> Account:
        return sociallogin.user if isinstance(sociallogin.user, Account) else Account()

    def pre_social_login(self, request: HttpRequest, sociallogin: SocialLogin) -> None:
        """Who the card belongs to is known; whether it may open an account is decided here."""
        reading = reading_behind(sociallogin)
        if reading.is_under_15(clock.today()):
            raise ImmediateHttpResponse(led_to_the_card_page(card_words.CHILD, sociallogin.state))
        signed_in = account_of(request)
        holder = sociallogin.user if sociallogin.is_existing else None
        for account in (signed_in, holder):
            if account is not None and (hasattr(account, "officer") or not account.is_active):
                raise Refusal(_("このアカウントには、マイナンバーカードでログインできません。"), status=403)
        if signed_in is not None and holder not in (None, signed_in):
            raise Refusal(
                _("このカードは、別のアカウントで使われています。"),
                way_on=_("いったんログアウトしてから、カードでログインしてください。"),
                code="other-account",
            )
        if holder is None and signed_in is not None:
            if accounts.is_known_as_another(signed_in, reading.person.full):
                raise Refusal(
                    _("ログイン中のアカウントとは、別の方のカードです。"),
                    way_on=_("いったんログアウトしてから、カードでログインしてください。"),
                    code="other-account",
                )
            raise ImmediateHttpResponse(self._tied_or_asked(request, sociallogin, signed_in))
        if isinstance(sociallogin.user, Account) and sociallogin.user.pk:
            accounts.name_from_card(account=sociallogin.user, name=reading.person.full)

    def _tied_or_asked(self, request: HttpRequest, sociallogin: SocialLogin, account: Account) -> HttpResponse:
        """An account that has this very name is the same person's; one without a name must be asked about."""
        reading, uid = reading_behind(sociallogin), str(sociallogin.account.uid)
        next_url = sociallogin.get_redirect_url(request) or ""
        if not account.name:
            return card_tying.ask(request, account=account, uid=uid, reading=reading, next_url=next_url)
        tying.tie_card(account=account, uid=uid, name=reading.person.full, at=clock.now())
        return HttpResponseRedirect(next_url or "/")

    def save_user(self, request: HttpRequest, sociallogin: SocialLogin, form: object = None) -> Account:
        """The first log-in of somebody who has no account yet."""
        account = accounts.account_of_card(name=reading_behind(sociallogin).person.full, at=clock.now())
        sociallogin.user = account
        sociallogin.save(request, connect=True)
        return account

    def on_authentication_error(
        self,
        request: HttpRequest,
        provider: CardProvider,
        error: object = None,
        exception: Exception | None = None,
        extra_context: Mapping[str, object] | None = None,
    ) -> None:
        """Never allauth's own page: back to ours, in words a person can act on."""
        state = (extra_context or {}).get("state")
        known = state if isinstance(state, dict) else None
        raise ImmediateHttpResponse(led_to_the_card_page(_why(request, exception, known), known))


def _why(request: HttpRequest, exception: Exception | None, state: Mapping[str, object] | None) -> str:
    if state is None:
        return card_words.AGAIN
    if isinstance(exception, RequestException):
        return card_words.DOWN
    trouble = TROUBLES.get(request.GET.get("error_description", ""))
    if trouble is not None and request.GET.get("error") == "access_denied":
        return card_words.OF_TROUBLE[trouble]
    if request.GET.get("error") == "access_denied":
        return card_words.CANCELLED
    return card_words.AGAIN if exception is not None else card_words.DOWN
