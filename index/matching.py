"""Whether two reports speak of one event: typed fields decide, the encoded context is one voice among them.

`profile` keeps what is needed of an event, `features` compares two of them, and `score` turns the features into a calibrated
probability by the logistic regression in `matcher.json` (trained by `python -m benchmarks.train_matcher`; NumPy alone at run time).
Everything looks at the two events only, so that a report added later changes nothing between two old ones.
"""

from __future__ import annotations

import json
import math
from collections.abc import Callable, Mapping, Sequence
from functools import cache
from importlib.resources import files
from itertools import combinations
from typing import Any

import numpy as np
from numpy.typing import NDArray

from claims import intervals, linking, places
from claims.records import Account, Event
from claims.relations import day
from index import telling
from index.readings import fold, written

FLOOR = 0.3  # cosine below which two events are never candidates (rounded to 3 decimals)
SLACK = 3  # days by which two windows may miss each other and still be candidates
EDGE = 0.1  # probability from which a pair is kept as an edge
PRECISE = 3  # days: a window no longer than this tells one event from the next

Profile = dict[str, Any]


def profile(account: Account, event: Event) -> Profile:
    """Return the facts of one event that `score` needs, as JSON can hold them.

    "start" and "end" bound the days on which a like event is looked for; "first" and "last" are the event's own window.
    """
    mine = [c for c in account.claims if c.event.id == event.id]
    figures: dict[str, set[int]] = {}
    for c in mine:
        n = intervals.stated(c.quantity)
        if c.kind != "responsibility" and n is not None:
            figures.setdefault(c.measure, set()).add(n)
    actors_ = {fold(c.actor) for c in mine if c.actor} | {fold(a) for a in event.actors}
    text = telling.around(account, event, mine)
    speakers = {s for c in account.claims for s in c.said_by}
    first, last = event.start, event.end
    start = telling.reach_back(account.report, event, text)
    return {
        "report": account.report.id,
        "start": start,
        "end": last,
        "first": first,
        "last": last,
        "followup": start != first,
        "published": written(account.report),
        "what": event.what,
        "places": list(event.places),
        "place_id": event.place_id,
        "actors": sorted(actors_ - {""}),
        "victims": sorted(event.victims),
        "terms": sorted(event.terms),
        "main": event.main,
        "cumulative": any(c.scope == "cumulative" for c in mine) and not telling.within_days(event, 31),
        "figures": {k: sorted(v) for k, v in sorted(figures.items())},
        "names": sorted(telling.names(text, speakers)),
        "pairs": sorted(telling.full_names(text, speakers)),
        "words": sorted(telling.words(text)),
        "ages": sorted(telling.ages(text)),
        "title": sorted(telling.stems(account.report.title)) if event.main else [],
    }


def score(
    profiles: Sequence[Profile], a: NDArray[np.int64], b: NDArray[np.int64], cosine: NDArray[np.float32]
) -> NDArray[np.float64]:
    """Return the probability that profiles[a[i]] and profiles[b[i]] are one event; symmetric in a and b."""
    model = _model()
    if not len(a):
        return np.zeros(0)
    x = features(profiles, a, b, cosine)
    z = (x - model["mean"]) / model["scale"] @ model["weights"] + model["intercept"]
    return np.asarray(np.round(1.0 / (1.0 + np.exp(-np.clip(z, -30, 30))), 6), dtype=np.float64)


def kept(
    profiles: Sequence[Profile], a: NDArray[np.int64], b: NDArray[np.int64], cosine: NDArray[np.float32]
) -> tuple[NDArray[np.bool_], NDArray[np.float64]]:
    """Return which of these pairs are edges, and the probability of each edge: never quite 0 or 1, which only an analyst may say."""
    p = score(profiles, a, b, cosine)
    good = p >= EDGE
    return good, np.clip(p[good], 1e-6, 1 - 1e-6)


@cache
def _model() -> dict[str, Any]:
    data = json.loads(files("index").joinpath("matcher.json").read_text(encoding="utf-8"))
    if [f["name"] for f in data["features"]] != list(FEATURES):
        raise ValueError("index/matcher.json was made for other features; rebuild it with `python -m benchmarks.train_matcher`")
    rows = data["features"]
    return {
        "mean": np.array([f["mean"] for f in rows]),
        "scale": np.array([f["scale"] for f in rows]),
        "weights": np.array([f["weight"] for f in rows]),
        "intercept": float(data["intercept"]),
    }


