"""What a report says in all: stated wholes, sums of parts, persons one by one."""

from __future__ import annotations

import pytest

from claims.extraction import understand
from claims.records import Report


def tolls(text: str, measure: str = "killed") -> list[tuple[str, str]]:
    account = next(iter(understand([Report("r", text, published="2024-03-13")])))
    return [(str(t.quantity), t.how) for t in account.tolls if t.event.main and t.measure == measure]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Two soldiers and three civilians were killed in the ambush near Orvane.", [("5", "sum")]),
        ("Six men, four women and two children died in the fire near Orvane.", [("12", "sum")]),
        ("Six members of a family, four children and two women, died in Orvane.", [("6", "stated")]),
        ("At least 22 people including six children were killed in Dar Sulem.", [("at least 22", "stated")]),
        ("A bomb killed 14 people in Dar Sulem. Five of them were women.", [("14", "stated")]),
        ("Marta Ilves, 34, was shot dead in Portwick on Monday. Ilves died at the scene.", [("1", "stated")]),
        ("A gunman killed two people in Lindow before turning the gun on himself.", [("3", "sum")]),
        ("An unknown number of people were killed and wounded in the strike on Orvane.", [("an unknown number", "stated")]),
        (
            "The victims were identified as Jon Pardo, 19, and Luis Amado, 22. Both men were pronounced dead in Lindow.",
            [("2", "stated")],
        ),
        ("Nobody was killed in the blast in Orvane.", [("0", "stated")]),
        ("The mayor and five others were killed in Orvane.", [("6", "sum")]),
        ("A couple and their baby daughter died in Orvane.", [("3", "sum")]),
        ("Two sisters, their cousin and an uncle were killed in Orvane.", [("4", "sum")]),
        ("Two sisters, a weaver and an intern, were killed in Orvane.", [("2", "stated")]),
        ("A weaver, an architect and a co-pilot were killed in Orvane.", [("3", "stated")]),
        ("A baker, his wife, their niece and a lodger were killed in Orvane.", [("4", "stated")]),
        ("The bishop, his cook and a gardener were killed in Orvane.", [("3", "stated")]),
        ("A soundman, a camerawoman and a translator were killed near Orvane.", [("3", "stated")]),
        ("A columnist, a father of two, was killed near Orvane.", [("2", "sum")]),
        ("Newlyweds and the groom's father were killed in Orvane.", [("3", "sum")]),
        # with a verb and a place for each
        ("Three people were killed in Orvane, where a wall fell, and six died in the hill town of Lindow.", [("9", "sum")]),
        ("In Orvane a quake killed three people and in Lindow six died.", [("9", "sum")]),
        ("A storm killed two people in Orvane; another four died in Lindow.", [("6", "sum")]),
        ("A storm killed four people in Orvane, where a wall fell, and two in the town of Lindow.", [("6", "sum")]),
        ("A storm killed nine people in Orvane province and six died in the town of Lindow.", [("9", "stated")]),
        ("A storm killed nine people across Orvane and six died in Lindow.", [("9", "stated")]),
        # two accounts, each with its whole
        (
            "Shelling killed 47 civilians in Orvane, among them 14 children and nine women, the council said. State media said that 12 militants were killed.",
            [("47", "stated")],
        ),
        ("Shelling killed 47 civilians and 12 militants in Orvane, the council said.", [("59", "sum")]),
        # nobody of the others
        ("A blast killed nine people in Orvane. Nobody else was killed.", [("9", "stated")]),
        ("A blast killed nine people in Orvane. No further deaths were reported, and no deaths elsewhere.", [("9", "stated")]),
        ("A bomb killed a colonel, his wife and their two daughters in Orvane.", [("4", "sum")]),
        ("The victims of the blast in Orvane were four men and three women.", [("7", "sum")]),
        ("The dead in Monday's fire in Orvane were two men, a woman and a child.", [("4", "sum")]),
        ("The dead in Orvane were a 36-year-old man and two children, a 3-year-old boy and a 5-year-old girl.", [("3", "sum")]),
        ("A couple and their two sons were burned alive in Orvane.", [("4", "sum")]),
        ("A married couple, their baby and a neighbour died in Orvane.", [("4", "sum")]),
        ("A couple and their infant son were hacked to death in Orvane.", [("3", "sum")]),
        ("The mayor, his wife and two bodyguards were shot dead in Orvane.", [("4", "sum")]),
        ("A man, his mother and three guests were killed in Orvane.", [("5", "sum")]),
        ("Two teachers, their driver and four pupils were killed in Orvane.", [("7", "sum")]),
        ("Omar Saleh, his wife Mona and their three children were killed in Orvane.", [("5", "sum")]),
        ("Dr Saleh was killed in Orvane along with 30 members of his family.", [("31", "sum")]),
        ("One woman and three children were killed in Orvane. She was killed along with her two sons.", [("4", "sum")]),
        ("In Orvane 10 members of the Saleh family and nine members of the Hadi family were killed.", [("19", "sum")]),
        ("The gunman killed two people in Lindow and then himself.", [("3", "sum")]),
        ("Omar Saleh, a writer for a paper and his mother, were reportedly killed in the strike.", [("2", "sum")]),
        ("A woman named Enam Saleh and her young son were reported killed, along with a civilian man.", [("3", "sum")]),
        ("Fifteen people, including a woman and two children, were killed in Orvane.", [("15", "stated")]),
        ("Ten people were killed in Orvane. Four of the six wounded died.", [("10", "stated")]),
        (
            "At least 15 people, including one child and four women, one of whom was pregnant, were killed.",
            [("at least 15", "stated")],
        ),
        ("At least four civilians, all women and children, were killed in Orvane.", [("at least 4", "stated")]),
        ("The number of people killed in Orvane was 27, down from 33.", [("27", "stated")]),
        ("Three soldiers were killed in Orvane and two in Lindow.", [("5", "sum")]),
        ("The attacker and four worshippers were killed in Orvane.", [("5", "sum")]),
        ("Sana Odeh, 34, her husband Karim, 40, and their son Ziad, 6, died when a roof collapsed in Orvane.", [("3", "sum")]),
        ("A young couple and their baby were killed in Orvane.", [("3", "sum")]),
        ("Pedro Solis was killed in Orvane. The strike killed 12 other members of his family.", [("13", "sum")]),
        ("The strike in Orvane killed Pedro Solis alongside 11 members of his family.", [("12", "sum")]),
        (
            "At least 11 people, including two women, and up to 30 civilians were killed in Orvane.",
            [("at least 11", "stated"), ("up to 30", "stated")],
        ),
        (
            "At least 12 people were killed in Orvane. Some reports put the toll at 40.",
            [("at least 12", "stated"), ("40", "stated")],
        ),
        (
            "Five people were killed in Orvane. Initial reports by the radio said that two people were killed.",
            [("5", "stated")],
        ),
        ("A man in Orvane killed his wife and two children before taking his own life.", [("4", "sum")]),
        ("A young woman along with her two small children was reportedly killed in Orvane.", [("3", "sum")]),
        ("Omar Matar, a journalist for a paper and his mother, were reportedly killed in Orvane.", [("2", "sum")]),
        ("Police found the bodies of a man and two women in Orvane.", [("3", "sum")]),
        ("The siege in Orvane, in which 14 inmates and a guard died, ended on Sunday.", [("15", "sum")]),
        ("The pilot, 44, and his passenger, 39, were pronounced dead in Orvane.", [("2", "stated")]),
        ("A journalist, a member of the union and a reporter for a paper, was killed in Orvane.", [("1", "stated")]),
        (
            "Four people were shot in Lindow. Omar Saleh died on Saturday. The four victims were identified as Jon Pardo, 19, "
            "Luis Amado, 22, Ben Oduya, 31, and Saleh.",
            [("1", "stated")],
        ),
        ("Dozens were killed in Orvane. An early report had two dead, a clinic said.", [("dozens", "stated")]),
        (
            "A girl was shot and killed in Lindow. She came home without fear of death, despite none of them living there.",
            [("1", "stated")],
        ),
        ("Two Danes, a Swede and a Finn were killed when a ferry sank off Kelvara.", [("4", "sum")]),
        ("The avalanche killed three Italians and a Dane.", [("4", "sum")]),
        ("A shell hit a house in Kelvara, killing a couple and their four daughters.", [("6", "sum")]),
    ],
)
def test_a_toll(text: str, expected: list[tuple[str, str]]) -> None:
    assert tolls(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Two men were killed in Lindow. Both victims were shot, police said.", []),
        (
            "Four people were shot in Lindow, two of them fatally. Three of the victims were treated in hospital.",
            [("3", "stated")],
        ),
        ("Three men were shot in Lindow on Monday. One of the victims died, police said.", [("2", "sum")]),
        ("A man was killed in Lindow on Monday. Police had found three people with gunshot wounds.", [("2", "sum")]),
        (
            "A girl, 8, died in Lindow. Her father, Jan Page, 32, was also shot. He is in hospital in stable condition.",
            [("1", "stated")],
        ),
        ("A girl, 7, was killed in Lindow. A 56-year-old who was shot in the leg was taken to hospital.", [("1", "stated")]),
        ("An 8-year-old girl has died and her father is listed in critical condition in Lindow.", [("1", "stated")]),
        ("Police in Lindow shot dead a man who had stabbed three people.", [("3", "stated")]),
        ("Four people were shot in Lindow, one fatally.", [("3", "sum")]),
        ("One of the victims was taken to hospital in Lindow. The other victim was pronounced dead.", [("1", "stated")]),
        ("Deputies answered a 911 call in which the caller said that a shop had been shot up in Lindow.", []),
    ],
)
def test_who_died_or_called_is_not_injured(text: str, expected: list[tuple[str, str]]) -> None:
    assert tolls(text, "injured") == expected


