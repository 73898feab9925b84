"""New events against old ones: candidates, edges, and the line-ups of the components that were touched.

Works inside the caller's transaction. An edge depends on its two events alone and a component's line-ups on that component alone, so
the outcome does not depend on the order in which reports came.
"""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass
from datetime import date
from functools import partial
from itertools import chain
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from claims.records import Account
from index import codec, forks, neighbours, ties
from index.columns import Facts
from index.edges import Edges
from index.store import Store, chunks, stack

if TYPE_CHECKING:
    from index.lineups import Chance, LineUp

OPEN_PAST, OPEN_FUTURE = 0, 4_000_000  # day numbers (date.toordinal) for a window that is open at an end
NARROW = 31  # days; longer windows are "wide" and compared apart, so that they do not widen every block
WEEK, YEAR = 7, 366
MANY = 200  # events from which line-ups made on all cores pay for the processes
PIECE = 16  # events in one piece of that work
PAIRS = 200_000  # candidate pairs scored at a time: bounds the memory


def window(start: str | None, end: str | None) -> tuple[int, int]:
    """Return first and last day as day numbers; an end that is not given, or no date, is open."""
    return _day(start, OPEN_PAST), _day(end, OPEN_FUTURE)


def _day(text: str | None, default: int) -> int:
    try:
        return date.fromisoformat(text[:10]).toordinal() if text else default
    except ValueError:
        return default


@dataclass(frozen=True, slots=True)
class Block:
    """Events as columns."""

    rid: NDArray[np.int64]
    report: NDArray[np.object_]
    first: NDArray[np.int64]
    last: NDArray[np.int64]
    vector: NDArray[np.int64]


