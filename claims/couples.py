"""Single persons whom one word tells of together: "killing a man and his wife" is two dead."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import TYPE_CHECKING

from claims.parsing import Parsed
from claims.records import Draft, Quantity
from claims.wholes import PART

if TYPE_CHECKING:
    from claims.tree import Doc

_ELSE = frozenset(["with", "or", "but", "then", "while", "including", "who", "which", "as"])  # the second is told of otherwise

_OWN = frozenset(["a", "an", "her", "his", "their", "another"])


def together(found: Sequence[Draft], parsed: Sequence[Parsed]) -> list[Draft]:
    """Return the drafts, single persons of whom one word tells as one count: "killing a man and his wife" is two dead. Those of a class
    of their own ("a woman") stay beside it, as parts."""
    of: dict[tuple[int, int, str], list[int]] = {}
    for n, d in enumerate(found):
        of.setdefault((d.sentence, d.trigger, d.measure), []).append(n)
    instead: dict[int, list[Draft]] = {}  # by the place of a draft: what stands there now
    for (sentence, trigger, measure), group in of.items():
        at = sorted(group, key=lambda n: found[n].anchor)
        mine = [found[n] for n in at]
        doc = parsed[sentence].doc
        if doc is None or len(mine) < 2 or not all(_alone(d) for d in mine):
            continue
        beside = any(n not in group and (d.sentence, d.measure) == (sentence, measure) for n, d in enumerate(found))
        if beside or any(doc[d.anchor].dep_ == "appos" or doc[d.anchor].head.dep_ == "appos" for d in mine):
            continue
        between = [{t.lower_ for t in doc[a.anchor : b.anchor]} for a, b in pairwise(mine)]
        # "a mother, her baby and a neighbour": commas part all but the last, each with an article of its own
        apart = [_after_comma(doc, a.anchor, b.anchor) for a, b in pairwise(mine)]
        joined = ["and" in said or (n < len(between) - 1 and apart[n]) for n, said in enumerate(between)]
        if not all(joined) or any(said & _ELSE for said in between):
            continue
        whole = mine[0].but(
            quantity=Quantity(len(mine), len(mine)), subject="people", noun="", scope="total", person=None,
            start=min(d.start for d in mine), end=max(d.end for d in mine),
            why=(f"{len(mine)} single persons of whom {doc[trigger].text!r} tells",),
        )  # fmt: skip
        instead |= {n: [] if d.subject == "people" else [d.but(scope="part")] for n, d in zip(at, mine, strict=True)}
        instead[at[0]].insert(0, whole)
    return [d for n, old in enumerate(found) for d in instead.get(n, [old])]


def _after_comma(doc: Doc, a: int, b: int) -> bool:
    """Whether a comma stands between the persons at tokens a and b, and the second has an article of its own behind it."""
    comma = next((i for i in range(b, a, -1) if doc[i].text == ","), None)
    return comma is not None and doc[comma + 1].lower_ in _OWN


def _alone(d: Draft) -> bool:
    """Whether a draft tells of one unnamed person who is no part of a figure told before."""
    part = d.scope == "part" and any(PART in w for w in d.why)
    return d.quantity == Quantity(1, 1) and d.scope in ("total", "part") and not part and not d.victim
