"""Charts as records first and drawings second: the same picture in the app, the notebook and the report."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from claims import decoding
from index.rows import Row, conflicts, source, value, who

if TYPE_CHECKING:
    import altair as alt

# Colour-blind safe (Okabe and Ito, 2008); shape says the same, so that the chart can be read without colour.
CONFLICT, CALM, COPY = "#b3410e", "#0b5e8f", "#6b7280"
LIGHTER = {CONFLICT: "#f08a5d", CALM: "#6bb7e8", COPY: "#aab2bd"}  # for a dark ground
MARKS = {"in conflict": ("triangle-up", CONFLICT), "compatible": ("circle", CALM), "copy": ("cross", COPY)}


def readings(line: Row) -> list[dict[str, Any]]:
    """Return one record for each reading of a count line-up that has a figure: source, published, low, high, mark.

    An open end is drawn to the stated one and named in `value`. Empty for responsibility and vague words alone.
    """
    against = {p[k] for p in conflicts(line) for k in ("a", "b")}
    out = []
    for i, r in enumerate(line["readings"]):
        low, high = r.get("low"), r.get("high")
        if r.get("stance") or (low is None and high is None):
            continue
        mark = "in conflict" if i in against else "copy" if r.get("copy_of") else "compatible"
        out.append(
            {"position": i, "source": source(r), "said_by": who(r), "published": (r.get("published") or "undated")[:10],
             "low": low if low is not None else high, "high": high if high is not None else low,
             "value": value(r), "mark": mark}
        )  # fmt: skip
    return out


def chart(line: Row, width: int = 560, height: int = 240, dark: bool = False) -> alt.LayerChart | None:
    """Return the chart of a line-up's figures over time, or None where there are fewer than two figures to draw.

    How to read it: one mark a reading, a bar from its lowest to its highest figure; a triangle is in conflict with
    another reading, a circle is not, a cross is a copy of another report; a line joins what one source said over time.
    """
    import altair as alt

    rows = readings(line)
    if len(rows) < 2:
        return None
    base = alt.Chart(alt.Data(values=rows))
    x = alt.X("published:O", title="Published", axis=alt.Axis(labelAngle=0, labelOverlap=True))
    top = max(r["high"] for r in rows)
    y = alt.Y("high:Q", title=str(line["measure"]), scale=alt.Scale(domainMin=0, domainMax=max(1, top), nice=True))
    offset = alt.XOffset("source:N")
    names = list(MARKS)
    look = {
        "color": alt.Color("mark:N", title=None, scale=alt.Scale(domain=names, range=[LIGHTER.get(MARKS[m][1], MARKS[m][1]) if dark else MARKS[m][1] for m in names]),
                           legend=alt.Legend(orient="top")),
        "shape": alt.Shape("mark:N", title=None, scale=alt.Scale(domain=names, range=[MARKS[m][0] for m in names])),
    }  # fmt: skip
    tip = [alt.Tooltip(f"{c}:N") for c in ("source", "said_by", "published", "value", "mark")]
    joined = base.mark_line(color=COPY, strokeDash=[3, 3], strokeWidth=1).encode(x=x, y=y, detail="source:N")
    bars = base.mark_rule(strokeWidth=3).encode(x=x, xOffset=offset, y=alt.Y("low:Q"), y2="high:Q", color=look["color"])
    marks = base.mark_point(filled=True, size=110, opacity=1).encode(x=x, xOffset=offset, y=y, tooltip=tip, **look)
    labels = base.mark_text(dy=-12, fontSize=11, color="#e6e6e3" if dark else "#24292f").encode(
        x=x, xOffset=offset, y=y, text="source:N"
    )
    return alt.layer(joined, bars, marks, labels).properties(width=width, height=height)


def svg(line: Row) -> str:
    """Return the chart as static SVG, or "" where there is nothing to draw. The same line-up gives the same bytes."""
    import vl_convert

    drawn = chart(line)
    return "" if drawn is None else str(vl_convert.vegalite_to_svg(_drawable(drawn.to_dict())))


def _drawable(part: Any) -> Any:
    """Return a chart's specification with names that XML can hold: on another one the library ends the whole process."""
    if isinstance(part, dict):
        return {k: _drawable(v) for k, v in part.items()}
    if isinstance(part, list):
        return [_drawable(v) for v in part]
    return decoding.safe(part) if isinstance(part, str) else part
