"""Rows are found in a file whatever the size of its row groups."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pyarrow as pa
import pytest

from index.engine.folder import LONG, ROWS, opened


@pytest.mark.parametrize("size", [3, LONG, ROWS, 10_000])
def test_rows_are_found_whatever_the_groups(tmp_path: Path, size: int) -> None:
    work = opened(str(tmp_path))
    work.put("t.parquet", pa.table({"n": list(range(1000))}), size)
    wanted = np.array([0, 2, 3, 63, 64, 500, 999])
    assert work.rows("t.parquet", wanted, ["n"]).column("n").to_pylist() == wanted.tolist()
    assert [r["n"] for r in work.each("t.parquet")] == list(range(1000))


def test_an_empty_file_has_no_rows(tmp_path: Path) -> None:
    work = opened(str(tmp_path))
    work.put("t.parquet", pa.table({"n": pa.array([], pa.int64())}))
    assert list(work.each("t.parquet")) == []
    assert work.rows("t.parquet", np.zeros(0, np.int64), ["n"]).num_rows == 0
