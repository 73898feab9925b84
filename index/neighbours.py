"""FAISS, in its two uses: all close pairs inside a block, and the nearest events to a query.

`pairs` is exact and symmetric, which top-k search is not; so it cannot matter in which order reports came. `Cache` is a file beside the
store. It is only ever a copy: its fingerprint says which vectors it holds, and whatever does not fit is set aside and built again.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

FILE = "rashomon.faiss"
MAGIC = b"RASHOMON1\n"
EXACT = 100_000  # vectors up to which search is exact; docs/scale.md has recall and time on all sides
WHOLE = 1_000_000  # vectors up to which a query is compared with all of them, above EXACT with 8 bits a number
PROBE = 512  # inverted lists that a query looks into, of about 4 * sqrt(n)
TAIL = 0.1  # the share of vectors that may wait outside the file before it is written again
UNSURE = 0.02  # thousandths on each side of a half that 32 bits may miss: far more than they do
BLOCK = 65_536  # stored vectors compared at a time: bounds the memory
MUCH = 5_000_000  # cosines from which a second thread pays: a tenth of a second of one core


def pairs(
    queries: NDArray[np.float32], stored: NDArray[np.float32], floor: float
) -> tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.float32]]:
    """Return rows a of `queries`, rows b of `stored` and their cosines, for all pairs whose cosine, to 3 decimals, is at least `floor`.

    The answer is the same on both sides of a pair and in every batch: the last bits of a product of matrices depend on their sizes, so
    a cosine that they could round up or down is worked out anew, by itself.
    """
    import faiss

    found_a, found_b, found_c = [], [], []
    for start in range(0, len(stored), BLOCK):
        part = np.ascontiguousarray(stored[start : start + BLOCK])
        index = faiss.IndexFlatIP(part.shape[1])
        index.add(part)
        with _threads(len(queries) * len(part)):
            limits, cosines, rows = index.range_search(np.ascontiguousarray(queries), floor - 0.001)
        found_a.append(
            np.repeat(np.arange(len(queries), dtype=np.int64), limits[1:].astype(np.int64) - limits[:-1].astype(np.int64))
        )
        found_b.append(rows.astype(np.int64) + start)
        found_c.append(cosines)
    if not found_a:
        return np.zeros(0, np.int64), np.zeros(0, np.int64), np.zeros(0, np.float32)
    a, b, c = np.concatenate(found_a), np.concatenate(found_b), np.concatenate(found_c).astype(np.float64)
    border = np.flatnonzero(np.abs(1000 * c % 1 - 0.5) < UNSURE)
    for start in range(0, len(border), BLOCK):
        at = border[start : start + BLOCK]
        c[at] = (queries[a[at]].astype(np.float64) * stored[b[at]]).sum(1)
    rounded: NDArray[np.float32] = np.rint(1000 * c).astype(np.float32) / np.float32(1000)
    keep = rounded >= np.float32(floor)
    return a[keep], b[keep], rounded[keep]


@contextmanager
def _threads(cosines: int) -> Iterator[None]:
    """Let FAISS use one thread for little work: its threads wait for each other by spinning, which takes the processor from others."""
    import faiss

    had = faiss.omp_get_max_threads()
    if cosines < MUCH and had > 1:
        faiss.omp_set_num_threads(1)
    try:
        yield
    finally:
        faiss.omp_set_num_threads(had)


@dataclass(frozen=True, slots=True)
class Fingerprint:
    """Which vectors an index file holds: those of `model` with ids up to `last`; `content` is a hash of their ids and texts."""

    model: str
    last: int
    count: int
    content: str


def fingerprint(model: str, rows: Sequence[tuple[int, str]]) -> Fingerprint:
    """Return the fingerprint of the vectors (id, text hash) in `rows`, ordered by id."""
    mark = hashlib.blake2b(digest_size=16)
    for rid, text in rows:
        mark.update(b"%d:%s;" % (rid, text.encode()))
    return Fingerprint(model, rows[-1][0] if rows else 0, len(rows), mark.hexdigest())


def build(vectors: NDArray[np.float32], ids: NDArray[np.int64], exact: int = EXACT, whole: int = WHOLE) -> Any:
    """Return a FAISS index over `vectors` under `ids`.

    Flat up to `exact` vectors; above that with 8 bits a number, up to `whole` vectors flat too, and then in inverted lists.
    """
    import faiss

    n, size = vectors.shape
    index: Any
    bits = faiss.ScalarQuantizer.QT_8bit
    if n <= exact:
        index = faiss.IndexIDMap2(faiss.IndexFlatIP(size))
    elif n <= whole:
        flat = faiss.IndexScalarQuantizer(size, bits, faiss.METRIC_INNER_PRODUCT)
        flat.train(_sample(vectors, EXACT))
        index = faiss.IndexIDMap2(flat)
    else:
        lists = max(64, min(16_384, int(4 * n**0.5)))
        coarse = faiss.IndexFlatIP(size)
        index = faiss.IndexIVFScalarQuantizer(coarse, size, lists, bits, faiss.METRIC_INNER_PRODUCT)
        index.cp.niter = 8
        index.train(_sample(vectors, max(EXACT, 40 * lists)))
    index.add_with_ids(vectors, ids)
    return index


def _sample(vectors: NDArray[np.float32], most: int) -> NDArray[np.float32]:
    """Return at most `most` of the vectors, always the same ones."""
    if len(vectors) <= most:
        return vectors
    return np.ascontiguousarray(vectors[np.sort(np.random.default_rng(0).permutation(len(vectors))[:most])])


def search(
    index: Any, query: NDArray[np.float32], k: int, only: NDArray[np.int64] | None = None
) -> tuple[NDArray[np.int64], NDArray[np.float32]]:
    """Return the ids and cosines of the `k` nearest to `query` (one row), nearest first; `only` limits the ids that may be found."""
    import faiss

    params: Any = faiss.SearchParametersIVF() if isinstance(index, faiss.IndexIVF) else faiss.SearchParameters()
    if isinstance(index, faiss.IndexIVF):
        params.nprobe = PROBE
    if only is not None:
        params.sel = faiss.IDSelectorBatch(only)
    cosines, ids = index.search(np.ascontiguousarray(query[None, :]), min(k, max(1, index.ntotal)), params=params)
    keep = ids[0] >= 0
    return ids[0][keep].astype(np.int64), cosines[0][keep]


def write(path: Path, index: Any, mark: Fingerprint) -> None:
    """Write `index` to `path` in one step: a reader, or the next start after a crash, sees the old file or the whole new one."""
    import faiss

    data = faiss.serialize_index(index).tobytes()
    head = json.dumps({**asdict(mark), "bytes": len(data), "hash": hashlib.blake2b(data, digest_size=16).hexdigest()}).encode()
    sweep(path)
    part = path.with_name(f"{path.name}.{os.getpid()}.part")
    try:
        with part.open("wb") as f:
            f.write(MAGIC + b"%8d\n" % len(head) + head)
            f.write(data)
            f.flush()
            os.fsync(f.fileno())
        part.replace(path)
    except BaseException:
        with suppress(OSError):
            part.unlink(missing_ok=True)
        raise
    _sync_folder(path.parent)


def sweep(path: Path) -> None:
    """Remove what interrupted writes of `path` left: the parts whose process is gone."""
    for part in path.parent.glob(path.name + ".*.part"):
        pid = part.name.split(".")[-2]
        if pid.isdigit() and int(pid) != os.getpid():
            try:
                os.kill(int(pid), 0)
            except ProcessLookupError:
                part.unlink(missing_ok=True)
            except OSError:
                continue


def _sync_folder(folder: Path) -> None:
    with suppress(OSError):  # not every system lets a folder be opened
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def read(path: Path) -> tuple[Any, Fingerprint]:
    """Return the index in `path` and its fingerprint. Raises ValueError where the file is torn, damaged or of another make."""
    import faiss

    with path.open("rb") as f:
        try:
            if f.read(len(MAGIC)) != MAGIC:
                raise ValueError("not an index file of this version")
            head = json.loads(f.read(int(f.read(9))))
            data = f.read()
            if len(data) != head["bytes"] or hashlib.blake2b(data, digest_size=16).hexdigest() != head["hash"]:
                raise ValueError("torn or changed")
            mark = Fingerprint(head["model"], head["last"], head["count"], head["content"])
        except (ValueError, KeyError, TypeError) as e:
            raise ValueError(f"{path}: {e}") from e
    return faiss.deserialize_index(np.frombuffer(data, np.uint8)), mark


def set_aside(path: Path) -> Path:
    """Move a damaged file out of the way, next to where it was, and return its new path."""
    aside = path.with_name(path.name + ".damaged")
    path.replace(aside)
    return aside
