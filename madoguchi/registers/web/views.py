"""How imports of the register went, for those who run them: numbers, and lines by their number.

Accounts stand above this capability, so who asks is given by the door of the installation (`config.doors`).
"""

from datetime import date

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from madoguchi.kernel import clock, japanese_dates
from madoguchi.kernel.actors import Actor
from madoguchi.kernel.clock import JST
from madoguchi.kernel.refusals import refuse_if
from madoguchi.registers import permissions, queries
from madoguchi.registers.models import Snapshot
from madoguchi.registers.states import LABEL, State
from madoguchi.registers.web.pages import ImportPage, ImportRow, ImportsPage
from madoguchi.ui.components.shapes import SummaryRow, Tag

KIND = {
    State.LOADING: "info",
    State.CURRENT: "success",
    State.FORMER: "neutral",
    State.REFUSED: "error",
    State.FORGOTTEN: "neutral",
}
OLD_AFTER_DAYS = 3


@require_safe
def imports(request: HttpRequest, *, by: Actor) -> HttpResponse:
    """The latest imports."""
    refuse_if(permissions.refusal_to_see_imports(by))
    found = queries.snapshots()
    current = next((one for one in found if one.state == State.CURRENT.value), None) or queries.current()
    as_of = current.as_of if current else None
    page = ImportsPage(
        rows=[_row(one) for one in found],
        current=japanese_dates.both(as_of) if as_of else "",
        stale=_stale(as_of) if as_of else "",
    )
    return render(request, "registers/imports.html", {"page": page})


@require_safe
def one_import(request: HttpRequest, pk: int, *, by: Actor) -> HttpResponse:
    """One import, and the lines that were left out of it."""
    refuse_if(permissions.refusal_to_see_imports(by))
    snapshot = queries.snapshot(pk)
    if snapshot is None:
        raise Http404("no such import")
    lines = queries.broken_lines(snapshot, after=_after(request))
    here, shown = reverse("registers:import", args=[pk]), lines[: queries.PAGE]
    page = ImportPage(
        title=_title(snapshot),
        state=_state(snapshot),
        reason=snapshot.reason,
        facts=_facts(snapshot),
        lines=shown,
        next_url=f"{here}?after={shown[-1].line}" if len(lines) > queries.PAGE else "",
        first_url=here if _after(request) else "",
        list_url=reverse("registers:imports"),
    )
    return render(request, "registers/import.html", {"page": page})


def _after(request: HttpRequest) -> int:
    typed = request.GET.get("after", "")
    return int(typed) if typed.isascii() and typed.isdigit() and len(typed) < 10 else 0


def _stale(as_of: date) -> str:
    days = (clock.today() - as_of).days
    return (
        f"基準日から{days}日たっています。定時の取込みが動いているか確かめてください。" if days > OLD_AFTER_DAYS else ""
    )


def _row(one: Snapshot) -> ImportRow:
    return ImportRow(
        url=reverse("registers:import", args=[one.pk]),
        title=_title(one),
        as_of=one.as_of.isoformat() if one.as_of else "―",
        state=_state(one),
        people=f"{one.people:,}人" if one.people else "―",
        broken=one.broken,
        ended=f"{one.ended_at.astimezone(JST):%Y/%m/%d %H:%M}" if one.ended_at else "―",
        reason=one.reason,
    )


def _title(one: Snapshot) -> str:
    return f"連番{one.sequence}" if one.sequence else one.file_name


def _state(one: Snapshot) -> Tag:
    state = State(one.state)
    return Tag(LABEL[state], KIND[state])


def _facts(one: Snapshot) -> list[SummaryRow]:
    return [
        SummaryRow("基準日", japanese_dates.both(one.as_of) if one.as_of else "―"),
        SummaryRow("ファイル", one.file_name),
        SummaryRow("SHA-256", [one.sha256[:32], one.sha256[32:]] if one.sha256 else "―"),
        SummaryRow("行", f"{one.lines:,}行のうち{one.lines_read:,}行を読みました"),
        SummaryRow("取り込んだ人", f"{one.people:,}人"),
        SummaryRow("読めなかった行", f"{one.broken:,}行"),
    ]
