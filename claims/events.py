"""What event each claim is about, and which event is the report's main one."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cache

from claims import cues, places, times
from claims.parsing import Parsed
from claims.places import PlaceMention
from claims.quantities import parse
from claims.records import Draft, Event, Report
from claims.sentences import Sentence
from claims.times import TimeMention

NEAR = 90  # characters within which a time or place belongs to a claim rather than to its whole sentence
NEWS = 3  # days before a report in which an event that it dates no closer is taken to lie
OLD = 21  # days before the report that make an event background


@dataclass(slots=True)
class _Signals:
    """What one sentence says of when, where and what."""

    sentence: Sentence
    times: list[TimeMention]
    places: list[PlaceMention]
    what: str
    targets: frozenset[str]
    separate: bool
    cumulative: bool


@dataclass(slots=True)
class _Draft:
    """An event while it is put together."""

    first: date | None = None
    last: date | None = None
    precision: int = 99  # days of the window that set it; smaller is better
    places: list[PlaceMention] = field(default_factory=list)
    what: dict[str, float] = field(default_factory=dict)
    targets: dict[str, float] = field(default_factory=dict)
    cumulative: bool = False
    separate: bool = False
    war: bool = False  # counts over a whole war: "since the conflict began"
    before: int = 0  # days before the report's other event ("a week after a bombing that killed 30"), 0 where not told so
    members: list[int] = field(default_factory=list)
    weight: float = 0.0
    text: str = ""


def assign(report: Report, parsed: Sequence[Parsed], drafts: Sequence[Draft]) -> tuple[list[Event], list[int]]:
    """Return the report's events, main first, and for each draft the position of its event.

    A claim joins the event whose time, place and kind of act its sentence fits best, by preference the one told last; where
    none fits, it begins an event. The main event is the one that headline and lead are about.
    """
    written = times.anchor(report)
    signals = _read(report, parsed, written)
    events: list[_Draft] = []
    where = [0] * len(drafts)
    previous: int | None = None
    last_sentence = -1
    for i, d in enumerate(drafts):
        s = signals[d.sentence]
        time, place = _time_of(s, d), _places_of(s, d)
        before = _before(s, d)
        cumulative = d.scope == "cumulative" or (s.cumulative and time is not None and _days(time) > 40)
        best, k = 0.0, -1
        for j, e in enumerate(events):
            score = _fit(e, s, time, place, cumulative, written)
            score -= 5.0 if e.before != before else 0.0
            score += 0.8 if j == previous and not _stale(e, d.sentence - last_sentence, time, written) else 0.0
            score += 1.2 if j == previous and d.sentence == last_sentence and not _other_time(e, time, written) else 0.0
            if score > best or k < 0:
                best, k = score, j
        if k < 0 or best < -0.5:
            events.append(_Draft(before=before))
            k = len(events) - 1
        _join(events[k], s, time, place, cumulative, d, i)
        where[i] = k
        previous, last_sentence = k, d.sentence
    if not events:
        events.append(_whole(signals))
    main = _main(events, drafts, signals, written)
    order = [main, *(j for j in range(len(events)) if j != main)]
    land = _land(signals)
    out = [_event(report, n, events[j], drafts, written, land) for n, j in enumerate(order)]
    return out, [order.index(k) for k in where]


@cache
def _patterns() -> tuple[list[tuple[str, re.Pattern[str]]], re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    table = cues.load("events")

    def any_of(words: Sequence[str]) -> re.Pattern[str]:
        return re.compile(r"\b(?:" + "|".join(words) + r")\b", re.IGNORECASE)

    what = [(name, any_of(words)) for name, words in table["what"].items()]
    return (
        what,
        any_of(table["targets"]["words"]),
        any_of(table["background"]["separate"]),
        any_of(table["background"]["cumulative"]),
    )


@cache
def alike(a: str, b: str) -> bool:
    """Return whether two classes of events can tell the same story (cues/events.toml, [alike])."""
    return a == b or any(a in g and b in g for g in cues.load("events")["alike"]["groups"])


def classify(text: str) -> str:
    """Return the class of event that a text tells of, or ""."""
    return next((name for name, p in _patterns()[0] if p.search(text)), "")


# Where a speaker is, is not where it happened: "an official in the capital denied".
_SPEAKERS = re.compile(
    r"\b(?:officials?|ministry|ministries|spokes(?:man|woman|person)|sources?|journalists?|correspondents?|embassy|reporters?|bureau|"
    r"analysts?|diplomats?|told \w+|meeting|talks|conference|summit|based)\s+in\s+(?:the\s+)?$",
    re.IGNORECASE,
)


def _read(report: Report, parsed: Sequence[Parsed], written: date | None) -> list[_Signals]:
    whole = {"text": places.find(report.text), "title": places.find(report.title) if report.title else []}
    _, target, separate, cumulative = _patterns()
    out = []
    for p in parsed:
        s = p.sentence
        source = report.title if s.within == "title" else report.text
        found = [
            m
            for m in whole[s.within]
            if s.start <= m.start < s.end and not _SPEAKERS.search(source[max(0, m.start - 40) : m.start])
        ]
        out.append(
            _Signals(
                s, times.find(s.text, written),
                [PlaceMention(m.start - s.start, m.end - s.start, m.name, m.place_id, m.chain, m.rank) for m in found],
                classify(s.text), frozenset(w.lower() for w in target.findall(s.text)),
                separate.search(s.text) is not None, cumulative.search(s.text) is not None,
            )
        )  # fmt: skip
    return out


def _days(t: TimeMention) -> int:
    return (t.last - t.first).days if t.first and t.last else 0


def _time_of(s: _Signals, d: Draft) -> TimeMention | None:
    """Return the time that a claim's sentence gives it: the nearest one, a day before a longer span."""
    known = [t for t in s.times if t.first or t.precision == "weekday"]
    if not known:
        return None
    at = d.start - s.sentence.start
    said = re.compile(
        r"\b(?:said|told|reported|added|announced|tweeted|statement|published|spokes\w+|claimed|responsibility|denied|blamed|accused|confirmed|acknowledged)\b[^.]{0,12}$",
        re.IGNORECASE,
    )
    told = [t for t in known if not said.search(s.sentence.text[max(0, t.start - 24) : t.start])]
    pool = told or []
    return min(pool, key=lambda t: (abs(t.start - at) > NEAR * 2, _days(t) > 3, abs(t.start - at)), default=None)


