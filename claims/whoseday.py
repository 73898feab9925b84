"""Whose day a time in a sentence is: that of an act which is told as its own ("Monday's blast"), that on which somebody only spoke ("told
reporters on Monday"), or that up to which is counted ("by Friday").

Pure: a sentence and its times in, a word on one of them out. Times are `times.TimeMention`.
"""

from __future__ import annotations

import re
from functools import cache

from claims import clauses, cues, moments, patterns, times
from claims.classes import classify, deed
from claims.parsing import Parsed
from claims.records import Draft
from claims.sentences import Sentence
from claims.times import TimeMention

BEFORE = 24  # characters before a time in which a word of speech takes it


# --- of who spoke


def said(s: Sentence, t: TimeMention) -> bool:
    """Return whether the words around a time say that it is when somebody spoke: "told reporters on Monday"."""
    return spoke_before(s.text, t) or _says().match(s.text[t.end :]) is not None


def spoke_before(text: str, t: TimeMention) -> bool:
    """Return whether a word of speech stands right before a time."""
    return _said().search(text[max(0, t.start - BEFORE) : t.start]) is not None


@cache
def _said() -> re.Pattern[str]:
    words = patterns.any_of([*cues.load("times")["whose"]["speech"], *cues.load("times")["whose"]["said"]])
    return re.compile(rf"\b{words}\b(?:(?!\bthat\b)[^.]){{0,12}}$", re.IGNORECASE)


_NO_LIVES = r"(?! (?:\S+ ){0,4}?(?:life|lives|victims?)\b)"  # the fire "on Sunday has claimed its first life"


@cache
def _says() -> re.Pattern[str]:
    words = patterns.any_of([*cues.load("times")["whose"]["speech"], *cues.load("times")["whose"]["says"]])
    return re.compile(rf"\W{{0,3}}(?:(?:also|had|has|have|strongly|later)\s+)*{words}\b{_NO_LIVES}", re.IGNORECASE)


def spoken(p: Parsed, t: TimeMention, d: Draft) -> bool:
    """Return whether a day is the one on which somebody spoke or acted who only tells of the claim's event, or of a picture's credit."""
    after = p.sentence.text[t.end :]
    if t.precision != "day" or t.start == t.end or _WHEN.match(after):
        return False  # nobody speaks on the day of a heading
    if _says().match(after) or (_CREDIT.match(after) and re.search(r"\d{4}$", p.sentence.text[t.start : t.end])):
        return True
    if d.kind == "responsibility" and p.doc is not None and clauses.beside_its_verb(p.doc, t.start, t.end, d.trigger):
        if done_then(p.sentence.text, t):
            return False  # "claimed Tuesday's bombing"
        return not that_day(p.sentence.text, t)
    verb = clauses.of_another(p.doc, t.start, d.trigger) if p.doc is not None else ""
    return bool(verb) and not tells(verb)


_WHEN = re.compile(r",? when\b")  # "began on Thursday, when planes struck"
# "June 18 2016 (Valley Press and Agencies)"
_CREDIT = re.compile(
    r"\W?\s*[(\[](?:(?:[Ff]ile )?[Pp]hoto\b|[Ff]ile\b|(?:[A-Z][\w./&-]*)(?:[ /](?:[A-Z][\w./&-]*|and|via|by|for)){0,5}[)\]])"
)


def that_day(text: str, t: TimeMention) -> bool:
    """Return whether what follows a time says that the act was on it: "claimed on Tuesday evening the bomb that went off that morning"."""
    return _that_day().search(text[t.end :]) is not None


@cache
def _that_day() -> re.Pattern[str]:
    return re.compile(rf"\b{patterns.any_of(cues.load('times')['whose']['that_day'])}\b")


def of_media(text: str, t: TimeMention) -> bool:
    """Return whether a time is that of a statement, a video or a study, or of a list: "in a video released on Saturday", "a list closed on
    Monday", "figures published on Friday"."""
    return _media().search(text[: t.start]) is not None or _issued().search(text[: t.start]) is not None


@cache
def _media() -> re.Pattern[str]:
    words = patterns.any_of(cues.load("times")["whose"]["media"])
    return re.compile(rf"\bin (?:an? |the |its )?(?:[\w-]+ ){{0,3}}{words}(?: [\w-]+){{0,4}} $", re.IGNORECASE)


@cache
def _issued() -> re.Pattern[str]:
    table = cues.load("times")["whose"]
    counts, issued = patterns.any_of(table["counted"]), patterns.any_of(table["issued"])
    return re.compile(
        rf"\b{counts}(?: (?:that )?(?:it|they|he|she))?(?: (?:was|were))? {issued}(?: late| early)?(?: on)? $", re.IGNORECASE
    )


# --- of an act


