"""The case page: everything an officer needs to decide, on one screen; and the documents it links to."""

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.views.decorators.http import require_safe

from madoguchi.cabinet import queries as cabinet
from madoguchi.cabinet import serving
from madoguchi.cases import commands
from madoguchi.cases.case_file import case_file
from madoguchi.cases.web.case_page import case_page
from madoguchi.cases.web.door import desk_page
from madoguchi.cases.web.finding import case_and_officer
from madoguchi.kernel import clock


@require_safe
@desk_page
def case(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """The file of one case. That it was looked at is in its journal before it is shown."""
    found, by = case_and_officer(request, case_id)
    commands.view(case=found, by=by, at=clock.now())
    page = case_page(case_file(found), by=by, done=request.GET.get("done", ""))
    return render(request, "cases/case.html", {"page": page})


@require_safe
@desk_page
def document(request: HttpRequest, case_id: UUID, document_id: UUID) -> HttpResponseBase:
    """A document of the case; an id of another case's document opens nothing."""
    found, by = case_and_officer(request, case_id)
    wanted = cabinet.document(document_id, subject=found.subject)
    if wanted is None:
        raise Http404("no such document of this case")
    commands.open_document(case=found, document=str(wanted.pk), by=by, at=clock.now())
    return serving.as_response(wanted, inline=True)
