"""The work folder that all machines share: local, or any path that fsspec opens ("s3://bucket/run")."""

from __future__ import annotations

import hashlib
import io
import json
import os
import re
import uuid
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
from numpy.typing import NDArray

ROWS = 256  # rows of a Parquet row group: what is read at least where one row is wanted
LONG = 64  # the same for rows of many texts: where all files are merged, a group of each is in memory

# A command line that takes paths folds "s3://bucket" into "s3:/bucket". One letter before the colon is a drive.
_FOLDED = re.compile(r"^([a-z][a-z0-9+]+):/+(?=[^/])", re.IGNORECASE)


def url(path: str | os.PathLike[str]) -> str:
    """Return `path` as fsspec wants it: each scheme keeps its two slashes ("zip://*.csv::s3://desk/a.zip"), and "file:" its root."""
    return "::".join(_unfolded(part) for part in os.fspath(path).split("::"))


def _unfolded(text: str) -> str:
    m = _FOLDED.match(text)
    if m is None:
        return text
    return m[1] + (":///" if m[1].lower() in ("file", "local") else "://") + text[m.end() :]


def key(*parts: object) -> str:
    """Return a name made of what a file is made from: what is there under its name need not be made again."""
    return hashlib.blake2b(
        json.dumps(parts, ensure_ascii=False, default=str).encode("utf-8", "surrogatepass"), digest_size=12
    ).hexdigest()


class Folder:
    """Files by name below `url`. A file is there whole or not at all; who writes one last wins with the same content."""

    def __init__(self, place: str) -> None:
        from fsspec.core import url_to_fs

        self.url = url(place)
        self.fs, self.root = url_to_fs(self.url)
        self.local = "file" in (self.fs.protocol if isinstance(self.fs.protocol, tuple) else (self.fs.protocol,))

    def __reduce__(self) -> tuple[Any, ...]:
        return Folder, (self.url,)

    def path(self, name: str) -> str:
        return f"{self.root}/{name}"

    def names(self, folder: str) -> set[str]:
        """Return the names of all files in `folder`, with its own before them."""
        try:
            found = self.fs.ls(self.path(folder), detail=False)
        except FileNotFoundError:
            return set()
        return {f"{folder}/{str(f).rpartition('/')[2]}" for f in found}

    def write(self, name: str, data: bytes) -> None:
        """Write a file in one step. Raises OSError where the folder cannot be written."""
        path = self.path(name)
        self.fs.makedirs(path.rpartition("/")[0], exist_ok=True)
        if not self.local:  # an object store shows an upload when it is complete
            self.fs.pipe_file(path, data)
            return
        part = f"{path}.{uuid.uuid4().hex}.part"
        self.fs.pipe_file(part, data)
        os.replace(part, path)  # noqa: PTH105 - a path of fsspec's

    def read(self, name: str) -> bytes:
        return bytes(self.fs.cat_file(self.path(name)))

    def put_json(self, name: str, value: Any) -> None:
        self.write(name, json.dumps(value).encode())  # ASCII: the name of a file need not be text

    def json(self, name: str) -> Any:
        return json.loads(self.read(name))

    def put(self, name: str, table: pa.Table, rows: int = ROWS) -> None:
        self.write(name, packed(table, rows))

    def table(self, name: str, columns: Sequence[str] | None = None) -> pa.Table:
        with self.fs.open(self.path(name), "rb") as f:
            return pq.read_table(f, columns=list(columns) if columns else None)

    def each(self, name: str, columns: Sequence[str] | None = None) -> Iterator[dict[str, Any]]:
        """Yield the rows of a table, one row group in memory at a time, and no file open between them."""
        group, count = 0, 1
        while group < count:
            with self.fs.open(self.path(name), "rb") as f:
                file = pq.ParquetFile(f)
                count = file.num_row_groups
                found = file.read_row_group(group, columns=list(columns) if columns else None).to_pylist() if count else []
            yield from found
            group += 1

    def rows(self, name: str, rows: NDArray[np.int64], columns: Sequence[str]) -> pa.Table:
        """Return the rows with the numbers `rows` (ascending), reading only the row groups that hold them."""
        with self.fs.open(self.path(name), "rb") as f:
            file = pq.ParquetFile(f)
            size = file.metadata.row_group(0).num_rows if file.num_row_groups else ROWS
            groups = np.unique(rows // size)
            table = file.read_row_groups(groups.tolist(), columns=list(columns))
        return table.take(pa.array(np.searchsorted(groups, rows // size) * size + rows % size))


def packed(table: pa.Table, rows: int = ROWS) -> bytes:
    held = io.BytesIO()
    pq.write_table(table, held, row_group_size=rows, compression="zstd")
    return held.getvalue()


@lru_cache(maxsize=8)
def opened(place: str) -> Folder:
    """Return the folder at `place`; a worker keeps the ones it used."""
    return Folder(place)
