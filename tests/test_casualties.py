"""Who was killed, injured, captured, displaced or is missing: every form that news English uses, and what is no claim."""

from __future__ import annotations

import pytest

from claims import attribution, casualties, parsing
from claims.records import Draft, Report


def read(text: str, title: str = "") -> list[Draft]:
    report = Report("r", text, title=title)
    ((_, parsed),) = parsing.parse([report])
    return casualties.extract(parsed, attribution.read(parsed))


def said(d: Draft) -> str:
    q = d.quantity
    figure = q.vague or (
        f"{q.low}" if q.low == q.high else f"{'' if q.low is None else q.low}..{'' if q.high is None else q.high}"
    )
    return f"{d.measure} {'~' if q.approximate else ''}{figure} {d.subject} {d.scope}"


# sentence -> its claims as "measure figure subject scope", in the order of the figures
FORMS = {
    # active
    "A car bomb killed 14 people and wounded 32 others in Kelvara.": ["killed 14 people total", "injured 32 people total"],
    "The gunmen shot dead three farmers near Tolmec.": ["killed 3 people total"],
    "The tremor cracked a wall, hurting nobody.": ["injured 0 people total"],
    "Eighteen hikers could not be located.": ["missing 18 people total"],
    "Eighteen sailors are lost at sea.": ["missing 18 people total"],
    "Forty families were cut off and had to be rehoused.": ["displaced 40 people total"],
    "Thirty pupils are still in captivity.": ["captured 30 children total"],
    "Bandits abducted 27 schoolgirls from a boarding school.": ["captured 27 children total"],
    "The landslide buried two hamlets and killed at least 40 villagers.": ["killed 40.. people total"],
    "Troops detained more than 60 protesters.": ["captured 61.. people total"],
    "The bombing killed at least 100 including children.": ["killed 100.. people total"],
    "Among those injured in the crush at the gate on Monday were 22 children.": ["injured 22 children part"],
    "Nine people from the north were among the militants killed.": ["killed 9 people part"],
    "They knew of nine people from the north among the militants killed.": ["killed 9 people part"],
    "The ministry said there were nine people from the north among the militants killed.": ["killed 9 people part"],
    "Twelve of those who died in the fire were women.": ["killed 12 people part"],
    "Forty of those on board died.": ["killed 40 people total"],
    "The number of people drowned in the bay has risen to 27.": ["killed 27 people total"],
    "The number of people forced from their homes has grown to 2,400.": ["displaced 2400 people total"],
    "The number of pupils abducted has risen to 61.": ["captured 61 children total"],
    "Five engineers were among those taken hostage at the plant.": ["captured 5 people part"],
    "Among those abducted were two priests.": ["captured 2 people part"],
    "Three children were among those who died in the blaze.": ["killed 3 children part"],
    "A 34-year-old teacher and her two sons, aged 6 and 9, were killed.": ["killed 1 people part", "killed 2 people part"],
    "A man, 45, and his daughters aged 6, 9 and 12 were killed.": ["killed 1 people part", "killed 3 children part"],
    "Two girls, aged between four and 11, died in the fire.": ["killed 2 children total"],
    "Nineteen of the people who died in the raid were civilians.": ["killed 19 people part"],
    "Nine of the passengers seized from a train on Tuesday are children.": ["captured 9 people part"],
    "Nine of the passengers died.": ["killed 9 people total"],
    "Flash floods swept through the valley, drowning 17 people.": ["killed 17 people total"],
    "Some 3,500 families, about 17,000 people, were forced from their homes.": ["displaced ~17000 people total"],
    "Security forces rounded up 45 opposition supporters.": ["captured 45 people total"],
    "Rebels made off with 16 nurses and patients.": ["captured 16 medics total"],
    "Five of the 21 crew were killed.": ["killed 5 people total"],
    "Three of its 12 passengers died.": ["killed 3 people total"],
    "Pirates took five of the 21 sailors hostage.": ["captured 5 people total"],
    "Two of the 12 people killed were children.": ["killed 2 people part", "killed 12 people total"],
    "A plane with 12 people aboard crashed, killing all on board.": ["killed 12 people total"],
    "The boat carried 60 migrants. It sank, killing everyone aboard.": ["killed 60 people total"],
    "Rebels said 49 fighters were killed. A drone hit a car, killing all inside.": ["killed 49 militants total", "killed all people total"],
    "None of the 12 people on board survived.": ["killed 12 people total"],
    "The number of injured in the blast has gone up to 15.": ["injured 15 people total"],
    "Three other passengers were hurt, bringing to 15 the number injured.": ["injured 3 people added", "injured 15 people total"],
    "The army acknowledged the loss of nine soldiers in the attack.": ["killed 9 soldiers total"],
    "Six children, ranging in age from 3 to 14, and two adults died.": ["killed 6 children part", "killed 2 people part"],
    "Gunmen who attacked a quarry took away nine workers.": ["captured 9 people total"],
    "Wildfires chased up to 8,000 residents out of their homes.": ["displaced ..8000 people total"],
    "Three off-duty policemen were among the victims killed in the shooting.": ["killed 3 soldiers part"],
    "Gunmen kidnapped 15 nuns from a convent.": ["captured 15 people total"],
    "A mortar killed a mother, her newborn baby and a neighbour.": [
        "killed 3 people total",
        "killed 1 women part",
        "killed 1 children part",
    ],
    "Ten workers are trapped and missing in a coal mine.": ["missing 10 people total"],
    "A sixth victim of the shooting died on Thursday.": ["killed 1 people added"],
    "Two men were killed on Monday. A third person died.": ["killed 2 people total", "killed 1 people total"],
    "Three generations of one family died.": [],
    "The eruption forced 1,500 residents to evacuate.": ["displaced 1500 people total"],
    "Among the migrants killed in the shipwreck off Orvane were 14 children.": ["killed 14 children part"],
    "Six people were treated for smoke inhalation and two for broken bones.": ["injured 6 people part", "injured 2 people part"],
    "Only one of the miners died.": ["killed 1 people total"],
    "Kidnappers freed 11 of the 30 pupils they had seized.": ["captured 30 children total"],
    "He was one of 20 soldiers killed in the battle.": ["killed 1 people part", "killed 20 soldiers total"],
    "Raiders took 12 hostages.": ["captured 12 people total"],
    "The raiders took 12 fishermen hostage.": ["captured 12 people total"],
    "Gunmen took 12 pupils from a school near Orvane.": ["captured 12 children total"],
    "Pirates have taken nine sailors from a trawler.": ["captured 9 people total"],
    "Raiders took 12 fishermen prisoner near the weir.": ["captured 12 people total"],
    "The shelling of the camp killed 30 displaced people.": ["killed 30 people total"],
    "Villagers said they had buried 18 people.": ["killed 18 people total"],
    "The bodies of eight people had been brought to a hospital.": ["killed 8 people total"],
    "A first count put the dead in the fire at nine.": ["killed 9 people total"],
    "The council cut its figure for people displaced by the flood to 900.": ["displaced 900 people total"],
    "Raiders whisked away 12 pupils.": ["captured 12 children total"],
    "Militants beheaded four prisoners.": ["killed 4 people total"],
    "The cyclone has displaced some 90,000 people.": ["displaced ~90000 people total"],
    "The army killed and wounded 20 militants.": ["casualties 20 militants total"],
    "The fire killed 76, not 79, people.": ["killed 76 people total"],
    "Five soldiers embraced martyrdom in the raid.": ["killed 5 soldiers total"],
    "Raiders hacked to death 13 villagers.": ["killed 13 people total"],
    "Gunmen shot three farmers to death near Tolmec.": ["killed 3 people total"],
    "Residents are holding 34 soldiers in the hamlet.": ["captured 34 soldiers total"],
    "Floods killed 38 people, and another 16 are unaccounted for.": ["killed 38 people total", "missing 16 people total"],
    "The raid killed 61 civilians, a doctor at the local hospital told reporters.": ["killed 61 civilians total"],
    "The raid killed 61 villagers, a clerk who had seen the bodies said.": ["killed 61 people total"],
    "A mine killed six members of the armed forces.": ["killed 6 soldiers total"],
    "Six armed forces personnel and an officer of the Air Force were killed.": ["killed 6 soldiers part", "killed 1 soldiers part"],
    "Six members of the paramilitary police were killed.": ["killed 6 soldiers total"],
    "Six members of an armed gang were killed.": ["killed 6 militants total"],
    "A nurse and a paramedic were killed.": ["killed 2 medics total"],
    "A man was killed and nobody else was hurt.": ["killed 1 people total", "injured 0 people total"],
    # single persons told of together
    "Shells fell on Kelvara, killing a man and a woman.": ["killed 2 people total", "killed 1 women part"],
    "His father and younger brother were killed in the raid.": ["killed 2 people total"],
    # an ordinal for one more
    "Gunmen killed two officers and wounded a third.": ["killed 2 soldiers total", "injured 1 people total"],
    "A third of the 30 victims were children.": [],
    # the number after a name is part of it
    "Eight people were hurt in the shooting outside Club 54 in Kelvara.": ["injured 8 people total"],
    "By Friday the number of fishermen missing since a boat sank off Kelvara on Wednesday had grown to 19.": ["missing 19 people total"],
    # what befell the part is not what befell the whole
    "About 700 people, including 47 wounded, had crossed the border.": ["injured 47 people total"],
    # passive
    "Six nurses were killed in the shelling.": ["killed 6 medics total"],
    "At least nine people were killed and more than 20 injured when a footbridge fell.": ["killed 9.. people total", "injured 21.. people total"],
    "Up to 30 journalists have been arrested since Friday.": ["captured ..30 journalists total"],
    "Nine soldiers and a medic were reportedly wounded.": ["injured 9 soldiers part", "injured 1 medics part"],
    "Between five and eight hikers were hurt by falling rocks.": ["injured 5..8 people total"],
    "Eleven villages were shelled and 16 civilians were killed.": ["killed 16 civilians total"],
    "About 300 families were evacuated from the valley.": ["displaced ~300 people total"],
    "Three people in two villages on the coast were killed.": ["killed 3 people total"],
    "Four people, including a woman and two children, were killed.": [
        "killed 4 people total", "killed 1 women part", "killed 2 children part",
    ],
    "Two police officers and a bystander were shot and killed.": ["killed 2 soldiers part", "killed 1 people part"],
    "Five people, among them a pregnant woman, were burned to death.": ["killed 5 people total", "killed 1 women part"],
    # asides between the subject and its verb
    "Four climbers - two from Norway and two from Chile - were killed.": [
        "killed 4 people total", "killed 2 people part", "killed 2 people part",
    ],
    "Nine passengers (six men and three women) were injured.": [
        "injured 9 people total", "injured 6 people part", "injured 3 women part",
    ],
    "At least six workers, including a crane driver and his two sons, were killed.": [
        "killed 6.. people total", "killed 1 people part", "killed 2 people part",
    ],
    "Seven guests, all members of one choir, died in the fire.": ["killed 7 people total"],
    "Two miners, both fathers of young children, died when the shaft collapsed.": ["killed 2 people total"],
    "The list names twenty members of the Osk family, living in two houses, who were killed.": ["killed 20 people total"],
    "The shelling killed at least a dozen cattle and two shepherds.": ["killed 2 people total"],
    "An elderly couple were found dead in their flat.": ["killed 2 people total"],
    "The widow called 911 as her neighbours lay dead.": [],
    "Seven were injured, two seriously.": ["injured 7 people total", "injured 2 people part"],
    "Police said 14 people had been hurt, none seriously.": ["injured 14 people total"],
    "Paramedics treated 46 people for smoke inhalation.": ["injured 46 people total"],
    "Two members of the crew working on deck were hurt.": ["injured 2 people total"],
    "The blast caused the deaths of 12 people, with others sustaining injuries.": [
        "killed 12 people total", "injured others people total",
    ],
    "On Monday, March 4, 2024, at least 14 villagers, most of them women, were killed and dozens were hurt.": [
        "killed 14.. people total", "injured dozens people total",
    ],
    "A dozen people were trampled to death in a stampede.": ["killed 12 people total"],
    "A boy of nine drowned in the river.": ["killed 1 children total"],
    "Twenty-one people died, the highest toll since 2004.": ["killed 21 people total"],
    "Eleven of the passengers died instantly, and two later in hospital.": ["killed 11 people total", "killed 2 people total"],
    "Four people were killed, including two children, and 15 others were wounded.": [
        "killed 4 people total", "killed 2 children part", "injured 15 people total",
    ],
    "The ministry said 45 were killed, among them 12 children and 9 women, and 120 hurt.": [
        "killed 45 people total", "killed 12 children part", "killed 9 women part", "injured 120 people total",
    ],
    "Nobody died, but 14 were treated at the scene.": ["killed 0 people total", "injured 14 people total"],
    # the verb's subject
    "Seven climbers died on the north face.": ["killed 7 people total"],
    "The 30 miners who died in the Veldt shaft were buried on Saturday.": ["killed 30 people total"],
    "Scores of pilgrims drowned when the ferry sank.": ["killed scores people total"],
    "Two more patients succumbed to their burns.": ["killed 2 people added"],
    "Thousands of residents fled the town.": ["displaced thousands people total"],
    "More than 1,200 people lost their lives in the quake.": ["killed 1201.. people total"],
    # participles and relative clauses
    "Gunmen attacked a checkpoint, killing 11 soldiers and wounding 5 others.": ["killed 11 soldiers total", "injured 5 people total"],
    "A shell hit a bakery killing a boy and injuring his mother.": ["killed 1 children total", "injured 1 women total"],
    "The strike that killed 17 wedding guests is being investigated.": ["killed 17 people total"],
    "An attack which left 12 dead and 40 wounded shook the port.": ["killed 12 people total", "injured 40 people total"],
    "The blast left at least 15 people dead.": ["killed 15.. people total"],
    "Clashes left 23 civilians - among them nine children - and 16 rebels dead.": [
        "killed 23 civilians part", "killed 9 children part", "killed 16 militants part",
    ],
    # nouns
    "The crash resulted in the death of three firefighters.": ["killed 3 people total"],
    "The group documented the killing of 58 civilians.": ["killed 58 civilians total"],
    "Clashes along the ridge claimed 12 lives.": ["killed 12 people total"],
    "The avalanche claimed the lives of ten skiers.": ["killed 10 people total"],
    "There were 17 fatalities.": ["killed 17 people total"],
    "Rescuers pulled five bodies from the rubble.": ["killed 5 people total"],
    "Doctors counted 35 cases of suffocation.": ["injured 35 people total"],
    "The ministry reported 120 deaths and 400 injuries.": ["killed 120 people total", "injured 400 people total"],
    "The battle caused 80 casualties.": ["casualties 80 people total"],
    "Police made 19 arrests.": ["captured 19 people total"],
    "The hospital received 44 wounded civilians.": ["injured 44 civilians total"],
    # tolls
    "The death toll has risen to 58.": ["killed 58 people total"],
    "The toll from the flood stands at 112, officials said.": ["killed 112 people total"],
    "The health ministry put the toll at 31.": ["killed 31 people total"],
    "The quake's death toll passed 2,000.": ["killed 2001.. people total"],
    "Four more died, bringing the toll to 21.": ["killed 4 people added", "killed 21 people total"],
    "The number of injured rose to 78.": ["injured 78 people total"],
    "The monitor gave a toll of 36 dead, among them 15 children.": ["killed 36 people total", "killed 15 children part"],
    "Officials put the number of dead at 12 and the number of wounded at more than 30.": [
        "killed 12 people total",
        "injured 31.. people total",
    ],
    "The number of dead rose from 12 to 15.": ["killed 12 people total", "killed 15 people total"],
    "Fighting has forced 120,000 people from their homes.": ["displaced 120000 people total"],
    "Fifteen more people were taken into custody.": ["captured 15 people added"],
    # headlines and lost commas
    "Six dead as storm hits Port Anselm": ["killed 6 people total"],
    "Bus crash in Lower Tarn: 12 killed, 30 hurt": ["killed 12 people total", "injured 30 people total"],
    "Three killed over 70 injured in rocket fire on Tolmec": ["killed 3 people total", "injured 71.. people total"],
    "Shelling kills 15 in Harran": ["killed 15 people total"],
    "Mudslide kills 8 injures 12": ["killed 8 people total", "injured 12 people total"],
    "The blast killed 23 people including seven children and wounded dozens the ministry said": [
        "killed 23 people total", "killed 7 children part", "injured dozens people total",
    ],
    "The raid killed a nurse a hospital employee and two soldiers said the monitor": [
        "killed 1 medics part", "killed 1 staff part", "killed 2 soldiers part",
    ],
    "An air raid killed five civilians the Valley Monitor said": ["killed 5 civilians total"],
    # lists and classes
    "Two soldiers and three civilians were killed.": ["killed 2 soldiers part", "killed 3 civilians part"],
    "Three people were killed in Kelvara and two in Tolmec.": ["killed 3 people part", "killed 2 people part"],
    "The dead included four women and a child.": ["killed 4 women part", "killed 1 children part"],
    "Two nurses were among the dead.": ["killed 2 medics part"],
    "Among those killed were six children.": ["killed 6 children part"],
    "Six children were among 19 civilians killed on Monday.": ["killed 6 children part", "killed 19 civilians total"],
    "Of the 30 wounded, 12 are in critical condition.": ["injured 30 people total", "injured 12 people part"],
    "Forty migrants drowned, half of them women.": ["killed 40 people total"],
    "Nine fighters died, three of them foreigners.": ["killed 9 militants total", "killed 3 people part"],
    "Twenty members of the security forces and 14 members of the rebel group were killed.": [
        "killed 20 soldiers part", "killed 14 militants part",
    ],
    "Eight aid workers and two Red Lantern fighters died.": ["killed 8 staff part", "killed 2 militants part"],
    "Twenty people were killed along with three attackers.": ["killed 20 people total", "killed 3 attackers total"],
    "A family of five was killed.": ["killed 5 people total"],
    # scope
    "Another five people died on Thursday.": ["killed 5 people added"],
    "Two of the wounded died overnight.": ["killed 2 people added"],
    "Two more miners injured in the blast have died.": ["killed 2 people added"],
    "More than 9,000 people have been killed since the conflict began in 2015.": ["killed 9001.. people cumulative"],
    "Seven people were killed: three in Ostrel, two in Maren and two in Velo.": [
        "killed 7 people total",
        "killed 3 people part",
        "killed 2 people part",
        "killed 2 people part",
    ],
    "In the past 24 hours 40 civilians were killed.": ["killed 40 civilians total"],
    "Seven villagers belonging to one family, including a mother with her five children, were killed.": [
        "killed 7 people total",
        "killed 1 women part",
        "killed 5 children part",
    ],
    # hospitals and shootings
    "The crash sent six people to area hospitals.": ["injured 6 people total"],
    "Family of five found dead in Lindow": ["killed 5 people total"],
    "Four people were shot, two of them fatally.": ["casualties 4 people total", "killed 2 people part"],
    "All four crew members appear to have died.": ["killed 4 people total"],
    "He was killed along with his two daughters.": ["killed 1 people total", "killed 2 children total"],
    # none
    "No casualties were reported.": ["killed 0 people total", "injured 0 people total"],
    "Nobody was hurt.": ["injured 0 people total"],
    "No one was killed in the blast.": ["killed 0 people total"],
    "The rocket fell in a field without causing any injuries.": ["injured 0 people total"],
    "There were no deaths.": ["killed 0 people total"],
    "The attack did not cause any casualties.": ["killed 0 people total", "injured 0 people total"],
    # missing
    "Three firefighters are still missing after the roof fell in.": ["missing 3 people total"],
    "At least 40 fishermen went missing in the storm.": ["missing 40.. people total"],
    "Twelve people remain unaccounted for.": ["missing 12 people total"],
    # fighters
    "The jets destroyed 40 militants and two tanks.": ["killed 40 militants total"],
    "The brigade lost 14 soldiers in the ambush.": ["killed 14 soldiers total"],
    # quantities
    "Some 40 fighters were killed.": ["killed ~40 militants total"],
    "Half of the 40 passengers were injured.": ["injured 20 people total"],
    "Half a million people have been displaced.": ["displaced 500000 people total"],
    "Tens of thousands of people have been displaced.": ["displaced tens of thousands people total"],
    "Nearly 50 people were feared dead.": ["killed ~50 people total"],
    "Nine of the dead in the blast were children, a doctor said.": ["killed 9 people part"],
    "Nine of those killed in Tuesday's blast were children.": ["killed 9 people part"],
    "Twenty of those seized by rebels in Sabar on Tuesday are pupils, a priest said.": ["captured 20 people part"],
    "Eleven of the people taken hostage in Sabar on Tuesday are foreigners.": ["captured 11 people part"],
}  # fmt: skip


