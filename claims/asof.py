"""As of when: the day that a figure speaks of, where its sentence says so ("by Tuesday evening", "as of 5 March").

Only what the text says counts. "Killed by Monday's blast" names no such day, nor does a day that is still to come.
"""

from __future__ import annotations

import re
from datetime import date
from functools import cache, lru_cache

from claims import cues, patterns, times
from claims.times import TimeMention

NEAR = 20  # characters between a toll that moved and the day on which it did
AHEAD = 80  # characters before "by" in which a plan may be spoken of


def find(sentence: str, start: int, end: int, written: date | None, since: str | None = None) -> str | None:
    """Return the ISO date as of which the figure at `sentence[start:end]` holds, or None where the sentence does not say.

    `written` is the day the report was written, `since` the first day of the event: no figure is of a day after the one or
    before the other. A figure that another day stands closer to is that day's.
    """
    if not _may_say(sentence):
        return None
    days = [m for m in times.find(sentence, written) if m.precision == "day" and m.first and m.first == m.last]
    told = [m for m in days if _says_so(sentence, m, start, end)]
    if not told:
        return None
    best = min(told, key=lambda m: _apart(m, start, end))
    found = best.first
    plain = _AS_OF.search(sentence[: best.start]) is not None  # "said on Saturday that 20,000 had fled, as of Friday"
    others = [m for m in days if not _owning().match(sentence, m.end)]  # "by Friday 12 had died of Tuesday's explosion"
    if found is None or (not plain and any(_apart(m, start, end) < _apart(best, start, end) for m in others)):
        return None
    if (written and found > written) or (since and found.isoformat() < since[:10]):
        return None
    return found.isoformat()


def claimed_on(sentence: str, start: int, written: date | None, since: str | None = None) -> str | None:
    """Return the ISO date on which the act was claimed that the words at `start` tell of, where the sentence says so: "claimed responsibility
    on Tuesday evening for"; no day after the report was written or before the event."""
    for m in times.find(sentence, written):
        if m.precision != "day" or not m.first or m.start < start or _owning().match(sentence, m.end):
            continue
        early = (written and m.first > written) or (since and m.first.isoformat() < since[:10])
        if not early and _CLAIMED.search(sentence[start : m.start]):
            return m.first.isoformat()
    return None


@cache
def _owning() -> re.Pattern[str]:
    return re.compile(rf"{times.owning()}(?!\w)|s['’]")


_CLAIMED = re.compile(
    r"\b(?:claim(?:ed|s)|responsibility|credit)(?: late| early| in \w+ \w+| in \w+ \w+ \w+)?(?: on)? ?$", re.IGNORECASE
)
_BY_THE_TIME = re.compile(r"\bby the time (?:[\w'’-]+ ){2,7}$", re.IGNORECASE)  # "by the time the siege ended (on Thursday)"
_AS_OF = re.compile(r"\bas (?:of|at) (?:late |early )?$", re.IGNORECASE)


@lru_cache(maxsize=1024)
def _may_say(sentence: str) -> bool:
    """Return whether a sentence, of which several figures ask, has words that say as of when."""
    lead, moved, _ = _patterns()
    return bool(lead.search(sentence) or moved.search(sentence))


def _apart(m: TimeMention, start: int, end: int) -> int:
    return max(m.start - end, start - m.end, 0)


def _says_so(sentence: str, m: TimeMention, start: int, end: int) -> bool:
    lead, _, ahead = _patterns()
    if _owning().match(sentence, m.end):
        return False  # "by Monday's blast", "by Monday night's"
    before = sentence[: m.start]
    if _BY_THE_TIME.search(before):
        return True
    if found := next((x for x in lead.finditer(before) if x.end() == len(before)), None):
        return found[1].lower() != "by" or not ahead.search(before[max(0, found.start() - AHEAD) : found.start()])
    return moved_on(sentence, m, start, end)


def moved_on(sentence: str, m: TimeMention, start: int, end: int) -> bool:
    """Return whether a day is the one on which the toll `sentence[start:end]` moved or stood there: "the toll rose to 40 on Wednesday"."""
    _, moved, _ = _patterns()
    return 0 <= m.start - end <= NEAR and bool(moved.search(sentence[max(0, start - 30) : end])) and m.start >= end


