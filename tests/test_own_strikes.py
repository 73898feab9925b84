"""Who tells of its own strikes, and who denies what others say: "insists that its raid killed", "denies that", "none of its soldiers"."""

from __future__ import annotations

import pytest

from claims.extraction import understand
from claims.records import Report


def said(text: str) -> set[tuple[str, str | None]]:
    account = next(iter(understand([Report("r", text, published="2024-03-13")])))
    return {(c.measure, c.actor) for c in account.claims if c.kind == "responsibility"}


@pytest.mark.parametrize(
    ("text", "who"),
    [
        ("Valdora insists that its raid killed 30 militants.", "Valdora"),
        ("The Kenyan army insisted its strike hit only fighters.", "Kenyan army"),
        ("The Taliban said the bombing had been carried out by one of its fighters.", "Taliban"),
        ("The Free Dale Army said it was its men who had attacked the convoy.", "Free Dale Army"),
        ("Hezbollah said the rockets it fired at the base were a reply to the raid.", "Hezbollah"),
        ("In a statement, the Dale Brigades said they had carried it out.", "Dale Brigades"),
        ("The Dale Brigades have now said that they did shoot the judge.", "Dale Brigades"),
        ("The gang Los Cuervos claimed in a video that it had shot dead the mayor.", "Los Cuervos"),
        ("A gang known as Los Cuervos said it killed the mayor.", "Los Cuervos"),
        ("The ELN said that its urban front threw the grenade that exploded at the station.", "ELN"),
        ("The Dale Brigades admitted responsibility for the killing of five farmers on October 3.", "Dale Brigades"),
        ("The Dale Brigades claimed the killing of a judge in Orvane.", "Dale Brigades"),
        ("A rebel alliance, the Highland Operations Room, has claimed the attack.", "Highland Operations Room"),
        (
            "The Nigerian air force bombed a camp in Zamfara on Friday, killing 40 bandits, an air force spokesman said.",
            "Nigerian air force",
        ),
        (
            "Units of the Malian army carried out precise strikes on a terrorist hideout, a military source told the agency.",
            "Units of the Malian army",
        ),
    ],
)
def test_who_tells_of_its_own_strike_claims_it(text: str, who: str) -> None:
    assert said(text) == {("claimed", who)}


@pytest.mark.parametrize(
    ("text", "who"),
    [
        ("He denied that the army had bombed the market.", "army"),
        ("Norvia denied that its forces destroyed the bridge on Tuesday.", "Norvia"),
        ("A spokesman denied reports that the army had shelled the hospital.", "army"),
        ("State television rejected claims that regime helicopters dropped barrel bombs on the town.", "regime helicopters"),
        ("The source denied what was circulated by some channels about the army bombing a market in Orvane.", "army"),
        ("Norvia flatly denied being behind Monday's hacking of a hospital.", "Norvia"),
        ("A militant network, the Black Column, denied that it was behind the bombing.", "Black Column"),
        ("The army said not one of its shells had landed in the town.", "army"),
        (
            "The Defence Ministry denied that its aircraft had bombed the market, calling the reports fabrications.",
            "Defence Ministry",
        ),
    ],
)
def test_who_says_it_was_not_so_denies_it(text: str, who: str) -> None:
    assert said(text) == {("denied", who)}


@pytest.mark.parametrize(
    "words", ["The government denies that.", "The government denied it on Friday.", "But the government denied this."]
)
def test_a_charge_told_before_is_what_a_bare_pronoun_denies(words: str) -> None:
    charge = "Opposition leaders accused the government of carrying out the gas attack on Orvane. "
    assert said(charge + words) == {("blamed", "government"), ("denied", "government")}
    assert said("The government raised the price of bread. " + words) == set()


def test_he_who_denies_it_for_the_army_is_named_by_what_was_said_before() -> None:
    text = "A military source said that 40 terrorists were killed near Orvane. He denied that the army had bombed its market, as some channels allege."
    claims = next(iter(understand([Report("r", text, published="2024-03-13")]))).claims
    assert [(c.measure, c.actor, c.said_by) for c in claims if c.kind == "responsibility"] == [
        ("denied", "army", ("A military source",))
    ]


def test_its_spokesman_speaks_for_the_group_named_last() -> None:
    text = 'State media blamed the Dale Brigades. "We do not shell churches," its spokesman said.'
    assert said(text) == {("blamed", "Dale Brigades"), ("denied", "Dale Brigades")}


@pytest.mark.parametrize(
    "text",
    [
        "A spokesman for the U.S.-led coalition said that none of its soldiers had been killed or injured in the blast.",
        "There was no comment from Norvia, which says that it targets only terrorists.",
        "The army said its troops carried it out of the house.",
        "The source stressed that the army targets only the positions of terrorist organizations.",
    ],
)
def test_neither_a_policy_nor_ones_own_dead_say_who_did_it(text: str) -> None:
    assert said(text) == set()


@pytest.mark.parametrize(
    ("text", "who"),
    [
        ("The council had accused Northern rebels of sending the car.", "Northern rebels"),
        ("Forty people died in 2016 in an attack for which investigators blamed the Syrian government.", "Syrian government"),
        ("Police blamed the Dale Defence Army for Tuesday's arson and shooting in Orvane.", "Dale Defence Army"),
        ("Police blamed a rebel coalition, the Highland Alliance, for the bombing.", "Highland Alliance"),
        ("The strikes on the market, which the opposition says were Russian, killed 40 people.", "Russian"),
        ("Police blamed the Norvia-based group Lashkar-e-Dale for Tuesday's shooting of tourists at Orvane.", "Lashkar-e-Dale"),
        (
            'Four people were killed when terrorists of the so-called "Army of Dale" positioned in the hills shelled the quarter.',
            "Army of Dale",
        ),
        ("Israeli jets hit an airfield near Homs, Syrian state media said.", "Israeli jets"),
    ],
)
def test_who_is_blamed_is_the_one_named(text: str, who: str) -> None:
    assert said(text) == {("blamed", who)}


def test_planes_believed_to_be_of_a_land_are_suspected_to_be_its_own() -> None:
    assert said("It said the planes that carried out the raid were believed to be Russian.") == {("suspected", "Russian")}
    assert said("The planes parked at the show were believed to be Russian.") == set()
