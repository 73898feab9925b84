"""Tolls that move: what the reports of one day and one report itself say about which figure is the older."""

from __future__ import annotations

import pytest

from benchmarks import pairs
from claims import extraction, relations
from claims.records import Quantity, Report
from claims.relations import Context, Reading
from index import lineups
from index.lineups import LineUp

DAY = "2023-05-09"


def figures(*told: tuple[str, str, str, str]) -> LineUp:
    """Line up the killed of reports (id, outlet, published, text) that all tell of one event."""
    return next(x for x in all_lines(*told) if x.measure == "killed" and x.subject == "people")


def all_lines(*told: tuple[str, str, str, str]) -> list[LineUp]:
    reports = [Report(i, text, source, published) for i, source, published, text in told]
    accounts = {a.report.id: a for a in extraction.understand(reports)}
    return list(lineups.build([tuple(e.id for a in accounts.values() for e in a.events)], accounts))


def test_a_figure_that_its_own_report_says_was_passed_is_an_earlier_one() -> None:
    line = figures(
        ("a", "Herald", "2023-05-10", "The bombing in Kelvara on Tuesday killed 112 people, the Red Lantern said."),
        (
            "b",
            "Post",
            "2023-05-13",
            "The death toll from Tuesday's bombing in Kelvara rose to 70. The toll has since climbed to 130 people killed.",
        ),
    )
    found = {(r.quantity.low, r.quantity.high): i for i, r in enumerate(line.readings) if r.report == "b"}
    assert "early" in line.readings[found[(70, 70)]].moves
    assert line.verdict == "revision", line.explanation


def test_one_voice_that_raises_its_toll_on_one_day_disagrees_with_nobody() -> None:
    first = "State television said {} people were killed in the bombing in Kelvara on Tuesday{}."
    later = "{} people were killed in the bombing in Kelvara on Tuesday, state television said{}."
    for old, new in (
        (
            first.format(22, " morning"),
            "By evening 31 people were known to be dead in Tuesday's bombing in Kelvara, state television said.",
        ),
        (first.format(22, ""), "The number of people killed in Tuesday's bombing in Kelvara rose to 31, state TV said."),
        (
            "At 8 a.m. on Tuesday state television said that 22 people were killed in a bombing in Kelvara.",
            later.format(31, " at 3 p.m."),
        ),
    ):
        line = figures(("a", "Herald", DAY, old), ("b", "Post", DAY, new))
        assert [r.name for _, _, r in line.pairs] == ["update"], (old, new)


SENTENCES = (
    "State television said {} people were killed in the bombing in Kelvara on Tuesday.",
    "A bomb killed {} people in Kelvara on Tuesday, police said.",
    "A bus was bombed in Kelvara on Tuesday. It killed {} people, officials said.",
    "A ferry sank off Lantri on Tuesday. {} people were killed, the coast guard said. The search goes on.",
)


@pytest.mark.parametrize("text", SENTENCES)
def test_one_sentence_with_two_figures_on_one_day_is_no_rise_but_a_conflict(text: str) -> None:
    told = [("a", "Herald", DAY, text.format(14)), ("b", "Post", DAY, text.format(19)), ("c", "Wire", DAY, text.format(24))]
    for few in (told[:2], told, [*told[:2], ("d", "Mail", DAY, text.format(14) + " No group spoke of it.")]):
        line = figures(*few)
        assert line.verdict == "disagreement", line.explanation
        assert {r.name for _, _, r in line.pairs} <= {"conflict", "agree"}, line.explanation
    clocked = [(i, s, f"{d}T{8 + n}:20:00", t) for n, (i, s, d, t) in enumerate(told[:2])]
    assert figures(*clocked).verdict == "disagreement", "an hour apart is one moment"
    next_day = figures(told[0], ("b", "Post", "2023-05-10", told[1][3]))
    assert next_day.verdict == "revision", next_day.explanation


def test_what_a_video_shows_is_a_part() -> None:
    line = figures(
        ("a", "Herald", DAY, "A video showed the bodies of 12 people killed in the bombing in Kelvara on Tuesday."),
        ("b", "Post", DAY, "The bombing in Kelvara on Tuesday killed 130 people, the Red Lantern said."),
    )
    assert line.verdict != "disagreement", line.explanation


