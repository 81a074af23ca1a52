"""Whoever logs out leaves nothing open on the device: the drafts begun there are forgotten by it, not by the ward."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponseBase
from django.urls import reverse

from madoguchi.accounts.queries import is_signed_in
from madoguchi.procedures.web.entry import COOKIE, LIST_COOKIE, listed_drafts

Answer = Callable[[HttpRequest], HttpResponseBase]


def forgets_drafts(get_response: Answer) -> Answer:
    """On a shared computer the next person must not find them; their owner goes on by code or by log-in."""

    def answer(request: HttpRequest) -> HttpResponseBase:
        response = get_response(request)
        went = request.resolver_match.view_name if request.resolver_match else ""
        if went == "account_logout" and request.method == "POST" and not is_signed_in(request):
            for draft_id in listed_drafts(request):
                response.delete_cookie(COOKIE, path=reverse("procedures:draft", args=[draft_id]), samesite="Lax")
            response.delete_cookie(LIST_COOKIE, path="/", samesite="Lax")
        return response

    return answer