def _places_of(s: _Signals, d: Draft) -> list[PlaceMention]:
    """Return the places around a claim, nearest first, countries last; of several towns told in one sentence, the nearest."""
    at = d.start - s.sentence.start
    near = sorted(s.places, key=lambda p: (p.rank == 3, abs(p.start - at)))
    town = next((p for p in near if p.rank == 1), None)
    return [p for p in near if p.rank != 1 or town is None or p.chain[0] == town.chain[0]]


def _other_time(e: _Draft, time: TimeMention | None, written: date | None) -> bool:
    """Return whether a time excludes an event's. An event that is told without a time is news: of the days before the report."""
    if time is None or time.first is None or e.before:
        return False
    first, end = e.first, e.last or e.first
    if first is None or end is None:
        if e.cumulative or written is None:
            return False
        first, end = written - timedelta(NEWS), written
    last = time.last or time.first
    return time.first > end or last < first


def _stale(e: _Draft, apart: int, time: TimeMention | None, written: date | None) -> bool:
    """Return whether an old event is left behind: a later sentence without a time goes on with the news."""
    return apart > 1 and time is None and written is not None and e.last is not None and (written - e.last).days > OLD


_AFTER = re.compile(
    r"\b(?:(\w+) (day|week|month|year)s? after|(?:the|this|last) (?:previous|last|earlier) (day|week|month|year))\b",
    re.IGNORECASE,
)
_EARLIER = re.compile(r"\b(\w+) (day|week|month|year)s? (?:earlier|before|previously)\b", re.IGNORECASE)


