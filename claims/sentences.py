"""Where a report's sentences are, as character ranges of the text as given."""

from __future__ import annotations

import re
from dataclasses import dataclass

from claims.records import Report


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence: `report.text[start:end] == text` (or of the title, where `within` is "title")."""

    text: str
    start: int
    end: int
    within: str = "text"
    paragraph: int = 0


_END = re.compile(r"(?<=[.!?])[\"”’')\]]*\s+(?=[\"“‘'(\[]?[A-Z0-9])|\n+")


def split(report: Report) -> list[Sentence]:
    """Return the sentences of title and body in reading order."""
    out: list[Sentence] = []
    if report.title.strip():
        out.append(Sentence(report.title, 0, len(report.title), "title"))
    for start, end in report.body if report.body is not None else ((0, len(report.text)),):
        last = start
        cuts = [m.span() for m in _END.finditer(report.text, start, end)] + [(end, end)]
        for a, b in cuts:
            text = report.text[last:a]
            if text.strip():
                lead = len(text) - len(text.lstrip())
                out.append(Sentence(text.strip(), last + lead, last + lead + len(text.strip())))
            last = b
    return out
