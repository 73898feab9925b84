"""Times are resolved against the day of writing, and the text's own dateline beats what an archive stamped on it."""

from datetime import date

import pytest

from claims import hours, times
from claims.records import Report

WRITTEN = date(2021, 6, 16)  # a Wednesday


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("Two men died on 3 March 2020 in the harbour.", date(2020, 3, 3), date(2020, 3, 3)),
        ("Two men died on March 3, 2020.", date(2020, 3, 3), date(2020, 3, 3)),
        ("Two men died on 2020-03-03.", date(2020, 3, 3), date(2020, 3, 3)),
        ("Two men died on 13.04.2020.", date(2020, 4, 13), date(2020, 4, 13)),
        ("Two men died on June 12.", date(2021, 6, 12), date(2021, 6, 12)),
        ("Two men died on 20 November.", date(2020, 11, 20), date(2020, 11, 20)),
        ("A mine went off on Tuesday evening.", date(2021, 6, 15), date(2021, 6, 15)),
        ("A mine went off on Wednesday.", date(2021, 6, 16), date(2021, 6, 16)),
        ("A mine went off last Wednesday.", date(2021, 6, 9), date(2021, 6, 9)),
        ("A mine went off yesterday.", date(2021, 6, 15), date(2021, 6, 15)),
        ("A mine went off overnight.", date(2021, 6, 15), date(2021, 6, 16)),
        ("A mine went off three days ago.", date(2021, 6, 13), date(2021, 6, 13)),
        ("Forty were uprooted between May 30 and June 11.", date(2021, 5, 30), date(2021, 6, 11)),
        ("Forty were uprooted from 28 May to 11 June.", date(2021, 5, 28), date(2021, 6, 11)),
        ("Forty were uprooted between Thursday and Monday.", date(2021, 6, 10), date(2021, 6, 14)),
        ("Forty have been uprooted since the weekend.", date(2021, 6, 12), date(2021, 6, 16)),
        ("Forty have died since the storm struck on Monday.", date(2021, 6, 14), date(2021, 6, 16)),
        ("Forty have now died in floods that began on June 3.", date(2021, 6, 3), date(2021, 6, 16)),
        ("A mine went off in May 2019.", date(2019, 5, 1), date(2019, 5, 31)),
        ("Floods killed 40 between mid-May and Sunday.", date(2021, 5, 11), date(2021, 6, 13)),
        ("Forty died in a tower after May's vote and April's fire.", date(2021, 4, 1), date(2021, 4, 30)),
        ("A mine went off in 2014.", date(2014, 1, 1), date(2014, 12, 31)),
        ("Forty died over the weekend.", date(2021, 6, 12), date(2021, 6, 13)),
        ("Forty died in the past 24 hours.", date(2021, 6, 15), date(2021, 6, 16)),
        ("Forty died in the past two weeks.", date(2021, 6, 2), date(2021, 6, 16)),
        ("Forty died in the past 72 hours.", date(2021, 6, 13), date(2021, 6, 16)),
        ("Forty died since the rebels took the town ten days ago.", date(2021, 6, 6), date(2021, 6, 16)),
        ("Since protests erupted in Arla, Norland, on 1 June, forty have died.", date(2021, 6, 1), date(2021, 6, 16)),
        ("Forty died since the rains set in in mid-May.", date(2021, 5, 11), date(2021, 6, 16)),
        ("A mine went off in mid-May.", date(2021, 5, 11), date(2021, 5, 20)),
        ("Forty died in the first half of 2020.", date(2020, 1, 1), date(2020, 6, 30)),
        ("Forty died in the last quarter of last year.", date(2020, 10, 1), date(2020, 12, 31)),
        ("Forty died in the week to Sunday.", date(2021, 6, 7), date(2021, 6, 13)),
        ("Forty died in the ten days ending on 4 June.", date(2021, 5, 26), date(2021, 6, 4)),
        ("Forty died from Friday to Tuesday.", date(2021, 6, 11), date(2021, 6, 15)),
        ("Forty died from Wednesday to Tuesday.", date(2021, 6, 9), date(2021, 6, 15)),
        ("They were tried over a 2014 crash.", date(2014, 1, 1), date(2014, 12, 31)),
        ("They were tried over a February massacre.", date(2021, 2, 1), date(2021, 2, 28)),
        ("The March massacre killed forty.", date(2021, 3, 1), date(2021, 3, 31)),
        ("Forty died in June.", date(2021, 6, 1), date(2021, 6, 16)),
        ("Forty died last month.", date(2021, 5, 1), date(2021, 5, 31)),
        ("A week of clashes killed forty.", date(2021, 6, 9), date(2021, 6, 16)),
        ("Forty were trampled on the May Day holiday.", date(2021, 5, 1), date(2021, 5, 1)),
        ("Forty died on New Year’s Eve.", date(2020, 12, 31), date(2020, 12, 31)),
        ("An Easter Sunday bombing killed forty.", date(2021, 4, 4), date(2021, 4, 4)),
        ("Forty died since 15 November.", date(2020, 11, 15), date(2021, 6, 16)),
        ("Forty died since a truce collapsed on 15 November.", date(2020, 11, 15), date(2021, 6, 16)),
        (
            "Forty died since the war erupted with protests against the old president in May 2019.",
            date(2019, 5, 1),
            date(2021, 6, 16),
        ),
        ("The war that began in May 2019 with protests has since killed forty.", date(2019, 5, 1), date(2021, 6, 16)),
        ("Raids were reported late Monday and early Tuesday.", date(2021, 6, 14), date(2021, 6, 15)),
        ("Shells fell from Friday to Sunday.", date(2021, 6, 11), date(2021, 6, 13)),
        ("Forty died in three days of shelling.", date(2021, 6, 13), date(2021, 6, 16)),
        ("Forty died in 24 hours.", date(2021, 6, 15), date(2021, 6, 16)),
        ("Forty died in Mondays raid.", date(2021, 6, 14), date(2021, 6, 14)),
        ("Forty died from 3 to 9 June.", date(2021, 6, 3), date(2021, 6, 9)),
        ("Forty died between May 20 and 28.", date(2021, 5, 20), date(2021, 5, 28)),
        ("Forty died in the last week of May.", date(2021, 5, 25), date(2021, 5, 31)),
        ("Forty died in the first ten days of June.", date(2021, 6, 1), date(2021, 6, 10)),
        ("Four days into the offensive, forty had died.", date(2021, 6, 12), date(2021, 6, 16)),
        ("Forty died in the weekend raids.", date(2021, 6, 12), date(2021, 6, 13)),
        ("Forty were driven out by the weekend clashes.", date(2021, 6, 12), date(2021, 6, 13)),
        ("A bomb killed forty last winter.", date(2020, 12, 1), date(2021, 2, 28)),
        ("Forty died in the summer of 2019.", date(2019, 6, 1), date(2019, 8, 31)),
        ("Forty have died this month.", date(2021, 6, 1), date(2021, 6, 16)),
        ("Forty have died so far this year.", date(2021, 1, 1), date(2021, 6, 16)),
    ],
)
def test_a_time_is_the_days_it_can_mean(text: str, first: date, last: date) -> None:
    found = times.find(text, WRITTEN)
    assert [(m.first, m.last) for m in found] == [(first, last)]


