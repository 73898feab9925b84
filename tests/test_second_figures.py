"""A figure that names no people counts what the sentence before told of; and other words for the hurt, the dead and those who leave."""

from __future__ import annotations

import pytest

from claims import extraction
from claims.records import Report

FIRST = "A blast in Belmar on Tuesday killed 12 people, police said. "
MOVED = "The evacuation of Oba began on Tuesday. "


def told(text: str) -> list[tuple[str, str, str, tuple[str, ...]]]:
    (account,) = extraction.understand([Report("r", text, "A", "2023-05-10")])
    return [(c.measure, str(c.quantity), c.scope, c.said_by) for c in account.claims if c.kind == "casualties"]


@pytest.mark.parametrize(
    ("more", "figure", "speaker"),
    [
        ("Rescue workers gave a higher figure of 44.", "44", "Rescue workers"),
        ("Local media put the figure at 20.", "20", "Local media"),
        ("A second official cited a figure of 17.", "17", "A second official"),
        ("Hospital staff offered a higher count of at least 18.", "at least 18", "Hospital staff"),
    ],
)
def test_a_figure_alone_is_of_what_was_told_before(more: str, figure: str, speaker: str) -> None:
    assert ("killed", figure, "total", (speaker,)) in told(FIRST + more)


def test_who_speaks_of_a_figure_counts() -> None:
    assert ("killed", "15") in [f[:2] for f in told(FIRST + "Doctors spoke of 15.")]


@pytest.mark.parametrize(
    "more",
    [
        "The mayor gave a figure of $20 million for the damage.",
        "The number of houses destroyed was 20.",
        "The mayor spoke of 20 damaged houses.",
        "The temperature reached 40.",
    ],
)
def test_a_figure_of_something_else_counts_nobody(more: str) -> None:
    assert len(told(FIRST + more)) == 1


def test_a_figure_alone_is_of_neither_where_two_measures_were_told() -> None:
    found = told("A blast in Belmar killed 12 people and wounded 30 on Tuesday. Doctors put the figure at 20.")
    assert "20" not in [q for _, q, _, _ in found]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Medics in Belmar treated 42 people, including 16 children, for symptoms of poisoning.", ("injured", "42", "total")),
        ("The blast wounded 40 people and 12 of them are still being treated in Oba.", ("injured", "12", "part")),
        ("The blast wounded 40 people, of whom 12 are still receiving treatment.", ("injured", "12", "part")),
        ("At least eight people choked to death in Belmar on Tuesday.", ("killed", "at least 8", "total")),
        (f"{MOVED}About 900 civilians arrived in Lere on Wednesday.", ("displaced", "about 900", "total")),
        (f"{MOVED}Some 1,200 residents of two villages reached Lere province.", ("displaced", "about 1,200", "total")),
        (f"{MOVED}On Wednesday 300 gunmen and members of their families left Yarmo camp.", ("displaced", "300", "total")),
        (f"{MOVED}Buses took out 400 people on Wednesday.", ("displaced", "400", "total")),
        (
            "Some 500 people were evacuated on Tuesday. A second convoy brought out another 90 on Friday.",
            ("displaced", "90", "added"),
        ),
        ("Under a deal 1,250 people left the besieged village of Fuda in 25 buses.", ("displaced", "1,250", "total")),
    ],
)
def test_the_hurt_the_dead_and_those_who_leave_in_other_words(text: str, expected: tuple[str, str, str]) -> None:
    assert expected in [(m, q.removesuffix(" people"), s) for m, q, s, _ in told(text)]


def test_who_comes_to_help_is_not_displaced() -> None:
    assert told(f"{MOVED}About 30 aid workers reached Oba on Wednesday.") == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "At least 23 soldiers have died since the battle began on Monday, along with 19 rebels.",
            ("killed", "19", "cumulative"),
        ),
        ("Four nurses were among the dead, the source said, along with a guard and her two sons.", ("killed", "2", "part")),
        ("He said 60 soldiers had been killed and 14 taken prisoner in Oba.", ("captured", "14", "total")),
        ("A clinic received 64 of the wounded from Oba. Nineteen of them were children.", ("injured", "19", "part")),
        ("Medics have counted 38 dead in Oba. Among them is a nurse.", ("killed", "1", "part")),
        ("The rescue force lost two of its volunteers in the attack on Oba.", ("killed", "2", "total")),
    ],
)
def test_who_else_died_or_was_taken_is_told_in_few_words(text: str, expected: tuple[str, str, str]) -> None:
    assert expected in [(m, q.removesuffix(" people"), s) for m, q, s, _ in told(text)]


def test_a_town_that_buries_its_dead_and_a_team_that_loses_players_count_nobody() -> None:
    assert told("Belmar buries its dead after the raid.") == []
    assert told("The team lost two of its players in the summer.") == []


