"""The resident's side of the counter: six digits to say, who has the draft, taking it back, and going on by QR code."""

from datetime import datetime
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from madoguchi.kernel import clock
from madoguchi.procedures import commands, handing_over, permissions, six_digits
from madoguchi.procedures.models import Draft
from madoguchi.procedures.web import building
from madoguchi.procedures.web.entry import draft_of, remember, resident_of
from madoguchi.procedures.web.pages import GoOnPage, HandOverPage
from madoguchi.publications import queries as publications


@require_http_methods(["GET", "HEAD", "POST"])
def hand_over(request: HttpRequest, draft_id: UUID) -> HttpResponse:
    """「窓口で続ける」: the digits while they are valid; once the counter has the draft, who has it."""
    draft, at = draft_of(request, draft_id), clock.now()
    if draft.sent_as:
        return redirect("procedures:done", draft_id=draft.pk)
    if request.method == "POST":
        return _posted(request, draft, at)
    refusal = None if draft.is_at_counter else permissions.refusal_to_offer(draft)
    offer = handing_over.standing_offer(draft, handing_over.COUNTER, at=at)
    page = HandOverPage(
        procedure=publications.version(draft.version).procedure.title.in_(building.language(request)),
        url=reverse("procedures:hand_over", args=[draft.pk]),
        draft_url=reverse("procedures:draft", args=[draft.pk]),
        is_at_counter=draft.is_at_counter,
        section=publications.section(draft.counter_section).name if draft.counter_section else "",
        officer=draft.counter_name,
        since=draft.counter_since,
        digits=six_digits.spaced(handing_over.digits_of(offer)) if offer and not draft.is_at_counter else "",
        valid_until=offer.valid_until if offer else None,
        refused=refusal.message if refusal else "",
    )
    return render(request, "procedures/hand_over.html", {"page": page})


def _posted(request: HttpRequest, draft: Draft, at: datetime) -> HttpResponse:
    if "_back" in request.POST:
        handing_over.take_back(draft=draft, by=resident_of(request), at=at)
        return redirect("procedures:draft", draft_id=draft.pk)
    if "_withdraw" in request.POST:
        handing_over.withdraw_offer(draft=draft, at=at)
        return redirect("procedures:draft", draft_id=draft.pk)
    handing_over.offer_to_counter(draft=draft, at=at)
    return redirect("procedures:hand_over", draft_id=draft.pk)


@require_http_methods(["GET", "HEAD", "POST"])
def go_on(request: HttpRequest, address: str) -> HttpResponse:
    """The QR code of the counter: asked once, so that a preview of the address does not use it up."""
    at = clock.now()
    if request.method == "POST":
        by = resident_of(request)
        draft = handing_over.open_on_device(address=address, by=by, at=at)
        secret = commands.resume(draft=draft, by=by, at=at)
        response = redirect("procedures:draft", draft_id=draft.pk)
        remember(request, response, draft, secret)
        return response
    offer = handing_over.offer_at(address, at=at)
    if offer is None:
        raise handing_over.gone()
    procedure = publications.version(offer.draft.version).procedure.title.in_(building.language(request))
    return render(request, "procedures/go_on.html", {"page": GoOnPage(procedure)})
