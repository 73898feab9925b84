"""A project folder as the faces see it: open its index, load its finished results, keep a decision."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from app import files, filters, writing
from app.filters import decided_ids
from app.results import Results

if TYPE_CHECKING:
    from index.claim_index import ClaimIndex

STORE = "rashomon.db"


def open_index(folder: Path, parser: str | None = None, encoder: str | None = None, device: str = "auto") -> ClaimIndex:
    """Open the project in `folder` for writing, or make it. Models load when they are first needed."""
    from index import ClaimIndex

    return ClaimIndex(folder, encoder=encoder, device=device, parser=parser)


def results_of(index: ClaimIndex) -> Results:
    """Return the finished results of an open index."""
    return Results(index.report_rows(), index.claim_rows(), index.lineup_rows(), index.texts(), index.decision_rows())


class Stored:
    """An open index as `app.writing.Source`: its rows one at a time."""

    def __init__(self, index: ClaimIndex) -> None:
        self.index = index
        self.counts = {"claims": int(index.store.all("SELECT count(*) FROM claims")[0][0])}

    def lineup_rows(self) -> Iterator[dict[str, Any]]:
        for row in self.index.each_lineup():
            yield {"verdict": row["verdict"], "line": json.dumps(row, ensure_ascii=False)}

    def report_rows(self, columns: Sequence[str] | None = None) -> Iterator[dict[str, Any]]:
        """Yield a row a report; its claims' lines are made when they are asked for."""
        for a in self.index.store.accounts():
            r = a.report
            row = {"id": r.id, "text": r.text, "source": r.source, "published": r.published, "title": r.title,
                   "url": r.url, "language": r.language}  # fmt: skip
            if columns is None or "report_line" in columns:
                row["report_line"] = json.dumps(a.out(), ensure_ascii=False)
            yield {**row, "claim_lines": (json.dumps(c.out(), ensure_ascii=False) for c in a.claims)}


def finish(index: ClaimIndex, out: Path, policy: Sequence[str] = ()) -> tuple[Results, list[Path]]:
    """Write the five files of an open index into `out`; return the results that the page shows, and the files' paths.

    `policy` names the policies whose estimates are shown, where not all are. A run of many claims is written as its rows come
    (`app.writing`), and keeps all policies in its files.
    """
    stored = Stored(index)
    if stored.counts["claims"] > writing.WHOLE:
        with index.store.snapshot():
            return writing.write(stored, out, index.decision_rows())
    results = results_of(index)
    if policy:
        results = filters.policies(results, policy)
    return results, files.write_run(results, out)


def load(folder: Path) -> Results:
    """Return the finished results in `folder`, without loading a model. A folder with no store gives empty results."""
    if not (folder / STORE).is_file():
        return Results([], [], [])
    from index import ClaimIndex

    with ClaimIndex(folder, read_only=True) as index:
        return results_of(index)


def lines(folder: Path, out: Path) -> list[Path]:
    """Write the three .jsonl files of the project in `folder` into `out`, row by row; return their paths."""
    from index import ClaimIndex

    with ClaimIndex(folder, read_only=True) as index, index.store.snapshot():
        return writing.write_lines(Stored(index), out)


def stamp(folder: Path) -> tuple[tuple[int, int], ...]:
    """Return what changes whenever the store was written: the times and sizes of its files."""
    found = []
    for name in (STORE, STORE + "-wal"):
        try:
            s = (folder / name).stat()
            found.append((s.st_mtime_ns, s.st_size))
        except FileNotFoundError:
            found.append((0, 0))
    return tuple(found)


def nearest(folder: Path, words: str, limit: int = 60) -> list[str] | None:
    """Return the ids of the claims nearest in meaning to `words`, nearest first; None where there is no store or no encoder for it."""
    if not (folder / STORE).is_file():
        return None
    from index import ClaimIndex

    with ClaimIndex(folder, read_only=True) as index:
        try:
            return [str(i) for i in index.search(words, limit=limit)["id"]]
        except (OSError, ValueError):
            return None


def merge(folder: Path, ids: list[str], note: str = "", who: str = "") -> None:
    """Say that line-ups are about one event."""
    with open_index(folder) as index:
        index.merge(ids, note=note, who=who)


def split(folder: Path, lineup: str, reports: list[str], note: str = "", who: str = "") -> None:
    """Say that some reports of a line-up are about another event."""
    with open_index(folder) as index:
        index.split(lineup, reports, note=note, who=who)


def decide(folder: Path, target: str, verdict: str, note: str = "", who: str = "") -> None:
    """Keep an analyst's decision on a line-up or a pair, at once and for good."""
    with open_index(folder) as index:
        index.decide(target, verdict, note=note, who=who)


def undo(folder: Path, target: str) -> None:
    """Take back the last decision on `target`; what was decided before holds again."""
    with open_index(folder) as index:
        index.undo(target)


def next_undecided(results: Results, after: str) -> str | None:
    """Return the id of the next disagreement nobody decided, going round from the line-up `after`; None where all are."""
    decided = decided_ids(results)
    ids: list[Any] = [line["id"] for line in results.disagreements]
    at = ids.index(after) + 1 if after in ids else 0
    return next((i for i in ids[at:] + ids[:at] if i not in decided and i != after), None)
