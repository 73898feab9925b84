"""The store's schema, as numbered steps. A step is never changed once released; a new one is added below it."""

from __future__ import annotations

import sqlite3

STEPS: tuple[str, ...] = (
    # 1: the first schema
    """
    CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
    CREATE TABLE reports (
        id TEXT PRIMARY KEY, digest TEXT NOT NULL, rules TEXT NOT NULL,
        source TEXT NOT NULL, published TEXT, title TEXT NOT NULL, url TEXT NOT NULL, language TEXT NOT NULL,
        body TEXT, text TEXT NOT NULL, account TEXT NOT NULL
    );
    CREATE INDEX reports_source ON reports (source);
    CREATE INDEX reports_rules ON reports (rules);
    CREATE TABLE history (id TEXT NOT NULL, run INTEGER NOT NULL, digest TEXT NOT NULL, report TEXT NOT NULL, PRIMARY KEY (id, run, digest)) WITHOUT ROWID;
    CREATE TABLE events (
        rid INTEGER PRIMARY KEY AUTOINCREMENT, id TEXT NOT NULL UNIQUE, report TEXT NOT NULL REFERENCES reports (id),
        first INTEGER NOT NULL, last INTEGER NOT NULL, wide INTEGER NOT NULL,
        vector INTEGER NOT NULL REFERENCES vectors (rid), grp TEXT, place TEXT NOT NULL, profile TEXT NOT NULL
    );
    CREATE INDEX events_window ON events (wide, first);
    CREATE INDEX events_report ON events (report);
    CREATE INDEX events_vector ON events (vector);
    CREATE INDEX events_grp ON events (grp);
    CREATE TABLE claims (
        id TEXT PRIMARY KEY, report TEXT NOT NULL REFERENCES reports (id), event INTEGER NOT NULL REFERENCES events (rid),
        kind TEXT NOT NULL, measure TEXT NOT NULL, vector INTEGER NOT NULL REFERENCES vectors (rid)
    ) WITHOUT ROWID;
    CREATE INDEX claims_report ON claims (report);
    CREATE INDEX claims_event ON claims (event);
    CREATE TABLE vectors (
        rid INTEGER PRIMARY KEY AUTOINCREMENT, model TEXT NOT NULL, hash TEXT NOT NULL, use TEXT NOT NULL, vector BLOB NOT NULL,
        UNIQUE (model, hash)
    );
    CREATE INDEX vectors_use ON vectors (model, use, rid);
    CREATE TABLE edges (a INTEGER NOT NULL, b INTEGER NOT NULL, p REAL NOT NULL, PRIMARY KEY (a, b)) WITHOUT ROWID;
    CREATE INDEX edges_b ON edges (b);
    CREATE TABLE lineups (
        id TEXT PRIMARY KEY, grp TEXT NOT NULL, kind TEXT NOT NULL, measure TEXT NOT NULL, verdict TEXT NOT NULL, severity REAL NOT NULL,
        body TEXT NOT NULL
    );
    CREATE INDEX lineups_grp ON lineups (grp);
    CREATE INDEX lineups_verdict ON lineups (verdict);
    CREATE TABLE decisions (
        seq INTEGER PRIMARY KEY AUTOINCREMENT, target TEXT NOT NULL, anchors TEXT NOT NULL, verdict TEXT NOT NULL, note TEXT NOT NULL,
        who TEXT NOT NULL, at TEXT NOT NULL, undone INTEGER NOT NULL DEFAULT 0
    );
    CREATE TABLE ties (seq INTEGER NOT NULL REFERENCES decisions (seq), a TEXT NOT NULL, b TEXT NOT NULL, p REAL NOT NULL);
    CREATE INDEX ties_seq ON ties (seq);
    CREATE TABLE runs (seq INTEGER PRIMARY KEY AUTOINCREMENT, what TEXT NOT NULL, change TEXT NOT NULL, version TEXT NOT NULL, at TEXT NOT NULL);
    CREATE TABLE staging (digest TEXT NOT NULL, rules TEXT NOT NULL, account TEXT NOT NULL, PRIMARY KEY (digest, rules)) WITHOUT ROWID;
    """,
)
VERSION = len(STEPS)


def migrate(db: sqlite3.Connection, path: str) -> None:
    """Bring the store to this version's schema, each step in one transaction.

    Raises ValueError where a newer version of Rashomon made the store.
    """
    have = check(db, path)
    for number in range(have, VERSION):
        db.execute("BEGIN IMMEDIATE")
        try:
            # Another process may have taken the step while this one waited for the lock.
            if db.execute("PRAGMA user_version").fetchone()[0] == number:
                for statement in STEPS[number].split(";"):
                    if statement.strip():
                        db.execute(statement)
                db.execute(f"PRAGMA user_version = {number + 1}")
            db.execute("COMMIT")
        except BaseException:
            db.execute("ROLLBACK")
            raise


def check(db: sqlite3.Connection, path: str) -> int:
    """Return the store's schema version. Raises ValueError where it is newer than this program knows."""
    have = int(db.execute("PRAGMA user_version").fetchone()[0])
    if have > VERSION:
        raise ValueError(
            f"{path}: made by a newer Rashomon (store version {have}, this program knows {VERSION}); upgrade with: pip install -U rashomon"
        )
    return have