def twins(profiles: Mapping[str, Profile]) -> list[tuple[str, str]]:
    """Return the pairs of events of one report (event id -> profile) that may be one event told in two places of it.

    Their kind is the same, their days meet (or the kind is a rare one and they are no more than two days apart), and neither is a
    running total beside a single event. Only what other reports say can then join them (`grouping.TOGETHER`).
    """
    made = {e: _Facts(p) for e, p in sorted(profiles.items())}
    by_report: dict[str, list[str]] = {}
    for e, f in made.items():
        by_report.setdefault(f.report, []).append(e)
    return [(x, y) for ids in by_report.values() for x, y in combinations(ids, 2) if _twins(_Pair(made[x], made[y], 1.0))]


def _twins(p: _Pair) -> bool:
    same = p.a.what == p.b.what or not p.a.what or not p.b.what or _alike(p)
    return same and p.gap is not None and p.gap <= (3 if _rare(p) else 1) and p.a.cumulative == p.b.cumulative


def features(
    profiles: Sequence[Profile], a: NDArray[np.int64], b: NDArray[np.int64], cosine: NDArray[np.float32]
) -> NDArray[np.float64]:
    """Return one row of `FEATURES` for each pair."""
    made = [_Facts(p) for p in profiles]
    out = np.zeros((len(a), len(FEATURES)))
    for row, (i, j, c) in enumerate(zip(a.tolist(), b.tolist(), cosine.tolist(), strict=True)):
        pair = _Pair(made[i], made[j], float(c))
        out[row] = [f(pair) for f in FEATURES.values()]
    return out


class _Facts:
    """One profile, as sets and day numbers."""

    __slots__ = ("actors", "ages", "cumulative", "figures", "first", "followup", "full", "last", "main", "names", "place", "place_id", "places", "published", "report", "terms", "title", "victims", "what", "width", "words")  # fmt: skip

    def __init__(self, p: Profile) -> None:
        start, end, published = day(p["first"]), day(p["last"]), day(p["published"])
        self.first = start.toordinal() if start else None
        self.last = end.toordinal() if end else None
        self.width = self.last - self.first if self.first is not None and self.last is not None else None
        self.published = published.toordinal() if published else None
        self.what = p["what"]
        self.places = frozenset(p["places"])
        self.place = p["places"][0] if p["places"] else ""
        self.place_id = p["place_id"]
        self.actors = frozenset(p["actors"])
        self.victims = frozenset(w for v in p["victims"] for w in v.split() if len(w) > 2)
        self.terms = frozenset(p["terms"])
        self.words = frozenset(p["words"])
        self.names = frozenset(p["names"])
        self.ages = frozenset(p["ages"])
        self.full = frozenset(p["pairs"])
        self.followup = bool(p["followup"])
        self.cumulative = bool(p["cumulative"])
        self.main = bool(p["main"])
        self.figures = {k: frozenset(v) for k, v in p["figures"].items()}
        self.report = p["report"]
        self.title = frozenset(p["title"])


class _Pair:
    __slots__ = ("a", "b", "cosine", "gap", "precise")

    def __init__(self, a: _Facts, b: _Facts, cosine: float) -> None:
        self.a, self.b, self.cosine = a, b, cosine
        self.precise = a.width is not None and b.width is not None and a.width <= PRECISE and b.width <= PRECISE
        self.gap: int | None = None
        if a.first is not None and b.first is not None and a.last is not None and b.last is not None:
            self.gap = max(0, b.first - a.last, a.first - b.last)


def _jaccard(x: frozenset[str], y: frozenset[str]) -> float:
    return len(x & y) / len(x | y) if x and y else 0.0


def _held(x: frozenset[str], y: frozenset[str]) -> float:
    """Share of the smaller set that the larger one holds: a short report says part of what a long one says."""
    return len(x & y) / min(len(x), len(y)) if min(len(x), len(y)) > 2 else 0.0


def _shared_figures(p: _Pair) -> float:
    """How many figures of five and more both give, measure by measure: one may be chance, three are not."""
    return math.log1p(sum(len({n for n in v & p.b.figures.get(k, frozenset()) if n >= 5}) for k, v in p.a.figures.items()))


