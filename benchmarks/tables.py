"""Tables in benchmarks/README.md, written by the benchmarks between their own marks."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

README = Path(__file__).with_name("README.md")


def table(head: Sequence[str], rows: Sequence[Sequence[object]]) -> str:
    """Return a Markdown table."""
    lines = ["| " + " | ".join(head) + " |", "|" + "---|" * len(head)]
    return "\n".join(lines + ["| " + " | ".join(map(str, r)) + " |" for r in rows])


def write(name: str, text: str, path: Path = README) -> None:
    """Put `text` between the marks of the section `name`. Raises ValueError where the file has no such section."""
    old = path.read_text(encoding="utf-8")
    first, last = f"<!-- {name} -->\n", f"<!-- /{name} -->"
    if first not in old or last not in old:
        raise ValueError(f"{path}: no section {name}")
    before, _, rest = old.partition(first)
    path.write_text(before + first + text + "\n" + last + rest.partition(last)[2], encoding="utf-8")
