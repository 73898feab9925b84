"""Which sentences are worth a parse: a cheap test on the raw words, made from the cue files of all kinds.

A sentence that would not be worth one is parsed all the same where it names the speaker that the next one leaves to a
pronoun ("The ministry reported a withdrawal. It said 12 were killed.").
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from claims import cues
from claims.sentences import Sentence

BACK = 3  # sentences before a pronoun that may name its speaker


@cache
def _pattern() -> re.Pattern[str]:
    stems = sorted({s for kind in cues.kinds() for s in cues.load(kind)["gate"]["stems"]})
    return re.compile(r"\b(?:" + "|".join(stems) + r")", re.IGNORECASE)


@cache
def _speech() -> tuple[re.Pattern[str], re.Pattern[str]]:
    gate = cues.load("speech")["gate"]
    verbs = "|".join(gate["verbs"])
    again = "|".join(gate["again"])
    return (
        re.compile(rf"\b(?:{verbs})\b|\baccording to\b", re.IGNORECASE),
        re.compile(rf"\b(?:{again})(?: \w+){{0,2}} (?:{verbs})\b|\baccording to (?:the same|him|her|them)\b", re.IGNORECASE),
    )


def cues_in(text: str) -> list[str]:
    """Return the words of a sentence that make it worth a parse, each once, in reading order."""
    found = (re.match(r"[\w'’-]*", text[m.start() :]) for m in _pattern().finditer(text))
    return list(dict.fromkeys(m.group() for m in found if m))


def select(sentences: Sequence[Sentence]) -> list[bool]:
    """Return, for each sentence of one report, whether it is to be parsed."""
    test = _pattern().search
    keep = [test(s.text) is not None for s in sentences]
    speech, again = _speech()
    for n in [i for i, k in enumerate(keep) if k and again.search(sentences[i].text)]:
        for m in range(n - 1, max(-1, n - 1 - BACK), -1):
            if speech.search(sentences[m].text):
                keep[m] = True
                break
    return keep
