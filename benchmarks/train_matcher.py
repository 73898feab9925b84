"""Train index/matcher.json, the logistic regression that says whether two reports speak of one event.

    RASHOMON_EVAL_DATA=DIR python -m benchmarks.train_matcher [--write] [--ablate]

DIR is the folder of real text with gold (sets `fakes` and `gvc`); none of its text is kept. To it come the dossiers of data/gold. An event
that the pipeline found is labelled by the gold claims it holds (fakes and dossiers: their event key; gvc: the incident, main events
only). Scores are of models that never saw the set (or, for fakes, the batch; for dossiers, two or three) that they are tested on; own pairs are held out as a set. Without --write nothing is changed.
"""

from __future__ import annotations

import argparse
import json
import os
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from benchmarks import dev, pairs
from benchmarks import events as gold_events
from benchmarks.regression import fit, written
from claims import extraction
from claims.records import Account, Event
from index import grouping, matching
from index.encoder import Encoder
from index.questions import event_text

OUT = Path(__file__).parents[1] / "index" / "matcher.json"
SHARE = {
    "fakes": 1.0,
    "gvc": 1.0,
    "dossiers": 0.3,
    "pairs": 0.3,
}  # of the sets; dossiers are of few events, and written for this project
FOLDS = {"S2": "S1", "S4": "S3", "S7": "S6", "S9": "S8", "S10": "S8"}  # dossiers that are held out together
STRENGTH = 0.005  # C of the regression: half a hundred features that say much the same thing need a strong hand
# What a feature can only speak for, or only against, it does (`regression.fit`). Held-out pair F1 with these signs 0.67, without 0.63.
FOR = [
    "cosine", "cosine over 0.6", "same precise day", "cosine on one day", "long windows alike", "same place", "one place holds the other",
    "share of places", "same place, same day", "alike kind of event", "same rare kind of event", "same rare kind, days near",
    "same kind, windows meet", "same kind, same place, windows meet", "same target, windows meet", "same figures, windows meet",
    "same kind of event", "other kind, told by the other", "shared actors", "shared victims", "shared terms", "share of terms", "share of words", "shared names",
    "words held", "share of title", "share of names", "shared full names", "running totals of one land", "shared ages", "same figures",
    "figures shared", "both main", "brief, same day", "brief, same place",
]  # fmt: skip
AGAINST = [
    "acts of two sides",
    "precise days one apart", "precise days two or three apart", "precise days further apart", "windows miss each other", "windows of unlike length", "both places known, nothing shared",
    "other precise places", "towns apart", "same place, another day", "one place, other names", "other kind of event", "other actors",
    "other victims", "other full names", "running totals, read at other times", "one long count", "other ages", "killed far apart",
    "published far apart", "published far apart, a window unknown",
]  # fmt: skip
SIGNS = [(n in FOR) - (n in AGAINST) for n in matching.FEATURES]


@dataclass
class Pairs:
    """Candidate pairs of one set: positions in `events`, cosine, features, label (1, 0, or -1 for unknown), fold."""

    events: list[Event]
    reports: list[str]
    a: NDArray[np.int64]
    b: NDArray[np.int64]
    cosine: NDArray[np.float32]
    x: NDArray[np.float64]
    y: NDArray[np.int64]
    fold: list[str]
    twins: list[tuple[str, str]]
    keys: list[tuple[str, ...]]  # the gold events of each pair, sorted; () for an unlabelled pair


def accounts(name: str) -> list[Account]:
    """Return the accounts of one set, parses cached."""
    nlp = dev.Cached(dev.CACHE / name)
    out = list(extraction.understand(dev.reports_of(name), nlp))
    nlp.save()
    return out


