"""A sheet taken over as a proposal for a new procedure."""

import re

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from madoguchi.accounts import queries as accounts
from madoguchi.accounts.states import Role
from madoguchi.authoring import commands, permissions
from madoguchi.authoring.models import Proposal
from madoguchi.authoring.web.finding import back_to
from madoguchi.authoring.web.pages import ImportPage
from madoguchi.authoring.xlsform.importing import imported
from madoguchi.authoring.xlsform.workbook import LARGEST_FILE, read_workbook
from madoguchi.cases.web.door import desk_page
from madoguchi.kernel import clock
from madoguchi.kernel.actors import Actor
from madoguchi.kernel.refusals import Refusal, refuse_if
from madoguchi.publications import queries as publications
from madoguchi.ui.components.shapes import Option, Problem

_ID = re.compile(r"[a-z][a-z0-9-]{1,59}")
FIELDS = {"sheet": "id-sheet", "id": "id-procedure", "title": "id-title", "section": "id-section"}


@require_http_methods(["GET", "HEAD", "POST"])
@desk_page
def sheet(request: HttpRequest) -> HttpResponse:
    """Ask for the file, or take it over."""
    by = accounts.actor_of(request)
    refuse_if(permissions.refusal_to_list(by))
    if request.method != "POST":
        return render(request, "authoring/import.html", {"page": _page(request, by)})
    try:
        return back_to(_taken_over(request, by), "imported")
    except Refusal as refusal:
        if refusal.status != 400:
            raise
        problem = Problem(f"{refusal.message}{refusal.way_on}", FIELDS.get(refusal.code, "id-sheet"))
        return render(request, "authoring/import.html", {"page": _page(request, by, problem)}, status=400)


def _taken_over(request: HttpRequest, by: Actor) -> Proposal:
    typed = request.POST
    id_, section = typed.get("procedure", "").strip(), typed.get("section", "")
    refuse_if(permissions.refusal_to_propose(by, section))
    if not _ID.fullmatch(id_) or publications.in_force(id_) is not None:
        raise Refusal(
            "idは英小文字で始め、英小文字、数字、「-」で、ほかの手続きにないものにしてください。", status=400, code="id"
        )
    categories = {topic.id for topic in publications.ward().categories}
    category = typed.get("category", "")
    if category not in categories:
        raise Refusal("分類を一覧から選んでください。", status=400, code="category")
    file = request.FILES.get("sheet")
    content = b"" if file is None else file.read(LARGEST_FILE + 1)
    found = imported(read_workbook(content), id=id_, section=section, category=category)
    notes = [note.as_json for note in found.notes]
    return commands.propose(
        compiled=found.compiled, title=typed.get("title", ""), why="", by=by, at=clock.now(), notes=notes
    )


def _page(request: HttpRequest, by: Actor, problem: Problem | None = None) -> ImportPage:
    everywhere = by.has_role(Role.ADMINISTRATOR)
    mine = [one for one in publications.catalog().sections if everywhere or by.belongs_to(one.id)]
    return ImportPage(
        action=reverse("authoring:import"),
        sections=[Option(one.id, one.name) for one in mine],
        categories=[Option(topic.id, topic.title.ja) for topic in publications.ward().categories],
        section=request.POST.get("section", by.section),
        category=request.POST.get("category", ""),
        procedure=request.POST.get("procedure", ""),
        title=request.POST.get("title", ""),
        problems=[problem] if problem else [],
    )
