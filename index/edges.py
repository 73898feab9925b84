"""Edges: pairs of events that may be one, as three arrays. A pair takes 16 bytes, where a list of tuples takes 130: one huge event has millions."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray


@dataclass(frozen=True, slots=True)
class Edges:
    """Edge k joins the events `names[a[k]]` and `names[b[k]]`, which are one with the probability `p[k]`."""

    names: Sequence[str]
    a: NDArray[np.int32]
    b: NDArray[np.int32]
    p: NDArray[np.float64]

    def __len__(self) -> int:
        return len(self.p)

    def __iter__(self) -> Iterator[tuple[str, str, float]]:
        names = self.names
        for i, j, p in zip(self.a, self.b, self.p, strict=True):
            yield names[i], names[j], float(p)

    @classmethod
    def of(cls, rows: Sequence[tuple[str, str, float]]) -> Edges:
        """Return edges that are given one by one: (event, event, probability)."""
        number: dict[str, int] = {}
        ends = [[number.setdefault(e, len(number)) for e in side] for side in ([r[0] for r in rows], [r[1] for r in rows])]
        a, b = (np.array(x, np.int32) for x in ends)
        return cls(list(number), a, b, np.array([p for _, _, p in rows], np.float64))

    @classmethod
    def among(
        cls, names: Sequence[str], ids: NDArray[np.int64], a: NDArray[Any], b: NDArray[Any], p: NDArray[np.float64]
    ) -> Edges:
        """Return those of the edges (a, b, p) both of whose ends are in `ids`, ascending; `names[i]` is the event with the number `ids[i]`."""
        x, y = np.searchsorted(ids, a), np.searchsorted(ids, b)
        most = max(0, len(ids) - 1)
        inside = (ids[np.minimum(x, most)] == a) & (ids[np.minimum(y, most)] == b) if len(ids) else np.zeros(len(a), bool)
        return cls(names, x[inside].astype(np.int32), y[inside].astype(np.int32), p[inside])

    def chance(self) -> Callable[[str, str], float]:
        """Return the question how likely two events (in any order) are one: the probability of their edge, 0 where there is none."""
        number, n = {e: i for i, e in enumerate(self.names)}, len(self.names)
        a, b = self.a.astype(np.int64), self.b.astype(np.int64)
        keys = np.minimum(a, b) * n + np.maximum(a, b)
        order = np.lexsort((-self.p, keys))
        keys, p = keys[order], self.p[order]

        def of(x: str, y: str) -> float:
            i, j = sorted((number.get(x, -1), number.get(y, -1)))
            at = int(np.searchsorted(keys, i * n + j)) if i >= 0 else len(keys)
            return float(p[at]) if at < len(keys) and int(keys[at]) == i * n + j else 0.0

        return of
