"""What can go wrong with a store on disk, each done for real: kills, torn files, a full disk, two writers, no right to write, another encoder."""

from __future__ import annotations

import ctypes
import os
import random
import shutil
import signal
import sqlite3
import subprocess
import sys
import threading
import time
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from store_accounts import Reader, WordEncoder, reader, report, results
from store_child import BATCH, batch

from claims.records import Report
from index import ClaimIndex, migrations, neighbours, searching
from index.store import FILE, Store

__all__ = ["reader"]
HERE = Path(__file__).parent


def some(n: int = 12, first: int = 0) -> list[Report]:
    return [report(f"r{i}", (1 + i % 5, i % 4, 0, "killed", i)) for i in range(first, first + n)]


def child(folder: Path, seed: int, rounds: int = 1000) -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        [sys.executable, str(HERE / "store_child.py"), str(folder), str(seed), str(rounds)],
        env={**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, (str(HERE), os.environ.get("PYTHONPATH"))))},
    )


def log(folder: Path) -> list[str]:
    path = folder.with_suffix(".log")
    return path.read_text(encoding="utf-8").splitlines() if path.exists() else []


def kill_and_look(tmp_path: Path, seed: int) -> None:
    folder = tmp_path / f"store{seed}"
    writer = child(folder, seed)
    rng = random.Random(seed)
    while "open" not in log(folder) and writer.poll() is None:
        time.sleep(0.02)
    time.sleep(rng.uniform(0.0, 0.8))
    writer.send_signal(signal.SIGKILL)
    writer.wait()
    noted = log(folder)
    with ClaimIndex(folder, encoder=WordEncoder()) as index:
        assert index.doctor() == []
        # Whole batches or nothing of them; and what was reported as kept is there, if it was not being removed.
        there = Counter(r.partition("-")[0] for r in index.texts())
        assert set(there.values()) <= {BATCH}
        removing = {line.removeprefix("removing ") for line in noted if line.startswith("removing")}
        for line in noted:
            if line.startswith("batch ") and line.removeprefix("batch ") not in removing:
                assert f"b{line.removeprefix('batch ')}" in there
        decided = {d["note"] for d in index.decision_rows()}
        assert {line.removeprefix("decision ") for line in noted if line.startswith("decision")} <= decided
        # Going on from here ends where an undisturbed run ends.
        held = [r for n in sorted(int(b[1:]) for b in there) for r in batch(seed, n)]
        with ClaimIndex(encoder=WordEncoder()) as scratch:
            scratch.add(held)
            assert results(index) == results(scratch)
            more = batch(seed, 999)
            index.add(more)
            scratch.add(more)
            assert results(index) == results(scratch)
        assert index.doctor() == []


@pytest.mark.parametrize("seed", range(5))
def test_a_killed_writer_leaves_a_whole_store(reader: Reader, tmp_path: Path, seed: int) -> None:
    kill_and_look(tmp_path, seed)


@pytest.mark.nightly
@pytest.mark.parametrize("seed", range(5, 55))
def test_fifty_killed_writers_leave_whole_stores(reader: Reader, tmp_path: Path, seed: int) -> None:
    kill_and_look(tmp_path, seed)


