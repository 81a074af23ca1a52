"""The addresses of payments; the installation says who stands at the doors."""

from collections.abc import Callable

from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.urls import URLPattern, path

from madoguchi.payments.web import card_messages, desk, resident

Door = Callable[[Callable[..., HttpResponse]], Callable[..., HttpResponseBase]]


def patterns(*, payer_door: Door, desk_door: Door) -> list[URLPattern]:
    """The payer's pages below their application's, the desk's below the desk's, and where messages come in."""
    mine = "status/<uuid:case_id>/pay/<uuid:payment_id>/"
    one = "desk/payments/<uuid:payment_id>/"
    return [
        path(mine, payer_door(resident.payment), name="payment"),
        path(f"{mine}card/", payer_door(resident.card), name="card"),
        path(f"{mine}back/", payer_door(resident.back), name="back"),
        path(f"{mine}receipt/", payer_door(resident.receipt), name="receipt"),
        path(f"{mine}receipt.json", payer_door(resident.receipt_file), name="receipt_file"),
        path("desk/payments/", desk_door(desk.desk), name="desk"),
        path(one, desk_door(desk.payment), name="desk_payment"),
        path(f"{one}take/", desk_door(desk.take), name="take"),
        path(f"{one}waive/", desk_door(desk.waive), name="waive"),
        path(f"{one}refund/", desk_door(desk.refund), name="refund"),
        path(f"{one}receipt/", desk_door(desk.receipt), name="desk_receipt"),
        path("desk/payments/close/", desk_door(desk.close), name="close"),
        path("desk/payments/differences/<int:pk>/", desk_door(desk.settle), name="settle"),
        path("desk/payments/days/<str:day>.csv", desk_door(desk.day_file), name="day_file"),
        path("payments/webhook/", card_messages.webhook, name="webhook"),
    ]
