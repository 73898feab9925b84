"""The Parquet files hold every field of the output format."""

from __future__ import annotations

import json

from benchmarks.made_up import made
from claims.extraction import understand
from claims.parsing import model
from claims.records import Report
from index import lineups
from index.engine import columns


def test_no_field_of_a_row_is_lost_in_a_table() -> None:
    given = [Report(r["id"], r["text"], r["source"], r["published"], r["title"]) for r in made(12)]
    accounts = {a.report.id: a for a in understand(given, model())}
    group = tuple(e.id for a in accounts.values() for e in a.events if e.main)
    rows = {
        "claims": [c.out() for a in accounts.values() for c in a.claims],
        "reports": [a.out() for a in accounts.values()],
        "lineups": [line.out() for line in lineups.build([group], accounts)],
    }
    for kind, wanted in rows.items():
        found = columns.table(kind, map(json.dumps, wanted)).to_pylist()
        if kind == "lineups":
            found = [{**r, "estimates": dict(r["estimates"])} for r in found]
        assert [json.dumps(r) for r in found] == [json.dumps(r) for r in wanted] and wanted, kind
