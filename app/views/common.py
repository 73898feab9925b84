"""What the pages share: the open project, safe text, small pieces of layout."""

from __future__ import annotations

import sys
from collections.abc import Mapping, Sequence
from html import escape
from pathlib import Path
from typing import Any

import streamlit as st

from app.marks import marked
from app.results import VERDICTS, Results, Row
from claims.wording import number

DAYS = ("Published", "As of")  # columns whose words stay on one line

LABELS = {verdict: verdict.capitalize() for verdict in VERDICTS}

# Contrast of every pair is at least 4.5 in both themes; marks are underlined too, so that colour is not needed.
STYLE = """
<style>
.quote{white-space:pre-wrap;overflow-wrap:anywhere;line-height:1.6;border-left:3px solid #8a97a5;padding:.2rem 0 .2rem .8rem;margin:.2rem 0}
mark{padding:0 .1rem;border-radius:3px;color:#1d2733;background:#ffe7a3;text-decoration:underline;text-decoration-thickness:2px}
mark.figure{font-weight:700}
mark.speaker{background:#d9f0d3;text-decoration-style:wavy}
mark.claim{background:#fff1c9;text-decoration:none}
mark.against{background:#ffd0bd;text-decoration-style:double}
mark.event{background:#cfe3f5;text-decoration-style:dotted}
[data-testid=stCaptionContainer],[data-testid=stCaptionContainer] *{color:inherit!important;opacity:1!important}
[data-testid=stWidgetLabel] *,[data-testid=stMetricLabel] *{opacity:1!important}
h1{font-size:clamp(1.5rem,4vw,2.2rem)!important;overflow-wrap:anywhere}
h2,h3{font-size:1.3rem!important}
.block-container,[data-testid=stMainBlockContainer]{padding-top:3.2rem!important;max-width:80rem}
@media(max-width:640px){[data-testid=stMainBlockContainer]{padding:4.2rem 1rem 2rem!important}}
[data-testid=stPageLink] a p,[data-testid=stPageLink] a span{white-space:normal!important;overflow:visible!important}
[data-testid=stPageLink] a{height:auto!important}
[data-testid=stPageLink] a p{text-decoration:underline;text-underline-offset:3px}
.table{overflow:auto;max-height:34rem;margin:.2rem 0 .6rem}
.table table{border-collapse:collapse;width:100%;font-size:.9rem;line-height:1.4}
.table th,.table td{text-align:left;vertical-align:top;padding:.35rem .6rem;border:1px solid rgba(138,151,165,.45);overflow-wrap:break-word}
.table th{position:sticky;top:0;background:Canvas;font-weight:600}
.table td.number,.table th.number{text-align:right;font-variant-numeric:tabular-nums}
.table td.day{white-space:nowrap}
@media(max-width:640px){[data-testid=stHorizontalBlock]:has([data-testid=stMetric])>[data-testid=stColumn]{min-width:calc(33% - 1rem)!important;flex:1 1 calc(33% - 1rem)!important}}
@media(max-width:640px){.table th,.table td{padding:.3rem .4rem}}
[data-testid=stVegaLiteChart]{max-width:100%;overflow-x:auto}
.article{white-space:pre-wrap;overflow-wrap:anywhere;line-height:1.7;max-width:46rem}
</style>
"""


def without_path(words: str) -> str:
    """Return words of an error without the path of the project's folder, given or full; "." is no path to look for."""
    for path in {str(folder().absolute()), str(folder())} - {".", ""}:
        words = words.replace(f"{path}/", "").replace(path, "the project")
    return words


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


@st.cache_resource(show_spinner=False, max_entries=8)
def _drawn(name: str, path: str, stamp: object, _make: Any) -> Any:
    return _make(results())


def once(make: Any) -> Any:
    """Return make(results()), worked out once for each state of the store."""
    from app.project import stamp

    where = folder()
    return _drawn(f"{make.__module__}.{make.__name__}", str(where), stamp(where), make)


def search(words: str) -> list[str] | None:
    """Return the ids of the line-ups whose claims are nearest in meaning to `words`, nearest first; None where nothing can be searched."""
    from app.project import stamp

    where = folder()
    claims = _nearest(str(where), stamp(where), words)
    if claims is None:
        return None
    rank = {c: i for i, c in enumerate(claims)}
    best = {
        line["id"]: min((rank[c] for r in line["readings"] for c in r["claims"] if c in rank), default=None)
        for line in results().lineups
    }
    return [i for i, n in sorted(((i, n) for i, n in best.items() if n is not None), key=lambda x: x[1])]


