"""Patterns of many words that are quick to look for.

Python's `re` tries each alternative of "a|b|c" at each place of a text, letter case aside. Put together by their first letter, few are
tried; and of many classes of words, only those are looked for that have a word which begins like one of the text's.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property, lru_cache
from itertools import pairwise

_LETTER = re.compile(r"[A-Za-z](?![?*{])")  # an alternative that begins with one letter and nothing else
_BEGINS = re.compile(r"([A-Za-z]{2,4})(?![?*{])|\\d(?![?*]|\{0)")
_FIGURE = re.compile(r"\d")
FIGURE = "0"  # stands for any figure among beginnings
ANY = ""  # stands for any beginning
LONG = 800  # characters of a text whose words begin in so many ways that a pattern may as well be tried
FEW = 12  # letters that are looked for in a text in the time of two of its words
_STARTS = re.compile(r"\b[a-z]{2,4}")


def any_of(words: Iterable[str]) -> str:
    """Return a pattern, in brackets, that matches in upper and lower case what "words[0]|words[1]|..." matches without regard to case.

    Each of `words` is a pattern itself. Which alternative is found does not change: of those that may match at one place, the first
    still comes first.
    """
    out: list[str] = []
    groups: dict[str, list[str]] = {}

    def close() -> None:
        out.extend(f"(?-i:[{a}{a.upper()}])(?:{'|'.join(rest)})" for a, rest in groups.items())
        groups.clear()

    for word in (w for one in words for w in _alternatives(one)):
        if _LETTER.match(word):
            groups.setdefault(word[0].lower(), []).append(word[1:])
        else:
            close()
            out.append(word)
    close()
    return "(?i:" + "|".join(out) + ")"


def one_of(words: Iterable[str]) -> str:
    """Return a pattern, in brackets, that matches any of `words` (each a pattern itself), in capitals only where they are written so."""
    return f"(?:{'|'.join(words)})"


class Words:
    """Words, looked for only where the text has one that begins like one of them; `tail` ends each word."""

    def __init__(self, words: Iterable[str], tail: str = r"\b") -> None:
        self._words, self._tail = tuple(words), tail

    @cached_property
    def pattern(self) -> re.Pattern[str]:
        return re.compile(rf"\b{any_of(self._words)}{self._tail}")

    @cached_property
    def letters(self) -> dict[str, frozenset[str] | None]:
        return by_beginning(self._words)

    @cached_property
    def _few(self) -> frozenset[str] | None:
        """The letters that all words need, where they are so few that it takes longer to see how a text's words begin."""
        letters = needed(self._words)
        return letters if letters is not None and len(letters) <= FEW else None

    def may(self, text: str) -> bool:
        """Return whether the words may be in a text: some word of it begins like one of them, as far as that is known, and it has letters that
        those which begin so need."""
        if len(text) > LONG:
            return True
        if self._few is not None:
            return has(text.lower(), self._few)
        begin = self.letters.keys() & starts(text)
        if not begin:
            return False
        low = text.lower()
        return any(has(low, self.letters[start]) for start in begin)

    def search(self, text: str) -> re.Match[str] | None:
        return self.pattern.search(text) if self.may(text) else None

    def finditer(self, text: str) -> Iterator[re.Match[str]]:
        return self.pattern.finditer(text) if self.may(text) else iter(())


class Classes:
    """Named classes of words, looked for together: {name: patterns of words, each from a word's beginning}; `tail` ends each word."""

    def __init__(self, classes: Mapping[str, Iterable[str]], tail: str = r"\b") -> None:
        self._all = {name: Words(words, tail) for name, words in classes.items()}
        self._each = [(name, words.pattern) for name, words in self._all.items()]
        self._by_start: dict[str, list[tuple[int, frozenset[str] | None]]] = {}  # positions, and letters that are needed
        for n, words in enumerate(self._all.values()):
            for start, letters in words.letters.items():
                self._by_start.setdefault(start, []).append((n, letters))

    def names(self, text: str) -> Iterator[str]:
        """Yield the names of the classes that `text` has a word of, in the order of the classes."""
        at: set[int] = set()
        low = text.lower()
        for start in self._by_start.keys() & starts(text):
            for n, letters in self._by_start[start]:
                if n not in at and has(low, letters):
                    at.add(n)
        for n in sorted(at):
            name, pattern = self._each[n]
            if pattern.search(text):
                yield name

    def first(self, name: str, text: str) -> re.Match[str] | None:
        """Match the first word of the class `name` in a text."""
        return self._all[name].search(text) if name in self._all else None


def by_beginning(words: Iterable[str]) -> dict[str, frozenset[str] | None]:
    """Return, for the first two to four letters of words (each a pattern, letters in lower case), the letters that those which begin so need:
    {"in": {"custody", "jail"}} for "in (?:a )?(?:custody|jails?)". Of "a day ago" it is the second word that tells. Words of which a pattern
    tells no beginning stand under ANY."""
    found: dict[str, list[str]] = {}
    for word in (w for one in words for w in _alternatives(one)):
        for begin in map(_BEGINS.match, _with_and_without(word)):
            found.setdefault((begin[1] or FIGURE).lower() if begin else ANY, []).append(word)
    return {start: needed(these) for start, these in found.items()}


