"""Asides: words set off by dashes, brackets or commas between a subject and its verb, which only say more of the subject.

"Four farmers - two of them brothers - were killed": the four are the subject, the two are some of them. Dashes and brackets are
paired by sight; with commas, which also part the members of a list, the parse has to say that the subject stands before them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from claims.tree import Doc

DASHES = frozenset(("–", "—", "--", "-"))
OPENING = frozenset((",", "(", "-lrb-", *DASHES))
CLOSING = frozenset((",", ")", "-rrb-", *DASHES))
LONGEST = 45  # tokens of an aside


def free(doc: Doc, i: int) -> bool:
    """Whether the token at `i` may bound an aside: a dash with a blank beside it, a comma, a bracket."""
    low = doc[i].lower_
    return low not in DASHES or (i > 0 and bool(doc[i - 1].whitespace_))


def opening(doc: Doc, close: int) -> int | None:
    """Return the token that opens the aside which the dash, bracket or comma at `close` ends, None where there is none."""
    low = doc[close].lower_
    if low == ",":
        return next(
            (i for i in range(close - 1, max(0, close - LONGEST), -1) if doc[i].lower_ == "," and _opens(doc, i + 1)), None
        )
    if low in DASHES and free(doc, close):
        pair = DASHES
    elif low in (")", "-rrb-"):
        pair = frozenset(("(", "-lrb-"))
    else:
        return None
    for i in range(close - 1, max(0, close - LONGEST), -1):
        if doc[i].lower_ in pair and free(doc, i):
            return i
        if doc[i].lower_ in (";", ")", "-rrb-") and pair is not DASHES:
            return None
    return None


def _opens(doc: Doc, i: int) -> bool:
    """Whether the words from `i` on say who some of those before were: "most of them", "all of whom", "mostly"."""
    rest = [t.lower_ for t in doc[i : i + 4]]
    if rest[:1] and rest[0] in ("almost", "nearly", "including"):
        rest = rest[1:]
    return rest[1:3] in (["of", "them"], ["of", "whom"]) or rest[:1] in (["mostly"], ["mainly"])


def between(doc: Doc, start: int, end: int, marks: frozenset[str]) -> bool:
    """Whether one of `marks` stands free among the tokens from `start` to before `end`."""
    return any(doc[i].lower_ in marks and free(doc, i) for i in range(start, end))
