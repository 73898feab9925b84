"""`explain`: what was understood of one sentence, and why."""

from __future__ import annotations

from claims import explain


def _about(facts: list[explain.Fact], what: str) -> list[explain.Fact]:
    return [f for f in facts if f["about"] == what]


def test_a_claim_says_its_interval_speaker_cue_and_path() -> None:
    facts = explain.explain("At least 18 people, including seven children, were killed in Orsk, officials said.")
    claim = next(f for f in _about(facts, "claim") if f["subject"] == "people")
    assert (claim["low"], claim["high"], claim["measure"], claim["said_by"]) == (18, None, "killed", ["officials"])
    assert claim["path"].startswith("18 <nummod- people") and claim["path"].endswith("killed")
    assert claim["why"]
    lines = explain.words(facts)
    assert "officials says, by 'said'" in lines
    assert "'At least 18 people' is at least 18" in lines


def test_a_number_that_no_claim_uses_is_told() -> None:
    facts = explain.explain("The 12 ministers met after 3 people died.")
    unused = [f["text"] for f in _about(facts, "number") if "no claim uses it" in f["says"]]
    assert any("12" in text for text in unused)
    assert not any("3" in text for text in unused)


def test_a_sentence_without_a_cue_says_so() -> None:
    facts = explain.explain("The weather was fine.")
    assert [f["about"] for f in facts] == ["gate", "claim"]
    assert "Not parsed" in facts[0]["says"]
    assert facts[1]["says"] == "No claim was read."


def test_a_pronoun_names_whom_it_stands_for() -> None:
    facts = explain.explain("Mayor Lena Orlova came and said nobody was killed. She said 4 people were injured.")
    assert any("'She' stands for it" in f["says"] and f["said_by"] == ["Mayor Lena Orlova"] for f in _about(facts, "speaker"))


def test_a_weekday_is_dated_where_the_publication_date_is_given() -> None:
    facts = explain.explain("Two people were killed on Tuesday.", published="2024-03-13")
    assert any("2024-03-12" in f["says"] for f in _about(facts, "time"))
