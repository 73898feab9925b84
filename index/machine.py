"""What this machine has to offer."""

from __future__ import annotations

import os
import sys


def cores() -> int:
    """Return how many cores to use: RASHOMON_PROCESSES, or those that this process may run on (1 but on Linux)."""
    wish = os.environ.get("RASHOMON_PROCESSES", "")
    if wish.isdigit() and int(wish) > 0:
        return int(wish)
    return len(os.sched_getaffinity(0)) if sys.platform == "linux" else 1
