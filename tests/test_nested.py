"""A ground that lies in another one, by the words of two sentences alone."""

import pytest

from claims import gazetteer, nested, relations
from claims.records import Quantity
from claims.relations import Reading


def reading(told: str, n: int, report: str = "a", **more: object) -> Reading:
    return Reading(report, source=report, moment="2023-05-10", quantity=Quantity(n, n), nest=nested.read(told)).but(**more)


VILLAGE = "Mudslides killed people in the village of Nokko in Sund district on Tuesday."


@pytest.mark.parametrize(
    ("small", "big"),
    [
        (VILLAGE, "Mudslides killed 40 people across Sund district."),
        (VILLAGE, "Mudslides killed 40 people in all of the district of Sund."),
        (VILLAGE, "Mudslides killed 40 people across Norvia's Sund district."),
        (
            "The dead were from Nokko, a farming village in Sund Province.",
            "It hit Sund Province and killed 40 in the whole province.",
        ),
        ("A wall fell at a quarry in Sund county.", "The quake killed 40 people across the island."),
        ("Nurses died in a clinic in the town of Nokko.", "The quake killed 40 people all over Sund state."),
        ("In the island's main town, Nokko, a wall fell.", "It killed 40 people across the island."),
        ("Mortar fire hit the Zahra quarter of Nokko.", "Mortar fire across Nokko killed 40 people."),
        ("It happened in Nokko, Sund region.", "Province-wide 40 were killed, as the Sund governorate said."),
    ],
)
def test_a_village_is_a_part_of_what_is_counted_all_over_its_land(small: str, big: str) -> None:
    assert relations.relate(reading(small, 12), reading(big, 40, "b")).name == "part"


@pytest.mark.parametrize(
    ("small", "what", "expected"),
    [
        (VILLAGE, "flood", "part"),
        ("In Nokko county, in northern Sund, 12 people were killed.", "flood", "part"),
        ("In the state capital, Nokko, 12 people were killed.", "flood", "part"),
        ("In Nokko, the capital of Sund state, 12 people were killed.", "flood", "part"),
        ("Twelve people were killed in Sund state.", "flood", "conflict"),
        ("Twelve people were killed in Nokko, a village in Sund state.", "bombing", "conflict"),
    ],
)
def test_what_goes_over_a_land_kills_more_than_in_one_village_of_it(small: str, what: str, expected: str) -> None:
    land = "district" if "district" in small else "state"
    big = reading(f"It killed 40 people in Sund {land}.", 40, "b", what=what)
    assert relations.relate(reading(small, 12, what=what), big).name == expected
    assert (
        relations.relate(reading(small, 12, what=what), big.but(named=frozenset((gazetteer.fold_place("Nokko"),)))).name
        == "conflict"
    )


@pytest.mark.parametrize(
    ("big", "expected"),
    [
        ("It killed nine people in the whole of Sund district.", "impossible"),
        ("It killed nine people across Sund district.", "impossible"),
        ("It killed nine people in all of Sund District, the sheriff said.", "impossible"),
        ("District-wide nine people were killed, the head of Sund said.", "impossible"),
        ("It killed nine people all over the province.", "conflict"),
    ],
)
def test_more_in_a_village_than_in_all_the_land_that_it_lies_in_is_impossible(big: str, expected: str) -> None:
    assert relations.relate(reading(VILLAGE, 14), reading(big, 9, "b")).name == expected


def test_two_counts_of_one_ground_are_no_part_of_each_other() -> None:
    a = reading("Some 12 people fled Peru's Sund township.", 12, places=("paru", "sund"))
    b = reading("Forty people fled Sund, a township in Peru.", 40, "b", places=("sund", "paru"), spread=frozenset(["many"]))
    assert relations.relate(a, b).name == "conflict"
    over = "It killed people across Sund district, doctors at the hospital in Nokko town said."
    assert relations.relate(reading(over, 12), reading("It killed 40 across Sund district.", 40, "b")).name == "conflict"


def test_who_speaks_at_a_hospital_counts_no_dead_there() -> None:
    assert not nested.read("It killed 12 people, doctors at the hospital said.").named
    assert nested.read("It killed 12 people at a hospital.").named == {("", nested.SITE)}
