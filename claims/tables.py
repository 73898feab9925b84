"""Tables to rows: CSV and Parquet."""

from __future__ import annotations

import csv
import io
import re
from contextlib import suppress
from pathlib import Path
from typing import Any

from claims import cues
from claims.formats import RETRIES, Bad, Found, Row, short, text_of


def read_csv(data: bytes) -> Found:
    """A table with a header line; the comma, semicolon or tab is found out. Raises nothing.

    Where a quote is never closed, its row is named and the rows after it are read all the same.
    """
    for item in text_of(data):
        if isinstance(item, Bad):
            yield item
        else:
            yield from _table(list(io.StringIO(item, newline="")))


def has_header(head: bytes) -> bool:
    """Whether `head` begins with a line of column names, of which one is a known name of the text."""
    line = head.decode("utf-8", "replace").lstrip("\ufeff \r\n").split("\n")[0].lower()
    names = [c.strip(" \r\"'") for c in re.split(r"[,;\t|]", line)]
    return len(names) > 1 and any(n in cues.load("columns")["text"] for n in names) and all(len(n.split()) < 4 for n in names)


def _table(lines: list[str]) -> Found:
    csv.field_size_limit(2**31 - 1)
    while lines and not lines[0].strip():
        lines = lines[1:]
    delimiter = max(",;\t|", key=lambda c: (lines[0].count(c), c == ",")) if lines else ","
    if told := re.fullmatch(r"sep=(.)\s*", lines[0] if lines else "", re.IGNORECASE):  # a line that Excel writes and reads
        delimiter, lines[0] = told[1], "\n"
    header: list[str] | None = None
    at = n = retries = 0
    rows = csv.reader(lines, delimiter=delimiter, strict=True)
    base = 0
    while True:
        at = base + rows.line_num
        try:
            cells = next(rows, None)
        except csv.Error as e:
            n += header is not None
            yield Bad(_where(n, at), f"not CSV ({short(e)})", "check the quotes; write a quote inside a cell twice")
            retries += 1
            if retries > RETRIES:
                yield Bad("", f"more than {RETRIES} rows have wrong quotes; the rest is left unread", "write the file again")
                return
            base = at + 1
            rows = csv.reader(lines[base:], delimiter=delimiter, strict=True)
            continue
        if cells is None:
            return
        if not any(c.strip() for c in cells):
            continue
        if header is None:
            header = [c.strip() for c in cells]
            continue
        n += 1
        if any(cells[len(header) :]):
            more = len(cells) - len(header)
            yield Bad(_where(n, at), f"has {more} more cell(s) than the header", "quote the cells that hold a comma")
        else:
            fields: dict[str, str] = {}
            for name, cell in zip(header, cells, strict=False):
                fields[name] = fields.get(name) or cell  # of two columns of one name, the one that is filled
            yield Row(_where(n, at), fields)


def _where(row: int, line: int) -> str:
    return f"row {row} (line {line + 1})" if row else f"line {line + 1}"


def read_parquet(path: Path) -> Found:
    """Raises nothing: a damaged file is named."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    n = 0
    try:
        with pq.ParquetFile(path) as file:
            for batch in file.iter_batches(batch_size=1000):
                for fields in _rows(batch):
                    n += 1
                    yield Row(f"row {n}", fields)
    except (pa.ArrowException, OSError, ValueError) as e:
        yield Bad(f"row {n + 1}" if n else "", f"not Parquet that can be read ({short(e)})", "write it again, or give a .csv")


def _rows(batch: Any) -> list[dict[str, Any]]:
    """Return the rows of a batch; old writers keep texts as bytes, and a date may lie beyond what Python can hold."""
    columns = [[_value(cell) for cell in column] for column in batch.columns]
    return [dict(zip(batch.schema.names, cells, strict=True)) for cells in zip(*columns, strict=True)]


def _value(cell: Any) -> Any:
    try:
        value = cell.as_py()
    except (ArithmeticError, ValueError, LookupError):
        return getattr(cell, "value", None)  # the bare number, which is no date and will be named
    if isinstance(value, bytes):
        with suppress(UnicodeDecodeError):
            return value.decode()
    return value
