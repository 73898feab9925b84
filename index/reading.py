"""Reports to accounts, on all cores: extraction in worker processes, where there is enough to do to pay for their start."""

from __future__ import annotations

import hashlib
import os
import sys
from collections.abc import Iterator, Sequence
from contextlib import suppress
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from importlib.resources import files
from pathlib import Path
from typing import Any

from claims import cues
from claims.records import Report
from index import codec, forks
from index.machine import cores

ENOUGH = 150  # reports from which a second process pays for its start (benchmarks/README.md)
CHUNK = 16  # reports in one piece of work: so few that no core waits long for the last piece

WARM = Report("warm", "One person was killed in a bombing in Paris on Monday, police said.", published="2024-01-01")

Parser = Any  # a model's name, a loaded pipeline, or None for the default


@cache
def rules(parser: str | None = None) -> str:
    """Return a hash of all that decides what is read out of a report: code, cue files (the user's too) and the parser."""
    mark = hashlib.sha256()
    folder = files("claims")
    for part in (folder, folder.joinpath("cues")):
        for file in sorted(part.iterdir(), key=lambda f: f.name):
            if file.name.endswith((".py", ".toml", ".json", ".csv")):
                mark.update(file.name.encode() + file.read_bytes())
    extra = os.environ.get(cues.EXTRA)
    if extra and Path(extra).is_dir():
        for path in sorted(Path(extra).glob("*.toml")):
            mark.update(path.name.encode() + path.read_bytes())
    from claims.parsing import MODEL

    name = parser or MODEL
    with suppress(PackageNotFoundError):
        name += "==" + version(name)
    mark.update(name.encode())
    return mark.hexdigest()[:16]


def accounts(reports: Sequence[Report], parser: Parser = None) -> Iterator[tuple[list[Report], list[str]]]:
    """Yield the reports in the order given, in chunks, with their accounts as JSON (`codec.account_to_json`)."""
    parts = [list(reports[i : i + CHUNK]) for i in range(0, len(reports), CHUNK)]
    workers = min(cores(), len(parts))
    if workers < 2 or len(reports) < ENOUGH or not (parser is None or isinstance(parser, str)):
        for part in parts:
            yield part, _read(part, parser)
        return
    import multiprocessing
    from concurrent.futures import ProcessPoolExecutor

    # A fork shares the loaded model, and a script needs no `if __name__ == "__main__"`. Workers touch neither torch nor FAISS, whose
    # threads a fork does not copy. Elsewhere workers start anew, which a user asks for with RASHOMON_PROCESSES.
    forked = sys.platform == "linux"
    if forked:
        _read([WARM], parser)  # loads what extraction loads, once for all workers
    context = multiprocessing.get_context("fork" if forked else "spawn")
    with (
        forks.frozen(),
        ProcessPoolExecutor(workers, mp_context=context, initializer=forks.end_with, initargs=(os.getpid(),)) as pool,
    ):
        waiting = [pool.submit(_read, part, parser) for part in parts]
        try:
            for part, done in zip(parts, waiting, strict=True):
                yield part, done.result()
        finally:
            for done in waiting:
                done.cancel()


@cache
def _model(parser: str | None) -> Any:
    from claims import parsing

    return parsing.model(parser) if parser else parsing.model()


def _read(part: list[Report], parser: Parser) -> list[str]:
    from claims.extraction import understand

    nlp = _model(parser) if parser is None or isinstance(parser, str) else parser
    return [codec.account_to_json(a) for a in understand(part, nlp)]
