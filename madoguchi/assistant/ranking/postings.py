"""An inverted index as three arrays, with the BM25 weight of each entry worked out beforehand."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]
Places = NDArray[np.int32]

K1 = 1.2
B = 0.75


@dataclass(frozen=True)
class Postings:
    """For the term `terms[t]`, the entries `starts[t]` to `starts[t + 1]` of `places` and `weights`."""

    size: int  # how many texts
    terms: Mapping[str, int]
    starts: NDArray[np.int64]
    places: Places
    weights: Floats
    rarity: Floats  # by term: the idf
    mass: Floats  # by text: the idf of its different terms together

    def scores(self, asked: Mapping[str, float]) -> Floats:
        """BM25 of every text for terms with their weights."""
        total = np.zeros(self.size, dtype=np.float32)
        for term, weight in asked.items():
            if (number := self.terms.get(term)) is not None:
                entries = slice(self.starts[number], self.starts[number + 1])
                total[self.places[entries]] += np.float32(weight) * self.weights[entries]
        return total

    def covered(self, asked: Iterable[str]) -> Floats:
        """For every text, the idf of those terms that it has."""
        total = np.zeros(self.size, dtype=np.float32)
        for term in asked:
            if (number := self.terms.get(term)) is not None:
                total[self.places[self.starts[number] : self.starts[number + 1]]] += self.rarity[number]
        return total

    def rarity_of(self, term: str) -> float:
        """How much a term tells; one that stands nowhere tells as much as the rarest."""
        number = self.terms.get(term)
        return float(np.log(1 + (self.size + 0.5) / 0.5)) if number is None else float(self.rarity[number])


class Growing:
    """An index to which texts are added; it keeps numbers only, so that ten thousand texts stay small."""

    def __init__(self) -> None:
        self._terms: dict[str, int] = {}
        self._numbers: list[NDArray[np.int32]] = []
        self._counts: list[NDArray[np.int32]] = []

    def add(self, text: Iterable[str]) -> None:
        counted = Counter(text)
        numbers = (self._terms.setdefault(term, len(self._terms)) for term in counted)
        self._numbers.append(np.fromiter(numbers, np.int32, len(counted)))
        self._counts.append(np.fromiter(counted.values(), np.int32, len(counted)))

    def done(self) -> Postings:
        return _arranged(self._terms, self._numbers, self._counts)


def index(texts: Iterable[Iterable[str]]) -> Postings:
    growing = Growing()
    for text in texts:
        growing.add(text)
    return growing.done()


def _arranged(terms: dict[str, int], numbers: list[Places], counts: list[Places]) -> Postings:
    size = len(numbers)
    term_of = np.concatenate(numbers) if size else np.zeros(0, np.int32)
    count_of = (np.concatenate(counts) if size else np.zeros(0, np.int32)).astype(np.float32)
    place_of = np.repeat(np.arange(size, dtype=np.int32), [len(one) for one in numbers])
    lengths = np.array([one.sum() for one in counts], dtype=np.float32)
    average = float(lengths.mean()) if size and lengths.any() else 1.0
    frequency = np.bincount(term_of, minlength=len(terms)).astype(np.float32)
    rarity = np.log(1 + (size - frequency + 0.5) / (frequency + 0.5)).astype(np.float32)
    damping = K1 * (1 - B + B * lengths[place_of] / average) if size else count_of
    weights = rarity[term_of] * count_of * (K1 + 1) / (count_of + damping) if size else count_of
    order = np.argsort(term_of, kind="stable")
    starts = np.concatenate([np.zeros(1, np.int64), np.cumsum(frequency, dtype=np.int64)])
    mass = np.bincount(place_of, weights=rarity[term_of], minlength=size).astype(np.float32)
    return Postings(size, terms, starts, place_of[order], weights[order].astype(np.float32), rarity, mass)
