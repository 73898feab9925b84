"""What each sentence of a report says of when, where and what, and which of it belongs to a claim in it."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence, Set
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from functools import cache

from claims import (
    actors,
    asof,
    beside,
    classes,
    clauses,
    cues,
    linking,
    moments,
    patterns,
    places,
    replies,
    thatday,
    times,
    whereabouts,
)
from claims.classes import classify, deed
from claims.parsing import Parsed
from claims.places import PlaceMention
from claims.quantities import parse
from claims.records import Draft, Report
from claims.sentences import Sentence
from claims.times import TimeMention

NEAR = 90  # characters within which a time or place belongs to a claim rather than to its whole sentence
WORDS = 60  # characters to each side of a claim whose words tell what kind of act it is about
OLD = 21  # days before the report that make an event background


@dataclass(slots=True)
class Signals:
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


@cache
def _background() -> patterns.Classes:
    table = cues.load("events")["background"]
    return patterns.Classes({name: table[name] for name in ("separate", "past", "another", "cumulative")})


@cache
def _targets() -> patterns.Words:
    return patterns.Words(cues.load("events")["targets"]["words"])


def act(s: Signals) -> re.Match[str] | None:
    """Match the word that tells of what class of event a sentence is, or return None."""
    return classes.first(s.what, s.sentence.text) if s.what else None


# Where a speaker is, is not where it happened: "an official in the capital denied".
_SPEAKERS = re.compile(
    r"\b(?:government|air force|army command|(?:general|joint) staff|central government|presidency|high command|officials?|ministry|ministries|spokes(?:man|woman|person)|sources?|journalists?|correspondents?|embassy|reporters?|bureau|"
    r"analysts?|diplomats?|told \w+|meeting|talks|conference|summit|based|allies|council|parliament|leadership|lawmakers|envoys?|headquarters)\s+in\s+(?:the\s+)?$",
    re.IGNORECASE,
)


def seat(speaker: str, place: str) -> bool:
    """Return whether a speaker, as a report names it, only sits at a place of which it tells nothing: "the air force in Kyiv"."""
    at = speaker.find(place)
    return at > 0 and _SPEAKERS.search(speaker[:at]) is not None


_WATCH = re.compile(
    r"\b(?:police|army|military|authorities|troops|doctors|medics|hospital|defen[cs]e|activists)\s+in\s+(?:the\s+)?$",
    re.IGNORECASE,
)
_NO_WORD = re.compile(r"\b(?:comment|reaction|word|response|statement)s? from $", re.IGNORECASE)  # "no comment from Moscow"


# Whom somebody blames or asks is no place: "blamed Russia", "urged Iran to".
_ASKED = re.compile(r"\b(?:blam|accus|urg|warn|ask|press|condemn|criticis|criticiz)\w* $")


def read(report: Report, parsed: Sequence[Parsed], written: date | None) -> list[Signals]:
    """Return what each sentence says of when, where and what; `written` is the day from which its dates are counted."""
    whole = {"text": places.find(report.text), "title": places.find(report.title) if report.title else []}
    begins = {k: [m.start for m in found] for k, found in whole.items()}
    named: list[list[PlaceMention]] = []
    for p in parsed:
        s = p.sentence
        source = report.title if s.within == "title" else report.text
        found = [
            m
            for m in whole[s.within][bisect_left(begins[s.within], s.start) : bisect_left(begins[s.within], s.end)]
            if not (_after_in(source, m.start) and _SPEAKERS.search(source[max(0, m.start - 40) : m.start]))
            and not _acts(p, m)
            and not _NO_WORD.search(source[max(0, m.start - 20) : m.start])
            and not (m.rank == 3 and _ASKED.search(source[max(0, m.start - 20) : m.start]))
            and not beside.taken(source[max(s.start, m.start - 110) : m.start])
            and not (m.rank == 3 and source[: m.start].endswith(" by "))  # "an attack by Iran"
            and not _whose(source, m)
        ]
        # Those who guard a place speak of what happened elsewhere only where their sentence says where.
        there = [m for m in found if not (_after_in(source, m.start) and _WATCH.search(source[max(0, m.start - 40) : m.start]))]
        found = there if any(m.rank < 2 for m in there) else found
        named.append([replace(m, start=m.start - s.start, end=m.end - s.start) for m in found])
    out = []
    sentences = [p.sentence for p in parsed]
    named_times = [[t for t in times.find(s.text, written) if not _of_dateline(s.text, t)] for s in sentences]
    settled, pointed = whereabouts.settle(sentences, named), thatday.told(sentences, named_times, _said)
    for p, found, own, back in zip(parsed, settled, named_times, pointed, strict=True):
        s, when = p.sentence, sorted([*own, *back], key=lambda t: t.start)
        told = frozenset(_background().names(s.text))
        out.append(
            Signals(
                s, when, found, classify(s.text), frozenset(m.group().lower() for m in _targets().finditer(s.text)),
                bool(told & {"past", "separate"}), "past" in told, "another" in told, "cumulative" in told,
                _asides(p, when),
            )
        )  # fmt: skip
    return out


_CITY = re.compile(r"\W*(?:[A-Z][\w'’./-]*,? )+\(?")
_DASH = re.compile(r",?\s*(?:\([^)]{1,24}\)\s*)?[-–—]\s")


def _of_dateline(text: str, t: TimeMention) -> bool:
    """Return whether a day is that of the dateline with which a sentence begins: "Sund, 6 November 2017 - The number of dead has risen"."""
    return t.precision == "day" and _DASH.match(text, t.end) is not None and _CITY.fullmatch(text, 0, t.start) is not None


def _after_in(source: str, at: int) -> bool:
    """Return whether "in" or "in the" may stand before character `at`: most places come after another word, and need no longer look."""
    return source[max(0, at - 8) : at].rstrip()[-2:].lower() in ("in", "he")


def _acts(p: Parsed, m: PlaceMention) -> bool:
    """Return whether a capital or a country stands for its government: "Damascus denied", "Russia's jets", "which Washington called a crime"."""
    return m.rank > 0 and p.doc is not None and bool(actors.folded(m.name)) and clauses.does(p.doc, m.start - p.sentence.start)


def _whose(source: str, m: PlaceMention) -> bool:
    """Return whether a country's letters only say whose something is: "U.S. President", "UK forces", not "across the U.S. on Monday"."""
    if m.name.rstrip(".") not in _LETTERS or not re.match(r"\.? [A-Za-z]", source[m.end : m.end + 3]):
        return False
    return not re.search(r"\b(?:in|across|throughout|inside|over) (?:the )?$", source[max(0, m.start - 20) : m.start])


