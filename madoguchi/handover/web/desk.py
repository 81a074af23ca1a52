"""The desk's list of what was handed over; sending again, taking a file along, settling a rejected line."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from madoguchi.accounts import api_clients
from madoguchi.cases import permissions as case_permissions
from madoguchi.cases.models import Case
from madoguchi.definitions.handover import CoreSystem
from madoguchi.handover import commands, permissions, queries
from madoguchi.handover.models import DailyFile, HeldRecord, Receipt, RecordKind, RejectedLine
from madoguchi.handover.web.pages import (
    FileRow,
    HandoversPage,
    HeldRow,
    RefusedReceiptRow,
    RejectedRow,
    SystemRow,
)
from madoguchi.kernel import clock
from madoguchi.kernel.actors import Actor
from madoguchi.kernel.clock import JST
from madoguchi.kernel.refusals import refuse_if
from madoguchi.publications import queries as publications
from madoguchi.ui.components.shapes import Tag

DONE = {"resent": "同じファイルをもう一度置きました。", "settled": "処理済みにしました。"}
EVENTS = {"received": "受付", "decided": "決定（承認・却下）", "approved": "承認"}
ENCODINGS = {"utf-8": "UTF-8", "utf-8-bom": "UTF-8（BOM）", "cp932": "CP932"}
REFUSED_SHOWN = timedelta(days=14)


@require_safe
def handovers(request: HttpRequest, by: Actor) -> HttpResponse:
    """Systems and days, counts, receipts and differences, of every section the officer may see."""
    systems = [one for one in publications.core_systems() if permissions.refusal_to_see(by, one.section) is None]
    if not systems:
        refuse_if(permissions.refusal_to_see(by, by.section))
    now = clock.now()
    standing = queries.standing(now, systems)
    names = {one.id: one.name for one in systems}
    late = {one.id for one in standing.not_made}
    page = HandoversPage(
        warnings=_warnings(standing),
        done=DONE.get(request.GET.get("done", ""), ""),
        systems=[_system(one, is_late=one.id in late) for one in systems],
        files=[_file(one, names, by, now) for one in queries.files(systems)],
        rejected=[_rejected(one, names, by) for one in queries.open_rejections(systems)],
        held=[_held(one, names, by) for one in queries.held(systems)],
        refused=[_refused(one, names) for one in queries.refused_receipts(systems, now - REFUSED_SHOWN)],
        may_change_webhooks=api_clients.refusal_to_manage(by) is None,
    )
    return render(request, "handover/handovers.html", {"page": page})


@require_POST
def resend(request: HttpRequest, by: Actor, system: str, sequence: int) -> HttpResponse:
    """The same file into the folder again."""
    commands.resend(file=_found(system, sequence), by=by, at=clock.now())
    return _back("resent")


@require_safe
def download(request: HttpRequest, by: Actor, system: str, sequence: int) -> HttpResponse:
    """The bytes as they were sent."""
    file = _found(system, sequence)
    content = commands.download(file=file, by=by, at=clock.now())
    response = HttpResponse(content, content_type="application/octet-stream")
    response["Content-Disposition"] = f'attachment; filename="{file.name}"'
    response["Cache-Control"] = "private, no-store"
    return response


@require_POST
def settle(request: HttpRequest, by: Actor, line_id: int) -> HttpResponse:
    """A line that was not taken is dealt with."""
    line = queries.rejected_line(line_id)
    if line is None:
        raise Http404("no such line")
    commands.settle(line=line, by=by, at=clock.now())
    return _back("settled")


def _found(system: str, sequence: int) -> DailyFile:
    file = queries.file(system, sequence)
    if file is None:
        raise Http404("no such file")
    return file


def _back(done: str) -> HttpResponse:
    return HttpResponseRedirect(f"{reverse('handover:desk')}?done={done}")


def _warnings(standing: queries.Standing) -> Sequence[str]:
    found = [f"{one.name}のファイルが、決まった時刻を過ぎても作られていません。" for one in standing.not_made]
    if standing.not_written:
        found.append(f"作成したのに、まだ置けていないファイルが{standing.not_written}件あります。")
    if standing.without_receipt:
        found.append(
            f"受領の期限を過ぎたファイルが{standing.without_receipt}件あります。相手のシステムに確かめてください。"
        )
    return found


def _system(one: CoreSystem, *, is_late: bool) -> SystemRow:
    return SystemRow(
        name=one.name,
        section=publications.section(one.section).name,
        event=EVENTS[one.event],
        at=one.at,
        form=f"{one.format.upper()}・{ENCODINGS[one.encoding]}",
        is_late=is_late,
    )


def _file(file: DailyFile, names: dict[str, str], by: Actor, now: datetime) -> FileRow:
    where = [file.system, file.sequence]
    may_resend = permissions.refusal_to_resend(by, file.section) is None
    may_download = permissions.refusal_to_download(by, file.section) is None
    return FileRow(
        anchor=f"{file.system}-{file.sequence}",
        name=file.name,
        system=names[file.system],
        day=f"{file.day:%Y/%m/%d}",
        sequence=file.sequence,
        cases=file.cases,
        lines=file.lines,
        written=_moment(file.written_at),
        receipt=_receipt(file, now),
        received=_moment(file.received_at),
        sha256=file.sha256[:12],
        download_url=reverse("handover:download", args=where) if may_download else "",
        resend_url=reverse("handover:resend", args=where) if may_resend else "",
    )


def _receipt(file: DailyFile, now: datetime) -> Tag:
    rejected = getattr(file, "rejected", 0)
    if file.received_at is not None:
        return Tag(f"{rejected}行が不受理", "error") if rejected else Tag("受領済み", "success")
    if file.receipt_due_at is None:
        return Tag("受領なし（不要）", "neutral")
    if file.receipt_due_at < now:
        return Tag("受領の期限超過", "error")
    return Tag("受領待ち", "warning")


def _case_url(case: Case | None, by: Actor) -> str:
    """A link only for whoever may open the case."""
    if case is None or case_permissions.refusal_to_view(by, case) is not None:
        return ""
    return reverse("cases:case", args=[case.pk])


def _rejected(line: RejectedLine, names: dict[str, str], by: Actor) -> RejectedRow:
    may_settle = permissions.refusal_to_settle(by, line.receipt.section) is None
    return RejectedRow(
        system=names[line.receipt.system],
        day=f"{line.receipt.file.day:%Y/%m/%d}" if line.receipt.file else "",
        line=line.line,
        number=line.case.number if line.case else "",
        case_url=_case_url(line.case, by),
        reason=line.reason or "（理由の記載なし）",
        settle_url=reverse("handover:settle", args=[line.pk]) if may_settle else "",
    )


def _held(one: HeldRecord, names: dict[str, str], by: Actor) -> HeldRow:
    return HeldRow(
        system=names[one.system],
        kind=RecordKind(one.kind).label,
        number=one.case.number,
        case_url=_case_url(one.case, by),
        reason=one.reason,
        since=_moment(one.held_at),
    )


def _refused(one: Receipt, names: dict[str, str]) -> RefusedReceiptRow:
    return RefusedReceiptRow(names[one.system], one.name, _moment(one.taken_at), one.problem)


def _moment(at: datetime | None) -> str:
    return f"{at.astimezone(JST):%m/%d %H:%M}" if at else "―"
