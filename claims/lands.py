"""Whether a figure is for one place of a land that another figure is for, and whether two are for two places.

Pure: looks at the places of two readings. A town may be no more than a sharper word for where one blow fell ("in northern Mali", "in
a village near Gao"), so a figure for the land is a whole only where it is told of many places.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from claims import cues, nested, wording
from claims.acts import kinds, named_apart, one_name

if TYPE_CHECKING:
    from claims.relations import Reading


def part_of(small: Reading, big: Reading) -> str:
    """Return in words that `small` is counted for one place of the land that `big` is counted for, or ""."""
    all_over = "all over" in big.spread - small.spread and _of_land(small, big)
    if all_over and small.scope == "part" and big.scope in ("total", "cumulative"):
        return f"{wording.name(small)} counts in one place of the land that {wording.name(big)} counts over"
    if small.scope != big.scope and (small.scope, big.scope) != ("total", "cumulative"):
        return ""
    if holds(small, big) and small.site:
        return f"{wording.name(small)} counts in {small.site[1]}, {wording.name(big)} in a land that holds it"
    wide = {small.what, big.what} & kinds("wide")
    if wide and small.site and big.site and small.holder == big.site[0] and small.site[0] not in big.named:
        return f"the figure of {wording.name(small)} is for {small.site[1]} alone"
    inside = small.site and small.holder in big.ground.regions and small.site[0] not in big.ground.regions | big.named
    if wide and inside and small.holder != small.site[0]:  # type: ignore[index]
        return f"the figure of {wording.name(small)} is for {small.site[1]} alone"  # type: ignore[index]
    if nested.inside(small.nest, big.nest) or (wide and nested.within(small.nest, big.nest, big.named)):
        return f"{wording.name(small)} counts in one place of the ground that {wording.name(big)} counts over"
    # "killed 44 in X in total" is a whole of X, unless the other tells of one of two blows there, or this one of "most in X"
    here_too = bool(small.site and big.site and small.site[0] == big.site[0])
    told_of_it = (
        not any(big.spots) and bool(big.places) and big.places[:1] == small.places[:1]
    )  # "40 drones were shot down in all"
    here_too = (here_too or told_of_it) and "one of" not in small.spread and "mostly" not in big.spread
    ground = small.site or (
        "mostly" in big.spread and next(iter(small.spots[2]), None)
    )  # "320 in all, most of them in X province"
    if "in all" in big.spread and "in all" not in small.spread and ground and not here_too:
        return f"{wording.name(small)} counts in {ground[1]}, {wording.name(big)} in all"
    if "in all" in big.spread - small.spread and small.acts and not big.acts and not big.what:
        return f"{wording.name(small)} counts in one {small.what or 'act'}, {wording.name(big)} in all"
    # "ten missiles were fired at the city" against 96 fired at the country
    if small.kind == "munitions" and "local" in small.spread - big.spread and big.spots[3] and not (big.spots[1] or big.spots[2]):
        return f"{wording.name(small)} counts in one place of the land that {wording.name(big)} counts in"
    if why := _of_several(small, big):
        return why
    if "all over" in big.spread - small.spread and -1 < _level(small) < _level(big) and _lands_meet(small, big):
        return f"{wording.name(small)} counts in one place, {wording.name(big)} all over a larger one"
    if _of_land(small, big):  # "40 strikes across Yemen, in Saada and Hodeidah"
        return f"{wording.name(small)} counts in one place of the land that {wording.name(big)} counts over"
    if (wide or "many" in big.spread) and (area := _area(small, big)):
        return f"{wording.name(small)} counts in one {area} of the land that {wording.name(big)} counts in"
    if "several blows" in big.spread - small.spread and "one blow" in small.spread and "one blow" not in big.spread:
        return f"{wording.name(small)} counts in one blow, {wording.name(big)} in several"
    if "in all" in big.spread - small.spread and "local" in small.spread:
        return f"{wording.name(small)} counts in one place, {wording.name(big)} in all"
    if not small.places or not big.places:
        return ""
    nature = {small.what, big.what} & kinds("nature")
    many = (
        big.spread - {"one of", "one blow", "local", "overnight", "next blow", "first blow"}
        or nature
        or (wide and big.site)
        or big.measure in cues.load("relations")["flows"]["measures"]
    )
    if nested.same(small.nest, big.nest):
        return ""
    here, land = small.places[0], big.places[0]
    if many and here != land and land in small.places and here not in big.places and not any(here in dict(s) for s in big.spots):
        return f"{wording.name(small)} counts in one place of the land that {wording.name(big)} counts in"
    return ""


def _of_land(small: Reading, big: Reading) -> bool:
    """Return whether `big` counts over a land in which the place of `small` lies."""
    return bool({k for k, _ in big.nest.over} & {*small.places[1:]} - {*small.places[:1]})


def two_lands(a: Reading, b: Reading) -> str:
    """Return in words that the sentences name towns of two lands, or "": then equal figures are chance ("12 died in Mosul", "in Mogadishu").

    So they are of two villages that no list has, where the sentences name the two lands, or two acts; each village is told by one report alone.
    """
    x, y = dict(a.spots[1]), dict(b.spots[1])
    if why := _two_origins(a, b) or _two_villages(a, b) or two_sites(a, b):
        return why
    foreign = x and y and len(a.places) > 1 < len(b.places) and not {*a.places} & {*b.places}
    return named_apart(x, y) if foreign and not {a.what, b.what} <= kinds("nature") else ""


def _two_villages(a: Reading, b: Reading) -> str:
    """Return in words that the sentences set equal figures in two lands, or in two places of which each names an act of its own, or ""."""
    if {*a.named} & {*b.named} or not (a.named and b.named) or {a.what, b.what} & kinds("nature") or a.kind != "casualties":
        return ""
    lands = (dict(a.spots[3]), dict(b.spots[3]))
    if all(len(found) == 1 for found in lands) and (why := named_apart(*lands)):
        return why
    known = a.site and b.site and not one_name(a.site[0], b.site[0])
    if known and a.acts and b.acts and a.acts.isdisjoint(b.acts):
        return f"one is of {a.site[1]}, the other of {b.site[1]}"  # type: ignore[index]
    return ""


def two_sites(a: Reading, b: Reading) -> str:
    """Return in words that each sentence names a town or village, the place of its event, that the other's report does not tell of, or ""."""
    if not (a.site and b.site) or {a.what, b.what} & kinds("nature") or one_name(a.site[0], b.site[0]):
        return ""
    near = [{k for level in (0, 1) for k, _ in r.spots[level]} | r.named | r.ground.names for r in (a, b)]
    if any(one_name(a.site[0], k) for k in near[1]) or any(one_name(b.site[0], k) for k in near[0]):
        return ""
    if {a.holder, b.holder} & {a.site[0], b.site[0]} or any(r.ground.one & kinds("areas") for r in (a, b)):
        return ""  # a town may lie in the district that the other names
    return f"one is of {a.site[1]}, the other of {b.site[1]}"


