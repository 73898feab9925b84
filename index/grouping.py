"""From pairs that may be one event to groups that are: average linkage on the candidate graph, under cannot-links.

A pair that was never a candidate counts as a certain no, so a chain of likely pairs does not become one event. Two events that
one report tells apart never meet in a group: where two groups belong together but for such a pair, the event that fits the whole
less well is put out again, rather than keeping the two groups apart.
"""

from __future__ import annotations

import heapq
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

THRESHOLD = 0.33  # mean probability, over all cross-report pairs of two groups, from which they are one
TOGETHER = 0.75  # mean probability from which twins of one report may meet in a group
ROUNDS = 8
SPLIT = 0.34  # share of the smaller group's reports that may stand in both before two groups are kept apart


def group(
    events: Mapping[str, str], edges: Sequence[tuple[str, str, float]], twins: Iterable[tuple[str, str]] = ()
) -> list[tuple[str, ...]]:
    """Return the groups of events (event id -> report id) that are one event: each group sorted, groups sorted.

    `edges` holds (event, event, probability); pairs not listed have probability 0. `twins` are pairs of events of one report that its
    own words hardly tell apart (`matching.twins`): they may meet in a group, if what other reports say holds them together. The result does not depend on the order of
    either input, and the groups of one connected component depend on that component alone.
    """
    return _Groups(events, _inside(events, edges), twins).run()


def _inside(events: Mapping[str, str], edges: Sequence[tuple[str, str, float]]) -> list[tuple[str, str, float]]:
    """Return the edges inside components, which edges from `THRESHOLD` on connect.

    A weaker edge never joins two groups, but it could let an event without good company move to another component. Then it would matter
    which components are looked at together, and so in which batches reports came.
    """
    root = {e: e for e in events}

    def find(e: str) -> str:
        while root[e] != e:
            root[e] = e = root[root[e]]
        return e

    for a, b, p in edges:
        if p >= THRESHOLD:
            root[find(a)] = find(b)
    return [(a, b, p) for a, b, p in edges if find(a) == find(b)]


class _Groups:
    def __init__(
        self, events: Mapping[str, str], edges: Sequence[tuple[str, str, float]], twins: Iterable[tuple[str, str]]
    ) -> None:
        self.report = events
        self.twins = {frozenset(t) for t in twins}
        self.p: dict[str, dict[str, float]] = defaultdict(dict)
        for a, b, p in edges:
            if a != b and events[a] != events[b]:
                self.p[a][b] = self.p[b][a] = max(p, self.p[a].get(b, 0.0))
        self.members: dict[str, frozenset[str]] = {e: frozenset((e,)) for e in sorted(events)}
        self.home: dict[str, str] = {e: e for e in self.members}  # event -> name of its group, its smallest member
        self.put_out: set[str] = set()  # events put out of a group once: a second time they stay alone
        self.heap: list[tuple[float, str, str, int, int]] = []

    def run(self) -> list[tuple[str, ...]]:
        for e in self.members:
            self._push(e, above=True)
        while self.heap:
            p, a, b, n, m = heapq.heappop(self.heap)
            if a not in self.members or b not in self.members or (len(self.members[a]), len(self.members[b])) != (n, m):
                continue  # one of the two changed since
            if -p == self._mean(self.members[a], self.members[b]):
                self._join(a, b, -p)
        self._settle()
        return sorted(tuple(sorted(m)) for m in self.members.values())

    def _settle(self) -> None:
        """Move single events to the group that they fit best, the early merges having been blind to what came later.

        What counts is the sum of (probability - THRESHOLD) over the pairs inside groups; a move that takes the place of an event of
        the same report puts that one out. Each move raises the sum, so this ends; `ROUNDS` bounds it.
        """
        for _ in range(ROUNDS):
            if not any([self._move(e) for e in sorted(self.home)]):  # noqa: C419 - every event gets its turn
                break

    def _gain(self, e: str, group: frozenset[str]) -> float:
        mine, p = self.report[e], self.p[e]
        return round(sum(p.get(f, 0.0) - THRESHOLD for f in sorted(group) if f != e and self.report[f] != mine), 9)

    def _move(self, e: str) -> bool:
        old = self.members[self.home[e]]
        now = self._gain(e, old)
        best, where, out = now + 1e-6, "", frozenset[str]()
        for name in sorted({self.home[y] for y in self.p[e]} - {self.home[e]}):
            group = self.members[name]
            rivals = frozenset(f for f in group if self.report[f] == self.report[e] and frozenset((e, f)) not in self.twins)
            gain = self._gain(e, group) - sum(max(0.0, self._gain(f, group)) for f in rivals)
            if gain > best:
                best, where, out = gain, name, rivals
        if not where:
            return False
        group = self.members.pop(where)
        del self.members[self.home[e]]
        self._put(old - {e})
        self._put((group - out) | {e})
        for f in sorted(out):
            self._put(frozenset((f,)))
        return True

    def _put(self, group: frozenset[str]) -> None:
        """Note `group` under its smallest member; what its members were in must be gone."""
        if group:
            self.members[min(group)] = group
            self.home.update(dict.fromkeys(group, min(group)))

    def _mean(self, a: frozenset[str], b: frozenset[str]) -> float:
        if len(b) < len(a):
            a, b = b, a
        total = sum(sorted(p for x in a for y, p in self.p[x].items() if y in b))
        return round(total / (len(a) * len(b)), 9)

    def _push(self, name: str, above: bool = False) -> None:
        """Offer a group to all groups it has a link to."""
        mine = self.members[name]
        for other in sorted({self.home[y] for x in mine for y in self.p[x]} - {name}):
            if above and other < name:
                continue
            mean = self._mean(mine, self.members[other])
            if mean >= THRESHOLD:
                a, b = sorted((name, other))
                heapq.heappush(self.heap, (-mean, a, b, len(self.members[a]), len(self.members[b])))

    def _join(self, a: str, b: str, mean: float) -> None:
        left, right = self.members[a], self.members[b]
        inside: dict[str, list[str]] = defaultdict(list)
        for e in sorted(left):
            inside[self.report[e]].append(e)
        twice = [(x, y) for y in sorted(right) for x in inside.get(self.report[y], ())]
        if mean >= TOGETHER:
            twice = [(x, y) for x, y in twice if frozenset((x, y)) not in self.twins]
        if len(twice) > SPLIT * min(len(left), len(right)):
            return
        union = left | right
        out = {min((x, y), key=lambda e: (round(sum(self.p[e].get(f, 0.0) for f in sorted(union)), 9), e)) for x, y in twice}
        for name in (a, b):
            del self.members[name]
        joined = union - out
        for part in [joined, *(frozenset((e,)) for e in sorted(out))]:
            name = min(part)
            self.members[name] = part
            for e in part:
                self.home[e] = name
        self._push(min(joined))
        for e in sorted(out - self.put_out):
            self._push(e)
        self.put_out |= out
