"""Pages that say nothing of their reader are drawn once for all who would see the same.

What is the reader's own stands in such a page as a mark: the way back, the form's token, the id of a draft. It is put
in last. What somebody typed is never remembered: a page object says by `is_anybodys` whether it holds any.
"""

from collections.abc import Mapping
from functools import lru_cache
from typing import Protocol

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.middleware.csrf import get_token
from django.template.loader import render_to_string
from django.utils.html import escape

from madoguchi.ui.components.frame import WAY_BACK, Shown, shown_to
from madoguchi.ui.context import Site

MOST_REMEMBERED = 500
TOKEN = "token-of-this-form"  # noqa: S105 -- the mark, not the token


class Page(Protocol):
    """A frozen page object: equal ones are drawn alike."""

    @property
    def is_anybodys(self) -> bool: ...

    def __hash__(self) -> int: ...


def drawn(
    request: HttpRequest, template: str, page: Page, *, own: Mapping[str, str] | None = None, status: int = 200
) -> HttpResponse:
    """The answer to a request for a page; `own` says what stands for each mark in the page."""
    html: str
    if not page.is_anybodys or settings.DEBUG:
        html = render_to_string(template, {"page": page}, request)
    else:
        html = _remembered(template, page, shown_to(Site(request)))
        html = html.replace(WAY_BACK, escape(request.get_full_path()))
        html = html.replace(TOKEN, get_token(request)) if TOKEN in html else html
    for mark, value in (own or {}).items():
        html = html.replace(mark, value)
    return HttpResponse(html, status=status)


@lru_cache(maxsize=MOST_REMEMBERED)
def _remembered(template: str, page: Page, shown: Shown) -> str:
    """`shown` is in the reader's language, and so is all that is drawn for it."""
    return render_to_string(template, {"page": page, "site": shown, "csrf_token": TOKEN, "way_back": WAY_BACK})
