"""FAISS index types by size: recall, time of a query, bytes a vector: `python -m benchmarks.faiss_types [--sizes ...] [--dry]`.

Needs RASHOMON_EVAL_DATA. The vectors are drawn with the shape of the dev sets' event vectors: their mean, their covariance, and groups of
events told by several reports, as near to each other as the events that matching holds for one. Queries are drawn the same way
and are not in the index. Recall is against the exact search, once over all vectors and once with a filter that lets one in twenty through.
"""

from __future__ import annotations

import argparse
import os
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from benchmarks import tables
from benchmarks.speed import load
from index import ClaimIndex, neighbours
from index.store import stack

QUERIES = 200
GROUP = 7  # vectors about one event, in the mean
GRAPH = 300_000  # vectors up to which the graph is built: a million take it a quarter of an hour
PASS = 0.05  # the share of vectors that a filter lets through
Vectors = NDArray[np.float32]


class Shape:
    """The mean and the spread of real event vectors, to draw any number like them."""

    def __init__(self, data: Path) -> None:
        with ClaimIndex() as index:
            index.add(load(data / "fakes" / "reports.jsonl", None))
            rows = index.store.all("SELECT rid, vector FROM vectors WHERE use = 'event' ORDER BY rid")
            place = {rid: i for i, (rid, _) in enumerate(rows)}
            real = stack([v for _, v in rows])
            one = index.store.all(
                "SELECT x.vector, y.vector FROM edges JOIN events x ON x.rid = a JOIN events y ON y.rid = b WHERE p > 0.5 AND x.vector <> y.vector"
            )
        self.n = len(real)
        self.near = float(np.mean([real[place[a]] @ real[place[b]] for a, b in one]))
        self.mean = real.mean(axis=0)
        _, scale, axes = np.linalg.svd(real - self.mean, full_matrices=False)
        self.axes = (axes.T * (scale / np.sqrt(self.n))).astype(np.float32)
        spread = float((self.axes**2).sum())
        # The share of the spread that lies inside a group: it gives the cosine `near` between two of one group.
        self.inside = min(1.0, (1 - self.near) * (float(self.mean @ self.mean) + spread) / spread)

    def draw(self, n: int, groups: int, seed: int) -> Vectors:
        """Return `n` vectors in `groups` groups; the same groups for every seed."""
        centres = np.random.default_rng(0).standard_normal((groups, self.axes.shape[1]), np.float32)
        rng = np.random.default_rng(seed)
        out = np.empty((n, len(self.mean)), np.float32)
        for a in range(0, n, 50_000):
            b = min(n, a + 50_000)
            own = rng.standard_normal((b - a, self.axes.shape[1]), np.float32)
            mixed = np.sqrt(1 - self.inside) * centres[rng.integers(0, groups, b - a)] + np.sqrt(self.inside) * own
            out[a:b] = self.mean + mixed.astype(np.float32) @ self.axes.T
        out /= np.linalg.norm(out, axis=1, keepdims=True)
        return out


def hnsw(x: Vectors, ids: NDArray[np.int64]) -> Any:
    """Return a graph over 8-bit vectors: 16 links a vector, which is FAISS's usual number."""
    import faiss

    graph = faiss.IndexHNSWSQ(x.shape[1], faiss.ScalarQuantizer.QT_8bit, 16, faiss.METRIC_INNER_PRODUCT)
    graph.hnsw.efConstruction = 80
    graph.train(x[: neighbours.EXACT])
    index = faiss.IndexIDMap2(graph)
    index.own_fields = True
    graph.this.disown()
    index.add_with_ids(x, ids)
    return index


def ask_hnsw(width: int) -> Callable[..., NDArray[np.int64]]:
    def ask(index: Any, q: Vectors, only: NDArray[np.int64] | None) -> NDArray[np.int64]:
        import faiss

        params = faiss.SearchParametersHNSW()
        params.efSearch = width
        if only is not None:
            params.sel = faiss.IDSelectorBatch(only)
        found: NDArray[np.int64] = index.search(q[None], 10, params=params)[1][0]
        return found

    return ask


