"""A tablet of the counter: pairing it by the address an officer has shown it, and knowing it again."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from madoguchi.kernel.refusals import Refusal
from madoguchi.procedures import tablets
from madoguchi.procedures.web.pages import PairPage

COOKIE = "counter_tablet"


@require_http_methods(["GET", "HEAD", "POST"])
def pair(request: HttpRequest, signed: str) -> HttpResponse:
    """On the tablet: one press, and it is remembered."""
    pairing = tablets.offered(signed)
    if pairing is None:
        raise Refusal(
            "このQRコードは、10分の期限が切れています。",
            way_on="窓口の画面で、新しいQRコードを出してください。",
            status=410,
            code="gone",
        )
    if request.method != "POST":
        return render(request, "procedures/pair_tablet.html", {"page": PairPage()})
    response = redirect("procedures:confirm")
    response.set_cookie(
        COOKIE,
        tablets.kept(pairing),
        max_age=tablets.PAIRED_FOR,
        path=reverse("procedures:confirm"),
        secure=request.is_secure(),
        httponly=True,
        samesite="Lax",
    )
    return response


def tablet_of(request: HttpRequest) -> str | None:
    """The pairing of the tablet that asks; None for everybody else."""
    signed = request.COOKIES.get(COOKIE, "")
    return tablets.known(signed) if signed else None
