"""Train claims/cues/linking.json, the logistic regression that says whether two claims of one report are about one event.

    RASHOMON_EVAL_DATA=DIR python -m benchmarks.train_linking [--write]

DIR is the folder of real text with gold (set `fakes`); none of its text is kept. Scores are of models that never saw the batch that
they are tested on: B-cubed over the claims of a report that stand in gold. Without --write nothing is changed.
"""

from __future__ import annotations

import argparse
import json
import os
from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from benchmarks import dev
from benchmarks import events as gold_events
from claims import attribution, events, extraction, linking, parsing, times
from claims.linking import Mention
from claims.records import Report

OUT = Path(linking.__file__).parent / "cues" / "linking.json"
BATCHES = ("D1", "D2", "D3")
STRENGTH = 0.05  # C of the regression
NAMES = (*linking.FEATURES, "claims between")


@dataclass
class Told:
    """One report: its mentions, the gold event of each (None where gold has no such claim), and its batch."""

    mentions: list[Mention]
    gold: list[str | None]
    batch: str


def told(data: Path) -> list[Told]:
    """Return the reports of the set `fakes` that gold speaks of."""
    gold: dict[str, list[dict[str, Any]]] = defaultdict(list)
    batch = {}
    for b in BATCHES:
        for g in gold_events.rows(data / "fakes" / "gold" / f"gold_{b}.jsonl"):
            gold[g["doc_id"]].append(g)
            batch[g["doc_id"]] = b
    nlp = dev.Cached(Path.home() / ".cache" / "rashomon-dev" / "fakes")
    out = []
    for report, parsed in parsing.parse(dev.reports(data / "fakes" / "reports.jsonl"), nlp):
        if report.id in gold:
            found, claims = mentions(report, parsed)
            match = gold_events.pair(gold[report.id], claims, report.text)
            key = {c["id"]: g["event"] for g in gold[report.id] if (c := match.get(g["n"]))}
            out.append(Told(found, [key.get(c["id"]) for c in claims], batch[report.id]))
    nlp.save()
    return out


def mentions(report: Report, parsed: Any) -> tuple[list[Mention], list[dict[str, Any]]]:
    """Return the mentions of a report, and its claims as rows, in the same order."""
    written = times.anchor(report)
    drafts = extraction.drafts(parsed, attribution.read(parsed))
    rows = [c.out() for c in extraction.account(report, parsed).claims]
    return events.mentions(events.read(report, parsed, written), drafts, written), rows


def pairs(reports: list[Told]) -> tuple[NDArray[np.float64], NDArray[np.int64], NDArray[np.float64], NDArray[Any]]:
    """Return features, label, weight and batch of all pairs of claims of one report that both stand in gold.

    A report weighs by the root of its pairs, so that the few longest do not teach all.
    """
    x, y, w, b = [], [], [], []
    for r in reports:
        known = [i for i, k in enumerate(r.gold) if k]
        mine = [(i, j) for n, i in enumerate(known) for j in known[n + 1 :]]
        for i, j in mine:
            x.append(linking.row(r.mentions, i, j))
            y.append(int(r.gold[i] == r.gold[j]))
            w.append(len(mine) ** -0.5)
            b.append(r.batch)
    return np.array(x), np.array(y), np.array(w), np.array(b)


def fit(x: NDArray[np.float64], y: NDArray[np.int64], w: NDArray[np.float64], threshold: float) -> dict[str, Any]:
    from sklearn.linear_model import LogisticRegression

    mean, scale = x.mean(0), x.std(0)
    scale[scale < 1e-9] = 1.0
    model = LogisticRegression(C=STRENGTH, max_iter=3000).fit((x - mean) / scale, y, sample_weight=w)
    rows = [
        {"name": n, "weight": round(float(a), 4), "mean": round(float(m), 4), "scale": round(float(s), 4)}
        for n, a, m, s in zip(NAMES, model.coef_[0], mean, scale, strict=True)
    ]
    return {"threshold": threshold, "intercept": round(float(model.intercept_[0]), 4), "features": rows}


def score(reports: list[Told]) -> dict[str, float]:
    """Return B-cubed precision, recall and F1 of the events that the model in use makes, over the claims in gold."""
    p = r = n = 0.0
    for t in reports:
        where = linking.groups(t.mentions)
        known = [i for i, k in enumerate(t.gold) if k]
        for i in known:
            got = {j for j in known if where[j] == where[i]}
            true = {j for j in known if t.gold[j] == t.gold[i]}
            p += len(got & true) / len(got)
            r += len(got & true) / len(true)
            n += 1
    p, r = p / max(1, n), r / max(1, n)
    return {"b3_p": round(p, 3), "b3_r": round(r, 3), "b3_f1": round(2 * p * r / (p + r), 3) if p + r else 0.0}


def use(model: dict[str, Any]) -> None:
    """Make `model` the one that `claims.linking` reads in this process."""
    weights = [f["weight"] / f["scale"] for f in model["features"]]
    bias = model["intercept"] - sum(w * f["mean"] for w, f in zip(weights, model["features"], strict=True))
    ready = {"weights": weights, "bias": bias, "threshold": model["threshold"]}
    linking._model = lambda: ready  # type: ignore[assignment]


def main() -> int:
    ask = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ask.add_argument("--write", action="store_true", help="write claims/cues/linking.json")
    ask.add_argument("--threshold", type=float, default=0.4, help="mean probability from which two groups are one event")
    args = ask.parse_args()
    if not OUT.exists():  # the first time there is nothing to read: everything apart
        use(
            {
                "threshold": 2.0,
                "intercept": 0.0,
                "features": [{"name": n, "weight": 0.0, "mean": 0.0, "scale": 1.0} for n in NAMES],
            }
        )
    reports = told(Path(os.environ["RASHOMON_EVAL_DATA"]))
    x, y, w, b = pairs(reports)
    print(f"{len(y)} pairs of claims, {int(y.sum())} about one event")
    held = {}
    for batch in BATCHES:
        use(fit(x[b != batch], y[b != batch], w[b != batch], args.threshold))
        held[batch] = score([t for t in reports if t.batch == batch])
        print(batch, "held out", held[batch])
    model = fit(x, y, w, args.threshold)
    use(model)
    print("trained on all", score(reports))
    for f in sorted(model["features"], key=lambda f: -abs(f["weight"])):
        print(f"{f['weight']:7.2f} {f['name']}")
    if args.write:
        about = {
            "about": "Logistic regression: probability that two claims of one report are about one event = 1 / (1 + exp(-(intercept + sum(weight * (feature - mean) / scale)))). Features: claims/linking.py.",
            "made_by": "python -m benchmarks.train_linking --write",
            "trained_on": {t: int((b == t).sum()) for t in BATCHES},
            "held_out": held,
        }
        OUT.write_text(json.dumps(about | model, indent=1) + "\n", encoding="utf-8")
        print(f"wrote {OUT.name}")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
