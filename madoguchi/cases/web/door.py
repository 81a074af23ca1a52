"""The door of the desk: for officers, and in Japanese, which is the language they work in."""

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec

from django.http import HttpRequest, HttpResponseBase
from django.utils import translation

from madoguchi.accounts.web.access import officer_required

P = ParamSpec("P")
View = Callable[Concatenate[HttpRequest, P], HttpResponseBase]
JAPANESE = "ja"


def desk_page(view: View[P]) -> View[P]:
    """Only officers come in. The frame speaks Japanese like the page inside, whatever the browser asks for."""

    @wraps(view)
    def in_japanese(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
        request.LANGUAGE_CODE = JAPANESE
        with translation.override(JAPANESE):
            response = officer_required(view)(request, *args, **kwargs)
        response.headers.setdefault("Content-Language", JAPANESE)
        return response

    return in_japanese
