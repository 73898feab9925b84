"""Train claims/cues/linking.json, the logistic regression that says whether two claims of one report are about one event.

    RASHOMON_EVAL_DATA=DIR python -m benchmarks.train_linking [--write]

DIR is the folder of real text with gold (set `fakes`); none of its text is kept. To it come the dossiers of data/gold, whose reports have
paragraphs and tell of several events. Scores are of models that never saw the batch that
they are tested on: B-cubed over the claims of a report that stand in gold. Without --write nothing is changed.
"""

from __future__ import annotations

import argparse
import json
import os
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from benchmarks import dev, regression
from benchmarks import events as gold_events
from claims import attribution, events, extraction, linking, parsing, times
from claims.linking import Mention
from claims.records import Event, Report

OUT = Path(linking.__file__).parent / "cues" / "linking.json"
STRENGTH = 0.05  # C of the regression
THRESHOLDS = {"plain": 0.39, "in paragraphs": 0.35}  # mean probability from which two groups are one event
OTHERS = 0.3  # weight of a report that the other model is for


@dataclass
class Told:
    """One report: its mentions, the gold event of each (None where gold has no such claim), and its batch."""

    mentions: list[Mention]
    gold: list[str | None]
    batch: str


def told(data: Path) -> list[Told]:
    """Return the reports of `fakes` and of the dossiers that gold speaks of."""
    out = []
    for name, (gold, batch) in (("fakes", gold_events.labelled(data)), ("dossiers", gold_events.labelled_here())):
        nlp = dev.Cached(dev.CACHE / name)
        for report, parsed in parsing.parse(dev.reports_of(name), nlp):
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
    nowhere = Event("")  # what is to be learned is not known yet
    rows = [extraction.claim(report, parsed, d, nowhere).out() for d in drafts]
    return events.mentions(parsed, events.read(report, parsed, written), drafts, written), rows


def pairs(name: str, reports: list[Told]) -> tuple[NDArray[np.float64], NDArray[np.int64], NDArray[np.float64], NDArray[Any]]:
    """Return features, label, weight and batch of all pairs of claims of one report that both stand in gold, for the model `name`.

    A report weighs by the root of its pairs, so that the few longest do not teach all; for either model, those that are read by the other
    weigh less (`OTHERS`).
    """
    x, y, w, b = [], [], [], []
    for r in reports:
        known = [i for i, k in enumerate(r.gold) if k]
        mine = [(i, j) for n, i in enumerate(known) for j in known[n + 1 :]]
        often = len(mine) ** -0.5 if mine else 0.0
        if linking.model_for(r.mentions) != name:
            often *= OTHERS
        for i, j in mine:
            x.append(linking.row(name, r.mentions, i, j))
            y.append(int(r.gold[i] == r.gold[j]))
            w.append(often)
            b.append(r.batch)
    return np.array(x), np.array(y), np.array(w), np.array(b)


def train(reports: list[Told]) -> dict[str, Any]:
    """Return the models as linking.json holds them, by name."""
    made = {}
    for name in linking.MODELS:
        x, y, w, _ = pairs(name, reports)
        made[name] = {"threshold": THRESHOLDS[name]} | regression.written(regression.fit(x, y, w, STRENGTH), linking.NAMES[name])
    return made


def score(reports: list[Told]) -> dict[str, float]:
    """Return B-cubed precision, recall and F1 of the events that the model in use makes, over the claims in gold."""
    p = r = n = 0.0
    for t in reports:
        where = linking.groups(t.mentions)
        known = [i for i, k in enumerate(t.gold) if k]
        p_sum, r_sum = gold_events.b_cubed([where[i] for i in known], [t.gold[i] for i in known])
        p, r, n = p + p_sum, r + r_sum, n + len(known)
    p, r = p / max(1, n), r / max(1, n)
    return {"b3_p": round(p, 3), "b3_r": round(r, 3), "b3_f1": round(gold_events.harmonic(p, r), 3)}


def use(models: dict[str, Any]) -> None:
    """Make `models` the ones that `claims.linking` reads in this process."""
    made = {name: linking.ready(name, data) for name, data in models.items()}
    linking._models = lambda: made  # type: ignore[assignment]


def main() -> int:
    ask = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ask.add_argument("--write", action="store_true", help="write claims/cues/linking.json")
    args = ask.parse_args()
    reports = told(Path(os.environ["RASHOMON_EVAL_DATA"]))
    _, y, _, b = pairs("plain", reports)
    print(f"{len(y)} pairs of claims, {int(y.sum())} about one event")
    held = {}
    for batch in (*gold_events.BATCHES, *dev.OWN):
        use(train([t for t in reports if t.batch != batch]))
        held[batch] = score([t for t in reports if t.batch == batch])
        print(batch, "held out", held[batch])
    models = train(reports)
    use(models)
    print("trained on all", score(reports))
    for name, model in models.items():
        print(name)
        for f in sorted(model["features"], key=lambda f: -abs(f["weight"])):
            print(f"{f['weight']:7.2f} {f['name']}")
    if args.write:
        about = {
            "about": "Logistic regression: probability that two claims of one report are about one event = 1 / (1 + exp(-(intercept + sum(weight * (feature - mean) / scale)))). Features: claims/linking.py.",
            "made_by": "python -m benchmarks.train_linking --write",
            "trained_on": {t: int((b == t).sum()) for t in (*gold_events.BATCHES, *dev.OWN)},
            "held_out": held,
        }
        OUT.write_text(json.dumps(about | {"models": models}, indent=1) + "\n", encoding="utf-8")
        print(f"wrote {OUT.name}")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
