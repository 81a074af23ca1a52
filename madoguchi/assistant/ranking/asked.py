"""A question as the channels take it: terms with weights."""

from collections.abc import Mapping
from dataclasses import dataclass

from madoguchi.assistant.ranking.grams import grams
from madoguchi.assistant.ranking.kana import Readings, also_heard
from madoguchi.assistant.ranking.vocabulary import Vocabulary
from madoguchi.assistant.ranking.words import Word, forms, plain, question, words

OWN_WEIGHT = 0.35  # of a synonym that we wrote
GENERAL_WEIGHT = 0.2  # of one from the general dictionary
TRANSLATED_WEIGHT = 0.8


@dataclass(frozen=True)
class Asked:
    text: str
    words: tuple[Word, ...]
    forms: Mapping[str, float]  # the question's own words
    widened: Mapping[str, float]  # with synonyms
    grams: Mapping[str, float]
    widened_grams: Mapping[str, float]


def read(said: str, vocabulary: Vocabulary, readings: Readings, *, language: str = "ja") -> Asked:
    text = question(said)
    understood = also_heard(text, words(text), readings)
    return _asked(text, understood, vocabulary, language)


def _asked(text: str, said: list[Word], vocabulary: Vocabulary, language: str) -> Asked:
    own = dict.fromkeys((word.form for word in said), 1.0)
    own_grams = dict.fromkeys([*grams(text), *(gram for word in said for gram in grams(word.form))], 1.0)
    widened, widened_grams = dict(own), dict(own_grams)
    synonyms, general = vocabulary.beside(said)
    translated = vocabulary.translate_terms(text, language) if language != "ja" else ()
    for terms, weight in ((translated, TRANSLATED_WEIGHT), (synonyms, OWN_WEIGHT), (general, GENERAL_WEIGHT)):
        for term in terms:
            _widen(widened, forms(term), weight)
            _widen(widened_grams, grams(plain(term)), weight)
    return Asked(text, tuple(said), own, widened, own_grams, widened_grams)


def _widen(asked: dict[str, float], more: tuple[str, ...] | list[str], weight: float) -> None:
    for term in more:
        asked[term] = max(asked.get(term, 0.0), weight)
