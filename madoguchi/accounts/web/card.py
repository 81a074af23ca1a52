"""Step 0 with the My Number Card: what it is for and what may stop it, said before anything is asked; then the reading."""

from dataclasses import dataclass
from urllib.parse import urlsplit

from allauth.account.utils import get_next_redirect_url
from allauth.socialaccount.providers.oauth2.client import OAuth2Error
from allauth.socialaccount.providers.oauth2.views import OAuth2CallbackView
from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST, require_safe
from requests import RequestException

from madoguchi.accounts import card as cards
from madoguchi.accounts.provider import PROVIDER, CardAdapter, CardProvider, connected_app
from madoguchi.accounts.queries import account_of
from madoguchi.accounts.web import card_tying, card_words
from madoguchi.accounts.web.card_adapter import led_to_the_card_page
from madoguchi.kernel import clock
from madoguchi.ui.context import Site
from madoguchi.ui.middleware import CONTENT_SECURITY_POLICY


@dataclass(frozen=True)
class CardPage:
    """`without_url` goes on without the card; `other_url` leads to counter and post."""

    why: card_words.Why | None
    next: str
    other: str
    without_url: str
    other_url: str
    demo: bool


@require_safe
def card(request: HttpRequest) -> HttpResponse:
    """What will happen, what may stop it, and the other ways. Also where one comes back to when it was stopped."""
    _only_where_offered()
    wanted, other = get_next_redirect_url(request) or "", _other(request.GET.get("other", ""))
    page = CardPage(
        why=card_words.WHY.get(request.GET.get("why", "")),
        next=wanted,
        other=other,
        without_url=wanted or Site(request).login_url,
        other_url=other or Site(request).home_url,
        demo=settings.DEMO,
    )
    response = render(request, "account/card.html", {"page": page})
    # A form that is answered by a redirect must be allowed to end where the redirect leads.
    allowed = f"form-action 'self' {_origin(settings.EID_ISSUER)}"
    response["Content-Security-Policy"] = CONTENT_SECURITY_POLICY.replace("form-action 'self'", allowed)
    return response


@require_POST
def start(request: HttpRequest) -> HttpResponseBase:
    """On to デジタル認証アプリ."""
    _only_where_offered()
    wanted, kept = get_next_redirect_url(request), {"other": _other(request.POST.get("other", ""))}
    try:
        return CardProvider(request, app=connected_app()).redirect(request, "login", wanted, kept)
    except (RequestException, OAuth2Error):
        return led_to_the_card_page(card_words.DOWN, {"next": wanted, "data": kept})


class _Callback(OAuth2CallbackView):
    adapter: CardAdapter

    def _get_state(
        self, request: HttpRequest, provider: CardProvider
    ) -> tuple[dict[str, object] | None, HttpResponse | None]:
        """What we asked with, good once; its nonce must come back inside the id_token."""
        state, response = super()._get_state(request, provider)
        self.adapter.asked = state
        return state, response


@require_safe
def callback(request: HttpRequest) -> HttpResponseBase:
    """Back from デジタル認証アプリ. Who was let in keeps the reading as long as this log-in lasts."""
    _only_where_offered()
    adapter = CardAdapter(request, PROVIDER)
    card_tying.forget(request)
    try:
        response: HttpResponseBase = _Callback.adapter_view(adapter)(request)  # type: ignore[no-untyped-call]
    except (RequestException, OAuth2Error):
        return led_to_the_card_page(card_words.DOWN, adapter.asked)
    was_let_in = account_of(request) is not None and response.status_code == 302
    if adapter.reading is not None and was_let_in and not card_tying.is_asked(request):
        cards.keep(request, adapter.reading, at=clock.now())
    return response


def _only_where_offered() -> None:
    if not cards.is_offered():
        raise Http404("this installation is not connected to デジタル認証アプリ")


def _other(typed: str) -> str:
    """An address of our own, or none."""
    return typed if url_has_allowed_host_and_scheme(typed, allowed_hosts=None) else ""


def _origin(address: str) -> str:
    parts = urlsplit(address)
    return f"{parts.scheme}://{parts.netloc}"
