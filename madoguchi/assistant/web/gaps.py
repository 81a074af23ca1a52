"""The gap ledger at the desk: what it costs that there is no answer, whose it is, until when, and whether it is answered now."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from madoguchi.assistant import finding, ledger, permissions
from madoguchi.assistant.commands import gaps
from madoguchi.assistant.ledger import Line
from madoguchi.assistant.lives import GAP_LABEL, GapState
from madoguchi.assistant.models import Gap
from madoguchi.assistant.web.questions import moment
from madoguchi.kernel import clock
from madoguchi.kernel.actors import Actor
from madoguchi.kernel.refusals import Refusal, refuse_if
from madoguchi.publications import queries as publications
from madoguchi.ui.components.shapes import Cell, Column, Option, Table, Tag

LIST = "答えのない質問"
DONE = {"assigned": "担当と期限を決めました。", "dismissed": "対象外にしました。", "retried": "聞き直しました。"}
LARGEST = 2**62


@dataclass(frozen=True)
class LedgerPage:
    """The lines of a section, the dearest first."""

    section: str
    sections: Sequence[Option]
    chosen_section: str
    assumption: str
    table: Table
    total: str
    is_empty: bool


@dataclass(frozen=True)
class GapPage:
    """One gap with every way it was asked."""

    trail: Sequence[tuple[str, str]]
    id: int
    title: str
    state: Tag
    facts: Sequence[tuple[str, str]]
    questions: Table
    is_open: bool
    may_keep: str
    sections: Sequence[Option]
    section: str
    due: str
    done: str
    error: str
    write_url: str


@require_safe
def ledger_page(request: HttpRequest, by: Actor) -> HttpResponse:
    """The ledger."""
    section = request.GET.get("section") or by.section
    refuse_if(permissions.refusal_to_see_gaps(by, section))
    known = publications.catalog().sections
    open_to = [one for one in known if permissions.refusal_to_see_gaps(by, one.id) is None]
    lines = ledger.lines(section)
    columns: list[str | Column] = [
        "聞かれたこと",
        Column("回数", number=True),
        Column("電話にすると", number=True),
        "期限",
        "最後に聞かれた日時",
    ]
    page = LedgerPage(
        section=publications.section(section).name,
        sections=[Option(one.id, one.name) for one in open_to] if len(open_to) > 1 else [],
        chosen_section=section,
        assumption=f"答えが見つからなかった方は電話をかけると考え、1件{ledger.MINUTES_A_CALL}分で計算しています（要確認（デモ））。",
        table=Table(columns, [_row(line) for line in lines]),
        total=f"{len(lines)}件、電話にすると約{sum(line.minutes for line in lines):,}分",
        is_empty=not lines,
    )
    return render(request, "assistant/desk/gaps.html", {"page": page})


@require_safe
def one(request: HttpRequest, by: Actor, gap_id: int) -> HttpResponse:
    """One gap."""
    gap = _found(gap_id)
    refuse_if(permissions.refusal_to_see_gaps(by, gap.section))
    return render(request, "assistant/desk/gap.html", {"page": _page(gap, by, done=_done(request))})


@require_POST
def act(request: HttpRequest, by: Actor, gap_id: int) -> HttpResponse:
    """Assign it, dismiss it, or ask its questions again."""
    gap = _found(gap_id)
    try:
        done = _acted(request, gap, by)
    except Refusal as refusal:
        if refusal.status != 400:
            raise
        page = _page(gap, by, error=refusal.message)
        return render(request, "assistant/desk/gap.html", {"page": page}, status=400)
    return HttpResponseRedirect(f"{reverse('learning:gap', args=[gap.pk])}?done={done}")


def _acted(request: HttpRequest, gap: Gap, by: Actor) -> str:
    at = clock.now()
    match request.POST.get("act", ""):
        case "assign":
            due, section = _date(request.POST.get("due", "")), request.POST.get("section", "")
            gaps.assign_gap(gap=gap, section=section, due=due, by=by, at=at)
            return "assigned"
        case "dismiss":
            gaps.dismiss_gap(gap=gap, because=request.POST.get("because", ""), by=by, at=at)
            return "dismissed"
        case "retry":
            typed = request.POST.get("answer", "").strip()
            named = typed if not typed or "/" in typed else f"answer/{typed}"
            if named and finding.passage(named) is None:
                raise Refusal("その答えは、公開されていません。", status=400, code="answer")
            answered, left = gaps.retry_gap(gap=gap, answer=named, by=by, at=at)
            return f"retried&answered={answered}&left={left}"
        case _:
            raise Http404("no such act")


def _done(request: HttpRequest) -> str:
    said = DONE.get(request.GET.get("done", ""), "")
    answered, left = request.GET.get("answered", ""), request.GET.get("left", "")
    if said and answered.isdecimal() and left.isdecimal() and len(answered + left) < 12:
        return f"{said}{int(answered)}件に答えられるようになり、{int(left)}件が残っています。"
    return said


def _date(typed: str) -> date:
    try:
        return date.fromisoformat(typed)
    except ValueError as broken:
        raise Refusal("期限を日付で入力してください。", status=400, code="due") from broken


def _found(gap_id: int) -> Gap:
    found = ledger.by_id(gap_id) if gap_id < LARGEST else None
    if found is None:
        raise Http404("no such gap")
    return found


def _row(line: Line) -> list[str | Cell]:
    gap = line.gap
    late = gap.due < clock.today()
    return [
        Cell(f"{'（役に立たなかった答え）' if gap.passage else ''}{gap.title}", reverse("learning:gap", args=[gap.pk])),
        f"{line.asked:,}",
        f"{line.minutes:,}分",
        Cell(f"{gap.due.isoformat()}{' 過ぎています' if late else ''}", kind="error" if late else "neutral"),
        moment(gap.last_at),
    ]


def _page(gap: Gap, by: Actor, *, done: str = "", error: str = "") -> GapPage:
    questions, refusal = ledger.questions_of(gap), permissions.refusal_to_keep_gap(by, gap)
    passage = finding.passage(gap.passage) if gap.passage else None
    facts = [
        ("担当課", publications.section(gap.section).name),
        ("期限", gap.due.isoformat()),
        ("回数", f"{len(questions)}回（電話にすると約{len(questions) * ledger.MINUTES_A_CALL}分）"),
        ("最初に聞かれた日時", moment(gap.opened_at)),
    ]
    facts += [("そのとき示した答え", passage.title.ja)] if passage else []
    facts += [("対象外とした理由", gap.because)] if gap.because else []
    rows = [(one.text, one.language, moment(one.at), moment(one.answered_at) or "―") for one in questions]
    return GapPage(
        trail=((LIST, reverse("learning:gaps")), (gap.title[:20], "")),
        id=gap.pk,
        title=gap.title,
        state=Tag(GAP_LABEL[gap.stands], "warning" if gap.stands is GapState.OPEN else "success"),
        facts=facts,
        questions=Table(["聞き方", "言語", "日時", "答えられるようになった日時"], rows),
        is_open=gap.stands is GapState.OPEN,
        may_keep=refusal.message if refusal else "",
        sections=[Option(known.id, known.name) for known in publications.catalog().sections],
        section=gap.section,
        due=gap.due.isoformat(),
        done=done,
        error=error,
        write_url="",
    )