@pytest.mark.parametrize(("sentence", "claims"), FORMS.items())
def test_forms(sentence: str, claims: list[str]) -> None:
    assert [said(d) for d in sorted(read(sentence), key=lambda d: d.anchor)] == claims


NO_CLAIMS = [
    "The storm could kill thousands, forecasters warned.",
    "He threatened to kill 10 hostages if the talks failed.",
    "The plot aimed to kill 200 commuters.",
    "If the dam bursts, 5,000 people would be displaced.",
    "The bill to kill three programmes died in committee.",
    "Shares in two firms were hurt by the ruling.",
    "The army captured 12 villages and three hills.",
    "Two gunmen killed the mayor.",
    "Six officers arrested the suspect's brother.",
    "The team lost 12 games.",
    "The 34-year-old was hurt by critics.",
    "Gunmen took 12 pills from a shop.",
    "The bus took 40 villagers from Orvane to the coast.",
    "Twelve people said the town was calm.",
    "They shot down two drones.",
    "Five people voted for the death penalty.",
    "No one has captured the mood of the 1990s better.",
    "Fifty people attended the funeral.",
    "A father of four was praised by the governor.",
    "The ministry did not mention any casualties.",
    "The two longer-shot candidates spoke in six races that are dead heats.",
    "How many people were killed is not known.",
    "The rebels killed the deal after 12 rounds of talks.",
    "There are many more deaths on the roads than in the air.",
    "The bodies of the goats showed no visible injuries.",
    "Many of the casualties are farmers.",
]


