"""Sorts a scan's pages into applications by their codes; what belongs to none is listed with the reason, never lost."""

import io
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction
from PIL import Image

from madoguchi.cabinet.problems import UploadProblem
from madoguchi.cases.models import Case, Channel
from madoguchi.definitions.compiled import Compiled
from madoguchi.gateways import outbox
from madoguchi.journal import commands as journal
from madoguchi.kernel import qr_codes
from madoguchi.kernel.actors import SYSTEM
from madoguchi.procedures import drafting, measuring
from madoguchi.procedures.models import Draft, PaperApplication, Scan, ScannedPage
from madoguchi.procedures.paper import codes, files
from madoguchi.procedures.paper.codes import NotOurs, PageCode
from madoguchi.procedures.paper.straightening import Found, MarksMissing, codes_on, straightened
from madoguchi.publications import queries as publications
from madoguchi.publications.models import Publication

FINISH = "paper.finish"
BLANK_INK = 250
NO_CODE = "二次元コードがありません。区の申請書ではないか、コードの部分が切れているか、汚れています。"
BLANK = "白紙です。"
CROOKED = "四すみのしるしが見つからないため、欄の位置が分かりません。内容は写真で確かめてください。"
DOUBLE = "この用紙の{page}ページ目は、すでに取り込んであります（用紙番号 {serial}）。"
SENT = "この用紙は、すでに受け付けてあります（{number}）。"
SENT_ONLINE = "この内容は、オンラインですでに送信されています（{number}）。"
UNKNOWN = "この版の様式は、この区では公開されていません。"
CHANGED = "印刷したあとに、オンラインで内容が変わっています。紙の内容と見比べて、紙のとおりに直してください。"
AT_COUNTER = "この内容は、いま窓口で入力している申請と同じものです。"
FROM_GONE = "印刷のもとになった入力は、すでに削除されています。文字は紙から読み取ったものです。"


@dataclass
class Looked:
    """A page as it was looked at, before anything is written about it."""

    number: int
    picture: str
    code: PageCode | None = None
    is_straight: bool = False
    reason: str = ""


def read_due(payload: Mapping[str, object]) -> None:
    """The act behind outbox entries of kind "paper.read"; a second time it finds the work done."""
    scan = Scan.objects.get(pk=str(payload["scan"]))
    if scan.state != Scan.State.WAITING:
        return
    try:
        looked = list(look(files.scans.read_checked(scan.sha256), scan.kind))
    except UploadProblem as problem:
        scan.state, scan.problem = Scan.State.FAILED.value, problem.message.ja
        scan.save(update_fields=["state", "problem"])
        return
    sort(scan=scan, looked=looked, at=scan.taken_at)


def look(content: bytes, kind: str) -> Iterator[Looked]:
    """Every page: its picture kept, its code read, the page laid straight."""
    for number, picture in enumerate(files.pages_of(content, kind), start=1):
        yield look_at(number, picture)


def look_at(number: int, picture: Image.Image) -> Looked:
    """One page."""
    found = codes_on(picture)
    if not found:
        return Looked(number, kept(picture), reason=BLANK if _is_blank(picture) else NO_CODE)
    try:
        code = codes.read(found[0].text)
    except NotOurs as problem:
        return Looked(number, kept(picture), reason=str(problem))
    try:
        return Looked(number, kept(straightened(picture, found[0], modules_of(found[0]))), code, is_straight=True)
    except MarksMissing:
        return Looked(number, kept(picture), code, reason=CROOKED)


def modules_of(code: Found) -> int:
    """How many modules the code has on a side: as it is drawn again from what it says."""
    drawn = qr_codes.svg(code.text)
    return int(drawn[drawn.index('viewBox="0 0 ') + 13 :].split(" ")[0]) - 8


def kept(picture: Image.Image) -> str:
    """The picture in the store, lossless; the name of its content."""
    out = io.BytesIO()
    picture.convert("L").save(out, "PNG", dpi=(300, 300))
    return files.scans.put_bytes(out.getvalue())


def _is_blank(picture: Image.Image) -> bool:
    low = picture.convert("L").resize((60, 85), Image.Resampling.BOX).getextrema()[0]
    return isinstance(low, int | float) and low >= BLANK_INK