def reading(low: int | None, report: str, **more: object) -> Reading:
    known = {"moment": DAY, "published": DAY, "source": report.upper(), "quantity": Quantity(low, low)} | more
    return Reading(report=report, **known)  # type: ignore[arg-type]


def test_a_later_and_larger_part_shows_that_the_whole_grew() -> None:
    whole, part = reading(15, "a"), reading(106, "b", scope="part")
    assert relations.relate(whole, part).name == "impossible"
    assert relations.relate(whole, part.but(moment="2023-05-10")).name == "update"
    assert relations.relate(whole.but(moment="2023-05-10"), part).name == "impossible"


def test_what_is_planned_is_no_count_of_what_happened() -> None:
    known = {"measure": "displaced", "start": DAY, "end": DAY}
    plan, gone = reading(30_000, "a", moves=frozenset({"planned"}), **known), reading(5_000, "b", **known)
    assert relations.relate(plan, gone).name == "different_measure"
    assert relations.relate(plan, gone.but(moves=frozenset({"planned"}))).name == "conflict"


def test_several_is_no_figure_to_disagree_with_but_hundreds_is() -> None:
    several, many, none = reading(None, "a", quantity=Quantity(vague="several")), reading(131, "b"), reading(0, "b")
    assert relations.relate(several, many).name == "loose"
    assert relations.relate(several, none).name == "conflict"
    assert relations.relate(several.but(quantity=Quantity(vague="hundreds")), reading(3, "b")).name == "conflict"


def test_a_day_on_which_one_voice_raised_the_toll_moves_silent_figures_too() -> None:
    a, b = reading(22, "a"), reading(48, "b")
    assert relations.relate(a, b).name == "conflict"
    assert relations.relate(a, b, Context(raised=True)).name == "update"


def test_a_toll_that_one_voice_raised_explains_another_voice_only_within_twice_as_many() -> None:
    a, b, c = (reading(n, s, said_by=(s,)) for n, s in ((31, "Red Lantern"), (44, "Shelter Line"), (300, "Open Door")))
    raised = Context(raised=True)
    assert [relations.relate(*p, raised).name for p in ((a, b), (a, c), (b, c))] == ["update", "conflict", "conflict"]


def test_a_figure_that_has_risen_is_not_replaced_by_another_of_that_day() -> None:
    risen, other = reading(13, "a", moves=frozenset({"up"})), reading(19, "b")
    assert relations.relate(risen, other, Context(moving=True)).name == "conflict"
    assert relations.relate(other, risen.but(quantity=Quantity(30, 30)), Context(moving=True)).name == "update"


def test_a_rate_by_the_day_is_no_total() -> None:
    line = figures(
        ("a", "Herald", DAY, "The bombing in Kelvara on Tuesday killed 40 people, the Red Lantern said."),
        ("b", "Post", DAY, "The bombing in Kelvara on Tuesday was the worst so far; fighting there kills up to 8 people a day."),
    )
    assert line.verdict != "disagreement", line.explanation


def test_a_report_own_total_and_a_speaker_slightly_lower_one_are_two_opinions() -> None:
    line = figures(
        ("a", "Herald", DAY, "A bombing in Kelvara killed 32 people on Tuesday. The Red Lantern said 29 people were killed."),
        ("b", "Post", DAY, "A bombing in Kelvara killed 46 people on Tuesday, the Shelter Line said."),
    )
    assert [r.scope for r in line.readings if r.quantity.low == 29] == ["total"]


def test_another_voice_weeks_later_updates_an_early_figure_and_contradicts_a_settled_one() -> None:
    early = reading(130, "a", said_by=("Red Lantern",), start=DAY, end=DAY)
    other = reading(200, "b", said_by=("Shelter Line",), moment="2023-05-20", start=DAY, end=DAY)
    assert relations.relate(early, other).name == "update"
    assert relations.relate(early, other.but(moment="2023-05-28")).name == "conflict"
    assert relations.relate(early.but(moment="2023-05-14"), other).name == "conflict"