class Matcher:
    """Finds and stores the edges of new events."""

    def __init__(self, store: Store) -> None:
        from index import matching

        self.store, self.rules = store, matching
        self.held: dict[int, NDArray[np.float32]] = {}
        self.facts: dict[int, Facts] = {}
        self.waiting: list[tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.float32]]] = []  # pairs, and their cosines

    def match(self, new: Sequence[int]) -> int:
        """Compare the events `new` with all events, themselves included, and store the edges. Return how many there are."""
        fresh = self._block(self.store.among(f"SELECT {COLUMNS} FROM events WHERE rid IN ({{}})", new))
        slack, edges, waiting = int(self.rules.SLACK), 0, 0
        # Week by week; long windows year by year, and those without an end apart, so that they do not widen the others' search.
        wide, endless = fresh.last - fresh.first > NARROW, (fresh.first <= OPEN_PAST) | (fresh.last >= OPEN_FUTURE)
        part = np.where(wide, np.where(endless, -1, -2 - fresh.first // YEAR), fresh.first // WEEK)
        order = np.lexsort((fresh.rid, fresh.first))
        for one in np.unique(part):
            mine = order[part[order] == one]
            for old in self._touching(int(fresh.first[mine].min()) - slack, int(fresh.last[mine].max()) + slack):
                waiting += self._compare(fresh, mine, old, slack)
                if waiting >= PAIRS:
                    edges, waiting = edges + self._score(), 0
        return edges + self._score()

    def _touching(self, low: int, high: int) -> Iterator[Block]:
        """Yield the events whose days touch those from `low` to `high`, some at a time."""
        found = self.store.db.execute(
            f"SELECT {COLUMNS} FROM events WHERE wide = 0 AND first BETWEEN ? AND ? AND last >= ? UNION ALL "
            f"SELECT {COLUMNS} FROM events WHERE wide = 1 AND first <= ? AND last >= ?",
            (low - NARROW, high, low, high, low),
        )
        while rows := found.fetchmany(neighbours.BLOCK):
            yield self._block(rows)
            if len(rows) == neighbours.BLOCK:
                self.held.clear()

    def _block(self, rows: Sequence[tuple[Any, ...]]) -> Block:
        numbers = np.array([(r[0], r[2], r[3], r[4]) for r in rows], np.int64).reshape(-1, 4)
        return Block(numbers[:, 0], np.array([r[1] for r in rows], object), numbers[:, 1], numbers[:, 2], numbers[:, 3])

    def _vectors(self, rids: NDArray[np.int64]) -> NDArray[np.float32]:
        missing = sorted({int(r) for r in rids} - self.held.keys())
        if missing:
            rows = self.store.among("SELECT rid, vector FROM vectors WHERE rid IN ({})", missing)
            self.held.update(zip((r for r, _ in rows), stack([v for _, v in rows]), strict=True))
        return np.stack([self.held[int(r)] for r in rids])

    def _compare(self, fresh: Block, mine: NDArray[np.int64], old: Block, slack: int) -> int:
        """Let the pairs of `mine` among `fresh` with `old` that may be one event wait to be scored. Return how many there are."""
        if not len(old.rid):
            return 0
        ours, our_row = np.unique(fresh.vector[mine], return_inverse=True)
        theirs, their_row = np.unique(old.vector, return_inverse=True)
        a, b, cosine = neighbours.pairs(self._vectors(ours), self._vectors(theirs), self.rules.FLOOR)
        if not len(a):
            return 0
        # From distinct vectors back to events: the rows of each vector, pair by pair.
        close = np.full((len(ours), len(theirs)), np.nan, np.float32) if len(ours) * len(theirs) <= 50_000_000 else None
        if close is not None:
            close[a, b] = cosine
            grid = close[our_row][:, their_row]
            x, y = np.nonzero(~np.isnan(grid))
            c = grid[x, y]
        else:
            x, y, c = _expand(a, b, cosine, our_row, their_row)
        x = mine[x]
        keep = (
            (fresh.report[x] != old.report[y]) & (fresh.first[x] <= old.last[y] + slack) & (old.first[y] <= fresh.last[x] + slack)
        )
        x, y, c = x[keep], y[keep], c[keep]
        left, right = np.minimum(fresh.rid[x], old.rid[y]), np.maximum(fresh.rid[x], old.rid[y])
        # A pair of two new events is found from both sides: once is enough.
        both = np.isin(old.rid[y], fresh.rid[mine])
        once = ~both | (fresh.rid[x] < old.rid[y])
        self.waiting.append((left[once], right[once], c[once]))
        return int(once.sum())

    def _score(self) -> int:
        """Store the edges among the pairs that wait: those of many weeks together, each once. Return how many there are."""
        if not self.waiting:
            return 0
        left, right, cosine = (np.concatenate(columns) for columns in zip(*self.waiting, strict=True))
        self.waiting.clear()
        _, first = np.unique(left * (right.max(initial=0) + 1) + right, return_index=True)
        left, right, cosine, kept = left[first], right[first], cosine[first], 0
        for start in range(0, len(left), PAIRS):
            a, b, c = left[start : start + PAIRS], right[start : start + PAIRS], cosine[start : start + PAIRS]
            rids, place = np.unique(np.concatenate([a, b]), return_inverse=True)
            facts = self._facts(rids.tolist())
            good, p = self.rules.kept(facts, place[: len(a)], place[len(a) :], c)
            rows = zip(a[good].tolist(), b[good].tolist(), p.tolist(), strict=True)
            self.store.db.executemany("INSERT OR REPLACE INTO edges VALUES (?, ?, ?)", rows)
            kept += int(good.sum())
        return kept

    def _facts(self, rids: Sequence[int]) -> list[Facts]:
        missing = [r for r in rids if r not in self.facts]
        for rid, text in self.store.among("SELECT rid, profile FROM events WHERE rid IN ({})", missing):
            self.facts[rid] = Facts(json.loads(text))
        return [self.facts[r] for r in rids]


COLUMNS = "rid, report, first, last, vector"


def _expand(
    a: NDArray[np.int64], b: NDArray[np.int64], c: NDArray[np.float32], our_row: NDArray[np.int64], their_row: NDArray[np.int64]
) -> tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.float32]]:
    left, right = _members(our_row), _members(their_row)
    found = [(x, y, k) for i, j, k in zip(a.tolist(), b.tolist(), c.tolist(), strict=True) for x in left[i] for y in right[j]]
    x, y, k = zip(*found, strict=True) if found else ((), (), ())
    return np.array(x, np.int64), np.array(y, np.int64), np.array(k, np.float32)