_LETTERS = frozenset(("US", "U.S", "UK", "U.K"))


def _asides(p: Parsed, when: Sequence[TimeMention]) -> dict[int, tuple[int, int]]:
    """Return, for each time (by its start) in a relative clause that tells of no act, the characters of that clause."""
    if p.doc is None:
        return {}
    found = {t.start: c for t in when if (c := clauses.aside(p.doc, t.start))}
    return {t: (a, b) for t, (a, b, words) in found.items() if not (classify(words) or deed(words) or _ENDED.match(words))}


def days(t: TimeMention) -> int:
    return (t.last - t.first).days if t.first and t.last else 0


# "the battle, which ended on Saturday": the day is its own
_ENDED = re.compile(
    r"\S+ (?:which|that) (?:had |has )?(?:only |finally |just )?(?:ended|began|begun|started|broke out|erupted|ran|lasted|raged|concluded|subsided|came to an end)\b"
)
_SPEECH = "said|told|reported|announced|tweeted|published|claimed|denied|blamed|accused|confirmed|acknowledged|admitted|conceded|confessed|estimated|insisted|boasted|bragged|swore|withdrew|took back|retracted|recanted|disowned|disclaimed|distanced|vowed|pledged|promised|threatened|warned"
_SAID = re.compile(rf"\b(?:{_SPEECH}|added|statement|spokes\w+|responsibility)\b(?:(?!\bthat\b)[^.]){{0,12}}$", re.IGNORECASE)
_SAYS = re.compile(
    rf"\W{{0,3}}(?:(?:also|had|has|have|strongly|later)\s+)*(?:{_SPEECH}|condemned|called|urged|warned|demanded|rejected|dismissed|raised|lowered|revised|updated|cut|trimmed|reduced|slashed|put)\b",
    re.IGNORECASE,
)
# "June 18 2016 (Valley Press and Agencies)"
_CREDIT = re.compile(
    r"\W?\s*[(\[](?:(?:[Ff]ile )?[Pp]hoto\b|[Ff]ile\b|(?:[A-Z][\w./&-]*)(?:[ /](?:[A-Z][\w./&-]*|and|via|by|for)){0,5}[)\]])"
)


