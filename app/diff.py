"""What changed between two runs: disagreements that are new, resolved or changed, for a morning e-mail."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from app.results import Row, source, value


@dataclass(frozen=True)
class Diff:
    """Line-ups of the newer run (`new`, and `changed` with the older one beside it) and of the older run (`resolved`)."""

    new: tuple[Row, ...]
    resolved: tuple[tuple[Row, Row | None], ...]
    changed: tuple[tuple[Row, Row], ...]

    def out(self) -> dict[str, Any]:
        return {
            "new": [_row(line) for line in self.new],
            "resolved": [{**_row(old), "now": now["verdict"] if now else "gone"} for old, now in self.resolved],
            "changed": [{**_row(now), "before": sides(old)} for old, now in self.changed],
        }


def read_lineups(path: Path) -> list[Row]:
    """Return the line-ups of a run: a folder with lineups.jsonl in it, or such a file.

    Raises OSError where there is none and ValueError, with file and line, where a line is no line-up.
    """
    file = path / "lineups.jsonl" if path.is_dir() else path
    if not file.is_file():
        raise OSError(f"{path}: no lineups.jsonl; give the folder of a run: rashomon check REPORTS... --out DIR")
    out: list[Row] = []
    for n, text in enumerate(file.read_bytes().split(b"\n"), 1):
        if not text.strip():
            continue
        try:
            line = json.loads(text)
        except ValueError as e:
            why = e.msg if isinstance(e, json.JSONDecodeError) else "not UTF-8"
            raise ValueError(f"{file}, line {n}: not JSON ({why}); run rashomon check again") from e
        if not isinstance(line, dict) or not {"id", "question", "verdict", "readings", "explanation"} <= line.keys():
            raise ValueError(f"{file}, line {n}: not a line-up; give the folder of a run: rashomon check REPORTS... --out DIR")
        out.append(line)
    return out


def compare(old: Sequence[Row], new: Sequence[Row]) -> Diff:
    """Compare two runs. A line-up is the same where it shares most claims: its id changes when a report joins it."""
    before = {line["id"]: line for line in old}
    owner: dict[str, list[str]] = {}
    for line in old:
        for c in _claims(line):
            owner.setdefault(c, []).append(line["id"])
    twin: dict[str, Row] = {}
    for line in new:
        votes: dict[str, int] = {}
        for c in _claims(line):
            for i in owner.get(c, []):
                votes[i] = votes.get(i, 0) + 1
        if votes:
            twin[line["id"]] = before[max(sorted(votes), key=lambda i: votes[i])]
    fresh, changed, seen = [], [], set()
    for line in new:
        was = twin.get(line["id"])
        if line["verdict"] != "disagreement":
            continue
        if was is None or was["verdict"] != "disagreement":
            fresh.append(line)
        else:
            seen.add(was["id"])
            if sides(was) != sides(line):
                changed.append((was, line))
    now = {was["id"]: line for line in new if (was := twin.get(line["id"])) is not None}
    resolved = [(was, now.get(was["id"])) for was in old if was["verdict"] == "disagreement" and was["id"] not in seen]
    return Diff(tuple(fresh), tuple(resolved), tuple(changed))


def sides(line: Row) -> list[str]:
    """Return what the readings of a line-up say, each once: "18 (Meridian Wire)"."""
    return sorted({f"{value(r)} ({source(r)})" for r in line["readings"]})


def words(diff: Diff) -> str:
    """Return the comparison as plain text."""
    out = [f"{len(diff.new)} new, {len(diff.resolved)} resolved, {len(diff.changed)} changed"]
    for title, lines in (("New", diff.new), ("Changed", [b for _, b in diff.changed])):
        for line in lines:
            out += ["", f"{title}: {line['question']}", *(f"  {s}" for s in sides(line)), f"  {line['explanation']}"]
    for was, now in diff.resolved:
        state = f"now: {now['verdict']}. {now['explanation']}" if now else "its reports are no longer in the run"
        out += ["", f"Resolved: {was['question']}", f"  {state}"]
    return "\n".join(out) + "\n"


def _claims(line: Row) -> set[str]:
    return {c for r in line["readings"] for c in r["claims"]}


def _row(line: Row) -> dict[str, Any]:
    return {"id": line["id"], "question": line["question"], "sides": sides(line), "explanation": line["explanation"]}
