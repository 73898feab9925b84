"""What ground a sentence says its figures are of: a region, several places joined, two mosques or one, where rockets came from.

Words alone, no gazetteer: these tell the part from the whole where a place is in no list ("the port of Bemara, on Soanala island").
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache, lru_cache

from claims import cues, gazetteer, patterns, places, unlisted

_NOT = r"(?!(?:In|At|On|The|An?|Across|Near|From|Of|By|But|And|After|During|Inside|Outside|Around|Throughout)\b)"
NAME = _NOT + r"(?:(?:al|el|as|ash|an|ar|az)-)?[A-Z][\w'’-]*[\w](?:[ -](?:(?:al|el|de|la)-?)?[A-Z][\w'’-]*\w)*"
_SIDE = r"(?:[a-z]+(?:ern|-western|-eastern) )?"


@dataclass(frozen=True, slots=True)
class Ground:
    """The keys (`gazetteer.fold_place`) of places and the nouns of sites that one sentence names.

    `regions`: those that it happened in or all over; `listed`: those joined by "and"; `names`: all capitalised names; `many`, `one`: nouns of
    sites that it counts in the plural and tells one of; `origin`: of munitions, where they came from, with what holds it; `called`: storms,
    ships and roads that it names, each with its sort ("storms"); `craft`: sorts of craft that may crash ("buses"); `holds`: places that it says the ground of its figure has in it ("across Idlib, including Saraqib").
    """

    regions: frozenset[str] = frozenset()
    listed: frozenset[str] = frozenset()
    names: frozenset[str] = frozenset()
    many: frozenset[str] = frozenset()
    one: frozenset[str] = frozenset()
    origin: tuple[str, ...] = ()
    called: frozenset[tuple[str, str]] = frozenset()
    craft: frozenset[str] = frozenset()
    holds: frozenset[str] = frozenset()


NOWHERE = Ground()


@lru_cache(maxsize=16384)
def read(sentence: str) -> Ground:
    """Return the ground of a sentence."""
    many, one = _sites()
    return Ground(
        regions=_keys(m[1] for m in _REGION.finditer(sentence)),
        listed=_listed(sentence),
        names=_keys(unlisted.bare(m.group()) for m in _NAME.finditer(sentence)),
        many=frozenset(m[1].lower() for m in many.finditer(sentence)),
        one=frozenset(m[1].lower() for m in one.finditer(sentence)),
        origin=_origin(sentence),
        called=frozenset(
            (sort, gazetteer.fold_place(m[m.lastindex or 0]))
            for sort, named in _called().items()
            for m in named.finditer(sentence)
        ),
        holds=held(sentence),
        craft=frozenset(_craft().names(sentence)),
    )


_NAME = re.compile(NAME)


def held(text: str) -> frozenset[str]:
    """Return the keys of the names that a sentence tells as some of what, or of where, it counts; those of people among them do no harm."""
    told = [m[1] or m[2] for m in _LIES.finditer(text)] if " which " in text or "where " in text else []
    if "includ" in text or "among " in text:
        told += [unlisted.bare(x.group()) for m in _AMONG.finditer(text) for x in _NAME.finditer(m[1])]
        told += [m[1] for m in _INCLUDED.finditer(text)]
    return _keys(told)


_REGION = re.compile(
    rf"\b(?:in|across|throughout|over|around|on) (?:(?:the|much of|parts of|all of|large parts of) )?(?:island of )?(?:[a-z]+ )?({NAME})"
)
# "to which X belongs", "where X lies"; "including the badly hit district of X", "among them raids on W and the port of X"
_LIES = re.compile(  # looked for from its rarest letters on
    rf"wh(?:ich(?<=\b(?:to|of|in) which) ({NAME})|ere(?<!\bfrom where)(?<=\bwhere) ({NAME}) (?:lies?|is|sits|stands|forms?|belongs?)\b)"
)
_ITEM = rf"(?:the )?(?:(?:[a-z-]+ ){{0,3}}?(?:towns?|city|cities|villages?|port|districts?|suburbs?|island|capital|camp|hamlet|area) (?:of )?)?{NAME}"
_AMONG = re.compile(
    rf"\b(?:including|includes|among (?:them|those|these)) (?:(?:[a-z]+ )?(?:in|on|at|around|near|against|over) )?({_ITEM}(?:,? and {_ITEM}|, {_ITEM})*)"
)
_INCLUDED = re.compile(rf"({NAME}) included\b")
_LIST = re.compile(
    rf"\b(?:(?:[iI]n|[aA]cross|[aA]t|[oO]n|hit|struck|[a-z]+s of) (?:the )?){_SIDE}({NAME}(?:, {_SIDE}{NAME})*,? and {_SIDE}(?:the )?{NAME})"
)


def _keys(names: Iterable[str]) -> frozenset[str]:
    return frozenset(
        k for n in names if n.strip().casefold() not in unlisted.table()["never"] and (k := gazetteer.fold_place(n.strip()))
    )


def _listed(sentence: str) -> frozenset[str]:
    """Return the keys of the places that a sentence joins: "in Oba, Lere and Tando"; empty where it joins days or months."""
    m = _LIST.search(sentence) if " and " in sentence else None
    names = [unlisted.bare(x.group()) for x in _NAME.finditer(m[1])] if m else []
    return frozenset() if any(n.casefold() in unlisted.table()["never"] for n in names) else _keys(names)


@cache
def _sites() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """Return patterns whose first group is the noun, in the singular, of sites told as several and as one."""
    table = cues.load("relations")["sites"]
    nouns = "|".join(table["words"])
    number = patterns.any_of(table["several"])
    return (
        re.compile(rf"\b{number} (?:[a-z-]+ ){{0,2}}?({nouns})(?:e?s)\b", re.IGNORECASE),
        re.compile(rf"\b(?:in|at|on|from) (?:the|an?|one|[\w-]+['’]s?) (?:[\w'’-]+ ){{0,3}}?({nouns})(?!s)\b", re.IGNORECASE),
    )


@cache
def _craft() -> patterns.Classes:
    return patterns.Classes(cues.load("relations")["craft"])


@cache
def _called() -> dict[str, re.Pattern[str]]:
    """Return for each sort of things that bear a name or number the pattern whose one group is it."""
    return {sort: re.compile("|".join(rows)) for sort, rows in cues.load("relations")["called"].items()}


@cache
def _before() -> re.Pattern[str]:
    """Return what stands before the place from which munitions came: "from", "militants in"."""
    generic = cues.load("relations")["generic"]
    who = patterns.any_of([*generic["irregular"], *generic["arms"]])
    return re.compile(
        rf"\b(?:from(?: inside| within| across)?|{who} in)(?: the)?(?: (?:north|south|east|west)\w*)?\s*$", re.IGNORECASE
    )


def _origin(sentence: str) -> tuple[str, ...]:
    """Return the keys of the one place from which a sentence says that munitions came, and of those that hold it; () for none or several."""
    if "from" not in sentence and " in " not in sentence:
        return ()
    found = [m for m in places.find(sentence) if m.rank and _before().search(sentence[: m.start])]
    return found[0].chain if len({m.chain for m in found}) == 1 else ()
