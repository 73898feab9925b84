"""How long: whether a claim is about a longer time or many events ("since the war began", "has often targeted"), by the words near it."""

from __future__ import annotations

import re
from functools import cache
from typing import Any

from claims import clauses, cues

BEFORE, AFTER = 60, 130  # characters before and after a claim in which such words may stand
_RECORD = re.compile(r", (?:the|its|their) (?:highest|worst|deadliest|bloodiest|heaviest|lowest)(?: \w+){0,3} $", re.IGNORECASE)

_BRINGING = re.compile(r"\b(?:bringing|raising|taking|lifting|pushing)\b", re.IGNORECASE)


@cache
def _patterns() -> tuple[re.Pattern[str], re.Pattern[str]]:
    table = cues.load("periods")["periods"]
    return tuple(re.compile("|".join(table[k]), re.IGNORECASE) for k in ("long", "habit"))  # type: ignore[return-value]


def long(doc: Any, span: tuple[int, int], i: int, toll: bool = False) -> bool:
    """Return whether the claim at characters `span` of a sentence, made by its token `i`, is one of a longer time: "in the past month".

    `toll` says that it is a toll that others are added to: "54 died, bringing the toll since October to 3,243".
    """
    return _near(_patterns()[0], doc, span, i, toll)


def habit(doc: Any, span: tuple[int, int], i: int) -> bool:
    """Return whether it tells of no single act but of what somebody did again and again: "has often targeted", "previous attacks"."""
    return long(doc, span, i) or _near(_patterns()[1], doc, span, i, False)


def _near(words: re.Pattern[str], doc: Any, span: tuple[int, int], i: int, toll: bool) -> bool:
    start, end = span
    for found in words.finditer(doc.text):
        before = found.end() <= start
        gap = start - found.end() if before else found.start() - end
        if _RECORD.search(doc.text[max(0, found.start() - 40) : found.start()]):
            continue  # "the highest toll since 2004"
        if not before and not toll and _BRINGING.search(doc.text[end : found.start()]):
            continue
        if clauses.elsewhere(doc, found.start(), i):
            continue  # "in the worst attack since the war began"
        if found.start() < 5 or gap <= (BEFORE if before else AFTER):
            return True
    return False
