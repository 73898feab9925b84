"""Which sentences are worth a parse: a cheap test on the raw words, made from the cue files of all kinds.

A sentence that would not be worth one is parsed all the same where it names the speaker that the next one leaves to a
pronoun ("The ministry reported a withdrawal. It said 12 were killed."), or closes the quotation that the one before opened.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from claims import cues, patterns
from claims.sentences import Sentence

BACK = 3  # sentences before a pronoun, or after an open quotation, that may name its speaker


@cache
def _pattern() -> re.Pattern[str]:
    stems = sorted({s for kind in cues.kinds() for s in cues.load(kind)["gate"]["stems"]})
    return re.compile(r"\b" + patterns.any_of(stems))


@cache
def _speech() -> tuple[re.Pattern[str], re.Pattern[str]]:
    gate = cues.load("speech")["gate"]
    verbs, again = patterns.any_of(gate["verbs"]), patterns.any_of(gate["again"])
    return (
        re.compile(rf"\b{verbs}\b|\baccording to\b", re.IGNORECASE),
        re.compile(rf"\b{again}(?: \w+){{0,2}} {verbs}\b|\baccording to (?:the same|him|her|them)\b", re.IGNORECASE),
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
    for n in [i for i, k in enumerate(keep) if k and _left_open(sentences[i].text)]:
        for m in range(n + 1, min(len(keep), n + 1 + BACK)):
            if '"' in sentences[m].text or "”" in sentences[m].text:
                keep[m] = keep[m] or speech.search(sentences[m].text) is not None
                break
    return keep


def _left_open(text: str) -> bool:
    """Whether a quotation is open at the end: its speaker may be named where it closes."""
    return text.count("“") > text.count("”") if "“" in text else text.count('"') % 2 == 1
