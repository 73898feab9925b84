"""Grouping is quick, and says what the plain rule says: that rule is here, slow and word for word."""

from __future__ import annotations

import random
import time
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from fractions import Fraction

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from index import grouping, links
from index.edges import Edges
from index.grouping import ROUNDS, SPLIT, THRESHOLD

Edge = tuple[str, str, float]
Group = frozenset[str]

BILLION = 10**9
LEAST = round(THRESHOLD * BILLION)


class Plain:
    """Average linkage that sums everything anew each time, and keeps every offer that was ever made."""

    def __init__(self, report: Mapping[str, str], edges: Sequence[Edge], twins: Iterable[tuple[str, str]]) -> None:
        self.report, self.twins = report, {frozenset(t) for t in twins}
        self.p: dict[str, dict[str, int]] = defaultdict(dict)
        for a, b, p in edges:
            if report[a] != report[b]:
                self.p[a][b] = self.p[b][a] = max(round(p * BILLION), self.p[a].get(b, 0))
        self.home = {e: frozenset((e,)) for e in report}
        self.offers: set[tuple[int, str, str, int, int]] = set()
        self.put_out: set[str] = set()

    def groups(self) -> list[tuple[str, ...]]:
        for e in self.report:
            self.offer(self.home[e])
        while self.offers:
            offer = min(self.offers)
            self.offers.remove(offer)
            a, b = (next((g for g in self.home.values() if min(g) == name), None) for name in offer[1:3])
            if a and b and self.told(a, b) == offer:
                self.join(a, b)
        for _ in range(ROUNDS):
            if not sum(self.move(e) for e in sorted(self.report)):
                break
        return sorted({tuple(sorted(g)) for g in self.home.values()})

    def mean(self, a: Group, b: Group) -> int:
        return round(Fraction(sum(self.p[x].get(y, 0) for x in a for y in b), len(a) * len(b)))

    def told(self, a: Group, b: Group) -> tuple[int, str, str, int, int]:
        a, b = sorted((a, b), key=min)
        return -self.mean(a, b), min(a), min(b), len(a), len(b)

    def offer(self, a: Group) -> None:
        self.offers |= {self.told(a, b) for b in self.home.values() if b != a and self.mean(a, b) >= LEAST}

    def rivals(self, a: Group, b: Group) -> Iterator[tuple[str, str]]:
        same = ((x, y) for x in a for y in b if self.report[x] == self.report[y])
        return (t for t in same if frozenset(t) not in self.twins)

    def join(self, a: Group, b: Group) -> None:
        twice = list(self.rivals(a, b))
        if len(twice) > SPLIT * min(len(a), len(b)):
            return
        out = {min(t, key=lambda e: (sum(self.p[e].get(f, 0) for f in a | b), e)) for t in twice}
        self.put((a | b) - out, *(frozenset((e,)) for e in out))
        for group in {self.home[e] for e in (a | b) - self.put_out} | {self.home[e] for e in (a | b) - out}:
            self.offer(group)
        self.put_out |= out

    def put(self, *groups: Group) -> None:
        self.home |= {e: g for g in groups for e in g}

    def gain(self, e: str, group: Group) -> int:
        return sum(self.p[e].get(f, 0) - LEAST for f in group if self.report[f] != self.report[e])

    def move(self, e: str) -> bool:
        old, one = self.home[e], frozenset((e,))
        best, where, out = self.gain(e, old) + 1000, old, frozenset[str]()  # a millionth
        for group in sorted({self.home[f] for f in self.p[e]} - {old}, key=min):
            rivals = frozenset(f for _, f in self.rivals(one, group))
            gain = self.gain(e, group) - sum(max(0, self.gain(f, group)) for f in rivals)
            if gain > best:
                best, where, out = gain, group, rivals
        if where != old:
            self.put(old - one, (where - out) | one, *(frozenset((f,)) for f in out))
        return where != old


def components(report: Mapping[str, str], edges: Sequence[Edge]) -> Iterator[set[str]]:
    left = set(report)
    while left:
        mine = {min(left)}
        while more := {y for a, b, p in edges if p >= THRESHOLD for x, y in ((a, b), (b, a)) if x in mine} - mine:
            mine |= more
        yield mine
        left -= mine


