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
    ],
)  # fmt: skip
def test_who_did_it_in_two_reports(a: str, b: str, days: tuple[str, str], expected: str) -> None:
    assert relation(a, b, "responsibility", days) == expected
