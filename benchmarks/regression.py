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
    signs: Sequence[int] = (),
) -> dict[str, Any]:
    """Return a logistic regression (`strength`: its C, as scikit-learn has it) on standardised columns; columns left out get weight 0.

    `signs` holds 1 for a column that can only speak for one event, -1 for one that can only speak against it, 0 where either may be;
    without them all are free. Columns that say much the same thing would otherwise get weights against their meaning, to make up for each other on the events
    that were learned from; on other events such weights mislead.
    """
    from scipy.optimize import minimize

    mean, scale = x.mean(0), x.std(0)
    scale[scale < 1e-9] = 1.0
    use = list(range(x.shape[1])) if columns is None else list(columns)
    z = ((x - mean) / scale)[:, use]

    def loss(t: NDArray[np.float64]) -> tuple[float, NDArray[np.float64]]:
        a = z @ t[:-1] + t[-1]
        off = weight * (1 / (1 + np.exp(-np.clip(a, -30, 30))) - y)
        value = strength * float((weight * (np.logaddexp(0, a) - y * a)).sum()) + float((t[:-1] ** 2).sum()) / 2
        return value, np.append(strength * (z.T @ off) + t[:-1], strength * off.sum())

    ends = {1: (0, None), -1: (None, 0), 0: (None, None)}
    bounds = [*(ends[signs[i] if signs else 0] for i in use), (None, None)]
    found = minimize(loss, np.zeros(len(use) + 1), jac=True, method="L-BFGS-B", bounds=bounds, options={"maxiter": 1000})
    w = np.zeros(x.shape[1])
    w[use] = found.x[:-1]
    return {"mean": mean, "scale": scale, "weights": w, "intercept": float(found.x[-1])}


def written(model: dict[str, Any], names: Iterable[str]) -> dict[str, Any]:
    """Return a model as its file holds it: "intercept", and in "features" one row a column."""
    rows = [
        {"name": n, "weight": round(float(w), 4), "mean": round(float(m), 4), "scale": round(float(s), 4)}
        for n, w, m, s in zip(names, model["weights"], model["mean"], model["scale"], strict=True)
    ]
    return {"intercept": round(float(model["intercept"]), 4), "features": rows}
