"""spaCy without torch, in processes that are ours alone.

spaCy's library loads torch wherever it is installed, half the time until the first report is read, and uses it only in models unlike the
default. It looks for torch but once: a program of somebody else that loads such a model later would not find it, so each process that
is ours says so itself.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager

_ours = False


def alone() -> None:
    """Say that this process runs nothing but Rashomon."""
    global _ours
    _ours = True


@contextmanager
def without_torch() -> Iterator[None]:
    """Let what is imported inside find no torch, where this process is ours and nothing has loaded torch or spaCy yet."""
    hide = _ours and not {"spacy", "thinc", "torch"} & sys.modules.keys()
    if hide:
        sys.modules["torch"] = None  # type: ignore[assignment]
    try:
        yield
    finally:
        if hide:
            del sys.modules["torch"]
