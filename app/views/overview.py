"""What is in the store, what disagrees, what is new, what is undecided."""

from __future__ import annotations

import streamlit as st

from app import filters, looks
from app.results import MEANS, VERDICTS, Results
from app.views import common

HELP = {"Events": "What several reports tell of counts once."}


def page() -> None:
    st.title("Overview")
    results = common.results()
    if not results.reports:
        common.empty()
        return
    dates = sorted(r["published"][:10] for r in results.reports if r["published"])
    outlets = {r["source"] for r in results.reports if r["source"]}
    events = {line["event"]["id"] for line in results.lineups}
    decided = filters.decided_ids(results)
    undecided = [line for line in results.disagreements if line["id"] not in decided]
    tiles = [
        ("Reports", len(results.reports)), ("Outlets", len(outlets)), ("Events", len(events)),
        ("Disagreements", len(results.disagreements)), ("Undecided", len(undecided)),
    ]  # fmt: skip
    for column, (label, n) in zip(st.columns(len(tiles)), tiles, strict=True):
        column.metric(label, f"{n:,}", help=HELP.get(label))
    if dates:
        st.caption(f"Published {common.date(dates[0])} to {common.date(dates[-1])}")
    _new(results)
    if not results.disagreements:
        st.success("No two independent reports disagree.")
    elif not undecided:
        st.success("All disagreements are decided.")
    else:
        st.subheader("Strongest undecided")
        for line in undecided[:5]:
            st.page_link(common.pages()["lineup"], label=common.text(line["question"]), query_params={"id": line["id"]})
        if len(undecided) > 5:
            st.page_link(common.pages()["disagreements"], label=f"All {len(undecided)}", query_params={"decided": "undecided"})
    st.subheader("What the line-ups say")
    counts = [(v, len(results.verdict(v))) for v in VERDICTS]
    common.table([{"Verdict": common.LABELS[v], "Line-ups": n, "Means": MEANS[v]} for v, n in counts])


def _new(results: Results) -> None:
    """Show what came or changed since somebody last said that they had looked."""
    seen = looks.last(common.folder())
    found = looks.fresh(results, seen) if seen is not None else []
    st.subheader("Since the last look")
    if seen is None:
        st.caption("From now on this place can show what is new. Press the button when you have looked through.")
    elif not found:
        st.caption("Nothing new: no question came up and none changed.")
    for what, line in found[:8]:
        label = f"{what.capitalize()} · {common.LABELS[line['verdict']]}: {line['question']}"
        st.page_link(common.pages()["lineup"], label=common.text(label), query_params={"id": line["id"]})
    if len(found) > 8:
        st.caption(f"and {len(found) - 8} more")
    if (seen is None or found) and st.button("I have looked at everything"):
        looks.keep(common.folder(), results)
        st.rerun()
