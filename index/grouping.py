"""From pairs that may be one event to groups that are: average linkage on the candidate graph, under cannot-links.

A pair that was never a candidate counts as a certain no, so a chain of likely pairs does not become one event. Two events that
one report tells apart never meet in a group: where two groups belong together but for such a pair, the event that fits the whole
less well is put out again, rather than keeping the two groups apart.

Each component of likely pairs is worked off alone. With E edges and N events in it, time grows with E log E where few events are linked
and with N squared where most are (one huge event): sums between groups are kept up to date (`index.links`) and never summed anew.
"""

from __future__ import annotations

import heapq
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from itertools import pairwise

import numpy as np

from index import links
from index.edges import Edges
from index.links import Links, Numbers, Offer

THRESHOLD = 0.33  # mean probability, over all cross-report pairs of two groups, from which they are one
ROUNDS = 8
SPLIT = 0.34  # share of the smaller group's reports that may stand in both before two groups are kept apart
WORTH = 1e-6  # sum of probabilities that a move must win at least


def group(
    events: Mapping[str, str], edges: Edges | Sequence[tuple[str, str, float]], twins: Iterable[tuple[str, str]] = ()
) -> list[tuple[str, ...]]:
    """Return the groups of events (event id -> report id) that are one event: each group sorted, groups sorted.

    `edges` holds (event, event, probability, of which nine decimals count), as arrays where there are many; pairs not listed have probability 0. `twins` are pairs of
    events of one report that its own words do not tell apart (`matching.twins`): they may meet in a group, if what other reports say
    holds them together. The result does not depend on the order of either input, and the groups of one connected component depend on
    that component alone.
    """
    names = sorted(events)
    number = {e: i for i, e in enumerate(names)}
    linked = edges if isinstance(edges, Edges) else Edges.of(edges)
    where = np.fromiter((number[e] for e in linked.names), np.int32, len(linked.names))
    a, b, p = where[linked.a], where[linked.b], linked.p
    told = {r: i for i, r in enumerate(dict.fromkeys(events.values()))}
    report = np.fromiter((told[events[e]] for e in names), np.int64, len(names))
    strong = p >= THRESHOLD
    label = _components(len(names), a[strong], b[strong]).astype(np.int32)
    parts = {k: mine for k, (mine,) in _parts(label, np.arange(len(names)))}
    place = np.empty(len(names), np.int32)  # of an event in its component
    for mine in parts.values():
        place[mine] = np.arange(len(mine))
    near: dict[int, set[tuple[int, int]]] = defaultdict(set)
    for i, j in (sorted((number[x], number[y])) for x, y in twins):
        if label[i] == label[j]:
            near[int(label[i])].add((int(place[i]), int(place[j])))
    inside = (label[a] == label[b]) & (report[a] != report[b])
    a, b, p = a[inside], b[inside], np.rint(p[inside] * links.UNIT).astype(np.int32)
    found = []
    for k, (x, y, q) in _parts(label[a], place[a], place[b], p):
        mine = parts.pop(k)
        made = _Groups(report[mine].tolist(), links.make(len(mine), *_once(x, y, q)), near[k]).run()
        found += [tuple(names[mine[i]] for i in sorted(members)) for members in made]
    return sorted([*found, *((names[i],) for mine in parts.values() for i in mine.tolist())])


def _components(n: int, a: Numbers, b: Numbers) -> Numbers:
    """Return for each of `n` events the smallest of those that the edges (a, b) connect with it.

    Only edges from `THRESHOLD` on count: a weaker one never joins two groups, but it could let an event without good company move to
    another component. Then it would matter which components are looked at together, and so in which batches reports came.
    """
    root = np.arange(n)
    while True:
        low = np.minimum(root[a], root[b])
        if np.array_equal(low, root[a]) and np.array_equal(low, root[b]):
            return root
        np.minimum.at(root, root[a], low)
        np.minimum.at(root, root[b], low)
        while not np.array_equal(root, up := root[root]):
            root = up


def _parts(label: Numbers, *columns: Numbers) -> Iterator[tuple[int, tuple[Numbers, ...]]]:
    """Yield each label with the rows that have it, in their order."""
    if len(label) and (label == label[0]).all():  # one huge event, whose edges are not to be copied once more
        yield int(label[0]), columns
        return
    order = np.argsort(label, kind="stable")
    at = np.flatnonzero(np.diff(label[order], prepend=-1)).tolist()
    for start, end in pairwise([*at, len(order)]):
        rows = order[start:end]
        yield int(label[rows[0]]), tuple(c[rows] for c in columns)


def _once(a: Numbers, b: Numbers, p: Numbers) -> tuple[Numbers, Numbers, Numbers]:
    """Return each pair once, with the highest probability that it is given with."""
    a, b = np.minimum(a, b), np.maximum(a, b)
    if ((a[1:] > a[:-1]) | ((a[1:] == a[:-1]) & (b[1:] > b[:-1]))).all():
        return a, b, p
    order = np.lexsort((-p, b, a))
    a, b, p = a[order], b[order], p[order]
    first = (np.diff(a, prepend=-1) != 0) | (np.diff(b, prepend=-1) != 0)
    return a[first], b[first], p[first]


