"""Addresses of handing over, below /desk/handovers/."""

from collections.abc import Callable

from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.urls import URLPattern, path

from madoguchi.handover.web import desk, webhooks

Door = Callable[[Callable[..., HttpResponse]], Callable[..., HttpResponseBase]]

app_name = "handover"


def patterns(door: Door) -> list[URLPattern]:
    """The desk's views are told by the door who it is."""
    return [
        path("", door(desk.handovers), name="desk"),
        path("webhooks/", door(webhooks.page), name="webhooks"),
        path("webhooks/<uuid:client_id>/secret/", door(webhooks.change_secret), name="secret"),
        path("webhooks/<uuid:client_id>/stop/", door(webhooks.stop), name="stop"),
        path("webhooks/<uuid:client_id>/ping/", door(webhooks.ping), name="ping"),
        path("webhooks/deliveries/<uuid:delivery_id>/again/", door(webhooks.again), name="again"),
        path("lines/<int:line_id>/settle/", door(desk.settle), name="settle"),
        path("<slug:system>/<int:sequence>/download/", door(desk.download), name="download"),
        path("<slug:system>/<int:sequence>/resend/", door(desk.resend), name="resend"),
    ]