@pytest.mark.parametrize("sentence", NO_CLAIMS)
def test_what_is_no_claim(sentence: str) -> None:
    assert [said(d) for d in read(sentence) if d.quantity.low != 1] == []


# text of several sentences -> its claims
TEXTS = {
    "There were 12 people in the minibus; all of them died.": ["killed 12 people total"],
    '"We lost 14 people," the chief said. "Six of them were children."': ["killed 14 people total", "killed 6 children part"],
    "Forty people were in the hall. None survived.": ["killed 40 people total"],
    "The boat carried 60 migrants. None survived, the navy said.": ["killed 60 people total"],
    "Twenty people were killed in the fire. Among them were five children.": ["killed 20 people total", "killed 5 children part"],
    'The nurse counted 26 bodies. "Nine were children," she said.': ["killed 26 people total", "killed 9 children part"],
    "An evacuation began at dawn. More than 500 people left the two towns by bus.": ["displaced 501.. people total"],
    "An evacuation began at dawn. About 40 buses carrying 3,000 people set off.": ["displaced 3000 people total"],
    "An evacuation began at dawn. Some 200 villagers left on Monday in six buses.": ["displaced ~200 people total"],
    "The ministry gave a death toll of 47 on Monday. This was later updated to 52, including nine children.": [
        "killed 47 people total",
        "killed 52 people total",
        "killed 9 children part",
    ],
    "Floods claimed at least 95 lives, rescuers said, up from 51 on Tuesday.": [
        "killed 95.. people total",
        "killed 51 people total",
    ],
    "Thirty villagers were affected by the gas.": ["injured 30 people total"],
    "Eight firefighters were overcome by fumes.": ["injured 8 people total"],
    "Doctors said 15 people suffered shrapnel wounds.": ["injured 15 people total"],
    "Several guards experienced severe trouble breathing.": ["injured several people total"],
    "Up to 80 (mostly local) fighters, including nine boys, were destroyed in the raid.": [
        "killed ..80 militants total",
        "killed 9 children part",
    ],
    "Raiders hacked 15 villagers to death near Orvane.": ["killed 15 people total"],
    "Nineteen others were taken to a clinic.": ["injured 19 people total"],
    "Forty miners are feared trapped in the pit.": ["missing 40 people total"],
    "Nine people were killed on Friday, bringing the toll since the war began to 310.": [
        "killed 9 people total",
        "killed 310 people cumulative",
    ],
    "Clashes killed 45 farmers, 12 members of the security forces and 18 militants.": [
        "killed 45 people part",
        "killed 12 soldiers part",
        "killed 18 militants part",
    ],
    "The storm killed from 500 to well over 1,000 people.": ["killed 500.. people total"],
    "Some 2,000 people took shelter in churches.": ["displaced ~2000 people total"],
    "The committee met at dawn. More than 500 people left the two towns by bus.": [],
    "The ministry gave a death toll of 47 on Monday. This was later updated to 52.": [
        "killed 47 people total",
        "killed 52 people total",
    ],
    "Twenty sailors were taken hostage; two of them were later released.": ["captured 20 people total"],
    "The toll rose to 231, up from 187, the agency said. Eleven died on Friday alone.": [
        "killed 231 people total",
        "killed 187 people total",
        "killed 11 people part",
    ],
    "The rebels handed over 24 captured soldiers.": ["captured 24 soldiers total"],
    "Well over 24 soldiers were captured.": ["captured 25.. soldiers total"],
    "There were no reports of casualties.": ["killed 0 people total", "injured 0 people total"],
    "Eight of the 35 injured are in a critical condition.": ["injured 8 people part", "injured 35 people total"],
    "Thirty people were wounded on Monday. Two of them later died.": ["injured 30 people total", "killed 2 people part"],
}


