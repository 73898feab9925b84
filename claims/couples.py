"""Single persons whom one word tells of together ("killing a man and his wife" is two dead), and those beside a count ("the captain and
six of his crew")."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import TYPE_CHECKING

from claims import subjects
from claims.numerals import Mention
from claims.parsing import Parsed
from claims.records import Draft, Quantity
from claims.walks import LINK, LINKS, NP
from claims.wholes import PART

if TYPE_CHECKING:
    from claims.tree import Doc

_ELSE = frozenset(["with", "or", "but", "then", "while", "including", "who", "which", "as"])  # the second is told of otherwise

_SOMEBODY = frozenset(["the", "a", "an"])
_OWN = frozenset(["a", "an", "her", "his", "their", "another"])


def leaders(doc: Doc, counts: Sequence[Mention]) -> list[Mention]:
    """Return one Mention for each person named with "the", an owner or a title who is joined to a count: "the captain of the trawler and
    six of his crew", "two teachers and their driver". Who is told of with "a" is counted already."""
    low = [t.lower_ for t in doc]
    taken = {i for m in counts for i in range(m.start, m.end)}
    out = []
    for m in counts:
        if (m.quantity.low or 0) < 1 + m.bare:
            continue
        if (own := _own_after(doc, m.end)) is not None and taken.isdisjoint(range(own[0], own[1] + 1)):
            out.append(Mention(Quantity(1, 1), own[0], own[1] + 1, own[0], own[1]))
        if m.quantity.low == 1:
            continue
        end = _before_link(low, m.start)
        if end == m.start:
            continue
        found = _person_before(doc, end, taken)
        if found is not None:
            start, end, head = found
            out.append(Mention(Quantity(1, 1), start, end, start, head))
    taken |= {i for m in out for i in range(m.start, m.end)}
    return [*out, *_with_own(doc, taken)]


def _with_own(doc: Doc, taken: set[int]) -> list[Mention]:
    """Return a Mention for each of "the mayor and his driver", "the envoy, his wife (and a guard)": who has an owner, and whose it is."""
    out = []
    for t in doc[2:]:
        if t.tag_ != "PRP$" or doc[t.i - 1].lower_ not in ("and", ","):
            continue
        whose, own = _person_before(doc, t.i - 1, set()), _own_after(doc, t.i - 1)
        if whose is None or own is None or not (whose[0] == 0 or doc[whose[0] - 1].tag_[:2] == "VB"):
            continue
        if doc[t.i - 1].text == "," and (own[1] + 1 == len(doc) or doc[own[1] + 1].lower_ not in ("and", ",")):
            continue  # "the mayor, his wife said, is missing"
        ends = ((whose[0], whose[1], whose[2]), (own[0], own[1] + 1, own[1]))
        out += [Mention(Quantity(1, 1), a, b, a, head) for a, b, head in ends if taken.isdisjoint(range(a, b))]
    return out


def _own_after(doc: Doc, i: int) -> tuple[int, int] | None:
    """Return (start, head) of the one person of their own who is joined to the count before token i: "(two teachers) and their driver"."""
    j = i
    while j < len(doc) and doc[j].lower_ in ("and", ","):
        j += 1
    if j == i or j + 1 >= len(doc) or doc[j].tag_ != "PRP$":
        return None
    k = j + 1
    while k + 1 < len(doc) and doc[k].tag_ in ("JJ", "NN") and doc[k + 1].tag_ == "NN":
        k += 1
    return (j, k) if doc[k].tag_ == "NN" and subjects.individual(doc, k) else None


def _before_link(low: Sequence[str], i: int) -> int:
    """Return the token after what is joined to token i by "and", "along with"; i itself where nothing is."""
    for words in LINKS:
        if tuple(low[max(0, i - len(words)) : i]) == words:
            return i - len(words) - (low[i - len(words) - 1] == ",")
    j = i
    while j > 0 and low[j - 1] in LINK:
        j -= 1
    return j if "and" in low[j:i] else i


