"""One piece: its reports to accounts, its events to vectors, both as files that later stages read rows of."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from typing import Any

import numpy as np
import pyarrow as pa

from claims import light
from claims.records import Report
from index import codec, matching, publish, reading, regroup
from index.encoder import Encoder
from index.engine.folder import LONG, Folder, key, opened, packed
from index.engine.intake import FIELDS, Piece, report_of, reports_of, row_of

ACCOUNTS = pa.schema([*((n, pa.string()) for n in (*FIELDS, "account", "report_line")), ("claim_lines", pa.list_(pa.string()))])
EVENTS = pa.schema(
    [("id", pa.string()), ("report", pa.string()), ("row", pa.int64()), ("first", pa.int64()), ("last", pa.int64()),
     ("profile", pa.string()), ("text", pa.string())]
)  # fmt: skip
VECTOR = pa.field("vector", pa.binary())

Aside = dict[str, str]


def name_of(piece: Piece, parser: str | None, encoder: str) -> str:
    """Return the name under which the accounts of a piece are kept: other rules, or another encoder, make another file."""
    return "accounts/" + key(piece.name, piece.dropped, piece.renamed, reading.rules(parser), publish.lining(), encoder)


def understand(place: str, piece: Piece, parser: str | None, only: Sequence[int] | None = None) -> dict[str, Any]:
    """Read what the reports of a piece say (those at the positions `only`, if given); return two Parquet files as bytes.

    A report that extraction fails on is set aside and named, with its error; the rest goes on.
    """
    light.alone()  # a process of the cluster, that Ray gives to us
    given = reports_of(opened(place), piece)
    if only is not None:
        given = [given[i] for i in only]
    aside: list[Aside] = []
    rows: list[dict[str, Any]] = []
    events: list[dict[str, Any]] = []
    origin = {r.id: (file, where) for r, file, where in given}
    for report, text in _accounts([r for r, _, _ in given], parser, aside):
        try:
            mine, told = _tables(report, text, len(rows))
        except Exception as e:
            aside.append(_aside(report, e))
            continue
        rows.append(mine)
        events += told
    for a in aside:
        a["file"], a["where"] = origin[a["report"]]
    return {
        "accounts": packed(pa.Table.from_pylist(rows, schema=ACCOUNTS), LONG),
        "events": packed(pa.Table.from_pylist(events, schema=EVENTS)),
        "info": json.dumps(
            {"reports": len(rows), "claims": sum(len(r["claim_lines"]) for r in rows), "events": len(events), "aside": aside}
        ),
    }


def _accounts(reports: list[Report], parser: str | None, aside: list[Aside]) -> Iterator[tuple[Report, str]]:
    """Yield the reports with their accounts as JSON; where some fail, look at each report of their chunk alone."""
    for start in range(0, len(reports), reading.CHUNK):
        part = reports[start : start + reading.CHUNK]
        try:
            texts = [t for _, made in reading.accounts(part, parser) for t in made]
        except Exception:
            texts = []
            for r in part:
                try:
                    texts += [t for _, made in reading.accounts([r], parser) for t in made]
                except Exception as e:
                    aside.append(_aside(r, e))
        failed = {a["report"] for a in aside}
        yield from zip((r for r in part if r.id not in failed), texts, strict=True)


def _aside(report: Report, e: BaseException) -> Aside:
    return {"report": report.id, "error": " ".join(f"{type(e).__name__}: {e}".split())[:300]}


def _tables(report: Report, text: str, row: int) -> tuple[dict[str, Any], list[dict[str, Any]]]:
    account = codec.account_from_json(report, text)
    mine = row_of(report)
    mine["account"] = text
    mine["report_line"] = json.dumps(account.out(), ensure_ascii=False)
    mine["claim_lines"] = [json.dumps(c.out(), ensure_ascii=False) for c in account.claims]
    events = []
    for event, words in zip(publish.spoken(account), publish.strings(account)[0], strict=True):
        profile = matching.profile(account, event)
        first, last = regroup.window(profile.get("start"), profile.get("end"))
        events.append({"id": event.id, "report": report.id, "row": row, "first": first, "last": last,
                       "profile": codec.dumps(profile), "text": words})  # fmt: skip
    return mine, events


def keep(place: str, name: str, made: dict[str, Any], encoder: Encoder) -> None:
    """Encode the events of what `understand` made, and write it; `name`.json is written last and says that all is there."""
    import io

    import pyarrow.parquet as pq

    work = opened(place)
    events = pq.read_table(io.BytesIO(made["events"]))
    vectors = encoder.encode(events.column("text").to_pylist()).astype("<f2")  # as the store keeps them
    column = pa.array([v.tobytes() for v in vectors], pa.binary())
    work.put(f"{name}-events.parquet", events.drop_columns(["text"]).append_column(VECTOR, column))
    work.write(f"{name}.parquet", made["accounts"])
    work.put_json(f"{name}.json", json.loads(made["info"]))


def accounts(work: Folder, name: str, rows: np.ndarray[Any, Any]) -> list[Any]:
    """Return the accounts in the rows `rows` of the file `name`."""
    table = work.rows(f"{name}.parquet", rows, [*FIELDS, "account"])
    return [codec.account_from_json(report_of(r), r["account"]) for r in table.to_pylist()]
