"""Which of the times in a sentence is a claim's: the nearest one that is not somebody's speech, another act's or a count's own.

Pure: what a sentence tells of when (`signals.Signals`) and a claim in it in, one of those times out.
"""

from __future__ import annotations

import re
from datetime import date
from functools import cache

from claims import asof, clauses, cues, linking, moments, patterns, times, whoseday
from claims.parsing import Parsed
from claims.records import Draft
from claims.signals import Signals
from claims.times import TimeMention, days

NEAR = 90  # characters within which a time belongs to a claim rather than to its whole sentence
OLD = 21  # days before the report that make an event background
NEXT = 12  # characters of a claim that show how it is joined to what stands before it
NIGHTS = 3  # days of a span that is one time: "overnight", "the weekend"


def time_of(p: Parsed, s: Signals, d: Draft, written: date | None) -> TimeMention | None:
    """Return the time that a claim's sentence gives it: the nearest one, a day before a longer span."""
    known = [t for t in s.times if t.first or t.precision == "weekday"]
    if not known:
        return None
    at = d.start - s.sentence.start
    end = d.end - s.sentence.start
    text = s.sentence.text
    # Whoever spoke lately spoke of the news; who spoke long ago ("announced in March 2016") did not.
    told = [
        t
        for t in known
        if _long_ago(t, written)
        or not whoseday.spoke_before(text, t)
        or whoseday.done_then(text, t)
        or (d.kind == "responsibility" and t.precision == "day" and whoseday.that_day(text, t))
    ]
    told = [t for t in told if not whoseday.of_media(text, t)] or told  # "in a video released on Saturday"
    # "in March, according to figures released on Friday": that is when they were told
    told = [t for t in told if t.precision != "day" or not _ACCORDING.search(text[: t.start])]
    told = [
        t for t in told if t.precision != "day" or not _OLDER.search(text[: t.start])
    ]  # "22 are missing, down from 35 on Thursday"
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
        told = [t for t in told if not _laid().search(text[max(0, t.start - 60) : t.start])]
    if d.measure == "missing":  # "divers searched on Monday for 14 sailors"
        told = [t for t in told if not _searched().search(text[max(0, t.start - 24) : t.start])]
    if p.doc is not None:  # "the first attack on the town since 2011 killed a nurse"
        told = [t for t in told if days(t) <= OLD or not clauses.elsewhere(p.doc, t.start, d.trigger)]
    told = [t for t in told if not whoseday.counted_until(text, t, d.measure)]
    if (each := next((t for t in told if t.precision == "day" and _ALL_ON.search(text[: t.start])), None)) is not None:
        return each
    # "The army admitted on Tuesday that 12 were taken prisoner the day before."
    acted = [t for t in told if not whoseday.spoken(p, t, d)] if len(told) > 1 else []
    lasting = d.measure in moments.LASTING  # "marched on Thursday for six workers missing since last month"
    good = any(t.precision == "day" or _long_ago(t, written) or (lasting and t.precision == "since") for t in acted)
    told = acted if good else told
    told = [t for t in told if whoseday.of_an_act(text, t, d)] or told
    # "The toll stood at 40 on Friday": that day is the figure's.
    told = [
        t
        for t in told
        if t.precision != "day" or not (asof.moved_on(text, t, at, end) or (d.kind == "responsibility" and asof.stood(text, t)))
    ]
    # "On Monday the town remembered the 40 people killed in a raid ten years ago": the older time is the killing's.
    old = [t for t in told if t.start >= end and _long_ago(t, written) and not _BREAK.search(text[end : t.start])]
    told = old if old and all(t in old or t.end <= at or _told_next(p, old[0], t) for t in told) else told
    # "A rite on Tuesday marked the tenth anniversary of the wreck that killed 77": what follows is told of that wreck.
    told = [t for t in told if t.precision == "jubilee" and _of_old(text[t.end : at + NEXT])] or [
        t for t in told if t.precision != "jubilee"
    ]
    # "Two bodies were found on Thursday in the hotel that fell in on Monday": of those who died on the Monday.
    # "Two of the injured died on Tuesday, bringing to 13 the number killed when the church caved in on Sunday": so they are.
    # "The fire that broke out on Sunday has claimed its first life: a woman died in hospital on Wednesday": so is she.
    if d.measure == "killed" and ((later := _succumbed().search(text)) or _found().search(text)):
        hurt = later is not None and not any(whoseday.of_an_act(text, t, d) for t in told)
        acts = [t for t in known if hurt and t not in told and t.start in s.asides]
        told = [_since_then(text, t) for t in told]
        struck = [t for t in (*told, *acts) if t.first and days(t) < NIGHTS and not _long_ago(t, written)]
        told = [min(struck, key=lambda t: t.first or date.max)] if acts or len(struck) > 1 else told
    return min(told, key=lambda t: (abs(t.start - at) > NEAR * 2, days(t) > 3, abs(t.start - at)), default=None)


