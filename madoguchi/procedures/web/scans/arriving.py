"""The list of what came on paper, and the button that takes a scanner's files in."""

from collections.abc import Iterator
from datetime import date

from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from madoguchi.accounts.queries import actor_of
from madoguchi.cabinet.problems import UploadProblem
from madoguchi.cases.web.door import desk_page
from madoguchi.kernel import clock
from madoguchi.kernel.actors import Actor
from madoguchi.kernel.refusals import Refusal, refuse_if
from madoguchi.procedures import permissions
from madoguchi.procedures.models import PaperApplication, Scan, ScannedPage
from madoguchi.procedures.paper import entering, taking
from madoguchi.procedures.web.counter import building
from madoguchi.procedures.web.pages import Told
from madoguchi.procedures.web.scans.pages import FailedScan, ScansPage, Unread, Waiting
from madoguchi.publications import queries as publications
from madoguchi.ui.components.shapes import Tag

MOST_FILES = 20
MOST_FAILED = 20


@require_http_methods(["GET", "HEAD", "POST"])
@desk_page
def scans(request: HttpRequest) -> HttpResponse:
    """Show what waits; a posted file is kept first and read later, by the worker."""
    by = actor_of(request)
    refuse_if(permissions.refusal_to_stand_at_counter(by))
    problems: list[Told] = []
    if request.method == "POST":
        problems = _taken(request, by)
        if not problems:
            return redirect(reverse("procedures:scans") + "?taken=1")
    page = scans_page(request, by, problems)
    return render(request, "procedures/scans/scans.html", {"page": page}, status=422 if problems else 200)


def _taken(request: HttpRequest, by: Actor) -> list[Told]:
    uploaded = request.FILES.getlist("files")[:MOST_FILES]
    day = day_in(request.POST.get("received_on", ""))
    if day is None:
        return [Told("紙が届いた日を入力してください。", "received_on")]
    if not uploaded:
        return [Told("スキャンしたファイルを選んでください。", "files")]
    return [told for file in uploaded for told in _one(file, day, by)]


def _one(file: UploadedFile, day: date, by: Actor) -> Iterator[Told]:
    assert file.file is not None  # noqa: S101 -- an upload that reached us has content
    try:
        taking.take(content=file.file, name=file.name or "", received_on=day, by=by, at=clock.now())
    except UploadProblem as problem:
        yield Told(f"「{file.name}」：{problem.message.ja}", "files")
    except Refusal as refusal:
        if refusal.code != "future":
            raise
        yield Told(refusal.message, "received_on")


def day_in(text: str) -> date | None:
    """A day as a date box sends it."""
    try:
        return date.fromisoformat(text[:10])
    except ValueError:
        return None


def scans_page(request: HttpRequest, by: Actor, problems: list[Told]) -> ScansPage:
    """What waits, what could not be read, what is being read."""
    mine = Scan.objects.filter(section__in=("", by.section))
    failed = mine.filter(state=Scan.State.FAILED).order_by("-taken_at")[:MOST_FAILED]
    today = clock.today().isoformat()
    waiting = entering.waiting(by)
    have = entering.pages_at_hand(waiting)
    return ScansPage(
        waiting=tuple(_waiting(one, have.get(one.pk, 0)) for one in waiting),
        unread=tuple(map(_unread, entering.not_read(by))),
        reading=mine.filter(state=Scan.State.WAITING).count(),
        failed=tuple(FailedScan(one.name, one.problem) for one in failed),
        problems=tuple(problems),
        received_on=request.POST.get("received_on", today)[:10],
        today=today,
        taken="取り込みました。読み取りが終わると、下に出ます。" if "taken" in request.GET else "",
    )


def _waiting(one: PaperApplication, have: int) -> Waiting:
    compiled = publications.version(one.version)
    assert one.draft is not None  # noqa: S101 -- as it was looked for
    marks = [Tag("印字", "info")] if one.is_prefilled else [Tag("手書き", "neutral")]
    marks += [Tag("ページ不足", "warning")] if have < one.pages else []
    marks += [Tag("確認事項あり", "warning")] if one.remarks else []
    return Waiting(
        url=reverse("procedures:scan", args=[one.pk]),
        title=compiled.procedure.title.ja,
        applicant=building.applicant(one.draft, compiled) or "（氏名はまだ）",
        received_on=one.received_on,
        pages=f"{have}／{one.pages}ページ",
        marks=tuple(marks),
    )


def _unread(page: ScannedPage) -> Unread:
    return Unread(
        id=str(page.pk),
        url=reverse("procedures:unread_page", args=[page.pk]),
        picture=reverse("procedures:scanned_page", args=[page.pk]),
        label=f"{page.scan.name}の{page.number}枚目",
        reason=page.reason,
    )
