"""As of when a figure holds: only where its sentence says so, never a day to come, never another figure's day."""

from __future__ import annotations

from datetime import date

import pytest

from claims import asof
from claims.extraction import understand
from claims.records import Report
from index.frames import readings
from index.lineups import build

THURSDAY = date(2024, 3, 14)


@pytest.mark.parametrize(
    ("sentence", "figure", "wanted"),
    [
        ("By Tuesday evening, 40 people had been pulled dead from the mill.", "40", "2024-03-12"),
        ("At least 12 miners had died by late Tuesday.", "12", "2024-03-12"),
        ("As of 5 p.m. on Wednesday, 40 people were dead, up from 12 on Monday.", "40", "2024-03-13"),
        ("As of 5 p.m. on Wednesday, 40 people were dead, up from 12 on Monday.", "12", None),
        ("The toll of the Orvane flood rose to 40 on Wednesday, the mayor said.", "40", "2024-03-13"),
        ("The toll stood at 40 on March 12, 2024, the ministry said.", "40", "2024-03-12"),
        ("As of today 40 people are missing.", "40", "2024-03-14"),
        ("12 were killed by Monday's blast.", "12", None),
        ("By Wednesday night 12 people had been confirmed dead in Tuesday's blast.", "12", "2024-03-13"),
        ("Divers who found 12 bodies hope to finish by Tuesday.", "12", None),
        ("A blast killed 12 people in Orvane on Monday.", "12", None),
        ("12 people were killed by soldiers.", "12", None),
    ],
)
def test_the_day_of_a_figure(sentence: str, figure: str, wanted: str | None) -> None:
    at = sentence.index(figure)
    assert asof.find(sentence, at, at + len(figure), THURSDAY) == wanted


def test_no_figure_is_older_than_its_event_or_younger_than_its_report() -> None:
    old, new = "As of 2 March 2024, 40 people were dead.", "As of 20 March 2024, 40 people were dead."
    assert asof.find(old, 20, 22, THURSDAY, "2024-03-01") == "2024-03-02"
    assert asof.find(old, 20, 22, THURSDAY, "2024-03-12") is None
    assert asof.find(new, 21, 23, THURSDAY) is None


def test_a_reading_says_of_which_day_its_figure_is_beside_when_it_was_published() -> None:
    texts = ("A dam burst at Orvane on Monday. By Tuesday evening, 40 people had been killed, police said.",
             "A dam burst at Orvane on Monday, killing 12 people, police said.")  # fmt: skip
    reports = [Report(f"r{n}", text, f"Outlet {n}", "2024-03-14") for n, text in enumerate(texts)]
    accounts = {a.report.id: a for a in understand(reports)}
    assert [c.out()["as_of"] for c in accounts["r0"].claims] == ["2024-03-12"]
    lines = build([tuple(e.id for a in accounts.values() for e in a.events if e.main)], accounts)
    table = readings([line.out() for line in lines]).set_index("report")
    assert table["as_of"]["r0"] == "2024-03-12" and table["as_of"].isna()["r1"]
    assert set(table["published"]) == {"2024-03-14"}


def test_a_text_that_bears_another_date_than_its_publication_is_of_that_day() -> None:
    """Archives stamp articles with the day on which they were collected."""
    texts = ("12 March 2024. A dam burst at Orvane, killing 40 people, police said.",
             "A dam burst at Orvane on 12 March 2024, killing 12 people, police said.")  # fmt: skip
    reports = [Report(f"r{n}", text, f"Outlet {n}", "2024-03-30") for n, text in enumerate(texts)]
    accounts = {a.report.id: a for a in understand(reports)}
    (line, *_) = build([tuple(e.id for a in accounts.values() for e in a.events if e.main)], accounts)
    assert {r["report"]: r["as_of"] for r in line.out()["readings"]} == {"r0": "2024-03-12", "r1": None}


def test_who_did_it_is_of_no_day() -> None:
    text = "By Tuesday evening, police blamed the Grey Wolves for a blast that killed 12 people in Orvane on Monday."
    (account,) = understand([Report("r", text, published="2024-03-14")])
    assert {c.as_of for c in account.claims if c.kind == "responsibility"} <= {None}


@pytest.mark.parametrize(
    ("sentence", "figure", "wanted"),
    [
        ("By noon on Tuesday, 40 people had been pulled dead from the mill.", "40", 12),
        ("As of 6 p.m. on Tuesday 40 people were dead.", "40", 18),
        ("The toll of the fire rose to 40 late on Tuesday.", "40", 21),
        ("By Tuesday night, 40 rockets had been fired, against 12 by noon.", "40", 21),
        ("By Tuesday night, 40 rockets had been fired, against 12 by noon.", "12", 12),
        ("The blast wounded 40, firefighters said shortly after noon.", "40", 12),
        ("The blast killed 40, a spokesman told a Tuesday afternoon briefing.", "40", 15),
        ("The blast killed 40, a spokesman told a news conference on Tuesday evening.", "40", 19),
        ("As of Tuesday morning, Monday's quake had killed 40 people.", "40", 9),
        ("A blast on Tuesday morning killed 40 people.", "40", None),
        ("40 people were killed by Tuesday night's blast.", "40", None),
        ("Rescuers who found 40 bodies hope to finish by noon.", "40", None),
    ],
)
def test_the_hour_of_a_figure(sentence: str, figure: str, wanted: int | None) -> None:
    assert asof.hour(sentence, sentence.index(figure)) == wanted