def candidates(
    found: Sequence[Account], encoder: Encoder
) -> tuple[list[Event], list[str], NDArray[np.int64], NDArray[np.int64], NDArray[np.float32], list[Any]]:
    """Return the events, their reports, and all cross-report pairs that the index would compare."""
    events = [e for a in found for e in a.events]
    reports = [a.report.id for a in found for _ in a.events]
    texts = [event_text(e, a) for a in found for e in a.events]
    profiles = [matching.profile(a, e) for a in found for e in a.events]
    vectors = encoder.encode(texts)
    first = np.array([_ordinal(p["start"], 0) for p in profiles])
    last = np.array([_ordinal(p["end"], 4_000_000) for p in profiles])
    left, right, cosine = [], [], []
    for i in range(len(events)):
        c = np.round(vectors[i + 1 :] @ vectors[i], 3)
        near = (c >= matching.FLOOR) & (first[i + 1 :] <= last[i] + matching.SLACK) & (first[i] <= last[i + 1 :] + matching.SLACK)
        for j in np.flatnonzero(near):
            k = int(j) + i + 1
            if reports[k] != reports[i]:
                left.append(i)
                right.append(k)
                cosine.append(c[j])
    return events, reports, np.array(left), np.array(right), np.array(cosine, np.float32), profiles


def _ordinal(day: str | None, default: int) -> int:
    from datetime import date

    return date.fromisoformat(day[:10]).toordinal() if day else default


def load(name: str, data: Path, encoder: Encoder) -> tuple[list[Account], Pairs]:
    """Return the accounts and the labelled candidate pairs of one set."""
    found = accounts(name)
    events, reports, a, b, cosine, profiles = candidates(found, encoder)
    twins = matching.twins({e.id: p for e, p in zip(events, profiles, strict=True)})
    key, fold = labels(name, found, data)
    y = np.full(len(a), -1)
    asks: dict[str, set[str]] = defaultdict(set)
    for account in found:
        for c in account.claims:
            asks[c.event.id].add(c.kind if c.kind == "responsibility" else c.measure)
    folds: list[str] = []
    keys: list[tuple[str, ...]] = []
    for n, (i, j) in enumerate(zip(a.tolist(), b.tolist(), strict=True)):
        k, m = key.get(events[i].id), key.get(events[j].id)
        p, q = fold.get(reports[i], ""), fold.get(reports[j], "")
        if k and m and p == q and (k == m or asks[events[i].id] & asks[events[j].id]):
            y[n] = int(k == m)  # two events that no line-up could join teach nothing
        folds.append(p if p == q else "")
        keys.append(tuple(sorted((k, m))) if k and m and y[n] >= 0 else ())
    return found, Pairs(events, reports, a, b, cosine, matching.features(profiles, a, b, cosine), y, folds, twins, keys)


def load_pairs(encoder: Encoder) -> tuple[list[Account], Pairs]:
    """Return the own minimal pairs (data/gold/pairs.jsonl) as a set: of each, the main events of its two reports, one event unless another is
    expected. They are short, and of all that a report may tell of, where the other sets are of one war and of one kind of crime."""
    rows = [r for r in pairs.rows() if r.get("expect") not in (None, "different_measure") and "measure" in r]
    reports = pairs.reports(rows)
    nlp = dev.Cached(dev.CACHE / "pairs")
    found = {a.report.id: a for a in extraction.understand(reports, nlp)}
    nlp.save()
    mains = {r: next(e for e in a.events if e.main) for r, a in found.items()}
    events = list(mains.values())
    vectors = encoder.encode([event_text(e, found[r]) for r, e in mains.items()])
    profiles = [matching.profile(found[r], e) for r, e in mains.items()]
    place = {r: n for n, r in enumerate(mains)}
    near = [(place[row["id"] + "a"], place[row["id"] + "b"], row["expect"] != "different_event") for row in rows]
    a, b, y = (np.array(column) for column in zip(*near, strict=True))
    cosine = np.round((vectors[a] * vectors[b]).sum(1), 3).astype(np.float32)
    fold, keys = ["pairs"] * len(near), [(row["id"],) for row in rows]
    x = matching.features(profiles, a, b, cosine)
    return list(found.values()), Pairs(events, list(mains), a, b, cosine, x, y.astype(np.int64), fold, [], keys)


def labels(name: str, found: Sequence[Account], data: Path) -> tuple[dict[str, str], dict[str, str]]:
    """Return event id -> gold event key (that of most of its claims), and report -> fold."""
    if name == "gvc":
        return _gvc(found, data)
    if name == "pairs":
        return {}, {}
    gold, batch = gold_events.labelled(data) if name == "fakes" else gold_events.labelled_here()
    votes: dict[str, Counter[str]] = defaultdict(Counter)
    for account in found:
        for g in gold.get(account.report.id, []):
            at = account.report.text.find(g["quote"])
            for c in account.claims:
                same = (
                    c.kind == g["kind"]
                    and (c.measure == g["measure"])
                    and c.quantity.low == g["low"]
                    and c.quantity.high == g["high"]
                )
                if g["event"] and same and at >= 0 and c.within == "text" and c.start < at + len(g["quote"]) and at < c.end:
                    votes[c.event.id][g["event"]] += 1
    return {e: max(sorted(v), key=lambda k: v[k]) for e, v in votes.items()}, {r: FOLDS.get(b, b) for r, b in batch.items()}


