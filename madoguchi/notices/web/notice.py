"""One notice: read on the screen, kept as PDF; and for officers, why it is held and the way to have it made again."""

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from madoguchi.accounts import queries as accounts
from madoguchi.accounts.web.access import login_required, officer_required
from madoguchi.kernel import clock
from madoguchi.kernel.actors import Actor
from madoguchi.kernel.japanese_dates import both
from madoguchi.kernel.refusals import refuse_if
from madoguchi.notices import codes, letters, permissions, queries
from madoguchi.notices import commands as notices
from madoguchi.notices.models import Notice
from madoguchi.notices.states import State
from madoguchi.notices.web.files import pdf_response
from madoguchi.notices.web.pages import NoticePage
from madoguchi.ui.components.shapes import SummaryRow
from madoguchi.ui.context import address


@require_safe
@login_required
def notice(request: HttpRequest, notice_id: UUID) -> HttpResponse:
    found, by = _found(notice_id), accounts.actor_of(request)
    notices.mark_read(notice=found, by=by, at=clock.now())
    return render(request, "notices/notice.html", {"page": notice_page(found, by)})


@require_safe
@login_required
def pdf(request: HttpRequest, notice_id: UUID) -> HttpResponse:
    found, by = _found(notice_id), accounts.actor_of(request)
    refuse_if(permissions.refusal_to_open(by, found))
    if not found.is_issued:
        raise Http404
    notices.mark_read(notice=found, by=by, at=clock.now())
    return pdf_response(found)


@require_POST
@officer_required
def release(request: HttpRequest, notice_id: UUID) -> HttpResponse:
    notices.release_held(notice=_found(notice_id), by=accounts.actor_of(request), at=clock.now())
    return HttpResponseRedirect(reverse("notices:notice", args=[notice_id]))


def notice_page(found: Notice, by: Actor) -> NoticePage:
    letter = found.content
    rows = [SummaryRow(label, letters.lines(value)) for label, value in letter.rows]
    return NoticePage(
        letter=letter,
        day=both(letter.date),
        state_label=found.state_label,
        rows=rows,
        instruction=letters.lines(letter.instruction),
        pdf_url=reverse("notices:pdf", args=[found.pk]) if found.is_issued else "",
        verify_url=f"{codes.VERIFY_PAGE}?code={codes.code_of(found.pk)}" if found.is_issued else "",
        back_url=address("cases:queue") if by.is_officer else address("procedures:my_page"),
        held_because=found.held_because,
        release_url=_release_url(found, by),
        is_preparing=found.stands is State.PREPARING,
    )


def _release_url(found: Notice, by: Actor) -> str:
    refusal = permissions.refusal_to_release(by, found)
    return "" if refusal else reverse("notices:release", args=[found.pk])


def _found(notice_id: UUID) -> Notice:
    found = queries.by_id(notice_id)
    if found is None:
        raise Http404
    return found
