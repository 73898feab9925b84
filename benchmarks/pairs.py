"""Score data/gold/pairs.jsonl: minimal pairs of short reports, and of readings, each with the relation that holds.

    python -m benchmarks.pairs [--errors]

A pair of reports goes through the whole pipeline: it is right when the expected relation is the strongest between the two reports
on the question asked, "different_event" and "different_measure" when no line-up joins them there. A pair that is no conflict and is
flagged as one is a false conflict.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np

from claims import extraction, relations
from claims.records import Quantity, Report
from claims.relations import Reading
from index import grouping, lineups, matching

GOLD = Path(__file__).parents[1] / "data" / "gold" / "pairs.jsonl"
APART = ("different_event", "different_measure")


@dataclass(frozen=True)
class Outcome:
    id: str
    expect: str
    got: str
    reason: str

    @property
    def right(self) -> bool:
        return self.got == self.expect or (self.expect in APART and self.got in APART)

    @property
    def false_conflict(self) -> bool:
        return self.got == "conflict" and self.expect != "conflict"


def rows() -> list[dict[str, Any]]:
    return [json.loads(line) for line in GOLD.read_text(encoding="utf-8").splitlines()]


def of_readings(found: Sequence[dict[str, Any]]) -> list[Outcome]:
    """Return the outcome of the pairs that are given as readings."""
    out = []
    for row in found:
        if "measure" not in row:
            made = [_reading(row[k], k) for k in "ab"]
            r = relations.relate(*made)
            out.append(Outcome(row["id"], row["expect"], r.name, r.reason))
    return out


def _reading(row: dict[str, Any], name: str) -> Reading:
    return Reading(
        report=name,
        source=name.upper(),
        published=row["moment"],
        moment=row["moment"],
        said_by=tuple(row["said_by"]),
        quantity=Quantity(row["low"], row["high"], row["approximate"], row["vague"]),
        subject=row["subject"],
        scope=row["scope"],
        place=row["place"],
        start=row["start"],
        end=row["end"],
        moves=frozenset(row["moves"]),
        added=tuple(row["added"]),
    )


def of_reports(found: Sequence[dict[str, Any]]) -> list[Outcome]:
    """Return the outcome of the pairs that are given as reports: all are read and scored in one go, and lined up pair by pair."""
    from index.edges import Edges
    from index.questions import event_text

    pairs = [row for row in found if "measure" in row]
    accounts = {a.report.id: a for a in extraction.understand(reports(pairs))}
    events = [(e, a) for a in accounts.values() for e in a.events]
    vectors = _encoder().encode([event_text(e, a) for e, a in events])
    profiles = [matching.profile(a, e) for e, a in events]
    number = {e.id: n for n, (e, _) in enumerate(events)}
    near = []
    for row in pairs:
        for x, y in (
            (number[x.id], number[y.id]) for x in accounts[row["id"] + "a"].events for y in accounts[row["id"] + "b"].events
        ):
            cosine = float(np.round(vectors[x] @ vectors[y], 3))
            if cosine >= matching.FLOOR and _near(profiles[x], profiles[y]):
                near.append((x, y, cosine))
    a, b, cosines = (np.array([n[k] for n in near], kind) for k, kind in enumerate((np.int64, np.int64, np.float32)))
    edges: dict[str, list[tuple[str, str, float]]] = {}  # by the report of the first event
    for (x, y, _), p in zip(near, matching.score(profiles, a, b, cosines).tolist(), strict=True):
        edges.setdefault(events[x][1].report.id, []).append((events[x][0].id, events[y][0].id, p))
    out = []
    for row in pairs:
        two = {k: accounts[row["id"] + k] for k in "ab"}
        told = [(e, a) for a in two.values() for e in a.events]
        scored = edges.get(row["id"] + "a", [])
        groups = grouping.group({e.id: a.report.id for e, a in told}, [e for e in scored if e[2] >= matching.EDGE])
        found_pairs = [
            r
            for line in lineups.build(groups, {a.report.id: a for a in two.values()}, Edges.of(scored).chance())
            if row["measure"] in (line.measure, line.kind)
            for _, _, r in line.pairs
        ]
        best = min(found_pairs, key=lambda r: relations.RELATIONS.index(r.name), default=None)
        out.append(
            Outcome(
                row["id"],
                row["expect"],
                best.name if best else "different_event",
                best.reason if best else "no line-up joins them",
            )
        )
    return out


def reports(pairs: Sequence[dict[str, Any]]) -> list[Report]:
    """Return the two reports of each pair, the pair's id and "a" or "b" for an id."""
    return [
        Report(f"{row['id']}{k}", row[k]["text"], row[k]["source"], row[k]["published"], title=row[k].get("title", ""))
        for row in pairs
        for k in "ab"
    ]


@cache
def _encoder() -> Any:
    """Return the default encoder, loaded once for all who ask: a test that compares two texts takes no second for it."""
    from index.encoder import Encoder

    return Encoder()


def _near(a: dict[str, Any], b: dict[str, Any]) -> bool:
    """Return whether the index would compare the two: their windows meet within the slack, an open end being open."""
    first = [date.fromisoformat(p["start"]).toordinal() if p["start"] else 0 for p in (a, b)]
    last = [date.fromisoformat(p["end"]).toordinal() if p["end"] else 10**7 for p in (a, b)]
    return first[0] <= last[1] + matching.SLACK and first[1] <= last[0] + matching.SLACK


def main() -> int:
    ask = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ask.add_argument("--errors", action="store_true", help="list the pairs that went wrong")
    args = ask.parse_args()
    found = rows()
    for name, outcomes in (("readings", of_readings(found)), ("reports", of_reports(found))):
        right = sum(o.right for o in outcomes)
        print(
            f"{name:9} right {right}/{len(outcomes)} ({right / len(outcomes):.3f}), false conflicts {sum(o.false_conflict for o in outcomes)}"
        )
        for o in outcomes:
            if args.errors and not o.right:
                print(f"  {o.id} expected {o.expect}, got {o.got}: {o.reason}")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
