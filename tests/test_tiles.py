"""Tiles: each pair of events that may meet is looked at once, and a worker reads few chunks for many tiles."""

from __future__ import annotations

import random
from collections import Counter

import numpy as np
import pytest

from index import matching, neighbours, regroup
from index.edges import Edges
from index.engine import tiles


def events(seed: int, n: int = 400) -> tiles.Events:
    """Return events of one day, of a month, of years, with one end open and without any date, in files of 50."""
    rng = random.Random(seed)
    first, last = [], []
    for _ in range(n):
        start, kind = rng.randint(730_000, 730_200), rng.random()
        width = 0 if kind < 0.7 else rng.choice((5, 30, 400))
        first.append(regroup.OPEN_PAST if kind > 0.93 else start)
        last.append(regroup.OPEN_FUTURE if kind > 0.96 else start + width)
    files = tuple(f"accounts/{i}" for i in range(-(-n // 50)))
    at = np.arange(n)
    return tiles.Events(files, (at // 50).astype(np.int32), at % 50, np.array(first), np.array(last))


@pytest.mark.parametrize(("seed", "side"), [(0, 7), (1, 40), (2, 1000)])
def test_each_pair_that_may_meet_lies_in_one_tile(seed: int, side: int) -> None:
    found = events(seed)
    cut = tiles.chunks(found, side)
    assert sorted(np.concatenate(cut).tolist()) == list(range(len(found.row)))
    seen = Counter(
        (min(a, b), max(a, b))
        for i, j in tiles.plan(found, cut)
        for a in cut[i].tolist()
        for b in cut[j].tolist()
        if i != j or a < b
    )
    assert set(seen.values()) == {1}
    low, high = found.first - matching.SLACK, found.last
    a, b = np.triu_indices(len(found.row), 1)
    meet = (low[a] <= high[b]) & (low[b] <= high[a])
    assert set(zip(a[meet].tolist(), b[meet].tolist(), strict=True)) <= seen.keys()


def test_a_worker_that_keeps_some_chunks_reads_few_of_them_again() -> None:
    found = events(3, 2000)
    cut = tiles.chunks(found, 20)
    kept: list[int] = []
    reads = 0
    plan = tiles.plan(found, cut)
    for pair in plan:
        for chunk in pair:
            reads += chunk not in kept
            kept = [chunk, *(k for k in kept if k != chunk)][: tiles.KEPT]
    assert len(plan) > 1000 and reads < len(plan) / 2.5


def test_a_chunk_is_known_by_what_is_in_it() -> None:
    found = events(4)
    one, same, other = (tiles.chunk(found, np.array(n)) for n in ([3, 60, 399], [3, 60, 399], [3, 60, 398]))
    assert one == same and hash(one) == hash(same) and one != other
    assert [f for f, _, _ in one.where] == ["accounts/0", "accounts/1", "accounts/7"]


def test_edges_are_those_between_the_events_that_are_asked_for() -> None:
    ids, a, b, p = np.array([2, 5, 9]), np.array([2, 2, 5, 1]), np.array([9, 4, 9, 5]), np.array([0.5, 0.6, 0.7, 0.8])
    found = Edges.among(["x", "y", "z"], ids, a, b, p)
    assert list(found) == [("x", "z", 0.5), ("y", "z", 0.7)]
    assert list(Edges.of(list(found))) == list(found)
    assert len(Edges.among([], np.zeros(0, np.int64), a, b, p)) == len(Edges.of([])) == 0


def test_a_cosine_at_the_border_of_two_roundings_is_the_same_in_every_batch() -> None:
    rng = np.random.default_rng(0)
    vectors = rng.standard_normal((600, 384)).astype(np.float32)
    vectors[:, 0] += 40  # all of them near
    vectors /= np.linalg.norm(vectors, axis=1, keepdims=True)
    vectors = vectors.astype(np.float16).astype(np.float32)
    whole = np.full((600, 600), np.nan, np.float32)
    a, b, c = neighbours.pairs(vectors, vectors, 0.3)
    whole[a, b] = c
    assert len(a) == 360_000 and np.array_equal(whole, whole.T)
    exact = np.rint(1000 * (vectors[a].astype(np.float64) * vectors[b]).sum(1)).astype(np.float32) / np.float32(1000)
    assert np.array_equal(c, exact)
    for size in (1, 7, 250):
        a, b, c = neighbours.pairs(vectors[:size], vectors[size - 1 : 2 * size], 0.3)
        assert np.array_equal(c, whole[a, b + size - 1])
