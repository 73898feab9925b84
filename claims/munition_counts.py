"""How many munitions a sentence counts, and whether they are all or some: "25 of the 34", "all but four", "the rest", "another 20"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import cache
from typing import Any, NamedTuple

from claims import arms, cues, patterns, periods, quantities
from claims.quantities import Mention
from claims.records import Quantity


class Count(NamedTuple):
    """A figure, its first token, the token that is counted (or bears the figure), the munition, the scope, and the token of what they were
    fired in ("salvos") or of the word that bears the figure's role ("all but three"), -1 for none."""

    quantity: Quantity
    first: int
    head: int
    name: str
    scope: str
    pack: int = -1


@dataclass(slots=True)
class Told:
    """What a report told before: the munition, how many of it there were in all, and those that something was said of since."""

    name: str = ""
    whole: Quantity | None = None
    parts: list[Quantity] = field(default_factory=list)
    near: bool = False  # the munition was named in this sentence or in the one before

    def left(self) -> Quantity | None:
        """Return how many nothing was said of yet, where all figures are exact; else None."""
        if self.whole is None or not self.parts or any(q.low != q.high or q.low is None for q in (self.whole, *self.parts)):
            return None
        rest = (self.whole.low or 0) - sum(q.low or 0 for q in self.parts)
        return quantities.exactly(rest) if rest > 0 and not any(q.approximate for q in (self.whole, *self.parts)) else None


def counts(doc: Any, told: Told, wholes: set[int]) -> Iterator[Count]:
    """Yield what a sentence counts; heads of wholes go into `wholes`. `told` may be filled in between, and what follows looks at it."""
    mentions = quantities.find(doc)
    low = [t.lower_ for t in doc]
    which = arms.of_which(doc)
    last, counted, here = which or told.name, told.whole, told.near or bool(which)
    taken: set[int] = set()
    same = ""  # what this sentence counted last
    sorts = list(_sorts(doc, mentions))
    yield from (count for _, count in sorts)
    done = {first for first, _ in sorts}
    for k, m in enumerate(mentions):
        if m.start in done:
            taken.add(m.head)
            continue
        m = replace(m, head=_counted(doc, m))
        name = arms.name(doc, m.head)
        if m.quantity.vague and ("number" in m.quantity.vague or m.quantity.vague in ("the rest", "waves")):
            continue
        after = _whole(doc, m, mentions[k + 1] if k + 1 < len(mentions) else None)
        many = None if after is None else after.quantity
        if quantities.excepted(low, m.start):  # "all but four": the four are no figure of their own
            taken.add(m.head)
            left = quantities.but(many or counted, m.quantity) if many or name or last else None
            if left is not None:
                every = next(
                    (i for i in range(m.start - 1, max(-1, m.start - 4), -1) if low[i] in ("all", "everything")), m.start - 2
                )
                yield Count(left, every, m.number, arms.name(doc, after.head) if after else name or last, "part", every)
        elif after is not None:
            yield Count(
                m.quantity, m.start, m.number, arms.name(doc, after.head) or last, "total" if m.quantity.high == 0 else "part"
            )
            taken.add(m.number)
        elif name:
            taken.add(m.head)
            packed = _pack(doc, m.start)
            if (told_of := _packed(doc, m, packed, mentions)) is not None:
                yield Count(told_of[0], told_of[1], m.head, name, _scope(doc, m), packed)
            same = name
            if not arms.is_strike(name):
                last, counted, here = name, m.quantity, True
        elif same and as_many_more(doc, m):
            yield Count(m.quantity, m.start, m.number, same, "added")
        elif same and same != last and arms.is_strike(same) and _pronoun(doc, m) and not m.quantity.vague:
            yield Count(m.quantity, m.start, m.number, same, "part")  # "14 strikes on X, nine of them on the airport"
        elif last and (_pronoun(doc, m) or (m.bare and (_befalls(doc, m, here) or (here and _halted(doc, m))))):
            other = m.start > 0 and doc[m.start - 1].lower_ == "other"
            yield Count(m.quantity, m.start, m.number, last, "part" if other or _pronoun(doc, m) else "total")
        if after is not None:
            taken.add(after.head)
            wholes.add(after.head)
            last, counted, here = arms.name(doc, after.head), after.quantity, True
    yield from _places(doc, mentions)
    yield from _singles(doc, mentions, taken, told, last)
    yield from _of_known(doc, taken, last or told.name, counted, told)


