"""A watched folder gives each file once it is whole, and again when it changed."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

import app.commands  # noqa: F401  (registers the commands)
from app import project
from app.cli import cli
from app.watching import Watcher


def test_a_file_is_given_once_it_has_stopped_growing(tmp_path: Path) -> None:
    watcher = Watcher(tmp_path)
    file = tmp_path / "a.txt"
    file.write_text("one")
    assert watcher.look() == []
    file.write_text("one two")
    assert watcher.look() == [], "it grew since the last look"
    assert watcher.look() == [file]
    assert watcher.look() == []
    os.utime(file, ns=(1, 1))
    assert watcher.look() == []
    assert watcher.look() == [file], "it changed"


def test_hidden_files_are_left_alone(tmp_path: Path) -> None:
    (tmp_path / ".a.txt.part").write_text("x")
    watcher = Watcher(tmp_path)
    assert watcher.look() + watcher.look() == []


def test_a_file_that_goes_away_meanwhile_does_not_stop_the_watch(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("a.txt", "b.txt"):
        (tmp_path / name).write_text("x")
    watcher, stat = Watcher(tmp_path), Path.stat
    calls = 0

    def vanish(path: Path, **kw: Any) -> os.stat_result:
        nonlocal calls
        calls += path.name == "a.txt"
        if path.name == "a.txt" and calls == 2:  # there when it was listed, gone when it is looked at
            raise FileNotFoundError(2, "No such file", str(path))
        return stat(path, **kw)

    monkeypatch.setattr(Path, "stat", vanish)
    watcher.look()
    assert watcher.look() == [tmp_path / "b.txt"]


def test_a_file_that_could_not_be_kept_is_tried_again_and_one_that_cannot_be_read_is_not(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    inbox = tmp_path / "inbox"
    inbox.mkdir()
    (inbox / "a.txt").write_text("Nine people were killed in Orvane on Monday, police said.")
    (inbox / "b.jsonl").write_text("{broken")
    tries = []

    def full(*args: Any, **kw: Any) -> None:
        tries.append(args)
        raise OSError("rashomon.db: not written: the disk may be full")

    with monkeypatch.context() as patch:
        patch.setattr(project, "open_index", full)
        done = CliRunner().invoke(cli, ["watch", str(tmp_path / "out"), str(inbox), "--every", "0", "--times", "4"])
    assert len(tries) == 3 and done.exit_code == 1
    assert done.stderr.count("a.txt: see above; it is tried again") == 3 and done.stderr.count("b.jsonl: see above") == 1
    done = CliRunner().invoke(cli, ["watch", str(tmp_path / "out"), str(inbox), "--every", "0", "--times", "2", "--json"])
    assert done.exit_code == 3 and json.loads(done.stdout)["added"] == 1
