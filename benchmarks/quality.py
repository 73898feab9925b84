"""The quality gate: scores on the project's own gold (and on RASHOMON_EVAL_DATA, where set) against floors that only go up.

`python -m benchmarks.quality` prints every figure beside its floor, `--errors N` what was missed and what was too much,
`--update` raises the floors to the figures of now (and the table in docs/quality.md); it refuses to lower one unless `--lower "why"` says why, and keeps that
line in the file. Floors stand in tests/quality/floors.json beside the hash of the gold that they were measured on.

A claim of the gold (data/gold/texts.jsonl) is found where kind, measure and value (or actor and stance) are the same.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from claims import actors, extraction
from claims.records import Account, Claim, Report

ROOT = Path(__file__).resolve().parent.parent
GOLD = ROOT / "data" / "gold" / "texts.jsonl"
DOC = ROOT / "docs" / "quality.md"
FLOORS = ROOT / "tests" / "quality" / "floors.json"
SETS = ("fakes", "dossiers", "gvc", "airwars")
SLACK = 0.0005  # of rounding
# Figures of the scorers that have a floor: where they stand in the scorer's last line; None: a share, written "28/47".
FIGURES: dict[str, dict[str, tuple[str, str | None]]] = {
    "fakes": {
        "claims_f1": ("claims_all", "f1"),
        "casualties_f1": ("claims_casualties", "f1"),
        "munitions_f1": ("claims_munitions", "f1"),
        "responsibility_f1": ("claims_responsibility", "f1"),
        "said_by_right": ("said_by", "right"),
        "silent_right": ("said_by", "silent_right"),
        "lineup_pairs_f1": ("lineups", "f1"),
        "lineup_b3_f1": ("lineups_b3", "f1"),
        "disagreement_pairs_f1": ("disagreement_pairs", "f1"),
        "disagreements_found": ("gold_disagreements_found", None),
        "flagged_right": ("flagged_lineups_right", None),
    },
    "dossiers": {},
    "gvc": {},
    "airwars": {},
}
FIGURES["dossiers"] = FIGURES["fakes"]
LINED_UP = ("fakes", "dossiers", "gvc")  # sets whose line-ups have gold

Row = dict[str, Any]
Scores = dict[str, dict[str, float]]


def gold() -> list[Row]:
    """Return the texts of the project's own gold, each with its claims."""
    return [json.loads(line) for line in GOLD.read_text(encoding="utf-8").splitlines() if line.strip()]


def gold_hash() -> str:
    return hashlib.sha256(GOLD.read_bytes()).hexdigest()[:16]


def score(rows: Sequence[Row], errors: list[str] | None = None) -> dict[str, float]:
    """Return the figures of the pipeline on the gold `rows`; lines on what is wrong are added to `errors`."""
    reports = [Report(r["id"], r["text"], published=r["published"], title=r["title"]) for r in rows]
    counts: dict[str, list[int]] = {
        k: [0, 0, 0] for k in ("all", "casualties", "munitions", "responsibility")
    }  # hit, miss, extra
    facets: dict[str, list[bool]] = {k: [] for k in ("said_by", "silent", "subject", "scope", "when", "toll")}
    for row, account in zip(rows, extraction.understand(reports), strict=True):
        pairs, missed, extra = match(row["claims"], account.claims)
        for kinds, n in (
            ((((g["kind"], 0) for g, _ in pairs)), 1),
            (((g["kind"], 1) for g in missed), 1),
            (((c.kind, 2) for c in extra), 1),
        ):
            for kind, column in kinds:
                counts[kind][column] += n
                counts["all"][column] += n
        for g, c in pairs:
            _facets(g, c, facets)
        for measure, ends in row.get("toll", {}).items():
            facets["toll"].append(_toll(account, measure) == tuple(ends))
        if errors is not None:
            errors += _lines(row, account, pairs, missed, extra)
    out = {f"{k}_f1": _f1(*v) for k, v in counts.items()}
    out |= {f"{k}_right": round(sum(v) / len(v), 4) for k, v in facets.items() if v}
    return out


def match(wanted: Sequence[Row], got: Sequence[Claim]) -> tuple[list[tuple[Row, Claim]], list[Row], list[Claim]]:
    """Return which claim answers which of the gold, what was missed, and what was too much."""
    left = list(got)
    pairs: list[tuple[Row, Claim]] = []
    missed: list[Row] = []
    for g in wanted:
        same = [c for c in left if _same(g, c)]
        if same:  # of two alike, the one that agrees in more
            best = max(same, key=lambda c: (_speaker(g, c), g.get("scope") == c.scope, g.get("subject") == c.subject))
            left.remove(best)
            pairs.append((g, best))
        else:
            missed.append(g)
    return pairs, missed, left


