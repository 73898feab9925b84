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
_ZONE = r"\s?(?:UTC|GMT|[A-Z]{2,4})(?:[+-]\d{1,2})?\b"
# "1849 UTC+3" is a time; a bare "1849" after a date may be the dead that the first sentence counts
_CLOCK = rf"(?:[,\s]+(?:at\s+)?(?:\d{{1,2}}[:.]\d{{2}}(?:[:.]\d{{2}})?(?:\s?[ap]\.?m\.?)?(?:{_ZONE})?|\d{{3,4}}{_ZONE})|\s+at\s+\d{{3,4}}\b)?"
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
_CREDITED = re.compile(
    rf"[A-Z]{{4,}}(?:[ ,/-]+[A-Z\d][\w.]*){{0,5}},?\s*(?:{_CREDIT}\s*(?:[-–—]+|:)?|(?:--|[–—]|\s-)\s)\s*(?=[\"“‘']?[A-Z\d])"
)
_GAP = re.compile(r"[\s\-–—|:.•·]*")
_WORD = re.compile(r"[^\W_]+(?:['’‘`][^\W_]+)*")
_STOPS = re.compile(r"(?:\s?[.:!?])?")
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
    for m in re.finditer(r"\s+[-–]\s+", cut):
        if len(_WORD.findall(cut[: m.start()])) >= 3 and _outlets().search(cut[m.end() :]):
            cut = cut[: m.start()]
            break
    return cut.rstrip() or title


@cache
def _outlets() -> re.Pattern[str]:
    return re.compile("|".join(cues.load("sentences")["header"]["outlets"]))


def _bare(text: str) -> str:
    return "".join(re.findall(r"\w", text.casefold()))


class Title:
    """A title that a text may repeat: the same words, with any punctuation or none between them.

    Up to two words may be missing at its start (a dropped figure). Of a title of one or two words nothing is found.
    """

    __slots__ = ("_forms",)

    def __init__(self, title: str) -> None:
        words = tuple(_plain(m) for m in _WORD.finditer(title))
        starts = (0, 1, 2) if len(words) >= 7 else (0,)
        self._forms = [words[n:] for n in starts] if len(words) >= 3 else []

    def match(self, text: str, at: int, end: int) -> tuple[int, int] | None:
        """Return the range of the title where it stands at `at`, with a full stop after it; None where it does not."""
        first = text[at : at + 1].casefold()[:1]
        for form in self._forms:
            if form[0][:1] != first:
                continue  # most places
            last = at
            for n, want in enumerate(form):
                m = _WORD.search(text, last, min(end, last + len(want) + 12))
                if m is None or m.start() - last > (4 if n else 0) or _plain(m) != want:
                    break
                last = m.end()
            else:
                return at, _STOPS.match(text, last, end).end()  # type: ignore[union-attr]
        return None

    def search(self, text: str, at: int, end: int) -> tuple[int, int] | None:
        """Return the range of the first place between `at` and `end` where the title starts."""
        for m in _WORD.finditer(text, at, end):
            if found := self.match(text, m.start(), len(text)):
                return found
        return None

    def is_all_of(self, text: str, start: int, end: int) -> bool:
        """Whether text[start:end] is the title and nothing else."""
        found = self.match(text, start, end)
        return found is not None and found[1] >= end


def _plain(m: re.Match[str]) -> str:
    return _APOSTROPHES.sub("", m.group()).casefold()


def header(text: str, start: int, end: int, title: Title) -> tuple[list[tuple[int, int, bool]], int]:
    """Return the pieces before the first sentence of text[start:end] as (start, end, is the title), and where it starts."""
    pieces: list[tuple[int, int, bool]] = []
    at, sure = start, start
    while True:
        at = _GAP.match(text, at, end).end()  # type: ignore[union-attr]
        if (found := title.match(text, at, end)) and not (text[found[1] - 1].isalnum() and _goes_on(text, found[1], end)):
            pieces.append((*found, True))
            at = sure = found[1]
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
        if pieces and (found := title.search(text, at, min(end, at + REACH))):
            gap = text[at : found[0]]
            if not re.search(r"[.!?]\s|\n", gap):
                pieces.append((at, found[0], False))
                at = found[0]
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
    """Return where the sentence text[start:end] begins after a dateline such as "BEIRUT (Wire) -" or "PORT SAID, Egypt -"; `start` where it has none."""
    m = _CREDITED.match(text, start, end)
    return m.end() if m else start


def _goes_on(text: str, at: int, end: int) -> bool:
    """Whether a sentence runs on here: the next word is not capitalised."""
    rest = text[at : min(end, at + 40)].lstrip(" ,")
    return rest[:1].islower() and not re.match(r"by\b|updated\b|https?", rest)
