"""The spreadsheet: typed columns, frozen headers, and no cell that runs."""

from __future__ import annotations

import io
from collections.abc import Iterable, Sequence
from datetime import date, datetime
from typing import Any

from app.files import DECISION_COLUMNS, DISAGREEMENT_COLUMNS, decision_cells, disagreement_rows
from app.results import Results, reason, source, value, who

METHOD = (
    (
        "What this is",
        "What many news reports claim about the same events, lined up, and where they disagree. Not verified facts.",
    ),
    ("disagreements", "One row for each reading that stands in a disagreement, strongest line-up first."),
    ("line-ups", "One row for each question that at least one report answers, with its verdict and estimates."),
    ("readings", "One row for each report in a line-up: what it says and whom it quotes."),
    ("claims", "One row for each statement, with its exact words and their place in the report."),
    ("reports", "One row for each report read."),
    ("as_of", "The day that a figure speaks of, where its sentence says so; the report may be published later."),
    ("low, high", "The lowest and highest figure that the words allow; an empty cell is an open end."),
    ("decision", "What an analyst decided on the line-up, with the note, who it was and when; empty where nobody did yet."),
    ("estimates", "Each names its policy: range is lowest to highest, conservative the lowest, latest the last published."),
)


def tables(results: Results) -> dict[str, tuple[Sequence[str], list[list[Any]]]]:
    """Return the sheets as (columns, rows) by name, in the order of the workbook."""
    lines = []
    for line in results.lineups:
        e = line["event"]
        base = [line["id"], line["question"], line["verdict"], reason(line), line["kind"], line["measure"], line["subject"],
                e["what"], e["where"], _day(e["start"]), _day(e["end"]), line["reports"], line["independent_reports"]]  # fmt: skip
        names = ("range", "conservative", "latest", "low_best_high")
        ends = [(line["estimates"].get(n) or {}).get(k) for n in names for k in ("low", "best", "high")]
        lines.append([*base, *ends, *decision_cells(results, line)])
    policies = [f"{n}_{k}" for n in ("range", "conservative", "latest", "low_best_high") for k in ("low", "best", "high")]
    readings = [
        [line["id"], line["question"], r["report"], source(r), _day(r["published"]), _day(r.get("as_of")), who(r), value(r), r["low"], r["high"],
         r["approximate"], r["vague"], r["actor"], r["stance"], r["how"], r["copy_of"]]
        for line in results.lineups for r in line["readings"]
    ]  # fmt: skip
    claims = [
        [c["id"], c["report"], c["kind"], c["measure"], c["subject"], c["actor"], c["low"], c["high"], c["approximate"], c["vague"],
         c["scope"], _day(c.get("as_of")), "; ".join(c["said_by"]), c["quote"], c["in"], c["start"], c["end"]]
        for c in results.claims
    ]  # fmt: skip
    reports = [
        [r["report"], r["source"], _day(r["published"]), (r["main_event"] or {}).get("what"), (r["main_event"] or {}).get("where"),
         _day((r["main_event"] or {}).get("start"))]
        for r in results.reports
    ]  # fmt: skip
    found = disagreement_rows(results)
    return {
        "disagreements": (DISAGREEMENT_COLUMNS, [[_typed(k, row[k]) for k in DISAGREEMENT_COLUMNS] for row in found]),
        "line-ups": (
            ("lineup", "question", "verdict", "reason", "kind", "measure", "subject", "event_what", "event_where", "event_start",
             "event_end", "reports", "independent_reports", *policies, *DECISION_COLUMNS),
            lines,
        ),
        "readings": (
            ("lineup", "question", "report", "source", "published", "as_of", "said_by", "value", "low", "high", "approximate", "vague",
             "actor", "stance", "how", "copy_of"),
            readings,
        ),
        "claims": (
            ("claim", "report", "kind", "measure", "subject", "actor", "low", "high", "approximate", "vague", "scope", "as_of", "said_by",
             "quote", "in", "start", "end"),
            claims,
        ),
        "reports": (("report", "source", "published", "event_what", "event_where", "event_start"), reports),
        "method": (("term", "meaning"), [list(m) for m in METHOD]),
    }  # fmt: skip


LINE, LINES = 15, 8  # points of one line of text; lines shown of a cell


def workbook(results: Results) -> bytes:
    """Return the XLSX file. Strings are written as strings: nothing of a report can become a formula or a link."""
    import xlsxwriter

    out = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    book = xlsxwriter.Workbook(out, options)
    book.set_properties({"title": "Rashomon", "created": datetime(2000, 1, 1)})  # the same store gives the same bytes
    head = book.add_format({"bold": True, "bottom": 1, "text_wrap": True, "valign": "top"})
    wrap = book.add_format({"text_wrap": True, "valign": "top"})
    day = book.add_format({"num_format": "d mmm yyyy", "valign": "top", "align": "left"})
    number = book.add_format({"num_format": "#,##0", "valign": "top"})
    share = book.add_format({"num_format": "0.000", "valign": "top"})
    for name, (columns, rows) in tables(results).items():
        sheet = book.add_worksheet(name)
        sheet.freeze_panes(1, 0)
        sheet.set_landscape()
        sheet.fit_to_pages(1, 0)
        sheet.repeat_rows(0)
        sheet.autofilter(0, 0, max(1, len(rows)), len(columns) - 1)
        for c, title in enumerate(columns):
            sheet.write_string(0, c, title, head)
            sheet.set_column(c, c, _width(title))
        widths = [_width(title) for title in columns]
        for i, row in enumerate(rows, 1):
            lines = max((-(-len(str(x)) // w) for x, w in zip(row, widths, strict=False) if x is not None), default=1)
            sheet.set_row(i, LINE * min(max(lines, 1), LINES))  # not every program fits rows to their text
            for c, x in enumerate(row):
                if x is None or x == "":
                    continue
                if isinstance(x, bool):
                    sheet.write_boolean(i, c, x, wrap)
                elif isinstance(x, (int, float)):
                    sheet.write_number(i, c, x, number if isinstance(x, int) else share)
                elif isinstance(x, date):
                    sheet.write_datetime(i, c, datetime(x.year, x.month, x.day), day)
                else:
                    sheet.write_string(i, c, str(x)[:32_000], wrap)
    book.close()
    return out.getvalue()


def _day(text: str | None) -> date | str | None:
    try:
        return date.fromisoformat(text[:10]) if text else None
    except ValueError:
        return text


def _typed(column: str, x: Any) -> Any:
    return _day(x) if column in ("published", "as_of", "event_start", "event_end") else x


def _width(title: str) -> int:
    wide: Iterable[tuple[str, int]] = (
        ("quote", 60),
        ("question", 50),
        ("reason", 60),
        ("meaning", 90),
        ("value", 18),
        ("id", 19),
        ("lineup", 19),
        ("claim", 20),
        ("said_by", 26),
        ("event_where", 24),
        ("source", 18),
        ("decision", 18),
        ("note", 40),
        ("decided_by", 18),
        ("decided_at", 26),
    )
    return dict(wide).get(title, 13)
