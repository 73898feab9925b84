"""What must hold in a store, checked one by one, and what can be repaired.

Everything but reports, their history and the decisions follows from the reports, and so can be made again. Nothing is repaired by
deleting a report or a decision.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np

from index import neighbours, publish, regroup
from index.encoder import Encoder
from index.searching import Searcher, fingerprint
from index.store import Store, chunks, digest, plain


@dataclass(frozen=True, slots=True)
class Finding:
    """One violated invariant: which, what was found, and whether it was repaired."""

    check: str
    text: str
    repaired: bool = False


def examine(store: Store, folder: Path | None, encoder: Encoder, repair: bool) -> list[Finding]:
    """Return what is wrong with the store; with `repair`, mend it and say so. An undamaged store gives []."""
    found = list(_file(store))
    if found:  # a damaged file gives no true answers to the other questions
        return found
    with store.snapshot():
        wrong = [f for check in CHECKS for f in check(store)]
    if wrong and repair:
        mendable = [f for f in wrong if f.check in MENDED]
        if mendable:
            _mend(store, encoder)
            with store.snapshot():
                left = {f for check in CHECKS for f in check(store)}
            wrong = [replace(f, repaired=f not in left) for f in wrong]
    return wrong + list(_cache(store, folder, repair))


def _file(store: Store) -> Iterator[Finding]:
    with plain(store.path):
        for (line,) in store.all("PRAGMA integrity_check(5)"):
            if line != "ok":
                yield Finding("file", f"{store.path}: {line}; restore a copy, or check the reports anew into another folder")


def _count(name: str, sql: str, text: str) -> Callable[[Store], Iterator[Finding]]:
    def check(store: Store) -> Iterator[Finding]:
        n = store.all(sql)[0][0]
        if n:
            yield Finding(name, f"{n} {text}")

    return check


def _accounts(store: Store) -> Iterator[Finding]:
    """Claims and events are exactly those of the accounts, quotes are where they say, and reports are what their digest says."""
    ids = [i for (i,) in store.all("SELECT id FROM reports ORDER BY id")]
    for part in chunks(ids):
        stored: dict[str, set[str]] = {}
        for table in ("claims", "events"):
            for report, told in store.among(f"SELECT report, id FROM {table} WHERE report IN ({{}})", part):
                stored.setdefault(report, set()).add(told)
        digests = dict(store.among("SELECT id, digest FROM reports WHERE id IN ({})", part))
        for a in store.accounts(part):
            r = a.report
            if digest(r) != digests[r.id]:
                yield Finding("digest", f"report {r.id!r} is not what was put in")
            if {c.id for c in a.claims} | {e.id for e in publish.spoken(a)} != stored.get(r.id, set()):
                yield Finding("claims", f"report {r.id!r}: its claims and events are not those of its account")
            if any((r.title if c.within == "title" else r.text)[c.start : c.end] != c.quote for c in a.claims):
                yield Finding("quotes", f"report {r.id!r}: a quote is not at its place in the text")


def _vectors(store: Store) -> Iterator[Finding]:
    sizes = store.all(
        "SELECT model, count(DISTINCT length(vector)) FROM vectors GROUP BY model HAVING count(DISTINCT length(vector)) > 1"
    )
    for model, n in sizes:
        yield Finding("vectors", f"vectors of {model} have {n} lengths")
    model = store.meta("encoder") or ""
    other = store.all(
        "SELECT count(*) FROM events e JOIN vectors v ON v.rid = e.vector WHERE v.model != ?", (model,)
    )[0][0]  # fmt: skip
    if other:
        yield Finding("vectors", f"{other} events have another encoder's vectors than the store's")


def _lineups(store: Store) -> Iterator[Finding]:
    """Line-ups hold claims and reports that are there, under their ids."""
    claims = {i for (i,) in store.all("SELECT id FROM claims")}
    groups = {g for (g,) in store.all("SELECT DISTINCT grp FROM events")}
    for lineup, grp, body in store.each("SELECT id, grp, body FROM lineups"):
        row = json.loads(body)
        if row["id"] != lineup or grp not in groups or any(c not in claims for r in row["readings"] for c in r["claims"]):
            yield Finding("lineups", f"line-up {lineup!r} rests on claims that are not there")


CHECKS: tuple[Callable[[Store], Iterator[Finding]], ...] = (
    _accounts,
    _vectors,
    _lineups,
    _count("rows", "SELECT count(*) FROM pragma_foreign_key_check", "rows point at rows that are not there"),
    _count("grouped", "SELECT count(*) FROM events WHERE grp IS NULL", "events are in no group"),
    _count(
        "edges",
        "SELECT count(*) FROM edges WHERE a >= b OR a NOT IN (SELECT rid FROM events) OR b NOT IN (SELECT rid FROM events)",
        "edges lead to events that are not there",
    ),
    _count(
        "edges",
        "SELECT count(*) FROM edges x JOIN events a ON a.rid = x.a JOIN events b ON b.rid = x.b WHERE a.report = b.report",
        "edges join events of one report",
    ),
    _count(
        "decisions", "SELECT count(*) FROM decisions WHERE verdict = '' OR json_valid(anchors) = 0", "decisions cannot be read"
    ),
)
MENDED = frozenset(("claims", "vectors", "lineups", "rows", "grouped", "edges"))


def _mend(store: Store, encoder: Encoder) -> None:
    """Make everything that follows from the reports anew, in one transaction."""
    with store.transaction() as db:
        db.execute("PRAGMA defer_foreign_keys = ON")
        for table in ("edges", "lineups", "claims", "events"):
            db.execute(f"DELETE FROM {table}")
        if any(True for _ in _vectors(store)):
            db.execute("DELETE FROM vectors")
        ids = [i for (i,) in store.all("SELECT id FROM reports ORDER BY id")]
        new: list[int] = []
        for start in range(0, len(ids), 500):
            accounts = list(store.accounts(ids[start : start + 500]))
            publish.put_strings(store, encoder, accounts)
            vectors = publish.vector_ids(store, encoder, accounts)
            for a in accounts:
                new += publish.insert(store, publish.ready(a, ""), vectors)
        regroup.Matcher(store).match(new)
        regroup.regroup(store, new)
        publish.sign(store, encoder)


def _cache(store: Store, folder: Path | None, repair: bool) -> Iterator[Finding]:
    """The FAISS file holds the vectors that it says, and finds what the store's own vectors find."""
    path = folder / neighbours.FILE if folder else None
    if path is None or not path.is_file():
        return
    text = ""
    try:
        index, mark = neighbours.read(path)
        if index.ntotal != mark.count or mark != fingerprint(store, store.meta("encoder") or "", mark.last):
            text = "is of other vectors than the store's"
        elif not _finds(store, index):
            text = "does not find what the store holds"
    except (ValueError, OSError) as e:
        text = f"cannot be trusted ({e})"
    if text:
        if repair:
            neighbours.set_aside(path)
            neighbours.sweep(path)
            Searcher(store, folder)
        yield Finding("index", f"{path.name} {text}; it is a cache and is built anew when it is next needed", repair)


def _finds(store: Store, index: Any) -> bool:
    rows = store.all(
        "SELECT rid, vector FROM vectors WHERE model = ? AND use = 'event' ORDER BY rid LIMIT 3", (store.meta("encoder") or "",)
    )
    for rid, blob in rows:
        ids, cosines = neighbours.search(index, np.frombuffer(blob, "<f2").astype(np.float32), 5)
        if rid not in ids and not (len(cosines) == 5 and cosines[-1] > 0.999):
            return False
    return True
