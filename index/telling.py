"""Which words of a report tell its event from others: names, full names, rare words, and how far back a follow-up may reach."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from datetime import timedelta
from functools import cache, lru_cache
from itertools import pairwise

from claims import cues, gazetteer, headers, moments, patterns, sentences, times, unlisted
from claims.moments import day
from claims.records import Account, Claim, Event, Report

LEAD = 500  # characters at the head of a report that tell its main event
FAR = 300  # characters of its sentence to each side of a claim
WHOLE = 4000  # characters read of a report that has one event only
BACK = 730  # days that a report on a court case, an arrest or an anniversary may look back

_CAPITAL = re.compile(
    r"(?<![\w'’-])(?:[ae][ldrsznt]h?-)?[A-Z][\w'’-]+(?:\s+(?:(?:al|el|bin|ibn|abu|de|la|van|of)\s)?(?:al-)?[A-Z][\w'’-]+)*"
)
_WORD = re.compile(r"[^\W\d_]{4,}")


def around(account: Account, event: Event, claims: Sequence[Claim]) -> str:
    """Return the sentences that hold the event's claims; for the main event also the title and the lead."""
    text = account.report.text
    # A report on one event tells of it all along; one on several, at its head.
    head = text[:WHOLE] if len(account.events) == 1 else text[:LEAD]
    parts = [f"{account.report.title}. {head}"] if event.main else []
    if event.text:
        parts.append(event.text)
    for c in claims:
        if c.within == "text":
            parts.append(sentence(account.report, c))
    return "\n".join(dict.fromkeys(parts))


def sentence(report: Report, claim: Claim) -> str:
    """Return the sentence that holds a claim, at most FAR characters to each side; the title for a claim in the title."""
    if claim.within == "title":
        return report.title
    text = report.text
    first, last = max(0, claim.start - FAR), min(len(text), claim.end + FAR)
    start = text.rfind(". ", first, claim.start)
    while start >= 0 and not sentences.ends_at(text, start):
        start = text.rfind(". ", first, start)
    stop = text.find(". ", claim.end, last)
    while stop >= 0 and not sentences.ends_at(text, stop):
        stop = text.find(". ", stop + 1, last)
    start = max(start, text.rfind("\n", first, claim.start), first - 1) + 1
    stops = (stop, text.find("\n", claim.end, last))
    end = min((i for i in stops if i >= 0), default=last)
    begins = start + len(text[start:end]) - len(text[start:end].lstrip())
    after = headers.dateline(text, begins, end)  # the desk's town is none that the sentence names
    return text[after if begins < after <= claim.start else start : end]


@cache
def _common() -> frozenset[str]:
    """Return words that tell nothing apart though they are capitals: days, months, ranks, offices, and the names of armed actors."""
    table = cues.load("relations")["untelling"]["words"]
    armed = [w for names in cues.load("actors")["groups"].values() for n in names for w in re.findall(r"\w+", n.casefold())]
    return frozenset([*table, *armed])


@lru_cache(maxsize=65536)
def _key(word: str) -> str:
    return gazetteer.fold_place(word)


def _spoken(speakers: Iterable[str]) -> set[str]:
    """Return the words of speakers' names: who is quoted tells the beat of a paper, not the event."""
    return {w for s in speakers for w in re.findall(r"\w+", s.casefold())}


@lru_cache(maxsize=16)
def _capitals(text: str) -> list[str]:
    """Return the capitalised words of a text, those in a row together: its names and its full names ask."""
    return _CAPITAL.findall(text)


@lru_cache(maxsize=16)
def _small(text: str) -> set[str]:
    """Return the longer lower-case words of a text: what tells its names from its words, and its words themselves."""
    return {w for w in _WORD.findall(text) if w.islower()}


def names(text: str, speakers: Iterable[str] = ()) -> set[str]:
    """Return the folded capitalised words of a text that are not also written small in it, and are no common title or actor."""
    small = _small(text)
    out = set()
    spoken = _spoken(speakers)
    for name in _capitals(text):
        for w in re.split(r"[\s-]+", name):
            low = unlisted.bare(w).casefold()
            if len(low) > 3 and low not in small and low not in spoken and low not in _common():
                out.add(_key(low))
    return out - {""}


