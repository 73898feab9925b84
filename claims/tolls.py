"""How much in all: what a report says on one measure of one event, stated or summed from its parts."""

from __future__ import annotations

from collections.abc import Sequence

from claims.quantities import add
from claims.records import Claim, Event, Quantity, Report, Toll

WHOLE = ("people", "casualties")
COUNTS = ("casualties", "munitions")


def tolls(report: Report, claims: Sequence[Claim], events: Sequence[Event]) -> list[Toll]:
    """Return the report's tolls, the main event's first: one for each event, measure and speaker.

    A stated total is the toll; without one, disjoint parts are added ("two soldiers and three civilians" is five). A part
    is never added to its whole, and a figure counted over a longer time is no toll of one event unless that is the event.
    """
    out: list[Toll] = []
    for event in events:
        mine = [c for c in claims if c.event.id == event.id and c.kind in COUNTS]
        for measure in dict.fromkeys(c.measure for c in mine):
            of = [c for c in mine if c.measure == measure]
            voices = dict.fromkeys(_voice(c) for c in of)
            found = [t for v in voices if (t := _toll(report.id, event, measure, [c for c in of if _voice(c) == v]))]
            out += _without_fragments(found)
    return out


def _voice(c: Claim) -> str:
    return c.said_by[0].casefold() if c.said_by else ""


def _value(q: Quantity) -> int:
    return q.low if q.low is not None else q.high if q.high is not None else 0


def _toll(report: str, event: Event, measure: str, claims: Sequence[Claim]) -> Toll | None:
    stated = [c for c in claims if c.scope in ("total", "cumulative")]
    whole = [c for c in stated if c.subject in WHOLE and not _single(c)]
    if whole or len({c.subject for c in stated}) == 1 and not all(map(_single, stated)):
        best = max(whole or stated, key=lambda c: (_value(c.quantity), -c.start))
        return Toll(report, event, measure, best.subject, best.quantity, best.said_by, "stated", (best.id,))
    parts = _disjoint(stated or [c for c in claims if c.scope in ("part", "added")])
    if not parts:
        return None
    total = parts[0].quantity
    for c in parts[1:]:
        total = add(total, c.quantity)
    subject = parts[0].subject if len(parts) == 1 else "people"
    how = "stated" if len(parts) == 1 else "sum"
    return Toll(report, event, measure, subject, total, parts[0].said_by, how, tuple(c.id for c in parts))


def _single(c: Claim) -> bool:
    return c.quantity.low == c.quantity.high == 1


def _disjoint(claims: Sequence[Claim]) -> list[Claim]:
    """Return the claims that count different people: one for each class, the largest."""
    best: dict[str, Claim] = {}
    for c in claims:
        if c.subject not in best or _value(c.quantity) > _value(best[c.subject].quantity):
            best[c.subject] = c
    return sorted(best.values(), key=lambda c: c.start)


def _without_fragments(found: Sequence[Toll]) -> list[Toll]:
    """Leave out a voice's single victim where another states the whole: "a teacher died, his school said" beside "nine killed"."""
    top = max((_value(t.quantity) for t in found), default=0)
    kept = [t for t in found if not (t.quantity.low == t.quantity.high == 1 and top > 1)]
    return kept or list(found)