class _Groups:
    """One component: events are numbers from 0 on in the order of their ids, and a group goes by its smallest event."""

    def __init__(self, report: Sequence[int], linked: Links, twins: Collection[tuple[int, int]]) -> None:
        n = len(report)
        self.links, self.twins = linked, twins
        self.threshold, self.worth = (round(x * links.UNIT) for x in (THRESHOLD, WORTH))
        self.members: dict[int, set[int]] = {e: {e} for e in range(n)}
        self.home, self.size = linked.column(range(n)), linked.column([1] * n)  # of an event its group, of a group its size
        mine: dict[int, list[int]] = defaultdict(list)
        for e, r in enumerate(report):
            mine[r].append(e)
        self.beside = [[f for f in mine[r] if f != e] for e, r in enumerate(report)]  # the other events of an event's report
        self.put_out: set[int] = set()  # events put out of a group once: a second time they stay alone
        self.offers: list[tuple[int, int, Sequence[Offer]]] = []  # who offered, its size then, and to whom
        self.heap: list[tuple[int, int, int, int, int, int, int]] = []  # the next offer of each that has one left

    def run(self) -> Iterable[set[int]]:
        for e in range(len(self.beside)):
            self._offer(e, above=True)
        while self.heap:
            best, a, b, n, m, of, at = heapq.heappop(self.heap)
            # Where one of the two changed since, there is another offer.
            if (self.size[a], self.size[b]) == (n, m) and -best == links.mean(self.links.between(a, b), n * m):
                self._join(a, b)
            self._next(of, at + 1)
        self._settle()
        return self.members.values()

    def _offer(self, group: int, above: bool = False) -> None:
        """Offer a group to all groups that it has a link to."""
        self.offers.append((group, int(self.size[group]), self.links.offers(group, self.size, self.threshold, above)))
        self._next(len(self.offers) - 1, 0)

    def _next(self, of: int, at: int) -> None:
        """Put the next one of some offers into the heap, from the position `at` on.

        An event that is the only one of its report is never put out of a group, so its group only grows: an offer that it had part in
        with another size holds no more. The others may be put out and be alone again, as they were.
        """
        group, n, offers = self.offers[of]
        if self.beside[group] or self.size[self.home[group]] == n:
            for i in range(at, len(offers)):
                mean, other, m = offers[i]
                if self.beside[other] or self.size[self.home[other]] == m:
                    pair = (group, other, n, m) if group < other else (other, group, m, n)
                    heapq.heappush(self.heap, (mean, *pair, of, i))
                    return
        self.offers[of] = (group, n, ())

    def _join(self, a: int, b: int) -> None:
        small, large = (a, b) if len(self.members[a]) < len(self.members[b]) else (b, a)
        twice = [(e, f) for e in self.members[small] for f in self.beside[e] if self.home[f] == large and not self._twins(e, f)]
        if len(twice) > SPLIT * len(self.members[small]):
            return
        added, union = self.members.pop(small), self.members.pop(large)
        union |= added
        out = {min(pair, key=lambda e: (self.links.among(e, union), e)) for pair in twice}
        union -= out
        name = min(a, b) if min(a, b) not in out else min(union)
        self.size[a] = self.size[b] = 0
        self._name(name, union, added - out if name == large else union)
        for e in out:
            self._name(e, {e}, (e,))
        self.links.join(a, b, name, out, self.home)
        self._offer(name)
        for e in sorted(out - self.put_out):
            self._offer(e)
        self.put_out |= out

    def _twins(self, e: int, f: int) -> bool:
        return (min(e, f), max(e, f)) in self.twins

    def _name(self, name: int, members: set[int], new: Iterable[int]) -> None:
        """Note a group under its name; `new` are those of its members that did not go by it."""
        self.members[name] = members
        self.size[name] = len(members)
        for e in new:
            self.home[e] = name

    def _settle(self) -> None:
        """Move single events to the group that they fit best, the early merges having been blind to what came later.

        What counts is the sum of (probability - THRESHOLD) over the pairs inside groups; a move that takes the place of an event of
        the same report puts that one out. Each move raises the sum, so this ends; `ROUNDS` bounds it.
        """
        for _ in range(ROUNDS):
            if not any([self._move(e) for e in range(len(self.beside))]):  # noqa: C419 - every event gets its turn
                break

    def _gain(self, e: int, group: int, linked: Mapping[int, int]) -> int:
        same = sum(bool(self.home[f] == group) for f in (e, *self.beside[e]))
        return linked.get(group, 0) - self.threshold * (int(self.size[group]) - same)

    def _move(self, e: int) -> bool:
        old, linked = int(self.home[e]), self.links.to_groups(e, self.home)
        best, where, out = self._gain(e, old, linked) + self.worth, -1, set[int]()
        for name in sorted(linked.keys() - {old}):
            rivals = {f for f in self.beside[e] if self.home[f] == name and not self._twins(e, f)}
            lost = sum(max(0, self._gain(f, name, self.links.to_groups(f, self.home))) for f in rivals)
            gain = self._gain(e, name, linked) - lost
            if gain > best:
                best, where, out = gain, name, rivals
        if where < 0:
            return False
        for members in (self.members.pop(old) - {e}, (self.members.pop(where) - out) | {e}, *({f} for f in out)):
            if members:
                self._name(min(members), members, members)
        return True
