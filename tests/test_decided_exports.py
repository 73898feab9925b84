"""What an analyst decided goes out with the results: verdict, note, who and when."""

from __future__ import annotations

import csv
import io
import json

import openpyxl

from app import exports, files, sheets
from app.html import page
from app.results import Results

EVENT = {
    "id": "r1#e0",
    "what": "bombing",
    "where": "Orvane",
    "place_id": None,
    "start": "2024-03-12",
    "end": "2024-03-12",
    "main": True,
}


def _line(i: str) -> dict[str, object]:
    readings = [{"report": f"r{n}", "source": f"Outlet {n}", "published": "2024-03-12", "said_by": [], "low": n, "high": n,
                 "approximate": False, "vague": None, "actor": None, "stance": None, "claims": [], "how": "stated", "copy_of": None}
                for n in (3, 9)]  # fmt: skip
    return {"id": i, "question": f"How many at {i}?", "kind": "casualties", "measure": "killed", "subject": "people", "event": EVENT,
            "readings": readings, "sides": [[0], [1]], "pairs": [{"a": 0, "b": 1, "relation": "conflict", "reason": "3 against 9."}],
            "verdict": "disagreement", "severity": 0.667, "explanation": "3 against 9.", "estimates": {}, "reports": 2, "independent_reports": 2}  # fmt: skip


def _decided(target: str, verdict: str, note: str, who: str) -> dict[str, str]:
    return {"target": target, "verdict": verdict, "note": note, "who": who, "at": "2024-03-13T09:30:00+00:00"}


FOUND = Results(
    [], [], [_line("l1"), _line("l2"), _line("l3")], {},
    [_decided("l1", "update", "", ""), _decided("l1", "real", "=counted <b>twice</b>", "Mira"), _decided("l2", "merge", "", "Tom"),
     _decided("l1", "split", "", "Tom")],
)  # fmt: skip
AT = "2024-03-13T09:30:00+00:00"


def test_the_table_says_what_was_decided_on_each_line_up() -> None:
    rows = list(csv.DictReader(io.StringIO(files.table(files.disagreement_rows(FOUND), files.DISAGREEMENT_COLUMNS), newline="")))
    told = {r["lineup"]: tuple(r[c] for c in files.DECISION_COLUMNS) for r in rows}
    assert told == {
        "l1": ("Real conflict", "'=counted <b>twice</b>", "Mira", AT),
        "l2": ("Merged with another line-up", "", "Tom", AT),
        "l3": ("", "", "", ""),
    }


def test_the_workbook_says_it_too() -> None:
    book = openpyxl.load_workbook(io.BytesIO(sheets.workbook(FOUND)))
    for name in ("disagreements", "line-ups"):
        head, *rows = list(book[name].iter_rows(values_only=True))
        first = next(dict(zip(head, r, strict=True)) for r in rows if r[0] == "l1")
        assert [first[c] for c in files.DECISION_COLUMNS] == ["Real conflict", "=counted <b>twice</b>", "Mira", AT]


def test_the_report_says_it_and_nothing_of_a_note_is_markup() -> None:
    html = page(FOUND)
    assert html.count("Decided: ") == 2 and "&lt;b&gt;twice" in html and "<b>twice" not in html and "Mira, 2024-03-13" in html
    text = exports.markdown(FOUND)
    assert "Decided: Real conflict: \\=counted \\<b\\>twice" in text


def test_a_merge_reviews_no_claim() -> None:
    items = json.loads(exports.claim_review(FOUND))
    assert [x["reviewRating"]["alternateName"] for x in items] == ["Disputed", "Disputed"]


def test_figures_of_the_workbook_are_shown_whole() -> None:
    sheet = openpyxl.load_workbook(io.BytesIO(sheets.workbook(FOUND)))["disagreements"]
    shown = {
        sheet.cell(1, c).value: (sheet.cell(2, c).value, sheet.cell(2, c).number_format) for c in range(1, sheet.max_column + 1)
    }
    assert shown["severity"] == (0.667, "0.000") and shown["low"] == (3, "#,##0")
