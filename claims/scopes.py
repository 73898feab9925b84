"""Which words of a sentence an act of speech covers.

Direction is the question that misleads a parser where commas are lost: in "12 died in the town a monitor said as troops moved
in" the words before the verb are what was said, in "In the town a monitor said 12 died" those after. It is settled in this
order: words that only introduce speech ("that"), nothing left after the verb, nothing said before it, the parse.
"""

from __future__ import annotations

from collections.abc import Collection
from typing import TYPE_CHECKING

from claims import speakers
from claims.speakers import Span, finite, group

if TYPE_CHECKING:
    from claims.tree import Doc, Token

_SUBORDINATE = frozenset(
    ["as", "after", "while", "when", "because", "since", "although", "though", "but", "whereas", "before", "until", "with"]
)
_SPLIT = frozenset(
    [
        "but",
        "while",
        "whereas",
        "although",
        "though",
        "as",
        "and",
        ";",
        "when",
        "after",
        "because",
        "since",
        "however",
        "yet",
        "or",
    ]
)
_OPENERS = frozenset(
    [
        "the",
        "a",
        "an",
        "it",
        "they",
        "he",
        "she",
        "this",
        "these",
        "there",
        "meanwhile",
        "however",
        "also",
        "earlier",
        "later",
        "separately",
        "according",
    ]
)
_OBJECT = frozenset(["which", "that", "what", "whom"])
_LEADS = _SUBORDINATE | frozenset(["in", "on", "at", "during", "following", "despite", "amid", "according", "meanwhile"])
_GOES_ON = frozenset(["and", "because", "since", "so", "although", "though", "with"])
_OWN = frozenset(["adding", "citing", "and", "without", "noting"])  # opens words that are not part of what was said before


def said(doc: Doc, begin: int, end: int, inverted: bool, others: Collection[Span]) -> tuple[Span, ...]:
    """Return the ranges that a speaker and a verb cover, both lying in [begin, end); `others` are the [begin, end) of the
    sentence's other acts of speech. `inverted`: the speaker stands after the verb ("said a doctor")."""
    opens = max((t.i for t in doc[1 : begin + 1] if _opens_sentence(t)), default=0)
    start = opens
    stop = next((t.i for t in doc[end:] if _opens_sentence(t)), len(doc))
    for a, b in others:
        if a > end and doc[a - 1].lower_ in _SPLIT and b < len(doc) - 1:
            stop = min(stop, a - 1)
        if a < begin and doc[begin - 1].lower_ in _SPLIT:
            start = begin
    if end < len(doc) and doc[end].text == ";":
        stop = end  # "12 died, the council says; the estimate of others was 20"
    rest = _rest(doc, end, stop, {i for a, b in others if a >= end for i in range(a, b)})
    ended = rest >= stop or _loose_end(doc, rest, stop, any(t.lower_ in ("said", "says", "told") for t in doc[begin:end]))
    if (
        begin > 0
        and rest < stop
        and not inverted
        and (doc[begin - 1].lower_ in _OBJECT or (not ended and doc[begin - 1].lower_ in _SPLIT))
    ):
        start = begin
    if ended and 0 < start == opens:  # nothing said after the verb, so it must be before: '"12 died" The ministry said'
        start = 0
    before, after = (start, begin), (end, stop)
    stated = _has_clause(doc, start, begin)
    if inverted or (rest >= stop and stated):
        scope = (
            [before, after] if inverted and rest < stop and doc[rest].tag_ == "VBG" and doc[rest].lower_ not in _OWN else [before]
        )
    elif rest >= stop:
        scope = [before, after]
    elif doc[rest].lower_ == "that" or not stated or (finite(doc[rest]) and rest == end):
        scope = [after]  # the last: "an attack the army says killed 12"
    elif _parenthetical(doc, begin, end) and doc[rest].lower_ in _GOES_ON:
        scope = [before, after]  # "12 died, a medic said, and another raid killed two"
    elif ended or doc[rest].lower_ in _SUBORDINATE | _OWN:
        scope = [before]
    elif doc[rest].tag_ == "VBG" or _parenthetical(doc, begin, end):
        scope = [before, after]  # "12 died, a medic said, bringing the toll to 40"
    elif _complement(doc, begin, end) == "before":
        scope = [before]
    else:
        scope = [after]
    return tuple(s for s in scope if s[0] < s[1])


def _opens_sentence(t: Token) -> bool:
    """Whether a sentence begins here whose full stop was lost: "... the ministry said The hospital ...", "... town Meanwhile"."""
    if t.lower_ not in _OPENERS or not t.is_title or not t.i:
        return False
    before, after = t.nbor(-1), t.doc[t.i + 1 : t.i + 2]
    return (before.is_punct or before.text.islower()) and after.text[:1].islower()


def agent(doc: Doc, begin: int, end: int) -> tuple[Span, ...]:
    """Return what "reported by X", standing in [begin, end), covers: all that is not itself."""
    return tuple(s for s in ((0, begin), (end, len(doc))) if s[0] < s[1])


