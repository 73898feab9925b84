"""The usual files out of a run that may not fit into memory: rows are written as they come.

What the spreadsheet and the page need is held in memory. Up to `WHOLE` claims that is everything, above that the `SHOWN` strongest
disagreements.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, Protocol

from app import files
from app.results import Results, Row

WHOLE = 1_000_000  # claims up to which the page and the spreadsheet show every line-up
SHOWN = 2_000


class Source(Protocol):
    """A finished run whose rows come one at a time: `index.engine.run.Run`, `app.project.Stored`."""

    @property
    def counts(self) -> Mapping[str, int]: ...

    def lineup_rows(self) -> Iterator[dict[str, Any]]:
        """Yield rows with "verdict" and "line", what needs a decision first."""

    def report_rows(self, columns: Sequence[str] | None = None) -> Iterator[dict[str, Any]]:
        """Yield rows with the fields of a report, "report_line" and "claim_lines", by report id."""


def write(made: Source, out: Path, decisions: Sequence[Row] = ()) -> tuple[Results, list[Path]]:
    """Write the five files of a run into `out`; return the results that the page shows, and the files' paths."""
    from app.html import page

    whole = made.counts.get("claims", 0) <= WHOLE
    lineups: list[Any] = []
    reports: list[Any] = []
    claims: list[Any] = []
    texts: dict[str, Any] = {}
    totals: Counter[str] = Counter()

    def lines_of_lineups() -> Iterator[str]:
        for row in made.lineup_rows():
            yield row["line"]
            totals.update(("lineups", row["verdict"]))
            if whole or (row["verdict"] == "disagreement" and len(lineups) < SHOWN):
                lineups.append(json.loads(row["line"]))

    _lines(out / "lineups.jsonl", lines_of_lineups())
    wanted = set() if whole else {c for line in lineups for r in line["readings"] for c in r["claims"]}
    shown = set() if whole else {r["report"] for line in lineups for r in line["readings"]}

    def lines_of_reports() -> Iterator[str]:
        for row in made.report_rows():
            yield row["report_line"]
            totals["reports"] += 1
            if whole or row["id"] in shown:
                reports.append(json.loads(row["report_line"]))
                texts[row["id"]] = {k: row[k] for k in ("text", "source", "published", "title", "url", "language")}
                told = (json.loads(line) for line in row["claim_lines"])
                claims.extend(c for c in told if whole or c["id"] in wanted)

    _lines(out / "reports.jsonl", lines_of_reports())
    _lines(out / "claims.jsonl", _claims(made))
    results = Results(reports, claims, lineups, texts, decisions, {} if whole else {**totals, "claims": made.counts["claims"]})
    files.write(out / "disagreements.csv", files.table(files.disagreement_rows(results), files.DISAGREEMENT_COLUMNS))
    files.write(out / "report.html", page(results))
    return results, [out / n for n in ("claims.jsonl", "reports.jsonl", "lineups.jsonl", "disagreements.csv", "report.html")]


def write_lines(made: Source, out: Path) -> list[Path]:
    """Write the three .jsonl files alone."""
    _lines(out / "claims.jsonl", _claims(made))
    _lines(out / "reports.jsonl", (row["report_line"] for row in made.report_rows(("id", "report_line"))))
    _lines(out / "lineups.jsonl", (row["line"] for row in made.lineup_rows()))
    return [out / f"{n}.jsonl" for n in ("claims", "reports", "lineups")]


def _claims(made: Source) -> Iterator[str]:
    return (line for row in made.report_rows(("id", "claim_lines")) for line in row["claim_lines"])


def _lines(path: Path, lines: Iterable[str]) -> None:
    files.write_chunks(path, (f"{line}\n".encode() for line in lines))