@transaction.atomic
def sort(*, scan: Scan, looked: list[Looked], at: datetime) -> None:
    """Write down what was seen. Pages find their application by the number of the printing, also over several scans."""
    scan.refresh_from_db(from_queryset=Scan.objects.select_for_update())
    if scan.state != Scan.State.WAITING:
        return
    touched: dict[UUID, PaperApplication] = {}
    for page in sorted(looked, key=lambda one: one.number):
        application = _placed(scan, page, at)
        if application:
            touched[application.pk] = application
    for one in touched.values():
        outbox.put(kind=FINISH, key=f"{one.pk}/{scan.pk}", payload={"application": str(one.pk)})
    scan.state = Scan.State.READ.value
    scan.save(update_fields=["state"])
    detail = {"pages": len(looked), "applications": len(touched)}
    journal.write(subject=scan.subject, what="scan_read", by=SYSTEM, at=at, detail=detail)


def _placed(scan: Scan, page: Looked, at: datetime) -> PaperApplication | None:
    row = ScannedPage(scan=scan, number=page.number, picture=page.picture, is_straight=page.is_straight)
    row.reason = page.reason
    application = _application(scan, page.code, row, at) if page.code else None
    if application is not None and page.code is not None:
        if application.scanned.filter(of_form=page.code.page).exists():
            row.reason = DOUBLE.format(page=page.code.page, serial=page.code.serial)
            application = None
        else:
            row.application, row.of_form = application, page.code.page
    row.save(force_insert=True)
    return application


def _application(scan: Scan, code: PageCode, row: ScannedPage, at: datetime) -> PaperApplication | None:
    """The application of a printing: the one that stands, or a new one; None with the reason on the row."""
    standing = PaperApplication.objects.filter(serial=code.serial).first()
    if standing is not None:
        if standing.case is None:
            return standing
        row.reason = SENT.format(number=_number(standing.case))
        return None
    found = Publication.objects.filter(procedure=code.procedure, version__startswith=code.version).first()
    if found is None:
        row.reason = UNKNOWN
        return None
    printed_from = Draft.objects.filter(pk=code.draft, corrects=None).first() if code.draft else None
    if printed_from is not None and printed_from.sent_as:
        row.reason = SENT_ONLINE.format(number=_number(printed_from.sent_as))
        return None
    return _opened(scan, code, publications.version(found.version), printed_from, at)


def _number(case: UUID) -> str:
    return Case.objects.filter(pk=case).values_list("number", flat=True).first() or "受付番号不明"


def _opened(
    scan: Scan, code: PageCode, compiled: Compiled, printed_from: Draft | None, at: datetime
) -> PaperApplication | None:
    application = PaperApplication(
        procedure=compiled.id,
        version=compiled.version,
        language=code.language,
        rows=code.rows,
        serial=code.serial,
        pages=code.pages,
        is_prefilled=code.draft is not None,
        received_on=scan.received_on,
        came_at=at,
    )
    if printed_from is not None and not hasattr(printed_from, "paper"):
        is_same = codes.digest_of(printed_from.answers) == code.answers
        application.is_as_printed = is_same
        application.remarks = [] if is_same else [CHANGED]
        if printed_from.is_at_counter:
            application.remarks.append(AT_COUNTER)
        application.draft = printed_from
        take_in_hand(printed_from, compiled, scan, at)
    else:
        application.remarks = [FROM_GONE] if code.draft else []
        application.draft = open_draft(compiled, scan, at)
    application.save(force_insert=True)
    return application


def open_draft(compiled: Compiled, scan: Scan, at: datetime) -> Draft:
    """An empty draft into which the paper is entered."""
    draft = drafting.opened(compiled, "ja", {}, by=SYSTEM, at=at, channel=Channel.PAPER.value).draft
    measuring.note_start(draft, compiled, at)
    take_in_hand(draft, compiled, scan, at)
    detail = {"procedure": compiled.id, "version": compiled.version, "channel": draft.channel}
    journal.write(subject=draft.subject, what="draft_started", by=SYSTEM, at=at, detail=detail)
    return draft


def take_in_hand(draft: Draft, compiled: Compiled, scan: Scan, at: datetime) -> None:
    """The office goes on with it: the section of the procedure, or the general counter that has scanned it."""
    if draft.is_at_counter:
        return
    section = scan.section if _is_general(scan) else compiled.procedure.section
    draft.counter_id, draft.counter_name = scan.by_id or "paper", scan.by_name or "紙の申請書"
    draft.counter_section, draft.counter_since, draft.channel = section, at, Channel.PAPER.value
    draft.save(update_fields=["counter_id", "counter_name", "counter_section", "counter_since", "channel"])


def _is_general(scan: Scan) -> bool:
    return bool(scan.section) and publications.section(scan.section).general_counter
