"""The processor seconds of a program and of all that it starts, by stage and by core."""

from __future__ import annotations

import os
import time
from collections import defaultdict
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path

import numpy as np

ANY = -1  # the core of what may run on several


class Meter:
    """Looks at a process and all below it from time to time; what ended between two looks is missing from the last of them on."""

    def __init__(self, root: int) -> None:
        self.root = root
        self.used: dict[tuple[int, str], tuple[int, float]] = {}  # process and its start -> core, seconds so far
        self.seen: list[tuple[float, dict[int, float]]] = [(time.time(), {})]

    def look(self) -> None:
        found: dict[int, tuple[int, str, float]] = {}
        for file in Path("/proc").glob("[0-9]*/stat"):
            with suppress(OSError):
                words = file.read_text().rpartition(")")[2].split()
                ticks = int(words[11]) + int(words[12])
                found[int(file.parent.name)] = int(words[1]), words[19], ticks / os.sysconf("SC_CLK_TCK")
        mine = {self.root} | {pid for pid, _ in self.used}
        while more := {p for p, (parent, _, _) in found.items() if parent in mine and p not in mine}:
            mine |= more
        for pid in mine & found.keys():
            with suppress(OSError):
                cores = os.sched_getaffinity(pid)
                self.used[pid, found[pid][1]] = min(cores) if len(cores) == 1 else ANY, found[pid][2]
        total: dict[int, float] = defaultdict(float)
        for core, seconds in self.used.values():
            total[core] += seconds
        self.seen.append((time.time(), total))

    def by_stage(self, began: float, seconds: Mapping[str, float]) -> dict[str, dict[str, float]]:
        """Return the "processor" seconds of all cores and those of the "busiest" core, by stage, and of all with start and end of Python.

        `seconds` are the stages' clock seconds, in order, the first from the time `began` on. What the busiest core needs is what a
        stage would take by the clock if nothing else ran.
        """
        when = np.array([t for t, _ in self.seen])
        used = {c: np.array([n.get(c, 0.0) for _, n in self.seen]) for c in self.seen[-1][1]}
        out: dict[str, dict[str, float]] = {"processor": {}, "busiest": {}}
        for stage, took in seconds.items():
            if stage != "all":
                each = [float(np.interp(began + took, when, u) - np.interp(began, when, u)) for u in used.values()]
                out["processor"][stage], out["busiest"][stage] = sum(each), max(each, default=0.0)
                began += took
        last = [float(u[-1]) for u in used.values()]
        return {"processor": {**out["processor"], "all": sum(last)}, "busiest": {**out["busiest"], "all": max(last, default=0.0)}}
