"""When: the days and hours of readings, and whether the windows of their events can be one."""

from __future__ import annotations

from datetime import date, datetime
from functools import cache
from typing import TYPE_CHECKING

from claims import cues, hours, wording

if TYPE_CHECKING:
    from claims.relations import Reading


@cache
def day(moment: str | None) -> date | None:
    """Return the day of an ISO date or date-time, or None."""
    try:
        return date.fromisoformat(moment[:10]) if moment else None
    except ValueError:
        return None


@cache
def _clock(moment: str | None) -> datetime | None:
    if not moment or len(moment) <= 10:
        return None
    try:
        return datetime.fromisoformat(moment.replace("Z", "+00:00")).replace(tzinfo=None)
    except ValueError:
        return None


def later(a: Reading, b: Reading) -> bool:
    """Return whether b speaks of a clearly later moment than a: another day, or two hours where both give the hour."""
    if a.hour is not None and b.hour is not None and day(a.moment) == day(b.moment):
        return b.hour - a.hour >= 2
    x, y = _clock(a.moment), _clock(b.moment)
    if x and y:
        return (y - x).total_seconds() >= 7200
    p, q = day(a.moment), day(b.moment)
    return bool(p and q and q > p)


AFTERNOON = 15  # hour up to which a figure is one of a day that goes on


def before_its_day_ended(a: Reading, b: Reading) -> bool:
    """Return whether a's figure is one "by noon", and b's, of the same day, of no hour or of a later one; or a's one of some hour of the
    event's own day, and b's of another day."""
    if a.hour is None or day(a.moment) != day(b.moment):
        return a.hour is not None and a.as_of is not None and day(a.as_of) == day(a.end) and later(a, b)
    return a.hour <= AFTERNOON if b.hour is None else b.hour - a.hour >= 2


GROWING = 4  # hours by which a figure of the event's own day must be told later to be news


def hours_on(a: Reading, b: Reading) -> bool:
    """Return whether a was published on the event's own day, and b hours later that day: bodies are still being found then."""
    x, y = _clock(a.moment), _clock(b.moment)
    if not (x and y) or x.date() != y.date() or x.date() not in (day(a.end), day(b.end)):
        return False
    return (y - x).total_seconds() >= GROWING * 3600


def days_apart(a: Reading, b: Reading) -> str:
    """Return in words that the events' windows are precise and miss each other by more than a day (a night may carry two dates)."""
    a0, a1, b0, b1 = day(a.start), day(a.end), day(b.start), day(b.end)
    if not (a0 and a1 and b0 and b1) or (a1 - a0).days > 3 or (b1 - b0).days > 3:
        return ""
    if ((b0 - a1).days > 1 or (a0 - b1).days > 1) and not (_stood(a, b) or _stood(b, a)):
        return f"one speaks of {wording.dates(a.start, a.end)}, the other of {wording.dates(b.start, b.end)}"
    return ""


def _stood(a: Reading, b: Reading) -> bool:
    """Return whether b, which has no day of its own, tells where a toll stands some days after a's event: "has climbed to 62,000"."""
    end, start = day(a.end), day(b.start)
    moved = b.measure in LASTING or bool(b.moves & {"up", "down"})
    most = CORRECTED if "down" in b.moves else STANDING
    return moved and undated(b) and end is not None and start is not None and 0 < (start - end).days <= most


def hours_apart(a: Reading, b: Reading) -> str:
    """Return in words that the sentences name hours of one day at which it happened, too far apart for one event."""
    if a.struck is None or b.struck is None or abs(a.struck - b.struck) < hours.APART or not a.start == a.end == b.start == b.end:
        return ""
    return "on that day, they tell of other hours"


def two_days(a: Reading, b: Reading) -> bool:
    """Return whether the two events are each on one named day, or in one night, and not on the same."""
    a0, a1, b0, b1 = day(a.start), day(a.end), day(b.start), day(b.end)
    if not (a0 and a1 and b0 and b1) or max((a1 - a0).days, (b1 - b0).days) > 1:
        return False
    return a0 != b0 if a0 == a1 and b0 == b1 else a1 < b0 or b1 < a0


