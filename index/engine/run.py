"""One run on a Ray cluster: the stages, in order, and what each has finished already.

Every file that a stage writes is named by what it is made from, so a run that was stopped, or lost a machine for good, goes on from what
is there; a change of the input, the rules or the encoder makes other names.
"""

from __future__ import annotations

import json
import logging
import os
import socket
import time
import warnings
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path
from typing import Any

import numpy as np

from claims.decoding import safe
from claims.reports import FAILED, Entry, Problem
from index import publish, reading
from index.encoder import Encoder
from index.engine import accounts, columns, intake, lining, tiles
from index.engine.folder import Folder, url
from index.engine.intake import Piece
from index.machine import cores

STORE = 1 << 30  # bytes of Ray's object store where we start it: what is on its way between two stages
BUCKETS = 16  # buckets of line-ups in one Parquet part
TRIES = 2  # attempts at all pieces before what is left of it is looked at report by report
ANSWER = 10  # seconds in which a cluster's machine must answer
RETRIES = 5  # of one task whose machine was lost

# One process a core is Ray's way; threads inside it would only take turns.
ENVIRONMENT = {"RASHOMON_PROCESSES": "1", "OMP_NUM_THREADS": "1", "HF_HUB_OFFLINE": "1", "RAY_USAGE_STATS_ENABLED": "0"}

Step = Callable[[str, int, int], None]


@dataclass
class Run:
    """What a run made: where its files are, and what became of the input."""

    work: Folder
    accounts: list[str] = field(default_factory=list)
    lineups: list[str] = field(default_factory=list)
    manifest: list[Entry] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    seconds: dict[str, float] = field(default_factory=dict)
    counts: dict[str, int] = field(default_factory=dict)

    def report_rows(self, columns: Sequence[str] | None = None) -> Iterator[dict[str, Any]]:
        """Yield the rows of the accounts' files, by report id, without holding them all: see `accounts.ACCOUNTS`.

        `columns`, where given, are the only ones read; "id" must be among them.
        """
        import heapq

        parts = [self.work.each(f"{n}.parquet", columns) for n in self.accounts]
        yield from heapq.merge(*parts, key=lambda r: r["id"])

    def lineup_rows(self) -> Iterator[dict[str, Any]]:
        """Yield the rows of the line-ups' files, what needs a decision first: see `lining.LINEUPS`."""
        return lining.merged(self.work, self.lineups)


def run(
    paths: Sequence[str | os.PathLike[str]],
    work: str | os.PathLike[str],
    address: str | None = None,
    columns: Mapping[str, str] | None = None,
    parser: str | None = None,
    encoder: str | None = None,
    device: str = "auto",
    piece: int = intake.PIECE,
    progress: Step | None = None,
) -> Run:
    """Read, match and line up the reports in `paths` on the Ray cluster at `address` (None: one started here, on all cores).

    `work` is a folder that all machines see; `piece` is how many reports are one unit of work, which changes no result.

    Raises OSError, with the remedy, where Ray is not installed, the cluster does not answer or the folder cannot be written, and
    ValueError where `columns` names no field of a report.
    """
    ray = _ray()
    step = progress or (lambda stage, done, total: None)
    folder = Folder(url(work))
    found = intake.find([os.fspath(p) for p in paths], columns)
    mine = not ray.is_initialized()
    if mine:
        _start(ray, address)
    try:
        made = _Job(ray, folder, dict(columns or {}), parser, encoder, device, piece, step).run(found.files)
    finally:
        if mine:
            ray.shutdown()
    made.manifest = found.manifest(made.manifest)
    made.problems = [*found.problems, *map(found.named, made.problems)]
    return made


def _ray() -> Any:
    os.environ.setdefault("RAY_USAGE_STATS_ENABLED", "0")  # nothing leaves the cluster
    os.environ.setdefault("RAY_BACKEND_LOG_LEVEL", "fatal")  # what a user can mend comes as an error
    for name in ("ray", "ray.data"):
        logging.getLogger(name).setLevel(logging.ERROR)
    try:
        import ray
        import ray.data
    except ImportError as e:
        raise OSError("the engine Ray is not installed: pip install 'rashomon[ray]'") from e
    return ray