def spoken(p: Parsed, t: TimeMention, d: Draft) -> bool:
    """Return whether a day is the one on which somebody spoke or acted who only tells of the claim's event, or of a picture's credit."""
    after = p.sentence.text[t.end :]
    if t.precision != "day" or t.start == t.end or _WHEN.match(after):
        return False  # nobody speaks on the day of a heading
    if _SAYS.match(after) or (_CREDIT.match(after) and re.search(r"\d{4}$", p.sentence.text[t.start : t.end])):
        return True
    if d.kind == "responsibility" and p.doc is not None and clauses.beside_its_verb(p.doc, t.start, t.end, d.trigger):
        if _done_then(p.sentence.text, t):
            return False  # "claimed Tuesday's bombing"
        return _THAT_DAY.search(after) is None
    verb = clauses.of_another(p.doc, t.start, d.trigger) if p.doc is not None else ""
    return bool(verb) and not classify(verb) and not deed(verb)


_WHEN = re.compile(r",? when\b")  # "began on Thursday, when planes struck"
# "claimed on Tuesday evening the bomb that went off that morning"
_THAT_DAY = re.compile(
    r"\b(?:that|the same) (?:same )?(?:day|morning|afternoon|evening|night)\b|\bhours (?:earlier|before)\b|\bearlier (?:in the|that) day\b",
    re.IGNORECASE,
)
_MEDIA = re.compile(
    r"\bin (?:an? |the |its )?(?:[\w-]+ ){0,3}(?:statement|video|e-?mail|message|letter|interview|post|clip|recording|communiqu[eé]|leaflet|study|paper|survey|analysis)(?: [\w-]+){0,4} $",
    re.IGNORECASE,
)


def _long_ago(t: TimeMention, written: date | None) -> bool:
    return bool(written and t.last and (written - t.last).days > linking.MONTH)


def said_then(s: Signals, t: TimeMention) -> bool:
    """Return whether the words around a time say that it is when somebody spoke: "told reporters on Monday"."""
    return _said(s.sentence, t)


def _said(s: Sentence, t: TimeMention) -> bool:
    return bool(_SAID.search(s.text[max(0, t.start - 24) : t.start]) or _SAYS.match(s.text[t.end :]))


