"""Pairing a tablet of the counter: the officer's page with the QR code."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from madoguchi.accounts.queries import actor_of
from madoguchi.kernel import clock, qr_codes
from madoguchi.kernel.refusals import refuse_if
from madoguchi.procedures import permissions, tablets
from madoguchi.procedures.web.counter.door import desk_page
from madoguchi.procedures.web.counter.pages import TabletPage


@require_http_methods(["GET", "HEAD", "POST"])
@desk_page
def offer(request: HttpRequest) -> HttpResponse:
    """The button, and after it the QR code for ten minutes."""
    by, address = actor_of(request), ""
    refuse_if(permissions.refusal_to_stand_at_counter(by))
    if request.method == "POST":
        signed = tablets.offer(by=by, at=clock.now())
        address = f"{settings.PUBLIC_ADDRESS}{reverse('procedures:pair_tablet', args=[signed])}"
    page = TabletPage(qr=qr_codes.svg(address) if address else "", address=address)
    return render(request, "procedures/counter/tablet.html", {"page": page})