def pair(first: str, second: str, second_day: str = DAY, measure: str = "killed") -> str:
    """Return the strongest relation of two reports on one event."""
    lines = all_lines(("a", "Herald", DAY, first), ("b", "Post", second_day, second))
    return min((r.name for x in lines if x.measure == measure for _, _, r in x.pairs), key=relations.RELATIONS.index)


def test_what_a_sentence_adds_up_to_its_toll_is_no_second_figure() -> None:
    other = "The landslide in Kelvara on Monday has killed 41 people, the governor said."
    assert (
        pair("Three more villagers were found dead in Kelvara, bringing the toll from Monday's landslide to 41.", other)
        == "agree"
    )
    gunman = "A gunman killed five shoppers and then himself in Kelvara on Monday, bringing the number of dead to six."
    assert pair(gunman, "Six people were shot dead in Kelvara on Monday, police said.") == "agree"
    year = "A mine killed two people in Kelvara on Monday, taking to 19 the number of people killed there this year."
    assert pair(year, "A mine killed two people in Kelvara on Monday.") == "agree"


@pytest.mark.parametrize(
    "toll",
    [
        "The toll from Monday's landslide in Kelvara rose to 41 after three more villagers were found dead, a medic said.",
        "The number of dead in Monday's landslide in Kelvara climbed to 41 as three more bodies were recovered.",
        "Three more people died in hospital, so that 41 have now been killed by Monday's landslide in Kelvara.",
    ],
)
def test_what_a_toll_rose_by_is_no_second_figure_on_whichever_side_it_stands(toll: str) -> None:
    assert pair(toll, "The landslide in Kelvara on Monday has killed 41 people, the governor said.") == "agree"


def test_words_of_a_second_count_make_a_lower_figure_a_correction() -> None:
    first = "Gunmen killed 16 people in Monday's raid on a quarry near Kelvara."
    lower = "13 people were killed in Monday's raid on the quarry near Kelvara, the mayor said."
    assert pair(first, f"Police counted the bodies again: {lower}", "2023-05-11") == "correction"
    assert pair(first, f"After a second count {lower}", "2023-05-11") == "correction"


def test_tourists_of_a_nation_are_its_people() -> None:
    tourists = "Seven German tourists were killed when a bus overturned in Kelvara on Monday, the embassy said."
    assert pair(tourists, "Four Germans died when a bus overturned in Kelvara on Monday, the governor said.") == "conflict"
    assert pair(tourists, "A bus overturned in Kelvara on Monday, killing 19 people, the governor said.") == "part"


def test_a_figure_that_is_to_stand_instead_of_another_corrects_it() -> None:
    first = "Gunmen killed 40 schoolboys in Kelvara on Monday, the governor said."
    lower = "Gunmen killed 28 boys at the school in Kelvara on Monday, a teacher said on Wednesday"
    assert pair(first, f"{lower}, not 40.", "2023-05-10") == "correction"
    assert pair(first, f"{lower}.", "2023-05-10") == "conflict"


def test_a_double_bombing_is_two_bombs() -> None:
    twin = "A twin bombing in Kelvara on Monday killed 31 people, police said."
    assert pair(twin, "Two bombs in Kelvara on Monday killed 18 people, a hospital said.") == "conflict"


@pytest.mark.parametrize(
    ("measure", "first", "second", "expected"),
    [
        (
            "killed",
            "Two trams collided in Sabar on Monday, killing 27 people.",
            "Prosecutors said on Wednesday that 23 people were killed when two trams collided in Sabar on Monday, revising down their earlier count.",
            "correction",
        ),
        (
            "missing",
            "Five crew members are missing after Monday's sinking of the ferry Ida off Sabar.",
            "Forty-four people are missing after the ferry Ida sank off Sabar on Monday.",
            "part",
        ),
    ],
)
def test_what_stands_far_from_the_figure_or_narrows_it(measure: str, first: str, second: str, expected: str) -> None:
    row = {"id": "x", "measure": measure, "expect": expected}
    for key, text, day in (("a", first, "2021-06-15"), ("b", second, "2021-06-16")):
        row[key] = {"source": key.upper(), "published": day, "text": text}  # type: ignore[assignment]
    (found,) = pairs.of_reports([row])
    assert found.got == expected, found.reason


