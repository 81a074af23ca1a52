"""Addresses that answer with each kind of failure, for the tests of the middlewares."""

from django.core.exceptions import PermissionDenied, SuspiciousOperation
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import include, path

from madoguchi.kernel.refusals import Refusal


def plain(request: HttpRequest) -> HttpResponse:
    return HttpResponse(f"<html><body><p>手続きの案内 {getattr(request, 'language', '')}</p></body></html>")


def kept(request: HttpRequest) -> HttpResponse:
    return HttpResponse("図", headers={"Cache-Control": "max-age=60"})


def typed(request: HttpRequest) -> HttpResponse:
    return HttpResponse(request.POST.get("answer", "nothing"))


def refuses(request: HttpRequest) -> HttpResponse:
    raise Refusal("この申請は取り下げられません。", way_on="担当課にお電話ください。", code="already-decided")


def suspicious(request: HttpRequest) -> HttpResponse:
    raise SuspiciousOperation("forged")


def forbidden(request: HttpRequest) -> HttpResponse:
    raise PermissionDenied


def missing(request: HttpRequest) -> HttpResponse:
    raise Http404


def breaks(request: HttpRequest) -> HttpResponse:
    raise ZeroDivisionError


urlpatterns = [
    path("ui/", include("madoguchi.ui.web.urls")),
    *(
        path(f"{prefix}{view.__name__}/", view)
        for view in (plain, kept, typed, refuses, suspicious, forbidden, missing, breaks)
        for prefix in ("", "api/")
    ),
]
handler400 = "madoguchi.ui.web.failures.bad_request"
handler403 = "madoguchi.ui.web.failures.not_allowed"
handler404 = "madoguchi.ui.web.failures.not_found"
handler500 = "madoguchi.ui.web.failures.broken"
