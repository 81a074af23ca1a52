"""What else is open to somebody who has just applied: the bundle they came from, or related procedures."""

from collections.abc import Mapping
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_POST

from madoguchi.cases.models import Case
from madoguchi.kernel import clock
from madoguchi.procedures import also_open, bundles
from madoguchi.procedures.models import Draft
from madoguchi.procedures.web import access, building
from madoguchi.procedures.web.entry import draft_of, remember, resident_of
from madoguchi.procedures.web.pages import AlsoOpen
from madoguchi.publications import queries as publications


def bundle_url(draft: Draft) -> str:
    """Back to the bundle a draft came from; nothing where it stands alone."""
    found = bundles.of_draft(draft)
    return reverse("procedures:bundle", args=[found]) if found else ""


def lines(draft: Draft, case: Case, lang: str) -> tuple[AlsoOpen, ...]:
    """Related procedures with how much of them is answered. In a bundle the person has chosen already."""
    if draft.corrects or bundles.EARLIER in draft.sources.values():
        return ()
    begun = also_open.begun_from(case)
    return tuple(_line(draft, one, begun, lang) for one in also_open.offered(case, publications.situation()))


def _line(draft: Draft, one: also_open.Offered, begun: Mapping[str, UUID | None], lang: str) -> AlsoOpen:
    id_ = one.compiled.id
    sent_as = begun.get(id_)
    return AlsoOpen(
        one.compiled.procedure.title.in_(lang),
        one.percent,
        reverse("procedures:also", args=[draft.pk, id_]),
        is_begun=id_ in begun,
        sent_url=reverse("procedures:case", args=[sent_as]) if sent_as else "",
    )


@require_POST
def begin(request: HttpRequest, draft_id: UUID, procedure_id: str) -> HttpResponse:
    """Begin a related procedure with the answers of the one that was sent; asked for again, go on with it."""
    draft = draft_of(request, draft_id)
    case = Case.objects.filter(pk=draft.sent_as).first() if draft.sent_as and not draft.corrects else None
    if case is None or access.is_proxy(request, case):
        raise Http404
    following = also_open.begin_from(
        case=case,
        procedure=procedure_id,
        language=building.language(request),
        situation=publications.situation(),
        by=resident_of(request),
        at=clock.now(),
    )
    response = redirect("procedures:draft", draft_id=following.draft.pk)
    if following.secret:
        remember(request, response, following.draft, following.secret)
    return response
