"""What analysts merged and split goes before what the matcher thinks: groups are joined and parted afterwards, by their ties."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence

Tie = tuple[str, str, float]  # event, event, 1.0 (the same event) or 0.0 (not the same)


def apply(
    groups: Sequence[tuple[str, ...]], edges: Iterable[tuple[str, str, float]], tied: Sequence[Tie]
) -> list[tuple[str, ...]]:
    """Return `groups` with all that is tied by 1.0 in one group, and nothing that is tied by 0.0; each group sorted, groups sorted.

    In a group that is parted, an event that no tie mentions goes where its edges are strongest on average. Where ties contradict
    each other, keeping apart wins.
    """
    if not tied:
        return list(groups)
    home = {e: g[0] for g in groups for e in g}
    members = {g[0]: set(g) for g in groups}
    apart: dict[str, set[str]] = defaultdict(set)
    for a, b, p in sorted(tied):
        if p == 0.0:
            apart[a].add(b)
            apart[b].add(a)
    same: dict[str, set[str]] = defaultdict(set)
    for a, b, p in sorted(tied):
        if p == 1.0 and a in home and b in home:
            same[a].add(b)
            same[b].add(a)
            x, y = sorted((home[a], home[b]))
            if x != y:
                for e in members[y]:
                    home[e] = x
                members[x] |= members.pop(y)
    weight: dict[str, dict[str, float]] = defaultdict(dict)
    for a, b, p in edges:
        weight[a][b] = weight[b][a] = p
    return sorted(tuple(sorted(part)) for group in members.values() for part in _parted(group, apart, same, weight))


def _parted(
    group: set[str], apart: dict[str, set[str]], same: dict[str, set[str]], weight: dict[str, dict[str, float]]
) -> list[list[str]]:
    if not any(apart[e] & group for e in group):
        return [sorted(group)]
    parts: list[list[str]] = []
    for e in sorted(group, key=lambda e: (not apart[e] & group, e)):  # those that ties keep apart come first
        open_to = [p for p in parts if not apart[e].intersection(p)]
        if open_to and (apart[e] & group or len(open_to) > 1):

            def fit(p: list[str], e: str = e) -> tuple[bool, float]:
                return bool(same[e].intersection(p)), sum(weight[e].get(f, 0.0) for f in p) / len(p)

            best = max(open_to, key=fit)
            if fit(best) > (False, 0.0):
                best.append(e)
                continue
            open_to = [] if apart[e] & group else open_to
        if open_to:
            open_to[0].append(e)
        else:
            parts.append([e])
    return parts
