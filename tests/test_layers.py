"""Imports point left only: claims <- index <- app; and importing claims stays instant."""

from __future__ import annotations

import ast
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
LONGEST = 500  # lines of a module: a longer one is split along an idea
FORBIDDEN = {"claims": {"index", "app", "torch", "streamlit", "sentence_transformers", "faiss"}, "index": {"app", "streamlit"}}


def imported(path: Path) -> set[str]:
    names: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            names |= {a.name.split(".")[0] for a in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            names.add(node.module.split(".")[0])
    return names


@pytest.mark.parametrize("room", sorted(FORBIDDEN))
def test_imports_point_left(room: str) -> None:
    files = sorted((ROOT / room).rglob("*.py"))
    assert files
    wrong = {str(f.relative_to(ROOT)): bad for f in files if (bad := imported(f) & FORBIDDEN[room])}
    assert not wrong


@pytest.mark.parametrize("room", ["claims", "index", "app"])
def test_a_module_has_one_idea_and_is_short(room: str) -> None:
    long = {
        str(f.relative_to(ROOT)) for f in (ROOT / room).rglob("*.py") if len(f.read_text(encoding="utf-8").splitlines()) > LONGEST
    }
    assert not long


@pytest.mark.parametrize(
    ("statement", "absent"),
    [
        ("import claims", ["torch", "spacy", "pandas", "streamlit"]),
        ("import index", ["torch", "faiss", "spacy", "pandas"]),
        ("from claims import read_reports", ["torch", "spacy"]),
        ("import app.cli", ["torch", "spacy", "pandas", "streamlit", "altair"]),
        ("import app.project", ["torch", "spacy", "faiss", "sentence_transformers"]),
    ],
)
def test_light_imports_load_nothing_heavy(statement: str, absent: list[str]) -> None:
    code = f"import sys; {statement}; print([m for m in {absent!r} if m in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
