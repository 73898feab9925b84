"""Lists of words are looked for by their first letters, and find what a plain list of alternatives finds."""

import re

import pytest

from claims.patterns import Classes, Words, any_of, needed

WORDS = [
    "warn",
    "war",
    "wars?",
    r"\d+ boats?",
    "Raid(?:s|ed)?",
    "harbou?r",
    "(?:sea|air)port",
    "a|an old",
    "b?right",
    "(?:un)?armed",
    r"x\|y",
]
TEXTS = [
    "Warning: the wars and a war at 3 boats", "RAIDED the Harbor, the airport and the SEAPORT", "an old right, a bright raid", "unarmed, armed, x|y", "swords and a steward",
    "", "Ünarmed harbour-raids"
]  # fmt: skip


@pytest.mark.parametrize("words", [WORDS, WORDS[::-1], ["war"], ["a", "ab", "abc"], ["abc", "ab", "a"]])
def test_the_same_words_are_found_at_the_same_places(words):
    plain, quick = re.compile(r"\b(?:" + "|".join(words) + ")", re.I), re.compile(r"\b" + any_of(words))
    for text in TEXTS:
        assert [m.span() for m in quick.finditer(text)] == [m.span() for m in plain.finditer(text)]


@pytest.mark.parametrize("tail", ["", r"\b"])
def test_classes_are_named_in_their_order(tail):
    classes = {
        "ports": ["(?:sea|air)port", "harbou?r"],
        "numbers": [r"\d+"],
        "war": ["wars?", "raid(?:s|ed)?"],
        "arms": ["(?:un)?armed", "x?"],
    }
    of = Classes(classes, tail)
    for text in TEXTS:
        want = [k for k, v in classes.items() if re.search(r"\b(?:" + "|".join(v) + ")" + tail, text, re.I)]
        assert list(of.names(text)) == want


@pytest.mark.parametrize("words", [WORDS, ["(?:was |is )?raised", "(?:cut|put)? down"], ["(?<!sea )harbou?r"], [r"\w+ed", "war"]])
def test_words_are_looked_for_where_one_begins_like_them_and_found_as_without(words):
    quick, plain = Words(words), re.compile(r"\b(?:" + "|".join(words) + r")\b", re.I)
    for text in [*TEXTS, "It was raised.", "Raised, and cut down", "put it down, down", "the sea harbour, a harbor", "not so"]:
        assert [m.span() for m in quick.finditer(text)] == [m.span() for m in plain.finditer(text)]
        assert (quick.search(text) is None) == (plain.search(text) is None)


def test_a_text_without_their_beginnings_is_passed_over():
    assert not Words(["(?:was |is )?raised", "(?<!sea )harbou?r"]).may("Nobody knew")
    words = Words([r"\w+ed"])
    assert words.may("She feared them") and not words.may("Nobody knew"), "no beginning is known, but letters that it needs"


def test_figures_and_what_an_article_stands_before_tell_of_a_beginning():
    words = Words([r"\d+ boats", "a (?:day|week) ago"])
    assert words.may("in 3 boats") and words.may("A week ago") and not words.may("a boat sank")
    assert words.search("A week ago") and words.search("with 12 boats")


@pytest.mark.parametrize(
    ("words", "want"),
    [
        ([r"in (?:\w+ ){0,2}?(?:custody|jails?|the prison)"], {"custody", "jail", "the prison"}),
        (["fires?", "house fires?"], {"fire"}),
        ([r"[\w-]+block fires?"], {"block fire"}),
        (["(?<!gold )mines", "(?:anti-)?tank"], {"mines", "tank"}),
        (["Bomb(?:s|ed)?", r"x\|yes"], {"bomb", "yes"}),
        ([r"\w+", "war"], None),
    ],
)
def test_letters_without_which_nothing_is_found_are_told(words, want):
    assert needed(words) == want
