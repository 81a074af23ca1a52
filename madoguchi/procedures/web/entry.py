"""Which draft a request is about, and whether this device may open it."""

from uuid import UUID

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse

from madoguchi.accounts.queries import ANONYMOUS, actor_of
from madoguchi.definitions.compiled import Compiled
from madoguchi.kernel import clock
from madoguchi.kernel.actors import Actor
from madoguchi.kernel.refusals import Refusal, refuse_if
from madoguchi.procedures import commands, permissions, queries, representing
from madoguchi.procedures.models import Draft
from madoguchi.procedures.ownership import is_anothers
from madoguchi.procedures.web import access
from madoguchi.publications import queries as publications

FORM_TYPES = ("application/x-www-form-urlencoded", "multipart/form-data")
COOKIE = "draft"
LIST_COOKIE = "drafts"
DAYS_KEPT = 90
MOST_LISTED = 5


def draft_of(request: HttpRequest, draft_id: UUID) -> Draft:
    """The draft, if this device or this person may open it."""
    draft = queries.draft(draft_id)
    if draft is None:
        raise Http404
    by = actor_of(request)
    stranger = permissions.refusal_to_open_draft(by, draft, secret=request.COOKIES.get(COOKIE, ""))
    if is_anothers(draft, by):
        representing.refuse_to_open(draft, by, stranger, at=clock.now())
    else:
        refuse_if(stranger)
    return draft


def resident_of(request: HttpRequest) -> Actor:
    """Who types on a resident's page. An officer there is somebody in the ward like everybody else."""
    by = actor_of(request)
    return by if by.is_resident else ANONYMOUS


def refuse_other_than_a_form(request: HttpRequest) -> None:
    """What is no form would be read as a page on which everything was taken away."""
    if request.content_type not in FORM_TYPES:
        raise Refusal(
            "この送り方では受け取れません。",
            way_on="ページの「次へ進む」を押して送ってください。",
            status=415,
            code="not_a_form",
        )


def round_in(request: HttpRequest) -> int | None:
    """Which sending of a page somebody types after. A page that does not say was drawn before pages did."""
    typed = request.POST.get("_round", "")
    if not typed:
        return None
    return int(typed) if typed.isascii() and typed.isdigit() and len(typed) < 10 else -1


def current(draft: Draft) -> Compiled:
    """The draft's version, carried to the one in force if a newer one was published since."""
    compiled = publications.version(draft.version)
    newest = publications.in_force(draft.procedure)
    if newest is None or newest.version == draft.version or draft.corrects or draft.sent_as:
        return compiled
    commands.carry(draft=draft, old=compiled, new=newest, at=clock.now())
    return newest


def remember(request: HttpRequest, response: HttpResponse, draft: Draft, secret: str) -> None:
    """Give the device the secret of the draft, sent back only to the draft's own pages, and the list of its drafts."""
    listed = [str(draft.pk), *(str(id_) for id_ in listed_drafts(request) if id_ != draft.pk)]
    _set_cookie(response, COOKIE, secret, path=reverse("procedures:draft", args=[draft.pk]))
    _set_cookie(response, LIST_COOKIE, ".".join(listed[:MOST_LISTED]), path="/")


def let_go(request: HttpRequest, response: HttpResponse, draft: Draft) -> None:
    """What was sent is no draft of this device any more; its receipt stays for a working day, as on a shared computer."""
    others = [str(id_) for id_ in listed_drafts(request) if id_ != draft.pk]
    _set_cookie(response, LIST_COOKIE, ".".join(others), path="/")
    if secret := request.COOKIES.get(COOKIE, ""):
        _set_cookie(response, COOKIE, secret, path=reverse("procedures:draft", args=[draft.pk]), seconds=access.SECONDS)


def _set_cookie(response: HttpResponse, name: str, value: str, *, path: str, seconds: int = DAYS_KEPT * 86_400) -> None:
    response.set_cookie(
        name,
        value,
        max_age=seconds,
        path=path,
        httponly=True,
        samesite="Lax",
        secure=settings.BEHIND_TLS,
    )


def listed_drafts(request: HttpRequest) -> list[UUID]:
    """The drafts begun on this device; the list opens nothing, each needs its own secret."""
    found = []
    for text in request.COOKIES.get(LIST_COOKIE, "")[:400].split(".")[:MOST_LISTED]:
        try:
            found.append(UUID(text))
        except ValueError:
            continue
    return found
