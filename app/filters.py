"""Which line-ups a view shows: the same filters in the app's address, the report and the command line."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from app.results import TIES, VERDICTS, Results, Row, quotes, reason, source, who

MANY = ("verdict", "kind", "measure", "source", "place")
ONE = ("q", "meaning", "since", "until", "decided", "independent", "page")
STATES = ("all", "undecided", "decided")
MOST = 50  # independent sources that can be asked for
DAYS = date(1900, 1, 1), date(2100, 12, 31)  # the first and the last that can be asked for
DEFAULTS = {"decided": "all", "independent": "1", "page": "1"}


def read(params: Mapping[str, str]) -> dict[str, Any]:
    """Return the filters that an address holds. Values of one filter are separated by "|"; unknown names and
    values that cannot be are left out."""
    out: dict[str, Any] = {k: params[k].split("|") if params[k] else [] for k in MANY if k in params}
    out |= {k: params[k] for k in ONE if params.get(k)}
    return {k: v for k, v in out.items() if k in MANY or _sensible(k, str(v))}


def _sensible(name: str, value: str) -> bool:
    """Return whether a filter can have this value: an address may hold anything."""
    if name == "decided":
        return value in STATES
    if name == "independent":
        return value.isascii() and value.isdigit() and 1 <= int(value[:9]) <= MOST
    if name == "page":
        return value.isascii() and value.isdigit() and int(value[:9]) >= 1
    if name in ("since", "until"):
        return bool(re.fullmatch(r"\d{4}-\d\d-\d\d", value, re.ASCII)) and _is_day(value)
    return True


def _is_day(value: str) -> bool:
    try:
        return DAYS[0] <= date.fromisoformat(value) <= DAYS[1]
    except ValueError:
        return False


def write(chosen: Mapping[str, Any]) -> dict[str, str]:
    """Return `chosen` as the shortest address that `read` gives back."""
    out = {k: "|".join(chosen[k]) for k in MANY if chosen.get(k) and not (k == "verdict" and chosen[k] == ["disagreement"])}
    if "verdict" in chosen and chosen["verdict"] == []:
        out["verdict"] = ""
    return out | {k: str(chosen[k]) for k in ONE if chosen.get(k) and str(chosen[k]) != DEFAULTS.get(k)}


def options(results: Results) -> dict[str, list[str]]:
    """Return what each filter can be set to in these results."""
    lines = results.lineups
    have = {line["verdict"] for line in lines}
    return {
        "verdict": [v for v in VERDICTS if v in have or v == "disagreement"],
        "kind": sorted({line["kind"] for line in lines}),
        "measure": sorted({line["measure"] for line in lines}),
        "source": sorted({source(r) for line in lines for r in line["readings"]}),
        "place": sorted({p for line in lines if (p := place(line))}),
    }


def decided_ids(results: Results) -> set[str]:
    """Return the line-ups that are decided. A merge or a split alone decides nothing: the line-up that came of it is to be judged."""
    return {d["target"] for d in results.decisions if d["verdict"] not in TIES}


def place(line: Row) -> str:
    """Return the most precise place of a line-up's event."""
    return str(line["event"].get("where") or "").split(",")[0].strip()


def apply(results: Results, chosen: Mapping[str, Any], hits: Sequence[str] | None = None) -> list[Row]:
    """Return the line-ups that pass the filters, in the order of the results; `hits`, where given, are the only ids allowed."""
    decided = decided_ids(results)
    words = str(chosen.get("q") or "").casefold().split()
    allowed = None if hits is None else set(hits)
    return [line for line in results.lineups if _passes(results, line, chosen, decided, words, allowed)]


def _passes(
    results: Results, line: Row, chosen: Mapping[str, Any], decided: set[str], words: Sequence[str], allowed: set[str] | None
) -> bool:
    if allowed is not None and line["id"] not in allowed:
        return False
    for key in ("verdict", "kind", "measure"):
        if chosen.get(key) and line[key] not in chosen[key]:
            return False
    if chosen.get("source") and not {source(r) for r in line["readings"]} & set(chosen["source"]):
        return False
    if chosen.get("place") and place(line) not in chosen["place"]:
        return False
    start, end = line["event"].get("start"), line["event"].get("end") or line["event"].get("start")
    if chosen.get("since") and (not end or end[:10] < chosen["since"]):
        return False
    if chosen.get("until") and (not start or start[:10] > chosen["until"]):
        return False
    state = chosen.get("decided", "all")
    if state != "all" and (line["id"] in decided) != (state == "decided"):
        return False
    if line["independent_reports"] < int(chosen.get("independent") or 1):
        return False
    if not words:
        return True
    said = [line["question"], reason(line)]
    for r in line["readings"]:
        said += [source(r), who(r), *(c["quote"] for c in quotes(results, r))]
    hay = "\n".join(said).casefold()
    return all(w in hay for w in words)


def check_policies(names: Sequence[str]) -> None:
    """Raise ValueError where one of `names` is no policy for estimates, own ones included, or an own one is not whole."""
    from index import estimates

    known = sorted(estimates.policies())
    if unknown := [p for p in names if p not in known]:
        raise ValueError(f"--policy {unknown[0]}: one of {', '.join(known)}")


def policies(results: Results, names: Sequence[str]) -> Results:
    """Return `results` with the estimates of the policies `names` only. Raises ValueError where a name is none of a policy."""
    check_policies(names)
    lines = [{**line, "estimates": {k: e for k, e in line["estimates"].items() if k in names}} for line in results.lineups]
    return Results(results.reports, results.claims, lines, results.texts, results.decisions)
