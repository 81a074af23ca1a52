"""Mandates at the desk: an officer registers one whose paper was seen, and ends one that somebody asks to end."""

from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import urlencode
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import translation
from django.views.decorators.http import require_http_methods, require_POST

from madoguchi.accounts import granting, mandates
from madoguchi.accounts.queries import actor_of
from madoguchi.accounts.web import mandate_forms
from madoguchi.accounts.web.access import officer_required
from madoguchi.accounts.web.mandate_forms import Typed
from madoguchi.accounts.web.mandates import MandateLine, line_of
from madoguchi.kernel import clock
from madoguchi.kernel.refusals import refuse_if
from madoguchi.ui import sought
from madoguchi.ui.fields import Choice

DONE = {"registered": "代理権を登録し、代理人にメールを送りました。", "revoked": "代理権を取り消しました。"}


@dataclass(frozen=True)
class RegisterPage:
    """The form, and the mandates of whoever was looked for by name."""

    done: str
    name: str
    found: Sequence[MandateLine]
    typed: Typed
    wrong: dict[str, str]
    roles: Sequence[Choice]
    acts: Sequence[Choice]
    procedures: Sequence[Choice]


@require_http_methods(["GET", "HEAD", "POST"])
@officer_required
def register(request: HttpRequest) -> HttpResponseBase:
    """Register what was seen on paper; the list is shown only for a name that was typed whole."""
    by = actor_of(request)
    refuse_if(granting.refusal_to_register(by))
    with translation.override("ja"):
        name = sought.words_of(request, request.GET.get("sought", ""))
        typed = Typed(texts={}, role="", by_paper=True)
        if request.method == "POST":
            typed = mandate_forms.read(request.POST, by_paper=True)
            if not typed.problems:
                _register(request, typed)
                return redirect("/desk/mandates/?done=registered")
        found = granting.look_through(name=name, by=by, at=clock.now()) if name else []
        page = RegisterPage(
            done=DONE.get(request.GET.get("done", ""), ""),
            name=name,
            found=tuple(line_of(one, one.proxy_name, "ja") for one in found),
            typed=typed,
            wrong=typed.wrong(),
            roles=mandate_forms.role_choices(by_paper=True),
            acts=mandate_forms.act_choices(),
            procedures=mandate_forms.procedure_choices("ja"),
        )
        return render(request, "accounts/mandate_register.html", {"page": page}, status=422 if typed.problems else 200)


def _register(request: HttpRequest, typed: Typed) -> None:
    texts = typed.texts
    granting.register_seen(
        principal_name=texts["name"],
        principal_email=texts["principal_email"],
        proxy_name=texts["proxy_name"],
        proxy_email=texts["proxy_email"],
        paper=texts["paper"],
        scope=mandate_forms.scope_of(typed, clock.today()),
        by=actor_of(request),
        at=clock.now(),
    )


@require_POST
@officer_required
def search(request: HttpRequest) -> HttpResponse:
    """Keep the name looked for in the session, and go to its mandates."""
    refuse_if(granting.refusal_to_register(actor_of(request)))
    id_ = sought.keep(request, mandate_forms.person(request.POST.get("name", "")))
    return redirect(f"/desk/mandates/?{urlencode({'sought': id_})}" if id_ else "/desk/mandates/")


@require_POST
@officer_required
def revoke(request: HttpRequest, mandate_id: UUID) -> HttpResponse:
    """End a mandate for somebody who asks at the counter."""
    mandate = mandates.by_id(mandate_id)
    if mandate is None:
        raise Http404("no such mandate")
    granting.revoke(mandate=mandate, by=actor_of(request), at=clock.now())
    return redirect("/desk/mandates/?done=revoked")
