"""Estimates under named policies: which figures they take, and what they leave out."""

from __future__ import annotations

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
