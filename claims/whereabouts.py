"""The heading under which a sentence stands, where that names a place: "KARVINA: Two people died.", or a line that is a place's name alone.

Pure: sentences and their places in, places out.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from claims import places, unlisted
from claims.places import PlaceMention
from claims.sentences import Sentence


def settle(sentences: Sequence[Sentence], found: Sequence[Sequence[PlaceMention]]) -> list[list[PlaceMention]]:
    """Return the places of each sentence, in order; where it names no town or quarter, with those of its heading before all others."""
    known = _headings(sentences)
    return [[*named] if any(p.rank < 2 for p in named) else [*known.get(n, ()), *named] for n, named in enumerate(found)]


_HEADING = re.compile(
    r"\W{0,3}(?P<name>[A-Z][\w'’.-]*(?: (?:and |& |al-)?[A-Z][\w'’.-]*){0,4})\s*(?P<mark>:(?=\s|$)|\s[–—-](?=\s)|$)"
)


def heading(text: str) -> re.Match[str] | None:
    """Match the words with which a sentence begins and that may be a heading: "KARVINA: ", or all of a line."""
    return _HEADING.match(text)


def _headings(sentences: Sequence[Sentence]) -> dict[int, tuple[PlaceMention, ...]]:
    """Return, for each sentence (by its position), the places of the heading under which it stands.

    A heading at the head of a paragraph holds for that paragraph and for those after it that have none, one on a line of its own until the
    next. What begins the report is a dateline, and what is at the head of one paragraph only may be a speaker's name.
    """
    at: dict[int, tuple[PlaceMention, ...]] = {}
    alone: set[int] = set()
    body = [n for n, s in enumerate(sentences) if s.within == "text"]
    for k, n in enumerate(body):
        first = k == 0 or sentences[body[k - 1]].paragraph != sentences[n].paragraph
        m = heading(sentences[n].text) if first and k else None
        if m is not None and (named := _named(m["name"])):
            at[n] = tuple(replace(p, start=0, end=0) for p in named)
            if not m["mark"]:
                alone.add(n)
    lands = {(p.chain[-1], p.chain[0]) for named in at.values() for p in named}
    shared = {land for land, _ in lands if sum(x == land for x, _ in lands) > 1}  # "Name:" and "Race:" are towns of two lands
    at = {n: named for n, named in at.items() if named[0].chain[-1] in shared}
    out: dict[int, tuple[PlaceMention, ...]] = {}
    now: tuple[PlaceMention, ...] = ()
    opened = -1
    for n in body:
        if n in at:
            now, opened = at[n], n
        elif now and opened not in alone and sentences[n].paragraph != sentences[opened].paragraph:
            now = ()
        if now:
            out[n] = now
    return out


def _named(words: str) -> list[PlaceMention]:
    """Return the places that the words of a heading name, all of them; none where one is in no gazetteer ("Victim Information:")."""
    out = []
    for name in re.split(r" (?:and|AND|&) ", words):
        name = name.strip(" .")
        plain = " ".join(w.capitalize() if w.isupper() else w for w in name.split())
        if plain.casefold() in unlisted.table()["never"] or any(
            w in unlisted.table()["no_part"] for w in plain.casefold().split()
        ):
            return []
        found = places.find(f"Shells fell in {plain}.")
        if len(found) != 1 or found[0].name != plain or found[0].rank not in (1, 2):
            return []
        out.append(found[0])
    return out
