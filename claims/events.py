"""What event each claim is about, and which event is the report's main one."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence, Set
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from functools import cache
from itertools import groupby

from claims import actors, clauses, cues, linking, patterns, places, replies, times
from claims.linking import Mention
from claims.parsing import Parsed
from claims.places import PlaceMention
from claims.quantities import parse
from claims.records import Draft, Event, Report
from claims.sentences import Sentence
from claims.times import TimeMention

NEAR = 90  # characters within which a time or place belongs to a claim rather than to its whole sentence
WORDS = 60  # characters to each side of a claim whose words tell what kind of act it is about
PHRASE = 6  # claims to each side of one among which those told in its phrase are looked for
YEAR = 300  # days from which a running total may be that of a war
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
    past: bool
    another: bool
    cumulative: bool
    asides: dict[int, tuple[int, int]] = field(default_factory=dict)  # start of a time -> the clause that alone it belongs to


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
    past: bool = False  # "a previous attack": some day before the news
    war: bool = False  # counts over a whole war: "since the conflict began"
    before: int = 0  # days before the report's other event ("a week after a bombing that killed 30"), 0 where not told so
    members: list[int] = field(default_factory=list)
    weight: float = 0.0
    text: str = ""


def assign(report: Report, parsed: Sequence[Parsed], drafts: Sequence[Draft]) -> tuple[list[Event], list[int]]:
    """Return the report's events, main first, and for each draft the position of its event.

    Claims are put together by `claims.linking`. The main event is the one that headline and lead are about.
    """
    written = times.anchor(report)
    signals = read(report, parsed, written)
    found = mentions(parsed, signals, drafts, written)
    where = linking.groups(found)
    events: list[_Draft] = [_Draft() for _ in range(max(where, default=-1) + 1)]
    for i, (m, k) in enumerate(zip(found, where, strict=True)):
        _join(events[k], signals[m.sentence], m, i)
    if not events:
        events.append(_whole(signals))
    main = _main(events, drafts, signals, written)
    order = [main, *(j for j in range(len(events)) if j != main)]
    land = _land(signals)
    out = [_event(report, n, events[j], drafts, written, land) for n, j in enumerate(order)]
    beside: dict[int, list[str]] = {}
    for x, y in linking.kept_apart(found, where):
        beside.setdefault(x, []).append(out[order.index(y)].id)
        beside.setdefault(y, []).append(out[order.index(x)].id)
    out = [replace(e, apart=tuple(sorted(beside.get(j, ())))) for e, j in zip(out, order, strict=True)]
    return out, [order.index(k) for k in where]


@cache
def _classes() -> patterns.Classes:
    return patterns.Classes(cues.load("events")["what"])


@cache
def _patterns() -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    table = cues.load("events")
    lists = (table["targets"]["words"], *(table["background"][name] for name in ("separate", "past", "another", "cumulative")))
    target, separate, past, another, cumulative = (re.compile(rf"\b{patterns.any_of(words)}\b") for words in lists)
    return target, separate, past, another, cumulative


_FILMED = re.compile(
    r"\b(?:(?:video|footage|film|clip|image|picture|photo|photograph)\w*,?(?: \w+){0,2} shot|shot(?: \w+){0,2} (?:video|footage|film|clip))\b",
    re.IGNORECASE,
)


def kinds(text: str) -> frozenset[str]:
    """Return all classes of events whose words a text has."""
    return frozenset(_classes().names(text))


def classify(text: str) -> str:
    """Return the class of event that a text tells of, or "". A video that was shot tells of no shooting."""
    text = _FILMED.sub(" ", text)
    return next(_classes().names(text), "")


# Where a speaker is, is not where it happened: "an official in the capital denied".
_SPEAKERS = re.compile(
    r"\b(?:officials?|ministry|ministries|spokes(?:man|woman|person)|sources?|journalists?|correspondents?|embassy|reporters?|bureau|"
    r"analysts?|diplomats?|told \w+|meeting|talks|conference|summit|based)\s+in\s+(?:the\s+)?$",
    re.IGNORECASE,
)


def read(report: Report, parsed: Sequence[Parsed], written: date | None) -> list[_Signals]:
    """Return what each sentence says of when, where and what; `written` is the day from which its dates are counted."""
    whole = {"text": places.find(report.text), "title": places.find(report.title) if report.title else []}
    target, separate, past, another, cumulative = _patterns()
    out = []
    for p in parsed:
        s = p.sentence
        source = report.title if s.within == "title" else report.text
        found = [
            m
            for m in whole[s.within]
            if s.start <= m.start < s.end and not _SPEAKERS.search(source[max(0, m.start - 40) : m.start]) and not _acts(p, m)
        ]
        when, before = times.find(s.text, written), past.search(s.text) is not None
        out.append(
            _Signals(
                s, when,
                [PlaceMention(m.start - s.start, m.end - s.start, m.name, m.place_id, m.chain, m.rank) for m in found],
                classify(s.text), frozenset(w.lower() for w in target.findall(s.text)),
                before or separate.search(s.text) is not None, before,
                another.search(s.text) is not None, cumulative.search(s.text) is not None,
                _asides(p, when),
            )
        )  # fmt: skip
    return out


def _acts(p: Parsed, m: PlaceMention) -> bool:
    """Return whether a capital or a country stands for its government: "Damascus denied", "Russia's jets"."""
    return m.rank in (1, 3) and p.doc is not None and bool(actors.folded(m.name)) and clauses.does(p.doc, m.start - p.sentence.start)


def _asides(p: Parsed, when: Sequence[TimeMention]) -> dict[int, tuple[int, int]]:
    """Return, for each time (by its start) in a relative clause that tells of no act, the characters of that clause."""
    if p.doc is None:
        return {}
    found = {t.start: c for t in when if (c := clauses.aside(p.doc, t.start))}
    return {t: (a, b) for t, (a, b, words) in found.items() if not classify(words) and not _DEED.search(words)}


def _days(t: TimeMention) -> int:
    return (t.last - t.first).days if t.first and t.last else 0


_DEED = re.compile(
    r"\b(?:attack|incident|massacre|kill|die|death|happen|occur|took place|wound|injur|violence|toll|crime)\w*", re.IGNORECASE
)
_SPEECH = "said|told|reported|announced|tweeted|published|claimed|denied|blamed|accused|confirmed|acknowledged"
_SAID = re.compile(rf"\b(?:{_SPEECH}|added|statement|spokes\w+|responsibility)\b[^.]{{0,12}}$", re.IGNORECASE)
_SAYS = re.compile(
    rf"\W{{0,3}}(?:(?:also|had|has|have|strongly|later)\s+)*(?:{_SPEECH}|condemned|called|urged|warned|demanded|rejected|dismissed)\b",
    re.IGNORECASE,
)
# "June 18 2016 (Valley Press and Agencies)"
_CREDIT = re.compile(r"\W?\s*[(\[](?:[A-Z][\w./&-]*)(?:[ /](?:[A-Z][\w./&-]*|and|via|by|for)){0,5}[)\]]")


def _spoken(p: Parsed, t: TimeMention, d: Draft) -> bool:
    """Return whether a day is the one on which somebody spoke or acted who only tells of the claim's event, or of a picture's credit."""
    if t.precision != "day":
        return False
    after = p.sentence.text[t.end :]
    if _SAYS.match(after) or (_CREDIT.match(after) and re.search(r"\d{4}$", p.sentence.text[t.start : t.end])):
        return True
    verb = clauses.of_another(p.doc, t.start, d.trigger) if p.doc is not None else ""
    return bool(verb) and not classify(verb) and not _DEED.search(verb)


def _long_ago(t: TimeMention, written: date | None) -> bool:
    return bool(written and t.last and (written - t.last).days > linking.MONTH)


def _time_of(p: Parsed, s: _Signals, d: Draft, written: date | None) -> TimeMention | None:
    """Return the time that a claim's sentence gives it: the nearest one, a day before a longer span."""
    known = [t for t in s.times if t.first or t.precision == "weekday"]
    if not known:
        return None
    at = d.start - s.sentence.start
    end = d.end - s.sentence.start
    # Whoever spoke lately spoke of the news; who spoke long ago ("announced in March 2016") did not.
    told = [t for t in known if _long_ago(t, written) or not _SAID.search(s.sentence.text[max(0, t.start - 24) : t.start])]
    told = [t for t in told if not (c := s.asides.get(t.start)) or (at < c[1] and c[0] < end)]
    if p.doc is not None:  # "the first attack on the town since 2011 killed a nurse"
        told = [t for t in told if _days(t) <= OLD or not clauses.elsewhere(p.doc, t.start, d.trigger)]
    return min(told, key=lambda t: (abs(t.start - at) > NEAR * 2, _days(t) > 3, abs(t.start - at)), default=None)


