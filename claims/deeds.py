"""Whether words tell of an act of violence that somebody did: bombings and killings, and not what politics borrows from them."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from claims.doers import cue
from claims.harming import sends_killers

BEFORE = "of what was told before"  # in the why of a statement without an act: it holds only where one was told before


def tells_of_an_act(tokens: Iterable[Any]) -> bool:
    acts = cue("acts", "nouns") | cue("acts", "verbs") | cue("claim", "deeds")
    return any(x.lower_ in acts or x.lemma_.lower() in acts for x in tokens)


def violent(tokens: Iterable[Any]) -> bool:
    """Return whether words tell of violence, and not of what politics borrows from it: to target, to launch, to hit."""
    acts = cue("acts", "nouns") | (cue("claim", "deeds") - cue("stance", "borrowed"))
    verbs = cue("acts", "verbs") - cue("acts", "light") - cue("stance", "borrowed")
    return any(
        x.lower_ in acts or (x.pos_ == "VERB" and (x.lemma_.lower() in verbs or _fires_on(x) or _blows_up(x))) for x in tokens
    )


def of_harm(words: Any) -> bool:
    """Return whether words tell of violence, or of a bomb."""
    return violent(words) or any(x.lower_ in cue("acts", "planted") for x in words)


def calamity(words: Iterable[Any]) -> bool:
    """Return whether words tell of what people may have brought about without violence: a spill, a flood from opened gates."""
    return any(x.lower_ in cue("claim", "calamities") for x in words)


def _fires_on(verb: Any) -> bool:
    return verb.lemma_ == "fire" and any(c.lower_ in ("on", "at", "upon") for c in verb.children)


def _blows_up(verb: Any) -> bool:
    return (verb.lemma_ == "blow" and any(c.lower_ == "up" for c in verb.children)) or (
        verb.lemma_ in cue("acts", "sending") and sends_killers(verb)
    )


def act_told(t: Any) -> bool:
    """Return whether a word is an act, tells one, or has one as what it is about: "the bombing", "having bombed it", "a role in the raid"."""
    if t.pos_ in ("VERB", "AUX"):
        return violent([t])
    inside = (c for p in t.children if p.dep_ == "prep" and p.lower_ in ("in", "for", "with") for c in p.children)
    return violent([t]) or any(violent([c]) for c in inside)
