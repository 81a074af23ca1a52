"""The script of a whole procedure: what to say on the telephone, in the order of asking, to read or to print."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from madoguchi.accounts.queries import actor_of
from madoguchi.definitions.script import script
from madoguchi.kernel.refusals import refuse_if
from madoguchi.procedures import permissions
from madoguchi.procedures.web.counter import building
from madoguchi.procedures.web.counter.door import desk_page
from madoguchi.procedures.web.counter.pages import ScriptPage
from madoguchi.publications import queries as publications


@require_safe
@desk_page
def script_page(request: HttpRequest, procedure_id: str) -> HttpResponse:
    """From the definition alone; it holds nobody's answers, so whoever stands at a counter may read it."""
    refuse_if(permissions.refusal_to_stand_at_counter(actor_of(request)))
    compiled = publications.in_force(procedure_id)
    if compiled is None:
        raise Http404
    page = ScriptPage(
        title=compiled.procedure.title.ja,
        version=compiled.version,
        counter_url=reverse("procedures:counter"),
        advice=building.advice(compiled),
        papers=tuple(paper.label.ja for paper in compiled.procedure.papers),
        chapters=tuple(script(compiled)),
    )
    return render(request, "procedures/counter/script.html", {"page": page})
