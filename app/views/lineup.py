"""One line-up: the question, the figures over time, every reading with its exact words, and the decision."""

from __future__ import annotations

from typing import Any

import streamlit as st

from app.filters import place
from app.html import estimate
from app.marks import around, figures, words
from app.results import DECISIONS, Results, Row, conflicts, decided, order, quotes, reason, relation, source, value, who
from app.views import common
from claims.actors import fold
from claims.wording import number

SHOWN = 40  # readings quoted in full; the table lists all
PAIRS = 200  # pairs listed
ID = 40  # characters of an unknown id that are shown again


def page() -> None:
    results = common.results()
    asked = st.query_params.get("id")
    line = next((x for x in results.lineups if x["id"] == asked), None)
    if line is None:
        st.title("Line-up")
        if not results.reports:
            common.empty()
            return
        if asked:
            st.warning(common.text(f"No line-up has the id “{asked[:ID]}”. Choose one from the list."))
        else:
            st.info("Choose a line-up from the list.")
        st.page_link(common.pages()["disagreements"], label="Disagreements")
        return
    st.title(common.text(line["question"]))
    st.caption(f"{common.LABELS[line['verdict']]} · {common.speakers(line)}")
    st.markdown(f"**{common.text(reason(line))}**")
    _decide(results, line)
    _chart(line)
    _readings(results, line)
    if line["kind"] == "responsibility":
        _actors(line)
    _quotes(results, line)
    _pairs(line)
    _estimates(line)


def _chart(line: Row) -> None:
    from index.charts import chart

    drawn = chart(line, dark=common.dark())
    if drawn is not None:
        st.altair_chart(drawn.properties(width="container"), width="stretch")
        st.caption(
            "A bar runs from the lowest to the highest figure. A triangle is in conflict with another reading, a circle is not, a cross is a copy that is in none."
        )


def _readings(results: Results, line: Row) -> None:
    st.subheader("Readings")
    copies = [r for r in line["readings"] if r["copy_of"]]
    folded = bool(copies) and not st.toggle(f"Show {len(copies)} cop{'y' if len(copies) == 1 else 'ies'} of other reports")
    against = {p[k] for p in conflicts(line) for k in ("a", "b")}
    altered = {p[k] for p in line["pairs"] if p["relation"] == "altered_copy" for k in ("a", "b")}
    rows = []
    for i in sorted(range(len(line["readings"])), key=lambda i: line["readings"][i]["published"] or "9"):
        r = line["readings"][i]
        if folded and r["copy_of"] and i not in altered:
            continue
        same = [source(c) for c in copies if c["copy_of"] == r["report"]]
        rows.append(
            {
                "Source": source(r) + (" (copy)" if r["copy_of"] else ""),
                "Who is quoted": who(r) or "the report itself",
                "Says": value(r),
                "As of": common.date(r["as_of"]) if r.get("as_of") else "",
                "Published": common.date(r["published"]),
                "In conflict": "yes" if i in against else "",
                "Counted": "stated" if r["how"] == "stated" else "summed from its parts",
                "Copied by": ", ".join(dict.fromkeys(same)),
            }
        )
    drop = {"Counted"} if line["kind"] == "responsibility" else set()
    drop |= set() if any(row["As of"] for row in rows) else {"As of"}
    drop |= set() if copies else {"Copied by"}
    drop |= set() if against else {"In conflict"}
    drop |= set() if any(row["Counted"] != "stated" for row in rows) else {"Counted"}
    common.table([{k: v for k, v in row.items() if k not in drop} for row in rows])


def _names(line: Row) -> list[str]:
    """Return, for each reading, the one name that its actor is shown under, whatever the reports call it: that of a known actor, else as
    the first report to name it writes it ("Non-Lebanese elements")."""
    written: dict[str, str] = {}
    out = []
    for r in line["readings"]:
        key = fold(r["actor"]) if r["actor"] else "nobody"
        name = written.setdefault(key, r["actor"] if r["actor"] and key == key.lower() else key)
        out.append(name[:1].upper() + name[1:])
    return out


def _by(r: Row) -> str:
    """Return who says so, where it is somebody else than the actor or the report."""
    return who(r) if r["said_by"] and r["said_by"] != [r["actor"]] else ""


def _according(speakers: list[str]) -> str:
    """Return who says so, each once: " (the report itself; police)"; "" where only the report or the actor does."""
    names = dict.fromkeys(n or "the report itself" for n in speakers)
    return f" (according to {'; '.join(names)})" if any(speakers) else ""


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
    names = _names(line)
    table: list[dict[str, str]] = []
    for actor in dict.fromkeys(names):
        row = {"Actor": actor}
        for name in sources:
            said: dict[str, list[str]] = {}
            for r, named in zip(line["readings"], names, strict=True):
                if source(r) == name and named == actor:
                    said.setdefault(words.get(r["stance"], str(r["stance"])), []).append(_by(r))
            row[name] = "; ".join(stance + _according(speakers) for stance, speakers in said.items())
        table.append(row)
    common.table(table)


def _quotes(results: Results, line: Row) -> None:
    st.subheader("In their words")
    st.html(
        'Marked: <mark class="claim">what is said</mark> <mark class="against">said against another</mark> '
        '<mark class="figure">the figure</mark> <mark class="speaker">who says it</mark> <mark class="event">the event</mark>'
    )
    against = {p[k] for p in conflicts(line) for k in ("a", "b")}
    columns = st.columns(2)
    for n, i in enumerate(order(line)[:SHOWN]):
        with columns[n % 2]:
            _words(results, line, line["readings"][i], i in against)
    if len(line["readings"]) > SHOWN:
        st.caption(f"{number(len(line['readings']) - SHOWN, 'more reading')} in the table above.")


