"""Two short reports that agree on measure, day, place and act are lined up, in whatever words each tells them; what differs in one stays apart."""

from __future__ import annotations

import pytest

from benchmarks import pairs

# measure, (day, text) of both, relation
JOINED = [
    # times that are told as a week's, a month's or a stretch's
    (
        "displaced",
        ("2022-03-04", "A week of clashes in the northern Sudanese town of Dongara has forced nearly 12,000 people from their homes, aid workers said on Friday."),
        ("2022-03-04", "The Red Crescent said on Friday that 11,900 people had been uprooted from Dongara since the clashes began a week ago."),
        "agree",
    ),
    (
        "displaced",
        ("2024-02-14", "Over 20,000 people have fled the Macomba district of northern Mozambique since gunmen raided villages there last week, the governor said on Wednesday."),
        ("2024-02-14", "Some 21,000 people displaced by last week's raids on villages in Macomba had been registered up to Wednesday, a Catholic charity said."),
        "agree",
    ),
    (
        "killed",
        ("2022-09-21", "Twelve people were killed when a landslide buried houses in Corupe on Monday night, the mayor said."),
        ("2022-09-24", "Rescuers on Saturday pulled more bodies from the mud in Corupe, taking the death toll from this week's landslide to 26."),
        "update",
    ),
    (
        "killed",
        ("2021-07-15", "Flash floods in the Brenn valley killed at least 20 people overnight, district authorities said on Thursday."),
        ("2021-07-18", "Authorities in the Brenn valley said on Sunday that 75 people were now known to have died in this week's floods."),
        "update",
    ),
    (
        "killed",
        ("2024-01-18", "Researchers estimated on Thursday that about 900 people were killed when militiamen overran the Darfur town of Murdaba in November."),
        ("2024-01-18", "An estimated 1,500 people were killed in the November massacre in Murdaba, a report released on Thursday says."),
        "spread",
    ),
    (
        "captured",
        ("2024-07-30", "The rebels said on Tuesday that they captured 30 soldiers in the battle at Tazalit in northern Mali, which ended on Saturday."),
        ("2024-07-30", "The army said on Tuesday that six of its soldiers were taken prisoner at Tazalit in the fighting that ended on Saturday."),
        "conflict",
    ),
    # a toll that was lowered weeks later
    (
        "killed",
        ("2023-08-22", "The wildfire that destroyed the mountain town of Alvera two weeks ago killed 112 people, county police said on Tuesday."),
        ("2023-09-14", "The governor on Thursday revised the death toll from the Alvera fire down to 94, citing DNA tests."),
        "correction",
    ),
    # a count that goes on
    (
        "fired",
        ("2023-05-10", "Palestinian militants had fired 300 rockets from Gaza by early Wednesday evening, the Israeli army said."),
        ("2023-05-11", "The number of rockets fired from Gaza since the round of fighting began rose to 550 by Thursday morning, a military spokesman said."),
        "update",
    ),
    # some of what the other counts
    (
        "displaced",
        ("2023-10-04", "More than 70,000 people have fled the enclave of Artavan since the army's offensive last week, the neighbouring government said on Wednesday."),
        ("2023-10-04", "Of the people who have fled Artavan since last week's offensive, 21,000 are children, the UN children's fund said on Wednesday."),
        "part",
    ),
    (
        "strikes",
        ("2024-01-13", "US and British aircraft carried out 68 air strikes across Yemen on Friday, a Houthi spokesman said."),
        ("2024-01-13", "Nine of Friday's US and British air strikes on Yemen hit the port city of Hadiba, a local official said."),
        "part",
    ),
    (
        "intercepted",
        ("2024-11-05", "Air defences intercepted 22 of the rockets fired at the city of Port Selma on Monday night, the army said on Tuesday morning."),
        ("2024-11-06", "The army on Wednesday revised the number of rockets it intercepted in Monday night's barrage on Port Selma to 17."),
        "correction",
    ),
    # who was taken, and who had to go
    (
        "captured",
        ("2021-02-26", "Bandits raided a girls' boarding school in Kagaru early on Friday. A teacher said 180 students had been taken away."),
        ("2021-02-27", "Police now say 279 girls were seized in Friday's raid on the boarding school in Kagaru."),
        "update",
    ),
    (
        "displaced",
        ("2024-04-11", "The UN migration agency estimated on Thursday that some 40,000 people had fled fighting around the Sudanese town of Wad Terif."),
        ("2024-04-11", "An estimated 65,000 residents have been driven out of Wad Terif and nearby villages by the fighting, a network of Sudanese charities said on Thursday."),
        "spread",
    ),
    # those who storm a place bring no storm
    (
        "killed",
        ("2022-12-16", "Eleven people were killed in clashes with soldiers at the airport in Moquera on Thursday, the ombudsman's office said."),
        ("2022-12-16", "The defence ministry said five people died on Thursday when protesters tried to storm Moquera airport and troops opened fire."),
        "conflict",
    ),
    # a count that goes on from hour to hour, and people who are out of their homes from week to week
    (
        "fired",
        ("2022-08-06", "Militants in Gaza had fired 190 rockets at Israel by midday Saturday, the army said."),
        ("2022-08-07", "The Israeli army said the number of rockets fired from Gaza since Friday had reached 600 by Sunday evening."),
        "update",
    ),
    (
        "displaced",
        ("2023-10-30", "Some 22,000 people have fled the camp of Ain Halwan in southern Lebanon since fighting erupted there on Friday, aid workers said on Monday."),
        ("2023-11-02", "The number of those displaced from the Ain Halwan camp since last week's clashes between factions began has reached 34,000, relief groups said on Thursday."),
        "update",
    ),
    # a province, and a town in it; gunmen who may be anybody's
    (
        "killed",
        ("2024-06-10", "The Congolese army said that rebels killed 41 people in an attack on villages in North Kivu province on Friday night."),
        ("2024-06-10", "Islamist fighters hacked 41 villagers to death in Masalu and two neighbouring villages in Beni territory on Friday night, a local administrator said."),
        "agree",
    ),
    # a town told beside a larger one; a blast told as a fire, too
    (
        "injured",
        ("2023-02-28", "A fire at a weaving mill in Panipat, north of Delhi, injured 14 workers on Monday."),
        ("2023-02-28", "Fourteen workers were hurt in a mill fire in Panipat on Monday."),
        "agree",
    ),
    (
        "captured",
        ("2024-01-11", "Gunmen seized 18 passengers of a bus between Kaduna and Abuja on Wednesday."),
        ("2024-01-11", "Eighteen people were abducted from a bus near Abuja on Wednesday, Nigerian police said."),
        "agree",
    ),
    # the town of a dateline is none that the sentence is set in, or the only one; a street is no town; a night has two days
    (
        "injured",
        ("2025-06-03", "TULSA, Okla. - Twelve people were hurt when a tornado ripped through Prairie Hook on Monday night, the mayor said."),
        ("2025-06-03", "Hospitals treated 31 people injured in Monday night's tornado in Prairie Hook, a health official said on Tuesday."),
        "conflict",
    ),
    (
        "killed",
        ("2022-10-10", "TACOMA, Wash. - A student was shot dead in a car on South Yakima Avenue on Sunday night, the medical examiner said."),
        ("2022-10-10", "A shooting in Tacoma on Sunday night left one student dead, police said."),
        "agree",
    ),
    (
        "injured",
        ("2025-08-17", "Gunfire in a Beale Street club wounded nine people early on Sunday, Memphis police said."),
        ("2025-08-17", "Six people were wounded when somebody opened fire in a Memphis club at around 1.40 a.m. on Sunday, a fire department spokeswoman said."),
        "conflict",
    ),
    (
        "strikes",
        ("2018-11-09", "Coalition aircraft carried out 22 air strikes on Hodeidah on Thursday night, a Houthi official said."),
        ("2018-11-09", "Coalition jets carried out 15 air strikes on Hodeidah overnight on Thursday, its spokesman said."),
        "conflict",
    ),
    # a town of the land that the other counts over; one sort of what the other counts in one figure
    (
        "strikes",
        ("2025-03-20", "American warplanes conducted 40 strikes across Yemen on Wednesday, in Saada, Hodeidah and the capital, a Houthi channel said."),
        ("2025-03-20", "Hodeidah was hit by nine American air strikes on Wednesday, a health official said."),
        "part",
    ),
    (
        "fired",
        ("2025-08-14", "Russia fired a total of 74 missiles and drones at Ukraine in the night to Thursday, the president said."),
        ("2025-08-14", "Six ballistic missiles were fired at Ukraine in the overnight attack, the air force said on Thursday."),
        "part",
    ),
    # gunmen who raid a village fly no jets, and where a witness fled to is not where it happened; a year ago Saturday is a day of last year
    (
        "killed",
        ("2024-03-19", "Nine villagers were killed when gunmen stormed the village of Tambarou in northern Burkina Faso on Sunday, the army said."),
        ("2024-03-19", "Survivors of Sunday's raid on Tambarou say the attackers went from house to house and left at least 31 people dead. Some had fled to Dori."),
        "conflict",
    ),
    (
        "killed",
        ("2025-10-04", "One year ago Saturday, a school bus fell into a ravine near Pine Hollow, Kentucky, killing 14 people."),
        ("2025-10-04", "A stone was unveiled on Saturday for the 11 passengers who died when their school bus left the road at Pine Hollow, Kentucky, on October 4, 2024."),
        "conflict",
    ),
    # "by Thursday night's fire" is no hour of the figure; a part of what the other counts over; estimates of one stretch
    (
        "killed",
        ("2024-03-01", "A fire in a garment factory in Savar, Bangladesh, killed 23 people on Thursday night, the fire service said."),
        ("2024-03-02", "Forty-four people are now confirmed killed by Thursday night's fire in the Savar garment factory, the fire service said on Saturday."),
        "update",
    ),
    (
        "landed",
        ("2024-08-25", "Eight of the rockets that Hezbollah fired on Sunday morning landed inside Nahariya, police said."),
        ("2024-08-25", "Twenty-six rockets from Hezbollah's barrage landed across the western Galilee on Sunday morning, Nahariya included, police said."),
        "part",
    ),
    (
        "fired",
        ("2023-05-11", "Militants fired 18 rockets at southern Israel between midnight and dawn on Thursday, the army said."),
        ("2023-05-11", "Between Tuesday afternoon and Thursday noon, militants in Gaza fired 507 rockets at southern Israel, the army said."),
        "part",
    ),
    (
        "displaced",
        ("2023-11-13", "An estimated 20,000 people have been displaced by fighting around Loikaw, Myanmar, since Saturday, a UN agency said on Monday."),
        ("2023-11-13", "By a relief group's estimate on Monday, roughly 34,000 people had been displaced since Saturday by the fighting around Loikaw in Myanmar."),
        "spread",
    ),
    # a voice that takes its own figure back, whatever ground it names now; a month over a land, and in a province of it
    (
        "fired",
        ("2022-04-25T05:00:00Z", "Twenty rockets were launched from southern Lebanon at northern Israel overnight, the Israeli army said early on Monday."),
        ("2022-04-25T16:00:00Z", "The Israeli army said on Monday afternoon that 12 rockets, not 20 as it had first reported, had been fired from Lebanon toward Shlomi overnight."),
        "correction",
    ),
    (
        "killed",
        ("2016-06-01", "Violence killed 412 civilians across Iraq in May, the U.N. mission said on Wednesday."),
        ("2016-06-01", "In Anbar province alone 165 civilians were killed in attacks during May, U.N. figures published on Wednesday show."),
        "part",
    ),
    # how many are not said hides no agreement
    (
        "killed",
        ("2023-03-02", "At least 43 people died in Tuesday night's head-on train collision in northern Greece, the fire service said on Thursday. Many were students."),
        ("2023-03-02", "The death toll in the train crash near the Greek town of Tempara stood at 43 on Thursday, officials said."),
        "agree",
    ),
    (
        "missing",
        ("2022-10-12", "Nine fishermen have been missing off Cape Senza since a storm sank their boat last week, the coastguard said on Wednesday."),
        ("2022-10-12", "The search for nine fishermen lost off Cape Senza in last week's storm was called off on Wednesday."),
        "agree",
    ),
]  # fmt: skip

