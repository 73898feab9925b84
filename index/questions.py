"""What is encoded: the question a claim answers and the event it is about, never the answer.

MiniLM puts "12 killed" and "30 killed" at 0.93, so a figure in the string would only blur it. Figures are masked, and a claim's vector
has two parts: its question (few distinct strings in any archive) and its event (one string an event).
"""

from __future__ import annotations

import re
from datetime import date
from functools import cache

from claims import cues, patterns
from claims.records import Account, Claim, Event

WORDS = 24  # words of the describing sentence that are encoded; more cost time and add other matters

_BARE = {
    "casualties": "how many {subject} were killed or injured",
    "landed": "how many {subject} landed or hit",
    "strikes": "how many strikes were carried out",
    "missing": "how many {subject} are missing",
    "claimed": "who claimed responsibility",
    "denied": "who denied responsibility",
    "blamed": "who is blamed",
    "suspected": "who is suspected",
    "unclaimed": "whether anybody claimed responsibility",
}


def mask(text: str) -> str:
    """Return `text` with its counts, and the words that hedge them, replaced by "some"."""
    return _figure().sub("some", text)


def _when(event: Event) -> str:
    if not event.start:
        return ""
    try:
        day = date.fromisoformat(event.start[:10])
    except ValueError:
        return ""
    return day.strftime("%d %B %Y").lstrip("0") if event.start == event.end else day.strftime("%B %Y")


def event_text(event: Event, account: Account) -> str:
    """Return what, where and when `event` is in words, and what describes it best with its figures masked: the headline (of a main
    event) and the sentence that tells of it first."""
    told = ". ".join(x for x in (account.report.title if event.main else "", event.text) if x)
    if not told and event.main:
        told = account.report.text[:400]
    words = mask(" ".join(told.split())).split(" ")
    head = f"{event.what or 'event'} in {event.where}" if event.where else event.what
    facts = ", ".join(x for x in (head, _when(event)) if x)
    return ". ".join(x for x in (facts, " ".join(words[:WORDS])) if x) or "event"


@cache
def _template(kind: str, measure: str) -> str:
    own = cues.load(kind).get("question", {}) if kind in cues.kinds() else {}
    return str(own.get(measure) or _BARE.get(measure) or "how many {subject} were {measure}")


def question(claim: Claim) -> str:
    """Return the question that `claim` answers, in words. A kind's cue file may word it ([question], measure = "...")."""
    subject = claim.subject or "people"
    return _template(claim.kind, claim.measure).replace("{subject}", subject).replace("{measure}", claim.measure)


@cache
def _figure() -> re.Pattern[str]:
    """Return a pattern of a number in figures or words, with what hedges it."""
    words = cues.load("quantities")["words"]
    numbers = patterns.one_of([*words["units"], *words["teens"], *words["tens"], *words["many"]])
    hedges = patterns.one_of(words["hedging"])
    return re.compile(
        rf"(?:\b{hedges}\s+)?(?:(?<![\w.])\d[\d,.]*\d|(?<![\w.])\d|\b{numbers}\b)(?:[\s-]+(?:and\s+)?{numbers}\b)*", re.IGNORECASE
    )
