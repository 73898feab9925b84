"""Whose act a sentence tells of, the day that it has from what was told before, and paragraphs that tell of other events."""

from __future__ import annotations

from datetime import date

import pytest

from claims import linking, sides, thatday, times
from claims.extraction import understand
from claims.records import Account, Report
from claims.sentences import Sentence


@pytest.mark.parametrize(
    ("text", "words", "expected"),
    [
        ("Air raids killed 21 people on the east side, and rebel rockets killed seven in the west.", "killed 21", "air"),
        ("Air raids killed 21 people on the east side, and rebel rockets killed seven in the west.", "killed seven", "fighters"),
        ("Shells fired by insurgents killed four people.", "killed four", "fighters"),
        ("Regime forces shelled the market, killing four.", "killing four", "state"),
        ("Helicopters dropped barrels on the quarter and killed four.", "killed four", "air"),
        ("A bomb killed four people at the gate.", "killed four", ""),
        ("The rebels said that four people were killed.", "four people", ""),
    ],
)
def test_whose_act_the_nearest_words_tell_of(text: str, words: str, expected: str) -> None:
    at = text.index(words)
    assert sides.side(text, at, at + len(words)) == expected


def test_planes_and_an_army_are_of_one_side_and_nobody_is_of_none() -> None:
    assert sides.apart("air", "fighters") and sides.apart("fighters", "state")
    assert not sides.apart("air", "state") and not sides.apart("", "fighters")
    assert sides.never_one("fighters", "air") and not sides.never_one("fighters", "state")


def test_whose_gas_it_was_is_what_the_parties_dispute() -> None:
    assert sides.of_event("shelling", {"fighters": 3.0}) == "fighters"
    assert sides.of_event("shelling", {"fighters": 3.0, "air": 3.0}) == ""
    assert sides.of_event("chemical attack", {"fighters": 3.0}) == ""


def days(*paragraphs: str) -> list[list[str]]:
    """Return for each sentence the days that it has from those before."""
    told = [Sentence(s, 0, len(s), "text", n) for n, p in enumerate(paragraphs) for s in p.split("|")]
    named = [times.find(s.text, date(2021, 6, 16)) for s in told]
    return [[str(t.first) for t in found] for found in thatday.told(told, named, lambda s, t: False)]


def test_that_day_is_the_one_told_last() -> None:
    assert days("A raid hit Sund on Monday.|That evening a shell fell on the port.") == [[], ["2021-06-14"]]
    assert days("On Sunday a mine blew up and the same day a truck burned.") == [["2021-06-13"]]
    assert days("A shell fell on the port the same day.") == [[]]


def test_days_that_head_paragraphs_are_those_of_the_paragraphs() -> None:
    assert days("MONDAY.|A raid hit Sund.|Nine people died.", "TUESDAY.|A mine blew up.", "The mayor resigned.") == [
        [], ["2021-06-14"], ["2021-06-14"], [], ["2021-06-15"], [],
    ]  # fmt: skip
    # the day of the report is over nothing
    assert days("Sund, June 16, 2021", "A raid hit the port.") == [[], []]


def account(text: str) -> Account:
    return next(iter(understand([Report("r", text, published="2021-06-16")])))


ROUND_UP = (
    "Air raids on the rebel-held east of Mosul killed 21 people on Monday, rescuers said. Nine of the dead were children.\n\n"
    "Rebels hit back the same day with rockets on the Zahra district, held by the government. The rockets killed seven people and "
    "wounded 35, state media said.\n\n"
    "In Basra a lorry bomb killed four people on Tuesday. Police sealed off the street."
)


def test_a_round_up_tells_raids_and_rockets_of_one_day_and_town_apart() -> None:
    found = account(ROUND_UP)
    told = {str(c.quantity): c.event for c in found.claims if c.measure in ("killed", "injured")}
    assert told["21"].id == told["9"].id != told["7"].id == told["35"].id
    assert told["7"].start == told["7"].end == "2021-06-14"
    assert (told["21"].side, told["7"].side) == ("air", "fighters")
    assert told["4"].id not in (told["21"].id, told["7"].id)


def test_paragraphs_of_one_sentence_say_nothing_of_where_the_subject_changes() -> None:
    from claims import attribution, events, extraction, parsing

    def model(text: str) -> str:
        report = Report("r", text, published="2021-06-16")
        ((_, parsed),) = parsing.parse([report])
        written = times.anchor(report)
        signals = events.read(report, parsed, written)
        return linking.model_for(events.mentions(parsed, signals, extraction.drafts(parsed, attribution.read(parsed)), written))

    assert model(ROUND_UP) == "in paragraphs"
    assert model(ROUND_UP.replace("\n\n", " ")) == "plain"
    assert model(ROUND_UP.replace(". ", ".\n\n")) == "plain"


def test_the_day_of_a_dateline_is_not_that_of_the_act() -> None:
    found = account(
        "Mosul, 16 June 2021 - The number of dead of the blast that hit a market in Basra on Sunday has risen to 17, police said."
    )
    assert {c.event.start for c in found.claims} == {"2021-06-13"}


def test_headings_that_are_a_name_alone_place_their_paragraphs() -> None:
    text = "Three towns were hit this week.\n\nBasra. A shell killed four people. Nine were hurt.\n\nMosul. A mine killed two people.\n\nTarvin. A raid killed six people."
    where = {str(c.quantity): c.event.where.split(",")[0] for c in account(text).claims}
    assert where == {"4": "Basra", "9": "Basra", "2": "Mosul", "6": "Tarvin"}
