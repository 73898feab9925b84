"""Making accounts visible: their vectors, then reports, events, claims, edges and line-ups in one transaction."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.metadata import PackageNotFoundError
from importlib.metadata import version as installed
from importlib.resources import files
from typing import Any

from claims.records import Account, Event
from index import codec, questions, regroup
from index.encoder import Encoder
from index.store import Store, chunks, digest, text_hash

BATCH = 2048  # strings encoded between two progress steps


@cache
def version() -> str:
    try:
        return installed("rashomon")
    except PackageNotFoundError:
        return "unknown"


@cache
def lining() -> str:
    """Return a hash of all that decides how accounts are lined up: the code of `index`, relations and policies."""
    mark = hashlib.sha256()
    for file in sorted(files("index").iterdir(), key=lambda f: f.name):
        if file.name.endswith((".py", ".json")) and file.name not in KEEPING:
            mark.update(file.name.encode() + file.read_bytes())
    from index.reading import rules

    return hashlib.sha256((mark.hexdigest() + rules()).encode()).hexdigest()[:16]


# What keeps, finds and shows, but decides no line-up: a change there makes nothing stale.
KEEPING = frozenset((
    "__init__.py", "asking.py", "claim_index.py", "decisions.py", "doctor.py", "forks.py", "frames.py", "machine.py", "migrations.py", "publish.py", "reading.py", "searching.py", "store.py",
))  # fmt: skip


def stale(store: Store, encoder: Encoder) -> bool:
    """Return whether the store's line-ups were made by other rules or another encoder, so that all must be lined up anew."""
    return store.meta("lining") not in (None, lining()) or store.meta("encoder") not in (None, encoder.identity)


def spoken(a: Account) -> list[Event]:
    """Return the events that claims are about: nobody can disagree on the others, so they are neither encoded nor matched."""
    about = {c.event.id for c in a.claims}
    return [e for e in a.events if e.id in about]


def strings(a: Account) -> tuple[list[str], list[str]]:
    """Return the strings that are encoded for an account: its events', and its claims' questions."""
    return [questions.event_text(e, a) for e in spoken(a)], [questions.question(c) for c in a.claims]


@dataclass(frozen=True, slots=True)
class Ready:
    """An account, the same as JSON, and what follows from it alone: the profiles of the events that claims are about, and the strings."""

    account: Account
    text: str
    profiles: list[dict[str, Any]]
    events: list[str]
    asked: list[str]


def ready(account: Account, text: str) -> Ready:
    """Return `account` ready to be published: work that needs no store, and so can be done while others are still read."""
    from index import matching

    return Ready(account, text, [matching.profile(account, e) for e in spoken(account)], *strings(account))


def encode(store: Store, encoder: Encoder, found: Iterable[Ready], step: Callable[[int, int], None]) -> None:
    """Encode and keep the strings of the accounts `found` that this encoder has not seen; a vector belongs to its text, not to a report."""
    uses: dict[str, str] = {}
    for r in found:
        uses |= dict.fromkeys(r.asked, "question") | dict.fromkeys(r.events, "event")
    hashes = {t: text_hash(t) for t in uses}
    known = store.known(encoder.identity, hashes.values())
    new = sorted(t for t in uses if hashes[t] not in known)
    for start in range(0, len(new), BATCH):
        part = new[start : start + BATCH]
        vectors = encoder.encode(part)
        with store.transaction():
            for use in ("event", "question"):
                rows = [i for i, t in enumerate(part) if uses[t] == use]
                store.put_vectors(encoder.identity, use, [hashes[part[i]] for i in rows], vectors[rows])
        step(start + len(part), len(new))


def publish(
    store: Store,
    encoder: Encoder,
    found: Sequence[Ready],
    rules: str,
    gone: Sequence[str],
    realign: bool,
) -> None:
    """Put the accounts `found` in the place of older versions, remove the reports `gone`, and line up what was touched.

    Runs inside the caller's transaction. With `realign` everything is lined up anew.
    """
    db = store.db
    have = dict(store.among("SELECT id, digest || rules FROM reports WHERE id IN ({})", [r.account.report.id for r in found]))
    # Another writer may have been here since the caller looked.
    found = [r for r in found if have.get(r.account.report.id) != digest(r.account.report) + rules]
    accounts = {r.account.report.id: r.account for r in found}
    touched = _drop(store, [*accounts, *gone])
    new: list[int] = []
    vectors = store.known(encoder.identity, {text_hash(t) for r in found for t in (*r.events, *r.asked)})
    for r in found:
        store.put_report(r.account.report, rules, r.text)
        new += insert(store, r, vectors)
    keys = sorted({digest(a.report) for a in accounts.values()})
    for part in chunks(keys):
        db.execute(f"DELETE FROM staging WHERE digest IN ({','.join('?' * len(part))})", part)
    if realign:
        _realign(store, encoder)
    else:
        regroup.Matcher(store).match(new)
        regroup.regroup(store, [*new, *touched], accounts)
    sign(store, encoder)


