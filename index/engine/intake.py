"""Reading on many machines: files to pieces of about `PIECE` reports, and one place that says which reports count.

A file is read where there is room. What needs the sight of all (a report given twice, one id for two texts) is told from short keys,
by the rule that `claims.reports.read` has.
"""

from __future__ import annotations

import hashlib
import json
import os
import tempfile
from collections import deque
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path
from typing import Any, TypeVar

import pyarrow as pa

from claims import files, reports
from claims.decoding import safe
from claims.records import Report
from claims.reports import Entry, Intake, Problem
from index import codec
from index.engine.folder import Folder, key, opened, url

PIECE = 1000  # reports in one piece: the unit of work, and of what a lost machine costs
TOGETHER = 500  # small files read in one task

FIELDS = ("id", "text", "source", "published", "title", "url", "language", "body")
SCHEMA = pa.schema([*((n, pa.string()) for n in (*FIELDS, "file", "where"))])


@dataclass(frozen=True, slots=True)
class File:
    """One file of reports: its path or URL, and what tells its content from an older one's."""

    path: str
    mark: str
    size: int


@dataclass(frozen=True, slots=True)
class Piece:
    """A piece of what was read: where it is, which of its rows do not count, and which go by another id."""

    name: str
    reports: int
    dropped: tuple[int, ...] = ()
    renamed: tuple[tuple[int, str], ...] = ()


@dataclass(slots=True)
class Found:
    """The files to read, in the order in which one machine reads them, and what became of the others."""

    files: list[File] = field(default_factory=list)
    others: list[tuple[int, Entry]] = field(default_factory=list)  # how many files come before it, and its line
    problems: list[Problem] = field(default_factory=list)
    given: dict[str, str] = field(default_factory=dict)  # a file's name as the user gave it, by its path

    def manifest(self, read: Sequence[Entry]) -> list[Entry]:
        """Return the lines of what was read and of what was not, in one machine's order and by the names that were given."""
        out: list[Entry] = []
        rest, others = deque(read), deque(self.others)
        for n, file in enumerate(self.files):
            while others and others[0][0] <= n:
                out.append(others.popleft()[1])
            while rest and rest[0].file == file.path:
                out.append(rest.popleft())
        return [self.named(e) for e in (*out, *rest, *(e for _, e in others))]

    def named(self, told: _Told) -> _Told:
        return replace(told, file=self.given.get(told.file, told.file))


_Told = TypeVar("_Told", Entry, Problem)


def find(paths: Sequence[str], columns: Mapping[str, str] | None = None) -> Found:
    """Return the files of reports in `paths` (files and folders, local or of fsspec)."""
    if unknown := sorted(set(columns or ()) - set(reports.FIELDS)):
        raise ValueError(f"no field of a report is called {', '.join(unknown)}; the fields are {', '.join(reports.FIELDS)}")
    found = Found()
    for path in paths:
        place = Folder(url(path))
        if place.local:
            _listed(found, path if url(path) == path and "://" not in path else place.root)
            continue
        if not place.fs.exists(place.root):
            _wrong(found, path, "no such file or folder", "check the name")
            continue
        names = [place.root]
        if place.fs.isdir(place.root):
            names = sorted(_below(place), key=lambda n: _order(n, place.root))
            if not names:
                _wrong(found, path, "the folder is empty", "give a folder that holds reports")
        for name in names:
            whole = str(place.fs.unstrip_protocol(name))
            if why := files.refused(Path(name)):
                found.others.append((len(found.files), Entry(whole, "", "", reports.SKIPPED, why)))
                continue
            info = place.fs.info(name)
            mark = next((str(info[k]) for k in ("ETag", "etag", "mtime", "LastModified", "last_modified") if k in info), "")
            found.files.append(File(whole, mark, int(info.get("size") or 0)))
    return found


def _listed(found: Found, path: str) -> None:
    """Add what lies at a path of this machine, which other machines may see from another folder: by its whole path."""
    taken = reports.listed(path)
    found.problems += taken.problems
    for e in taken.manifest:
        if e.outcome != reports.READ:
            found.others.append((len(found.files), e))
            continue
        whole, told = os.path.abspath(e.file), os.stat(e.file)  # noqa: PTH100, PTH116 - a name need not be text
        found.files.append(File(whole, str(told.st_mtime), told.st_size))
        found.given[whole] = e.file


def _wrong(found: Found, path: str, what: str, remedy: str) -> None:
    found.problems.append(Problem(path, "", what, remedy))
    found.others.append((len(found.files), Entry(path, "", "", reports.FAILED, what)))


def _below(place: Folder) -> Iterator[str]:
    for top, folders, names in place.fs.walk(place.root):
        if files.written(names):
            folders[:], names = files.unwritten(folders, names) if top == place.root else ([], [])
        folders[:] = [f for f in folders if not f.startswith(".")]
        yield from (f"{top}/{n}" for n in names if not n.startswith("."))


def _order(name: str, root: str) -> tuple[object, ...]:
    """Return the key of `os.walk`'s order: a folder's files before its folders, each by name."""
    *folders, last = name[len(root) :].strip("/").split("/")
    return (*((1, f) for f in folders), (0, last))


def tasks(found: Sequence[File]) -> list[list[File]]:
    """Return the files in groups to read in one task: a large file alone, small ones together."""
    out: list[list[File]] = []
    size = 0
    for f in found:
        if not out or size + f.size > 32 * 2**20 or len(out[-1]) >= TOGETHER:
            out.append([])
            size = 0
        out[-1].append(f)
        size += f.size
    return out


