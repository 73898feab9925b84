"""Report text with marks in it, as HTML in which nothing of the report is markup."""

from __future__ import annotations

import re
from collections.abc import Iterable
from html import escape
from itertools import pairwise

Span = tuple[int, int, str]  # start, end, class name


def marked(text: str, spans: Iterable[Span]) -> str:
    """Return `text` escaped, with each (start, end, class) range inside <mark class=...>.

    Ranges may overlap: an inner part carries the classes of all ranges that hold it. Ranges outside the text are cut.
    """
    clean = [(max(0, a), min(len(text), b), c) for a, b, c in spans if a < b and a < len(text) and b > 0]
    cuts = sorted({0, len(text), *(x for a, b, _ in clean for x in (a, b))})
    out = []
    for a, b in pairwise(cuts):
        names = sorted({c for x, y, c in clean if x <= a and b <= y})
        piece = escape(text[a:b]).replace("\n", "<br>")
        out.append(f'<mark class="{escape(" ".join(names))}">{piece}</mark>' if names else piece)
    return "".join(out)


def around(text: str, start: int, end: int, room: int = 160) -> tuple[str, int]:
    """Return the words around text[start:end], cut at spaces, and the offset at which they begin."""
    a = 0 if start <= room else text.find(" ", start - room, start) + 1 or start - room
    b = len(text) if end + room >= len(text) else text.rfind(" ", end, end + room)
    return text[a : b if b > end else min(len(text), end + room)], a


_DIGITS = re.compile(r"(?<![\w.])\d{1,3}(?:,\d{3})+(?!\d)|(?<![\w.])\d+(?![\w])")


def figures(quote: str, *values: int | None) -> list[tuple[int, int]]:
    """Return where `quote` gives one of the `values` in digits ("1,250" too); "more than 400" gives 401."""
    found = [(m.span(), int(m[0].replace(",", ""))) for m in _DIGITS.finditer(quote)]
    wanted = {v for v in values if v is not None}
    wanted |= {v - 1 for v in wanted - {n for _, n in found}}
    return [span for span, n in found if n in wanted]


def words(text: str, *names: str | None) -> list[tuple[int, int]]:
    """Return the first place of each of `names` in `text`, as a whole word, whatever its case."""
    out = []
    for name in names:
        found = re.search(rf"(?<!\w){re.escape(name)}(?!\w)", text, re.IGNORECASE) if name else None
        if found:
            out.append(found.span())
    return out
