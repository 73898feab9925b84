"""A writer in a process of its own, for the fault tests: `store_child.py DIR SEED [ROUNDS]` adds, changes, removes and decides until it is done.

What it was told is kept, it notes in DIR.log, one line each, after the call came back: "batch N" and "decision NOTE".
"""

from __future__ import annotations

import os
import random
import sys
from pathlib import Path

from store_accounts import Reader, WordEncoder, report

from claims.records import Report
from index import ClaimIndex, neighbours, reading, searching

BATCH = 6


def batch(seed: int, n: int) -> list[Report]:
    """Return the reports of batch `n`: all of them about a few events, so that batches touch each other's line-ups."""
    rng = random.Random(f"{seed} {n}")
    return [
        report(f"b{n}-{i}", *((rng.randint(1, 9), rng.randint(0, 3), 0, "killed", rng.randint(0, 40)) for _ in range(2)))
        for i in range(BATCH)
    ]


def main(folder: Path, seed: int, rounds: int) -> None:
    reading.accounts = Reader()
    searching.FEW = 4  # so that the index file is written often
    neighbours.TAIL = 0.0
    rng = random.Random(seed)
    log = folder.with_suffix(".log").open("a", encoding="utf-8")

    def note(text: str) -> None:
        log.write(text + "\n")
        log.flush()
        os.fsync(log.fileno())

    with ClaimIndex(folder, encoder=WordEncoder()) as index:
        note("open")
        for n in range(rounds):
            index.add(batch(seed, n))
            note(f"batch {n}")
            if rng.random() < 0.5 and n > 1:
                gone = rng.randrange(n)
                note(f"removing {gone}")
                index.remove([r.id for r in batch(seed, gone)])
            lines = index.lineup_rows()
            if lines:
                index.decide(rng.choice(lines)["id"], "real", note=f"note {n}", who="tester")
                note(f"decision note {n}")


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3]) if len(sys.argv) > 3 else 1000)
