"""Entering a paper beside its picture: the sheet of the counter, with what stands on the paper at each question."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from math import ceil
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from madoguchi.cases import permissions as case_permissions
from madoguchi.cases.commands import AlreadyApplied
from madoguchi.cases.web.door import desk_page
from madoguchi.cases.web.words import state_tag
from madoguchi.definitions.compiled import Compiled
from madoguchi.definitions.display import person
from madoguchi.definitions.journey import walk
from madoguchi.definitions.problems import AGREE
from madoguchi.kernel import clock
from madoguchi.kernel.actors import Actor
from madoguchi.kernel.japanese_dates import wareki
from madoguchi.kernel.refusals import Refusal
from madoguchi.procedures import consents, counter
from madoguchi.procedures.models import Draft, PaperApplication
from madoguchi.procedures.paper import comparing, entering, prefilling
from madoguchi.procedures.paper.entering import Unconfirmed
from madoguchi.procedures.paper.layout import laid_out
from madoguchi.procedures.web.counter import building
from madoguchi.procedures.web.counter.door import draft_in_hand
from madoguchi.procedures.web.counter.pages import SheetPart, SheetQuestion, Statement
from madoguchi.procedures.web.counter.sheet import typed_in
from madoguchi.procedures.web.entry import refuse_other_than_a_form
from madoguchi.procedures.web.pages import Told
from madoguchi.procedures.web.scans.arriving import day_in
from madoguchi.procedures.web.scans.pages import Beside, BesidePart, Comparison, EnterPage, SecondPage
from madoguchi.procedures.web.scans.pictures import application_in_hand
from madoguchi.publications import queries as publications
from madoguchi.ui.components.shapes import Tag

TAGS = {
    "same": Tag("一致", "success"),
    "unsure": Tag("要確認", "warning"),
    "differs": Tag("要確認・相違", "warning"),
    "unclear": Tag("要確認・不明", "warning"),
    "read": Tag("参考", "info"),
}
SEE = "紙と見比べて、しるしを付けてください。"
NOT_READ = "まだ文字を読み取っていません。ページ全体の写真で、すべての欄を見比べてください。"
ALL_CONFIRMED = Unconfirmed((), (), is_signed=True)
SIGN = "署名があることを、紙で確かめてください。"


@require_http_methods(["GET", "HEAD", "POST"])
@desk_page
def enter(request: HttpRequest, application_id: UUID) -> HttpResponse:
    """Shown, or read, kept, and shown again with what is wrong beside each question."""
    application, draft, compiled, by = _in_hand(request, application_id)
    if draft.sent_as:
        return redirect("procedures:counter_sent", draft_id=draft.pk)
    if request.method == "POST":
        refuse_other_than_a_form(request)
        return _kept(request, application, draft, compiled, by)
    return render(request, "procedures/scans/enter.html", {"page": _page(request, application, draft, compiled)})


def _in_hand(request: HttpRequest, application_id: UUID) -> tuple[PaperApplication, Draft, Compiled, Actor]:
    """That an officer sees it is in the journal before it is shown."""
    application = application_in_hand(request, application_id)
    assert application.draft_id is not None  # noqa: S101 -- asked just now
    draft, compiled, by = draft_in_hand(request, application.draft_id)
    return application, draft, compiled, by


def _kept(
    request: HttpRequest, application: PaperApplication, draft: Draft, compiled: Compiled, by: Actor
) -> HttpResponse:
    typed, once, anchor = typed_in(request, draft, compiled, by)
    if not typed:
        raise Refusal("この画面は古くなっています。", way_on="申請を開き直してください。", status=400, code="old-page")
    counter.keep_sheet(
        draft=draft,
        compiled=compiled,
        typed=typed,
        told="_check" in request.POST,
        situation=publications.situation(),
        by=by,
        at=clock.now(),
        once=once,
    )
    return redirect(reverse("procedures:scan", args=[application.pk]) + (f"#{anchor}" if anchor else ""))


@require_POST
@desk_page
def send(request: HttpRequest, application_id: UUID) -> HttpResponse:
    """Send it, once signature and statements were seen on the paper."""
    application, draft, compiled, by = _in_hand(request, application_id)
    day = day_in(request.POST.get("received_on", ""))
    if day is None:
        return _again(request, application, draft, compiled, day_error="紙が届いた日を入力してください。")
    agreed = request.POST.getlist("agreed")[:200]
    try:
        unconfirmed = entering.send(
            application=application,
            compiled=compiled,
            received_on=day,
            signed=bool(request.POST.get("signed")),
            agreed=agreed,
            seen=request.POST.getlist("seen")[:200],
            by=by,
            at=clock.now(),
        )
    except AlreadyApplied as already:
        page = _second_page(application, draft, compiled, already, by)
        return render(request, "procedures/scans/second.html", {"page": page}, status=409)
    except Refusal as refusal:
        if refusal.code == "future":
            return _again(request, application, draft, compiled, day_error=refusal.message)
        if refusal.code != "incomplete":
            raise
        return _again(request, application, draft, compiled, incomplete=refusal.message)
    if unconfirmed:
        return _again(request, application, draft, compiled, unconfirmed=unconfirmed)
    return redirect("procedures:counter_sent", draft_id=draft.pk)


def _again(
    request: HttpRequest,
    application: PaperApplication,
    draft: Draft,
    compiled: Compiled,
    *,
    unconfirmed: Unconfirmed = ALL_CONFIRMED,
    day_error: str = "",
    incomplete: str = "",
) -> HttpResponse:
    draft.refresh_from_db()
    page = _page(request, application, draft, compiled)
    comparisons = tuple(replace(one, error=SEE if one.path in unconfirmed.unseen else "") for one in page.comparisons)
    told = [Told(f"「{one.label}」：{SEE}", one.anchor) for one in comparisons if one.error]
    told += [Told(AGREE.ja, f"agreed-{path}") for path in unconfirmed.statements]
    told += [] if unconfirmed.is_signed else [Told(SIGN, "signed")]
    told += [Told(day_error, "received_on")] if day_error else []
    told += [Told(incomplete, "standing")] if incomplete else []
    page = replace(
        page,
        missing=tuple(told),
        statements=tuple(
            replace(one, error=AGREE.ja if one.path in unconfirmed.statements else "") for one in page.statements
        ),
        comparisons=comparisons,
        signed_error="" if unconfirmed.is_signed else SIGN,
        day_error=day_error,
    )
    return render(request, "procedures/scans/enter.html", {"page": page}, status=422)


def _page(request: HttpRequest, application: PaperApplication, draft: Draft, compiled: Compiled) -> EnterPage:
    sheet = building.sheet_page(request, draft, compiled)
    printed = publications.version(application.version)
    pieces = _pieces(application, printed)
    posted = request.POST.get("received_on", "")[:10]
    return EnterPage(
        sheet=sheet,
        url=reverse("procedures:scan", args=[application.pk]),
        send_url=reverse("procedures:scan_send", args=[application.pk]),
        parts=tuple(_parts(sheet.parts, pieces, prefilling.hints(application, printed, draft))),
        pictures=tuple(
            (reverse("procedures:scanned_page", args=[page.pk]), f"{page.scan.name}の{page.number}枚目")
            for page in application.scanned.select_related("scan").order_by("of_form", "id")
        ),
        remarks=tuple(map(str, application.remarks)),
        statements=tuple(_statements(request, draft, compiled)),
        comparisons=tuple(_comparisons(request, printed, comparing.to_see(application, printed, draft), pieces)),
        missing=(),
        received_on=posted or application.received_on.isoformat(),
        today=clock.today().isoformat(),
        serial=application.serial,
        version=application.version,
        is_read=bool(application.searchable),
        searchable_url=reverse("procedures:scan_pdf", args=[application.pk]) if application.searchable else "",
        scans_url=reverse("procedures:scans"),
        came_at=application.came_at,
    )


def _parts(
    parts: Sequence[SheetPart], pieces: Mapping[str, list[str]], hints: Mapping[str, list[prefilling.Hint]]
) -> Iterator[BesidePart]:
    for part in parts:
        yield BesidePart(part, tuple(_beside(one, pieces, hints) for one in part.questions))


def _beside(one: SheetQuestion, pieces: Mapping[str, list[str]], hints: Mapping[str, list[prefilling.Hint]]) -> Beside:
    said = tuple((TAGS[hint.kind], hint.words) for hint in hints.get(one.path, []))
    return Beside(one, tuple(pieces.get(one.path, ())), said)


def _pieces(application: PaperApplication, printed: Compiled) -> dict[str, list[str]]:
    """The address of each question's picture, and of each in a row, on those pages that lie straight."""
    if not application.serial:
        return {}
    straight = set(application.scanned.filter(is_straight=True).values_list("of_form", flat=True))
    form = laid_out(printed, application.language, application.rows)
    return {
        path: [
            reverse("procedures:scan_piece", args=[application.pk, page, int(top), min(297, ceil(bottom))])
            for page, top, bottom in form.areas_of(path)
            if page in straight
        ]
        for path in (*printed.procedure.data, *form.paths())
    }