def _sorts(doc: Any, mentions: Sequence[Mention]) -> Iterator[tuple[int, Count]]:
    """Yield, each with its first token, those of all that were fired whose sort is told behind them: "18 of the weapons that they fired were
    drones", "of the projectiles fired, 18 were drones"."""
    any_ = arms.nouns("any_sort")
    for t in doc:
        subject = next((c for c in t.head.children if c.dep_ == "nsubj" and c.i < t.i), None) if t.dep_ == "attr" else None
        sort = arms.name(doc, t.i) if subject is not None and t.head.lemma_ == "be" else ""
        if subject is None or not sort or sort in any_ or arms.is_strike(sort):
            continue
        for m in mentions:
            if not (m.start <= subject.i < m.end or subject.i == m.head) or m.quantity.vague:
                continue
            told = (
                m.head if m.partitive else next((w.i for w in doc[:8] if w.lower_ in any_), -1) if doc[0].lower_ == "of" else -1
            )
            if told >= 0 and doc[told].lower_ in any_:
                yield m.start, Count(m.quantity, m.start, told, sort, "part")


def _places(doc: Any, mentions: Sequence[Mention]) -> Iterator[Count]:
    """Yield the sum of a list behind a colon: "rockets hit the town in three places: one in a yard, one on a roof and one in the harbour"."""
    colon = next((t.i for t in doc if t.text in (":", "—", "–") and t.i), 0)
    head = next(
        (t.i for t in doc[:colon] if t.tag_ in ("NNS", "NNPS") and arms.name(doc, t.i) and not arms.is_strike(t.lower_)), None
    )
    listed = [m for m in mentions if m.start > colon]
    if not colon or head is None or any(m.start <= head < m.end for m in mentions) or len(listed) < 2:
        return
    apart = [m.bare and not m.partitive and m.end < len(doc) and doc[m.end].lower_ in arms.nouns("spots") for m in listed]
    figures = [m.quantity.low for m in listed if m.quantity.low == m.quantity.high]
    if all(apart) and len(figures) == len(listed) and None not in figures:
        yield Count(quantities.exactly(sum(f or 0 for f in figures)), head, head, arms.name(doc, head), "total")


def _singles(doc: Any, mentions: Sequence[Mention], taken: set[int], told: Told, last: str) -> Iterator[Count]:
    """Yield "a rocket hit the school": one."""
    for t in doc:
        if t.i not in taken and t.tag_ == "NN" and arms.name(doc, t.i) and not arms.is_strike(t.lower_):
            first = next((c for c in t.children if c.dep_ == "det" and c.lower_ in ("a", "an", "another", "one")), None)
            if first is not None and not any(m.start <= t.i < m.end for m in mentions):
                yield Count(quantities.exactly(1), first.i, t.i, arms.name(doc, t.i), "total")
                told.name = told.name or last or arms.name(doc, t.i)


def _of_known(doc: Any, taken: set[int], last: str, counted: Quantity | None, told: Told) -> Iterator[Count]:
    """Yield those that only words for all and for the rest count: "all were intercepted", "the rest fell into the sea"."""
    for t in doc[:-1]:
        if t.i in taken or (t.lower_ not in ("all", "other") and t.lower_ not in arms.nouns("rest")):
            continue
        subject = t.dep_ in ("nsubj", "nsubjpass")
        of = [w.lower_ for w in doc[t.i + 1 : t.i + 3]]
        every = t.lower_ in ("all", "none") and of in (["of", "which"], ["of", "them"])
        every = every or (t.lower_ == "all" and t.nbor(1).pos_ == "AUX")  # "All were intercepted"
        if every and counted is not None and t.lower_ == "all" and subject:
            yield Count(counted, t.i, t.i, last, "part")  # "five drones, all of which were intercepted"
        the = t.i > 0 and t.nbor(-1).lower_ == "the"
        if the and last and t.lower_ == "other" and subject:  # "one was shot down and the other fell into the sea"
            yield Count(quantities.exactly(1), t.i - 1, t.i, last, "part")
        if the and last and subject and t.lower_ in arms.nouns("rest") and (rest := told.left()) is not None:
            yield Count(rest, t.i - 1, t.i, last, "part")


