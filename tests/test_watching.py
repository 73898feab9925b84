"""A watched folder gives each file once it is whole, and again when it changed."""

from __future__ import annotations

import os
from pathlib import Path

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
