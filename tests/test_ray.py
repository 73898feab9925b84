"""The engine Ray: the same lines as on one machine, whatever the pieces are, and whatever dies on the way."""

from __future__ import annotations

import json
import socket
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from ray_cluster import DEADLY, POISON, WORDS, alive, cluster, desk, lines
from store_accounts import WordEncoder

from benchmarks.made_up import made, put
from claims.reports import read
from index import ClaimIndex

pytest.importorskip("ray", reason="the extra rashomon[ray] is not installed")

REPORTS = 60


@pytest.fixture(scope="module")
def nodes() -> Iterator[Any]:
    with cluster() as found:
        yield found


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Reports in files of two kinds, a table cut by outlet among them; one report is given twice, and one id stands for two texts."""
    import pandas as pd

    rows = list(made(REPORTS, per_day=20))
    path = tmp_path_factory.mktemp("reports")
    put(iter(rows[:25]), path / "first")
    put(iter([*rows[25:45], rows[3], {**rows[30], "id": rows[4]["id"]}]), path / "second")
    pd.DataFrame(rows[45:]).to_parquet(path / "rest", partition_cols=["source"])
    return path


def on_one_machine(folder: Path, encoder: WordEncoder | None) -> dict[str, list[str]]:
    with ClaimIndex(encoder=encoder) as index:
        index.add(read([folder]).reports)
        found = {"claims": index.claim_rows(), "reports": index.report_rows(), "lineups": index.lineup_rows()}
    return {k: [json.dumps(r, ensure_ascii=False) for r in rows] for k, rows in found.items()}


@pytest.fixture(scope="module")
def expected(folder: Path) -> dict[str, list[str]]:
    """What one machine says, with the encoder that all tests but one have."""
    return on_one_machine(folder, WordEncoder())


def go(folder: Path, work: Path, encoder: str | None = WORDS, **options: Any) -> Any:
    from index.engine.run import run

    return run([str(folder)], str(work), encoder=encoder, **options)


def written(work: Path, expected: dict[str, list[str]]) -> bool:
    """Whether the Parquet files below `work` say what the lines say."""
    from index.engine import columns

    return all(
        {json.dumps(r) for r in columns.rows(str(work), kind)} == {json.dumps(json.loads(line)) for line in wanted}
        for kind, wanted in expected.items()
    )


def test_line_for_line_as_on_one_machine_in_small_pieces_with_the_models(nodes: Any, folder: Path, tmp_path: Path) -> None:
    expected = on_one_machine(folder, None)
    done = go(folder, tmp_path, None, piece=7)
    assert lines(done) == expected and written(tmp_path, expected)
    told = [(e.where, e.report, e.outcome) for e in done.manifest]
    assert told == [(e.where, e.report, e.outcome) for e in read([folder]).manifest]


def test_a_tile_more_or_less_changes_no_line(
    nodes: Any, folder: Path, expected: dict[str, list[str]], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from index.engine import lining, tiles

    monkeypatch.setattr(tiles.chunks, "__defaults__", (9,))
    monkeypatch.setattr(lining.buckets, "__defaults__", (5,))
    done = go(folder, tmp_path)
    assert done.counts["tiles"] > 10 and done.counts["buckets"] > 3
    assert lines(done)["lineups"] == expected["lineups"]


def test_line_for_line_in_large_pieces_of_reports_and_work_that_lie_wherever_fsspec_opens(
    nodes: Any, folder: Path, expected: dict[str, list[str]], tmp_path: Path
) -> None:
    from index.engine.run import run

    desk()
    done = run([f"desk:/{folder}"], f"desk:/{tmp_path}/work", encoder=WORDS, piece=1000)
    assert not done.work.local and done.work.url == f"desk:/{tmp_path}/work"
    assert lines(done) == expected and written(tmp_path / "work", expected)
    told = [(e.file.removeprefix("desk://"), e.where, e.report, e.outcome) for e in done.manifest]
    assert told == [(e.file, e.where, e.report, e.outcome) for e in read([folder]).manifest]


def test_a_work_folder_that_one_process_alone_sees_is_said(nodes: Any, folder: Path) -> None:
    from index.engine.run import run

    with pytest.raises(OSError, match="memory://work: what the cluster's machines wrote is not there; name a --work"):
        run([str(folder)], "memory://work", encoder=WORDS)


@pytest.mark.parametrize("form", ["127.0.0.1:{}", "ray://127.0.0.1:{}"])
def test_an_address_where_nothing_answers_is_said_at_once(form: str) -> None:
    from index.engine.run import reach

    with socket.create_server(("127.0.0.1", 0)) as server:
        address = form.format(server.getsockname()[1])
        reach(address)
    with pytest.raises(OSError, match="refused"):
        reach(address)
    reach("auto")


@pytest.mark.parametrize(
    ("gpus", "device", "wanted"),
    [
        (2, "auto", (2, {"num_gpus": 1}, "cuda")),
        (0, "auto", (4, {"num_cpus": 0}, "auto")),
        (2, "cpu", (4, {"num_cpus": 0}, "cpu")),
    ],
)
def test_each_gpu_of_the_cluster_encodes_unless_told_not_to(gpus: int, device: str, wanted: object) -> None:
    from index.engine.run import encoders

    assert encoders(gpus, 8, device) == wanted


def test_a_poisonous_report_is_set_aside_and_named_and_the_run_goes_on(nodes: Any, tmp_path: Path) -> None:
    rows = list(made(12, per_day=12))
    bad = {**rows[5], "id": "bad", "text": f"A bomb killed 12 people in {POISON} on Monday."}
    deadly = {**rows[6], "id": "deadly", "text": f"A bomb killed 12 people in {DEADLY} on Monday."}
    put(iter([*rows[:6], bad, deadly, *rows[6:]]), tmp_path / "in")
    done = go(tmp_path / "in", tmp_path / "work", piece=2)
    assert [json.loads(r["report_line"])["report"] for r in done.report_rows()] == [r["id"] for r in rows]
    said = sorted(str(p) for p in done.problems)
    assert len(said) == 2 and done.counts["aside"] == 2
    assert "line 7: report bad could not be understood (RuntimeError: no reading for this)" in said[0]
    assert "line 8: report deadly could not be understood (it ends the process" in said[1]
    lost = [(e.where, e.report, e.outcome, e.why.partition(" (")[0]) for e in done.manifest if e.outcome != "read"]
    assert lost == [(f"line {n}", r, "failed", "could not be understood") for n, r in ((7, "bad"), (8, "deadly"))]


def test_a_run_that_was_stopped_goes_on_from_what_is_finished(
    nodes: Any, folder: Path, expected: dict[str, list[str]], tmp_path: Path
) -> None:
    def stop(stage: str, done: int, total: int) -> None:
        if stage == "Reading what they say" and done >= 3:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        go(folder, tmp_path, piece=7, progress=stop)
    before = {p: p.stat().st_mtime_ns for p in tmp_path.glob("*/*") if p.suffix in (".parquet", ".json")}
    assert sum(p.parent.name == "accounts" for p in before) >= 9  # three files a piece
    done = go(folder, tmp_path, piece=7)
    assert lines(done) == expected
    finished = {p for p in before if p.with_name(p.name.split("-")[0].split(".")[0] + ".json") in before}
    assert finished and all(p.stat().st_mtime_ns == before[p] for p in finished)


def test_a_node_that_dies_in_the_middle_costs_no_line(
    nodes: Any, folder: Path, expected: dict[str, list[str]], tmp_path: Path
) -> None:
    """The last test: it leaves the cluster with one node."""
    killed = []

    def kill(stage: str, done: int, total: int) -> None:
        if stage == "Reading what they say" and done >= 2 and not killed:
            killed.append(done)
            nodes.remove_node(nodes.worker_nodes.copy().pop(), allow_graceful=False)

    assert alive() == 2
    done = go(folder, tmp_path, piece=5, progress=kill)
    assert killed and done.counts["reports"] == REPORTS + 1
    assert lines(done) == expected
    deadline = time.monotonic() + 60
    while alive() != 1 and time.monotonic() < deadline:
        time.sleep(0.5)  # the head notices by a heartbeat that does not come
    assert alive() == 1
