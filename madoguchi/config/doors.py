"""Doors for capabilities that stand below those who know the reader: the view behind one is told who it is."""

from collections.abc import Callable
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse

from madoguchi.accounts.queries import actor_of
from madoguchi.accounts.states import Act
from madoguchi.cases.web.door import desk_page
from madoguchi.procedures import queries as procedures
from madoguchi.procedures.web import access


def desk_door(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """The view behind the door gets `by`."""

    def told_who(request: HttpRequest, /, **given: object) -> HttpResponse:
        return view(request, by=actor_of(request), **given)

    return desk_page(told_who)  # type: ignore[return-value]


def payer_door(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Payments stand below cases: who may see the application may pay for it, and the view is told what it belongs to."""

    def told_whose(request: HttpRequest, /, case_id: UUID, **given: object) -> HttpResponse:
        case = procedures.case(case_id)
        if case is None:
            raise Http404
        by = access.acting(request, case, Act.STATUS)
        back_url = reverse("procedures:case", args=[case.pk])
        return view(request, by=by, subject=case.subject, back_url=back_url, **given)

    return told_whose