def around(doc: Doc, begin: int, end: int) -> tuple[Span, ...]:
    """Return what "according to X", standing in [begin, end), covers: its sentence, but not another main clause."""
    breaks = [t.i for t in doc if t.text == ";" or t.lower_ in ("but", "while", "whereas")]
    start = max((i + 1 for i in breaks if 0 < i < begin), default=0)
    stop = min((i for i in breaks if i >= end), default=len(doc))
    return tuple(s for s in ((start, begin), (end, stop)) if s[0] < s[1])


def between(doc: Doc, begin: int, end: int, beside: Collection[Span]) -> tuple[Span, ...]:
    """Return what "according to X" covers beside others of its kind, `beside`: "four died according to A and two according to B" is A's
    four and B's two."""
    scope = around(doc, begin, end)
    for a, b in beside:
        first, last = (b, begin) if b <= begin else (end, a)
        if first < last and any(t.like_num for t in doc[first:last]) and not any(finite(t) for t in doc[first:last]):
            scope = tuple((max(s[0], b), s[1]) if b <= begin else (s[0], min(s[1], begin)) for s in scope)
    return tuple(s for s in scope if s[0] < s[1])


def quotation(doc: Doc, verb: int, end: int) -> tuple[Span, ...]:
    """Return what a quoted source says, its name ending at `end`: after "as saying", else what stands before "citing"."""
    if (end < len(doc) and doc[end].lower_ == "as") or doc[verb].tag_ != "VBG" or not _has_clause(doc, 0, verb):
        return ((end, len(doc)),)
    return ((0, verb),)


def _loose_end(doc: Doc, rest: int, stop: int, plain: bool) -> bool:
    """Whether only phrases without a verb or a figure are left: "told the Courier from Aleppo", "said on condition of anonymity".

    `plain`: the verb is one that takes a clause ("said"), so that a bare noun phrase after it is no object of it.
    """
    if rest >= stop or doc[rest].lower_ in ("as", "if", "after", "that") or not (plain or doc[rest].pos_ in ("ADP", "ADV")):
        return False
    if doc[rest].lower_ == "on" and rest + 1 < stop and doc[rest + 1].lower_ == "condition":
        return True
    return not any(finite(t) or t.pos_ == "NUM" or t.like_num or t.tag_ in ("VB", "VBG") for t in doc[rest:stop])


def _parenthetical(doc: Doc, begin: int, end: int) -> bool:
    return begin > 0 and end < len(doc) and doc[begin - 1].text == "," and doc[end].text == ","


def _rest(doc: Doc, i: int, stop: int, theirs: Collection[int]) -> int:
    """Return the first token after the verb that is no time, place of speech or mark: "in a statement on Friday,"."""
    if all(
        k in theirs or doc[k].is_punct or speakers.is_time(doc[k]) or doc[k].lower_ in ("on", "in", "as") for k in range(i, stop)
    ):
        return stop
    while i < stop:
        t = doc[i]
        if (
            t.is_punct
            or t.is_space
            or speakers.is_time(t)
            or t.lower_ in ("also", "however", "meanwhile", "too", "local", "gmt", "utc")
        ):
            i += 1
        elif t.lower_ in ("in", "on", "at", "by", "via", "during", "through", "from", "to", "earlier", "of", "about") and _aside(
            doc, i, stop
        ):
            i = _aside(doc, i, stop)
        else:
            break
    return i


def _aside_word(word: str) -> bool:
    return any(part in word for part in group("times", "aside"))


def _aside(doc: Doc, i: int, stop: int) -> int:
    """Return the end of a phrase that tells how or when it was said, or 0."""
    k = i + 1
    while (
        k < stop
        and k < i + 7
        and (doc[k].pos_ in ("DET", "ADJ", "NOUN", "PROPN", "NUM", "PRON", "PART") or speakers.is_time(doc[k]))
    ):
        k += 1
    phrase = doc[i + 1 : k]
    if any(speakers.is_time(t) for t in phrase[:2]) or any(_aside_word(t.lower_) for t in phrase):
        last = max(t.i for t in phrase if speakers.is_time(t) or _aside_word(t.lower_))
        while last + 1 < k and (doc[last + 1].text.isdigit() and len(doc[last + 1]) == 4):
            last += 1
        return int(last + 1)
    return 0


def _has_clause(doc: Doc, start: int, end: int) -> bool:
    """Whether these tokens say something of their own: a verb that is not under a leading subordinator, or a headline's count."""
    tokens = doc[start:end]
    lead = tokens[0].lower_ if len(tokens) else ""
    if any(t.pos_ in ("VERB", "AUX") and t.tag_ != "VBG" and not (t.tag_ == "VBN" and t.dep_ == "amod") for t in tokens):
        # "After a blast killed 12 police said": one clause, and it only leads up to what is said
        return not (lead in _SUBORDINATE and not any(t.text == "," for t in tokens)) or sum(map(finite, tokens)) > 1
    return lead not in _LEADS and any(t.like_num for t in tokens)


def _complement(doc: Doc, begin: int, end: int) -> str:
    """Where the parse puts what is said."""
    verb = next((t for t in doc[begin:end] if t.pos_ == "VERB"), doc[end - 1])
    for c in verb.children:
        if c.dep_ in ("ccomp", "dobj", "xcomp"):
            return "before" if c.i < verb.i else "after"
    return "before" if verb.dep_ in ("parataxis", "ccomp") and verb.head.i < verb.i else "after"
