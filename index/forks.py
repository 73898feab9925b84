"""Work on all cores, in processes forked from this one: they see what it has in memory, and only results are sent back."""

from __future__ import annotations

import gc
import os
import sys
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any, TypeVar

from index.machine import cores

T = TypeVar("T")
R = TypeVar("R")

_shared: tuple[Callable[[Any], Any], Sequence[Any]] | None = None  # what the forks do, and with what


def spread(work: Callable[[T], R], items: Sequence[T]) -> Iterator[R]:
    """Yield work(item) for each of `items`, in their order; where there is one core, or no fork, one after the other in this process.

    `work` must touch neither the store, whose connection a fork may not use, nor torch or FAISS, whose threads a fork does not copy.
    """
    workers = min(cores(), len(items))
    if workers < 2 or sys.platform != "linux":
        yield from map(work, items)
        return
    import multiprocessing
    from concurrent.futures import ProcessPoolExecutor

    global _shared
    _shared = (work, items)
    context = multiprocessing.get_context("fork")
    with frozen(), ProcessPoolExecutor(workers, mp_context=context, initializer=end_with, initargs=(os.getpid(),)) as pool:
        try:
            yield from pool.map(_one, range(len(items)))
        finally:
            _shared = None


def _one(at: int) -> Any:
    assert _shared is not None
    work, items = _shared
    return work(items[at])


@contextmanager
def frozen() -> Iterator[None]:
    """Keep the garbage collector from what is there now: a fork's first collection would touch, and so copy, all that it shares."""
    gc.freeze()
    try:
        yield
    finally:
        gc.unfreeze()


def end_with(parent: int) -> None:
    """Let a worker end with its parent, also where that was killed."""

    def watch() -> None:
        while os.getppid() == parent:
            time.sleep(1)
        os._exit(1)

    threading.Thread(target=watch, daemon=True).start()
