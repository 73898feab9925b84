"""Who says so: frames of speech, their reach, chains, antecedents, quotations, denials."""

from __future__ import annotations

import pytest

from claims import attribution, extraction, gate, parsing, sentences
from claims.records import Report


def said(text: str, word: str, title: str = "") -> tuple[str, ...]:
    """The chain of speakers over the token `word` (its last occurrence) of a report."""
    return _at(text, word, title)[0]


def denied(text: str, word: str) -> bool:
    return _at(text, word, "")[1]


def _at(text: str, word: str, title: str) -> tuple[tuple[str, ...], bool]:
    (_, parsed), *_ = parsing.parse([Report("r", text, title=title)])
    speech = attribution.read(parsed)
    for n in range(len(parsed) - 1, -1, -1):
        doc = parsed[n].doc
        if doc is not None and (found := [t.i for t in doc if t.text == word]):
            return speech.of(n, found[-1], found[-1]), speech.denied(n, found[-1], found[-1])
    raise AssertionError(f"{word!r} was not parsed")


CASES = [
    ("Twelve people were killed in Orsk, police said.", "Twelve", ("police",)),
    ("Police said 12 people were killed in Orsk.", "12", ("Police",)),
    ("Some 37 people were wounded, according to the Kelvara Rights Monitor.", "37", ("Kelvara Rights Monitor",)),
    ("According to medics, 14 people died and 30 were hurt.", "30", ("medics",)),
    ("The Orsk Observatory put the toll at 58 dead.", "58", ("Orsk Observatory",)),
    ("The governor announced the death of 9 miners on Monday.", "9", ("governor",)),
    ('"We counted 21 bodies," said Dr. Amina Yusuf, who runs the clinic.', "21", ("Dr. Amina Yusuf",)),
    ("State television reported 15 deaths in the ferry accident.", "15", ("State television",)),
    ("The opposition accused government forces of killing 40 villagers.", "40", ("opposition",)),
    ("Officials believe 8 miners are still missing.", "8", ("Officials",)),
    ("The sheriff's office trimmed its list of missing to 450.", "450", ("sheriff's office",)),
    ("Deputies on Monday cut the toll of the fire to 45.", "45", ("Deputies",)),
    ("The army cut the road, killing 45 rebels.", "45", ()),
    ("It was reported by state radio that 17 people died.", "17", ("state radio",)),
    ("A video posted by residents showed 11 bodies.", "11", ("A video",)),
    (
        "The rescue organisation known as the Orange Vests said 12 people died.",
        "12",
        ("rescue organisation known as the Orange Vests",),
    ),
    # without the commas, as saved pages often are
    ("At least 23 people were killed in shelling of the town on Friday a monitor said as troops moved in.", "23", ("a monitor",)),
    ("Two shells hit the market killing 6 people the Orsk Observatory said.", "6", ("Orsk Observatory",)),
    ("In the old town on Sunday a rescue worker said 13 people had died.", "13", ("A rescue worker",)),
    (
        "Thirteen civilians were killed in the raid a local doctor told the Courier from the town.",
        "Thirteen",
        ("a local doctor", "Courier"),
    ),
    (
        "A source at the Orsk Police Command told SANA that 19 people were injured.",
        "19",
        ("A source at the Orsk Police Command", "SANA"),
    ),
    ("Jan Velt a local fire official said 7 people died.", "7", ("Jan Velt",)),
    ("The Courier newspaper which is close to the army said 16 rebels died.", "16", ("Courier newspaper",)),
    # a second clause, and a reason, after the speaker
    ("Shells killed 12 people, activists said, and another raid killed 5 men.", "5", ("activists",)),
    ("The toll could rise, officials warned, because 8 of the wounded may die.", "8", ("officials",)),
    # chains
    ("SANA quoted a doctor as saying that 12 people had died.", "12", ("a doctor", "SANA")),
    ("Activists reported 31 bodies in the hospital, according to Reuters.", "31", ("Activists", "Reuters")),
    # the report's own words
    ("A blast killed 12 people in Orsk on Monday.", "12", ()),
    ("After a blast killed 12 people, police said they had arrested a driver.", "12", ()),
    ("The blast killed 12 people, but medics said 14 had died.", "12", ()),
    ("The blast killed 12 people, but medics said 14 had died.", "14", ("medics",)),
    ("The attack, which the army says killed 25 people, was filmed.", "25", ("army",)),
    ("Clashes claimed 12 lives overnight.", "12", ()),
    ("No injuries were reported after the fire killed 2 people.", "2", ()),
    ("The Red Dawn claimed responsibility for a bombing that killed 18 people.", "18", ()),
    ("The ministry did not say how the 12 people were killed.", "12", ()),
]


