"""Which claims of one report are about one event: a small readable model over what their sentences say of when, where and what.

Two claims are compared by `FEATURES`; a logistic regression (cues/linking.json, made by `python -m benchmarks.train_linking`; one for texts in paragraphs, one for those without) says how
likely they are about one event; `groups` puts a report's claims together by average linkage. What was said last holds until
something else is said, so each claim also carries the last time and the last place that the report named.
"""

from __future__ import annotations

import heapq
import json
import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from importlib.resources import files
from itertools import combinations
from typing import Any

from claims import cues, sides
from claims.places import PlaceMention
from claims.records import Draft
from claims.times import TimeMention

NEWS = 3  # days before a report in which an event that it dates no closer is taken to lie
DAYS = 2  # between two days that are told, each with a figure of its own
WEEK = 7  # days
MONTH = 30  # days
CLOSE = 120  # claims of a report that are put together at once; a longer report goes on window by window
APART = 2  # days between two acts, each told with its day, from which they are two: one night has two dates
RECENT = 20  # members of an event of an earlier window that a claim is compared with

Span = tuple[date, date]


@dataclass(frozen=True, slots=True)
class Ground:
    """The keys of some places: of local ones (quarters and towns), of the two apart, and of the lands that hold them."""

    local: frozenset[str]
    quarters: frozenset[str]
    towns: frozenset[str]
    lands: frozenset[str]

    @classmethod
    def of(cls, places: Sequence[PlaceMention]) -> Ground:
        quarters = frozenset(p.chain[0] for p in places if p.rank == 0 and not p.town)
        towns = frozenset(p.chain[0] for p in places if p.rank == 1 or p.town)
        return cls(quarters | towns, quarters, towns, frozenset(p.chain[-1] for p in places if p.rank > 0))


@dataclass(frozen=True, slots=True)
class Mention:
    """A claim and what its sentence says of its event. `sentence` is its position in the report.

    `when`, `time` and `places` are those near the claim itself; `last_time` and `last_places` those that the report named last, here or before.
    """

    draft: Draft
    sentence: int
    when: TimeMention | None
    time: Span | None
    places: tuple[PlaceMention, ...]
    last_time: Span | None
    last_places: tuple[PlaceMention, ...]
    what: str
    targets: frozenset[str]
    separate: bool  # the sentence says that it tells of another event
    another: bool  # ... or has a word that may say so ("also", "earlier")
    cumulative: bool
    war: bool
    opens: PlaceMention | None  # the town that its sentence begins with ("In Mosul, ...")
    before: int  # days before the report's other event
    news: Span | None  # the days of which the report is news
    stands: bool = False  # its sentence says where a toll stands or what was found since, so that its day need not be the act's
    # where it tells of an act that another side's act in its sentence answered, the characters that tell of that act
    answered: tuple[int, int] | None = None
    paragraph: int = 0  # the position of its own in the report
    side: str = ""  # whose act its words tell of (`claims.sides`), or ""
    last_side: str = ""  # ... or else those of the act that was told last
    all_over: bool = False  # it counts over a whole land, and names no place in it
    ground: Ground = field(
        init=False, compare=False
    )  # of `places`, and of `last_places`: worked out once for all the others it is compared with
    last_ground: Ground = field(init=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "ground", Ground.of(self.places))
        object.__setattr__(self, "last_ground", Ground.of(self.last_places))


@cache
def alike(a: str, b: str) -> bool:
    """Return whether two classes of events can tell the same story (cues/events.toml, [alike])."""
    return a == b or any(a in g and b in g for g in cues.load("events")["alike"]["groups"])


@cache
def totals() -> frozenset[str]:
    """Return the classes of acts whose running totals are told apart from a war's."""
    return frozenset(cues.load("events")["background"]["totals"])


def same_place(a: Sequence[PlaceMention], b: Sequence[PlaceMention]) -> int:
    """Return 1 where the most precise known places are one or hold each other, -1 where they exclude each other, else 0."""
    return same_ground(Ground.of(a), Ground.of(b))


