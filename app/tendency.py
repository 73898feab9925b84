"""Which outlets disagree with which, and which give higher or lower figures than others on the same questions."""

from __future__ import annotations

from collections import Counter
from typing import Any

from app.results import Results, source


def disagreements(results: Results) -> list[dict[str, Any]]:
    """Return, for each two outlets that answer a same question: how many questions they share, on how many they conflict,
    and over what measures."""
    shared: Counter[tuple[str, str]] = Counter()
    against: Counter[tuple[str, str]] = Counter()
    over: dict[tuple[str, str], Counter[str]] = {}
    for line in results.lineups:
        names = [source(r) for r in line["readings"]]
        for pair in {(a, b) for a in names for b in names if a < b}:
            shared[pair] += 1
        clash = {tuple(sorted((names[p["a"]], names[p["b"]]))) for p in line["pairs"] if p["relation"] == "conflict"}
        for a, b in clash:
            if a != b:
                against[a, b] += 1
                over.setdefault((a, b), Counter())[line["measure"]] += 1
    return [
        {"one": a, "other": b, "shared": n, "conflicts": against[a, b], "over": ", ".join(sorted(over.get((a, b), ())))}
        for (a, b), n in sorted(shared.items(), key=lambda x: (-against[x[0]], -x[1], x[0]))
    ]


def outlets(results: Results) -> list[dict[str, Any]]:
    """Return, for each outlet, on how many questions it gave a higher, a lower, or the same figure as the middle of the others.

    Only independent readings with a figure count; a question counts once an outlet.
    """
    out: dict[str, Counter[str]] = {}
    for line in results.lineups:
        figures: dict[str, float] = {}
        for r in line["readings"]:
            ends = [x for x in (r["low"], r["high"]) if x is not None]
            if ends and not r["copy_of"]:
                figures.setdefault(source(r), sum(ends) / len(ends))
        if len(figures) < 2:
            continue
        for name, x in figures.items():
            others = sorted(v for k, v in figures.items() if k != name)
            n = len(others)
            middle = (others[(n - 1) // 2] + others[n // 2]) / 2
            out.setdefault(name, Counter())["higher" if x > middle else "lower" if x < middle else "same"] += 1
    rows = [
        {"outlet": k, "questions": c.total(), "higher": c["higher"], "same": c["same"], "lower": c["lower"]}
        for k, c in out.items()
    ]
    return sorted(rows, key=lambda r: (-r["questions"], r["outlet"]))