def time_of(p: Parsed, s: Signals, d: Draft, written: date | None) -> TimeMention | None:
    """Return the time that a claim's sentence gives it: the nearest one, a day before a longer span."""
    known = [t for t in s.times if t.first or t.precision == "weekday"]
    if not known:
        return None
    at = d.start - s.sentence.start
    end = d.end - s.sentence.start
    # Whoever spoke lately spoke of the news; who spoke long ago ("announced in March 2016") did not.
    text = s.sentence.text
    told = [
        t
        for t in known
        if _long_ago(t, written)
        or not _SAID.search(text[max(0, t.start - 24) : t.start])
        or _done_then(text, t)
        or (d.kind == "responsibility" and t.precision == "day" and _THAT_DAY.search(text[t.end :]))
    ]
    told = [t for t in told if not _MEDIA.search(text[: t.start])] or told  # "in a video released on Saturday"
    # "in March, according to figures released on Friday": that is when they were told
    told = [t for t in told if t.precision != "day" or not _ACCORDING.search(text[: t.start])]
    told = [t for t in told if not (c := s.asides.get(t.start)) or (at < c[1] and c[0] < end)]
    # "The worst raid since May 3, when twelve died": of those twelve
    then = [
        t
        for t in told
        if t.end <= at and text[: t.start].endswith("since ") and times.then(text, t.end) and not _NEW.search(text[t.end : at])
    ]
    if then:
        return then[-1]
    if d.measure == "killed":  # "the dead were laid out on Saturday, 45 of them"
        told = [t for t in told if not _LAID.search(text[max(0, t.start - 60) : t.start])]
    if d.measure == "missing":  # "divers searched on Monday for 14 sailors"
        told = [t for t in told if not _SEARCHED.search(text[max(0, t.start - 24) : t.start])]
    if p.doc is not None:  # "the first attack on the town since 2011 killed a nurse"
        told = [t for t in told if days(t) <= OLD or not clauses.elsewhere(p.doc, t.start, d.trigger)]
    # "By Friday the number missing since Wednesday's wreck had grown": until when is counted, and not when it happened.
    told = [
        t
        for t in told
        if t.precision != "day"
        or not (_BY.search(text[: t.start]) or (d.measure == "missing" and _STILL.search(text[: t.start])))
        or _owns(text, t)
        or _THE_DAY_OF.match(text, t.end)
    ]
    if (each := next((t for t in told if t.precision == "day" and _ALL_ON.search(text[: t.start])), None)) is not None:
        return each
    # "The army admitted on Tuesday that 12 were taken prisoner the day before."
    acted = [t for t in told if not spoken(p, t, d)] if len(told) > 1 else []
    lasting = d.measure in moments.LASTING  # "marched on Thursday for six workers missing since last month"
    good = any(t.precision == "day" or _long_ago(t, written) or (lasting and t.precision == "since") for t in acted)
    told = acted if good else told
    told = [t for t in told if _of_an_act(s.sentence.text, t, d)] or told
    # "The toll stood at 40 on Friday": that day is the figure's.
    told = [
        t
        for t in told
        if t.precision != "day"
        or not (asof.moved_on(s.sentence.text, t, at, end) or (d.kind == "responsibility" and asof.stood(s.sentence.text, t)))
    ]
    # "On Monday the town remembered the 40 people killed in a raid ten years ago": the older time is the killing's.
    old = [t for t in told if t.start >= end and _long_ago(t, written) and not _BREAK.search(s.sentence.text[end : t.start])]
    told = old if old and all(t in old or t.end <= at or _told_next(p, old[0], t) for t in told) else told
    # "A rite on Tuesday marked the tenth anniversary of the wreck that killed 77": what follows is told of that wreck.
    told = [t for t in told if t.precision == "jubilee" and _of_old(s.sentence.text[t.end : at + NEXT])] or [
        t for t in told if t.precision != "jubilee"
    ]
    # "Two bodies were found on Thursday in the hotel that fell in on Monday": of those who died on the Monday.
    if _FOUND.search(s.sentence.text) and d.measure == "killed":
        struck = [t for t in told if t.first and days(t) < NIGHTS and not _long_ago(t, written)]
        told = [min(struck, key=lambda t: t.first or date.max)] if len(struck) > 1 else told
    return min(told, key=lambda t: (abs(t.start - at) > NEAR * 2, days(t) > 3, abs(t.start - at)), default=None)


_NEW = re.compile(r"[;:]|, (?:and|but|while)\b")
_SEARCHED = re.compile(r"\b(?:search(?:ed|ing)?|look(?:ed|ing)|hunt(?:ed|ing)|digging|dug|sought)(?: \w+)?(?: on)? $")
_LAID = re.compile(r"\b(?:laid out|laid to rest|cremated|lay|lined up)\b[^.;,]{0,40}$")
_ACCORDING = re.compile(r"\baccording to [^,.;]*$", re.IGNORECASE)
NEXT = 12  # characters of a claim that show how it is joined to what stands before it
NIGHTS = 3  # days of a span that is one time: "overnight", "the weekend"
_FOUND = re.compile(
    r"\b(?:bod(?:y|ies)|remains|found dead|(?:recovered|pulled|dug|retrieved|brought|hauled) (?:\w+ )?(?:out|from|up))\b",
    re.IGNORECASE,
)
_BREAK = re.compile(r"[,;:]|\b(?:and|but|since|after|from|than)\b", re.IGNORECASE)


def _told_next(p: Parsed, t: TimeMention, later: TimeMention) -> bool:
    """Return whether a verb parts a time from a later one: relatives of those killed "in 1998 asked parliament on Tuesday"."""
    between = [] if p.doc is None else [w for w in p.doc if t.end <= w.idx < later.start]
    return any(w.tag_ in ("VBD", "VBZ", "VBP", "MD") for w in between)


def _of_old(between: str) -> bool:
    """Return whether what stands between an anniversary and a claim leaves the claim to what the anniversary is of."""
    return bool(re.match(r" (?:of|since)\b", between)) and not re.search(
        r",(?! (?:(?:in|at|on|during) )?(?:which|who|when|where|that|\w+ing)\b)", between
    )


