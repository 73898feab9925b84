"""Who is counted: the class of a head noun and its words (cues/subjects.toml)."""

from __future__ import annotations

from collections.abc import Set
from functools import cache
from typing import TYPE_CHECKING

from claims import cues

if TYPE_CHECKING:
    from claims.tree import Doc

_NOUN = ("NN", "NNS", "NNP", "NNPS")
_SUFFIX = (
    "man",
    "men",
    "woman",
    "women",
    "ist",
    "ists",
    "ian",
    "ians",
    "er",
    "ers",
    "or",
    "ors",
    "ee",
    "ees",
    "ant",
    "ants",
    "ese",
)


@cache
def _classes() -> dict[str, str]:
    """word or phrase -> class"""
    demonyms = {w: f"other:{many}" for many, ws in _demonyms().items() for w in (many, ws[0])}
    return demonyms | {w: c for c, ws in cues.load("subjects")["classes"].items() for w in ws}


def _demonyms() -> dict[str, list[str]]:
    """plural -> singular and adjectives"""
    found: dict[str, list[str]] = cues.load("subjects")["demonyms"]
    return found


def nations() -> Set[str]:
    """Return the peoples that are counted as classes of their own."""
    return _demonyms().keys()


@cache
def _adjectives() -> dict[str, str]:
    """adjective of a nation -> its people"""
    return {w: many for many, ws in _demonyms().items() for w in ws}


def nation(adjective: str, noun: str) -> str:
    """Return the people that an adjective and a noun name together ("Italian tourists": "italians"), or "" where they name no nation's people."""
    return _adjectives().get(adjective.lower(), "") if noun.lower() in cues.load("subjects")["foreign"]["heads"] else ""


@cache
def _set(name: str) -> frozenset[str]:
    return frozenset(cues.load("subjects")[name])


@cache
def _modifiers() -> dict[str, str]:
    return {w: c for c, ws in cues.load("subjects")["modifiers"].items() for w in ws}


def known(word: str) -> bool:
    """Return whether `word`, lower case, names people of some kind."""
    return word in _classes()


def thing(word: str) -> bool:
    """Return whether `word`, lower case, names no people."""
    return word in _set("things")


def person(doc: Doc, head: int, strict: bool = False) -> bool:
    """Return whether the noun at `head` names people; an unknown plural may, unless `strict`."""
    word = doc[head].lower_
    if word in _classes():
        return True
    if word in _set("things"):
        return False
    if head and f"{doc[head - 1].lower_} {word}" in _classes():
        return True
    if doc[head].tag_ in ("NNPS", "NNS") and word.endswith(_SUFFIX + tuple(s + "s" for s in ("ian", "ist"))):
        return True
    return not strict and doc[head].tag_ in _NOUN


def classify(doc: Doc, start: int, head: int) -> tuple[str, str]:
    """Return (class, noun) of the noun phrase whose words begin at `start` and whose head is the token `head`.

    An unknown noun is "other:NOUN". A generic head takes the class of its modifiers, or of what follows "of".
    """
    word = doc[head].lower_
    classes = _classes()
    if head > start and (found := classes.get(f"{doc[head - 1].lower_} {word}")):
        return found, f"{doc[head - 1].lower_} {word}"
    own = "people" if _aboard(doc, word) else classes.get(word)
    if own in (None, "people", "soldiers", "militants") or word in _set("generic"):
        if word in _set("generic") or own is None:
            found = _by_modifier(doc, start, head)
            if found and not (own == "militants" and found == "soldiers" and word.startswith("fighter")):
                return found, word
        if own is None:
            return f"other:{word}", word
    return own or "people", word


def _aboard(doc: Doc, word: str) -> bool:
    """Return whether a rank is one of a ship's or a plane's people: "the captain and three deckhands of the trawler"."""
    ranks = cues.load("subjects")["ranks"]
    if word not in ranks["also_aboard"]:
        return False
    low = {t.lower_ for t in doc}
    return not low.isdisjoint(ranks["aboard"]) and low.isdisjoint(ranks["never"])


def _by_modifier(doc: Doc, start: int, head: int) -> str | None:
    words = [doc[i].lower_ for i in range(max(start, head - 5), head)]
    table, classes = _modifiers(), _classes()
    for n, w in reversed(list(enumerate(words))):
        found = table.get(w) or (classes.get(w) if classes.get(w) != "people" else None)
        pair = n > 0 and table.get(f"{words[n - 1]} {w}")  # "armed forces"
        if pair or found:
            return pair or found
    if head + 1 < len(doc) and doc[head + 1].lower_ == "of":
        for i in range(head + 2, min(head + 8, len(doc))):
            w = doc[i].lower_
            if doc[i].tag_ not in (*_NOUN, "DT", "JJ", "HYPH", "POS", "PRP$", "VBN") and doc[i].text not in ("-",):
                break
            pair = table.get(f"{w} {doc[i + 1].lower_}") if i + 1 < len(doc) else None
            found = pair or table.get(w) or (classes.get(w) if classes.get(w) != "people" else None)
            if found:
                return found
    return None


def individual(doc: Doc, head: int) -> bool:
    """Return whether the singular noun at `head` names one person."""
    word = doc[head].lower_
    named = known(word) or (head > 0 and known(f"{doc[head - 1].lower_} {word}"))  # "a camera operator"
    return named and doc[head].tag_ in ("NN", "NNP") and word not in _set("collective")
