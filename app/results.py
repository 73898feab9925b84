"""What every face shows: the rows of one finished run, as the output format has them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

Row = Mapping[str, Any]

# The order in which an analyst reads: what needs a decision first.
VERDICTS = ("disagreement", "revision", "spread", "loose", "agreement", "single")


@dataclass(frozen=True)
class Results:
    """Rows of reports.jsonl, claims.jsonl and lineups.jsonl, and the reports' texts by id."""

    reports: Sequence[Row]
    claims: Sequence[Row]
    lineups: Sequence[Row]
    texts: Mapping[str, Row] = field(default_factory=dict)
    decisions: Sequence[Row] = ()  # target (a line-up's or pair's id), verdict, note, who, at; the last of a target holds

    @cached_property
    def claim(self) -> dict[str, Row]:
        return {c["id"]: c for c in self.claims}

    @cached_property
    def report(self) -> dict[str, Row]:
        return {r["report"]: r for r in self.reports}

    def verdict(self, name: str) -> list[Row]:
        """Return the line-ups with this verdict, strongest first (the order of `lineups`)."""
        return [line for line in self.lineups if line["verdict"] == name]

    def only(self, lineups: Sequence[Row]) -> Results:
        """Return these results with only `lineups`, and the claims and reports that they rest on."""
        claims = {c for line in lineups for r in line["readings"] for c in r["claims"]}
        reports = {r["report"] for line in lineups for r in line["readings"]}
        return Results(
            [r for r in self.reports if r["report"] in reports],
            [c for c in self.claims if c["id"] in claims],
            lineups,
            {k: v for k, v in self.texts.items() if k in reports},
            self.decisions,
        )

    @property
    def disagreements(self) -> list[Row]:
        return self.verdict("disagreement")


def source(reading: Row) -> str:
    """Return the outlet of a reading, or its report's id where no outlet is known."""
    return str(reading.get("source") or reading["report"])


def value(reading: Row) -> str:
    """Return in words what a reading says: its figure, or its stance and actor."""
    if reading.get("stance"):
        if reading["stance"] == "unclaimed":
            return "nobody claimed it"
        actor = reading.get("actor") or "somebody not named"
        words = {"claimed": "claimed by {}", "denied": "denied by {}", "blamed": "{} blamed", "suspected": "{} suspected"}
        return words.get(str(reading["stance"]), "{}").format(actor)
    low, high = reading.get("low"), reading.get("high")
    about = "about " if reading.get("approximate") else ""
    if low is None and high is None:
        return str(reading.get("vague") or "not said")
    if low == high:
        return f"{about}{low:,}"
    if high is None:
        return f"at least {about}{low:,}"
    if low is None:
        return f"up to {about}{high:,}"
    return f"{about}{low:,} to {high:,}"


def quotes(results: Results, reading: Row) -> list[Row]:
    """Return the claims behind a reading, in reading order."""
    found = [results.claim[c] for c in reading["claims"] if c in results.claim]
    return sorted(found, key=lambda c: (c["in"] == "title", c["start"]))


def who(reading: Row) -> str:
    """Return who is quoted, innermost first, or "" where the report says it itself."""
    return ", via ".join(reading.get("said_by") or [])


def conflicts(line: Row) -> list[Row]:
    """Return the pairs of a line-up that are conflicts or impossible."""
    return [p for p in line["pairs"] if p["relation"] in ("conflict", "impossible", "altered_copy")]


def reason(line: Row) -> str:
    """Return the one sentence that explains the verdict."""
    return str(line.get("explanation") or (line["pairs"][0]["reason"] if line["pairs"] else ""))


# What a decision says about a pair's relation: which relations it confirms.
_CONFIRMS = {"real": {"conflict", "altered_copy", "impossible"}, "update": {"update", "correction", "increment"},
             "scope": {"part", "different_event", "different_measure"}, "same_source": {"copy"}}  # fmt: skip


def precision(results: Results) -> list[dict[str, Any]]:
    """Return, for each relation that decided line-ups hold, how many of them the decision confirmed."""
    decided = {d["target"]: d["verdict"] for d in results.decisions}
    count: dict[str, list[int]] = {}
    for line in results.lineups:
        if line["id"] in decided:
            for relation in {p["relation"] for p in line["pairs"]}:
                n = count.setdefault(relation, [0, 0])
                n[0] += relation in _CONFIRMS.get(decided[line["id"]], set())
                n[1] += 1
    return [{"relation": k, "right": a, "decided": b} for k, (a, b) in sorted(count.items())]