def _of_an_act(text: str, t: TimeMention, d: Draft) -> bool:
    """Return whether a day, a week or a month is an act's own: of those "wounded in Monday's attack" who died on Wednesday, the act was on Monday.

    "After Monday's fire" says so of those who are missing, out of their homes or found dead since; what else came after it is another event.
    """
    own = _owns(text, t)
    if own is None or not (classify(own[1]) or deed(own[1])):
        return False
    before = re.search(r"(\w+) (?:the )?$", text[: t.start])
    after = before is not None and before[1].lower() in ("after", "since", "following")
    return (before is None or before[1].lower() in _IN_ACT or after) and (
        not after or d.measure in moments.LASTING or d.scope == "added"
    )


def _owns(text: str, t: TimeMention) -> re.Match[str] | None:
    """Match what is told as a time's own: "Monday's bomb at the station", "the November massacre", "the October 29 killing"."""
    if t.precision == "month" and re.match(r"(?:the|an?|that) ", text[t.start : t.end], re.IGNORECASE):
        return re.match(r" ((?:[\w-]+ ){0,2}[\w-]+)", text[t.end :])
    if t.precision == "day" and text[: t.start].lower().endswith("the "):
        return re.match(r"(?:['’]s?)? ((?:[\w-]+ )?[\w-]+)", text[t.end :])
    return re.match(r"['’]s? ((?:[\w-]+ ){0,4}[\w-]+)", text[t.end :])


def acts_own(text: str, t: TimeMention) -> str | None:
    """Return the class of the act that is told as a day's own ("Monday's bombing"), "" for one of any class ("Tuesday's attack"); None for
    none."""
    own = re.match(
        r"['’]s? ((?:\w+ )?(?:attack|blast|incident|assault|killing|explosion|violence|(?:earth)?quake|flood|storm|crash|landslide|mudslide|collapse|fire)s?)\b",
        text[t.end :],
    )
    return None if own is None else ("" if " " not in own[1] else classify(own[1]))


def _done_then(text: str, t: TimeMention) -> bool:
    """Return whether what follows a day is an act of it: who "claimed Monday's blast" spoke on some other day."""
    own = _owns(text, t)
    return t.precision == "day" and own is not None and bool(classify(own[1]) or deed(own[1]))


_IN_ACT = frozenset(("in", "of", "by", "from", "at", "during"))
_HOUR = r"(?:late|early|midday|noon|midnight|dawn|dusk|nightfall|sunset|breakfast|lunchtime|(?:late |early |mid-?)?(?:morning|afternoon|evening|night)|\d{1,2}(?:[:.]\d\d)?(?: ?[ap]\.?m\.?)?)"
_BY = re.compile(r"\b(?:by|up to) (?:late |early )?$", re.IGNORECASE)
_BY_THEN = re.compile(rf"\b(?:by|up to) (?:{_HOUR} )?$", re.IGNORECASE)
# "by last Thursday, the day the siege ended": that day is the act's
_THE_DAY_OF = re.compile(r", the (?:same |very )?(?:day|night|morning) (?:the|that|when|on which|of|a|an) ")
# "last week's air strikes hit the town, all of them on Wednesday"
_ALL_ON = re.compile(r"\b(?:all|both)(?: of (?:them|those|these))? (?:late |early )?$")
# "nine remained unaccounted for at midnight on Thursday": how things stood then
_STILL = re.compile(
    rf"\b(?:remain\w*|still)\b[^.;,]{{0,30}}\b(?:missing|unaccounted for|trapped|underground)\b(?: underground)?(?: at {_HOUR}| as of)? $",
    re.IGNORECASE,
)


def _away(text: str, start: int, end: int) -> tuple[tuple[int, int], ...]:
    """Return the characters of a sentence that tell of another act than a claim in it: none where they tell of the only one ("240 deaths, a
    day after the dam gave way")."""
    away = beside.outside(text, start, end)
    if not away or classify(beside.blank(text, away)):
        return away
    return tuple(x for x in away if beside.before(text, x[0]) is None)


