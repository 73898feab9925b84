"""Who is counted: the class of a claim, and counts of a few among others ("three monks", "eight in critical condition")."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from claims import cues, patterns, subjects
from claims.parts import ONE
from claims.records import Claim


def class_of(c: Claim) -> str:
    """Return the class of people that a claim counts."""
    s = (c.subject or "people").lower()
    if s.startswith("other:") and s.removeprefix("other:") not in subjects.nations():
        s = "people"  # a trade that no list has ("runners") is no class that others leave out
    s = s.removeprefix("other:").strip() or "people"
    return (compatriots(c) or s) if s == "people" else s


def compatriots(c: Claim) -> str:
    """Return the people of the nation that a claim counts by its adjective ("five Italian tourists": "italians"), or ""."""
    found = re.search(rf"([A-Z][a-z]+) {re.escape(c.noun)}\b", c.quote) if c.noun else None
    return subjects.nation(found[1], c.noun) if found and c.kind == "casualties" else ""


def kinds(claims: Sequence[Claim]) -> dict[str, str]:
    """Return the nouns of parts of one class that a report counts by several: "four police officers, two soldiers" are two kinds of it."""
    parts = [c for c in claims if c.scope == "part" and c.noun and c.quantity != ONE]
    return {c.id: c.noun.lower() for c in parts} if len({c.noun.lower() for c in parts}) > 1 else {}


def noun(c: Claim) -> str:
    """Return the noun that a claim counts, "crew" for members of one."""
    return "crew" if c.kind == "casualties" and _crew().search(c.quote) else c.noun.lower()


def trade(c: Claim, sentence: str) -> str:
    """Return the head noun of a few among others ("monks"); "" where the count joins others to them ("12 patients and staff")."""
    of = noun(c)
    if c.kind != "casualties" or of not in _narrow() or compatriots(c):
        return ""
    joined = re.search(rf"\b{re.escape(of)} and (\w+)", sentence, re.I)
    return "" if joined and subjects.known(joined[1].lower()) else cues.load("relations")["narrow"]["same"].get(of, of)


def faring(c: Claim) -> str:
    """Return how a few of the hurt fare who are counted for that alone ("in critical condition"), or ""."""
    return "badly hurt" if c.measure == "injured" and _badly().search(c.quote) else ""


@cache
def _crew() -> patterns.Words:
    return patterns.Words(cues.load("relations")["narrow"]["crew"])


@cache
def _badly() -> re.Pattern[str]:
    return re.compile(rf"\b{patterns.any_of(cues.load('relations')['narrow']['badly'])}\b")


def without_men(members: Sequence[Claim]) -> str:
    """Return the name of a sum that leaves out men, and so may leave out some of the dead ("ten women and six children"), or ""."""
    return "women and children" if {class_of(c) for c in members} <= {"women", "children"} else ""


@cache
def _narrow() -> frozenset[str]:
    return frozenset(cues.load("relations")["narrow"]["words"])
