"""The ranked list: filters that live in the address, search, pages."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import partial
from typing import Any

import streamlit as st

from app import filters
from app.results import Results, conflicts, order, reason, source, value, who
from app.views import common
from claims.wording import number

PAGE = 20
FEW = 6  # readings of a line-up in the list


def _labelled(labels: dict[str, str], value: str) -> str:
    return labels.get(value, value)


def page() -> None:
    st.title("Disagreements")
    results = common.results()
    if not results.reports:
        common.empty()
        return
    chosen = _controls(results)
    hits = common.search(chosen["meaning"]) if chosen["meaning"].strip() else None
    if chosen["meaning"].strip() and hits is None:
        st.warning("Search by meaning is not possible here: the model is not installed. All line-ups are shown.")
    found = filters.apply(results, chosen, hits)
    if hits is not None:
        found.sort(key=lambda line: hits.index(line["id"]))
    decided = filters.decided_ids(results)
    if not found:
        _nothing(results, chosen)
        return
    _export(results, found)
    pages = (len(found) - 1) // PAGE + 1
    at = min(max(int(chosen["page"]), 1), pages)
    st.caption(
        f"{number(len(found), 'line-up')}, {'nearest in meaning' if hits is not None else 'strongest'} first · page {at} of {pages}"
    )
    for line in found[(at - 1) * PAGE : at * PAGE]:
        _card(line, line["id"] in decided)
    if pages > 1:
        left, _, right = st.columns([1, 3, 1])
        if at > 1 and left.button("Previous page"):
            st.query_params["page"] = str(at - 1)
            st.rerun()
        if at < pages and right.button("Next page"):
            st.query_params["page"] = str(at + 1)
            st.rerun()


def _card(line: Any, decided: bool) -> None:
    with st.container(border=True):
        label = common.LABELS[line["verdict"]] + (" · decided" if decided else "")
        st.caption(f"{label} · {common.speakers(line)}")
        st.page_link(common.pages()["lineup"], label=common.text(line["question"]), query_params={"id": line["id"]})
        st.markdown(common.text(reason(line)))
        against = {p[k] for p in conflicts(line) for k in ("a", "b")}
        shown = [line["readings"][i] for i in order(line) if not against or i in against]
        common.table(
            [
                {
                    "Source": source(r),
                    "Says": value(r),
                    "Who is quoted": who(r) or "the report itself",
                    "Published": common.date(r["published"]),
                }
                for r in shown[:FEW]
            ]
        )
        if len(shown) > FEW:
            st.caption(f"and {len(shown) - FEW} more")


def _controls(results: Results) -> dict[str, Any]:
    """Show the filters, keep them in the address, and return what is chosen."""
    options = filters.options(results)
    _from_the_address(options)
    with st.sidebar:
        st.header("Filter")
        chosen: dict[str, Any] = {}
        chosen["q"] = st.text_input("Words", key="filter-q", help="Finds these words in questions, quotes, sources and reasons.")
        chosen["meaning"] = st.text_input("Meaning", key="filter-meaning", help="Finds line-ups about this, in other words too.")
        for key in filters.MANY:
            labels: dict[str, str] = common.LABELS if key == "verdict" else {}
            chosen[key] = st.multiselect(
                key.capitalize(), options[key], key=f"filter-{key}", format_func=partial(_labelled, labels)
            )
        for column, key, label in zip(st.columns(2), ("since", "until"), ("From", "To"), strict=True):
            day = column.date_input(label, None, *filters.DAYS, key=f"filter-{key}", format="YYYY-MM-DD")
            chosen[key] = day.isoformat() if day else ""
        chosen["decided"] = st.radio("Decided", filters.STATES, key="filter-decided", horizontal=True)
        chosen["independent"] = st.number_input("Independent sources, at least", 1, filters.MOST, key="filter-independent")
    kept = st.session_state.get("filters", {})
    page = filters.read(st.query_params).get("page", "1")
    chosen["page"] = page if kept.get("held") in (None, _held()) else "1"  # another choice begins at its first page
    written = filters.write(chosen)
    st.query_params.from_dict(written)
    st.session_state["filters"] = {"held": _held(), "written": written}
    return chosen


def _held() -> dict[str, Any]:
    """Return what the filters are set to, by name."""
    return {k: st.session_state.get(f"filter-{k}") for k in (*filters.MANY, *filters.ONE) if k != "page"}


def _from_the_address(options: dict[str, list[str]]) -> None:
    """Set the filters to what the address says where it is not the one that this page wrote: a link, or the way back.

    What somebody just chose stands, also where the browser has not heard yet of the address of the choice before.
    """
    kept = st.session_state.get("filters", {})
    if "filter-q" in st.session_state and (dict(st.query_params) == kept.get("written") or _held() != kept.get("held")):
        return
    have = filters.read(st.query_params)
    for key in filters.MANY:
        fallback = ["disagreement"] if key == "verdict" else []
        st.session_state[f"filter-{key}"] = [v for v in have.get(key, fallback) if v in options[key]]
    for key in ("q", "meaning"):
        st.session_state[f"filter-{key}"] = have.get(key, "")
    for key in ("since", "until"):
        st.session_state[f"filter-{key}"] = date.fromisoformat(have[key]) if key in have else None
    st.session_state["filter-decided"] = have.get("decided", "all")
    st.session_state["filter-independent"] = int(have.get("independent", 1))
    st.session_state["filters"] = {}


def _nothing(results: Results, chosen: dict[str, Any]) -> None:
    if not results.disagreements:
        st.success("No two independent reports disagree. Choose another verdict to see what agrees or what moved.")
    elif chosen["decided"] == "undecided":
        st.success("All of these are decided. Choose “decided” to look at them again.")
    else:
        st.info("Nothing matches these filters.")


def _export(results: Results, found: list[Any]) -> None:
    from app import files
    from app.project import stamp

    part = results.only(found)
    view = (stamp(common.folder()), [line["id"] for line in found])
    with st.expander("Export this view"):
        one, two, three = st.columns(3)
        rows = files.disagreement_rows(part, part.lineups)
        csv = files.table(rows, files.DISAGREEMENT_COLUMNS)
        one.download_button("CSV", csv, "rashomon.csv", "text/csv", on_click="ignore")
        _prepared(two, "XLSX", "rashomon.xlsx", SHEET, view, lambda: _workbook(part))
        _prepared(three, "HTML report", "rashomon.html", "text/html", view, lambda: _report(part))


SHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def _prepared(place: Any, what: str, name: str, kind: str, view: object, make: Callable[[], bytes]) -> None:
    """Offer a file that takes a while to make: a button to make it, then, as long as this view is shown, one to load it down."""
    kept = st.session_state.setdefault("prepared", {})
    if kept.get(what, (None,))[0] != view:
        kept.pop(what, None)
        if not place.button(f"Prepare {what}"):
            return
        with st.spinner("Preparing", show_time=False):
            kept[what] = (view, make())
        st.rerun()
    place.download_button(f"Download {what}", kept[what][1], name, kind, on_click="ignore")


def _workbook(part: Results) -> bytes:
    from app.sheets import workbook

    return workbook(part)


def _report(part: Results) -> bytes:
    from app.html import page as html

    return html(part).encode()
