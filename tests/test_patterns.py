"""Lists of words are looked for by their first letters, and find what a plain list of alternatives finds."""

import re

import pytest

from claims.patterns import Classes, any_of

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