def plain(report: Mapping[str, str], edges: Sequence[Edge], twins: Sequence[tuple[str, str]]) -> list[tuple[str, ...]]:
    found = []
    for part in components(report, edges):
        mine = [e for e in edges if e[0] in part and e[1] in part]
        found += Plain({e: r for e, r in report.items() if e in part}, mine, twins).groups()
    return sorted(found)


Case = tuple[dict[str, str], list[Edge], list[tuple[str, str]]]


def case(seed: int) -> Case:
    """Return events of some reports, which tell a few things that happened, edges between them, thin or thick, and twins."""
    rng = random.Random(seed)
    reports, most, happened = rng.randint(2, 16), rng.randint(1, 3), rng.randint(1, 4)
    share, ties = rng.choice((0.3, 0.7, 1.0)), rng.random() < 0.5
    report = {f"r{i:02d}#e{k}": f"r{i}" for i in range(reports) for k in range(rng.randint(1, most))}
    told = {e: rng.randrange(happened) for e in report}
    pairs = [(a, b) for a in sorted(report) for b in sorted(report) if a < b]
    edges = []
    for a, b in pairs:
        if rng.random() < share:
            likely = rng.random() < (0.9 if told[a] == told[b] else 0.2)
            many = rng.betavariate(4, 2) if likely else rng.betavariate(1, 4)
            edges.append((a, b, (0.55, 0.9)[rng.random() < 0.5] if ties and likely else 0.2 if ties else round(many, 6)))
    return report, edges, [(a, b) for a, b in pairs if report[a] == report[b] and rng.random() < 0.3]


@pytest.mark.parametrize("small", [links.SMALL, 0], ids=["lists", "table"])
@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(seed=st.integers(0, 2**32))
def test_the_groups_are_those_of_the_plain_rule(small: int, monkeypatch: pytest.MonkeyPatch, seed: int) -> None:
    monkeypatch.setattr(links, "SMALL", small)
    monkeypatch.setattr(links, "DENSE", 10**6)
    given = case(seed)
    assert grouping.group(*given) == plain(*given)


def huge(reports: int, seed: int = 0) -> tuple[dict[str, str], list[Edge]]:
    """Return one event that many reports tell, some of them with a second one beside it."""
    rng = random.Random(seed)
    report = {f"r{i:05d}#e{k}": f"r{i}" for i in range(reports) for k in range(1 + (i % 20 == 0))}
    names = sorted(report)
    return report, [
        (a, b, round(0.3 + 0.7 * rng.random(), 6)) for i, a in enumerate(names) for b in names[i + 1 :] if report[a] != report[b]
    ]


def test_both_ways_to_hold_the_links_give_the_same_groups_of_a_huge_event(monkeypatch: pytest.MonkeyPatch) -> None:
    report, edges = huge(150)
    found = grouping.group(report, edges)
    assert 100 < max(map(len, found)) <= 150
    monkeypatch.setattr(links, "SMALL", 10**6)
    assert grouping.group(report, edges) == found


@pytest.mark.parametrize("seed", range(20))
def test_edges_as_arrays_and_in_any_order_give_the_same_groups(seed: int) -> None:
    report, edges, twins = case(seed)
    shuffled = random.Random(seed).sample(edges, len(edges))
    assert grouping.group(report, Edges.of(shuffled), twins) == grouping.group(report, edges, twins)


def test_a_pair_given_twice_counts_with_its_highest_probability() -> None:
    report = {"a#e0": "a", "b#e0": "b"}
    assert grouping.group(report, [("a#e0", "b#e0", 0.2), ("b#e0", "a#e0", 0.9)]) == [("a#e0", "b#e0")]


def test_one_huge_event_is_grouped_in_seconds() -> None:
    report, edges = huge(800)
    start = time.process_time()
    grouping.group(report, edges)
    assert time.process_time() - start < 8  # summed anew at each join, this takes over half a minute
