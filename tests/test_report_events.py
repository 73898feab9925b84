"""Events inside one report: where the headings of its sections put what is told."""

from claims import extraction
from claims.records import Account, Report

DAY = "2021-05-12"  # a Wednesday


def read(text: str) -> Account:
    return next(iter(extraction.understand([Report("r", text, "Estuary News", DAY)])))


def places(text: str) -> dict[str, str]:
    """Return, for each count of a text, the most precise place of its event."""
    return {f"{c.measure} {c.quantity.low}": c.event.where.split(",")[0] for c in read(text).claims if c.quantity.low}


def test_headings_say_where_what_follows_took_place() -> None:
    found = places(
        "It was a bloody week in the north, aid workers say.\n\n"
        "SARAQEB: The army's jets killed 14 people on Monday, a monitor said. The rescue service gives a toll of 17.\n\n"
        "ALEPPO: A gas leak killed six people on Tuesday and hurt 20, state media said.\n\n"
        "MANBIJ: A car bomb killed four people on Wednesday."
    )
    assert [found[k] for k in ("killed 14", "killed 17", "killed 4")] == ["Saraqeb", "Saraqeb", "Manbij"]
    assert found["killed 6"] == found["injured 20"] == "Aleppo"


def test_a_heading_on_its_own_line_holds_until_the_next() -> None:
    found = places(
        "Four days of war, town by town.\n\nSaraqeb\n\nJets killed 14 people on Monday.\n\nDoctors counted 30 wounded that night.\n\n"
        "Manbij\n\nA car bomb killed four people on Wednesday."
    )
    assert found["killed 14"] == "Saraqeb"
    assert found["killed 4"] == "Manbij"


def test_words_that_are_no_places_are_no_headings() -> None:
    text = "Here is what we know.\n\nVictims: Police said five people were shot dead on Tuesday.\n\nSuspects: A man of 30 wounded two officers."
    assert all(not e.where for e in read(text).events)


def test_the_fields_of_a_form_are_no_headings() -> None:
    # Name and Race are towns of two lands, too
    text = "A form of the police.\n\nName: A man of 30 was shot dead on Tuesday.\n\nRace: Two men were wounded."
    assert all("Name" not in e.where for e in read(text).events)


def test_a_first_name_is_no_town() -> None:
    found = places(
        "Shells killed 12 people in Idlib on Tuesday. The head of the council, Ahmad al-Sabri, said that 40 were wounded."
    )
    assert found["injured 40"] == "Idlib"