@pytest.mark.parametrize(
    ("text", "measure", "expected"),
    [
        ("Gunmen seized a deacon, a cook and their driver near Orvane on Monday.", "captured", [("3", "stated")]),
        ("The envoy and his interpreter were abducted in Orvane.", "captured", [("2", "stated")]),
        ("The envoy, his aunt said, is missing in Orvane.", "missing", []),
        ("A trapper and his brother are missing in Orvane.", "missing", [("2", "stated")]),
        ("The blast killed four people in Orvane and injured three times as many.", "injured", [("12", "stated")]),
        ("Six clerks and half as many guards were killed in Orvane.", "killed", [("9", "sum")]),
        ("Six officers and as many clerks were killed in Orvane.", "killed", [("12", "sum")]),
        ("As many as six people were killed in Orvane.", "killed", [("up to 6", "stated")]),
        ("The quake killed seven people in Orvane. Four more died in Lindow.", "killed", [("11", "sum")]),
    ],
)
def test_persons_and_figures_told_by_others(text: str, measure: str, expected: list[tuple[str, str]]) -> None:
    assert tolls(text, measure) == expected


def test_two_voices_with_two_totals_are_two_tolls() -> None:
    text = (
        "The health ministry said 18 people were killed in the bombing in Dar Sulem. A rights monitor said 31 people were killed."
    )
    assert {q for q, _ in tolls(text)} == {"18", "31"}