def partly_meet(a: Reading, b: Reading) -> bool:
    """Return whether the events' windows are known and neither lies within the other."""
    a0, a1, b0, b1 = day(a.start), day(a.end), day(b.start), day(b.end)
    if not (a0 and a1 and b0 and b1):
        return False
    return not (a0 <= b0 <= b1 <= a1 or b0 <= a0 <= a1 <= b1)


LONG = 2  # days from the first to the last of a stretch that is no single blow or battle


def some_days(small: Reading, big: Reading) -> str:
    """Return in words that `big` is counted over several days and `small` over some of them, at most half, or "".

    Whoever counts the dead of two or three days of fighting may mean what another dates to one of them; what begins anew each day is
    counted to the hour. A blow that began the stretch ("since Monday's quake") is no part of it, and neither is an event that nothing dates.
    """
    a0, a1, b0, b1 = day(small.start), day(small.end), day(big.start), day(big.end)
    if (
        not big.stretch
        or big.how == "sum"
        or big.scope == "part"
        or not (a0 and a1 and b0 and b1)
        or undated(small)
        or "added" in (small.scope, big.scope)
    ):
        return ""
    flows = small.measure in cues.load("relations")["flows"]["measures"]
    if later(small, big) and (small.measure in LASTING or (of_its_day(small) and "up" in big.moves)):
        return ""  # who was out of home on Monday is among those who are on Thursday; "300 by noon on Saturday", and 550 since Friday
    if (b1 - b0).days >= (1 if flows else LONG) and b0 < a0 and a1 <= b1 and 2 * ((a1 - a0).days + 1) <= (b1 - b0).days + 1:
        return f"{wording.name(small)} counts over some of the days that {wording.name(big)} counts over"
    return ""


STANDING = 21  # days after an act in which a report may tell where its toll stands
CORRECTED = 60  # ... or that it was lowered: tests of remains and lists compared take weeks
LASTING = ("displaced", "missing")  # measures of how things stand until they end
UNDATED = 2  # days before a report's in which an event that it does not date is taken to lie (claims.events)


def undated(r: Reading) -> bool:
    """Return whether a reading's event has no other date than the days before its report."""
    start, end = day(r.start), day(r.end)
    return start is not None and end is not None and (end - start).days == UNDATED and end in (day(r.moment), day(r.published))


def of_its_day(r: Reading) -> bool:
    """Return whether a figure is one up to some hour of the day that its event is dated to: "300 by noon on Saturday"."""
    return (r.as_of is not None or r.hour is not None) and day(r.start) == day(r.end) == (day(r.as_of) or day(r.moment))


def night_into(a: Reading, b: Reading) -> bool:
    """Return whether `a` is dated to the night into the day that `b` is dated to ("overnight into Wednesday", "on Wednesday"), or from the day to
    whose night `b` is ("on Tuesday night")."""
    a0, a1, b0, b1 = day(a.start), day(a.end), day(b.start), day(b.end)
    if a0 is None or a1 is None or (a1 - a0).days != 1 or b0 != b1:
        return False
    return (a1 == b0 and "overnight" in a.spread) or (a0 == b0 and b.struck is not None and b.struck >= NIGHT)


NIGHT = 20  # hour from which it is night


def holds(a: Reading, b: Reading) -> bool:
    """Return whether the window of b's event is known and lies within that of a's."""
    a0, a1, b0, b1 = day(a.start), day(a.end), day(b.start), day(b.end)
    return bool(a0 and a1 and b0 and b1) and a0 <= b0 and b1 <= a1  # type: ignore[operator]


def gap_days(a: Reading, b: Reading) -> int:
    p, q = day(a.moment), day(b.moment)
    return (q - p).days if p and q else 0
