"""The acts of a proposal: each one command, then back to its page."""

from uuid import UUID

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from madoguchi.authoring import commands, permissions, queries, trials
from madoguchi.authoring.export import as_yaml
from madoguchi.authoring.models import Proposal
from madoguchi.authoring.web import words
from madoguchi.authoring.web.finding import back_to, head_of, proposal_and_officer, seen_in
from madoguchi.authoring.web.pages import ConfirmPage
from madoguchi.cases.web.door import desk_page
from madoguchi.kernel import clock
from madoguchi.kernel.refusals import refuse_if
from madoguchi.publications import queries as publications


@require_POST
@desk_page
def describe(request: HttpRequest, proposal_id: UUID) -> HttpResponse:
    """Another name, another reason."""
    proposal, by = proposal_and_officer(request, proposal_id)
    title, why = request.POST.get("title", ""), request.POST.get("why", "")
    commands.describe(proposal=proposal, title=title, why=why, seen=seen_in(request), by=by, at=clock.now())
    return back_to(proposal, "described")


@require_POST
@desk_page
def follow(request: HttpRequest, proposal_id: UUID) -> HttpResponse:
    """Compare with the version that is in force now."""
    proposal, by = proposal_and_officer(request, proposal_id)
    commands.follow(proposal=proposal, seen=seen_in(request), by=by, at=clock.now())
    return back_to(proposal, "followed")


@require_POST
@desk_page
def check(request: HttpRequest, proposal_id: UUID) -> HttpResponse:
    """Declare it ready."""
    proposal, by = proposal_and_officer(request, proposal_id)
    commands.check(proposal=proposal, seen=seen_in(request), by=by, at=clock.now(), demo=settings.DEMO)
    return back_to(proposal, "checked")


@require_POST
@desk_page
def send(request: HttpRequest, proposal_id: UUID) -> HttpResponse:
    """Ask for approval."""
    proposal, by = proposal_and_officer(request, proposal_id)
    commands.send(proposal=proposal, seen=seen_in(request), by=by, at=clock.now())
    return back_to(proposal, "sent")


@require_POST
@desk_page
def withdraw(request: HttpRequest, proposal_id: UUID) -> HttpResponse:
    """Give it up."""
    proposal, by = proposal_and_officer(request, proposal_id)
    commands.withdraw(proposal=proposal, seen=seen_in(request), by=by, at=clock.now())
    return back_to(proposal, "withdrawn")


@require_POST
@desk_page
def give_back(request: HttpRequest, proposal_id: UUID) -> HttpResponse:
    """Back to its author, with a reason."""
    proposal, by = proposal_and_officer(request, proposal_id)
    because = request.POST.get("because", "")
    commands.give_back(proposal=proposal, because=because, seen=seen_in(request), by=by, at=clock.now())
    return back_to(proposal, "given-back")


@require_http_methods(["GET", "HEAD", "POST"])
@desk_page
def approve(request: HttpRequest, proposal_id: UUID) -> HttpResponse:
    """Show everything that is known of it, then put it in force."""
    proposal, by = proposal_and_officer(request, proposal_id)
    refuse_if(permissions.refusal_to_approve(by, proposal))
    if request.method == "POST":
        commands.approve(proposal=proposal, seen=seen_in(request), by=by, at=clock.now(), demo=settings.DEMO)
        return back_to(proposal, "approved")
    return render(request, "authoring/approve.html", {"page": _confirm(proposal)})


def _confirm(proposal: Proposal) -> ConfirmPage:
    return ConfirmPage(
        head=head_of(proposal, "承認"),
        differences=queries.differences(proposal),
        trials=trials.trials(proposal.compiled, publications.situation()),
        unverified=queries.unverified_of(proposal),
        effect=words.effect_of(queries.latest_run(proposal)),
        effect_url=reverse("authoring:effect", args=[proposal.pk]),
        action=reverse("authoring:approve", args=[proposal.pk]),
        give_back_url=reverse("authoring:give_back", args=[proposal.pk]),
        why=proposal.why,
        author=proposal.author_name,
    )


@require_safe
@desk_page
def file(request: HttpRequest, proposal_id: UUID) -> HttpResponse:
    """The proposal as the catalog's file, to be reviewed with the repository."""
    proposal, by = proposal_and_officer(request, proposal_id)
    there, blocks = queries.catalog_file(proposal.procedure)
    commands.note_export(proposal=proposal, by=by, at=clock.now())
    response = HttpResponse(as_yaml(proposal.compiled, there, blocks), content_type="application/yaml; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{proposal.procedure}.yaml"'
    return response
