"""What event each claim is about, and which event is the report's main one."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Sequence, Set
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from functools import cache
from itertools import groupby

from claims import beside, cues, intervals, linking, moments, patterns, replies, scenes, sides, times, whereabouts
from claims.countback import begins_earlier, days_before, days_since, stands
from claims.linking import Mention
from claims.parsing import Parsed
from claims.places import PlaceMention
from claims.records import Draft, Event, Report
from claims.signals import Signals, all_over, opens, own_words, places_of, read, what_of
from claims.times import days
from claims.timing import OLD, time_of
from claims.whoseday import acts_own, said, spoken

PHRASE = 6  # claims to each side of one among which those told in its phrase are looked for
EARLIER = "earlier"  # precision of a time that is counted from the day told of before
YEAR = 300  # days from which a running total may be that of a war


@dataclass(slots=True)
class _Draft:
    """An event while it is put together."""

    first: date | None = None
    last: date | None = None
    precision: int = 99  # days of the window that set it; smaller is better
    places: list[PlaceMention] = field(default_factory=list)
    what: dict[str, float] = field(default_factory=dict)
    targets: dict[str, float] = field(default_factory=dict)
    sides: dict[str, float] = field(default_factory=dict)
    cumulative: bool = False
    separate: bool = False
    past: bool = False  # "a previous attack": some day before the news
    war: bool = False  # counts over a whole war: "since the conflict began"
    counted: bool = False  # its day is counted from the one told of before
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
    told = {m.sentence for m in found}
    for e in events:
        if e.members:
            _lead_in(e, signals, told, found[e.members[0]].sentence, written)
            _said_after(e, signals, told, max(found[i].sentence for i in e.members))
    main = _main(events, drafts, signals, written)
    order = [main, *(j for j in range(len(events)) if j != main)]
    land = _land(signals)
    home = whereabouts.dateline(report.text, [s.sentence for s in signals])
    if home and not events[main].places:  # a desk writes of what happened in its town, and of the land from the capital
        events[main].places.append(home)
    out = [_event(report, n, events[j], drafts, written, land) for n, j in enumerate(order)]
    beside: dict[int, list[str]] = {}
    for x, y in linking.kept_apart(found, where):
        beside.setdefault(x, []).append(out[order.index(y)].id)
        beside.setdefault(y, []).append(out[order.index(x)].id)
    out = [replace(e, apart=tuple(sorted(beside.get(j, ())))) for e, j in zip(out, order, strict=True)]
    return out, [order.index(k) for k in where]


def mentions(
    parsed: Sequence[Parsed], signals: Sequence[Signals], drafts: Sequence[Draft], written: date | None
) -> list[Mention]:
    """Return each claim with what its sentence, and what was told before, say of its event."""
    out: list[Mention] = []
    news = (written - timedelta(linking.NEWS), written) if written else None
    last_time: linking.Span | None = None
    last_places: tuple[PlaceMention, ...] = ()
    last_side = ""
    named_in = -1  # the paragraph that named them
    heads = _opened(signals)
    answered = _answered(parsed, drafts)
    replied: dict[int, set[replies.Span]] = defaultdict(set)  # by sentence
    for i, span_ in answered.items():
        replied[drafts[i].sentence].add(span_)
    for i, d in enumerate(drafts):
        s = signals[d.sentence]
        time, near = days_since(s, d) or time_of(parsed[d.sentence], s, d, written), tuple(places_of(s, d))
        when = None if time and spoken(parsed[d.sentence], time, d) else time
        span = (when.first, when.last or when.first) if when is not None and when.first else None
        if not any(p.rank < 3 for p in near) and _TOWN.search(s.sentence.text):
            near = (*(p for p in last_places if p.rank < 2), *near)  # "the city has often been hit"
        if not any(p.rank < 2 for p in near) and s.sentence.paragraph in heads:
            near = (heads[s.sentence.paragraph], *near)
        placed = tuple(p for p in near if p.rank < 3)
        paragraph = s.sentence.paragraph
        if not any(p.rank < 2 for p in near) and parsed[-1].sentence.paragraph > 1 and paragraph - named_in <= (named_in == 0):
            near = (*(p for p in last_places if p.rank < 2), *near)
        now_time, now_places = span or last_time, placed or last_places
        # What is told of the past ("as in the gas attack of 1988") holds for its own sentence only: the news goes on after it.
        if not linking.is_old(span, news):
            last_time, last_places = now_time, now_places
            named_in = paragraph if placed else named_in
        before = days_before(s, d, time)
        spoke = _spoke_on(parsed[d.sentence], s, d) if before and when is None else None
        if spoke is None and time is None and begins_earlier(s) and last_time is not None and last_time[0] == last_time[1]:
            spoke = last_time[0]
        if (
            spoke is None
            and time is not None
            and when is time
            and time.precision == "day"
            and 0 < before <= linking.WEEK
            and _before_it(s, d, time)
        ):
            spoke = time.first  # "buried its dead on Wednesday, a day after planes bombed it"
        if before and spoke is not None:
            when = _earlier(spoke, before)
            span = (when.first or spoke, when.last or spoke)
        words = own_words(s, d, answered.get(i), replied[d.sentence])
        what = what_of(s, d, words)
        side = sides.side(words, d.start - s.sentence.start, d.end - s.sentence.start)
        told_side = side or (last_side if not what or what in sides.fire() else "")
        last_side = "" if sides.both(s.sentence.text) else told_side
        cumulative = d.scope == "cumulative" or (s.cumulative and time is not None and days(time) > 40)
        out.append(
            Mention(
                d, d.sentence, when, span, near, now_time, now_places,
                what, s.targets, s.separate, s.another, cumulative,
                cumulative and (time is None or days(time) > YEAR) and _war().search(s.sentence.text) is not None,
                opens(s), before, news, stands(s), answered.get(i), s.sentence.paragraph, side, told_side,
                d.kind == "casualties" and not any(p.rank < 2 for p in places_of(s, d)) and all_over(s),
            )
        )  # fmt: skip
    return scenes.fill(_less_than_its_part(_joined(out)), _scenes(parsed, signals, drafts, written))


def _opened(signals: Sequence[Signals]) -> dict[int, PlaceMention]:
    """Return, for each paragraph (by its position) of a text in paragraphs, the place that its first sentence begins with: "Near Atmeh, two groups
    have been fighting since Wednesday. Nine gunmen were killed on the first day." """
    out: dict[int, PlaceMention] = {}
    seen: set[int] = set()
    for s in signals:
        n = s.sentence.paragraph
        if s.sentence.within == "text" and n and n not in seen:
            seen.add(n)
            place = opens(s)
            if place is not None and place.rank < 2:
                out[n] = replace(place, start=0, end=0)
    return out