def _running_totals(p: _Pair) -> bool:
    """Whether both are running totals of one kind in one land: those of a war have long windows and no day to meet on."""
    return p.a.cumulative and p.b.cumulative and p.a.what == p.b.what and (_same_place(p) or _within(p))


def _same_figures(p: _Pair) -> float:
    """Weight of the figures that both give for one measure: a larger figure is rarer, so it tells more."""
    return max(
        (min(1.0, math.log10(n + 1) / 2) for k, v in p.a.figures.items() for n in v & p.b.figures.get(k, frozenset())),
        default=0.0,
    )


def _other_figures(p: _Pair) -> float:
    """How far the highest figures for killed are apart, as a ratio on a log scale, at most 1."""
    x, y = p.a.figures.get("killed"), p.b.figures.get("killed")
    return min(1.0, abs(math.log10((max(x) + 1) / (max(y) + 1)))) if x and y else 0.0


def _same_place(p: _Pair) -> bool:
    a, b = p.a, p.b
    return bool(a.place and a.place == b.place) or bool(a.place_id and a.place_id == b.place_id)


def _within(p: _Pair) -> bool:
    """Whether the most precise place of one is among the places that hold the other."""
    a, b = p.a, p.b
    return not _same_place(p) and bool((a.place and a.place in b.places) or (b.place and b.place in a.places))


def _towns_apart(p: _Pair) -> float:
    """How far apart their towns are, 0 up to 10 km, 1 from 1,000 km on; 0 where one is not known."""
    x, y = (places.coordinates(f.place_id) if f.place_id else None for f in (p.a, p.b))
    if x is None or y is None:
        return 0.0
    return min(1.0, max(0.0, math.log10(max(1.0, _km(x, y))) - 1) / 2)


def _km(x: tuple[float, float], y: tuple[float, float]) -> float:
    """Return the distance of two places (degrees) in km, along the sphere."""
    a, b, c, d = map(math.radians, (*x, *y))
    h = math.sin((c - a) / 2) ** 2 + math.cos(a) * math.cos(c) * math.sin((d - b) / 2) ** 2
    return 12742 * math.asin(min(1.0, math.sqrt(h)))


_COMMON = frozenset(("", "air strike", "bombing", "shelling", "clash", "shooting", "rocket fire", "evacuation"))


def _rare(p: _Pair) -> bool:
    """Whether both tell one kind of event that is not an everyday one in a war or a city."""
    return p.a.what == p.b.what and p.a.what not in _COMMON


def _alike(p: _Pair) -> bool:
    """Whether the two kinds are words for one thing ("air strike", "bombing"), though not the same word."""
    return p.a.what != p.b.what and linking.alike(p.a.what, p.b.what)


def _same_day(p: _Pair) -> bool:
    return p.precise and p.gap == 0


def _same_span(p: _Pair) -> float:
    """How alike two long windows are."""
    a, b = p.a, p.b
    if p.precise or a.first is None or b.first is None or a.last is None or b.last is None:
        return 0.0
    both = min(a.last, b.last) - max(a.first, b.first) + 1
    return max(0.0, both / (max(a.last, b.last) - min(a.first, b.first) + 1))


def _unlike_width(p: _Pair) -> float:
    a, b = p.a, p.b
    if a.width is None or b.width is None:
        return 0.0
    return abs(math.log10(a.width + 1) - math.log10(b.width + 1))


