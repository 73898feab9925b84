"""Who speaks: when two readings have one voice, and when a second opinion."""

from __future__ import annotations

import pytest

from claims import relations, voices
from claims.records import Quantity
from claims.relations import Reading


def between(a: tuple[str, ...], b: tuple[str, ...]) -> str:
    x, y = Reading("a", source="A", said_by=a), Reading("b", source="B", said_by=b)
    assert voices.between(x, y) == voices.between(y, x)
    return voices.between(x, y)


@pytest.mark.parametrize(
    ("a", "b"),
    [
        (("police",), ("officials",)),
        (("Russian Defence Ministry",), ("the defence ministry in Moscow",)),
        (("Pentagon",), ("US officials",)),
        (("state TV",), ("state television",)),
        (("the U.N.",), ("UN envoy Ana Delrio",)),
        (("the United Nations",), ("U.N.",)),
        (("Ana Delrio, head of the Red Lantern",), ("Red Lantern",)),
        (("a source at the Kelvara hospital", "Valley News Wire"), ("Valley News Wire",)),
        (("opposition activists",), ("activist",)),
    ],
)
def test_offices_of_one_state_and_longer_names_are_one_voice(a: tuple[str, ...], b: tuple[str, ...]) -> None:
    assert between(a, b) == "same"


@pytest.mark.parametrize(
    ("a", "b"),
    [
        (("Turkish Relief Society",), ("Turkish air force",)),  # a nation alone makes no voice
        (("the Kurdish National Council",), ("the UN Security Council",)),
        (("Ukrainian police",), ("Russian officials",)),
        (("a relative", "Valley News Wire"), ("a doctor", "Valley News Wire")),  # who relays is not who says
        (("the Observatory's chief",), ("the police chief",)),
    ],
)
def test_shared_small_words_nations_and_relays_make_no_voice(a: tuple[str, ...], b: tuple[str, ...]) -> None:
    assert between(a, b) == "other"


def test_a_second_opinion_a_day_later_is_no_update_though_both_speakers_are_of_one_nation() -> None:
    a = Reading("a", "A", moment="2023-05-09", quantity=Quantity(12, 12), said_by=("Turkish Relief Society",))
    b = Reading("b", "B", moment="2023-05-10", quantity=Quantity(30, 30), said_by=("Turkish air force",))
    assert relations.relate(a, b).name == "conflict"
    assert relations.relate(a, b.but(said_by=("Turkish Relief Society officials",))).name == "update"
