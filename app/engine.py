"""`rashomon check --engine ray`: the run on a cluster, and the usual files out of it (`app.writing`)."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from app import files, writing
from app.results import Results
from claims.reports import Intake

WORK = "ray"  # the work folder below DIR where none is named


def check(paths: list[Path], out: Path, address: str | None, work: str | None, columns: dict[str, str] | None, parser: str | None,
          encoder: str | None, device: str, progress: Any) -> tuple[Intake, Results, list[Path]]:  # fmt: skip
    """Run on the cluster at `address` and write the files; return what became of the input, the results and the files' paths."""
    from index.engine.run import run

    out.mkdir(parents=True, exist_ok=True)
    made = run(
        [str(p) for p in paths], work or str(out.resolve() / WORK), address, columns, parser, encoder, device, progress=progress
    )
    taken = Intake((), tuple(made.problems), tuple(made.manifest))
    results, written = writing.write(made, out)
    files.write(out / files.INTAKE, files.intake(taken))
    return taken, results, written
