"""What of a saved page is article text: the rest stays in the text, but is not read.

Cautious on purpose. A paragraph goes only when a pattern of cues/boilerplate.toml matches it as a whole, when it repeats
an earlier paragraph word for word (a caption), or when it is a short scrap at the very end. Text without line breaks is
only trimmed at its end and at runs of keywords.
"""

from __future__ import annotations

import re
from functools import cache

from claims import cues

LONGEST = 700  # no line of page furniture is longer; keeps the patterns off long paragraphs
SCRAP = 4  # words that a scrap at the end may have ("Route 6")
TAIL = 700  # characters from the end in which the page's foot is looked for, where the text has no line breaks

_MARKS = "►▶▸»>•●■*[ "  # before a link: "►Related: ..."
_PARAGRAPH = re.compile(r"[^\n\r]*[^\s][^\n\r]*")
_ENDED = re.compile(r"[.!?…:;]['\"”’)\]]*$")
_WORD = re.compile(r"\w+")


@cache
def _whole(section: str) -> re.Pattern[str]:
    """Return one pattern out of all the lists of a section."""
    return _compile("|".join(f"(?:{p})" for ps in cues.load("boilerplate")[section].values() for p in ps))


@cache
def _any(section: str, name: str) -> re.Pattern[str]:
    return _compile("|".join(f"(?:{p})" for p in cues.load("boilerplate")[section][name]))


def _compile(pattern: str) -> re.Pattern[str]:
    try:
        return re.compile(pattern, re.IGNORECASE)
    except re.error as e:
        raise ValueError(f"boilerplate.toml: not a regular expression ({e}): {pattern[:120]}") from e


@cache
def _opener() -> re.Pattern[str]:
    words = "|".join(map(re.escape, cues.load("sentences")["openers"]))
    return re.compile(rf"(?<![\w-])(?:{words}|\d[\d,]*)(?= \S)")


def body(text: str) -> tuple[tuple[int, int], ...]:
    """Return the (start, end) character ranges of `text` that are article text, in order; all of it where nothing else is.

    Raises ValueError where a user's pattern is no regular expression.
    """
    spans = [m.span() for m in _PARAGRAPH.finditer(text)]
    keep = _paragraphs(text, spans) if len(spans) > 1 else spans
    if keep:
        keep[-1:] = _flat(text, *keep[-1])
    keep = [piece for span in keep for piece in _around_marks(text, *span)]
    return tuple(_joined(text, keep))


def _paragraphs(text: str, spans: list[tuple[int, int]]) -> list[tuple[int, int]]:
    keep: list[tuple[int, int]] = []
    seen: set[str] = set()
    in_list = False
    removed = False
    for a, b in spans:
        line = text[a:b].strip().lstrip(_MARKS)
        if len(line) <= LONGEST:
            head = _whole("list").fullmatch(line) is not None
            linked = in_list and not _ENDED.search(line) and len(line) < 160
            if head or linked or _whole("line").fullmatch(line):
                in_list = head or linked
                removed = True
                continue
            in_list = False
        key = " ".join(_WORD.findall(line.casefold()))
        if key in seen and key.count(" ") >= SCRAP:
            continue
        seen.add(key)
        keep.append((a, b))
        removed = False
    # What is left at the very end of a page: scraps without a verb or a full stop, after the last real paragraph.
    while len(keep) > 1 and _scrap(text[slice(*keep[-1])].strip()):
        if not removed and not _ENDED.search(text[slice(*keep[-2])].rstrip()):
            break
        keep.pop()
    return keep


def _around_marks(text: str, a: int, b: int) -> list[tuple[int, int]]:
    """Return what is left of text[a:b] without the marks of a gallery, which stand inside a line: "Image 2 of 9"."""
    out, at = [], a
    for m in _any("inline", "marks").finditer(text, a, b):
        out.append((at, m.start()))
        at = m.end()
    return [(x, y) for x, y in [*out, (at, b)] if text[x:y].strip()]


def _scrap(line: str) -> bool:
    words = line.split()
    return len(words) <= SCRAP and not _ENDED.search(line) and not any(w.islower() and len(w) > 3 for w in words)


def _flat(text: str, a: int, b: int) -> list[tuple[int, int]]:
    """Return what is article text of one long run: without the page's foot and without runs of keywords."""
    if b - a < LONGEST // 2:
        return [(a, b)]
    foot = _any("tail", "starts").search(text, max(a, b - TAIL), b)
    if foot:
        b = foot.start()
    last = max((m.end() for m in re.finditer(r"[.!?][\"”’)]*\s", text[max(a, b - TAIL) : b])), default=0)
    phrases = _any("tail", "phrases")
    if last and len({m.group().casefold() for m in phrases.finditer(text, max(a, b - TAIL) + last, b)}) >= 2:
        b = max(a, b - TAIL) + last
    out, at = [], a
    for m in _any("keywords", "starts").finditer(text, a, b):
        if m.start() < at:
            continue
        if m.start() > at:
            out.append((at, m.start()))
        at = _run_ends(text, m.end(), b)
    return [*out, (at, b)]


def _run_ends(text: str, start: int, end: int) -> int:
    """Return where the run of keywords that starts here ends: before the word that opens a sentence; `start` without one."""
    stop = re.compile(r"[.!?]\s").search(text, start, end)
    second = text.find(" ", start + 1, end)  # the first word is a keyword whatever it looks like
    if second < 0:
        return start
    for m in _opener().finditer(text, second, stop.start() if stop else end):
        # a figure opens a sentence after a name ("... Levant 45 people"), not inside one ("... strikes killed 23")
        if not m.group()[0].isdigit() or text[start : m.start()].split()[-1][:1].isupper():
            return m.start()
    return start


def _joined(text: str, spans: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Return `spans` with neighbours joined where only white space lies between them."""
    out: list[tuple[int, int]] = []
    for a, b in spans:
        if out and not text[out[-1][1] : a].strip():
            out[-1] = (out[-1][0], b)
        elif text[a:b].strip():
            out.append((a, b))
    return out