def test_the_day_before_is_counted_from_the_day_named() -> None:
    found = times.find("The army said on Tuesday that forty had been taken the day before.", WRITTEN)
    assert [(m.first, m.last) for m in found] == [(date(2021, 6, 15),) * 2, (date(2021, 6, 14),) * 2]


@pytest.mark.parametrize("said", ["next weekend", "by the weekend", "every weekend", "in summer"])
def test_a_weekend_or_season_that_is_not_the_last_is_no_time(said: str) -> None:
    assert not times.find(f"Relief is hoped for {said}.", WRITTEN)


@pytest.mark.parametrize(
    "text", ["Since then forty have died, the army said on Tuesday.", "Since the truce ended, he said on Tuesday, forty died."]
)
def test_a_day_of_speech_after_since_is_that_day_alone(text: str) -> None:
    assert [(t.first, t.last) for t in times.find(text, WRITTEN)] == [(date(2021, 6, 15), date(2021, 6, 15))]


def test_last_week_on_a_monday_is_the_week_before() -> None:
    (found,) = times.find("Bandits killed 29 people last week.", date(2021, 6, 14))
    assert (found.first, found.last) == (date(2021, 6, 7), date(2021, 6, 13))


def test_a_mention_lies_where_it_says() -> None:
    text = "On Tuesday, and again on 3 March 2020, the bridge was hit."
    said = [text[m.start : m.end] for m in times.find(text, WRITTEN)]
    assert said[0].endswith("Tuesday") and said[1] == "3 March 2020"


def test_without_a_day_of_writing_a_weekday_stays_a_weekday() -> None:
    (m,) = times.find("A mine went off on Tuesday.", None)
    assert (m.first, m.precision, m.weekday) == (None, "weekday", 1)


def test_ages_and_the_verb_may_are_no_times() -> None:
    assert times.find("It may rain, and a man of 45 was shot near the sun terrace.", WRITTEN) == []


