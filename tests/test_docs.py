"""The docs say what is there: every command, option, column and relation, and the README's lines run."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import app.commands  # noqa: F401  (registers the commands)
from app import config, files
from claims import relations
from index import frames

ROOT = Path(__file__).resolve().parent.parent
DOCS = "\n".join(p.read_text(encoding="utf-8") for p in [ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md"))])
COMMANDS = config.options()


@pytest.mark.parametrize("command", sorted(COMMANDS))
def test_each_command_is_documented(command: str) -> None:
    text = (ROOT / "docs" / "commands.md").read_text(encoding="utf-8")
    assert f"## rashomon {command}" in text
    part = text.split(f"## rashomon {command}\n")[1].split("\n## ")[0]
    for option in COMMANDS[command]:
        assert f"--{option['flag']}" in part, f"rashomon {command} --{option['flag']} is not in docs/commands.md"


@pytest.mark.parametrize("column", [*files.DISAGREEMENT_COLUMNS, *files.INTAKE_COLUMNS])
def test_each_column_is_documented(column: str) -> None:
    assert f"`{column}`" in (ROOT / "docs" / "format.md").read_text(encoding="utf-8")


def test_each_relation_is_documented() -> None:
    text = (ROOT / "docs" / "how-it-decides.md").read_text(encoding="utf-8")
    for name in relations.RELATIONS:
        assert f"`{name}`" in text, name


def test_the_lines_of_the_readme_run() -> None:
    code = re.search(r"```python\n(.*?)```", (ROOT / "README.md").read_text(encoding="utf-8"), re.DOTALL)
    assert code
    space: dict[str, object] = {}
    exec(code[1], space)
    assert len(space["claims"]) > 50  # type: ignore[arg-type]
    assert {"id", "report", "measure", "low", "high", "quote"} <= set(space["claims"].columns)  # type: ignore[attr-defined]
    assert len(space["found"]) >= 1  # type: ignore[arg-type]
    assert len(space["hits"]) >= 1  # type: ignore[arg-type]


def test_every_page_that_is_named_is_there() -> None:
    for name in re.findall(r"`((?:docs|tests|data|claims|benchmarks)/[\w./-]+\.(?:md|json|toml|py|jsonl))`", DOCS):
        assert (ROOT / name).exists(), name


def test_the_worked_notebook_runs() -> None:
    import nbformat
    from nbclient import NotebookClient

    notebook = nbformat.read(ROOT / "docs" / "notebook.ipynb", as_version=4)
    assert not any(c.get("outputs") for c in notebook.cells), "docs/notebook.ipynb is kept without outputs"
    done = NotebookClient(notebook, timeout=300, resources={"metadata": {"path": str(ROOT)}}).execute()
    shown = [o.data for c in done.cells for o in c.get("outputs", []) if "data" in o]
    assert any("26 reports" in d.get("text/html", "") for d in shown)
    assert any("vega-lite" in d.get("text/html", "") for d in shown)


def _columns(names: str) -> list[str]:
    return [str(c) for c in getattr(frames, names)]


@pytest.mark.parametrize("names", ["CLAIM", "LINEUP", "READING", "REPORT", "HIT"])
def test_each_column_of_a_table_is_documented_with_its_type(names: str) -> None:
    text = (ROOT / "docs" / "tables.md").read_text(encoding="utf-8")
    for column in _columns(names):
        assert re.search(rf"^\| `{column}` \| \w+ \| \S", text, re.MULTILINE), column