@pytest.mark.parametrize(("text", "word", "chain"), CASES)
def test_who_says_a_figure(text: str, word: str, chain: tuple[str, ...]) -> None:
    assert tuple(c.lower() for c in said(text, word)) == tuple(c.lower() for c in chain)


LONGER = [
    # pronouns, definite descriptions and shorter names
    (
        "Mayor Lena Orlova visited the site and said the fire killed nobody. She said 4 people were injured.",
        "4",
        ("Mayor Lena Orlova",),
    ),
    ("A hospital source said 12 people were killed. The source added that 30 others were wounded.", "30", ("A hospital source",)),
    (
        "The Kelvara Rights Monitor reported 12 killed. The Monitor said 30 others were wounded.",
        "30",
        ("Kelvara Rights Monitor",),
    ),
    ("Spokesman Ivo Brandt told Reuters that 12 died. Brandt said 40 were injured.", "40", ("Spokesman Ivo Brandt",)),
    # a speaker named in a sentence that counts nothing
    ("The interior ministry announced an inquiry on Monday. It said 12 people were killed.", "12", ("interior ministry",)),
    # the sentence that only goes on with the count
    ("Medics said 12 people were killed in the centre. Another 5 died in the suburbs.", "5", ("Medics",)),
    ("Medics said 12 people were killed in the centre. The army shelled the town and killed 5 people.", "5", ()),
    # quotations over two sentences
    ('"We saw 12 people die," said teacher Omar Saleh. "Then 9 others were killed on the road."', "9", ("teacher Omar Saleh",)),
    # a quotation that names its speaker only at its end
    ('"We saw 12 people die. Nobody came to help us," said teacher Omar Saleh.', "12", ("teacher Omar Saleh",)),
    # one speaker says and then adds
    ("Police said 12 people were killed, adding that 30 were wounded.", "30", ("Police",)),
]


@pytest.mark.parametrize(("text", "word", "chain"), LONGER)
def test_who_says_it_over_more_than_one_sentence(text: str, word: str, chain: tuple[str, ...]) -> None:
    assert said(text, word) == chain


def test_a_stray_quotation_mark_does_not_lend_its_speaker_to_the_rest() -> None:
    text = 'Police said the "safe zone was shelled. The army killed 5 people on Monday. Rebels killed 6 people on Tuesday.'
    assert said(text, "6") == ()


@pytest.mark.parametrize(
    ("title", "word", "chain"),
    [
        ("Monitor: 12 killed in Orsk shelling", "12", ("Monitor",)),
        ("12 killed in Orsk shelling: police", "12", ("police",)),
        ("Shelling kills 12 in Orsk - state television", "12", ("state television",)),
        ("Shelling kills 12 in Orsk market Observatory", "12", ("Observatory",)),
        ("Gunmen kill 12 police", "12", ()),
        ("Orsk shelling: 12 dead", "12", ()),
    ],
)
def test_headlines(title: str, word: str, chain: tuple[str, ...]) -> None:
    assert said("Nothing else is known.", word, title) == chain


def test_the_monitor_of_the_lead_is_the_one_that_is_named_later() -> None:
    text = "Shelling killed 12 people, a monitor said. The Kelvara Observatory for Rights said five children died."
    assert said(text, "12") == ("Kelvara Observatory for Rights",)
    two = text + " The Orsk Rights Watchdog said nine people died."
    assert said(two, "12") == ("a monitor",)


