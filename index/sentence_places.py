"""Which places one sentence of a report names, and how wide it counts: what `readings` notes of the ground of a figure."""

from __future__ import annotations

import re
from functools import cache, lru_cache

from claims import beside, cues, gazetteer, patterns, places, signals, unlisted
from claims.records import Claim

# The local places, the towns, the provinces and the countries of a sentence, each with its key and its name.
Spots = tuple[tuple[tuple[str, str], ...], ...]


@cache
def _spread_classes() -> patterns.Classes:
    return patterns.Classes(cues.load("relations")["spread"], tail="")


@lru_cache(maxsize=16384)
def spread(sentence: str) -> frozenset[str]:
    return frozenset(_spread_classes().names(sentence))


def all_over(text: str) -> bool:
    """Return whether a text counts all over some land: "throughout Ukraine"."""
    return _spread_classes().first("all over", text) is not None


@lru_cache(maxsize=16384)
def spots(sentence: str) -> Spots:
    """Return the local places, towns, provinces and countries that a sentence names, each by its key and its name."""
    found = beside.without_far([m for m in places.find(sentence) if m.chain], sentence)
    return tuple(tuple(sorted({m.chain[0]: m.name for m in found if m.rank == rank}.items())) for rank in (0, 1, 2, 3))


def elsewhere(spots: Spots, c: Claim) -> Spots:
    """Return the places of a sentence without those that speak or act: "Moscow said rebels may have done it" is not set in Moscow."""
    named = {*c.said_by, c.actor}
    # Barrages go over a whole land, and are told from its capital.
    heard = c.said_by if c.kind == "munitions" else ()
    seats = {n for found in spots for _, n in found if any(signals.seat(by, n) for by in heard)}
    return tuple(tuple(s for s in found if s[1] not in named | seats) for found in spots)


@lru_cache(maxsize=16384)
def site(sentence: str, where: str) -> tuple[str, str] | None:
    """Return the key and the name of the event's place where the sentence itself names it, and it is no state or country."""
    named = where.split(", ")
    # "Kabel district, in Sund region": the region is no site where the sentence names a place in it
    name = next(
        (n for n in named if not (f"{n} region" in sentence and re.search(rf"{re.escape(n)} region\b", sentence))), named[0]
    )
    return (gazetteer.fold_place(name), name) if name and name in sentence and not _large(sentence, name) else None


def _large(sentence: str, name: str) -> bool:
    """Whether a sentence names a place as one as large as a state or a country."""
    ranks = [m.rank for m in places.find(sentence) if m.name == name] or [m.rank for m in places.find(name)]
    return bool(ranks) and min(ranks) > 1


# "the village of X in Y", "X, the worst-hit town in western Y", "X district alone, in Y"
_IN = re.compile(
    r"(?: (?:district|town|city|village|county))?(?: alone)?(?:,(?: [a-z-]+){0,6}?)?,?\s+(?:in|of|on) (?:the )?(?:[a-z]+ ){0,3}?((?:[A-Z][\w'’-]+ ?)+)"
)


# "... in the town of X. It is one of 40 towns on Y", "The village lies in the north of Y"
_LIES = re.compile(
    r"\.\s+(?:It|The (?:town|village|city|hamlet|settlement|island|district)) (?:is|lies|stands|sits) (?:one of (?:the )?[\w,]+ )?(?:an? )?(?:[a-z-]+ ){0,4}?"
    r"(?:in|on|of) (?:the )?(?:[a-z]+ ){0,3}?((?:[A-Z][\w'’-]+ ?)+)"
)


@lru_cache(maxsize=4096)
def holder_after(text: str, name: str) -> str:
    """Return the key of the place that a sentence says the place lies in which the sentence before it names: "It is one of 40 towns on Y"."""
    for m in _LIES.finditer(text) if name in text else ():
        if name in text[text.rfind(". ", 0, m.start()) + 1 : m.start()]:
            return gazetteer.fold_place(m[1].strip())
    return ""


@lru_cache(maxsize=16384)
def holder(sentence: str, name: str) -> str:
    """Return the key of the place that a sentence says the place `name` lies in: "the village of X in Y", "X, in the province of Y"."""
    at = sentence.find(name)
    while at >= 0:
        if found := _IN.match(sentence, at + len(name)):
            held = found[1].strip()
            return "" if held.casefold() in unlisted.table()["never"] else gazetteer.fold_place(held)
        at = sentence.find(name, at + 1)
    return ""


def area(text: str, where: str) -> str:
    """Return the word for a part of a land that a text puts beside the first name of an event's place ("the Kessara district"), or ""."""
    name = where.split(",")[0]
    if not name:
        return ""
    words = patterns.any_of(cues.load("relations")["kinds"]["areas"])
    found = re.search(rf"\b{re.escape(name)} ({words})\b|\b({words}) of {re.escape(name)}\b", text)
    return (found[1] or found[2]) if found else ""
