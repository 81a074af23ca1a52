"""The editor: one page a subject. What does not compile is shown again as it was typed, with what is wrong beside it."""

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from madoguchi.authoring import commands, permissions, reading
from madoguchi.authoring.boxes import Subject
from madoguchi.authoring.documents import Tree, built, tree_of
from madoguchi.authoring.drawing import Drawing
from madoguchi.authoring.models import Proposal
from madoguchi.authoring.subjects import subject_of
from madoguchi.authoring.web import words
from madoguchi.authoring.web.finding import head_of, proposal_and_officer, seen_in
from madoguchi.authoring.web.pages import Act, EditPage
from madoguchi.cases.web.door import desk_page
from madoguchi.definitions.broken import BrokenDefinition
from madoguchi.definitions.compiled import Compiled
from madoguchi.kernel import clock
from madoguchi.kernel.actors import Actor
from madoguchi.kernel.refusals import Refusal, refuse_if

ANYWHERE = "subject"


@require_http_methods(["GET", "HEAD", "POST"])
@desk_page
def edit(request: HttpRequest, proposal_id: UUID, subject: str) -> HttpResponse:
    """Show a subject, or keep what was typed."""
    proposal, by = proposal_and_officer(request, proposal_id)
    found = subject_of(subject, proposal.compiled)
    if found is None:
        raise Http404("no such subject")
    if request.method == "POST":
        refuse_if(permissions.refusal_to_edit(by, proposal))
        return _kept(request, proposal, found, by)
    return _shown(request, proposal, found, by, Drawing(proposal.compiled, tree_of(proposal.document), {}))


def _kept(request: HttpRequest, proposal: Proposal, subject: Subject, by: Actor) -> HttpResponse:
    tree = tree_of(proposal.document)
    found = reading.read(subject, tree, request.POST)
    compiled = _built(found, subject, tree) if not found.wrong else None
    if compiled is not None:
        try:
            commands.change(
                proposal=proposal, compiled=compiled, what=subject.title, seen=seen_in(request), by=by, at=clock.now()
            )
        except Refusal as refusal:
            # Somebody was faster: what was typed stays on the page, to be compared and saved again.
            found.wrong[ANYWHERE] = f"{refusal.message}{refusal.way_on}"
        else:
            url = reverse("authoring:edit", args=[proposal.pk, subject.name])
            return HttpResponseRedirect(f"{url}?done=saved")
    proposal.refresh_from_db()
    drawing = Drawing(proposal.compiled, tree_of(proposal.document), found.wrong, request.POST)
    return _shown(request, proposal, subject, by, drawing, status=400)


def _built(found: reading.Read, subject: Subject, tree: Tree) -> Compiled | None:
    try:
        return built(found.tree)
    except BrokenDefinition as problem:
        name = found.name_of(problem.path, reading.names_of(subject, tree)) or ANYWHERE
        where = "" if name != ANYWHERE else f"（{problem.path}）"
        found.wrong[name] = f"{problem.message}{problem.mend}{where}"
        return None


def _shown(
    request: HttpRequest, proposal: Proposal, subject: Subject, by: Actor, drawing: Drawing, *, status: int = 200
) -> HttpResponse:
    head, _, rest = subject.name.partition(".")
    name = {"question": "questions", "page": "questions", "check": "checks"}.get(head, "proposal")
    page = EditPage(
        head=head_of(proposal, subject.title),
        title=subject.title,
        lead=subject.lead,
        parts=drawing.parts(subject),
        problems=drawing.problems(subject),
        action=reverse("authoring:edit", args=[proposal.pk, subject.name]),
        back_url=reverse(f"authoring:{name}", args=[proposal.pk]),
        expert_url=reverse("authoring:edit", args=[proposal.pk, "rules"]) if head in {"numbers", "check"} else "",
        done=words.said(request.GET.get("done", "")),
        may_edit=permissions.refusal_to_edit(by, proposal) is None,
        remove=_removal(proposal, head, rest),
    )
    return render(request, "authoring/edit.html", {"page": page}, status=status)


def _removal(proposal: Proposal, head: str, rest: str) -> Act | None:
    """Removing a whole question or check stands on its own page."""
    url = reverse("authoring:arrange", args=[proposal.pk])
    if head == "question" and "." not in rest:
        return Act("この質問を取り除く", f"{url}?remove={rest}", "danger")
    if head == "check":
        return Act(
            "この確認事項を取り除く", f"{url}?check={proposal.compiled.procedure.checks[int(rest)].id}", "danger"
        )
    return None
