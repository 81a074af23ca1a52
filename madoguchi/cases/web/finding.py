"""The case an address means, as this officer may see it."""

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse

from madoguchi.accounts import queries as accounts
from madoguchi.cases import permissions, probes, queries
from madoguchi.cases.models import Case
from madoguchi.kernel.actors import Actor
from madoguchi.kernel.refusals import refuse_if


def case_and_officer(request: HttpRequest, case_id: UUID) -> tuple[Case, Actor]:
    """The case and who asks; 404 where there is none, Refusal where it is another section's."""
    case = queries.by_id(case_id)
    if case is None:
        refuse_if(probes.refusal_of_settled(case_id))
        raise Http404("no such case")
    by = accounts.actor_of(request)
    refuse_if(permissions.refusal_to_view(by, case))
    return case, by


def seen_in(request: HttpRequest) -> int:
    """How many changes the officer's screen had seen; what is no number has seen nothing, and is refused as stale."""
    typed = request.POST.get("seen", "")
    return int(typed) if typed.isascii() and typed.isdigit() and len(typed) < 10 else -1


def seen_on(request: HttpRequest, case: Case) -> int:
    """The same, carried from page to page: what the first page saw is what the act must still find."""
    return seen_in(request) if request.method == "POST" else case.changes


def back_to(case: Case, done: str) -> HttpResponse:
    """To the case page, which says what was done."""
    return HttpResponseRedirect(f"{reverse('cases:case', args=[case.pk])}?done={done}")
