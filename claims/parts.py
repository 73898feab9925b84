"""Which of two counts is of a part of what the other counts: a class of people, one place, some of the days, one blow.

Pure: looks at two readings (`relations.Reading`).
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from claims import acts, cues, growth, intervals, lands, moments, wording
from claims.intervals import close, meet
from claims.moments import day, later, partly_meet
from claims.records import Quantity

if TYPE_CHECKING:
    from claims.relations import Reading

ONE = Quantity(1, 1)


@cache
def flows() -> frozenset[str]:
    return frozenset(cues.load("relations")["flows"]["measures"])


@cache
def wider(subject: str) -> tuple[str, ...]:
    """Return the classes that hold a class of victims, nearest first."""
    table = cues.load("relations")["within"]
    s = subject.lower()
    if s in ("", "people"):
        return ()
    return tuple(table.get(s) or table.get(s.rstrip("s") + "s") or ["people"])


def holds(small: Quantity, big: Quantity) -> bool:
    """Return whether a range with two ends, which is no count of some, holds the one figure of the other: "between 15 and 20 farmers", "18
    people"."""
    return None not in (small.low, small.high) and small.low != small.high and big.low == big.high and meet(small, big)


def of_one_of_many(a: Reading, b: Reading) -> bool:
    """Return whether one of two counts in one place of a land, or on some of the days, that the other counts in all."""
    return any(
        lands.part_of(x, y) or moments.some_days(x, y) or acts.one_salvo(x, y) or _one_sort(x, y) for x, y in ((a, b), (b, a))
    )


def _one_sort(small: Reading, big: Reading) -> bool:
    """Return whether `small` counts one sort of munition ("six ballistic missiles") and `big` more of any sort ("18 missiles")."""
    low, high = intervals.stated(small.quantity), intervals.stated(big.quantity)
    sorted_ = small.kind == "munitions" and bool(small.narrow) and not big.narrow
    return sorted_ and small.subject == big.subject and low is not None and high is not None and low < high


def class_in_all(small: Reading, big: Reading) -> bool:
    """Return whether `big` says that it counts people of all classes ("27 people in all"), and `small` some: what they come to is no matter of
    words then."""
    all_ = "in all" in big.spread and big.subject in ("", "people") and not big.narrow and a_whole(big)
    return all_ and (bool(small.narrow) or small.subject in cues.load("relations")["within"])


def leaves_out(small: Reading, big: Reading) -> bool:
    """Return whether, of one day, `small` counts people of a sort that leaves others out ("12 children", "nine nurses", "22 Germans") and `big`
    people at large: no such figure can be the larger, while "16 civilians" and "11 people" are two words for all."""
    if small.kind != "casualties" or not day(small.moment) or day(small.moment) != day(big.moment) or "early" in big.moves:
        return False
    if not big.quantity.low:
        return False  # "nobody was killed" is no whole that four workers are too many for
    some = bool(small.narrow or small.subject not in cues.load("relations")["at_large"]["classes"])
    whole = small.scope == big.scope == "total" and big.subject in ("", "people") and not (big.narrow or big.place)
    return some and whole and not partly_meet(small, big) and (small.measure not in flows() or same_window(small, big))


def wordy(a: Reading, b: Reading) -> bool:
    return intervals.is_vague(a.quantity) or intervals.is_vague(b.quantity)


def narrower(small: Reading, big: Reading) -> str:
    """Return why `small` counts a part of what `big` counts, or ""."""
    if small.quantity == ONE != big.quantity and small.scope == "part" and big.scope != "added":
        return f"{wording.name(small)} tells of one of them"
    if small.place and not big.place:
        return f"the figure of {wording.name(small)} is for {small.place} alone"
    if not close(small.quantity, big.quantity) and (found := lands.part_of(small, big)):
        return found
    if not close(small.quantity, big.quantity) and (found := moments.some_days(small, big) or acts.one_salvo(small, big)):
        return found
    alike = small.scope == big.scope == "total" and _one_trade(small, big)
    if (big.subject or "people") in wider(small.subject) and not alike:
        return f"{small.subject} are part of {big.subject or 'people'}"
    if (
        small.narrow
        and not alike
        and small.narrow != big.narrow
        and a_whole(big)
        and (small.subject == big.subject or small.subject == "people")
    ):
        return f"{small.narrow} are some of the {big.subject or 'people'}"
    if small.subject == big.subject:
        # A class names its own part ("15 children" of any toll), so only people at large can be a part of people.
        if (
            small.scope == "part"
            and small.quantity != big.quantity
            and ((small.subject or "people") == "people" or small.inferred or small.kind == "munitions")
            and big.scope in ("total", "cumulative")
        ):
            return f"{wording.name(small)} gives a part"
        # so large a figure is no chance, and eight missing since last month are those who went missing then
        telling = (small.quantity.low or 0) >= growth.TELLING or (small.measure in moments.LASTING and small.quantity != ONE)
        same = small.quantity == big.quantity and telling
        if (
            big.scope == "cumulative"
            and small.scope == "total"
            and not same
            and not same_window(small, big)
            and not _one_start(small, big)
            and not _still_running(small, big)
        ):
            return f"{wording.name(big)} counts a longer time"
    return ""


def _one_trade(a: Reading, b: Reading) -> bool:
    """Return whether two nouns name the same people: a crew and sailors, pupils and schoolgirls, and girls where they were taken."""
    table = cues.load("relations")["narrow"]
    groups = [*table["alike"], *([table["taken"]] if a.measure == "captured" else [])]
    return a.trade != b.trade and any(a.trade in g and b.trade in g for g in groups)


def a_whole(r: Reading) -> bool:
    return r.scope in ("total", "cumulative")


def _one_start(a: Reading, b: Reading) -> bool:
    """Return whether what is still being counted began on one day: "displaced since fighting resumed on Monday", "by Monday's clashes"."""
    still = a.measure in cues.load("relations")["still_counted"]["measures"]
    return still and a.start is not None and a.start == b.start and a.end == a.start and day(a.moment) == day(b.moment)


RUNNING = 4  # days in which a count that goes on is told anew


def _still_running(early: Reading, late: Reading) -> bool:
    """Return whether a count up to some hour ("300 fired by Wednesday evening"), of no day of its own, goes on in the other's, which counts
    since it all began: "has risen to 550 since the fighting began"."""
    begun, end, start = day(late.start), day(late.end), day(early.start)
    return (
        (early.as_of is not None or early.hour is not None)
        and (moments.undated(early) or moments.of_its_day(early))
        and later(early, late)
        and start is not None
        and end is not None
        and (end - start).days <= RUNNING + moments.UNDATED
        and (begun is None or abs((begun - start).days) <= RUNNING)
        and (intervals.compare(early.quantity, late.quantity) or 0) > 0
    )


def same_window(a: Reading, b: Reading) -> bool:
    """Return whether two events are dated alike: to the same days, or one only to the days before its report, of the same day as the other."""
    if a.start and a.start == b.start and a.end == b.end:
        return True
    if any(moments.night_into(x, y) for x, y in ((a, b), (b, a))):
        return True
    return day(a.moment) == day(b.moment) and any(moments.undated(x) and moments.holds(x, y) for x, y in ((a, b), (b, a)))
