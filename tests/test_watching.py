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
    (tmp_path / "a.txt").symlink_to(tmp_path / "gone")
    (tmp_path / "b.txt").write_text("x")
    monkeypatch.setattr(Path, "is_file", lambda path: True)  # it was there when it was listed
    watcher = Watcher(tmp_path)
    assert watcher.look() + watcher.look() == [tmp_path / "b.txt"]


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
    listed = (tmp_path / "out" / "intake.csv").read_text(encoding="utf-8").splitlines()[1:]
    assert sorted((Path(row.split(",")[0]).name, row.split(",")[3]) for row in listed) == [
        ("a.txt", "read"),
        ("b.jsonl", "failed"),
    ]


def test_the_project_inside_a_watched_folder_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "out").mkdir()
    for name in ("a.txt", "out/report.html"):
        (tmp_path / name).write_text("x")
    watcher = Watcher(tmp_path, tmp_path / "out")
    assert watcher.look() + watcher.look() == [tmp_path / "a.txt"]
