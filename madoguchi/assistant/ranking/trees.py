"""Boosted regression trees as arrays: read from scikit-learn after fitting, walked in numpy, kept as JSON.

Nothing is pickled, so that a kept ranker can be loaded without trusting who wrote it.
"""

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray
from threadpoolctl import threadpool_limits  # type: ignore[import-untyped]

from madoguchi.assistant.ranking.chances import Rows

if TYPE_CHECKING:
    from sklearn.ensemble import HistGradientBoostingRegressor

Numbers = NDArray[np.int64]


@dataclass(frozen=True)
class Trees:
    """All trees' nodes one after the other; a leaf leads to itself. `roots` are where the trees begin."""

    start: float
    roots: Numbers
    column: Numbers
    threshold: Rows
    left: Numbers
    right: Numbers
    value: Rows
    depth: int

    def scores(self, rows: Rows) -> Rows:
        """The sum of what each tree says about each row."""
        node = np.repeat(self.roots[None, :], len(rows), axis=0)
        row = np.arange(len(rows))[:, None]
        for _ in range(self.depth):
            goes_left = rows[row, self.column[node]] <= self.threshold[node]
            node = np.where(goes_left, self.left[node], self.right[node])
        total: Rows = self.start + self.value[node].sum(axis=1)
        return total


def grown(rows: Rows, goals: Rows, *, trees: int = 100) -> Trees:
    """Trees fitted to the goals; seeded, so that the same rows grow the same trees."""
    # Here, not above: chances.py says why.
    from sklearn.ensemble import HistGradientBoostingRegressor

    model = HistGradientBoostingRegressor(  # type: ignore[no-untyped-call]
        max_iter=trees,
        learning_rate=0.07,
        max_leaf_nodes=12,
        min_samples_leaf=40,
        l2_regularization=5.0,
        max_features=0.4,
        early_stopping=False,
        random_state=0,
    )
    with threadpool_limits(1):  # on a busy machine its threads wait for each other longer than they work
        model.fit(rows, goals)
    return _as_arrays(model)


def _as_arrays(model: "HistGradientBoostingRegressor") -> Trees:
    nodes = [stage[0].nodes for stage in model._predictors]  # noqa: SLF001 -- the only way to the trees without a pickle
    sizes = np.array([len(tree) for tree in nodes])
    roots = np.concatenate([[0], np.cumsum(sizes)[:-1]]).astype(np.int64)
    offsets = np.repeat(roots, sizes)
    every = np.concatenate(nodes)
    own = np.arange(len(every))
    leaf = every["is_leaf"].astype(bool)
    return Trees(
        start=float(np.asarray(model._baseline_prediction).ravel()[0]),  # noqa: SLF001
        roots=roots,
        column=np.where(leaf, 0, every["feature_idx"]).astype(np.int64),
        threshold=np.where(leaf, 0.0, every["num_threshold"]),
        left=np.where(leaf, own, every["left"].astype(np.int64) + offsets),
        right=np.where(leaf, own, every["right"].astype(np.int64) + offsets),
        value=np.where(leaf, every["value"], 0.0),
        depth=int(every["depth"].max()),
    )