@pytest.mark.parametrize(("text", "claims"), TEXTS.items())
def test_pronouns_and_parts_across_sentences(text: str, claims: list[str]) -> None:
    assert [said(d) for d in read(text)] == claims


def test_a_quote_is_of_the_text_and_holds_figure_and_trigger() -> None:
    text = "Officials spoke on Friday. A fire killed at least 19 people, including three children, in Lindow on Thursday night."
    for d in read(text):
        quote = text[d.start : d.end]
        assert len(quote) <= 200
        assert "killed" in quote
        assert ("19" in quote) or ("three" in quote)


def test_a_denied_figure_is_not_asserted() -> None:
    assert read("The army denied that 12 of its soldiers had been killed.") == []


def test_why_names_cue_and_figure() -> None:
    (d,) = read("The flood killed 14 people.")
    assert any("14 people" in w for w in d.why) and any("killed" in w for w in d.why)


def test_all_but_a_few_are_the_rest() -> None:
    (c,) = read("All but three of the 40 passengers were killed.")
    assert (str(c.quantity), c.scope) == ("37", "total")


def test_the_sum_at_the_end_of_a_list_is_the_whole() -> None:
    found = read("The raid killed 12 soldiers and three nurses, 15 people in all.")
    assert [(str(c.quantity), c.scope) for c in found] == [("12", "part"), ("3", "part"), ("15", "total")]