APART = [
    (
        "displaced",
        ("2024-02-14", "Over 20,000 people have fled the Macomba district of northern Mozambique since gunmen raided villages there last week, the governor said on Wednesday."),
        ("2024-02-14", "Some 21,000 people uprooted by last week's floods in the Sofara lowlands have been registered up to Wednesday, a Catholic charity said."),
    ),
    (
        "displaced",
        ("2023-06-16", "Some 18,000 people have been displaced by ten days of fighting in Kessara district, the UN said on Friday."),
        ("2023-06-16", "About 17,800 residents have left their homes in Marwan district since clashes broke out ten days ago, a UN official said on Friday."),
    ),
    (
        "killed",
        ("2024-01-18", "The police chief said on Thursday that 41 people died in last week's riots in Port Malo."),
        ("2024-01-18", "At least 44 people were killed in riots in Port Malo on Wednesday, the opposition said on Thursday."),
    ),
    (
        "killed",
        ("2023-02-15", "Ten people were killed when a bus skidded into a ravine in Panama's Chiriquo province on Wednesday, police said."),
        ("2023-02-15", "Ten people died when a lorry hit a minibus outside the Peruvian city of Ayacanga on Wednesday, firefighters said."),
    ),
    # the same figure in another town, in a town of the same name, on another road, ship or front, and in another sort of act
    (
        "killed",
        ("2023-05-10", "Nine people were killed on Tuesday when a car bomb went off beside a police station in Mosul, a medical source said."),
        ("2023-05-10", "On Tuesday a car bomb outside a police post in Kirkuk, Iraq, killed nine people, officials said."),
    ),
    (
        "injured",
        ("2022-06-06", "Gunfire at a petrol station in Columbus, Ohio, wounded four people on Sunday, police said."),
        ("2022-06-06", "Four people were wounded on Sunday by shots fired at a petrol station in Columbus, Georgia."),
    ),
    (
        "injured",
        ("2022-01-17", "Seven people were hurt when a lorry overturned on the M4 near Reading on Sunday."),
        ("2022-01-17", "A lorry that overturned on the M6 left seven people hurt on Sunday, firefighters said."),
    ),
    (
        "missing",
        ("2021-11-22", "Six sailors are missing after the freighter Ilka Marin sank in the Aegean on Sunday."),
        ("2021-11-22", "The freighter Baltic Rose went down in the Aegean on Sunday and six sailors are missing."),
    ),
    (
        "fired",
        ("2022-08-09", "Militants in Syria fired 12 rockets at Israel on Monday, the army said."),
        ("2022-08-09", "Twelve rockets were fired at Israel from Lebanon on Monday, according to the army."),
    ),
    (
        "killed",
        ("2023-05-10", "Five people died in an apartment fire in Dayton on Tuesday, the fire chief said."),
        ("2023-05-10", "Five people were shot dead in a car park in Dayton on Tuesday, police said."),
    ),
    (
        "killed",
        ("2023-05-10", "A suicide bomber killed five people at the gates of a barracks in Quetta on Tuesday."),
        ("2023-05-10", "Five people died in Quetta on Tuesday when a coach left the road and rolled down a slope."),
    ),
    (
        "killed",
        ("2022-07-17", "Two women were shot dead in Houston's Riverside neighborhood on Saturday, police said."),
        ("2022-07-17", "A gunman killed two women in Sunnyside, in the south of Houston, on Saturday, according to police."),
    ),
    (
        "fired",
        ("2021-05-12", "Militants fired 40 rockets from Gaza at Ashkelon at 6 a.m. on Wednesday, the army said."),
        ("2021-05-12", "The barrage that left Gaza for Ashkelon at 9 p.m. on Wednesday counted 55 rockets, according to the army."),
    ),
    (
        "killed",
        ("2022-01-24", "FAIRFIELD, Conn. - Two children died Sunday night in a house fire on Elm Street, the fire chief said."),
        ("2022-01-24", "Two brothers were killed when flames swept a house in Fairfield, California, on Sunday night, firefighters said."),
    ),
    (
        "killed",
        ("2021-07-05", "Floods killed 19 people in Chiapas, southern Mexico, on Sunday."),
        ("2021-07-05", "Seven people died on Sunday when floods hit Mexico's Oaxaca state."),
    ),
    (
        "killed",
        ("2019-06-05", "An outbreak of cholera has killed 19 people in the Congolese town of Bunia since May, the health ministry said on Wednesday."),
        ("2019-06-05", "Measles has killed 42 people in Bunia, eastern Congo, since May, doctors said on Wednesday."),
    ),
    (
        "fired",
        ("2024-01-01", "Russia launched 90 drones at Ukraine overnight into Monday, the air force said."),
        ("2024-01-03", "The air force said 47 Russian drones were fired at Ukraine in the night from Tuesday to Wednesday, most of them at Odesa."),
    ),
    (
        "injured",
        ("2024-02-06", "Thirty-three passengers were hurt on Monday when a bus overturned near Multan."),
        ("2024-02-06", "A train left the rails near Multan on Monday, injuring 35 passengers."),
    ),
    (
        "responsibility",
        ("2024-01-31", "The Islamic Resistance in Iraq claimed a drone attack on an air base in Harir on Monday."),
        ("2024-01-31", "The Islamic Resistance in Iraq claimed a drone attack on a gas field in eastern Syria on Tuesday."),
    ),
    (
        "missing",
        ("2025-04-03", "Eleven villagers were missing after Wednesday's mudslide at Santa Rosalba in Peru."),
        ("2025-04-03", "Rescuers searched for 12 villagers missing in Peru's Quebrada Honda, where a river burst its banks on Wednesday, 300 km south of Santa Rosalba."),
    ),
    (
        "responsibility",
        ("2022-05-24", "The Islamic State group claimed Monday's attack on the Nigerian village of Dorowa."),
        ("2022-05-24", "The attack on Monday on the village of Kwalta in Nigeria was claimed by the Islamic State group."),
    ),
]  # fmt: skip


