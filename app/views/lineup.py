"""One line-up: the question, the figures over time, every reading with its exact words, and the decision."""

from __future__ import annotations

from typing import Any

import streamlit as st

from app.html import estimate
from app.marks import around
from app.results import Results, Row, conflicts, quotes, reason, source, value, who
from app.views import common

VERDICTS = {
    "real": "Real disagreement",
    "update": "An update",
    "scope": "Different scope",
    "wrong_reading": "Wrong reading",
    "same_source": "Same source",
}


def page() -> None:
    results = common.results()
    line = next((x for x in results.lineups if x["id"] == st.query_params.get("id")), None)
    if line is None:
        st.title("Line-up")
        st.info("Choose a line-up from the list of disagreements.")
        return
    st.title(common.text(line["question"]))
    st.caption(f"{common.LABELS[line['verdict']]} · {line['reports']} reports, {line['independent_reports']} independent")
    st.markdown(f"**{common.text(reason(line))}**")
    _decide(results, line)
    _chart(line)
    _readings(line)
    if line["kind"] == "responsibility":
        _actors(line)
    _quotes(results, line)
    _pairs(line)
    _estimates(line)


def _chart(line: Row) -> None:
    from app.charts import chart

    drawn = chart(line)
    if drawn is not None:
        st.altair_chart(drawn.properties(width="container"), width="stretch")
        st.caption(
            "A bar runs from the lowest to the highest figure. A triangle is in conflict with another reading, a circle is not, a cross is a copy."
        )


def _readings(line: Row) -> None:
    st.subheader("Readings")
    rows = [
        {
            "Source": source(r) + (" (copy)" if r["copy_of"] else ""),
            "Who is quoted": who(r) or "the report itself",
            "Says": value(r),
            "Lowest": r["low"],
            "Highest": r["high"],
            "Published": common.date(r["published"]),
            "Counted": "stated" if r["how"] == "stated" else "summed from its parts",
        }
        for r in line["readings"]
    ]
    if line["kind"] == "responsibility":
        for row in rows:
            del row["Lowest"], row["Highest"], row["Counted"]
    st.dataframe(rows, hide_index=True, width="stretch")


def _actors(line: Row) -> None:
    """Show who says what about whom: one row an actor, one column a source."""
    st.subheader("Who did it, and who says so")
    words = {
        "claimed": "claims it",
        "denied": "denies it",
        "blamed": "blamed",
        "suspected": "suspected",
        "unclaimed": "nobody claimed it",
    }
    sources = list(dict.fromkeys(source(r) for r in line["readings"]))
    actors = list(dict.fromkeys(r["actor"] or "nobody" for r in line["readings"]))
    table: list[dict[str, str]] = []
    for actor in actors:
        row = {"Actor": actor}
        for name in sources:
            said = [
                words.get(r["stance"], str(r["stance"])) + (f" (says {who(r)})" if who(r) else "")
                for r in line["readings"]
                if source(r) == name and (r["actor"] or "nobody") == actor
            ]
            row[name] = "; ".join(dict.fromkeys(said))
        table.append(row)
    st.dataframe(table, hide_index=True, width="stretch")


def _quotes(results: Results, line: Row) -> None:
    st.subheader("In their words")
    against = {p[k] for p in conflicts(line) for k in ("a", "b")}
    for i, r in enumerate(line["readings"][:40]):
        for c in quotes(results, r)[:2]:
            whole = results.texts.get(c["report"], {}).get("title" if c["in"] == "title" else "text") or c["quote"]
            words, at = around(whole, c["start"], c["end"])
            spans = [(c["start"] - at, c["end"] - at, "against" if i in against else "claim")]
            for name in r["said_by"]:
                if (k := words.find(name)) >= 0:
                    spans.append((k, k + len(name), "speaker"))
            with st.container(border=True):
                st.markdown(f"**{common.text(source(r))}** says {common.text(value(r))} · {common.date(r['published'])}")
                common.quote(words, spans)
                st.page_link(
                    common.pages()["report"], label="Read it in the report", query_params={"id": c["report"], "at": c["id"]}
                )
    if len(line["readings"]) > 40:
        st.caption(f"{len(line['readings']) - 40} more readings are in the table above.")


def _pairs(line: Row) -> None:
    with st.expander(f"How the readings compare ({len(line['pairs'])} pairs)"):
        names = [source(r) for r in line["readings"]]
        st.dataframe(
            [
                {"One": names[p["a"]], "Other": names[p["b"]], "Relation": p["relation"], "Reason": p["reason"]}
                for p in line["pairs"]
            ],
            hide_index=True,
            width="stretch",
        )


def _estimates(line: Row) -> None:
    if line["estimates"]:
        st.subheader("Estimates")
        st.dataframe(
            [{"Policy": k.replace("_", " "), "Figure": estimate(e)} for k, e in line["estimates"].items()],
            hide_index=True,
            width="stretch",
        )


def _decide(results: Results, line: Row) -> None:
    """Show the buttons of a decision; each saves at once."""
    from app import project

    where = common.folder()
    made: Any = [d for d in results.decisions if d["target"] == line["id"]]
    if made:
        last = made[-1]
        words = VERDICTS.get(last["verdict"], last["verdict"])
        note = f": {last['note']}" if last["note"] else ""
        st.success(common.text(f"Decided: {words}{note} ({last['who'] or 'somebody'}, {last['at'][:16].replace('T', ' ')})"))
    with st.container(border=True):
        columns = st.columns(2)
        name = columns[0].text_input("Your name", key="who", placeholder="so that others see who decided")
        note = columns[1].text_input("Note", key=f"note-{line['id']}")
        for k, (column, (verdict, label)) in enumerate(zip(st.columns(len(VERDICTS)), VERDICTS.items(), strict=True), 1):
            if column.button(label, key=f"decide-{verdict}", shortcut=str(k), width="stretch"):
                project.decide(where, line["id"], verdict, note=note, who=name)
                st.rerun()
        undo, forward, _ = st.columns([1, 1, 3])
        if made and undo.button("Undo", shortcut="u"):
            project.undo(where, line["id"])
            st.rerun()
        following = project.next_undecided(results, line["id"])
        if following and forward.button("Next undecided", shortcut="n"):
            st.query_params["id"] = following
            st.rerun()
