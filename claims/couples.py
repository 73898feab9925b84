"""Single persons whom one word tells of together: "killing a man and his wife" is two dead."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from claims.parsing import Parsed
from claims.records import Draft, Quantity
from claims.wholes import PART

_BOTH = frozenset(["and"])
_ELSE = frozenset(["with", "or", "but", "then", "while", "including", "who", "which", "as"])  # the second is told of otherwise


def together(found: Sequence[Draft], parsed: Sequence[Parsed]) -> list[Draft]:
    """Return the drafts, single persons of whom one word tells as one count: "killing a man and his wife" is two dead. Those of a class
    of their own ("a woman") stay beside it, as parts."""
    of: dict[tuple[int, int, str], list[Draft]] = {}
    for d in found:
        of.setdefault((d.sentence, d.trigger, d.measure), []).append(d)
    out = list(found)
    for group in of.values():
        mine = sorted(group, key=lambda d: d.anchor)
        doc = parsed[mine[0].sentence].doc
        if doc is None or len(mine) < 2 or not all(_alone(d) for d in mine):
            continue
        beside = any(d.sentence == mine[0].sentence and d.measure == mine[0].measure and d not in mine for d in found)
        if beside or any(doc[d.anchor].dep_ == "appos" or doc[d.anchor].head.dep_ == "appos" for d in mine):
            continue
        between = [{t.lower_ for t in doc[a.anchor : b.anchor]} for a, b in pairwise(mine)]
        if not all(said & _BOTH and not said & _ELSE for said in between):
            continue
        why = (f"{len(mine)} single persons of whom {doc[mine[0].trigger].text!r} tells",)
        start, end = min(d.start for d in mine), max(d.end for d in mine)
        whole = mine[0].but(
            quantity=Quantity(len(mine), len(mine)),
            subject="people",
            noun="",
            scope="total",
            start=start,
            end=end,
            person=None,
            why=why,
        )
        at = out.index(mine[0])
        out[at:at] = [whole]
        for d in mine:
            i = out.index(d)
            out[i : i + 1] = [] if d.subject == "people" else [d.but(scope="part")]
    return out


def _alone(d: Draft) -> bool:
    """Whether a draft tells of one unnamed person who is no part of a figure told before."""
    part = d.scope == "part" and any(PART in w for w in d.why)
    return d.quantity == Quantity(1, 1) and d.scope in ("total", "part") and not part and not d.victim