def _since_then(text: str, t: TimeMention) -> TimeMention:
    """Return a time, that of an act since which somebody lay ill as the day of the act: "in a coma since Sunday's explosion"."""
    own = whoseday.owns(text, t) if t.precision == "since" else None
    return TimeMention(t.start, t.end, t.first, t.first, "day") if own is not None and whoseday.tells(own[1]) else t


def _long_ago(t: TimeMention, written: date | None) -> bool:
    return bool(written and t.last and (written - t.last).days > linking.MONTH)


_NEW = re.compile(r"[;:]|, (?:and|but|while)\b")
_BREAK = re.compile(r"[,;:]|\b(?:and|but|since|after|from|than)\b", re.IGNORECASE)
_ACCORDING = re.compile(r"\baccording to [^,.;]*$", re.IGNORECASE)
_OLDER = re.compile(r"\b(?:up|down) from (?:the )?[\w,]+ (?:[a-z]+ )?(?:late |early )?(?:on )?$")
# "last week's air strikes hit the town, all of them on Wednesday"
_ALL_ON = re.compile(r"\b(?:all|both)(?: of (?:them|those|these))? (?:late |early )?$")


@cache
def _laid() -> re.Pattern[str]:
    return re.compile(rf"\b{patterns.one_of(cues.load('times')['not_when']['laid'])}\b[^.;,]{{0,40}}$")


@cache
def _searched() -> re.Pattern[str]:
    return re.compile(rf"\b{patterns.one_of(cues.load('times')['not_when']['searched'])}(?: \w+)?(?: on)? $")


@cache
def _found() -> re.Pattern[str]:
    return re.compile(rf"\b{patterns.any_of(cues.load('times')['not_when']['found'])}\b")


@cache
def _succumbed() -> re.Pattern[str]:
    """Return a pattern of the later death of those who were hurt: "two of the injured died", "died of his burns"."""
    table = cues.load("times")["not_when"]
    died = rf"\b{patterns.any_of(table['died'])}\b"
    return re.compile(
        rf"\b{patterns.any_of(table['hurt'])}\b[^.;]{{0,100}}? {died}|{died}[^.;]{{0,30}} {patterns.any_of(table['died_of'])}\b"
    )


def _told_next(p: Parsed, t: TimeMention, later: TimeMention) -> bool:
    """Return whether a verb parts a time from a later one: relatives of those killed "in 1998 asked parliament on Tuesday"."""
    between = [] if p.doc is None else [w for w in p.doc if t.end <= w.idx < later.start]
    return any(w.tag_ in ("VBD", "VBZ", "VBP", "MD") for w in between)


def _of_old(between: str) -> bool:
    """Return whether what stands between an anniversary and a claim leaves the claim to what the anniversary is of."""
    return bool(re.match(r" (?:of|since)\b", between)) and not re.search(
        r",(?! (?:(?:in|at|on|during) )?(?:which|who|when|where|that|\w+ing)\b)", between
    )
