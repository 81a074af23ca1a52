"""Figures of a ranking: how far the judged pages stand in front, with intervals by resampling the questions."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

DEPTH = 10
RIGHT = 2.0  # the grade of a page that fully answers
_TIMES = 2_000
Figures = NDArray[np.float64]


@dataclass(frozen=True)
class Figure:
    value: float
    low: float
    high: float


def of_question(ids: Sequence[str], grades: Mapping[str, float]) -> dict[str, float]:
    """Linear gain over the ideal order of all that was judged; A-S@k counts fully right pages only."""
    gains = [grades.get(document, 0.0) for document in ids[:DEPTH]]
    judged = sum(grade > 0 for grade in grades.values())
    first = next((place for place, gain in enumerate(gains, start=1) if gain > 0), 0)
    figures = {
        "nDCG@10": _discounted(gains) / _discounted(sorted(grades.values(), reverse=True)[:DEPTH]),
        "Recall@10": sum(gain > 0 for gain in gains) / judged,
        "MRR@10": 1 / first if first else 0.0,
    }
    for depth in (1, 3, 10):
        figures[f"S@{depth}"] = float(any(gain > 0 for gain in gains[:depth]))
    for depth in (1, 3, 10):
        figures[f"A-S@{depth}"] = float(any(gain >= RIGHT for gain in gains[:depth]))
    return figures


def summary(rows: Sequence[Mapping[str, float]]) -> dict[str, Figure]:
    return {name: with_interval(np.array([row[name] for row in rows])) for name in rows[0]}


def with_interval(values: Figures) -> Figure:
    """The mean, and the middle 95 % of the means of resampled questions; seeded, so that it repeats."""
    random = np.random.default_rng(0)
    means = np.array([values[random.integers(0, len(values), len(values))].mean() for _ in range(_TIMES)])
    low, high = np.quantile(means, [0.025, 0.975])
    return Figure(float(values.mean()), float(low), float(high))


def auroc(higher: Sequence[float], lower: Sequence[float]) -> float:
    """The chance that one of the first scores above one of the second; equals count half."""
    both = np.concatenate([np.asarray(higher, float), np.asarray(lower, float)])
    _, inverse, counts = np.unique(both, return_inverse=True, return_counts=True)
    last = np.cumsum(counts)
    ranks = (last - (counts - 1) / 2)[inverse]
    ahead = ranks[: len(higher)].sum() - len(higher) * (len(higher) + 1) / 2
    return float(ahead / (len(higher) * len(lower)))


def at_coverage(sureness: Sequence[float], hits: Sequence[float], share: float) -> float:
    """The hits among the share of questions that the ranking is surest of."""
    kept = max(1, round(share * len(sureness)))
    order = np.argsort(-np.asarray(sureness), kind="stable")[:kept]
    return float(np.asarray(hits)[order].mean())


def _discounted(gains: Sequence[float]) -> float:
    return float(sum(gain / np.log2(place + 1) for place, gain in enumerate(gains, start=1)))
