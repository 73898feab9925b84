"""Which reports are copies of one text, and how many independent originals speak.

Two reports are one text when the Jaccard likeness of their word shingles is high, or when one is nearly contained in the other (a
wire text cut or extended). Every comparison looks at the two texts alone, so the order in which reports arrive cannot matter.
Shingles are counted and not estimated: meeting two sets of some hundred numbers takes a microsecond.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from functools import cache, lru_cache
from itertools import combinations

from claims import cues, patterns, wording
from claims.records import Report

SHINGLE = 4  # words
SAME = 0.6  # Jaccard likeness from which two texts are one
WITHIN = 0.75  # share of the shorter text's shingles found in the longer
LEAST = 20  # shingles below which likeness is the likeness of all short news: only equal texts are copies there

ALTERED = 0.8  # likeness from which another figure in the same text is an altered copy rather than a newer version


@cache
def _figures() -> re.Pattern[str]:
    words = cues.load("quantities")["words"]
    return re.compile(rf"\d[\d,.]*|\b{patterns.any_of([*words['units'], *words['teens'], *words['tens'], *words['loose']])}\b")


class Print:
    """What is kept of one text to compare it: its shingles with figures masked, so that an altered figure hides no copy, and the words of a
    short one."""

    __slots__ = ("masked", "shingles", "whole")

    def __init__(self, text: str) -> None:
        self.masked = wording.plain(_figures().sub("0", text))
        words = self.masked.split()
        self.shingles = frozenset(hash(tuple(words[i : i + SHINGLE])) for i in range(max(0, len(words) - SHINGLE + 1)))
        self.whole = wording.plain(text) if len(self.shingles) < LEAST else None

    def likeness(self, other: Print) -> float:
        """Return the share of shingles that both hold (Jaccard), counted exactly."""
        shared = len(self.shingles & other.shingles)
        return shared / max(1, len(self.shingles) + len(other.shingles) - shared)

    def equal(self, other: Print) -> bool:
        """Return whether the two are equal but for figures and a word here and there."""
        if min(len(self.shingles), len(other.shingles)) < LEAST:
            return self.whole == other.whole
        return self.likeness(other) >= ALTERED

    def same(self, other: Print) -> bool:
        """Return whether the two are one text."""
        n, m = len(self.shingles), len(other.shingles)
        if min(n, m) < LEAST:
            return bool(n) and self.whole == other.whole
        shared = len(self.shingles & other.shingles)
        return shared / (n + m - shared) >= SAME or (shared / min(n, m) >= WITHIN and min(n, m) / max(n, m) >= 0.4)


@lru_cache(maxsize=4096)
def _print(text: str) -> Print:
    return Print(text)


def body(report: Report) -> str:
    """Return the article text of a report, without the page's furniture where that is known."""
    if report.body is None:
        return report.text
    return "\n".join(report.text[a:b] for a, b in report.body)


def same_text(a: Report, b: Report) -> bool:
    """Return whether two reports carry one text."""
    return _print(body(a)).same(_print(body(b)))


def copies(reports: Sequence[Report]) -> dict[str, str]:
    """Return report id -> id of the report that it is a copy of: the earliest published of its like, ties by id. Originals are left out."""
    rank = {r.id: (r.published or "~", r.id) for r in reports}
    parent = {r.id: r.id for r in reports}

    def root(i: str) -> str:
        while parent[i] != i:
            i = parent[i]
        return i

    # Each text once: of a huge event there are more than `_print` remembers.
    prints = [(r.id, _print(body(r))) for r in sorted(reports, key=lambda r: r.id)]
    for (a, one), (b, two) in combinations(prints, 2):
        x, y = root(a), root(b)
        if x != y and one.same(two):
            first, second = sorted((x, y), key=lambda i: rank[i])
            parent[second] = first
    return {i: root(i) for i in parent if root(i) != i}


def equal_pairs(reports: Sequence[Report], copy_of: Mapping[str, str]) -> set[tuple[str, str]]:
    """Return the pairs of report ids, both ways round, whose texts are equal but for figures and a word here and there.

    A rewritten version of a wire text is a copy too, but another figure in it is news and not an alteration. Short news in equal words is
    no copy, but in here: neither of two such figures shows that the other was overtaken.
    """
    originals = set(copy_of.values())
    kin = [(r.id, _print(body(r))) for r in reports if r.id in copy_of or r.id in originals]
    found = {(a, b) for (a, one), (b, two) in combinations(kin, 2) if one.equal(two)}
    short: dict[str, list[str]] = defaultdict(list)
    for r in reports:
        if len((text := _print(body(r))).shingles) < LEAST:
            short[text.masked].append(r.id)
    found |= {p for alike in short.values() for p in combinations(alike, 2)}
    return found | {(b, a) for a, b in found}


def independent(reports: Sequence[str], copy_of: Mapping[str, str]) -> int:
    """Return how many originals stand behind these reports."""
    return len({copy_of.get(r, r) for r in reports})