def _before(s: _Signals, d: Draft) -> int:
    """Return how many days before the event told of a claim's own event was, where its sentence says so, else 0."""
    at = d.start - s.sentence.start
    unit = cues.load("times")["units"]
    for m in _AFTER.finditer(s.sentence.text):
        if m[2] and m.end() <= at and "," not in s.sentence.text[m.end() : at]:
            return _many(m[1]) * int(unit[m[2].lower()])
    for m in _EARLIER.finditer(s.sentence.text):
        if at < m.start() and "," not in s.sentence.text[at : m.start()]:
            return _many(m[1]) * int(unit[m[2].lower()])
    return 0


def _many(word: str) -> int:
    count = parse(word)
    return count.low if count and count.low else 1


def _same_place(a: Sequence[PlaceMention], b: Sequence[PlaceMention]) -> int:
    """Return 1 where the most precise known places are one or hold each other, -1 where they exclude each other, else 0."""
    local_a = {p.chain[0] for p in a if p.rank < 2}
    local_b = {p.chain[0] for p in b if p.rank < 2}
    if local_a & local_b:
        return 1
    towns_a, towns_b = {p.chain[0] for p in a if p.rank == 1}, {p.chain[0] for p in b if p.rank == 1}
    if towns_a and towns_b:
        return -1
    lands_a, lands_b = {p.chain[-1] for p in a if p.rank > 0}, {p.chain[-1] for p in b if p.rank > 0}
    if lands_a and lands_b and not lands_a & lands_b:
        return -1
    return 0


def _fit(
    e: _Draft, s: _Signals, time: TimeMention | None, place: Sequence[PlaceMention], cumulative: bool, written: date | None
) -> float:
    """Return how well a claim fits an event: what they share less what sets them apart."""
    score = 0.3
    if cumulative != e.cumulative:
        return -9.0
    war = cumulative and _WAR.search(s.sentence.text) is not None
    if cumulative and war != e.war:
        return -6.0
    if war:
        return 2.0
    if cumulative and time is not None and time.first:
        if e.first and abs((time.first - e.first).days) > 40:
            return -6.0
    elif time is not None and time.first and not cumulative:
        if _other_time(e, time, written):
            return -6.0
        if e.first:
            score += 1.5 if _days(time) <= 3 else 0.3
    where = _same_place(e.places, place)
    score += (0, 1.5, -3.0)[where]
    if s.what and e.what:
        top = max(e.what, key=lambda w: e.what[w])
        score += 0.7 if s.what in e.what else 0.2 if alike(s.what, top) else -0.6
    if s.targets and e.targets:
        score += 0.5 if s.targets & set(e.targets) else -0.2
    if s.separate and not e.separate:
        score -= 1.6
    return score


def _join(
    e: _Draft, s: _Signals, time: TimeMention | None, place: Sequence[PlaceMention], cumulative: bool, d: Draft, i: int
) -> None:
    if time is not None and time.first:
        width = _days(time) if time.last else 30
        if e.first is None or (width < e.precision and e.precision > 3):
            e.first, e.last, e.precision = time.first, time.last, width
    known = {p.chain[0] for p in e.places}
    e.places += [p for p in place if p.chain[0] not in known]
    weight = 3.0 if s.sentence.within == "title" else 1.0
    if s.what:
        e.what[s.what] = e.what.get(s.what, 0) + weight
    for w in s.targets:
        e.targets[w] = e.targets.get(w, 0) + weight
    if not e.members:
        e.cumulative, e.separate, e.text = cumulative, s.separate, s.sentence.text
        e.war = cumulative and _WAR.search(s.sentence.text) is not None
    e.members.append(i)


_WAR = re.compile(
    r"\b(?:war|wars|conflict|uprising|revolution|revolt|insurgency|crisis|began|unrest|rebellion|invasion|occupation)\b",
    re.IGNORECASE,
)


