"""Pairs that a bound rules out are no edges, and what sets share is the same however it is counted."""

from __future__ import annotations

import random
from typing import Any

import numpy as np
import pytest

from index import bounds, columns, matching
from index.columns import Columns, Facts

WORDS = [f"word{n}" for n in range(40)]


def profile(rng: random.Random, n: int) -> dict[str, Any]:
    """Return what an event tells: a few of few words, so that sets meet, are empty or hold one another, and days that are often unknown."""

    def some(most: int, of: int = 40) -> list[str]:
        return sorted(rng.sample(WORDS[:of], rng.randint(0, most)))

    start = rng.choice((None, f"2021-05-{rng.randint(1, 9):02d}"))
    places = some(3, 6)
    return {
        "report": f"r{n}", "start": start, "end": start, "first": start, "last": start,
        "published": rng.choice((None, f"2021-0{rng.randint(5, 9)}-10")), "what": rng.choice(("", "shelling", "bombing", "landslide")),
        "told": rng.sample(("shelling", "bombing", "landslide"), rng.randint(0, 2)), "places": places, "place_id": rng.choice(("", *places)), "actors": some(2, 5), "apart": [], "victims": some(2), "terms": some(3, 8),
        "main": rng.random() < 0.5, "cumulative": rng.random() < 0.2, "figures": {"killed": sorted(rng.sample(range(30), rng.randint(0, 2)))},
        "names": some(5), "pairs": some(2), "words": some(30), "ages": some(2, 4), "title": some(6),
    }  # fmt: skip


def case(seed: int, events: int = 60, pairs: int = 900) -> tuple[list[Facts], Any, Any, Any]:
    rng = random.Random(seed)
    a, b = np.array([rng.sample(range(events), 2) for _ in range(pairs)]).T
    return [Facts(profile(rng, n)) for n in range(events)], a, b, np.array([rng.uniform(0.3, 1) for _ in a], np.float32)


@pytest.mark.parametrize("seed", range(8))
@pytest.mark.parametrize("wide", [64, 512])
def test_no_edge_is_ruled_out_however_few_bits_a_set_has(seed: int, wide: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bounds, "WIDE", {"words": wide})
    monkeypatch.setattr(bounds, "PORTION", 100)
    told = case(seed)
    p = matching.score(*told)
    good, kept = matching.kept(*told)
    assert np.array_equal(good, p >= matching.EDGE) and np.array_equal(kept, p[good])
    assert good.any() and not matching.may(*told).all()


def test_where_most_pairs_are_edges_the_bound_is_passed_over(monkeypatch: pytest.MonkeyPatch) -> None:
    told = case(4)
    first = matching.kept(*told)
    monkeypatch.setattr(matching, "MOST", 0.0)
    for one, two in zip(first, matching.kept(*told), strict=True):
        assert np.array_equal(one, two)


def test_no_pair_has_more_than_its_bound() -> None:
    facts, a, b, cosine = case(1)
    features, weights = list(matching.FEATURES.values()), [(-1.0) ** n * (1 + n) for n in range(len(matching.FEATURES))]
    top = bounds.ceiling(Columns(facts), a, b, cosine, features, weights)
    assert (matching.features(facts, a, b, cosine) @ weights <= top + 1e-9).all()


def test_bits_are_counted_without_numpy_2(monkeypatch: pytest.MonkeyPatch) -> None:
    told = case(2)
    first = matching.may(*told)
    monkeypatch.setattr(bounds, "COUNTS", False)
    assert np.array_equal(matching.may(*told), first)


def test_sets_met_one_by_one_and_all_at_once_share_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    told = case(3)
    first = matching.features(*told)
    monkeypatch.setattr(columns, "SPARSE", 0)
    assert np.array_equal(matching.features(*told), first)
