"""The one truth: an SQLite file that holds reports, claims, vectors, edges, line-ups, decisions and runs.

Write-ahead log, so that readers and the one writer do not wait for each other; `synchronous=FULL` for an analyst's decisions, which
nobody can compute again. Everything else can be computed again from the reports.
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import sqlite3
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from functools import lru_cache
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from claims.records import Account, Report
from index import codec, migrations

FILE = "rashomon.db"
WAIT = 60.0  # seconds to wait for another writer
CHUNK = 500  # ids in one statement; SQLite's oldest limit is 999


@lru_cache(maxsize=4096)
def digest(report: Report) -> str:
    """Return a hash of all that a report says, its metadata included."""
    return hashlib.sha256(codec.dumps(codec.pack(report)).encode()).hexdigest()[:32]


def text_hash(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:32]


def chunks(items: Iterable[Any]) -> Iterator[list[Any]]:
    """Yield `items` in lists that fit into one statement."""
    rows = list(items)
    for i in range(0, len(rows), CHUNK):
        yield rows[i : i + CHUNK]


def marks(items: Sequence[Any]) -> str:
    return ",".join("?" * len(items))


@contextmanager
def plain(path: Path | None) -> Iterator[None]:
    """Turn SQLite's errors into one line that says what to do."""
    try:
        yield
    except sqlite3.DatabaseError as e:
        name, text = str(path or "the store in memory"), str(e)
        if "locked" in text or "busy" in text:
            raise OSError(f"{name}: another Rashomon is writing; wait until it is done and run this again") from e
        if "full" in text or "disk I/O" in text:
            raise OSError(
                f"{name}: not written ({text}): the disk may be full; nothing was lost, free some space and run this again"
            ) from e
        if "readonly" in text or "unable to open" in text:
            raise OSError(f"{name}: the folder cannot be written ({text}); copy it to one that can") from e
        if "malformed" in text or "not a database" in text or "no such" in text:
            raise OSError(
                f"{name}: damaged ({text}); restore a copy, or check the reports anew: rashomon check REPORTS... --out ANOTHER"
            ) from e
        raise


