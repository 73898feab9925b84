"""The quickened pipeline says what spaCy's own says, of every token, whatever is parsed beside it."""

import pytest
import spacy
from spacy.attrs import DEP, HEAD, LEMMA, MORPH, ORTH, POS, SENT_START, TAG

from claims import parsing, pipeline

ALL = [ORTH, TAG, POS, DEP, HEAD, LEMMA, MORPH, SENT_START]
TEXTS = [
    "There were two explosions near the port of Meldra on Tuesday, and nobody's been hurt, officials said.",
    "He ain't gonna say who fired the rockets; let's wait, y'all, 'cause they've got nothin' to show.",
    "Gunmen shot dead at least 12 villagers, wounding dozens more, before fleeing.",
    "The  ministry (which runs 3 hospitals) denied it.",  # white space that is a token
    "Killed: 7.",
    "Dead",
    "The army said it left the town because its men were getting tired of the worst fighting in years.",
]


@pytest.fixture(scope="module")
def plain():
    return spacy.load(parsing.MODEL, exclude=["ner"])


def told(docs):
    return [d.to_array(ALL).tolist() for d in docs]


def test_every_token_is_told_as_by_spacy_itself(plain):
    assert told(parsing.model().pipe(TEXTS)) == told(plain.pipe(TEXTS))


def test_what_is_remembered_of_a_word_is_said_again(plain):
    quick = parsing.model()
    first = told(quick.pipe(TEXTS))
    assert told(quick.pipe(TEXTS[::-1]))[::-1] == first == told(plain.pipe(TEXTS))


def test_a_parse_does_not_depend_on_the_batch():
    quick = parsing.model()
    together = told(quick.pipe(TEXTS * 20, batch_size=128))[: len(TEXTS)]
    assert [told([quick(t)])[0] for t in TEXTS] == together


def test_forgetting_changes_nothing(plain, monkeypatch):
    monkeypatch.setattr(pipeline, "REMEMBERED", 3)
    quick = pipeline.quicken(spacy.load(parsing.MODEL, exclude=["ner"]))
    assert told(quick.pipe(TEXTS)) == told(plain.pipe(TEXTS))


def test_other_rules_than_a_words_own_go_through_spacys_pipes():
    nlp = spacy.load(parsing.MODEL, exclude=["ner"])
    nlp.get_pipe("attribute_ruler").add([[{"LENGTH": 4}]], {"LEMMA": "four"})
    quick = pipeline.quicken(nlp)
    assert quick.pipe_names[-2:] == ["attribute_ruler", "lemmatizer"]
    assert [t.lemma_ for t in quick("Four were dead.")] == ["four", "four", "four", "."]


def test_a_pipeline_of_another_make_stays_as_it_is():
    nlp = spacy.blank("xx")
    assert pipeline.quicken(nlp)("12 dead").text == "12 dead"


def test_a_parser_with_a_beam_keeps_spacys_own_steps(plain):
    nlp = spacy.load(parsing.MODEL, exclude=["ner"])
    assert isinstance(parsing.model().get_pipe("parser"), pipeline.Steps)
    nlp.get_pipe("parser").cfg["beam_width"] = 2
    assert type(pipeline.quicken(nlp).get_pipe("parser")) is type(plain.get_pipe("parser"))


def test_more_sentences_than_take_their_steps_together_and_empty_ones(plain, monkeypatch):
    monkeypatch.setattr(pipeline, "ABREAST", 3)
    assert told(parsing.model().pipe([*TEXTS, "", *TEXTS])) == told(plain.pipe([*TEXTS, "", *TEXTS]))
