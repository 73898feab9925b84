"""The quality gate: no figure below its floor, on the project's own gold and on RASHOMON_EVAL_DATA where that is set."""

from __future__ import annotations

import os

import pytest

from benchmarks import quality


@pytest.fixture(scope="module")
def floors() -> quality.Row:
    return quality.read_floors()


def test_the_gold_is_the_one_that_the_floors_were_measured_on(floors: quality.Row) -> None:
    assert quality.gold_hash() == floors["gold"], "the gold changed: run `python -m benchmarks.quality --update`"


def test_the_gold_holds_every_kind_and_form() -> None:
    rows = quality.gold()
    claims = [c for r in rows for c in r["claims"]]
    assert len(rows) >= 60
    assert {c["measure"] for c in claims} >= {"killed", "injured", "missing", "captured", "displaced"}
    assert {c["measure"] for c in claims} >= {"fired", "intercepted", "landed", "strikes"}
    assert {c["measure"] for c in claims} >= {"claimed", "denied", "blamed", "suspected", "unclaimed"}
    assert {c["scope"] for c in claims if "scope" in c} == {"total", "part", "added", "cumulative"}
    assert sum(not r["claims"] for r in rows) >= 8, "texts full of numbers that count nobody"


def test_no_figure_on_the_gold_is_below_its_floor(floors: quality.Row) -> None:
    lines: list[str] = []
    scores = {"gold": quality.score(quality.gold(), lines)}
    assert floors["floors"]["gold"], "no floors: run `python -m benchmarks.quality --update`"
    assert not quality.below(scores, {"gold": floors["floors"]["gold"]}), "\n".join(lines)


@pytest.mark.parametrize("name", quality.SETS)
def test_no_figure_on_the_evaluation_data_is_below_its_floor(name: str, floors: quality.Row) -> None:
    if not os.environ.get("RASHOMON_EVAL_DATA"):
        pytest.skip("RASHOMON_EVAL_DATA is not set: the floors on fakes, dossiers, gvc and airwars were not checked")
    assert not quality.below({name: quality.evaluate(name)}, {name: floors["floors"][name]})


OLD: quality.Row = {"gold": "a", "floors": {"gold": {"f1": 0.8, "said_by": 0.7}}, "lowered": []}


def test_floors_rise_with_the_figures() -> None:
    new = quality.updated(OLD, {"gold": {"f1": 0.85, "said_by": 0.7}}, "b")
    assert new == {"gold": "b", "floors": {"gold": {"f1": 0.85, "said_by": 0.7}}, "lowered": []}


def test_floors_do_not_fall_unless_it_is_said_why() -> None:
    fallen: quality.Scores = {"gold": {"f1": 0.75, "said_by": 0.9}}
    with pytest.raises(ValueError, match=r"f1: 0\.75 is below its floor 0\.8"):
        quality.updated(OLD, fallen, "b")
    new = quality.updated(OLD, fallen, "b", why="the gold now holds floods")
    assert new["floors"] == {"gold": {"f1": 0.75, "said_by": 0.9}}
    assert new["lowered"] == [{"why": "the gold now holds floods", "fallen": ["gold.f1: 0.75 is below its floor 0.8"]}]


def test_a_figure_that_vanished_is_below_its_floor() -> None:
    assert quality.below({"gold": {"f1": 0.9}}, OLD["floors"]) == ["gold.said_by: gone is below its floor 0.7"]


def test_floors_of_sets_that_were_not_measured_stay() -> None:
    old: quality.Row = {"gold": "a", "floors": {"gold": {"f1": 0.8}, "fakes": {"f1": 0.6}}, "lowered": []}
    assert quality.updated(old, {"gold": {"f1": 0.9}}, "a")["floors"]["fakes"] == {"f1": 0.6}


def test_the_documented_figures_are_the_floors(floors: quality.Row) -> None:
    text = quality.DOC.read_text(encoding="utf-8")
    assert text == quality.in_doc(text, floors["floors"]), "run `python -m benchmarks.quality --update`"
