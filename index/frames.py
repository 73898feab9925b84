"""Rows as pandas tables, with documented columns, for notebooks."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from index.rows import source, value
from index.store import Store

if TYPE_CHECKING:
    import pandas as pd

CLAIM = (
    "id", "report", "kind", "measure", "subject", "actor", "low", "high", "approximate", "vague", "scope", "as_of", "said_by", "quote", "start", "end", "in",
    "event_id", "event_what", "event_where", "event_place_id", "event_start", "event_end", "event_main",
)  # fmt: skip
LINEUP = (
    "id", "question", "kind", "measure", "subject", "verdict", "severity", "explanation", "says", "reports", "independent_reports",
    "event_what", "event_where", "event_start", "event_end",
)  # fmt: skip
READING = (
    "lineup", "question", "kind", "measure", "verdict", "report", "source", "published", "as_of", "said_by", "low", "high", "approximate", "vague", "actor",
    "stance", "how", "copy_of", "claims",
)  # fmt: skip
REPORT = ("report", "source", "published", "title", "url", "language", "claims")
TYPES = {
    **dict.fromkeys(("low", "high", "start", "end", "reports", "independent_reports"), "Int64"),  # a missing one stays missing
    **dict.fromkeys(("approximate", "event_main"), "boolean"),
    **dict.fromkeys(("score", "severity"), "float64"),
}
HIT = ("score", "source", "published", *CLAIM)


def table(rows: Iterable[Mapping[str, Any]], columns: Sequence[str]) -> pd.DataFrame:
    """Return `rows` with exactly `columns`, each of the type in `TYPES` also where there is no row (docs/tables.md)."""
    import pandas as pd

    out = pd.DataFrame([{c: r.get(c) for c in columns} for r in rows], columns=list(columns))
    for c in columns:
        if c in TYPES:
            out[c] = out[c].astype(TYPES[c])  # type: ignore[call-overload]
    return out


def _flat(row: Mapping[str, Any]) -> dict[str, Any]:
    event = row.get("event") or {}
    return {**row, **{f"event_{k}": v for k, v in event.items()}}


def claims(rows: Iterable[Mapping[str, Any]]) -> pd.DataFrame:
    return table((_flat(r) for r in rows), CLAIM)


def reports(texts: Mapping[str, Mapping[str, Any]], rows: Iterable[Mapping[str, Any]]) -> pd.DataFrame:
    n = Counter(r["report"] for r in rows)
    return table(({**t, "report": i, "claims": n[i]} for i, t in texts.items()), REPORT)


def says(reading: Mapping[str, Any]) -> str:
    """Return who says what in one reading, in words."""
    return f"{source(reading)}: {value(reading)}"


def lineups(rows: Iterable[Mapping[str, Any]]) -> pd.DataFrame:
    return table(({**_flat(r), "says": "; ".join(map(says, r["readings"]))} for r in rows), LINEUP)


def readings(rows: Iterable[Mapping[str, Any]]) -> pd.DataFrame:
    shared = ("question", "kind", "measure", "verdict")
    return table(({**x, "lineup": r["id"], **{k: r[k] for k in shared}} for r in rows for x in r["readings"]), READING)


def hits(store: Store, found: Sequence[tuple[str, str, float]]) -> pd.DataFrame:
    """Return the found claims (report, claim, score), in their order."""
    accounts = {a.report.id: a for a in store.accounts({r for r, _, _ in found})}
    known = {c.id: c for a in accounts.values() for c in a.claims}
    rows = []
    for report, claim, score in found:
        r = accounts[report].report
        rows.append({**_flat(known[claim].out()), "score": score, "source": r.source, "published": r.published})
    return table(rows, HIT)