def _same(g: Row, c: Claim) -> bool:
    if (g["kind"], g["measure"]) != (c.kind, c.measure):
        return False
    if c.kind == "responsibility":
        return (g["actor"] is None) == (c.actor is None) and (c.actor is None or _alike(g["actor"], c.actor))
    q = c.quantity
    return (g["low"], g["high"], g["approximate"], g["vague"]) == (q.low, q.high, q.approximate, q.vague)


def _alike(a: str, b: str) -> bool:
    return actors.fold(a) == actors.fold(b) or bool(_words(a) & _words(b))


def _words(name: str) -> set[str]:
    return {w.lower().removesuffix("s") for w in name.replace("'s", "").split()} - {"the", "of", "a", "an", "for"}


def _speaker(g: Row, c: Claim) -> bool:
    if g["said_by"] is None:
        return not c.said_by
    return any(_words(g["said_by"]) & _words(s) for s in c.said_by)


def _facets(g: Row, c: Claim, facets: dict[str, list[bool]]) -> None:
    facets["silent" if g["said_by"] is None else "said_by"].append(_speaker(g, c))
    if c.kind != "responsibility":
        facets["subject"].append(g["subject"] == c.subject)
        facets["scope"].append(g["scope"] == c.scope)
    if when := g.get("event"):
        facets["when"].append((when["start"], when["end"]) == (c.event.start, c.event.end))


def _toll(account: Account, measure: str) -> tuple[int | None, int | None] | None:
    """Return what the account's main event comes to on a measure, for all that were hit."""
    tolls = [t for t in account.tolls if t.event.main and t.measure == measure]
    return (tolls[0].quantity.low, tolls[0].quantity.high) if tolls else None


def _lines(
    row: Row, account: Account, pairs: Iterable[tuple[Row, Claim]], missed: Iterable[Row], extra: Iterable[Claim]
) -> list[str]:
    out = [f"{row['id']} MISSED {_show(g)} | {row['text']}" for g in missed]
    out += [f"{row['id']} EXTRA {c.measure} {c.actor or c.quantity} {c.subject} | {c.quote} | {row['text']}" for c in extra]
    for g, c in pairs:
        facets: dict[str, list[bool]] = {k: [] for k in ("said_by", "silent", "subject", "scope", "when")}
        _facets(g, c, facets)
        wrong = [k for k, v in facets.items() if False in v]
        got = {
            "said_by": c.said_by,
            "silent": c.said_by,
            "subject": c.subject,
            "scope": c.scope,
            "when": (c.event.start, c.event.end),
        }
        out += [f"{row['id']} {k.upper()} {got[k]} of {_show(g)} | {row['text']}" for k in wrong]
    for measure, ends in row.get("toll", {}).items():
        if _toll(account, measure) != tuple(ends):
            out.append(f"{row['id']} TOLL {measure} {_toll(account, measure)}, wanted {ends} | {row['text']}")
    return out


def _show(g: Row) -> str:
    keys = ("measure", "actor", "low", "high", "vague", "subject", "scope", "said_by", "event")
    return " ".join(f"{k}={g[k]}" for k in keys if g.get(k) is not None)


def _f1(hit: int, miss: int, extra: int) -> float:
    return round(2 * hit / (2 * hit + miss + extra), 4) if hit else 0.0


def measure() -> Scores:
    """Return the figures on the project's gold and, where RASHOMON_EVAL_DATA is set, on its sets."""
    out = {"gold": score(gold())}
    if os.environ.get("RASHOMON_EVAL_DATA"):
        out |= {name: evaluate(name) for name in SETS}
    return out


def evaluate(name: str) -> dict[str, float]:
    """Return the figures of one set of RASHOMON_EVAL_DATA, from its own scorers, each in a process of its own.

    Raises RuntimeError, with the scorer's last words, where one fails.
    """
    from benchmarks import dev

    lines = []
    with tempfile.TemporaryDirectory() as folder:
        dev.write(name, Path(folder), name in LINED_UP)
        for command in dev.scorers(name, Path(folder), name in LINED_UP):
            done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
            if done.returncode:
                raise RuntimeError(f"{name}: {done.stderr.strip()[-500:]}")
            lines += [json.loads(line) for line in done.stdout.splitlines() if line.startswith("{")]
    found = lines[0] if len(lines) == 1 else {**lines[0], "incidents": {k: lines[1][k] for k in ("pair_f1", "b3_f1")}}
    if FIGURES[name]:
        return {k: found[a][b] if b else _share(found[a]) for k, (a, b) in FIGURES[name].items()}
    return {k: v for k, v in _flat(found).items() if isinstance(v, float)}