def same_ground(a: Ground, b: Ground) -> int:
    if not a.local.isdisjoint(b.local):
        return 1
    if (a.towns and b.towns) or (a.lands and b.lands and a.lands.isdisjoint(b.lands)):
        return -1
    return 0


def meet(a: Span | None, b: Span | None) -> bool:
    return a is not None and b is not None and a[0] <= b[1] and b[0] <= a[1]


def _apart(a: Span | None, b: Span | None) -> bool:
    return a is not None and b is not None and not meet(a, b)


def _counts(a: Mention, b: Mention) -> bool:
    return a.draft.kind == b.draft.kind != "responsibility" and a.draft.measure == b.draft.measure


def _same_figure(a: Mention, b: Mention) -> float:
    q = a.draft.quantity
    return math.log10(1 + (q.low or q.high or 0)) if _counts(a, b) and q == b.draft.quantity else 0.0


def _displaced(a: Mention) -> bool:
    return a.draft.measure == "displaced"


# In each, `a` is told before `b`.
FEATURES: dict[str, Callable[[Mention, Mention], float]] = {
    "same sentence": lambda a, b: a.sentence == b.sentence,
    "next sentence": lambda a, b: b.sentence - a.sentence == 1,
    "sentences between": lambda a, b: math.log1p(b.sentence - a.sentence),
    "the first in the lead": lambda a, b: a.sentence <= 2,
    "both timed": lambda a, b: a.time is not None and b.time is not None,
    "times meet": lambda a, b: meet(a.time, b.time) and a.time != b.time,
    "times apart": lambda a, b: _apart(a.time, b.time),
    "only the later timed": lambda a, b: b.time is not None and a.time is None,
    "only the later timed, and it is old": lambda a, b: a.time is None and _apart(b.time, b.news),
    "times told last are one": lambda a, b: a.last_time is not None and a.last_time == b.last_time,
    "times told last meet": lambda a, b: meet(a.last_time, b.last_time),
    "times told last are apart": lambda a, b: _apart(a.last_time, b.last_time),
    "places apart": lambda a, b: same_ground(a.ground, b.ground) < 0,
    "a quarter shared": lambda a, b: not a.ground.quarters.isdisjoint(b.ground.quarters),
    "only the later placed": lambda a, b: bool(b.ground.local) and not a.ground.local,
    "neither placed": lambda a, b: not a.ground.local and not b.ground.local,
    "places told last are apart": lambda a, b: same_ground(a.last_ground, b.last_ground) < 0,
    "same kind of act": lambda a, b: bool(a.what) and a.what == b.what,
    "alike kind of act": lambda a, b: bool(a.what and b.what) and a.what != b.what and alike(a.what, b.what),
    "other kind of act": lambda a, b: bool(a.what and b.what) and not alike(a.what, b.what),
    "sides apart": lambda a, b: sides.apart(a.side, b.side),
    "sides told last are apart": lambda a, b: sides.apart(a.last_side, b.last_side),
    "shared targets": lambda a, b: bool(a.targets & b.targets),
    "one over a longer time": lambda a, b: a.cumulative != b.cumulative,
    "one over a whole war": lambda a, b: a.war != b.war,
    "the later says that it is another": lambda a, b: b.separate,
    "the later may say so": lambda a, b: b.another and b.sentence > a.sentence,
    "same figure": _same_figure,
    "killed and injured": lambda a, b: {a.draft.measure, b.draft.measure} == {"killed", "injured"},
    "same class counted": lambda a, b: _counts(a, b) and a.draft.subject == b.draft.subject,
    "both who did it": lambda a, b: a.draft.kind == b.draft.kind == "responsibility",
    "one tells of the displaced": lambda a, b: _displaced(a) != _displaced(b),
    "the later adds": lambda a, b: b.draft.scope == "added",
}