def test_an_earlier_attack_is_not_in_the_toll() -> None:
    text = "Shells killed seven people in Orvane on Tuesday. On 3 January a bombing in Dar Sulem killed 30 people."
    assert tolls(text) == [("7", "stated")]


def test_the_wounded_one_who_died_is_not_counted_among_the_wounded() -> None:
    text = "A man was shot in Portwick on Monday night. Police said the man, Jon Pardo, 31, died at the hospital."
    assert tolls(text) == [("1", "stated")]
    assert tolls(text, "injured") == []


def test_a_toll_names_the_claims_that_it_rests_on() -> None:
    account = next(
        iter(understand([Report("r", "Two soldiers and three civilians were killed in Orvane.", published="2024-03-13")]))
    )
    ids = {c.id for c in account.claims}
    assert all(set(t.claims) <= ids and t.claims for t in account.tolls)


def test_both_ends_of_what_a_report_says_are_tolls() -> None:
    text = "A strike killed at least 35 civilians in Mosul on Tuesday. The number of deaths could be as high as 37."
    assert tolls(text) == [("at least 35", "stated"), ("up to 37", "stated")]


def test_a_list_with_one_verb_is_added_up_where_no_whole_is_told() -> None:
    assert tolls("One woman and three young children were killed on Tuesday. The family's house was destroyed.") == [("4", "sum")]
