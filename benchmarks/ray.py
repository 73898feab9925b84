"""The engine Ray beside one machine: `python -m benchmarks.ray [--reports N | --sets NAME,...] [--drawn] [--per-day N] [--nodes none,1,2] [--pieces N,N,...] [--equal]
[--folder DIR] [--event N,N,...] [--grouping N,N,...] [--dry]`.

The reports are short and made up (benchmarks.made_up). `--sets` takes the reports of dev sets in RASHOMON_EVAL_DATA in their place, one after the other. `--drawn` takes the
archive of benchmarks.scale: what its reports say and their vectors are drawn, not read by the parser and the encoder, on all sides alike; all other stages are the real ones.
Nodes are Ray nodes started on this machine, each with all its processes on one core of its own, and no engine runs on one core, too. `--equal` compares the files of all runs
line for line, for each size of the pieces. With `--folder` all files stay there, and the same command again goes on from what is finished, for runs that take hours. `--event`
measures the worst skew: that many reports on one event; `--grouping` the grouping alone, with drawn probabilities.
"""

from __future__ import annotations

import argparse
import filecmp
import json
import os
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from itertools import pairwise
from pathlib import Path
from typing import Any

from benchmarks import tables
from benchmarks.made_up import PER_DAY, made, one_event, put
from benchmarks.processor import Meter

LINES = ("claims.jsonl", "reports.jsonl", "lineups.jsonl")
FILE_NAMES = (*LINES, "disagreements.csv", "report.html")
CORES = sorted(os.sched_getaffinity(0))
ROUND = 10_000  # reports that no engine adds in one transaction, where they are drawn
TICK = 0.5  # seconds between two looks at the processor time of a run's processes


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
    from app import writing

    _pin(0)
    if drawn:
        draw()
        writing.WHOLE = writing.SHOWN = 0  # the page and its charts are not what is measured
    if nodes == "none":
        return _none(folder, out, drawn)
    began, start = time.time(), time.perf_counter()
    import ray
    from ray.cluster_utils import Cluster

    from index.engine.run import ENVIRONMENT, run

    node = {"num_cpus": 1, "object_store_memory": 400 << 20, "include_dashboard": False}
    made = Cluster(initialize_head=True, head_node_args=node)
    try:
        for n in range(1, int(nodes)):
            _pin(n)
            made.add_node(**node)
        _pin(0)
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
        writing.write(done, out)
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


def _pin(node: int) -> None:
    """Let this thread, and what it starts from now on, run on the core of a node alone; no engine is one node's work."""
    os.sched_setaffinity(0, {CORES[node % len(CORES)]})


def _none(folder: Path, out: Path, drawn: bool) -> dict[str, Any]:
    """Run on this process and its own workers, without an engine."""
    from app.project import finish, open_index
    from claims.reports import read
    from index import claim_index

    if drawn:  # the fewer borders between two rounds, the fewer line-ups are built twice; a line-up is the same
        claim_index.ROUND = ROUND
    began, clock = time.time(), [time.perf_counter()]
    taken = read([folder])
    clock.append(time.perf_counter())
    with open_index(out) as index:
        index.sync(taken.reports)
        clock.append(time.perf_counter())
        finish(index, out)
        status = index.status()
    clock.append(time.perf_counter())
    seconds = dict(zip(("read", "index", "files"), (y - x for x, y in pairwise(clock)), strict=True))
    return {"began": began, "seconds": {**seconds, "all": clock[-1] - clock[0]}, "memory": _memory(),
            "counts": {k: status[k] for k in ("reports", "claims", "events", "edges", "lineups") if k in status}}  # fmt: skip


def _memory() -> float:
    """Return the peak memory of this process in MiB; on a cluster that is the driver's."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def _apart(nodes: str, folder: Path, out: Path, piece: int, drawn: bool) -> dict[str, Any]:
    command = [sys.executable, "-m", "benchmarks.ray", "--one", nodes, str(folder), str(out), str(piece)]
    command += ["--drawn"] if drawn else []
    # Ray starts its workers with the lowest priority: beside other work they would wait, and no engine would not.
    made = subprocess.Popen(
        command, stdout=subprocess.PIPE, text=True, env={**os.environ, "OMP_NUM_THREADS": "1", "RAY_worker_niceness": "0"}
    )
    meter = Meter(made.pid)
    while True:
        with suppress(subprocess.TimeoutExpired):
            text, _ = made.communicate(timeout=TICK)
            break
        meter.look()
    if made.returncode:
        raise subprocess.CalledProcessError(made.returncode, command)
    found = dict(json.loads(text.splitlines()[-1]))
    return {**found, **meter.by_stage(found["began"], found["seconds"])}


def _skew(sizes: list[int]) -> list[list[object]]:
    """Measure one event told by many reports: comparing, grouping and building its line-ups, in processor seconds."""
    import numpy as np

    from claims.records import Report
    from index import codec, grouping, lineups, matching, neighbours, publish, reading, regroup
    from index.columns import Facts
    from index.edges import Edges
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
        Facts(told[0][2])  # reads the gazetteer
        clock = [time.process_time()]
        facts, found = [Facts(t[2]) for t in told], []
        a, b, cosine = neighbours.pairs(vectors, vectors, matching.FLOOR)
        a, b, cosine = a[a < b], b[a < b], cosine[a < b]
        for at in range(0, len(a), regroup.PAIRS):
            x, y = a[at : at + regroup.PAIRS], b[at : at + regroup.PAIRS]
            good, p = matching.kept(facts, x, y, cosine[at : at + regroup.PAIRS])
            found.append((x[good].astype(np.int32), y[good].astype(np.int32), p))
        links = Edges([t[1] for t in told], *(np.concatenate(column) for column in zip(*found, strict=True)))
        clock.append(time.process_time())
        groups = grouping.group({t[1]: t[0] for t in told}, links, matching.twins({t[1]: t[2] for t in told}))
        clock.append(time.process_time())
        lineups.build(groups, accounts, links.chance())
        clock.append(time.process_time())
        rows.append([f"{size:,}", len(links), *(f"{y - x:.1f}" for x, y in pairwise(clock))])
    return rows


def _grouping(sizes: list[int]) -> list[list[object]]:
    """Measure grouping alone of one event told by many reports, every two of them linked, in processor seconds."""
    import numpy as np

    from index import grouping
    from index.edges import Edges

    rows: list[list[object]] = []
    for size in sizes:
        rng = np.random.default_rng(size)
        names = [f"r{n:06d}#e0" for n in range(size)]
        a, b = np.triu_indices(size, 1)
        links = Edges(names, a.astype(np.int32), b.astype(np.int32), rng.uniform(0.6, 1, len(a)).round(6))
        start = time.process_time()
        grouping.group({e: e[:7] for e in names}, links)
        rows.append([f"{size:,}", f"{len(links):,}", f"{time.process_time() - start:.2f}", f"{_memory():,.0f}"])
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
        for key, what in (("seconds", "clock"), ("processor", "processor"), ("busiest", "busiest core"))
    ]  # fmt: skip
    parts = [f"{title}; seconds by stage; a node, and no engine, has one core.",
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
    p.add_argument("--grouping", default="")
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
    if args.grouping:
        sizes = [int(x) for x in args.grouping.split(",")]
        parts.append(tables.table(["reports on one event", "edges", "group, s", "peak MiB so far, edges too"], _grouping(sizes)))
    text = "\n\n".join(parts)
    print(text)
    if not args.dry:
        tables.write("ray", text)
    return 1 if wrong else 0


if __name__ == "__main__":
    raise SystemExit(main())
