"""The store as other programs read it: views with plain columns, and Datasette's metadata for them."""

from __future__ import annotations

import json
import sqlite3
from pathlib import Path

import pytest
from typer.testing import CliRunner

import app.commands  # noqa: F401  (registers the commands)
from app import exports
from app.cli import app as commands
from claims.records import Report
from index import ClaimIndex

RUN = CliRunner()
REPORTS = [
    Report("a", "A car bomb killed 18 people in Aleppo on 12 March 2024, the health ministry said.", "Wire", "2024-03-12"),
    Report("b", "A car bomb killed 31 people in Aleppo on 12 March 2024, a monitor said.", "Post", "2024-03-12"),
]


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("store")
    with ClaimIndex(folder) as index:
        index.add(REPORTS)
    return folder


def _rows(folder: Path, sql: str) -> list[dict[str, object]]:
    db = sqlite3.connect(folder / "rashomon.db")
    db.row_factory = sqlite3.Row
    try:
        return [dict(r) for r in db.execute(sql)]
    finally:
        db.close()


def test_the_views_say_what_the_index_says(project: Path) -> None:
    with ClaimIndex(project, read_only=True) as index:
        claims, lineups = index.claim_rows(), index.lineup_rows()
    seen = {r["id"]: r for r in _rows(project, "SELECT * FROM view_claims")}
    assert set(seen) == {c["id"] for c in claims}
    for c in claims:
        row = seen[c["id"]]
        for column in ("report", "kind", "measure", "subject", "actor", "low", "high", "vague", "quote", "start", "end"):
            assert row[column] == c[column], column
        assert json.loads(str(row["said_by"] or "[]")) == c["said_by"]
        assert row["event_what"] == c["event"]["what"] and row["event_start"] == c["event"]["start"]
    assert {r["id"]: r["verdict"] for r in _rows(project, "SELECT * FROM view_lineups")} == {
        x["id"]: x["verdict"] for x in lineups
    }
    assert len(_rows(project, "SELECT * FROM view_readings")) == sum(len(x["readings"]) for x in lineups)
    assert [r["verdict"] for r in _rows(project, "SELECT * FROM view_disagreements")] == ["disagreement"]
    assert {r["report"]: r["claims"] for r in _rows(project, "SELECT * FROM view_reports")} == {"a": 1, "b": 1}


def test_datasette_is_told_of_every_view_and_hides_the_tables(project: Path, tmp_path: Path) -> None:
    done = RUN.invoke(commands, ["report", str(project), "--format", "datasette", "-o", str(tmp_path / "metadata.json")])
    assert done.exit_code == 0, done.output
    tables = json.loads((tmp_path / "metadata.json").read_text(encoding="utf-8"))["databases"]["rashomon"]["tables"]
    made = _rows(project, "SELECT type, name FROM sqlite_master WHERE type IN ('table', 'view')")
    assert set(exports.VIEWS) == {r["name"] for r in made if r["type"] == "view"}
    assert all(tables[str(r["name"])] == {"hidden": True} for r in made if r["type"] == "table")


def test_check_and_report_refuse_a_policy_that_is_none(project: Path) -> None:
    for line in (["report", str(project)], ["check", str(project), "--out", str(project / "x")]):
        done = RUN.invoke(commands, [*line, "--policy", "guess"])
        assert done.exit_code == 1 and "one of conservative" in done.output
    assert not (project / "x").exists()


def test_check_writes_the_estimates_of_the_policy_only(tmp_path: Path) -> None:
    (tmp_path / "in.jsonl").write_text("".join(json.dumps({"id": r.id, "text": r.text, "source": r.source,
                                                           "published": r.published}) + "\n" for r in REPORTS))  # fmt: skip
    done = RUN.invoke(commands, ["check", str(tmp_path / "in.jsonl"), "--out", str(tmp_path / "out"), "--policy", "range"])
    assert done.exit_code == 0, done.output
    lines = [json.loads(x) for x in (tmp_path / "out" / "lineups.jsonl").read_text(encoding="utf-8").splitlines()]
    assert lines and all(set(x["estimates"]) <= {"range"} for x in lines) and any(x["estimates"] for x in lines)


def test_policies_are_listed_with_what_they_do() -> None:
    text = RUN.invoke(commands, ["policies"]).output
    assert "lowest and the highest figure" in text and "ACLED Codebook" in text


@pytest.mark.parametrize("view", ["view_lineups", "view_readings", "view_claims", "view_reports"])
def test_each_column_of_a_view_is_documented(project: Path, view: str) -> None:
    text = (Path(__file__).parents[1] / "docs" / "tables.md").read_text(encoding="utf-8")
    part = text.split(f"### `{view}`")[1].split("\n###")[0]
    columns = [str(r["name"]) for r in _rows(project, f"PRAGMA table_info({view})")]
    assert columns and [c for c in columns if f"| `{c}` | " not in part] == []
