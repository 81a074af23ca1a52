"""The page that asks whether the card just read shall open the account one is logged in to by mail."""

from dataclasses import dataclass
from datetime import datetime, timedelta

import msgspec
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from madoguchi.accounts import card as cards
from madoguchi.accounts import tying
from madoguchi.accounts.models import Account
from madoguchi.accounts.queries import account_of
from madoguchi.accounts.web.access import login_required
from madoguchi.gateways.eid.reading import CardReading
from madoguchi.kernel import clock
from madoguchi.kernel.refusals import Refusal

KEY = "card-to-tie"
ASKED_FOR = timedelta(minutes=10)


class Asked(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The card that waits for an answer, in the session of who read it."""

    account: str
    uid: str
    reading: CardReading
    next: str
    at: datetime


@dataclass(frozen=True)
class TiePage:
    """Whose card it is, and which account it would open."""

    name: str
    mail: str


def ask(request: HttpRequest, *, account: Account, uid: str, reading: CardReading, next_url: str) -> HttpResponse:
    """Lead to the question; until it is answered nothing is tied, and nothing of the card is used."""
    request.session[KEY] = msgspec.to_builtins(Asked(str(account.pk), uid, reading, next_url, clock.now()))
    return redirect("account_card_tie")


def forget(request: HttpRequest) -> None:
    """Another reading begins: what the last one asked is not to be answered any more."""
    if KEY in request.session:
        del request.session[KEY]


def is_asked(request: HttpRequest) -> bool:
    """Whether a card waits for an answer."""
    return KEY in request.session


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def tie(request: HttpRequest) -> HttpResponseBase:
    """The question; yes ties the card, no forgets it."""
    account, asked = account_of(request), _asked(request)
    if account is None or asked is None or asked.account != str(account.pk):
        raise Refusal(
            _("カードの読み取りから時間がたちました。"),
            way_on=_("もう一度、カードを読み取ってください。"),
            status=410,
            code="gone",
        )
    if request.method != "POST":
        page = TiePage(name=asked.reading.person.full, mail=account.mail_address)
        return render(request, "account/card_tie.html", {"page": page})
    del request.session[KEY]
    if request.POST.get("answer") != "yes":
        return redirect(reverse("account_card"))
    name = asked.reading.person.full
    tying.tie_card(account=account, uid=asked.uid, name=name, at=clock.now())
    cards.keep(request, asked.reading, at=clock.now())
    is_ours = url_has_allowed_host_and_scheme(asked.next, allowed_hosts=None)
    return redirect(asked.next if is_ours else "/")


def _asked(request: HttpRequest) -> Asked | None:
    try:
        asked = msgspec.convert(request.session.get(KEY), Asked)
    except msgspec.ValidationError:
        return None
    return asked if clock.now() - asked.at < ASKED_FOR else None
