"""The logistic regression of both trainers: fitted on standardised columns, and written down so that a person can read it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray


def fit(
    x: NDArray[np.float64],
    y: NDArray[np.int64],
    weight: NDArray[np.float64],
    strength: float,
    columns: Sequence[int] | None = None,
) -> dict[str, Any]:
    """Return a logistic regression (`strength`: its C) on standardised columns; columns left out get weight 0."""
    from sklearn.linear_model import LogisticRegression

    mean, scale = x.mean(0), x.std(0)
    scale[scale < 1e-9] = 1.0
    use = list(range(x.shape[1])) if columns is None else list(columns)
    z = (x - mean) / scale
    model = LogisticRegression(C=strength, max_iter=3000).fit(z[:, use], y, sample_weight=weight)
    w = np.zeros(x.shape[1])
    w[use] = model.coef_[0]
    return {"mean": mean, "scale": scale, "weights": w, "intercept": float(model.intercept_[0])}


def written(model: dict[str, Any], names: Iterable[str]) -> dict[str, Any]:
    """Return a model as its file holds it: "intercept", and in "features" one row a column."""
    rows = [
        {"name": n, "weight": round(float(w), 4), "mean": round(float(m), 4), "scale": round(float(s), 4)}
        for n, w, m, s in zip(names, model["weights"], model["mean"], model["scale"], strict=True)
    ]
    return {"intercept": round(float(model["intercept"]), 4), "features": rows}
