"""Which events may meet at all, as tiles of two chunks of events, and the comparing of one tile.

Two events can be candidates only where their time windows come within `matching.SLACK` days. So events are put into classes by the
length of their window (a long one must not widen a chunk of short ones), sorted by time and cut into chunks; a tile is two chunks
whose windows come near. Every pair of events that may meet lies in exactly one tile, so nothing is cut at a border and nothing
is compared twice, whatever the pieces are. A day on which one huge event fills every paper becomes many tiles of one size.

Measures do not part events: one event carries all the measures that a report gives for it, and line-ups of one event are built together.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from index import grouping, matching, neighbours, regroup
from index.columns import Facts
from index.engine.folder import key, opened
from index.store import stack

SIDE = 1024  # events on one side of a tile: at most a million pairs are looked at in one task
KEPT = 16  # chunks that a worker keeps, some 5 MB each
WIDTHS = (3, 10, regroup.NARROW, 366)  # days of a window at which a new class begins
EDGES = pa.schema([("a", pa.int64()), ("b", pa.int64()), ("p", pa.float64())])


@dataclass(frozen=True, slots=True)
class Events:
    """All events as columns; the number of an event is its position. Event `i` is row `row[i]` of file `files[file[i]]`."""

    files: tuple[str, ...]
    file: NDArray[np.int32]
    row: NDArray[np.int64]
    first: NDArray[np.int64]
    last: NDArray[np.int64]

    def where(self, events: NDArray[np.int64]) -> list[tuple[str, NDArray[np.int64], NDArray[np.int64]]]:
        """Return the files that hold `events`: each with the rows there, ascending, and their positions in `events`."""
        out = []
        for f in np.unique(self.file[events]).tolist():
            at = np.flatnonzero(self.file[events] == f)
            at = at[np.argsort(self.row[events[at]], kind="stable")]
            out.append((self.files[f], self.row[events[at]], at))
        return out


def chunks(events: Events, side: int = SIDE) -> list[NDArray[np.int64]]:
    """Return the numbers of all events in chunks of at most `side` that lie near in time and have windows of like length."""
    width = np.searchsorted(WIDTHS, events.last - events.first, side="left")
    out = []
    for w in range(len(WIDTHS) + 1):
        mine = np.flatnonzero(width == w)
        mine = mine[np.lexsort((mine, events.last[mine], events.first[mine]))]
        out += [mine[i : i + side] for i in range(0, len(mine), side)]
    return out


def plan(events: Events, cut: Sequence[NDArray[np.int64]]) -> list[tuple[int, int]]:
    """Return the pairs of chunks (i, j), j <= i, whose windows come within the slack of each other.

    In an order in which a worker that keeps the chunks that it used last seldom has to read one again: a chunk of undated events lies in
    many files, and meets all others.
    """
    low = np.array([events.first[c].min() for c in cut], np.int64)
    high = np.array([events.last[c].max() for c in cut], np.int64)
    found = []
    for i in range(len(cut)):
        near = (low[: i + 1] <= high[i] + matching.SLACK) & (high[: i + 1] + matching.SLACK >= low[i])
        found += [(i, j) for j in np.flatnonzero(near).tolist()]
    return sorted(found, key=lambda t: (t[0] // (KEPT // 2), t[1], t[0]))


@dataclass(frozen=True, eq=False, slots=True)
class Chunk:
    """Events that are read together: their numbers, and the files that hold them (`Events.where`). The same `name`, the same content."""

    name: str
    events: NDArray[np.int64]
    where: list[tuple[str, NDArray[np.int64], NDArray[np.int64]]]

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Chunk) and self.name == other.name

    def __hash__(self) -> int:
        return hash(self.name)


def chunk(events: Events, numbers: NDArray[np.int64]) -> Chunk:
    where = events.where(numbers)
    return Chunk(key([(f, rows.tolist(), at.tolist()) for f, rows, at in where], numbers.tolist()), numbers, where)


def name_of(a: Chunk, b: Chunk, lining: str) -> str:
    return "edges/" + key(a.name, b.name, lining)


def match(place: str, name: str, left: Chunk, right: Chunk) -> int:
    """Compare the events of two chunks and write the edges; the same chunk twice: each pair in it once. Return their number."""
    one, two, a, b = _load(place, left), _load(place, right), left.events, right.events
    x, y, c = neighbours.pairs(one.vectors, two.vectors, matching.FLOOR)
    keep = (
        (one.report[x] != two.report[y])
        & (one.first[x] <= two.last[y] + matching.SLACK)
        & (two.first[y] <= one.last[x] + matching.SLACK)
    )
    if left == right:
        keep &= x < y
    x, y, c = x[keep], y[keep], c[keep]
    found: list[tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.float64]]] = []
    for start in range(0, len(x), regroup.PAIRS):
        i, j, k = (z[start : start + regroup.PAIRS] for z in (x, y, c))
        mine, theirs = np.unique(i, return_inverse=True), np.unique(j, return_inverse=True)
        facts = [one.told(n) for n in mine[0].tolist()] + [two.told(n) for n in theirs[0].tolist()]
        good, p = matching.kept(facts, mine[1], theirs[1] + len(mine[0]), k)
        found.append((a[i[good]], b[j[good]], p))
    left_, right_, p = (np.concatenate(z) if z else np.zeros(0) for z in (list(zip(*found, strict=True)) or [(), (), ()]))
    columns = {"a": np.minimum(left_, right_), "b": np.maximum(left_, right_), "p": p}
    opened(place).put(f"{name}.parquet", pa.table(columns).cast(EDGES))
    return len(p)


@dataclass(slots=True)
class _Loaded:
    report: NDArray[np.object_]
    first: NDArray[np.int64]
    last: NDArray[np.int64]
    vectors: NDArray[np.float32]
    profile: list[str | Facts]

    def told(self, n: int) -> Facts:
        """Return what event `n` tells; read when it is first asked for."""
        found = self.profile[n]
        if isinstance(found, str):
            found = self.profile[n] = Facts(json.loads(found))
        return found


COLUMNS = ("report", "first", "last", "vector", "profile")


@lru_cache(maxsize=KEPT)
def _load(place: str, chunk: Chunk) -> _Loaded:
    work = opened(place)
    out: dict[str, list[Any]] = {c: [None] * len(chunk.events) for c in COLUMNS}
    for file, rows, at in chunk.where:
        table = work.rows(f"{file}-events.parquet", rows, COLUMNS)
        for column in COLUMNS:
            for i, value in zip(at.tolist(), table.column(column).to_pylist(), strict=True):
                out[column][i] = value
    return _Loaded(
        np.array(out["report"], object),
        np.array(out["first"], np.int64),
        np.array(out["last"], np.int64),
        stack(out["vector"]),
        out["profile"],
    )


def components(
    count: int, edges: Sequence[tuple[NDArray[np.int32], NDArray[np.int32], NDArray[np.float64]]]
) -> NDArray[np.int32]:
    """Return for each of `count` events the number of its component: what edges from `grouping.THRESHOLD` on connect."""
    from scipy.sparse import coo_array
    from scipy.sparse.csgraph import connected_components

    strong = [p >= grouping.THRESHOLD for _, _, p in edges]
    a = np.concatenate([e[0][s] for e, s in zip(edges, strong, strict=True)] or [np.zeros(0, np.int32)])
    b = np.concatenate([e[1][s] for e, s in zip(edges, strong, strict=True)] or [np.zeros(0, np.int32)])
    graph = coo_array((np.ones(len(a), np.int8), (a, b)), shape=(count, count))
    return np.asarray(connected_components(graph, directed=False)[1], np.int32)
