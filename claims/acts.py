"""Whether two readings name another act or another place, though their events were taken for one."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import TYPE_CHECKING

from claims import cues, intervals, sides, wording

if TYPE_CHECKING:
    from claims.relations import Reading


@cache
def kinds(name: str) -> frozenset[str]:
    return frozenset(cues.load("relations")["kinds"][name])


def other_act(a: Reading, b: Reading) -> str:
    """Return in words that the two sentences name other acts or other places, or "".

    The last guard before a conflict: events are grouped report by report, and one sentence may still speak of another raid.
    """
    if a.acts and b.acts and a.acts.isdisjoint(b.acts):
        return f"one tells of {wording.listed(a.acts)}, the other of {wording.listed(b.acts)}"
    if never := never_one(a, b):
        return never
    if sides.never_one(a.side, b.side):
        return "one tells of raids from the air, the other of fire by those who have no planes"
    if not (a.what or b.what) and "sum" in (a.how, b.how) and a.kind == b.kind == "casualties":
        return "neither tells of an act, and people are told of one by one"
    for x, y in zip(map(dict, a.spots[:2]), map(dict, b.spots[:2]), strict=True):
        if x and y:
            return named_apart(x, y)
    if (
        a.site
        and b.site
        and not one_name(a.site[0], b.site[0])
        and a.named
        and b.named
        and a.site[0] not in b.named
        and b.site[0] not in a.named
    ):
        return f"one names {a.site[1]}, the other {b.site[1]}"
    return ""


def never_one(a: Reading, b: Reading) -> str:
    """Return in words that the two events are of kinds that nobody takes one for the other, or ""."""
    for sort in sorted({s for s, _ in a.ground.called} & {s for s, _ in b.ground.called}):
        if {n for n in a.ground.called if n[0] == sort}.isdisjoint(b.ground.called):
            return f"they tell of two {sort}"
    x, y = sorted(a.ground.craft), sorted(b.ground.craft)
    if a.what == b.what == "crash" and x and y and a.ground.craft.isdisjoint(b.ground.craft):
        return f"one tells of {wording.listed(x)}, the other of {wording.listed(y)}"
    if frozenset((a.what, b.what)) in two_kinds("never"):
        return f"one tells of {wording.one(a.what)}, the other of {wording.one(b.what)}"
    return ""


@cache
def two_kinds(name: str) -> frozenset[frozenset[str]]:
    """Return the pairs of kinds of event that are two events wherever they are told ("never"), or where neither report tells of both ("hardly")."""
    table = cues.load("relations")["kinds"]
    rows = [*table["never"], *(table["hardly"] if name == "hardly" else [])]
    return frozenset(frozenset((x, y)) for one, two in rows for x in one for y in two)


def two_salvos(a: Reading, b: Reading) -> str:
    """Return in words that one tells of a further salvo that the other's smaller count, or that of a first one, cannot hold, or ""."""
    for one, two in ((a, b), (b, a)):
        if "next blow" not in one.spread - two.spread or a.kind != "munitions":
            continue
        x, y = intervals.stated(one.quantity), intervals.stated(two.quantity)
        if "first blow" in two.spread or (x is not None and y is not None and x > y):
            return "one tells of a further salvo"
    return ""


def one_salvo(small: Reading, big: Reading) -> str:
    """Return in words that `small` counts one salvo of several, and `big` more of that day, or ""."""
    x, y = intervals.stated(small.quantity), intervals.stated(big.quantity)
    one = bool({"next blow", "first blow"} & small.spread) and not {"next blow", "first blow"} & big.spread
    return f"{wording.name(small)} counts one salvo of several" if small.kind == "munitions" and one and x and y and x < y else ""


def named_apart(x: Mapping[str, str], y: Mapping[str, str]) -> str:
    """Return in words that two sentences name places (key: name), none of them in common; "" where one is."""
    if any(one_name(m, n) for m in x for n in y):
        return ""
    return f"one names {wording.listed(x.values())}, the other {wording.listed(y.values())}"


def one_name(a: str, b: str) -> bool:
    """Return whether two keys of places are one, or one holds the other's words: "the outskirts of Kfar Dunin" may be read as Dunin."""
    x, y = set(a.split()), set(b.split())
    return x <= y or y <= x