# ... of a report whose text is in paragraphs: many texts have lost theirs, and must not be taken for one long paragraph.
IN_PARAGRAPHS: dict[str, Callable[[Mention, Mention], float]] = {
    **FEATURES,
    "another paragraph": lambda a, b: a.paragraph != b.paragraph,
    "one paragraph after the first": lambda a, b: a.paragraph == b.paragraph > 0,
    "another paragraph and another place": lambda a, b: a.paragraph != b.paragraph and _placed_anew(a, b),
}


def _placed_anew(a: Mention, b: Mention) -> bool:
    """Return whether the later of two tells of local places of which none was told of last with the earlier."""
    return bool(a.last_ground.local and b.ground.local) and a.last_ground.local.isdisjoint(b.ground.local)


# The two models of linking.json, each with its features; of the columns that `row` returns, the last is how many claims stand between.
MODELS = {"plain": FEATURES, "in paragraphs": IN_PARAGRAPHS}
NAMES = {model: (*features, "claims between") for model, features in MODELS.items()}


SENTENCES = 1.6  # of a paragraph, from which its end says that the subject changes; many papers begin one with each sentence


def model_for(mentions: Sequence[Mention]) -> str:
    """Return the name of the model for a report's mentions: a text in three paragraphs or more tells by them where its subject changes."""
    last = max(mentions, key=lambda m: m.sentence, default=None)
    if last is None or last.paragraph < 2 or last.sentence + 1 < SENTENCES * (last.paragraph + 1):
        return "plain"
    return "in paragraphs"


@dataclass(frozen=True, slots=True)
class Model:
    """A logistic regression for use: what does not depend on the features is taken together in `bias`."""

    features: tuple[Callable[[Mention, Mention], float], ...]
    weights: tuple[float, ...]
    bias: float
    threshold: float  # mean probability from which two groups are one event


def ready(name: str, data: Mapping[str, Any]) -> Model:
    """Return a model, as linking.json holds it, for use."""
    # weight * (x - mean) / scale
    weights = [f["weight"] / f["scale"] for f in data["features"]]
    bias = data["intercept"] - sum(w * f["mean"] for w, f in zip(weights, data["features"], strict=True))
    return Model(tuple(MODELS[name].values()), tuple(weights), bias, data["threshold"])


@cache
def _models() -> dict[str, Model]:
    data = json.loads(files("claims.cues").joinpath("linking.json").read_text(encoding="utf-8"))["models"]
    if {m: tuple(f["name"] for f in d["features"]) for m, d in data.items()} != NAMES:
        raise ValueError("cues/linking.json was made for other features; rebuild it with `python -m benchmarks.train_linking`")
    return {name: ready(name, d) for name, d in data.items()}


def row(name: str, mentions: Sequence[Mention], i: int, j: int) -> list[float]:
    """Return the features of mentions i < j that the model `name` asks for: those of `MODELS`, and how many claims stand between."""
    a, b = mentions[i], mentions[j]
    return [*(float(f(a, b)) for f in MODELS[name].values()), math.log1p(j - i - 1)]


def told_together(a: Mention, b: Mention) -> bool:
    """Return whether one phrase tells two claims: "killed 12 and injured 30", "40 dead including nine children"."""
    if a.sentence != b.sentence or a.before != b.before:
        return False
    one, other = a.draft, b.draft
    part = "part" in (one.scope, other.scope) and one.measure == other.measure
    return part or (one.start < other.end and other.start < one.end)


