"""Events inside one report: where "there", "the Syrian capital", paragraphs and the act before put what is told."""

from claims import extraction
from claims.records import Account, Report

DAY = "2021-05-12"  # a Wednesday


def read(text: str) -> Account:
    return next(iter(extraction.understand([Report("r", text, "Estuary News", DAY)])))


def events(text: str) -> dict[str, tuple[str, str, str | None]]:
    """Return, for each count of a text, what its event is, where and when."""
    return {
        f"{c.measure} {c.quantity.low}": (c.event.what, c.event.where.split(",")[0], c.event.start)
        for c in read(text).claims
        if c.quantity.low
    }


def test_what_was_avenged_is_not_where_the_attack_was() -> None:
    found = events(
        "Shells fell on the town of Qastara on Tuesday, killing nine people.\n\n"
        "The Dawn Brigades said they had fired 14 rockets to avenge the dead of Idlib."
    )
    assert found["fired 14"][1] == "Qastara"


def test_two_towns_of_two_paragraphs_are_two_events() -> None:
    found = events(
        "Air strikes on a market in the town of Qastara killed 21 people on Tuesday, a monitor said.\n\n"
        "Hours earlier, rockets struck the capital, Damascus, killing four people and wounding 18. The monitor said six people were killed."
    )
    assert found["killed 21"][1] == "Qastara"
    assert found["killed 4"] == found["killed 6"] == found["injured 18"]
    assert found["killed 4"][1] == "Damascus"


def test_the_capital_of_a_land_is_a_place() -> None:
    found = events("In the Syrian capital, where mortar shells fell on Tuesday, doctors put the toll at five dead.")
    assert found["killed 5"][1] == "Damascus"


def test_there_goes_on_with_what_was_just_told() -> None:
    found = events(
        "Bombs hit a school in the town of Qastara on Tuesday, killing 12 people.\n\n"
        "It came six weeks after two air strikes hit a clinic in Maarat, a village nearby, on March 30. Sixteen people were killed there."
    )
    assert found["killed 16"][2] != "2021-05-11"
    assert found["killed 12"][2] == "2021-05-11"


def test_where_the_wounded_were_taken_is_not_where_it_happened() -> None:
    found = events(
        "A bomb exploded at a checkpoint in Manbij on Tuesday, killing nine people. At least 22 were wounded and the worst cases were taken to Kobani."
    )
    assert found["injured 22"][1] == "Manbij"


def test_since_when_is_the_day_of_what_follows() -> None:
    found = events(
        "Jets hit the market of Qastara, a town in the north, on Tuesday and killed 30 people. "
        "It was the worst raid on the town since last August, when helicopters dropped barrel bombs and killed 19 people."
    )
    assert found["killed 19"][2] == "2020-08-01"
    assert found["killed 30"][2] == "2021-05-11"


def test_the_day_before_is_counted_from_the_day_named() -> None:
    found = events("The people of Qastara dug graves on Tuesday, a day after warplanes hit the town and killed 30 people.")
    assert found["killed 30"][2] == "2021-05-10"


def test_an_unknown_town_beside_others_is_no_namesake_abroad() -> None:
    # Ariha is in the gazetteer as Jericho, too.
    a = read(
        "The people of Ariha dug graves on Wednesday. Jets from Aleppo had killed 30 people in Ariha, doctors in Idlib said."
    )
    assert all("palastinian" not in " ".join(e.places) for e in a.events)


def test_a_name_that_a_text_shows_to_be_a_place_is_one_everywhere_in_it() -> None:
    found = events("Qastara buried 14 people who were killed when jets bombed its market on Tuesday. Nobody in Qastara slept.")
    assert found["killed 14"][1] == "Qastara"
