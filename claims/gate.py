"""Which sentences are worth a parse: a cheap test on the raw words, made from the cue files of all kinds."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from claims import cues
from claims.sentences import Sentence


@cache
def _pattern() -> re.Pattern[str]:
    stems = sorted({s for kind in cues.kinds() for s in cues.load(kind)["gate"]["stems"]})
    return re.compile(r"\b(?:" + "|".join(stems) + r")", re.IGNORECASE)


def select(sentences: Sequence[Sentence]) -> list[bool]:
    """Return, for each sentence of one report, whether it is to be parsed."""
    test = _pattern().search
    return [test(s.text) is not None for s in sentences]
