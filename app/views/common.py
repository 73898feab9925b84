"""What the pages share: the open project, safe text, small pieces of layout."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import streamlit as st

from app.marks import marked
from app.results import Results, Row

LABELS = {
    "disagreement": "Disagreement",
    "revision": "Toll moved",
    "spread": "Estimates differ",
    "loose": "Compatible on paper",
    "agreement": "Agreement",
    "single": "One source",
}

# Contrast of every pair is at least 4.5 in both themes; marks are underlined too, so that colour is not needed.
STYLE = """
<style>
.quote{white-space:pre-wrap;overflow-wrap:anywhere;line-height:1.6;border-left:3px solid #8a97a5;padding:.2rem 0 .2rem .8rem;margin:.2rem 0}
mark{padding:0 .1rem;border-radius:3px;color:#1d2733;background:#ffe7a3;text-decoration:underline;text-decoration-thickness:2px}
mark.claim{background:#fff1c9;text-decoration:none}
mark.against{background:#ffd0bd;text-decoration-style:double}
.article{white-space:pre-wrap;overflow-wrap:anywhere;line-height:1.7;max-width:46rem}
</style>
"""


def folder() -> Path:
    """Return the project folder that the app was opened on."""
    return Path(sys.argv[1] if len(sys.argv) > 1 else ".")


@st.cache_resource(show_spinner=False)
def _load(path: str, stamp: object) -> Results:
    from app.project import load

    return load(Path(path))


def results() -> Results:
    """Return the finished results of the project, read anew when a run or a decision changed them."""
    from app.project import stamp

    where = folder()
    return _load(str(where), stamp(where))


def text(value: object) -> str:
    """Return report text for a place where Streamlit reads Markdown, with all of its marks made plain."""
    out = str(value)
    for c in "\\`*_{}[]()#+-.!|<>$~:^=":
        out = out.replace(c, "\\" + c)
    return out.replace("\n", " ")


def quote(words: str, spans: Any = ()) -> None:
    """Show report text with marks; nothing in it is markup."""
    st.html(f'<div class="quote">{marked(words, spans)}</div>')


def link(line: Row) -> str:
    """Return the address, within the app, of a line-up."""
    return f"/lineup?id={line['id']}"


def date(value: str | None) -> str:
    """Return an unambiguous date: 6 Apr 2023."""
    from datetime import date as day

    if not value:
        return "undated"
    d = day.fromisoformat(value[:10])
    return f"{d.day} {d:%b %Y}"


def pages() -> dict[str, Any]:
    """Return the pages of the app by name."""
    from app.views import disagreements, events, lineup, load, overview, report

    return {
        "overview": st.Page(overview.page, title="Overview", url_path="overview", default=True),
        "disagreements": st.Page(disagreements.page, title="Disagreements", url_path="disagreements"),
        "lineup": st.Page(lineup.page, title="Line-up", url_path="lineup"),
        "events": st.Page(events.page, title="Events", url_path="events"),
        "load": st.Page(load.page, title="Load", url_path="load"),
        "report": st.Page(report.page, title="Report", url_path="report"),
    }