def _when(r: Row) -> str:
    """Return when a reading was published and, where the text says so, of which day its figure is."""
    return common.date(r["published"]) + (f", as of {common.date(r['as_of'])}" if r.get("as_of") else "")


def _words(results: Results, line: Row, r: Row, against: bool) -> None:
    """Show the exact words of one reading, and the way to their place in the article."""
    for c in quotes(results, r)[:2]:
        whole = results.texts.get(c["report"], {}).get("title" if c["in"] == "title" else "text") or c["quote"]
        shown, at = around(whole, c["start"], c["end"])
        start = c["start"] - at
        spans = [(start, c["end"] - at, "against" if against else "claim")]
        spans += [(start + a, start + b, "figure") for a, b in figures(c["quote"], c["low"], c["high"])]
        spans += [(a, b, "speaker") for a, b in words(shown, *r["said_by"])]
        spans += [(a, b, "event") for a, b in words(shown, line["event"]["what"], place(line))]
        with st.container(border=True):
            st.markdown(f"**{common.text(source(r))}** says {common.text(value(r))} · {_when(r)}")
            common.quote(shown, spans)
            query = {"id": c["report"], "at": c["id"]}
            st.page_link(common.pages()["report"], label="Read it in the report", query_params=query)


def _pairs(line: Row) -> None:
    with st.expander(f"How the readings compare ({number(len(line['pairs']), 'pair')})"):
        names = [f"{source(r)}: {value(r)}" for r in line["readings"]]
        against = {id(p) for p in conflicts(line)}
        first = sorted(line["pairs"], key=lambda p: id(p) not in against)[:PAIRS]
        common.table(
            [
                {
                    "One": names[p["a"]],
                    "Other": names[p["b"]],
                    "Relation": relation(p),
                    "Reason": p["reason"],
                }
                for p in first
            ]
        )
        if len(first) < len(line["pairs"]):
            st.caption(f"{number(len(line['pairs']) - PAIRS, 'more pair')}; conflicts are shown first.")


def _estimates(line: Row) -> None:
    if line["estimates"]:
        st.subheader("Estimates")
        common.table([{"Policy": k.replace("_", " "), "Figure": estimate(e)} for k, e in line["estimates"].items()])


def _decide(results: Results, line: Row) -> None:
    """Show the buttons of a decision; each saves at once."""
    from app import project

    where = common.folder()
    made: Any = [d for d in results.decisions if d["target"] == line["id"]]
    if made:
        last = made[-1]
        label = decided(last)
        note = f": {last['note']}" if last["note"] else ""
        st.success(common.text(f"Decided: {label}{note} ({last['who'] or 'somebody'}, {common.moment(last['at'])})"))
    with st.container(border=True):
        columns = st.columns(2)
        st.session_state.setdefault("who", st.session_state.get("name", ""))  # a field forgets what it holds on another page
        name = st.session_state["name"] = columns[0].text_input(
            "Your name", key="who", placeholder="so that others see who decided"
        )
        note = columns[1].text_input("Note", key=f"note-{line['id']}")
        for k, (column, (verdict, label)) in enumerate(
            zip(st.columns(len(DECISIONS), gap="small"), DECISIONS.items(), strict=True), 1
        ):
            if column.button(label, key=f"decide-{verdict}", shortcut=str(k), width="stretch"):
                _tell(lambda v=verdict: project.decide(where, line["id"], v, note=note, who=name))
        forward, undo, _ = st.columns([1, 1, 3])
        st.caption(
            "Keys, outside the fields: 1 to 5 decide, u takes the last decision back, n goes to the next undecided. All is saved at once."
        )
        if made and undo.button("Undo", shortcut="u"):
            _tell(lambda: project.undo(where, line["id"]))
        following = project.next_undecided(results, line["id"])
        if following and forward.button("Next undecided", shortcut="n"):
            st.query_params["id"] = following
            st.rerun()
    _regroup(results, line, note, name)


def _regroup(results: Results, line: Row, note: str, name: str) -> None:
    """Let the analyst say that line-ups are about one event, or that reports of this one are about another."""
    from app import project

    with st.expander("Merge with another line-up, or split this one"):
        same = ("kind", "measure", "subject")
        alike = [
            x
            for x in results.lineups
            if all(x[k] == line[k] for k in same) and x["event"]["id"] != line["event"]["id"] and x is not line
        ]
        alike.sort(key=lambda x: (place(x) != place(line), abs(_day(x) - _day(line))))
        by_id = {x["id"]: x for x in alike[:200]}
        other = st.selectbox(
            "This one and that one are about the same event", list(by_id), None, placeholder="Choose a line-up",
            format_func=lambda i: f"{by_id[i]['question']} ({common.speakers(by_id[i])})",
        )  # fmt: skip
        if st.button("Merge", disabled=other is None):
            _tell(lambda: project.merge(common.folder(), [line["id"], str(other)], note, name))
        reports = {r["report"]: f"{source(r)}: {value(r)}" for r in line["readings"]}
        out = st.multiselect("These reports are about another event", list(reports), format_func=reports.__getitem__)
        if st.button("Split", disabled=not out or len(out) == len(reports)):
            _tell(lambda: project.split(common.folder(), line["id"], out, note, name))


def _day(line: Row) -> int:
    from datetime import date

    return date.fromisoformat(line["event"]["start"][:10]).toordinal() if line["event"]["start"] else 0


def _tell(act: Any) -> None:
    """Do what an analyst asked for, save it, and show the store as it is then; say in one line what went wrong."""
    try:
        with st.spinner("Saving and lining up", show_time=False):
            act()
    except (OSError, ValueError, LookupError) as e:
        st.error(common.text(common.without_path(str(e))))
    else:
        st.rerun()
