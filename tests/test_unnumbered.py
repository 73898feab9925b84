"""Counts that no number word says, and deaths that only an adjective tells of."""

from __future__ import annotations

import pytest

from claims.extraction import understand
from claims.records import Report


def tolls(text: str, measure: str = "killed", title: str = "") -> list[str]:
    account = next(iter(understand([Report("r", text, published="2024-03-13", title=title)])))
    return [str(t.quantity) for t in account.tolls if t.event.main and t.measure == measure]


@pytest.mark.parametrize(
    ("text", "n"),
    [
        ("Dan Foll, 31, shot and killed his sons, ages 3 and 4, then turned the gun on himself.", "3"),
        ("Her children, ages 5, 7 and 9, were killed in the fire in Portwick.", "3"),
        ("A mother, father and toddler were found dead in Portwick.", "3"),
        ("A man fatally shot a woman and girl in Portwick then killed himself.", "3"),
        ("A father and son drowned off Portwick on Sunday.", "2"),
        ("The toll of the flood in Portwick has risen to nine. Seven people were confirmed dead on Friday.", "9"),
        ("Two victims were taken to a hospital in Portwick, where they later died of their injuries.", "2"),
        ("The only fatality of the slide in Portwick was Petra Lind, a 38-year-old guide.", "1"),
        ("The lone fatality in Portwick was a boy of 12.", "1"),
        ("A husband and father was killed in the crash in Portwick.", "1"),
        ("Police found her parents dead in a flat in Portwick.", "2"),
        ("The driver later passed away at the clinic in Portwick.", "1"),
        ("The family of a 17-year-old shot and killed by an officer in Portwick has hired a lawyer.", "1"),
        ("The grandson of State Rep. Omar Saleh was fatally shot in Portwick.", "1"),
        ("The boy shot his six-year-old brother to death in Portwick.", "1"),
    ],
)
def test_the_dead(text: str, n: str) -> None:
    assert tolls(text) == [n]


@pytest.mark.parametrize(
    ("title", "n"),
    [
        ("Woman, 2 children killed in house fire", "3"),
        ("Man, woman found dead in Portwick home", "2"),
        ("Couple killed in Portwick crash", "2"),
        ("Man, 34, killed in Portwick crash", "1"),
    ],
)
def test_headlines(title: str, n: str) -> None:
    assert tolls("The fire brigade was called at noon.", title=title) == [n]


@pytest.mark.parametrize(
    ("text", "n"),
    [
        ("Four people were shot at a party in Portwick. Two of the victims are teenagers.", ["4"]),
        ("One person is in critical condition and four are being treated for burns in Portwick.", ["5"]),
        ("A clerk was killed and a customer was grazed by a bullet in Portwick.", ["1"]),
        ("A worker was killed and a colleague lost an arm in Portwick.", ["1"]),
        ("The boy jumped from a window in Portwick and broke his leg.", ["1"]),
        ("The blast in Portwick left a man dead and his wife in intensive care.", ["1"]),
        ("Twelve pupils were hurt in Portwick. Two of the pupils are in serious condition.", ["12"]),
        ("Seven people were wounded in Portwick. Of the wounded, two are in critical condition.", ["7"]),
        ("Both victims had several injuries, the coroner in Portwick said.", []),
        ("We are hurting a lot behind this, said her sister in Portwick.", []),
        ("Kay Pulman is in critical condition after her father accidentally shot her Monday morning.", ["1"]),
        ("Officers in Portwick identified Dan Wynn, 23, as the shooter.", []),
        ("A wounded man had a cut just above one eye, a nurse in Portwick said.", ["1"]),
    ],
)
def test_the_hurt(text: str, n: list[str]) -> None:
    assert tolls(text, "injured") == n


@pytest.mark.parametrize(
    ("text", "n"),
    [
        ("Police in Portwick are looking for a man after a deadly shooting on Elm Street.", ["at least 1"]),
        (
            "Police are looking into a fatal crash in Portwick. A boy, 16, was rushed to hospital in critical condition.",
            ["at least 1"],
        ),
        ("A non-fatal crash closed the road in Portwick.", []),
        ("A deadly crash in Portwick killed three people.", ["3"]),
    ],
)
def test_deadly_and_no_more(text: str, n: list[str]) -> None:
    assert tolls(text) == n