@pytest.mark.parametrize(
    ("measure", "first", "second", "expected"),
    [
        (
            "captured",
            "Pirates kidnapped two crew members from a ship off Sabar on Monday.",
            "Five sailors were abducted by pirates off Sabar on Monday.",
            "conflict",
        ),
        (
            "captured",
            "Gunmen abducted 110 pupils from a girls' school in Sabar on Monday, the ministry said.",
            "Seventy-six schoolgirls were kidnapped from the school in Sabar on Monday, parents said.",
            "conflict",
        ),
        (
            "injured",
            "Thirty-one runners were hurt when a stand fell in Sabar on Monday, a medic said.",
            "Fifty-two people were injured when a stand fell in Sabar on Monday, the mayor said.",
            "conflict",
        ),
    ],
)
def test_two_words_for_the_same_people_are_no_part(measure: str, first: str, second: str, expected: str) -> None:
    row = {"id": "x", "measure": measure, "expect": expected}
    for key, text in (("a", first), ("b", second)):
        row[key] = {"source": key.upper(), "published": "2021-06-15", "text": text}  # type: ignore[assignment]
    (found,) = pairs.of_reports([row])
    assert found.got == expected, found.reason


@pytest.mark.parametrize(
    ("measure", "first", "second"),
    [
        (
            "missing",
            "Seven miners were missing after Monday's cave-in at a pit near Sabar.",
            "Two of the seven miners missing since Monday's cave-in near Sabar were found alive, leaving five unaccounted for.",
        ),
        (
            "missing",
            "Forty hikers were missing after Monday's avalanche near Sabar.",
            "Of the 40 hikers missing after Monday's avalanche near Sabar, 12 were still missing on Thursday.",
        ),
        (
            "captured",
            "Pirates are holding 11 sailors seized from a tanker off Sabar on Monday.",
            "Pirates freed four of the 11 sailors seized from a tanker off Sabar on Monday; seven are still held.",
        ),
    ],
)
def test_how_many_are_left_is_news_and_no_other_count(measure: str, first: str, second: str) -> None:
    row = {"id": "x", "measure": measure, "expect": "update"}
    for key, text, day in (("a", first, "2021-06-15"), ("b", second, "2021-06-17")):
        row[key] = {"source": key.upper(), "published": day, "text": text}  # type: ignore[assignment]
    (found,) = pairs.of_reports([row])
    assert found.got == "update", found.reason


def test_up_from_the_mornings_figure_is_an_update_of_it() -> None:
    first = "Fifteen people were injured in a gas explosion in Lodz on Tuesday morning."
    more = "Thirty-four people were injured in Tuesday's gas explosion in Lodz, up from 15 in the morning."
    assert pair(first, more, measure="injured") == "update"


def test_fewer_missing_is_a_correction_and_how_many_are_left_an_update() -> None:
    first = "Ninety people are missing after wildfires on Rhodes on Monday."
    fell = "The number of people missing since Monday's wildfires on Rhodes has dropped to 34."
    assert pair(first, fell, "2023-05-11", "missing") == "correction"
    assert (
        pair(first, "Thirty-four people are still missing after Monday's wildfires on Rhodes.", "2023-05-11", "missing")
        == "update"
    )


@pytest.mark.parametrize(
    ("measure", "first", "more", "relation"),
    [
        ("displaced", "Some 12,000 people have fled the town of Selbor since Sunday.", "The number of people who fled the town of Selbor has climbed to 31,000.", "update"),
        ("displaced", "The Ombril floods uprooted 12,000 people on Monday.", "Now 31,000 people have been uprooted by the Ombril floods.", "update"),
        ("killed", "A fire in the town of Selbor killed nine people on Monday.", "Two more bodies were found on Friday in the ashes of the Selbor fire, in the town of Selbor, on top of those already counted.", "increment"),
        ("killed", "A fire in the town of Selbor killed nine people on Monday.", "A fire in the town of Selbor killed two people.", "different_event"),
    ],
)  # fmt: skip
def test_a_toll_that_stands_may_be_that_of_some_weeks(measure: str, first: str, more: str, relation: str) -> None:
    assert pair(first, more, "2023-05-20", measure) == relation


