"""What each sentence of a report says of when, where and what, and which of it belongs to a claim in it."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence, Set
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cache

from claims import actors, beside, classes, clauses, cues, patterns, places, replies, thatday, times, whereabouts, whoseday
from claims.classes import classify
from claims.parsing import Parsed
from claims.places import PlaceMention
from claims.records import Draft, Report
from claims.sentences import Sentence
from claims.times import TimeMention

WORDS = 60  # characters to each side of a claim whose words tell what kind of act it is about


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


def seat(speaker: str, place: str) -> bool:
    """Return whether a speaker, as a report names it, only sits at a place of which it tells nothing: "the air force in Kyiv"."""
    at = speaker.find(place)
    return at > 0 and _seated("speakers").search(speaker[:at]) is not None


@cache
def _seated(name: str) -> re.Pattern[str]:
    """Return a pattern of those who only are at the place that follows: "an official in (the capital denied)"."""
    return re.compile(rf"\b{patterns.any_of(cues.load('speech')['seated'][name])}\s+in\s+(?:the\s+)?$", re.IGNORECASE)


@cache
def _bodies() -> re.Pattern[str]:
    return re.compile(rf"\b{patterns.any_of(cues.load('speech')['seated']['bodies'])} $")


@cache
def _inside() -> re.Pattern[str]:
    """Return a pattern of a named hospital in which something happens: "a fire in the Ibn Hayan hospital in X"."""
    names = r"(?:the\s+|an?\s+)?(?:[A-Z][\w'’-]*\s+){1,4}(?:[a-z]+\s+)?hospital\s+in\s+(?:the\s+)?$"
    return re.compile(rf"\b{patterns.any_of(cues.load('speech')['seated']['inside'])}\s+{names}")


@cache
def _no_word() -> re.Pattern[str]:
    return re.compile(rf"\b{patterns.any_of(cues.load('speech')['seated']['words'])}s? from $", re.IGNORECASE)


@cache
def _asked() -> re.Pattern[str]:
    return re.compile(rf"\b{patterns.one_of(cues.load('speech')['seated']['asked'])}\w* $")


def _watched_from(before: str) -> bool:
    """Return whether the words before a place say that somebody is only there who tells of what happened elsewhere."""
    return _seated("guards").search(before) is not None and _inside().search(before) is None


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
            if not (_after_in(source, m.start) and _seated("speakers").search(source[max(0, m.start - 40) : m.start]))
            and not _acts(p, m)
            and not _bodies().search(source[max(0, m.start - 20) : m.start])
            and not _no_word().search(source[max(0, m.start - 20) : m.start])
            and not (m.rank == 3 and _asked().search(source[max(0, m.start - 20) : m.start]))
            and not beside.taken(source[max(s.start, m.start - 110) : m.start])
            and not (m.rank == 3 and source[: m.start].endswith(" by "))  # "an attack by Iran"
            and not _whose(source, m)
        ]
        # Those who guard a place speak of what happened elsewhere only where their sentence says where.
        there = [m for m in found if not (_after_in(source, m.start) and _watched_from(source[max(0, m.start - 80) : m.start]))]
        found = there if any(m.rank < 2 for m in there) else found
        named.append(beside.without_far([replace(m, start=m.start - s.start, end=m.end - s.start) for m in found], s.text))
    out = []
    sentences = [p.sentence for p in parsed]
    named_times = [[t for t in times.find(s.text, written) if not _of_dateline(s.text, t)] for s in sentences]
    settled, pointed = whereabouts.settle(sentences, named), thatday.told(sentences, named_times, whoseday.said)
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
    return {t: (a, b) for t, (a, b, words) in found.items() if not (whoseday.tells(words) or whoseday.ended(words))}


def _away(text: str, start: int, end: int) -> tuple[tuple[int, int], ...]:
    """Return the characters of a sentence that tell of another act than a claim in it: none where they tell of the only one ("240 deaths, a
    day after the dam gave way")."""
    away = beside.outside(text, start, end)
    if not away or classify(beside.blank(text, away)):
        return away
    return tuple(x for x in away if beside.before(text, x[0]) is None)


def places_of(s: Signals, d: Draft) -> list[PlaceMention]:
    """Return the places around a claim, nearest first, countries last; of several towns told in one sentence, the nearest. A country that is said
    to have done it, or not to ("Iran was not behind it"), is no place of it."""
    at = d.start - s.sentence.start
    away = _away(s.sentence.text, at, d.end - s.sentence.start)
    own = [
        p for p in s.places if not any(a <= p.start < b for a, b in away) and not (p.rank == 3 and d.actor and p.name == d.actor)
    ]
    near = sorted(own, key=lambda p: (p.rank == 3, abs(p.start - at)))
    town = next((p for p in near if p.rank == 1), None)
    return [p for p in near if p.rank != 1 or town is None or p.chain[0] == town.chain[0]]


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