_TOWN = re.compile(r"\bthe (?:city|town|village)\b(?!['’])", re.IGNORECASE)


def _spoke_on(p: Parsed, s: Signals, d: Draft) -> date | None:
    """Return the one day on which a sentence says that somebody spoke: "police said on Friday that 12 were hurt two days earlier"."""
    days_ = {t.first for t in s.times if t.precision == "day" and (said(s.sentence, t) or spoken(p, t, d))}
    return days_.pop() if len(days_) == 1 else None


def _before_it(s: Signals, d: Draft, time: times.TimeMention) -> bool:
    """Return whether a time is that of the act after a claim's: "on Wednesday, a day after planes killed 12"."""
    words = beside.before(s.sentence.text, d.start - s.sentence.start)
    return words is not None and time.end <= words[0]


def _earlier(day: date, before: int) -> times.TimeMention:
    """Return the time that is so many days before a day told of: that day, or some days about it where weeks and more passed."""
    slack = before // 6
    first, last = day - timedelta(before + slack), day - timedelta(before - slack)
    return times.TimeMention(0, 0, first, last, EARLIER)


def _scenes(
    parsed: Sequence[Parsed], signals: Sequence[Signals], drafts: Sequence[Draft], written: date | None
) -> list[scenes.Scene]:
    """Return what the sentences without claims tell."""
    claimed = {d.sentence for d in drafts}
    found = (scenes.told(parsed[n], s, n, written) for n, s in enumerate(signals) if n not in claimed)
    return [s for s in found if s is not None]


def _answered(parsed: Sequence[Parsed], drafts: Sequence[Draft]) -> dict[int, replies.Span]:
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


def _less_than_its_part(found: list[Mention]) -> list[Mention]:
    """Return the mentions, each count over a war that is smaller than what its speaker just counted of one kind of act as one of that kind.

    "60,000 have died in jails, the group said. It had verified the deaths of 14,456 since the war began": not all of the war's dead.
    """
    for i, m in enumerate(found):
        count = intervals.stated(m.draft.quantity)
        if not m.war or m.what in linking.totals() or not m.draft.said_by or count is None:
            continue
        of_kind = [o for o in found[max(0, i - PHRASE) : i] if o.what in linking.totals() and _more_of(o.draft, m.draft, count)]
        if of_kind:
            found[i] = replace(m, what=of_kind[-1].what)
    return found


def _more_of(a: Draft, b: Draft, count: int) -> bool:
    return a.measure == b.measure and a.said_by == b.said_by and (intervals.stated(a.quantity) or 0) > count


