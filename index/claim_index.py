"""The index of a project: add reports, and read line-ups, claims and search results out of it."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from claims.records import Report
from index import cards, codec, decisions, frames, publish, reading
from index.encoder import Encoder
from index.store import FILE, Store, chunks, digest

if TYPE_CHECKING:
    import pandas as pd

    from index.doctor import Finding

ROUND = 2000  # reports published in one transaction: bounds memory, and the work that a crash can cost
_RANK = ("disagreement", "revision", "spread", "loose", "agreement", "single")  # what needs a decision first
_ORDER = f"CASE verdict {' '.join(f'WHEN {v!r} THEN {i}' for i, v in enumerate(_RANK))} ELSE {len(_RANK)} END, severity DESC, id"
Progress = Callable[[str, int, int], None]


@dataclass(frozen=True, slots=True)
class Change:
    """Report ids by what a call did with them; `reread` are reports that newer rules, or another parser, read again."""

    added: tuple[str, ...] = ()
    changed: tuple[str, ...] = ()
    same: tuple[str, ...] = ()
    removed: tuple[str, ...] = ()
    reread: tuple[str, ...] = ()


def pair_key(a: Mapping[str, Any], b: Mapping[str, Any]) -> str:
    """Return the target of a decision on two readings (rows of a line-up's `readings`): the same however they are ordered."""
    return decisions.pair_key(a, b)


class ClaimIndex:
    """The index in `folder`, which is made where it is not there; without a folder it lives in memory.

    `encoder` names a sentence-transformers model (default: the one that the store was made with, else all-MiniLM-L6-v2), `device` is auto,
    cpu or cuda, `parser` names a spaCy model. `read_only` writes nothing, loads no model to show results, and works beside a
    writer. Use it in a `with` statement, or call `close`.

    Raises OSError, in one line that says what to do, where the store cannot be opened or written, and ValueError where a newer version
    of Rashomon made it.
    """

    def __init__(
        self,
        folder: str | Path | None = None,
        encoder: str | Encoder | None = None,
        device: str = "auto",
        parser: Any = None,
        read_only: bool = False,
    ) -> None:
        self.folder = Path(folder) if folder is not None else None
        self.store = Store(self.folder, read_only)
        self.parser = parser
        name = encoder or self.store.meta("encoder_name")
        self.encoder = name if isinstance(name, Encoder) else Encoder(name, device)
        self._searcher: Any = None

    def __enter__(self) -> ClaimIndex:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        self.store.close()

    # Writing

    def add(self, reports: Iterable[Report], progress: Progress | None = None) -> Change:
        """Add reports; one whose id is there with other content replaces that version, which is kept as history.

        Reports that are there already cost nothing. Raises ValueError where one id is given with two contents.
        """
        return self._write("add", reports, (), progress)

    update = add

    def sync(self, reports: Iterable[Report], progress: Progress | None = None) -> Change:
        """Make the index hold exactly `reports`: add what is new, replace what changed, remove the rest."""
        reports = _distinct(reports)
        gone = sorted({i for (i,) in self.store.all("SELECT id FROM reports")} - {r.id for r in reports})
        return self._write("sync", reports, gone, progress)

    def remove(self, ids: str | Iterable[str]) -> Change:
        """Remove the reports `ids`; ids that are not there are passed over. Their versions are kept as history."""
        wanted = {ids} if isinstance(ids, str) else set(ids)
        there = sorted(i for (i,) in self.store.among("SELECT id FROM reports WHERE id IN ({})", wanted))
        return self._write("remove", (), there, None)

    def _write(self, what: str, reports: Iterable[Report], gone: Sequence[str], progress: Progress | None) -> Change:
        step = progress or (lambda stage, done, total: None)
        reports = _distinct(reports)
        rules = reading.rules(self.parser if isinstance(self.parser, str) else None)
        new = {r.id: digest(r) for r in reports}
        have = dict(self.store.among("SELECT id, digest FROM reports WHERE id IN ({})", new))
        added = tuple(r.id for r in reports if r.id not in have)
        changed = tuple(r.id for r in reports if r.id in have and have[r.id] != new[r.id])
        other = self.store.all("SELECT id FROM reports WHERE rules < ? OR rules > ?", (rules, rules))
        stale = {i for (i,) in other} - set(changed) - set(gone)
        given = [r for r in reports if r.id not in have or r.id in changed]
        old = [
            self.store.report(row)
            for row in sorted(self.store.among(f"SELECT {Store.REPORT} FROM reports WHERE id IN ({{}})", stale))
        ]
        todo = given + old
        change = Change(
            added,
            changed,
            tuple(r.id for r in reports if r.id in have and r.id not in changed),
            tuple(gone),
            tuple(sorted(stale)),
        )
        again = publish.stale(self.store, self.encoder)
        if not todo and not gone and not again:
            return change
        done = 0
        for start in range(0, max(len(todo), 1), ROUND):
            part = todo[start : start + ROUND]
            ready: list[publish.Ready] = []
            for texts in self._read(part, rules):  # other processes read on meanwhile
                these = part[len(ready) : len(ready) + len(texts)]
                ready += [publish.ready(codec.account_from_json(r, t), t) for r, t in zip(these, texts, strict=True)]
                step("Reading", done + len(ready), len(todo))
            done += len(part)
            publish.encode(self.store, self.encoder, ready, lambda n, of: step("Encoding", n, of))
            step("Lining up", done - len(part), len(todo))
            last = start + ROUND >= len(todo)
            with self.store.transaction() as db:
                publish.publish(self.store, self.encoder, ready, rules, gone if last else (), realign=again and last)
                if last:
                    at = datetime.now(UTC).isoformat(timespec="seconds")
                    counts = {k: len(getattr(change, k)) for k in ("added", "changed", "same", "removed", "reread")}
                    db.execute(
                        "INSERT INTO runs (what, change, version, at) VALUES (?, ?, ?, ?)",
                        (what, codec.dumps(counts), publish.version(), at),
                    )
            step("Lining up", done, len(todo))
        self._searcher = None
        self._refresh()
        return change

    def _read(self, reports: Sequence[Report], rules: str) -> Iterable[list[str]]:
        """Yield the accounts of `reports` as JSON, in pieces; what an interrupted run has read already is not read again."""
        key = {r.id: digest(r) for r in reports}
        kept = dict(
            self.store.among(
                "SELECT digest, account FROM staging WHERE rules = '" + rules + "' AND digest IN ({})", set(key.values())
            )
        )
        fresh = reading.accounts([r for r in reports if key[r.id] not in kept], self.parser)
        made: dict[str, str] = {}
        at = 0
        while at < len(reports):
            piece = []
            while at < len(reports) and (text := kept.get(key[reports[at].id]) or made.pop(reports[at].id, None)) is not None:
                piece.append(text)
                at += 1
            if piece:
                yield piece
            if at < len(reports):
                part, texts = next(iter(fresh))
                made.update(zip((r.id for r in part), texts, strict=True))
                if self.folder is not None:
                    with self.store.transaction() as db:
                        db.executemany(
                            "INSERT OR REPLACE INTO staging VALUES (?, ?, ?)",
                            ((key[r.id], rules, t) for r, t in zip(part, texts, strict=True)),
                        )

    # Searching

    def _refresh(self) -> None:
        """Write the FAISS file anew where too many vectors came after it. It is a cache: a full disk costs only time later."""
        from index.searching import Searcher, outdated

        if self.folder is not None and outdated(self.store, self.folder):
            with suppress(OSError):
                self._searcher = Searcher(self.store, self.folder)

    def search(
        self,
        text: str,
        measure: str | None = None,
        kind: str | None = None,
        place: str | None = None,
        since: str | None = None,
        until: str | None = None,
        source: str | None = None,
        limit: int = 10,
    ) -> pd.DataFrame:
        """Return the claims nearest in meaning to `text`, nearest first: the columns of `claims()` and `score` (0 to 1).

        `place` is a part of an event's place or a gazetteer id; `since` and `until` are ISO dates that the event's days must touch.
        Raises ValueError where a date is none, or where the store's vectors are another encoder's.
        """
        from index.searching import Searcher, find

        made = self.store.meta("encoder")
        if made is not None and made != self.encoder.identity:
            raise ValueError(
                f"the store was encoded with {made}, not with {self.encoder.identity}; name that encoder, or add with the new one first"
            )
        if self._searcher is None or not self._searcher.current():
            self._searcher = Searcher(self.store, self.folder)
        wanted = {"measure": measure, "kind": kind, "place": place, "since": since, "until": until, "source": source}
        hits = find(self.store, self._searcher, self.encoder, text, {k: v for k, v in wanted.items() if v}, limit)
        return frames.hits(self.store, hits)

    # Results, as rows in the output format and as tables

    def claim_rows(self) -> list[dict[str, Any]]:
        """Return the rows of claims.jsonl, by report id and then in reading order."""
        with self.store.snapshot():
            return [c.out() for a in self.store.accounts() for c in a.claims]

    def report_rows(self) -> list[dict[str, Any]]:
        """Return the rows of reports.jsonl, by report id."""
        with self.store.snapshot():
            return [a.out() for a in self.store.accounts()]

    def lineup_rows(self) -> list[dict[str, Any]]:
        """Return the rows of lineups.jsonl, what needs a decision first: by verdict, severity, id."""
        return list(self.each_lineup())

    def each_lineup(self) -> Iterator[dict[str, Any]]:
        """Yield the rows of lineups.jsonl, in their order, without holding them all; change nothing before the last was taken."""
        with self.store.snapshot():
            for part in chunks(i for (i,) in self.store.all(f"SELECT rowid FROM lineups ORDER BY {_ORDER}")):
                found = dict(self.store.among("SELECT rowid, body FROM lineups WHERE rowid IN ({})", part))
                yield from (json.loads(found[i]) for i in part)

    def texts(self) -> dict[str, dict[str, Any]]:
        """Return text, title, url, source, published and language of each report, by its id."""
        names = ("text", "source", "published", "title", "url", "language")
        return {
            r[0]: dict(zip(names, r[1:7], strict=True)) for r in self.store.all(f"SELECT {Store.REPORT} FROM reports ORDER BY id")
        }

    def claims(self) -> pd.DataFrame:
        """Return one row a claim; the event's fields are columns event_id, event_what, ..."""
        return frames.claims(self.claim_rows())

    def reports(self) -> pd.DataFrame:
        """Return one row a report, without its text, and how many claims it makes."""
        return frames.reports(self.texts(), self.claim_rows())

    def lineups(self) -> pd.DataFrame:
        """Return one row a line-up, with what each source says in one column."""
        return frames.lineups(self.lineup_rows())

    def readings(self) -> pd.DataFrame:
        """Return one row a reading of a line-up."""
        return frames.readings(self.lineup_rows())

    def disagreements(self) -> pd.DataFrame:
        """Return the line-ups whose verdict is "disagreement", strongest first."""
        table = self.lineups()
        return table[table["verdict"] == "disagreement"].reset_index(drop=True)

    def lineup(self, id: str) -> cards.LineUpCard:
        """Return one line-up, for a notebook to show, with `readings()`, `claims()` and `plot()`. Raises LookupError where there is none."""
        with self.store.snapshot():
            found = self.store.all("SELECT body FROM lineups WHERE id = ?", (id,))
            if not found:
                raise LookupError(f"no line-up {id!r}; ClaimIndex.lineups() lists the ids")
            row = json.loads(found[0][0])
            return cards.lineup(
                row, (c.out() for a in self.store.accounts({r["report"] for r in row["readings"]}) for c in a.claims)
            )

    def claim(self, id: str) -> cards.ClaimCard:
        """Return one claim, for a notebook to show. Raises LookupError where there is none."""
        with self.store.snapshot():
            reports = {r for (r,) in self.store.all("SELECT report FROM claims WHERE id = ?", (id,))}
            found = next((c.out() for a in self.store.accounts(reports) for c in a.claims if c.id == id), None)
        if found is None:
            raise LookupError(f"no claim {id!r}; ClaimIndex.claims() lists the ids")
        return cards.ClaimCard(found)

    def _repr_html_(self) -> str:
        reports, claims = (self.store.all(f"SELECT count(*) FROM {t}")[0][0] for t in ("reports", "claims"))
        return cards.index(self.lineup_rows(), reports, claims)

    # Analysts' decisions

    def decide(self, target: str, verdict: str, note: str = "", who: str = "") -> None:
        """Keep a decision on a line-up (its id) or a pair (`pair_key`), at once and for good. Raises LookupError where the target is unknown."""
        decisions.decide(self.store, target, verdict, note, who)

    def undo(self, target: str) -> None:
        """Take back the last decision on `target`; what was decided before holds again. Raises LookupError where there is none."""
        decisions.undo(self.store, target)

    def merge(self, ids: Sequence[str], note: str = "", who: str = "") -> None:
        """Say that the line-ups `ids` are about one event; they are lined up anew, now and in later runs."""
        decisions.merge(self.store, ids, note, who)

    def split(self, lineup: str, reports: Iterable[str], note: str = "", who: str = "") -> None:
        """Say that in `lineup` the readings of `reports` are about another event than the rest's."""
        decisions.split(self.store, lineup, set(reports), note, who)

    def decision_rows(self) -> list[dict[str, Any]]:
        """Return the decisions that hold, oldest first: target (as of now), verdict, note, who, at."""
        return decisions.rows(self.store)

    def decisions(self) -> pd.DataFrame:
        """Return the decisions that hold, one row each, oldest first."""
        return frames.table(self.decision_rows(), ("target", "verdict", "note", "who", "at"))

    # The store

    def status(self) -> dict[str, Any]:
        """Return what is in the store: counts, encoder, size on disk in bytes, versions.

        `events` are those of each report, `events_lined_up` those that the line-ups are about: what several reports tell of counts once.
        """
        with self.store.snapshot():
            tables = ("reports", "claims", "events", "edges", "lineups", "vectors", "runs")
            found: dict[str, Any] = {t: self.store.all(f"SELECT count(*) FROM {t}")[0][0] for t in tables}
            found["events_lined_up"] = self.store.all("SELECT count(DISTINCT grp) FROM lineups")[0][0]
            found["decisions"] = self.store.all("SELECT count(*) FROM decisions WHERE undone = 0")[0][0]
            found["replaced_versions"] = self.store.all("SELECT count(*) FROM history")[0][0]
            found["half_read"] = self.store.all("SELECT count(*) FROM staging")[0][0]
            found["verdicts"] = dict(self.store.all("SELECT verdict, count(*) FROM lineups GROUP BY verdict ORDER BY verdict"))
            found["encoder"] = self.store.meta("encoder")
            found["store_version"] = self.store.all("PRAGMA user_version")[0][0]
        if self.folder is not None:
            found["bytes"] = sum(p.stat().st_size for p in self.folder.glob(FILE + "*"))
        return found

    def doctor(self, repair: bool = False) -> list[Finding]:
        """Check every invariant of the store and its cache; return what is wrong, repaired where `repair` is set and it can be."""
        from index import doctor

        self._searcher = None
        return doctor.examine(self.store, self.folder, self.encoder, repair)

    def history(self, report: str) -> list[Report]:
        """Return the replaced or removed versions of a report, oldest first."""
        rows = self.store.all("SELECT report FROM history WHERE id = ? ORDER BY run, digest", (report,))
        return [codec.unpack(Report, json.loads(r[0])) for r in rows]


def _distinct(reports: Iterable[Report]) -> list[Report]:
    seen: dict[str, Report] = {}
    for r in reports:
        if seen.setdefault(r.id, r) != r:
            raise ValueError(f"two reports with the id {r.id!r} and other content; give each its own id")
    return list(seen.values())