FEATURES: dict[str, Callable[[_Pair], float]] = {
    "cosine": lambda p: p.cosine,
    "cosine over 0.6": lambda p: max(0.0, p.cosine - 0.6),
    "same precise day": lambda p: float(_same_day(p)),
    "cosine on one day": lambda p: p.cosine * float(p.gap is not None and p.gap <= 1),
    "precise days one apart": lambda p: float(p.precise and p.gap == 1),
    "precise days two or three apart": lambda p: float(p.precise and p.gap in (2, 3)),
    "precise days further apart": lambda p: float(p.precise and (p.gap or 0) > 3),
    "a window unknown": lambda p: float(p.gap is None),
    "windows miss each other": lambda p: float(not p.precise and (p.gap or 0) > 0),
    "long windows alike": _same_span,
    "windows of unlike length": _unlike_width,
    "same place": lambda p: float(_same_place(p)),
    "one place holds the other": lambda p: float(_within(p)),
    "share of places": lambda p: _jaccard(p.a.places, p.b.places),
    "both places known, nothing shared": lambda p: float(bool(p.a.places) and bool(p.b.places) and not p.a.places & p.b.places),
    "other precise places": lambda p: float(bool(p.a.place) and bool(p.b.place) and not _same_place(p) and not _within(p)),
    "towns apart": _towns_apart,
    "same place, same day": lambda p: float(_same_place(p) and _same_day(p)),
    "same place, another day": lambda p: float(_same_place(p) and p.precise and (p.gap or 0) > 1),
    "one place, other names": lambda p: float(
        _same_place(p) and bool(p.a.names) and bool(p.b.names) and not p.a.names & p.b.names
    ),
    "alike kind of event": lambda p: float(_alike(p)),
    "same rare kind of event": lambda p: float(_rare(p)),
    "same rare kind, days near": lambda p: float(_rare(p) and p.gap is not None and p.gap <= 3),
    "same kind, windows meet": lambda p: float(bool(p.a.what) and p.a.what == p.b.what and p.gap == 0),
    "same kind, same place, windows meet": lambda p: float(
        bool(p.a.what) and p.a.what == p.b.what and p.gap == 0 and (_same_place(p) or _within(p))
    ),
    "same target, windows meet": lambda p: float(p.gap is not None and p.gap <= 1) * math.log1p(len(p.a.terms & p.b.terms)),
    "same figures, windows meet": lambda p: _same_figures(p) * float(p.gap is not None and p.gap <= 1),
    "same kind of event": lambda p: float(bool(p.a.what) and p.a.what == p.b.what),
    "other kind of event": lambda p: float(bool(p.a.what) and bool(p.b.what) and p.a.what != p.b.what and not _alike(p)),
    "shared actors": lambda p: _jaccard(p.a.actors, p.b.actors),
    "other actors": lambda p: float(bool(p.a.actors) and bool(p.b.actors) and not p.a.actors & p.b.actors),
    "shared victims": lambda p: float(bool(p.a.victims & p.b.victims)),
    "other victims": lambda p: float(bool(p.a.victims) and bool(p.b.victims) and not p.a.victims & p.b.victims),
    "shared terms": lambda p: math.log1p(len(p.a.terms & p.b.terms)),
    "share of terms": lambda p: _jaccard(p.a.terms, p.b.terms),
    "share of words": lambda p: _jaccard(p.a.words, p.b.words),
    "shared names": lambda p: math.log1p(len(p.a.names & p.b.names)),
    "words held": lambda p: _held(p.a.words, p.b.words),
    "share of title": lambda p: _held(p.a.title, p.b.title),
    "share of names": lambda p: len(p.a.names & p.b.names) / max(1, min(len(p.a.names), len(p.b.names))),
    "shared full names": lambda p: math.log1p(len(p.a.full & p.b.full)),
    "shared full names, other days": lambda p: math.log1p(len(p.a.full & p.b.full)) * float((p.gap or 0) > 1),
    "other full names": lambda p: float(bool(p.a.full) and bool(p.b.full) and not p.a.full & p.b.full),
    "a follow-up": lambda p: float(p.a.followup or p.b.followup),
    "both long counts": lambda p: float(p.a.cumulative and p.b.cumulative),
    "running totals of one land": lambda p: float(_running_totals(p)),
    "one long count": lambda p: float(p.a.cumulative != p.b.cumulative),
    "shared ages": lambda p: math.log1p(len(p.a.ages & p.b.ages)),
    "other ages": lambda p: float(bool(p.a.ages) and bool(p.b.ages) and not p.a.ages & p.b.ages),
    "same figures": _same_figures,
    "figures shared": _shared_figures,
    "killed far apart": _other_figures,
    "both main": lambda p: float(p.a.main and p.b.main),
    "one main": lambda p: float(p.a.main != p.b.main),
    "published far apart": lambda p: (
        min(1.0, math.log10(abs(p.a.published - p.b.published) + 1) / 2) if p.a.published and p.b.published else 0.0
    ),
}
