"""Questions on their pages, checks in their list: adding, removing, ordering; and the named applicants."""

from collections.abc import Callable
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from madoguchi.authoring import arranging, commands, permissions, trials
from madoguchi.authoring.documents import Tree, built, tree_of
from madoguchi.authoring.models import Proposal
from madoguchi.authoring.subjects import KINDS, LEVELS, REQUIRE
from madoguchi.authoring.web import words
from madoguchi.authoring.web.finding import back_to, head_of, proposal_and_officer, seen_in
from madoguchi.authoring.web.pages import (
    CheckRow,
    ChecksPage,
    ExamplesPage,
    Link,
    PageRow,
    QuestionRow,
    QuestionsPage,
)
from madoguchi.cases.web.door import desk_page
from madoguchi.definitions import questions as q
from madoguchi.definitions.broken import BrokenDefinition
from madoguchi.definitions.compiled import Compiled
from madoguchi.definitions.explain import said
from madoguchi.definitions.procedure import Page
from madoguchi.kernel import clock
from madoguchi.kernel.actors import Actor
from madoguchi.kernel.refusals import Refusal, refuse_if
from madoguchi.publications import queries as publications
from madoguchi.ui.components.shapes import Option

REQUIRE_LABEL = {option.value: option.label.partition("（")[0] for option in REQUIRE}
LEVEL_LABEL = {option.value: option.label.partition("（")[0] for option in LEVELS}


@require_safe
@desk_page
def questions(request: HttpRequest, proposal_id: UUID) -> HttpResponse:
    """Every question on its page."""
    proposal, by = proposal_and_officer(request, proposal_id)
    compiled = proposal.compiled
    p = compiled.procedure
    page = QuestionsPage(
        head=head_of(proposal, "質問とページ"),
        pages=[_page(proposal, n, page) for n, page in enumerate(p.pages)],
        page_options=[Option(page.id, page.title.ja) for page in p.pages],
        question_options=[Option(id_, p.data[id_].label.ja) for id_ in compiled.order],
        kinds=[Option(kind, label) for kind, label in KINDS.items()],
        arrange_url=reverse("authoring:arrange", args=[proposal.pk]),
        problems=[],
        may_edit=permissions.refusal_to_edit(by, proposal) is None,
        done=words.said(request.GET.get("done", "")),
    )
    return render(request, "authoring/questions.html", {"page": page})


@require_safe
@desk_page
def checks(request: HttpRequest, proposal_id: UUID) -> HttpResponse:
    """Every check with its sentence."""
    proposal, by = proposal_and_officer(request, proposal_id)
    compiled = proposal.compiled
    page = ChecksPage(
        head=head_of(proposal, "確認事項"),
        checks=[
            CheckRow(
                check.id,
                check.officer,
                said(compiled, rule, check.each),
                LEVEL_LABEL[check.level],
                reverse("authoring:edit", args=[proposal.pk, f"check.{n}"]),
            )
            for n, (check, rule) in enumerate(compiled.checks)
        ],
        question_options=[Option(id_, compiled.procedure.data[id_].label.ja) for id_ in compiled.order],
        arrange_url=reverse("authoring:arrange", args=[proposal.pk]),
        may_edit=permissions.refusal_to_edit(by, proposal) is None,
    )
    return render(request, "authoring/checks.html", {"page": page})


@require_http_methods(["GET", "HEAD", "POST"])
@desk_page
def examples(request: HttpRequest, proposal_id: UUID) -> HttpResponse:
    """The named applicants, tried; what comes out may be declared right."""
    proposal, by = proposal_and_officer(request, proposal_id)
    at = publications.situation()
    if request.method == "POST":
        refuse_if(permissions.refusal_to_edit(by, proposal))
        places = {int(typed) for typed in request.POST.getlist("right") if typed.isascii() and typed.isdigit()}
        tree = trials.promised_anew(tree_of(proposal.document), proposal.compiled, places, at)
        _change(request, proposal, by, tree, "例の人")
        return back_to(proposal, "saved", "examples")
    page = ExamplesPage(
        head=head_of(proposal, "例の人"),
        trials=trials.trials(proposal.compiled, at),
        action=reverse("authoring:examples", args=[proposal.pk]),
        may_edit=permissions.refusal_to_edit(by, proposal) is None,
        done=words.said(request.GET.get("done", "")),
    )
    return render(request, "authoring/examples.html", {"page": page})


