"""Figures that are all a speaker says, with or without a verb: "the ministry counts 16 dead and the Observatory 24", "the Observatory says 22"."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from claims import cues, quantities, speakers
from claims.quantities import Mention

if TYPE_CHECKING:
    from claims.tree import Doc

_ENDS = frozenset((".", ",", ";", ":", "and", "but", "while", ")", '"', "”", "–", "—"))
_LINKS = frozenset((",", ";", "and", "but", "while"))


class Figure(NamedTuple):
    """A bare figure, from its first token to behind its last, and the tokens of who gives it with no verb before it."""

    start: int
    end: int
    speaker: tuple[int, int]


def alone(doc: Doc, m: Mention) -> bool:
    """Return whether a figure stands for itself: nothing is counted by it, and the clause ends behind it."""
    after = doc[m.end].lower_ if m.end < len(doc) else "."
    well = after in ("as", "too", "altogether") and (after != "as" or doc[m.end : m.end + 2].text == "as well")
    return m.bare and not m.partitive and (m.quantity.low or 0) > 1 and (after in _ENDS or well)


def figures(doc: Doc) -> list[Figure]:
    """Return the figures that a speaker gives without a verb: "and the Observatory 24", ", the rebels around 2,200"."""
    out = []
    for m in quantities.find(doc) if any(t.like_num for t in doc) else ():
        span = speakers.leftward(doc, m.start - 1) if m.start > 2 and alone(doc, m) else None
        if span is None or span[0] == 0 or doc[span[0] - 1].lower_ not in _LINKS or speakers.likely(doc, span) < 3:
            continue
        if any(t.pos_ in ("VERB", "AUX") for t in doc[: span[0]]):
            out.append(Figure(m.start, m.end, span))
    return out


def others(doc: Doc) -> list[int]:
    """Return the first tokens of the figures of which a second source is named behind them: "and two according to the council"."""
    return [
        m.start
        for m in (quantities.find(doc) if any(t.like_num for t in doc) else ())
        if m.bare and m.start > 2 and doc[m.start - 1].lower_ in _LINKS and m.end + 1 < len(doc)
        if doc[m.end : m.end + 2].text in ("according to", "by that") or (doc[m.end].lower_ == "by" and _counted(doc, m.end))
    ]


def _counted(doc: Doc, i: int) -> bool:
    return any(t.tag_ == "POS" for t in doc[i + 1 : i + 6])


def kept(doc: Doc) -> list[Figure]:
    """Return the figures that somebody stands by: "the council stands by 52", "the Observatory, which settled on 38"."""
    out = []
    for m in quantities.find(doc) if any(t.like_num for t in doc) else ():
        verb = (
            next((t for t in doc[max(0, m.start - 2) : m.start] if t.lemma_.lower() in _keeps()), None) if alone(doc, m) else None
        )
        if verb is None or _keeps()[verb.lemma_.lower()] != " ".join(t.lower_ for t in doc[verb.i + 1 : m.start]):
            continue
        who = next((c for c in verb.children if c.dep_ == "nsubj" and c.i < verb.i), None)
        if who is not None and who.lower_ in ("which", "who") and verb.dep_ == "relcl":
            who = verb.head
        span = speakers.leftward(doc, who.i) if who is not None else None
        if span is not None and speakers.likely(doc, span):
            out.append(Figure(m.start, m.end, span))
    return out


def _keeps() -> dict[str, str]:
    found: dict[str, str] = cues.load("casualties")["second"]["keeps"]
    return found


def said(doc: Doc, cue: int) -> tuple[int, int] | None:
    """Return the tokens of the figure that is all that the verb at token `cue` says: "the Observatory says 22"; else None."""
    if cue + 1 >= len(doc) or not any(t.like_num for t in doc[cue + 1 : cue + 4]):
        return None
    found = (m for m in quantities.find(doc) if m.start in (cue + 1, cue + 2) and alone(doc, m))
    return next(((cue + 1, m.end) for m in found), None)
