"""Which claims of a report tell of somebody whom another claim of it counts already, and which are on top of what was counted before.

Pure: the claims of one report and its parsed sentences in, claims out.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from claims import singulars
from claims.parsing import Parsed
from claims.quantities import figure
from claims.records import Draft, Quantity
from claims.triggers import words

if TYPE_CHECKING:
    from claims.tree import Doc

NOBODY = Quantity(0, 0)


def told_once(found: Sequence[Draft], parsed: Sequence[Parsed]) -> list[Draft]:
    """Return the drafts without those who only say of a victim right before who it is: "a further victim of the raid, a man of 28, died"."""
    out: list[Draft] = []
    for d in found:
        doc, a = parsed[d.sentence].doc, out[-1] if out else None
        same = a is not None and (a.sentence, a.measure, a.quantity, d.quantity) == (
            d.sentence,
            d.measure,
            Quantity(1, 1),
            Quantity(1, 1),
        )
        if same and doc is not None and a is not None:
            words = [t.lower_ for t in doc[a.anchor : d.anchor + 1]]
            at = next((i for i, w in enumerate(words[:4]) if w in ("victim", "casualty")), len(words))
            if words[at + 1 : at + 2] == ["of"] and words.count(",") == 1 and words[-2] == "," and words[-1] in ("a", "an"):
                more = {"further", "another", "additional"} & set(words[:at])
                out[-1] = a.but(scope="added" if more else "total", subject=d.subject)
                continue
        out.append(d)
    return out


def one_more(found: Sequence[Draft], parsed: Sequence[Parsed]) -> list[Draft]:
    """Return the drafts; where a report tells of no other dead but "a sixth victim", "one more worker", "another of the passengers", that one
    is on top of those before."""

    def more(d: Draft) -> bool:
        doc = parsed[d.sentence].doc
        if doc is None:
            return False
        near = doc[max(0, d.anchor - 3) : d.anchor + 3]
        return _on_top(doc, d.anchor) or any(t.lower_ in words("ordinals") or singulars.nth(doc, t.i) for t in near)

    dead = [d for d in found if d.measure == "killed"]
    alone = dead and all(more(d) and d.quantity == Quantity(1, 1) for d in dead)
    return [d.but(scope="added") if alone and d.measure == "killed" else d for d in found]


def _on_top(doc: Doc, i: int) -> bool:
    """Whether the words before the one counted at token i say that there were others before: "one more worker", "a further victim"."""
    first = next((t.i for t in doc[max(0, i - 4) : i + 1] if t.lower_ in ("one", "a", "an", "another", "yet")), i)
    low = [t.lower_ for t in doc[first : first + 3]]
    further = (["one", "more"], ["a", "further"], ["an", "additional"], ["yet", "another"], ["one", "further"], ["a", "second"])
    return low[:2] in further or low[:1] == ["another"]


def died_since(v: Draft, counts: Sequence[Draft], parsed: Sequence[Parsed]) -> bool:
    """Return whether one who was hurt is the one of whom the same noun says that he died: "a woman who had been in a coma died"."""
    doc = parsed[v.sentence].doc
    if doc is None or v.measure != "injured":
        return False
    near = (d for d in counts if d.sentence == v.sentence and d.measure == "killed" and d.quantity == Quantity(1, 1))
    return any(doc[d.anchor].head == doc[v.anchor] or d.anchor == v.anchor for d in near)


def of_the_rest(d: Draft, found: Sequence[Draft], parsed: Sequence[Parsed]) -> bool:
    """Whether a count of nobody is of those beside the ones told of: "nobody else was killed", "no deaths were reported elsewhere"."""
    doc = parsed[d.sentence].doc
    more = any(x.measure == d.measure and x.quantity != NOBODY for x in found)
    if doc is None or not more:
        return False
    near = {t.lower_ for t in doc[max(0, d.anchor - 1) : d.anchor + 3]}
    return not near.isdisjoint(words("rest")) or any(t.lower_ == "elsewhere" for t in doc[d.anchor :])


def counted(v: Draft, counts: Sequence[Draft], parsed: Sequence[Parsed], last: int) -> bool:
    """Return whether a single victim (of those of whom one word tells, `last` is the token of the last) is among the counted already, or what the same word says of a count before it
    ("killing 11 people the Observatory said": the verb has its object)."""
    doc = parsed[v.sentence].doc
    for d in counts:
        if d.sentence != v.sentence or d.measure != v.measure:
            continue
        if doc is None:
            continue
        joined = {t.lower_ for t in doc[min(d.anchor, v.anchor) : max(d.anchor, v.anchor)]} & words("joining")
        own = v.subject == "attackers" and d.subject != "attackers"  # "killed two and then himself"
        if own and v.anchor < d.anchor:
            continue
        if _named_after(doc, d, v, last):
            return True
        if d.start <= v.end and v.start <= d.end and d.quantity == Quantity(1, 1) and (not joined or _apposed(doc, d, v)):
            return True
        if d.trigger == v.trigger and (d.anchor < v.anchor or figure(d.quantity) != 1) and not joined and not own:
            return True
    return False


def _named_after(doc: Doc, d: Draft, v: Draft, last: int) -> bool:
    """Whether those counted are named in the list behind the count, which has no more members: "his four children, Mona, 9, Sami, 7, and
    the twins Ali and Ziad"."""
    n = figure(d.quantity) or 0
    head = next((t.i for t in doc[d.anchor : d.anchor + 8] if t.lower_ == d.noun), None)
    if n < 2 or head is None or v.anchor <= head or not v.victim or doc[head + 1].text not in (",", ":", "-", "–", "—"):
        return False
    items, inside = 0, False
    for t in doc[head + 1 : last + 1]:
        if t.tag_ in ("NNP", "NN"):
            items += not inside
            inside = True
        elif t.text in (",", ";") or t.lower_ == "and":
            inside = False
        elif t.tag_[:2] == "VB" or t.tag_ == "MD":
            return False
    return 0 < items <= n


def _apposed(doc: Doc, a: Draft, b: Draft) -> bool:
    """Whether one noun only says who the other is: "Omar Saleh, a teacher", "a further victim of the fire, a man of 28, died"."""
    x, y = (doc[d.anchor].head if doc[d.anchor].tag_ in ("DT", "CD", "PRP$") else doc[d.anchor] for d in (a, b))
    if x == y or (y.head == x and y.dep_ == "appos") or (x.head == y and x.dep_ == "appos"):
        return True
    between = {t.lower_ for t in doc[min(x.i, y.i) + 1 : max(x.i, y.i)]}
    closed = "," in {t.text for t in doc[max(x.i, y.i) + 1 : x.head.i]}
    same_verb = x.head == y.head and x.dep_ == y.dep_ and x.dep_ in ("nsubj", "nsubjpass")
    return same_verb and closed and "," in between and between.isdisjoint(("and", "or", "&", ";"))
