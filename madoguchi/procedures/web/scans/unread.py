"""One page nobody could read: put it to an application or a case, begin with it, or say that it is none."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from madoguchi.accounts.queries import actor_of
from madoguchi.cases.web.door import desk_page
from madoguchi.kernel import clock
from madoguchi.kernel.actors import Actor
from madoguchi.kernel.refusals import Refusal, refuse_if
from madoguchi.procedures import permissions
from madoguchi.procedures.models import ScannedPage
from madoguchi.procedures.paper import entering
from madoguchi.procedures.web.counter import building
from madoguchi.procedures.web.pages import Told
from madoguchi.procedures.web.scans.pages import UnreadPage
from madoguchi.publications import queries as publications
from madoguchi.ui.fields import Choice

TOLD_HERE = {"no-case": "number", "no-procedure": "procedure", "no-application": "application"}


@require_http_methods(["GET", "HEAD", "POST"])
@desk_page
def unread(request: HttpRequest, page_id: UUID) -> HttpResponse:
    """The picture, the reason, and the four ways on."""
    page = get_object_or_404(ScannedPage.objects.select_related("scan"), pk=page_id)
    by = actor_of(request)
    refuse_if(entering.refusal_to_settle(by, page))
    if page.settled or page.application_id:
        return redirect("procedures:scans")
    if request.method != "POST":
        return render(request, "procedures/scans/unread.html", {"page": _page(request, page, by)})
    try:
        return _acted(request, page, by)
    except Refusal as refusal:
        if refusal.code not in TOLD_HERE:
            raise
        problem = Told(refusal.message, TOLD_HERE[refusal.code])
        shown = _page(request, page, by, problem)
        return render(request, "procedures/scans/unread.html", {"page": shown}, status=422)


def _acted(request: HttpRequest, page: ScannedPage, by: Actor) -> HttpResponse:
    at = clock.now()
    if "_add" in request.POST:
        waiting = {str(one.pk): one for one in entering.waiting(by)}
        application = waiting.get(request.POST.get("application", ""))
        if application is None:
            raise Refusal("加える申請を選んでください。", status=422, code="no-application")
        entering.add_page(page=page, application=application, by=by, at=at)
        return redirect("procedures:scan", application_id=application.pk)
    if "_begin" in request.POST:
        compiled = publications.in_force(request.POST.get("procedure", "")[:80])
        if compiled is None:
            raise Refusal("手続きを選んでください。", status=422, code="no-procedure")
        begun = entering.begin(page=page, compiled=compiled, by=by, at=at)
        return redirect("procedures:scan", application_id=begun.pk)
    if "_case" in request.POST:
        entering.put_on_case(page=page, number=request.POST.get("number", "")[:60], by=by, at=at)
    elif "_dismiss" in request.POST:
        entering.dismiss(page=page, by=by, at=at)
    return redirect("procedures:scans")


def _page(request: HttpRequest, page: ScannedPage, by: Actor, problem: Told | None = None) -> UnreadPage:
    return UnreadPage(
        label=f"{page.scan.name}の{page.number}枚目",
        reason=page.reason,
        picture=reverse("procedures:scanned_page", args=[page.pk]),
        url=reverse("procedures:unread_page", args=[page.pk]),
        applications=tuple(_applications(by)),
        procedures=tuple(
            Choice(one.id, one.procedure.title.ja)
            for one in publications.all_in_force()
            if permissions.refusal_to_begin_at_counter(by, one.procedure) is None
        ),
        problems=(problem,) if problem else (),
        number=request.POST.get("number", "")[:60],
        scans_url=reverse("procedures:scans"),
    )


def _applications(by: Actor) -> list[Choice]:
    found = []
    for one in entering.waiting(by):
        assert one.draft is not None  # noqa: S101 -- as it was looked for
        compiled = publications.version(one.version)
        name = building.applicant(one.draft, compiled) or "氏名はまだ"
        found.append(Choice(str(one.pk), f"{compiled.procedure.title.ja}　{name}　{one.serial}"))
    return found
