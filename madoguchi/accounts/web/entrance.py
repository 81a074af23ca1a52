"""The pages of logging in: the mailed code for residents, the password for officers, the passkey for both."""

from allauth.account.stages import LoginStage
from allauth.account.utils import get_next_redirect_url
from allauth.account.views import AccountInactiveView, ConfirmLoginCodeView, LoginView, RequestLoginCodeView
from allauth.mfa.webauthn.views import LoginWebAuthnView
from django.forms import Form
from django.http import HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext_lazy as _
from django.views.generic.base import ContextMixin

from madoguchi.accounts import card as cards
from madoguchi.ui.context import Site

# Why somebody is back at the beginning; an address carries the key, never the words.
WHY = {
    "no-code": _("コードの期限が切れたか、別のブラウザーで開かれました。もう一度、コードを送ってください。"),
    "too-many": _("コードが続けて違っていたため、このコードは使えなくなりました。もう一度、コードを送ってください。"),
    "passkey": _("パスキーを確認できませんでした。もう一度お試しになるか、メールのコードでログインしてください。"),
}


def back_to_the_beginning(request: HttpRequest, why: str) -> HttpResponseRedirect:
    """To the log-in page, which says why, and later on to where one was going."""
    query = {"why": why}
    if wanted := get_next_redirect_url(request):
        query["next"] = wanted
    return HttpResponseRedirect(f"{reverse('account_login')}?{urlencode(query)}")


def way_after_login(request: HttpRequest) -> str:
    """Where one was going, else the desk or one's own page."""
    site = Site(request)
    own = (site.desk_url if site.is_officer else site.my_page_url) or site.home_url
    return get_next_redirect_url(request) or own


class OurSite(ContextMixin):
    """Keeps `site` what it is on every other page: allauth's own value of that name would hide it."""

    def get_context_data(self, **kwargs: object) -> dict[str, object]:
        """Everything of allauth's but the site."""
        context = super().get_context_data(**kwargs)
        context.pop("site", None)
        return context


class FromTheBeginning(OurSite):
    """A page where a log-in starts: who mistyped the address, or came in by the wrong door, may start again."""

    def _redirect_to_pending_stage(self, request: HttpRequest, stage: LoginStage) -> None:
        """Allauth would lead back to the code that is on its way."""


class AskForCodeView(FromTheBeginning, RequestLoginCodeView):
    """The residents' log-in page."""

    def get_context_data(self, **kwargs: object) -> dict[str, object]:
        """Allauth's context, and why one is here again."""
        why = WHY.get(self.request.GET.get("why", ""), "")
        return {**super().get_context_data(**kwargs), "why": why, "card_url": self._card_url()}

    def _card_url(self) -> str:
        """Where the card is explained before it is read; nothing where it cannot be used."""
        if not cards.is_offered():
            return ""
        wanted = get_next_redirect_url(self.request)
        return reverse("account_card") + (f"?{urlencode({'next': wanted})}" if wanted else "")


class MailedCodeView(OurSite, ConfirmLoginCodeView):
    """Where the mailed code is typed; the link in the mail opens it with the code filled in."""

    why = "no-code"

    def dispatch(self, request: HttpRequest, *args: object, **kwargs: object) -> HttpResponseBase:
        """Without a code under way in this browser: back to the beginning, saying why."""
        response: HttpResponseBase = super().dispatch(request, *args, **kwargs)
        if isinstance(response, HttpResponseRedirect) and response.url == reverse("account_request_login_code"):
            return back_to_the_beginning(request, self.why)
        return response

    def get_initial(self) -> dict[str, object]:
        """The code from the link. It is sent only when the person presses the button: mail scanners open links."""
        return {"code": self.request.GET.get("code", "")[:20]}

    def form_invalid(self, form: Form) -> HttpResponse:
        """A wrong code; after the last try allauth leads away, and we say why."""
        self.why = "too-many"
        response: HttpResponse = super().form_invalid(form)
        return response


class OfficerLoginView(FromTheBeginning, LoginView):
    """The officers' log-in page."""

    template_name = "account/officer_login.html"


class PasskeyLoginView(FromTheBeginning, LoginWebAuthnView):
    """Takes a passkey from the log-in page."""

    def form_invalid(self, form: Form) -> HttpResponse:
        """Back to the log-in page, where the mailed code is the other way."""
        return back_to_the_beginning(self.request, "passkey")


class ClosedAccountView(OurSite, AccountInactiveView):
    """What somebody sees whose account was closed."""
