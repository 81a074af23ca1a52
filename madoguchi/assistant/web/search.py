"""The search of the whole site: one list of pages that answer, each with the sentence that does."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.cache import patch_cache_control
from django.views.decorators.http import require_safe

from madoguchi.assistant import extracting, finding
from madoguchi.assistant.reading import language_of
from madoguchi.assistant.web.search_pages import Crumbs, Result, ResultsPage, Way
from madoguchi.assistant.web.search_words import Words
from madoguchi.kernel import normalise
from madoguchi.kernel.passages import Passage
from madoguchi.publications import queries as publications
from madoguchi.ui.context import address

LONGEST_QUERY = 200
MOST = 10
WAYS = (
    ("chat", "assistant:chat"),
    ("all_answers", "search:answers"),
    ("all_procedures", "procedures:list"),
    ("all_events", "procedures:events"),
    ("consultations", "publications:consultations"),
    ("facilities", "publications:facilities"),
)


@require_safe
def results(request: HttpRequest) -> HttpResponse:
    """What answers the words of `?q=`. They stand in no log of ours, and no cache keeps the page."""
    words = words_of(request)
    query = query_of(request)
    found = passages_for(query, words, most=MOST) if query else ()
    page = ResultsPage(
        words=words,
        crumbs=crumbs_to(words, (words["search"], "")),
        heading=words["found"].format(query) if query else words["search"],
        query=query,
        results=tuple(result(passage, query, words) for passage in found),
        count=words["count"].format(len(found)),
        ways=ways_on(words),
    )
    response = render(request, "assistant/results.html", {"page": page})
    patch_cache_control(response, no_store=True)
    return response


def passages_for(query: str, words: Words, *, most: int) -> tuple[Passage, ...]:
    """What comes nearest, in the language of the query: 「引っ越し」 is Japanese on an English page too."""
    return finding.nearest(query, language=language_of(query, reader=words.language), most=most).passages


def words_of(request: HttpRequest) -> Words:
    """The words in the reader's language."""
    return Words(str(getattr(request, "language", "ja")))


def query_of(request: HttpRequest) -> str:
    """What was typed, without control characters, and no longer than a question is."""
    return normalise.one_line(request.GET.get("q", "")[:LONGEST_QUERY])


def crumbs_to(words: Words, *way: tuple[str, str]) -> Crumbs:
    """From the top to here."""
    return ((words["top"], address("procedures:home") or "/"), *way)


def result(passage: Passage, query: str, words: Words) -> Result:
    """A passage as a line of the list: the sentences nearest to the question, not the first ones."""
    language = words.language
    shown = passage.body.language_shown(language)
    said, cut = extracting.best(passage.body.in_(language), query, language=shown)
    section = publications.section(passage.owner)
    return Result(
        kind=words.kind(passage.kind),
        title=passage.title.in_(language),
        title_language=_foreign(passage.title.language_shown(language), language),
        url=passage.link,
        text=("" if shown in {"ja", "easy", "zh-hans"} else " ").join(said) + ("…" if cut else ""),
        text_language=_foreign(shown, language),
        owner=section.name,
        reviewed=passage.reviewed,
        unverified=passage.demo,
    )


def ways_on(words: Words) -> tuple[Way, ...]:
    """Where somebody may turn who did not find it: each way there is, and the telephone."""
    ward = publications.ward()
    ways = [Way(words[name], url) for name, place in WAYS if (url := address(place))]
    return (*ways, Way(words["call"].format(ward.phone_centre, ward.phone), f"tel:{ward.phone}"))


def _foreign(shown: str, language: str) -> str:
    """The value of lang="" where a text stands in another language than the page."""
    return "" if shown == language or language == "easy" else shown
