"""What a time or a place in a sentence belongs to, by the grammar: what somebody did who is only mentioned is no event's day."""

from __future__ import annotations

from typing import Any


def _word(doc: Any, start: int) -> Any:
    """Return the token at character `start`, or None."""
    return next((t for t in doc if t.idx <= start < t.idx + len(t)), None)


def _verb(doc: Any, start: int) -> Any:
    """Return the nearest verb that the word at character `start` depends on, or None."""
    t = _word(doc, start)
    return next((a for a in t.ancestors if a.pos_ in ("VERB", "AUX")), None) if t is not None else None


def aside(doc: Any, start: int) -> tuple[int, int, str] | None:
    """Return the characters of the relative clause that holds the time at `start` and its words with those of its noun: "experts who
    arrived three days ago"; None where none does."""
    verb = _verb(doc, start)
    while verb is not None and verb.dep_ != "relcl":
        verb = verb.head if verb.dep_ in ("conj", "xcomp", "ccomp", "advcl") and verb.head.i != verb.i else None
    if verb is None:
        return None
    a, b = doc[verb.left_edge.i].idx, doc[verb.right_edge.i].idx + len(doc[verb.right_edge.i])
    return a, b, f"{verb.head.text} {doc.text[a:b]}"


def does(doc: Any, start: int) -> bool:
    """Return whether the name at character `start` does what an active verb tells, or owns what is told of."""
    t = _word(doc, start)
    return t is not None and (t.dep_ == "poss" or (t.dep_ == "nsubj" and t.head.pos_ == "VERB"))
