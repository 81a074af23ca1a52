"""The questions known to belong to documents, searched like small documents of their own."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from madoguchi.assistant.ranking.asked import Asked
from madoguchi.assistant.ranking.documents import StoredQuestion
from madoguchi.assistant.ranking.grams import grams
from madoguchi.assistant.ranking.postings import Floats, Places, Postings, index
from madoguchi.assistant.ranking.words import question, words

_AWAY = np.float32(-1)  # no likeness: the text counts as not stored
FULL = 2.0  # the weight of a question that its document answers


@dataclass(frozen=True)
class Stored:
    """Each different text once; `links` say which text stands on which document, and how strongly."""

    texts: tuple[str, ...]
    askers: tuple[frozenset[str], ...]
    words: Postings
    grams: Postings
    link_texts: Places
    link_documents: Places
    link_weights: Floats

    def likeness(self, asked: Asked, *, without: Collection[str] = ()) -> Floats:
        """How alike each stored text is to the question; texts of the askers `without` count as not stored."""
        if not self.texts:
            return np.zeros(0, np.float32)
        scores: Floats = 0.5 * _shared(self.words, asked.forms) + 0.5 * _shared(self.grams, asked.grams)
        if without:
            scores[[bool(askers.intersection(without)) for askers in self.askers]] = _AWAY
        return scores

    def pooled(self, likeness: Floats, size: int) -> Floats:
        """For each document, the most alike of its questions."""
        best = np.zeros(size, np.float32)
        if len(self.link_texts):
            np.maximum.at(best, self.link_documents, likeness[self.link_texts] * self.link_weights)
        return best

    def gathered(self, likeness: Floats, size: int) -> tuple[Floats, Floats]:
        """For each document, how alike its questions are altogether, and how many it has."""
        gathered = np.zeros(size, np.float32)
        counted = np.zeros(size, np.float32)
        alike = likeness[self.link_texts]
        there = np.where(alike >= 0, self.link_weights, 0)
        np.add.at(gathered, self.link_documents, alike**2 * there)
        np.add.at(counted, self.link_documents, there)
        return gathered, counted


def _shared(postings: Postings, asked: Mapping[str, float]) -> Floats:
    """What question and text have in common, as a part of what the two have together."""
    common = postings.covered(asked)
    told = sum(postings.rarity_of(term) for term in asked)
    shared: Floats = common / np.maximum(postings.mass + np.float32(told) - common, np.float32(1e-6))
    return shared


def store(questions: Sequence[StoredQuestion], places: Mapping[str, int]) -> Stored:
    known = [one for one in questions if one.document in places and one.text.strip()]
    numbers: dict[str, int] = {}
    askers: dict[str, set[str]] = {}
    for one in known:
        numbers.setdefault(one.text, len(numbers))
        askers.setdefault(one.text, set()).update({one.asker} - {""})
    plain_texts = [question(text) for text in numbers]
    return Stored(
        texts=tuple(numbers),
        askers=tuple(frozenset(askers[text]) for text in numbers),
        words=index([word.form for word in words(text)] for text in plain_texts),
        grams=index(grams(text) for text in plain_texts),
        link_texts=_places([numbers[one.text] for one in known]),
        link_documents=_places([places[one.document] for one in known]),
        link_weights=np.array([min(one.weight, FULL) / FULL for one in known], np.float32),
    )


def _places(numbers: list[int]) -> NDArray[np.int32]:
    return np.array(numbers, np.int32)
