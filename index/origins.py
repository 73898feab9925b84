"""Where munitions came from, as a sentence says it: "fired from Lebanon", "militants in Gaza fired"."""

from __future__ import annotations

import re
from functools import cache, lru_cache

from claims import cues, patterns, places


@cache
def _before() -> re.Pattern[str]:
    """Return what stands before the place from which munitions came: "from", "militants in"."""
    who = patterns.any_of([*cues.load("relations")["generic"]["irregular"], *cues.load("relations")["generic"]["arms"]])
    return re.compile(
        rf"\b(?:from(?: inside| within| across)?|{who} in)(?: the)?(?: (?:north|south|east|west)\w*)?\s*$", re.IGNORECASE
    )


@lru_cache(maxsize=16384)
def of(sentence: str) -> tuple[str, ...]:
    """Return the keys of the one place from which a sentence says that munitions came, and of those that hold it; () for none or several."""
    found = [m for m in places.find(sentence) if m.rank and _before().search(sentence[: m.start])]
    return found[0].chain if len({m.chain for m in found}) == 1 else ()