def full_names(text: str, speakers: Iterable[str] = ()) -> set[str]:
    """Return folded pairs of neighbouring capitalised words: people, streets, schools ("senquez jackson", "coastland center")."""
    out = set()
    none = _common() | _spoken(speakers)
    for name in _capitals(text):
        if len(words := name.split()) > 1:
            for a, b in pairwise([unlisted.bare(w).casefold() for w in words]):
                if a not in none and b not in none and len(a) > 2 and len(b) > 2:
                    out.add(f"{_key(a)} {_key(b)}")
    return out


def words(text: str) -> set[str]:
    """Return the longer lower-case words of a text, cut to their stem's first six letters."""
    return {w[:6] for w in _small(text) - _common()}


def stems(text: str) -> set[str]:
    """Return the longer words of a headline, cut to their first six letters and folded: a headline writes most words with a capital."""
    return {w.casefold()[:6] for w in _WORD.findall(text) if w.casefold() not in _common()}


@cache
def _small_numbers() -> dict[str, str]:
    """Return the words for numbers below twenty, with the figures."""
    words = cues.load("quantities")["words"]
    return {w: str(i) for i, w in enumerate([*words["units"], *words["teens"]], 1)}


@cache
def _old() -> re.Pattern[str]:
    return re.compile(rf"\b(\d{{1,2}}|{'|'.join(_small_numbers())})[- ](?:year|month)s?[- ]olds?\b")


_AGE = re.compile(r", (?<=[a-z], )(\d{1,2})(?=[,.;])|age(?<=\bage)d? (\d{1,2})\b")


def ages(text: str) -> set[str]:
    """Return the ages that a text gives people: with two or three of them alike, two reports hardly tell of different victims."""
    found = {m[1] for m in _old().finditer(text)} if "old" in text else set()
    found.update(m[1] or m[2] for m in _AGE.finditer(text))
    return {_small_numbers().get(a, a) for a in found}


@cache
def _follow() -> patterns.Words:
    return patterns.Words(cues.load("relations")["followup"]["words"])


def within_days(event: Event, days: int) -> bool:
    """Return whether the window of an event is known and no longer than `days`."""
    start, end = day(event.start), day(event.end)
    return start is not None and end is not None and (end - start).days <= days


def reach_back(event: Event, text: str, stands: int) -> str | None:
    """Return the first day on which the event may have been: its own, the days earlier that it `stands`, or years where the report follows
    up an old case."""
    start = day(event.start)
    if start is None or not event.main:
        return event.start
    back = BACK if _follow().search(text) else stands
    return (start - timedelta(days=back)).isoformat() if back else event.start


def stands(report: Report, event: Event, claim: Claim) -> int:
    """Return how many days old the act may be that a claim tells of: some weeks where one more was found or missed since, or, of an act
    without a day, where a toll moved, or people are missing or out of their homes until that ends; more where the toll was lowered."""
    if claim.kind != "casualties":
        return 0
    start, end = day(event.start), day(event.end)
    undated = start is not None and end is not None and end == times.anchor(report) and (end - start).days == moments.UNDATED
    if undated and _later()[2].search(sentence(report, claim)):
        return moments.CORRECTED
    stood = undated and (claim.measure in moments.LASTING or moved(sentence(report, claim)))
    return moments.STANDING if claim.scope == "added" or stood else 0


def moved(text: str) -> bool:
    """Return whether a sentence says that a toll moved, or where it stands."""
    return _later()[0].search(text) is not None


def on_top(report: Report, claim: Claim) -> bool:
    """Return whether a claim says that it is on top of those counted before: "two more bodies, adding to those found on Monday"."""
    return claim.kind == "casualties" and claim.scope == "added" and _later()[1].search(sentence(report, claim)) is not None


@cache
def _later() -> tuple[patterns.Words, patterns.Words, patterns.Words]:
    """Return the words of a toll that moved, those of what is added to one told before, and those of a toll that was lowered."""
    table = cues.load("times")["as_of"]
    return tuple(patterns.Words(w) for w in (table["moved"], cues.load("relations")["followup"]["on_top"], table["lowered"]))  # type: ignore[return-value]