@require_POST
@desk_page
def arrange(request: HttpRequest, proposal_id: UUID) -> HttpResponse:
    """One change of what there is and in which order."""
    proposal, by = proposal_and_officer(request, proposal_id)
    refuse_if(permissions.refusal_to_edit(by, proposal))
    tree, typed = tree_of(proposal.document), request.POST
    if id_ := request.GET.get("remove", ""):
        _change(request, proposal, by, arranging.without_question(tree, id_), f"質問「{id_}」を取り除く")
        return back_to(proposal, "removed", "questions")
    if id_ := request.GET.get("check", ""):
        _change(request, proposal, by, arranging.without_check(tree, id_), f"確認事項「{id_}」を取り除く")
        return back_to(proposal, "removed", "checks")
    act = _ACTS.get(typed.get("act", ""))
    if act is None:
        raise Refusal("この操作はありません。", status=400, code="no-act")
    return act(request, proposal, by, tree)


def _add_question(request: HttpRequest, proposal: Proposal, by: Actor, tree: Tree) -> HttpResponse:
    typed = request.POST
    changed, id_ = arranging.with_question(
        tree, kind=typed.get("kind", ""), label=typed.get("label", ""), page=typed.get("page", "")
    )
    _change(request, proposal, by, changed, "質問を加える")
    return back_to(proposal, "saved", "edit", f"question.{id_}")


def _add_check(request: HttpRequest, proposal: Proposal, by: Actor, tree: Tree) -> HttpResponse:
    changed, n = arranging.with_check(
        tree, field=request.POST.get("field", ""), officer=request.POST.get("officer", "")
    )
    _change(request, proposal, by, changed, "確認事項を加える")
    return back_to(proposal, "saved", "edit", f"check.{n}")


def _add_page(request: HttpRequest, proposal: Proposal, by: Actor, tree: Tree) -> HttpResponse:
    typed = request.POST
    changed = arranging.with_page(tree, title=typed.get("title", ""), question=typed.get("question", ""))
    _change(request, proposal, by, changed, "ページを加える")
    return back_to(proposal, "saved", "questions")


def _order(request: HttpRequest, proposal: Proposal, by: Actor, tree: Tree) -> HttpResponse:
    typed, p = request.POST, proposal.compiled.procedure
    places, pages = {}, {}
    for n, page in enumerate(p.pages):
        pages[page.id] = _number(typed.get(f"{page.id}|page-place", ""), (n + 1) * 10)
        for m, id_ in enumerate(page.ask):
            place = _number(typed.get(f"{id_}|place", ""), (m + 1) * 10)
            places[id_] = (typed.get(f"{id_}|page", page.id), place)
    _change(request, proposal, by, arranging.ordered(tree, places, pages), "質問の順番")
    return back_to(proposal, "saved", "questions")


_ACTS: dict[str, Callable[[HttpRequest, Proposal, Actor, Tree], HttpResponse]] = {
    "add-question": _add_question,
    "add-check": _add_check,
    "add-page": _add_page,
    "order": _order,
}


def _change(request: HttpRequest, proposal: Proposal, by: Actor, tree: Tree, what: str) -> None:
    """Keep the changed tree, or say in words why it cannot be."""
    commands.change(proposal=proposal, compiled=_built(tree), what=what, seen=seen_in(request), by=by, at=clock.now())


def _built(tree: Tree) -> Compiled:
    try:
        return built(tree)
    except BrokenDefinition as problem:
        raise Refusal(
            f"このままでは変えられません：{problem.message}",
            way_on=f"{problem.mend}（{problem.path}）",
            status=400,
            code="broken",
        ) from problem


def _page(proposal: Proposal, n: int, page: Page) -> PageRow:
    url = reverse("authoring:edit", args=[proposal.pk, f"page.{n}"])
    rows = [_question(proposal, id_, page.id, (m + 1) * 10) for m, id_ in enumerate(page.ask)]
    return PageRow(page.id, page.title.ja, url, (n + 1) * 10, rows)


def _question(proposal: Proposal, id_: str, page: str, place: int) -> QuestionRow:
    question = proposal.compiled.procedure.data[id_]
    fields = question.fields if isinstance(question, q.GroupQuestion) else {}
    leaves = [Link(leaf.label.ja, _edit_url(proposal, f"{id_}.{name}")) for name, leaf in fields.items()]
    kind = KINDS.get(str(type(question).__struct_config__.tag), "くり返し")
    require = REQUIRE_LABEL[question.require]
    return QuestionRow(id_, question.label.ja, kind, _edit_url(proposal, id_), page, place, require, leaves)


def _edit_url(proposal: Proposal, path: str) -> str:
    return reverse("authoring:edit", args=[proposal.pk, f"question.{path}"])


def _number(typed: str, otherwise: int) -> int:
    return int(typed) if typed.isascii() and typed.isdigit() and len(typed) < 6 else otherwise
