"""What can be said in numbers about a question and each candidate, and about a question as a whole."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np

from madoguchi.assistant.ranking.asked import Asked
from madoguchi.assistant.ranking.chances import Rows
from madoguchi.assistant.ranking.channels import Channels
from madoguchi.assistant.ranking.corpus import Corpus
from madoguchi.assistant.ranking.postings import Floats, Postings

CANDIDATES = 60
_OF_TOP = 26  # how many of the columns of the best candidate describe the question too


@dataclass(frozen=True)
class Candidates:
    """The documents worth a closer look, best first by the sum of the channels, and a row of features for each."""

    places: Sequence[int]
    fused: Floats
    rows: Rows


def of_candidates(asked: Asked, corpus: Corpus, channels: Channels, fused: Floats, places: list[int]) -> Candidates:
    at = np.array(places, np.int64)
    told = _told(corpus.words, asked.forms)
    told_grams = _told(corpus.grams, asked.grams)
    covered = corpus.words.covered(asked.forms)[at]
    in_title = corpus.title_words.covered(asked.forms)[at]
    widened_title = corpus.title_words.covered(asked.widened)[at]
    title_grams = corpus.title_grams.covered(asked.grams)[at]
    told_title = _told(corpus.title_words, asked.forms)
    told_title_grams = _told(corpus.title_grams, asked.grams)
    stored_sum, stored_count = corpus.stored.gathered(channels.likeness, len(corpus.documents))
    columns = [
        covered / told,
        corpus.grams.covered(asked.grams)[at] / told_grams,
        in_title / told_title,
        in_title / (corpus.title_words.mass[at] + 1),
        widened_title / (corpus.title_words.mass[at] + 1),
        2 * title_grams / (told_title_grams + corpus.title_grams.mass[at] + 1),
        channels.words[at] / told,
        channels.grams[at] / told_grams,
        channels.title_words[at] / told_title,
        channels.title_grams[at] / told_title_grams,
        channels.stored[at],
        np.log1p(stored_sum[at]),
        channels.words[at],
        channels.grams[at],
        channels.title_words[at],
        channels.title_grams[at],
        fused[at],
        np.full(len(at), _unknown(corpus.words, asked.forms)),
        np.full(len(at), _unknown(corpus.grams, asked.grams)),
        np.full(len(at), _municipal(asked, corpus)),
        np.full(len(at), _spoken_for(asked, corpus)),
        np.full(len(at), _familiar(asked, corpus)),
        np.full(len(at), float(len(asked.forms))),
        np.full(len(at), float(len(asked.grams))),
        np.full(len(at), told),
        np.full(len(at), channels.likeness.max(initial=0)),
        *(_relative(scores[at]) for scores in _scores(channels, fused)),
        *(_rank(scores[at]) for scores in _scores(channels, fused)),
        np.log1p(stored_count[at]),
        np.log1p(corpus.words.mass[at]),
        np.log1p(corpus.title_words.mass[at]),
        _relative(stored_sum[at]),
        stored_sum[at] / (np.square(np.maximum(channels.likeness, 0)).sum() + 1e-6),
    ]
    return Candidates(places, fused[at], np.column_stack(columns).astype(np.float64))


def of_question(rows: Rows, scores: Rows) -> Rows:
    """`scores` of the candidates as they are ranked; the question is described by them and its best candidate."""
    order = np.argsort(-scores, kind="stable")
    ranked = np.zeros(10)
    ranked[: min(10, len(order))] = scores[order[:10]]
    best = rows[order[0], :_OF_TOP]
    near = rows[order[:5], :12]
    return np.concatenate(
        [
            ranked[:3],
            [ranked[0] - ranked[1], ranked[0] - ranked[4], ranked[:5].mean(), ranked.mean()],
            [ranked[0] / (ranked.sum() + 1e-6)],
            best,
            near.max(axis=0),
            rows[:, :12].max(axis=0),
        ]
    )


def _scores(channels: Channels, fused: Floats) -> Iterable[Floats]:
    return (channels.words, channels.grams, channels.title_words, channels.title_grams, channels.stored, fused)


def _told(postings: Postings, asked: Iterable[str]) -> float:
    """How much the question tells altogether, so that scores of long and short questions compare."""
    return sum(postings.rarity_of(term) for term in asked) + 1


def _unknown(postings: Postings, asked: Iterable[str]) -> float:
    terms = list(asked)
    unknown = sum(postings.rarity_of(term) for term in terms if term not in postings.terms)
    return unknown / _told(postings, terms)


def _municipal(asked: Asked, corpus: Corpus) -> float:
    """The share of the question's words that our vocabulary knows as terms."""
    known = sum((form,) in corpus.vocabulary.own for form in asked.forms)
    return known / (len(asked.forms) + 1)


def _spoken_for(asked: Asked, corpus: Corpus) -> float:
    """The share of the question's words that belong to a term of our vocabulary, of one word or several."""
    return len(corpus.vocabulary.spoken_for(asked.words)) / (len(asked.words) + 0.5)


def _familiar(asked: Asked, corpus: Corpus) -> float:
    """In how many terms of our vocabulary its words stand, in the middle."""
    counts = [corpus.vocabulary.uses.get(word.form, 0) for word in asked.words]
    return float(np.log1p(counts).mean()) if counts else 0.0


def _relative(scores: Floats) -> Floats:
    best = scores.max(initial=0)
    return scores / best if best > 0 else scores


def _rank(scores: Floats) -> Floats:
    order = np.argsort(-scores, kind="stable")
    ranks = np.empty(len(scores), np.float32)
    ranks[order] = 1 / np.arange(1, len(scores) + 1)
    return np.where(scores > 0, ranks, 0).astype(np.float32)


NOBODY = Candidates((), np.zeros(0, np.float32), np.zeros((0, 43)))
