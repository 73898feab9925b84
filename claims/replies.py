"""Two acts in one sentence: "air strikes killed 45 around the capital after rebels fired 70 rockets at it"."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from claims import cues, stances
from claims.records import Draft

Span = tuple[int, int]


def answered(doc: Any, i: int) -> Span | None:
    """Return the characters of the words around token `i` that tell what was answered or came before ("after rebels fired rockets",
    "in response to rocket fire"), or None where the token is in no such words."""
    table = cues.load("events")["answers"]
    for t in (doc[i], *doc[i].ancestors):
        clause = t.dep_ == "advcl" and any(c.lower_ in table["after"] and c.i < t.i for c in t.children)
        noun = t.dep_ in ("pobj", "pcomp") and (t.head.lower_ in table["after"] or t.head.head.lower_ in table["answer"])
        if clause or noun:
            return doc[t.left_edge.i].idx, doc[t.right_edge.i].idx + len(doc[t.right_edge.i])
    return None


def two_acts(one: Sequence[Draft], other: Sequence[Draft]) -> bool:
    """Return whether the claims of two parts of a sentence name doers who cannot be one side."""
    mine, theirs = ({s for d in part for s in _sides(d)} for part in (one, other))
    return bool(mine and theirs) and not any(stances.one_side(x, y) for x in mine for y in theirs)


def _sides(d: Draft) -> set[str]:
    if not d.actor or d.measure not in stances.ACCUSES:
        return set()
    return set(stances.parties_of(d.actor)) or {d.actor}
