"""What a phrase counts, as an interval; what counts nothing; and the algebra of the intervals."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims import parsing
from claims.quantities import add, agree, contains, figure, find, gap, overlaps, parse
from claims.records import Quantity

# phrase -> (low, high, approximate, vague); one line a class
EXACT = {
    "12 people": 12, "1 person": 1, "one man": 1, "two": 2, "three women": 3, "seven": 7, "eleven miners": 11, "twelve": 12,
    "thirteen": 13, "nineteen dead": 19, "twenty": 20, "twenty-one": 21, "twenty one": 21, "forty-five wounded": 45,
    "ninety-nine": 99, "a hundred": 100, "one hundred": 100, "hundred": 100, "two hundred": 200, "two hundred and five": 205,
    "three hundred forty": 340, "a thousand": 1000, "five thousand": 5000, "two thousand three hundred": 2300,
    "two thousand three hundred and five": 2305, "a million": 1_000_000, "two million": 2_000_000, "half a million": 500_000,
    "half a dozen": 6, "a quarter of a million": 250_000, "quarter of a million": 250_000, "one and a half million": 1_500_000,
    "1.5 million": 1_500_000, "2.25 million": 2_250_000, "3 million people": 3_000_000, "10 thousand": 10_000,
    "12,000": 12_000, "12 000": 12_000, "1,234,567": 1_234_567, "1 234 567": 1_234_567, "210000 people": 210_000, "30k": 30_000,
    "a dozen": 12, "one dozen": 12, "two dozen": 24, "three dozen rockets": 36, "a couple of men": 2, "a pair of brothers": 2,
    "no casualties": 0, "none": 0, "nobody": 0, "no one": 0, "zero": 0, "not a single": 0,
    "a total of 31": 31, "exactly 44": 44, "another five": 5, "an additional 12": 12, "a further 16": 16, "a record 120": 120,
    "all 62": 62, "the 15 miners": 15, "the three": 3, "only four": 4, "just six": 6, "half of the 40": 20, "60% of the 200": 120, "25 per cent of the 40": 10, "a third of the 60": 20,
    "two thirds of the 90": 60, "a quarter of the 48": 12, "one fifth of 50": 10, "three quarters of the 80": 60,
    "five lakh": 500_000, "six others": 6, "40 more": 40, "100 or": 100, "8 and": 8, "20 150": 20, "0": 0,
}  # fmt: skip
LEAST = {
    "at least 58 people": 58, "at least two dozen": 24, "at least a hundred": 100, "no fewer than 15": 15, "not less than 9": 9,
    "no less than 300": 300, "a minimum of 20": 20, "upwards of 70": 70, "20 or more": 20, "100-plus": 100, "50 plus": 50, "30+": 30,
    "at the very least 11": 11, "more than 30": 31, "more than a dozen": 13, "more than two dozen": 25, "more than 1,000": 1001,
    "over 200": 201, "over a hundred": 101, "well over 60": 61, "in excess of 90": 91, "just over 40": 41, "above 10": 11,
    "more than half a million": 500_001, "more than 1.2 million": 1_200_001, "greater than 7": 8, "as few as 3": 3,
    "more than 210000": 210_001, "over three hundred": 301, "at least 1 million": 1_000_000, "at least one": 1, "over 12 000": 12_001,
    "45 at least": 45, "no fewer than two hundred": 200, "far more than 20": 21, "better than nothing": None, "upward of 30": 30,
}  # fmt: skip
MOST = {
    "up to 200": 200, "up to two dozen": 24, "as many as 40": 40, "as many as a dozen": 12, "at most 6": 6, "no more than 10": 10,
    "not more than 9": 9, "a maximum of 75": 75, "less than 50": 49, "fewer than 100": 99, "fewer than a dozen": 11, "under 30": 29,
    "below 20": 19, "10 or fewer": 10, "5 or less": 5, "up to 1.5 million": 1_500_000, "as many as 3,000": 3000, "well under 80": 79,
}  # fmt: skip
ABOUT = {
    "about 37": 37, "some 37 rockets": 37, "around 40": 40, "roughly 60": 60, "approximately 25": 25, "nearly 50": 50,
    "almost 3,000": 3000, "close to 100": 100, "an estimated 900": 900, "estimated 10": 10, "some two dozen": 24, "30-odd": 30,
    "25 or so": 25, "a dozen or so": 12, "about half a million": 500_000, "nearly a hundred": 100, "some 120": 120,
    "perhaps 15": 15, "circa 80": 80, "in the region of 70": 70, "just under 90": 90, "nearly 1.5 million": 1_500_000,
    "around a thousand": 1000, "virtually 60": 60, "40 or thereabouts": 40, "about a third of the 90": 30,
}  # fmt: skip
RANGE = {
    "5 to 8": (5, 8), "5-8": (5, 8), "5–8": (5, 8), "between 5 and 8": (5, 8), "between five and eight": (5, 8),
    "from 10 to 12": (10, 12), "two or three": (2, 3), "five or six": (5, 6), "10 to 15 people": (10, 15), "between 1,000 and 2,000": (1000, 2000),
    "two to three thousand": (2000, 3000), "20 to 30": (20, 30), "between 100 and 1,300": (100, 1300), "500 to well over 1,000": (500, None), "500 to - by one count - some 1,300": (500, 1300),
    "between two and three dozen": (24, 36), "more than half of the 40": (21, None), "more than 60 percent of the 200": (121, None), "most of the 40": (21, None), "at least half of the 30": (15, None),
    "1.5 to 2 million": (1_500_000, 2_000_000), "three or four": (3, 4), "12-14": (12, 14), "about 20 to 25": (20, 25),
}  # fmt: skip
VAGUE = {
    "dozens": "dozens", "dozens of people": "dozens", "scores of": "scores", "hundreds": "hundreds", "thousands of": "thousands",
    "several": "several", "several dozen": "several dozen", "several hundred": "several hundred", "many": "many", "tens": "tens",
    "a number of": "a number", "tens of thousands": "tens of thousands", "hundreds of thousands": "hundreds of thousands",
    "a few": "a few", "a handful of": "a handful", "numerous": "numerous", "countless": "countless", "millions of": "millions",
    "at least dozens": "dozens", "more than several": "several", "some dozens": "some dozens", "multiple": "multiple",
    "an unknown number": "an unknown number", "large numbers": "large numbers", "scores more": "scores", "few": "few",
    "many dozens": "many dozens", "a few hundred": "a few hundred",
}  # fmt: skip
NOTHING = [
    "people",
    "the town",
    "killed",
    "",
    "and 12",
    "a man",
    "the dead",
    "in 12",
    "soldiers 4",
    "half of them",
    "point",
    "second",
]


@pytest.mark.parametrize(("phrase", "n"), EXACT.items())
def test_exact_numbers_and_words(phrase: str, n: int) -> None:
    assert parse(phrase) == Quantity(n, n)


@pytest.mark.parametrize(("phrase", "n"), LEAST.items())
def test_lower_bounds(phrase: str, n: int | None) -> None:
    assert parse(phrase) == (None if n is None else Quantity(n, None))


@pytest.mark.parametrize(("phrase", "n"), MOST.items())
def test_upper_bounds(phrase: str, n: int) -> None:
    assert parse(phrase) == Quantity(None, n)


@pytest.mark.parametrize(("phrase", "n"), ABOUT.items())
def test_approximate_figures(phrase: str, n: int) -> None:
    assert parse(phrase) == Quantity(n, n, approximate=True)


@pytest.mark.parametrize(("phrase", "ends"), RANGE.items())
def test_ranges(phrase: str, ends: tuple[int, int | None]) -> None:
    q = parse(phrase)
    assert q is not None
    assert (q.low, q.high) == ends


@pytest.mark.parametrize(("phrase", "word"), VAGUE.items())
def test_vague_words_keep_the_word(phrase: str, word: str) -> None:
    assert parse(phrase) == Quantity(None, None, vague=word)


@pytest.mark.parametrize("phrase", NOTHING)
def test_no_quantity_at_the_start(phrase: str) -> None:
    assert parse(phrase) is None


def test_the_table_is_large_enough() -> None:
    assert sum(map(len, (EXACT, LEAST, MOST, ABOUT, RANGE, VAGUE, NOTHING))) >= 200


# sentence -> the counts in it, as (figure, head noun)
COUNTS = {
    "The 23-year-old driver of bus 14 said the crash happened at 9.30 on Route 7, about 40 kilometres from Lindow.": [],
    "The council approved 12 million crowns and $5 million in 2019 for a 14-storey tower.": [],
    "Flight 881 landed after 122 minutes in the air on 5 March 2021.": [],
    "In 2016 turnout fell to 31 per cent, or 12% less than on May 12.": [],
    "Rina Salo, 34, and her son, aged 5, left the house at 10pm.": [],
    "A 122mm shell and a 500-pound bomb fell in the six-day war, 3 km from Unit 731.": [],
    "The committee voted 9-4 to adopt resolution 2254 on 12 June.": [],
    "The temperature fell to 12 degrees within two hours on the 21st floor.": [],
    "After the 9/11 attacks the G7 met at 18:30 GMT on Sept. 14.": [],
    "Since 2011 more than 200,000 residents have left.": [(200_001, "residents")],
    "In 2016 300 soldiers died.": [(300, "soldiers")],
    "On March 3 12 villagers were hurt.": [(12, "villagers")],
    "Two of the wounded and 14 other passengers were flown out.": [(2, "wounded"), (14, "passengers")],
    "Hundreds more rebel fighters fled with 30 XYZ militants.": [(None, "fighters"), (30, "militants")],
    "The blast killed 25 and wounded 1,200, 12 of them badly.": [(25, "25"), (1200, "1,200"), (12, "them")],
    "Half of the 40 passengers were saved.": [(20, "passengers")],
    "Some 12 Arab and Kurdish fighters took part.": [(12, "fighters")],
    "The wreck killed 14 people, three more than first reported, and hurt 40, nine fewer than in the first count.": [
        (14, "people"),
        (40, "40"),
    ],
    "The strike killed 12 villagers more than a week ago.": [(12, "villagers")],
    "The figure rose from 12 to 15.": [(12, "12"), (15, "15")],
    "The driver and his passengers, 22 and 25, were asleep.": [],
    "Sara Holm (34) and Ole Holm (36) left.": [],
    "No one was hurt but one man died.": [(0, "No"), (1, "man")],
    "One day this one will end.": [],
    "At least 14 people including five children died.": [(14, "people"), (5, "children")],
    "Up to 200 000 people fled.": [(200_000, "people")],
    "The toll has passed 2000 people.": [(2000, "people")],
}


@pytest.mark.parametrize(("sentence", "expected"), COUNTS.items())
def test_counts_in_sentences_and_what_is_none(sentence: str, expected: list[tuple[int | None, str]]) -> None:
    doc = parsing.model()(sentence)
    assert [(figure(m.quantity), doc[m.head].text) for m in find(doc)] == expected


def test_hedges_belong_to_the_mention() -> None:
    doc = parsing.model()("The storm left at least another five fishermen missing.")
    (m,) = find(doc)
    assert doc[m.start : m.end].text == "at least another five fishermen"
    assert m.more and m.quantity == Quantity(5, None)


ends = st.none() | st.integers(0, 10_000)


@st.composite
def intervals(draw: st.DrawFn) -> Quantity:
    low, high = draw(ends), draw(ends)
    if low is not None and high is not None and low > high:
        low, high = high, low
    if low is None and high is None:
        return Quantity(vague=draw(st.sampled_from(["dozens", "several"])))
    return Quantity(low, high, draw(st.booleans()))


def members(q: Quantity) -> list[int]:
    low = q.low or 0
    high = q.high if q.high is not None else 30_000
    return sorted({low, (low + high) // 2, high})


@given(intervals(), intervals())
def test_overlap_is_symmetric_and_is_what_the_gap_says(a: Quantity, b: Quantity) -> None:
    assert overlaps(a, b) == overlaps(b, a) == (gap(a, b) == 0)
    assert gap(a, b) == gap(b, a) >= 0


@given(intervals(), intervals())
def test_what_is_contained_overlaps(a: Quantity, b: Quantity) -> None:
    assert contains(a, a)
    if contains(a, b):
        assert overlaps(a, b)
        if contains(b, a):
            assert (a.low or 0, a.high) == (b.low or 0, b.high)


@given(intervals(), intervals(), intervals())
def test_containment_is_transitive(a: Quantity, b: Quantity, c: Quantity) -> None:
    if contains(a, b) and contains(b, c):
        assert contains(a, c)


@given(intervals(), intervals())
def test_a_sum_holds_the_sums_of_members(a: Quantity, b: Quantity) -> None:
    total = add(a, b)
    assert total == Quantity(add(b, a).low, add(b, a).high, total.approximate, total.vague)
    for x in members(a):
        for y in members(b):
            assert (total.low or 0) <= x + y
            assert total.high is None or x + y <= total.high or a.high is None or b.high is None


@given(intervals(), intervals())
def test_agreement_is_symmetric_and_holds_for_equals(a: Quantity, b: Quantity) -> None:
    assert agree(a, a)
    assert agree(a, b) == agree(b, a)
    if agree(a, b) and not (a.approximate or b.approximate) and figure(a) != figure(b):
        assert overlaps(a, b)


@given(st.integers(1, 2_000_000))
def test_digits_are_read_however_they_are_grouped(n: int) -> None:
    for text in (str(n), f"{n:,}"):
        assert parse(f"{text} people") == Quantity(n, n)
        assert parse(f"at least {text} people") == Quantity(n, None)
        assert parse(f"more than {text} people") == Quantity(n + 1, None)


@given(st.text(max_size=60))
def test_any_text_is_read_without_error(text: str) -> None:
    q = parse(text)
    assert q is None or q.low is None or q.high is None or q.low <= q.high


def test_a_figure_reads_as_it_was_said() -> None:
    for low, words in ((470_001, "more than 470,000"), (280_000, "at least 280,000"), (51, "at least 51"), (101, "at least 101"),
                       (201, "more than 200")):  # fmt: skip
        assert str(Quantity(low, None)) == words
