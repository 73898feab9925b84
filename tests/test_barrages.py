"""How two counts of munitions relate: early and final counts, sums and what comes on top, one town and its land, a day and a week."""

from __future__ import annotations

from typing import Any

import pytest

from benchmarks import pairs


def relation(a: str, b: str, measure: str, days: tuple[str, str] = ("2024-03-05", "2024-03-05")) -> str:
    two: dict[str, Any] = {
        k: {"source": f"{k} Post", "published": day, "text": text} for k, text, day in (("a", a, days[0]), ("b", b, days[1]))
    }
    (outcome,) = pairs.of_reports([{"id": "p", "measure": measure, "expect": "", **two}])
    return outcome.got


EVENING = ("2024-03-04", "2024-03-04")
NEXT = ("2024-03-04", "2024-03-05")
MORNING = "Militants fired 30 shells at the garrison of Marwa on Monday morning."
CITY = "On Monday, the Front fired 110 rockets at the Israeli town of Nahariya alone, its mayor said."


@pytest.mark.parametrize(
    ("a", "b", "measure", "days", "expected"),
    [
        (MORNING, "Militants fired another 12 shells at the garrison of Marwa on Monday evening.", "fired", EVENING, "increment"),
        (
            "Jets carried out 11 strikes on depots near Taiz on Monday.",
            "Jets carried out five more strikes on depots near Taiz on Tuesday, bringing the total to 16.",
            "strikes", NEXT, "increment",
        ),
        (MORNING, "Militants fired 12 shells at the garrison of Marwa on Monday evening.", "fired", EVENING, "different_event"),
        ("The Front fired 60 rockets at Israel on Monday, the army said.", CITY, "fired", EVENING, "impossible"),
        ("The Front fired 160 rockets at Israel on Monday, the army said.", CITY, "fired", EVENING, "part"),
        (
            "The air force had shot down 14 drones over Poltava by Monday noon.",
            "The governor said on Tuesday that 33 drones were shot down over Poltava on Monday.",
            "intercepted", NEXT, "update",
        ),
        (
            "Warplanes carried out nine air strikes on Tel Nur on Monday, medics said.",
            "Since Thursday warplanes have carried out 65 air strikes on Tel Nur, medics said.",
            "strikes", EVENING, "part",
        ),
        (
            "So far 21 drones have been shot down in the attack on Kharkiv that began on Monday evening.",
            "The attack on Kharkiv that began on Monday evening is over. The governor said 40 drones were shot down in all.",
            "intercepted", NEXT, "update",
        ),
        (
            "Nearly 200 missiles were fired at Tabriz on Monday.",
            "Exactly 196 missiles were fired at Tabriz on Monday. A month earlier, 20 missiles fell on a nearby town.",
            "fired", NEXT, "agree",
        ),
        (
            "Russia launched 55 drones at Ukraine overnight, the air force in Kyiv said on Tuesday.",
            "Eleven of the drones that Russia launched at Ukraine overnight were aimed at Odesa, its governor said on Tuesday.",
            "fired", ("2024-03-05", "2024-03-05"), "part",
        ),
        (
            "Air defences downed four ballistic missiles over Odesa on Tuesday, a commander said.",
            "All 17 missiles of several types were downed over Odesa on Tuesday, the air force said.",
            "intercepted", ("2024-03-05", "2024-03-05"), "part",
        ),
        (
            "Iran fired 96 missiles at Iraq on Tuesday, the army said.",
            "Officials in Erbil said 10 missiles were fired at the city in Tuesday's attack on Iraq.",
            "fired", ("2024-03-05", "2024-03-05"), "part",
        ),
        (
            "The Front fired 14 rockets at Tel Nur on Monday morning and six more at dusk, the army said.",
            "A UN officer said that 20 rockets in all were fired at Tel Nur on Monday.",
            "fired", EVENING, "agree",
        ),
        (
            "The Front fired 14 rockets at Tel Nur on Monday morning and six more at dusk, the army said.",
            "Fourteen rockets were fired at Tel Nur on Monday morning.",
            "fired", EVENING, "increment",
        ),
        (
            "The air force shot down 210 drones on Monday, the ministry said.",
            "Of the drones shot down on Monday, 64 were brought down over the Tver region, the ministry said.",
            "intercepted", EVENING, "part",
        ),
        (
            "The United States and Britain carried out 30 air strikes across Yemen on Monday, officials said.",
            "The city of Taiz alone was hit by 44 of the US and British air strikes flown on Monday, a broadcaster said.",
            "strikes", EVENING, "impossible",
        ),
        (
            "Russia used 64 missiles and drones in its attack on Monday morning, a commander in Kyiv said.",
            "A commander in Kyiv put the number of missiles and drones in Monday morning's attack at 64.",
            "fired", EVENING, "agree",
        ),
        (
            "Only one of the shells landed inside the camp at Zubara on Monday, the ministry said.",
            "Eleven shells landed inside the camp at Zubara on Monday, aid workers said.",
            "landed", EVENING, "conflict",
        ),
    ],
)  # fmt: skip
def test_counts_of_barrages(a: str, b: str, measure: str, days: tuple[str, str], expected: str) -> None:
    assert relation(a, b, measure, days) == expected


