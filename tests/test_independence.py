"""Copies of one text are found whatever the order, and count once."""

from __future__ import annotations

from claims.records import Report
from index import independence

WIRE = (
    "Police said the blast tore through the market of Kelvara at noon, killing {} people. Rescuers searched the rubble until the evening "
    "while families waited outside the hospital for news. The governor promised help and closed the schools for two days."
)


def report(key: str, text: str, published: str = "2023-05-09") -> Report:
    return Report(key, text, key.upper(), published)


def test_a_copy_points_to_the_earliest_of_its_like() -> None:
    reports = [report("b", WIRE.format(9), "2023-05-10"), report("a", WIRE.format(9), "2023-05-11"), report("c", WIRE.format(9))]
    assert independence.copies(reports) == {"a": "c", "b": "c"}
    assert independence.copies(reports[::-1]) == {"a": "c", "b": "c"}
    assert independence.independent(["a", "b", "c"], independence.copies(reports)) == 1


def test_another_figure_hides_no_copy_but_another_story_is_none() -> None:
    assert independence.same_text(report("a", WIRE.format(9)), report("b", WIRE.format("nineteen")))
    other = "A ferry sank off Port Anselm at dawn. The coast guard pulled forty people from the water and went on searching, an official said, while the wind rose and two more boats stayed out."
    assert not independence.same_text(report("a", WIRE.format(9)), report("b", other))


def test_a_wire_text_extended_by_an_outlet_is_a_copy() -> None:
    more = " It was the third blast in the town this year, and traders said that they would keep their stalls shut until the guards came back."
    assert independence.same_text(report("a", WIRE.format(9)), report("b", WIRE.format(9) + more))


def test_short_news_in_like_words_is_no_copy() -> None:
    a, b = (
        report("a", "Shelling killed nine people in Belmar on Tuesday."),
        report("b", "Shelling killed 25 people in Belmar on Tuesday."),
    )
    assert not independence.same_text(a, b)
    assert independence.same_text(a, report("c", a.text))


def test_page_furniture_does_not_count() -> None:
    text = "Share this page now please. " + WIRE.format(9)
    a = Report("a", text, body=((text.index("Police"), len(text)),))
    assert independence.body(a) == WIRE.format(9)