def test_the_one_victim_stands_against_figures_of_other_events() -> None:
    lead = "A 15-year-old girl was shot and killed on Elm Street in Portwick on Monday, police said. "
    middle = "Neighbours laid flowers at the door of the house and spoke of a quiet child who loved to read. " * 14
    far = "Over the weekend seven people were killed in the region, and 14 others were wounded."
    assert tolls(lead + middle + far) == ["1"]
    assert tolls(lead + "Three people were killed in the house in all.") == ["3"]


def test_a_row_of_events_is_no_toll_of_the_last() -> None:
    assert tolls("Jon Pardo, 17, was shot dead in Portwick. He was the second of two teenagers killed there this spring.") == [
        "1"
    ]


def test_numbers_and_links_of_the_page_count_nobody() -> None:
    page = (
        "Image 2 of 9 Dana Mercer was found dead in Portwick.\n►Related: Teen kills 13-year-old boy in Lindow\nPolice seek a man."
    )
    assert tolls(page) == ["1"]


@pytest.mark.parametrize(
    ("text", "measure", "n"),
    [
        ("Civilians were injured in the strike on Orvane.", "injured", ["at least 2"]),
        ("A group of civilians were injured and killed near Orvane.", "killed", ["at least 2"]),
        ("The raid on Orvane caused deaths and injuries.", "injured", ["at least 2"]),
        ("The raid on Orvane killed civilians. Twelve people were killed, a doctor said.", "killed", ["12"]),
        ("Residents could be killed in such raids on Orvane.", "killed", []),
        ("The soldiers were killed in Orvane.", "killed", []),
    ],
)
def test_a_plural_and_no_more(text: str, measure: str, n: list[str]) -> None:
    assert tolls(text, measure) == n


@pytest.mark.parametrize(
    ("text", "measure", "n"),
    [
        (
            "At least four men were killed in Orvane. One source said that a fifth man was also killed.",
            "killed",
            ["at least 4", "5"],
        ),
        ("Omar and Mona Saleh, along with their three children, Ali, 9, Sami, 7, and Ziad, 3, died in Orvane.", "killed", ["5"]),
        ("Omar Saleh, his two sons, Ali and Sami, and his brother Karim were killed in Orvane.", "killed", ["4"]),
        ("Iyad Saleh (Abu Karam) was killed in Orvane. Iyad's death was mourned by many.", "killed", ["1"]),
        ("Yasser Odeh was killed in Orvane. Odeh was the tenth reporter killed there.", "killed", ["1"]),
        ("Early reports spoke of no deaths in Orvane, but a young man was killed.", "killed", ["1"]),
        ("Two men with gunshot wounds were found in Orvane. All four victims are in stable condition.", "injured", ["4"]),
        ("Five people were shot in Orvane. The gunman killed one person and injured four others.", "injured", ["4"]),
        ("Three teenagers were shot in Orvane, and one of them, a 15-year-old boy, later died.", "killed", ["1"]),
        ("A climber fell to his death near Orvane. His partner suffered burns to both hands.", "injured", ["1"]),
        ("A man died in a fire in Orvane. His sister, 55, escaped through a window with burns to her hands.", "injured", ["1"]),
        (
            "Lucy Teal, 12, drowned near Orvane. A second girl held on to a post; she was treated for hypothermia.",
            "injured",
            ["1"],
        ),
        ("A fire killed a mother and father in Orvane. An uncle, 30, jumped and broke both legs.", "injured", ["1"]),
        ("Nineteen people remain in hospital in Orvane.", "injured", ["19"]),
        ("Three people died in Orvane. Ava Moor, 8, was shot in the head.", "injured", []),
    ],
)
def test_each_counts_once(text: str, measure: str, n: list[str]) -> None:
    assert tolls(text, measure) == n