def _share(text: str) -> float:
    """Return "28/47" as a number."""
    part, whole = map(int, text.split("/"))
    return round(part / max(1, whole), 3)


def _flat(found: dict[str, Any], prefix: str = "") -> dict[str, Any]:
    out: dict[str, Any] = {}
    for k, v in found.items():
        out |= _flat(v, f"{prefix}{k}_") if isinstance(v, dict) else {f"{prefix}{k}": v}
    return out


def read_floors() -> Row:
    return json.loads(FLOORS.read_text(encoding="utf-8")) if FLOORS.exists() else {"gold": "", "floors": {}, "lowered": []}


def below(scores: Scores, floors: Scores) -> list[str]:
    """Return a line for each figure that is below its floor, or that is no longer there."""
    return [
        f"{name}.{k}: {scores[name].get(k, 'gone')} is below its floor {floor}"
        for name, figures in sorted(floors.items())
        if name in scores
        for k, floor in sorted(figures.items())
        if scores[name].get(k, -1.0) < floor - SLACK
    ]


def updated(old: Row, scores: Scores, gold: str, why: str | None = None) -> Row:
    """Return the floors with those figures that rose. Raises ValueError where one fell and `why` does not say why."""
    fallen = below(scores, old["floors"])
    if fallen and not why:
        raise ValueError("floors only go up; to lower these, say why with --lower:\n" + "\n".join(fallen))
    floors = {name: dict(figures) for name, figures in old["floors"].items()}
    for name, figures in scores.items():
        mine = floors.setdefault(name, {})
        if why:
            floors[name] = {k: v if v < mine.get(k, 0.0) - SLACK else max(v, mine.get(k, 0.0)) for k, v in figures.items()}
        else:
            mine |= {k: max(v, mine.get(k, 0.0)) for k, v in figures.items()}
    lowered = [*old["lowered"], {"why": why, "fallen": fallen}] if fallen else old["lowered"]
    return {"gold": gold, "floors": floors, "lowered": lowered}


def table(floors: Scores) -> str:
    """Return the floors as a table for docs/quality.md."""
    lines = ["| set | figure | floor |", "|---|---|---|"]
    return "\n".join(
        lines + [f"| {name} | `{k}` | {v:.3f} |" for name in ("gold", *SETS) for k, v in floors.get(name, {}).items()]
    )


def in_doc(text: str, floors: Scores) -> str:
    """Return the text of docs/quality.md with the table of these floors between its marks."""
    before, _, rest = text.partition("<!-- figures -->\n")
    _, mark, after = rest.partition("<!-- /figures -->")
    return f"{before}<!-- figures -->\n{table(floors)}\n{mark}{after}"


def main() -> int:
    p = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    p.add_argument("--update", action="store_true", help="raise the floors to the figures of now")
    p.add_argument("--lower", metavar="WHY", help="let --update lower floors too, and say why")
    p.add_argument("--errors", type=int, default=0, metavar="N", help="print N lines on what is wrong on the project's gold")
    args = p.parse_args()
    if args.errors:
        lines: list[str] = []
        score(gold(), lines)
        print("\n".join(lines[: args.errors]))
    scores, old = measure(), read_floors()
    for name, figures in scores.items():
        for k, v in figures.items():
            print(f"{name + '.' + k:32} {v:.4f}   floor {old['floors'].get(name, {}).get(k, 0.0):.4f}")
    if args.update:
        try:
            new = updated(old, scores, gold_hash(), args.lower)
        except ValueError as e:
            print(e, file=sys.stderr)
            return 1
        FLOORS.write_text(json.dumps(new, indent=1, sort_keys=True) + "\n", encoding="utf-8")
        DOC.write_text(in_doc(DOC.read_text(encoding="utf-8"), read_floors()["floors"]), encoding="utf-8")
        return 0
    fallen = below(scores, old["floors"])
    print("\n".join(fallen), file=sys.stderr)
    return 1 if fallen else 0


if __name__ == "__main__":
    raise SystemExit(main())
