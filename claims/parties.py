"""From the words of an actor to the parties that they name: "militants of the so-called Valley Army" are the Valley Army, "regime and
Russian forces" are two."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from typing import Any

from claims import actors, cues


@cache
def _cue(name: str) -> frozenset[str]:
    return frozenset(cues.load("actors")["parties"][name])


def kinds() -> frozenset[str]:
    """Return the words for kinds of groups: "terrorist", "militant"."""
    return _cue("kind")


def bare(words: Iterable[str]) -> bool:
    """Return whether the words of an actor (lower case) name nobody: "militant group", "gunmen"."""
    said = set(words)
    return bool(said & _cue("bare")) and said <= _cue("bare") | _cue("beside")


def named(span: Any) -> list[Any]:
    """Return the spans that name the parties of an actor: those it names as its own, else those that "and" joins, else itself."""
    return _behind(span) or _joined(span)


def together(span: Any) -> list[Any]:
    """Return what an actor's words name, as one: the groups that nameless people are of, from the first name to the last, else itself."""
    found = _behind(span)
    return [span.doc[found[0].start : found[-1].end]] if found else [span]


def joint(a: Any, b: Any) -> Any:
    """Return the words of two actors with what joins them, where nothing but that stands between them: "X and allied Y"; else None."""
    a, b = sorted((a, b), key=lambda s: (s.start, -s.end))
    if b.end <= a.end:
        return a
    if b.start < a.end < b.end:  # "the Dale" and "Dale and Hill fighters": the parser gave the second the first one's word
        return a.doc[a.start : b.end]
    between = {t.lower_ for t in a.doc[a.end : b.start]}
    if a.end > b.start or not between or between & {".", ";", ":"}:
        return None
    linked = between <= _cue("joins") and bool(between & {"and", "or", ",", "nor"})
    return a.doc[a.start : b.end] if linked and b.end - a.start <= LONGEST else None


LONGEST = 14  # words that a name of two actors may have


def _behind(span: Any) -> list[Any]:
    """Return the names of the groups that nameless people are said to be of: "a sniper from the X organization", "members of X and Y"."""
    doc = span.doc
    start = next((t.i for t in span if t.lower_ in _cue("people") or _calls_itself(t)), None)
    if start is None or start > span.start + 3:
        return []
    i = start + 1
    works = i + 1 < len(doc) and doc[i].lower_ in _cue("working") and doc[i + 1].lower_ in ("for", "with")
    if i < len(doc) and (works or doc[i].lower_ in ("belonging", "loyal", "linked", "affiliated")):
        i += 1
    if i >= len(doc) or not (works or doc[i].lower_ in _cue("links") | _cue("naming")):
        return []
    told = works or doc[i].lower_ in _cue("naming") or (doc[start].lower_ in _cue("members") and doc[i].lower_ == "of")
    i += 1
    while i < len(doc) and (doc[i].lower_ in _cue("before") or doc[i].text in '"“”-'):
        told = told or doc[i].lower_ in _cue("naming")
        i += 1
    if i + 2 < len(doc) and doc[i + 1].lower_ in _cue("kind") and doc[i + 2].text[:1].isupper():
        told, i = True, i + 2  # "gunmen from the Islamist group JNIM"
    found = []
    while (end := _name(doc, i)) > i:
        found.append(doc[i:end])
        of_the = doc[i - 1].lower_ == "the" and doc[i - 2].lower_ == "of"
        told = told or (of_the and actors.called(doc[i:end]))  # "soldiers of the Northern Command"
        told = told or (end < len(doc) and doc[end].lower_ in _cue("naming") | _cue("kind"))
        joins = end + 1 < len(doc) and doc[end].lower_ == "and"
        i = end + 1 if joins else len(doc)
    known = [x for x in found if group(x)]
    return found if told else known if len(known) == len(found) else []


def _calls_itself(t: Any) -> bool:
    """Return whether a group's name follows: "a group calling itself the Sons of the Dale"."""
    return t.lower_ in _cue("kind") and t.i + 1 < len(t.doc) and t.nbor(1).lower_ in ("calling", "called", "known", "named")


def group(name: Any) -> bool:
    """Return whether a name is of an armed group, by the table of names or by its words ("Valley Front", "Jund al-Dale")."""
    known = any(f[2] not in actors.lands() for f in actors.folded(name.text))
    return known or name[-1].lower_ in _cue("last") or (len(name) > 1 and name[0].lower_ in _cue("first"))


def _name(doc: Any, i: int) -> int:
    """Return where the capitalised name that begins at token `i` ends: `i` where none does."""
    end = last = i
    while end < len(doc) and (doc[end].text[:1].isupper() or doc[end].lower_ in _cue("inside") | {"of"} or _of_the(doc, end)):
        end += 1
        if doc[end - 1].text[:1].isupper():
            last = end
    return last


def _of_the(doc: Any, i: int) -> bool:
    return doc[i].lower_ == "the" and i > 0 and doc[i - 1].lower_ == "of"


def before(doc: Any, i: int) -> Any:
    """Return the span of "people of the so-called NAME" that ends at token `i`, by the order of the words alone, or None."""
    first = i
    while first > 0 and (doc[first].text[:1].isupper() or doc[first].lower_ in _cue("inside") | _cue("kind")):
        first -= 1
    told = first < i and any(t.text[:1].isupper() for t in doc[first + 1 : i + 1])
    while first > 0 and (doc[first].lower_ in _cue("before") or doc[first].text in '"“”-'):
        first -= 1
    if told and first > 0 and doc[first].lower_ in _cue("links") and doc[first - 1].lower_ in _cue("people"):
        whole = doc[first - 1 : i + 1]
        return whole if _behind(whole) else None
    return None


def _joined(span: Any) -> list[Any]:
    """Return the two parties of "government and opposition forces", which the parser takes for one name, else the span itself."""
    for w in span[1:-1]:
        if w.lower_ == "and" and span.doc[w.i - 1].pos_ in ("NOUN", "PROPN", "ADJ"):
            parts = [span.doc[span.start : w.i], span.doc[w.i + 1 : span.end]]
            if all(actors.armed(x) or actors.owner(x[-1].lower_) for x in parts):
                return parts
    return [span]
