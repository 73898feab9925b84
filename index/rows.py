"""What one row of lineups.jsonl says, in words: the same in the app, the report, the tables and the notebook."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from claims.records import Quantity
from claims.wording import number

Row = Mapping[str, Any]

_STANCES = {"claimed": "claimed by {}", "denied": "denied by {}", "blamed": "{} blamed", "suspected": "{} suspected"}


def source(reading: Row) -> str:
    """Return how a reading's report is named: its outlet, else its headline, else its id."""
    return str(reading.get("source") or reading.get("name") or reading["report"])


def value(reading: Row) -> str:
    """Return in words what a reading says: its figure, or its stance and actor."""
    if reading.get("stance"):
        if reading["stance"] == "unclaimed":
            return "nobody claimed it"
        actor = reading.get("actor") or "somebody not named"
        return _STANCES.get(str(reading["stance"]), "{}").format(actor)
    return str(Quantity(reading.get("low"), reading.get("high"), bool(reading.get("approximate")), reading.get("vague")))


def who(reading: Row) -> str:
    """Return who is quoted, innermost first, or "" where the report says it itself."""
    return ", via ".join(reading.get("said_by") or [])


def conflicts(line: Row) -> list[Row]:
    """Return the pairs of a line-up that are conflicts or impossible."""
    return [p for p in line["pairs"] if p["relation"] in ("conflict", "impossible", "altered_copy")]


def counted(n: int, verdict: str) -> str:
    """Return how many line-ups have a verdict: "3 disagreements", "1 agreement", "2 loose"."""
    return number(n, verdict) if verdict in ("disagreement", "revision", "agreement") else f"{n:,} {verdict}"


def relation(pair: Row) -> str:
    """Return how two readings relate, in the word of the output format: "altered copy"."""
    return str(pair["relation"]).replace("_", " ")


def reason(line: Row) -> str:
    """Return the one sentence that explains the verdict."""
    return str(line.get("explanation") or (line["pairs"][0]["reason"] if line["pairs"] else ""))