def _whole(doc: Any, m: Mention, after: Mention | None) -> Mention | None:
    """Return the mention of the whole in "25 of the 34 rockets"."""
    if after is None or not arms.name(doc, after.head):
        return None
    between = [t.lower_ for t in doc[m.number + 1 : after.start]]
    return after if between in (["of"], ["of", "the"], ["of", "those"], ["out", "of"]) else None


def _pack(doc: Any, start: int) -> int:
    """Return the token of what the munitions counted from token `start` on are fired in: "salvos" of "three salvos, each of ten rockets";
    -1 where no such word stands right before."""
    i = start - 1
    if i < 1 or doc[i].lower_ not in arms.nouns("holds"):
        return -1
    i -= 1
    while i and doc[i].lower_ in (",", "each"):
        i -= 1
    return i if doc[i].lower_ in arms.nouns("packs") else -1


def _packed(doc: Any, m: Mention, packed: int, mentions: Sequence[Mention]) -> tuple[Quantity, int] | None:
    """Return how many "two salvos of ten rockets each", "two salvos of ten rockets" are (20), and the first token of the words that say so.

    A figure told of each one whose number is not said is none; any other figure is itself.
    """
    each = any(0 <= i < len(doc) and doc[i].lower_ in ("each", "apiece") for i in (m.end, m.start - 2))
    exact = m.quantity.low == m.quantity.high and not m.quantity.approximate
    if not each and (packed < 0 or not exact):
        return m.quantity, m.start
    of = doc[m.head].head
    at = packed if packed >= 0 else of.head.i if of.lower_ == "of" else -1
    packs = next((x for x in mentions if x.number <= at <= x.end and not (x.quantity.low is None is x.quantity.high)), None)
    if packs is None or not (each or packs.quantity.low == packs.quantity.high):
        return None if each else (m.quantity, m.start)
    ends = zip((m.quantity.low, m.quantity.high), (packs.quantity.low, packs.quantity.high), strict=True)
    low, high = (None if one is None or many is None else one * many for one, many in ends)
    many = Quantity(low, high, m.quantity.approximate or packs.quantity.approximate)
    return None if low is high is None else (many, packs.start)


def as_many_more(doc: Any, m: Mention) -> bool:
    """Return whether a figure adds to the one told before it, whose noun and verb it leaves out: "eight rockets on Monday and five more in
    the evening", "three others before dawn", "seven more followed"."""
    if not (m.more or doc[m.head].lower_ == "others") or m.quantity.vague:
        return False
    if doc[m.number].dep_ == "conj" or doc[m.head].dep_ == "conj":
        return all(t.dep_ not in ("nsubj", "nsubjpass") for t in doc[m.start : m.end])
    return bool(doc[m.head].dep_ == "nsubj" and doc[m.head].head.lemma_ == "follow")


def _counted(doc: Any, m: Mention) -> int:
    """Return the token that a mention counts: of "48 of the US and British air strikes" the strikes, over the words before them."""
    t = doc[m.head]
    for _ in range(3):
        if (
            not m.partitive
            or m.bare
            or t.dep_ not in ("nmod", "amod", "compound", "conj")
            or t.head.i <= m.head
            or arms.name(doc, t.i)
        ):
            break
        t = t.head
    if not arms.name(doc, t.i) and (of := _of_whose(doc, m)) is not None:
        return of
    return int(t.i) if arms.name(doc, t.i) else m.head


def _of_whose(doc: Any, m: Mention) -> int | None:
    """Return the token of the munitions some of which a figure counts: the strikes of "nine of Friday's US and British air strikes"."""
    if m.number + 1 >= len(doc) or doc[m.number + 1].lower_ != "of":
        return None
    end = next((i for i in range(m.number + 2, min(m.number + 12, len(doc))) if doc[i].tag_ in ("NNS", "NNPS")), None)
    owned = end is not None and any(t.tag_ == "POS" for t in doc[m.number + 2 : end])
    between = end is not None and all(t.tag_ not in ("IN", "VBD", "VBZ", ",") for t in doc[m.number + 2 : end])
    return end if owned and between and end is not None and arms.name(doc, end) else None


