"""The parse that rules read says what spaCy's own says."""

import pytest

from claims import parsing
from claims.tree import Doc

TEXTS = [
    "At least 12 people, among them 3 children, were killed when a shell hit the market in Old Varna, the ministry said.",
    "“We counted forty,” Dr. Ilan Reth told reporters;  it's the worst raid since May 2011 - and no-one claimed it.",
    "The rebels who had fired the rockets that the army says it shot down denied it (again).",
]
SAYS = ("i", "idx", "text", "lower_", "lemma_", "tag_", "pos_", "dep_", "whitespace_", "is_alpha", "is_punct", "is_space", "is_title", "is_upper", "like_num")  # fmt: skip


@pytest.fixture(scope="module", params=range(len(TEXTS)))
def both(request):
    parsed = parsing.model()(TEXTS[request.param])
    return parsed, Doc.read(parsed, parsed.text)


def places(tokens):
    return [t.i for t in tokens]


def test_words_and_how_they_hang_together(both):
    theirs, ours = both
    assert len(ours) == len(theirs) and ours.text == theirs.text
    for a, b in zip(theirs, ours, strict=True):
        assert [getattr(a, n) for n in SAYS] == [getattr(b, n) for n in SAYS]
        assert (a.head.i, a.left_edge.i, a.right_edge.i, len(a)) == (b.head.i, b.left_edge.i, b.right_edge.i, len(b))
        for name in ("children", "subtree", "ancestors"):
            assert places(getattr(a, name)) == places(getattr(b, name)), name
    assert [[a.is_ancestor(b) for b in theirs] for a in theirs] == [[a.is_ancestor(b) for b in ours] for a in ours]


def test_slices(both):
    theirs, ours = both
    n = len(ours)
    for a, b in [(0, n), (2, 7), (3, 4), (-3, n), (5, 2), (n - 2, n + 4), (4, -1)]:
        one, two = theirs[a:b], ours[a:b]
        assert (len(one), one.start, one.end, one.text, places(one)) == (len(two), two.start, two.end, two.text, places(two))
        if len(one):
            assert (one.root.i, one.start_char, one.end_char) == (two.root.i, two.start_char, two.end_char)
            assert (one[-1].i, one[1:].text) == (two[-1].i, two[1:].text)
            assert two == ours[a:b] and hash(two) == hash(ours[a:b]) and two != ours[a + 1 : b]


def test_neighbours_end_with_the_sentence(both):
    ours = both[1]
    assert ours[0].nbor() is ours[1] and ours[1].nbor(-1) is ours[0]
    for t, distance in ((ours[0], -1), (ours[-1], 1)):
        with pytest.raises(IndexError):
            t.nbor(distance)


def test_words_that_characters_touch():
    doc = Doc.read(parsing.model()("A deadly raid"), "A deadly raid")
    assert doc.touching(3, 5).text == "deadly" and doc.touching(2, 10).text == "deadly raid" and doc.touching(13, 20) is None


def test_other_words_in_the_place_of_some_are_as_written():
    doc = Doc.read(parsing.model()("The UN fled"), "The IS fled")
    assert (doc.text, doc[1].text, doc[1].lower_, doc[1].lemma_, doc[1].is_upper) == ("The IS fled", "IS", "is", "IS", True)