def sign(store: Store, encoder: Encoder) -> None:
    """Note by which encoder and which rules the line-ups were made."""
    for key, value in (("encoder", encoder.identity), ("encoder_name", encoder.name), ("lining", lining())):
        store.set_meta(key, value)


def _drop(store: Store, reports: Sequence[str]) -> list[int]:
    """Remove reports that are there, keep them as history, and return the events of others that were connected with theirs."""
    run = store.all("SELECT coalesce(max(seq), 0) FROM runs")[0][0]
    there = sorted(store.among(f"SELECT {Store.REPORT}, digest FROM reports WHERE id IN ({{}})", set(reports)))
    rows = store.among("SELECT rid, grp FROM events WHERE report IN ({})", [r[0] for r in there])
    mine = {rid for rid, _ in rows}
    near = {b for (b,) in store.among("SELECT b FROM edges WHERE a IN ({})", mine)}
    near |= {a for (a,) in store.among("SELECT a FROM edges WHERE b IN ({})", mine)}
    groups = {g for _, g in rows if g is not None}
    near |= {r for (r,) in store.among("SELECT rid FROM events WHERE grp IN ({})", groups)}  # an analyst's tie is no edge
    regroup.disband(store, groups)
    for row in there:
        record = codec.dumps(codec.pack(store.report(row)))
        store.db.execute("INSERT OR IGNORE INTO history VALUES (?, ?, ?, ?)", (row[0], run, row[8], record))
        store.drop_report(row[0])
    return sorted(near - mine)


def put_strings(store: Store, encoder: Encoder, accounts: Sequence[Account]) -> None:
    """Encode what is missing, inside the caller's transaction."""
    known = vector_ids(store, encoder, accounts)
    for use, pick in (("event", 0), ("question", 1)):
        new = sorted({t for a in accounts for t in strings(a)[pick] if text_hash(t) not in known})
        store.put_vectors(encoder.identity, use, [text_hash(t) for t in new], encoder.encode(new))


def vector_ids(store: Store, encoder: Encoder, accounts: Iterable[Account]) -> dict[str, int]:
    wanted = {text_hash(t) for a in accounts for part in strings(a) for t in part}
    return store.known(encoder.identity, wanted)


def insert(store: Store, found: Ready, vectors: dict[str, int]) -> list[int]:
    """Put the events and claims of an account in; `vectors` are the rows of its strings' vectors. Return the numbers of the events."""
    rid: dict[str, int] = {}
    a = found.account
    for event, text, profile in zip(spoken(a), found.events, found.profiles, strict=True):
        first, last = regroup.window(profile.get("start"), profile.get("end"))
        row = (
            event.id,
            a.report.id,
            first,
            last,
            last - first > regroup.NARROW,
            vectors[text_hash(text)],
            _place(event),
            codec.dumps(profile),
        )
        sql = "INSERT INTO events (id, report, first, last, wide, vector, place, profile) VALUES (?,?,?,?,?,?,?,?)"
        rid[event.id] = int(store.db.execute(sql, row).lastrowid or 0)
    store.db.executemany(
        "INSERT INTO claims VALUES (?, ?, ?, ?, ?, ?)",
        (
            (c.id, a.report.id, rid[c.event.id], c.kind, c.measure, vectors[text_hash(t)])
            for c, t in zip(a.claims, found.asked, strict=True)
        ),
    )
    return list(rid.values())


def _place(event: Any) -> str:
    return " | ".join(dict.fromkeys(x.casefold() for x in (event.where, event.place_id or "", *event.places) if x))


def _realign(store: Store, encoder: Encoder) -> None:
    """Line up everything anew: after a change of the rules, or of the encoder."""
    from index import matching

    db = store.db
    for table in ("edges", "lineups"):
        db.execute(f"DELETE FROM {table}")
    ids = [i for (i,) in store.all("SELECT id FROM reports ORDER BY id")]
    for part in chunks(ids):
        accounts = list(store.accounts(part))
        put_strings(store, encoder, accounts)
        vectors = vector_ids(store, encoder, accounts)
        for a in accounts:
            events, asked = strings(a)
            for event, text in zip(spoken(a), events, strict=True):
                profile = matching.profile(a, event)
                first, last = regroup.window(profile.get("start"), profile.get("end"))
                db.execute(
                    "UPDATE events SET first = ?, last = ?, wide = ?, vector = ?, place = ?, profile = ?, grp = NULL WHERE id = ?",
                    (
                        first,
                        last,
                        last - first > regroup.NARROW,
                        vectors[text_hash(text)],
                        _place(event),
                        codec.dumps(profile),
                        event.id,
                    ),
                )
            db.executemany(
                "UPDATE claims SET vector = ? WHERE id = ?",
                ((vectors[text_hash(t)], c.id) for c, t in zip(a.claims, asked, strict=True)),
            )
    everything = [r for (r,) in store.all("SELECT rid FROM events ORDER BY rid")]
    regroup.Matcher(store).match(everything)
    regroup.regroup(store, everything)
