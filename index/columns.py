"""Events field by field: `Facts` is one profile (`matching.profile`) as sets and day numbers, `Columns` are many of them, an array for each field.

Where most of some events are asked about with most of others, the members that their sets share are counted for all at once, as a product of two
sparse tables.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from functools import cache
from typing import Any

import numpy as np
from numpy.typing import NDArray

from claims import acts, cues, gazetteer, moments
from claims.moments import day

SPARSE = 8  # entries of a table of all with all for one pair that is asked for, from which sets are met one by one
DENSE = 5_000_000  # cells of a table up to which it is multiplied as it is
LONG = 10**6  # of a report whose length a store made before does not tell
LARGE, CLOSE = 1000, 0.05  # figures from which two are rounded differently, and the share by which they may be apart then

Flags = NDArray[np.bool_]
Numbers = NDArray[np.float64]


@cache
def _unnamed() -> frozenset[str]:
    return frozenset(cues.load("relations")["unnamed"]["words"])


def _step(n: int) -> int:
    """Return on which step of a ladder a figure is: two no more than `CLOSE` apart are on one, or on two that follow each other."""
    return int(math.log(n) / math.log(1 + CLOSE))


class Facts:
    """One profile (`matching.profile`), as sets and day numbers."""

    __slots__ = ("about", "actors", "ages", "all_over", "area", "cumulative", "deaths", "figures", "first", "full", "lands", "last", "length", "main", "names", "on_top", "place", "place_id", "places", "published", "report", "side", "spot", "stands", "terms", "title", "told", "towns", "unnamed", "victims", "what", "width", "words")  # fmt: skip

    def __init__(self, p: Mapping[str, Any]) -> None:
        start, end, published = day(p["first"]), day(p["last"]), day(p["published"])
        self.first = start.toordinal() if start else None
        self.last = end.toordinal() if end else None
        self.width = self.last - self.first if self.first is not None and self.last is not None else None
        self.published = published.toordinal() if published else 0
        self.what: str = p["what"]
        self.told = frozenset(p["told"])
        self.places = frozenset(p["places"])
        self.place: str = p["places"][0] if p["places"] else ""
        self.place_id: str = p["place_id"] or ""
        # of a town that the gazetteer has, the land may be that of a namesake
        named = self.place not in gazetteer.lands() and not self.place_id.startswith("geonames:")
        self.lands = self.places & gazetteer.lands() if named else frozenset()
        self.spot = gazetteer.coordinates(self.place_id) if self.place_id else None
        self.towns = tuple(spot for i in p.get("towns", ()) if (spot := gazetteer.coordinates(i)))
        self.unnamed = bool(p["actors"]) and all(a.split()[-1] in _unnamed() for a in p["actors"] if a)
        self.actors = frozenset(p["actors"])
        self.victims = frozenset(w for v in p["victims"] for w in v.split() if len(w) > 2)
        self.terms = frozenset(p["terms"])
        self.words = frozenset(p["words"])
        self.names = frozenset(p["names"])
        self.ages = frozenset(p["ages"])
        self.full = frozenset(p["pairs"])
        self.cumulative = bool(p["cumulative"])
        self.main = bool(p["main"])
        self.all_over = bool(p.get("all_over"))
        stands = p.get("stands") or 0  # days; older stores kept only whether it stands
        self.stands = moments.STANDING if stands is True else int(stands)
        self.area: str = p.get("area") or ""
        self.side: str = p.get("side") or ""
        self.on_top = bool(p.get("on_top"))
        self.length = float(p.get("length", LONG))
        self.figures = frozenset((k, n) for k, v in p["figures"].items() for n in v)
        self.about = frozenset((k, step + i) for k, n in self.figures if n >= LARGE for step in (_step(n),) for i in (0, 1))
        self.deaths = max(p["figures"].get("killed") or (), default=None)
        self.report = p["report"]
        self.title = frozenset(p["title"])


class Columns:
    """Facts field by field: arrays with one value an event, each made when it is first asked for and kept."""

    def __init__(self, facts: Sequence[Facts]) -> None:
        self.facts = facts
        self._kept: dict[str, NDArray[Any]] = {}
        self._tables: dict[str, Any] = {}

    def keep(self, name: str, make: Callable[[], NDArray[Any]]) -> NDArray[Any]:
        """Return what is kept under `name`, made now where nothing is."""
        if name not in self._kept:
            self._kept[name] = make()
        return self._kept[name]

    def get(self, name: str, read: Callable[[Facts], Any], kind: Any) -> NDArray[Any]:
        """Return what `read` gives for each event, as an array of `kind`, kept under `name`."""
        return self.keep(name, lambda: np.array([read(f) for f in self.facts], kind))

    def code(self, name: str) -> NDArray[np.int64]:
        """Return a number for each value of the field `name`, the same for the same, 0 for nothing."""
        number: dict[Any, int] = {}
        return self.get(
            f"code {name}", lambda f: number.setdefault(v, len(number) + 1) if (v := getattr(f, name)) else 0, np.int64
        )

    @property
    def kinds_told(self) -> Flags:
        """A row for each event and a column for each number of a kind (`code("what")`): whether the words around the event tell of it."""

        def table() -> Flags:
            of = {f.what: c for f, c in zip(self.facts, self.code("what").tolist(), strict=True) if f.what}
            made = np.zeros((len(self.facts), len(of) + 1), bool)
            for row, f in zip(made, self.facts, strict=True):
                row[[of[k] for k in f.told if k in of]] = True
            return made

        return self.keep("kinds told", table)

    @property
    def never_one(self) -> Flags:
        """A table of the numbers of kinds (`code("what")`): which two are never one event (`acts.two_kinds`)."""

        def table() -> Flags:
            of = {f.what: c for f, c in zip(self.facts, self.code("what").tolist(), strict=True) if f.what}
            made = np.zeros((len(of) + 1, len(of) + 1), bool)
            for x, y in (tuple(pair) for pair in acts.two_kinds("hardly")):
                if x in of and y in of:
                    made[of[x], of[y]] = made[of[y], of[x]] = True
            return made

        return self.keep("never one", table)

    def flag(self, name: str) -> Flags:
        return self.get(name, lambda f: getattr(f, name), bool)

    def number(self, name: str) -> Numbers:
        """Return the field `name` as numbers, nan where there is none."""
        return self.get(name, lambda f: np.nan if (v := getattr(f, name)) is None else v, np.float64)

    def size(self, name: str) -> NDArray[np.int64]:
        return self.get(f"size {name}", lambda f: len(getattr(f, name)), np.int64)

    def shared(self, name: str, a: NDArray[np.int64], b: NDArray[np.int64]) -> NDArray[np.int64]:
        """Return how many members the sets `name` of events a[i] and b[i] share."""
        left, right = _distinct(a, len(self.facts)), _distinct(b, len(self.facts))
        if len(left[0]) * len(right[0]) <= SPARSE * len(a):
            members = self._members(name)
            met = members[left[0]] @ members[right[0]].T
            table = met if isinstance(met, np.ndarray) else met.toarray()
            return table[left[1][a], right[1][b]].astype(np.int64)
        sets = [getattr(f, name) for f in self.facts]
        return np.array([len(sets[x] & sets[y]) for x, y in zip(a.tolist(), b.tolist(), strict=True)], np.int64)

    def _members(self, name: str) -> Any:
        """Return the sets `name` as a table: a row for each event, a column for each member that any of them has; a large table is sparse."""
        if name not in self._tables:
            number: dict[Any, int] = {}
            found = [number.setdefault(m, len(number)) for f in self.facts for m in getattr(f, name)]
            size, shape = self.size(name), (len(self.facts), max(1, len(number)))
            if shape[0] * shape[1] <= DENSE:  # quicker than to load SciPy
                table: Any = np.zeros(shape, np.float32)  # which holds such counts exactly
                table[np.repeat(np.arange(len(size)), size), found] = 1
            else:
                from scipy.sparse import csr_array

                table = csr_array((np.ones(len(found), np.int64), found, np.concatenate([[0], np.cumsum(size)])), shape)
            self._tables[name] = table
        return self._tables[name]


def _distinct(events: NDArray[np.int64], count: int) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Return which of `count` events there are, ascending, and for each event its place among them."""
    there = np.zeros(count, bool)
    there[events] = True
    return np.flatnonzero(there), np.cumsum(there) - 1
