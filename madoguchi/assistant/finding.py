"""The passages that come nearest to a question today, each once, with how sure the ranking is."""

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from madoguchi.assistant.corpus import corpus, passage_of, passages_today
from madoguchi.assistant.ranking import Corpus, rank
from madoguchi.kernel.passages import Kind, Passage
from madoguchi.kernel.text import LANGUAGES

MOST = 5
_SIGNS = re.compile(r"[\W_]+")


@dataclass(frozen=True)
class Nearest:
    """`passages` best first; the three figures are the ranking's own. `is_verbatim`: the first asks in the same words."""

    passages: tuple[Passage, ...]
    confidence: float
    on_topic: float
    has_page: float
    is_verbatim: bool = False


def nearest(question: str, *, language: str, most: int = MOST) -> Nearest:
    """What comes nearest; expired passages are silent."""
    return nearest_in(corpus(), passages_today(), question, language=language, most=most)


def nearest_in(
    index: Corpus, today: Mapping[str, Passage], question: str, *, language: str, most: int = MOST
) -> Nearest:
    """The same of another index: of the answers as they would be after a change."""
    ranked = rank(question, index, limit=4 * most, language=language)
    ids = dict.fromkeys(passage_of(one.id)[0] for one in ranked.found)
    found = tuple(today[id_] for id_ in ids if id_ in today)
    same = _in_these_words(question, today)
    if same is not None:
        found = (same, *(one for one in found if one.id != same.id))
    return Nearest(found[:most], ranked.confidence, ranked.on_topic, ranked.has_page, is_verbatim=same is not None)


def passage(id_: str) -> Passage | None:
    """A passage that speaks today."""
    return passages_today().get(id_)


def _in_these_words(question: str, today: Mapping[str, Passage]) -> Passage | None:
    """The one answer whose title or confirmed way of asking is the question itself, signs and width aside."""
    return _asked_as(_Same(today)).get(_key(question))


class _Same:
    """The passages of a day as a key of the cache: they are the same object until something changes."""

    def __init__(self, today: Mapping[str, Passage]) -> None:
        self.today = today

    def __hash__(self) -> int:
        return id(self.today)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Same) and other.today is self.today


@lru_cache(maxsize=2)
def _asked_as(same: _Same) -> dict[str, Passage]:
    found: dict[str, Passage] = {}
    twice: set[str] = set()
    for one in same.today.values():
        if one.kind is Kind.ANSWER:
            titles = {_key(one.title.in_(language)) for language in LANGUAGES if one.title.has(language)}
            for key in titles | {_key(question) for question in one.questions}:
                twice |= {key} if key in found else set()
                found[key] = one
    return {key: one for key, one in found.items() if key and key not in twice}


def _key(text: str) -> str:
    return _SIGNS.sub("", unicodedata.normalize("NFKC", text)).casefold()
