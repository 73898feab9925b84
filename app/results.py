"""What every face shows: the rows of one finished run, as the output format has them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from index.rows import Row as Row
from index.rows import conflicts as conflicts
from index.rows import counted as counted
from index.rows import reason as reason
from index.rows import relation as relation
from index.rows import source as source
from index.rows import value as value
from index.rows import who as who

# The order in which an analyst reads: what needs a decision first.
VERDICTS = ("disagreement", "revision", "spread", "loose", "agreement", "single")
# What each of them says, for who reads it the first time. Every face calls a verdict and a relation by the same word.
MEANS = {
    "disagreement": "two reports cannot both be right",
    "revision": "the toll moved, or somebody changed their word",
    "spread": "declared estimates differ",
    "loose": "compatible on paper, worth a look",
    "agreement": "nothing speaks against another",
    "single": "no two independent reports answer it",
}


# What an analyst can decide on a line-up, in the order of the keys 1 to 5; and what only says which reports belong together.
DECISIONS = {
    "real": "Real conflict",
    "update": "An update",
    "scope": "Different scope",
    "wrong_reading": "Wrong reading",
    "same_source": "Same source",
}
TIES = {"merge": "Merged with another line-up", "split": "Split"}


@dataclass(frozen=True)
class Results:
    """Rows of reports.jsonl, claims.jsonl and lineups.jsonl, and the reports' texts by id."""

    reports: Sequence[Row]
    claims: Sequence[Row]
    lineups: Sequence[Row]
    texts: Mapping[str, Row] = field(default_factory=dict)
    decisions: Sequence[Row] = ()  # target (a line-up's or pair's id), verdict, note, who, at; the last of a target holds
    totals: Mapping[str, int] = field(default_factory=dict)  # what `count` says, where the rows are only a part of the run's

    @cached_property
    def claim(self) -> dict[str, Row]:
        return {c["id"]: c for c in self.claims}

    @cached_property
    def report(self) -> dict[str, Row]:
        return {r["report"]: r for r in self.reports}

    @cached_property
    def decision(self) -> dict[str, Row]:
        """The decision that holds on each target that has one: the last that judges, else the last merge or split."""
        judged = {d["target"]: d for d in self.decisions if d["verdict"] not in TIES}
        return {d["target"]: d for d in self.decisions} | judged

    def verdict(self, name: str) -> list[Row]:
        """Return the line-ups with this verdict, strongest first (the order of `lineups`)."""
        return [line for line in self.lineups if line["verdict"] == name]

    def count(self, what: str) -> int:
        """Return how many "reports", "claims" or "lineups" the run has, or line-ups with the verdict `what`."""
        if self.totals:
            return self.totals.get(what, 0)
        return len(getattr(self, what) if what in ("reports", "claims", "lineups") else self.verdict(what))

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


def decided(decision: Row) -> str:
    """Return in words what was decided: "Real conflict"."""
    return {**DECISIONS, **TIES}.get(decision["verdict"], str(decision["verdict"]))


def quotes(results: Results, reading: Row) -> list[Row]:
    """Return the claims behind a reading, in reading order."""
    found = [results.claim[c] for c in reading["claims"] if c in results.claim]
    return sorted(found, key=lambda c: (c["in"] == "title", c["start"]))


def order(line: Row) -> list[int]:
    """Return the places of a line-up's readings as an analyst reads them: the two that the reason names, those in conflict,
    then the others, copies last."""
    pairs = conflicts(line)
    against = {p[k] for p in pairs for k in ("a", "b")}
    said = reason(line)
    named = next(((p["a"], p["b"]) for p in line["pairs"] if p["reason"] and said.startswith(p["reason"])), ())
    return sorted(
        range(len(line["readings"])),
        key=lambda i: (i not in named, i not in against, bool(line["readings"][i].get("copy_of"))),
    )


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
