"""Whose act a claim's words tell of: that of a state, which alone has planes, or of those who fight it from the ground.

Reports of one day and town tell of both, and of the dead of each: "air raids killed 21 ... rebel rockets killed seven". Words are data
(cues/events.toml, [sides]).
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache, lru_cache

from claims import cues, patterns

AIR, STATE, FIGHTERS = "air", "state", "fighters"


@cache
def _patterns() -> tuple[tuple[str, re.Pattern[str]], ...]:
    """Return what tells of each side's acts: planes, or fire with who opened it within some words ("rebel rockets", "shells fired by rebels")."""
    table = cues.load("events")["sides"]
    fire = patterns.any_of(table["fire"])
    made = [(AIR, rf"\b{patterns.any_of(table['air'])}\b")]
    for side in (FIGHTERS, STATE):
        who = patterns.any_of(table[side])
        made.append((side, rf"\b{who}\b(?:[\s'’\"“”-]+[\w'’-]+){{0,6}}?[\s'’\"“”-]+{fire}\b"))
        made.append((side, rf"\b{fire}\b(?:[\s\"“”-]+[\w-]+){{0,5}}? by\b(?:[\s\"“”-]+[\w-]+){{0,3}}?[\s\"“”-]+{who}\b"))
    return tuple((side, re.compile(p, re.IGNORECASE)) for side, p in made)


@lru_cache(maxsize=4096)
def told(text: str) -> tuple[tuple[int, int, str], ...]:
    """Return what a sentence tells of acts of either side: first and last character, and the side."""
    return tuple((m.start(), m.end(), side) for side, pattern in _patterns() for m in pattern.finditer(text))


def side(text: str, start: int, end: int) -> str:
    """Return the side whose act text[start:end] is about, by the nearest words of `text` that tell of one, or ""."""
    near = min(((max(0, a - end, start - b), a, whose) for a, b, whose in told(text)), default=None)
    return near[2] if near else ""


def apart(a: str, b: str) -> bool:
    """Return whether two acts are of two sides; an army's shells and a raid may be one attack, and "" is nobody's."""
    return bool(a and b) and (a == FIGHTERS) != (b == FIGHTERS)


def never_one(a: str, b: str) -> bool:
    """Return whether nobody takes one act for the other: a raid from the air, and fire of those who have no planes."""
    return AIR in (a, b) and FIGHTERS in (a, b)


def both(text: str) -> bool:
    """Return whether a sentence tells of acts of both sides."""
    return len({whose == FIGHTERS for _, _, whose in told(text)}) > 1


def of_event(what: str, votes: Mapping[str, float]) -> str:
    """Return whose an act is whose claims tell of these sides: that of nearly all of them, or "". Whose gas it was is what is in dispute."""
    best = max(votes, key=lambda side: (votes[side], side), default="")
    return best if best and what not in disputed() and votes[best] >= MOST * sum(votes.values()) else ""


MOST = 0.75


@cache
def disputed() -> frozenset[str]:
    """Return the kinds of act that either side is said to have done."""
    return frozenset(cues.load("events")["sides"]["disputed"])


@cache
def fire() -> frozenset[str]:
    """Return the kinds of act that go on telling of a side that was told before; another kind ("car bomb") is a new act."""
    return frozenset(cues.load("events")["sides"]["kinds"])
