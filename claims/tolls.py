"""How much in all: what a report says on one measure of one event, stated or summed from its parts."""

from __future__ import annotations

from collections.abc import Sequence

from claims.records import Claim, Event, Report, Toll


def tolls(report: Report, claims: Sequence[Claim], events: Sequence[Event]) -> list[Toll]:
    """Return the report's tolls, the main event's first."""
    return []
