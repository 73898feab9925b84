"""What was new at the last look: which line-ups an analyst has seen, and as what."""

from __future__ import annotations

import json
from pathlib import Path

from app.files import write
from app.results import Results, Row

FILE = "looked.json"


def state(line: Row) -> str:
    """Return what makes a line-up worth another look when it changes: its verdict and how many readings it has."""
    return f"{line['verdict']} {len(line['readings'])}"


def last(folder: Path) -> dict[str, str] | None:
    """Return the state of each line-up at the last look, or None where nobody said yet that they looked."""
    try:
        kept = json.loads((folder / FILE).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return None
    return kept if isinstance(kept, dict) else None


def keep(folder: Path, results: Results) -> None:
    """Keep the state of all line-ups as seen. Raises OSError where the folder cannot be written."""
    write(folder / FILE, json.dumps({line["id"]: state(line) for line in results.lineups}, sort_keys=True))


def fresh(results: Results, seen: dict[str, str]) -> list[tuple[str, Row]]:
    """Return ("new" or "changed", line-up) for what was not there, or not like this, at the last look; strongest first."""
    return [
        ("changed" if line["id"] in seen else "new", line)
        for line in results.lineups
        if line["verdict"] != "single" and seen.get(line["id"]) != state(line)
    ]