@pytest.mark.parametrize(
    ("text", "published", "expected"),
    [
        ("Friday 7 May 2021. Shells fell on Ostrel.", "2021-05-29", date(2021, 5, 7)),
        ("Published May 7 2021 Shells fell on Ostrel.", "2021-05-29", date(2021, 5, 7)),
        ("Shells fell on Ostrel.", "2021-05-29", date(2021, 5, 29)),
        ("Shells have fallen on Ostrel since May 7, 2021.", "2021-05-29", date(2021, 5, 29)),
        ("7-05-2021 Shells fell on Ostrel.", "2021-05-17", date(2021, 5, 17)),
        ("Shells fell on Ostrel.", None, None),
    ],
)
def test_the_dateline_of_the_text_wins(text: str, published: str | None, expected: date | None) -> None:
    assert times.anchor(Report("r", text, published=published)) == expected


@pytest.mark.parametrize(
    ("text", "hour"),
    [
        ("A bomb killed nine people on Monday morning.", 9),
        ("A bomb killed nine people late on Monday.", 21),
        ("In the early hours of Tuesday a fire killed four.", 5),
        ("The bomb went off at around 8 p.m.", 20),
        ("Nine rockets fell shortly after 6 a.m. on Monday.", 6),
        ("At 21:40 on Monday nine rockets fell.", 21),
        ("In the evening of the same day nine rockets fell.", 19),
        ("Nine died, a spokesman told a Monday morning briefing.", None),
        ("The ministry said on Monday evening that nine people had died.", None),
        ("Fighting since Monday morning has killed nine.", None),
        ("Bombs on Monday morning and on Monday evening killed nine.", None),
    ],
)
def test_the_hour_at_which_it_happened(text: str, hour: int | None) -> None:
    assert hours.of_event(text) == hour


def test_the_day_before_is_counted_from_the_day_told() -> None:
    found = times.find("The army said on Tuesday that men were taken when the port fell the day before.", WRITTEN)
    assert [m.first for m in found] == [date(2021, 6, 15), date(2021, 6, 14)]
    assert len(times.find("The army said on Tuesday that it struck the day before the vote.", WRITTEN)) == 1


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("They were driven out since the start of the month.", date(2024, 3, 1), date(2024, 3, 13)),
        ("It has rained since the beginning of this week.", date(2024, 3, 11), date(2024, 3, 13)),
        ("Twenty years ago on Tuesday, militiamen shot 86 men.", date(2004, 3, 12), date(2004, 3, 12)),
        ("Ten years ago today the ferry sank.", date(2014, 3, 13), date(2014, 3, 13)),
    ],
)
def test_beginnings_and_years_to_a_day(text: str, first: date, last: date) -> None:
    (t,) = times.find(text, date(2024, 3, 13))
    assert (t.first, t.last) == (first, last)


def test_the_same_day_of_another_year() -> None:
    found = times.find("Mourners met on Tuesday where 104 men were shot on the same day in 1993.", date(2024, 3, 13))
    assert [t.first for t in found] == [date(2024, 3, 12), date(1993, 3, 12)]


def test_last_week_on_a_sunday_may_be_the_one_that_ends() -> None:
    (t,) = times.find("Raids hit the town last week.", date(2024, 3, 17))
    assert (t.first, t.last) == (date(2024, 3, 4), date(2024, 3, 17))


def test_a_weekend_of_some_month_is_not_the_last() -> None:
    assert [t.precision for t in times.find("It was so after a weekend of fire last August.", date(2024, 3, 13))] == ["month"]


def test_two_nights_ago_is_a_day() -> None:
    (t,) = times.find("They blew up the bridge two nights ago.", date(2024, 3, 13))
    assert (t.first, t.last) == (date(2024, 3, 11), date(2024, 3, 11))


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("at the end of April", "2019-04-21", "2019-04-30"),
        ("From April 26 to July 5, 544 civilians were killed", "2019-04-26", "2019-07-05"),
        ("Since the end of April, 412 people have died", "2019-04-21", "2019-07-08"),
    ],
)
def test_ends_of_months_and_long_spans_are_times(text: str, first: str, last: str) -> None:
    (found,) = times.find(text, date(2019, 7, 8))
    assert (str(found.first), str(found.last)) == (first, last)


def test_a_day_that_was_years_ago_is_no_day_of_this_week() -> None:
    written = date(2025, 10, 4)
    (found,) = times.find("One year ago Saturday, a church bus fell into a ravine.", written)
    assert (found.first, found.last) == (date(2024, 10, 1), date(2024, 10, 7))
    (found,) = times.find("Families marked on Wednesday two years since the fire.", written)
    assert found.precision == "jubilee" and found.first and found.first.year == 2023
