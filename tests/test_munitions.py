"""How many were fired, intercepted and landed, and how many air strikes there were."""

from __future__ import annotations

import pytest

from claims.extraction import understand
from claims.records import Report


def counted(text: str) -> set[tuple[str, str]]:
    account = next(iter(understand([Report("r", text, published="2024-03-13")])))
    return {(c.measure, str(c.quantity)) for c in account.claims if c.kind == "munitions"}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Some 37 rockets were fired from the hills into the town on Thursday.", {("fired", "about 37")}),
        ("Three salvos totalling 18 rockets were fired at the border town.", {("fired", "18")}),
        ("The port came under attack by 118 drones and missiles overnight.", {("fired", "118")}),
        ("All 14 missiles fired at the port on Tuesday were intercepted.", {("fired", "14"), ("intercepted", "14")}),
        ("They fired between 180 and 200 missiles at the port.", {("fired", "180 to 200")}),
        ("Batteries knocked out six of seven missiles fired at the port.", {("intercepted", "6"), ("fired", "7")}),
        ("The air force struck the town ten times on Friday.", {("strikes", "10")}),
        ("Jets struck the port six times overnight.", {("strikes", "6")}),
        ("The rebels struck the town ten times on Friday.", set()),
        ("Sources said three missiles fired at ships were shot down.", {("intercepted", "3")}),
        ("Only one of their ballistic missiles was intercepted.", {("intercepted", "1")}),
        ("Two barrel bombs were dropped on the camp near Orvane.", {("fired", "2")}),
        ("The army shot down 11 of 14 drones launched overnight.", {("intercepted", "11"), ("fired", "14")}),
        (
            "Air defences shot down or suppressed 30 of the 40 drones launched overnight.",
            {("intercepted", "30"), ("fired", "40")},
        ),
        (
            "Rebels fired 40 rockets at the airport. Air defences intercepted 25 of them.",
            {("fired", "40"), ("intercepted", "25")},
        ),
        ("Air defences intercepted 25 of 34 rockets fired from the hills.", {("fired", "34"), ("intercepted", "25")}),
        ("Of 34 rockets fired from the hills, 25 were intercepted.", {("fired", "34"), ("intercepted", "25")}),
        ("Of the 34 rockets fired at the port, 25 were shot down.", {("fired", "34"), ("intercepted", "25")}),
        ("Air defences destroyed 17 of 20 missiles fired at the port.", {("fired", "20"), ("intercepted", "17")}),
        ("Six rockets came down in fields near Dar Sulem.", {("landed", "6")}),
        ("Ten shells fell on the old quarter of Dar Sulem.", {("landed", "10")}),
        ("Three rockets fired from the hills hit the border town.", {("fired", "3"), ("landed", "3")}),
        ("Jets carried out 12 air strikes on the suburbs.", {("strikes", "12")}),
        ("Dozens of mortar shells hit the town on Friday.", {("landed", "dozens")}),
        ("A missile slammed into the power station.", {("landed", "1")}),
        ("The ministry told of the firing of five drones at an oil plant.", {("fired", "5")}),
        ("The navy shot down a drone near the port.", {("intercepted", "1")}),
        ("Four of the shells hit a farm while the other 10 fell in the hills.", {("landed", "4"), ("landed", "10")}),
        ("The navy destroyed one of the missiles and the other fell into the sea.", {("landed", "1")}),
        ("Jets destroyed nine depots with ten bombs.", {("fired", "10")}),
        ("Pilots flew 11 airstrike missions against the camp.", {("strikes", "11")}),
        ("Warplanes answered with more than 50 strikes on the town.", {("strikes", "at least 51")}),
        ("The planes dropped two barrels of gas on the quarter.", {("fired", "2")}),
        ("Some 55 rockets crossed the border, most of which were intercepted.", {("fired", "about 55")}),
        # on their way
        ("Alarms rang in Orvane as a volley of twenty-two rockets flew out of the hills.", {("fired", "22")}),
        ("Seventeen missiles streaked towards the port of Orvane on Monday.", {("fired", "17")}),
        ("A swarm of 40 drones came from the sea at Orvane overnight.", {("fired", "40")}),
        ("Two drones flew over the airport of Orvane on Monday.", set()),
        ("The raiders let loose 33 drones at Orvane on Monday.", {("fired", "33")}),
        ("Orvane was the target of 91 rockets on Monday.", {("fired", "91")}),
        ("Orvane was the target of nine air strikes on Monday.", {("strikes", "9")}),
        ("The camp was pelted with 20 shells on Monday.", {("fired", "20")}),
        ("Gunners knocked 44 missiles out of the sky on Wednesday.", {("intercepted", "44")}),
        ("They took 12 missiles out of a depot on Wednesday.", set()),
        # makes
        ("Rebels launched 60 Shaheds at Orvane overnight; 52 were destroyed.", {("fired", "60"), ("intercepted", "52")}),
        ("The Front fired 20 Qassams at Orvane on Monday.", {("fired", "20")}),
        ("The navy fired 16 Tomahawks at the base on Friday.", {("fired", "16")}),
        # what a salvo consists of
        ("The barrage at Orvane consisted of 22 rockets, a clerk said.", {("fired", "22")}),
        ("The salvo fired at Orvane at dusk numbered 22 rockets.", {("fired", "22")}),
        ("Monday's attack on Orvane involved 22 drones.", {("fired", "22")}),
        ("There were 22 rockets in the volley.", {("fired", "22")}),
        ("The battery consisted of 22 rockets.", set()),
        ("The show involved 22 drones.", set()),
        # from the air
        ("Elders spoke of two strikes by an army drone on Orvane.", {("strikes", "2")}),
        ("Witnesses told of four strikes from helicopters on the camp.", {("strikes", "4")}),
        ("Workers told of two strikes by the union on Monday.", set()),
        ("The town was hit by 48 of the Norvian and Valdoran air strikes flown on Saturday.", {("strikes", "48")}),
        # some of those fired, and what became of them
        ("The school closed after two of the rockets shot at it on Monday night fell within its grounds.", {("landed", "2")}),
        ("Two of the missiles fired at the base on Monday landed inside it.", {("landed", "2")}),
        ("Of the drones sent against Orvane on Monday, six got through.", {("landed", "6")}),
        ("Of the missiles launched at Orvane, nine were knocked out of the sky.", {("intercepted", "9")}),
        ("Of the 12 missiles sent at the base, three came down inside it.", {("fired", "12"), ("landed", "3")}),
    ],
)
def test_munitions_are_counted(text: str, expected: set[tuple[str, str]]) -> None:
    assert expected <= counted(text)


