"""Single victims, named or not: each person once, however often the report comes back to them."""

from __future__ import annotations

import pytest

from claims.extraction import understand
from claims.records import Report


def persons(text: str, measure: str) -> int:
    account = next(iter(understand([Report("r", text, published="2024-03-13")])))
    return len({c.person for c in account.claims if c.measure == measure and c.person is not None})


@pytest.mark.parametrize(
    ("text", "measure", "n"),
    [
        ("Erika Ruiz, 21, was killed in the crash in Portwick. Ruiz was on her way home.", "killed", 1),
        ("Town in Shock After Army Helicopter is Shot Down near Portwick.", "injured", 0),
        ("The gunman turned the gun on himself after the shooting, police said.", "killed", 1),
        ("Sela Mahmud Saleh was killed in Portwick. Friends mourned the death of Sila Mahmoud Saleh.", "killed", 1),
        ("Erik Ruiz was killed in Portwick. Later Erika Ruiz was killed in a crash.", "killed", 2),
        ("PORTWICK, Fla. - A 17-year-old died after being shot. Lane was taken to hospital, where he died.", "killed", 1),
        ("Police are looking into the death of 28-year-old Bryan Soles, of Portwick.", "killed", 1),
        ("The suspects, who were identified as Tomas Berry, 20, and Milo Mell, 18, killed nobody.", "killed", 0),
    ],
)
def test_each_person_once(text: str, measure: str, n: int) -> None:
    assert persons(text, measure) == n


def test_who_died_is_no_longer_injured() -> None:
    text = "Jon Pardo, 31, was shot in Portwick on Monday. Pardo was taken to hospital, where he died."
    assert persons(text, "killed") == 1
    assert persons(text, "injured") == 0


def test_names_of_those_who_were_not_hurt_are_no_victims() -> None:
    assert persons("Mayor Ana Reyes, 54, said that nobody was hurt in the fire in Portwick.", "killed") == 0


@pytest.mark.parametrize(
    ("text", "killed", "injured"),
    [
        ("A 2-year-old boy was shot in Orvane. Lane was taken to a hospital, where he later died.", 1, 0),
        ("The officer who shot and killed a 13-year-old was put on leave.", 1, 0),
        ("A teenager from Dar Sulem, who was killed on Friday, was buried. Police said Karl Orvin shot and killed him.", 1, 0),
        ("Police said the woman killed her child and then herself.", 2, 0),
        ("The boy killed his brother and then shot himself, the sheriff said.", 2, 0),
        ("The comedian, blogger and activist Ali Mersan was killed on Friday.", 1, 0),
        ("A woman shot her 5-year-old son and then herself in a murder-suicide, the sheriff said.", 2, 0),
        ("The officer who shot and killed a boy, 13, was identified as Bram Masen.", 1, 0),
        ("A boy, 13, is held in the fatal shooting of another teen. Omar Saleh, 15, died on Friday, police said.", 1, 0),
        ("His brother, 8-year-old Jo Slade, and his mother, Mona, 27, were both injured in Portwick.", 0, 2),
        ("A man was wounded in Portwick. He remains in hospital and is expected to survive.", 0, 1),
    ],
)
def test_who_is_dead_is_counted_once_and_the_killer_never_for_killing(text: str, killed: int, injured: int) -> None:
    tolls = next(iter(understand([Report("r", text, published="2024-03-13")]))).tolls
    for measure, n in (("killed", killed), ("injured", injured)):
        assert sum(t.quantity.low or 0 for t in tolls if t.measure == measure) == n, measure


@pytest.mark.parametrize(
    "text",
    [
        "The raid left dozens dead and wounded the Orvane Observatory told the Courier.",
        "A suicide bomber killed at least 16 people and wounded 40 on Tuesday.",
    ],
)
def test_who_says_so_and_who_did_it_are_not_hurt(text: str) -> None:
    assert persons(text, "injured") == 0
