"""Who did it, in the many words for it: "is to blame", "withdrew its claim", "none of its guns", "its neighbour Norvia", "IS-Sinai"."""

from __future__ import annotations

import pytest

from claims import actors
from claims.extraction import understand
from claims.records import Report


def said(text: str) -> set[tuple[str, str | None, str]]:
    account = next(iter(understand([Report("r", text, published="2024-03-13")])))
    return {
        (c.measure, actors.fold(c.actor) if c.actor else None, "/".join(c.said_by))
        for c in account.claims
        if c.kind == "responsibility"
    }


@pytest.mark.parametrize(
    ("text", "who", "by"),
    [
        ("The army said a splinter group, Ansaru, was to blame for Friday's raid on Orvane.", "Ansaru", "army"),
        ("The blame for the raid on Orvane lies with Ansaru, the army said.", "Ansaru", "army"),
        ("Responsibility for the shelling of Orvane rests with Norvia, the envoy said.", "norvia", "envoy"),
        ("The Dale Front carries responsibility for the murder of a priest, the envoy said.", "dale front", "envoy"),
        ("The envoy laid responsibility for the massacre at the door of the Dale Front.", "dale front", "envoy"),
        ("The envoy pinned the ambush on the Dale Front.", "dale front", "envoy"),
        ("Experts traced Friday's car bomb to the Dale Front.", "dale front", "Experts"),
        ("The envoy named the Dale Front as the author of the ambush.", "dale front", "envoy"),
        ("Friday's ambush was the work of the Dale Front, the envoy said.", "dale front", "envoy"),
        ("The envoy said the Dale Front was the culprit in the ambush.", "dale front", "envoy"),
        ("The Dale Front's ambush of a lorry killed two, the envoy said.", "dale front", "envoy"),
        ("The envoy said the Dale Front was involved in Friday's massacre.", "dale front", "envoy"),
        ("Norvia's artillery shelled Orvane, the mayor said.", "norvia artillery", "mayor"),
        ("Norvian helicopters attacked a ferry off Orvane, the mayor said.", "norvian helicopters", "mayor"),
        ("Teralia blamed neighbouring Norvia for the shelling of Orvane.", "norvia", "Teralia"),
        ("Teralia accused its southern neighbour, Norvia, of shelling Orvane.", "norvia", "Teralia"),
        ("The government of Teralia accused its neighbour Norvia of bombing Orvane.", "norvia", "government of Teralia"),
        ("Teralia holds Norvia responsible for the bombing of Orvane.", "norvia", "Teralia"),
        ("Police said the Cobra gang staged Friday's prison breakout.", "cobra gang", "Police"),
        ("Police said the Cobra gang had ordered the killing of a reporter.", "cobra gang", "Police"),
        ("The fire at the mill was started by an arsonist working for the Dale Front, police said.", "dale front", "police"),
        ("Villagers blamed the Alder Mining Company for the spill.", "alder mining company", "Villagers"),
        ("Teralia put the blame for the sinking of a trawler on Norvia.", "norvia", "Teralia"),
        ("Teralia said a trawler was sunk by a Norvian torpedo.", "norvian", "Teralia"),
        ("A clinic was hit by Norvian shelling, the mayor said.", "norvian", "mayor"),
        ("The mayor blamed the mine's operator for the collapse of a dam.", "mine operator", "mayor"),
        ("The mayor said militiamen had committed war crimes in Orvane.", "militiamen", "mayor"),
    ],
)
def test_blame_in_many_words(text: str, who: str, by: str) -> None:
    assert said(text) == {("blamed", who, by)}


@pytest.mark.parametrize(
    ("text", "who", "by"),
    [
        ("Police suspect that the Dale Front is behind the ambush.", "dale front", "Police"),
        ("The Dale Front is thought to have carried out the ambush.", "dale front", ""),
        ("Police are looking into whether the Dale Front carried out the ambush.", "dale front", "Police"),
        ("Police linked the Dale Front to the ambush.", "dale front", "Police"),
        ("Police charged two members of the Dale Front over the ambush.", "dale front", "Police"),
        ("A paper suggested that the ambush was the work of the Dale Front.", "dale front", "A paper"),
        ("Police said the evidence pointed to the Dale Front in the murder of a priest.", "dale front", "Police"),
    ],
)
def test_suspicion_in_many_words(text: str, who: str, by: str) -> None:
    assert said(text) == {("suspected", who, by)}


@pytest.mark.parametrize(
    ("text", "who"),
    [
        ("The Dale Front boasted on Telegram that it had blown up a bridge.", "dale front"),
        ("The Dale Front admitted killing a judge.", "dale front"),
        ("The Dale Front confessed to having planted the bomb in Orvane.", "dale front"),
        ("A masked woman speaking for the Dale Front said the group had planted the bomb.", "dale front"),
        ("A statement from the Dale Front said its men had destroyed the gas terminal.", "dale front"),
        ("The Dale Front said the ambush in Orvane was its work.", "dale front"),
        ("Responsibility for Friday's bombing of a mill was claimed by the Dale Front.", "dale front"),
        ("Ansar al-Fajr said it had set off the bomb in Orvane.", "ansar al-fajr"),
        ("Jund-ul-Fajr owned up to the ambush in Orvane.", "jund-ul-fajr"),
        ("IS-Sinai has claimed responsibility for the ambush in Orvane.", "Islamic State"),
        ("IS-K said it carried out the bombing of a mosque in Orvane.", "Islamic State"),
        ("The Night Hawks claimed to have killed a judge in Orvane.", "night hawks"),
        ("The Alder Mining Company admitted that it was responsible for the spill.", "alder mining company"),
        ("The Dale Front issued a statement claiming responsibility for the ambush.", "dale front"),
        ("The ambush of a bus, which the Dale Front claimed on Friday, killed two.", "dale front"),
        ("A Dale Front spokesman, Abu Nasr, said the group was behind the ambush of a bus.", "dale front"),
        ("Norvia acknowledged that one of its missiles had hit a clinic.", "norvia"),
        ("Norvia's defence minister confirmed that its jets had bombed a depot.", "norvia defence minister"),
        ("The sabotage of a pylon was claimed in a post by a group calling itself Green Dawn.", "green dawn"),
    ],
)
def test_a_claim_in_many_words(text: str, who: str) -> None:
    assert {s[:2] for s in said(text)} == {("claimed", who)}


