"""Events on a timeline and a map, and how the outlets stand to each other."""

from __future__ import annotations

from typing import Any

import altair as alt
import streamlit as st

from app import tendency
from app.charts import CALM, CONFLICT
from app.results import Results
from app.views import common


def page() -> None:
    st.title("Events")
    results = common.results()
    rows = events(results)
    if not rows:
        st.info("Nothing is loaded yet." if not results.reports else "No event could be told from these reports.")
        return
    _timeline([r for r in rows if r["start"]])
    _map(rows)
    st.subheader("Who disagrees with whom")
    pairs = tendency.disagreements(results)
    if pairs:
        st.dataframe(
            [{"One": p["one"], "Other": p["other"], "Questions shared": p["shared"], "Conflicts": p["conflicts"], "Over": p["over"]} for p in pairs],
            hide_index=True, width="stretch",
        )  # fmt: skip
    else:
        st.caption("No two outlets answer the same question yet.")
    st.subheader("Higher or lower than the others")
    st.caption(
        "On the questions that an outlet shares with others: how often its figure lies above, at or below the middle of theirs."
    )
    st.dataframe(
        [{k.capitalize(): v for k, v in row.items()} for row in tendency.outlets(results)], hide_index=True, width="stretch"
    )


def events(results: Results) -> list[dict[str, Any]]:
    """Return one row for each event: what, where, when, how many reports and disagreements."""
    out: dict[str, dict[str, Any]] = {}
    reports: dict[str, set[str]] = {}
    for line in results.lineups:
        e = line["event"]
        row = out.setdefault(e["id"], {"what": e["what"] or "event", "where": e["where"] or "", "place_id": e["place_id"],
                                       "start": e["start"], "end": e["end"], "disagreements": 0})  # fmt: skip
        row["disagreements"] += line["verdict"] == "disagreement"
        reports.setdefault(e["id"], set()).update(r["report"] for r in line["readings"])
    for k, row in out.items():
        row["reports"] = len(reports[k])
        row["state"] = "disagreement" if row["disagreements"] else "no disagreement"
    return sorted(out.values(), key=lambda r: (r["start"] or "9999", r["where"]))


_COLOUR = alt.Color("state:N", title=None, scale=alt.Scale(domain=["disagreement", "no disagreement"], range=[CONFLICT, CALM]))
_SHAPE = alt.Shape(
    "state:N", title=None, scale=alt.Scale(domain=["disagreement", "no disagreement"], range=["triangle-up", "circle"])
)
_TIP = [alt.Tooltip(f"{c}:N") for c in ("what", "where", "start", "reports", "disagreements")]


def _timeline(rows: list[dict[str, Any]]) -> None:
    if not rows:
        return
    st.subheader("When")
    drawn = [{**r, "start": r["start"][:10]} for r in rows]
    chart = alt.Chart(alt.Data(values=drawn)).mark_point(filled=True, size=110, opacity=0.8)
    y = alt.Y("reports:Q", title="Reports", axis=alt.Axis(tickMinStep=1))
    st.altair_chart(chart.encode(x=alt.X("start:T", title=None), y=y, color=_COLOUR, shape=_SHAPE, tooltip=_TIP), width="stretch")
    st.dataframe(
        [{"When": common.date(r["start"]), "What": r["what"], "Where": r["where"], "Reports": r["reports"],
          "Disagreements": r["disagreements"]} for r in rows],
        hide_index=True, width="stretch",
    )  # fmt: skip


def _map(rows: list[dict[str, Any]]) -> None:
    from vega_datasets import data

    from claims.places import coordinates

    points = []
    for r in rows:
        spot = coordinates(r["place_id"]) if r["place_id"] else None
        if spot:
            points.append({**r, "latitude": spot[0], "longitude": spot[1]})
    if not points:
        return
    st.subheader("Where")
    lands = alt.Data(values=_outlines(data.world_110m.filepath), format=alt.TopoDataFormat(type="topojson", feature="countries"))
    base = alt.Chart(lands).mark_geoshape(fill="#cfd6dd", stroke="#7b8794", strokeWidth=0.4)
    dots = alt.Chart(alt.Data(values=points)).mark_point(filled=True, size=90, opacity=0.9)
    dots = dots.encode(longitude="longitude:Q", latitude="latitude:Q", color=_COLOUR, shape=_SHAPE, tooltip=_TIP)
    st.altair_chart(alt.layer(base, dots).project("equalEarth").properties(height=380), width="stretch")
    left = len(rows) - len(points)
    if left:
        st.caption(f"{left} events are at places that the gazetteer does not know; the table above has them all.")


@st.cache_data(show_spinner=False)
def _outlines(path: str) -> Any:
    import json
    from pathlib import Path

    return json.loads(Path(path).read_text(encoding="utf-8"))
