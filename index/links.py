"""How strongly groups of events are linked: sums of probabilities between them, kept up to date while groups join and part.

Events are numbers, and a group goes by the number of its smallest event. Probabilities are whole billionths, so that a sum does not
depend on the order of its terms, nor on how a version of Python adds floats.

`Lists` holds what is linked and is right for the many small or thin components; `Table` holds a number for every two events and is right where
most are linked, as in one huge event. They give the same answers (tests/test_grouping.py).
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray

UNIT = 10**9
SMALL = 100  # events up to which a table's start costs more than it saves
DENSE = 16  # entries of a table for one edge, from which it takes more memory than lists do

Numbers = NDArray[np.integer[Any]]
Column = Any  # a whole number for each event: `Links.column`
Offer = tuple[int, int, int]  # minus the mean in billionths, the other group, its size: sorts by what comes first


def mean(total: int, pairs: int) -> int:
    """Return the mean over `pairs` pairs, in billionths; halves go to the even one, in `Table.offers` as well."""
    return round(float(total) / pairs)


class Links(Protocol):
    """The links of one component; `home` is the group of each event, `size` that of each group (by name), both made by `column`."""

    def column(self, values: Sequence[int]) -> Column:
        """Return what holds a number for each event in the form that is quick here."""

    def between(self, a: int, b: int) -> int:
        """Return the sum over all pairs of two groups."""

    def among(self, e: int, events: Collection[int]) -> int:
        """Return the sum over the links of one event to `events`."""

    def to_groups(self, e: int, home: Column) -> dict[int, int]:
        """Return the sum over the links of one event to each group that it has a link to."""

    def offers(self, group: int, size: Column, least: int, above: bool) -> Sequence[Offer]:
        """Return the groups whose mean with `group` is `least` or more, the best first; with `above` those with a higher number alone."""

    def join(self, a: int, b: int, name: int, out: Collection[int], home: Column) -> None:
        """Note that `a` and `b` became `name`, without the events `out`, each of which is a group now; `home` says so already."""


def make(n: int, a: Numbers, b: Numbers, p: Numbers) -> Links:
    """Return the links of `n` events; each pair is given once, with its probability in billionths."""
    return Table(n, a, b, p) if n > SMALL and len(a) * DENSE >= n * n else Lists(n, a, b, p)


class Lists:
    """Only what is linked."""

    def __init__(self, n: int, a: Numbers, b: Numbers, p: Numbers) -> None:
        self.p: list[dict[int, int]] = [{} for _ in range(n)]
        for x, y, k in zip(a.tolist(), b.tolist(), p.tolist(), strict=True):
            self.p[x][y] = self.p[y][x] = k
        self.total = [dict(row) for row in self.p]

    def column(self, values: Sequence[int]) -> Column:
        return list(values)

    def between(self, a: int, b: int) -> int:
        return self.total[a].get(b, 0)

    def among(self, e: int, events: Collection[int]) -> int:
        row = self.p[e]
        return sum(row[f] for f in row.keys() & events)

    def to_groups(self, e: int, home: Column) -> dict[int, int]:
        out: dict[int, int] = {}
        for f, k in self.p[e].items():
            g = home[f]
            out[g] = out.get(g, 0) + k
        return out

    def offers(self, group: int, size: Column, least: int, above: bool) -> Sequence[Offer]:
        mine = size[group]
        found = []
        for other, total in self.total[group].items():
            if not above or other > group:
                n = size[other]
                m = mean(total, mine * n)
                if m >= least:
                    found.append((-m, other, n))
        found.sort()
        return found

    def join(self, a: int, b: int, name: int, out: Collection[int], home: Column) -> None:
        row, more = sorted((self.total[a], self.total[b]), key=len, reverse=True)
        for g in (a, b):
            for c in self.total[g]:
                del self.total[c][g]
            self.total[g] = {}
        for c, k in more.items():
            row[c] = row.get(c, 0) + k
        alone = {e: self.to_groups(e, home) for e in out}
        for theirs in alone.values():
            for c, k in theirs.items():
                if c != name and c not in alone:
                    row[c] -= k
            theirs.setdefault(name, 0)
        self._put(name, {c: k for c, k in row.items() if k and c not in (a, b)})
        for e, theirs in alone.items():
            self._put(e, theirs)

    def _put(self, group: int, row: dict[int, int]) -> None:
        self.total[group] = row
        for c, k in row.items():
            self.total[c][group] = k


class Table:
    """A number for every two events, and for every two groups."""

    def __init__(self, n: int, a: Numbers, b: Numbers, p: Numbers) -> None:
        self.p = np.zeros((n, n), np.int32)
        self.p[a, b] = self.p[b, a] = p
        self.total = self.p.astype(np.int64)

    def column(self, values: Sequence[int]) -> Column:
        return np.array(values, np.int64)

    def between(self, a: int, b: int) -> int:
        return int(self.total[a, b])

    def among(self, e: int, events: Collection[int]) -> int:
        return int(self.p[e, list(events)].sum(dtype=np.int64))

    def to_groups(self, e: int, home: Column) -> dict[int, int]:
        row = self._row(e, home)
        there = np.flatnonzero(row)
        return dict(zip(there.tolist(), row[there].tolist(), strict=True))

    def _row(self, e: int, home: Column) -> Numbers:
        return np.bincount(home, self.p[e], len(home)).astype(np.int64)  # floats, but exact: far below 2**53

    def offers(self, group: int, size: Column, least: int, above: bool) -> Sequence[Offer]:
        row = self.total[group]
        other = np.flatnonzero(row)
        if above:
            other = other[other > group]
        m = np.rint(row[other] / (size[group] * size[other])).astype(np.int64)
        other, m = other[m >= least], m[m >= least]
        order = np.argsort(-m, kind="stable")
        return _Offers(m[order], other[order].astype(np.int32), size[other[order]].astype(np.int32))

    def join(self, a: int, b: int, name: int, out: Collection[int], home: Column) -> None:
        row = self.total[a] + self.total[b]
        gone = np.array([a, b])
        self.total[gone] = self.total[:, gone] = 0
        alone = {e: self._row(e, home) for e in out}
        for theirs in alone.values():
            row -= theirs
        row[[a, b, name, *out]] = 0
        for g, mine in ((name, row), *alone.items()):
            self.total[g] = self.total[:, g] = mine


class _Offers(Sequence[Offer]):
    """The same as a list of offers, in a fifth of the memory: of a huge event there are as many as pairs."""

    def __init__(self, mean: Numbers, other: NDArray[np.int32], size: NDArray[np.int32]) -> None:
        self.mean, self.other, self.size = mean, other, size

    def __len__(self) -> int:
        return len(self.mean)

    def __getitem__(self, i: int) -> Offer:  # type: ignore[override]
        return -int(self.mean[i]), int(self.other[i]), int(self.size[i])
