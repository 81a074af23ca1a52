"""The learned rankers at the desk: what the night offers, what it measured, switched in or back by one press."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from madoguchi.assistant import figures, learning, permissions
from madoguchi.assistant.commands import learning as rankers
from madoguchi.assistant.models import LearnedRanker
from madoguchi.assistant.web.questions import moment
from madoguchi.kernel import clock
from madoguchi.kernel.actors import Actor
from madoguchi.kernel.refusals import refuse_if
from madoguchi.ui.components.shapes import Column, Table

DONE = {"in": "切り替えました。", "back": "前の順位付けに戻しました。"}


@dataclass(frozen=True)
class RankerRow:
    """One learned ranker."""

    id: int
    made: str
    questions: str
    measured: str
    says: str
    in_use: bool
    may_switch: bool


@dataclass(frozen=True)
class AssistantPage:
    """How the assistant does, and by what it ranks."""

    numbers: Table
    by_group: Sequence[tuple[str, Table]]
    rankers: Sequence[RankerRow]
    may_switch: str
    may_go_back: bool
    fewest: int
    done: str


@require_safe
def assistant(request: HttpRequest, by: Actor) -> HttpResponse:
    """The page."""
    refuse_if(permissions.refusal_to_see_answers(by))
    refusal, rows, counted = permissions.refusal_to_switch(by), learning.rankers(), figures.counted()
    page = AssistantPage(
        numbers=Table(["数字", Column("値", number=True)], figures.rows(counted)),
        by_group=[
            (title, Table(["区分", Column("質問", number=True), Column("答えた割合", number=True), Column("人へつないだ割合", number=True)], group))
            for title, group in figures.groups(counted)
        ],
        rankers=[_row(one, may=refusal is None) for one in rows],
        may_switch=refusal.message if refusal else "",
        may_go_back=refusal is None and any(one.in_use for one in rows),
        fewest=learning.FEWEST_LABELS,
        done=DONE.get(request.GET.get("done", ""), ""),
    )  # fmt: skip
    return render(request, "assistant/desk/assistant.html", {"page": page})


@require_POST
def act(request: HttpRequest, by: Actor) -> HttpResponse:
    """Switch one in, or go back."""
    if request.POST.get("act") == "back":
        rankers.switch_back(by=by, at=clock.now())
        return HttpResponseRedirect(f"{reverse('learning:assistant')}?done=back")
    typed = request.POST.get("ranker", "")
    is_number = typed.isascii() and typed.isdecimal() and len(typed) < 12
    found = LearnedRanker.objects.filter(pk=int(typed)).first() if is_number else None
    if found is None:
        raise Http404("no such ranker")
    rankers.switch_in(ranker=found, by=by, at=clock.now())
    return HttpResponseRedirect(f"{reverse('learning:assistant')}?done=in")


def _row(one: LearnedRanker, *, may: bool) -> RankerRow:
    return RankerRow(
        id=one.pk,
        made=moment(one.made_at),
        questions=f"{one.questions:,}問から学び、{one.held_out:,}問で測った",
        measured=f"{one.before:.3f} → {one.after:.3f}",
        says="使用中" if one.in_use else "いまより良い" if one.is_better else "いまより良くない",
        in_use=one.in_use,
        may_switch=may and one.is_better and not one.in_use,
    )
