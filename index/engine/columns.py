"""The output format as Parquet: the rows of claims.jsonl, reports.jsonl and lineups.jsonl with typed, nested columns."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from typing import Any

import pyarrow as pa

from index.engine.folder import Folder, opened

_TEXT, _INT, _BOOL = pa.string(), pa.int64(), pa.bool_()
_TEXTS = pa.list_(_TEXT)

EVENT = pa.struct(
    [("id", _TEXT), ("what", _TEXT), ("where", _TEXT), ("place_id", _TEXT), ("start", _TEXT), ("end", _TEXT), ("main", _BOOL)]
)
_COUNT = [("low", _INT), ("high", _INT), ("approximate", _BOOL), ("vague", _TEXT)]
TOLL = pa.struct(
    [
        ("event", _TEXT),
        ("main", _BOOL),
        ("measure", _TEXT),
        ("subject", _TEXT),
        *_COUNT,
        ("said_by", _TEXTS),
        ("how", _TEXT),
        ("claims", _TEXTS),
    ]
)
READING = pa.struct(
    [("report", _TEXT), ("source", _TEXT), ("name", _TEXT), ("published", _TEXT), ("as_of", _TEXT), ("said_by", _TEXTS), *_COUNT, ("actor", _TEXT), ("stance", _TEXT),
     ("claims", _TEXTS), ("how", _TEXT), ("copy_of", _TEXT)]
)  # fmt: skip
PAIR = pa.struct([("a", _INT), ("b", _INT), ("relation", _TEXT), ("reason", _TEXT)])
ESTIMATE = pa.struct([("low", _INT), ("best", _INT), ("high", _INT)])

SCHEMAS = {
    "claims": pa.schema(
        [("id", _TEXT), ("report", _TEXT), ("kind", _TEXT), ("measure", _TEXT), ("subject", _TEXT), ("actor", _TEXT), *_COUNT,
         ("scope", _TEXT), ("as_of", _TEXT), ("event", EVENT), ("said_by", _TEXTS), ("quote", _TEXT), ("start", _INT), ("end", _INT), ("in", _TEXT)]
    ),
    "reports": pa.schema(
        [("report", _TEXT), ("source", _TEXT), ("published", _TEXT), ("main_event", EVENT), ("tolls", pa.list_(TOLL)),
         ("background", pa.list_(TOLL))]
    ),
    "lineups": pa.schema(
        [("id", _TEXT), ("question", _TEXT), ("kind", _TEXT), ("measure", _TEXT), ("subject", _TEXT), ("event", EVENT),
         ("readings", pa.list_(READING)), ("sides", pa.list_(pa.list_(_INT))), ("pairs", pa.list_(PAIR)), ("verdict", _TEXT),
         ("explanation", _TEXT), ("estimates", pa.map_(_TEXT, ESTIMATE)), ("reports", _INT), ("independent_reports", _INT),
         ("speakers", _INT), ("severity", pa.float64())]
    ),
}  # fmt: skip


def table(kind: str, lines: Iterable[str]) -> pa.Table:
    """Return lines of KIND.jsonl as a table. Fields that the schema does not know are left out."""
    rows = [json.loads(line) for line in lines]
    if kind == "lineups":
        rows = [{**r, "estimates": list(r["estimates"].items())} for r in rows]
    return pa.Table.from_pylist(rows, schema=SCHEMAS[kind])


def of_accounts(place: str, name: str, n: int) -> None:
    """Write the claims and reports of one file of accounts as the Parquet parts number `n`."""
    work = opened(place)
    found = work.table(f"{name}.parquet", ("report_line", "claim_lines"))
    claims = [line for lines in found.column("claim_lines").to_pylist() for line in lines]
    for kind, lines in (("claims", claims), ("reports", found.column("report_line").to_pylist())):
        work.put(part(kind, n), table(kind, lines))


def of_lineups(place: str, names: Sequence[str], n: int) -> None:
    """Write the line-ups of the files `names` as the Parquet part number `n`."""
    work = opened(place)
    lines = [line for name in names for line in work.table(f"{name}.parquet", ("line",)).column("line").to_pylist()]
    work.put(part("lineups", n), table("lineups", lines))


def part(kind: str, n: int) -> str:
    return f"parquet/{kind}/part-{n:05d}.parquet"


def sweep(work: Folder, kind: str, parts: int) -> None:
    """Remove the parts that an earlier run left beyond the number of this one's."""
    for name in work.names(f"parquet/{kind}") - {part(kind, n) for n in range(parts)}:
        work.fs.rm_file(work.path(name))


def rows(place: str, kind: str) -> list[dict[str, Any]]:
    """Return the rows of KIND.jsonl that the Parquet parts hold, in no order."""
    work = opened(place)
    out = [r for name in sorted(work.names(f"parquet/{kind}")) for r in work.table(name).to_pylist()]
    return [{**r, "estimates": dict(r["estimates"])} for r in out] if kind == "lineups" else out
