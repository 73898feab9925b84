"""Whether a text is English: by its commonest words, and only where those do not tell by a detector."""

from __future__ import annotations

import math
import re

SHORTEST = 40  # letters; of less no detector knows the language
SURE = 3.0  # log of how many times likelier than English another language must be
_COMMON = frozenset(
    [
        "the",
        "of",
        "and",
        "to",
        "in",
        "a",
        "was",
        "were",
        "is",
        "are",
        "on",
        "for",
        "at",
        "that",
        "by",
        "with",
        "from",
        "has",
        "have",
        "had",
        "said",
        "after",
        "his",
        "her",
        "it",
        "as",
        "they",
        "be",
        "been",
        "not",
        "an",
    ]
)
_NAMES = {"english": "en", "eng": "en"}


def language(text: str, given: str = "") -> str:
    """Return the code of the language of `text` ("en"), as given where it is; "en" where it cannot be told."""
    if given.strip():
        code = given.strip().lower()
        return _NAMES.get(code, re.split(r"[-_]", code)[0])
    sample = text[:3000]
    words = re.findall(r"[^\W\d_]+", sample)
    if sum(map(len, words)) < SHORTEST:
        return "en"
    if sum(w.lower() in _COMMON for w in words) >= 0.12 * len(words):
        return "en"
    scores = _rank(sample)
    code = max(scores, key=scores.__getitem__)
    return code if scores[code] - scores.get("en", -math.inf) >= SURE else "en"


def _rank(text: str) -> dict[str, float]:
    from py3langid import rank

    return {str(code): float(score) for code, score in rank(text)}
