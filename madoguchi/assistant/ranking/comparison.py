"""Whether one way of ranking beats another, on questions that neither has learned from."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from madoguchi.assistant.ranking import measures
from madoguchi.assistant.ranking.corpus import Corpus
from madoguchi.assistant.ranking.search import rank
from madoguchi.assistant.ranking.sets import Judged


@dataclass(frozen=True)
class Comparison:
    """The gain in nDCG@10 of the new over the present, with the middle 95 % of its resampled values."""

    present: float
    new: float
    gain: float
    low: float
    high: float
    questions: int

    @property
    def is_better(self) -> bool:
        """Better on the whole, and surely not much worse."""
        return self.gain > 0 and self.low > -self.gain


def better_than(present: Corpus, new: Corpus, held_out: Sequence[Judged]) -> Comparison:
    before = np.array([_of(question, present) for question in held_out])
    after = np.array([_of(question, new) for question in held_out])
    gain = measures.with_interval(after - before)
    return Comparison(float(before.mean()), float(after.mean()), gain.value, gain.low, gain.high, len(held_out))


def _of(question: Judged, corpus: Corpus) -> float:
    return measures.of_question(rank(question.text, corpus).ids, question.grades)["nDCG@10"]
