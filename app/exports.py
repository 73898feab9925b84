"""The other forms that results go out in: Markdown, Parquet, ClaimReview, GeoJSON."""

from __future__ import annotations

import io
import json
import re
from collections.abc import Iterable
from typing import Any

from app.html import estimate
from app.results import MEANS, TIES, VERDICTS, Results, Row, conflicts, decided, quotes, reason, source, value, who
from claims.wording import number

_MARKS = re.compile(r"([\\`*_{}\[\]<>()#+\-.!|~:^$=])")


def md(text: object) -> str:
    """Return report text in which no character is Markdown or HTML."""
    return _MARKS.sub(r"\\\1", " ".join(str(text).split()))


def markdown(results: Results) -> str:
    """Return the report as Markdown."""
    out = [
        "# What the reports say, and where they disagree",
        "",
        f"{number(len(results.reports), 'report')}, {number(len(results.claims), 'claim')}.",
    ]
    for verdict in VERDICTS[:-1]:
        lines = results.verdict(verdict)
        out += ["", f"## {verdict.capitalize()}: {MEANS[verdict]} ({len(lines)})"]
        for line in lines:
            out += ["", f"### {md(line['question'])}", "", md(reason(line)), ""]
            if d := results.decision.get(line["id"]):
                note = f": {md(d['note'])}" if d["note"] else ""
                out += [f"Decided: {md(decided(d))}{note} ({md(d['who'] or 'somebody')}, {d['at'][:10]})", ""]
            out += ["| source | says | who is quoted | published | exact words |", "|---|---|---|---|---|"]
            for r in line["readings"]:
                said = quotes(results, r)
                words = f"“{md(said[0]['quote'])}”" if said else ""
                cells = (
                    md(source(r)),
                    md(value(r)),
                    md(who(r) or "the report itself"),
                    (r["published"] or "undated")[:10] + (f", as of {r['as_of']}" if r.get("as_of") else ""),
                    words,
                )
                out.append("| " + " | ".join(cells) + " |")
            if line["estimates"]:
                out += ["", "Estimates: " + "; ".join(f"{md(k)} {estimate(e)}" for k, e in line["estimates"].items())]
    return "\n".join(out) + "\n"


def parquet(results: Results) -> dict[str, bytes]:
    """Return the tables of the workbook as Parquet files by name."""
    import pandas as pd

    from app.sheets import tables

    out = {}
    for name, (columns, rows) in tables(results).items():
        if name != "method":
            held = io.BytesIO()
            pd.DataFrame(rows, columns=list(columns)).convert_dtypes().to_parquet(held, index=False)
            out[f"{name}.parquet"] = held.getvalue()
    return out


# schema.org wants a rating for each reviewed claim; a decision says what an analyst found and rates nobody.
RATINGS = {
    "real": "Disputed",
    "update": "Updated",
    "scope": "Different scope",
    "wrong_reading": "Misread",
    "same_source": "Same source",
}


def claim_review(results: Results, publisher: str = "") -> str:
    """Return ClaimReview JSON-LD (schema.org/ClaimReview): one item for each side of each decided line-up."""
    items: list[dict[str, Any]] = []
    for line in results.lineups:
        d = results.decision.get(line["id"])
        if d is None or d["verdict"] in TIES:  # a merge or a split says nothing of what the reports claim
            continue
        part = sorted({p[k] for p in conflicts(line) for k in ("a", "b")}) or range(len(line["readings"]))
        for i in part:
            r = line["readings"][i]
            said = quotes(results, r)
            url = (results.texts.get(r["report"]) or {}).get("url") or ""
            url = url if re.match(r"https?://", url, re.IGNORECASE) else None  # a report's address may be a script
            items.append(
                {"@context": "https://schema.org", "@type": "ClaimReview", "datePublished": d["at"][:10],
                 "claimReviewed": said[0]["quote"] if said else value(r),
                 "author": {"@type": "Organization", "name": publisher or d["who"] or "analyst"},
                 "itemReviewed": {"@type": "Claim", "datePublished": r["published"],
                                  "author": {"@type": "Organization", "name": source(r)},
                                  "appearance": {"@type": "CreativeWork", "url": url} if url else None},
                 "reviewRating": {"@type": "Rating", "alternateName": RATINGS.get(d["verdict"], d["verdict"])},
                 "reviewBody": d["note"] or reason(line)}
            )  # fmt: skip
    return json.dumps(items, ensure_ascii=False, indent=1) + "\n"


def geojson(results: Results, where: dict[str, tuple[float, float]]) -> str:
    """Return the events as GeoJSON points (RFC 7946: longitude first). `where`: (latitude, longitude) by place_id."""
    features = []
    seen: dict[str, list[Row]] = {}
    for line in results.lineups:
        seen.setdefault(line["event"]["id"], []).append(line)
    for lines in seen.values():
        e = lines[0]["event"]
        spot = where.get(e["place_id"] or "")
        if spot:
            features.append(
                {"type": "Feature", "id": e["id"], "geometry": {"type": "Point", "coordinates": [spot[1], spot[0]]},
                 "properties": {"what": e["what"], "where": e["where"], "start": e["start"], "end": e["end"],
                                "lineups": [{"id": x["id"], "question": x["question"], "verdict": x["verdict"]} for x in lines]}}
            )  # fmt: skip
    return json.dumps({"type": "FeatureCollection", "features": features}, ensure_ascii=False, indent=1) + "\n"


VIEWS = {
    "view_disagreements": "Line-ups in which independent reports disagree, strongest first",
    "view_lineups": "One question a row, over all reports that answer it",
    "view_readings": "One report's answer to one question a row",
    "view_claims": "One statement of one report a row, with its exact words",
    "view_reports": "One report a row, without its text",
}


def datasette(tables: Iterable[str]) -> str:
    """Return metadata for Datasette: the views explained, the store's own `tables` hidden."""
    shown = {name: {"description": text} for name, text in VIEWS.items()}
    hidden = {name: {"hidden": True} for name in sorted(tables)}
    found = {"title": "What the reports say", "databases": {"rashomon": {"tables": {**shown, **hidden}}}}
    return json.dumps(found, ensure_ascii=False, indent=1) + "\n"
