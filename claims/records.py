"""The records that the rooms pass to each other. Small, frozen, and all in one place."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field, replace
from typing import Any

FORMAT = 1  # version of the output format in docs/format.md


@dataclass(frozen=True, slots=True)
class Report:
    """One article as it was given. `published` is an ISO date or date-time, or None when not known.

    `body` holds the (start, end) character ranges of `text` that are article text; None: not looked for yet. Offsets of
    claims always refer to `text` (or `title`) as given.
    """

    id: str
    text: str
    source: str = ""
    published: str | None = None
    title: str = ""
    url: str = ""
    language: str = "en"
    body: tuple[tuple[int, int], ...] | None = None


@dataclass(frozen=True, slots=True)
class Quantity:
    """What a count says: [low, high], either end open (None). `vague` keeps the word of "dozens", which has no ends."""

    low: int | None = None
    high: int | None = None
    approximate: bool = False
    vague: str | None = None

    def __str__(self) -> str:
        about = "about " if self.approximate else ""
        if self.low is None and self.high is None:
            return self.vague or "unknown"
        if self.low == self.high:
            return f"{about}{self.low:,}"
        if self.high is None and self.low is not None and self.low > 200 and self.low % 100 == 1:
            return f"more than {about}{self.low - 1:,}"  # reads as it was said: nobody counts "at least 470,001"
        if self.high is None:
            return f"at least {about}{self.low:,}"
        if self.low is None:
            return f"up to {about}{self.high:,}"
        return f"{about}{self.low:,} to {self.high:,}"


@dataclass(frozen=True, slots=True)
class Event:
    """What, where and when a claim is about, as one report tells it.

    `id` is unique in a run ("REPORT#e0"). `start` and `end` are ISO dates, inclusive, or None when the report leaves
    them open ("a weekday stays a weekday" without a publication date). `what` is a class of
    cues/events.toml ("air strike", "bombing", "shooting", ...). `where` is the place as the report says it, most
    precise first ("Khan Sheikhun, Idlib, Syria"); `place_id` the gazetteer's id of the most precise place known.
    """

    id: str
    what: str = ""
    where: str = ""
    place_id: str | None = None
    start: str | None = None
    end: str | None = None
    main: bool = False
    actors: tuple[str, ...] = ()
    # Facts for matching that the output format does not carry:
    places: tuple[str, ...] = ()  # folded names of all places that hold it, most precise first
    victims: tuple[str, ...] = ()  # folded names of named victims
    terms: tuple[str, ...] = ()  # content lemmas around it (weapon, target: "market", "bus", "school"), sorted
    text: str = ""  # the sentence that describes it best
    apart: tuple[str, ...] = ()  # ids of the report's other events that its own words tell apart from this one
    side: str = ""  # whose act it was (`claims.sides`)

    def out(self) -> dict[str, Any]:
        return {
            "id": self.id,
            "what": self.what,
            "where": self.where,
            "place_id": self.place_id,
            "start": self.start,
            "end": self.end,
            "main": self.main,
        }


@dataclass(frozen=True, slots=True)
class Claim:
    """One statement in one report that answers a question about an event.

    `start` and `end` are character offsets into the report's text (or title, see `within`), so that
    `text[start:end] == quote`. `said_by` is the chain of speakers, innermost first; empty: the report itself says it.
    `subject` is a class of cues/subjects.toml ("people", "civilians", "militants", ...) or the munition noun; `noun` the
    head noun as said. `as_of` is the day (ISO) that a figure speaks of where its sentence gives one (`claims.asof`).
    """

    id: str
    report: str
    kind: str
    measure: str
    quote: str
    start: int
    end: int
    quantity: Quantity = field(default_factory=Quantity)
    subject: str = ""
    noun: str = ""
    actor: str | None = None
    scope: str = "total"
    event: Event = field(default_factory=lambda: Event(""))
    said_by: tuple[str, ...] = ()
    within: str = "text"
    as_of: str | None = None
    place: str = ""  # the place this figure alone is about, where it is narrower than the event's ("three of them in X")
    person: int | None = None  # marks one person, told apart from all others of the report; None for counts
    why: tuple[str, ...] = ()  # what was understood and from which cue, for `rashomon explain`

    def out(self) -> dict[str, Any]:
        """Return the row of claims.jsonl."""
        q = self.quantity
        return {
            "id": self.id,
            "report": self.report,
            "kind": self.kind,
            "measure": self.measure,
            "subject": self.subject,
            "actor": self.actor,
            "low": q.low,
            "high": q.high,
            "approximate": q.approximate,
            "vague": q.vague,
            "scope": self.scope,
            "as_of": self.as_of,
            "event": self.event.out(),
            "said_by": list(self.said_by),
            "quote": self.quote,
            "start": self.start,
            "end": self.end,
            "in": self.within,
        }


@dataclass(frozen=True, slots=True)
class Toll:
    """What one report says, in all, on one measure of one event, by one speaker. `how` is "stated" or "sum"."""

    report: str
    event: Event
    measure: str
    subject: str
    quantity: Quantity
    said_by: tuple[str, ...]
    how: str
    claims: tuple[str, ...]

    def out(self) -> dict[str, Any]:
        q = self.quantity
        return {
            "event": self.event.id,
            "main": self.event.main,
            "measure": self.measure,
            "subject": self.subject,
            "low": q.low,
            "high": q.high,
            "approximate": q.approximate,
            "vague": q.vague,
            "said_by": list(self.said_by),
            "how": self.how,
            "claims": list(self.claims),
        }


@dataclass(frozen=True, slots=True)
class Account:
    """One report's account: its claims, events (main first) and tolls."""

    report: Report
    claims: tuple[Claim, ...] = ()
    events: tuple[Event, ...] = ()
    tolls: tuple[Toll, ...] = ()

    def out(self) -> dict[str, Any]:
        """Return the row of reports.jsonl."""
        main = next((e for e in self.events if e.main), None)
        return {
            "report": self.report.id,
            "source": self.report.source,
            "published": self.report.published,
            "main_event": main.out() if main else None,
            "tolls": [t.out() for t in self.tolls if t.event.main],
            "background": [t.out() for t in self.tolls if not t.event.main],
        }


@dataclass(frozen=True, slots=True)
class Draft:
    """A claim before it has a speaker and an event: what the kind modules return.

    `sentence` is the position in the report's list of parsed sentences; `anchor` the token that holds the figure (or the
    actor), `trigger` the token that gives it its role; both index that sentence's Doc. `start` and `end` are offsets in
    the report's text or title.
    """

    kind: str
    measure: str
    sentence: int
    anchor: int
    trigger: int
    start: int
    end: int
    quantity: Quantity = field(default_factory=Quantity)
    subject: str = ""
    noun: str = ""
    actor: str | None = None
    scope: str = "total"
    place: str = ""
    victim: str = ""  # folded name of a named victim
    person: int | None = None  # marks one person, told apart from all others of the report; None for counts
    said_by: tuple[str, ...] | None = None  # set only where the kind knows better than attribution (a claimer, a denier)
    why: tuple[str, ...] = ()

    def but(self, **changes: Any) -> Draft:
        return replace(self, **changes)


def content_id(*parts: object, length: int = 16) -> str:
    """Return a stable id made of the content of `parts`."""
    return hashlib.sha256("\x1f".join(map(str, parts)).encode()).hexdigest()[:length]