@pytest.mark.parametrize(
    ("text", "who"),
    [
        ("The Dale Front on Friday withdrew its claim to have bombed a mill in Orvane.", "dale front"),
        ("The Dale Front took back its claim of responsibility for the ambush.", "dale front"),
        ("The Dale Front distanced itself from the murder of a priest.", "dale front"),
        ("The Dale Front disowned Friday's ambush of a lorry.", "dale front"),
        ("The Dale Front ruled out any role of its men in the ambush.", "dale front"),
        ("The Dale Front protested its innocence over the murder of a priest.", "dale front"),
        ("The Dale Front said that its men had no part in the ambush.", "dale front"),
        ("The Dale Front said its men were not behind the ambush.", "dale front"),
        ("The Dale Front said none of its men had been involved in the ambush.", "dale front"),
        ("Norvia insisted that none of its guns had fired on Orvane.", "norvia"),
        ('"It was not us," a spokesman for the Dale Front said of the ambush.', "dale front"),
        ("The Alder Mining Company denied that it had opened the sluices that flooded Orvane.", "alder mining company"),
        ("The Alder Mining Company denied causing the spill.", "alder mining company"),
        ("The Dale Front, through a spokesman, denied being behind the ambush.", "dale front"),
        ("Norvia has denied targeting civilians in Orvane.", "norvia"),
        ("Norvia said the missile that hit Orvane was not one of its own.", "norvia"),
        ("Norvia said the blast in Orvane was not caused by its missiles.", "norvia"),
        ("A leaflet signed by the Dale Front denied that it had any part in the massacre.", "dale front"),
    ],
)
def test_a_denial_in_many_words(text: str, who: str) -> None:
    assert {s[:2] for s in said(text)} == {("denied", who)}


@pytest.mark.parametrize(
    "text",
    [
        "Police said they did not know who had ambushed the lorry.",
        "Police have no idea who was behind the ambush.",
        "It remains unclear who was to blame for the ambush.",
        "Who ambushed the lorry is a mystery.",
        "The perpetrators of the ambush remain unknown.",
        "The killers of the priest have not been identified.",
        "No one has claimed to be behind the ambush.",
        "There was no immediate claim for the ambush.",
        "The identity of the attackers who fired on a bus was not known.",
        "It was unclear which group was behind the ambush.",
        "Police declined to say who they thought was behind the ambush.",
    ],
)
def test_nobody_in_many_words(text: str) -> None:
    assert {s[:2] for s in said(text)} == {("unclaimed", None)}


@pytest.mark.parametrize(
    "text",
    [
        "Heavy snow was to blame for the collapse of the roof.",
        "Speeding was responsible for the crash of the coach, police said.",
        "Responsibility for the roads rests with the province, the ministry said.",
        "The bank withdrew its claim to the mill on Friday.",
        "The party distanced itself from the remarks of its candidate.",
        "The union ruled out any role of its members in the talks.",
        "The firm boasted that it had launched two products.",
        "Doctors traced the outbreak to a well in the village.",
        "The army said its soldiers had destroyed 40 old landmines.",
        "Police carried out a controlled explosion of the old shell.",
        "The council said the fire brigade had attacked the flames from the air.",
        "The library was the work of the architect Mira Holt.",
        "Prosecutors charged two members of the board over the loss of the pensions.",
        "Residents blamed Storm Alma for the flood.",
        "The fire was started by a faulty heater, firefighters said.",
        "The company said it was responsible for the bills of the tenants.",
        "The mayor named the firm as the author of the plan.",
        "The killing of the project by the minister angered villagers.",
        "Police fired the chief of the station over the leak of the papers.",
        "The union blamed the company for the strike that halted the trains.",
        "Norvia and Teralia blamed each other for the failure of the talks.",
        "A gas leak was behind the explosion in a flat, firefighters said.",
        "Residents blamed the government for the slow rescue after the flood.",
    ],
)
def test_what_tells_of_no_violence_or_of_nobody_names_nobody(text: str) -> None:
    assert said(text) == set()


@pytest.mark.parametrize(
    "text",
    [
        "Norvia denied shelling Tarmouk on Friday.",
        "Norvia insisted that none of its guns had fired on Tarmouk on Friday.",
        "Teralia accused Norvia of bombing Tarmouk on Friday.",
    ],
)
def test_what_is_bombed_and_fired_on_is_where_it_was(text: str) -> None:
    account = next(iter(understand([Report("r", text, published="2024-03-13")])))
    assert [c.event.where for c in account.claims] == ["Tarmouk"]


def test_a_name_whose_words_the_parser_scatters_is_whole() -> None:
    text = "Ansar al-Fajr said on Friday that its fighters had carried out an ambush of an army convoy near Orvane."
    assert {s[:2] for s in said(text)} == {("claimed", "ansar al-fajr")}