def tells(words: str) -> bool:
    """Return whether words tell of an act, or of something else that was done or suffered."""
    return bool(classify(words)) or deed(words)


def owns(text: str, t: TimeMention) -> re.Match[str] | None:
    """Match what is told as a time's own: "Monday's bomb at the station", "the November massacre", "the October 29 killing"."""
    if t.precision == "month" and re.match(r"(?:the|an?|that) ", text[t.start : t.end], re.IGNORECASE):
        return re.match(r" ((?:[\w-]+ ){0,2}[\w-]+)", text[t.end :])
    if t.precision == "day" and text[: t.start].lower().endswith("the "):
        return re.match(r"(?:['’]s?)? ((?:[\w-]+ )?[\w-]+)", text[t.end :])
    return _owned().match(text, t.end)


@cache
def _owned() -> re.Pattern[str]:
    return re.compile(rf"{times.owning()} ((?:[\w-]+ ){{0,4}}[\w-]+)")


def acts_own(text: str, t: TimeMention) -> str | None:
    """Return the class of the act that is told as a day's own ("Monday's bombing"), "" for one of any class ("Tuesday's attack"); None for
    none."""
    own = _acts().match(text[t.end :])
    return None if own is None else ("" if " " not in own[1] else classify(own[1]))


@cache
def _acts() -> re.Pattern[str]:
    return re.compile(rf"{times.owning()} ((?:\w+ )?{patterns.one_of(cues.load('times')['whose']['acts'])}s?)\b")


def done_then(text: str, t: TimeMention) -> bool:
    """Return whether what follows a day is an act of it: who "claimed Monday's blast" spoke on some other day."""
    own = owns(text, t)
    return t.precision == "day" and own is not None and tells(own[1])


def of_an_act(text: str, t: TimeMention, d: Draft) -> bool:
    """Return whether a day, a week or a month is an act's own: of those "wounded in Monday's attack" who died on Wednesday, the act was on Monday.

    "After Monday's fire" says so of those who are missing, out of their homes or found dead since; what else came after it is another event.
    """
    own = owns(text, t)
    if own is None or not tells(own[1]):
        return False
    before = re.search(r"(\w+) (?:the )?$", text[: t.start])
    after = before is not None and before[1].lower() in ("after", "since", "following")
    return (before is None or before[1].lower() in _IN_ACT or after) and (
        not after or d.measure in moments.LASTING or d.scope == "added"
    )


_IN_ACT = frozenset(("in", "of", "by", "from", "at", "during"))


def ended(clause: str) -> bool:
    """Return whether a relative clause tells when its noun began or ended, whose day it is: "the battle, which ended on Saturday"."""
    return _ended().match(clause) is not None


@cache
def _ended() -> re.Pattern[str]:
    return re.compile(
        rf"\S+ (?:which|that) (?:had |has )?(?:only |finally |just )?{patterns.one_of(cues.load('times')['whose']['ended'])}\b"
    )


# --- of a count


def counted_until(text: str, t: TimeMention, measure: str) -> bool:
    """Return whether a day is the one until which is counted, and not when it happened: "By Friday the number missing since Wednesday's wreck
    had grown"."""
    if t.precision != "day" or not (_BY.search(text[: t.start]) or (measure == "missing" and _still().search(text[: t.start]))):
        return False
    return owns(text, t) is None and _THE_DAY_OF.match(text, t.end) is None


def by_then(text: str, t: TimeMention) -> bool:
    """Return whether "by" stands before a time, with an hour or without: "by noon on Friday"."""
    return _by_then().search(text[: t.start]) is not None


_BY = re.compile(r"\b(?:by|up to) (?:late |early )?$", re.IGNORECASE)
# "by last Thursday, the day the siege ended": that day is the act's
_THE_DAY_OF = re.compile(r", the (?:same |very )?(?:day|night|morning) (?:the|that|when|on which|of|a|an) ")


@cache
def _by_then() -> re.Pattern[str]:
    return re.compile(rf"\b(?:by|up to) (?:{_hour()} )?$", re.IGNORECASE)


@cache
def _still() -> re.Pattern[str]:
    """Return a pattern of how things stood: "nine remained unaccounted for at midnight on Thursday"."""
    words = patterns.any_of(cues.load("times")["whose"]["still"])
    return re.compile(
        rf"\b(?:remain\w*|still)\b[^.;,]{{0,30}}\b{words}\b(?: underground)?(?: at {_hour()}| as of)? $", re.IGNORECASE
    )


def _hour() -> str:
    parts = patterns.any_of(cues.load("times")["hours"])
    return rf"(?:(?:late |early |mid-?)?{parts}|\d{{1,2}}(?:[:.]\d\d)?(?: ?[ap]\.?m\.?)?)"
