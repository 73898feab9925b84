"""Many pairs of events at once, as columns: what `matching.FEATURES` is worked out from.

A property of `Pairs` is an array with one value a pair; what several features ask is worked out once.
"""

from __future__ import annotations

import math
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray

from claims import acts, cues, linking, sides
from index.columns import CLOSE, LARGE, Columns, Flags, Numbers

NEAR = 15  # km up to which two towns may be one place, or one a part of the other
BRIEF = 300  # characters
PRECISE = 3  # days: a window no longer than this tells one event from the next
STRETCH = 5  # days: a window at least as long is that of many acts
NEARLY = 0.7  # weight of two that are that close, of a figure that both give: "nearly 50,000", "49,800"


def _km(a: Numbers, b: Numbers) -> Numbers:
    """Return the kilometres between places given in degrees, (..., 2), along the sphere."""
    (lat, lon), (lat2, lon2) = np.radians(a).T, np.radians(b).T
    h = np.sin((lat2 - lat) / 2) ** 2 + np.cos(lat) * np.cos(lat2) * np.sin((lon2 - lon) / 2) ** 2
    made: Numbers = 12742 * np.arcsin(np.minimum(1.0, np.sqrt(h)))
    return made


class Pairs:
    """The pairs facts[a[i]], facts[b[i]] with the cosines of their vectors."""

    def __init__(self, columns: Columns, a: NDArray[np.int64], b: NDArray[np.int64], cosine: NDArray[Any]) -> None:
        self.columns, self.facts, self.a, self.b = columns, columns.facts, a, b
        self.cosine: Numbers = cosine.astype(np.float64)
        self._shared: dict[str, Numbers] = {}

    def flag(self, name: str) -> tuple[Flags, Flags]:
        """Return the field `name` of both sides."""
        column = self.columns.flag(name)
        return column[self.a], column[self.b]

    # Time

    @cached_property
    def _days(self) -> tuple[Numbers, Numbers, Numbers, Numbers]:
        first, last = self.columns.number("first"), self.columns.number("last")
        return first[self.a], last[self.a], first[self.b], last[self.b]

    @cached_property
    def gap(self) -> Numbers:
        """Days between the two windows, 0 where they meet; nan where one is not known."""
        first_a, last_a, first_b, last_b = self._days
        return np.maximum(0.0, np.maximum(first_b - last_a, first_a - last_b))

    @cached_property
    def dated(self) -> Flags:
        return ~np.isnan(self.gap)

    @cached_property
    def near(self) -> Flags:
        """Whether the windows meet or are one day apart."""
        return self.gap <= 1

    @cached_property
    def precise(self) -> Flags:
        first_a, last_a, first_b, last_b = self._days
        return (last_a - first_a <= PRECISE) & (last_b - first_b <= PRECISE)

    @property
    def one_holds(self) -> Flags:
        """Whether the window of one lies in the longer one of the other, of which it is at most half."""
        first_a, last_a, first_b, last_b = self._days
        long_a, long_b = last_a - first_a, last_b - first_b
        a_holds = (first_a <= first_b) & (last_b <= last_a) & (long_a >= STRETCH) & (2 * long_b <= long_a)
        b_holds = (first_b <= first_a) & (last_a <= last_b) & (long_b >= STRETCH) & (2 * long_a <= long_b)
        made: Flags = a_holds | b_holds
        return made

    @property
    def stood_later(self) -> Flags:
        """Whether one tells, some days after the other's act, where a toll stands that has no day of its own."""
        first_a, last_a, first_b, last_b = self._days
        days = self.columns.number("stands")
        after_b, after_a = first_a - last_b, first_b - last_a
        made: Flags = ((after_b > 0) & (after_b <= days[self.a])) | ((after_a > 0) & (after_a <= days[self.b]))
        return made

    @property
    def two_sides(self) -> Flags:
        """Whether one tells of an act of a state and the other of one of those who fight it."""
        fighters = self.columns.get(
            "fighters", lambda f: (f.side == sides.FIGHTERS) - (f.side in (sides.AIR, sides.STATE)), np.int64
        )
        made: Flags = fighters[self.a] * fighters[self.b] < 0
        return made

    @property
    def on_top(self) -> Flags:
        """Whether one says that whom it counts are on top of those told before."""
        x, y = self.flag("on_top")
        return x | y

    @cached_property
    def same_day(self) -> Flags:
        made: Flags = self.precise & (self.gap == 0)
        return made

    @cached_property
    def same_span(self) -> Numbers:
        """How alike two long windows are."""
        first_a, last_a, first_b, last_b = self._days
        both = np.minimum(last_a, last_b) - np.maximum(first_a, first_b) + 1
        whole = np.maximum(last_a, last_b) - np.minimum(first_a, first_b) + 1
        return np.where(self.precise | ~self.dated, 0.0, np.maximum(0.0, both / whole))

    @cached_property
    def unlike_width(self) -> Numbers:
        wide = self.columns.get("wide", lambda f: np.nan if f.width is None else math.log10(f.width + 1), np.float64)
        made: Numbers = np.nan_to_num(np.abs(wide[self.a] - wide[self.b]))
        return made

    @cached_property
    def ends_apart(self) -> Numbers:
        """How far apart the last days of the windows are, 1 from a year on: a war's toll of each year answers another question."""
        _, last_a, _, last_b = self._days
        made: Numbers = np.nan_to_num(np.minimum(1.0, np.abs(last_a - last_b) / 365))
        return made

    @cached_property
    def brief(self) -> Numbers:
        """How little the shorter of the two reports says: near 1 for a sentence, 0.2 for a paragraph, 0 for an article. It shares few words
        with whatever it is compared with, so that what it does say must do."""
        length = self.columns.number("length")
        made: Numbers = np.exp(-np.minimum(length[self.a], length[self.b]) / BRIEF)
        return made

    @cached_property
    def _days_between(self) -> Numbers:
        """How far apart the reports are: 0 on one day or where a day is not known, then the log of the days."""
        at = self.columns.get("published", lambda f: f.published, np.int64)
        x, y = at[self.a], at[self.b]
        return np.where((x > 0) & (y > 0), np.log10(np.abs(x - y) + 1), 0.0)

    @property
    def published_apart(self) -> Numbers:
        """How far apart the reports are on a log scale of days: 0 on one day, 1 from three months on."""
        made: Numbers = np.minimum(1.0, self._days_between / 2)
        return made

    @property
    def years_apart(self) -> Numbers:
        """The same, 1 from three years on."""
        made: Numbers = np.minimum(1.0, self._days_between / 3)
        return made

    # Place

    @cached_property
    def _placed(self) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
        place = self.columns.code("place")
        return place[self.a], place[self.b]

    @cached_property
    def same_place(self) -> Flags:
        x, y = self._placed
        ids = self.columns.code("place_id")
        made: Flags = ((x > 0) & (x == y)) | ((ids[self.a] > 0) & (ids[self.a] == ids[self.b]))
        return made

    @cached_property
    def within(self) -> Flags:
        """Whether the most precise place of one is among the places that hold the other."""
        f = self.facts
        out = np.zeros(len(self.a), bool)
        for k in np.flatnonzero((self.shared("places") > 0) & ~self.same_place).tolist():
            x, y = f[self.a[k]], f[self.b[k]]
            out[k] = x.place in y.places or y.place in x.places
        return out

    @property
    def other_actors(self) -> Flags:
        """Whether both name who did it, and not the same: "gunmen" may be anybody's."""
        x, y = self.flag("unnamed")
        made: Flags = self.apart("actors") & ~x & ~y
        return made

    @property
    def two_lands(self) -> Flags:
        """Whether each is at a place of a land, no land is shared, and neither is one of the sky and the ground, which know no border."""
        borderless = acts.kinds("borderless")
        wide = self.columns.get("wide act", lambda f: f.what in borderless, bool)
        made: Flags = self.apart("lands") & ~self.same_place & ~wide[self.a] & ~wide[self.b]
        return made

    @property
    def two_areas(self) -> Flags:
        """Whether each is told of a district (a province, ...) of its own, and no place is shared."""
        area = self.columns.code("area")
        made: Flags = (area[self.a] > 0) & (area[self.a] == area[self.b]) & self.apart("places") & ~self.same_place
        return made

    @property
    def two_towns(self) -> Flags:
        """Whether two short reports each name towns, all of them known for certain, the event's among them, and those of one lie apart from those of the other."""
        f, x = self.facts, self.columns.get("in a town", lambda f: f.spot in f.towns, bool)
        out = np.zeros(len(self.a), bool)
        for k in np.flatnonzero(x[self.a] & x[self.b] & ~self.within).tolist():
            one, two = f[self.a[k]].towns, f[self.b[k]].towns
            out[k] = min(_km(np.array(x), np.array(y)) for x in one for y in two) > NEAR
        return out

    @property
    def two_acts(self) -> Flags:
        """Whether they are of two kinds that nobody takes for one another, and neither report tells of the other's kind."""
        one, two, _, _ = self._kinds
        made: Flags = self.columns.never_one[one, two] & ~self.kind_told
        return made

    @property
    def all_over(self) -> Flags:
        """Whether one, and not both, counts all over where it counts."""
        x, y = self.flag("all_over")
        made: Flags = x != y
        return made

    @property
    def in_a_land(self) -> Flags:
        """Whether the place of one is a country, in which there may be several."""
        land = self.columns.get("in a land", lambda f: f.place_id.startswith("country:"), bool)
        made: Flags = land[self.a] | land[self.b]
        return made

    @cached_property
    def other_place(self) -> Flags:
        return self.elsewhere()

    def elsewhere(self) -> Flags:
        x, y = self._placed
        return (x > 0) & (y > 0) & ~self.same_place & ~self.within

    @cached_property
    def towns_apart(self) -> Numbers:
        """How far apart their towns are, 0 up to 10 km, 1 from 1,000 km on; 0 where one is not known."""
        spots = self.columns.get("spot", lambda f: f.spot or (np.nan, np.nan), np.float64).reshape(-1, 2)
        km = _km(spots[self.a], spots[self.b])
        made: Numbers = np.nan_to_num(np.minimum(1.0, np.maximum(0.0, np.log10(np.maximum(1.0, km)) - 1) / 2))
        return made

    # Kind of event

    @cached_property
    def _kinds(self) -> tuple[NDArray[np.int64], NDArray[np.int64], Flags, Flags]:
        code = self.columns.code("what")
        of = dict(zip(code.tolist(), (f.what for f in self.facts), strict=True))
        one, two, everyday = code[self.a], code[self.b], acts.kinds("everyday")
        common = np.array([not of.get(c) or of[c] in everyday for c in range(max(of, default=0) + 1)], bool)
        alike = np.zeros((len(common), len(common)), bool)
        for x, y in (divmod(n, len(common)) for n in np.unique(one * len(common) + two).tolist()):
            alike[x, y] = x != y and linking.alike(of[x], of[y])
        return one, two, common[one], alike[one, two]

    @cached_property
    def same_kind(self) -> Flags:
        one, two, _, _ = self._kinds
        made: Flags = (one > 0) & (one == two)
        return made

    @cached_property
    def other_kind(self) -> Flags:
        one, two, _, _ = self._kinds
        made: Flags = (one > 0) & (two > 0) & (one != two) & ~self.alike
        return made

    @property
    def alike(self) -> Flags:
        """Whether the two kinds are words for one thing ("air strike", "bombing"), though not the same word."""
        return self._kinds[3]

    @cached_property
    def kind_told(self) -> Flags:
        """Whether the kinds differ, but the words around one event also name the kind of the other: a battle has its shelling."""
        one, two, _, _ = self._kinds
        told = self.columns.kinds_told
        made: Flags = (one > 0) & (two > 0) & (one != two) & (told[self.b, one] | told[self.a, two])
        return made

    @property
    def of_war(self) -> Flags:
        """Whether one is a war, or fighting, and the other an act of war, or of no kind that is told."""
        fights, everyday = cues.load("relations")["fights"]["kinds"], acts.kinds("everyday")
        war = self.columns.get("a war", lambda f: f.what in fights, bool)
        act = self.columns.get("an act of war", lambda f: not f.what or f.what in everyday, bool)
        made: Flags = (war[self.a] & act[self.b]) | (war[self.b] & act[self.a])
        return made

    @cached_property
    def no_kind(self) -> Flags:
        one, two, _, _ = self._kinds
        made: Flags = (one == 0) | (two == 0)
        return made

    @cached_property
    def neither_kind(self) -> Flags:
        one, two, _, _ = self._kinds
        made: Flags = (one == 0) & (two == 0)
        return made

    @property
    def rare(self) -> Flags:
        """Whether both tell one kind of event that is not an everyday one in a war or a city."""
        return self.same_kind & ~self._kinds[2]

    # Sets

    def both(self, name: str) -> Flags:
        """Whether both have members of the set `name`."""
        size = self.columns.size(name)
        return (size[self.a] > 0) & (size[self.b] > 0)

    def shared(self, name: str) -> Numbers:
        """How many members of the set `name` both have."""
        if name not in self._shared:
            rows, out = np.flatnonzero(self.both(name)), np.zeros(len(self.a))
            out[rows] = self.columns.shared(name, self.a[rows], self.b[rows])
            self._shared[name] = out
        return self._shared[name]

    def many(self, name: str) -> Numbers:
        """How many both have, on a log scale."""
        return np.log1p(self.shared(name))

    def apart(self, name: str) -> Flags:
        """Whether both have members and share none."""
        made: Flags = self.both(name) & (self.shared(name) == 0)
        return made

    def jaccard(self, name: str) -> Numbers:
        size, shared = self.columns.size(name), self.shared(name)
        return np.where(self.both(name), shared / np.maximum(1.0, size[self.a] + size[self.b] - shared), 0.0)

    def held(self, name: str, most: int = 0) -> Numbers:
        """Share of the smaller set that the larger one holds, where it has more than `most` members: a short report says part of what
        a long one says."""
        size = self.columns.size(name)
        smaller = np.minimum(size[self.a], size[self.b])
        return np.where(smaller > most, self.shared(name) / np.maximum(1, smaller), 0.0)

    # Figures

    @cached_property
    def _figures(self) -> tuple[Numbers, Numbers]:
        weight, many = np.zeros(len(self.a)), np.zeros(len(self.a))
        for k in np.flatnonzero(self.shared("figures") > 0).tolist():
            common = [n for _, n in self.facts[self.a[k]].figures & self.facts[self.b[k]].figures]
            weight[k] = min(1.0, math.log10(max(common) + 1) / 2)
            many[k] = math.log1p(sum(n >= 5 for n in common))
        for k in np.flatnonzero((self.shared("about") > 0) & (weight < NEARLY)).tolist():
            x, y = self.facts[self.a[k]], self.facts[self.b[k]]
            if x.cumulative and y.cumulative:
                continue  # a war's totals of two months are close, too
            if any(m == q and n >= LARGE and r and abs(n - r) <= CLOSE * max(n, r) for m, n in x.figures for q, r in y.figures):
                weight[k] = NEARLY
        return weight, many

    @property
    def same_figures(self) -> Numbers:
        """Weight of the figures that both give for one measure: a larger figure is rarer, so it tells more, even where one is rounded."""
        return self._figures[0]

    @property
    def shared_figures(self) -> Numbers:
        """How many figures of five and more both give, measure by measure: one may be chance, three are not."""
        return self._figures[1]

    @cached_property
    def other_figures(self) -> Numbers:
        """How far the highest figures for killed are apart, as a ratio on a log scale, at most 1."""
        most = self.columns.number("deaths") + 1
        made: Numbers = np.nan_to_num(np.minimum(1.0, np.abs(np.log10(most[self.a] / most[self.b]))))
        return made
