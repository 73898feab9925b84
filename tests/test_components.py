"""What a component of events becomes does not depend on which other components are looked at with it."""

from __future__ import annotations

import random

from index import grouping

# "e" is in poor company: it came by "a1" into a group that it hardly fits, and "b" is a little less far.
EVENTS = {name: f"report {name}" for name in ("a1", "a2", "a3", "b", "c", "e")}
POOR = [("a1", "e", 0.99), ("a2", "a3", 0.98), ("a1", "a2", 0.97), ("a1", "a3", 0.97), ("a2", "e", 0.2)]
OTHER = [("b", "c", 0.9)]
JUST_UNDER = grouping.THRESHOLD - 0.01
WEAK = [("b", "e", JUST_UNDER), ("c", "e", JUST_UNDER)]


def test_a_weak_edge_moves_no_event_to_another_component() -> None:
    alone = grouping.group({e: EVENTS[e] for e in ("a1", "a2", "a3", "e")}, POOR)
    assert alone == [("a1", "a2", "a3", "e")]
    together = grouping.group(EVENTS, sorted([*POOR, *OTHER, *WEAK]))
    assert together == [*alone, ("b", "c")]


def test_components_alone_give_the_groups_that_they_give_together() -> None:
    for seed in range(100):
        rng = random.Random(seed)
        events = {f"r{i}#e{k}": f"r{i}" for i in range(30) for k in range(rng.randint(1, 2))}
        pairs = {tuple(sorted(rng.sample(sorted(events), 2))) for _ in range(60)}
        edges = [(a, b, rng.choice((0.2, JUST_UNDER, 0.55, 0.9))) for a, b in sorted(pairs) if events[a] != events[b]]
        alone = [
            group
            for part in _components(events, edges)
            for group in grouping.group({e: events[e] for e in part}, [x for x in edges if x[0] in part and x[1] in part])
        ]
        assert sorted(alone) == grouping.group(events, edges), seed


def _components(events: dict[str, str], edges: list[tuple[str, str, float]]) -> list[set[str]]:
    left, out = set(events), []
    while left:
        mine = {min(left)}
        while more := {y for a, b, p in edges if p >= grouping.THRESHOLD for x, y in ((a, b), (b, a)) if x in mine} - mine:
            mine |= more
        out.append(mine)
        left -= mine
    return out
