"""What the app does without a browser: no model loads to show results, and what is new is what changed since the last look."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from app import looks
from app.inbox import keep
from app.marks import figures, marked, words
from app.results import Results


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


def test_marks_overlap_and_text_stays_text() -> None:
    out = marked("<b>18 dead</b>", [(3, 10, "claim"), (3, 5, "figure")])
    assert out == '&lt;b&gt;<mark class="claim figure">18</mark><mark class="claim"> dead</mark>&lt;/b&gt;'


def test_uploads_keep_their_place_in_the_inbox(tmp_path: Path) -> None:
    path = keep(tmp_path, "../../etc/pass wd.csv", b"text\nx")
    assert path.is_relative_to(tmp_path / "inbox") and path.name == "pass_wd.csv"
    for name, data in (("run.exe", b"x"), ("empty.csv", b"")):
        with pytest.raises(ValueError, match=name):
            keep(tmp_path, name, data)


def test_the_map_has_coasts_and_borders_inside_its_window() -> None:
    from app import outlines

    found = outlines.around(38.0, 35.0, 12.0)
    lines = found["features"][0]["geometry"]["coordinates"]
    assert len(lines) > 10 and all(len(line) > 1 for line in lines)
    assert all(29 < lon < 47 and 26 < lat < 44 for line in lines for lon, lat in line)
    world = outlines.around(0.0, 20.0, 360.0)["features"][0]["geometry"]["coordinates"]
    assert 5_000 < sum(map(len, world)) < 40_000  # a page that loads at once