def places_of(s: Signals, d: Draft) -> list[PlaceMention]:
    """Return the places around a claim, nearest first, countries last; of several towns told in one sentence, the nearest."""
    at = d.start - s.sentence.start
    away = _away(s.sentence.text, at, d.end - s.sentence.start)
    own = [p for p in s.places if not any(a <= p.start < b for a, b in away)]
    near = sorted(own, key=lambda p: (p.rank == 3, abs(p.start - at)))
    town = next((p for p in near if p.rank == 1), None)
    return [p for p in near if p.rank != 1 or town is None or p.chain[0] == town.chain[0]]


_AFTER = re.compile(
    r"\b(?:(\w+) (day|week|month|year)s? after(?! (?:it was|announc|officials?|reports?|the announcement|\w+ (?:said|announced|reported)))|(?:the|this|last) (?:previous|last|earlier) (day|week|month|year))\b",
    re.IGNORECASE,
)
_EARLIER = re.compile(r"\b(\w+) (day|week|month|year)s? (?:earlier|before|previously)\b", re.IGNORECASE)


_UNITS = frozenset(("day", "week", "mont", "year"))  # how a word begins that both patterns need


def days_before(s: Signals, d: Draft, time: TimeMention | None) -> int:
    """Return how many days before the event told of a claim's own event was, where its sentence says so, else 0.

    `time` is the time that the sentence gives the claim: where the words are that time's own, its day is known.
    """
    if _UNITS.isdisjoint(patterns.starts(s.sentence.text)):
        return 0
    at = d.start - s.sentence.start
    unit = cues.load("times")["units"]
    for m in _AFTER.finditer(s.sentence.text):
        if m[2] and m.end() <= at and "," not in s.sentence.text[m.end() : at]:
            return _many(m[1]) * int(unit[m[2].lower()])
    if (before := _PREVIOUS.match(s.sentence.text)) and before.end() <= at:
        return int(unit[before[1].lower()])
    for m in _EARLIER.finditer(s.sentence.text):
        if _SINCE.search(s.sentence.text[: m.start()]):
            continue  # "320 bodies were found since the retreat a week earlier"
        if time is not None and time.start <= m.start() and m.end() <= time.end:
            continue
        if (m.end() <= at and _in_front(s, m)) or (at < m.start() and "," not in s.sentence.text[at : m.start()]):
            return _many(m[1]) * int(unit[m[2].lower()])
    return 0


def days_since(s: Signals, d: Draft) -> times.TimeMention | None:
    """Return the time of the act since which a claim counts what is left or was found: "12 were still missing on Friday, two days after the
    dam burst". Who was killed on Friday, two days after a truce or a raid, was not killed by that.
    """
    text = s.sentence.text
    if _UNITS.isdisjoint(patterns.starts(text)):
        return None
    if (then := _since_the_act(s, d)) is not None:
        return then
    if not stands(s):
        return None
    for t in s.times:
        m = _SINCE_ACT.match(text, t.end) if t.precision == "day" else None
        act = m is not None and (classify(m[3]) or deed(m[3]) or (d.measure == "missing" and not _VANISHED.search(text)))
        if m and act and t.first and d.start - s.sentence.start < m.start():
            day: date = t.first - timedelta(_many(m[1]) * int(cues.load("times")["units"][m[2].lower()]))
            return TimeMention(t.start, m.end(2), day, day, "day")
    return None


def _since_the_act(s: Signals, d: Draft) -> times.TimeMention | None:
    """Return the day of the act where the day on which somebody spoke, or up to which is counted, is counted from it: "claimed on Tuesday that
    it had planted the bomb, three days after the explosion"."""
    text = s.sentence.text
    m = _THE_ACT_BEFORE.search(text, d.start - s.sentence.start)
    told = [t for t in s.times if t.precision == "day" and t.first and m is not None and t.end <= m.start()]
    if m is None or not told or not all(said_then(s, t) or _BY_THEN.search(text[: t.start]) for t in told):
        return None
    if not (classify(m[3]) or deed(m[3]) or _BEGAN_WITH.search(m[3])):
        return None
    day: date = (told[-1].first or date.min) - timedelta(_many(m[1]) * int(cues.load("times")["units"][m[2].lower()]))
    return TimeMention(m.start(), m.end(2), day, day, "day")