class Store:
    """The store in `folder` (None: in memory). `read_only` opens it without a write, also where the folder cannot be written."""

    def __init__(self, folder: Path | None, read_only: bool = False) -> None:
        self.folder, self.read_only = folder, read_only
        self.path = folder / FILE if folder else None
        self._copy: tempfile.TemporaryDirectory[str] | None = None
        with plain(self.path):
            self.db = self._open()
            if read_only and migrations.check(self.db, str(self.path)) < migrations.VERSION:
                self.close()
                Store(folder).close()  # brings it to this version; says so where the folder cannot be written
                self.db = self._open()
            self.db.execute("PRAGMA foreign_keys = ON")
            if not read_only:
                if self.path:
                    self.db.execute("PRAGMA journal_mode = WAL")
                self.db.execute("PRAGMA synchronous = NORMAL")
                migrations.migrate(self.db, str(self.path))

    def _open(self) -> sqlite3.Connection:
        if self.path is None:
            return sqlite3.connect(":memory:", isolation_level=None, check_same_thread=False)
        assert self.folder is not None
        if not self.read_only:
            self.folder.mkdir(parents=True, exist_ok=True)
            return sqlite3.connect(self.path, timeout=WAIT, isolation_level=None, check_same_thread=False)
        if not self.path.is_file():
            raise FileNotFoundError(f"{self.path}: no store there; make one with: rashomon check REPORTS... --out {self.folder}")
        path, mode = self.path, "mode=ro"
        if not os.access(self.folder, os.W_OK):
            # Nobody can write here, so the file stands still. A log that a killed writer left must be read with it: in a copy.
            log = path.with_name(FILE + "-wal")
            if log.is_file() and log.stat().st_size:
                self._copy = tempfile.TemporaryDirectory(prefix="rashomon-")
                for file in (path, log):
                    shutil.copy(file, self._copy.name)
                path, mode = Path(self._copy.name) / FILE, "mode=rw"
            else:
                mode = "mode=ro&immutable=1"
        return sqlite3.connect(
            f"{path.resolve().as_uri()}?{mode}", uri=True, timeout=WAIT, isolation_level=None, check_same_thread=False
        )

    def close(self) -> None:
        self.db.close()
        if self._copy:
            self._copy.cleanup()

    @contextmanager
    def transaction(self, durable: bool = False) -> Iterator[sqlite3.Connection]:
        """One write, whole or not at all; `durable` also survives a loss of power at once."""
        if self.read_only:
            raise OSError(f"{self.path}: opened for reading only")
        with plain(self.path):
            if durable:
                self.db.execute("PRAGMA synchronous = FULL")
            try:
                self.db.execute("BEGIN IMMEDIATE")
                try:
                    yield self.db
                    self.db.execute("COMMIT")
                except BaseException:
                    if self.db.in_transaction:
                        self.db.execute("ROLLBACK")
                    raise
            finally:
                if durable:
                    self.db.execute("PRAGMA synchronous = NORMAL")

    @contextmanager
    def snapshot(self) -> Iterator[sqlite3.Connection]:
        """Reads that all see the same moment, whatever a writer does meanwhile."""
        with plain(self.path):
            if self.db.in_transaction:
                yield self.db
                return
            self.db.execute("BEGIN")
            try:
                yield self.db
            finally:
                self.db.execute("ROLLBACK")

    def all(self, sql: str, values: Sequence[Any] = ()) -> list[tuple[Any, ...]]:
        with plain(self.path):
            return self.db.execute(sql, values).fetchall()

    def each(self, sql: str, values: Sequence[Any] = ()) -> Iterator[tuple[Any, ...]]:
        """Yield the rows of `sql` as they are asked for, all of one moment; write nothing before the last was taken."""
        with self.snapshot() as db:
            yield from db.execute(sql, values)

    def among(self, sql: str, ids: Iterable[Any]) -> list[tuple[Any, ...]]:
        """Return the rows of `sql`, whose {} stands for a list of `ids`, however many there are."""
        return [row for part in chunks(ids) for row in self.all(sql.format(marks(part)), part)]

    def meta(self, key: str) -> str | None:
        row = self.all("SELECT value FROM meta WHERE key = ?", (key,))
        return str(row[0][0]) if row else None

    def set_meta(self, key: str, value: str) -> None:
        self.db.execute("INSERT INTO meta VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value", (key, value))

    # Reports and their accounts

    REPORT = "id, text, source, published, title, url, language, body"

    def report(self, row: Sequence[Any]) -> Report:
        """Return the report of a row that has the columns REPORT."""
        body = tuple((a, b) for a, b in json.loads(row[7])) if row[7] is not None else None
        return Report(row[0], row[1], row[2], row[3], row[4], row[5], row[6], body)

    def accounts(self, ids: Iterable[str] | None = None) -> Iterator[Account]:
        """Yield the accounts of the reports `ids`, or of all, ordered by id."""
        sql = f"SELECT {self.REPORT}, account FROM reports"
        if ids is None:
            with plain(self.path):
                rows: Iterable[tuple[Any, ...]] = self.db.execute(f"{sql} ORDER BY id")
        else:
            rows = sorted(self.among(sql + " WHERE id IN ({})", set(ids)))
        for row in rows:
            yield codec.account_from_json(self.report(row), row[8])

    def put_report(self, r: Report, rules: str, account: str) -> None:
        body = codec.dumps(r.body) if r.body is not None else None
        self.db.execute(
            "INSERT INTO reports (id, digest, rules, source, published, title, url, language, body, text, account) VALUES (?,?,?,?,?,?,?,?,?,?,?)",
            (r.id, digest(r), rules, r.source, r.published, r.title, r.url, r.language, body, r.text, account),
        )

    def drop_report(self, report: str) -> None:
        """Delete a report and all that follows from it but its group's line-ups (see `lines.regroup`)."""
        for (rid,) in self.db.execute("SELECT rid FROM events WHERE report = ?", (report,)).fetchall():
            self.db.execute("DELETE FROM edges WHERE a = ? OR b = ?", (rid, rid))
        self.db.execute("DELETE FROM claims WHERE report = ?", (report,))
        self.db.execute("DELETE FROM events WHERE report = ?", (report,))
        self.db.execute("DELETE FROM reports WHERE id = ?", (report,))

    # Vectors

    def known(self, model: str, hashes: Iterable[str]) -> dict[str, int]:
        """Return, by text hash, the ids of the vectors that `model` has made already."""
        return {
            h: rid
            for part in chunks(set(hashes))
            for h, rid in self.all(f"SELECT hash, rid FROM vectors WHERE model = ? AND hash IN ({marks(part)})", [model, *part])
        }

    def put_vectors(self, model: str, use: str, hashes: Sequence[str], vectors: NDArray[np.float32]) -> None:
        rows = ((model, h, use, v.tobytes()) for h, v in zip(hashes, vectors.astype("<f2"), strict=True))
        self.db.executemany("INSERT OR IGNORE INTO vectors (model, hash, use, vector) VALUES (?, ?, ?, ?)", rows)

    def vectors(self, rids: Sequence[int]) -> NDArray[np.float32]:
        """Return the vectors `rids`, one row each, in the order given."""
        found = dict(self.among("SELECT rid, vector FROM vectors WHERE rid IN ({})", set(rids)))
        return stack([found[r] for r in rids])


def stack(blobs: Sequence[bytes]) -> NDArray[np.float32]:
    """Return stored vectors as rows, float32. They are stored with 16 bits a number: the cosine moves by less than 0.001."""
    if not blobs:
        return np.zeros((0, 1), np.float32)
    return np.frombuffer(b"".join(blobs), "<f2").reshape(len(blobs), -1).astype(np.float32)