def test_a_toll_is_now() -> None:
    (c,) = read("Firefighters said the toll from Monday's floods is now 10.")
    assert said(c) == "killed 10 people total"


def test_a_clause_about_the_whole_tells_of_the_whole() -> None:
    found = read("Kidnappers freed 11 of the 30 pupils they had seized from a school in Dandira last week.")
    assert [(c.quantity.low, c.quantity.high) for c in found] == [(30, 30)]


# whom it befalls stands between the verb and the words that end its sense, or before both
APART = {
    "Nine hikers were swept to their deaths by a swollen stream.": ["killed 9 people total"],
    "A rockfall sent seven climbers to their deaths.": ["killed 7 people total"],
    "Four climbers plunged to their deaths in Lindow.": ["killed 4 people total"],
    "The siege cost 61 people their lives.": ["killed 61 people total"],
    "Soldiers put 12 captives to the sword.": ["killed 12 people total"],
    "Police took 17 demonstrators into custody.": ["captured 17 people total"],
    "Gunmen hauled off 14 villagers.": ["captured 14 people total"],
    "Rebels dragged nine passengers off a bus.": ["captured 9 people total"],
    "Rescuers dragged nine passengers off a bus.": [],
    "Teachers led 40 children away.": [],
    "Shelling drove 8,000 people from their villages.": ["displaced 8000 people total"],
    "The gale left 900 people without a roof.": ["displaced 900 people total"],
    "The war has turned 70,000 people into refugees.": ["displaced 70000 people total"],
    "The crush left 33 fans in need of treatment.": ["injured 33 people total"],
    "Two drivers escaped with minor injuries.": ["injured 2 people total"],
    "The reform cost the party 40 seats.": [],
    "The storm cost 26 people their jobs.": [],
    "The lava cost 130 families their homes.": ["displaced 130 people total"],
    "Herders drove 600 farmers off their land.": ["displaced 600 people total"],
    "Some 600 residents were forced out by the rising water.": ["displaced ~600 people total"],
    "Some 600 deputies were forced out by the scandal.": [],
    "At least 600 people had to abandon their farms.": ["displaced 600.. people total"],
    "Some 9,000 people have poured across the border to escape the fighting.": ["displaced ~9000 people total"],
    "Some 9,000 people have poured into the stadium since noon.": [],
    "The men who stormed the seminary, masked gunmen, took 23 novices with them.": ["captured 23 people total"],
    "Twenty-three novices had been taken by the armed men who stormed the seminary.": ["captured 23 people total"],
    "Twenty-three novices had been taken by the bishop to the seminary.": [],
    "Bandits took 23 novices on Monday.": ["captured 23 people total"],
    "Bandits took 23 novices to a safe house.": [],
    "Armed men took 40 passengers away.": ["captured 40 people total"],
    "An ambulance took 40 passengers away.": [],
    "The guards recaptured 14 prisoners.": ["captured 14 people total"],
    "Nine of the fugitives were caught near the river.": ["captured 9 people total"],
    "Nine of the passengers were caught near the river.": [],
    "Forty people are being held by the rebels.": ["captured 40 people total"],
    "Officials list 16 people as missing.": ["missing 16 people total"],
    "Officials list 16 people as witnesses.": [],
    "Divers are searching for 16 passengers.": ["missing 16 people total"],
    "Divers searched on Monday for 16 passengers.": ["missing 16 people total"],
    "Divers are searching for two survivors.": [],
    "Detectives are searching for two robbers.": [],
}


@pytest.mark.parametrize(("sentence", "claims"), APART.items())
def test_a_verb_and_the_words_that_end_its_sense(sentence: str, claims: list[str]) -> None:
    assert [said(d) for d in sorted(read(sentence), key=lambda d: d.anchor)] == claims


NUMBERED = {
    "The dead in the ferry accident numbered 84, the coastguard said.": ["killed 84 people total"],
    "The number of people missing fell to 88.": ["missing 88 people total"],
    "A further five people were added to the list of missing.": ["missing 5 people added"],
    "Another five were added to the list of the missing.": ["missing 5 people added"],
    "The list of missing stood at 31.": ["missing 31 people total"],
    "The number of people driven off their land has reached 6,200.": ["displaced 6200 people total"],
    "The number of evacuees in Orvane rose to 6,200.": ["displaced 6200 people total"],
    "The number of captives reached 41.": ["captured 41 people total"],
    "The list of people missing since the landslide shrank to 46.": ["missing 46 people total"],
    "Deaths from the quake totalled 1,204.": ["killed 1204 people total"],
    "The tally of dead stood at 63 by nightfall.": ["killed 63 people total"],
    "The army raised to 26 its toll of soldiers killed in the ambush.": ["killed 26 soldiers total"],
    "The death toll among police officers rose to 14.": ["killed 14 soldiers total"],
    "The clinic put its tally of children injured in the blast at 17.": ["injured 17 children total"],
    "The ministry raised the number of people known to have been killed when a dam gave way to 32.": ["killed 32 people total"],
    "The toll of the soldiers' mutiny rose to 12.": ["killed 12 people total"],
    "The toll of injured passed 500.": ["injured 501.. people total"],
    "The displaced number 44,000.": ["displaced 44000 people total"],
    "Arrests numbered 77.": ["captured 77 people total"],
    "Police put the dead at 17 and the injured at 40.": ["killed 17 people total", "injured 40 people total"],
    "The army put its casualties from Sunday's battle, killed and wounded together, at 31.": ["casualties 31 people total"],
    "The wounded reached the hospital 12 hours later.": [],
    "The number of missing votes rose to 475.": [],
}


