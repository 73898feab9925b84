"""Extraction against gold: `python -m benchmarks.dev fakes|gvc|airwars|dossiers [--lineups] [--out DIR] [--errors N]`; with --lineups the line-ups, too.

`dossiers` are 100 reports written for this project (data/gold/dossiers), the others stand in RASHOMON_EVAL_DATA, as the scorers do. Parses are cached by sentence text, so that a change of rules is scored in seconds. Needs RASHOMON_EVAL_DATA.
"""

from __future__ import annotations

import argparse
import json
import os
import pickle
import subprocess
import sys
from pathlib import Path
from typing import Any

from spacy.tokens import Doc

from claims import extraction, parsing
from claims.records import Report


class Cached:
    """spaCy's `pipe` with a memory on disk."""

    def __init__(self, folder: Path) -> None:
        self.nlp = parsing.model()
        self.file = folder / "parses.pickle"
        folder.mkdir(parents=True, exist_ok=True)
        self.seen: dict[str, bytes] = pickle.loads(self.file.read_bytes()) if self.file.exists() else {}
        self.new = False

    def pipe(self, texts: list[str], batch_size: int = 128) -> Any:
        todo = [t for t in dict.fromkeys(texts) if t not in self.seen]
        fresh = {doc.text: doc for doc in self.nlp.pipe(todo, batch_size=batch_size)}
        self.seen.update((t, doc.to_bytes(exclude=["tensor", "user_data"])) for t, doc in fresh.items())
        self.new = self.new or bool(fresh)
        for t in texts:
            yield fresh[t] if t in fresh else Doc(self.nlp.vocab).from_bytes(self.seen[t])

    def save(self) -> None:
        if self.new:
            part = self.file.with_suffix(f".{os.getpid()}")
            part.write_bytes(pickle.dumps(self.seen))
            part.replace(self.file)


def reports(path: Path) -> list[Report]:
    rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    return [Report(id=r["id"], text=r["text"], source=r["source"], published=r["published"], title=r["title"]) for r in rows]


def reports_of(name: str) -> list[Report]:
    """Return the reports of a set."""
    if name != "dossiers":
        return reports(Path(os.environ["RASHOMON_EVAL_DATA"]) / name / "reports.jsonl")
    rows = [json.loads(line) for x in OWN for line in (DOSSIERS / f"batch_{x}.jsonl").read_text(encoding="utf-8").splitlines()]
    return [Report(id=r["doc_id"], text=r["text"], source=r["source"], published=r["date"], title=r["title"]) for r in rows]


DOSSIERS = Path(__file__).parents[1] / "data" / "gold" / "dossiers"
OWN = tuple(sorted(p.stem.removeprefix("batch_") for p in DOSSIERS.glob("batch_*.jsonl")))
CACHE = Path.home() / ".cache" / "rashomon-dev"


def write(name: str, out: Path, lineups: bool, cache: Path | None = None) -> None:
    """Read the set `name` and write claims.jsonl, reports.jsonl and lineups.jsonl (empty without `lineups`) into `out`.

    Parses come from `cache` and go there, where it is given; they are the parser's of now otherwise.
    """
    rows = reports_of(name)
    nlp = Cached(cache / name) if cache else parsing.model()
    if lineups:
        from index import ClaimIndex

        with ClaimIndex(parser=nlp) as index:
            index.add(rows)
            made = {"claims": index.claim_rows(), "reports": index.report_rows(), "lineups": index.lineup_rows()}
    else:
        accounts = list(extraction.understand(rows, nlp))
        made = {"claims": [c.out() for a in accounts for c in a.claims], "reports": [a.out() for a in accounts], "lineups": []}
    if isinstance(nlp, Cached):
        nlp.save()
    for what, items in made.items():
        (out / f"{what}.jsonl").write_text("".join(json.dumps(i) + "\n" for i in items), encoding="utf-8")


def scorers(name: str, out: Path, lineups: bool, errors: int = 0) -> list[list[str]]:
    """Return the commands that score what `write` wrote."""
    data = Path(os.environ["RASHOMON_EVAL_DATA"])
    gold = [data / name / "gold.jsonl", out]
    commands: list[list[Any]] = [
        [data / "score_gold.py", data / "fakes" / "gold", "D1,D2,D3", out]
        if name == "fakes"
        else [data / "score_gold.py", DOSSIERS, ",".join(OWN), out]
        if name == "dossiers"
        else [data / "score_counts.py", *gold, "--reports", data / name / "reports.jsonl"]
    ]
    if errors:
        commands[0] += ["--errors", errors]
    if lineups and name == "gvc":
        commands.append([data / "score_alignment.py", *gold])
    return [[sys.executable, *map(str, c)] for c in commands]


def main() -> int:
    p = argparse.ArgumentParser(description=__doc__)
    p.add_argument("set", choices=["fakes", "gvc", "airwars", "dossiers"])
    p.add_argument("--out", type=Path)
    p.add_argument("--errors", type=int, default=0)
    p.add_argument("--lineups", action="store_true", help="line the reports up as well (takes the encoder)")
    p.add_argument("--cache", type=Path, default=CACHE)
    args = p.parse_args()
    out = args.out or args.cache / f"run-{args.set}-{os.getpid()}"
    out.mkdir(parents=True, exist_ok=True)
    write(args.set, out, args.lineups, args.cache)
    return next((failed for c in scorers(args.set, out, args.lineups, args.errors) if (failed := subprocess.call(c))), 0)


if __name__ == "__main__":
    raise SystemExit(main())