def _gvc(found: Sequence[Account], data: Path) -> tuple[dict[str, str], dict[str, str]]:
    cluster = {g["id"]: str(g["cluster"]) for g in gold_events.rows(data / "gvc" / "gold.jsonl")}
    key = {e.id: cluster[a.report.id] for a in found for e in a.events if e.main and a.report.id in cluster}
    return key, {a.report.id: "gvc" for a in found}


def predict(model: dict[str, Any], x: NDArray[np.float64]) -> NDArray[np.float64]:
    z = (x - model["mean"]) / model["scale"] @ model["weights"] + model["intercept"]
    return np.asarray(1 / (1 + np.exp(-np.clip(z, -30, 30))))


def clusters(p: Pairs, probability: NDArray[np.float64], key: Sequence[str | None]) -> dict[str, float]:
    """Group the events by these probabilities; return B-cubed and pair scores over the labelled events."""
    edges = [
        (p.events[i].id, p.events[j].id, float(q))
        for i, j, q in zip(p.a.tolist(), p.b.tolist(), probability.tolist(), strict=True)
        if q >= matching.EDGE
    ]
    groups = grouping.group({e.id: r for e, r in zip(p.events, p.reports, strict=True)}, edges, p.twins)
    mine = {e: n for n, g in enumerate(groups) for e in g}
    rows = [(mine[e.id], k, r) for e, k, r in zip(p.events, key, p.reports, strict=True) if k]
    tp = fp = fn = 0
    bp = br = 0.0
    by_group: dict[int, list[int]] = defaultdict(list)
    by_key: dict[str, list[int]] = defaultdict(list)
    for n, (g, k, _) in enumerate(rows):
        by_group[g].append(n)
        by_key[k].append(n)
    for n, (g, k, r) in enumerate(rows):
        got, true = set(by_group[g]), set(by_key[k])
        bp += len(got & true) / len(got)
        br += len(got & true) / len(true)
        cross = {m for m in got | true if m > n and rows[m][2] != r}
        tp += len(got & true & cross)
        fp += len((got - true) & cross)
        fn += len((true - got) & cross)
    n = max(1, len(rows))
    bp, br = bp / n, br / n
    return {
        "pair p": tp / max(1, tp + fp),
        "pair r": tp / max(1, tp + fn),
        "pair f1": 2 * tp / max(1, 2 * tp + fp + fn),
        "b3 f1": 2 * bp * br / max(1e-9, bp + br),
    }


def calibration(p: NDArray[np.float64], y: NDArray[np.int64]) -> tuple[list[dict[str, float]], float]:
    """Return the rows of a reliability table (ten bins) and the expected calibration error."""
    rows, error = [], 0.0
    for low in np.arange(0, 1, 0.1):
        inside = (p >= low) & ((p < low + 0.1) | ((low > 0.85) & (p <= 1)))
        if inside.any():
            rows.append(
                {
                    "from": round(float(low), 1),
                    "pairs": int(inside.sum()),
                    "said": round(float(p[inside].mean()), 3),
                    "true": round(float(y[inside].mean()), 3),
                }
            )
            error += inside.mean() * abs(p[inside].mean() - y[inside].mean())
    return rows, float(error)