def _start(ray: Any, address: str | None) -> None:
    here: dict[str, Any] = (
        {"num_cpus": cores(), "include_dashboard": False, "object_store_memory": STORE} if address is None else {}
    )
    try:
        if address is not None:
            reach(address)
        with _quiet():
            ray.init(
                address=address or "local",
                runtime_env={"env_vars": ENVIRONMENT},
                log_to_driver=False,
                logging_level="ERROR",
                **here,
            )
    except (OSError, ValueError, RuntimeError) as e:
        raise OSError(
            f"no Ray cluster answers at {address or 'this machine'} ({' '.join(str(e).split())[:200]}); start one with: ray start --head, and where it asks "
            "for a token, set RAY_AUTH_MODE=token"
        ) from e


def reach(address: str) -> None:
    """Raise OSError where nothing listens at "host:port" or "ray://host:port": Ray itself would go on trying for many minutes."""
    host, colon, port = address.rpartition("://")[2].rpartition(":")
    if colon and port.isdigit():
        socket.create_connection((host.strip("[]"), int(port)), ANSWER).close()


@contextmanager
def _quiet() -> Iterator[None]:
    """Keep from the user's terminal what Ray's own processes write while they start; what went wrong is raised."""
    try:
        kept = os.dup(2)
    except OSError:  # there is no terminal
        yield
        return
    with Path(os.devnull).open("wb") as nowhere:
        os.dup2(nowhere.fileno(), 2)
    try:
        yield
    finally:
        os.dup2(kept, 2)
        os.close(kept)