def _person_before(doc: Doc, end: int, taken: set[int]) -> tuple[int, int, int] | None:
    """Return (start, end, head) of the noun phrase of one person before token `end`, an "of" phrase passed over; None for no such."""
    start = end
    while start > 0 and doc[start - 1].tag_ in NP and start - 1 not in taken:
        start -= 1
    if 0 < start < end and doc[start - 1].lower_ in ("of", "from", "at"):
        return _person_before(doc, start - 1, taken)
    named = start < end and (doc[start].lower_ in ("the", "his", "her", "its", "their") or doc[start].tag_ == "NNP")
    if not named or any(t.tag_ in ("NNS", "NNPS", "CD") for t in doc[start:end]):
        return None
    titled = doc[start].tag_ == "NNP" and subjects.individual(doc, start)
    head = start if titled else end - 1
    return (start, end, head) if doc[head].tag_ in ("NN", "NNP") and subjects.individual(doc, head) else None


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
        between = [{t.lower_ for t in doc[a.anchor : b.anchor]} for a, b in pairwise(mine)]
        # "a mother, her baby and a neighbour": commas part all but the last, each with an article of its own
        apart = [_after_comma(doc, a.anchor, b.anchor) for a, b in pairwise(mine)]
        joined = ["and" in said or (n < len(between) - 1 and apart[n]) for n, said in enumerate(between)]
        if beside or not all(joined) or any(said & _ELSE for said in between):
            continue
        if any(doc[d.anchor].dep_ == "appos" or doc[d.anchor].head.dep_ == "appos" for d in mine) and not _side_by_side(
            doc, [d.anchor for d in mine], trigger
        ):
            continue
        before = _opening(doc, mine[0], parsed[sentence].sentence.start)
        count = len(mine) + before
        one = {d.subject for d in mine} if not before else {"people"}
        subject = one.pop() if len(one) == 1 else "people"  # "a nurse and a paramedic" are two medics
        whole = mine[0].but(
            quantity=Quantity(count, count), subject=subject, noun="", scope="total", person=None,
            start=min(d.start for d in mine), end=max(d.end for d in mine),
            why=(f"{count} single persons of whom {doc[trigger].text!r} tells",),
        )  # fmt: skip
        instead |= {n: [] if d.subject == subject else [d.but(scope="part")] for n, d in zip(at, mine, strict=True)}
        instead[at[0]].insert(0, whole)
    return [d for n, old in enumerate(found) for d in instead.get(n, [old])]


def _after_comma(doc: Doc, a: int, b: int) -> bool:
    """Whether a comma stands between the persons at tokens a and b, and the second has an article of its own behind it."""
    comma = next((i for i in range(b, a, -1) if doc[i].text == ","), None)
    return comma is not None and doc[comma + 1].lower_ in _OWN


def _side_by_side(doc: Doc, at: Sequence[int], trigger: int) -> bool:
    """Whether three and more are a list, whatever the parser holds for an aside: "a reporter, a cameraman and a driver were killed"; not "a
    reporter, a father of two, ...", nor with a verb of one."""
    one = {"was", "is", "has"} & {t.lower_ for t in doc[at[-1] : trigger]}
    fathers = any(doc[i + 1].lower_ == "of" and doc[i + 2].tag_ == "CD" for i in at if i + 2 < len(doc))
    return len(at) > 2 and not one and not fathers


def _opening(doc: Doc, first: Draft, offset: int) -> int:
    """Return 1 where one more person opens the list whose first counted one is `first`: "the mayor, his driver and a bodyguard"; else 0."""
    start = next((t.i for t in doc if t.idx >= first.start - offset), 0)
    if start < 3 or doc[start].lower_ not in _OWN or doc[start - 1].text != ",":
        return 0
    head = begin = start - 2
    while begin > 0 and doc[begin].tag_ in ("NN", "NNP", "JJ"):
        begin -= 1
    opens = doc[begin].lower_ in _SOMEBODY and (begin == 0 or doc[begin - 1].tag_[:2] == "VB")
    return int(opens and subjects.individual(doc, head))


def _alone(d: Draft) -> bool:
    """Whether a draft tells of one unnamed person who is no part of a figure told before."""
    part = d.scope == "part" and any(PART in w for w in d.why)
    return d.quantity == Quantity(1, 1) and d.scope in ("total", "part") and not part and not d.victim
