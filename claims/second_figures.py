"""A figure that stands for the toll of the sentence before: "rescue workers gave a higher figure of 44", "doctors put it at 15".

The words are data ([second] in cues/casualties.toml). They name no people, so they count only what one measure was just told of.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from typing import TYPE_CHECKING

from claims import cues, gapped, patterns
from claims.quantities import Mention

if TYPE_CHECKING:
    from claims.tree import Doc

_REACH = 12  # tokens before a figure in which such words may stand


def without_verb(doc: Doc) -> dict[int, int]:
    """Return {first token of a figure: first token of who gives it} for those with no verb: "and the Observatory 24"."""
    return {g.start: g.speaker[0] for g in gapped.figures(doc)} | {i: i - 1 for i in gapped.others(doc)}


def word(low: Sequence[str], m: Mention, strict: bool) -> int | None:
    """Return the token of the words that make the bare figure `m` the toll told before, None where none do; `strict`: its clause ends there."""
    if not m.bare or m.partitive or (m.quantity.low or 0) < 2:
        return None
    first = max(0, m.start - _REACH)
    before = " ".join([*low[first : m.start], ""])
    found = _before().search(before)
    if found is None or not _ends(low, m.end):
        found = _bare().search(before) if strict else None
    if found is None:
        return None
    return first + before[: found.start()].count(" ")


@cache
def _bare() -> re.Pattern[str]:
    """What gives a figure without a word for it: "the Observatory says 22", "stands by 52", "published a list of 17"."""
    table = cues.load("casualties")["second"]
    return re.compile(rf"(?<![\w-]){patterns.any_of(table['bare'])} (?:{patterns.any_of(table['before'])} )?$")


@cache
def _before() -> re.Pattern[str]:
    table = cues.load("casualties")["second"]
    noun, than = patterns.any_of(table["nouns"]), patterns.any_of(table["before"])
    gives, puts, stands = (patterns.any_of(table[k]) for k in ("gives", "puts", "stands"))
    own = rf"(?:(?:the|a|an|its|his|her|their|own|'s|’s|'|’) )+(?:[a-z-]+ ){{0,2}}?{noun}"
    return re.compile(
        rf"(?<![\w-])(?:{gives} (?:[a-z-]+ ){{0,4}}?{noun} of|{puts} (?:it|that|them|{own}) (?:much |far )?(?:(?:higher|lower), )?at"
        rf"|{own} {stands}|{patterns.any_of(table['moves'])} {own}{patterns.any_of(table['moved'])} to|{patterns.any_of(table['speaks'])}) (?:{than} )?$"
    )


def _ends(low: Sequence[str], i: int) -> bool:
    """Return whether no noun follows the figure: "a figure of 44 and", not "a figure of 44 million"."""
    return i >= len(low) or low[i] in cues.load("casualties")["second"]["behind"]