def _row(n: int, measure: str, a: tuple[str, str], b: tuple[str, str], expect: str) -> dict[str, object]:
    sides = {
        k: {"source": source, "published": day, "text": text}
        for k, source, (day, text) in (("a", "Harbour Wire", a), ("b", "Ridge Bulletin", b))
    }
    return {"id": f"j{n}", "measure": measure, "expect": expect, **sides}


def test_reports_that_agree_on_day_place_and_act_are_lined_up() -> None:
    rows = [_row(n, m, a, b, expect) for n, (m, a, b, expect) in enumerate(JOINED)]
    assert [(o.id, o.got) for o in pairs.of_reports(rows)] == [(r["id"], r["expect"]) for r in rows]


def test_another_week_district_or_act_keeps_them_apart() -> None:
    rows = [_row(n, m, a, b, "different_event") for n, (m, a, b) in enumerate(APART)]
    assert all(o.right for o in pairs.of_reports(rows))


@pytest.mark.parametrize(
    ("text", "few"),
    [
        ("At least 30 people were injured in a blast in Sakira. Four of the hurt were in intensive care.", 4),
        ("The blast in Sakira injured 30 people. Three were in critical condition.", 3),
    ],
)
def test_how_some_of_the_hurt_are_is_no_toll(text: str, few: int) -> None:
    from claims import extraction
    from claims.records import Report

    (account,) = extraction.understand([Report("r", text, "X", "2023-05-10")])
    assert {(c.quantity.low, c.scope) for c in account.claims} == {(30, "total"), (few, "part")}
