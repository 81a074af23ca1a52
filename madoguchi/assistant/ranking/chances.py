"""Probabilities from features: logistic regression as three arrays."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Rows = NDArray[np.float64]

_FAR = 6.0  # standard deviations; a feature beyond has nothing more to say


@dataclass(frozen=True)
class Chances:
    middle: Rows
    spread: Rows
    weights: Rows
    start: float

    def of(self, rows: Rows) -> Rows:
        steps = np.clip((rows - self.middle) / self.spread, -_FAR, _FAR) @ self.weights + self.start
        chances: Rows = 1 / (1 + np.exp(-np.clip(steps, -30, 30)))
        return chances


def fitted(rows: Rows, happened: NDArray[np.bool_], *, strictness: float = 0.05) -> Chances:
    middle, spread = rows.mean(axis=0), rows.std(axis=0)
    spread = np.where(spread > 1e-9, spread, 1.0)
    if happened.all() or not happened.any():
        share = (happened.sum() + 1) / (len(happened) + 2)
        return Chances(middle, spread, np.zeros(rows.shape[1]), float(np.log(share / (1 - share))))
    # Only who fits waits for scikit-learn: it takes seconds to import and begins threads, and every process would pay.
    from sklearn.linear_model import LogisticRegression

    model = LogisticRegression(C=strictness, max_iter=2000)  # type: ignore[no-untyped-call]
    model.fit(np.clip((rows - middle) / spread, -_FAR, _FAR), happened)
    return Chances(middle, spread, model.coef_[0], float(model.intercept_[0]))