def told_apart(a: Mention, b: Mention) -> bool:
    """Return whether the report itself says that two claims (a before b) are about two events.

    So it does by another day counted from the news, a longer time, the running total of another kind of act, days a month and more
    apart, two acts each with its day, an old day beside the news, a sentence that begins with another town, another day or a "separate" attack in another town, or
    another kind of act there.
    """
    if told_together(a, b):
        return False
    if a.sentence == b.sentence and a.answered != b.answered:
        return True
    if a.before != b.before or (a.cumulative != b.cumulative and not (_some_days(a, b) or _some_days(b, a))):
        return True
    if a.cumulative and (a.what in totals()) != (b.what in totals()):
        return True
    if _gap(a.time, b.time) > MONTH or (is_old(b.time, b.news) and _is_news(a)):
        return True
    if _acts_days_apart(a, b) >= APART or (_apart(a.time, b.time) and (_a_month(a.time) or _a_month(b.time))):
        return True
    if _counts(a, b) and not (a.stands or b.stands) and _two_wholes(a, b) and _gap(a.time, b.time) > DAYS:
        return True
    if _since_before(a, b) or _since_before(b, a):
        return True
    if _all_over_and_local(a, b) or _all_over_and_local(b, a):
        return True
    if b.opens is not None and same_ground(a.last_ground, Ground.of((b.opens,))) < 0:
        return True
    if same_ground(a.ground, b.ground) < 0 and (b.separate or _apart(a.time, b.time)):
        return True
    if a.paragraph != b.paragraph and _two_towns(a, b):
        return True
    if same_ground(a.ground, b.ground) >= 0 or not (a.what and b.what):
        return False
    return not alike(a.what, b.what) or (a.what != b.what and _two_towns(a, b))


def _all_over_and_local(a: Mention, b: Mention) -> bool:
    """Return whether a counts over a whole land ("violence across the country killed 118 on Wednesday") and b tells of an act in one place of it;
    what nature does, or a war, is one there and all over."""
    wide = {a.what, b.what} & set(cues.load("relations")["kinds"]["wide"])
    return a.all_over and not b.all_over and bool(b.ground.local and b.what) and not wide


def _two_towns(a: Mention, b: Mention) -> bool:
    return bool(a.ground.towns and b.ground.towns) and a.ground.local.isdisjoint(b.ground.local)


def _a_month(span: Span | None) -> bool:
    """Return whether a time is a whole month or more: "in May", in the news of a day of June."""
    return span is not None and (span[1] - span[0]).days >= FEBRUARY


FEBRUARY = 27  # days from the first to the last of the shortest month


def _two_wholes(a: Mention, b: Mention) -> bool:
    """Return whether two claims each give a whole figure of one class, and not the same."""
    one, other = a.draft, b.draft
    return one.scope == other.scope == "total" and one.subject == other.subject and one.quantity != other.quantity


def _since_before(a: Mention, b: Mention) -> bool:
    """Return whether a counts people since a day before the one day of b's act, and more than b: "killed seven on Thursday. Over 600 have been
    killed since Monday"."""
    same = a.draft.kind == "casualties" and a.draft.measure == b.draft.measure
    if not same or a.time is None or b.time is None or a.when is None or a.when.precision != "since" or b.stands:
        return False
    more = (a.draft.quantity.low or 0) > (b.draft.quantity.low or 0) > 0
    return more and a.draft.scope == "total" and a.time[0] < b.time[0] == b.time[1]


def _acts_days_apart(a: Mention, b: Mention) -> int:
    """Return the days between the acts of two claims that each give a single day, 0 where one does not, tells of one person, or of where a
    toll stands on its day."""
    for m in (a, b):
        if m.time is None or m.time[0] != m.time[1] or m.draft.person is not None or not m.what or m.stands:
            return 0
    return _gap(a.time, b.time)


def _some_days(a: Mention, b: Mention) -> bool:
    """Return whether a is over no more than a week that b may lie in: "38 died in two days of shelling" is news as well."""
    return (
        a.cumulative and a.time is not None and (a.time[1] - a.time[0]).days <= WEEK and (b.time is None or meet(a.time, b.time))
    )