@pytest.mark.parametrize(("sentence", "claims"), NUMBERED.items())
def test_the_figure_of_a_group_that_no_number_stands_before(sentence: str, claims: list[str]) -> None:
    assert [said(d) for d in sorted(read(sentence), key=lambda d: d.anchor)] == claims


GROUPS = {
    "The dead in Tuesday's bus bombing at Orvane, a port, included 11 women.": ["killed 11 women part"],
    "The hostages taken by gunmen in the Orvane theatre include 21 pupils.": ["captured 21 children part"],
    "Of the dead, seven were firefighters.": ["killed 7 people part"],
    "Of the people missing from the ferry, 41 are crew members.": ["missing 41 people part"],
}


@pytest.mark.parametrize(("sentence", "claims"), GROUPS.items())
def test_parts_of_a_group(sentence: str, claims: list[str]) -> None:
    assert [said(d) for d in read(sentence)] == claims


LOST = {
    "Helicopters searched for the eight crew members still unaccounted for.": ["missing 8 people total"],
    "There is still no trace of 19 of the miners.": ["missing 19 people total"],
    "The whereabouts of 37 villagers remain unknown.": ["missing 37 people total"],
    "The whereabouts of 37 paintings remain unknown.": [],
    "Contact was lost with 16 fishermen.": ["missing 16 people total"],
    "Rescuers have yet to locate 45 residents.": ["missing 45 people total"],
    "Divers are looking for 23 passengers who have not been found.": ["missing 23 people total"],
}


@pytest.mark.parametrize(("sentence", "claims"), LOST.items())
def test_people_of_whom_nothing_is_known(sentence: str, claims: list[str]) -> None:
    assert [said(d) for d in read(sentence)] == claims


NOBODY = {
    "The barge sank without loss of life.": ["killed 0 people total"],
    "The quake caused neither deaths nor injuries.": ["killed 0 people total", "injured 0 people total"],
    "The jet landed without anyone being injured.": ["injured 0 people total"],
    "All 180 passengers escaped unhurt.": ["injured 0 people total"],
    "The driver escaped unhurt.": [],
    "We never hurt anybody.": [],
    "There were no survivors among the 71 people on board.": ["killed 71 people total"],
    "Twelve survivors were flown home.": [],
}


@pytest.mark.parametrize(("sentence", "claims"), NOBODY.items())
def test_nobody(sentence: str, claims: list[str]) -> None:
    assert [said(d) for d in sorted(read(sentence), key=lambda d: d.anchor)] == claims


BRACKETS_AND_CONJUNCTS = {
    "Six people (two men, four women) lost their lives.": [
        "killed 6 people total",
        "killed 2 people part",
        "killed 4 women part",
    ],
    "Some 250 soldiers surrendered and were captured.": ["captured ~250 soldiers total"],
    "The lives of 12 children were cut short by the blast.": ["killed 12 children total"],
    "The rebels admitted losing nine men.": ["killed 9 people total"],
    "A hospital in Tolmec admitted 37 casualties.": ["injured 37 people total"],
}


@pytest.mark.parametrize(("sentence", "claims"), BRACKETS_AND_CONJUNCTS.items())
def test_whose_harm_it_is(sentence: str, claims: list[str]) -> None:
    assert [said(d) for d in sorted(read(sentence), key=lambda d: d.anchor)] == claims


IMAGINED = [
    "The blast could leave 300 dead.",
    "A dam break could leave 3,000 people homeless.",
    "The clinic can take 80 wounded at a time.",
    "Actors played the 60 wounded in the mock attack.",
    "The plan foresees the evacuation of 5,000 residents if the dam fails.",
    "Experts predict 12,000 deaths by the end of the year.",
    "Belts prevented 30 deaths last year.",
    "In the film, the hero kills 40 men.",
]


@pytest.mark.parametrize("sentence", IMAGINED)
def test_what_is_only_imagined(sentence: str) -> None:
    assert read(sentence) == []


@pytest.mark.parametrize(
    "sentence",
    ["The raid may have left 12 dead.", "He could see 12 bodies in the street.", "The death toll may be as high as 12."],
)
def test_what_is_likely_or_seen_is_a_claim(sentence: str) -> None:
    assert [figure for d in read(sentence) if (figure := d.quantity.high or d.quantity.low)] == [12]


AT_THE_EDGE = {
    "The dead in the bombing at Orvane included 11 women, a hospital doctor said.": ["killed 11 women part"],
    "Of the people missing from the ship that overturned on Monday, 41 are crew members.": ["missing 41 people part"],
    "No casualties were reported among the 24 passengers.": ["killed 0 people total", "injured 0 people total"],
    "There were 52 casualties, 14 of them fatal.": ["casualties 52 people total", "killed 14 people part"],
    "The number of killed and wounded reached 52.": ["casualties 52 people total"],
    "The death toll, initially put at 12, has risen to 19.": ["killed 12 people total", "killed 19 people total"],
    "The number of wounded has climbed past 300.": ["injured 301.. people total"],
    "A helicopter with 24 on board crashed, leaving no survivors.": ["killed 24 people total"],
    "The gang is holding 40 worshippers for ransom.": ["captured 40 people total"],
}


@pytest.mark.parametrize(("sentence", "claims"), AT_THE_EDGE.items())
def test_figures_told_with_other_words_around(sentence: str, claims: list[str]) -> None:
    assert [said(d) for d in sorted(read(sentence), key=lambda d: d.anchor)] == claims


def test_who_dies_with_the_bomber() -> None:
    assert "killed 12 people total" in [said(d) for d in read("A suicide bomber killed himself and 12 others.")]


MOVED_AND_SHARED = {
    # what they were doing then, and what befell them
    "Forty people sheltering in a chapel were killed by a shell.": ["killed 40 people total"],
    "Nine people fleeing the fighting were shot dead by a sniper.": ["killed 9 people total"],
    "Forty people sheltering in a chapel have no water.": ["displaced 40 people total"],
    # who was only taken for dead
    "Twelve miners reported killed in the blast had in fact escaped.": [],
    "Two miners were reported killed and six others escaped.": ["killed 2 people total"],
    "The death toll rose by 12 to 74.": ["killed 74 people total"],
    "More than half of the town's 40,000 inhabitants have fled.": ["displaced 20001.. people total"],
    "The count of dead and missing has reached 102.": [],
    "Ten people had minor injuries.": ["injured 10 people total"],
    "Among the injured: four firefighters.": ["injured 4 people part"],
    "Rebels overran the garrison and took captive 60 soldiers.": ["captured 60 soldiers total"],
}


@pytest.mark.parametrize(("sentence", "claims"), MOVED_AND_SHARED.items())
def test_shares_and_steps(sentence: str, claims: list[str]) -> None:
    assert [said(d) for d in sorted(read(sentence), key=lambda d: d.anchor)] == claims