def encoders(gpus: int, cpus: int, device: str) -> tuple[int, dict[str, int], str]:
    """Return how many actors encode, what each needs of its machine, and the device it encodes on.

    One for each GPU, where the cluster has some; else one for two cores, which claims none: encoding is a small part of reading.
    """
    if gpus and device != "cpu":
        return gpus, {"num_gpus": 1}, "cuda"
    return max(1, cpus // 2), {"num_cpus": 0}, device


class _Job:
    def __init__(self, ray: Any, work: Folder, columns: dict[str, str], parser: str | None, encoder: str | None, device: str,
                 piece: int, step: Step) -> None:  # fmt: skip
        self.ray, self.work, self.columns, self.parser, self.piece, self.step = ray, work, columns, parser, piece, step
        self.encoder, self.device = Encoder(encoder), device
        self.made = Run(work)

    def run(self, found: list[intake.File]) -> Run:
        self.lining = publish.lining()
        pieces = self.timed("read", self.read, found)
        if not pieces:
            return self.made
        self.timed("understand", self.understand, pieces)
        events = self.timed("plan", self.events)
        edges = self.timed("match", self.match, events)
        self.timed("line up", self.line_up, events, edges)
        self.timed("write", self.write)
        return self.made

    def timed(self, stage: str, work: Callable[..., Any], *args: Any) -> Any:
        start = time.perf_counter()
        done = work(*args)
        self.made.seconds[stage] = time.perf_counter() - start
        return done

    # The stages

    def read(self, found: list[intake.File]) -> list[Piece]:
        groups = intake.tasks(found)
        names = [intake.name_of(g, self.columns, self.piece, reading.rules()) for g in groups]
        calls = [(n, (self.work.url, n, g, self.columns, self.piece)) for n, g in zip(names, groups, strict=True)]
        self.each("Reading", intake.read, calls, ".json")
        pieces, self.made.manifest, self.made.problems = intake.admit(self.work, names)
        return pieces

    def understand(self, pieces: list[Piece]) -> None:
        names = {accounts.name_of(p, self.parser, self.encoder.identity): p for p in pieces}
        self.made.accounts = list(names)
        for _ in range(TRIES):
            if not (todo := self.left(names, ".json")):
                break
            with suppress(self.ray.exceptions.RayError):  # what is left tells
                self.stream([(n, names[n]) for n in todo], len(names))
        self.one_by_one({n: names[n] for n in self.left(names, ".json")})
        counts = {"reports": 0, "claims": 0, "events": 0, "aside": 0}
        aside: list[accounts.Aside] = []
        for info in (self.work.json(f"{n}.json") for n in names):
            for k in counts:
                counts[k] += len(info[k]) if k == "aside" else info[k]
            aside += info["aside"]
        self.made.counts |= counts
        why = {(a["file"], a["where"]): f"could not be understood ({a['error']}), set aside" for a in aside}
        for a in aside:
            said = f"report {a['report']} {why[a['file'], a['where']]}"
            self.made.problems.append(Problem(a["file"], a["where"], said, "send it to us"))
        for n, e in enumerate(self.made.manifest):
            if said := why.get((safe(e.file), e.where), ""):
                self.made.manifest[n] = replace(e, outcome=FAILED, why=said)

    def stream(self, todo: list[tuple[str, Piece]], total: int) -> None:
        """Understand and encode pieces as one stream of Ray Data: tasks read, actors that hold the model encode."""
        ray, place, parser = self.ray, self.work.url, self.parser
        context = ray.data.DataContext.get_current()
        context.enable_progress_bars = False
        context.max_errored_blocks = -1  # one bad piece does not end the others; what is not there at the end is looked at again
        logging.getLogger("ray.data").setLevel(logging.ERROR)  # Ray Data sets its own when it is first used
        size, need, device = encoders(int(ray.cluster_resources().get("GPU", 0)), self.cpus(), self.device)
        rows = [{"name": n, "piece": json.dumps(asdict(p))} for n, p in todo]

        def understand(row: dict[str, Any]) -> dict[str, Any]:
            return {"name": row["name"], **accounts.understand(place, piece_of(row["piece"]), parser)}

        warnings.filterwarnings(
            "ignore", message=".ray_remote_args", category=DeprecationWarning
        )  # max_retries has no other way in yet
        stream = (
            ray.data.from_items(rows, override_num_blocks=len(rows))
            .map(understand, num_cpus=1, ray_remote_args_fn=lambda: {"max_retries": 0})
            .map(
                _Keep,
                fn_constructor_args=(place, self.encoder.name, device),
                compute=ray.data.ActorPoolStrategy(size=size),
                **need,
            )
        )
        done = total - len(todo)
        for _ in stream.iter_rows():
            done += 1
            self.step("Reading what they say", done, total)

    def one_by_one(self, todo: Mapping[str, Piece]) -> None:
        """Find the reports that end the process that reads them, set them aside, and finish their pieces without them."""
        remote = self.ray.remote(accounts.understand)
        alone, again = remote.options(num_cpus=1, max_retries=0), remote.options(num_cpus=1, max_retries=RETRIES)
        for name, piece in todo.items():
            given = intake.reports_of(self.work, piece)

            out = dict(self.bad(alone, piece, list(range(len(given)))))
            made = self.ray.get(again.remote(self.work.url, piece, self.parser, [i for i in range(len(given)) if i not in out]))
            info = json.loads(made["info"])
            info["aside"] += [
                {"report": given[i][0].id, "file": given[i][1], "where": given[i][2], "error": e} for i, e in out.items()
            ]
            accounts.keep(self.work.url, name, {**made, "info": json.dumps(info)}, self.encoder)

    def bad(self, alone: Any, piece: Piece, at: list[int]) -> Iterator[tuple[int, str]]:
        """Yield which of the reports at the positions `at` end their process, halving until one is left, which gets three chances."""
        for _ in range(3 if len(at) == 1 else 1):
            try:
                self.ray.get(alone.remote(self.work.url, piece, self.parser, at))
                return
            except self.ray.exceptions.RayError as e:
                error = f"it ends the process that reads it: {type(e).__name__}"
        if len(at) == 1:
            yield at[0], error
        else:
            yield from self.bad(alone, piece, at[: len(at) // 2])
            yield from self.bad(alone, piece, at[len(at) // 2 :])

    def events(self) -> tiles.Events:
        names = self.made.accounts
        tables = [self.work.table(f"{n}-events.parquet", ("row", "first", "last")) for n in names]
        size = [t.num_rows for t in tables]

        def column(name: str) -> Any:
            return np.concatenate([t.column(name).to_numpy() for t in tables]).astype(np.int64)

        return tiles.Events(
            tuple(names),
            np.repeat(np.arange(len(names), dtype=np.int32), size),
            np.concatenate([np.arange(n, dtype=np.int64) for n in size]),
            column("first"),
            column("last"),
        )

    def match(self, events: tiles.Events) -> list[lining.Linked]:
        cut = tiles.chunks(events)
        side = [tiles.chunk(events, c) for c in cut]
        todo = {tiles.name_of(side[i], side[j], self.lining): (side[i], side[j]) for i, j in tiles.plan(events, cut)}
        self.made.counts["tiles"] = len(todo)
        calls = ((n, (self.work.url, n, *pair)) for n, pair in todo.items())
        self.each("Comparing", tiles.match, calls, ".parquet")
        edges = []
        for n in todo:
            t = self.work.table(f"{n}.parquet")
            if t.num_rows:
                a, b = (t.column(c).to_numpy().astype(np.int32) for c in "ab")
                edges.append((a, b, t.column("p").to_numpy()))
        self.made.counts["edges"] = sum(len(e[0]) for e in edges)
        return edges

    def line_up(self, events: tiles.Events, edges: list[lining.Linked]) -> None:
        component = tiles.components(len(events.row), edges)
        todo = {lining.name_of(events, b, self.lining): b for b in lining.buckets(events, component, edges)}
        self.made.counts |= {"components": int(component.max()) + 1 if len(component) else 0, "buckets": len(todo),
                             "largest": int(np.bincount(component).max()) if len(component) else 0}  # fmt: skip
        self.made.lineups = list(todo)
        calls = ((n, (self.work.url, n, b, events.where(b.events))) for n, b in todo.items())
        self.each("Lining up", lining.line_up, calls, ".parquet")

    def write(self) -> None:
        """Write the output as Parquet below the work folder: parquet/claims, parquet/reports, parquet/lineups."""
        place, names = self.work.url, self.made.lineups
        shares = [names[i : i + BUCKETS] for i in range(0, len(names), BUCKETS)]
        self.each("Writing", columns.of_accounts, [(f"{n}", (place, n, i)) for i, n in enumerate(self.made.accounts)])
        self.each("Writing", columns.of_lineups, [(part[0], (place, part, i)) for i, part in enumerate(shares)])
        for kind, parts in (("claims", len(self.made.accounts)), ("reports", len(self.made.accounts)), ("lineups", len(shares))):
            columns.sweep(self.work, kind, parts)

    # Tasks

    def cpus(self) -> int:
        return max(1, int(self.ray.cluster_resources().get("CPU", 1)))

    def left(self, names: Iterable[str], ending: str) -> list[str]:
        wanted = list(names)
        there = {n for folder in {n.rpartition("/")[0] for n in wanted} for n in self.work.names(folder)}
        return [n for n in wanted if n + ending not in there]

    def each(
        self, stage: str, work: Callable[..., Any], calls: Iterable[tuple[str, tuple[Any, ...]]], ending: str | None = None
    ) -> None:
        """Run `work` for each call whose file is not there yet; a few wait for each core, so that none is idle and no plan fills the memory."""
        calls = list(calls)
        todo = set(self.left([n for n, _ in calls], ending) if ending else [n for n, _ in calls])
        remote = self.ray.remote(work).options(num_cpus=1, max_retries=RETRIES)
        done, waiting = len(calls) - len(todo), []
        for name, args in calls:
            if name not in todo:
                continue
            waiting.append(remote.remote(*args))
            if len(waiting) >= 4 * self.cpus():
                ready, waiting = self.ray.wait(waiting)
                self.ray.get(ready)
                done += len(ready)
                self.step(stage, done, len(calls))
        self.ray.get(waiting)
        if ending and self.left(todo, ending):
            raise OSError(f"{self.work.url}: what the cluster's machines wrote is not there; name a --work that all of them see")
        self.step(stage, len(calls), len(calls))


def piece_of(text: str) -> Piece:
    data = json.loads(text)
    return Piece(data["name"], data["reports"], tuple(data["dropped"]), tuple((i, n) for i, n in data["renamed"]))


class _Keep:
    """Holds the encoder; gets what one piece says and writes it with its vectors."""

    def __init__(self, place: str, encoder: str, device: str) -> None:
        self.place, self.encoder = place, Encoder(encoder, device)

    def __call__(self, row: dict[str, Any]) -> dict[str, Any]:
        accounts.keep(self.place, row["name"], row, self.encoder)
        return {"name": row["name"]}
