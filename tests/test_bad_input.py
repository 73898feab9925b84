"""Bad input never ends a run and is never silent: one clear line names the file, the place and the remedy."""

from __future__ import annotations

import json
import os
import time
from pathlib import Path
from typing import Any

import pytest

from claims.reports import read

GOOD = {"id": "good", "text": "Nine people were killed when shells hit a street in Upper Tarn on Thursday, the mayor said."}
LAST = {"id": "last", "text": "Four people were killed and seven were injured in the blast at Kessin on Friday, police said."}


def lines(*rows: object) -> bytes:
    return b"".join((r if isinstance(r, bytes) else json.dumps(r).encode()) + b"\n" for r in rows)


@pytest.mark.parametrize(
    ("bad", "says"),
    [
        (b"{broken", "line 2: not JSON"),
        (b"[1, 2]", "line 2: holds a list, not an object"),
        (b"17", "line 2: holds a number, not an object"),
        (b"null", "line 2: holds null, not an object"),
        (b"[" * 100_000, "line 2: not JSON (nested too deep)"),
        ({"id": "x", "text": ""}, "line 2: has no text; give the article's text"),
        ({"id": "x", "text": "  \n"}, "line 2: has no text"),
        ({"id": "x", "text": None}, "line 2: has no text"),
        ({"id": "x", "text": 12}, "line 2: its text is a number"),
        ({"id": "x", "text": ["a"]}, "line 2: its text is a list"),
        ({"id": "x", "title": "no text at all"}, "line 2: has no text"),
        (b'{"id": "x", "text": "caf\x81\x8d\x00\x00\x00\x00\x00\x00"}', "line 2: "),
        ({"id": "x", "text": "word " * 300_000}, "line 2: 1 million characters are too long for one article; split it"),
    ],
)
def test_a_bad_line_is_named_and_the_good_ones_around_it_are_read(tmp_path: Path, bad: object, says: str) -> None:
    file = tmp_path / "a.jsonl"
    file.write_bytes(lines(GOOD, bad, LAST))
    got = read([file])
    assert [r.id for r in got.reports] == ["good", "last"]
    assert len(got.problems) == 1 and got.problems[0].partial
    said = str(got.problems[0])
    assert said.startswith(f"{file}, {says}") and "\n" not in said and len(said) < 400
    assert [e.outcome for e in got.manifest] == ["read", "failed", "read"]


@pytest.mark.parametrize(
    ("field", "value", "says"),
    [
        ("published", "some time ago", "line 2: 'some time ago' is not a date; read without a date; write it like 2023-04-06"),
        ("published", {"year": 2023}, "is not a date"),
        ("published", "99/99/2023", "is not a date"),
        ("text", "Nine people were\x00 killed when the shells fell on Tarn.", "line 2: holds control characters, read as spaces"),
        ("text", "Nine people were \ufffe killed when the shells fell on Tarn.", "line 2: holds control characters"),
        ("text", "Nine people were \ud800 killed when the shells fell on Tarn.", "line 2: holds control characters"),
    ],
)
def test_a_row_with_a_fault_that_can_be_lived_with_is_kept(tmp_path: Path, field: str, value: object, says: str) -> None:
    file = tmp_path / "a.jsonl"
    file.write_bytes(lines(GOOD, {**LAST, field: value}))
    got = read([file])
    assert [r.id for r in got.reports] == ["good", "last"]
    assert says in str(got.problems[0]) and not got.problems[0].partial
    last = got.reports[1]
    assert last.published is None
    last.text.encode("utf-8")
    if field == "text":
        assert len(last.text) == len(str(value)) and "\x00" not in last.text


@pytest.mark.parametrize(
    ("name", "content", "says"),
    [
        ("a.jsonl", b"", "the file is empty"),
        ("a.txt", b" \n\n ", "the file is empty"),
        ("a.csv", b"id,title\n1,x\n", "has no column 'text'; name the column that holds the article: --map text=COLUMN"),
        ("a.csv", b"id,text\n", "holds no report"),
        ("a.parquet", b"PAR1 this is no parquet PAR1", "not Parquet that can be read"),
        ("a.html", b"<html><body></body></html>", "no article text was found in the page"),
        ("a.html", b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 20, "a.html: "),
        ("a.txt", b"\x00\x01\x02\x03" * 500, "it holds zero bytes, so it is not text; save it as UTF-8 text"),
        ("a.json", b'{"articles": [', "not JSON"),
        ("a.exe", b"MZ", "files that end in '.exe' are not read; use .atom"),
        ("README", b"x", "its name has no ending; use .atom"),
    ],
)
def test_a_file_that_cannot_be_read_is_named(tmp_path: Path, name: str, content: bytes, says: str) -> None:
    file = tmp_path / name
    file.write_bytes(content)
    got = read([file])
    assert not got.reports
    assert len(got.problems) == 1 and says in str(got.problems[0]) and str(file) in str(got.problems[0])


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "cp1252"])
@pytest.mark.parametrize("kind", ["jsonl", "csv", "txt"])
def test_text_in_the_encodings_that_news_comes_in(tmp_path: Path, encoding: str, kind: str) -> None:
    said = "“Nine people” were killed at the café of Señor Núñez in Upper Tarn, the mayor’s office said – on Thursday."
    content = {
        "jsonl": json.dumps({"text": said}, ensure_ascii=False) + "\n",
        "csv": f'text\n"{said}"\n',
        "txt": f"Café is shelled\n\n{said}\n",
    }[kind]
    file = tmp_path / f"a.{kind}"
    file.write_bytes(content.encode(encoding))
    got = read([file])
    assert said in got.reports[0].text
    assert all("not UTF-8; read as " in str(p) and not p.partial for p in got.problems)
    assert bool(got.problems) == (encoding in ("cp1252", "utf-16-le"))