def main() -> int:
    ask = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ask.add_argument("--write", action="store_true", help="write index/matcher.json")
    ask.add_argument("--ablate", action="store_true", help="compare embeddings alone, fields alone, both")
    args = ask.parse_args()
    data = Path(os.environ["RASHOMON_EVAL_DATA"])
    encoder = Encoder()
    sets = {name: load_pairs(encoder) if name == "pairs" else load(name, data, encoder) for name in SHARE}
    told = {name: labels(name, found, data) for name, (found, _) in sets.items()}
    x = np.concatenate([p.x[p.y >= 0] for _, p in sets.values()])
    y = np.concatenate([p.y[p.y >= 0] for _, p in sets.values()])
    fold = np.array([f for _, p in sets.values() for f, label in zip(p.fold, p.y, strict=True) if label >= 0])
    weight = _weights(y, fold, [k for _, p in sets.values() for k, label in zip(p.keys, p.y, strict=True) if label >= 0])
    for f in sorted(set(fold)):
        print(f"{f}: {int((fold == f).sum())} labelled pairs, {int(y[fold == f].sum())} of one event")
    voices = {"both": None}
    if args.ablate:
        names = list(matching.FEATURES)
        voices |= {
            "embeddings alone": [i for i, n in enumerate(names) if n.startswith("cosine")],
            "fields alone": [i for i, n in enumerate(names) if not n.startswith("cosine")],
        }
    measured = {}
    for voice, columns in voices.items():
        held = np.zeros(len(y))
        for f in sorted(set(fold)):
            model = fit(x[fold != f], y[fold != f], weight[fold != f], STRENGTH, columns, SIGNS)
            held[fold == f] = predict(model, x[fold == f])
            if f == "pairs":
                continue  # two reports each: nothing to group
            p = sets[_set(f)][1]
            keys, folds = told[_set(f)]
            key = [keys.get(e.id) if folds.get(r) == f else None for e, r in zip(p.events, p.reports, strict=True)]
            score = clusters(p, predict(model, p.x), key)
            measured[f"{voice}, {f} held out"] = {k: round(v, 3) for k, v in score.items()}
            print(f"{voice:18} {f:5} held out", measured[f"{voice}, {f} held out"])
        rows, error = calibration(held, y)
        print(f"{voice:18} calibration error {error:.3f}")
        if voice == "both":
            for row in rows:
                print("   ", row)
            table, ece = rows, error
    model = fit(x, y, weight, STRENGTH, signs=SIGNS)
    for name, w in sorted(zip(matching.FEATURES, model["weights"], strict=True), key=lambda t: -abs(t[1])):
        print(f"{w:7.2f} {name}")
    if args.write:
        _write(model, measured, table, ece, y, fold)
    return 0


def _set(fold: str) -> str:
    """Return the set that a fold is of."""
    return fold if fold in ("gvc", "pairs") else "dossiers" if fold.startswith("S") else "fakes"


def _weights(y: NDArray[np.int64], fold: NDArray[Any], keys: Sequence[tuple[str, ...]]) -> NDArray[np.float64]:
    """Weigh each set by its `SHARE`, and within a set each pair of gold events by the root of how many pairs of found events tell of it.

    So neither the set with more pairs drowns the other, nor an event told by fifty reports those told by two. The share of positives
    in each set is left as it is: the probabilities stay calibrated.
    """
    name = np.array([_set(f) for f in fold])
    often = Counter(zip(name.tolist(), keys, strict=True))
    w = np.array([often[n, k] ** -0.5 for n, k in zip(name.tolist(), keys, strict=True)])
    for s in set(name.tolist()):
        for label in (0, 1):
            mine = (name == s) & (y == label)
            w[mine] *= SHARE[s] * mine.sum() / (w[mine].sum() * (name == s).sum())
    return np.asarray(w * len(y) / w.sum())


def _write(
    model: dict[str, Any],
    measured: dict[str, Any],
    table: list[dict[str, float]],
    error: float,
    y: NDArray[np.int64],
    fold: NDArray[Any],
) -> None:
    out = {
        "about": "Logistic regression: probability that two reports speak of one event = 1 / (1 + exp(-(intercept + sum(weight * (feature - mean) / scale)))). Features: index/matching.py.",
        "made_by": "python -m benchmarks.train_matcher --write",
        "trained_on": {
            f: {"pairs": int((fold == f).sum()), "one event": int(y[fold == f].sum())} for f in sorted(set(fold.tolist()))
        },
        "held_out": measured,
        "calibration": {"expected_error": round(error, 4), "held_out_bins": table},
    } | written(model, matching.FEATURES)
    OUT.write_text(json.dumps(out, indent=1) + "\n", encoding="utf-8")
    print(f"wrote {OUT.name}")


if __name__ == "__main__":
    raise SystemExit(main())
