"""rashomon.toml sets defaults, and says what is wrong with itself."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

import app.commands  # noqa: F401  (registers the commands)
from app import config


def test_the_printed_file_is_toml_and_holds_every_option(tmp_path: Path) -> None:
    text = config.text()
    tomllib.loads(text)
    for command, rows in config.options().items():
        if rows:
            assert f"[{command}]" in text
            assert all(f"{o['flag']} =" in text for o in rows)
            assert all(o["help"] for o in rows), f"an option of {command} has no help"
    path = tmp_path / "rashomon.toml"
    path.write_text(text)
    assert config.read(path)["check"]["limit"] == 20


def test_a_flag_and_a_name_both_work(tmp_path: Path) -> None:
    path = tmp_path / "c.toml"
    path.write_text('[check]\nfail-on = "disagreement"\n[search]\nlimit = 3\n')
    assert config.read(path) == {"check": {"fail_on": "disagreement"}, "search": {"limit": 3}}


@pytest.mark.parametrize(
    ("text", "words"),
    [("[check\n", "not a TOML file"), ("[chekc]\nlimit=1\n", "no command 'chekc'"), ("[check]\nlimt = 1\n", "no option 'limt'")],
)
def test_a_wrong_file_gets_one_line_with_the_remedy(tmp_path: Path, text: str, words: str) -> None:
    path = tmp_path / "c.toml"
    path.write_text(text)
    with pytest.raises(ValueError, match=words) as caught:
        config.read(path)
    assert str(path) in str(caught.value)
