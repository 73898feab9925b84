"""Figures of munitions that stand apart from their noun: "the number of rockets fired climbed to 320", "bringing the total to 65"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

from claims import arms, cues, quantities
from claims.munition_counts import counted_over
from claims.quantities import Mention
from claims.records import Draft, Quantity


class Tally(NamedTuple):
    """A measure and its figure; the first token of the words, that of the number, and the one that says what became of them."""

    measure: str
    quantity: Quantity
    first: int
    number: int
    trigger: int
    name: str
    scope: str
    also: tuple[str, ...] = ()  # what the same figure counts with it: "the number of missiles and drones"


def read(doc: Any, here: Sequence[Draft], before: Sequence[Draft]) -> Iterator[Tally]:
    """Yield the tallies of a sentence. `here` are its other counts, `before` the last one told: what a sum adds up."""
    mentions = [m for m in quantities.find(doc) if m.bare and not m.quantity.vague]
    if not mentions:
        return
    taken: set[int] = set()
    for t in doc:
        if t.lower_ in _words("nouns") and t.i + 2 < len(doc) and doc[t.i + 1].lower_ in ("of", "for"):
            noun = _counted(doc, t.i + 2)
            m = None if noun is None else _figure(doc, mentions, noun) or _moved_to(doc, mentions, t.i)
            if noun is not None and m is not None and m.number not in taken:
                taken.add(m.number)
                name = arms.name(doc, noun)
                measure, trigger = _measure(doc, noun, name)
                also = tuple(arms.beside(doc, noun))
                yield Tally(measure, m.quantity, t.i, m.number, trigger, name, counted_over(doc, m, t.i), also)
    for t in doc:  # "the air strikes on the town numbered 21"
        if t.lower_ in _words("totals") and (noun := _subject(t)) is not None:
            m = next((m for m in mentions if t.i < m.start <= t.i + 3 and m.number not in taken), None)
            if m is not None and "from" not in [w.lower_ for w in doc[t.i + 1 : m.start]]:
                taken.add(m.number)
                name = arms.name(doc, noun)
                measure, trigger = _measure(doc, noun, name)
                yield Tally(measure, m.quantity, noun, m.number, trigger, name, counted_over(doc, m, t.i))
    last = next(iter([*here, *before]), None)
    for t in doc:
        # "the army had counted 35 rockets by noon; by nightfall the figure was 80"
        if here and t.lower_ in _words("plain") and t.i > here[-1].anchor and doc[t.i - 1].lower_ in ("the", "that", "its"):
            m = _figure(doc, mentions, t.i)
            if m is not None and m.number not in taken:
                taken.add(m.number)
                yield Tally(here[-1].measure, m.quantity, t.i, m.number, t.i, here[-1].subject, "total")
        if (
            last is not None
            and (here or t.lower_ not in _words("sums"))
            and (m := _sum(doc, t, mentions)) is not None
            and m.number not in taken
        ):
            taken.add(m.number)
            yield Tally(last.measure, m.quantity, t.i, m.number, t.i, last.subject, "total")


def _words(name: str) -> frozenset[str]:
    return frozenset(cues.load("munitions")["tally"][name])


NEAR = 6  # tokens after "the number of" within which the munition is named
BEHIND = 3  # tokens before a figure among which the word that leads to it stands


def _subject(verb: Any) -> int | None:
    """Return the token of the plural munition, with no figure of its own, that is the subject of a verb; None for another subject."""
    for c in verb.children:
        if (
            c.dep_ == "nsubj"
            and c.text.endswith("s")
            and arms.name(verb.doc, c.i)
            and not any(x.dep_ == "nummod" for x in c.children)
        ):
            return int(c.i)
    return None


def _counted(doc: Any, i: int) -> int | None:
    """Return the token of the plural munition that "the number of" at token i - 1 counts."""
    for t in doc[i : i + NEAR]:
        if t.tag_ == "NNS" and arms.name(doc, t.i):
            return int(t.i)
        if t.pos_ in ("VERB", "AUX", "ADP", "PUNCT"):
            return None
    return None


def _figure(doc: Any, mentions: Sequence[Mention], noun: int) -> Mention | None:
    """Return the bare figure that the words after the munition lead to: "climbed to 320", "at an estimated 30", "was 12"."""
    for m in mentions:
        if m.start > noun and (m.start == m.number or doc[m.start - 1].lower_ in _words("leads")):
            before = [w.lower_ for w in doc[max(noun + 1, m.start - BEHIND) : m.start]]
            if any(w in _words("leads") for w in before) and "from" not in before[-1:]:
                return m
    return None


def _moved_to(doc: Any, mentions: Sequence[Mention], i: int) -> Mention | None:
    """Return the bare figure that a verb brings a tally at token i to, right before it: "cut to 47 its count of rockets", "put at 12 the
    number of drones"."""
    for m in mentions:
        led = m.end <= i <= m.end + 1 and m.start and doc[m.start - 1].lower_ in ("to", "at")
        if led and any(w.pos_ == "VERB" for w in doc[max(0, m.start - 5) : m.start - 1]):
            return m
    return None


def _measure(doc: Any, noun: int, name: str) -> tuple[str, int]:
    """Return what became of the munitions of a tally, by the participle behind them, and its token; what nothing is said of was fired."""
    if arms.is_strike(name):
        return "strikes", noun
    for t in doc[noun + 1 : noun + 8]:
        if t.pos_ == "VERB" or t.tag_ in ("VBN", "VBD"):
            if found := [m for m in arms.measures_of(t) if m != "strikes"]:
                return found[0], int(t.i)
        elif t.pos_ == "PUNCT":
            break
    return "fired", noun


def _sum(doc: Any, t: Any, mentions: Sequence[Mention]) -> Mention | None:
    """Return the figure of a sum: "which brings the day's total to 65", "that makes 17 in two days"."""
    low = [w.lower_ for w in doc[t.i + 1 : t.i + 8]]
    if t.lower_ in _words("sums"):
        tallied = next((j for j, w in enumerate(low) if w in _words("nouns")), None)
        if tallied is None or low[tallied] == "toll":  # the toll is that of people
            return None
        at = next((j for j in range(tallied, len(low)) if low[j] == "to"), None)
        return None if at is None else next((m for m in mentions if m.start == t.i + 2 + at), None)
    if t.lower_ in _words("makes") and t.i and doc[t.i - 1].lower_ in ("that", "which", "this", ","):
        m = next((m for m in mentions if m.start in (t.i + 1, t.i + 2)), None)
        rest = [] if m is None else [w.lower_ for w in doc[m.end : m.end + 2]]
        return m if rest[:1] in (["in"], ["altogether"], ["overall"], ["."], ["so"]) or rest[:1] == [] else None
    return None
