"""What analysts decided. Keyed by content: a decision finds its line-up again after reports came, went or were read anew."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from typing import Any

from index import codec, regroup
from index.store import Store

PAIR = "~"  # between the two claims of a pair's key


def pair_key(a: Mapping[str, Any], b: Mapping[str, Any]) -> str:
    """Return the key of two readings: the first claim of each, in order."""
    return PAIR.join(sorted(min(r["claims"], default=r["report"]) for r in (a, b)))


def _lineup(store: Store, lineup: str) -> dict[str, Any]:
    found = store.all("SELECT body FROM lineups WHERE id = ?", (lineup,))
    if not found:
        raise LookupError(f"no line-up {lineup!r}; lineups.jsonl, or the index's lineups(), lists what is there")
    row: dict[str, Any] = json.loads(found[0][0])
    return row


def _anchors(store: Store, target: str) -> dict[str, Any]:
    if PAIR in target:
        claims = target.split(PAIR)
        there = store.among("SELECT id FROM claims WHERE id IN ({})", claims)
        if len(there) != len(set(claims)):
            raise LookupError(f"no pair {target!r}: its claims are not there")
        return {"claims": claims}
    row = _lineup(store, target)
    return {
        "claims": sorted({c for r in row["readings"] for c in r["claims"]}),
        "reports": sorted({r["report"] for r in row["readings"]}),
        "kind": row["kind"],
        "measure": row["measure"],
    }


def _insert(store: Store, target: str, anchors: Mapping[str, Any], verdict: str, note: str, who: str) -> int:
    at = datetime.now(UTC).isoformat(timespec="seconds")
    sql = "INSERT INTO decisions (target, anchors, verdict, note, who, at) VALUES (?, ?, ?, ?, ?, ?)"
    return int(store.db.execute(sql, (target, codec.dumps(anchors), verdict, note, who, at)).lastrowid or 0)


def decide(store: Store, target: str, verdict: str, note: str, who: str) -> None:
    """Keep a decision. Raises LookupError where the target is unknown, ValueError where there is no verdict."""
    if not verdict:
        raise ValueError("a decision needs a verdict")
    anchors = _anchors(store, target)
    with store.transaction(durable=True):
        _insert(store, target, anchors, verdict, note, who)


def undo(store: Store, target: str) -> None:
    """Take back the last decision that holds on `target`. Raises LookupError where there is none."""
    mine = [row for row in _live(store) if row["target"] == target]
    if not mine:
        raise LookupError(f"no decision on {target!r}")
    seq = mine[-1]["seq"]
    claims = {c for a, b in store.all("SELECT a, b FROM ties WHERE seq = ?", (seq,)) for c in (a, b)}
    with store.transaction(durable=True) as db:
        db.execute("UPDATE decisions SET undone = 1 WHERE seq = ?", (seq,))
        if claims:
            _again(store, claims)


def _again(store: Store, claims: set[str]) -> None:
    """Line up anew what the events of `claims` belong to, as it was and as it is."""
    events = {e for (e,) in store.among("SELECT event FROM claims WHERE id IN ({})", claims)}
    groups = {g for (g,) in store.among("SELECT grp FROM events WHERE rid IN ({})", events)}
    regroup.regroup(store, events | {r for (r,) in store.among("SELECT rid FROM events WHERE grp IN ({})", groups)})


def merge(store: Store, ids: Sequence[str], note: str, who: str) -> None:
    """Tie the events of the line-ups `ids` together. Raises LookupError where one is unknown, ValueError where there are fewer than two."""
    if len(set(ids)) < 2:
        raise ValueError("a merge needs two line-ups or more")
    firsts = [[r["claims"][0] for r in _lineup(store, i)["readings"] if r["claims"]] for i in ids]
    claims = [c for part in firsts for c in part]
    anchors = {**_anchors(store, ids[0]), "merged": list(ids)}
    with store.transaction(durable=True) as db:
        seq = _insert(store, ids[0], anchors, "merge", note, who)
        db.executemany("INSERT INTO ties VALUES (?, ?, ?, 1.0)", ((seq, claims[0], c) for c in claims[1:]))
        _again(store, set(claims))


def split(store: Store, lineup: str, reports: set[str], note: str, who: str) -> None:
    """Keep the events of `reports` apart from the others' in `lineup`. Raises LookupError or ValueError where nothing would be split."""
    readings = [r for r in _lineup(store, lineup)["readings"] if r["claims"]]
    out = [c for r in readings if r["report"] in reports for c in r["claims"]]
    rest = [c for r in readings if r["report"] not in reports for c in r["claims"]]
    if not out or not rest:
        raise ValueError(f"a split of {lineup!r} needs some of its reports, not none and not all")
    with store.transaction(durable=True) as db:
        seq = _insert(store, lineup, {**_anchors(store, lineup), "split": sorted(reports)}, "split", note, who)
        db.executemany("INSERT INTO ties VALUES (?, ?, ?, 0.0)", ((seq, a, b) for a in out for b in rest))
        _again(store, {*out, *rest})


def rows(store: Store) -> list[dict[str, Any]]:
    """Return the decisions that hold, oldest first, each with the id that its target has now."""
    return [{k: row[k] for k in ("target", "verdict", "note", "who", "at")} for row in _live(store)]


def _live(store: Store) -> list[dict[str, Any]]:
    names = ("seq", "target", "anchors", "verdict", "note", "who", "at")
    found = [
        dict(zip(names, r, strict=True))
        for r in store.all(f"SELECT {', '.join(names)} FROM decisions WHERE undone = 0 ORDER BY seq")
    ]
    there = {i for (i,) in store.among("SELECT id FROM lineups WHERE id IN ({})", {f["target"] for f in found})}
    lost = [f for f in found if PAIR not in f["target"] and f["target"] not in there]
    if lost:
        by_claim, by_report = _where(store)
        for f in lost:
            f["target"] = _now(json.loads(f["anchors"]), by_claim, by_report) or f["target"]
    return found


def _where(store: Store) -> tuple[dict[str, list[str]], dict[tuple[str, str, str], list[str]]]:
    by_claim, by_report = defaultdict(list), defaultdict(list)
    for lineup, kind, measure, body in store.all("SELECT id, kind, measure, body FROM lineups ORDER BY id"):
        for r in json.loads(body)["readings"]:
            by_report[r["report"], kind, measure].append(lineup)
            for c in r["claims"]:
                by_claim[c].append(lineup)
    return by_claim, by_report


def _now(
    anchors: Mapping[str, Any], by_claim: Mapping[str, list[str]], by_report: Mapping[tuple[str, str, str], list[str]]
) -> str | None:
    """Return the line-up that holds most of what was decided on: at least half of its claims or, read anew, of its reports."""
    for votes, of in (
        ([i for c in anchors["claims"] for i in by_claim.get(c, ())], len(anchors["claims"])),
        (
            [i for r in anchors.get("reports", ()) for i in by_report.get((r, anchors["kind"], anchors["measure"]), ())],
            len(anchors.get("reports", ())),
        ),
    ):
        if votes:
            best = min(set(votes), key=lambda i: (-votes.count(i), i))
            if 2 * votes.count(best) >= of:
                return best
    return None
