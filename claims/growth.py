"""How tolls grow: when another voice's higher figure is news, and what running totals of years are worth.

Pure: looks at the days, the scopes and the figures of two readings.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from claims import cues, intervals
from claims.acts import kinds
from claims.moments import day, gap_days

if TYPE_CHECKING:
    from claims.relations import Reading

EARLY = 3  # days after an event within which a figure is an early one
DISPUTED = 3  # days by which the dead of an attack, whom its parties dispute, must be told later to be news
SETTLED = 14  # days after which the toll of one event is as good as settled


def overtaken(low: Reading, high: Reading) -> bool:
    """Return whether so much time passed that another speaker's higher figure is news and no second opinion.

    The dead of an attack are counted by its parties, so a day or two make no news of the other's figure. Nobody disputes those whom a
    disaster or an accident killed, and the hurt and the missing are still being counted: there the next day's figure is a later one.
    A running total of a long war never is (different bodies count it by different rules), nor is what is told once tolls have settled.
    """
    end, told = day(low.end), day(low.moment)
    early = not (end and told) or (told - end).days < EARLY
    taken = low.measure == "captured" and not {low.subject, high.subject} & {"soldiers", "militants"}  # families come forward
    grows = (
        taken
        or low.measure in cues.load("relations")["still_counted"]["measures"]
        or bool({low.what, high.what} & kinds("undisputed"))
    )
    return early and (1 if grows else DISPUTED) <= gap_days(low, high) <= SETTLED and "cumulative" not in (low.scope, high.scope)


TELLING = 1000  # a figure that two counts hardly share by chance
TOGETHER = 14  # days within which two running totals are told of one time
ROUNDED = 0.1  # share of the larger figure by which running totals may differ and still be one count, told in round figures


def running(a: Reading, b: Reading) -> bool:
    """Return whether both are running totals of years, by a figure.

    Such totals are kept by bodies that count from month to month, and told rounded down: "more than 280,000" is a figure there
    and no open bound, so it does not leave room for 470,000.
    """
    return all(r.scope == "cumulative" and (intervals.stated(r.quantity) or 0) >= 1000 and _of_years(r) for r in (a, b)) and (
        not (day(a.start) and day(b.start)) or abs((day(a.start) - day(b.start)).days) <= 366  # type: ignore[operator]
    )


def _of_years(r: Reading) -> bool:
    start, told = day(r.start), day(r.moment) or day(r.end)
    return (told - start).days > 365 if start and told else r.what == "war"


LEAP = 5  # times its own mean pace by which a running total may grow and still be one count going on


def leap(low: Reading, high: Reading) -> bool:
    """Return whether a running total of years grew faster than it ever did: then another body counts, by another rule."""
    start, p, q = day(low.start) or day(high.start), day(low.moment), day(high.moment)
    if "cumulative" not in (low.scope, high.scope) or not (start and p and q) or (p - start).days <= 365:
        return False
    x, y = intervals.stated(low.quantity), intervals.stated(high.quantity)
    return x is not None and y is not None and y - x > LEAP * x / (p - start).days * ((q - p).days + 30)
