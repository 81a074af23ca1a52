"""The sheet: every question at once. Each press keeps all of it before it goes anywhere."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from madoguchi.definitions.compiled import Compiled
from madoguchi.kernel import clock
from madoguchi.kernel.actors import Actor
from madoguchi.kernel.refusals import Refusal
from madoguchi.procedures import confirming, counter, filling
from madoguchi.procedures.models import Draft
from madoguchi.procedures.web import acting
from madoguchi.procedures.web.counter import building
from madoguchi.procedures.web.counter.door import desk_page, draft_in_hand
from madoguchi.procedures.web.entry import refuse_other_than_a_form
from madoguchi.publications import queries as publications


@require_http_methods(["GET", "HEAD", "POST"])
@desk_page
def sheet(request: HttpRequest, draft_id: UUID) -> HttpResponse:
    """Shown, or read, kept, and shown again with what is wrong beside each question."""
    draft, compiled, by = draft_in_hand(request, draft_id)
    if draft.sent_as:
        return redirect("procedures:counter_sent", draft_id=draft.pk)
    if request.method == "POST":
        refuse_other_than_a_form(request)
        return _posted(request, draft, compiled, by)
    page = building.sheet_page(request, draft, compiled)
    return render(request, "procedures/counter/sheet.html", {"page": page})


def _posted(request: HttpRequest, draft: Draft, compiled: Compiled, by: Actor) -> HttpResponse:
    typed, once, anchor = typed_in(request, draft, compiled, by)
    if not typed:
        raise Refusal("この画面は古くなっています。", way_on="申請を開き直してください。", status=400, code="old-page")
    asks = "_confirm" in request.POST
    counter.keep_sheet(
        draft=draft,
        compiled=compiled,
        typed=typed,
        told=asks or "_check" in request.POST,
        situation=publications.situation(),
        by=by,
        at=clock.now(),
        once=once,
    )
    if asks and not confirming.what_is_missing(compiled, draft, publications.situation()):
        return redirect("procedures:counter_confirm", draft_id=draft.pk)
    return redirect(reverse("procedures:counter_sheet", args=[draft.pk]) + (f"#{anchor}" if anchor else ""))


def typed_in(
    request: HttpRequest, draft: Draft, compiled: Compiled, by: Actor
) -> tuple[dict[str, filling.Typed], dict[str, dict[str, str]], str]:
    """What the form said, page by page, after the button inside a page has done its work."""
    on_form = set(request.POST.getlist("_page")[:200])
    pages = [page for page in compiled.procedure.pages if page.id in on_form]
    typed = {page.id: filling.typed_on(page, request.POST) for page in pages}
    act = acting.pressed(request)
    head = request.POST.get(act, "").partition(":")[0].partition(".")[0]
    page = next((page for page in pages if head in page.ask), None)
    if not act or page is None:
        return typed, {}, ""
    acted = acting.acted(request, draft, compiled, page, typed[page.id], act, by=by)
    return {**typed, page.id: acted.typed}, {page.id: acted.once}, acted.anchor
