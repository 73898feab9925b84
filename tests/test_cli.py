"""The command line: what it prints, what it writes, and how it ends."""

from __future__ import annotations

import csv
import io
import json
import os
import socket
import subprocess
import sys
import traceback
from contextlib import chdir
from pathlib import Path
from unittest import mock

import pytest

from app.cli import main

ROOT = Path(__file__).resolve().parent.parent
SAMPLE = ROOT / "data" / "sample"


Done = subprocess.CompletedProcess[str]
TERMINAL = {"HF_HUB_OFFLINE": "1", "COLUMNS": "140"}


def run(*args: str, cwd: Path = ROOT, stdin: str = "") -> Done:
    """Run the command line, from `main` on, in this process: models and packages load once for all tests."""
    out, err = (io.TextIOWrapper(io.BytesIO(), "utf-8", write_through=True) for _ in range(2))
    given = io.TextIOWrapper(io.BytesIO(stdin.encode()), "utf-8")
    code: object = 0
    with (
        chdir(cwd), mock.patch.dict(os.environ, TERMINAL), mock.patch.object(sys, "argv", ["rashomon", *args]),
        mock.patch.object(sys, "stdin", given), mock.patch.object(sys, "stdout", out), mock.patch.object(sys, "stderr", err),
    ):  # fmt: skip
        try:
            main()
        except SystemExit as e:
            code = e.code or 0
        except Exception:
            traceback.print_exc()
            code = 1
    assert isinstance(code, int)
    told, said = (x.buffer.getvalue().decode() for x in (out, err))  # type: ignore[attr-defined]
    return Done(args, code, told, said)


def in_a_process(*args: str, python: tuple[str, ...] = (), **env: str) -> Done:
    """Run the command line as a user does."""
    around = {**os.environ, **TERMINAL, "PYTHONPATH": str(ROOT), **env}
    command = [sys.executable, *python, "-m", "app", *args]
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, env=around, timeout=600)


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("project")
    done = in_a_process("check", str(SAMPLE), "--out", str(out), PYTHONHASHSEED="1")
    assert done.returncode == 0, done.stderr
    assert "Dar Sulem" in done.stdout and "31" in done.stdout
    return out


def _bytes(project: Path) -> dict[str, bytes]:
    return {p.name: p.read_bytes() for p in [*project.glob("*.jsonl"), project / "report.html"]}


@pytest.fixture(scope="module")
def again(project: Path) -> tuple[dict[str, bytes], Done]:
    """The files of the first check, and a second check of the same, in a process that orders its sets differently."""
    before = _bytes(project)
    return before, in_a_process("check", str(SAMPLE), "--out", str(project), "--json", PYTHONHASHSEED="2")


def loaded(stderr: str) -> set[str]:
    """Return the modules that a process started with `-X importtime` has loaded."""
    return {line.rpartition("|")[2].strip() for line in stderr.splitlines() if line.startswith("import time:")}


def test_help_shows_an_example_and_loads_nothing_heavy() -> None:
    done = in_a_process("--help", python=("-X", "importtime"))
    assert done.returncode == 0
    assert "Example" in done.stdout and "check" in done.stdout
    found = loaded(done.stderr)
    assert "app.cli" in found and not found & {"numpy", "torch", "spacy", "pandas", "streamlit", "faiss", "altair"}


def test_version() -> None:
    assert in_a_process("--version").stdout.startswith("rashomon 0.")


def test_check_writes_its_files(project: Path) -> None:
    names = {p.name for p in project.iterdir()}
    assert {
        "claims.jsonl",
        "reports.jsonl",
        "lineups.jsonl",
        "disagreements.csv",
        "report.html",
        "intake.csv",
        "rashomon.db",
    } <= names


def test_check_again_gives_the_same_bytes(project: Path, again: tuple[dict[str, bytes], Done]) -> None:
    before, done = again
    assert done.returncode == 0, done.stderr
    assert before == _bytes(project)


def test_json_is_one_object_and_nothing_else(again: tuple[dict[str, bytes], Done]) -> None:
    _, done = again
    found = json.loads(done.stdout)
    assert found["reports"] == 26
    assert found["lineups"]["disagreement"] >= 1
    assert "\x1b" not in done.stdout + done.stderr, "no colours or bars in a pipe"


def test_fail_on_disagreement_ends_with_its_own_status(project: Path) -> None:
    assert run("check", str(SAMPLE), "--out", str(project), "--fail-on", "disagreement").returncode == 4
    assert run("check", str(SAMPLE), "--out", str(project), "--fail-on", "nonsense").returncode == 2


