"""The report for people: one HTML file that works offline and prints well."""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from typing import Any

from app.results import VERDICTS, Results, Row, counted, decided, quotes, reason, relation, source, value, who
from claims.wording import number
from index.charts import svg


@cache
def _template() -> Any:
    from jinja2 import Environment, StrictUndefined

    env = Environment(autoescape=True, trim_blocks=True, lstrip_blocks=True, undefined=StrictUndefined)
    return env.from_string(files("app").joinpath("report.html").read_text(encoding="utf-8"))


def estimate(e: Row) -> str:
    """Return an estimate in words: "12", "12 to 20", with the best figure where the policy gives one of its own."""
    low, best, high = e.get("low"), e.get("best"), e.get("high")
    ends = [x for x in (low, high) if x is not None]
    if not ends and best is None:
        return "none"
    words = f"{low:,} to {high:,}" if low is not None and high is not None and low != high else f"{(ends or [best])[0]:,}"
    return f"{words} (best {best:,})" if best is not None and low != high else words


def page(results: Results, title: str = "What the reports say, and where they disagree") -> str:
    """Return the report as one HTML page. All text of reports is escaped; nothing is loaded from elsewhere."""
    dates = sorted(r["published"][:10] for r in results.reports if r.get("published"))
    names = {r["report"]: r.get("source") or r["report"] for r in results.reports}
    compared = [line for line in results.lineups if line["verdict"] != "single"]
    parties = [
        line for line in compared
        if line["verdict"] != "disagreement" and any(p["relation"] in ("denial", "reversal") for p in line["pairs"])
    ]  # fmt: skip
    shown = {id(line) for line in parties}

    def of(*verdicts: str) -> list[Row]:
        return [line for line in compared if line["verdict"] in verdicts and id(line) not in shown]

    sections = [
        ("Disagreements, strongest first", "No two independent reports disagree.", of("disagreement"), True),
        ("Disputes between the parties", "None.", parties, True),
        ("Revisions: tolls that moved", "None.", of("revision"), True),
        (
            "Spread and loose: estimates that differ, and figures that are compatible only on paper",
            "None.",
            of("spread", "loose"),
            False,
        ),
        ("Agreements", "Nothing is said by two reports yet.", of("agreement"), False),
    ]
    return str(
        _template().render(
            title=title,
            results=results,
            sections=sections,
            singles=results.verdict("single"),
            counts=[counted(n, v).split(" ") for v in VERDICTS if (n := results.count(v))],
            outlets=len({r["source"] for r in results.reports if r.get("source")}),
            first=dates[0] if dates else None,
            last=dates[-1] if dates else None,
            source=source,
            value=value,
            who=who,
            quotes=quotes,
            reason=reason,
            relation=relation,
            number=number,
            decided=decided,
            svg=svg,
            span=estimate,
            name=lambda report: names.get(report, report),
        )
    )
