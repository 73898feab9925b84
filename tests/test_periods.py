"""What counts over a longer time, or tells of what was done again and again, is kept apart from the news."""

import pytest
from test_events import account, claim

from claims.records import Claim


def blame(text: str, part: str) -> Claim:
    at = text.index(part)
    return next(c for c in account(text).claims if c.kind == "responsibility" and c.start <= at < c.end)


@pytest.mark.parametrize(
    "text",
    [
        "At least 40 people have been killed in Ostrel since a truce collapsed on 3 May.",
        "More than 900 people have died in the conflict.",
        "Since mid-April 60 people have been killed in Ostrel.",
    ],
)
def test_figures_of_a_longer_time_are_cumulative(text: str) -> None:
    assert {c.scope for c in account(text).claims if c.kind == "casualties"} == {"cumulative"}


@pytest.mark.parametrize(
    "text",
    [
        "Seven people were killed in Ostrel in the past 24 hours.",
        "A bomb killed 12 people in Ostrel on Tuesday in the worst attack since the war began.",
        "The attack, the first in the town since the outbreak of the war, killed nine people.",
        "The blast killed between 1000 and 1800 people.",
        "The number of dead in this week's blast rose to 31.",
        "Air strikes by government war planes in Ostrel on Tuesday have killed 32 people.",
        "The monitor, which has counted the dead since the war began, said a shell killed four people.",
    ],
)
def test_figures_of_one_attack_are_not(text: str) -> None:
    assert "cumulative" not in {c.scope for c in account(text).claims if c.kind == "casualties"}


@pytest.mark.parametrize(
    "habit",
    [
        "The Northern Front has often bombed the town.",
        "The Northern Front has claimed previous bombings in the town.",
        "The Northern Front has bombed the town in the past.",
        "The Northern Front has repeatedly shelled the town.",
        "The Northern Front has used sarin there before and the army knows it.",
    ],
)
def test_what_somebody_did_again_and_again_is_another_event_than_the_news(habit: str) -> None:
    text = f"A car bomb killed 12 people in Mosul on Tuesday. {habit}"
    told = blame(text, "Northern Front")
    assert told.scope == "cumulative" and told.event.id != claim(account(text), "12 people").event.id


def test_who_did_the_deed_of_the_news_is_of_the_same_event() -> None:
    text = "A car bomb killed 12 people in Mosul on Tuesday. Officials blamed the Northern Front for the bombing."
    told = blame(text, "Northern Front")
    assert told.scope == "total" and told.event.id == claim(account(text), "12 people").event.id


def test_a_running_total_of_one_kind_of_act_is_not_the_toll_of_the_war() -> None:
    a = account(
        "More than 40,000 people have been killed since the war began in 2014. "
        "The monitor says 6,000 people have been killed by barrel bombs since the war began in 2014."
    )
    assert claim(a, "40,000").event.what == "war"
    assert claim(a, "6,000").event.what == "barrel bombs"


@pytest.mark.parametrize("how", ["has long denied", "has always denied", "has consistently denied"])
def test_who_has_long_denied_it_does_not_speak_of_the_news(how: str) -> None:
    text = f"Sarin killed 40 people in Homs on Tuesday. The army {how} using chemical weapons."
    told = blame(text, "army")
    assert (told.measure, told.scope) == ("denied", "cumulative")
    assert told.event.id != claim(account(text), "40 people").event.id
