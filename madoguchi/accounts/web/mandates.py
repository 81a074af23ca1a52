"""Mandates (代理) on the resident's side: given and received, offered, taken on, taken back."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from madoguchi.accounts import granting, mandates
from madoguchi.accounts.mandate_models import Mandate
from madoguchi.accounts.models import Account
from madoguchi.accounts.queries import account_of, actor_of
from madoguchi.accounts.states import Standing
from madoguchi.accounts.web import mandate_forms
from madoguchi.accounts.web.access import login_required
from madoguchi.accounts.web.mandate_forms import Typed
from madoguchi.kernel import clock
from madoguchi.publications import queries as publications
from madoguchi.ui.components.dates import day_and_era
from madoguchi.ui.fields import Choice

KINDS = {
    Standing.OFFERED: "info",
    Standing.NOT_YET: "info",
    Standing.IN_FORCE: "success",
    Standing.EXPIRED: "neutral",
    Standing.REVOKED: "neutral",
}


@dataclass(frozen=True)
class MandateLine:
    """One mandate in words. `other` is whom it is shared with; a button stands where the act is possible."""

    id: UUID
    other: str
    role: str
    acts: str
    procedures: str
    until: str
    standing: str
    kind: str
    may_confirm: bool
    may_revoke: bool


@dataclass(frozen=True)
class MandatesPage:
    done: str
    given: Sequence[MandateLine]
    received: Sequence[MandateLine]


@dataclass(frozen=True)
class OfferPage:
    """The form to give a mandate."""

    typed: Typed
    wrong: dict[str, str]
    roles: Sequence[Choice]
    acts: Sequence[Choice]
    procedures: Sequence[Choice]
    days: Sequence[Choice]


def line_of(mandate: Mandate, other: str, lang: str, *, may_confirm: bool = False) -> MandateLine:
    """A mandate as a person reads it."""
    stands = mandate.stands(clock.today())
    titles = [
        compiled.procedure.title.in_(lang) if (compiled := publications.in_force(id_)) else id_
        for id_ in mandate.procedures
    ]
    return MandateLine(
        id=mandate.pk,
        other=other,
        role=str(mandates.ROLE_LABELS[mandate.held_role]),
        acts="、".join(str(label) for act, label in mandates.ACT_LABELS.items() if act in mandate.allowed),
        procedures="、".join(titles) or _("すべての手続き"),
        until=day_and_era(mandate.until_on),
        standing=str(mandates.STANDING_LABELS[stands]),
        kind=KINDS[stands],
        may_confirm=may_confirm and stands is Standing.OFFERED,
        may_revoke=stands in {Standing.OFFERED, Standing.NOT_YET, Standing.IN_FORCE} and not may_confirm,
    )


def _resident(request: HttpRequest) -> Account:
    account = account_of(request)
    if account is None or actor_of(request).is_officer:
        raise Http404("for residents")
    return account


@require_safe
@login_required
def mine(request: HttpRequest) -> HttpResponseBase:
    """The mandates I gave, and those I hold or am offered."""
    account, lang = _resident(request), str(getattr(request, "language", "ja"))
    page = MandatesPage(
        done=_done(request.GET.get("done", "")),
        given=tuple(line_of(one, one.proxy_name, lang) for one in mandates.given_by(account)),
        received=tuple(
            line_of(one, one.principal_name, lang, may_confirm=one.proxy_id is None)
            for one in mandates.received_by(account)
        ),
    )
    return render(request, "accounts/mandates.html", {"page": page})


def _done(key: str) -> str:
    match key:
        case "offered":
            return _("代理人にメールを送りました。相手が引き受けると、代理が始まります。")
        case "confirmed":
            return _("代理を引き受けました。")
        case "revoked":
            return _("代理権を取り消しました。")
        case _:
            return ""


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def offer(request: HttpRequest) -> HttpResponseBase:
    """Ask somebody to act for me: whom, for what, until when."""
    account, lang = _resident(request), str(getattr(request, "language", "ja"))
    typed = Typed(texts={"name": account.name})
    if request.method == "POST":
        typed = mandate_forms.read(request.POST, by_paper=False)
        if not typed.problems:
            _offer(request, account, typed)
            return redirect("/my/mandates/?done=offered")
    page = OfferPage(
        typed=typed,
        wrong=typed.wrong(),
        roles=mandate_forms.role_choices(by_paper=False),
        acts=mandate_forms.act_choices(),
        procedures=mandate_forms.procedure_choices(lang),
        days=mandate_forms.day_choices(),
    )
    return render(request, "accounts/mandate_offer.html", {"page": page}, status=422 if typed.problems else 200)


def _offer(request: HttpRequest, account: Account, typed: Typed) -> None:
    granting.offer(
        principal=account,
        name=typed.texts["name"],
        proxy_name=typed.texts["proxy_name"],
        proxy_email=typed.texts["proxy_email"],
        scope=mandate_forms.scope_of(typed, clock.today()),
        by=actor_of(request),
        at=clock.now(),
    )


@require_POST
@login_required
def confirm(request: HttpRequest, mandate_id: UUID) -> HttpResponse:
    """Take on what was offered to my mailbox."""
    granting.confirm(
        mandate=_found(mandate_id), proxy=_resident(request), by=actor_of(request), at=clock.now()
    )  # fmt: skip
    return redirect("/my/mandates/?done=confirmed")


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def revoke(request: HttpRequest, mandate_id: UUID) -> HttpResponseBase:
    """End a mandate, after asking once."""
    account, mandate, by = _resident(request), _found(mandate_id), actor_of(request)
    if granting.refusal_to_revoke(mandate, by):
        raise Http404("no such mandate of theirs")
    if request.method == "POST":
        granting.revoke(mandate=mandate, by=by, at=clock.now())
        return redirect("/my/mandates/?done=revoked")
    other = mandate.proxy_name if mandate.principal_id == account.pk else mandate.principal_name
    lang = str(getattr(request, "language", "ja"))
    return render(request, "accounts/mandate_revoke.html", {"page": line_of(mandate, other, lang)})


def _found(mandate_id: UUID) -> Mandate:
    mandate = mandates.by_id(mandate_id)
    if mandate is None:
        raise Http404("no such mandate")
    return mandate