def test_out_and_output_are_one_option(project: Path, tmp_path: Path) -> None:
    for flag in ("--out", "--output"):
        target = tmp_path / f"{flag[2:]}.md"
        assert run("report", str(project), "--format", "md", flag, str(target)).returncode == 0
        assert "Dar Sulem" in target.read_text(encoding="utf-8")


def test_a_partial_read_has_its_own_status_and_the_good_rows_are_read(tmp_path: Path) -> None:
    file = tmp_path / "r.jsonl"
    file.write_text('{"id": "a", "text": "Two people were killed in Orvane on Monday, police said."}\n{"id": "b", "text": \n')
    done = run("extract", str(file))
    assert done.returncode == 3
    assert "r.jsonl" in done.stderr and "line 2" in done.stderr
    assert '"killed"' in done.stdout


def test_a_file_whose_name_is_no_text_is_read_and_listed(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    name = os.fsdecode(b"in/caf\xe9\nnew.txt")
    (tmp_path / name).write_text("Two people were killed in Orvane on Monday, police said.")
    done = run("check", "in", "--out", "out", cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    assert "caf\ufffd" in (tmp_path / "out" / "intake.csv").read_text(encoding="utf-8")


@pytest.mark.parametrize("args", [("check", "nothing-here", "--out", "x"), ("status", "nothing-here"), ("diff", "a", "b")])
def test_what_is_not_there_gets_one_line(args: tuple[str, ...], tmp_path: Path) -> None:
    done = run(*args, cwd=tmp_path)
    assert done.returncode == 1
    assert "Traceback" not in done.stderr
    assert "nothing-here" in done.stderr or "lineups.jsonl" in done.stderr


def test_a_folder_that_cannot_be_written_gets_one_line(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x")
    done = run("check", str(SAMPLE), "--out", str(tmp_path / "file" / "out"))
    assert done.returncode == 1
    (line,) = done.stderr.splitlines()
    assert line.startswith("rashomon: ") and "out: Not a directory; name another place" in line


def test_a_reader_that_stops_early_is_no_error_and_a_full_disk_is_one_line() -> None:
    env = {**os.environ, "PYTHONPATH": str(ROOT)}
    for command in (["policies"], ["extract", str(SAMPLE / "orvane-landslide.jsonl")]):
        with subprocess.Popen(
            [sys.executable, "-m", "app", *command], cwd=ROOT, env=env, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
        ) as child:
            assert child.stdout and child.stderr
            child.stdout.close()
            assert (child.stderr.read(), child.wait()) == ("", 0)
        if Path("/dev/full").exists():
            with Path("/dev/full").open("w") as full:
                done = subprocess.run(
                    [sys.executable, "-X", "importtime", "-m", "app", *command],
                    cwd=ROOT, env=env, stdout=full, stderr=subprocess.PIPE, text=True,
                )  # fmt: skip
            assert done.returncode == 1
            assert [line for line in done.stderr.splitlines() if not line.startswith("import time:")] == [
                "rashomon: standard output: not written (No space left on device); free some space or write it elsewhere"
            ]
            found = loaded(done.stderr)
            assert "app.cli" in found and not found & {"torch._C", "torch.nn"}, "half the time until a first report is read"
            assert ("spacy.language" in found) == (command[0] == "extract")


def test_results_are_not_written_over_reports_nor_read_as_such(tmp_path: Path) -> None:
    text = '{"text": "Nine people were killed in Orvane on Monday, police said."}\n'
    (tmp_path / "reports.jsonl").write_text(text)
    for args in (("check", "reports.jsonl", "--out", "."), ("check", ".", "--out", "."), ("extract", ".", "-o", "reports.jsonl")):
        done = run(*args, cwd=tmp_path)
        assert done.returncode == 1 and "reports.jsonl: is one of the reports and would be written over" in done.stderr
    assert (tmp_path / "reports.jsonl").read_text() == text
    for _ in range(2):
        done = run("check", ".", "--out", "out", "--json", cwd=tmp_path)
        assert (done.returncode, done.stderr, json.loads(done.stdout)["reports"]) == (0, "", 1)


def test_standard_input_is_read() -> None:
    done = run("extract", "-", stdin='{"text": "Nine people were killed in Orvane on Monday, police said."}\n')
    assert [json.loads(x)["low"] for x in done.stdout.splitlines()] == [9]


def test_add_update_remove_and_status(tmp_path: Path) -> None:
    one = tmp_path / "one.jsonl"
    one.write_text(
        '{"id": "a", "source": "A", "published": "2024-03-12", "text": "Nine people were killed in a bombing in Orvane on Monday, police said."}\n'
    )
    folder = str(tmp_path / "p")
    assert json.loads(run("add", folder, str(one), "--json").stdout)["added"] == 1
    assert json.loads(run("add", folder, str(one), "--json").stdout)["same"] == 1
    one.write_text(one.read_text().replace("Nine", "Ten"))
    assert json.loads(run("update", folder, str(one), "--json").stdout)["changed"] == 1
    found = json.loads(run("status", folder, "--json").stdout)
    assert found["reports"] == 1 and found["events_lined_up"] <= found["events"]
    assert "events lined up" in run("status", folder).stdout
    assert run("doctor", folder).returncode == 0
    assert run("remove", folder, "zzz").returncode == 1
    assert json.loads(run("remove", folder, "a", "--json").stdout)["removed"] == ["a"]


def test_search_finds_by_meaning_and_filters(project: Path) -> None:
    rows = json.loads(run("search", str(project), "how many rockets from Lebanon", "--measure", "fired", "--json").stdout)
    assert rows and all(r["measure"] == "fired" for r in rows)
    assert any("rockets" in r["quote"] for r in rows)


FORMS = ("html", "md", "xlsx", "csv", "parquet", "jsonl", "claimreview", "geojson", "datasette")
ALL_FORMS = """
import sys
from app.cli import main
project, out, *forms = sys.argv[1:]
for form in forms:
    sys.argv = ["rashomon", "report", project, "--format", form, "-o", f"{out}/{form}"]
    try:
        main()
    except SystemExit as e:
        assert not e.code, (form, e.code)
"""


@pytest.fixture(scope="module")
def written(project: Path, tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    """All formats, written twice in processes that order their sets differently."""
    out = [tmp_path_factory.mktemp("written") for _ in range(2)]
    for seed, folder in enumerate(out):
        env = {**os.environ, **TERMINAL, "PYTHONPATH": str(ROOT), "PYTHONHASHSEED": str(seed)}
        args = [sys.executable, "-c", ALL_FORMS, str(project), str(folder), *FORMS]
        done = subprocess.run(args, cwd=ROOT, capture_output=True, text=True, env=env, timeout=600)
        assert done.returncode == 0, done.stderr
    return out


@pytest.mark.parametrize("form", FORMS)
def test_each_report_format_is_written_twice_the_same(written: list[Path], form: str) -> None:
    def content(target: Path) -> dict[str, bytes]:
        files = sorted(target.iterdir()) if target.is_dir() else [target]
        return {p.name: p.read_bytes() for p in files}

    first, second = (content(folder / form) for folder in written)
    assert first and all(first.values())
    assert first == second


def test_report_filters(project: Path, tmp_path: Path) -> None:
    out = tmp_path / "r.md"
    assert run("report", str(project), "--format", "md", "--place", "Orvane", "-o", str(out)).returncode == 0
    text = out.read_text()
    assert "Orvane" in text and "Marrakat" not in text


@pytest.mark.parametrize(
    "option", [("--since", "yesterday"), ("--until", "2024-13-01"), ("--verdict", "disagrement"), ("--independent", "0")]
)
def test_a_filter_that_means_nothing_is_refused(project: Path, option: tuple[str, str]) -> None:
    done = run("report", str(project), *option)
    assert done.returncode == 2 and option[0] in done.stderr and "Traceback" not in done.stderr


def test_a_report_with_nothing_in_it_says_so(project: Path, tmp_path: Path) -> None:
    done = run("report", str(project), "--measure", "kiled", "-o", str(tmp_path / "r.html"), "--json")
    assert done.returncode == 0 and json.loads(done.stdout) == {"written": [str(tmp_path / "r.html")]}
    assert "no line-up passes these filters" in done.stderr


def test_json_of_what_else_writes(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Nine people were killed in Orvane on Monday, police said.")
    found = json.loads(run("extract", "a.txt", "--json", cwd=tmp_path).stdout)
    assert found["reports"] == 1 and [c["low"] for c in found["claims"]] == [9]
    assert json.loads(run("extract", "a.txt", "--json", "-o", "c.jsonl", cwd=tmp_path).stdout)["written"] == ["c.jsonl"]
    assert json.loads(run("config", "--json").stdout)["check"]["limit"]["default"] == 20


@pytest.mark.parametrize(
    ("content", "says"),
    [(b"\xff\xfe", "line 1: not JSON"), (b"[]", "line 1: not a line-up"), (b'{"id": "x"}', "line 1: not a line-up")],
)
def test_diff_names_a_file_that_is_no_run(project: Path, tmp_path: Path, content: bytes, says: str) -> None:
    (tmp_path / "lineups.jsonl").write_bytes(content)
    done = run("diff", str(project), str(tmp_path))
    assert done.returncode == 1 and f"lineups.jsonl, {says}" in done.stderr and "Traceback" not in done.stderr


def test_diff_tells_what_is_new(project: Path, tmp_path: Path) -> None:
    older = tmp_path / "older"
    assert run("check", str(SAMPLE / "orvane-landslide.jsonl"), "--out", str(older)).returncode == 0
    found = json.loads(run("diff", str(older), str(project), "--json").stdout)
    assert any("Dar Sulem" in x["question"] for x in found["new"])
    same = json.loads(run("diff", str(project), str(project), "--json").stdout)
    assert same == {"new": [], "resolved": [], "changed": []}


def test_explain_says_what_was_understood() -> None:
    done = run("explain", "At least 18 people were killed in Orvane, officials said.")
    assert done.returncode == 0
    assert "18" in done.stdout and "killed" in done.stdout and "officials" in done.stdout


def test_what_is_typed_need_not_be_utf8(project: Path) -> None:
    odd = os.fsdecode(b"Five \xff were killed.")
    for args in (("explain", odd, "--json"), ("search", str(project), odd), ("actors", odd), ("remove", str(project), odd)):
        done = run(*args)
        assert done.returncode == (args[0] == "remove"), done.stderr
        assert "Traceback" not in done.stderr and "codec" not in done.stderr


def test_an_address_that_is_not_free_is_named(project: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = str(taken.getsockname()[1])
        done = run("app", str(project), "--no-browser", "--address", "127.0.0.1", "--port", port)
    assert done.returncode == 1
    (line,) = done.stderr.splitlines()
    assert line.startswith(f"rashomon: 127.0.0.1:{port}: ") and line.endswith("; name another --port or --address")
    assert run("app", str(project), "--port", "99999").returncode == 2


def test_the_app_opens_on_an_empty_folder_and_on_no_mistyped_one(tmp_path: Path) -> None:
    class Started(Exception):
        pass

    with mock.patch("os.execve", side_effect=Started) as start, mock.patch("subprocess.call", side_effect=Started) as call:
        assert run("app", str(tmp_path), "--no-browser", "--port", "0").returncode == 2, "no port of that number"
        with socket.create_server(("127.0.0.1", 0)) as free:
            port = str(free.getsockname()[1])
        assert run("app", str(tmp_path / "mistyped"), "--port", port).stderr.startswith(
            f"rashomon: {tmp_path}/mistyped: no such folder"
        )
        assert not start.called and not call.called
        done = run("app", str(tmp_path), "--no-browser", "--port", port)
        assert f"rashomon add {tmp_path} REPORTS" in done.stderr and "Started" in done.stderr


def test_policies_and_actors_are_listed() -> None:
    assert "conservative" in run("policies").stdout
    assert run("actors", "Daesh").stdout.strip() == "Islamic State"
    assert "Daesh" in run("actors").stdout or "daesh" in run("actors").stdout


def _intake(folder: Path) -> list[tuple[str, str, str]]:
    with (folder / "intake.csv").open(encoding="utf-8", newline="") as f:
        return [(Path(row["file"]).name, row["report"], row["outcome"]) for row in csv.DictReader(f)]


def test_what_was_added_is_listed_with_what_could_not_be_read(tmp_path: Path) -> None:
    good, odd, folder = tmp_path / "good.jsonl", tmp_path / "odd.jsonl", tmp_path / "p"
    good.write_text('{"id": "a", "text": "Nine people were killed in Orvane on Monday, police said."}\n')
    odd.write_text("{cut off")
    assert run("add", str(folder), str(odd)).returncode == 1
    assert not folder.exists(), "nothing was read: no project is made"
    assert run("add", str(folder), str(good)).returncode == 0
    assert _intake(folder) == [("good.jsonl", "a", "read")]
    assert run("add", str(folder), str(odd)).returncode == 1
    assert _intake(folder) == [("good.jsonl", "a", "read"), ("odd.jsonl", "", "failed")]
    odd.write_text('{"id": "b", "text": "A mine killed two people in Orvane on Monday, police said."}\n')
    assert run("update", str(folder), str(odd)).returncode == 0
    assert _intake(folder) == [("good.jsonl", "a", "read"), ("odd.jsonl", "b", "read")], "what was told of the file is replaced"
    (folder / "intake.csv").write_text("not,ours\n1,2\n")
    assert run("add", str(folder), str(good)).returncode == 0
    assert _intake(folder) == [("good.jsonl", "a", "read")]


def test_a_report_by_the_name_of_the_list_is_not_written_over(tmp_path: Path) -> None:
    text = "text\n" + '"Nine people were killed in Orvane on Monday, police said."\n'
    (tmp_path / "intake.csv").write_text(text)
    done = run("add", ".", "intake.csv", cwd=tmp_path)
    assert done.returncode == 1 and "intake.csv: is one of the reports and would be written over" in done.stderr
    assert (tmp_path / "intake.csv").read_text() == text