@pytest.mark.parametrize(
    ("a", "b", "days", "expected"),
    [
        (
            "Russian jets carried out Monday's strike on the market at Tel Nur, rescuers said.",
            "Syrian army jets bombed the market at Tel Nur on Monday, according to two doctors.",
            NEXT, "conflict",
        ),
        (
            "Rwanda denied that its soldiers killed a bishop who disappeared in Goma on Monday.",
            "Rwanda admitted on Wednesday that its soldiers killed the bishop who disappeared on March 4 in Goma.",
            ("2024-03-05", "2024-03-20"), "reversal",
        ),
        (
            "The police said FARC dissidents were behind Monday's car bomb in Cali.",
            "The ELN claimed Monday's car bomb in Cali.",
            NEXT, "conflict",
        ),
        (
            "Mexico's president said the army's secret service was behind Monday's blast on the bridge at Kerch.",
            "Vladimir Moreno accused the army's secret service of blowing up the bridge at Kerch on Monday.",
            NEXT, "agree",
        ),
        (
            "Police blamed the Hill 9 gang for the arson at the market of Tel Nur on Monday.",
            "Prosecutors blamed the Dos Rios gang for the arson at the market of Tel Nur on Monday.",
            NEXT, "conflict",
        ),
        (
            "Officials blamed the Baloch Liberation Army for Monday's bombing of a train at Sibi.",
            "Officials blamed the Baloch Liberation Front for Monday's bombing of a train at Sibi.",
            NEXT, "conflict",
        ),
        (
            "The gang G5 carried out the attack that freed inmates from the jail in Tel Nur on Monday, police said.",
            "Police blamed the K-Sol gang for the assault on the jail in Tel Nur on Monday.",
            NEXT, "conflict",
        ),
        (
            "Ukraine blamed Russian forces for the blast at a barracks in Olenivka on Monday.",
            "Russia blamed Ukrainian forces for the explosion at the Olenivka barracks on Monday, saying that they had shelled it.",
            NEXT, "conflict",
        ),
        (
            "The government blamed ISWAP for Monday's massacre in a church in Owo.",
            "Islamic State's West African arm was behind the church massacre in Owo on Monday, officials said.",
            NEXT, "agree",
        ),
        (
            "Villagers said soldiers had executed men in the village of Karma on Monday.",
            "Burkina Faso's army denied having executed men in the village of Karma on Monday.",
            NEXT, "denial",
        ),
        (
            "India accused Pakistan of Monday's drone attack on the air base at Jammu, while Pakistan denied any role in it.",
            "After drones hit the Jammu air base on Monday, India blamed Pakistan. Pakistan rejected the accusation.",
            NEXT, "agree",
        ),
    ],
)  # fmt: skip
def test_who_did_it_in_two_reports(a: str, b: str, days: tuple[str, str], expected: str) -> None:
    assert relation(a, b, "responsibility", days) == expected
