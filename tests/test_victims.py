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
        ("The gunman turned the gun on himself after the shooting, police said.", "killed", 1),
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