def _level(r: Reading) -> int:
    """Return how wide the places are that a sentence names, by the smallest: 0 a local one, 1 a town, 2 a province, 3 a country; -1 for none."""
    return next((n for n, found in enumerate(r.spots) if found), -1)


def _lands_meet(a: Reading, b: Reading) -> bool:
    """Return whether two readings may be of one land: their places share one, or one of them is in no gazetteer."""
    return not a.places or not b.places or len(a.places) == 1 or len(b.places) == 1 or bool({*a.places} & {*b.places})


def _area(small: Reading, big: Reading) -> str:
    """Return the noun of the one area ("district") of a land that `small` names, where `big` names the land and nothing in it, or ""."""
    lands = dict(big.spots[3])
    alone = len(lands) == 1 and not (big.spots[0] or big.spots[1] or big.spots[2] or big.ground.one & kinds("areas"))
    found = small.ground.one & kinds("areas") if alone and lands.keys() == dict(small.spots[3]).keys() else frozenset()
    return min(found, default="")


def holds(small: Reading, big: Reading) -> bool:
    """Return whether `big` says that the ground it counts over has the place of `small` in it."""
    return bool(small.site) and small.site[0] in big.ground.holds - small.ground.holds  # type: ignore[index]


def all_of(small: Reading, big: Reading) -> bool:
    """Return whether `big` says that it counts over all of the ground in which `small` says that its own lies."""
    return nested.inside(small.nest, big.nest) not in ("", "?")


def _of_several(small: Reading, big: Reading) -> str:
    """Return in words that `big` counts in several places or sites that its sentence joins, and `small` in one of them, or ""."""
    joined, mine = big.ground.listed, big.ground.listed & small.ground.names
    if joined and not mine and joined <= set(dict(big.spots[3])):  # a town of one of the lands
        mine = joined & set(small.places[-1:])
    if mine and mine < joined:
        return f"{wording.name(small)} counts in one of the places that {wording.name(big)} counts in"
    if sites := big.ground.many & small.ground.one - small.ground.many:
        return f"{wording.name(small)} counts in one {min(sites)}, {wording.name(big)} in several"
    return ""


def _two_origins(a: Reading, b: Reading) -> str:
    """Return in words that rockets or drones came from two lands, or ""."""
    far = a.kind == "munitions" and a.ground.origin and b.ground.origin and not {*a.ground.origin} & {*b.ground.origin}
    return "what one counts and what the other counts came from two lands" if far else ""


def apart(a: Reading, b: Reading) -> str:
    """Return in words that the sentences name towns, or provinces, and none in common, or ""."""
    if why := _two_origins(a, b):
        return why
    here, there = a.places, b.places
    namesakes = len(here) > 1 < len(there) and here[0] == there[0] and not {*here[1:]} & {*there[1:]}
    # a province of no known country and a country are no two lands: "in Oba, in Lere province" may be "in Oba, Mali"
    known = max(len(here), len(there)) > 2 or any(a.spots[level] and b.spots[level] for level in (2, 3))
    if namesakes and known and all(r.spots[2] or r.spots[3] for r in (a, b)):
        return "two places of one name in two lands"
    nature = {a.what, b.what} <= kinds("nature")  # which spares no land at a border
    for level in (1, 2, 3) if nature else (1, 2):
        x, y = dict(a.spots[level]), dict(b.spots[level])
        if x and y:
            return named_apart(x, y)
    lands = (dict(a.spots[3]), dict(b.spots[3]))
    alone = all(len(x) == 1 for x in lands) and not any(r.spots[1] or r.spots[2] for r in (a, b))
    if alone and a.kind == "casualties" and not {a.what, b.what} & (kinds("attacks") | kinds("nature")):
        return named_apart(*lands)
    villages = a.site and b.site and not (a.spots[1] or b.spots[1])
    if villages and {a.holder, b.holder} & {a.site[0], b.site[0]}:  # type: ignore[index]
        return ""  # "in the town of X. It is one of 40 towns on Y"
    if villages and a.site[0] != b.site[0] and a.site[0] not in b.named and b.site[0] not in a.named:  # type: ignore[index]
        return f"one is of {a.site[1]}, the other of {b.site[1]}"  # type: ignore[index]
    return ""
