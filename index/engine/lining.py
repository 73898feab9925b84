"""Components of events to line-ups: buckets of whole components, each worked off alone."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from index import grouping, lineups, matching
from index.edges import Edges
from index.engine import accounts
from index.engine.folder import LONG, Folder, key, opened
from index.engine.tiles import Events

BUCKET = 1000  # events of one bucket; a larger component is one alone

LINEUPS = pa.schema(
    [("rank", pa.int64()), ("severity", pa.float64()), ("id", pa.string()), ("kind", pa.string()), ("measure", pa.string()),
     ("verdict", pa.string()), ("line", pa.string())]
)  # fmt: skip
_ORDER = [*lineups.VERDICTS, "single"]

Linked = tuple[NDArray[np.int32], NDArray[np.int32], NDArray[np.float64]]  # numbers of events, and the probability of each pair


@dataclass(frozen=True, slots=True)
class Bucket:
    """Whole components: the numbers of their events, and the edges inside components."""

    events: NDArray[np.int64]
    edges: Linked


def buckets(events: Events, component: NDArray[np.int32], edges: Sequence[Linked], size: int = BUCKET) -> Iterator[Bucket]:
    """Yield the components in buckets of about `size` events that lie near in time, the largest buckets first."""
    n = int(component.max()) + 1 if len(component) else 0
    first = np.full(n, np.iinfo(np.int64).max)
    np.minimum.at(first, component, events.first)
    count = np.bincount(component, minlength=n)
    order = np.lexsort((np.arange(n), first))
    home = np.empty(n, np.int64)
    home[order] = _cut(count[order], size)
    kept = [[column[component[e[0]] == component[e[1]]] for column in e] for e in edges]
    a, b, p = (np.concatenate([e[i] for e in kept] or [np.zeros(0, np.int32)]) for i in range(3))
    bucket = home[component] if n else np.zeros(0, np.int64)
    by_event, by_edge = np.argsort(bucket, kind="stable"), np.argsort(bucket[a], kind="stable")
    event_at, edge_at = np.searchsorted(bucket[by_event], np.arange(n + 1)), np.searchsorted(bucket[a][by_edge], np.arange(n + 1))
    sizes = np.bincount(bucket) if n else np.zeros(0, np.int64)
    for k in np.argsort(-sizes, kind="stable").tolist():
        mine, links = by_event[event_at[k] : event_at[k + 1]], by_edge[edge_at[k] : edge_at[k + 1]]
        yield Bucket(mine, (a[links], b[links], p[links]))


def _cut(counts: NDArray[np.int64], size: int) -> list[int]:
    """Return the bucket of each component, in their order."""
    out, bucket, held = [], 0, 0
    for c in counts.tolist():
        if held and held + c > size:
            bucket, held = bucket + 1, 0
        out.append(bucket)
        held += c
    return out


def name_of(events: Events, bucket: Bucket, lining: str) -> str:
    spec = [(f, key(r.tolist()), key(at.tolist())) for f, r, at in events.where(bucket.events)]
    numbers = np.searchsorted(bucket.events, [bucket.edges[0], bucket.edges[1]]).tolist()
    return "lineups/" + key(spec, key(numbers), key(bucket.edges[2].tolist()), lining)


def line_up(place: str, name: str, bucket: Bucket, where: Any) -> int:
    """Group the events of a bucket and write its line-ups, in the order in which a reader gets them. Return their number."""
    work = opened(place)
    told: dict[str, tuple[str, str]] = {}  # an event's report and its profile
    names = [""] * len(bucket.events)
    held: dict[str, Any] = {}
    for file, rows, at in where:
        table = work.rows(f"{file}-events.parquet", rows, ("id", "report", "row", "profile"))
        for i, id_, *more in zip(at.tolist(), *(table.column(c).to_pylist() for c in ("id", "report", "profile")), strict=True):
            names[i], told[id_] = id_, (more[0], more[1])
        held |= {a.report.id: a for a in accounts.accounts(work, file, np.unique(table.column("row").to_numpy()))}
    links = Edges.among(names, bucket.events, *bucket.edges)
    report = {e: told[e][0] for e in sorted(told)}
    number = Counter(report.values())
    beside = {e: json.loads(told[e][1]) for e, r in report.items() if number[r] > 1}  # twins need a second event of their report
    out: list[dict[str, Any]] = []
    chance = links.chance()
    for group in grouping.group(report, links, matching.twins(beside)):
        for line in lineups.build([group], {report[e]: held[report[e]] for e in group}, chance):
            out.append(
                {"rank": _ORDER.index(line.verdict), "severity": float(line.severity), "id": line.id, "kind": line.kind,
                 "measure": line.measure, "verdict": line.verdict, "line": json.dumps(line.out(), ensure_ascii=False)}
            )  # fmt: skip
    out.sort(key=lambda r: (r["rank"], -r["severity"], r["id"]))
    work.put(f"{name}.parquet", pa.Table.from_pylist(out, schema=LINEUPS), LONG)
    return len(out)


def merged(work: Folder, names: Sequence[str]) -> Iterator[dict[str, Any]]:
    """Yield the rows of all `names` in the order in which a reader gets line-ups, without holding them all."""
    import heapq

    parts = [work.each(f"{n}.parquet") for n in names]
    yield from heapq.merge(*parts, key=lambda r: (r["rank"], -r["severity"], r["id"]))