def test_a_day_after_is_not_how_often() -> None:
    one = "Twenty-six passengers of a ferry that sank off Mosul on Monday are missing."
    two = "Twenty-six people were unaccounted for on Tuesday, a day after a ferry sank off Mosul."
    assert pair(one, two, measure="missing") == "agree"


def test_a_day_of_strikes_is_a_part_of_the_week_that_holds_it() -> None:
    day = "Coalition jets carried out 16 air strikes on Tarnish on Tuesday."
    week = "Tarnish was hit by 95 coalition air strikes in the week to Tuesday."
    assert pair(day, week, "2023-05-10", "strikes") == "part"


def test_two_figures_of_one_moment_conflict_whenever_they_were_told() -> None:
    first = "By midnight on Saturday, flooding in the Kelvara valley had killed 23 people, the agency said."
    later = "The death toll from floods in the Kelvara valley stood at 37 at midnight on Saturday, the government said."
    lines = all_lines(("a", "Herald", "2023-05-07", first), ("b", "Post", "2023-05-08", later))
    assert {r.name for x in lines if x.measure == "killed" for _, _, r in x.pairs} == {"conflict"}


def test_equal_figures_of_towns_of_two_lands_are_chance() -> None:
    one = "A car bomb killed 12 people in Mosul on Monday."
    assert pair(one, "A car bomb killed 12 people in Mogadishu on Monday.") == "different_event"
    assert pair(one, "Twelve people died in a car bombing in the Iraqi city of Mosul on Monday.") == "agree"


def told(text: str) -> list[tuple[str, int | None, str, str]]:
    """Return (measure, low, scope, first day of the event) of each claim of people in a report of 18 May 2024, a Saturday."""
    found = next(iter(extraction.understand([Report("r", text, "Herald", "2024-05-18")]))).claims
    return [(c.measure, c.quantity.low, c.scope, c.event.start or "") for c in found if c.kind == "casualties" and c.quantity]


@pytest.mark.parametrize(
    ("text", "scope"),
    [
        ("The fire in Kelvara on Sunday has claimed its first victim: a man died in hospital on Wednesday.", "total"),
        ("A woman who had been in a coma since Sunday's explosion in Kelvara died on Wednesday, doctors said.", "total"),
        ("Two more miners have died of burns they suffered when the Kelvara shaft caved in on Sunday.", "added"),
        ("One more worker was found dead on Tuesday under the rubble after Sunday's explosion in Kelvara.", "added"),
        ("A second child has died of the injuries she received when a wall fell in Kelvara on Sunday.", "added"),
        ("Another patient hurt in Sunday's crash near Kelvara died on Friday.", "added"),
    ],
)
def test_who_dies_days_later_is_a_dead_of_the_act(text: str, scope: str) -> None:
    killed = [x for x in told(text) if x[0] == "killed"]
    assert [x[2:] for x in killed] == [(scope, "2024-05-12")]


def test_who_died_of_it_is_not_counted_as_hurt_as_well() -> None:
    assert [x[0] for x in told("A man who had been in a coma since Sunday's blast in Kelvara died on Friday.")] == ["killed"]


def test_another_beside_one_told_of_is_on_top_of_nobody() -> None:
    found = told("A man was killed in Kelvara on Monday and another man died in hospital.")
    assert {x[2] for x in found} == {"total"}


def test_the_day_of_a_list_or_of_a_correction_is_not_that_of_the_act() -> None:
    text = "Police on Tuesday corrected the number of people injured by the car that hit Sunday's parade in Kelvara to 19."
    assert told(text) == [("injured", 19, "total", "2024-05-12")]
    text = "A list published on Friday holds the names of 44 residents of Kelvara killed in Monday's raid."
    assert told(text) == [("killed", 44, "total", "2024-05-13")]


def test_the_night_of_an_act_is_not_up_to_when_is_counted() -> None:
    found = told("Between 200 and 300 residents had been driven from their homes by Monday night's mudflow in Kelvara.")
    assert found == [("displaced", 200, "total", "2024-05-13")]


def test_the_day_of_the_older_figure_is_not_that_of_the_act() -> None:
    text = "Floods hit Kelvara on Sunday. Twenty-two people remained unaccounted for on Friday, down from 35 on Thursday."
    assert {x[3] for x in told(text) if x[0] == "missing"} == {"2024-05-12"}
