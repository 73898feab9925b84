"""Sentences are found where a reader sees them, and their offsets always fit the text as given."""

from __future__ import annotations

import time
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from claims.records import Report
from claims.sentences import LONGEST, split


def texts(text: str, title: str = "", source: str = "") -> list[str]:
    report = Report("r", text, title=title, source=source)
    found = split(report)
    for s in found:
        assert (report.title if s.within == "title" else report.text)[s.start : s.end] == s.text
    return [s.text for s in found if s.within == "text"]


@pytest.mark.parametrize(
    "sentence",
    [
        "Gen. A. Marlow and Lt. Col. Ines Quade said 4.5 tons of shells hit St. Orlan on Jan. 3.",
        "The U.S. Army said Sen. J. P. Dorrit left Mt. Halle at 9 p.m. Tuesday.",
        "Dr. Vane of Harrow Inc. told the U.N. Security Council that No. 7 Mill Rd. burned.",
        "Mr. Oake Jr. was shot on E. 9th St. near Fort St. Jude at 3:15 a.m. Eastern time.",
        'He counted "about 1.5 million ... or more" of them.',
        "Officers found a .22-caliber rifle and 3.5 kg of powder in Kell, Mo. on Friday.",
    ],
)
def test_full_stops_inside_a_sentence_do_not_end_it(sentence: str) -> None:
    assert texts(f"Nothing happened before. {sentence} Nothing happened after.") == [
        "Nothing happened before.",
        sentence,
        "Nothing happened after.",
    ]


@pytest.mark.parametrize(
    ("text", "want"),
    [
        ("Shells were sold to the U.S. The army denied it.", ["Shells were sold to the U.S.", "The army denied it."]),
        ("It began at 9 p.m. Police came late.", ["It began at 9 p.m.", "Police came late."]),
        ("Two died on Alder St. Police said so.", ["Two died on Alder St.", "Police said so."]),
        ('"We lost four men." The mayor wept.', ['"We lost four men."', "The mayor wept."]),
        ("The crowd “broke the fence.” “It was chaos,” he said.", ["The crowd “broke the fence.”", "“It was chaos,” he said."]),
        (
            "Nine were hurt. 12 others died! Who did it? No one knows.",
            ["Nine were hurt.", "12 others died!", "Who did it?", "No one knows."],
        ),
        ("They lifted the sieges.The mayor thanked them.", ["They lifted the sieges.", "The mayor thanked them."]),
        (
            "She wrote to Tarn.Com and waited. (Two died.) He left.",
            ["She wrote to Tarn.Com and waited.", "(Two died.)", "He left."],
        ),
    ],
)
def test_sentences_end_where_the_next_one_opens(text: str, want: list[str]) -> None:
    assert texts(text) == want


@pytest.mark.parametrize(
    "head",
    [
        "Bridge blast kills 8 in Old Kessin mayor AFP Wednesday 29 Oct 2014 ",
        "Bridge blast kills 8 in Old Kessin mayor Reuters Saturday 18 Jun 2016 ",
        "Published October 4 2014 ",
        "04-06-2016 Bridge blast kills 8 in Old Kessin mayor. ",
        "Tuesday 26 April 2016 21:41 Bridge blast kills 8 in Old Kessin mayor. ",
        "Posted on April 19 2017 by Kessin Daily English Bridge blast kills 8 in Old Kessin mayor ",
        "Last updated at Jun 182016 KESSIN ",
        "KESSIN (Upland Wire) - ",
        "KESSIN, Sept 16 (Upland Wire) - ",
        "03.10.2017(updated 1500 07.10.2017) Get short URL 215 ",
        "UPDATED Bridge blast kills 8 in Old Kessin mayor AFP Monday 3 Oct 2016 ",
    ],
)
def test_a_headline_and_a_dateline_glued_to_the_first_sentence_are_cut_off(head: str) -> None:
    first = "At least eight people were killed when a bridge blew up on Tuesday a mayor said."
    title = "Bridge blast kills 8 in Old Kessin mayor"
    found = texts(f"{head}{first} Rescuers were on their way.", title)
    assert first in found
    assert not any("Bridge blast" in s for s in found)


