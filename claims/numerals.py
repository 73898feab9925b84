"""Words as numbers: the tokens of a phrase, and what number, vague word or share begins at each.

Number words are read by the text2num library; the other words are in cues/quantities.toml.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import cache, lru_cache
from typing import NamedTuple

from claims import cues
from claims.records import Quantity


@dataclass(frozen=True, slots=True)
class Mention:
    """A count in a sentence: tokens [start, end) from the hedge to the head noun.

    `number` is the token of the number (or of the vague word), `head` the token that is counted; they are the same where
    the number stands alone ("killed 25"). `more`: on top of another amount or beside it ("another five", "30 others").
    `partitive`: some of a known whole ("two of them").
    """

    quantity: Quantity
    start: int
    end: int
    number: int
    head: int
    more: bool = False
    partitive: bool = False

    @property
    def bare(self) -> bool:
        return self.number == self.head


class Found(NamedTuple):
    quantity: Quantity
    start: int
    number: int
    end: int
    more: bool
    share: bool  # a share of a following whole: "half of the 40"


class Value(NamedTuple):
    """A number, or a vague word, that ends before word `end`."""

    low: Fraction | None
    high: Fraction | None
    vague: str | None
    end: int


WORD = re.compile(r"\d{1,3}(?:,\d{3})+(?!\d)|\d+(?:\.\d+)?|[^\W\d_]+(?:['’.][^\W\d_]+)*|[^\w\s]")
_DIGITS = re.compile(r"(\d{1,3}(?:,\d{3})+|\d+)(\.\d+)?([kmb]|mn|bn)?(\+)?")
_HALF = re.compile(
    r"(?:(\w+) and a (half)|(?:a )?(half|quarter|third)(?: of)?)(?: an?)? (million|thousand|hundred|dozen|billion)\b"
)
DASH = ("-", "–", "—", "to")


class Lexicon:
    """The cue file, made ready for look-ups by first word."""

    def __init__(self) -> None:
        data = cues.load("quantities")
        self.hedges = _phrases({p: k for k, ps in data["hedges"].items() for p in ps})
        self.after = _phrases({p: k for k, ps in data["after"].items() for p in ps})
        self.vague = _phrases({p: p for p in data["words"]["vague"]})
        self.none = _phrases(dict.fromkeys(data["words"]["none"], "none"))
        self.more_before, self.more_after = _phrases(dict.fromkeys(data["more"]["before"], "more")), set(data["more"]["after"])
        self.moves = frozenset(data["moves"])
        self.under, self.over = frozenset(data["under"]), frozenset(data["over"])
        words = data["words"]
        self.scales: dict[str, int] = words["scales"]
        self.letters: dict[str, int] = words["letters"]
        self.couples: dict[str, int] = words["couples"]
        self.fractions = {w: Fraction(*r) for w, r in words["fractions"].items()}
        self.opening = (
            set(self.hedges) | set(self.vague) | set(self.none) | set(self.scales) | set(self.couples) | set(self.fractions)
        )


def _phrases(table: dict[str, str]) -> dict[str, list[tuple[tuple[str, ...], str]]]:
    out: dict[str, list[tuple[tuple[str, ...], str]]] = {}
    for phrase, value in table.items():
        words = tuple(phrase.split())
        out.setdefault(words[0], []).append((words, value))
    return {w: sorted(v, key=lambda e: -len(e[0])) for w, v in out.items()}


@cache
def _lexicon() -> Lexicon:
    return Lexicon()


@cache
def _number_word(word: str) -> int | None:
    """Return the value of one number word ("twelve"), None for any other word. "second" is a time, "point" a dot."""
    from text_to_num import text2num

    if not word.isalpha() or word in ("second", "and", "point", "a", "o") or word.endswith(("dreds", "ands", "lions", "tens")):
        return None
    try:
        return int(text2num(word, "en"))
    except ValueError:
        return None


@lru_cache(maxsize=65536)
def may_open(word: str) -> bool:
    """Return whether a quantity may begin with a word, in lower case."""
    return (
        word[0].isdigit()
        or word in _lexicon().opening
        or word in ("a", "an", "between", "from", "one")
        or _number_word(word) is not None
    )


@lru_cache(maxsize=65536)
def _needs(word: str) -> frozenset[str] | None:
    """Return what must follow a word that may open a quantity but says none by itself: words, and "" for whatever may open one ("the 12",
    "in excess of 12"); None where the word alone may be one ("dozens", "12")."""
    lex = _lexicon()
    phrases = [p for table in (lex.hedges, lex.vague, lex.none) for p, _ in table.get(word, ())]
    says = any((word,) in (p for p, _ in table.get(word, ())) for table in (lex.vague, lex.none))
    if says or word[0].isdigit() or word in {*lex.scales, *lex.couples, *lex.fractions} or _number_word(word) is not None:
        return None
    alone = (word,) in phrases or word in ("a", "an", "between", "from")
    return frozenset((*(p[1] for p in phrases if len(p) > 1), *([""] if alone else ())))


class Tokens:
    """Lower-case words with what may begin a quantity."""

    def __init__(self, words: Sequence[str]) -> None:
        self.words = list(words)
        self.lex = _lexicon()

    def at(self, i: int) -> str:
        return self.words[i] if 0 <= i < len(self.words) else ""

    def opens(self, i: int) -> bool:
        """Return whether a quantity may begin at word i, by this word and the next."""
        if not may_open(self.words[i]):
            return False
        needs, after = _needs(self.words[i]), self.at(i + 1)
        return needs is None or (bool(after) and (after in needs or ("" in needs and may_open(after))))

    def phrase(self, table: dict[str, list[tuple[tuple[str, ...], str]]], i: int) -> tuple[str, int] | None:
        if not 0 <= i < len(self.words):
            return None
        for words, value in table.get(self.words[i], ()):
            if tuple(self.words[i : i + len(words)]) == words:
                return value, i + len(words)
        return None

    def hedge(self, i: int) -> tuple[str, int] | None:
        return self.phrase(self.lex.hedges, i)

    def aside(self, i: int) -> int:
        """Return the word after an aside in dashes or commas at word i ("500 to - by one account - some 1,300"), or i where there is none."""
        if self.at(i) not in (*DASH, ",") or self.at(i + 1)[:1].isdigit():
            return i
        end = next((j for j in range(i + 2, i + 7) if self.at(j) == self.at(i)), i - 1)
        return end + 1

    def hedged(self, i: int) -> int:
        """Return the word after the hedge at word i, or i where there is none."""
        found = self.hedge(i)
        return found[1] if found else i

    def number(self, i: int) -> tuple[Fraction, int] | None:
        """Return the value of the number that starts at word i and the word after it."""
        w = self.at(i)
        if w[:1].isdigit():
            return self._digits(i)
        if (w in ("a", "half", "quarter") or self.at(i + 3) == "half") and (found := self._half(i)):
            return found
        run = self._run(i)
        if run:
            return self._scaled(*run)
        if w in ("a", "an") and self.at(i + 1) in self.lex.scales and self.at(i + 1) != "score":
            return self._scaled(Fraction(1), i + 1)
        if w in self.lex.scales and w not in ("score", "gross"):
            return self._scaled(Fraction(1), i)
        return None

    def _digits(self, i: int) -> tuple[Fraction, int] | None:
        m = _DIGITS.fullmatch(self.words[i])
        if not m:
            return None
        whole = m[1].replace(",", "")
        value = Fraction(whole + m[2]) if m[2] else Fraction(int(whole))
        if m[3]:
            return (value * self.lex.letters[m[3]], i + 1) if m[3] in self.lex.letters else None
        j = i + 1
        # "12 000", "1 234 567": groups of three with the comma lost; a lone group must look like one ("12 100 hurt" is two numbers)
        groups: list[str] = []
        while re.fullmatch(r"\d{3}", self.at(j + len(groups))) and len(m[1]) <= 3 and not m[2] and m[1] != "0":
            groups.append(self.at(j + len(groups)))
        if groups and (len(groups) > 1 or groups[0] == "000"):
            value, j = Fraction(m[1] + "".join(groups)), j + len(groups)
        if self.at(j) in ("k", "mn", "bn"):
            return value * self.lex.letters[self.at(j)], j + 1
        return self._scaled(value, j)

    def _run(self, i: int) -> tuple[Fraction, int] | None:
        """Return the longest run of number words that text2num reads: "two thousand three hundred and five"."""
        from text_to_num import text2num

        j = i
        words: list[str] = []
        while j < len(self.words):
            w = self.words[j]
            if _number_word(w) is not None or (
                words
                and w in ("-", "and")
                and _number_word(self.at(j + 1)) is not None
                and self._joins(words[-1], w, self.at(j + 1))
            ):
                words.append(w)
                j += 1
            else:
                break
        while words:
            try:
                return Fraction(text2num(" ".join(w for w in words if w != "-"), "en")), j
            except ValueError:
                words.pop()
                j -= 1
                if words and words[-1] in ("-", "and"):
                    words.pop()
                    j -= 1
        return None

    def _joins(self, before: str, link: str, after: str) -> bool:
        a, b = _number_word(before) or 0, _number_word(after) or 0
        if link == "-":
            return 20 <= a < 100 and 0 < b < 10
        return before in self.lex.scales and b < 100  # "two hundred and five", not "two and three"

    def _scaled(self, value: Fraction, j: int) -> tuple[Fraction, int]:
        while (w := self.at(j)) in self.lex.scales and w not in ("score", "gross"):
            value, j = value * self.lex.scales[w], j + 1
        return value, j

    def _half(self, i: int) -> tuple[Fraction, int] | None:
        """Read "half a million", "a quarter of a million", "one and a half million", "half a dozen"."""
        if m := _HALF.match(" ".join(self.words[i : i + 6])):
            times = (1 if m[1] in ("a", "one") else _number_word(m[1])) if m[1] else 0
            if times is not None:
                share = times + self.lex.fractions[m[2] or m[3]]
                return share * self.lex.scales[m[4]], i + m.group().count(" ") + 1
        return None

    def value(self, i: int) -> Value | None:
        """Return a number, a vague word or "no" at word i."""
        if found := self.phrase(self.lex.none, i):
            return Value(Fraction(0), Fraction(0), None, found[1])
        longest = self.phrase(self.lex.vague, i)
        number = self.number(i)
        if number and (not longest or number[1] >= longest[1]):
            return Value(number[0], number[0], None, number[1])
        if longest:
            return Value(None, None, " ".join(self.words[i : longest[1]]), longest[1])
        for j in (i, i + 1) if self.at(i) in ("a", "the") else (i,):
            if (w := self.at(j)) in self.lex.couples and (w != "couple" or self.at(j + 1) == "of" or j > i):
                return Value(Fraction(self.lex.couples[w]), Fraction(self.lex.couples[w]), None, j + 1)
        return None

    def fraction(self, i: int) -> tuple[Fraction, int] | None:
        """Return a share of something at word i: "half", "a third", "two thirds", "most", "60 percent"."""
        times, j = 1, i
        if self.at(i).isdigit() and 0 < int(self.at(i)) < 100:
            after = (self.at(i + 1), self.at(i + 2))
            ends = 2 if after[0] in ("%", "percent", "pct") else 3 if after == ("per", "cent") else 0
            if ends:
                return Fraction(int(self.at(i)), 100), i + ends
        if self.at(i) in ("a", "an", "one", "the"):
            j = i + 1
        elif n := _number_word(self.at(i)):
            times, j = n, i + (2 if self.at(i + 1) == "-" else 1)
        share = self.lex.fractions.get(self.at(j))
        return (share * times, j + 1) if share and share * times < 1 else None
