"""What two short reports say of one question where a word decides: a sort of people, a toll that stands, a river's name, another village."""

from __future__ import annotations

from typing import Any

import pytest

from benchmarks import pairs
from claims import places

DAY = "2024-09-17"  # a Tuesday
PEOPLE = "Six people were killed when a shell hit a clinic in Masrun on Monday, residents said."


def relation(first: str, second: str, measure: str = "killed", later: str = DAY) -> str:
    two: dict[str, Any] = {
        "a": {"source": "Valdry Courier", "published": DAY, "text": first},
        "b": {"source": "Osk Radio", "published": later, "text": second},
    }
    (outcome,) = pairs.of_reports([{"id": "p", "measure": measure, "expect": "", **two}])
    return outcome.got


@pytest.mark.parametrize(
    ("second", "later", "expected"),
    [
        ("Nine nurses were killed when a shell hit a clinic in Masrun on Monday, a charity said.", DAY, "impossible"),
        ("Eleven children were killed by a shell at a clinic in Masrun on Monday, a charity said.", DAY, "impossible"),
        ("Eight Danish tourists were killed by a shell at a clinic in Masrun on Monday, a minister said.", DAY, "impossible"),
        ("Nine civilians were killed when a shell hit a clinic in Masrun on Monday, a charity said.", DAY, "conflict"),
        ("Four nurses were killed when a shell hit a clinic in Masrun on Monday, a charity said.", DAY, "part"),
        ("The number of nurses killed by Monday's shell at a clinic in Masrun rose to nine.", "2024-09-19", "update"),
    ],
)
def test_more_of_a_sort_than_of_all_on_one_day_cannot_be(second: str, later: str, expected: str) -> None:
    assert relation(PEOPLE, second, later=later) == expected


def test_where_nobody_was_killed_a_sort_that_was_contradicts_it() -> None:
    nobody = "No one was killed when a shell hit a clinic in Masrun on Monday, the army said."
    assert relation(nobody, "Nine nurses were killed when a shell hit a clinic in Masrun on Monday.") == "conflict"


@pytest.mark.parametrize(
    ("second", "expected"),
    [
        ("The toll from Monday's shelling of a clinic in Masrun stands at eight. Two of the wounded died in hospital.", "update"),
        ("Two more people wounded by Monday's shell at a clinic in Masrun died, bringing the toll to eight.", "increment"),
        ("A shell killed six people at a clinic in Masrun on Monday. Two of the wounded died on Wednesday.", "increment"),
    ],
)
def test_a_toll_told_first_is_the_news_and_not_what_was_added(second: str, expected: str) -> None:
    assert relation(PEOPLE, second, later="2024-09-19") == expected


@pytest.mark.parametrize(
    ("lower", "expected"),
    [
        ("The health office gave the number killed by Monday's shell in Masrun as four, fewer than it had announced at first.", "correction"),
        ("A doctor put the number killed by Monday's shell in Masrun at four, below the number initially reported.", "correction"),
        ("A doctor said four people were killed by Monday's shell in Masrun, a smaller number than first given.", "correction"),
        ("A doctor put the number killed by Monday's shell in Masrun at four, fewer than in the raid on Kelvar.", "conflict"),
    ],
)  # fmt: skip
def test_lower_than_the_figure_first_given_is_a_correction(lower: str, expected: str) -> None:
    assert relation(PEOPLE, lower, later="2024-09-18") == expected


def test_a_river_with_the_name_of_a_land_lies_in_others_too() -> None:
    assert "country:NE" not in [m.place_id for m in places.find("A boat sank on the Niger River near Tamsa.")]
    assert "country:NE" in [m.place_id for m in places.find("A boat sank in Niger near Tamsa.")]
    first = "A dugout capsized on the Niger River near Tamsa on Monday and 31 traders drowned."
    second = "The number of traders who drowned in Monday's capsizing near Tamsa in Mali has climbed to 44."
    assert relation(first, second, later="2024-09-19") == "update"


