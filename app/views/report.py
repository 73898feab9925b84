"""One article with every claim marked in place, and what others say about each."""

from __future__ import annotations

import streamlit as st

from app.marks import marked
from app.results import Row, source, value
from app.views import common


def page() -> None:
    results = common.results()
    ids = [r["report"] for r in results.reports]
    if not ids:
        st.title("Report")
        st.info("Nothing is loaded yet.")
        return
    asked = st.query_params.get("id")
    names = {
        r["report"]: f"{r['source'] or 'no outlet'} · {common.date(r['published'])} · {r['report']}" for r in results.reports
    }
    chosen = st.selectbox("Report", ids, ids.index(asked) if asked in ids else 0, format_func=names.__getitem__)
    if chosen != asked:
        st.query_params.from_dict({"id": chosen})
    row = results.texts.get(chosen, {})
    st.title(common.text(row.get("title") or "Untitled report"))
    st.caption(common.text(names[chosen]))
    claims = [c for c in results.claims if c["report"] == chosen]
    at = st.query_params.get("at")
    spans = [(c["start"], c["end"], "against" if c["id"] == at else "claim") for c in claims if c["in"] == "text"]
    st.html(f'<div class="article">{marked(row.get("text") or "", spans)}</div>')
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
