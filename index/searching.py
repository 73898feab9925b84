"""Search by meaning: the events nearest to the query in FAISS, then their claims by question and event together."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress
from datetime import date
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from index import neighbours, regroup
from index.encoder import Encoder
from index.store import Store, stack

QUESTION = 0.4  # the question's share in a claim's score; the rest is the event's
FEW = 2000  # vectors that are compared without an index


class Searcher:
    """The event vectors of a store, as a FAISS index from the file or built anew, and those that came after the file was written."""

    def __init__(self, store: Store, folder: Path | None) -> None:
        self.store = store
        self.model = store.meta("encoder") or ""
        self.mark = last(store, self.model)
        path = folder / neighbours.FILE if folder else None
        self.index, seen = self._read(path)
        if self.index is None or _many(self.mark[1] - seen.count, self.mark[1]):
            self.index, seen = self._build(path)
        rows = self._rows(seen.last)
        self.tail = np.array([r for r, _ in rows], np.int64)
        self.tail_vectors = stack([v for _, v in rows])

    def current(self) -> bool:
        """Return whether the store still has the vectors that this was made of."""
        return self.model == (self.store.meta("encoder") or "") and self.mark == last(self.store, self.model)

    def _rows(self, after: int) -> list[tuple[Any, ...]]:
        sql = "SELECT rid, vector FROM vectors WHERE model = ? AND use = 'event' AND rid > ? ORDER BY rid"
        return self.store.all(sql, (self.model, after))

    def _read(self, path: Path | None) -> tuple[Any, neighbours.Fingerprint]:
        none = neighbours.Fingerprint(self.model, 0, 0, "")
        if path is None or not path.is_file():
            return None, none
        try:
            index, mark = neighbours.read(path)
        except (ValueError, OSError):
            if not self.store.read_only:
                with suppress(OSError):
                    neighbours.set_aside(path)
            return None, none
        if index.ntotal != mark.count or mark != fingerprint(self.store, self.model, mark.last):
            return None, none
        return index, mark

    def _build(self, path: Path | None) -> tuple[Any, neighbours.Fingerprint]:
        rows = self._rows(0)
        mark = fingerprint(self.store, self.model, int(rows[-1][0]) if rows else 0)
        index = neighbours.build(stack([v for _, v in rows]), np.array([r for r, _ in rows], np.int64))
        if path is not None and not self.store.read_only:
            with suppress(OSError):  # a cache that cannot be kept costs time at the next start and nothing else
                neighbours.write(path, index, mark)
                with self.store.transaction():
                    self.store.set_meta("indexed", f"{mark.count} {self.model}")
        return index, mark

    def nearest(self, query: NDArray[np.float32], k: int, only: NDArray[np.int64] | None) -> dict[int, float]:
        """Return the cosine of the `k` vectors nearest to `query`, by vector id; `only` limits which."""
        found: dict[int, float] = {}
        if only is not None and len(only) <= FEW:
            if len(only):
                found = dict(zip(only.tolist(), (self.store.vectors(only.tolist()) @ query).tolist(), strict=True))
        else:
            if self.index.ntotal:
                ids, cosines = neighbours.search(self.index, query, k, only)
                found = dict(zip(ids.tolist(), cosines.tolist(), strict=True))
            if len(self.tail):
                late = zip(self.tail.tolist(), (self.tail_vectors @ query).tolist(), strict=True)
                allowed = set(only.tolist()) if only is not None else None
                found |= {i: c for i, c in late if allowed is None or i in allowed}
        best = sorted(found.items(), key=lambda x: (-x[1], x[0]))[:k]
        return dict(best)


def last(store: Store, model: str) -> tuple[int, int]:
    """Return the highest id and the number of a model's event vectors."""
    row = store.all("SELECT coalesce(max(rid), 0), count(*) FROM vectors WHERE model = ? AND use = 'event'", (model,))[0]
    return int(row[0]), int(row[1])


def _many(late: int, count: int) -> bool:
    return late > max(FEW, neighbours.TAIL * count)


def outdated(store: Store, folder: Path) -> bool:
    """Return whether the index file lacks so many vectors that it is to be written anew; cheap, as no file is read."""
    model = store.meta("encoder") or ""
    written, _, of = (store.meta("indexed") or "0 ").partition(" ")
    count = last(store, model)[1]
    return count > 0 and (of != model or not (folder / neighbours.FILE).is_file() or _many(count - int(written), count))


def fingerprint(store: Store, model: str, last: int) -> neighbours.Fingerprint:
    """Return the fingerprint of the event vectors with ids up to `last` that the store has."""
    rows = store.all("SELECT rid, hash FROM vectors WHERE model = ? AND use = 'event' AND rid <= ? ORDER BY rid", (model, last))
    return neighbours.fingerprint(model, rows)


def _where(wanted: Mapping[str, str]) -> tuple[str, list[Any]]:
    parts: list[str] = []
    values: list[Any] = []
    for key, sql in (("measure", "c.measure = ?"), ("kind", "c.kind = ?"), ("source", "lower(r.source) = lower(?)")):
        if key in wanted:
            parts.append(sql)
            values.append(wanted[key])
    if "place" in wanted:
        parts.append("instr(e.place, ?) > 0")
        values.append(wanted["place"].casefold())
    for key, sql in (("since", "e.last >= ?"), ("until", "e.first <= ?")):
        if key in wanted:
            try:
                day = date.fromisoformat(wanted[key][:10]).toordinal()
            except ValueError as e:
                raise ValueError(f"{key} {wanted[key]!r}: write the day as 2024-03-01") from e
            # An event without any date is not known to lie there.
            parts.append(f"{sql} AND NOT (e.first = {regroup.OPEN_PAST} AND e.last = {regroup.OPEN_FUTURE})")
            values.append(day)
    return "".join(f" AND {p}" for p in parts), values


def find(
    store: Store, searcher: Searcher, encoder: Encoder, text: str, wanted: Mapping[str, str], limit: int
) -> list[tuple[str, str, float]]:
    """Return (report, claim, score) of the best `limit` claims, best first."""
    condition, values = _where(wanted)
    base = " FROM claims c JOIN events e ON e.rid = c.event JOIN reports r ON r.id = c.report WHERE 1"
    only = None
    if condition:
        only = np.array(sorted(v for (v,) in store.all(f"SELECT DISTINCT e.vector{base}{condition}", values)), np.int64)
    if not text.strip() or limit < 1:
        return []
    query = encoder.ask(text)
    close = searcher.nearest(query, max(200, 20 * limit), only)
    rows = [
        row
        for part in [list(close)[i : i + 400] for i in range(0, len(close), 400)]
        for row in store.all(
            f"SELECT c.report, c.id, c.vector, e.vector{base} AND e.vector IN ({','.join('?' * len(part))}){condition}",
            [*part, *values],
        )
    ]
    asked = sorted({r[2] for r in rows})
    fit = dict(zip(asked, (store.vectors(asked) @ query).tolist(), strict=True)) if asked else {}
    scored = [(r[0], r[1], round(QUESTION * fit[r[2]] + (1 - QUESTION) * close[r[3]], 4)) for r in rows]
    return sorted(scored, key=lambda r: (-r[2], r[0], r[1]))[:limit]
