"""The words in which figures, speakers, times and questions are told to a reader."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from claims.relations import Reading


def listed(words: Iterable[str]) -> str:
    """Return "a", "a and b", "a, b and c", sorted."""
    known = sorted(words)
    return " and ".join([", ".join(known[:-1]), known[-1]] if len(known) > 1 else known)


def number(n: int, noun: str) -> str:
    """Return how many: "1 report", "2 reports", "1,250 claims"."""
    return f"{n:,} {noun}{'' if n == 1 else 's'}"


def one(what: str) -> str:
    """Return a kind of event with its article: "an earthquake", "shelling"."""
    article = "" if what in ("shelling", "rocket fire", "barrel bombs", "war") else "an " if what[:1] in "aeiou" else "a "
    return f"{article}{what}"


@lru_cache(maxsize=4096)
def plain(text: str) -> str:
    """Return lower-case words only, apostrophes and punctuation gone."""
    return " ".join(re.findall(r"[^\W_]+", re.sub(r"[’']s?\b", "", text.lower())))


TITLE = 48  # characters of a headline that name a report


def name(r: Reading) -> str:
    """Return how a reading's report is named: by its outlet, else by its headline, else by its id."""
    title = r.title if len(r.title) <= TITLE else r.title[:TITLE].rsplit(" ", 1)[0] + " …"
    return r.source or (f"“{title}”" if title else r.report)


def speaker(r: Reading) -> str:
    return r.said_by[0] if r.said_by else "the report itself"


def speakers(a: Reading, b: Reading) -> str:
    return f"{speaker(a)} and {speaker(b)}"


@lru_cache(maxsize=4096)
def spoken(day: str | None) -> str:
    """Return an ISO date or date-time as "4 April 2017" or "4 April 2017, 10:30"."""
    if not day:
        return ""
    try:
        d = date.fromisoformat(day[:10])
    except ValueError:
        return day
    clock = f", {day[11:16]}" if len(day) >= 16 and day[11:16] != "00:00" else ""
    return f"{d.day} {d:%B} {d.year}{clock}"


def dates(start: str | None, end: str | None) -> str:
    """Return a window in words: one day, a whole month or year, or from when to when."""
    if start and end:
        if start == end:
            return spoken(start)
        a, b = date.fromisoformat(start[:10]), date.fromisoformat(end[:10])
        if (a.month, a.day, b.month, b.day) == (1, 1, 12, 31):
            return str(a.year) if a.year == b.year else f"{a.year} to {b.year}"
        if a.day == 1 and a.month == b.month and a.year == b.year and b.day >= 28:
            return f"{a:%B} {a.year}"
        return f"{spoken(start)} to {spoken(end)}"
    return f"from {spoken(start)} on" if start else f"until {spoken(end)}" if end else "an unknown time"


def says(r: Reading) -> str:
    """Return "Herald (4 April 2017, citing police) says at least 12"."""
    about = [spoken(r.moment or r.published)] if r.moment or r.published else []
    if r.said_by:
        about.append("citing " + " via ".join(r.said_by))
    inside = f" ({', '.join(about)})" if about else ""
    what = f" {r.subject}" if r.kind == "casualties" and r.subject not in ("", "people") else ""
    extra = f" in {r.place}" if r.place else ""
    return f"{name(r)}{inside} says {'in sum ' if r.how == 'sum' else ''}{r.quantity}{what}{extra}"


_DONE = {
    "killed": "killed", "injured": "injured", "missing": "missing", "captured": "captured", "displaced": "displaced",
    "casualties": "killed or injured", "fired": "fired", "intercepted": "intercepted", "landed": "landed", "strikes": "carried out",
}  # fmt: skip


def measured(r: Reading) -> str:
    return f"{r.subject or 'people'} {_DONE.get(r.measure, r.measure)}"