_THE_ACT_BEFORE = re.compile(
    r", (?:(?:just|only|about|nearly|almost|some) )?(\w+) (day|week)s? after (?=the\b|it\b)([^,;]{0,80})", re.IGNORECASE
)
_BEGAN_WITH = re.compile(
    r"\bthe first\b|\b(?:shock|tremor|collapse|burst|fell|sank|erupted|gave way|was hit|were hit)\b", re.IGNORECASE
)
_VANISHED = re.compile(r"\b(?:went|go|going|gone) missing\b|\b(?:disappear|vanish)", re.IGNORECASE)
_SINCE_ACT = re.compile(r",? (?:(?:just|only|about|nearly|almost|some) )?(\w+) (day|week)s? after\b([^,.;]{0,80})", re.IGNORECASE)
_SINCE = re.compile(r"\bsince (?:the |its |their |his |her )?(?:[\w'’-]+ ){0,6}$", re.IGNORECASE)
_PREVIOUS = re.compile(r"\W*(?:but |and )?(?:in |on )?the (?:previous|preceding) (day|week|month|year),", re.IGNORECASE)
_FRONT = re.compile(r"\W*(?:(?:But|And|Only|Just|About|Some) )?")  # what may stand before a time that a sentence begins with


def _in_front(s: Signals, m: re.Match[str]) -> bool:
    return _FRONT.fullmatch(s.sentence.text[: m.start()]) is not None


def begins_earlier(s: Signals) -> bool:
    """Return whether a sentence begins with a time before the one told: "A day earlier 12 people had been hurt in a crash." """
    if _PREVIOUS.match(s.sentence.text):
        return True
    m = _EARLIER.search(s.sentence.text)
    return m is not None and _in_front(s, m)


def _many(word: str) -> int:
    count = parse(word)
    return count.low if count and count.low else 1


def opens(s: Signals) -> PlaceMention | None:
    """Return the town that a sentence begins with, within its first words: "In Mosul, ...", "Across the border in Qamishli, ..."; where it begins
    with a province or land, the town that it names next."""
    first = next((p for p in s.places if _OPENS.fullmatch(s.sentence.text[: p.start])), None)
    if first is None or first.rank == 1 or first.town:
        return first
    return next((p for p in s.places if p.start > first.start and (p.rank == 1 or p.town)), None) if first.rank > 1 else None


_OPENS = re.compile(
    r"\W*(?:(?:Meanwhile|Separately|Elsewhere|And|But)\b,? )?(?:(?:[Ii]n|[Aa]t|[Nn]ear|[Ii]nside|[Oo]utside|[Aa]cross|[Aa]round)\s+)"
    r"(?:(?:the\s+)?border\s+in\s+)?(?:the\s+)?(?:[a-z-]+\s+(?:of\s+)?){0,3}"
)


def stands(s: Signals) -> bool:
    """Return whether a sentence says where a toll stands, or who was found since: then its day need not be that of the act."""
    return _stands().search(s.sentence.text) is not None


@cache
def _stands() -> patterns.Words:
    words = cues.load("times")["as_of"]
    return patterns.Words([*words["moved"], *words["since"]])


def own_words(s: Signals, d: Draft, own: replies.Span | None, others: Set[replies.Span]) -> str:
    """Return a claim's sentence with what it tells of other acts blanked out; `own` are the words of the act that the claim is about
    where its sentence tells of two, `others` those of all acts that were answered."""
    text = beside.blank(s.sentence.text, _away(s.sentence.text, d.start - s.sentence.start, d.end - s.sentence.start))
    text = beside.blank(text, others - {own})
    return " " * own[0] + text[own[0] : own[1]] if own else text


def what_of(s: Signals, d: Draft, words: str) -> str:
    """Return the class of act that the words around a claim tell of, else its sentence; `words`: its `own_words`."""
    a, b = d.start - s.sentence.start, d.end - s.sentence.start
    return classify(words[max(0, a - WORDS) : b + WORDS]) or (s.what if words == s.sentence.text else classify(words))


def all_over(s: Signals) -> bool:
    """Return whether a sentence counts over a whole land: "across the country", "throughout Syria"."""
    text = s.sentence.text
    return _all_over().search(text) is not None or any(
        p.rank == 3 and _OVER.search(text[max(0, p.start - 20) : p.start]) for p in s.places
    )


_OVER = re.compile(r"\b(?:across|throughout|all over|around)(?: the)? $", re.IGNORECASE)


@cache
def _all_over() -> patterns.Words:
    return patterns.Words(cues.load("events")["background"]["all_over"])