def name_of(group: Sequence[File], columns: Mapping[str, str], piece: int, rules: str) -> str:
    return "read/" + key([asdict(f) for f in group], dict(columns), piece, rules)


def read(place: str, name: str, group: Sequence[File], columns: Mapping[str, str], piece: int) -> None:
    """Read a group of files into pieces `name`-00000.parquet and so on; `name`.json is written last and says that all is there."""
    work = opened(place)
    taken = _taken(group, columns)
    read_from = [e for e in taken.manifest if e.outcome == reports.READ]
    counts: list[int] = []
    told: list[tuple[str, str, str]] = []
    for start in range(0, len(taken.reports), piece):
        part = list(zip(taken.reports[start : start + piece], read_from[start : start + piece], strict=True))
        rows = [{**row_of(r), "file": safe(e.file), "where": e.where} for r, e in part]
        work.put(f"{name}-{len(counts):05d}.parquet", pa.Table.from_pylist(rows, schema=SCHEMA))
        counts.append(len(part))
        told += [(r.id, reports.content(r), _same(r)) for r, _ in part]
    work.put(
        f"{name}-keys.parquet", pa.table({k: [t[i] for t in told] for i, k in enumerate(("id", "content", "same"))}, schema=KEYS)
    )
    work.put_json(
        f"{name}.json",
        {"pieces": counts, "manifest": [asdict(e) for e in taken.manifest], "problems": [asdict(p) for p in taken.problems]},
    )


KEYS = pa.schema([(n, pa.string()) for n in ("id", "content", "same")])


def _taken(group: Sequence[File], columns: Mapping[str, str]) -> Intake:
    if all("://" not in f.path for f in group):
        return reports.read([f.path for f in group], columns or None)
    with tempfile.TemporaryDirectory(prefix="rashomon-") as folder:
        names = {}
        for n, f in enumerate(group):
            there = Folder(f.path)
            told = [name for name in Path(f.path).parts[:-1] if "=" in name]  # columns that the folders tell (`files.partition`)
            here = str(Path(folder, str(n), *told, Path(f.path).name))
            Path(here).parent.mkdir(parents=True)
            there.fs.get_file(there.root, here)
            names[here] = f.path
        taken = reports.read(list(names), columns or None)
    return Intake(
        taken.reports,
        tuple(replace(p, file=names.get(p.file, p.file)) for p in taken.problems),
        tuple(replace(e, file=names.get(e.file, e.file)) for e in taken.manifest),
    )


def row_of(r: Report) -> dict[str, Any]:
    """Return a report as a row with the columns FIELDS, as `report_of` reads it."""
    row = {n: getattr(r, n) for n in FIELDS}
    row["body"] = codec.dumps(r.body) if r.body is not None else None
    return row


def report_of(row: Mapping[str, Any]) -> Report:
    """Return the report of a row that has the columns FIELDS."""
    body = tuple((a, b) for a, b in json.loads(row["body"])) if row["body"] is not None else None
    return Report(**{**{n: row[n] for n in FIELDS}, "body": body})


def _same(r: Report) -> str:
    return hashlib.sha256(f"{r.title}\x1f{r.text}".encode()).hexdigest()[:32]


def admit(work: Folder, names: Sequence[str]) -> tuple[list[Piece], list[Entry], list[Problem]]:
    """Say of all that was read which reports count: the pieces, what became of each row, and what was wrong."""
    told = [work.json(f"{n}.json") for n in names]

    def rows() -> Iterator[tuple[str, str, Report, str, bool]]:
        for name, t in zip(names, told, strict=True):
            keys = work.table(f"{name}-keys.parquet")
            seen = (e for e in t["manifest"] if e["outcome"] == reports.READ)
            for e, id_, content, same in zip(seen, *(keys.column(k).to_pylist() for k in KEYS.names), strict=True):
                yield e["file"], e["where"], Report(id_, same), content, id_ != f"r{content}"

    taken = reports.admit(rows())
    fate = iter(taken.manifest)
    pieces, manifest, problems = [], [], []
    for name, t in zip(names, told, strict=True):
        decided = []
        for e in t["manifest"]:
            entry = Entry(**e)
            if entry.outcome == reports.READ:
                decided.append((entry.report, entry := next(fate)))
            manifest.append(entry)
        problems += [Problem(**p) for p in t["problems"]]
        start = 0
        for n, count in enumerate(t["pieces"]):
            part = decided[start : start + count]
            start += count
            dropped = tuple(i for i, (_, e) in enumerate(part) if e.outcome != reports.READ)
            renamed = tuple((i, e.report) for i, (was, e) in enumerate(part) if e.outcome == reports.READ and e.report != was)
            pieces.append(Piece(f"{name}-{n:05d}.parquet", count, dropped, renamed))
    return pieces, manifest, [*problems, *taken.problems]


def reports_of(work: Folder, piece: Piece) -> list[tuple[Report, str, str]]:
    """Return the reports of a piece that count, by id, each with the file and the place in it that it came from."""
    rows = work.table(piece.name).to_pylist()
    named, dropped = dict(piece.renamed), set(piece.dropped)
    kept = [({**r, "id": named.get(i, r["id"])}, r["file"], r["where"]) for i, r in enumerate(rows) if i not in dropped]
    # A report under an id made anew twice is there twice with one content; once is enough.
    return sorted({r["id"]: (report_of(r), f, w) for r, f, w in kept}.values(), key=lambda x: x[0].id)