@st.cache_data(show_spinner="Looking for the meaning; the first time takes some seconds", max_entries=50)
def _nearest(path: str, stamp: object, words: str) -> list[str] | None:
    from app.project import nearest

    return nearest(Path(path), words)


def empty() -> None:
    """Say that nothing is loaded, and how to load."""
    st.info("Nothing is loaded yet. Upload or paste reports, or run this in a terminal:")
    st.code("rashomon add DIR REPORTS...", language=None)
    st.page_link(pages()["load"], label="Load reports")


def text(value: object) -> str:
    """Return report text for a place where Streamlit reads Markdown, with all of its marks made plain."""
    out = str(value)
    for c in "\\`*_{}[]()#+-.!|<>$~:^=":
        out = out.replace(c, "\\" + c)
    return out.replace("\n", " ")


def table(rows: Sequence[Mapping[str, object]]) -> None:
    """Show rows under their names. Long text goes over several lines; nothing in it is markup; numbers stand under each other."""
    if not rows:
        return
    names = list(rows[0])
    kinds = {k: "number" if all(isinstance(r[k], int) for r in rows) else "day" if k in DAYS else "" for k in names}
    head = "".join(f'<th class="{kinds[k]}">{escape(k)}</th>' for k in names)
    body = "".join("<tr>" + "".join(f'<td class="{kinds[k]}">{_cell(r[k])}</td>' for k in names) + "</tr>" for r in rows)
    st.html(f'<div class="table" tabindex="0"><table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table></div>')


def _cell(value: object) -> str:
    return f"{value:,}" if isinstance(value, int) else escape(str(value))


def quote(words: str, spans: Any = ()) -> None:
    """Show report text with marks; nothing in it is markup."""
    st.html(f'<div class="quote">{marked(words, spans)}</div>')


def dark() -> bool:
    """Return whether the page has a dark ground, for charts, which do not follow the page by themselves."""
    return bool(st.context.theme.type == "dark")


def link(line: Row) -> str:
    """Return the address, within the app, of a line-up."""
    return f"/lineup?id={line['id']}"


def speakers(line: Row) -> str:
    """Return how many reports speak in a line-up: "2 reports, 1 independent"."""
    return f"{number(line['reports'], 'report')}, {line['independent_reports']} independent"


def date(value: str | None) -> str:
    """Return an unambiguous date: 6 Apr 2023."""
    from datetime import date as day

    if not value:
        return "undated"
    d = day.fromisoformat(value[:10])
    return f"{d.day} {d:%b %Y}"


def moment(value: str) -> str:
    """Return when something was saved: 6 Apr 2023, 14:05 UTC."""
    from datetime import UTC, datetime

    at = datetime.fromisoformat(value)
    at = (at if at.tzinfo else at.replace(tzinfo=UTC)).astimezone(UTC)
    return f"{at.day} {at:%b %Y, %H:%M} UTC"


def trouble(error: Exception) -> str:
    """Return what went wrong in a line without any path of the server, and what to do about it."""
    told = str(error) if isinstance(error, (OSError, ValueError)) else ""
    words = without_path(told).strip().rstrip(".")
    remedy = "Load the page again; if it stays so, rashomon doctor DIR looks into the store, and the terminal that runs the app has the details."
    return f"This page could not be shown{': ' + words if words and '/' not in words else ''}. {remedy}"


def pages() -> dict[str, Any]:
    """Return the pages of the app by name."""
    from app.views import disagreements, events, lineup, load, overview, report

    return {
        "overview": st.Page(overview.page, title="Overview", url_path="overview", default=True),
        "disagreements": st.Page(disagreements.page, title="Disagreements", url_path="disagreements"),
        "lineup": st.Page(lineup.page, title="One line-up", url_path="lineup"),
        "report": st.Page(report.page, title="One report", url_path="report"),
        "events": st.Page(events.page, title="Events and outlets", url_path="events"),
        "load": st.Page(load.page, title="Load reports", url_path="load"),
    }
