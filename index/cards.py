"""What a notebook shows of an index and of a line-up: HTML in which no text of a report is markup."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from html import escape
from typing import TYPE_CHECKING

from claims.wording import number
from index import frames, rows

if TYPE_CHECKING:
    import altair as alt
    import pandas as pd

SHOWN = 10  # disagreements on an index's card


def table(header: Sequence[str], body: Iterable[Sequence[object]]) -> str:
    """Return an HTML table; every cell is escaped."""
    head = "".join(f"<th>{escape(h)}</th>" for h in header)
    lines = ("<tr>" + "".join(f'<td style="text-align:left">{escape(str(c))}</td>' for c in cells) + "</tr>" for cells in body)
    return f"<table><thead><tr>{head}</tr></thead><tbody>{''.join(lines)}</tbody></table>"


def index(lineups: Sequence[rows.Row], reports: int, claims: int) -> str:
    """Return the card of an index: what is in it, how many line-ups have each verdict, and the strongest disagreements."""
    count: dict[str, int] = {}
    for line in lineups:
        count[line["verdict"]] = count.get(line["verdict"], 0) + 1
    found = [line for line in lineups if line["verdict"] == "disagreement"][:SHOWN]
    verdicts = ", ".join(rows.counted(n, v) for v, n in count.items()) or "none"
    out = f"<p><b>{number(reports, 'report')}, {number(claims, 'claim')}.</b> Line-ups: {escape(verdicts)}.</p>"
    if found:
        out += table(("line-up", "question", "why"), ((x["id"], x["question"], rows.reason(x)) for x in found))
    return out


class LineUpCard:
    """One line-up in a notebook: `row` as in lineups.jsonl, and the claims behind it by id.

    Displayed, it shows the question, the reason, and each reading with its source, speaker, time and exact words.
    """

    def __init__(self, row: rows.Row, claims: Mapping[str, rows.Row]) -> None:
        self.row = row
        self._claims = claims

    def __repr__(self) -> str:
        return f"<line-up {self.row['id']}: {self.row['question']} {self.row['verdict']}>"

    def _repr_html_(self) -> str:
        def words(reading: rows.Row) -> str:
            return " … ".join(f"“{self._claims[c]['quote']}”" for c in reading["claims"] if c in self._claims)

        body = (
            (rows.source(r), rows.value(r), rows.who(r) or "the report itself", (r.get("published") or "undated")[:10],
             f"copy of {r['copy_of']}" if r.get("copy_of") else "", words(r))
            for r in self.row["readings"]
        )  # fmt: skip
        head = f"<p><b>{escape(self.row['question'])}</b> ({escape(self.row['verdict'])})<br>{escape(rows.reason(self.row))}</p>"
        return head + table(("source", "says", "who is quoted", "published", "copy", "exact words"), body)

    def reading(self, position: int) -> ReadingCard:
        """Return one reading, by its position in the line-up. Raises IndexError where there is none."""
        r = self.row["readings"][position]
        return ReadingCard(r, [self._claims[c] for c in r["claims"] if c in self._claims])

    def readings(self) -> pd.DataFrame:
        """Return one row a reading, with the columns of `ClaimIndex.readings`."""
        return frames.readings([self.row])

    def claims(self) -> pd.DataFrame:
        """Return one row a claim that the readings rest on, with the columns of `ClaimIndex.claims`."""
        return frames.claims(self._claims[c] for r in self.row["readings"] for c in r["claims"] if c in self._claims)

    def plot(self, width: int = 560, height: int = 240) -> alt.LayerChart | None:
        """Return the app's chart of the figures over time (pixels), or None where fewer than two readings have a figure."""
        from index.charts import chart

        return chart(self.row, width, height)


class ReadingCard:
    """One reading in a notebook: `row` as in a line-up's `readings`, and the claims that it rests on. Displayed, it shows what the report
    says, when, by whom, and the exact words."""

    def __init__(self, row: rows.Row, claims: Sequence[rows.Row]) -> None:
        self.row = row
        self._claims = claims

    def __repr__(self) -> str:
        return f"<reading: {rows.source(self.row)} says {rows.value(self.row)}>"

    def _repr_html_(self) -> str:
        r = self.row
        facts = (
            ("source", rows.source(r)), ("says", rows.value(r)), ("who is quoted", rows.who(r) or "the report itself"),
            ("published", (r.get("published") or "undated")[:10]), ("how", r.get("how") or "stated"),
            ("exact words", " … ".join(f"“{c['quote']}”" for c in self._claims)),
        )  # fmt: skip
        return table(("reading", ""), facts)


class ClaimCard:
    """One claim in a notebook: `row` as in claims.jsonl. Displayed, it shows what is claimed of which event, by whom, and where it stands."""

    def __init__(self, row: rows.Row) -> None:
        self.row = row

    def __repr__(self) -> str:
        return f"<claim {self.row['id']}: {self.row['measure']} {rows.value(_said(self.row))}>"

    def _repr_html_(self) -> str:
        c = self.row
        event = c["event"]
        when = " to ".join(dict.fromkeys(d for d in (event["start"], event["end"]) if d))
        facts = (
            ("says", rows.value(_said(c))), ("measure", c["measure"]), ("of", c.get("subject") or ""), ("scope", c.get("scope") or ""),
            ("event", ", ".join(x for x in (event["what"], event["where"], when) if x)),
            ("who is quoted", rows.who(c) or "the report itself"), ("exact words", f"“{c['quote']}”"),
            ("where", f"{c['report']}, {c['in']} {c['start']} to {c['end']}"),
        )  # fmt: skip
        return table(("claim", ""), facts)


def _said(claim: rows.Row) -> rows.Row:
    return {**claim, "stance": claim["measure"]} if claim["kind"] == "responsibility" else claim


def lineup(row: rows.Row, claims: Iterable[rows.Row]) -> LineUpCard:
    """Return the card of a line-up; `claims` holds at least those of its readings."""
    wanted = {c for r in row["readings"] for c in r["claims"]}
    return LineUpCard(row, {c["id"]: c for c in claims if c["id"] in wanted})