@pytest.mark.parametrize(
    ("first", "second", "expected"),
    [
        (
            "Gunmen killed nine herders in the village of Dongola Wirra in Burkina Faso on Monday night.",
            "Nine miners were killed on Monday night in Tin Zafra, on the Malian side of the border.",
            "different_event",
        ),
        (
            "A car bomb killed seven people in Ras Dalal on Monday, police said.",
            "Air strikes killed seven people in Umm Qarnat on Monday, the Red Crescent said.",
            "different_event",
        ),
        (
            "Artillery fire killed seven people in Stara Huta on Monday, the mayor said.",
            "Seven people were killed by shelling in Stara Huta, in the Donetsk region of Ukraine, on Monday.",
            "agree",
        ),
    ],
)
def test_one_figure_in_two_villages_with_their_own_acts_or_lands_is_chance(first: str, second: str, expected: str) -> None:
    assert relation(first, second) == expected


def test_a_total_since_a_day_before_the_act_is_not_its_toll() -> None:
    first = (
        "A missile killed a family of five in Beit Zarra on Monday. Over 400 people have been killed in the land since Friday."
    )
    assert relation(first, "Five people were killed in Beit Zarra on Monday when a missile hit a farm.") == "agree"
    injured = "A storm injured eight pupils in Ustvar on Monday. Storms have injured over 200 people in the land since Friday."
    assert relation(injured, "Eight pupils were injured by a storm in Ustvar on Monday.", "injured") == "agree"


def test_this_weeks_floods_are_one_event_and_this_weeks_raids_are_several() -> None:
    first = "{} the Torva valley killed at least 12 people overnight, the district said."
    second = "The district said that 57 people were now known to have died in this week's {} the Torva valley."
    assert relation(first.format("Flash floods in"), second.format("floods in"), later="2024-09-19") == "update"
    assert relation(first.format("Rebel raids on"), second.format("raids on"), later="2024-09-19") == "part"


def test_dead_and_wounded_together_are_not_counted_over_more_places() -> None:
    first = "An estimated 200 people were killed or wounded in Monday's battle for the village of Harn Polje."
    second = "Monday's battle for Harn Polje cost an estimated 320 casualties, killed and wounded together, an aid group said."
    assert relation(first, second, "casualties") == "spread"


def test_some_of_the_weapons_fired_are_a_part_of_all_kinds_together() -> None:
    all_kinds = "Rebels fired 30 drones and missiles at tankers in the Strait of Barim on Monday night, the navy said."
    for some in (
        "Twenty-four of the weapons that rebels fired at tankers in the Strait of Barim on Monday night were drones.",
        "Of the projectiles fired at tankers in the Strait of Barim on Monday night, 24 were drones, the navy said.",
    ):
        assert relation(all_kinds, some, "fired") == "part"


@pytest.mark.parametrize(
    ("where", "expected"),
    [
        ("It is one of 40 towns on Sorbay.", "part"),
        ("The town lies in the north of Sorbay.", "part"),
        ("The town is 40 miles from the sea.", "different_event"),
    ],
)
def test_a_later_sentence_says_in_what_a_town_lies(where: str, expected: str) -> None:
    first = "Tropical storm Mirel has displaced 90,000 people on the island of Sorbay, the relief office said on Tuesday."
    second = f"In the town of Tolmec 11,500 people had fled by Tuesday as storm Mirel hit, the mayor said. {where}"
    assert relation(first, second, "displaced") == expected


def test_two_who_are_suspected_of_one_ambush_are_a_spread_and_two_who_claim_one_blow_a_conflict() -> None:
    first = "Prosecutors suspect the Northern Cartel of having ambushed a police convoy near Tolmec on Monday."
    second = "Suspicion for Monday's ambush near Tolmec falls on the Brothers of the Gulf, the security ministry said."
    assert relation(first, second, "responsibility") == "spread"
    first = "The Valley Front said that it alone had sent the two bombers who blew themselves up at the Tolmec bazaar on Monday."
    second = "The bombing of the Tolmec bazaar on Monday was carried out by the Islamic Brigade, the group said."
    assert relation(first, second, "responsibility") == "conflict"