def _statements(request: HttpRequest, draft: Draft, compiled: Compiled) -> Iterator[Statement]:
    at = publications.situation()
    ticked = set(request.POST.getlist("agreed"))
    for one in consents.asked(compiled, walk(compiled, draft.answers, today=at.today), at):
        yield Statement(one.path, one.question.label.ja, one.required, one.path in ticked)


def _comparisons(
    request: HttpRequest, printed: Compiled, asked: Sequence[comparing.ToSee], pieces: Mapping[str, list[str]]
) -> Iterator[Comparison]:
    ticked = set(request.POST.getlist("seen"))
    for one in asked:
        is_whole = one.path == comparing.WHOLE
        yield Comparison(
            path=one.path,
            label="すべての欄" if is_whole else printed.procedure.data[one.path].label.ja,
            why=NOT_READ if is_whole else "　".join(hint.words for hint in one.hints),
            pictures=tuple(dict.fromkeys(address for hint in one.hints for address in _at(pieces, hint.place))),
            is_seen=one.path in ticked,
        )


def _at(pieces: Mapping[str, list[str]], place: str) -> list[str]:
    """The picture of a place: of its own row where it stands in a group."""
    while place and place not in pieces:
        place = place.rpartition(".")[0]
    return pieces.get(place, [])


def _second_page(
    application: PaperApplication, draft: Draft, compiled: Compiled, already: AlreadyApplied, by: Actor
) -> SecondPage:
    case = already.case
    name = person(draft.answers.get(compiled.procedure.applicant.name)).full
    may_open = case_permissions.refusal_to_view(by, case) is None
    letter = LETTER.format(
        name=name, title=case.title, number=case.number, message=already.message, day=wareki(case.received_at.date())
    )
    return SecondPage(
        title=case.title,
        message=already.message,
        number=case.number,
        state=state_tag(case.stands),
        received_at=case.received_at,
        case_url=reverse("cases:case", args=[case.pk]) if may_open else "",
        enter_url=reverse("procedures:scan", args=[application.pk]),
        scans_url=reverse("procedures:scans"),
        letter=letter,
    )


LETTER = """{name} 様

このたびは「{title}」の申請書をお送りいただき、ありがとうございます。
{message}
同じ申請を、{day}に受け付けています（受付番号 {number}）。手続きは進んでいますので、もう一度出していただく必要はありません。"""
