"""How long: whether a claim is about a longer time or many events ("since the war began", "has often targeted"), by the words near it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache, lru_cache
from typing import Any

from claims import clauses, cues, patterns, times

BEFORE, AFTER = 60, 130  # characters before and after a claim in which such words may stand


@cache
def _patterns() -> tuple[patterns.Words | re.Pattern[str], patterns.Words | re.Pattern[str]]:
    table = cues.load("periods")["periods"]
    return _any(table["long"]), _any(table["habit"])


@cache
def _record() -> re.Pattern[str]:
    """Return a pattern of what stands before a longer time in "the highest toll since 2004"."""
    return re.compile(
        rf", (?:the|its|their) {patterns.any_of(cues.load('periods')['record']['words'])}(?: \w+){{0,3}} $", re.IGNORECASE
    )


@cache
def _bringing() -> patterns.Words:
    return patterns.Words(cues.load("periods")["record"]["bringing"])


_AT_WORD = re.compile(r"(?:\(\?<!.*?\))*\\b")  # what a pattern begins with that matches only where a word begins


def _any(words: Sequence[str]) -> patterns.Words | re.Pattern[str]:
    """Return one pattern of all; where each of them begins with a word, they are tried nowhere else."""
    if all(_AT_WORD.match(w) for w in words):
        return patterns.Words([w.removeprefix(r"\b") for w in words], tail="")
    return re.compile("|".join(words), re.IGNORECASE)


@lru_cache(maxsize=1024)
def _found(words: patterns.Words | re.Pattern[str], text: str) -> tuple[tuple[int, int], ...]:
    """Return where such words stand in a sentence, of which several claims ask; not in "the highest toll since 2004"."""
    found = (m.span() for m in words.finditer(text))
    return tuple((a, b) for a, b in found if not _record().search(text[max(0, a - 40) : a]))


def long(doc: Any, span: tuple[int, int], i: int, toll: bool = False) -> bool:
    """Return whether the claim at characters `span` of a sentence, made by its token `i`, is one of a longer time: "in the past month".

    `toll` says that it is a toll that others are added to: "54 died, bringing the toll since October to 3,243".
    """
    return _near(_patterns()[0], doc, span, i, toll)


def habit(doc: Any, span: tuple[int, int], i: int) -> bool:
    """Return whether it tells of no single act but of what somebody did again and again: "has often targeted", "previous attacks"."""
    return long(doc, span, i) or _near(_patterns()[1], doc, span, i, False)


_REST = re.compile(r"[\s\w]{0,12}(?=,? when\b)")  # of a date: "since February", and "23"


def _near(words: patterns.Words | re.Pattern[str], doc: Any, span: tuple[int, int], i: int, toll: bool) -> bool:
    start, end = span
    for a, b in _found(words, doc.text):
        before = b <= start
        gap = start - b if before else a - end
        if before and (m := _REST.match(doc.text, b)) and times.then(doc.text, m.end()):
            continue  # "the worst since last March, when 12 died"
        if not before and not toll and _bringing().search(doc.text[end:a]):
            continue
        if clauses.elsewhere(doc, a, i):
            continue  # "in the worst attack since the war began"
        if a < 5 or gap <= (BEFORE if before else AFTER):
            return True
    return False