INSTEAD_TAKEN_AND_TOLD = {
    "A count showed that 18 villagers, not 11, were kidnapped.": ["captured 18 people total"],
    "On Monday 34 workers, not the 29 first reported, died in the fire.": ["killed 34 people total"],
    "The ministry said 18 miners and not 25 were killed.": ["killed 18 people total"],
    "Armed men on motorcycles took 25 women from the village of Tolmec.": ["captured 25 women total"],
    "Masked men dragged 14 passengers from a bus near Tolmec.": ["captured 14 people total"],
    "Armed men stopped a bus and marched 38 passengers into the forest.": ["captured 38 people total"],
    "Gunmen killed two guards and took 12 girls from a school.": ["killed 2 people total", "captured 12 children total"],
    "Deputies cut the list of people missing since the Tolmec fire to 450.": ["missing 450 people total"],
    "The agency trimmed its list of missing to 90.": ["missing 90 people total"],
    "Casualties from the missile strike on the shop in Tolmec, a port on the river, have risen to 57.": [
        "casualties 57 people total"
    ],
    "The dead and wounded now number 57.": ["casualties 57 people total"],
    "Dead and wounded from the strike totalled 57.": ["casualties 57 people total"],
    "The captain of the trawler Ida and all six of his crew are missing.": ["missing 1 people part", "missing 6 people part"],
    "Bishop Jon Pardo and three priests were abducted.": ["captured 1 people part", "captured 3 people part"],
    "Bandits abducted three nurses and their driver.": ["captured 3 medics part", "captured 1 people part"],
    "A couple burned to death in the house.": ["killed 2 people total"],
    "Everyone on board, 19 passengers and two crew, died.": ["killed 19 people part", "killed 2 people part"],
    "Nine seamen died.": ["killed 9 people total"],
    "Both pilots and 14 passengers died.": ["killed 2 soldiers part", "killed 14 people part"],
    "The dead in the fire at a hostel in Tolmec, a port, were nine tourists and a cook.": [
        "killed 9 people part",
        "killed 1 people part",
    ],
    "Among the dead in the fire at a hostel in Tolmec, a port, were nine tourists.": ["killed 9 people part"],
    "Six nurses were among the hostages taken at the clinic.": ["captured 6 medics part"],
    "Forty hostages were being held at a hotel.": ["captured 40 people total"],
    "The fire proved fatal to 14 guests.": ["killed 14 people total"],
    "Fourteen guests failed to survive the fire.": ["killed 14 people total"],
    "A 12th body was pulled from the rubble.": ["killed 1 people added"],
    "The fire has claimed its seventh victim.": ["killed 1 people added"],
    "Four people wounded in the raid on Sunday died on Monday.": ["killed 4 people added"],
    "Hospitals admitted 23 people after the blast.": ["injured 23 people total"],
    "Doctors operated on 23 people hurt in the blast.": ["injured 23 people total"],
    "Twenty-three sustained burns.": ["injured 23 people total"],
    "There was no word on Thursday of 290 passengers.": ["missing 290 people total"],
    "Shelling left 14 people dead or hurt.": ["casualties 14 people total"],
    "Some 3,200 people were moved out of Tolmec.": ["displaced ~3200 people total"],
    "Some 3,200 people were ordered out of their homes.": ["displaced ~3200 people total"],
    "Two scouts were reported missing.": ["missing 2 people total"],
}


@pytest.mark.parametrize(("sentence", "claims"), INSTEAD_TAKEN_AND_TOLD.items())
def test_figures_that_do_not_hold_captors_and_those_beside_a_count(sentence: str, claims: list[str]) -> None:
    assert [said(d) for d in sorted(read(sentence), key=lambda d: d.anchor)] == claims


DRIVEN_HELD_AND_LISTED = {
    # driven out, and out of what nobody lives in
    "The ministry said 45,300 people had been driven out of Tolmec by the time the siege ended.": [
        "displaced 45300 people total"
    ],
    "Some 3,000 villagers were chased out of Tolmec when the militia came.": ["displaced ~3000 people total"],
    "Twelve thousand residents were made to leave Tolmec as the army advanced.": ["displaced 12000 people total"],
    "Three drivers were forced out of the race on Sunday.": [],
    "The team was driven out of town by bus, 22 players said.": [],
    # the list of the missing
    "Just 12 people remain on the list of those missing in the fire.": ["missing 12 people total"],
    "The sheriff's list of people missing in the fire had 70 names on it.": ["missing 70 people total"],
    "There are 44 names on the list of the missing.": ["missing 44 people total"],
    "The register of missing people had 15 entries by Sunday.": ["missing 15 people total"],
    "The list of candidates had 70 names on it.": [],
    # in whose hands they are
    "Eight of its servicemen are being held by the other side.": ["captured 8 soldiers total"],
    "Four pilots are in rebel hands.": ["captured 4 soldiers total"],
    "Twelve border guards are being held by Norvian forces after a raid.": ["captured 12 soldiers total"],
    "Eight seats are held by the other side.": [],
    # whose dead they are
    "The village buried 18 of its people on Sunday, a day after the raid.": ["killed 18 people total"],
    "Villagers buried nine of their neighbours after the attack.": ["killed 9 people total"],
    "The landslide buried nine of their neighbours.": [],
    "The bank buried 18 of its loans.": [],
    # how many a group is
    "The dead of Tolmec were laid out under the trees on Saturday, 45 of them.": ["killed 45 people total"],
    "The wounded filled the corridors on Monday, 120 of them, a doctor said.": ["injured 120 people total"],
    "The victims, all 19 of them, were pilgrims.": ["killed 19 people total"],
    "The dead were brought to the school, and the volunteers, 45 of them, dug graves.": [],
    # who treats those hurt
    "Ambulance crews treated eleven people after the blast.": ["injured 11 people total"],
    "The emergency services treated 24 people after the crash, most of them for cuts.": ["injured 24 people total"],
    "The hospital treats 900 people a day.": [],
    # of people whom nobody counted
    "Militiamen herded the men of Tolmec into a barn and opened fire, killing 86 of them.": ["killed 86 people total"],
    "The rebels took the passengers off the bus and killed 12 of them.": ["killed 12 people total"],
    "Gunmen wounded 30 farmers and killed 12 of them.": ["injured 30 people total", "killed 12 people part"],
    # twins
    "The twin daughters of the mayor died.": ["killed 2 children total"],
    "A twin bombing killed nine people.": ["killed 9 people total"],
}


@pytest.mark.parametrize(("sentence", "claims"), DRIVEN_HELD_AND_LISTED.items())
def test_driven_out_held_listed_and_buried(sentence: str, claims: list[str]) -> None:
    assert [said(d) for d in sorted(read(sentence), key=lambda d: d.anchor)] == claims


