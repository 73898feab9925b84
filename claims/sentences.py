"""Where a report's sentences are, as character ranges of the text as given.

Rules and no parser: news text that lost its commas and line breaks misleads a parser's sentence bounds, and the parse costs
more than all else. The words that the rules need are in cues/sentences.toml.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import pairwise

from claims import boilerplate, cues, headers
from claims.records import Report

LONGEST = 1200  # characters; longer ones are cut, since a parse of one takes memory with its square
NEAR = 60  # characters before a full stop that tell whether it ends a sentence
REPEAT = 8  # words from which an exact repeat of a sentence in one report is read once


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence: `report.text[start:end] == text` (or of the title, where `within` is "title").

    `paragraph` counts from 0 in the text; the title's is 0 too.
    """

    text: str
    start: int
    end: int
    within: str = "text"
    paragraph: int = 0


_STOP = re.compile(r"(?P<mark>[.!?…]+)(?P<close>[\"”’')\]»]*)(?P<space>\s*)(?=(?P<open>[\"“‘'(\[«]*)(?P<next>\S))")
_BREAK = re.compile(r"[ \t]*(?:\r\n|\r|\n)\s*")
_TOKEN = re.compile(r"[^\s\"“”‘(\[]+$")
_WORD = re.compile(r"[^\W_][\w'’-]*")
_SOFT = (re.compile(r"[;:]\s"), re.compile(r",\s(?=(?:and|but|while|who|which)\b)"), re.compile(r"[,)]\s"), re.compile(r"\s"))
_CAPITALISED = re.compile(r"[A-Z](?:[a-z]{2}|[a-z]?['’])")
_DOMAIN = re.compile(r"(?:com|org|net|info|gov|edu|tv|co|uk)\b", re.IGNORECASE)


@cache
def _set(name: str) -> frozenset[str]:
    return frozenset(cues.load("sentences")[name])


def split(report: Report) -> list[Sentence]:
    """Return the sentences of title and body in reading order.

    A headline that the text repeats is read from the title; page furniture (see `claims.boilerplate`) and exact repeats of
    a long sentence are left out.
    """
    name = headers.without_outlet(report.title, report.source)
    out = [Sentence(report.title[a:b], a, b, "title") for a, b in _pieces(report.title, 0, len(name))]
    out += _body(report.text, report.body if report.body is not None else boilerplate.body(report.text), headers.Title(name))
    return out


def _body(text: str, ranges: Sequence[tuple[int, int]], title: headers.Title) -> Iterator[Sentence]:
    seen: set[str] = set()
    paragraph = 0
    for n, (start, end) in enumerate(ranges):
        if n == 0:
            pieces, start = headers.header(text, start, end, title)
            for a, b, is_title in pieces:
                if not is_title:
                    yield from (Sentence(text[s:e], s, e) for s, e in _pieces(text, a, b))
        for a, b in _paragraphs(text, start, end):
            for s, e in _sentences(text, a, b):
                s = headers.dateline(text, s, e)
                words = " ".join(_WORD.findall(text[s:e].casefold()))
                if not words or words in seen or title.is_all_of(text, s, e):
                    continue
                if words.count(" ") >= REPEAT - 1:
                    seen.add(words)
                yield Sentence(text[s:e], s, e, "text", paragraph)
            paragraph += 1


