"""Counts that belong together though the report gives no sum: lists with one verb, and those beside "12 others"."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import cache

from claims import cues, patterns
from claims.quantities import add
from claims.records import Claim, Quantity
from claims.triggers import words
from claims.wholes import ASIDE, BESIDE, EARLIER, GROUP, PART, SAME

WHOLE = ("people", "civilians", "casualties")
FARING = 120  # characters between groups of hurt people told apart by their condition
SHORTLY = 400  # characters between a person and those "other" than that person


def value(q: Quantity) -> int:
    return q.low if q.low is not None else q.high if q.high is not None else 0


def single(c: Claim) -> bool:
    return c.person is not None or c.quantity.low == c.quantity.high == 1


def voice(c: Claim) -> str:
    """Return who is quoted for a claim, the innermost speaker, in lower case; "" where the report says it itself."""
    return c.said_by[0].casefold() if c.said_by else ""


def besides(claims: Sequence[Claim], c: Claim, made: Mapping[str, Sequence[str]]) -> list[Claim]:
    """Return the one person told of shortly before a count of "12 other members of the family", who is not among them."""
    if c.id in made or not {"other", "others"} & set(c.quote.casefold().split()):
        return []
    before = [x for x in claims if x.person is not None and x.within == c.within and 0 < c.start - x.start < SHORTLY]
    return before if len(before) == 1 and before[0].scope == "total" else []


def lists(claims: Sequence[Claim]) -> dict[str, tuple[Claim, ...]]:
    """Return, for the counts that one verb joins to others ("the mayor and five others were killed"), their sum and its members.

    The sum is the largest member with the quantity of all. A list whose largest member is the sum of the rest is no list but a whole
    with its parts, as is one in which all but one are said to be parts.
    """
    out: dict[str, tuple[Claim, ...]] = {}
    able = [c for c in claims if c.scope in ("total", "part") and c.quantity.low]
    able = [c for c in able if not any(w.endswith(EARLIER) for w in c.why)]  # "was 27, down from 33" is no sum
    able = [c for c in able if c.subject != "attackers" or any(x is not c and x.end == c.end for x in able)]
    for c in able:
        if c.id in out:
            continue
        mine = [x for x in able if x.within == c.within and x.event.id == c.event.id and (x is c or _one_verb(x, c))]
        totals = [x for x in mine if x.scope == "total"]
        classes = {x.subject for x in mine}
        alike = (len(classes) == 1 and not any(single(x) and not _same_as_before(x) for x in mine)) or (
            len(classes) == len(mine) and classes.isdisjoint(WHOLE)
        )
        first = min((x.start for x in totals), default=0)  # "a woman along with her two children"
        singles = [x for x in mine if x.scope == "part" and single(x) and not parted(x) and x.start < first]
        members = [*singles, *totals] or (mine if alike or _listed(mine) else [])
        beside = len(members) == 1 and members[0].subject not in WHOLE  # "two Germans, a Pole and a Briton were killed"
        kin = 0 < len(totals) < len(mine) and all(map(single, totals))  # "two teachers, their driver and four pupils"
        one = all(x.end == c.end for x in mine) or all(x.start == c.start for x in mine)
        if (beside or kin) and one and _listed(mine):
            members = mine
        if len(members) < 2 or c not in members or _told_whole(members, able):
            continue
        big = max(members, key=lambda x: (value(x.quantity), -x.start))
        holds = not single(big) and big.noun.lower() not in words("apart")  # "four men, two women and two children" are eight
        holds = holds and not _relatives(big, members)
        rest = sum(value(x.quantity) for x in members) - value(big.quantity)
        nations = all(x.subject.startswith("other:") for x in members) and len({x.subject for x in members}) == len(members)
        if (
            holds
            and not nations
            and not _a_couple(big)
            and value(big.quantity) == rest
            and all((big.start, big.end) <= (x.start, x.end) for x in members)
        ):
            continue
        total = members[0].quantity
        for x in members[1:]:
            total = add(total, x.quantity)
        subject = big.subject if len({x.subject for x in members}) == 1 else "people"
        out |= dict.fromkeys((x.id for x in members), (replace(big, quantity=total, subject=subject, scope="total"), *members))
    return out


def _told_whole(members: Sequence[Claim], claims: Sequence[Claim]) -> bool:
    """Whether the whole that these are parts of is told right before them: "47 civilians, among them 14 children and nine women"."""
    if any(x.scope != "part" for x in members):
        return False
    first, parts = min(x.start for x in members), sum(value(x.quantity) for x in members)
    return any(
        x.scope == "total"
        and x.subject in WHOLE
        and (x.within, x.said_by) == (members[0].within, members[0].said_by)
        and 0 <= first - x.start <= SHORTLY
        and value(x.quantity) > parts
        for x in claims
    )


def _listed(claims: Sequence[Claim]) -> bool:
    """Whether counts stand side by side with no word for parts: "a man and two women", "14 inmates and a guard"."""
    if all(map(single, claims)) and not any(BESIDE in c.why for c in claims):
        return False  # "a member of the union and a reporter, was killed" is one
    large = [c for c in claims if c.subject in WHOLE and not single(c) and not _a_couple(c)]
    named = all(c.noun not in ("people", "persons", "civilians", "others", "") for c in large)
    return not any(map(parted, claims)) and len(large) < 2 and named


def _relatives(big: Claim, members: Sequence[Claim]) -> bool:
    """Whether others of the family stand beside some of it: "two sisters, their cousin and an uncle" are four."""
    kin = words("relatives")
    return big.noun.lower() in kin and any(x is not big and x.noun.lower() in kin for x in members)


def _a_couple(c: Claim) -> bool:
    """Whether a count is of "a couple", which is two that belong together and no number of others."""
    return any(re.match(r"count: '[^']*\bcouple' is 2", w) for w in c.why)


def parted(c: Claim) -> bool:
    """Whether a count is a part by its words, not only for standing in a list."""
    return any(w in line for line in c.why for w in (GROUP, ASIDE, PART))


def _same_as_before(c: Claim) -> bool:
    """Whether a count has its verb from the one before it: "three were killed in X and two in Y"."""
    return any(SAME in w for w in c.why)


def _one_verb(a: Claim, b: Claim) -> bool:
    """Whether one verb tells of both and no word makes one a part: they end at it, begin at it, or one ends where the other begins
    ("was killed along with two")."""
    first, last = sorted((a, b), key=lambda c: (c.start, c.end))
    if first.start == last.start:
        between = last.quote[len(first.quote) :]
    elif first.end == last.end or _one_cue(first, last):
        between = first.quote[: last.start - first.start]
    elif first.end <= last.start:
        return _fare_apart(first, last)
    else:  # "fatally shot a woman and a girl": the adverb is the first one's; or "was killed along with two"
        return (
            (single(a) and single(b) and last.end > first.end)
            or any("beside the subject" in w for w in last.why)
            or _same_as_before(last)
        )
    return _parting().search(between) is None and _either().search(between) is None


def _one_cue(a: Claim, b: Claim) -> bool:
    """Whether the quote of one claim ends inside the words that say what befell the other: "shot" in "shot dead"."""
    short, long = sorted((a, b), key=lambda c: c.end)
    cue = next((m[1] for w in long.why if (m := re.match(r"measure: '([^']+)' means", w))), "")
    return max(a.start, b.start) < short.end < long.end < short.end + len(cue) and long.quote.endswith(cue)


@cache
def _either() -> re.Pattern[str]:
    """Return what stands between one count and the same in other words: "300 families, or some 1,500 people"."""
    return re.compile(r"^\W*or\b|\bor(?: \w+)?\s*$", re.IGNORECASE)


def _fare_apart(a: Claim, b: Claim) -> bool:
    """Whether two groups are told apart by how they fare: "two are in critical condition and three are being treated for burns"."""
    cues_ = [next((w for w in c.why if w.startswith("measure:")), "").split(" means ")[0] for c in (a, b)]
    near = a.within == b.within and b.start - a.end < FARING
    return near and cues_[0] != cues_[1] and all(_faring().search(w) is not None for w in cues_)


@cache
def _faring() -> re.Pattern[str]:
    return re.compile(rf"\b{patterns.any_of(cues.load('casualties')['grammar']['faring'])}\b")


@cache
def _parting() -> re.Pattern[str]:
    words = cues.load("casualties")["grammar"]["part"]
    return re.compile(r"\b(?:" + "|".join(map(re.escape, words)) + r")\b|\bof(?: the| those)?\s*$", re.IGNORECASE)