def needed(words: Iterable[str]) -> frozenset[str] | None:
    """Return letters, in lower case, of which some are in whatever the patterns match: "custody" and "jail" for "in (?:a )?(?:custody|jails?)".
    None where a pattern has none. To look for them takes a small part of the time of a pattern."""
    found = [_needed(w) for w in words]
    every: frozenset[str] = frozenset().union(*found)
    return frozenset(w for w in every if not any(o in w and o != w for o in every)) if all(found) else None


def has(low: str, letters: frozenset[str] | None) -> bool:
    """Return whether a text in lower case has some of the letters that `needed` told. A loop, which is quicker than `any`."""
    if letters is None:
        return True
    for some in letters:  # noqa: SIM110
        if some in low:
            return True
    return False


_LOOSE = re.compile(r"\\.|\[[^]]*\]|.(?=[?*{])|[^A-Za-z '-]")  # what stands for several letters, or may be left out


def _needed(pattern: str) -> frozenset[str]:
    """Return what `needed` does for one pattern, nothing where nothing is needed: of what stands in a row, that with the most letters."""
    out: set[str] = set()
    bars = [-1, *(i for i, c, depth in _signs(pattern) if c == "|" and not depth), len(pattern)]
    for one in (pattern[a + 1 : b] for a, b in pairwise(bars)):
        row: list[frozenset[str]] = []
        last = 0
        brackets = [i for i, c, depth in _signs(one) if c != "|" and not depth]
        for start, end in [*zip(brackets[::2], brackets[1::2], strict=True), (len(one), len(one))]:
            row += [frozenset([run.lower()]) for run in _LOOSE.split(one[last:start]) if run]
            inside, last = one[start + 1 : end], end + 1
            if inside and one[last : last + 1] not in ("?", "*", "{") and (inside[0] != "?" or inside[:2] == "?:"):
                row += [found] if (found := _needed(inside.removeprefix("?:"))) else []
        if not row:
            return frozenset()
        out |= max(row, key=lambda letters: min(len(some.replace(" ", "")) for some in letters))
    return frozenset(out)


_OPTION = re.compile(r"\((?:\?:)?([^()]*)\)\?(?![?+*])")  # "(?:was |is )?" at the beginning
_ARTICLE = re.compile(r"[Aa] (?![?*+{])")
_BEHIND = re.compile(r"(?:\(\?<[!=][^()]*\))+")  # "(?<!gold )" there


def _with_and_without(pattern: str) -> Iterator[str]:
    """Yield the alternatives of a pattern, one that begins with a choice which may be left out both with it and without it."""
    for one in _alternatives(pattern):
        one = one[m.end() :] if (m := _BEHIND.match(one)) else one
        if m := _OPTION.match(one):
            rest = one[m.end() :]
            yield from (w + rest for w in m[1].split("|"))
            yield from _with_and_without(rest)
        elif _ARTICLE.match(one):
            yield from _with_and_without(one[2:])
        else:
            yield one


@lru_cache(maxsize=4096)
def starts(text: str) -> frozenset[str]:
    """Return the first two, three and four letters of the words of a text, in lower case, ANY, and FIGURE where it has one."""
    found = map(_shorter, _STARTS.findall(text.lower()))
    return frozenset().union(*found, (ANY, FIGURE) if _FIGURE.search(text) else (ANY,))


@lru_cache(maxsize=65536)
def _shorter(start: str) -> tuple[str, ...]:
    return start, start[:3], start[:2]


def _alternatives(pattern: str) -> Iterator[str]:
    """Yield what stands between the bars of a pattern that are in no brackets; "(?:a|b)c" is "ac" and "bc"."""
    start = 0
    for end in [*(i for i, c, depth in _signs(pattern) if c == "|" and not depth), len(pattern)]:
        part = pattern[start:end]
        close = next((i for i, c, depth in _signs(part) if c == ")" and not depth), 0) if part.startswith("(?:") else 0
        if close and part[close + 1 : close + 2] not in ("?", "*", "+", "{"):
            yield from (one + part[close + 1 :] for one in _alternatives(part[3:close]))
        else:
            yield part
        start = end + 1


def _signs(pattern: str) -> Iterator[tuple[int, str, int]]:
    """Yield the bars and brackets of a pattern, with their positions and in how many brackets they stand."""
    depth, inside, escaped = 0, False, False  # inside a class of characters
    for i, c in enumerate(pattern):
        if escaped or c == "\\":
            escaped = not escaped
        elif inside or c == "[":
            inside = c != "]"
        elif c in "()|":
            depth -= c == ")"
            yield i, c, depth
            depth += c == "("