def _join(e: _Draft, s: Signals, m: Mention, i: int) -> None:
    time = m.when
    if time is not None and time.first:
        width = days(time) if time.last else 30
        if e.first is None or (width < e.precision and e.precision > 3):
            e.first, e.last, e.precision = time.first, time.last, width
    known = {p.chain[0] for p in e.places}
    e.places += [p for p in m.places if p.chain[0] not in known]
    weight = 3.0 if s.sentence.within == "title" else 1.0
    if m.what:
        e.what[m.what] = e.what.get(m.what, 0) + weight
    if m.side or m.last_side:
        whose = m.side or m.last_side
        e.sides[whose] = e.sides.get(whose, 0) + (weight if m.side else weight / 2)
    for w in s.targets:
        e.targets[w] = e.targets.get(w, 0) + weight
    if not e.members:
        e.cumulative, e.separate, e.text = m.cumulative, s.separate, s.sentence.text
        e.war, e.before, e.past = m.war, m.before, s.past
        e.counted = time is not None and time.precision == EARLIER
    e.members.append(i)


_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
LEAD_IN = 3  # sentences before its first claim in which an event's day, place and act are looked for


def _lead_in(e: _Draft, signals: Sequence[Signals], told: Set[int], first: int, written: date | None) -> None:
    """Give an event the day, the places and the act that its own sentences leave out and the sentences right before them tell.

    "A bus went into the river near Oruro on Sunday. Police said 24 people died." Only sentences without claims, since what a claim's
    sentence says is its own event's; and none for what is told of another time or place.
    """
    if e.cumulative or e.separate or e.past or e.before:
        return
    for n in range(first - 1, max(-1, first - 1 - LEAD_IN), -1):
        s = signals[n]
        if n in told or s.sentence.within != "text" or s.separate or s.cumulative or any(days(t) > linking.WEEK for t in s.times):
            return
        on = [t for t in s.times if t.first and t.precision in ("day", "stretch") and not said(s.sentence, t)]
        dateline = len(on) == 1 and on[0].first == written and _YEAR.search(s.sentence.text[on[0].start : on[0].end])
        if e.first is None and len(on) == 1 and not dateline:
            e.first, e.last, e.precision = on[0].first, on[0].last, days(on[0])
        if not e.places and on and n == first - 1:
            e.places = sorted(s.places, key=lambda p: p.rank == 3)
        if not e.what and s.what:
            e.what[s.what] = 1.0
            e.targets |= dict.fromkeys(s.targets, 1.0)


def _said_after(e: _Draft, signals: Sequence[Signals], told: Set[int], last: int) -> None:
    """Give an event without a day the one by which the sentences right after it call it: "... bombed the convoy. They kept silent after
    Tuesday's attack to get away."."""
    if e.first is not None or e.cumulative or e.separate or e.past or e.before:
        return
    for n in range(last, min(len(signals), last + 1 + LEAD_IN)):
        s = signals[n]
        if n > last and (n in told or s.separate or s.cumulative or s.another):
            return
        for t in s.times if n > last and s.sentence.within == "text" else ():
            act = acts_own(s.sentence.text, t)
            if t.precision == "day" and t.first and act is not None and act in ("", *e.what):
                e.first, e.last, e.precision = t.first, t.last, days(t)
                return


@cache
def _war() -> patterns.Words:
    return patterns.Words(cues.load("events")["background"]["war"])


def _whole(signals: Sequence[Signals]) -> _Draft:
    """Return the event of a report without claims: what its headline and lead tell of."""
    e = _Draft()
    for s in signals[:4]:
        if s.what:
            e.what[s.what] = e.what.get(s.what, 0) + 1
        e.places += [p for p in s.places if p.chain[0] not in {q.chain[0] for q in e.places}]
        e.text = e.text or s.sentence.text
    return e


def _land(signals: Sequence[Signals]) -> PlaceMention | None:
    """Return the country that most places of a report lie in, as the report names it; None where it names none."""
    count: Counter[str] = Counter(p.chain[-1] for s in signals for p in s.places if p.rank)
    if not count:
        return None
    top = max(count, key=lambda c: (count[c], c))
    return next((p for s in signals for p in s.places if p.rank == 3 and p.chain[-1] == top), None)


def _main(events: Sequence[_Draft], drafts: Sequence[Draft], signals: Sequence[Signals], written: date | None) -> int:
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
    if e.before and written is not None and not e.counted:
        slack = max(1, e.before // 6)
        first, last = written - timedelta(e.before + slack + 1), written - timedelta(max(1, e.before - slack))
    if first is None and written is not None and not e.cumulative and not e.past:
        first, last = written - timedelta(moments.UNDATED), written
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
        tuple(sorted(e.targets)), e.text, side=sides.of_event(what, e.sides),
    )  # fmt: skip
