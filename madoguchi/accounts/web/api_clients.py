"""The desk's page of programs with a key: register, change the key, stop."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from typing import Concatenate, ParamSpec
from uuid import UUID

from django import forms
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils import translation
from django.views.decorators.http import require_http_methods, require_POST

from madoguchi.accounts import api_clients
from madoguchi.accounts.api_clients import RATES, Issued
from madoguchi.accounts.api_models import ApiClient
from madoguchi.accounts.api_scopes import Scope
from madoguchi.accounts.queries import actor_of
from madoguchi.accounts.web.access import officer_required
from madoguchi.kernel import clock
from madoguchi.kernel.refusals import Refusal, refuse_if
from madoguchi.publications import queries as publications
from madoguchi.ui.components.shapes import Option, Problem

P = ParamSpec("P")
View = Callable[Concatenate[HttpRequest, P], HttpResponse]
GIVE = "連携システムの名前を入力してください。"


class ClientForm(forms.Form):
    """What an administrator types to register a program."""

    name = forms.CharField(max_length=80, error_messages={"required": GIVE, "max_length": "名前は80文字までです。"})
    section = forms.ChoiceField(
        error_messages={"required": "所属の課を選んでください。", "invalid_choice": "課を一覧から選んでください。"}
    )
    scopes = forms.MultipleChoiceField(
        choices=[(scope.value, scope.label) for scope in Scope],
        error_messages={
            "required": "できることを1つ以上選んでください。",
            "invalid_choice": "一覧から選んでください。",
            "invalid_list": "一覧から選んでください。",
        },
    )
    rate = forms.IntegerField(
        min_value=RATES[0],
        max_value=RATES[-1],
        initial=600,
        error_messages={
            "required": "1分あたりの回数を入力してください。",
            "invalid": "1分あたりの回数は、数字で入力してください。",
            "min_value": "1以上で入力してください。",
            "max_value": "100,000以下で入力してください。",
        },
    )

    def __init__(self, data: object = None) -> None:
        super().__init__(data)  # type: ignore[arg-type]
        section = self.fields["section"]
        assert isinstance(section, forms.ChoiceField)  # noqa: S101 -- declared above
        section.choices = [(one.id, one.name) for one in publications.catalog().sections]


@dataclass(frozen=True)
class ClientRow:
    """A program in the list."""

    id: UUID
    name: str
    section: str
    scopes: str
    rate: int
    ending: str
    used: str
    created: str
    is_active: bool
    overlaps: str


@dataclass(frozen=True)
class ClientsPage:
    """The list, the form, and once the key that was just made."""

    rows: tuple[ClientRow, ...]
    sections: tuple[Option, ...]
    scopes: tuple[Option, ...]
    typed: dict[str, object]
    errors: dict[str, str]
    problems: tuple[Problem, ...] = ()
    issued_name: str = ""
    issued_key: str = ""
    changed: bool = False


def administrators(view: View[P]) -> Callable[Concatenate[HttpRequest, P], HttpResponseBase]:
    """A page of the desk in Japanese; whoever may not manage keys is told so."""

    def managed(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        refuse_if(api_clients.refusal_to_manage(actor_of(request)))
        return view(request, *args, **kwargs)

    @wraps(view)
    def in_japanese(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
        request.LANGUAGE_CODE = "ja"
        with translation.override("ja"):
            return officer_required(managed)(request, *args, **kwargs)

    return in_japanese


@require_http_methods(["GET", "HEAD", "POST"])
@administrators
def clients(request: HttpRequest) -> HttpResponse:
    """The list; posting registers one. The answer to a post is the page with the key: it is kept nowhere to be shown later."""
    if request.method != "POST":
        return _page(request, ClientForm())
    form = ClientForm(request.POST)
    if not form.is_valid():
        return _page(request, form, status=422)
    try:
        issued = api_clients.register(
            name=form.cleaned_data["name"],
            section=form.cleaned_data["section"],
            scopes=[Scope(scope) for scope in form.cleaned_data["scopes"]],
            rate=form.cleaned_data["rate"],
            by=actor_of(request),
            at=clock.now(),
        )
    except Refusal as refusal:
        form.add_error("name", refusal.message)
        return _page(request, form, status=refusal.status)
    return _page(request, ClientForm(), issued=issued)


@require_POST
@administrators
def change_key(request: HttpRequest, client_id: UUID) -> HttpResponse:
    """A new key, shown once."""
    issued = api_clients.change_key(client=_client(client_id), by=actor_of(request), at=clock.now())
    return _page(request, ClientForm(), issued=issued, changed=True)


@require_POST
@administrators
def close(request: HttpRequest, client_id: UUID) -> HttpResponse:
    """Stop it at once."""
    api_clients.close(client=_client(client_id), by=actor_of(request), at=clock.now())
    return HttpResponseRedirect(request.path_info.rpartition(str(client_id))[0])


def _client(client_id: UUID) -> ApiClient:
    client = api_clients.by_id(client_id)
    if client is None:
        raise Http404
    return client


def _page(
    request: HttpRequest, form: ClientForm, *, issued: Issued | None = None, changed: bool = False, status: int = 200
) -> HttpResponse:
    errors = {name: str(found[0]) for name, found in form.errors.items()}
    page = ClientsPage(
        rows=tuple(_row(client) for client in api_clients.registered()),
        sections=tuple(
            Option(one.id, f"{one.department} {one.name}".strip()) for one in publications.catalog().sections
        ),
        scopes=tuple(Option(scope.value, scope.label, hint=f"{scope.value}　{scope.hint}") for scope in Scope),
        typed={
            "name": form["name"].value() or "",
            "section": form["section"].value() or "",
            "scopes": form["scopes"].value() or [],
            "rate": form["rate"].value() or "",
        },
        errors=errors,
        problems=tuple(Problem(message, f"id-{name}") for name, message in errors.items()),
        issued_name=issued.client.name if issued else "",
        issued_key=issued.key if issued else "",
        changed=changed,
    )
    return render(request, "accounts/api_clients.html", {"page": page}, status=status)


def _row(client: ApiClient) -> ClientRow:
    until = client.previous_until
    return ClientRow(
        id=client.pk,
        name=client.name,
        section=publications.section(client.section).name,
        scopes="、".join(scope.label for scope in sorted(client.held_scopes)),
        rate=client.rate,
        ending=client.key_ending,
        used=_moment(client.used_at.astimezone(clock.JST)) if client.used_at else "まだ使われていません",
        created=f"{_moment(client.created_at.astimezone(clock.JST))}　{client.created_by}",
        is_active=client.is_active,
        overlaps=_moment(until.astimezone(clock.JST)) if until and until > clock.now() else "",
    )


def _moment(at: object) -> str:
    return f"{at:%Y/%m/%d %H:%M}"
