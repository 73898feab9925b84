"""Whether two reports speak of one event: typed fields decide, the encoded context is one voice among them.

`profile` keeps what is needed of an event, `features` compares two of them, and `score` turns the features into a calibrated
probability by the logistic regression in `matcher.json` (trained by `python -m benchmarks.train_matcher`; NumPy and SciPy alone at run time).
Everything looks at the two events only, so that a report added later changes nothing between two old ones.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from functools import cache
from importlib.resources import files
from itertools import combinations
from typing import Any

import numpy as np
from numpy.typing import NDArray

from claims import classes, grounds, intervals, places
from claims.records import Account, Event
from index import bounds, sentence_places, telling
from index.columns import Columns, Facts
from index.pairing import Pairs
from index.readings import fold, written

FLOOR = 0.3  # cosine below which two events are never candidates (rounded to 3 decimals)
SLACK = 3  # days by which two windows may miss each other and still be candidates
EDGE = 0.1  # probability from which a pair is kept as an edge
PART = 0.4  # the least probability of a day's event and the longer time that holds it: they line up, and do not conflict
ABROAD = 0.2  # the most that two acts at named places of two lands, or in two districts or towns, or of kinds that are never one, may reach
SHORT = 800  # characters of a report up to which the town that it names is where all it tells of happened
ALIKE = 0.8  # cosine of two that are told in the same words
SAMPLE, MOST = 1000, 0.6  # pairs, and the share of them from which a bound costs more than it saves
ROUNDED = 1e-3  # far more than the sixth decimal of a probability makes out in the sum behind it

Profile = dict[str, Any]


def profile(account: Account, event: Event) -> Profile:
    """Return the facts of one event that `score` needs, as JSON can hold them.

    "start" and "end" bound the days on which a like event is looked for; "first" and "last" are the event's own window.
    """
    mine = [c for c in account.claims if c.event.id == event.id]
    figures: dict[str, set[int]] = {}
    told = {c.measure for c in mine if c.scope != "added"}
    for c in mine:
        n = intervals.stated(c.quantity)
        if (
            c.kind != "responsibility" and n is not None and c.measure in told
        ):  # "another 19" alone is no toll that 304 is far from
            figures.setdefault(c.measure, set()).add(n)
    actors_ = {fold(c.actor) for c in mine if c.actor} | {fold(a) for a in event.actors}
    text = telling.around(account, event, mine)
    speakers = {s for c in account.claims for s in c.said_by}
    first, last = event.start, event.end
    stands = max((telling.stands(account.report, event, c) for c in mine), default=0)
    start = telling.reach_back(event, text, stands)
    length = len(account.report.title) + len(account.report.text)
    return {
        "report": account.report.id,
        "start": start,
        "end": last,
        "first": first,
        "last": last,
        "published": written(account.report),
        "what": event.what,
        "told": sorted(classes.kinds(text)),
        "places": [*event.places, *sorted(grounds.held(text) - set(event.places))],
        "place_id": event.place_id,
        "actors": sorted(actors_ - {""}),
        "apart": list(event.apart),
        "victims": sorted(event.victims),
        "terms": sorted(event.terms),
        "main": event.main,
        "side": event.side,
        "area": sentence_places.area(text, event.where),
        "towns": list(places.towns(f"{account.report.title}. {account.report.text}")) if length < SHORT else [],
        "all_over": sentence_places.all_over(text),
        "stands": stands,
        "on_top": any(telling.on_top(account.report, c) for c in mine),
        "length": length,
        "cumulative": any(c.scope == "cumulative" for c in mine) and not telling.within_days(event, 31),
        "figures": {k: sorted(v) for k, v in sorted(figures.items())},
        "names": sorted(telling.names(text, speakers)),
        "pairs": sorted(telling.full_names(text, speakers)),
        "words": sorted(telling.words(text)),
        "ages": sorted(telling.ages(text)),
        "title": sorted(telling.stems(account.report.title)) if event.main else [],
    }


Told = Sequence[Profile | Facts] | Columns


def score(profiles: Told, a: NDArray[np.int64], b: NDArray[np.int64], cosine: NDArray[np.float32]) -> NDArray[np.float64]:
    """Return the probability that profiles[a[i]] and profiles[b[i]] are one event; symmetric in a and b."""
    made = columns(profiles)
    return _probability(made, a, b, cosine, _in_its_time(made, a, b, cosine))


def _probability(
    made: Columns, a: NDArray[np.int64], b: NDArray[np.int64], cosine: NDArray[np.float32], held: NDArray[np.bool_]
) -> NDArray[np.float64]:
    """Return the probabilities that the model gives, of the pairs `held` (`_in_its_time`) at least PART."""
    model = _model()
    if not len(a):
        return np.zeros(0)
    x = features(made, a, b, cosine)
    z = (x - model["mean"]) / model["scale"] @ model["weights"] + model["intercept"]
    p = np.asarray(np.round(1.0 / (1.0 + np.exp(-np.clip(z, -30, 30))), 6), dtype=np.float64)
    # a bus that crashed in Panama is none that did in Peru, whatever their figures; a quake may shake two lands
    both = Pairs(made, a, b, cosine)
    abroad = both.two_lands | both.two_areas | both.two_towns | both.two_acts
    return np.where(held, np.maximum(p, PART), np.where(abroad, np.minimum(p, ABROAD), p))


def kept(
    profiles: Told, a: NDArray[np.int64], b: NDArray[np.int64], cosine: NDArray[np.float32]
) -> tuple[NDArray[np.bool_], NDArray[np.float64]]:
    """Return which of these pairs are edges, and the probability of each edge: never quite 0 or 1, which only an analyst may say.

    Of most pairs a bound says that they are none (`index.bounds`), so that their sets need not be met. Where a sample says that most of
    these may be edges, as on one huge event, the bound is passed over.
    """
    made, step = columns(profiles), 1 + len(a) // SAMPLE
    good, held = np.ones(len(a), bool), _in_its_time(made, a, b, cosine)
    if len(a) and may(made, a[::step], b[::step], cosine[::step]).mean() < MOST:
        good = may(made, a, b, cosine) | held
    p = _probability(made, a[good], b[good], cosine[good], held[good])
    good[good] = p >= EDGE
    return good, np.clip(p[p >= EDGE], 1e-6, 1 - 1e-6)


def _in_its_time(made: Columns, a: NDArray[np.int64], b: NDArray[np.int64], cosine: NDArray[np.float32]) -> NDArray[np.bool_]:
    """Return which pairs are the news of two reports of which one tells of a longer time there, or of a whole land that day, in which the act of the
    other was done: "shelling killed nine in Sakela on Tuesday", "has killed 47 there in ten days", "killed 14 all over Ukraine that day"."""
    found = np.zeros(len(a), bool)
    one = Pairs(made, a, b, cosine)
    holds = one.one_holds | (one.same_day & one.all_over) | (one.same_span == 1)
    some = np.flatnonzero(_both(one, "main") & (holds | one.stood_later))  # few, and quick to tell
    pairs = Pairs(made, a[some], b[some], cosine[some])
    nowhere = (pairs.columns.size("places")[pairs.a] == 0) & (pairs.columns.size("places")[pairs.b] == 0)
    alike = pairs.one_holds & nowhere & pairs.rare & (pairs.cosine >= ALIKE)  # "in the eastern valleys", which no gazetteer has
    alone = pairs.no_kind & ((pairs.shared("actors") > 0) | (pairs.shared_figures > 0))
    kind = pairs.same_kind | pairs.alike | pairs.of_war | alone
    lies = (pairs.one_holds & pairs.same_place) | (holds[some] & pairs.within) | alike
    # "40,000 have fled the town since Monday", and a week later "the number has climbed to 62,000"; "two more died there, on top of those"
    moved = pairs.stood_later & pairs.same_place & (pairs.same_kind | (pairs.no_kind & pairs.on_top)) & ~pairs.in_a_land
    found[some] = ((lies & kind) | moved) & ~pairs.other_actors
    return found


def may(profiles: Told, a: NDArray[np.int64], b: NDArray[np.int64], cosine: NDArray[np.float32]) -> NDArray[np.bool_]:
    """Return which of these pairs may be edges; of the others `score` is below EDGE for certain."""
    model = _model()
    weights = model["weights"] / model["scale"]
    least = np.log(EDGE / (1 - EDGE)) - model["intercept"] + float(model["mean"] @ weights)
    found = bounds.ceiling(columns(profiles), a, b, cosine, list(FEATURES.values()), weights.tolist())
    made: NDArray[np.bool_] = found >= least - ROUNDED
    return made


def columns(profiles: Told) -> Columns:
    return profiles if isinstance(profiles, Columns) else Columns([p if isinstance(p, Facts) else Facts(p) for p in profiles])


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

    Such are all but those that its own words tell apart (`linking.kept_apart`); and of those, the ones whose kind is the same and whose
    days meet (or the kind is a rare one and they are no more than two days apart), where neither is a running total beside a single
    event. Only what other reports say can then join them.
    """
    names = sorted(profiles)
    made = [Facts(profiles[e]) for e in names]
    by_report: dict[str, list[int]] = {}
    for i, f in enumerate(made):
        by_report.setdefault(f.report, []).append(i)
    found = [pair for rows in by_report.values() for pair in combinations(rows, 2)]
    a, b = np.array(found, np.int64).reshape(-1, 2).T
    p = Pairs(Columns(made), a, b, np.ones(len(a)))
    total, other = p.flag("cumulative")
    good = (p.same_kind | p.no_kind | p.alike) & (p.gap <= np.where(p.rare, 3, 1)) & (total == other)
    free = [names[y] not in profiles[names[x]].get("apart", ()) for x, y in found]
    return [(names[x], names[y]) for (x, y), yes, may in zip(found, good.tolist(), free, strict=True) if yes or may]


