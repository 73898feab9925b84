"""What the app does without a browser: no model loads to show results, and what is new is what changed since the last look."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any
from unittest import mock

import pytest

from app import looks
from app.cli import TOLD
from app.inbox import keep, uploads
from app.marks import figures, marked, words
from app.results import Results, order
from app.towns import towns


def line(i: str, verdict: str = "disagreement", readings: int = 2) -> dict[str, Any]:
    return {"id": i, "verdict": verdict, "readings": [{}] * readings}


def test_pages_load_no_model_and_no_parser(tmp_path: Path) -> None:
    code = (
        "import sys; from pathlib import Path; from app import project; from app.views import common; "
        "common.pages; from app.views import disagreements, events, lineup, load, overview, report; "
        f"assert project.load(Path({str(tmp_path)!r})).reports == []; "
        "bad = {'torch', 'spacy', 'sentence_transformers', 'faiss'} & set(sys.modules); assert not bad, bad"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True)
    assert done.returncode == 0, done.stderr


def test_new_and_changed_since_the_last_look(tmp_path: Path) -> None:
    assert looks.last(tmp_path) is None
    looks.keep(tmp_path, Results([], [], [line("a"), line("b")]))
    seen = looks.last(tmp_path)
    assert seen is not None
    assert looks.fresh(Results([], [], [line("a"), line("b")]), seen) == []
    now = [line("a", readings=3), line("b"), line("c"), line("d", "single")]
    assert [(what, x["id"]) for what, x in looks.fresh(Results([], [], now), seen)] == [("changed", "a"), ("new", "c")]


def test_a_broken_record_of_looks_is_no_error(tmp_path: Path) -> None:
    (tmp_path / looks.FILE).write_text("{cut", encoding="utf-8")
    assert looks.last(tmp_path) is None


def test_figures_and_names_are_found_as_whole_words() -> None:
    quote = "1,250 fled, 12 of them from Ost and 112 from Osten"
    assert [quote[a:b] for a, b in figures(quote, 12, 1250)] == ["1,250", "12"]
    assert [quote[a:b] for a, b in words(quote, "ost", None, "West")] == ["Ost"]


def test_more_than_a_figure_marks_the_figure() -> None:
    quote = "more than 470,000 deaths, 12 of them on Monday"
    assert [quote[a:b] for a, b in figures(quote, 470_001, None)] == ["470,000"]
    both = "12 or 13 died"
    assert [both[a:b] for a, b in figures(both, 13, 13)] == ["13"]


def test_the_readings_that_the_reason_names_come_first_and_copies_last() -> None:
    pairs = [{"a": 0, "b": 1, "relation": "conflict", "reason": "0 against 1"},
             {"a": 1, "b": 3, "relation": "conflict", "reason": "3 says 9, 1 says 5: both cannot hold"}]  # fmt: skip
    readings = [{"copy_of": None}, {"copy_of": None}, {"copy_of": "x"}, {"copy_of": None}, {"copy_of": None}]
    row = {"readings": readings, "pairs": pairs, "explanation": "3 says 9, 1 says 5: both cannot hold. 5 reports speak."}
    assert order(row) == [1, 3, 0, 4, 2]


def test_towns_and_countries_have_their_place_on_the_map() -> None:
    found = towns()
    lat, lon = found.spot("geonames:170654") or (0, 0)  # Damascus
    assert (round(lat, 1), round(lon, 1)) == (33.5, 36.3)
    middle = found.spot("country:SY")
    assert middle is not None and 32 < middle[0] < 38 and 35 < middle[1] < 43
    assert found.spot("us-state:TX") is None and found.spot(None) is None and found.spot("geonames:0") is None
    assert len(found.around(36.3, 33.5, 12, 10)) == 10


def test_the_map_leaves_out_events_far_from_all_others() -> None:
    from app.views.events import _near

    here = [{"latitude": 33 + i / 10, "longitude": 36 + i / 10} for i in range(20)]
    there = {"latitude": 39.9, "longitude": 116.4}
    assert _near([*here, there]) == here
    assert _near([here[0], there]) == [here[0], there]


def test_the_timeline_leaves_out_events_long_before_all_others() -> None:
    from app.views.events import _near_in_time

    here = [{"start": f"2024-03-{d:02}"} for d in range(1, 29)]
    assert _near_in_time([{"start": "1988-01-01"}, *here]) == here
    assert _near_in_time([*here, {"start": "2025-01-01"}]) == [*here, {"start": "2025-01-01"}]


def test_a_table_shows_text_as_text() -> None:
    from app.views.common import table

    shown: list[str] = []
    with mock.patch("streamlit.html", shown.append):
        table([{"Source": "<b>Evil</b>", "Reports": 1200}, {"Source": "Herald", "Reports": 7}])
    assert "&lt;b&gt;Evil" in shown[0] and "<b>" not in shown[0] and "1,200" in shown[0]


def test_when_a_decision_was_made_is_told_with_its_zone() -> None:
    from app.views.common import moment

    assert moment("2024-03-12T23:05:00+00:00") == "12 Mar 2024, 23:05 UTC"
    assert moment("2024-03-13T01:05:00+02:00") == "12 Mar 2024, 23:05 UTC"


@pytest.mark.parametrize("given", [".", "/srv/secret"])
def test_an_error_is_told_in_a_line_without_a_path(given: str, monkeypatch: pytest.MonkeyPatch) -> None:
    from app.views.common import trouble, without_path

    monkeypatch.setattr("sys.argv", ["view.py", given])
    assert without_path("a.csv, line 2: no text. See docs.") == "a.csv, line 2: no text. See docs."
    assert without_path("/srv/secret/uploads/a.csv is empty") == (
        "uploads/a.csv is empty" if given != "." else "/srv/secret/uploads/a.csv is empty"
    )
    assert trouble(ValueError("the store is damaged.")).startswith("This page could not be shown: the store is damaged. Load")
    for error in (OSError("/srv/secret/rashomon.db: not read"), KeyError("secret"), RuntimeError("secret")):
        assert "secret" not in trouble(error)


def test_a_chart_names_each_source_once_a_day_and_leaves_names_out_where_they_would_cover_each_other() -> None:
    from index.charts import LABELLED, chart

    def drawn(n: int) -> dict[str, Any]:
        told = [{"report": str(i), "source": f"S{i // 2}", "published": "2024-03-12", "low": i, "high": i} for i in range(n)]
        made = chart({"measure": "killed", "subject": "people", "readings": told, "pairs": []})
        assert made is not None
        return dict(made.to_dict())

    few = drawn(4)
    rows = next(iter(few["datasets"].values())) if "datasets" in few else few["data"]["values"]
    assert [r["turn"] for r in rows] == [-1, 0, -1, 1]
    assert sum(x["mark"]["type"] == "text" for x in few["layer"]) == 2
    assert not any(x["mark"]["type"] == "text" for x in drawn(LABELLED + 1)["layer"])


def test_marks_overlap_and_text_stays_text() -> None:
    out = marked("<b>18 dead</b>", [(3, 10, "claim"), (3, 5, "figure")])
    assert out == '&lt;b&gt;<mark class="claim figure">18</mark><mark class="claim"> dead</mark>&lt;/b&gt;'


def test_uploads_keep_their_place_in_the_inbox(tmp_path: Path) -> None:
    path = keep(tmp_path, "../../etc/pass wd.csv", b"text\nx")
    assert path.is_relative_to(tmp_path / "inbox") and path.name == "pass_wd.csv"
    for name, data in (("run.exe", b"x"), ("empty.csv", b"")):
        with pytest.raises(ValueError, match=name):
            keep(tmp_path, name, data)


def test_an_upload_tells_how_far_it_is_while_it_is_read(tmp_path: Path) -> None:
    path = keep(tmp_path, "day.csv", b"text\nx")
    log, state = path.parent / "log.txt", path.parent / "state.json"
    log.write_text(
        f"{TOLD} 0 2 Reading what they say\nrashomon: {path}, line 3: no text\n{TOLD} 1 2 Reading what they say\n{TOLD} 2"
    )
    state.write_text(json.dumps({"pid": os.getpid()}))  # this process is alive
    (_, upload), *_ = uploads(tmp_path)
    assert (upload.state, upload.lines, upload.step) == (
        "reading",
        ("day.csv, line 3: no text",),
        ("Reading what they say", 1, 2),
    )
    log.write_text(f"{TOLD} 2 2 Reading what they say\n2 added, 0 changed\n")
    state.write_text(json.dumps({"pid": 2**22 + 1}))  # no process has this number
    (_, upload), *_ = uploads(tmp_path)
    assert (upload.state, upload.lines, upload.step) == ("done", ("2 added, 0 changed",), None)


def test_the_map_has_coasts_and_borders_inside_its_window() -> None:
    from app import outlines

    found = outlines.around(38.0, 35.0, 12.0)
    lines = found["features"][0]["geometry"]["coordinates"]
    assert len(lines) > 10 and all(len(line) > 1 for line in lines)
    assert all(29 < lon < 47 and 26 < lat < 44 for line in lines for lon, lat in line)
    world = outlines.around(0.0, 20.0, 360.0)["features"][0]["geometry"]["coordinates"]
    assert 5_000 < sum(map(len, world)) < 40_000  # a page that loads at once


def test_an_empty_folder_offers_to_load_reports(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from streamlit.testing.v1 import AppTest

    monkeypatch.setattr("sys.argv", ["view.py", str(tmp_path)])
    shown = AppTest.from_file(str(Path(__file__).parents[1] / "app" / "script" / "view.py"), default_timeout=180).run()
    assert not shown.exception and not shown.error
    assert shown.info[0].value.startswith("Nothing is loaded yet.") and "rashomon add" in shown.code[0].value


def test_an_actor_is_shown_as_the_reports_write_it() -> None:
    from app.views.lineup import _names

    actors = ("non-Lebanese elements", "the Sons of Arvand", "sons of Arvand", "Hizbollah", "Hezbollah", None)
    shown = _names({"readings": [{"actor": a} for a in actors]})
    assert shown[0] == "Non-Lebanese elements"
    assert shown[1] == shown[2] == "The Sons of Arvand"
    assert shown[3] == shown[4] == "Hezbollah" and shown[5] == "Nobody"


def test_verdicts_and_relations_are_called_alike_in_the_app_and_the_report() -> None:
    from app.results import MEANS, VERDICTS, relation
    from app.views.common import LABELS

    assert [LABELS[v].lower() for v in VERDICTS] == list(VERDICTS) == list(MEANS)
    assert relation({"relation": "altered_copy"}) == "altered copy" and relation({"relation": "update"}) == "update"


def test_one_of_anything_has_no_plural() -> None:
    from app import exports, html, terminal

    row = {"report": "r", "source": "Herald", "published": "2024-03-12"}
    one = Results([row], [], [])
    assert terminal.summary(one).startswith("1 report, 0 claims, 0 line-ups")
    assert "1 report from 1 outlet" in html.page(one) and "1 report, 0 claims." in exports.markdown(one)
    lines = [line("a"), line("b", "agreement"), line("c", "agreement"), line("d", "loose")]
    assert (
        terminal.summary(Results([row, row], [], lines))
        == "2 reports, 0 claims, 4 line-ups: 1 disagreement, 1 loose, 2 agreements"
    )