def test_what_an_interrupted_run_has_read_is_not_read_again(
    reader: Reader, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with ClaimIndex(tmp_path, encoder=WordEncoder()) as index:
        encoder = index.encoder
        monkeypatch.setattr(encoder, "encode", lambda texts: (_ for _ in ()).throw(KeyboardInterrupt))
        with pytest.raises(KeyboardInterrupt):
            index.add(some())
        assert index.texts() == {} and index.claim_rows() == []
        assert reader.reports == 12
        monkeypatch.undo()
    from index import reading

    again = Reader()
    monkeypatch.setattr(reading, "accounts", again)
    with ClaimIndex(tmp_path, encoder=WordEncoder()) as index:
        assert len(index.add(some()).added) == 12
        assert again.reports == 0
        assert index.doctor() == [] and index.status()["half_read"] == 0


def small_cache(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(searching, "FEW", 2)


@pytest.mark.parametrize("damage", ["missing", "torn", "flipped", "empty", "other"])
def test_a_damaged_index_file_is_set_aside_and_never_trusted(
    reader: Reader, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, damage: str
) -> None:
    small_cache(monkeypatch)
    with ClaimIndex(tmp_path / "a", encoder=WordEncoder()) as index:
        index.add(some())
        before = index.search("bombing in Orvane")
    path = tmp_path / "a" / neighbours.FILE
    data = path.read_bytes()
    if damage == "missing":
        path.unlink()
    elif damage == "torn":
        path.write_bytes(data[: len(data) // 2])
    elif damage == "flipped":
        path.write_bytes(data[:-100] + bytes([data[-100] ^ 0xFF]) + data[-99:])
    elif damage == "empty":
        path.write_bytes(b"")
    else:  # the index of another store, whole in itself
        with ClaimIndex(tmp_path / "b", encoder=WordEncoder()) as other:
            other.add([report(f"r{i}", (1 + i % 5, i % 4, 1, "killed", i)) for i in range(12)])
        shutil.copy(tmp_path / "b" / neighbours.FILE, path)
    with ClaimIndex(tmp_path / "a", encoder=WordEncoder(), read_only=True) as index:
        assert [f.check for f in index.doctor()] == ([] if damage == "missing" else ["index"])
        assert index.search("bombing in Orvane").equals(before)
    with ClaimIndex(tmp_path / "a", encoder=WordEncoder()) as index:
        assert index.search("bombing in Orvane").equals(before)
        assert index.doctor() == []
    assert path.with_name(path.name + ".damaged").exists() == (damage in ("torn", "flipped", "empty"))


def test_a_full_disk_is_one_plain_line_and_loses_nothing(tmp_path: Path) -> None:
    """The limit on file size makes every write beyond it fail, as a full disk does."""
    script = f"""
import resource, sys
sys.path.insert(0, {str(HERE)!r})
from pathlib import Path
from store_accounts import Reader, WordEncoder, report
from index import ClaimIndex, reading
reading.accounts = Reader()
folder = Path({str(tmp_path)!r})
with ClaimIndex(folder, encoder=WordEncoder()) as index:
    index.add([report("a", (5, 0, 0, "killed", 12)), report("b", (5, 0, 0, "killed", 31))])
    index.decide(index.lineup_rows()[0]["id"], "real", note="kept")
    size = max(p.stat().st_size for p in folder.iterdir())
    resource.setrlimit(resource.RLIMIT_FSIZE, (size + 8192, resource.RLIM_INFINITY))
    try:
        index.add([report(f"r{{i}}", (5, 0, 0, "killed", i)) for i in range(400)])
    except OSError as e:
        print(e)
    else:
        print("no error")
"""
    run = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, timeout=600, check=False)
    assert "the disk may be full; nothing was lost" in run.stdout, run.stderr
    assert run.stdout.count("\n") == 1 and run.stderr == ""
    with ClaimIndex(tmp_path, encoder=WordEncoder()) as index:
        assert list(index.texts()) == ["a", "b"]
        assert [d["note"] for d in index.decision_rows()] == ["kept"]
        assert index.doctor() == []


def test_a_disk_too_full_for_the_index_file_costs_only_the_file(
    reader: Reader, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    small_cache(monkeypatch)

    def full(*_: Any) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with ClaimIndex(tmp_path, encoder=WordEncoder()) as index:
        index.add(some())
        assert not index.search("bombing in Orvane").empty
    assert not (tmp_path / neighbours.FILE).exists() and not list(tmp_path.glob("*.part"))


def test_two_writers_at_once_both_get_their_reports_in(tmp_path: Path, reader: Reader) -> None:
    folder = tmp_path / "store"
    with ClaimIndex(folder, encoder=WordEncoder()) as index:
        index.add(some(4))
    writers = [child(folder, seed, 6) for seed in (1, 1)]  # the same batches from both, and removals of the other's
    assert [w.wait(timeout=600) for w in writers] == [0, 0]
    with ClaimIndex(folder, encoder=WordEncoder()) as index:
        assert index.doctor() == []
        held = list(index.texts())
        assert {"r0", "r1", "r2", "r3"} <= set(held) and set(
            Counter(i.partition("-")[0] for i in held if i[0] == "b").values()
        ) <= {BATCH}
        with ClaimIndex(encoder=WordEncoder()) as scratch:
            scratch.add([*some(4), *(r for n in range(6) for r in batch(1, n) if r.id in held)])
            assert results(index) == results(scratch)


def test_a_writer_that_waits_too_long_says_so(tmp_path: Path, reader: Reader) -> None:
    with ClaimIndex(tmp_path, encoder=WordEncoder()) as index:
        other = sqlite3.connect(tmp_path / FILE, isolation_level=None)
        other.execute("BEGIN IMMEDIATE")
        index.store.db.execute("PRAGMA busy_timeout = 50")
        with pytest.raises(OSError, match="another Rashomon is writing; wait"):
            index.add(some())
        other.execute("ROLLBACK")
        assert len(index.add(some()).added) == 12


def test_a_reader_during_a_write_sees_one_moment(tmp_path: Path, reader: Reader) -> None:
    folder = tmp_path / "store"
    with ClaimIndex(folder, encoder=WordEncoder()) as index:
        index.add(some(4))
        stop = threading.Event()
        seen: list[Any] = []

        def look() -> None:
            while not stop.is_set():
                with ClaimIndex(folder, encoder=WordEncoder(), read_only=True) as other:
                    with other.store.snapshot():
                        texts, claims, lines = other.texts(), other.claim_rows(), other.lineup_rows()
                    known = {c["id"] for c in claims}
                    seen.append(
                        {c["report"] for c in claims} == set(texts)
                        and all(c in known for x in lines for r in x["readings"] for c in r["claims"])
                    )

        thread = threading.Thread(target=look)
        thread.start()
        for n in range(12):
            index.add(batch(3, n))
            if n % 3 == 2:
                index.remove([r.id for r in batch(3, n - 1)])
        stop.set()
        thread.join()
    assert len(seen) > 3 and all(seen)


def bound_by_permissions() -> None:
    """Let root be refused where others are: without CAP_DAC_OVERRIDE (1) in the bounding set (prctl 24), from the next exec on."""
    if os.geteuid() == 0 and ctypes.CDLL(None, use_errno=True).prctl(24, 1, 0, 0, 0):
        os._exit(77)


@pytest.mark.parametrize("log_left", [False, True])
def test_a_folder_that_cannot_be_written_is_read_and_not_written(tmp_path: Path, reader: Reader, log_left: bool) -> None:
    folder = tmp_path / "store"
    index = ClaimIndex(folder, encoder=WordEncoder())
    index.add(some())
    if log_left:  # as a killed writer leaves it
        copy = tmp_path / "copy"
        shutil.copytree(folder, copy)
        assert (copy / f"{FILE}-wal").stat().st_size
        (copy / f"{FILE}-shm").unlink(missing_ok=True)
        folder = copy
    index.close()
    for path in [*folder.iterdir(), folder]:
        path.chmod(0o555 if path.is_dir() else 0o444)
    before = sorted((p.name, p.stat().st_size) for p in folder.iterdir())
    script = f"""
import sys
sys.path.insert(0, {str(HERE)!r})
from store_accounts import Reader, WordEncoder, report
from index import ClaimIndex, reading
reading.accounts = Reader()
with ClaimIndex({str(folder)!r}, encoder=WordEncoder(), read_only=True) as index:
    print(len(index.claim_rows()), len(index.search("bombing in Orvane", limit=3)), index.doctor())
try:
    with ClaimIndex({str(folder)!r}, encoder=WordEncoder()) as index:
        index.add([report("new", (5, 0, 0, "killed", 12))])
except OSError as e:
    print(e)
"""
    run = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, timeout=600, check=False, preexec_fn=bound_by_permissions
    )
    if run.returncode == 77:
        pytest.skip("root cannot give up its right to write anywhere here")
    lines = run.stdout.splitlines()
    assert lines[:1] == ["12 3 []"], run.stdout + run.stderr
    assert "the folder cannot be written" in lines[1]
    assert sorted((p.name, p.stat().st_size) for p in folder.iterdir()) == before
    folder.chmod(0o755)


def test_another_encoder_than_the_vectors_came_from(tmp_path: Path, reader: Reader) -> None:
    with ClaimIndex(tmp_path, encoder=WordEncoder()) as index:
        index.add(some())
    with ClaimIndex(tmp_path, encoder=WordEncoder("other words")) as index:
        with pytest.raises(ValueError, match="encoded with words@test, not with other words@test"):
            index.search("bombing")
        index.add(some(2, first=20))  # now everything is encoded and lined up anew
        assert index.doctor() == []
        assert not index.search("bombing in Orvane").empty
        with ClaimIndex(encoder=WordEncoder("other words")) as scratch:
            scratch.add([*some(), *some(2, first=20)])
            assert results(index) == results(scratch)
            assert index.search("bombing in Orvane").equals(scratch.search("bombing in Orvane"))


def test_a_newer_store_is_refused_with_a_clear_line(tmp_path: Path, reader: Reader) -> None:
    with ClaimIndex(tmp_path, encoder=WordEncoder()) as index:
        index.add(some())
        index.store.db.execute(f"PRAGMA user_version = {migrations.VERSION + 1}")
    for read_only in (True, False):
        with pytest.raises(ValueError, match=r"made by a newer Rashomon .* upgrade with"):
            ClaimIndex(tmp_path, encoder=WordEncoder(), read_only=read_only)


def test_an_older_store_is_upgraded_step_by_step(tmp_path: Path, reader: Reader, monkeypatch: pytest.MonkeyPatch) -> None:
    with ClaimIndex(tmp_path, encoder=WordEncoder()) as index:
        index.add(some())
        before = results(index)
    monkeypatch.setattr(migrations, "STEPS", (*migrations.STEPS, "ALTER TABLE runs ADD COLUMN extra TEXT NOT NULL DEFAULT ''"))
    monkeypatch.setattr(migrations, "VERSION", migrations.VERSION + 1)
    with ClaimIndex(tmp_path, encoder=WordEncoder(), read_only=True) as index:  # opening to read upgrades too, where it can
        assert results(index) == before
        assert index.status()["store_version"] == migrations.VERSION
        assert index.store.all("SELECT extra FROM runs") == [("",)]


def test_a_file_that_is_no_store_is_named(tmp_path: Path) -> None:
    (tmp_path / FILE).write_bytes(b"this is no database, it is a letter to my aunt. " * 40)
    with pytest.raises(OSError, match=r"rashomon\.db: damaged .*; restore a copy, or check the reports anew"):
        ClaimIndex(tmp_path, encoder=WordEncoder())
    with pytest.raises(FileNotFoundError, match="no store there; make one with"):
        ClaimIndex(tmp_path / "nowhere", encoder=WordEncoder(), read_only=True)
    with ClaimIndex(tmp_path / "torn", encoder=WordEncoder()) as index:
        index.store.db.execute("DROP TABLE lineups")
        with pytest.raises(OSError, match=r"rashomon\.db: damaged \(no such table: lineups\); restore a copy"):
            index.status()


@pytest.mark.parametrize(
    ("check", "damage"),
    [
        ("edges", "INSERT INTO edges VALUES (1, 99999, 0.9)"),
        ("claims", "DELETE FROM claims WHERE id = (SELECT min(id) FROM claims)"),
        ("lineups", 'UPDATE lineups SET body = replace(body, \'"claims":["c\', \'"claims":["x\')'),
        ("grouped", "UPDATE events SET grp = NULL WHERE rid = 1"),
        ("vectors", "UPDATE vectors SET vector = x'00' WHERE rid = 1"),
    ],
)
def test_doctor_finds_a_violated_invariant_and_repairs_it(tmp_path: Path, reader: Reader, check: str, damage: str) -> None:
    with ClaimIndex(tmp_path, encoder=WordEncoder()) as index:
        index.add(some())
        index.decide(index.lineup_rows()[0]["id"], "real", note="kept")
        before = results(index)
        index.store.db.execute("PRAGMA foreign_keys = OFF")
        index.store.db.execute(damage)
        index.store.db.execute("PRAGMA foreign_keys = ON")
        found = index.doctor()
        assert check in {f.check for f in found} and not any(f.repaired for f in found)
        assert all(f.repaired for f in index.doctor(repair=True))
        assert index.doctor() == []
        assert results(index) == before
        assert [d["note"] for d in index.decision_rows()] == ["kept"]


def test_a_changed_report_text_is_found_but_not_made_up(tmp_path: Path, reader: Reader) -> None:
    with ClaimIndex(tmp_path, encoder=WordEncoder()) as index:
        index.add(some())
        index.store.db.execute("UPDATE reports SET text = 'x' || text WHERE id = 'r1'")
        assert {f.check for f in index.doctor()} == {"digest", "quotes"}
        assert not any(f.repaired for f in index.doctor(repair=True))


def test_only_one_connection_is_needed_to_read(tmp_path: Path, reader: Reader) -> None:
    with ClaimIndex(tmp_path, encoder=WordEncoder()) as index:
        index.add(some())
    store = Store(tmp_path, read_only=True)
    with pytest.raises(OSError, match="opened for reading only"), store.transaction():
        pass
    store.close()
