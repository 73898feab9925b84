"""The files that a run leaves: the same bytes for the same results, written whole or not at all."""

from __future__ import annotations

import csv
import io
import json
import os
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from app.results import Results, Row, conflicts, decided, quotes, reason, source, value, who
from claims.decoding import safe
from claims.files import written

FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")


def cell(text: object) -> object:
    """Return `text` so that no spreadsheet runs it as a formula: an apostrophe in front of what could start one.

    Source of the rule: OWASP, "CSV Injection".
    """
    if not isinstance(text, str):
        return text
    return "'" + text if text.lstrip(" ").startswith(FORMULA) else text


def write(path: Path, text: str) -> None:
    """Write `text`, as UTF-8, like `write_bytes`."""
    write_bytes(path, text.encode())


def write_bytes(path: Path, data: bytes) -> None:
    """Write `data` to `path`, like `write_chunks`."""
    write_chunks(path, (data,))


def write_chunks(path: Path, chunks: Iterable[bytes]) -> None:
    """Write `chunks`, as they come, to `path` in one step: a reader sees the old file or the new one.

    Raises OSError, with the path and the remedy, where the folder cannot be written or the disk is full.
    """
    name = ""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.NamedTemporaryFile("wb", dir=path.parent, delete=False) as f:
            name = f.name
            f.writelines(chunks)
            f.flush()
            os.fsync(f.fileno())
        mask = os.umask(0)
        os.umask(mask)
        Path(name).chmod(0o666 & ~mask)
        Path(name).replace(path)
    except BaseException as e:  # also where the chunks' maker fails, or a key stops it: no half file stays
        if name:
            Path(name).unlink(missing_ok=True)
        if not isinstance(e, OSError):
            raise
        raise OSError(f"{path}: not written ({e.strerror or e}); free some space or name another place") from e


def jsonl(rows: Iterable[Row]) -> str:
    return "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)


DECISION_COLUMNS = ("decision", "note", "decided_by", "decided_at")


def decision_cells(results: Results, line: Row) -> tuple[str | None, ...]:
    """Return the cells of DECISION_COLUMNS for a line-up; all None where nobody decided on it."""
    d = results.decision.get(line["id"])
    return (decided(d), d["note"] or None, d["who"] or None, d["at"]) if d else (None,) * len(DECISION_COLUMNS)


DISAGREEMENT_COLUMNS = (
    "lineup", "question", "kind", "measure", "severity", "event_what", "event_where", "event_start", "event_end",
    "report", "source", "published", "as_of", "said_by", "value", "low", "high", "approximate", "vague", "actor", "stance",
    "quote", "reason", *DECISION_COLUMNS,
)  # fmt: skip


def disagreement_rows(results: Results, lineups: Iterable[Row] | None = None) -> list[dict[str, Any]]:
    """Return one row for each reading that takes part in a disagreement (or in `lineups`), strongest line-up first."""
    out = []
    for line in results.disagreements if lineups is None else lineups:
        event = line["event"]
        part = sorted({p[k] for p in conflicts(line) for k in ("a", "b")}) or range(len(line["readings"]))
        for i in part:
            r = line["readings"][i]
            said = quotes(results, r)
            why = next((p["reason"] for p in conflicts(line) if i in (p["a"], p["b"])), reason(line))
            row = (
                line["id"], line["question"], line["kind"], line["measure"], line.get("severity"),
                event.get("what"), event.get("where"), event.get("start"), event.get("end"),
                r["report"], source(r), r.get("published"), r.get("as_of"), who(r), value(r), r.get("low"), r.get("high"),
                r.get("approximate"), r.get("vague"), r.get("actor"), r.get("stance"),
                said[0]["quote"] if said else None, why, *decision_cells(results, line),
            )  # fmt: skip
            out.append(dict(zip(DISAGREEMENT_COLUMNS, row, strict=True)))
    return out


def table(rows: Iterable[Row], columns: Iterable[str]) -> str:
    """Return `rows` as CSV text, RFC 4180, with cells that no spreadsheet runs."""
    columns = list(columns)
    out = io.StringIO(newline="")
    w = csv.writer(out, lineterminator="\r\n")
    w.writerow(columns)
    for row in rows:
        w.writerow(["" if row.get(c) is None else cell(row[c]) for c in columns])
    return out.getvalue()


INTAKE = "intake.csv"
RUN = ("claims.jsonl", "reports.jsonl", "lineups.jsonl", "disagreements.csv", "report.html", INTAKE)
INTAKE_COLUMNS = ("file", "where", "report", "outcome", "why")


def _fates(taken: Any) -> list[dict[str, Any]]:
    # the name of a file need not be text in any encoding
    return [{c: safe(getattr(e, c)) for c in INTAKE_COLUMNS} for e in taken.manifest]


def intake(taken: Any) -> str:
    """Return the manifest of what became of each file and row of the input, as CSV."""
    return table(_fates(taken), INTAKE_COLUMNS)


def keep_intake(folder: Path, taken: Any) -> None:
    """Put the manifest of `taken` into the project's intake.csv: what it says of a file that was given before is replaced."""
    fates = _fates(taken)
    given = {cell(row["file"]) for row in fates}
    folder.mkdir(parents=True, exist_ok=True)
    with _alone(folder):
        kept = [row for row in _kept(folder / INTAKE) if row["file"] not in given]
        write(folder / INTAKE, table([*kept, *fates], INTAKE_COLUMNS))


def _kept(path: Path) -> list[dict[str, Any]]:
    """Return the rows of a manifest that is there; none where it is not, or where it is not one of ours."""
    try:
        with path.open(encoding="utf-8", newline="") as f:
            rows = list(csv.DictReader(f, strict=True))
    except (OSError, ValueError, csv.Error):
        return []
    return rows if all(set(row) == set(INTAKE_COLUMNS) and None not in row.values() for row in rows) else []


@contextmanager
def _alone(folder: Path) -> Iterator[None]:
    """Let one process at a time in, where the system can: two may add to a project at once."""
    try:
        import fcntl
    except ImportError:
        yield
        return
    place = os.open(folder, os.O_RDONLY)
    try:
        fcntl.flock(place, fcntl.LOCK_EX)
        yield
    finally:
        os.close(place)


def spare(given: Iterable[Path], targets: Iterable[Path]) -> None:
    """Raise ValueError where one of the files `targets` is to be written over a report: one of `given`, or a file in its folder.

    In a folder that holds a run, the files of these names are that run's.
    """
    reports = [p.resolve() for p in given]
    for target in targets:
        path = target.resolve()
        inside = path.is_file() and not written(n.name for n in path.parent.iterdir())
        if path in reports or (inside and any(r in path.parents for r in reports)):
            raise ValueError(f"{target}: is one of the reports and would be written over; name another place for the results")


def write_run(results: Results, out: Path) -> list[Path]:
    """Write the five files of a run into the folder `out` and return their paths."""
    from app.html import page

    content = {
        "claims.jsonl": jsonl(results.claims),
        "reports.jsonl": jsonl(results.reports),
        "lineups.jsonl": jsonl(results.lineups),
        "disagreements.csv": table(disagreement_rows(results), DISAGREEMENT_COLUMNS),
        "report.html": page(results),
    }
    for name, text in content.items():
        write(out / name, text)
    return [out / name for name in content]
