"""Whose count a figure is of, with no verb of speech: "by the final count of the Observatory", "by the council's count", "the Centre's toll for
the raid stands at 23"."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from claims import speakers
from claims.speakers import Span, group, likely

if TYPE_CHECKING:
    from claims.tree import Doc

_AHEAD = 8  # tokens after "by" in which the word for a count stands
_OWN = frozenset(("'s", "’s", "'", "’"))


def by(doc: Doc) -> Iterator[tuple[int, Span]]:
    """Yield the first token of "by X's count", and X."""
    for t in doc[:-2]:
        if t.lower_ != "by":
            continue
        i = next((x.i for x in doc[t.i + 1 : t.i + _AHEAD] if x.lower_ in group("nouns", "sizes")), 0)
        if (
            i
            and i + 2 < len(doc)
            and doc[i + 1].lower_ == "of"
            and all(x.pos_ in ("DET", "ADJ", "NOUN") for x in doc[t.i + 1 : i])
        ):
            if (span := speakers.rightward(doc, i + 2)) and likely(doc, span):
                yield t.i, span
        elif i and (span := _whose(doc, i)) is not None and span[0] == t.i + 1:
            yield t.i, span


def owned(doc: Doc) -> Iterator[tuple[int, int, Span]]:
    """Yield the word for the count in "the Centre's toll for the raid stands at 23", the verb, and the Centre."""
    for t in doc:
        if (
            t.lower_ in group("nouns", "sizes")
            and t.dep_ == "nsubj"
            and t.head.i > t.i
            and (span := _whose(doc, t.i)) is not None
        ):
            yield t.i, t.head.i + 1, span


def _whose(doc: Doc, noun: int) -> Span | None:
    """Return who the genitive before a word for a count names, or None."""
    at = next((x.i for x in reversed(doc[max(0, noun - 4) : noun]) if x.lower_ in _OWN), None)
    if not at or any(x.pos_ not in ("ADJ", "NOUN") for x in doc[at + 1 : noun]):
        return None
    span = speakers.leftward(doc, at - 1)
    return span if likely(doc, span) else None
