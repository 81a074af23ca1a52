"""Suggestions while one types into the search box: at most eight pages, each once, as JSON."""

import re
from collections.abc import Iterable

from django.http import HttpRequest, JsonResponse
from django.utils.cache import patch_cache_control
from django.views.decorators.http import require_safe

from madoguchi.assistant.corpus import corpus
from madoguchi.assistant.web.search import passages_for, query_of, words_of
from madoguchi.kernel import normalise
from madoguchi.kernel.passages import Kind, Passage
from madoguchi.publications import queries as publications

MOST = 8
# A page has several passages; so many are looked at to find eight pages.
LOOKED_AT = 32
SHORTEST = 2
# Words that a beginning may become, the shortest first.
BECOMES = 3
KANA_ONLY = re.compile("[ぁ-ゖァ-ヺー]{2,8}")


@require_safe
def suggestions(request: HttpRequest) -> JsonResponse:
    """`[{title, url, kind}]`; nothing for less than two characters."""
    words, query = words_of(request), query_of(request)
    found = passages_for(_finished(query), words, most=LOOKED_AT) if len(query) >= SHORTEST else ()
    lines = [
        {"title": _title(one, words.language), "url": url, "kind": words.kind(one.kind)}
        for url, one in _by_page(found).items()
    ]
    response = JsonResponse(lines[:MOST], safe=False, json_dumps_params={"ensure_ascii": False})
    patch_cache_control(response, no_store=True)
    return response


def _finished(query: str) -> str:
    """Kana still being typed: 「ひっこ」 is the beginning of 引っ越し, and as it stands it is no word at all."""
    known = corpus().readings
    if not KANA_ONLY.fullmatch(query) or (sound := normalise.kana(query)) in known:
        return query
    begun = sorted((one for one in known if one.startswith(sound)), key=lambda one: (len(one), one))
    return " ".join(known[one][0] for one in begun[:BECOMES]) or query


def _by_page(found: Iterable[Passage]) -> dict[str, Passage]:
    """The best passage of each page, in their order; a line of a table is a page of its own."""
    pages: dict[str, Passage] = {}
    for one in found:
        url = one.link.partition("#")[0] if one.kind is Kind.PROCEDURE else one.link
        pages.setdefault(url, one)
    return pages


def _title(passage: Passage, language: str) -> str:
    """What the page is called: the procedure, and not the section of it that was nearest."""
    compiled = publications.in_force(passage.procedure) if passage.kind is Kind.PROCEDURE else None
    return compiled.procedure.title.in_(language) if compiled else passage.title.in_(language)