def _whole(signals: Sequence[_Signals]) -> _Draft:
    """Return the event of a report without claims: what its headline and lead tell of."""
    e = _Draft()
    for s in signals[:4]:
        if s.what:
            e.what[s.what] = e.what.get(s.what, 0) + 1
        e.places += [p for p in s.places if p.chain[0] not in {q.chain[0] for q in e.places}]
        e.text = e.text or s.sentence.text
    return e


def _land(signals: Sequence[_Signals]) -> PlaceMention | None:
    """Return the country that most places of a report lie in, as the report names it; None where it names none."""
    count: Counter[str] = Counter(p.chain[-1] for s in signals for p in s.places if p.rank)
    if not count:
        return None
    top = max(count, key=lambda c: (count[c], c))
    return next((p for s in signals for p in s.places if p.rank == 3 and p.chain[-1] == top), None)


def _main(events: Sequence[_Draft], drafts: Sequence[Draft], signals: Sequence[_Signals], written: date | None) -> int:
    first_body = next((n for n, s in enumerate(signals) if s.sentence.within == "text"), 0)

    def weight(e: _Draft) -> float:
        total = 0.0
        for i in e.members:
            n = drafts[i].sentence
            lead = signals[n].sentence.within == "title" or n <= first_body + 1
            total += (3.0 if lead else 1.0) * (1.0 if drafts[i].kind == "casualties" else 0.6)
        if e.cumulative:
            total *= 0.35
        if e.separate:
            total *= 0.7
        if written and e.last and (written - e.last).days > OLD:
            total *= 0.3
        return total

    return max(range(len(events)), key=lambda j: (weight(events[j]), -j))


def _telling(what: dict[str, float]) -> str:
    """Return the class that tells most of what has at least a quarter of the words: a gas attack is told with rockets, too."""
    total = sum(what.values())
    return next((name for name, _ in _patterns()[0] if what.get(name, 0) >= max(1.0, total / 4)), "")


def _event(report: Report, n: int, e: _Draft, drafts: Sequence[Draft], written: date | None, land: PlaceMention | None) -> Event:
    what = _telling(e.what)
    first, last = e.first, e.last
    if e.war:
        what, last = "war", written
        own = [p for p in e.places if p.rank == 3]
        e.places = own[:1] or ([land] if land else e.places)
    elif land is not None and any(p.rank and p.chain[-1] == land.chain[-1] for p in e.places):
        # a capital that speaks ("the ministry in Moscow said") is not where it happened
        e.places = [p for p in e.places if p.rank in (0, 3) or p.chain[-1] == land.chain[-1]]
    if e.before and written is not None:
        slack = max(1, e.before // 6)
        first, last = written - timedelta(e.before + slack + 1), written - timedelta(max(1, e.before - slack))
    if first is None and written is not None and not e.cumulative and not e.separate:
        first, last = written - timedelta(2), written
    ranked = sorted(e.places, key=lambda p: (p.rank, e.places.index(p)))
    precise = next((p for p in e.places if p.rank == 1), None) or next(iter(ranked), None)
    chain: list[str] = []
    for p in ranked:
        chain += [c for c in p.chain if c not in chain]
    names: list[str] = []
    for p in ([q for q in ranked if q.rank == 0][:1] if precise and precise.rank == 1 else []) + ([precise] if precise else []):
        names.append(p.name)
    country = next(
        (p.name for p in e.places if p.rank == 3 and precise and p.chain[-1] == precise.chain[-1] and p.name != precise.name),
        None,
    )
    if country:
        names.append(country)
    members = [drafts[i] for i in e.members]
    actors = tuple(dict.fromkeys(d.actor for d in members if d.actor))
    victims = tuple(sorted({d.victim for d in members if d.victim}))
    return Event(
        f"{report.id}#e{n}", what, ", ".join(dict.fromkeys(names)), precise.place_id if precise else None,
        first.isoformat() if first else None, last.isoformat() if last else None, n == 0, actors, tuple(chain), victims,
        tuple(sorted(e.targets)), e.text,
    )  # fmt: skip
