"""What somebody does for others (代理): which mandates they hold, what they may begin, and what they have begun."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from madoguchi.accounts import mandates
from madoguchi.accounts.mandate_models import Mandate, Representation
from madoguchi.accounts.queries import account_of, actor_of
from madoguchi.accounts.states import Act
from madoguchi.accounts.web.access import login_required
from madoguchi.cases import states
from madoguchi.cases.models import Case
from madoguchi.definitions.compiled import Compiled
from madoguchi.kernel import clock
from madoguchi.procedures import representing
from madoguchi.procedures.models import Draft
from madoguchi.procedures.web import building
from madoguchi.procedures.web.entry import remember
from madoguchi.procedures.web.pages import Card, Mark
from madoguchi.procedures.web.status import KINDS
from madoguchi.publications import queries as publications
from madoguchi.ui.components.dates import day_and_era


@dataclass(frozen=True)
class MayBegin:
    """A procedure the mandate covers."""

    title: str
    url: str


@dataclass(frozen=True)
class Represented:
    """One person somebody acts for."""

    name: str
    role: str
    until: str
    procedures: Sequence[MayBegin]


@dataclass(frozen=True)
class ProxyPage:
    people: Sequence[Represented]
    drafts: Sequence[Card]
    applications: Sequence[Card]
    mandates_url: str


@require_safe
@login_required
def acting_for(request: HttpRequest) -> HttpResponseBase:
    """Everything I may do and have begun for others."""
    account = account_of(request)
    if account is None or actor_of(request).is_officer:
        raise Http404
    lang = building.language(request)
    held = mandates.usable(mandates.received_by(account), on=clock.today())
    begun = mandates.represented_by(account)
    page = ProxyPage(
        people=tuple(_person(mandate, lang) for mandate in held if Act.FILL in mandate.allowed),
        drafts=tuple(_drafts(begun, lang)),
        applications=tuple(_applications(begun, lang)),
        mandates_url=reverse("account_mandates"),
    )
    return render(request, "procedures/acting_for.html", {"page": page})


def _person(mandate: Mandate, lang: str) -> Represented:
    covered = [compiled for compiled in publications.all_in_force() if mandate.covers(compiled.id)]
    return Represented(
        name=mandate.principal_name,
        role=str(mandates.ROLE_LABELS[mandate.held_role]),
        until=day_and_era(mandate.until_on),
        procedures=tuple(_may_begin(mandate, compiled, lang) for compiled in covered),
    )


def _may_begin(mandate: Mandate, compiled: Compiled, lang: str) -> MayBegin:
    url = reverse("procedures:begin_for", args=[mandate.pk, compiled.id])
    return MayBegin(compiled.procedure.title.in_(lang), url)


def _ids(begun: Sequence[Representation], kind: str) -> dict[str, Representation]:
    return {one.subject.removeprefix(kind): one for one in begun if one.subject.startswith(kind)}


def _drafts(begun: Sequence[Representation], lang: str) -> Iterator[Card]:
    under = _ids(begun, "draft/")
    for draft in Draft.objects.filter(pk__in=list(under), sent_as=None).order_by("-saved_at"):
        yield Card(
            title=publications.version(draft.version).procedure.title.in_(lang),
            url=reverse("procedures:draft", args=[draft.pk]),
            text=_("%s さんの代理") % under[str(draft.pk)].mandate.principal_name,
            meta=_("%s に保存") % draft.saved_at.astimezone(clock.JST).strftime("%-m/%-d %H:%M"),
        )


def _applications(begun: Sequence[Representation], lang: str) -> Iterator[Card]:
    """Only the state where the mandate lets it be seen; the page of the case asks again."""
    under = _ids(begun, "case/")
    for case in Case.objects.filter(pk__in=list(under)).order_by("-received_at"):
        mandate = under[str(case.pk)].mandate
        may_see = Act.STATUS in mandate.allowed and mandates.usable([mandate], on=clock.today())
        state = (Mark(states.resident_label(case.stands, lang), KINDS[case.stands]),) if may_see else ()
        yield Card(
            title=publications.version(case.version).procedure.title.in_(lang),
            url=reverse("procedures:case", args=[case.pk]),
            text=_("%s さんの代理") % mandate.principal_name,
            tags=state,
            meta=case.number,
        )


@require_POST
@login_required
def begin_for(request: HttpRequest, mandate_id: UUID, procedure_id: str) -> HttpResponse:
    """Begin a procedure for the one represented."""
    mandate, compiled = mandates.by_id(mandate_id), publications.in_force(procedure_id)
    if mandate is None or compiled is None:
        raise Http404
    begun = representing.begin_for(
        mandate=mandate,
        compiled=compiled,
        language=building.language(request),
        by=actor_of(request),
        at=clock.now(),
    )
    response = redirect("procedures:question", draft_id=begun.draft.pk, page_id=compiled.procedure.pages[0].id)
    remember(request, response, begun.draft, begun.secret)
    return response
