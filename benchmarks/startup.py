"""How long `rashomon search` takes from nothing, on a large store, with the encoder: `python -m benchmarks.startup [--claims N] [--dry]`.

The store is made up as in benchmarks.scale. Each search is a new process; before the first, the store's files are put out of
the system's file cache, so that they are read from the disk.
"""

from __future__ import annotations

import argparse
import os
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from benchmarks import scale, tables
from index.encoder import Encoder

RUNS = 5


def forget(folder: Path) -> None:
    """Put the files in `folder` out of the file cache, where the system lets us."""
    for path in folder.iterdir():
        with path.open("rb") as f:
            os.fsync(f.fileno())
            os.posix_fadvise(f.fileno(), 0, 0, os.POSIX_FADV_DONTNEED)


def search(folder: Path, *options: str) -> tuple[float, float]:
    """Run one search in a process of its own. Return the clock's seconds and the processor's."""
    before, start = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
    subprocess.run(
        [sys.executable, "-m", "app", "search", str(folder), "how many were killed in the air strike in Town 7", *options],
        check=True,
        stdout=subprocess.DEVNULL,
    )
    wall, after = time.perf_counter() - start, resource.getrusage(resource.RUSAGE_CHILDREN)
    return wall, after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def main() -> int:
    p = argparse.ArgumentParser(description=__doc__)
    p.add_argument("--claims", type=int, default=100_000)
    p.add_argument("--dry", action="store_true", help="print only, and leave benchmarks/README.md as it is")
    args = p.parse_args()
    real = Encoder()
    rows = []
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        _, _, claims, _ = scale.fill(name, args.claims, scale.Drawn(real.name, real.identity))
        for what, options, cold in (
            ("first, files not in the cache", (), True),
            ("again", (), False),
            ("again, one measure and a month", ("--measure", "killed", "--since", "2000-03-01", "--until", "2000-03-31"), False),
        ):
            found = []
            for _ in range(RUNS):
                if cold:
                    forget(folder)
                found.append(search(folder, *options))
            walls = [w for w, _ in found]
            cpu = statistics.median(c for _, c in found)
            rows.append([what, f"{statistics.median(walls):.2f}", f"{min(walls):.2f}", f"{max(walls):.2f}", f"{cpu:.2f}"])
    head = ["`rashomon search`", "median, s", "fastest, s", "slowest, s", "processor, s"]
    made = f"{claims:,} claims, {RUNS} runs each, a new process every time (goal: under 3 s).\n\n" + tables.table(head, rows)
    print(made)
    if not args.dry:
        tables.write("startup", made)
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
