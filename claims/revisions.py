"""Whether the later of two figures moves the toll: an update (up) or a correction (down), by the moments, the words and the voices.

Pure: looks at two readings and at what their line-up knows of them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from claims import growth, intervals, moments, voices, wording
from claims.moments import day, later

if TYPE_CHECKING:
    from claims.relations import Context, Reading

_LEFT = ("captured", "displaced")  # of whom some are freed or go home


def moved(a: Reading, b: Reading, context: Context) -> tuple[str, str] | None:
    """Return "update" or "correction" and why, where one of two figures replaces the other; else None."""
    change = intervals.compare(a.quantity, b.quantity)
    if not change:
        return None
    low, high = (a, b) if change > 0 else (b, a)
    fell, rose = _words(low, high), _words(high, low)  # what the words around the lower figure say, and those around the higher
    if later(high, low):  # the later report gives less
        return _lowered(low, high, fell)
    if later(low, high):
        if growth.leap(low, high):
            return None
        if context.both and not {"up", "early"} & (fell | rose):
            return None
        told = {"up", "early", "revised"} & (fell | rose) or moments.before_its_day_ended(low, high)
        news = growth.overtaken(low, high) or moments.hours_on(low, high)
        if context.moving or told or news or voices.between(a, b) != "other":
            return "update", "not a disagreement, the later report updates the toll"
        return None
    if "early" in fell or {"up", "revised"} & rose or moments.before_its_day_ended(low, high):
        return "update", "the words around the figures say that the toll rose"
    if {"down", "revised"} & fell:
        return "correction", "the words around the lower figure say that the toll was lowered"
    one_day = day(a.moment) == day(b.moment) and "up" not in fell  # "has risen to 13" is no figure that 15 replaced
    one_voice = voices.between(a, b) != "other"
    if one_day and (
        (context.moving and one_voice) or (context.raised and (one_voice or abs(change) <= (intervals.stated(low.quantity) or 0)))
    ):
        return "update", "the toll rose on that day, and the two were taken at different hours"
    return None


def _words(r: Reading, other: Reading) -> frozenset[str]:
    """Return what the words around a figure say of its moves. A count called final revises one of an earlier day; another of its own day may
    be called so, too, and then both are of one moment."""
    if "final" not in r.moves:
        return r.moves
    if later(other, r):
        return r.moves | {"revised"}
    return r.moves - {"revised", "up", "down"} if "final" in other.moves else r.moves


def _lowered(low: Reading, high: Reading, fell: frozenset[str]) -> tuple[str, str] | None:
    """Return what a lower figure is that is told later than a higher one."""
    if "early" in fell:
        return "update", f"{wording.name(low)} gives the lower figure as an earlier one"
    if low.measure == "missing" or ("left" in fell and low.measure in _LEFT):
        if "left" in fell and "safe" not in fell:
            return "update", "not a disagreement, the later report tells how many are left"
        return "correction", "not a disagreement, fewer are missing as people are found"
    if {"down", "revised"} & fell:
        return "correction", "the later report says that the toll was lowered"
    if voices.between(low, high) == "same":
        return "correction", f"{wording.speaker(low)} later gives less"
    return None
