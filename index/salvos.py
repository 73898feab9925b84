"""Which munitions a claim counts: its family of munitions, or the several that one figure counts."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from itertools import pairwise

from claims import cues, wording
from claims.records import Claim
from claims.relations import Reading

Key = tuple[str, str, str, str]  # of a line-up: kind, measure, family, place of a part
SIDE_BY_SIDE = 90  # characters over which two counts of munitions stand side by side


def by_question(claims: Sequence[Claim]) -> dict[Key, list[Claim]]:
    """Return the claims by question: each family of munitions, each mixed count ("82 drones and missiles"), each place."""
    out: dict[Key, list[Claim]] = defaultdict(list)
    for c in claims:
        out[(c.kind, c.measure, families(c), wording.plain(c.place))].append(c)
    return out


def sort(c: Claim) -> str:
    """Return the sort of munition that a claim counts, where others may be counted with it: "ballistic missiles"; else ""."""
    told = c.subject if c.kind == "munitions" and c.subject else ""
    return told if told.split(" ")[0] in cues.load("relations")["sorts"]["words"] else ""


def families(c: Claim) -> str:
    """Return the family of munitions that a claim counts, or the families that it counts in one figure ("82 drones and missiles")."""
    names = c.noun.split("/") if "/" in c.noun else [c.subject or c.noun]
    return " and ".join(sorted({_family(n) for n in names}))


def side_by_side(claims: Sequence[Claim]) -> Iterator[tuple[Key, Claim, Claim]]:
    """Yield two claims that count munitions of two kinds side by side, "12 missiles and 70 drones", with the question that their sum answers:
    others may count them in one figure."""
    able = [c for c in claims if c.scope == "total" and c.quantity.low and c.quantity.low == c.quantity.high and not c.place]
    for a, b in pairwise(sorted(able, key=lambda c: c.start)):
        x, y = families(a), families(b)
        if x != y and a.said_by == b.said_by and a.within == b.within and b.end - a.start < SIDE_BY_SIDE:
            yield (a.kind, a.measure, " and ".join(sorted({x, y})), ""), a, b


def and_more(claims: Sequence[Claim]) -> Iterator[tuple[Key, Claim, Claim]]:
    """Yield a count and what the same words add to it, "eight rockets in the morning and five more in the evening", with their question:
    the report counts as many as both, in all."""
    found = sorted(
        (c for c in claims if c.quantity.low and c.quantity.low == c.quantity.high and not c.place), key=lambda c: c.start
    )
    for a, b in pairwise(found):
        of_one = families(a) == families(b) and a.said_by == b.said_by and a.within == b.within and a.event.id == b.event.id
        if of_one and a.scope == "total" and b.scope == "added" and b.start < a.end:
            yield (a.kind, a.measure, families(a), ""), a, b


def some_of_several(table: Mapping[Key, Sequence[Reading]]) -> dict[Key, list[Reading]]:
    """Return the readings by question, those that count some of what was fired ("18 of the weapons were drones") with the sums of several kinds
    that other reports give ("21 drones and missiles"), too."""
    out = {key: list(readings) for key, readings in table.items()}
    for key, readings in table.items():
        if key[0] != "munitions" or " and " not in key[2] or key[3]:
            continue
        have = {r.report for r in readings}
        all_of_them = min(
            (r.quantity.low for r in readings if r.scope == "total" and r.how != "sum" and r.quantity.low), default=0
        )
        for family in key[2].split(" and "):
            some = [r for r in table.get((*key[:2], family, ""), ()) if r.report not in have]
            # "six ballistic missiles", by who does not count all that another counts in one figure
            some = [r.but(scope="part", inferred=True) if r.scope == "total" and _fewer(r, all_of_them) else r for r in some]
            out[key] += [r.but(subject=key[2], narrow=r.narrow or family) for r in some if r.scope == "part"]
    return out


def _fewer(r: Reading, n: int) -> bool:
    return r.quantity.high is not None and r.quantity.high < n


@cache
def _family(noun: str) -> str:
    low = wording.plain(noun)
    words = low.split()
    for family, names in cues.load("relations")["munitions"].items():
        stems = {family.rstrip("s"), *names}
        if low in stems or low.rstrip("s") in stems or (words and words[-1].rstrip("s") in stems):
            return str(family)
    return words[-1] if words else "munitions"