def ask_lists(lists: int) -> Callable[..., NDArray[np.int64]]:
    """Return the store's own search, which looks into `lists` inverted lists."""

    def ask(index: Any, q: Vectors, only: NDArray[np.int64] | None) -> NDArray[np.int64]:
        neighbours.PROBE = lists
        return neighbours.search(index, q, 10, only)[0]

    return ask


TYPES: tuple[tuple[str, Callable[[Vectors, NDArray[np.int64]], Any], tuple[tuple[str, Any], ...]], ...] = (
    ("flat", lambda x, ids: neighbours.build(x, ids, len(x)), (("", ask_lists(0)),)),
    ("flat, 8 bit", lambda x, ids: neighbours.build(x, ids, 0, len(x)), (("", ask_lists(0)),)),
    (
        "lists, 8 bit",
        lambda x, ids: neighbours.build(x, ids, 0, 0),
        tuple((f"{n} looked into", ask_lists(n)) for n in (32, 128, 256, 512)),
    ),
    ("HNSW graph, 8 bit", hnsw, (("64 wide", ask_hnsw(64)), ("256 wide", ask_hnsw(256)))),
)


def compare(shape: Shape, n: int) -> list[list[object]]:
    """Return the table's rows for `n` vectors."""
    import faiss

    faiss.omp_set_num_threads(1)
    x, queries = shape.draw(n, n // GROUP, 1), shape.draw(QUERIES, n // GROUP, 2)
    ids = np.arange(n, dtype=np.int64)
    only = np.flatnonzero(np.random.default_rng(3).random(n) < PASS).astype(np.int64)
    truth: dict[bool, list[set[int]]] = {}
    rows: list[list[object]] = []
    for name, make, ways in TYPES:
        if make is hnsw and n > GRAPH:
            continue
        start = time.process_time()
        index = make(x, ids)
        built = time.process_time() - start
        size = len(faiss.serialize_index(index)) / n
        for how, ask in ways:
            recalls, took = [], []
            for some in (False, True):
                start = time.process_time()
                found = [set(ask(index, q, only if some else None).tolist()) - {-1} for q in queries]
                took.append((time.process_time() - start) / QUERIES)
                right = truth.setdefault(some, found)
                recalls.append(np.mean([len(a & b) / 10 for a, b in zip(right, found, strict=True)]))
            rows.append(
                [f"{n:,}", ", ".join(filter(None, (name, how))), f"{built:.1f}", f"{size:,.0f}", f"{1000 * took[0]:.2f}", f"{recalls[0]:.3f}",
                 f"{1000 * took[1]:.2f}", f"{recalls[1]:.3f}"]
            )  # fmt: skip
    return rows


def main(argv: Sequence[str] | None = None) -> int:
    p = argparse.ArgumentParser(description=__doc__)
    p.add_argument("--sizes", default="10000,100000,300000")
    p.add_argument("--dry", action="store_true", help="print only, and leave benchmarks/README.md as it is")
    args = p.parse_args(argv)
    shape = Shape(Path(os.environ["RASHOMON_EVAL_DATA"]))
    head = [
        "vectors",
        "index",
        "build, s",
        "bytes a vector",
        "query, ms",
        "recall@10",
        "filtered query, ms",
        "filtered recall@10",
    ]
    rows = []
    for n in map(int, args.sizes.split(",")):
        rows += compare(shape, n)
        print(tables.table(head, rows), flush=True)
    made = (
        f"Drawn like {shape.n} event vectors of the dev set (cosine of two about one event: {shape.near:.2f} in the mean); processor seconds on one "
        f"core. The store has the first kind up to {neighbours.EXACT:,} vectors, the second up to {neighbours.WHOLE:,}, then lists.\n\n"
        + tables.table(head, rows)
    )
    if args.dry:
        print(made)
    else:
        tables.write("faiss", made)
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
