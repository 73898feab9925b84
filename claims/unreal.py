"""Harm that is only imagined: foreseen, prevented, possible, played or told of in a story (cues/casualties.toml, [imagined])."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import TYPE_CHECKING

from claims import cues
from claims.triggers import Trigger, words

if TYPE_CHECKING:
    from claims.tree import Doc

_NEAR = 6  # tokens that a verb looks ahead
_ENDS = (",", ";", ":", "and", "but", "that", "who", "which", "after", "when", "-", "–", "—")


@cache
def _list(name: str) -> frozenset[str]:
    return frozenset(cues.load("casualties")["imagined"][name])


def imagined(doc: Doc, first: int, count: int, cue: Trigger) -> bool:
    """Whether the words before a count at token `count` make it no fact; the count or its cue begins at token `first`."""
    return (
        _story(doc)
        or _foreseen(doc, first)
        or (cue.measure in ("killed", "missing") and alive(doc, cue.start, cue.end))
        or (cue.how != "toll" and _possible(doc, count, cue.measure))
    )


def sees(verb: Sequence[str]) -> bool:
    """Whether what one could or would do, `verb`, is to see or count what is there: "could see 12 bodies"."""
    return bool(verb) and verb[0] in _list("seen")


def alive(doc: Doc, start: int, end: int) -> bool:
    """Return whether tokens `start` to `end` tell only for what somebody was taken who lives: "a woman listed as killed is alive"."""
    if not start or doc[start - 1].lower_ not in words("taken_for"):
        return False
    if start > 1 and doc[start - 2].lower_ in words("taken_at_first"):  # "12 men first believed dead had walked back"
        return True
    for t in doc[end:]:
        if t.tag_ == "CD" or t.lower_ in ("no", "none", "nobody", ";"):
            return False
        if t.lower_ in words("lives"):
            return True
    return False


def _story(doc: Doc) -> bool:
    """ "In the film, the hero kills 40 men", "12 wounded in the mock attack"."""
    low = [t.lower_ for t in doc[:4]]
    if low[:1] == ["in"] and any(w in _list("stories") for w in low[2:4]):
        return True
    return any(t.lower_ in _list("mock") and t.tag_[:2] != "VB" for t in doc)


def _foreseen(doc: Doc, first: int) -> bool:
    """ "The plan foresees the evacuation of 5,000", "belts prevented 30 deaths"."""
    for t in reversed(doc[max(0, first - _NEAR) : first]):
        if t.lower_ in _ENDS:
            return False
        if t.lower_ in _list("verbs") and t.tag_[:2] == "VB":
            return not any(w.lower_ in words("be") for w in doc[max(0, t.i - 2) : t.i])  # "40 were expected" is another's
    return False


def _possible(doc: Doc, count: int, measure: str) -> bool:
    """ "A blast could leave 300 dead", "a clinic can take 80 wounded"; not "may have left 12 dead", "could see 12 bodies"."""
    for t in reversed(doc[max(0, count - _NEAR) : count]):
        opens = t.lower_ in ("as", "while") and doc[t.i + 1].lower_ not in ("many", "much", "few")
        if t.lower_ in _ENDS or opens or t.tag_ in ("VBD", "VBZ", "VBP"):
            return False
        if t.tag_ == "MD" and t.lower_ in words("unreal"):
            verb = next((v for v in doc[t.i + 1 : count] if v.tag_ in ("VB", "VBP")), None)
            if verb is None or sees([verb.lower_]):
                return False
            if t.lower_ in ("will", "shall", "'ll") and measure == "displaced":
                return False
            return not (verb.lower_ == "have" and t.lower_ in ("may", "might", "must"))
    return False
