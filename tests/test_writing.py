"""A run too large for memory: its rows are written as they come, the page shows the strongest disagreements and says so."""

from __future__ import annotations

import tracemalloc
from pathlib import Path

import pytest
from store_accounts import Reader, WordEncoder, reader, report

from app import files, terminal, writing
from app.project import finish, lines, results_of
from index import ClaimIndex

__all__ = ["reader"]

LINES = ("claims.jsonl", "reports.jsonl", "lineups.jsonl")
# Two disagreements, of which the second is the stronger; one agreement; one report alone.
REPORTS = [
    report("a", (5, 0, 0, "killed", 12)),
    report("b", (5, 0, 0, "killed", 16)),
    report("c", (9, 1, 1, "killed", 10)),
    report("d", (9, 1, 1, "killed", 90)),
    report("e", (20, 2, 0, "injured", 7)),
    report("f", (20, 2, 0, "injured", 7), (20, 2, 0, "missing", 2)),
    report("g", (28, 3, 1, "killed", 3)),
]


def test_a_large_run_writes_the_same_lines_and_shows_the_strongest(
    reader: Reader, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with ClaimIndex(tmp_path / "store", encoder=WordEncoder()) as index:
        index.add(REPORTS)
        index.decide(index.lineup_rows()[0]["id"], "real", note="called both desks")
        whole, _ = finish(index, tmp_path / "small")
        monkeypatch.setattr(writing, "WHOLE", 0)
        monkeypatch.setattr(writing, "SHOWN", 1)
        part, written = finish(index, tmp_path / "large")
    assert not whole.totals and [p.name for p in written] == [*LINES, "disagreements.csv", "report.html"]
    for name in LINES:
        assert (tmp_path / "large" / name).read_bytes() == (tmp_path / "small" / name).read_bytes(), name
    assert part.lineups == whole.disagreements[:1] and len(whole.disagreements) == 2
    assert terminal.summary(part) == terminal.summary(whole)
    assert "called both desks" in (tmp_path / "large" / "disagreements.csv").read_text()
    page = (tmp_path / "large" / "report.html").read_text()
    assert f"7 reports. 8 claims in {len(whole.lineups)} line-ups. This page shows the 1 strongest disagreement" in page


def test_a_run_of_no_disagreement_is_counted_whole(reader: Reader, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(writing, "WHOLE", 0)
    with ClaimIndex(encoder=WordEncoder()) as index:
        index.add(REPORTS[4:])
        found, _ = finish(index, tmp_path)
    assert found.reports == [] and found.count("reports") == 3
    assert found.count("agreement") == 1 and found.count("disagreement") == 0


def test_the_lines_of_a_project_go_out_row_by_row(reader: Reader, tmp_path: Path) -> None:
    with ClaimIndex(tmp_path / "store", encoder=WordEncoder()) as index:
        index.add(REPORTS)
        files.write_run(results_of(index), tmp_path / "small")
    lines(tmp_path / "store", tmp_path / "out")
    for name in LINES:
        assert (tmp_path / "out" / name).read_bytes() == (tmp_path / "small" / name).read_bytes(), name


def test_line_ups_come_in_order_and_are_not_all_held(reader: Reader) -> None:
    with ClaimIndex(encoder=WordEncoder()) as index:
        index.add(REPORTS)
        assert [x["verdict"] for x in index.each_lineup()] == ["disagreement", "disagreement", "agreement", "single", "single"]
        index.store.db.executemany(
            "INSERT INTO lineups VALUES (?, 'g', 'casualties', 'killed', 'single', 0, ?)",
            ((f"x{n:05}", f'["{n:05}", "{"x" * 10_000}"]') for n in range(3_000)),
        )
        tracemalloc.start()
        ids = [row[0] for row in index.each_lineup() if isinstance(row, list)]
        peak = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
    assert ids == [f"{n:05}" for n in range(3_000)]
    assert peak < 20 << 20  # of 30 MB
