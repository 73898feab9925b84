"""What stands before the first sentence where headline and dateline were glued to it, without a full stop.

"TITLE AFP Wednesday 29 Oct 2014 First sentence": saved pages lose the line breaks between these, and a parser then reads
the headline's verb as the sentence's. Here they are told apart, by the title as the report gives it, by the forms of
dates, and by the names of agencies (cues/sentences.toml).
"""

from __future__ import annotations

import re
from functools import cache

from claims import cues

REACH = 160  # characters of furniture that may stand between a dateline and a repeated headline
_DAY = r"(?:Mon|Tues?|Wed(?:nes)?|Thu(?:rs)?|Fri|Sat(?:ur)?|Sun)(?:day)?\.?"
_MONTH = (
    r"(?:Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|Sept?(?:ember)?"
    r"|Oct(?:ober)?|Nov(?:ember)?|Dec(?:ember)?)\.?"
)
_ZONE = r"(?:\s?(?:UTC|GMT|[A-Z]{2,4})(?:[+-]\d{1,2})?\b)?"
_CLOCK = rf"(?:[,\s]+(?:at\s+)?\d{{1,2}}[:.]?\d{{2}}(?:[:.]\d{{2}})?(?:\s?[ap]\.?m\.?)?{_ZONE})?"
_NTH = r"\d{1,2}(?:st|nd|rd|th)?"
_DATE = re.compile(
    rf"(?:{_DAY},?\s+)?(?:{_NTH}\s+{_MONTH},?\s+\d{{4}}|{_MONTH}\s+{_NTH},?\s*\d{{4}})(?!\d){_CLOCK}"
    rf"|\d{{1,2}}[-./]\d{{1,2}}[-./]\d{{4}}(?!\d){_CLOCK}|\d{{4}}-\d\d-\d\d(?:T\S+)?(?!\d){_CLOCK}"
    r"|\(updated [\d:. ]+\)",
    re.IGNORECASE,
)
# "BEIRUT Some 20 people", "PORT SAID The army"
_TOWN = re.compile(r"((?:[A-Z]{5,}|[A-Z]{3,}(?:[ -][A-Z]{3,}){1,2})(?:, [A-Z][\w.]+)?)(?=\s+(?:[A-Z][a-z]|A |\d))")
# "BEIRUT (Wire) - The army", "Port Said, Egypt — The army"
_CREDIT = r"\([A-Z][\w /.,'’-]{1,40}\)"
_NAMES = r"[A-Z][\w'’.-]*(?:[ ,/]+[A-Z][\w'’.-]*){0,4},?"
_DASHED = re.compile(rf"{_NAMES}\s*(?:{_CREDIT}\s*(?:[-–—]+|:)?|(?:--|[–—]|\s-)\s)\s*(?=[\"“‘']?[A-Z\d])")
_CREDITED = re.compile(rf"[A-Z]{{4,}}(?:[ ,/-]+[A-Z][\w.]*){{0,4}}\s*{_CREDIT}\s*(?:[-–—]+|:)?\s*(?=[\"“‘']?[A-Z\d])")
_GAP = re.compile(r"[\s\-–—|:.•·]*")
_APOSTROPHES = re.compile(r"['’‘`]")


@cache
def _agency() -> re.Pattern[str]:
    names = sorted(cues.load("sentences")["header"]["agencies"], key=len, reverse=True)
    return re.compile(r"(?:\((?:" + (alt := "|".join(map(re.escape, names))) + rf")\)|(?:{alt})(?:/(?:{alt}))?)(?!\w)")


@cache
def _label() -> re.Pattern[str]:
    return re.compile(r"(?:" + "|".join(cues.load("sentences")["header"]["labels"]) + r")(?!\w):?", re.IGNORECASE)


def without_outlet(title: str, source: str = "") -> str:
    """Return the title without the outlet's name at its end ("... | Levant Courier")."""
    cut = re.split(r"\s+\|\s+", title)[0]
    head, dash, tail = cut.rpartition(" - ")
    if dash and source and _bare(tail) and (_bare(tail) in _bare(source) or _bare(source) in _bare(tail)):
        cut = head
    return cut.rstrip() or title


def _bare(text: str) -> str:
    return "".join(re.findall(r"\w", text.casefold()))


def title_pattern(title: str) -> re.Pattern[str] | None:
    """Return a pattern that finds the title in a text that may have lost its punctuation; None for a title of one or two words.

    Up to two words may be missing at its start (a dropped figure).
    """
    words = re.findall(r"\w+", _APOSTROPHES.sub("", title))
    if len(words) < 3:
        return None
    forms = [words, *([words[n:] for n in (1, 2)] if len(words) >= 7 else [])]
    spelt = ["['’‘`]?".join(map(re.escape, w)) if len(w) < 40 else re.escape(w) for w in words]
    alternatives = [r"[\W_]{1,4}".join(spelt[len(words) - len(f) :]) for f in forms]
    return re.compile(r"(?<!\w)(?:" + "|".join(alternatives) + r")(?!\w)\s?[.:!?]?", re.IGNORECASE)


def header(text: str, start: int, end: int, title: re.Pattern[str] | None) -> tuple[list[tuple[int, int, bool]], int]:
    """Return the pieces before the first sentence of text[start:end] as (start, end, is the title), and where it starts."""
    pieces: list[tuple[int, int, bool]] = []
    at, sure = start, start
    while True:
        at = _GAP.match(text, at, end).end()  # type: ignore[union-attr]
        if title and (m := title.match(text, at, end)):
            pieces.append((*m.span(), True))
            at = sure = m.end()
            continue
        if m := _DATE.match(text, at, end):
            if not _goes_on(text, m.end(), end):
                pieces.append((*m.span(), False))
                at = sure = m.end()
                continue
        elif (m := _agency().match(text, at, end)) and pieces and not _goes_on(text, m.end(), end):
            pieces.append((*m.span(), False))
            at = sure = m.end()
            continue
        elif m := _label().match(text, at, end):
            glued = bool(pieces) and not _goes_on(text, m.end(), end)
            pieces.append((*m.span(), False))
            at = m.end()
            sure = at if glued else sure
            continue
        # something unknown before the headline is repeated: a byline, the headline of another article
        if title and pieces and (m := title.search(text, at, min(end, at + 3 * REACH))):
            gap = text[at : m.start()]
            if len(gap) <= REACH and not re.search(r"[.!?]\s|\n", gap):
                pieces.append((at, m.start(), False))
                at = m.start()
                continue
        break
    pieces = [p for p in pieces if p[1] <= sure]
    at = _GAP.match(text, sure, end).end() if pieces else start  # type: ignore[union-attr]
    town = _DASHED.match(text, at, min(end, at + 120)) or (_TOWN.match(text, at, end) if pieces else None)
    if town and re.split(r"\W", town.group())[0] not in cues.load("sentences")["header"]["not_towns"]:
        pieces.append((at, town.end(), False))
        at = town.end()
    return pieces, at


def dateline(text: str, start: int, end: int) -> int:
    """Return where the sentence text[start:end] begins after a dateline such as "BEIRUT (Wire) -"; `start` where it has none."""
    m = _CREDITED.match(text, start, end)
    return m.end() if m else start


def _goes_on(text: str, at: int, end: int) -> bool:
    """Whether a sentence runs on here: the next word is not capitalised."""
    rest = text[at : min(end, at + 40)].lstrip(" ,")
    return rest[:1].islower() and not re.match(r"(?:by|updated|at)\b|https?", rest)