def test_bad_rows_of_a_table_are_named_by_row(tmp_path: Path) -> None:
    file = tmp_path / "a.csv"
    file.write_text(f'id,text\n1,"{GOOD["text"]}"\n2,\n3,one,two\n4,"{LAST["text"]}"\n')
    got = read([file])
    assert [r.id for r in got.reports] == ["1", "4"]
    assert sorted(str(p).split(": ", 1)[1] for p in got.problems) == [
        "has 1 more cell(s) than the header; quote the cells that hold a comma",
        "has no text; give the article's text",
    ]
    assert {p.where for p in got.problems} == {"row 2 (line 3)", "row 3 (line 4)"}


def test_rows_after_a_quote_that_is_never_closed_are_read(tmp_path: Path) -> None:
    file = tmp_path / "a.csv"
    file.write_text(
        f'id,text\n1,"{GOOD["text"]}"\n2,"Nine people were\n3,"{LAST["text"]}"\n4,"Six people in Kessin were hurt on Monday."\n'
    )
    got = read([file])
    assert [r.id for r in got.reports] == ["1", "3", "4"]
    assert [str(p).split(", ", 1)[1].split(" (")[0] for p in got.problems] == ["row 2"]


def test_a_pipe_is_not_waited_for_and_hostile_marks_do_not_take_long(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "a.jsonl")
    (tmp_path / "b.md").write_bytes(b"[" * 100_000 + b"](" * 1000 + b"*" * 50_000 + b"a" + b"_" * 50_000)
    (tmp_path / "c.html").write_bytes(b"<html><body><article>" + b"<div>" * 50_000 + b"<p>Nine people were killed.")
    start = time.process_time()
    got = read([tmp_path])
    assert "a.jsonl: is not a file" in str(got.problems[0])
    assert time.process_time() - start < 10


