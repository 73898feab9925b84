"""Which place a sentence means where it names none itself: what "there", "that town", "the town" and "the same market" point back to, and the
heading under which it stands ("KARVINA: Two people died.", or a line that is a place's name alone).

News prose names a place once and then points back (Halliday & Hasan, "Cohesion in English", 1976: demonstrative and comparative reference;
the antecedent is the last place named that the noun can be). Pure: sentences and their places in, places out.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import cache

from claims import cues, gazetteer, places, unlisted
from claims.places import PlaceMention
from claims.sentences import Sentence

_FOUND_THERE = re.compile(r"There(?!,)")  # a sentence's first word tells that something is


def settle(sentences: Sequence[Sentence], found: Sequence[Sequence[PlaceMention]]) -> list[list[PlaceMention]]:
    """Return the places of each sentence, in order, with those that it only points back to and the one of its heading. Offsets are the
    sentence's own; a place that is pointed to stands where the words are that point, one of a heading before all others."""
    out: list[list[PlaceMention]] = []
    known = _headings(sentences)
    towns: set[str] = set()  # keys of those that "the town" can only point back to
    told: list[PlaceMention] = []  # in the order in which the report names them
    for n, (s, named) in enumerate(zip(sentences, found, strict=True)):
        mine = [*named]
        for m in _reference().finditer(s.text):
            if m["there"] and _FOUND_THERE.match(s.text, m.start()):
                continue
            if m["the"] and any(p.rank == 1 or p.town for p in named):
                continue
            before = [p for p in named if p.end <= m.start()]
            if (p := _meant(m["that"] or m["the"] or "", [*told, *before])) is not None:
                mine.append(replace(p, start=m.start(), end=m.end()))
                if p.rank == 0 and _is_town(m["that"] or m["the"]):
                    towns.add(p.chain[0])
        mine += [p for m in _CAPITAL.finditer(s.text) if (p := _capital(m)) is not None]
        head = [] if any(p.rank < 2 for p in named) else list(known.get(n, ()))
        out.append(sorted([*head, *mine], key=lambda p: p.start) if len(head) + len(mine) > len(named) else mine)
        told += [p for p in (*known.get(n, ()), *named) if s.within == "text" or p.rank]
        told = [replace(p, town=True) if p.rank == 0 and p.chain[0] in towns else p for p in told]
    return [[replace(p, town=True) if p.rank == 0 and p.chain[0] in towns else p for p in mine] for mine in out]


@cache
def _reference() -> re.Pattern[str]:
    """Return a pattern of what points back to a place: "that town", "the same market", "the town", "there"."""
    nouns = cues.load("places")["pointed"]
    every = "|".join([*nouns["towns"], *nouns["quarters"], *nouns["sites"], *nouns["wide"]])
    return re.compile(
        rf"\b(?:(?:that|this|the same) (?:[a-z]+ )?(?P<that>{every})|the (?P<the>{'|'.join(nouns['towns'])}))\b(?! (?:of|called|named) )(?! [A-Z])"
        r"|\b(?P<there>[tT]here)\b(?!['’])(?! (?:is|are|was|were|has|have|had|will|would|may|might|could|can|should|seem|appear|remain|exist)\w*\b)"
        r"(?!, (?:there|was)\b)"
    )


@cache
def _towns() -> re.Pattern[str]:
    return re.compile("|".join(cues.load("places")["pointed"]["towns"]))


def _is_town(noun: str | None) -> bool:
    return bool(noun and _towns().fullmatch(noun))


_CAPITAL = re.compile(r"\bthe ([A-Z][a-z]+) capital\b(?! of\b)(?!,? [A-Z])")


def _capital(m: re.Match[str]) -> PlaceMention | None:
    """Return the capital of the country whose adjective stands before the word: "the Syrian capital"."""
    name = gazetteer.capital(unlisted.adjective_lands().get(m[1], ""))
    found = places.find(f"in {name}") if name else []
    return replace(found[0], start=m.start(), end=m.end()) if found and found[0].rank == 1 else None


def _meant(noun: str, told: Sequence[PlaceMention]) -> PlaceMention | None:
    """Return the last place told that a noun ("" for "there") can point back to."""
    if noun in cues.load("places")["pointed"]["wide"]:
        return next((p for p in reversed(told) if p.rank == 2), None)
    if _is_town(noun):
        return next((p for p in reversed(told) if p.rank == 1 or p.town), None) or next(
            (p for p in reversed(told) if p.rank < 2), None
        )
    return next((p for p in reversed(told) if p.rank < 2), None)


