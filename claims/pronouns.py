"""Counts said by pronouns: "all of them died", "both were hurt", "killing all those inside"."""

from __future__ import annotations

from collections.abc import Sequence, Set
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from claims import cues, patterns, subjects
from claims.quantities import Mention, figure, parse
from claims.records import Quantity

if TYPE_CHECKING:
    from claims.tree import Doc

_THEM = ("them", "whom", "these", "those")
_ABOARD = ("aboard", "inside", "on")


def find(doc: Doc, counts: Sequence[Mention], before: Quantity | None, carried: bool = False) -> list[Mention]:
    """Return a Mention for each pronoun that counts people; `before` is the count that it stands for where `counts`, those of
    this sentence, hold none, and `carried` says that those were aboard something. "All" without such a count stays the vague word "all"."""
    taken = {i for m in counts for i in range(m.start, m.end)}
    low = [t.lower_ for t in doc]
    out: list[Mention] = []
    for i, w in enumerate(low):
        if i not in taken and w in ("everyone", "everybody") and low[i + 1 : i + 2] and low[i + 1] in _ABOARD:
            out.append(Mention(_those_aboard(doc, counts, i, before, carried), i, i + 2, i, i))
        if i in taken or w not in ("all", "both"):
            continue
        whole = _whole(doc, counts, i) or before
        after = low[i + 1] if i + 1 < len(low) else ""
        if w == "both" and subjects.known(after) and doc[i + 1].tag_ == "NNS" and not _pairs(doc, i + 2, taken):
            out.append(Mention(Quantity(2, 2), i, i + 2, i, i + 1))
        elif w == "both":
            if after in ("were", "are", "died", "of", "have", "had") and not (whole and (figure(whole) or 2) > 2):
                end = i + 3 if after == "of" and low[i + 2 : i + 3] and low[i + 2] in _THEM else i + 1
                out.append(Mention(Quantity(2, 2), i, end, i, i))
        elif after == "of" and low[i + 2 : i + 3] and low[i + 2] in _THEM:
            out.append(Mention(whole or Quantity(vague="all"), i, i + 3, i, i))
        elif i and low[i - 1] == "they" and whole:
            out.append(Mention(whole, i - 1, i + 1, i, i))
        elif (head := _all(doc, i)) is not None and head not in taken:
            aboard = low[head] in _ABOARD
            told = _those_aboard(doc, counts, i, before, carried) if aboard else Quantity(vague="all")
            out.append(Mention(told, i, head + 1, i, i if aboard else head))
    return out


def _pairs(doc: Doc, i: int, taken: Set[int]) -> bool:
    """Whether "both" before token i joins two nouns ("both soldiers and civilians"); before a number it counts two ("both pilots and 14
    passengers")."""
    return i + 1 < len(doc) and doc[i].lower_ == "and" and i + 1 not in taken


def _whole(doc: Doc, counts: Sequence[Mention], i: int) -> Quantity | None:
    """Return the last count of people before token i."""
    found = [m for m in counts if m.end <= i and not m.bare and subjects.person(doc, m.head, True) and (m.quantity.low or 0) > 1]
    return found[-1].quantity if found else None


@cache
def _aboard() -> patterns.Words:
    return patterns.Words(cues.load("casualties")["grammar"]["aboard"])


def aboard_of(text: str) -> bool:
    """Return whether words tell of those aboard something: "a boat carrying 60 migrants"."""
    return _aboard().search(text) is not None


def _those_aboard(doc: Doc, counts: Sequence[Mention], i: int, before: Quantity | None, carried: bool) -> Quantity:
    """Return how many "all on board" at token i are: the last count before it where its words say who was aboard, else the vague "all"."""
    whole = _whole(doc, counts, i)
    if whole is None:
        return before if before is not None and carried else Quantity(vague="all")
    return whole if aboard_of(doc[:i].text) else Quantity(vague="all")


def _all(doc: Doc, i: int) -> int | None:
    """Return the last word of "all those aboard", "all the passengers"."""
    for j in range(i + 1, min(i + 6, len(doc))):
        t = doc[j]
        if t.lower_ in _ABOARD and j <= i + 2:
            return j
        if t.tag_ in ("NNS", "NNPS") and subjects.known(t.lower_):
            return j
        if t.tag_ not in ("DT", "PRP$", "JJ", "NN", "NNP", "VBN"):
            return None
    return None


@dataclass(slots=True)
class Memory:
    """What pronouns may stand for: the last measure of a count that is no part, and the last count of people."""

    measure: str = ""
    measured: int = -9  # in which sentence
    people: Quantity | None = None
    counted: int = -9
    carried: bool = False  # its words say that they were aboard something
    told: frozenset[str] = frozenset()  # the measures of the wholes in that sentence
    toll: bool = False  # the last measure was a toll's: "this was later updated to 82"
    moving: bool = False  # the report tells of an evacuation or a flight: "5,000 people left the town"


def people_in(text: str) -> Quantity | None:
    """Return the last count of people in a sentence that was not parsed ("The boat carried 60 migrants."), None for none."""
    ws = text.replace(",", "").split()
    for i in range(len(ws) - 2, -1, -1):
        if not subjects.known(ws[i + 1].strip(".;:").lower()):
            continue
        if ws[i][0].isdigit() or (parse(ws[i]) or Quantity(0, 0)).low not in (0, 1, None):
            return parse(" ".join(ws[max(0, i - 2) : i + 1])) or parse(ws[i])
    return None
