"""Acts on the cases ticked in the list, and how far an act on many has come."""

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from madoguchi.accounts import queries as accounts
from madoguchi.cases import commands, permissions, staff, together
from madoguchi.cases.models import Batch, BatchItem, BatchKind, ItemState
from madoguchi.cases.together import Progress
from madoguchi.cases.web.door import desk_page
from madoguchi.cases.web.ticked import ticked
from madoguchi.cases.web.together_pages import CLEAN, ItemRow, ProgressPage
from madoguchi.cases.web.words import moment
from madoguchi.kernel import clock, ids
from madoguchi.kernel.refusals import Refusal, refuse_if
from madoguchi.ui.components.shapes import Tag

OUTCOME_KIND = {ItemState.WAITING: "info", ItemState.DONE: "success", ItemState.REFUSED: "warning"}
ORDER = (ItemState.REFUSED, ItemState.WAITING, ItemState.DONE)
SECONDS_BETWEEN_LOOKS = "2"
OF_THE_LIST = {"begin_review": BatchKind.BEGIN_REVIEW, "assign": BatchKind.ASSIGN}


@require_POST
@desk_page
def many(request: HttpRequest) -> HttpResponse:
    """What is pressed below the list: begin the review of the ticked cases, or say who works on them."""
    by, typed = accounts.actor_of(request), request.POST
    kind = OF_THE_LIST.get(typed.get("act", ""))
    if kind is None:
        raise Refusal("処理を選んでください。", status=400, code="act-unknown")
    batch = commands.begin_batch(
        kind=kind,
        section=typed.get("section") or by.section,
        seen=ticked(typed.getlist("case")),
        press=typed.get("press") or ids.secret(),
        assign_to=staff.by_id(typed.get("officer", "")) if kind is BatchKind.ASSIGN else None,
        by=by,
        at=clock.now(),
    )
    return HttpResponseRedirect(reverse("cases:batch", args=[batch.pk]))


@require_safe
@desk_page
def batch(request: HttpRequest, batch_id: UUID) -> HttpResponse:
    """How far it has come. While cases wait the page asks again by itself, without scripts."""
    found = together.batch(batch_id)
    if found is None:
        raise Http404("no such batch")
    refuse_if(permissions.refusal_to_see_queue(accounts.actor_of(request), found.section))
    progress = together.progress(found)
    response = render(request, "cases/batch.html", {"page": _page(found, progress)})
    if not progress.is_over:
        response["Refresh"] = SECONDS_BETWEEN_LOOKS
    return response


def _page(found: Batch, progress: Progress) -> ProgressPage:
    of_clean = found.kind == BatchKind.DECIDE
    items = sorted(progress.items, key=lambda item: (ORDER.index(ItemState(item.state)), item.place))
    return ProgressPage(
        heading=found.get_kind_display(),
        what=found.title,
        total=len(items),
        done=progress.count(ItemState.DONE),
        refused=progress.count(ItemState.REFUSED),
        waiting=progress.count(ItemState.WAITING),
        items=[_item(item, found.section) for item in items],
        reload_url=reverse("cases:batch", args=[found.pk]),
        back_url=f"{reverse('cases:clean' if of_clean else 'cases:queue')}?section={found.section}",
        back_label=CLEAN if of_clean else "申請一覧",
        begun=f"{moment(found.begun_at)}　{found.officer_name}",
        tab="clean" if of_clean else "",
    )


def _item(item: BatchItem, section: str) -> ItemRow:
    state = ItemState(item.state)
    # Of a case that another section has, this one needs no more than the number it ticked.
    is_ours = item.case.section == section
    return ItemRow(
        number=item.case.number,
        url=reverse("cases:case", args=[item.case_id]) if is_ours else "",
        applicant=item.case.applicant_name if is_ours else "",
        outcome=Tag(state.label, OUTCOME_KIND[state]),
        reason=item.reason,
    )