def test_a_sentence_that_opens_like_a_dateline_is_left_whole() -> None:
    for sentence in (
        "Reuters reported that nine died.",
        "May 5 2016 was the day of the blast.",
        "ISIS said it fired 12 rockets.",
    ):
        assert texts(sentence + " More followed.", "Nine dead in Kessin blast") == [sentence, "More followed."]


def test_paragraphs_are_counted_and_wrapped_lines_are_not_paragraphs() -> None:
    report = Report("r", "One came first.\n\nTwo came next. Three too.\r\n\r\nFour was last.")
    assert [(s.text, s.paragraph) for s in split(report)] == [
        ("One came first.", 0),
        ("Two came next.", 1),
        ("Three too.", 1),
        ("Four was last.", 2),
    ]
    wrapped = (
        "The governor of the Kessin district said on Monday that at least\n"
        "fourteen people had been killed when the market was shelled from\n"
        "Upper Tarn and that another 30 people were being looked after in\n"
        "hospitals across the valley that had been told to expect more.\n"
    )
    assert len(texts(wrapped)) == 1


def test_a_repeated_sentence_or_caption_is_read_once() -> None:
    lede = "Ten civilians were killed in the shelling of the northern quarter of Kessin"
    assert texts(f"{lede}. {lede}. The army denied it.") == [f"{lede}.", "The army denied it."]
    assert texts(f"Opening words here.\n\n{lede}\n\n{lede}\n\nClosing words here.").count(lede) == 1
    assert texts("No injuries were reported. A shop burned. No injuries were reported.").count("No injuries were reported.") == 2


def test_the_outlets_name_is_no_part_of_a_headline() -> None:
    for title in ("Nine die in Kessin blast | Levant Courier", "Nine die in Kessin blast - Levant Courier"):
        report = Report("r", "Text.", title=title, source="levantcourier")
        assert split(report)[0].text == "Nine die in Kessin blast"
    for tail in ("WKES News, Weather & Sports", "kessin.com - Kessin, North Vale", "KES News 5 - Kessin"):
        report = Report("r", "Text.", title=f"Nine die in Kessin blast - {tail}")
        assert split(report)[0].text == "Nine die in Kessin blast"


def test_no_sentence_is_too_long_to_parse_and_none_takes_long() -> None:
    names = ", ".join(f"Person Number{i} (aged {i % 90})" for i in range(4000))
    start = time.process_time()
    found = texts(f"The dead were {names}")
    assert max(map(len, found)) <= LONGEST
    assert sum(map(len, found)) > 0.9 * len(names)
    for hostile in (
        "a" * 300_000,
        "A. " * 100_000,
        "(" * 100_000,
        '."' * 100_000,
        "\n " * 100_000,
        "A B " * 75_000,
        "- " * 150_000,
    ):
        texts(hostile, "A B C D E F G H")
    assert time.process_time() - start < 15


@settings(max_examples=150)
@given(st.text(st.sampled_from('Aa b.\n\r\t"”(-1,!?:;’|…U.S.é\u3000\u2028'), max_size=200), st.text("ABc d.", max_size=20))
def test_offsets_fit_whatever_the_text(text: str, title: str) -> None:
    found = split(Report("r", text, title=title))
    body = [s for s in found if s.within == "text"]
    assert all(text[s.start : s.end] == s.text and s.text.strip() == s.text for s in body)
    assert all(a.end <= b.start for a, b in pairwise(body))


def test_a_figure_after_a_dateline_is_no_clock_time_and_a_sentence_may_open_like_the_headline() -> None:
    assert texts("October 4 2014 1500 Kessiners fled. It rained.", "Flight from the valley")[-2:] == [
        "1500 Kessiners fled.",
        "It rained.",
    ]
    assert texts("16-02-2015 120 people died. It rained.", "Flight from the valley")[-2:] == ["120 people died.", "It rained."]
    lede = "Kessin blast kills nine people in the market on Friday, the mayor said."
    assert texts(f"{lede} It rained.", "Kessin blast kills nine people") == [lede, "It rained."]
    assert texts("They left on Monday.“We lost all,” one said.") == ["They left on Monday.", "“We lost all,” one said."]