def _paragraphs(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Yield the ranges between line breaks; a break inside a sentence (a wrapped line, a link on its own line) is none."""
    wrapped = _wrapped(text, start, end)
    last = start
    for m in _BREAK.finditer(text, start, end):
        before, after = text[last : m.start()].rstrip(), text[m.end() : min(end, m.end() + 1)]
        blank = len(re.findall(r"\r\n|\r|\n", m.group())) > 1
        if after.islower() and before and before[-1] not in '.!?:;"”…':
            continue
        if wrapped and not blank:
            continue
        if before:
            yield last, m.start()
        last = m.end()
    if last < end:
        yield last, end


def _wrapped(text: str, start: int, end: int) -> bool:
    """Whether the lines are wrapped at a width: many, of much the same length, mostly ending inside a sentence."""
    lines = [line.rstrip() for line in text[start:end].splitlines()]
    full = [a for a, b in pairwise(lines) if a and b]
    if len(full) < 3:
        return False
    width = max(map(len, full))
    open_ends = sum(a[-1] not in '.!?:;"”…' for a in full)
    return width <= 100 and open_ends / len(full) > 0.5 and sum(len(a) > 0.7 * width for a in full) / len(full) > 0.7


def _sentences(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    last = start
    for m in _STOP.finditer(text, start, end):
        if m.start() > last and _ends(text, last, m):
            cut = m.end("close")
            yield from _pieces(text, last, cut)
            last = m.end("space")
    yield from _pieces(text, last, end)


@lru_cache(maxsize=4096)
def ends_at(text: str, at: int) -> bool:
    """Return whether a sentence ends with the full stop at character `at`: not "at 9 p.m. on Monday", "Gen. Orlan said"."""
    m = _STOP.match(text, at)
    return m is None or _ends(text, max(0, at - NEAR), m)


def _ends(text: str, last: int, m: re.Match[str]) -> bool:
    """Whether a sentence ends at this mark."""
    nxt, space = m["next"], m["space"]
    if nxt.islower():
        return False
    if not space:
        return _lost_space(text, last, m)
    if set(m["mark"]) != {"."}:
        return True
    if len(m["mark"]) > 1:
        return not nxt.isdigit()
    word = token.group() if (token := _TOKEN.search(text, max(last, m.start() - 30), m.start())) else ""
    following = found.group() if (found := _WORD.match(text, m.end("space") + len(m["open"]))) else ""
    if m["close"] and set(m["close"]) - set("'’"):
        return word not in _set("titles")
    opens = following in _set("openers") or bool(m["open"])
    if word.lower() in ("a.m", "p.m"):
        return following not in _set("after_clock") and not (following.isdigit() and not opens)
    if word in _set("titles"):
        return following in ("The", "He", "She", "They", "It", "But") and word in ("No", "al", "Al", "v")
    if word in _set("maybe"):
        if word == "St":
            return _street(text, last, m.start(), following)
        return opens
    if len(word) == 1 and word.isalpha() and word.isupper():  # an initial
        return opens and following not in ("A", "An", "In", "So", "All", "By", "To", "No")
    if "." in word and re.fullmatch(r"(?:[A-Za-z]\.)+[A-Za-z]", word):  # U.S, U.N, D.C
        return opens
    return not (word.isdigit() and not text[last : m.start() - len(word)].strip())  # "1. First point"


def _lost_space(text: str, last: int, m: re.Match[str]) -> bool:
    """Whether a sentence ends here though no space follows: "sieges.The next"; not in "U.S.", "4.5" or "site.Com"."""
    at = m.end("close") + len(m["open"])
    if not m["next"].isupper() or _DOMAIN.match(text, at):
        return False
    if m["close"] or m["open"]:
        return text[m.start() - 1].islower()
    before = text[max(last, m.start() - 3) : m.start()]
    return len(before) == 3 and before.isalpha() and before.islower() and _CAPITALISED.match(text, at) is not None


def _street(text: str, last: int, at: int, following: str) -> bool:
    """Whether "St." here is a street at the end of a sentence, not a saint: "on Birch St. Police said"."""
    before = text[max(last, at - 40) : at].split()[:-1]
    name = before[-1] if before else ""
    return (
        name[:1].isupper()
        and name not in ("East", "West", "North", "South", "Port", "Fort", "Mount", "Lake")
        and following in _set("openers")
    )


def _pieces(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Yield the range without white space around it, cut where it is longer than any sentence."""
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    while end - start > LONGEST:
        cut = next(
            (ends[-1] for p in _SOFT if (ends := [m.end() for m in p.finditer(text, start + LONGEST // 2, start + LONGEST)])),
            start + LONGEST,
        )
        stop = cut
        while stop > start and text[stop - 1].isspace():
            stop -= 1
        if stop > start:
            yield start, stop
        start = cut
        while start < end and text[start].isspace():
            start += 1
    if start < end:
        yield start, end
