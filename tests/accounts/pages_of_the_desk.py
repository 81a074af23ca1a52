"""A page for officers and a page for whoever has logged in, for the tests of the door."""

from django.http import HttpRequest, HttpResponse
from django.urls import include, path

from madoguchi.accounts import queries as accounts
from madoguchi.accounts.web.access import login_required, officer_required


@officer_required
def desk(request: HttpRequest) -> HttpResponse:
    by = accounts.actor_of(request)
    return HttpResponse(f"{by.name} {by.section} {' '.join(sorted(by.roles))}")


@login_required
def own(request: HttpRequest) -> HttpResponse:
    return HttpResponse(f"{accounts.actor_of(request).kind} {accounts.actor_of(request).id}")


def anyone(request: HttpRequest) -> HttpResponse:
    by = accounts.actor_of(request)
    return HttpResponse(f"{by.kind} [{by.id}] [{by.section}] {len(by.roles)}")


urlpatterns = [
    path("ui/", include("madoguchi.ui.web.urls")),
    path("account/", include("madoguchi.accounts.web.urls")),
    path("desk/", desk),
    path("own/", own),
    path("anyone/", anyone),
]
handler400 = "madoguchi.ui.web.failures.bad_request"
handler403 = "madoguchi.ui.web.failures.not_allowed"
handler404 = "madoguchi.ui.web.failures.not_found"
handler500 = "madoguchi.ui.web.failures.broken"
