"""`rashomon check --engine ray`: the run on a cluster, and the usual files out of it.

Lines are written as they come; what the spreadsheet and the page need is held in memory. Up to `WHOLE` claims that is everything, above
that the `SHOWN` strongest disagreements.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from app import files
from app.results import Results
from claims.reports import Intake

if TYPE_CHECKING:
    from index.engine.run import Run

WORK = "ray"  # the work folder below DIR where none is named
WHOLE = 1_000_000  # claims up to which the page and the spreadsheet show every line-up
SHOWN = 2_000


def check(paths: list[Path], out: Path, address: str | None, work: str | None, columns: dict[str, str] | None, parser: str | None,
          encoder: str | None, device: str, progress: Any) -> tuple[Intake, Results, list[Path]]:  # fmt: skip
    """Run on the cluster at `address` and write the files; return what became of the input, the results and the files' paths."""
    from index.engine.run import run

    out.mkdir(parents=True, exist_ok=True)
    made = run(
        [str(p) for p in paths], work or str(out.resolve() / WORK), address, columns, parser, encoder, device, progress=progress
    )
    taken = Intake((), tuple(made.problems), tuple(made.manifest))
    results, written = write(made, out)
    files.write(out / files.INTAKE, files.intake(taken))
    return taken, results, written


def write(made: Run, out: Path) -> tuple[Results, list[Path]]:
    """Write the five files of a run and return the results that the page shows."""
    from app.html import page

    whole = made.counts.get("claims", 0) <= WHOLE
    lineups: list[Any] = []
    reports: list[Any] = []
    claims: list[Any] = []
    texts: dict[str, Any] = {}

    def lines_of_lineups() -> Iterator[str]:
        for row in made.lineup_rows():
            yield row["line"]
            if whole or (row["verdict"] == "disagreement" and len(lineups) < SHOWN):
                lineups.append(json.loads(row["line"]))

    _lines(out / "lineups.jsonl", lines_of_lineups())
    wanted = set() if whole else {c for line in lineups for r in line["readings"] for c in r["claims"]}
    shown = set() if whole else {r["report"] for line in lineups for r in line["readings"]}

    def lines_of_reports() -> Iterator[str]:
        for row in made.report_rows():
            yield row["report_line"]
            if whole or row["id"] in shown:
                reports.append(json.loads(row["report_line"]))
                texts[row["id"]] = {k: row[k] for k in ("text", "source", "published", "title", "url", "language")}
                told = (json.loads(line) for line in row["claim_lines"])
                claims.extend(c for c in told if whole or c["id"] in wanted)

    _lines(out / "reports.jsonl", lines_of_reports())
    _lines(out / "claims.jsonl", (line for row in made.report_rows(("id", "claim_lines")) for line in row["claim_lines"]))
    results = Results(reports, claims, lineups, texts)
    files.write(out / "disagreements.csv", files.table(files.disagreement_rows(results), files.DISAGREEMENT_COLUMNS))
    files.write(out / "report.html", page(results))
    return results, [out / n for n in ("claims.jsonl", "reports.jsonl", "lineups.jsonl", "disagreements.csv", "report.html")]


def _lines(path: Path, lines: Iterable[str]) -> None:
    files.write_chunks(path, (f"{line}\n".encode() for line in lines))
