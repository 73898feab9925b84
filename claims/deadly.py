"""Deaths that only an adjective tells of: "a deadly shooting", "the fatal crash", "fire claims life": at least one died.

Read only where the report says nothing else of anybody's death, and only near its top: further down it may be another event.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from claims import cues, patterns
from claims.parsing import Parsed
from claims.records import Draft, Quantity

TOP = 4  # sentences, the headline among them, in which a report says what it is about


def implied(parsed: Sequence[Parsed], found: Sequence[Draft]) -> list[Draft]:
    """Return the one claim that a report's first "deadly" makes, [1, open]; nothing where `found` holds any death or a denial of it."""
    if any(d.measure in ("killed", "casualties") for d in found):
        return []
    for n, p in enumerate(parsed[:TOP]):
        if p.doc is None or not (m := _deadly().search(p.sentence.text)):
            continue
        span = p.doc.touching(m.start(), m.end())
        if span is None or _denied().search(p.sentence.text[max(0, m.start() - 25) : m.start()]):
            continue
        return [
            Draft(
                kind="casualties",
                measure="killed",
                sentence=n,
                anchor=span.start,
                trigger=span.end - 1,
                start=p.sentence.start + m.start(),
                end=p.sentence.start + m.end(),
                quantity=Quantity(1, None),
                subject="people",
                noun="",
                scope="total",
                why=(f"{m.group()!r} says that at least one died",),
            )
        ]
    return []


@cache
def _deadly() -> re.Pattern[str]:
    table = cues.load("casualties")["deadly"]
    adjectives, nouns, phrases = (patterns.any_of(table[k]) for k in ("adjectives", "nouns", "phrases"))
    return re.compile(rf"\b(?<!-){adjectives}(?: [\w-]+){{0,2}}? {nouns}\b|\b{phrases}\b")


@cache
def _denied() -> re.Pattern[str]:
    return re.compile(rf"\b{patterns.any_of(cues.load('casualties')['deadly']['denied'])}\W+(?:\w+\W+)?$")
