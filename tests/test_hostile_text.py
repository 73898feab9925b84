"""Report text is hostile: nothing of it runs in a spreadsheet, a page or a terminal."""

from __future__ import annotations

import csv
import io
import json
import re
import subprocess
import sys
from html import unescape
from pathlib import Path

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from app import exports, files, sheets
from app.html import page
from app.marks import around, marked
from app.results import Results
from app.terminal import plain

EVIL = '=HYPERLINK("http://evil.example","x")'
SCRIPT = "<script>alert(1)</script>"


def results(text: str) -> Results:
    event = {
        "id": "r1#e0",
        "what": "bombing",
        "where": text,
        "place_id": None,
        "start": "2024-03-12",
        "end": "2024-03-12",
        "main": True,
    }

    def claim(n: int, low: int) -> dict[str, object]:
        return {"id": f"c{n}", "report": f"r{n}", "kind": "casualties", "measure": "killed", "subject": "people", "actor": None,
                "low": low, "high": low, "approximate": False, "vague": None, "scope": "total", "event": event, "said_by": [text],
                "quote": text, "start": 0, "end": len(text), "in": "text"}  # fmt: skip

    def reading(n: int, low: int) -> dict[str, object]:
        return {"report": f"r{n}", "source": text, "published": "2024-03-12", "said_by": [text], "low": low, "high": low,
                "approximate": False, "vague": None, "actor": None, "stance": None, "claims": [f"c{n}"], "how": "stated",
                "copy_of": None}  # fmt: skip

    line = {"id": "l1", "question": text, "kind": "casualties", "measure": "killed", "subject": "people", "event": event,
            "readings": [reading(1, 3), reading(2, 9)], "sides": [[0], [1]],
            "pairs": [{"a": 0, "b": 1, "relation": "conflict", "reason": text}], "verdict": "disagreement", "explanation": text,
            "estimates": {"range": {"low": 3, "best": None, "high": 9}}, "reports": 2, "independent_reports": 2}  # fmt: skip
    rows = [
        {"report": f"r{n}", "source": text, "published": "2024-03-12", "main_event": event, "tolls": [], "background": []}
        for n in (1, 2)
    ]
    return Results(rows, [claim(1, 3), claim(2, 9)], [line], {"r1": {"text": text, "title": text}})


@pytest.mark.parametrize("start", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", " =1", "  @x", "\n=1", "＝1+1", "＠SUM(A1)"])
def test_no_csv_cell_starts_a_formula(start: str) -> None:
    found = results(start)
    text = files.table(files.disagreement_rows(found), files.DISAGREEMENT_COLUMNS)
    for row in csv.reader(io.StringIO(text, newline="")):
        assert not any(c.lstrip(" ").startswith(files.FORMULA) for c in row)
    assert any(start in c for row in csv.reader(io.StringIO(text, newline="")) for c in row), "the words themselves are kept"


def test_no_xlsx_cell_is_a_formula_or_a_link() -> None:
    book = openpyxl.load_workbook(io.BytesIO(sheets.workbook(results(EVIL))))
    cells = [c for sheet in book for row in sheet.iter_rows() for c in row]
    assert any(c.value == EVIL for c in cells)
    assert not any(c.data_type == "f" or c.hyperlink for c in cells)


def test_the_spreadsheet_is_typed_and_frozen() -> None:
    book = openpyxl.load_workbook(io.BytesIO(sheets.workbook(results("Dar Sulem"))))
    assert book.sheetnames == ["disagreements", "line-ups", "readings", "claims", "reports", "method"]
    assert all(sheet.freeze_panes == "A2" for sheet in book)
    head = [c.value for c in book["readings"][1]]
    row = dict(zip(head, [c.value for c in book["readings"][2]], strict=True))
    assert row["low"] == 3
    assert row["published"].year == 2024


def test_a_script_in_a_report_is_text_in_the_page() -> None:
    html = page(results(SCRIPT))
    assert SCRIPT not in html
    assert "&lt;script&gt;" in html
    assert not re.search(r"<script|src=|href=.?http|@import|url\(", html), "the page loads nothing"


def test_the_page_is_the_same_bytes_each_time() -> None:
    assert page(results("Dar Sulem")) == page(results("Dar Sulem"))
    assert sheets.workbook(results("Dar Sulem")) == sheets.workbook(results("Dar Sulem"))


def test_escape_sequences_do_not_reach_the_terminal() -> None:
    assert plain("a\x1b[31mred\x1b]0;title\x07\nb") == "a[31mred]0;title b"
    assert plain("says \u202e13\u202c\u2066") == "says 13", "nor one that turns figures round"


@given(
    st.text(max_size=60),
    st.lists(st.tuples(st.integers(-5, 70), st.integers(-5, 70), st.sampled_from(["claim", '"><b>'])), max_size=5),
)
def test_marks_never_change_the_words_nor_add_markup(text: str, spans: list[tuple[int, int, str]]) -> None:
    html = marked(text, spans)
    assert set(re.findall(r"<(/?[a-z]+)", html)) <= {"mark", "/mark", "br"}
    words = unescape(re.sub(r"</?mark[^>]*>", "", html).replace("<br>", "\n"))
    assert words == unescape(marked(text, [])).replace("<br>", "\n")


@given(st.text(alphabet="ab c", min_size=1, max_size=300), st.data())
def test_the_words_around_a_quote_hold_the_quote(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    words, at = around(text, start, end, room=20)
    assert words[start - at : end - at] == text[start:end]


def test_only_a_web_address_goes_out_as_one() -> None:
    found = results("Outlet")
    decided = [{"target": line["id"], "verdict": "real", "note": "", "who": "", "at": "2024-03-13"} for line in found.lineups]
    texts = {"r1": {"url": "javascript:alert(1)"}, "r2": {"url": "https://d.example/2"}}
    items = json.loads(exports.claim_review(Results(found.reports, found.claims, found.lineups, texts, decided)))
    assert [x["itemReviewed"]["appearance"] for x in items] == [None, {"@type": "CreativeWork", "url": "https://d.example/2"}]


def test_a_name_that_xml_cannot_hold_does_not_end_the_process() -> None:
    # in a process of its own: the drawing library aborts on such a name
    script = "\n".join(
        (
            "from index import charts",
            "r = [{'report': n, 'source': n + chr(0xFFFE) + chr(1), 'published': '2024-03-12', 'said_by': [], 'low': i, 'high': i,"
            " 'vague': None, 'approximate': False, 'copy_of': None, 'actor': None, 'stance': None, 'claims': []} for i, n in enumerate('ab')]",
            "print(len(charts.svg({'id': 'l', 'kind': 'casualties', 'measure': 'killed', 'readings': r, 'pairs': [], 'verdict': 'disagreement'})))",
        )
    )
    done = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, cwd=Path(__file__).resolve().parent.parent
    )
    assert done.returncode == 0 and int(done.stdout) > 1000, done.stderr[-500:]
