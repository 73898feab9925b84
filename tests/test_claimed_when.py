"""When it was done and when it was claimed: "on Tuesday admitted the October 29 killing", "claimed on Tuesday evening ... that morning"."""

from __future__ import annotations

from dataclasses import replace

import pytest

from claims import stances
from claims.extraction import understand
from claims.records import Report
from claims.relations import Reading


def told(text: str, published: str = "2023-11-15") -> list[tuple[str, str | None, str | None]]:
    account = next(iter(understand([Report("r", text, published=published)])))
    return [(c.measure, c.event.start, c.as_of) for c in account.claims if c.kind == "responsibility"]


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("The Dale Front on Tuesday claimed the October 29 shooting of two judges in Orvane.", "2023-10-29"),
        ("The Dale Front on Tuesday admitted responsibility for the October 29 killing of two judges in Orvane.", "2023-10-29"),
        ("The Dale Front on Tuesday flatly denied being behind Monday's hacking of a hospital in Orvane.", "2023-11-13"),
        ("In a video released on Tuesday, the Dale Front said its men had bombed the train on Monday.", "2023-11-13"),
        ("The Dale Front claimed Monday's bombing of a train in Orvane.", "2023-11-13"),
        ("No group has claimed Sunday's bombing of the court in Orvane.", "2023-11-12"),
        ("The mayor blamed the Dale Front on Tuesday for Friday's raid on the barracks in Orvane.", "2023-11-10"),
        ("Norvia accused the Dale Front on Tuesday of the bombing of a market in Orvane on Friday.", "2023-11-10"),
        ("The Dale Front claimed on Tuesday that it had planted the bomb, three days after the explosion.", "2023-11-11"),
        ("The Dale Front denied on Tuesday that it had shot the envoy, two days after the attack.", "2023-11-12"),
        ("The agency blamed Norvian hackers for a cyberattack that shut down a hospital on Monday.", "2023-11-13"),
        (
            "The Dale Front has now said that it did bomb the convoy. Its men had kept silent to get away after Sunday's attack.",
            "2023-11-12",
        ),
    ],
)
def test_the_act_is_on_its_own_day_and_not_on_that_of_the_word_about_it(text: str, day: str) -> None:
    assert [start for _, start, _ in told(text)] == [day]


def test_a_claim_is_of_the_day_on_which_it_was_made() -> None:
    text = "The Dale Front claimed responsibility on Monday evening for a car bomb that went off outside a court that morning."
    assert told(text) == [("claimed", "2023-11-13", "2023-11-13")]
    assert told("The Dale Front claimed responsibility for Monday's car bomb outside a court.") == [
        ("claimed", "2023-11-13", None)
    ]


CLAIM = Reading(
    "a",
    source="A",
    published="2023-11-14",
    moment="2023-11-13",
    as_of="2023-11-13",
    hour=19,
    kind="responsibility",
    stance="claimed",
    actor="Dale Front",
    folded="dale front",
)
SILENT = replace(CLAIM, report="b", source="B", stance="unclaimed", actor=None, folded="", published="2023-11-13", as_of=None)


@pytest.mark.parametrize(("hour", "expected"), [(21, "conflict"), (12, "update"), (None, "update")])
def test_what_was_claimed_in_the_evening_was_unclaimed_by_day(hour: int | None, expected: str) -> None:
    assert stances.relate(CLAIM, replace(SILENT, hour=hour)).name == expected


def test_gunmen_may_be_of_a_known_group_that_calls_itself_an_army() -> None:
    assert stances.one_side("militants", "Baloch Liberation Army")
    assert not stances.one_side("militants", "Sudanese army")
    assert not stances.one_side("los cuervos", "los zorros")


def test_who_takes_a_claim_back_did_so_on_that_day_and_not_the_deed() -> None:
    text = "The Dale Front on Wednesday took back its claim to have bombed a train in Orvane."
    assert told(text) == [("denied", "2023-11-13", None)]  # undated: the days before the report
