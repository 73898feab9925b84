"""Events within reports against gold: `python -m benchmarks.events RUN [--errors N]` (RUN: a folder with claims.jsonl and reports.jsonl).

B-cubed over the claims of each report that stand in gold, the share of events whose day is right, and of main events that are right.
Needs RASHOMON_EVAL_DATA.
"""

from __future__ import annotations

import argparse
import collections
import json
import os
import re
from collections.abc import Sequence
from pathlib import Path
from typing import Any

Row = dict[str, Any]


def rows(path: Path) -> list[Row]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]


BATCHES = ("D1", "D2", "D3")  # of the set `fakes`


Labels = tuple[dict[str, list[Row]], dict[str, str]]  # gold claims by report, and each report's batch


def labelled(data: Path) -> Labels:
    """Return the gold of the set `fakes`; `data` is the folder of RASHOMON_EVAL_DATA."""
    return _labelled(data / "fakes" / "gold", BATCHES)


def labelled_here() -> Labels:
    """Return the gold of the dossiers that were written for this project."""
    from benchmarks import dev

    return _labelled(dev.DOSSIERS, dev.OWN)


def _labelled(folder: Path, batches: Sequence[str]) -> Labels:
    gold: dict[str, list[Row]] = collections.defaultdict(list)
    batch = {}
    for b in batches:
        for g in rows(folder / f"gold_{b}.jsonl"):
            gold[g["doc_id"]].append(g)
            batch[g["doc_id"]] = b
    return gold, batch


def b_cubed(found: Sequence[object], gold: Sequence[object]) -> tuple[float, float]:
    """Return the sums of B-cubed precision and recall over the items of two groupings, each given as the group of each item."""
    precision = recall = 0.0
    for f, g in zip(found, gold, strict=True):
        got, true = ({i for i, x in enumerate(groups) if x == mine} for groups, mine in ((found, f), (gold, g)))
        precision += len(got & true) / len(got)
        recall += len(got & true) / len(true)
    return precision, recall


def harmonic(precision: float, recall: float) -> float:
    return 2 * precision * recall / (precision + recall) if precision + recall else 0.0


def pair(gold: list[Row], claims: list[Row], text: str) -> dict[int, Row]:
    """Return, for each gold claim, the claim of the run whose quote overlaps its quote and whose measure and value fit best."""
    out: dict[int, Row] = {}
    used: set[str] = set()
    for g in gold:
        s = text.find(g["quote"])
        if s < 0:
            continue
        e = s + len(g["quote"])
        near = [
            c for c in claims
            if c["id"] not in used and c["in"] == "text" and c["start"] < e and s < c["end"] and c["measure"] == g["measure"]
            and (c["kind"] == "responsibility" or (c["low"], c["high"]) == (g["low"], g["high"]))
        ]  # fmt: skip
        if near:
            best = max(near, key=lambda c: min(e, c["end"]) - max(s, c["start"]))
            out[g["n"]] = best
            used.add(best["id"])
    return out


def key_day(key: str) -> str | None:
    m = re.search(r"-(\d{4}-\d\d-\d\d)(?!-on)(?:-|$)", key)
    return m[1] if m and not key.endswith("-on") else None


def main() -> int:
    p = argparse.ArgumentParser(description=__doc__)
    p.add_argument("run", type=Path)
    p.add_argument("--errors", type=int, default=0)
    args = p.parse_args()
    data = Path(os.environ["RASHOMON_EVAL_DATA"])
    folder = data / "fakes" / "gold"
    texts = {r["doc_id"]: r["text"] for x in BATCHES for r in rows(folder / f"batch_{x}.jsonl")}
    gold, _ = labelled(data)
    mains = {d["doc_id"]: d["main_event"] for x in BATCHES for d in rows(folder / f"docs_{x}.jsonl")}
    claims: dict[str, list[Row]] = collections.defaultdict(list)
    for c in rows(args.run / "claims.jsonl"):
        claims[c["report"]].append(c)
    precision = recall = days = right = 0.0
    n = dated = heads = 0
    shown = 0
    for doc, gs in gold.items():
        match = pair(gs, claims[doc], texts[doc])
        by = {g["n"]: g for g in gs if g["n"] in match}
        p_sum, r_sum = b_cubed([match[k]["event"]["id"] for k in by], [g["event"] for g in by.values()])
        precision, recall, n = precision + p_sum, recall + r_sum, n + len(by)
        for k, g in by.items():
            day = key_day(g["event"])
            if day:
                dated += 1
                e = match[k]["event"]
                ok = bool(e["start"]) and e["start"] <= day <= (e["end"] or e["start"])
                days += ok
                if not ok and shown < args.errors:
                    shown += 1
                    print("DAY", doc, g["event"], e["start"], e["end"], e["where"], "|", g["quote"][:120])
        main_ = [g for g in by.values() if g["event"] == mains.get(doc)]
        if main_:
            heads += 1
            right += sum(match[g["n"]]["event"]["main"] for g in main_) * 2 > len(main_)
    precision, recall = precision / max(1, n), recall / max(1, n)
    print(json.dumps({"claims": n, "b3_p": round(precision, 3), "b3_r": round(recall, 3), "b3_f1": round(harmonic(precision, recall), 3),
                      "day_right": round(days / max(1, dated), 3), "dated": dated, "main_right": round(right / max(1, heads), 3), "reports": heads}))  # fmt: skip
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
