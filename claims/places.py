"""Where: the places that a text names, found in an offline gazetteer or told by the words around them.

Of the places that bear a name (`claims.placenames`) the one that goes with the others of the text is meant. A place that the gazetteer does not
know keeps its name, folded over spellings.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache, lru_cache

from claims import cues, gazetteer, patterns, placenames
from claims.gazetteer import COUNTRY, fold_place
from claims.placenames import Named, wide
from claims.unlisted import adjective_lands


@dataclass(frozen=True, slots=True)
class PlaceMention:
    """A place in a text: `text[start:end] == name`, its gazetteer id or None, and the folded names of the places that hold it,
    itself first ("khan shikhun", "syria"). `rank`: 0 local and unknown, 1 town, 2 state, 3 country. The name of a country told by its
    adjective ("the Lebanese city of") is the country's ("Lebanon")."""

    start: int
    end: int
    name: str
    place_id: str | None
    chain: tuple[str, ...]
    rank: int
    town: bool = False  # of rank 0, and the text says that it is a town or village: not a quarter of one


SMALL = 100_000  # people up to which a town may be a namesake of one that no gazetteer has


def find(text: str) -> list[PlaceMention]:
    """Return the places in `text`, in order. Of readings that a name may have, the one that shares a country with the others wins."""
    return list(_in_sentence(text)) if len(text) < SENTENCE else _find(text)


SENTENCE = 2000  # characters up to which a text may be a sentence, for which several ask


@lru_cache(maxsize=2048)
def _in_sentence(text: str) -> tuple[PlaceMention, ...]:
    return tuple(_find(text))


def _find(text: str) -> list[PlaceMention]:
    return _towns(_resolve(placenames.find(text), text), text)


WELL_KNOWN = 50_000  # people of a town from which its name alone tells which town is meant
STATE = 2  # rank (`PlaceMention`) from which a place holds others


def towns(text: str) -> tuple[str, ...]:
    """Return the gazetteer ids of all towns that a short text names, sorted; none where it names one that may be another than the gazetteer's.

    A town is certain where it is large, or where the text names its country, if only by an adjective ("the Ethiopian army"): the
    name of a small one may be that of a village that no list has.
    """
    found = [m for m in find(text) if m.rank < STATE]
    lands = {code for w in re.findall(r"[\w-]+", text) if (code := adjective_lands().get(w))}
    lands |= {m.place_id.removeprefix("country:") for m in find(text) if m.place_id and m.place_id.startswith("country:")}
    known = [(m.place_id, gazetteer.table()[2].get(m.place_id or "")) for m in found]
    if not all(row and (row[2] >= WELL_KNOWN or row[3] in lands) for _, row in known):
        return ()
    return tuple(sorted({i for i, _ in known if i}))


def _towns(found: Sequence[PlaceMention], text: str) -> list[PlaceMention]:
    """Return the places, those that no gazetteer knows and that the text somewhere calls a town or village marked as such."""
    before, behind = _settled()
    told = {
        m.chain[0]
        for m in found
        if m.rank == 0 and (before.search(text[max(0, m.start - 30) : m.start]) or behind.match(text, m.end))
    }
    return [replace(m, town=True) if m.rank == 0 and m.chain[0] in told else m for m in found]


@cache
def _settled() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """Return patterns of what stands before and behind the name of a town or village."""
    settled = patterns.one_of(cues.load("places")["settled"])
    areas = patterns.one_of(cues.load("places")["around"])
    return (
        re.compile(rf"\b{settled}(?:s? of (?:the )?| )$"),
        re.compile(
            rf",? an? (?:[\w-]+ ){{0,4}}?{settled}\b|, (?:[\w-]+ ){{0,3}}?(?:north|south|east|west)[\w-]* of [A-Z]"
            rf"|,? in (?:[\w'’-]+ ){{0,3}}?{areas}\b"
        ),
    )


@cache
def _regions() -> re.Pattern[str]:
    return re.compile(rf" {patterns.one_of(cues.load('places')['regions'])}\b")


_OWNED = re.compile(r"(?:['’]s|s['’])(?: [a-z-]+)? $")


def _region(text: str, a: int, b: int) -> bool:
    """Return whether an unknown name is that of a region of a land, in which there may be several towns: "Ethiopia's Amhara region"."""
    return _regions().match(text, b) is not None and _OWNED.search(text[max(0, a - 20) : a]) is not None


def _resolve(raw: Sequence[Named], text: str) -> list[PlaceMention]:
    _, countries, _ = gazetteer.table()
    votes: dict[str, float] = {}
    voted: set[str] = set()
    voters: dict[str, int] = {}
    for _, _, name, rows in raw:
        for code in {r[2] for r in rows if r[0] >= COUNTRY}:
            votes[code] = votes.get(code, 0) + 3
        best = max(rows, key=lambda r: r[0], default=None)
        if best is None or name in voted:
            continue  # a town named ten times is one witness
        voted.add(name)
        voters[best[2]] = voters.get(best[2], 0) + 1
        if best[0] < COUNTRY:
            votes[best[2]] = votes.get(best[2], 0) + 1
        for r in rows:
            votes[r[2]] = votes.get(r[2], 0) + 0.2
    states = {r[3][1:] for _, _, _, rows in raw for r in rows if r[3].startswith("@") and len(r[3]) > 1}
    out = []
    for a, b, name, rows in raw:
        if not rows:
            large = wide(text, a, b) or _region(text, a, b)
            out.append(PlaceMention(a, b, name, None, (fold_place(name),), 2 if large else 0))
            continue
        row = max(
            rows,
            key=lambda r: (
                r[0] >= COUNTRY,
                r[3] in states and bool(r[3]),
                votes.get(r[2], 0) * (1 if r[0] < COUNTRY else 0),
                r[0],
            ),
        )
        country = fold_place(countries.get(row[2], row[2]))
        strange = row[0] < 500_000 and votes.get(row[2], 0) < 2.5 and max(votes.values()) > 2 * votes.get(row[2], 0) + 0.5
        strange = strange or (row[0] < SMALL and voters.get(row[2]) == 1 and max(voters.values()) > 1)
        if strange and not (row[3] and row[3] in states):
            out.append(
                PlaceMention(a, b, name, None, (fold_place(name),), 0)
            )  # a namesake in a country that the text is not about
        elif row[0] >= COUNTRY:
            out.append(PlaceMention(a, b, name, row[1], (country,), 3))
        elif row[3].startswith("@"):
            out.append(PlaceMention(a, b, name, row[1], (fold_place(name), country), 2))
        else:
            chain = (fold_place(name), *((fold_place(row[3]),) if row[3] else ()), country)
            # "Idlib province" bears the name of its capital, and is no town
            out.append(PlaceMention(a, b, name, row[1], chain, 2 if wide(text, a, b) and not row[3] else 1))
    return out