def test_very_many_problems_of_one_file_are_summed_up_and_all_in_the_manifest(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_bytes(lines(GOOD, *[b"{"] * 500))
    got = read([tmp_path])
    assert len(got.problems) == 21 and "480 more problems" in str(got.problems[-1])
    assert len(got.skipped) == 500


def test_a_huge_article_is_named_and_does_not_hang(tmp_path: Path) -> None:
    (tmp_path / "big.txt").write_bytes(b"Nine people were killed. " * 2_100_000)
    (tmp_path / "big.jsonl").write_bytes(lines({"text": "Nine people were killed. " * 2_100_000}, GOOD))
    start = time.process_time()
    got = read([tmp_path])
    assert [r.id for r in got.reports] == ["good"]
    assert sorted(p.file.rsplit(".", 1)[1] for p in got.problems) == ["jsonl", "txt"]
    assert all("split it into articles" in str(p) for p in got.problems)
    assert time.process_time() - start < 20


def test_missing_unreadable_and_empty_places_are_named(tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    (tmp_path / "ok.jsonl").write_bytes(lines(GOOD))
    (tmp_path / "loop.txt").symlink_to(tmp_path / "loop.txt")
    (tmp_path / "gone.txt").symlink_to(tmp_path / "nowhere.txt")
    got = read([tmp_path / "none", tmp_path / "empty", tmp_path, "bad\0name"])
    assert [r.id for r in got.reports] == ["good"]
    said = "\n".join(map(str, got.problems))
    for what in (
        "none: no such file or folder; check the name",
        "empty: the folder is empty",
        "loop.txt: cannot be opened",
        "gone.txt: cannot be opened",
    ):
        assert what in said
    assert len(got.problems) == 5


def test_a_folder_and_a_file_without_leave_to_read_are_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    # the tests may run as a user who may read everything, so the refusal comes from here
    (tmp_path / "closed").mkdir()
    for name in ("closed.txt", "ok.jsonl"):
        (tmp_path / name).write_bytes(lines(GOOD))
    scandir, read_bytes = os.scandir, Path.read_bytes

    def refuse(path: str) -> Any:
        if "closed" in os.fspath(path):
            raise PermissionError(13, "Permission denied", os.fspath(path))

    monkeypatch.setattr(os, "scandir", lambda path: refuse(path) or scandir(path))
    monkeypatch.setattr(Path, "read_bytes", lambda path: refuse(path) or read_bytes(path))
    got = read([tmp_path])
    assert [r.id for r in got.reports] == ["good"]
    assert sorted(p.file.rsplit("/")[-1] for p in got.problems) == ["closed", "closed.txt"]
    assert all("Permission denied" in str(p) and "who may read it" in str(p) and p.partial for p in got.problems)


BROKEN = b'{"id": "bad", "text": nothing, "tags": [1, {"n": 2}]}'


@pytest.mark.parametrize(
    ("content", "ids"),
    [
        (b'{"meta": {"n": 2}, "articles": [%s, %s]}', ["good", "last"]),
        (b'{"articles": [%s, ' + BROKEN + b", %s]}", ["good", "last"]),
        (b"[\n%s,\n" + BROKEN + b",\n%s\n]", ["good", "last"]),
        (b"[%s, %s, " + BROKEN[:20], ["good", "last"]),
        (b"[1, 2]\n%s\n%s\n", ["good", "last"]),
        (b'{"text": "Nine people were killed in Tarn.",\n "authors": [{"name": "A"}], "id": "one"}', ["one"]),
    ],
)
def test_good_articles_of_a_list_are_read_whatever_is_broken_beside_them(tmp_path: Path, content: bytes, ids: list[str]) -> None:
    file = tmp_path / "a.json"
    if b"%s" in content:
        content %= (json.dumps(GOOD).encode(), json.dumps(LAST).encode())
    file.write_bytes(content)
    got = read([file])
    assert [r.id for r in got.reports] == ids
    broken = BROKEN[:20] in content or content.startswith(b"[1")
    assert any(p.partial and p.where and ("not JSON" in str(p) or "holds a list" in str(p)) for p in got.problems) == broken


def test_a_raw_control_character_in_a_json_text_is_lived_with(tmp_path: Path) -> None:
    file = tmp_path / "a.jsonl"
    file.write_bytes(lines(GOOD, b'{"id": "raw", "text": "Nine people\x00were\tkilled in Tarn."}', LAST))
    got = read([file])
    assert [r.id for r in got.reports] == ["good", "raw", "last"] and got.reports[1].text == "Nine people were\tkilled in Tarn."
    assert ["line 2: holds control characters" in str(p) for p in got.problems] == [True]


def test_the_same_second_text_under_one_id_is_kept_once(tmp_path: Path) -> None:
    file = tmp_path / "a.jsonl"
    file.write_bytes(lines(GOOD, {**LAST, "id": "good"}, {**LAST, "id": "good"}))
    got = read([file])
    assert len({r.id for r in got.reports}) == len(got.reports) == 2
    assert [e.outcome for e in got.manifest] == ["read", "read", "duplicate"]


def test_tables_as_spreadsheet_programs_write_them(tmp_path: Path) -> None:
    file = tmp_path / "a.csv"
    file.write_text(f"sep=;\nid;text;text\n1;{GOOD['text']};\n2;;{LAST['text']}\n")
    got = read([file])
    assert [r.text for r in got.reports] == [GOOD["text"], LAST["text"]] and not got.problems
    file.write_text("id,story\n1,Nine people were killed\n")
    assert "has no column 'text'; name the column" in str(read([file]).problems[0])
    assert str(read([file]).problems[0]).endswith("--map text=COLUMN (it has id, story)")


def test_a_link_to_another_folder_is_named_and_a_loop_is_not_walked(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "elsewhere").mkdir()
    for name in ("in/a.jsonl", "elsewhere/b.jsonl"):
        (tmp_path / name).write_bytes(lines(GOOD))
    (tmp_path / "in" / "loop").symlink_to(tmp_path / "in")
    (tmp_path / "in" / "today").symlink_to(tmp_path / "elsewhere")
    got = read([tmp_path / "in"])
    assert [r.id for r in got.reports] == ["good"]
    assert ["today: is a link to another folder, which is not followed; give " in str(p) for p in got.problems] == [True]
    assert len(read([tmp_path / "in" / "today"]).reports) == 1


def test_a_parquet_value_that_python_cannot_hold_does_not_end_the_run(tmp_path: Path) -> None:
    import pyarrow as pa
    import pyarrow.parquet as pq

    table = {"id": ["far", "good"], "text": [GOOD["text"].encode(), LAST["text"].encode()]}
    days = pa.array([2**62, 1_696_287_600_000], pa.timestamp("ms"))
    pq.write_table(pa.table({**table, "published": days}), tmp_path / "a.parquet")
    got = read([tmp_path])
    assert [(r.id, r.published) for r in got.reports] == [("far", None), ("good", "2023-10-02T23:00:00")]
    assert ["row 1: '4611686018427387904' is not a date" in str(p) for p in got.problems] == [True]


def test_the_engine_reads_a_file_whose_name_is_no_text(tmp_path: Path) -> None:
    from index.engine import intake
    from index.engine.folder import opened

    (tmp_path / "in").mkdir()
    (tmp_path / "in" / os.fsdecode(b"caf\xe9.txt")).write_text(str(GOOD["text"]))
    found = intake.find([str(tmp_path / "in")])
    intake.read(str(tmp_path / "work"), "read/x", found.files, {}, 10)
    assert intake.name_of(found.files, {}, 10, "")
    (entry,) = intake.admit(opened(str(tmp_path / "work")), ["read/x"])[1]
    assert not found.problems and entry.outcome == "read"
