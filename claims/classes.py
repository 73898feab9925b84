"""Of what class of events words tell: the classes of cues/events.toml, less the words that only look like one (a video that was shot, gunmen
who raid, a jet that came down by itself).

Pure: text in, names of classes out.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache

from claims import cues, patterns


@cache
def _classes() -> patterns.Classes:
    return patterns.Classes(cues.load("events")["what"])


def kinds(text: str) -> frozenset[str]:
    """Return all classes of events whose words a text has."""
    return frozenset(_classes().names(text))


@lru_cache(maxsize=4096)
def classify(text: str) -> str:
    """Return the class of event that a text tells of, or ""."""
    if "shot" in text.lower():
        text = _filmed().sub(" ", text)
    if "storm " in text:
        text = _stormed().sub(" ", text)
    raids, ground, air, craft = _words("raids"), _words("ground"), _words("air"), _words("craft")
    if raids.search(text) and ground.search(text) and not air.search(text):
        text = raids.pattern.sub("", text)
    if craft.search(text) and _wreck().search(text):
        text = craft.pattern.sub("crash", text)
    return next(_classes().names(text), "")


def first(name: str, text: str) -> re.Match[str] | None:
    """Match the first word of the class `name` in a text."""
    return _classes().first(name, text)


def deed(text: str) -> bool:
    """Return whether words tell of something done or suffered, of any class: "the attack", "who vanished"."""
    return _deed().search(text) is not None


@cache
def _deed() -> re.Pattern[str]:
    return re.compile(rf"\b{patterns.any_of(cues.load('events')['deeds']['stems'])}\w*")


@cache
def _words(name: str) -> patterns.Words:
    return patterns.Words(cues.load("events")["mistaken"][name])


@cache
def _filmed() -> re.Pattern[str]:
    return re.compile(rf"\b{patterns.any_of(cues.load('events')['mistaken']['filmed'])}\b")


@cache
def _stormed() -> re.Pattern[str]:
    who, what, plans = (
        patterns.any_of(cues.load("events")["mistaken"][name]) for name in ("stormers", "stormed", "bent_on_storming")
    )
    return re.compile(rf"\b{who} storm (?:into )?(?:[\w'’-]+ ){{0,4}}?{what}\b|\b{plans} to storm\b", re.IGNORECASE)


@cache
def _wreck() -> re.Pattern[str]:
    table = cues.load("events")["mistaken"]
    craft, falls = patterns.any_of(table["wrecked"]), patterns.any_of(table["falls"])
    return re.compile(
        rf"\b{craft}\b[^.]{{0,60}}?\b{falls}|\b(?:crash\w*) of (?:an? |the )?(?:[\w-]+ ){{0,3}}?{craft}", re.IGNORECASE
    )
