"""The procedures of a section, each with its versions and what is proposed; where a change begins."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from madoguchi.accounts import queries as accounts
from madoguchi.authoring import commands, permissions, queries
from madoguchi.authoring.web import words
from madoguchi.authoring.web.finding import back_to
from madoguchi.authoring.web.pages import LIST, ListPage, ProcedurePage, ProcedureRow, VersionRow
from madoguchi.cases.web.door import desk_page
from madoguchi.cases.web.words import moment
from madoguchi.definitions.compiled import Compiled
from madoguchi.kernel import clock
from madoguchi.kernel.actors import Actor
from madoguchi.kernel.refusals import Refusal, refuse_if
from madoguchi.publications import queries as publications


@require_safe
@desk_page
def procedures(request: HttpRequest) -> HttpResponse:
    """The list."""
    by = accounts.actor_of(request)
    refuse_if(permissions.refusal_to_list(by))
    found, proposals = queries.visible(by), queries.open_proposals(by)
    latest = {one.version: one for one in queries.publications_of([compiled.id for compiled in found])}
    page = ListPage(
        procedures=[
            ProcedureRow(
                title=one.procedure.title.ja,
                url=reverse("authoring:procedure", args=[one.id]),
                section=publications.section(one.procedure.section).name,
                number=latest[one.version].number,
                since=moment(latest[one.version].published_at),
                open=sum(proposal.procedure == one.id for proposal in proposals),
            )
            for one in found
        ],
        proposals=[words.proposal_row(one) for one in proposals],
        import_url=reverse("authoring:import"),
        may_import=permissions.refusal_to_propose(by, by.section) is None,
    )
    return render(request, "authoring/list.html", {"page": page})


@require_safe
@desk_page
def procedure(request: HttpRequest, procedure: str) -> HttpResponse:
    """One procedure."""
    by, compiled = accounts.actor_of(request), _in_force(procedure)
    refuse_if(permissions.refusal_to_look(by, compiled.procedure.section))
    return render(request, "authoring/procedure.html", {"page": _page(by, compiled)})


@require_POST
@desk_page
def begin(request: HttpRequest, procedure: str) -> HttpResponse:
    """A change of the version in force."""
    return _begun(request, _in_force(procedure), _in_force(procedure))


@require_POST
@desk_page
def restore(request: HttpRequest, procedure: str) -> HttpResponse:
    """An earlier version proposed again as it was: it needs an approval like any other change."""
    in_force, earlier = _in_force(procedure), publications.version(request.POST.get("version", ""))
    if earlier.id != in_force.id:
        raise Http404("a version of another procedure")
    return _begun(request, in_force, earlier)


def _begun(request: HttpRequest, in_force: Compiled, compiled: Compiled) -> HttpResponse:
    by = accounts.actor_of(request)
    refuse_if(permissions.refusal_to_look(by, in_force.procedure.section))
    title, why = request.POST.get("title", ""), request.POST.get("why", "")
    try:
        proposal = commands.propose(compiled=compiled, title=title, why=why, by=by, at=clock.now())
    except Refusal as refusal:
        if refusal.status != 400:
            raise
        page = _page(by, in_force, name=title, why=why, error=refusal.message)
        return render(request, "authoring/procedure.html", {"page": page}, status=400)
    return back_to(proposal, "proposed")


def _in_force(procedure: str) -> Compiled:
    compiled = publications.in_force(procedure)
    if compiled is None:
        raise Http404("no such procedure")
    return compiled


def _page(by: Actor, compiled: Compiled, *, name: str = "", why: str = "", error: str = "") -> ProcedurePage:
    section = compiled.procedure.section
    refusal = permissions.refusal_to_propose(by, section)
    versions = [
        VersionRow(one.number, one.version, moment(one.published_at), one.published_by, one.version == compiled.version)
        for one in queries.publications_of([compiled.id])
    ]
    return ProcedurePage(
        title=compiled.procedure.title.ja,
        id=compiled.id,
        section=publications.section(section).name,
        versions=versions,
        proposals=[words.proposal_row(one) for one in queries.of_procedure(compiled.id)],
        begin_url=reverse("authoring:begin", args=[compiled.id]),
        restore_url=reverse("authoring:restore", args=[compiled.id]),
        refused=refusal.message if refusal else "",
        name=name,
        why=why,
        error=error,
        trail=[(LIST, reverse("authoring:list")), (compiled.procedure.title.ja, "")],
    )