@pytest.mark.parametrize(
    ("sentence", "claims"),
    [
        ("Orvane's missing list has been cut to 38 names, police said.", ["missing 38 people total"]),
        ("Police in Orvane brought the missing-persons list down to 16.", ["missing 16 people total"]),
        ("Four names were added to the list of the wounded from the blast.", ["injured 4 people added"]),
        ("Six more people were added to the list of those injured in the leak.", ["injured 6 people added"]),
        ("Three more were added to the toll of the flood.", ["killed 3 people added"]),
        ("The governor put at 17 the number killed in the plunge of a coach.", ["killed 17 people total"]),
        ("Doctors put at 12 the wounded in the clash.", ["injured 12 people total"]),
        ("The ministry estimated at 3,000 the number of people driven from their homes.", ["displaced 3000 people total"]),
        ("Rescuers put at nine the number still missing after the avalanche.", ["missing 9 people total"]),
        ("Three people died in a crash on Interstate 20 near Odessa Heights.", ["killed 3 people total"]),
        ("Rescuers buried the dead of the raid on the old quarter, seventeen in all.", ["killed 17 people total"]),
        ("Those killed in the town, a dozen in total, had come to trade.", ["killed 12 people total"]),
        ("Another victim of the stabbing, a woman of 40, died on Thursday.", ["killed 1 women added"]),
        ("Some 5,500 people left Lay Kay Gyi, in Myanmar, during Thursday's bombardment.", ["displaced ~5500 people total"]),
        ("Eleven Islamic State men were captured alive.", ["captured 11 militants total"]),
        ("Five people were hurt in a collision on Autobahn 8.", ["injured 5 people total"]),
    ],
)
def test_lists_and_figures_before_their_toll(sentence: str, claims: list[str]) -> None:
    assert [said(d) for d in read(sentence)] == claims


def test_names_that_leave_a_list_are_nobody_missing() -> None:
    assert not read("The list of 52 dead drawn up by the council held names that had been entered twice, four names in all.")[1:]
    assert not read("Crossing 22 names off, police went through the list of the missing.")


@pytest.mark.parametrize(
    ("text", "many"),
    [
        ("Roughly 5,500 people left Kelvat during Thursday's bombardment.", 5500),
        ("The governor said 4,312 people were forced from Tal Jarra at the weekend.", 4312),
        ("Since Wednesday 2,300 Syrians had crossed into Hatay province from Idlib.", 2300),
        ("County managers said 3,500 residents had been forced out by the Bald Peak Fire.", 3500),
    ],
)
def test_who_left_a_town_under_fire_or_crossed_a_border_is_displaced(text: str, many: int) -> None:
    found = [d for d in read(text) if d.measure == "displaced"]
    assert [c.quantity.low for c in found] == [many]


@pytest.mark.parametrize(
    "text", ["Around 2,000 people left the stadium after the match.", "The mayor and 12 people were forced from office."]
)
def test_who_left_a_match_or_an_office_is_not(text: str) -> None:
    assert not [d for d in read(text) if d.measure == "displaced"]


@pytest.mark.parametrize(
    ("text", "measure", "many"),
    [
        ("Evacuees from Kelvat number 298, the county said.", "displaced", 298),
        ("The evacuees from the villages, where the river rose on Monday, totalled 410.", "displaced", 410),
        ("Those driven from their homes in Kelvat number 2,140, the council said.", "displaced", 2140),
        ("Those still missing after the dam collapse number 53, rescuers said.", "missing", 53),
        ("The missing from the ferry that sank on Sunday number 14, the coast guard said.", "missing", 14),
        ("The wounded in Monday's blast at the Karim market number 31, a hospital said.", "injured", 31),
        ("Three government soldiers fell into rebel hands during Tuesday's battle.", "captured", 3),
        ("Nineteen inmates drowned when the cells flooded.", "killed", 19),
        ("The council has the names of 44 residents of Kelvat killed in the raid.", "killed", 44),
        ("Search teams gave up hope for the nine sailors not seen since the Ariadne sank.", "missing", 9),
        ("Troops took six Taliban men prisoner in Kelvat on Monday.", "captured", 6),
    ],
)
def test_groups_that_number_and_people_of_a_town(text: str, measure: str, many: int) -> None:
    assert [(d.measure, d.quantity.low) for d in read(text)] == [(measure, many)]


@pytest.mark.parametrize(
    "text",
    [
        "The wounded were moved to ward number 12, the hospital said.",
        "The dead from school number 1 were buried in Kelvat.",
        "A dozen men first believed dead had walked back to base.",
        "The town fell into rebel hands on Monday.",
    ],
)
def test_the_number_of_a_ward_and_those_who_came_back_are_no_toll(text: str) -> None:
    assert not [d for d in read(text) if d.quantity.low]


def test_a_trawlers_captain_is_no_soldier() -> None:
    found = read("Rescuers searched for the captain and three deckhands who have not been seen since their vessel went down.")
    assert {d.subject for d in found} == {"people"}
    assert {d.subject for d in read("The army said a captain was killed in the ambush.")} == {"soldiers"}


def test_who_was_first_believed_dead_is_not() -> None:
    assert not read("A dozen men first believed dead had walked back to base, it said.")


@pytest.mark.parametrize(
    ("text", "claims"),
    [
        ("More than a third of the 210 dead were women.", ["killed 71.. people part", "killed 210 people total"]),
        ("Half of the 40 passengers died.", ["killed 20 people total"]),
        ("The north was worst hit, with 33 of the country's 71 dead.", ["killed 33 people part", "killed 71 people total"]),
        ("The dead comprised nine soldiers and four nurses.", ["killed 9 soldiers part", "killed 4 medics part"]),
        ("The blast killed at least 12 and perhaps as many as 20 people.", ["killed 12..20 people total"]),
        ("At least 30, and possibly more than 50, people were hurt.", ["injured 30.. people total"]),
        ("Between 40 and 60 people are believed to be under the rubble of the market.", ["missing 40..60 people total"]),
        ("The number of people sheltering in schools rose to 14,300.", ["displaced 14300 people total"]),
        (
            "Six people reported missing after the flood were found alive, leaving five unaccounted for.",
            ["missing 5 people total"],
        ),
        ("Twelve people reported missing after the slide have not been found.", ["missing 12 people total"]),
        ("Medics said 40 were being treated after the shelling.", ["injured 40 people total"]),
    ],
)
def test_shares_ranges_and_who_came_back(text: str, claims: list[str]) -> None:
    assert [said(d) for d in sorted(read(text), key=lambda d: d.anchor)] == claims
