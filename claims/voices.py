"""Whether two readings have one voice: whom each quotes, with offices folded and words that name nobody left out.

Pure: looks at the chains of speakers (innermost first) and, where both name the same nobody, at the outlets.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from claims import actors, cues, wording

if TYPE_CHECKING:
    from claims.relations import Reading


_INITIALS = re.compile(r"\b(?:[A-Za-z]\.){2,}")  # "U.N." is "UN"


class Voice(NamedTuple):
    """One speaker: the words that tell it from others, and the nations it is said to belong to."""

    words: frozenset[str]
    nations: frozenset[str]


@cache
def voice(speaker: str) -> Voice:
    """Return what tells a speaker from another: names and institutions, with the offices of one state folded to its name.

    A role ("spokesman", "head") belongs to the institution beside it, and to the authorities where there is none; a nation
    alone is its government.
    """
    data = cues.load("relations")["voices"]
    words, nations, roles = set(), set(), False
    for w in wording.plain(_INITIALS.sub(lambda m: m.group().replace(".", ""), speaker)).split():
        stem = w[:-1] if w.endswith("s") and len(w) > 4 and not w.endswith("ss") else w
        if w in data["small"] or stem in data["small"]:
            continue
        if office := next((o["name"] for o in data["offices"] if w in o["words"] or stem in o["words"]), ""):
            words.add(office)
        elif nation := _nations().get(w) or _nations().get(stem):
            nations.add(nation)
        elif w in data["roles"] or stem in data["roles"]:
            roles = True
        else:
            words.add(stem)
    if not words and (roles or nations):
        words.add("authorities")
    return Voice(frozenset(words), frozenset(nations))


@cache
def _nations() -> dict[str, str]:
    """Return word -> nation for the lands that are known as actors ("syria", "syrian", "moscow"), and for other nations' adjectives."""
    adjectives = [n for n in cues.load("actors")["classes"]["nations"] if " " not in n]
    out: dict[str, str] = {}
    for name, aliases in actors.groups().items():
        if name[0].isupper() and {name, name.lower()} & actors.lands():
            said = [wording.plain(a).split() for a in (name, *aliases)]
            out |= {w[0]: name for w in said if len(w) == 1 or w[0] in adjectives}
    return {n: n for n in adjectives} | out


def one(a: Voice, b: Voice) -> bool:
    """Return whether two speakers can be one: they share a telling word, and no nation speaks against it."""
    return bool(a.words & b.words) and (not a.nations or not b.nations or bool(a.nations & b.nations))


def between(a: Reading, b: Reading) -> str:
    """Return "same", "other", or "silent" where one of the two names nobody.

    Who relays ("via the agency") is one voice with the other only where that one names no more than the relay.
    """
    if not a.said_by or not b.said_by:
        return "silent"
    x, y = _chain(a.said_by), _chain(b.said_by)
    if not x or not y:
        return "same" if a.source and a.source == b.source else "other"
    return "same" if any(one(x[0], v) for v in y) or any(one(y[0], v) for v in x) else "other"


def named_alike(a: Reading, b: Reading) -> bool:
    """Return whether the two have one voice, and name it by one word: police and a village chief are both authorities, and no one body."""
    if between(a, b) != "same":
        return False
    data = cues.load("relations")["voices"]
    x, y = ({data["spellings"].get(w, w) for w in wording.plain(_who(r.said_by[0])).split()} for r in (a, b))
    return bool((x & y) - set(data["small"]))


_WHERE = re.compile(
    r"\b(?:in|at|near|of|from|around|outside) (?:the )?(?:[A-Z][\w’'-]*\s?)+|\b[A-Z][\w-]*(?: [A-Z][\w-]*)?['’]s(?= [a-z])"
)


@cache
def _who(speaker: str) -> str:
    """Return a speaker without the place it is at, which many share: "police in Ruvano", "doctors at Ruvano's hospital"."""
    return _WHERE.sub(" ", speaker).strip() or speaker


@cache
def _chain(said_by: tuple[str, ...]) -> tuple[Voice, ...]:
    return tuple(v for v in map(voice, said_by) if v.words)