def stood(sentence: str, m: TimeMention) -> bool:
    """Return whether a day is the one on which some toll moved or stood there, whatever else the sentence tells."""
    _, moved, _ = _patterns()
    return any(
        not re.search(r"[,;]", sentence[x.end() : m.start]) for x in moved.finditer(sentence[: m.start], max(0, m.start - 50))
    )


def hour(sentence: str, at: int) -> int | None:
    """Return the hour (0 to 24) as of which the figure at character `at` holds, where its sentence says so: "by noon", "as of 6 p.m. on
    Tuesday", "rose to 16 late on Tuesday"; of two, that nearest to the figure."""
    best: tuple[int, int] | None = None
    if not has_hour(sentence):
        return None
    for m in _hours().finditer(sentence):
        said = m.group()
        if m["lead"]:
            lead = sentence[max(0, m.start() - AHEAD) : m.start()]
            told = m["lead"].lower() != "by" or not _patterns()[2].search(lead)
        else:
            told = occasion(sentence, m.end()) or bool(_patterns()[1].search(sentence[max(0, m.start() - 70) : m.start()]))
        if told and (found := _hour(said)) is not None and not re.match(r"['’]s?\b", sentence[m.end() :]):
            best = min(best or (10**6, 0), (abs(m.start() - at), found))
    return best[1] if best else None


def occasion(sentence: str, at: int) -> bool:
    """Return whether an hour that ends at character `at` is that of a briefing or the like: "told a Monday afternoon (news conference)"."""
    return _occasion().match(sentence, at) is not None


@cache
def _occasion() -> re.Pattern[str]:
    return re.compile(rf"\s*(?:[a-z]+ )?{_any(cues.load('times')['as_of']['occasions'])}", re.IGNORECASE)


def _hour(said: str) -> int | None:
    table: dict[str, int] = cues.load("times")["hours"]
    if clock := re.search(r"\b(\d{1,2})(?:[:.](\d\d))?\s*([ap])\.?m\b", said, re.IGNORECASE):
        return int(clock[1]) % 12 + (12 if clock[3].lower() == "p" else 0)
    if clock := re.search(r"\b([01]?\d|2[0-3]):\d\d\b", said):
        return int(clock[1])
    words = re.findall(r"[a-z]+", said.lower())
    return next((table[w] for w in reversed(words) if w in table), None)


@lru_cache(maxsize=1024)
def has_hour(sentence: str) -> bool:
    """Return whether a sentence has a word or a figure that may be an hour."""
    low = sentence.lower()
    return _CLOCK.search(low) is not None or any(w in low for w in cues.load("times")["hours"])


_CLOCK = re.compile(r"\d(?::\d\d|\s*[ap]\.?m\b)")


@cache
def _hours() -> re.Pattern[str]:
    data = cues.load("times")
    clock = r"\d{1,2}(?:[:.]\d\d)?\s*[ap]\.?m\b\.?|(?:[01]?\d|2[0-3]):\d\d\b"
    word = "|".join([*data["as_of"]["between"], *data["hours"], times.WEEKDAY])
    speech = "|".join(
        ["said", "says", "told reporters", "reported", "wrote", "announced", "responsibility", *data["as_of"]["occasions"]]
    )
    said = rf"(?:{speech})(?:,? (?:shortly|just|soon|after|before|at|on|in|the))*"
    lead = rf"(?:\b(?P<lead>{'|'.join(data['as_of']['words'])}|{said})\s+)?"
    return re.compile(rf"{lead}(?:\b(?:{clock}|{word})\b(?!['’]s?\b)[\s,]*)+", re.IGNORECASE)


@cache
def _patterns() -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    """Return what stands before the day ("as of 5 p.m. on"), what says that a toll stands or moved, and what speaks of a plan."""
    data = cues.load("times")
    parts = "|".join([*data["as_of"]["between"], *data["parts"]["words"]])
    clock = r"\d{1,2}(?:[:.]?\d\d)?\s*(?:[ap]\.?m\.?|hours|o['’]clock)?"
    lead = rf"\b({'|'.join(data['as_of']['words'])})\s+(?:(?:{parts}|{clock})[\s,]+)*"
    return tuple(re.compile(p, re.IGNORECASE) for p in (lead, _any(data["as_of"]["moved"]), _any(data["as_of"]["ahead"])))  # type: ignore[return-value]


def _any(words: list[str]) -> str:
    return rf"\b{patterns.any_of(words)}\b"
