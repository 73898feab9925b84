"""What an engine finds in files and folders is what one machine finds: the same files in the same order, and the same lines for the others."""

from __future__ import annotations

from pathlib import Path

import pytest
from ray_cluster import desk

from claims.reports import Intake, read
from index.engine import intake
from index.engine.folder import opened

TEXT = "Shells hit a bakery in Upper Tarn on Thursday, killing four people, the mayor said."


def taken(paths: list[str], work: Path) -> Intake:
    """Return what a run on an engine says of its input, each file read in a task of its own."""
    found = intake.find(paths)
    names = [f"read/{n}" for n in range(len(found.files))]
    for name, file in zip(names, found.files, strict=True):
        intake.read(str(work), name, [file], {}, 10)
    _, manifest, problems = intake.admit(opened(str(work)), names)
    return Intake((), (*found.problems, *map(found.named, problems)), tuple(found.manifest(manifest)))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Reports, a copy, files of other kinds before, between and after them, an empty file, and what a run wrote."""
    top = tmp_path / "in"
    for name, text in {
        "_SUCCESS": "", "a.txt": TEXT, "b.xyz": "?", "c.txt": TEXT, "d.txt": "", "source=Tarn%20Herald/e.txt": f"{TEXT} More later.",
        "source=Tarn%20Herald/z": "?", "old/rashomon.db": "", "old/claims.jsonl": "{}",
    }.items():  # fmt: skip
        (top / name).parent.mkdir(parents=True, exist_ok=True)
        (top / name).write_text(text)
    (top / "away").symlink_to(tmp_path)
    return top


@pytest.mark.parametrize("given", [["in"], ["in/c.txt", "in", "nowhere", "in/b.xyz"], ["in/old"], ["in", "in"]])
def test_every_file_has_the_line_that_one_machine_gives_it(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, given: list[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    wanted, got = read(given), taken(given, tmp_path / "work")
    assert got.manifest == wanted.manifest and sorted(map(str, got.problems)) == sorted(map(str, wanted.problems))
    assert len(wanted.skipped) >= 1


def test_behind_a_url_files_have_the_same_lines(folder: Path, tmp_path: Path) -> None:
    desk()
    (folder / "away").unlink()
    wanted, got = read([folder]), taken([f"desk:/{folder}"], tmp_path / "work")
    lines = [(e.file.removeprefix("desk://"), e.where, e.report, e.outcome, e.why) for e in got.manifest]
    assert lines == [(e.file, e.where, e.report, e.outcome, e.why) for e in wanted.manifest if "Rashomon wrote" not in e.why]
    (nothing,) = taken(["desk://nowhere"], tmp_path / "work").manifest
    assert (nothing.outcome, nothing.why) == ("failed", "no such file or folder")
