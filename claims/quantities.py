"""How many: the counts in a sentence, as intervals, and what intervals can say to each other."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from text_to_num import text2num

from claims import cues
from claims.records import Quantity


@dataclass(frozen=True, slots=True)
class Mention:
    """A count in a sentence. `start` and `end` are tokens (hedges included), `number` the token of the figure, `head` the
    token of what is counted (the figure's own where nothing is said, as in "12 killed")."""

    quantity: Quantity
    start: int
    end: int
    number: int
    head: int
    fraction: float | None = None


_DIGITS = re.compile(r"\d{1,3}(?:,\d{3})+|\d+")
_RANGE = re.compile(r"(\d{1,3}(?:,\d{3})+|\d+)[-–—](\d{1,3}(?:,\d{3})+|\d+)")
_SCALES = {"dozen": 12, "hundred": 100, "thousand": 1000, "million": 1_000_000, "score": 20}
_WORDS = frozenset(
    ["one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety", "hundred", "thousand", "million"]
)


@cache
def _phrases(group: str) -> list[tuple[tuple[str, ...], str]]:
    table = cues.load("quantities")[group]
    out = [(tuple(p.split()), kind) for kind, ps in table.items() for p in ps]
    return sorted(out, key=lambda x: -len(x[0]))


@cache
def _set(group: str, key: str) -> frozenset[str]:
    return frozenset(cues.load("quantities")[group][key])


def hedged(n: int, kind: str | None, m: int | None = None) -> Quantity:
    """Return the interval that a hedge makes of the figure `n` (or of the range n to m)."""
    if kind == "at_least":
        return Quantity(n, None)
    if kind == "more_than":
        return Quantity(n + 1, None)
    if kind == "up_to":
        return Quantity(None, m if m is not None else n)
    if kind == "less_than":
        return Quantity(None, max(0, n - 1))
    return Quantity(n, n if m is None else m, approximate=kind == "about")


def _core(words: Sequence[str], i: int) -> tuple[int, int] | None:
    """Return (value, end) of the number that begins at word i, or None."""
    n = len(words)
    w = words[i]
    if w in ("half",) and i + 2 < n + 1:
        j = i + 1
        if j < n and words[j] in ("a", "an"):
            j += 1
        if j < n and words[j] in _SCALES and words[j] != "score":
            return _SCALES[words[j]] // 2, j + 1
        return None
    if w in ("a", "an") and i + 1 < n:
        if words[i + 1] == "half" and i + 2 < n and words[i + 2] in _SCALES:
            return _SCALES[words[i + 2]] // 2, i + 3
        if words[i + 1] in ("dozen", "hundred", "thousand", "million"):
            return _SCALES[words[i + 1]], i + 2
        return None
    if re.fullmatch(r"\d+\.\d+", w) and i + 1 < n and words[i + 1] in ("million", "thousand"):
        return round(float(w) * _SCALES[words[i + 1]]), i + 2
    if _DIGITS.fullmatch(w):
        value, j = int(w.replace(",", "")), i + 1
        if len(w) <= 3 and j < n and re.fullmatch(r"\d{3}", words[j]):
            value, j = value * 1000 + int(words[j]), j + 1
        if j < n and words[j] in ("dozen", "hundred", "thousand", "million"):
            value, j = value * _SCALES[words[j]], j + 1
        return value, j
    if w in _WORDS:
        j = i + 1
        while j < n and (
            words[j] in _WORDS
            or (
                words[j] in ("and", "-")
                and j + 1 < n
                and words[j + 1] in _WORDS
                and (words[j] == "-" or words[j - 1] in ("hundred", "thousand", "million"))
            )
        ):
            j += 1
        for end in range(j, i, -1):
            text = " ".join(words[i:end]).replace(" - ", "-")
            try:
                value = int(text2num(text, "en"))
            except ValueError:
                continue
            if end < n and words[end] in ("dozen", "million", "thousand"):
                return value * _SCALES[words[end]], end + 1
            return value, end
    return None


def _ordinary(words: Sequence[str], i: int, end: int, value: int, raw: str) -> bool:
    """Return whether the number at words[i:end] can count people or things: no year, age, date, time, distance, money, id."""
    before = words[i - 1] if i else ""
    after = words[end] if end < len(words) else ""
    after2 = words[end + 1] if end + 1 < len(words) else ""
    if before in _set("distractors", "money") or after in _set("distractors", "money"):
        return False
    if after in ("-", "–") and (after2 in _set("distractors", "after") or after2 == "year"):
        return False
    if after in _set("distractors", "after"):
        return False
    if before in _set("distractors", "before") and before not in ("over", "under"):
        return False
    if before in _set("distractors", "months") or after in _set("distractors", "months"):
        return False
    if before == "of" and i > 1 and words[i - 2] in _set("distractors", "months"):
        return False
    if raw.isdigit() and 1900 <= value <= 2099 and (len(raw) == 4):
        return (
            after not in ("", ",", ".")
            and before not in ("in", "since", "of", "until", "from", "by", "and", "late", "early", "mid", "-")
            and after.isalpha()
            and after
            not in (
                "the",
                "a",
                "and",
                "when",
                "after",
                "in",
                "as",
                "by",
                "war",
                "by",
                "he",
                "she",
                "it",
                "they",
                "to",
                "uprising",
                "with",
                "has",
                "was",
                "but",
                "on",
            )
        )
    if (
        before == "/"
        or after in ("/", ":")
        or (before == ":" and raw.isdigit() and len(raw) == 2 and i > 1 and words[i - 2].isdigit())
    ):
        return False
    if before in (",", "(") and after in (",", ")") and i > 1 and words[i - 2][:1].isalpha():
        return False  # "Name, 23, ..."
    return raw[:1] != "0" or value == 0


def scan(words: Sequence[str]) -> list[tuple[Quantity, int, int, int]]:
    """Return the counts in lower-case `words` as (quantity, start, end, number): word positions, hedges inside start:end."""
    out = []
    i, n, floor = 0, len(words), 0
    vague, none = _set("vague", "words"), _set("vague", "none")
    while i < n:
        w = words[i]
        if m := _RANGE.fullmatch(w):
            a, b = (int(x.replace(",", "")) for x in m.groups())
            if a < b and _ordinary(words, i, i + 1, b, w) and not (1900 <= a <= 2099):
                out.append((Quantity(a, b), i, i + 1, i))
            i += 1
            continue
        found = _core(words, i)
        if found:
            value, end = found
            if not _ordinary(words, i, end, value, w):
                i = end
                continue
            number, second = i, None
            if end + 1 < n and words[end] in ("to", "-", "–", "or", "and"):
                nxt = _core(words, end + 1)
                between = i > 0 and words[i - 1] == "between"
                if (
                    nxt
                    and nxt[0] > value
                    and (words[end] != "and" or between)
                    and (words[end] != "or" or nxt[0] <= value * 2)
                    and _ordinary(words, end + 1, nxt[1], nxt[0], words[end + 1])
                ):
                    second, end = nxt
            start, kind = _hedge_before(words, i, floor)
            if kind is None:
                end, kind = _hedge_after(words, end)
            if second is not None and start and words[start - 1] == "between":
                start -= 1
            out.append((hedged(value, kind, second), start, end, number))
            floor = i = end
            continue
        if w in none and i + 1 <= n:
            out.append((Quantity(0, 0), i, i + 1, i))
        elif w == "no" or (w == "some" and False):
            pass
        elif w in vague and not (w == "few" and i and words[i - 1] not in ("a", "the", "quite")):
            if w == "some" or (
                w in ("number", "numbers", "score")
                and (i == 0 or words[i - 1] not in ("a", "large", "unknown", "unspecified", "undetermined", "great"))
            ):
                i += 1
                continue
            start = i
            while start > floor and words[start - 1] in (
                "at",
                "least",
                "a",
                "large",
                "more",
                "than",
                "many",
                "over",
                "unknown",
                "an",
                "unspecified",
            ):
                start -= 1
            end = i + 1
            if end + 1 < n and words[end] == "of" and words[end + 1] in ("thousands", "hundreds"):
                end += 2
            out.append((Quantity(vague=w), start, end, i))
            floor = end
            i = end
            continue
        i += 1
    return out


def _hedge_before(words: Sequence[str], i: int, floor: int) -> tuple[int, str | None]:
    for phrase, kind in _phrases("before"):
        k = len(phrase)
        if i - k >= floor and tuple(words[i - k : i]) == phrase:
            return i - k, kind
    return i, None


def _hedge_after(words: Sequence[str], end: int) -> tuple[int, str | None]:
    for phrase, kind in _phrases("after"):
        if tuple(words[end : end + len(phrase)]) == phrase:
            return end + len(phrase), kind
    if end < len(words) and words[end] == "+":
        return end + 1, "at_least"
    return end, None


def find(doc: Any) -> list[Mention]:
    """Return the counts of people or things in a spaCy Doc, in order."""
    words = [t.lower_ for t in doc]
    return [Mention(q, s, e, n, _head(doc, s, e, n)) for q, s, e, n in scan(words)]


def _head(doc: Any, start: int, end: int, number: int) -> int:
    """Return the token of what is counted: the noun that ends the noun phrase after the figure, else the figure."""
    n = len(doc)
    i = end
    if i < n and doc[i].lower_ == "of":
        i += 1
    last = None
    while i < n and i - end < 7:
        t = doc[i]
        if (
            t.pos_ in ("NOUN", "PROPN")
            or (t.lower_ in ("others", "other", "more", "wounded", "injured", "dead")
            and t.pos_ in ("NOUN",))
        ):
            last = i
        elif (
            t.pos_ in ("ADJ", "DET", "NUM")
            or t.lower_ in ("-", "other", "others", "more", "the", "of")
            or (t.tag_ in ("VBG", "VBN")
            and last is None
            and i + 1 < n
            and doc[i + 1].pos_ in ("NOUN",))
            or t.tag_ == "POS"
        ):
            pass
        else:
            break
        i += 1
    return last if last is not None else number


def parse(phrase: str) -> Quantity | None:
    """Return what a phrase such as "at least two dozen" says, or None where it holds no count."""
    words = re.findall(r"\d[\d,]*(?:\.\d+)?(?:[-–]\d[\d,]*)?|\w+(?:-\w+)*|[^\w\s]", phrase.lower())
    split = [x for w in words for x in ([w] if _RANGE.fullmatch(w) else re.split(r"(-)", w)) if x]
    found = scan(split)
    return found[0][0] if found else None


def overlaps(a: Quantity, b: Quantity) -> bool:
    """Return whether some figure fits both. A vague word alone fits everything above zero."""
    return (a.low or 0) <= (b.high if b.high is not None else float("inf")) and (b.low or 0) <= (
        a.high if a.high is not None else float("inf")
    )


def add(a: Quantity, b: Quantity) -> Quantity:
    """Return the sum of two disjoint counts: ends add, an open end stays open, a vague part keeps its word."""
    if a.low is None and a.high is None and a.vague:
        return Quantity(b.low, None, b.approximate, a.vague)
    if b.low is None and b.high is None and b.vague:
        return Quantity(a.low, None, a.approximate, b.vague)
    low = (a.low or 0) + (b.low or 0)
    high = None if a.high is None or b.high is None else a.high + b.high
    return Quantity(low, high, a.approximate or b.approximate)
