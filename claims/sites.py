"""Counts that one sentence gives for several places, each with its own verb: "three people were killed in X, and five died in the town of Y" are
eight of the event.

Pure: looks at the words between the counts. A place that holds the other one counts it in, and sums to nothing.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from claims import gazetteer, nested, unlisted
from claims.grounds import NAME
from claims.lists import parted, single, value
from claims.quantities import add
from claims.records import Claim, Report

_FAR = 70  # characters between a count and its place
_APART = 160  # characters between two counts
_PLACE = re.compile(rf"\b(?:[iI]n|[aA]t|[nN]ear|off|[oO]utside|[aA]round|fled|left) (?:the )?(?:[a-z-]+ ){{0,4}}?({NAME})")
_STOP = re.compile(r"[.!?](?:\s|$)|\n")
# What stands right before the next count: "X, and (five died)", "X while in Y (five died)".
_JOIN = re.compile(r"(?:\band|\bwhile|[;,])\s+(?:(?:in|at|near|off|outside) [^,;]{1,50},? )?$", re.IGNORECASE)
_OTHERS = re.compile(r"\bothers?\b", re.IGNORECASE)


def sums(report: Report, claims: Sequence[Claim]) -> dict[str, tuple[Claim, ...]]:
    """Return, for counts of one measure that a sentence gives for several places, their sum and its members, as `lists.lists` does."""
    out: dict[str, tuple[Claim, ...]] = {}
    for group in _sentences(
        report, [c for c in claims if c.scope in ("total", "part", "added") and c.quantity.low and not parted(c)]
    ):
        verbs = _members(group)
        text = report.title if group[0].within == "title" else report.text
        if len(verbs) < 2 or not _each_in_its_place(text, [cs[0] for cs in verbs]):
            continue
        members = [c for cs in verbs for c in cs]
        total = members[0].quantity
        for c in members[1:]:
            total = add(total, c.quantity)
        big = max(members, key=lambda c: (value(c.quantity), -c.start))
        whole = replace(big, quantity=total, subject="people", scope="total")
        out |= dict.fromkeys((c.id for c in members), (whole, *members))
    return out


def _sentences(report: Report, claims: Sequence[Claim]) -> list[list[Claim]]:
    """Return the claims that stand in one sentence and have one speaker, in order."""
    out: list[list[Claim]] = []
    for c in sorted(claims, key=lambda c: (c.within, c.start)):
        last = out[-1][-1] if out else None
        text = report.title if c.within == "title" else report.text
        together = last is not None and last.within == c.within and last.event.id == c.event.id
        voices = {last.said_by, c.said_by} if last is not None else set()
        together = together and (len(voices) == 1 or (c.scope == "added" and () in voices))
        stops = len(_STOP.findall(text, min(last.end, c.start), c.start)) if last is not None else 0
        if together and stops <= (c.scope == "added"):  # "Seven died in X. Four more died in Y."
            out[-1].append(c)
        else:
            out.append([c])
    return out


def _members(group: Sequence[Claim]) -> list[list[Claim]]:
    """Return the counts of each verb, in order, where all are of people at large or of single persons: its wholes, or else its largest part."""
    verbs: dict[int, list[Claim]] = {}
    for c in group:
        verbs.setdefault(c.end, []).append(c)
    if any(_OTHERS.search(c.quote) for c in group):
        return []
    wholes = [[c for c in cs if c.scope != "part"] for cs in verbs.values()]
    found = [w or [max(cs, key=lambda c: value(c.quantity))] for w, cs in zip(wholes, verbs.values(), strict=True)]
    return found if all(len(cs) == 1 or all(map(single, cs)) for cs in found) else []


def _each_in_its_place(text: str, members: Sequence[Claim]) -> bool:
    """Return whether each count is told with a place of its own, behind it or else before it, and none of them holds another."""
    stop = _STOP.search(text, members[-1].end)
    edges = [c.start for c in members[1:]] + [stop.start() if stop else len(text)]
    if any(b.start - a.end > _APART or not _joined(text, a, b) for a, b in pairwise(members)):
        return False
    found = [_place(text[max(c.start, c.end - 6) : min(e, c.end + _FAR)]) for c, e in zip(members, edges, strict=True)]
    start = max((m.end() for m in _STOP.finditer(text, 0, members[0].start)), default=0)
    if not all(found):
        heads = [(start, members[0].start), *((a.end, b.start) for a, b in pairwise(members))]
        found = [_place(text[a:b]) for a, b in heads]
    nest = nested.read(text[start : edges[-1]])
    ranks = dict(nest.named)
    areas = {ranks.get(k, nested.TOWN) >= nested.AREA and ranks.get(k) != nested.UNTOLD for k in found}
    return all(found) and len(set(found)) == len(found) and len(areas) == 1 and not nest.over


def _joined(text: str, a: Claim, b: Claim) -> bool:
    return _JOIN.search(text, a.end, b.start) is not None or (
        b.scope == "added" and _STOP.search(text, a.end, b.start) is not None
    )


def _place(words: str) -> str:
    """Return the key of the first place that words name, or ""."""
    for m in _PLACE.finditer(words):
        name = unlisted.bare(m[1])
        if name.casefold() not in unlisted.table()["never"] and (key := gazetteer.fold_place(name)):
            return key
    return ""
