"""Estimates under named policies: which figures they take, and what they leave out."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from claims import cues, intervals
from claims.records import Quantity
from claims.relations import Reading
from index import estimates


def r(
    report: str, low: int | None, high: int | None = None, vague: str | None = None, day: str = "2023-05-09", **more: object
) -> Reading:
    return Reading(report, report, day, quantity=Quantity(low, high, vague=vague), moment=day, **more)  # type: ignore[arg-type]


def test_each_policy_gives_its_own_figures() -> None:
    found = estimates.estimates(
        [r("a", 12, 12), r("b", 20, 20), r("c", 20, 20, day="2023-05-10"), r("d", 31, 31, day="2023-05-10")]
    )
    assert found["range"] == {"low": 12, "best": None, "high": 31}
    assert found["conservative"] == {"low": 12, "best": 12, "high": 12}
    assert found["latest"] == {"low": 20, "best": 20, "high": 31}
    assert found["low_best_high"] == {"low": 12, "best": 20, "high": 31}


def test_copies_parts_and_superseded_figures_are_left_out() -> None:
    readings = [
        r("a", 12, 12),
        r("b", 12, 12, copy_of="a"),
        r("c", 5, 5, scope="part"),
        r("d", 3, 3, moves=frozenset(("early",))),
        r("e", 2, 2, place="Upper Benna"),
    ]
    assert estimates.estimates(readings)["range"] == {"low": 12, "best": None, "high": 12}


def test_vague_words_are_read_as_the_policy_reads_them_and_only_where_nothing_sharper_is_said() -> None:
    only = estimates.estimates([r("a", None, None, "dozens")])
    assert only["conservative"]["best"] == 12
    assert (only["low_best_high"]["low"], only["low_best_high"]["high"]) == (12, 24)
    assert estimates.estimates([r("a", None, None, "dozens"), r("b", 40, 40)])["range"] == {"low": 40, "best": None, "high": 40}


def test_an_open_bound_adds_no_figure_of_its_own() -> None:
    assert estimates.estimates([r("a", 18, None), r("b", None, 30)])["range"] == {"low": 18, "best": None, "high": 30}


def test_nothing_to_estimate_gives_nothing() -> None:
    assert estimates.estimates([]) == {}
    assert estimates.estimates([r("a", 5, 5, scope="part")]) == {}


@pytest.fixture
def own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    monkeypatch.setenv(cues.EXTRA, str(tmp_path))
    cached = (cues.load, intervals.vague_words, estimates.policies)
    for f in cached:
        f.cache_clear()
    yield tmp_path / "policies.toml"
    monkeypatch.delenv(cues.EXTRA)
    for f in cached:
        f.cache_clear()


def test_an_own_policy_gives_figures_beside_the_others(own: Path) -> None:
    own.write_text(
        "[vague.desk]\nwords = { dozens = [30, 99] }\n[vague.airwars.words]\ndozens = [13, 25]\n"
        '[estimates.desk]\nabout = "ours"\nhow = "conservative"\nvague = "desk"\n'
    )
    found = estimates.estimates([r("a", None, None, "dozens")])
    assert found["desk"] == {"low": 30, "best": 30, "high": 30}
    assert found["conservative"]["best"] == 12
    assert (found["low_best_high"]["low"], found["low_best_high"]["high"]) == (13, 25), "a figure is replaced"


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("estimates = 5", "policies.toml: estimates must be a table"),
        ("[vague.acled.words]\nscores = 3", "vague.acled.words.scores must be a list"),
        ("[vague.acled]\nwords = { scores = [3] }", r"\[vague.acled\]: write words"),
        ("[estimates]\ndesk = 5", r"\[estimates.desk\]: write how"),
        ('[estimates.desk]\nabout = "x"', r"\[estimates.desk\]: write how"),
        ('[estimates.desk]\nhow = "range"\nvague = "dsk"', r"there is no table \[vague.dsk\]; one of usage"),
    ],
)
def test_an_own_policy_that_is_not_whole_is_named(own: Path, text: str, says: str) -> None:
    own.write_text(text)
    with pytest.raises(ValueError, match=says):
        estimates.policies()