def kept_apart(mentions: Sequence[Mention], where: Sequence[int]) -> set[tuple[int, int]]:
    """Return the pairs of events (smaller number first) that the report tells apart in whatever it says of either.

    `where` holds the event of each mention. Other events of one report may be one event told in two places of it.
    """
    members: dict[int, list[int]] = {}
    for i, k in enumerate(where):
        members.setdefault(k, []).append(i)
    return {
        (x, y)
        for x, y in combinations(sorted(members), 2)
        if all(told_apart(mentions[min(i, j)], mentions[max(i, j)]) for i in members[x] for j in members[y])
    }


def is_old(time: Span | None, news: Span | None) -> bool:
    """Return whether a time lies a month and more before (or after) the news of its report."""
    return _gap(time, news) > MONTH


def _gap(a: Span | None, b: Span | None) -> int:
    """Return the days between two spans, 0 where they meet or one is not known."""
    return max(0, (b[0] - a[1]).days, (a[0] - b[1]).days) if a is not None and b is not None else 0


def _is_news(m: Mention) -> bool:
    return all(t is None or meet(t, m.news) for t in (m.time, m.last_time))


def likely(model: Model, mentions: Sequence[Mention], i: int, j: int) -> float:
    """Return the probability that mentions i < j are about one event; 0 where the report tells them apart, 1 where in one phrase."""
    if told_together(mentions[i], mentions[j]):
        return 1.0
    if told_apart(mentions[i], mentions[j]):
        return 0.0
    a, b, told = mentions[i], mentions[j], 0.0
    for feature, weight in zip(model.features, model.weights, strict=False):
        if x := feature(a, b):  # most say nothing
            told += weight * x
    z = model.bias + (told + model.weights[-1] * math.log1p(j - i - 1))
    return round(1 / (1 + math.exp(-max(-30.0, min(30.0, z)))), 9)


def groups(mentions: Sequence[Mention]) -> list[int]:
    """Return for each mention (in reading order) the number of its event; events are numbered as they are first told."""
    found: list[list[int]] = []
    model = _models()[model_for(mentions)]
    for start in range(0, len(mentions), CLOSE):
        for group in _linked(mentions, range(start, min(start + CLOSE, len(mentions))), model):
            best, home = model.threshold, None
            for earlier in found:
                if earlier[0] >= start:
                    break
                near = earlier[-RECENT:]
                mean = sum(likely(model, mentions, i, j) for i in near for j in group[:RECENT]) / (
                    len(near) * len(group[:RECENT])
                )
                if mean > best:
                    best, home = mean, earlier
            if home is None:
                found.append(group)
            else:
                home += group
    where = [0] * len(mentions)
    for n, group in enumerate(sorted(found, key=lambda g: g[0])):
        for i in group:
            where[i] = n
    return where


def _linked(mentions: Sequence[Mention], window: range, model: Model) -> list[list[int]]:
    """Average linkage: join the two groups with the highest mean probability, until none reaches the threshold."""
    members = {i: [i] for i in window}
    total: dict[int, dict[int, float]] = {i: {} for i in window}
    heap: list[tuple[float, int, int, int]] = []
    for j in window:
        for i in range(window.start, j):
            p = likely(model, mentions, i, j)
            total[i][j] = total[j][i] = p
            if p >= model.threshold:
                heap.append((-p, i, j, 2))
    heapq.heapify(heap)
    while heap:
        _, a, b, size = heapq.heappop(heap)
        if a not in members or b not in members or len(members[a]) + len(members[b]) != size:
            continue  # one of the two changed since
        members[a] = sorted(members[a] + members.pop(b))
        gone = total.pop(b)
        for c in members:
            if c == a:
                continue
            total[a][c] = total[c][a] = total[a][c] + gone[c]
            del total[c][b]
            mean = round(total[a][c] / (len(members[a]) * len(members[c])), 9)
            if mean >= model.threshold:
                heapq.heappush(heap, (-mean, min(a, c), max(a, c), len(members[a]) + len(members[c])))
        del total[a][b]
    return sorted(members.values())
