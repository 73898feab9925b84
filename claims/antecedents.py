"""Whom a pronoun, a shorter name or a definite description stands for, among the speakers of a report so far."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import TYPE_CHECKING

from claims import cues

if TYPE_CHECKING:
    from claims.tree import Span

_WORD = re.compile(r"[^\W_][\w’'.-]*")
_HE = frozenset({"he", "she"})
_IT = frozenset({"it"})
_THEY = frozenset({"they", "we", "i"})
_POINTS = frozenset({"the", "this", "that", "its", "his", "her", "their"})
_SMALL = frozenset({"of", "for", "the", "a", "an", "and", "in", "at", "to", "from", "on", "s", "as"})


_LEADING = re.compile(
    r"^(?:(?:and|of|for|the|at|in|on|but|as|while|(?:mon|tues|wednes|thurs|fri|satur|sun)day)\b ?)+", re.IGNORECASE
)


# "a monitor said" of a lead, "Monitor" of a headline
_FORESHADOWS = re.compile(r"(?:(?:an?|one) |(?:monitor(?:s|ing group)?|watchdog|rights group)$)", re.IGNORECASE)


@cache
def _naming() -> re.Pattern[str]:
    verbs = "|".join(cues.load("speech")["gate"]["verbs"])
    roles = "|".join(
        sorted(_classes()["person"] | _classes()["media"] | _classes()["monitor"] | _classes()["source"], key=len, reverse=True)
    )
    part = rf"(?:[A-Z][\w.'’-]+|{roles})"
    return re.compile(
        rf"(?P<name>[A-Z][\w.'’-]+(?: (?:{part}|(?:of|for|at|the|and)(?= [A-Z]))){{0,9}})(?: \([A-Z]+\))? (?:also |has |have |later )?(?:{verbs})\b"
    )


@cache
def _classes() -> dict[str, frozenset[str]]:
    return {k: frozenset(v) for k, v in cues.load("speech")["classes"].items()}


@lru_cache(maxsize=8192)
def _words(name: str) -> frozenset[str]:
    return frozenset(w.lower().strip(".'’") for w in _WORD.findall(name)) - _SMALL


def _forms(words: frozenset[str]) -> frozenset[str]:
    return words | {w.removesuffix("s") for w in words}


@lru_cache(maxsize=8192)
def kinds(name: str) -> frozenset[str]:
    """Return the classes of cues/speech.toml that the name may belong to; a bare personal name is a person."""
    forms = _forms(_words(name))
    found = frozenset(k for k, members in _classes().items() if forms & members)
    return found or (
        frozenset({"person"}) if len(_words(name)) >= 2 and all(w[:1].isupper() for w in name.split()[:2]) else found
    )


class Speakers:
    """The speakers of one report, the latest last, each by its fullest name."""

    def __init__(self) -> None:
        self._names: list[str] = []

    def resolve(self, phrase: Span, name: str) -> str:
        """Return the fullest name of the speaker that `phrase` (whose text is `name`) stands for, and remember it."""
        found = self._find(phrase, name)
        if found is None:
            best = name
        else:
            self._names.remove(found)
            best = (
                name
                if (_words(found) < _words(name) or _acronym(found, name))
                and (phrase[-1].text[:1].isupper() or phrase[-1].text == ")")
                else found
            )
        self._names.append(best)
        return best

    def note(self, text: str) -> None:
        """Remember the names that speak in a sentence that was not parsed."""
        for m in _naming().finditer(text):
            name = _LEADING.sub("", m["name"])
            if len(name) > 2 and not any(_words(name) <= _words(n) for n in self._names):
                self._names.append(name)
            else:
                for n in [n for n in self._names if _words(name) <= _words(n)][-1:]:
                    self._names.remove(n)
                    self._names.append(n)

    def later_named(self, name: str) -> str:
        """Return the one named speaker that an indefinite description of the lead ("a monitor said") foreshadows, or `name`.

        To be asked at the report's end. Holds for the class of watchers only: of officials and media a report has many.
        """
        if not _FORESHADOWS.match(name) or "watcher" not in kinds(name) or any(w[:1].isupper() for w in name.split()[1:]):
            return name
        named = {n for n in self._names if "watcher" in kinds(n) and not kinds(n) & {"person", "document"} and _named(n)}
        full = [n for n in self._names if n in named and not any(_words(n) < _words(m) or _acronym(n, m) for m in named)]
        return full[0] if len(set(full)) == 1 else name

    def _find(self, phrase: Span, name: str) -> str | None:
        latest = self._names[::-1]
        low = name.lower()
        if low in _HE:
            return next((n for n in latest if kinds(n) & {"person", "source"} or not kinds(n)), latest[0] if latest else None)
        if low in _IT:
            return next((n for n in latest if kinds(n) != {"person"}), latest[0] if latest else None)
        if low in _THEY:
            return latest[0] if latest else None
        mine = _words(name)
        if not mine:
            return None
        definite = phrase[0].lower_ in _POINTS
        named = any(t.pos_ == "PROPN" or (t.text[:1].isupper() and t.i > phrase[0].i) for t in phrase)
        if any(t.lower_ in ("and", "or") for t in phrase):
            return next((n for n in latest if mine == _words(n)), None)
        indefinite = phrase[0].lower_ in ("a", "an", "one", "another", "some", "several", "two", "three")
        if not indefinite:
            for n in latest:
                if "person" in kinds(n) and not mine & _words(" ".join(n.split()[-2:])) and mine != _words(n):
                    continue  # "the Observatory" is not the head of the Observatory
                if mine == _words(n) or ((definite or named) and mine < _words(n)):
                    return n
                if _acronym(name, n) or _acronym(n, name):
                    return n
                if (
                    named
                    and _words(n) < mine
                    and len(_words(n) - {"source", "official"}) > 0
                    and any(w[:1].isupper() for w in n.split())
                ):
                    return n
        if definite and not _proper(phrase):
            here = kinds(name) - {"person", "government"}  # "the governor" is not the residents who spoke before
            if any(t.pos_ == "ADP" for t in phrase):  # "the head of the group" is neither "the group" nor any head
                return None
            head = _forms(frozenset({phrase[-1].lower_}))
            exact = next((n for n in latest if head & _forms(_words(n))), None)
            return exact or next((n for n in latest if here & kinds(n)), None)
        return None


def one_name(name: str, told: str) -> tuple[str, ...]:
    """Return a speaker and who relays it, innermost first; one of them where both are one body, by its fuller name.

    "The organisation, the organisation known as the White Helmets said" is told once.
    """
    mine, theirs = _words(name), _words(told)
    if mine <= theirs:
        return (told,)
    return (name,) if theirs < mine else (name, told)


def _named(name: str) -> bool:
    return sum(w[:1].isupper() for w in name.split()[1:]) >= 1 or name.isupper()


def _acronym(short: str, full: str) -> bool:
    """Whether `short` is made of initials of `full`: "SOHR" in "the Britain-based Syrian Observatory for Human Rights"."""
    short = short.split()[-1] if short else ""
    if not (short.isupper() and 2 <= len(short) <= 7) or len(full.split()) < 2:
        return False
    words = _WORD.findall(full)
    return short in "".join(w[0] for w in words if w[0].isupper()) or short == "".join(w[0].upper() for w in words)


def _proper(phrase: Span) -> bool:
    """Whether a definite phrase names somebody itself: "the Local Coordination Committees", not "the Britain-based monitor"."""
    return phrase[-1].text[:1].isupper() or any(
        t.text[:1].isupper() and t.pos_ == "PROPN" and not (t.i + 1 < phrase.end and t.nbor(1).text == "-") for t in phrase[1:-1]
    )