_HEADING = re.compile(
    r"\W{0,3}(?P<name>[A-Z][\w'’.-]*(?: (?:and |& |al-)?[A-Z][\w'’.-]*){0,4})\s*(?P<mark>:(?=\s|$)|\s[–—-](?=\s)|$)"
)


def heading(text: str) -> re.Match[str] | None:
    """Match the words with which a sentence begins and that may be a heading: "KARVINA: ", or all of a line."""
    return _HEADING.match(text)


def _headings(sentences: Sequence[Sentence]) -> dict[int, tuple[PlaceMention, ...]]:
    """Return, for each sentence (by its position), the places of the heading under which it stands.

    A heading at the head of a paragraph holds for that paragraph, one on a line of its own until the next. What begins the report is a dateline, and what is at the head of one paragraph only may be a speaker's name.
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
    at = (
        {n: named for n, named in at.items() if named[0].chain[-1] in shared}
        | _with_days(sentences, body)
        | _names_alone(sentences, body)
    )
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


_DATED = re.compile(
    r"(?P<name>(?:(?:[A-Z]|[ae][a-z]-[A-Z])[\w'’-]*(?: |(?=,))){1,5}), (?:\d{1,2} [A-Z][a-z]+|[A-Z][a-z]+\.? \d{1,2})(?:,? \d{4})?[.:]?\s*$"
)


def _with_days(sentences: Sequence[Sentence], body: Sequence[int]) -> dict[int, tuple[PlaceMention, ...]]:
    """Return the places of headings that give a place and a day ("Port Sund, June 12."); of one alone none: it is the report's dateline."""
    found = {n: m["name"] for n in body if (m := _DATED.match(sentences[n].text))}
    named = {n: places.find(f"Shells fell in {name}.") for n, name in found.items()} if len(found) > 1 else {}
    return {n: (_over(p[0]),) for n, p in named.items() if len(p) == 1}


def _over(p: PlaceMention) -> PlaceMention:
    """Return a place as the heading of what follows: one that no gazetteer has stands for itself, and is no quarter of the next."""
    return replace(p, start=0, end=0, town=p.town or p.rank == 0)


ALONE = 3  # headings of a report that are a name alone, from which they are headings of places where some are known to be
_ALONE = re.compile(r"(?P<name>(?:(?:[A-Z]|[ae][a-z]-[A-Z])[\w'’-]*(?: |(?=\.))){1,3})\.\s*$")


def _names_alone(sentences: Sequence[Sentence], body: Sequence[int]) -> dict[int, tuple[PlaceMention, ...]]:
    """Return the places of headings that are a name alone ("Port Sund."), each at the head of a paragraph that goes on behind it."""
    found: dict[int, tuple[PlaceMention, ...]] = {}
    for k, n in enumerate(body[:-1]):
        opens = k == 0 or sentences[body[k - 1]].paragraph != sentences[n].paragraph
        goes_on = sentences[body[k + 1]].paragraph == sentences[n].paragraph
        m = _ALONE.match(sentences[n].text) if opens and goes_on else None
        named = places.find(f"Shells fell in {m['name']}.") if m else []
        if len(named) == 1:
            found[n] = (_over(named[0]),)
    return found if len(found) >= ALONE and any(p.rank in (1, 2) for (p,) in found.values()) else {}


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


def dateline(text: str, sentences: Sequence[Sentence]) -> PlaceMention | None:
    """Return the town of the dateline at the head of a report ("SPRINGFIELD, Ill. -"), which may be a sentence of its own here; None for a
    capital, from which a whole land is told of."""
    first = next((s for s in sentences if s.within == "text"), None)
    if first is None:
        return None
    head = next((h for h in (text[: first.start].strip(), first.text.strip()) if 0 < len(h) < DATELINE and h[-1] in "-–—"), "")
    town = " ".join(w.title() if w.isupper() and len(w) > 3 else w for w in head.split())
    found = next((m for m in places.find(f"in {town}") if m.rank < 2 and m.start == 3), None) if head else None
    return None if found is None or found.name in _capitals() else replace(found, start=0, end=0)


DATELINE = 60  # characters up to which what stands before the first sentence is a dateline


@cache
def _capitals() -> frozenset[str]:
    return frozenset(name for code in gazetteer.codes() if (name := gazetteer.capital(code)))