def test_what_only_says_which_shells_fell_counts_none_that_were_fired() -> None:
    assert counted("Three shells fired by rebels in the hills landed in the camp.") == {("landed", "3")}


def test_most_of_them_is_not_all_of_them() -> None:
    assert ("intercepted", "about 55") not in counted("Some 55 rockets crossed the border, most of which were intercepted.")


@pytest.mark.parametrize(
    "text",
    [
        "The army displayed a 122mm rocket.",
        "Teachers held two strikes this year.",
        "A car bomb exploded at the market.",
        "He said 20 rockets could be fired at any time.",
        "The shells of five crabs lay on the beach.",
        "The price of oil fell to 40 dollars for two barrels.",
        "A drone hit the roof.",
        "The teachers' union answered with three strikes in a month.",
        "Commuters described between four and six strikes of rail workers.",
    ],
)
def test_what_counts_no_munitions_is_no_claim(text: str) -> None:
    assert counted(text) == set()


def test_what_was_told_of_without_a_figure_is_counted_in_the_next_sentence() -> None:
    told = counted("The enemy attacked the port with drones on Tuesday. Air defences shot down 38 of them.")
    assert told == {("intercepted", "38")}


def test_all_of_those_told_of_before() -> None:
    told = counted("The rebels sent five drones towards the port on Tuesday. All were shot down, the army said.")
    assert told == {("fired", "5"), ("intercepted", "5")}


