"""The proposal an address means, as this officer may see it, and what stands above its pages."""

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse

from madoguchi.accounts import queries as accounts
from madoguchi.authoring import permissions, queries
from madoguchi.authoring.models import Proposal
from madoguchi.authoring.states import LABEL, State
from madoguchi.authoring.web.pages import LIST, Head
from madoguchi.kernel.actors import Actor
from madoguchi.kernel.refusals import refuse_if
from madoguchi.ui.components.shapes import Tag

STATE_KIND: dict[State, str] = {
    State.DRAFT: "info",
    State.CHECKED: "key",
    State.WAITING_APPROVAL: "warning",
    State.PUBLISHED: "success",
    State.RETURNED: "error",
    State.WITHDRAWN: "neutral",
}


def proposal_and_officer(request: HttpRequest, proposal_id: UUID) -> tuple[Proposal, Actor]:
    """The proposal and who asks; 404 where there is none, Refusal where it is another section's."""
    proposal = queries.by_id(proposal_id)
    if proposal is None:
        raise Http404("no such proposal")
    by = accounts.actor_of(request)
    refuse_if(permissions.refusal_to_look(by, proposal.section))
    return proposal, by


def seen_in(request: HttpRequest) -> int:
    """How many changes the officer's screen had seen; what is no number is refused as stale."""
    typed = request.POST.get("seen", "")
    return int(typed) if typed.isascii() and typed.isdigit() and len(typed) < 10 else -1


def head_of(proposal: Proposal, here: str = "") -> Head:
    """What stands above a page of the proposal; `here` is the page's own name in the trail."""
    url = reverse("authoring:proposal", args=[proposal.pk])
    title = proposal.compiled.procedure.title.ja
    trail = [
        (LIST, reverse("authoring:list")),
        (title or proposal.procedure, reverse("authoring:procedure", args=[proposal.procedure])),
        (proposal.title, url),
    ]
    state = Tag(LABEL[proposal.stands], STATE_KIND[proposal.stands])
    return Head(proposal.title, title, state, url, proposal.changes, [*trail, (here, "")] if here else trail)


def back_to(proposal: Proposal, done: str, name: str = "proposal", *args: object) -> HttpResponse:
    """To a page of the proposal, which says what was done."""
    return HttpResponseRedirect(f"{reverse(f'authoring:{name}', args=[proposal.pk, *args])}?done={done}")
