"""In a notebook: what an index and a line-up show of themselves, their tables and their chart."""

from __future__ import annotations

from html import escape

import pytest

from claims.records import Quantity, Report
from index import ClaimIndex
from index.rows import value

REPORTS = [
    Report("a", "A car bomb killed 18 people in Aleppo on 12 March 2024, the health ministry said.", "<i>Wire</i>", "2024-03-12"),
    Report("b", "A car bomb killed 31 people in Aleppo on 12 March 2024, a monitor said.", "Post & Co", "2024-03-12"),
]


@pytest.fixture(scope="module")
def index() -> ClaimIndex:
    made = ClaimIndex()
    made.add(REPORTS)
    return made


def _conflict(index: ClaimIndex) -> str:
    return str(index.disagreements()["id"].iloc[0])


def test_an_index_shows_its_counts_and_its_disagreements(index: ClaimIndex) -> None:
    html = index._repr_html_()
    assert "2 reports" in html and "1 disagreement" in html
    assert _conflict(index) in html


def test_a_line_up_shows_each_reading_with_its_words_and_no_markup_of_a_report(index: ClaimIndex) -> None:
    html = index.lineup(_conflict(index))._repr_html_()
    assert "<i>Wire" not in html and "&lt;i&gt;Wire" in html and "Post &amp; Co" in html
    for part in ("18", "31", "health ministry", "2024-03-12", "“"):
        assert part in html


def test_a_line_up_gives_its_tables_and_the_chart_of_the_app(index: ClaimIndex) -> None:
    line = index.lineup(_conflict(index))
    assert list(line.readings().columns) == list(index.readings().columns)
    assert set(line.claims()["report"]) == {"a", "b"}
    drawn = line.plot(width=300)
    assert drawn is not None and drawn.to_dict()["width"] == 300


def test_an_unknown_line_up_says_where_the_ids_are(index: ClaimIndex) -> None:
    with pytest.raises(LookupError, match="lineups"):
        index.lineup("none")


def test_the_tables_hold_their_types_also_where_they_are_empty(index: ClaimIndex) -> None:
    for made in (index, ClaimIndex()):
        assert str(made.readings()["low"].dtype) == str(made.claims()["high"].dtype) == "Int64"


@pytest.mark.parametrize(("low", "high", "about", "vague"), [(12, 12, False, None), (12, None, True, None), (None, 9, False, None),
                                                             (3, 5000, False, None), (None, None, False, "dozens")])  # fmt: skip
def test_a_figure_has_the_same_words_everywhere(low: int | None, high: int | None, about: bool, vague: str | None) -> None:
    row = {"low": low, "high": high, "approximate": about, "vague": vague, "stance": None}
    assert value(row) == str(Quantity(low, high, about, vague))


def test_a_claim_and_a_reading_show_themselves(index: ClaimIndex) -> None:
    card = index.lineup(index.lineup_rows()[0]["id"])
    reading = card.reading(0)
    claim = index.claim(reading.row["claims"][0])
    assert escape(claim.row["quote"]) in claim._repr_html_() and escape(claim.row["quote"]) in reading._repr_html_()
    assert value(reading.row) in reading._repr_html_()
    with pytest.raises(LookupError, match="no claim"):
        index.claim("c0")
