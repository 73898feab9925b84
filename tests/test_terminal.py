"""What the command line prints of a long line-up."""

from __future__ import annotations

import io
from typing import Any

from rich.console import Console

from app import terminal
from app.results import Results


def _line(n: int) -> dict[str, Any]:
    readings = [
        {"report": f"r{i}", "source": f"Outlet{i}", "published": None, "said_by": [], "low": i, "high": i} for i in range(n)
    ]
    pairs = [{"a": 0, "b": i, "relation": "conflict", "reason": f"pair {i}."} for i in range(1, n)]
    return {"id": "l1", "question": "How many?", "verdict": "disagreement", "readings": readings, "pairs": pairs,
            "explanation": f"pair {n - 1}. {n} reports speak."}  # fmt: skip


def _printed(n: int) -> str:
    held = io.StringIO()
    terminal.disagreements(Results([], [], [_line(n)]), Console(file=held, width=120))
    return held.getvalue()


def test_the_readings_that_the_reason_names_are_among_those_printed() -> None:
    text = _printed(20)
    assert "Outlet0 " in text and "Outlet19 " in text
    assert "8 more readings" in text


def test_a_short_line_up_is_printed_whole() -> None:
    assert "more readings" not in _printed(12)