def _members(rows: NDArray[np.int64]) -> dict[int, list[int]]:
    out: dict[int, list[int]] = defaultdict(list)
    for i, r in enumerate(rows.tolist()):
        out[r].append(i)
    return out


def tied_events(store: Store) -> list[tuple[int, int, float]]:
    """Return what analysts tied (1.0) or kept apart (0.0), as pairs of events that are there now."""
    rows = store.all(
        "SELECT t.a, t.b, t.p FROM ties t JOIN decisions d ON d.seq = t.seq WHERE d.undone = 0 ORDER BY t.seq, t.a, t.b"
    )
    event = dict(store.among("SELECT id, event FROM claims WHERE id IN ({})", {c for a, b, _ in rows for c in (a, b)}))
    found = {
        (min(event[a], event[b]), max(event[a], event[b])): p
        for a, b, p in rows
        if a in event and b in event and event[a] != event[b]
    }
    return [(a, b, p) for (a, b), p in found.items()]


def component(store: Store, seeds: Iterable[int], tied: Sequence[tuple[int, int, float]] = ()) -> set[int]:
    """Return `seeds` and every event that strong edges or an analyst's ties connect with them.

    Two groups join only where the mean of their edges reaches the threshold, so at least one edge does: weaker ones never lead out of
    a component, and following them would chain a place's whole history together.
    """
    from index.grouping import THRESHOLD

    seen = set(seeds)
    edge = set(seen)
    while edge:
        found = {r for (r,) in store.among(f"SELECT b FROM edges WHERE p >= {THRESHOLD} AND a IN ({{}})", edge)}
        found |= {r for (r,) in store.among(f"SELECT a FROM edges WHERE p >= {THRESHOLD} AND b IN ({{}})", edge)}
        found |= {y for a, b, p in tied if p for x, y in ((a, b), (b, a)) if x in edge}
        edge = found - seen
        seen |= edge
    return seen


def regroup(store: Store, touched: Iterable[int], known: Mapping[str, Account] | None = None) -> int:
    """Group the components of the events `touched` anew and rebuild the line-ups of the groups that changed. Return how many were built.

    `known` are accounts by report id that need not be read from the store.

    A group's line-ups follow from its members alone. An event without a group is new, or `disband` took its group away: so a group that
    has the members that it had keeps its line-ups.
    """
    from index import grouping, matching

    tied = tied_events(store)
    members = component(store, touched, tied)
    if not members:
        return 0
    rows = store.among("SELECT rid, id, report, grp FROM events WHERE rid IN ({})", members)
    name = {rid: key for rid, key, _, _ in rows}
    report = {key: r for _, key, r, _ in rows}
    number = Counter(report.values())
    beside = [rid for rid, _, r, _ in rows if number[r] > 1]  # twins need a second event of their report
    told = {name[rid]: json.loads(text) for rid, text in store.among("SELECT rid, profile FROM events WHERE rid IN ({})", beside)}
    links = _edges(store, name)
    groups = ties.apply(
        grouping.group(dict(sorted(report.items())), links, matching.twins(told)),
        links,
        [(name[a], name[b], p) for a, b, p in tied if a in members and b in members],
    )
    was: dict[str, list[str]] = defaultdict(list)
    for _, key, _, grp in rows:
        if grp is not None:
            was[grp].append(key)
    kept = {g[0] for g in groups if sorted(was.get(g[0], ())) == list(g)}
    disband(store, was.keys() - kept)
    groups = [g for g in groups if g[0] not in kept]
    store.db.executemany("UPDATE events SET grp = ? WHERE id = ?", ((g[0], e) for g in groups for e in g))
    built = 0
    chance, bound = links.chance(), {name[r] for a, b, p in tied if p and a in members for r in (a, b) if r in name}
    for part in _portions(groups):
        wanted = {report[e] for g in part for e in g}
        accounts = {r: known[r] for r in wanted & known.keys()} if known else {}
        accounts |= {a.report.id: a for a in store.accounts(wanted - accounts.keys())}
        lined = partial(_lined, report, accounts, chance, bound)
        for lines in _on_all_cores(lined, part):
            store.db.executemany("INSERT INTO lineups VALUES (?, ?, ?, ?, ?, ?, ?)", lines)
            built += len(lines)
    return built


