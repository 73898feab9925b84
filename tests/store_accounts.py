"""A world small enough for thousands of runs: reports whose text a toy reader understands, and an encoder made of word hashes.

A line of such a report is "2024-03-12 | Dar Sulem | bombing | killed 12"; the day may be missing or two days with ".." between; a title is free. SQLite, FAISS, matching and line-ups are real.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from functools import cache
from typing import Any

import numpy as np
import pytest

from claims.records import Account, Claim, Event, Quantity, Report, Toll, content_id
from index import codec, reading
from index.encoder import Encoder


class WordEncoder(Encoder):
    """Texts that share words are near. Counts what it encodes."""

    def __init__(self, name: str = "words") -> None:
        super().__init__(name)
        self.texts = 0

    @property
    def identity(self) -> str:  # type: ignore[override]
        return f"{self.name}@test"

    def encode(self, texts: Sequence[str]) -> Any:
        self.texts += len(texts)
        return np.stack([_vector(self.name, t) for t in texts]) if texts else np.zeros((0, 64), np.float32)


@cache
def _vector(model: str, text: str) -> Any:
    out = np.zeros(64)
    for word in text.lower().replace(",", " ").replace(".", " ").split():
        seed = int.from_bytes(hashlib.sha256(f"{model} {word}".encode()).digest()[:4], "big")
        out += np.random.default_rng(seed).normal(size=64)
    return (out / max(np.linalg.norm(out), 1e-9)).astype(np.float32)


def account(report: Report) -> Account:
    """Return what the toy reader makes of a report: an event for each (day, place, what), a claim for each line."""
    events: dict[tuple[str, ...], Event] = {}
    claims = []
    at = 0
    for line in report.text.splitlines(keepends=True):
        start, at = at, at + len(line)
        day, place, what, said = (x.strip() for x in line.split("|"))
        key = (day, place, what)
        if key not in events:
            n = len(events)
            start_day, _, end_day = day.partition("..")
            facts = {
                "start": start_day or None,
                "end": end_day or start_day or None,
                "places": (place.lower(),),
                "text": f"A {what} hit {place}.",
            }
            events[key] = Event(f"{report.id}#e{n}", what, place, main=n == 0, **facts)
        measure, number = said.split()
        quote = line.rstrip("\n")
        quantity = Quantity(int(number), int(number))
        claims.append(
            Claim(
                "c" + content_id(report.id, start, measure),
                report.id,
                "casualties",
                measure,
                quote,
                start,
                start + len(quote),
                quantity,
                subject="people",
                event=events[key],
            )
        )
    tolls = tuple(Toll(report.id, c.event, c.measure, "people", c.quantity, (), "stated", (c.id,)) for c in claims)
    return Account(report, tuple(claims), tuple(events.values()), tolls)


class Reader:
    """Takes the place of the parser's processes. Counts the reports that it reads."""

    def __init__(self) -> None:
        self.reports = 0

    def __call__(self, reports: Sequence[Report], parser: Any = None) -> Iterator[tuple[list[Report], list[str]]]:
        for start in range(0, len(reports), 4):
            part = list(reports[start : start + 4])
            self.reports += len(part)
            yield part, [codec.account_to_json(account(r)) for r in part]


@pytest.fixture
def reader(monkeypatch: pytest.MonkeyPatch) -> Reader:
    made = Reader()
    monkeypatch.setattr(reading, "accounts", made)
    return made


PLACES = ("Dar Sulem", "Tarn Hill", "Belsk Ford", "Orvane")
WHATS = ("bombing", "shelling")


def report(name: str, *lines: tuple[int, int, int, str, int], source: str = "") -> Report:
    """Return a report; a line is (day of March 2024, 0 for no day and -1 for the whole year, place, what, measure, number)."""
    said = {-1: "2024-01-01..2024-12-31", 0: ""}
    text = "\n".join(f"{said.get(d, f'2024-03-{d:02}')} | {PLACES[p]} | {WHATS[w]} | {m} {n}" for d, p, w, m, n in lines)
    day = max(1, max((d for d, *_ in lines), default=1))
    title = f"Day {day} in {PLACES[lines[0][1]] if lines else 'the world'}"
    return Report(name, text, source or f"The {name} Post", f"2024-03-{day:02}", title)


def results(index: Any) -> tuple[Any, ...]:
    """Return all that a user gets to see, to compare two indexes."""
    return index.claim_rows(), index.report_rows(), index.lineup_rows(), index.texts()
