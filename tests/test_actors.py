"""Names of actors that are one are folded, and it can be seen which."""

from __future__ import annotations

from pathlib import Path

import pytest

from claims import actors, cues


@pytest.mark.parametrize(
    ("names", "actor"),
    [
        (["ISIS", "ISIL", "Daesh", "Islamic State fighters", "the so-called Islamic State group"], "Islamic State"),
        (["the Israeli army", "IDF", "Israel Defense Forces"], "Israel"),
        (["Hezbollah", "Hizbullah", "Hizballah"], "Hezbollah"),
        (["Houthis", "Ansar Allah", "Houthi rebels"], "Houthis"),
        (["Moscow", "Russian warplanes", "the Kremlin"], "Russia"),
        (["the Syrian army", "Assad's forces", "Damascus"], "Syrian government"),
    ],
)
def test_spellings_and_organs_are_one_actor(names: list[str], actor: str) -> None:
    assert {actors.fold(n) for n in names} == {actor}


def test_different_actors_stay_apart() -> None:
    assert len({actors.fold(n) for n in ("Hamas", "Hezbollah", "Free Valley Front", "Northern Army", "Russia", "Ukraine")}) == 6


def test_an_unknown_name_keeps_its_own_words() -> None:
    assert actors.fold("the Free Valley Front") == actors.fold("Free Valley Front") == "free valley front"


def test_what_was_folded_can_be_seen() -> None:
    assert actors.folded("Daesh fighters") == [("Daesh fighters", "daesh", "Islamic State")]
    assert "daesh" in actors.groups()["Islamic State"]


def test_a_user_can_add_names(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "actors.toml").write_text('[groups]\n"Free Valley Front" = ["fvf", "valley fighters"]\n', encoding="utf-8")
    monkeypatch.setenv(cues.EXTRA, str(tmp_path))
    cached = (cues.load, actors._aliases, actors.fold, actors._folded, actors._class)
    for f in cached:
        f.cache_clear()
    try:
        assert actors.fold("FVF") == actors.fold("the valley fighters") == "Free Valley Front"
        assert actors.fold("Daesh") == "Islamic State", "the built-in names stay"
    finally:
        monkeypatch.delenv(cues.EXTRA)
        for f in cached:
            f.cache_clear()


@pytest.mark.parametrize(
    ("name", "same_as"),
    [("the army", "government"), ("The Army", "government"), ("Rebels", "rebels"), ("opposition fighters", "rebels")],
)
def test_general_words_fold_together(name: str, same_as: str) -> None:
    assert actors.fold(name) == actors.fold(same_as)


def test_a_name_of_its_own_is_not_a_general_word() -> None:
    assert actors.fold("Tarvonian Army") != actors.fold("the army")
    assert actors.fold("Tarvonian Army") != actors.fold("Kelmari Army")