Line = tuple[str, str, str, str, str, float, str]


def _line(group: str, line: LineUp) -> Line:
    """Return a line-up of `group` as a row of the table."""
    row = line.out()
    return line.id, group, row["kind"], row["measure"], row["verdict"], float(line.severity), codec.dumps(row)


def _lined(
    report: Mapping[str, str], accounts: Mapping[str, Account], chance: Chance, bound: Set[str], groups: Sequence[tuple[str, ...]]
) -> list[list[Line]]:
    """Return the line-ups of each of `groups`. `report` is an event's report, and `bound` are the events that an analyst tied."""
    from index import lineups

    made = []
    for group in groups:
        of = {report[e]: accounts[report[e]] for e in group}
        made.append([_line(group[0], x) for x in lineups.build([group], of, chance if bound.isdisjoint(group) else None)])
    return made


def _on_all_cores(
    lined: Callable[[Sequence[tuple[str, ...]]], list[list[Line]]], groups: Sequence[tuple[str, ...]]
) -> list[list[Line]]:
    """Yield the line-ups of each group, in the order given: `lined` for some groups at a time, the largest first."""
    if sum(map(len, groups)) < MANY:
        return lined(groups)
    order = sorted(range(len(groups)), key=lambda i: -len(groups[i]))
    pieces = list(_portions([groups[i] for i in order], PIECE))
    made = dict(zip(order, chain.from_iterable(forks.spread(lined, pieces)), strict=True))
    return [made[i] for i in range(len(groups))]


def _edges(store: Store, name: Mapping[int, str]) -> Edges:
    """Return the edges between the events in `name` (number -> id)."""
    ids = np.array(sorted(name), np.int64)
    sql = "SELECT a, b, p FROM edges WHERE a IN ({})"
    parts = [np.array(store.among(sql, part), np.float64).reshape(-1, 3) for part in chunks(ids.tolist())]
    found = np.concatenate(parts or [np.zeros((0, 3))])  # a number of an event is exact in a float
    a, b = found[:, :2].astype(np.int64).T
    return Edges.among([name[i] for i in ids.tolist()], ids, a, b, found[:, 2])


def disband(store: Store, groups: Iterable[str]) -> None:
    """Delete the line-ups of `groups`, and leave their events in no group, so that `regroup` builds them anew."""
    for g in groups:
        store.db.execute("DELETE FROM lineups WHERE grp = ?", (g,))
        store.db.execute("UPDATE events SET grp = NULL WHERE grp = ?", (g,))


def _portions(groups: Sequence[tuple[str, ...]], size: int = 1000) -> Iterable[list[tuple[str, ...]]]:
    """Yield the groups in lists of about `size` events, so that few accounts are in memory at once."""
    part: list[tuple[str, ...]] = []
    n = 0
    for g in groups:
        part.append(g)
        n += len(g)
        if n >= size:
            yield part
            part, n = [], 0
    if part:
        yield part
