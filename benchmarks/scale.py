"""A million claims: time and memory to add, to add 1,000 more and to search, by size: `python -m benchmarks.scale [--sizes ...] [--dry]`.

The claims are made up with the shape of the dev sets' (SHAPE: measured by `--measure` on what RASHOMON_EVAL_DATA holds); the archive
grows in time at a steady number of reports a day, as an archive does. SQLite, FAISS, matching, grouping and line-ups are the real ones; texts
are not parsed and vectors are drawn around a centre for each kind of event and place, because parser and encoder cost the same for each
report whatever the archive's size (benchmarks.speed has them). Each size runs in a process of its own, for its peak memory.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import math
import os
import random
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np

from benchmarks import tables
from claims.records import Account, Claim, Event, Quantity, Report, Toll, content_id
from index import ClaimIndex, codec, reading
from index.encoder import Encoder

SHAPE = {"claims": 9.1, "events": 2.0, "wide": 0.08, "undated": 0.02, "titles": 0.1}
PER_DAY = 55  # reports
HAPPENINGS = 30  # things that happen on a day and get into the news
PLACES, WHATS = 400, ("air strike", "bombing", "shelling", "shooting", "rocket fire", "clash", "raid", "landslide")
MEASURES = (("casualties", "killed", 6), ("casualties", "injured", 3), ("munitions", "fired", 1))
BATCH = 2000


class Drawn(Encoder):
    """Vectors without a model: near for the same kind of event in the same place (0.8 to 0.9), apart otherwise.

    With the name and `identity` of a real encoder, the store that they fill can be searched with that one.
    """

    def __init__(self, name: str = "drawn", identity: str = "drawn") -> None:
        super().__init__(name)
        self._identity = identity

    @property
    def identity(self) -> str:  # type: ignore[override]
        return self._identity

    def encode(self, texts: Sequence[str]) -> Any:
        out = np.stack([_centre(t.partition(",")[0]) + 0.025 * _noise(t) for t in texts])
        return (out / np.linalg.norm(out, axis=1, keepdims=True)).astype(np.float32)


def _noise(text: str) -> Any:
    seed = int.from_bytes(hashlib.blake2b(text.encode(), digest_size=8).digest(), "big")
    return np.random.Generator(np.random.SFC64(seed)).standard_normal(384, np.float32)


@cache
def _centre(key: str) -> Any:
    v = _noise(key)
    return v / np.linalg.norm(v)


def archive(first: int, n: int) -> Iterator[tuple[Report, Account]]:
    """Yield `n` reports of an archive from the report number `first` on, with what they say."""
    for number in range(first, first + n):
        rng = random.Random(number)
        day = date(2000, 1, 1) + timedelta(days=number // PER_DAY)
        events, claims, lines = [], [], []
        for k in range(max(1, round(rng.gauss(SHAPE["events"], 0.7)))):
            # The main event is one of the day's; a background event one of an earlier day's.
            told = day - timedelta(days=0 if k == 0 else rng.randint(1, 30))
            happening = random.Random(f"{told} {int(HAPPENINGS * rng.random() ** 2)}")
            what, place = happening.choice(WHATS), f"Town {happening.randrange(PLACES)}"
            start: str | None = told.isoformat()
            end = start
            chance = rng.random()
            if k and chance < SHAPE["wide"]:
                start, end = date(told.year, 1, 1).isoformat(), date(told.year, 12, 31).isoformat()
            elif chance > 1 - SHAPE["undated"]:
                start = end = None
            text = f"{what} in {place} told in {rng.choice(('short', 'long', 'other'))} words number {rng.randrange(10_000)}"
            events.append(
                Event(
                    f"r{number}#e{k}", what, place, place, start, end, main=k == 0, places=(place.lower(), "country"), text=text
                )
            )
        for j in range(max(1, round(rng.gauss(SHAPE["claims"], 3)))):
            event = events[0] if j % 3 < 2 or len(events) == 1 else events[1 + j % (len(events) - 1)]
            kind, measure, _ = rng.choices(MEASURES, [m[2] for m in MEASURES])[0]
            value = random.Random(f"{event.what} {event.where} {measure}").randint(0, 60) + rng.choice((0, 0, 0, 1, 5))
            line = f"In {event.where} {value} were {measure}, sentence {j} says."
            start_at = sum(map(len, lines))
            lines.append(line + "\n")
            claims.append(
                Claim(
                    f"c{content_id(number, j)}", f"r{number}", kind, measure, line, start_at, start_at + len(line), Quantity(value, value),
                    subject="people" if kind == "casualties" else "rockets", event=event,
                )
            )  # fmt: skip
        report = Report(f"r{number}", "".join(lines), f"Outlet {rng.randrange(200)}", day.isoformat(), f"News {number}")
        first_of = {(c.event.id, c.measure): c for c in reversed(claims)}
        tolls = tuple(Toll(c.report, c.event, c.measure, c.subject, c.quantity, (), "stated", (c.id,)) for c in first_of.values())
        yield report, Account(report, tuple(claims), tuple(events), tolls)


_made: dict[str, str] = {}  # what the reports that are being added say


def add(index: ClaimIndex, first: int, n: int) -> tuple[float, float, int]:
    """Add `n` reports from the number `first` on. Return the processor's seconds, the clock's, and the number of claims."""
    reading.accounts = lambda reports, parser=None: iter([(list(reports), [_made[r.id] for r in reports])])  # type: ignore[assignment]
    rows = list(archive(first, n))
    _made.clear()
    _made.update((r.id, codec.account_to_json(a)) for r, a in rows)
    wall, cpu = time.perf_counter(), time.process_time()
    index.add([r for r, _ in rows])
    return time.process_time() - cpu, time.perf_counter() - wall, sum(len(a.claims) for _, a in rows)


def fill(folder: str, size: int, encoder: Encoder) -> tuple[float, float, int, int]:
    """Build an archive of `size` claims. Return the processor's seconds, the clock's, and the numbers of claims and reports."""
    seconds, waited, claims, number = 0.0, 0.0, 0, 0
    with ClaimIndex(folder, encoder=encoder) as index:
        while claims < size:
            n = min(BATCH, max(1, math.ceil((size - claims) / SHAPE["claims"])))
            took, wall, got = add(index, number, n)
            seconds, waited, claims, number = seconds + took, waited + wall, claims + got, number + n
            print(f"{claims:,} claims: {took:.1f} s", file=sys.stderr, flush=True)
    return seconds, waited, claims, number


def one(size: int) -> dict[str, Any]:
    """Build an archive of `size` claims, add 1,000 claims more to it, search it; return the figures."""
    with ClaimIndex(encoder=Drawn()) as index:
        add(index, 0, 200)  # loads FAISS and the gazetteer, which would make the small sizes look slow
    with tempfile.TemporaryDirectory() as folder:
        seconds, waited, claims, number = fill(folder, size, Drawn())
        with ClaimIndex(folder, encoder=Drawn()) as index:
            more, _, got = add(index, number, round(1000 / SHAPE["claims"]))
        memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        queries = [f"{w} in Town {p}, told" for p in range(0, PLACES, 16) for w in WHATS[:2]]
        with ClaimIndex(folder, encoder=Drawn(), read_only=True) as index:
            start = time.perf_counter()
            index.search(queries[0])
            cold = time.perf_counter() - start
            start = time.perf_counter()
            for q in queries:
                index.search(q)
            warm = (time.perf_counter() - start) / len(queries)
            status = index.status()
        return {
            "claims": claims,
            "reports": number,
            "events": status["events"],
            "edges": status["edges"],
            "seconds": seconds,
            "waited": waited,
            "more": more,
            "more_claims": got,
            "cold": cold,
            "warm": warm,
            "memory": memory,
            "disk": status["bytes"] / 2**20,
        }


def measure(data: Path) -> dict[str, float]:
    """Return the shape of the claims that the dev reports hold, as SHAPE has it."""
    from benchmarks.speed import load
    from index import regroup

    with ClaimIndex() as index:
        index.add(load(data / "fakes" / "reports.jsonl", None))
        n = {t: index.store.all(f"SELECT count(*) FROM {t}")[0][0] for t in ("reports", "claims", "events")}
        undated = index.store.all(
            "SELECT count(*) FROM events WHERE first = ? AND last = ?", (regroup.OPEN_PAST, regroup.OPEN_FUTURE)
        )[0][0]
        wide = index.store.all("SELECT count(*) FROM events WHERE wide = 1")[0][0] - undated
    return {
        "claims": n["claims"] / n["reports"],
        "events": n["events"] / n["reports"],
        "wide": wide / n["events"],
        "undated": undated / n["events"],
    }


def main() -> int:
    p = argparse.ArgumentParser(description=__doc__)
    p.add_argument("--sizes", default="10000,100000,1000000")
    p.add_argument("--one", type=int, help="run one size in this process and print its figures as JSON")
    p.add_argument("--measure", action="store_true", help="print the shape of the dev sets' claims")
    p.add_argument("--dry", action="store_true", help="print only, and leave benchmarks/README.md as it is")
    args = p.parse_args()
    if args.one:
        print(json.dumps(one(args.one)))
        return 0
    if args.measure:
        print(json.dumps(measure(Path(os.environ["RASHOMON_EVAL_DATA"]))))
        return 0
    found = []
    for size in args.sizes.split(","):
        run = subprocess.run(
            [sys.executable, "-m", "benchmarks.scale", "--one", size], stdout=subprocess.PIPE, text=True, check=True
        )
        found.append(json.loads(run.stdout))
        print(run.stdout.strip(), file=sys.stderr)
    rows = [
        [f"{f['claims']:,}", f"{f['reports']:,}", f"{f['edges']:,}", f"{f['seconds']:.1f}", f"{f['waited']:.1f}", f"{f['claims'] / f['seconds']:,.0f}",
         f"{f['more']:.2f}", f"{f['cold']:.2f}", f"{1000 * f['warm']:.0f}", f"{f['memory']:,.0f}", f"{f['disk']:,.0f}"]
        for f in found
    ]  # fmt: skip
    head = [
        "claims",
        "reports",
        "edges",
        "add all, s",
        "on the clock, s",
        "claims/s",
        "add 1,000, s",
        "first search, s",
        "search, ms",
        "peak MiB",
        "disk MiB",
    ]
    parts = [
        "Adding is in processor seconds, because other work ran on the two cores; the clock's are beside it.",
        tables.table(head, rows),
    ]
    if len(found) > 1:
        a, b = found[0], found[-1]
        power = {k: math.log(b[k] / a[k]) / math.log(b["claims"] / a["claims"]) for k in ("seconds", "more", "memory")}
        parts.append(
            f"Growth from {a['claims']:,} to {b['claims']:,} claims, as the exponent of the number of claims: add all {power['seconds']:.2f} "
            f"(goal: at most 1.15), add 1,000 {power['more']:.2f} (at most 0.5), peak memory {power['memory']:.2f}."
        )
    made = "\n\n".join(parts)
    print(made)
    if not args.dry:
        tables.write("scale", made)
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