def _places_of(s: _Signals, d: Draft) -> list[PlaceMention]:
    """Return the places around a claim, nearest first, countries last; of several towns told in one sentence, the nearest."""
    at = d.start - s.sentence.start
    near = sorted(s.places, key=lambda p: (p.rank == 3, abs(p.start - at)))
    town = next((p for p in near if p.rank == 1), None)
    return [p for p in near if p.rank != 1 or town is None or p.chain[0] == town.chain[0]]


_AFTER = re.compile(
    r"\b(?:(\w+) (day|week|month|year)s? after(?! (?:it was|announc|officials?|reports?|the announcement|\w+ (?:said|announced|reported)))|(?:the|this|last) (?:previous|last|earlier) (day|week|month|year))\b",
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


def mentions(
    parsed: Sequence[Parsed], signals: Sequence[_Signals], drafts: Sequence[Draft], written: date | None
) -> list[Mention]:
    """Return each claim with what its sentence, and what was told before, say of its event."""
    out: list[Mention] = []
    news = (written - timedelta(linking.NEWS), written) if written else None
    last_time: linking.Span | None = None
    last_places: tuple[PlaceMention, ...] = ()
    apart = _acts_apart(parsed, drafts)
    for i, d in enumerate(drafts):
        s = signals[d.sentence]
        time, near = _time_of(parsed[d.sentence], s, d, written), tuple(_places_of(s, d))
        span = (time.first, time.last or time.first) if time is not None and time.first else None
        placed = tuple(p for p in near if p.rank < 3)
        now_time, now_places = span or last_time, placed or last_places
        when = None if time and _spoken(parsed[d.sentence], time, d) else time
        # What is told of the past ("as in the gas attack of 1988") holds for its own sentence only: the news goes on after it.
        if not linking.is_old(span, news):
            last_time, last_places = now_time, now_places
        cumulative = d.scope == "cumulative" or (s.cumulative and time is not None and _days(time) > 40)
        out.append(
            Mention(
                d, d.sentence, s.sentence.paragraph, when, span, near, now_time, now_places,
                _what_of(s, d, apart.get(i), {w for j, w in apart.items() if drafts[j].sentence == d.sentence}), s.targets, s.separate, s.another, cumulative,
                cumulative and (time is None or _days(time) > YEAR) and _WAR.search(s.sentence.text) is not None,
                _opens(s), _before(s, d), news, apart.get(i),
            )
        )  # fmt: skip
    return _joined(out)


def _acts_apart(parsed: Sequence[Parsed], drafts: Sequence[Draft]) -> dict[int, replies.Span]:
    """Return, for each claim (by its position) that tells of an act which another side's act in its sentence answered, the words of it."""
    out: dict[int, replies.Span] = {}
    for n, group in groupby(range(len(drafts)), key=lambda i: drafts[i].sentence):
        doc, mine = parsed[n].doc, list(group)
        if doc is None or len(mine) < 2:
            continue
        span = {i: replies.answered(doc, drafts[i].trigger) for i in mine}
        for s in sorted({s for s in span.values() if s}):
            inside = [i for i in mine if span[i] == s]
            if replies.two_acts([drafts[i] for i in inside], [drafts[i] for i in mine if span[i] is None]):
                out |= dict.fromkeys(inside, s)
    return out


def _joined(found: list[Mention]) -> list[Mention]:
    """Return the mentions, each as long a time as one that the same phrase tells: of 900 dead in a year, the 40 children are of that year."""
    for i, m in enumerate(found):
        near = range(max(0, i - PHRASE), min(len(found), i + PHRASE + 1))
        whole = next((found[j] for j in near if found[j].cumulative and linking.told_together(found[j], m)), None)
        if whole is not None and not m.cumulative:
            found[i] = replace(m, cumulative=True, war=whole.war, time=m.time or whole.time, when=m.when or whole.when)
    return found


def _opens(s: _Signals) -> PlaceMention | None:
    """Return the town that a sentence begins with, within its first words."""
    return next(
        (
            p
            for p in s.places
            if p.rank == 1
            and re.fullmatch(
                r"\W*(?:(?:[Ii]n|[Aa]t|[Nn]ear)\s+)(?:the\s+)?(?:[a-z]+\s+(?:of\s+)?){0,3}", s.sentence.text[: p.start]
            )
        ),
        None,
    )


def _what_of(s: _Signals, d: Draft, own: replies.Span | None, others: Set[replies.Span]) -> str:
    """Return the class of act that the words around a claim tell of, else its sentence; `own` are those of the act that it tells of
    where its sentence tells of two, `others` those of all acts that were answered."""
    a, b = d.start - s.sentence.start, d.end - s.sentence.start
    text = s.sentence.text
    for x, y in others - {own}:
        text = text[:x] + " " * (y - x) + text[y:]
    if own:
        text = " " * own[0] + text[own[0] : own[1]]
    return classify(text[max(0, a - WORDS) : b + WORDS]) or (classify(text) if others else s.what)


def _join(e: _Draft, s: _Signals, m: Mention, i: int) -> None:
    time = m.when
    if time is not None and time.first:
        width = _days(time) if time.last else 30
        if e.first is None or (width < e.precision and e.precision > 3):
            e.first, e.last, e.precision = time.first, time.last, width
    known = {p.chain[0] for p in e.places}
    e.places += [p for p in m.places if p.chain[0] not in known]
    weight = 3.0 if s.sentence.within == "title" else 1.0
    if m.what:
        e.what[m.what] = e.what.get(m.what, 0) + weight
    for w in s.targets:
        e.targets[w] = e.targets.get(w, 0) + weight
    if not e.members:
        e.cumulative, e.separate, e.text = m.cumulative, s.separate, s.sentence.text
        e.war, e.before, e.past = m.war, m.before, s.past
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
            lead = signals[n].sentence.within == "title" or n <= first_body
            total += (6.0 if lead else 3.0 if n == first_body + 1 else 1.0) * (1.0 if drafts[i].kind == "casualties" else 0.6)
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
    return next((name for name in cues.load("events")["what"] if what.get(name, 0) >= max(1.0, total / 4)), "")


def _event(report: Report, n: int, e: _Draft, drafts: Sequence[Draft], written: date | None, land: PlaceMention | None) -> Event:
    what = _telling(e.what)
    first, last = e.first, e.last
    if e.war:
        what, last = what if what in linking.totals() else "war", written
        own = [p for p in e.places if p.rank == 3]
        e.places = own[:1] or ([land] if land else e.places)
    elif land is not None and any(p.rank and p.chain[-1] == land.chain[-1] for p in e.places):
        # a capital that speaks ("the ministry in Moscow said") is not where it happened
        e.places = [p for p in e.places if p.rank in (0, 3) or p.chain[-1] == land.chain[-1]]
    if e.before and written is not None:
        slack = max(1, e.before // 6)
        first, last = written - timedelta(e.before + slack + 1), written - timedelta(max(1, e.before - slack))
    if first is None and written is not None and not e.cumulative and not e.past:
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
