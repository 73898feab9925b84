"""How many were fired, intercepted and landed, and how many air strikes there were."""

from __future__ import annotations

import pytest

from claims.extraction import understand
from claims.records import Report


def counted(text: str) -> set[tuple[str, str]]:
    account = next(iter(understand([Report("r", text, published="2024-03-13")])))
    return {(c.measure, str(c.quantity)) for c in account.claims if c.kind == "munitions"}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Some 37 rockets were fired from the hills into the town on Thursday.", {("fired", "about 37")}),
        ("Two barrel bombs were dropped on the camp near Orvane.", {("fired", "2")}),
        ("The army shot down 11 of 14 drones launched overnight.", {("intercepted", "11"), ("fired", "14")}),
        (
            "Rebels fired 40 rockets at the airport. Air defences intercepted 25 of them.",
            {("fired", "40"), ("intercepted", "25")},
        ),
        ("Ten shells fell on the old quarter of Dar Sulem.", {("landed", "10")}),
        ("Three rockets fired from the hills hit the border town.", {("fired", "3"), ("landed", "3")}),
        ("Jets carried out 12 air strikes on the suburbs.", {("strikes", "12")}),
        ("Dozens of mortar shells hit the town on Friday.", {("landed", "dozens")}),
        ("A missile slammed into the power station.", {("landed", "1")}),
    ],
)
def test_munitions_are_counted(text: str, expected: set[tuple[str, str]]) -> None:
    assert expected <= counted(text)


@pytest.mark.parametrize(
    "text",
    [
        "The army displayed a 122mm rocket.",
        "Teachers held two strikes this year.",
        "A car bomb exploded at the market.",
        "He said 20 rockets could be fired at any time.",
        "The shells of five crabs lay on the beach.",
    ],
)
def test_what_counts_no_munitions_is_no_claim(text: str) -> None:
    assert counted(text) == set()
