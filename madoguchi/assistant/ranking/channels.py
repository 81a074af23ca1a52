"""The ways in which a question is compared with every document, and their weighted sum."""

from collections.abc import Collection
from dataclasses import dataclass

from madoguchi.assistant.ranking.asked import Asked
from madoguchi.assistant.ranking.corpus import Corpus
from madoguchi.assistant.ranking.postings import Floats


@dataclass(frozen=True)
class Weights:
    words: float = 1.0
    grams: float = 0.65
    title_words: float = 0.2
    title_grams: float = 0.35
    stored: float = 1.5  # of a likeness from 0 to 1: a question like none before is not helped by the least unlike


WEIGHTS = Weights()


@dataclass(frozen=True)
class Channels:
    """A score of each document in each channel, as BM25 gives it."""

    words: Floats
    grams: Floats
    title_words: Floats
    title_grams: Floats
    stored: Floats
    likeness: Floats  # of each stored text

    def fused(self, weights: Weights = WEIGHTS) -> Floats:
        total: Floats = weights.words * _by_best(self.words)
        total += weights.grams * _by_best(self.grams)
        total += weights.title_words * _by_best(self.title_words)
        total += weights.title_grams * _by_best(self.title_grams)
        total += weights.stored * self.stored
        return total


def compare(asked: Asked, corpus: Corpus, *, without: Collection[str] = (), hidden: Collection[int] = ()) -> Channels:
    """`hidden` documents score nothing, as if they were not there; `without` names askers whose questions are not."""
    likeness = corpus.stored.likeness(asked, without=without)
    channels = Channels(
        words=corpus.words.scores(asked.widened),
        grams=corpus.grams.scores(asked.widened_grams),
        title_words=corpus.title_words.scores(asked.widened),
        title_grams=corpus.title_grams.scores(asked.widened_grams),
        stored=corpus.stored.pooled(likeness, len(corpus.documents)),
        likeness=likeness,
    )
    if hidden:
        places = list(hidden)
        for scores in (channels.words, channels.grams, channels.title_words, channels.title_grams, channels.stored):
            scores[places] = 0
    return channels


def _by_best(scores: Floats) -> Floats:
    best = scores.max(initial=0)
    return scores / best if best > 0 else scores