def scoped(text: str) -> set[tuple[str, str, str]]:
    account = next(iter(understand([Report("r", text, published="2024-03-13")])))
    return {(c.measure, str(c.quantity), c.scope) for c in account.claims if c.kind == "munitions"}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The raiders sent 28 drones at Orvane. All but three were destroyed, the air force said.", ("intercepted", "25")),
        ("Gunners shot down all but three of the 28 drones that the raiders sent at Orvane.", ("intercepted", "25")),
        ("They downed all except two of the 20 rockets fired at Orvane.", ("intercepted", "18")),
        (
            "Shells fell at three spots in Orvane, a clerk said: one in a yard, two on a quay and one near the mill.",
            ("landed", "4"),
        ),
        ("All except two of the 22 rockets were intercepted, the army said.", ("intercepted", "20")),
        ("Rebels launched 15 missiles at Orvane. Three hit the port and the rest were shot down.", ("intercepted", "12")),
        ("The navy saw 60 drones fly at a tanker. Fifty-one were destroyed in flight.", ("intercepted", "51")),
        ("Of the 18 missiles fired at Orvane, 15 were shot down; the remaining three hit the port.", ("landed", "3")),
        ("Seven of ten drones were shot down; three got through.", ("intercepted", "7")),
        ("None of the missiles fired at Orvane on Monday landed in the town, officers said.", ("landed", "0")),
        ("None of the rockets launched from the hills on Friday hit the town.", ("landed", "0")),
        ("Not one of the drones sent against the plant reached it.", ("landed", "0")),
        ("Militants fired 20 rockets at the base. None hit it, officers said.", ("landed", "0")),
        ("Militants fired three volleys of 12 rockets each at the airfield.", ("fired", "36")),
        ("The town was hit by four salvos of six rockets apiece.", ("landed", "24")),
    ],
)
def test_figures_that_must_be_worked_out(text: str, expected: tuple[str, str]) -> None:
    assert expected in counted(text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Three salvos of ten rockets each were fired at Orvane.", ("fired", "30")),
        ("Orvane was hit by three salvos of ten rockets each.", ("landed", "30")),
        ("The raiders fired two volleys of 12 rockets apiece at the base.", ("fired", "24")),
        ("The rebels launched five waves of six drones against the port.", ("fired", "30")),
        ("Militants fired three salvos, each of ten rockets.", ("fired", "30")),
        ("The army intercepted two waves of six drones.", ("intercepted", "12")),
        ("The base came under three barrages of 15 rockets each.", ("fired", "45")),
        ("At least three salvos of ten rockets each were fired at Orvane.", ("fired", "at least 30")),
        ("Orvane came under a barrage of 40 rockets.", ("fired", "40")),
        ("A wave of 40 drones was launched at the port.", ("fired", "40")),
    ],
)
def test_munitions_fired_so_many_at_a_time_are_multiplied(text: str, expected: tuple[str, str]) -> None:
    assert counted(text) == {expected}


def test_the_quote_of_a_figure_worked_out_from_salvos_holds_both_numbers() -> None:
    account = next(
        iter(understand([Report("r", "Three salvos of ten rockets each were fired at Orvane.", published="2024-03-13")]))
    )
    assert [c.quote for c in account.claims] == ["Three salvos of ten rockets each were fired"]


@pytest.mark.parametrize(
    ("text", "none"),
    [
        ("Our forces launched no drones on Monday, the Northern Army said.", set()),
        ("The Northern Army said it had fired not a single rocket at the port.", set()),
        ("None of our drones was launched on Monday, the Northern Army said.", set()),
        ("The coalition said it had carried out no air strikes on the town.", set()),
        ("No rockets were fired on Monday.", {("fired", "0")}),
        ("The Northern Army fired no rockets on Monday, residents said.", {("fired", "0")}),
        ("The Northern Army said it intercepted no drones.", {("intercepted", "0")}),
        ("The Northern Army said it fired no fewer than 20 drones at the port.", {("fired", "at least 20")}),
    ],
)
def test_a_partys_word_that_it_fired_nothing_is_no_count(text: str, none: set[tuple[str, str]]) -> None:
    assert counted(text) == none


def test_what_is_left_out_is_no_figure_of_its_own() -> None:
    assert {q for _, q in counted("All but three of the 15 drones were destroyed.")} == {"12", "15"}
    assert counted("Warplanes dropped three bombs each on the camp.") == set()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("By dusk the number of rockets fired by the Front at Orvane had climbed to 320, the army said.", ("fired", "320")),
        ("The alliance lowered its count of the rockets fired at Orvane to eight.", ("fired", "8")),
        ("Aid workers put the number of air strikes on Orvane at an estimated 30.", ("strikes", "about 30")),
        ("The tally of drones downed overnight rose to 44, the air force said.", ("intercepted", "44")),
        ("The air force put the number of missiles shot down at 19.", ("intercepted", "19")),
        ("The air strikes on Orvane on Monday numbered 21, rescuers said.", ("strikes", "21")),
        ("By noon the army had counted 35 rockets; by nightfall the figure was 80.", ("fired", "80")),
        ("Another 15 drones were launched after midnight, taking the number to 40.", ("fired", "40")),
    ],
)
def test_a_tally_bears_the_figure_apart_from_its_noun(text: str, expected: tuple[str, str]) -> None:
    assert expected in counted(text)


