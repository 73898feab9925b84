"""One article with every claim marked in place, and what others say about each."""

from __future__ import annotations

from inspect import signature

import streamlit as st

from app.marks import marked
from app.results import Results, Row, source, value
from app.views import common

ID = 40  # characters of an unknown id that are shown again


def _name(results: Results, row: Row) -> str:
    """Return how a report is named in the list of all: "Outlet · 6 Apr 2023: its headline"."""
    title = (results.texts.get(row["report"]) or {}).get("title") or row["report"]
    return f"{row['source'] or 'no outlet'} · {common.date(row['published'])}: {title}"


def _to_the_place() -> None:
    """Bring the marked claim into view. Nothing of a report is in this script; an older Streamlit runs none and stays at the top."""
    if "unsafe_allow_javascript" in signature(st.html).parameters:
        mark = "document.querySelector('.article mark.against')"
        st.html(f"<script>{mark}?.scrollIntoView({{block: 'center'}})</script>", unsafe_allow_javascript=True)


def page() -> None:
    results = common.results()
    ids = [r["report"] for r in results.reports]
    if not ids:
        st.title("Report")
        common.empty()
        return
    asked = st.query_params.get("id")
    names = {r["report"]: _name(results, r) for r in results.reports}
    chosen = st.selectbox("Report", ids, ids.index(asked) if asked in ids else 0, format_func=names.__getitem__)
    if asked and asked not in ids:
        st.warning(common.text(f"No report has the id “{asked[:ID]}”. This is the first of the list."))
    if chosen != asked:
        st.query_params.from_dict({"id": chosen})
    row = results.texts.get(chosen, {})
    st.title(common.text(row.get("title") or "Untitled report"))
    st.caption(common.text(f"{names[chosen].partition(': ')[0]} · {chosen}"))
    claims = [c for c in results.claims if c["report"] == chosen]
    at = st.query_params.get("at")
    spans = [(c["start"], c["end"], "against" if c["id"] == at else "claim") for c in claims if c["in"] == "text"]
    st.html(f'<div class="article">{marked(row.get("text") or "", spans)}</div>')
    if at:
        _to_the_place()
    st.subheader(f"Claims ({len(claims)})")
    of: dict[str, list[tuple[Row, Row]]] = {}
    for line in results.lineups:
        for r in line["readings"]:
            for c in r["claims"]:
                of.setdefault(c, []).append((line, r))
    for c in claims:
        with st.container(border=True):
            common.quote(c["quote"], [(0, len(c["quote"]), "against" if c["id"] == at else "claim")])
            said = value({**c, "stance": c["measure"] if c["kind"] == "responsibility" else None})
            st.caption(common.text(f"{c['measure']} · {said} · {c['subject'] or c['actor'] or ''}"))
            for line, _ in of.get(c["id"], [])[:2]:
                others = [f"{source(r)}: {value(r)}" for r in line["readings"] if r["report"] != chosen]
                st.page_link(common.pages()["lineup"], label=common.text(line["question"]), query_params={"id": line["id"]})
                st.markdown(
                    common.text("Others: " + "; ".join(others[:8])) if others else "No other report says anything about this."
                )
