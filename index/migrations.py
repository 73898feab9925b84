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
    # 2: views with plain columns, for Datasette and other readers of SQLite (docs/cookbook.md)
    """
    CREATE VIEW view_reports AS
        SELECT r.id AS report, r.source, r.published, r.title, r.url, r.language,
            (SELECT count(*) FROM claims c WHERE c.report = r.id) AS claims
        FROM reports r;
    CREATE VIEW view_claims AS
        SELECT json_extract(c.value, '$.id') AS id, r.id AS report, r.source, r.published, json_extract(c.value, '$.kind') AS kind, json_extract(c.value, '$.measure') AS measure,
            coalesce(json_extract(c.value, '$.subject'), '') AS subject, json_extract(c.value, '$.actor') AS actor,
            json_extract(c.value, '$.quantity.low') AS low, json_extract(c.value, '$.quantity.high') AS high, json_extract(c.value, '$.quantity.vague') AS vague,
            json_extract(c.value, '$.said_by') AS said_by, json_extract(c.value, '$.quote') AS quote, json_extract(c.value, '$.start') AS start, json_extract(c.value, '$.end') AS "end",
            json_extract(r.account, '$.events[' || (json_extract(c.value, '$.event')) || '].what') AS event_what,
            json_extract(r.account, '$.events[' || (json_extract(c.value, '$.event')) || '].where') AS event_where,
            json_extract(r.account, '$.events[' || (json_extract(c.value, '$.event')) || '].start') AS event_start,
            json_extract(r.account, '$.events[' || (json_extract(c.value, '$.event')) || '].end') AS event_end
        FROM reports r, json_each(r.account, '$.claims') c;
    CREATE VIEW view_lineups AS
        SELECT id, json_extract(body, '$.question') AS question, kind, measure, json_extract(body, '$.subject') AS subject, verdict, severity,
            json_extract(body, '$.explanation') AS explanation, json_extract(body, '$.reports') AS reports, json_extract(body, '$.independent_reports') AS independent_reports,
            json_extract(body, '$.event.what') AS event_what, json_extract(body, '$.event.where') AS event_where,
            json_extract(body, '$.event.start') AS event_start, json_extract(body, '$.event.end') AS event_end
        FROM lineups;
    CREATE VIEW view_readings AS
        SELECT l.id AS lineup, json_extract(l.body, '$.question') AS question, l.verdict, json_extract(x.value, '$.report') AS report, json_extract(x.value, '$.source') AS source,
            json_extract(x.value, '$.published') AS published, json_extract(x.value, '$.said_by') AS said_by, json_extract(x.value, '$.low') AS low, json_extract(x.value, '$.high') AS high,
            json_extract(x.value, '$.vague') AS vague, json_extract(x.value, '$.actor') AS actor, json_extract(x.value, '$.stance') AS stance, json_extract(x.value, '$.copy_of') AS copy_of
        FROM lineups l, json_each(l.body, '$.readings') x;
    CREATE VIEW view_disagreements AS SELECT * FROM view_lineups WHERE verdict = 'disagreement' ORDER BY severity DESC, id
    """,
    # 3: the index by days holds all that matching asks for, so that the events' profiles are not read past
    """
    DROP INDEX events_window;
    CREATE INDEX events_window ON events (wide, first, last, report, vector)
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