@pytest.mark.parametrize(
    ("text", "word", "no"),
    [
        ("The ministry denied that 12 people were killed.", "12", True),
        ("The army dismissed reports that 12 civilians had died.", "12", True),
        ("The ministry said 12 people were killed.", "12", False),
        ("The army denied any role but said 12 people were killed.", "12", False),
    ],
)
def test_a_denied_figure_is_not_an_assertion_of_it(text: str, word: str, no: bool) -> None:
    assert denied(text, word) is no


def test_the_gate_keeps_the_sentence_that_names_a_pronouns_speaker() -> None:
    text = "The sky was grey. The interior ministry announced an inquiry. The sky was blue. It said 12 people were killed."
    split = sentences.split(Report("r", text))
    kept = [s.text for s, keep in zip(split, gate.select(split), strict=True) if keep]
    assert kept == ["The interior ministry announced an inquiry.", "It said 12 people were killed."]


def test_reading_never_fails_on_odd_text() -> None:
    text = 'said. "" “ killed said "said" according to. : killed - said. He said. 12 killed according to. citing said by 12 dead'
    (_, parsed), *_ = parsing.parse([Report("r", text, title=": killed -")])
    speech = attribution.read(parsed)
    assert all(isinstance(speech.of(n, t.i, t.i), tuple) for n, p in enumerate(parsed) if p.doc is not None for t in p.doc)


@pytest.mark.parametrize(
    ("text", "figure", "speaker"),
    [
        ("The Society, which supports the clinic, spoke of at least 24 dead.", "at least 24", "Society"),
        ("The Interior Ministry speaks of 17 dead, a figure that others doubt.", "17", "Interior Ministry"),
        ("The Civil Defence stood by its own, higher count of 34 dead.", "34", "Civil Defence"),
        ("The Centre found that 13 civilians were killed in the raid.", "13", "Centre"),
        ("The Centre's toll for the November bombings stands at 23 dead.", "23", "Centre"),
        ("The battle killed 49 soldiers, by the final count of the Observatory.", "49", "Observatory"),
        ("The barrage killed 14 people by the Observatory's count.", "14", "Observatory"),
        ("At least 250,000 people have died in the war, by the United Nations' count.", "at least 250,000", "United Nations"),
        ("A doctor in Orvane said by telephone that his ward had received 15 bodies.", "15", "A doctor in Orvane"),
        ("A raid killed nine people, three of them children, a medic there said.", "9", "a medic"),
        ("The war has killed 340,000 people, the Observatory says; others doubt it.", "340,000", "Observatory"),
        ("One of its factions, the Valley Front, said 80 soldiers were killed.", "80", "Valley Front"),
        ("A military source quoted by state media said 80 rebels were killed.", "80", "A military source"),
        ("Four of the 12 dead were policemen, said Colonel Omar Saleh, an officer of the force.", "12", "Colonel Omar Saleh"),
    ],
)
def test_whose_count_it_is(text: str, figure: str, speaker: str) -> None:
    (account,) = extraction.understand([Report("r", text, published="2024-03-13")])
    assert (figure, (speaker,)) in {(str(c.quantity), c.said_by) for c in account.claims}


@pytest.mark.parametrize(
    "text",
    [
        "The army stood by the road where 12 people were killed.",
        "The raid killed 12 people by the council's hall.",
        "The police spoke of a quiet night; a raid later killed 12 people.",
        "The regiment kept to the hills after 12 people were killed.",
    ],
)
def test_a_place_and_a_talk_are_nobodys_count(text: str) -> None:
    (account,) = extraction.understand([Report("r", text, published="2024-03-13")])
    assert [c.said_by for c in account.claims if str(c.quantity) == "12"] == [()]


def test_two_sources_of_one_sentence_have_each_their_figure() -> None:
    (account,) = extraction.understand(
        [Report("r", "The raid killed four people according to the Observatory and two according to SANA.")]
    )
    assert [(str(c.quantity), c.said_by) for c in account.claims if c.kind == "casualties"] == [
        ("4", ("Observatory",)),
        ("2", ("SANA",)),
    ]
