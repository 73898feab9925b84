"""Whether a figure is counted over all the days of its event's window ("since Tuesday", "in June"), or only dated so."""

from __future__ import annotations

import re
from datetime import date
from functools import cache, lru_cache

from claims import cues, patterns, times
from claims.records import Event

_NAMED = ("month", "year")


@lru_cache(maxsize=4096)
def counted(sentence: str, written: date | None, start: str | None, end: str | None) -> bool:
    """Return whether a sentence counts over the days from `start` to `end` (ISO): it names them as a stretch, from a day on or as several.

    A whole month or year, or "this week", dates a single blow as well: there the sentence must tell of many acts and of no single one.
    """
    if not start or not end or start == end:
        return False
    for t in times.find(sentence, written):
        if not t.first or t.first.isoformat() != start or (t.last or t.first).isoformat() != end:
            continue
        if re.match(r"['’]s (?!\w+s\b)\w+", sentence[t.end :]) or _disaster().match(sentence, t.end):
            return False  # "last week's earthquake": one act, as are "this week's floods"
        if sentence[t.start : t.end].lower() in ("overnight", "last night"):
            return False  # one night, which has two dates
        if t.precision in ("since", "stretch") or _over().search(sentence[max(0, t.start - LEAD) : t.end]):
            return True
        if (_many().search(sentence) or _has_been(sentence)) and not _single().search(sentence):
            return t.precision in _NAMED or _calendar().search(sentence[t.start : t.end]) is not None
    return False


LEAD = 25  # characters before a time in which words stand that count over it: "in the whole of"


def of_event(sentence: str, written: str | None, event: Event) -> bool:
    """Return whether a sentence counts over the window of the event that its claim is about."""
    return counted(sentence, times.to_date(written), event.start, event.end)


def _has_been(sentence: str) -> bool:
    """Return whether a sentence tells what has been done until now: "have killed 230 there in May", which is no day's act."""
    return _done().search(sentence) is not None


@cache
def _done() -> re.Pattern[str]:
    return re.compile(rf"\bha(?:s|ve) (?:\w+ ){{0,2}}?(?:{'|'.join(cues.load('periods')['stretch']['done'])})\b")


@cache
def _disaster() -> re.Pattern[str]:
    return re.compile(rf"['’]s (?:[a-z-]+ ){{0,2}}?{patterns.any_of(cues.load('places')['disasters'])}\b")


@cache
def _over() -> re.Pattern[str]:
    return re.compile(rf"\b{patterns.any_of(cues.load('periods')['stretch']['over'])}")


@cache
def _calendar() -> re.Pattern[str]:
    return re.compile(rf"\b{patterns.any_of(cues.load('periods')['stretch']['calendar'])}\b")


@cache
def _many() -> re.Pattern[str]:
    return re.compile(rf"\b{patterns.any_of(cues.load('periods')['stretch']['acts'])}\b")


@cache
def _single() -> re.Pattern[str]:
    return re.compile(rf"\b{patterns.any_of(cues.load('relations')['spread']['one blow'])}\b")
