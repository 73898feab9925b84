"""From pairs that may be one event to groups that are: average linkage on the candidate graph, under cannot-links.

A pair that was never a candidate counts as a certain no, so a chain of likely pairs does not become one event. Two events that
one report tells apart never meet in a group.
"""

from __future__ import annotations

import heapq
from collections import defaultdict
from collections.abc import Mapping, Sequence

THRESHOLD = 0.5  # mean probability, over all cross-report pairs of two groups, from which they are one


def group(events: Mapping[str, str], edges: Sequence[tuple[str, str, float]]) -> list[tuple[str, ...]]:
    """Return the groups of events (event id -> report id) that are one event: each group sorted, groups sorted.

    `edges` holds (event, event, probability); pairs not listed have probability 0. The result does not depend on the order of
    either input, and the groups of one connected component depend on that component alone. What analysts said goes before all else:
    a probability of exactly 1 joins, one of exactly 0 keeps apart.
    """
    members: dict[str, list[str]] = {e: [e] for e in sorted(events)}
    reports: dict[str, set[str]] = {e: {events[e]} for e in members}
    apart: dict[str, set[str]] = defaultdict(set)  # groups that an analyst keeps apart
    total: dict[str, dict[str, float]] = defaultdict(dict)  # sum of probabilities between two groups, by name of the group
    for a, b, p in edges:
        if p == 0.0:
            apart[a].add(b)
            apart[b].add(a)
        elif a != b and (events[a] != events[b] or p == 1.0):
            total[a][b] = total[b][a] = max(p, total[a].get(b, 0.0))

    def join(a: str, b: str) -> None:
        # The new group takes the smaller name, so that names do not depend on the order of merging.
        members[a] += members.pop(b)
        reports[a] |= reports.pop(b)
        for c in apart.pop(b, ()):
            apart[c] = (apart[c] - {b}) | {a}
            apart[a].add(c)
        for c, s in total.pop(b, {}).items():
            total[c].pop(b, None)
            if c != a:
                total[a][c] = total[c][a] = total[a].get(c, 0.0) + s

    home = {e: e for e in members}
    for a, b, _ in sorted(x for x in edges if x[2] == 1.0):
        a, b = sorted((home[a], home[b]))
        if a != b and b not in apart[a]:
            for e in members[b]:
                home[e] = a
            join(a, b)
    heap = [(-p, a, b) for a in members for b in total[a] if a < b and (p := _mean(a, b, total, members)) >= THRESHOLD]
    heapq.heapify(heap)
    while heap:
        p, a, b = heapq.heappop(heap)
        if a not in members or b not in members or -p != _mean(a, b, total, members):
            continue  # a stale entry: one of the two grew since
        if reports[a] & reports[b] or b in apart[a]:
            continue
        join(a, b)
        for c in total[a]:
            if c in members and (mean := _mean(a, c, total, members)) >= THRESHOLD:
                heapq.heappush(heap, (-mean, min(a, c), max(a, c)))
    return sorted(tuple(sorted(m)) for m in members.values())


def _mean(a: str, b: str, total: Mapping[str, Mapping[str, float]], members: Mapping[str, Sequence[str]]) -> float:
    return round(total[a].get(b, 0.0) / (len(members[a]) * len(members[b])), 9)
