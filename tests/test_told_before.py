"""Who is blamed or denies it in words that leave the act to the sentences before, and whose own voice tells of an act."""

from __future__ import annotations

import pytest

from claims import actors
from claims.extraction import understand
from claims.records import Report

RAID = "A raid on the market of Orvane killed nine people on Monday. "


def said(text: str) -> set[tuple[str, str | None]]:
    account = next(iter(understand([Report("r", text, published="2024-03-13")])))
    return {(c.measure, actors.fold(c.actor) if c.actor else None) for c in account.claims if c.kind == "responsibility"}


@pytest.mark.parametrize(
    ("text", "who"),
    [
        ("Moscow says its planes were not there.", "Russia"),
        ("Russia's Defence Ministry told reporters that its aircraft had not operated over the town.", "Russia"),
        ("Israel said it flew no missions over the province that day.", "Israel"),
        ("None of the coalition's aircraft came within 40 kilometres of the town, a spokeswoman said.", "US-led coalition"),
        ("Turkish jets flew no sorties in the area on Monday, the defence ministry said.", "Turkey"),
        ("The coalition denied that any of its planes was in the area.", "US-led coalition"),
        ("A Kremlin spokesman denied that Russian helicopters had flown over the district.", "Russia"),
    ],
)
def test_who_was_not_there_denies_it(text: str, who: str) -> None:
    assert ("denied", who) in said(RAID + text)


@pytest.mark.parametrize(
    "text",
    [
        RAID + "The Observatory said Russian jets did not fly that day.",
        RAID + "The company said its planes were not there to carry freight.",
        "The minister denied that any of his planes was in the hangar.",
        "Moscow says its planes were not there when the fair opened.",
        RAID + "Turkish jets flew over the town, the defence ministry said.",
    ],
)
def test_who_tells_of_no_flight_of_its_own_denies_nothing(text: str) -> None:
    assert not {s for s in said(text) if s[0] == "denied"}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The Observatory said the planes were Russian.", ("blamed", "Russia")),
        ("The Observatory says the planes belonged to the US-led coalition.", ("blamed", "US-led coalition")),
        ("It could not say whether the jets were Turkish.", ("suspected", "Turkey")),
        ("A medic said the helicopters were either Turkish or Iraqi.", ("suspected", "Turkey")),
        ("Residents accuse Russia.", ("blamed", "Russia")),
        ("The ministry still accuses the Nusra Front.", ("blamed", "Nusra Front")),
        ("The governor accused sleeper cells of Daesh.", ("blamed", "Islamic State")),
        ("The army and the rebels each accused the other.", ("blamed", "rebels")),
        ("It was not clear whose planes had carried it out.", ("unclaimed", None)),
        ("The group could not establish which aircraft had dropped the bombs.", ("unclaimed", None)),
        ("No one has said they bombed it.", ("unclaimed", None)),
    ],
)
def test_an_act_told_before_is_what_it_is_about(text: str, expected: tuple[str, str | None]) -> None:
    assert expected in said(RAID + text)


@pytest.mark.parametrize(
    "text",
    [
        "The ministry accuses the Nusra Front.",
        "A fair opened in Orvane. The Observatory said the planes were Russian.",
        RAID + "Deputies accused Russia of vanity.",
        RAID + "The Observatory determines which aircraft carry out raids by their flight patterns.",
    ],
)
def test_without_an_act_nobody_is_blamed(text: str) -> None:
    assert not said(text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("A mine left behind by ISIS killed a shepherd near Orvane.", ("blamed", "Islamic State")),
        ("Two farmers died when a device planted by the Nusra Front went off in Orvane.", ("blamed", "Nusra Front")),
        ("A landmine laid by the Valley Front exploded under a bus.", ("blamed", "valley front")),
        ("A shell left by the army detonated in a yard, killing a boy.", ("blamed", "government")),
        ("A booby trap left behind by Boko Haram fighters killed two soldiers.", ("blamed", "Boko Haram")),
        ("The angle suggests that the shells came from positions of Jund al-Dale.", ("suspected", "jund al-dale")),
        ("The Valley Front said one of its men drove the car bomb that exploded in Orvane.", ("claimed", "valley front")),
        ("The rebels' joint operations room, Fajr al-Dale, said its men had killed 60 soldiers.", ("claimed", "fajr al-dale")),
        ("Syrian warplanes answered with more than 50 strikes.", ("blamed", "Syrian government")),
        ("The coalition denied that it had harmed civilians.", ("denied", "US-led coalition")),
        (
            "The Valley Front said it had left the town; it denied that its men had shelled the clinic.",
            ("denied", "valley front"),
        ),
        (
            "Karim Saleh, a spokesman for the Valley Front, the strongest group there, denied that its men had fired.",
            ("denied", "valley front"),
        ),
    ],
)
def test_what_was_laid_left_or_sent_is_somebodys(text: str, expected: tuple[str, str | None]) -> None:
    assert expected in said(text)


@pytest.mark.parametrize(
    "text",
    [
        "Engineers removed a mine left behind by ISIS.",
        "A village left behind by the army was empty when the bomb squad came.",
        "Guards seized a second man in a car near the shrine.",
        "Rangers left behind by the army went home.",
    ],
)
def test_what_harmed_nobody_is_nobodys_act(text: str) -> None:
    assert not said(text)


@pytest.mark.parametrize(
    "text",
    [
        "A Syrian military source said the army had struck a depot and killed 17 fighters.",
        "A military official in Damascus told reporters that the army had bombed a command post.",
        "The Air Force destroyed a convoy of ISIS terrorists, killing 19 of them, a military source said.",
        "The army has killed more than 85 terrorists, a field commander told the agency.",
        "A Syrian military source denied that the town had fallen and said the army had killed 40 fighters there.",
    ],
)
def test_a_military_source_owns_what_its_army_did(text: str) -> None:
    assert {m for m, _ in said(text)} == {"claimed"}


@pytest.mark.parametrize(
    "text",
    [
        "A rebel commander said the army had killed 17 farmers.",
        "A Syrian rights group said the army had bombed the market.",
        "A Russian military source said Turkish jets had bombed the market.",
    ],
)
def test_others_blame_an_army_for_what_it_did(text: str) -> None:
    assert {m for m, _ in said(text)} == {"blamed"}
