"""Times that are counted from another one: "two days before", "12 were still missing on Friday, two days after the dam burst".

Pure: what a sentence tells of when (`signals.Signals`) and a claim in it in; days out.
"""

from __future__ import annotations

import re
from datetime import date, timedelta
from functools import cache

from claims import cues, patterns, whoseday
from claims.quantities import parse
from claims.records import Draft
from claims.signals import Signals
from claims.times import TimeMention


@cache
def _after() -> re.Pattern[str]:
    return re.compile(
        rf"\b(?:(\w+) (day|week|month|year)s? after(?! {patterns.any_of(cues.load('times')['counted_from']['telling'])})|(?:the|this|last) (?:previous|last|earlier) (day|week|month|year))\b",
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
    for m in _after().finditer(s.sentence.text):
        if m[2] and m.end() <= at and "," not in s.sentence.text[m.end() : at]:
            return _many(m[1]) * int(unit[m[2].lower()])
    if (before := _PREVIOUS.match(s.sentence.text)) and before.end() <= at:
        return int(unit[before[1].lower()])
    for m in _EARLIER.finditer(s.sentence.text):
        if _SINCE.search(s.sentence.text[: m.start()]):
            continue  # "320 bodies were found since the retreat a week earlier"
        if _FROM.search(s.sentence.text[: m.start()]):
            continue  # "22 were missing on Friday, down from 35 the day before"
        if time is not None and time.start <= m.start() and m.end() <= time.end:
            continue
        if (m.end() <= at and _in_front(s, m)) or (at < m.start() and "," not in s.sentence.text[at : m.start()]):
            return _many(m[1]) * int(unit[m[2].lower()])
    return 0


def days_since(s: Signals, d: Draft) -> TimeMention | None:
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
        act = m is not None and (whoseday.tells(m[3]) or (d.measure == "missing" and not _vanished().search(text)))
        if m and act and t.first and d.start - s.sentence.start < m.start():
            day: date = t.first - timedelta(_many(m[1]) * int(cues.load("times")["units"][m[2].lower()]))
            return TimeMention(t.start, m.end(2), day, day, "day")
    return None


def _since_the_act(s: Signals, d: Draft) -> TimeMention | None:
    """Return the day of the act where the day on which somebody spoke, or up to which is counted, is counted from it: "claimed on Tuesday that
    it had planted the bomb, three days after the explosion"."""
    text = s.sentence.text
    m = _THE_ACT_BEFORE.search(text, d.start - s.sentence.start)
    told = [t for t in s.times if t.precision == "day" and t.first and m is not None and t.end <= m.start()]
    if m is None or not told or not all(whoseday.said(s.sentence, t) or whoseday.by_then(text, t) for t in told):
        return None
    if not (whoseday.tells(m[3]) or _began_with().search(m[3])):
        return None
    day: date = (told[-1].first or date.min) - timedelta(_many(m[1]) * int(cues.load("times")["units"][m[2].lower()]))
    return TimeMention(m.start(), m.end(2), day, day, "day")


_THE_ACT_BEFORE = re.compile(
    r", (?:(?:just|only|about|nearly|almost|some) )?(\w+) (day|week)s? after (?=the\b|it\b)([^,;]{0,80})", re.IGNORECASE
)
_SINCE_ACT = re.compile(r",? (?:(?:just|only|about|nearly|almost|some) )?(\w+) (day|week)s? after\b([^,.;]{0,80})", re.IGNORECASE)
_SINCE = re.compile(r"\bsince (?:the |its |their |his |her )?(?:[\w'’-]+ ){0,6}$", re.IGNORECASE)
_FROM = re.compile(r"\b(?:up|down) from (?:the )?[\w,]+ (?:\w+ )?$", re.IGNORECASE)
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


@cache
def _began_with() -> re.Pattern[str]:
    return re.compile(rf"\b{patterns.any_of(cues.load('times')['counted_from']['began_with'])}\b")


@cache
def _vanished() -> re.Pattern[str]:
    return re.compile(rf"\b{patterns.any_of(cues.load('times')['counted_from']['vanished'])}")


def stands(s: Signals) -> bool:
    """Return whether a sentence says where a toll stands, or who was found since: then its day need not be that of the act."""
    return _stands().search(s.sentence.text) is not None


@cache
def _stands() -> patterns.Words:
    words = cues.load("times")["as_of"]
    return patterns.Words([*words["moved"], *words["since"]])