def _pronoun(doc: Any, m: Mention) -> bool:
    rest = [t.lower_ for t in doc[m.number + 1 : m.number + 3]]
    return rest[:2] in (["of", "them"], ["of", "those"], ["of", "these"], ["of", "which"]) or rest[:1] in (["others"], ["more"])


def _befalls(doc: Any, m: Mention, near: bool) -> bool:
    """Return whether a bare figure is the subject of a verb that only munitions have: "five landed", "25 were shot down"; of more verbs
    right behind where munitions were told of (`near`)."""
    t = next((t for t in doc[m.number : m.end] if t.dep_ in ("nsubj", "nsubjpass")), None)
    if t is None or t.head.pos_ != "VERB" or t.head.i < t.i:
        return False
    verb = t.head
    if not all(w.pos_ in ("AUX", "ADV") for w in doc[t.i + 1 : verb.i]):
        return False
    lemma, after = verb.lemma_.lower(), doc[verb.i + 1].lower_ if verb.i + 1 < len(doc) else ""
    if lemma in ("land", "fall", "intercept", "explode") or (lemma == "shoot" and after == "down"):
        return True
    if not near:
        return False
    if t.dep_ == "nsubjpass":
        return lemma in arms.nouns("stopped") or (lemma in ("bring", "knock", "take") and after in ("down", "out"))
    return lemma in arms.nouns("strikes_home") or (lemma, after) in (("get", "through"), ("come", "down"))


def _halted(doc: Any, m: Mention) -> bool:
    """Return whether a bare figure is the object of a verb that stops munitions: "brought down only five", "intercepted just 12"."""
    t = next((t for t in doc[m.number : m.end] if t.dep_ == "dobj"), None)
    if t is None or t.head.pos_ != "VERB" or t.head.i > t.i:
        return False
    out = ({c.lower_ for c in t.head.children if c.dep_ == "prt"} | {doc[t.head.i + 1].lower_}) & {"down", "out"}
    return t.head.lemma_.lower() in arms.nouns("stopped") or (
        bool(out) and t.head.lemma_ in ("bring", "knock", "take", "shoot", "gun")
    )


def partial(doc: Any, start: int, head: int) -> bool:
    """Return whether the words around a figure say that it is some of others: "including two", "other"."""
    before = doc[start - 1].lower_ if start else ""
    return before in ("including", "other") or any(t.lower_ in ("other", "others") for t in doc[start:head])


def _scope(doc: Any, m: Mention) -> str:
    """Return the scope of a figure: none of them is none in all; "another 20" are on top; "at the port alone" is a part."""
    none = m.quantity.high == 0
    if not none and (partial(doc, m.start, m.head) or alone(doc, m.end)):
        return "part"
    if m.more:
        return "added"
    if (m.partitive or _of_whose(doc, m) is not None) and not none:
        return "part"
    verb = doc[m.head].head.i if doc[m.head].dep_ in ("nsubj", "nsubjpass", "dobj") else m.head
    return counted_over(doc, m, verb)


def counted_over(doc: Any, m: Mention, trigger: int) -> str:
    """Return "cumulative" for a figure that the words near it give for a longer time than a day, else "total"."""
    span = (doc[m.start].idx, doc[m.end - 1].idx + len(doc[m.end - 1]))
    return "cumulative" if periods.long(doc, span, trigger) or _days().search(doc.text) else "total"


def alone(doc: Any, i: int) -> bool:
    """Return whether the figure before token i is that of one place or time only: "50 drones over the Veld region alone"."""
    return _alone().search(doc.text, doc[i].idx if i < len(doc) else len(doc.text)) is not None


_ALONE = r"\b(?:at|in|on|over|against|near|around|into|from|above|across|inside|hit|struck|reached) (?:[\w'’-]+ ){1,8}?alone\b(?! could| would)"


@cache
def _alone() -> re.Pattern[str]:
    return re.compile(_ALONE)


@cache
def _days() -> re.Pattern[str]:
    """Return the words by which a figure is counted over several days."""
    return re.compile(rf"\b{patterns.any_of(cues.load('munitions')['days']['words'])}\b", re.IGNORECASE)