def test_missiles_shot_down_hurt_nobody() -> None:
    account = next(iter(understand([Report("r", "The air force put the number of missiles shot down at 19.")])))
    assert {c.kind for c in account.claims} == {"munitions"}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("A further eight shells fell on the village at dusk.", ("landed", "8", "added")),
        ("Jets carried out six more raids on the town, on top of the nine of Saturday.", ("strikes", "6", "added")),
        ("The Front fired 30 rockets at Orvane alone on Friday.", ("fired", "30", "part")),
        ("On Friday, 25 drones were shot down over the Orvane region alone.", ("intercepted", "25", "part")),
        ("Air defences shot down 40 drones, 12 of them over Orvane.", ("intercepted", "12", "part")),
        ("Since last Tuesday, jets have carried out 140 air strikes on Orvane.", ("strikes", "140", "cumulative")),
        ("Over the past three days jets have carried out 75 raids on Orvane.", ("strikes", "75", "cumulative")),
        ("None of the drones landed on the refinery.", ("landed", "0", "total")),
        ("The Front fired eight rockets at Orvane on Monday morning and five more in the evening.", ("fired", "5", "added")),
        ("They fired 40 rockets at dawn and a further 20 at noon, officers said.", ("fired", "20", "added")),
        ("The army said 12 shells hit Orvane in the morning and another six after dark.", ("landed", "6", "added")),
        ("Jets carried out three air strikes on Monday and two more on Tuesday.", ("strikes", "2", "added")),
        ("They launched 10 missiles on Friday; seven more followed on Saturday.", ("fired", "7", "added")),
        ("Of the drones shot down on Monday, 90 were brought down over Orvane.", ("intercepted", "90", "part")),
        ("Only two of the nine missiles hit the port.", ("landed", "2", "total")),
    ],
)
def test_a_figure_is_of_all_of_some_on_top_or_of_many_days(text: str, expected: tuple[str, str, str]) -> None:
    assert expected in scoped(text)


def test_a_toll_of_people_is_no_sum_of_rockets() -> None:
    text = "A rocket hit a house in Orvane. Raids killed 54 people, bringing the number since October to 3,243."
    assert counted(text) == {("landed", "1")}


def test_of_which_so_many_were_shot_down_says_nothing_of_all_of_them() -> None:
    text = "Norland launched 90 drones at the port on Sunday night, of which 71 were shot down."
    assert counted(text) == {("fired", "90"), ("intercepted", "71")}


@pytest.mark.parametrize(
    ("text", "figure"),
    [
        ("Of the eight drones sent against the port, crews brought down only five.", "5"),
        ("Out of 20 missiles fired at Orvane, the army intercepted just 12.", "12"),
        ("Of the 30 drones that Norvia sent, gunners stopped 22.", "22"),
    ],
)
def test_how_many_of_them_were_stopped(text: str, figure: str) -> None:
    assert ("intercepted", figure) in counted(text)


def test_a_town_bombed_so_many_times_was_struck_as_often() -> None:
    assert ("strikes", "14") in counted("The coalition bombed Hodeidah 14 times on Saturday, officials said.")


@pytest.mark.parametrize(
    ("text", "claim"),
    [
        ("The army on Wednesday cut to 47 its count of the rockets launched from Gaza.", ("fired", "47")),
        ("The air force raised to 31 the number of drones that were shot down over Orvane.", ("intercepted", "31")),
        ("The ministry revised to 19 its figure for the missiles intercepted over Orvane.", ("intercepted", "19")),
    ],
)
def test_a_count_that_is_moved(text: str, claim: tuple[str, str]) -> None:
    assert claim in counted(text)


@pytest.mark.parametrize(
    ("text", "claim"),
    [
        ("Of the 18 drones launched at Orvane on Thursday, gunners shot down 11.", ("intercepted", "11")),
        ("By noon, 21 of the drones sent against Orvane since midnight had been shot down.", ("intercepted", "21")),
        ("Orvane air base took a hit from two rockets on Monday night.", ("landed", "2")),
        ("Two rockets scored direct hits on the base on Monday.", ("landed", "2")),
        ("The rebels claimed to have fired 62 missiles at the base on Friday.", ("fired", "62")),
        ("Jets carried out 14 strikes on Orvane overnight, nine of them on the airport.", ("strikes", "9")),
    ],
)
def test_what_came_of_them(text: str, claim: tuple[str, str]) -> None:
    assert claim in counted(text)


def test_what_was_only_meant_to_be_fired_was_not() -> None:
    assert not counted("The rebels wanted to have fired 40 rockets by noon.")
