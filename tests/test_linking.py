"""Claims of one report are put together into events: what a report tells apart stays apart, what it tells on belongs together."""

from __future__ import annotations

import json
from itertools import pairwise

import pytest

from claims import events, linking
from claims.extraction import understand
from claims.records import Account, Report


def account(text: str, published: str = "2021-06-16") -> Account:
    return next(iter(understand([Report("r", text, published=published)])))


def events_of(a: Account) -> list[str]:
    return [c.event.id for c in a.claims if c.kind == "casualties"]


@pytest.mark.parametrize(
    "text",
    [
        "A car bomb killed 12 people in Mosul on Tuesday. In Basra, gunmen killed three people.",
        "A shell killed four people in Mosul on Tuesday. In March 2019, a shell killed 25 people.",
        "A shell killed four people on Tuesday. The war has killed more than 90,000 people since it began in 2014.",
        "Two people were killed in a shooting on Tuesday, a week after a bombing that killed 30.",
    ],
)
def test_what_a_report_tells_apart_is_two_events(text: str) -> None:
    first, second = events_of(account(text))
    assert first != second


@pytest.mark.parametrize(
    "text",
    [
        "A car bomb killed 12 people in Mosul on Tuesday. It wounded 30 others.",
        "An air strike on a market in Mosul killed 12 people on Tuesday. Rescuers said the strike wounded 30 people.",
        "Six people were killed when a bridge collapsed in Mosul on Tuesday, police said. A doctor said nine others were injured.",
    ],
)
def test_what_a_report_tells_on_is_one_event(text: str) -> None:
    first, second = events_of(account(text))
    assert first == second


def test_a_very_long_report_is_read_window_by_window() -> None:
    towns = ("Mosul", "Basra", "Kirkuk", "Ramadi")
    lines = [
        f"In {towns[i % 4]}, a car bomb killed {i + 2} people and wounded {i + 40} on Tuesday." for i in range(2 * linking.CLOSE)
    ]
    found = account("\n\n".join(lines))
    assert len(found.claims) > 3 * linking.CLOSE
    assert len({c.event.id for c in found.claims}) > 1


def test_events_are_numbered_as_they_are_told_and_the_same_each_time() -> None:
    text = "A shell killed four people in Mosul on Tuesday. In Basra, gunmen killed three. In March 2019, a bomb in Kirkuk killed 25."
    a, b = account(text), account(text)
    assert [c.event for c in a.claims] == [c.event for c in b.claims]
    starts = [min(c.start for c in a.claims if c.event.id == e.id) for e in a.events]
    assert a.events[0].main and all(x < y for x, y in pairwise(starts))


def test_the_model_in_the_package_is_the_one_for_these_features() -> None:
    data = json.loads((linking.files("claims.cues") / "linking.json").read_text(encoding="utf-8"))
    assert {name: tuple(f["name"] for f in model["features"]) for name, model in data["models"].items()} == linking.NAMES
    assert min(s["b3_f1"] for s in data["held_out"].values()) > 0.8
    assert events.linking is linking