@pytest.mark.parametrize(
    ("more", "figure", "speaker"),
    [
        ("The Observatory says 22.", "22", "Observatory"),
        ("The town's council stands by 52.", "52", "town's council"),
        ("The Observatory, which settled on 38, blamed the army.", "38", "Observatory"),
        ("State media speak of 45, a hospital of fewer.", "45", "State media"),
        ("A network of activists published a list of 17.", "17", "A network of activists"),
        ("The ministry now gives nine as well.", "9", "ministry"),
        ("The county coroner has stayed at 21.", "21", "county coroner"),
        ("The monitor brought its figure down to 11 on Friday.", "11", "monitor"),
        ("The monitor raised its own count for that attack from 21 to 31.", "31", "monitor"),
        ("The monitor raised its own count for that attack from 21 to 31.", "21", "monitor"),
    ],
)
def test_a_figure_is_all_that_somebody_says(more: str, figure: str, speaker: str) -> None:
    assert ("killed", figure, "total", (speaker,)) in told(FIRST + more)


@pytest.mark.parametrize(
    "more",
    [
        "Omar, 22, was on his way home, the council said.",
        "The council stands by 52 shopkeepers who lost their stalls.",
        "The mayor says 22 is too young for the office.",
        "The Observatory says 20 per cent of the stalls burned.",
        "A guide counted 14 towers, the council two.",
    ],
)
def test_a_figure_of_something_else_adds_nobody(more: str) -> None:
    assert [f[1] for f in told(FIRST + more)] == ["12"]


def test_two_who_count_one_raid_each_have_their_own_figure() -> None:
    assert told("The interior ministry counts 16 dead in Belmar and the Observatory 24.") == [
        ("killed", "16", "total", ("interior ministry",)),
        ("killed", "24", "total", ("Observatory",)),
    ]
    assert told("The interior ministry says 17 people were killed in Belmar, the Observatory says 22.") == [
        ("killed", "17", "total", ("interior ministry",)),
        ("killed", "22", "total", ("Observatory",)),
    ]
    assert told("The Red Crescent says 1,870 people left in two convoys, the Observatory 1,590 and the rebels 2,200.") == [
        ("displaced", "1,870", "total", ("Red Crescent",)),
        ("displaced", "1,590", "total", ("Observatory",)),
        ("displaced", "2,200", "total", ("rebels",)),
    ]


def test_what_is_asked_is_what_the_next_figures_are_of() -> None:
    assert [f[:2] for f in told("Nobody agrees on how many people died in Belmar. The council stands by 52.")] == [
        ("killed", "52")
    ]
    assert not told("Nobody agrees on how many stalls there were in Belmar. The council stands by 52.")


@pytest.mark.parametrize(
    ("text", "now", "before"),
    [
        ("The council has raised its toll from seven dead to nine.", "9", "7"),
        ("On Wednesday the monitor raised its toll to 41 dead, 13 of them children, from 35 a day earlier.", "41", "35"),
        ("The directorate lowered its count of the dead to 19 from 26.", "19", "26"),
        ("The death toll in Belmar rose from 12 to 15 on Monday.", "15", "12"),
    ],
)
def test_the_figure_of_before_is_told_and_is_no_toll(text: str, now: str, before: str) -> None:
    (account,) = extraction.understand([Report("r", text, "A", "2023-05-10")])
    assert {now, before} <= {str(c.quantity) for c in account.claims if c.scope == "total"}
    assert now in {str(t.quantity) for t in account.tolls} and before not in {str(t.quantity) for t in account.tolls}


@pytest.mark.parametrize(
    ("text", "figure"),
    [
        (MOVED + "A spokesman said about 1,500 people had left.", "about 1,500"),
        (MOVED + "By noon 1,230 people had boarded 28 buses bound for the coast.", "1,230"),
        ("Some 700 fighters left in three convoys on Friday.", "about 700"),
    ],
)
def test_who_boards_the_buses_of_an_evacuation_leaves(text: str, figure: str) -> None:
    assert ("displaced", figure) in [f[:2] for f in told(text)]


@pytest.mark.parametrize(
    "text",
    [
        "Some 700 pilgrims boarded 12 buses bound for the coast.",
        "A spokesman said about 1,500 people had left.",
        "The fair closed. Some 700 people left in 40 buses.",
    ],
)
def test_who_boards_a_bus_in_peace_is_not_displaced(text: str) -> None:
    assert not told(text)


def test_who_fights_for_breath_and_is_sickened_is_hurt() -> None:
    assert ("injured", "27") in [f[:2] for f in told("The shell killed two people and left 27 others fighting for breath.")]
    assert ("injured", "30") in [f[:2] for f in told("A cloud of gas killed two people, sickening 30.")]
