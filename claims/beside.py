"""Words of a sentence that tell of another act than its claims do: the blow before ("a day after planes hit a market in Y"), what was avenged
("to avenge the dead of Y"), and where somebody was only taken to or came from ("carried to hospitals in Y").

Pure: text in, characters out. A claim inside such words is about that other act; one outside takes neither place nor kind of act from them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cache, lru_cache
from typing import Protocol, TypeVar

from claims import cues, patterns

Span = tuple[int, int]


class _Place(Protocol):
    @property
    def start(self) -> int: ...

    @property
    def rank(self) -> int: ...


Placed = TypeVar("Placed", bound=_Place)

HEAD = 3  # characters in which a sentence begins
# ... to the end of the clause; who says so may be told in it: "a raid that, the council said, killed 31"
_END = r"[^.;:,]*(?:, [^.;:,]{2,40}? (?:said|says|say|reported),[^.;:,]*)?"


@cache
def _act_before() -> re.Pattern[str]:
    """Return a pattern of the words that tell of the act before: "a day after planes hit a market", but not "a day after officials said"."""
    numbers = "|".join(cues.load("quantities")["words"]["units"])
    telling = patterns.one_of([r"(?:it|he|she|they) \w+\b", *cues.load("times")["counted_from"]["told"]])
    return re.compile(
        rf"\b(?:(?:an?|{numbers}|\d+|several|a few|the) )?(?:hour|day|night|week|month|year)s? after (?!{telling}){_END}",
        re.IGNORECASE,
    )


@cache
def _motive() -> re.Pattern[str]:
    words = cues.load("events")["answers"]["motive"]
    return re.compile(rf"\b{patterns.any_of(words)}\b{_END}", re.IGNORECASE)


@lru_cache(maxsize=4096)
def others(text: str) -> tuple[Span, ...]:
    """Return the characters of a sentence that tell of the act before its own, or of what its own avenged."""
    return tuple(m.span() for found in (_after(text), _motive().finditer(text)) for m in found)


def _after(text: str) -> Iterator[re.Match[str]]:
    return _act_before().finditer(text) if " after " in text.lower() else iter(())


def before(text: str, at: int) -> Span | None:
    """Return the words that tell of the act before that of the sentence and hold character `at`: "a day after planes hit a market"."""
    return next((m.span() for m in _after(text) if m.start() <= at < m.end()), None)


def outside(text: str, start: int, end: int) -> tuple[Span, ...]:
    """Return those of `others` that the claim at characters `start` to `end` is no part of.

    None before it, with which its sentence begins: "two days after the fire at Lanta market, the number of dead has climbed to 31".
    """
    return tuple((a, b) for a, b in others(text) if end <= a or (start < a < end) or (b <= start and a > HEAD))


def blank(text: str, spans: Iterable[Span]) -> str:
    """Return a text with spaces for the characters of the spans."""
    for a, b in spans:
        text = text[:a] + " " * (b - a) + text[b:]
    return text


@cache
def _taken() -> re.Pattern[str]:
    table = cues.load("events")["taken"]
    return re.compile(
        rf"\b(?:{patterns.any_of(table['to'])}\b[^.;]{{0,60}}?\b(?:to|into|towards?|through)|{patterns.any_of(table['at'])}\b[^.;]{{0,30}}? (?:in|at)"
        rf"|{patterns.any_of(table['from'])}\b[^.;]{{0,30}}? from) (?:the )?(?:[a-z]+ (?:of )?){{0,4}}$",
        re.IGNORECASE,
    )


def taken(before: str) -> bool:
    """Return whether what stands before a place tells that somebody was taken there, lies there in hospital, or came from it."""
    return _taken().search(before) is not None


FAR = 30  # kilometres from which a town that only tells where another lies is no place of what happened
_FROM = re.compile(
    r"\b(\d[\d,.]*)[\s-]*(?:km|kilomet(?:er|re)s?|(mi(?:les?)?))(?: \([^)]*\))?(?: away)?(?:,? to the)?(?: (?:north|south|east|west)[a-z-]*)? "
    r"(?:of|from|outside) (?:the (?:[a-z]+ ){0,3}(?:of )?)?$",
    re.IGNORECASE,
)


def far_from(before: str) -> bool:
    """Return whether what stands before a place tells how far off it is: "Quebrada Honda, 300 km south of (Lima)"."""
    found = _FROM.search(before)
    return found is not None and float(found[1].replace(",", "").rstrip(".") or 0) * (1.6 if found[2] else 1) >= FAR


def without_far(found: Sequence[Placed], text: str) -> list[Placed]:
    """Return the places of a sentence without those from which it only tells how far off another place is."""
    near = [m for m in found if not far_from(text[max(0, m.start - 60) : m.start])]
    return near if any(m.rank < 2 for m in near) else list(found)
