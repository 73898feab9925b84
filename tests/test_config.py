"""rashomon.toml sets defaults, and says what is wrong with itself."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest
from typer.testing import CliRunner

import app.commands  # noqa: F401  (registers the commands)
from app import config
from app.cli import cli


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
    path.write_text('[watch]\nevery = 5\n[report]\nverdict = ["revision"]\n')
    assert config.read(path) == {"watch": {"every": 5}, "report": {"verdict": ["revision"]}}


def test_a_flag_and_a_name_both_work(tmp_path: Path) -> None:
    path = tmp_path / "c.toml"
    path.write_text('[check]\nfail-on = "disagreement"\n[search]\nlimit = 3\n')
    assert config.read(path) == {"check": {"fail_on": "disagreement"}, "search": {"limit": 3}}


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_the_encodings_that_editors_and_shells_write(tmp_path: Path, encoding: str) -> None:
    path = tmp_path / "rashomon.toml"
    path.write_text(config.text(), encoding=encoding)
    assert config.read(path)["check"]["limit"] == 20


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("[check\n", "not a TOML file"),
        ("[chekc]\nlimit=1\n", "no command 'chekc'"),
        ("[check]\nlimt = 1\n", "no option 'limt'"),
        ("check = 1\n", r"check is no table; write \[check\]"),
        ('[check]\nlimit = "ten"\n', r"\[check\] limit: write a whole number, not 'ten'"),
        ("[status]\njson = 1\n", "write true or false"),
        ("[watch]\nevery = true\n", "write a number"),
        ("[check]\nout = 5\n", "write a text"),
        ('[report]\nverdict = "disagreement"\n', "write a list of texts"),
    ],
)
def test_a_wrong_file_gets_one_line_with_the_remedy(tmp_path: Path, text: str, words: str) -> None:
    path = tmp_path / "c.toml"
    path.write_text(text)
    with pytest.raises(ValueError, match=words) as caught:
        config.read(path)
    assert str(path) in str(caught.value)


def test_a_broken_file_does_not_hide_what_mends_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("rashomon.toml").write_text("[broken")
    assert "[check]" in CliRunner().invoke(cli, ["config"]).stdout
    assert "not a TOML file" in CliRunner().invoke(cli, ["policies"]).stderr
