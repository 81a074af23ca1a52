"""Whether everybody is served alike, at the desk: shares with intervals, group by group, and who stands apart."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from madoguchi.assistant import fairness, permissions
from madoguchi.assistant.fairness import Comparison, Group, Share
from madoguchi.assistant.figures import DAYS
from madoguchi.kernel.actors import Actor
from madoguchi.kernel.refusals import refuse_if
from madoguchi.ui.components.shapes import Cell, Column, Table

HIDDEN = "―"
COLUMNS = ("質問", "人への引き継ぎ", "役に立った", "自前の質問：三つまでに正解", "自前の質問：引き継ぎ")


@dataclass(frozen=True)
class Shown:
    """One comparison as a table."""

    title: str
    table: Table
    hidden: int


@dataclass(frozen=True)
class FairnessPage:
    """All comparisons, and first of all the groups that fare worse than the others."""

    trail: Sequence[tuple[str, str]]
    days: int
    smallest: int
    worse: Sequence[str]
    comparisons: Sequence[Shown]
    is_empty: bool


@require_safe
def fairness_page(request: HttpRequest, by: Actor) -> HttpResponse:
    """The report of the last days."""
    refuse_if(permissions.refusal_to_see_fairness(by))
    found = fairness.report(fairness.asked(), fairness.record())
    page = FairnessPage(
        trail=(("チャットの成績", reverse("learning:assistant")), ("公平さ", "")),
        days=DAYS,
        smallest=settings.SMALLEST_GROUP,
        worse=[line for one in found for group in one.groups for line in _worse(one, group)],
        comparisons=[_shown(one) for one in found if one.groups],
        is_empty=not any(one.groups for one in found),
    )
    return render(request, "assistant/desk/fairness.html", {"page": page})


def _worse(comparison: Comparison, group: Group) -> Sequence[str]:
    return [f"{comparison.title}「{group.name}」：{label}が、ほかの人より悪くなっています。" for label in group.worse]


def _shown(one: Comparison) -> Shown:
    columns: list[str | Column] = [one.title, *(Column(label, number=True) for label in COLUMNS)]
    return Shown(one.title, Table(columns, [_row(group) for group in one.groups]), one.hidden)


def _row(group: Group) -> list[str | Cell]:
    shares = (group.handed_over, group.helped, group.tested, group.tested_handed_over)
    asked = f"{group.handed_over.of:,}" if group.handed_over.of else HIDDEN
    cells = [_cell(share, is_worse=label in group.worse) for share, label in zip(shares, fairness.LABELS, strict=True)]
    return [group.name, asked, *cells]


def _cell(share: Share, *, is_worse: bool) -> Cell:
    if not share.of:
        return Cell(HIDDEN)
    low, high = share.interval
    text = f"{share.value:.0%}（{low:.0%}〜{high:.0%}、{share.of:,}件）"
    return Cell(f"{text} 悪い", kind="error") if is_worse else Cell(text)
