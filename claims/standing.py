"""Which figures of a report stand for its event: not those of other events far below, not parts, not what was said at first."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from claims import cues, patterns
from claims.lists import single, value
from claims.records import Claim, Quantity, Report
from claims.wholes import EARLIER

LEAST = {1: 0, 2: 12, 3: 100}  # what a vague word of each strength is at least (ACLED)
LATER = 1000  # characters below the first victim after which a first figure is of something else
_ORDINAL = re.compile(r"an? (?:[a-z]+ )?(\d+(?:nd|rd|th)|[a-z]+(?:nd|rd|th)) \w", re.IGNORECASE)
_SOME_OF = re.compile(r"[\w-]+ (?:more )?of (?:the|these|those|them|his|her|their|its|whom)\b", re.IGNORECASE)


def about_the_lead(report: Report, claims: Sequence[Claim], every: Sequence[Claim]) -> list[Claim]:
    """Return the claims of one measure without figures that come up far below the one person that the report is about.

    `every` holds those of all measures: beside a large figure for the hurt, one for the dead may come late.

    A report that opens on single victims and has its first figure for many long after goes on to other events: "seven died over the weekend",
    "the school where eight students were shot". A "no one was hurt" below a victim is of another event, too, and what a speaker says of
    "many" is no figure where the report itself tells of persons.
    """
    persons = [c for c in claims if single(c) and c.scope != "part" and not c.quote.casefold().startswith("one of")]
    if not persons:
        return list(claims)
    first = min(_place(c) for c in persons)
    figures = [c for c in claims if not single(c)]
    near = any(_place(c) <= first + LATER for c in figures if c.scope != "part")
    beside = max((_top_known(c.quantity) for c in every if _place(c) <= first + LATER and c.kind == "casualties"), default=0)
    later = {
        c.id for c in claims
        if not near and _place(c) > first + LATER and (not single(c) or c.scope == "part") and value(c.quantity) > beside
    }  # fmt: skip
    zero = {c.id for c in figures if c.quantity.high == 0 and (_place(c) > first or early(report, c))}
    own = any(not p.said_by for p in persons)
    said = {
        c.id for c in figures
        if own and c.said_by and c.quantity.vague and not value(c.quantity) and strength(c.quantity.vague) == 1
    }  # fmt: skip
    return [c for c in claims if c.id not in later | zero | said]


def another_one(claims: Sequence[Claim], most: int) -> Claim | None:
    """Return the claim that one more than the `most` of a stated whole is dead or hurt: "a fifth man, Omar Saleh, was also killed"."""
    for c in claims:
        if single(c) and c.scope != "part" and (m := _ORDINAL.match(c.quote)) and _rank(m[1].lower()) == most + 1:
            return c
    return None


def _rank(word: str) -> int:
    words = cues.load("casualties")["grammar"]["ranks"]
    digits = re.match(r"\d+", word)
    return int(digits[0]) if digits else words.index(word) + 1 if word in words[:10] else 0


def _place(c: Claim) -> int:
    return 0 if c.within == "title" else c.start


def strength(vague: str | None) -> int:
    """Return the rank of a vague word: "hundreds" says more than "dozens", and that more than "several"."""
    word = (vague or "").casefold()
    return next(
        (n for n, ws in ((3, ("thousand", "hundred")), (2, ("dozen", "score", "tens", "large"))) if any(w in word for w in ws)), 1
    )


def _top_known(q: Quantity) -> int:
    """Return the highest figure that a quantity names; of a vague word the least that it means."""
    return max(q.low or 0, q.high or 0, LEAST[strength(q.vague)] if q.vague else 0)


def without_parts(wholes: list[Claim]) -> list[Claim]:
    """Return the wholes without what is said of some of a known group, where a larger figure stands: "two of the pupils"."""
    most = max((value(c.quantity) for c in wholes), default=0)
    every = max((value(c.quantity) for c in wholes if c.quote.casefold().startswith("all ")), default=0)
    wholes = [
        c for c in wholes if c.said_by or not 0 < value(c.quantity) < every
    ]  # "all four victims are stable": two were no whole
    return [c for c in wholes if value(c.quantity) == most or not _SOME_OF.match(c.quote)]


def moved(report: Report, c: Claim) -> bool:
    """Whether the report says that the toll has come to this figure: what it says of its own further down is the toll of before."""
    return any("figure of the toll" in w for w in c.why) and raises(report, c)


def replaced(c: Claim, claims: Sequence[Claim]) -> bool:
    """Whether the same voice says by what a figure was replaced: 45 of "revised the number of wounded from 45 to 38"."""

    def of_before(x: Claim) -> bool:
        return any(line.endswith(EARLIER) for line in x.why)

    return of_before(c) and any(
        x.measure == c.measure and x.said_by == c.said_by and x.scope == "total" and not single(x) and not of_before(x)
        for x in claims
    )


def raises(report: Report, c: Claim) -> bool:
    """Return whether a figure is an upper bound, or the words near it say that the toll rose to it."""
    if c.quantity.low is None:
        return c.quantity.high is not None
    text = report.title if c.within == "title" else report.text
    return _rising().search(text[max(0, c.start - 60) : c.end]) is not None


def early(report: Report, c: Claim) -> bool:
    """Whether a figure is told as an early one: "initial reports", "at first said"."""
    text = report.title if c.within == "title" else report.text
    start = max(text.rfind(". ", 0, c.start), text.rfind("\n", 0, c.start), c.start - 150, 0)
    return _earlier().search(text[start : c.start]) is not None


@cache
def _earlier() -> re.Pattern[str]:
    return re.compile(rf"\b{patterns.any_of(cues.load('relations')['moves']['first'])}\b")


@cache
def _rising() -> re.Pattern[str]:
    return re.compile(rf"\b{patterns.any_of(cues.load('relations')['moves']['up'])}\b")