def features(profiles: Told, a: NDArray[np.int64], b: NDArray[np.int64], cosine: NDArray[np.float32]) -> NDArray[np.float64]:
    """Return one row of `FEATURES` for each pair."""
    pairs = Pairs(columns(profiles), a, b, cosine)
    out = np.zeros((len(a), len(FEATURES)))
    for n, f in enumerate(FEATURES.values()):
        out[:, n] = f(pairs)
    return out


def _both(p: Pairs, name: str) -> NDArray[np.bool_]:
    x, y = p.flag(name)
    return x & y


def _one(p: Pairs, name: str) -> NDArray[np.bool_]:
    x, y = p.flag(name)
    made: NDArray[np.bool_] = x != y
    return made


# Each returns a column with one value a pair (`index.pairing`).
FEATURES: dict[str, Callable[[Pairs], NDArray[Any]]] = {
    "cosine": lambda p: p.cosine,
    "cosine over 0.6": lambda p: np.maximum(0.0, p.cosine - 0.6),
    "same precise day": lambda p: p.same_day,
    "cosine on one day": lambda p: p.cosine * p.near,
    "precise days one apart": lambda p: p.precise & (p.gap == 1),
    "precise days two or three apart": lambda p: p.precise & ((p.gap == 2) | (p.gap == 3)),
    "precise days further apart": lambda p: p.precise & (p.gap > 3),
    "a window unknown": lambda p: ~p.dated,
    "windows miss each other": lambda p: ~p.precise & (p.gap > 0),
    "long windows alike": lambda p: p.same_span,
    "windows of unlike length": lambda p: p.unlike_width,
    "same place": lambda p: p.same_place,
    "one place holds the other": lambda p: p.within,
    "share of places": lambda p: p.jaccard("places"),
    "both places known, nothing shared": lambda p: p.apart("places"),
    "other precise places": lambda p: p.other_place,
    "towns apart": lambda p: p.towns_apart,
    "same place, same day": lambda p: p.same_place & p.same_day,
    "same place, another day": lambda p: p.same_place & p.precise & (p.gap > 1),
    "one place, other names": lambda p: p.same_place & p.apart("names"),
    "alike kind of event": lambda p: p.alike,
    "same rare kind of event": lambda p: p.rare,
    "same rare kind, days near": lambda p: p.rare & (p.gap <= 3),
    "same kind, windows meet": lambda p: p.same_kind & (p.gap == 0),
    "same kind, same place, windows meet": lambda p: p.same_kind & (p.gap == 0) & (p.same_place | p.within),
    "same target, windows meet": lambda p: p.near * p.many("terms"),
    "same figures, windows meet": lambda p: p.near * p.same_figures,
    "same kind of event": lambda p: p.same_kind,
    "other kind of event": lambda p: p.other_kind,
    "other kind, told by the other": lambda p: p.kind_told,
    "acts of two sides": lambda p: p.two_sides,
    "shared actors": lambda p: p.jaccard("actors"),
    "other actors": lambda p: p.other_actors,
    "shared victims": lambda p: p.shared("victims") > 0,
    "other victims": lambda p: p.apart("victims"),
    "shared terms": lambda p: p.many("terms"),
    "share of terms": lambda p: p.jaccard("terms"),
    "share of words": lambda p: p.jaccard("words"),
    "shared names": lambda p: p.many("names"),
    "words held": lambda p: p.held("words", 2),
    "share of title": lambda p: p.held("title", 2),
    "share of names": lambda p: p.held("names"),
    "shared full names": lambda p: p.many("full"),
    "shared full names, other days": lambda p: p.many("full") * (p.gap > 1),
    "other full names": lambda p: p.apart("full"),
    "both long counts": lambda p: _both(p, "cumulative"),
    # those of a war have long windows and no day to meet on
    "running totals of one land": lambda p: _both(p, "cumulative") & (p.same_kind | p.neither_kind) & (p.same_place | p.within),
    "running totals, read at other times": lambda p: _both(p, "cumulative") * p.ends_apart,
    "one long count": lambda p: _one(p, "cumulative"),
    "shared ages": lambda p: p.many("ages"),
    "other ages": lambda p: p.apart("ages"),
    "same figures": lambda p: p.same_figures,
    "figures shared": lambda p: p.shared_figures,
    "killed far apart": lambda p: p.other_figures,
    "brief": lambda p: p.brief,
    "brief, same day": lambda p: p.brief * p.same_day,
    "brief, same place": lambda p: p.brief * p.same_place,
    "both main": lambda p: _both(p, "main"),
    "one main": lambda p: _one(p, "main"),
    "published far apart": lambda p: p.published_apart,
    "published far apart, a window unknown": lambda p: p.years_apart * ~p.dated,
}
