"""What one report counts within its own whole toll: parts that no other report answers, and the attackers among the dead."""

from __future__ import annotations

from collections.abc import Sequence, Set

from claims import assailants
from claims.parts import ONE, a_whole
from claims.records import Claim
from claims.relations import Reading


def without_lone_parts(readings: list[Reading], subject: str) -> list[Reading]:
    """Return the readings of a toll of `subject` without the parts ("three of them in critical condition") that one report alone gives,
    beside a whole of its own: its whole speaks for them.
    """
    readings = [r for r in readings if not _unanswered(r, readings) and not _lone_sum(r, readings)]
    if len({r.report for r in readings if r.scope == "part"}) != 1 or len({r.report for r in readings}) == 1:
        return readings
    wholes = [(r.report, r.quantity.low or 0) for r in readings if a_whole(r)]
    if subject != "people":  # "his wife" beside "three women"; a part of more in its own class is news
        lone = all(r.inferred and r.quantity == ONE for r in readings if r.scope == "part")
        return [r for r in readings if r.scope != "part"] if lone else readings

    def within(r: Reading) -> bool:
        high = r.quantity.high
        if r.quantity.vague and r.quantity.low is high is None:  # "many of them in their twenties"
            high = 0
        inside = r.scope == "part" and high is not None and any(report == r.report and low > high for report, low in wholes)
        return inside and not any(o.report != r.report and o.quantity == r.quantity for o in readings)

    return [r for r in readings if not within(r)]


def _unanswered(r: Reading, readings: Sequence[Reading]) -> bool:
    """Return whether a part is one kind of several that its report tells apart ("four officers and two soldiers"), of which another report
    gives another one."""
    if r.scope != "part" or not r.narrow or any(o.report != r.report and o.quantity == r.quantity for o in readings):
        return False
    beside = [o for o in readings if o.report == r.report and o.scope == "part" and o.narrow not in ("", r.narrow)]
    return any(o.quantity == p.quantity and p.report != r.report for o in beside for p in readings)


def _lone_sum(r: Reading, readings: Sequence[Reading]) -> bool:
    """Return whether a figure of a longer time ("taking to 19 the number killed this year") stands beside its report's own one of the event, and
    no other report tells of such a time."""
    if r.scope != "cumulative":
        return False
    own = any(o.report == r.report and o.scope == "total" for o in readings)
    return own and not any(o.scope == "cumulative" for o in readings if o.report != r.report)


def one_among_others(readings: Sequence[Reading], single: Set[str], claims: Sequence[Claim]) -> list[Reading]:
    """Return the readings of one class ("women") with a single person of it as a part, where the report tells of others beside her:
    "his wife and two stepsons" counts no women in all.
    """
    several = len(single) > 1 or any(c.scope in ("total", "part") and c.quantity != ONE for c in claims)
    return [
        r.but(scope="part", inferred=True)
        if several and r.scope == "total" and r.quantity == ONE and set(r.claims) <= single
        else r
        for r in readings
    ]


def with_attackers(readings: Sequence[Reading], claims: Sequence[Claim]) -> list[Reading]:
    """Return a report's readings of the dead with how many dead attackers its `claims` tell of, and whether its wholes hold them."""
    told = [
        c for c in claims
        if c.measure == "killed" and c.subject in assailants.CLASSES and c.quantity.low and not c.place
    ]  # fmt: skip
    if not told:
        return list(readings)
    most = max(c.quantity.low or 0 for c in told)
    part = any(c.scope == "part" for c in told)
    return [
        r.but(attackers=most, within=part or r.how == "sum") if a_whole(r) and r.subject not in assailants.CLASSES else r
        for r in readings
    ]
