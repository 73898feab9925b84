"""What a sentence adds on top of an older figure, where it also gives the toll that this makes: "two more died, taking the toll to 13"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from claims import cues, intervals, patterns
from claims.records import Account, Claim
from claims.relations import Reading
from index import telling


def brought(readings: list[Reading], claims: Sequence[Claim], account: Account) -> list[Reading]:
    """Return the readings without what its own sentence adds up to a toll: of "two more died, taking the toll to 13" and of "the toll
    rose to 13 after two more died" the 13 speaks.

    What it adds stays in `added` of the 13. One that no word calls more ("killed five and then himself, bringing the dead to six") is a
    part of that toll, and no earlier figure.
    """
    ids = set()
    for c in claims:
        sentence = telling.sentence(account.report, c)
        at = max(0, sentence.find(c.quote))
        before, rest = sentence[:at], sentence[at + len(c.quote) :]
        tolls = [x for x in claims if x.scope == "total" and x.start >= c.end and x.quote in rest]
        if c.scope in ("added", "total") and any(_brings(rest[: rest.find(x.quote) + len(x.quote)]) for x in tolls):
            ids.add(c.id)
        if c.scope == "added" and any(_grew(before, c, x) for x in claims):
            ids.add(c.id)
    within = {c.id for c in claims if c.scope == "added" and any(_told_first(c, x, account) for x in claims)} - ids
    readings = [r.but(scope="part", inferred=True) if r.scope == "added" and set(r.claims) <= within else r for r in readings]
    if within:  # what is told as news is the toll
        news = {intervals.stated(c.quantity) for c in claims if c.id in within}
        readings = [r.but(added=tuple(n for n in r.added if n not in news)) for r in readings]
    left = [r for r in readings if r.scope != "added" or not set(r.claims) <= ids]
    return [r.but(scope="part", inferred=True) if r.scope == "total" and set(r.claims) <= ids else r for r in left]


def _grew(before: str, c: Claim, x: Claim) -> bool:
    """Return whether the words `before` what claim c adds tell the toll x that it came to: "the toll rose to 13 after (two more died)"."""
    if x.scope != "total" or x.end > c.start or (x.quantity.low or 0) <= (c.quantity.low or 0):
        return False
    at = before.rfind(x.quote)
    between = before[at + len(x.quote) :]
    return at >= 0 and _since().search(between) is not None


def _told_first(c: Claim, x: Claim, account: Account) -> bool:
    """Return whether a sentence before that of claim c tells where the toll x stands that c made: "the toll stands at 14. Five of the wounded
    died in hospital"."""
    if x.scope != "total" or x.within != c.within or (x.quantity.low or 0) <= (c.quantity.low or 0):
        return False
    sentence = telling.sentence(account.report, x)
    return x.end <= c.start and c.quote not in sentence and telling.moved(sentence)


@cache
def _since() -> re.Pattern[str]:
    return re.compile(rf"\b{patterns.any_of(cues.load('relations')['brings']['since'])}\b")


@cache
def _bringing() -> re.Pattern[str]:
    return re.compile(rf"\b{patterns.any_of(cues.load('relations')['brings']['words'])}\b")


def _brings(text: str) -> bool:
    return _bringing().search(text) is not None
