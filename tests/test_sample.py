"""What the demo must find, and must not flag, on the sample reports (data/README.md says why, event by event)."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from app import files
from app.project import open_index, results_of
from app.results import Results
from claims import read_reports

ROOT = Path(__file__).resolve().parent.parent
SAMPLE = ROOT / "data" / "sample"
NAMES = ("claims", "reports", "lineups")


@pytest.fixture(scope="module")
def out(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("demo")


@pytest.fixture(scope="module")
def results(out: Path) -> Iterator[Results]:
    with open_index(out) as index:
        index.sync(read_reports(SAMPLE))
        found = results_of(index)
    files.write_run(found, out)
    yield found


def lineup(results: Results, measure: str, *reports: str) -> Any:
    """Return the one line-up of this measure that holds all of these reports."""
    found = [x for x in results.lineups if x["measure"] == measure and set(reports) <= {r["report"] for r in x["readings"]}]
    whole = [x for x in found if x["subject"] == "people"] if len(found) > 1 else found
    assert len(whole) == 1, f"{len(whole)} line-ups of {measure} hold {reports}"
    return whole[0]


def relations(line: Any, a: str, b: str) -> set[str]:
    names = [r["report"] for r in line["readings"]]
    return {p["relation"] for p in line["pairs"] if {names[p["a"]], names[p["b"]]} == {a, b}}


def test_every_sample_report_is_read(results: Results) -> None:
    assert len(results.reports) == 26


def test_the_market_bombing_is_a_true_numeric_conflict(results: Results) -> None:
    line = lineup(results, "killed", "sulem-1", "sulem-2", "sulem-3", "sulem-4")
    assert line["verdict"] == "disagreement"
    assert relations(line, "sulem-1", "sulem-2") == {"conflict"}
    assert "18" in line["explanation"] and "31" in line["explanation"]


def test_at_least_18_agrees_with_18(results: Results) -> None:
    line = lineup(results, "killed", "sulem-1", "sulem-3")
    assert relations(line, "sulem-1", "sulem-3") == {"agree"}


def test_the_children_are_a_part_and_never_against_the_whole(results: Results) -> None:
    seven = {c["id"] for c in results.claims if c["low"] == 7 and c["subject"] == "children"}
    assert seven
    for line in results.lineups:
        rows = [i for i, r in enumerate(line["readings"]) if seven & set(r["claims"])]
        assert not any(p["relation"] == "conflict" and {p["a"], p["b"]} & set(rows) for p in line["pairs"])


def test_the_landslide_toll_is_a_revision_over_days(results: Results) -> None:
    line = lineup(results, "killed", "orvane-1", "orvane-2", "orvane-3")
    assert line["verdict"] == "revision"
    assert "update" in relations(line, "orvane-1", "orvane-2")
    assert lineup(results, "missing", "orvane-1", "orvane-2", "orvane-3")["verdict"] != "disagreement"


def test_the_wire_copy_counts_once(results: Results) -> None:
    line = lineup(results, "fired", "meridian-leb", "harbour-leb")
    assert relations(line, "meridian-leb", "harbour-leb") == {"copy"}
    assert line["independent_reports"] < line["reports"]


def test_the_altered_copy_is_shown(results: Results) -> None:
    line = lineup(results, "killed", "marrakat-1", "marrakat-3")
    assert relations(line, "marrakat-1", "marrakat-3") == {"altered_copy"}
    assert line["verdict"] == "disagreement"


def test_the_army_denies_what_residents_say(results: Results) -> None:
    line = lineup(results, "responsibility", "marrakat-1", "marrakat-4")
    stances = {(r["stance"], r["actor"]) for r in line["readings"]}
    assert ("denied", "Northern Army") in stances
    assert any(s == "blamed" and a and "Northern Army" in a for s, a in stances)
    assert "denial" in relations(line, "marrakat-1", "marrakat-4")


def test_who_blames_nobody_by_name_does_not_speak_against_a_denial(results: Results) -> None:
    line = lineup(results, "responsibility", "cedar-leb", "courier-leb", "upland-leb")
    assert relations(line, "cedar-leb", "courier-leb") == {"agree"}
    assert "denial" in relations(line, "courier-leb", "upland-leb")
    assert line["verdict"] == "loose"


def test_unclaimed_then_claimed_is_an_update(results: Results) -> None:
    line = lineup(results, "responsibility", "belsk-1", "belsk-3")
    assert "update" in relations(line, "belsk-1", "belsk-3")
    assert line["verdict"] == "revision"


def test_the_rockets_are_counted_as_each_said(results: Results) -> None:
    line = lineup(results, "fired", "meridian-leb", "courier-leb", "cedar-leb", "upland-leb")
    said = {r["report"]: (r["low"], r["high"], r["approximate"]) for r in line["readings"]}
    assert said["meridian-leb"] == (34, 34, False)
    assert said["courier-leb"] == (31, None, False)
    assert said["cedar-leb"] == (37, 37, True)
    assert "conflict" not in relations(line, "meridian-leb", "courier-leb")
    assert {(c["low"], c["high"]) for c in results.claims if c["measure"] == "intercepted"} == {(25, 25)}


def test_the_look_alike_a_week_later_is_not_lined_up(results: Results) -> None:
    for line in results.lineups:
        reports = {r["report"] for r in line["readings"]}
        if reports & {"tarn-1", "tarn-2"} and reports & {"tarn-3", "tarn-4"}:
            nine = [r for r in line["readings"] if r["report"] == "tarn-3"]
            assert all(r["low"] == 9 for r in nine), "only the look back at the first shelling may stand beside it"
            assert "tarn-4" not in reports
        if reports >= {"tarn-3", "tarn-4"}:
            assert line["verdict"] != "disagreement"


def test_the_road_and_the_page_furniture_are_no_claims(results: Results) -> None:
    assert not any("Route" in c["quote"] for c in results.claims)
    assert not any("READ MORE" in c["quote"] or "Photo" in c["quote"] for c in results.claims)


@pytest.mark.parametrize("name", NAMES)
def test_the_output_is_in_the_documented_format(results: Results, out: Path, name: str) -> None:
    schema = json.loads((ROOT / "docs" / "schema" / f"{name}.json").read_text(encoding="utf-8"))
    lines = (out / f"{name}.jsonl").read_text(encoding="utf-8").splitlines()
    assert lines
    check = jsonschema.Draft202012Validator(schema)
    for line in lines:
        check.validate(json.loads(line))


def test_every_quote_stands_at_its_place(results: Results) -> None:
    for c in results.claims:
        text = results.texts[c["report"]]["title" if c["in"] == "title" else "text"]
        assert text[c["start"] : c["end"]] == c["quote"]


def test_a_second_run_writes_the_same_bytes(results: Results, out: Path, tmp_path: Path) -> None:
    with open_index(tmp_path) as index:
        index.sync(list(reversed(read_reports(SAMPLE))))
        files.write_run(results_of(index), tmp_path)
    for name in ("claims.jsonl", "reports.jsonl", "lineups.jsonl", "disagreements.csv", "report.html"):
        assert (tmp_path / name).read_bytes() == (out / name).read_bytes(), name
