"""What a time or a place in a sentence belongs to, by the grammar: what somebody did who is only mentioned is no event's day."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Set
from functools import cache
from typing import Any

from claims import cues


def _word(doc: Any, start: int) -> Any:
    """Return the token at character `start`, or None."""
    at = bisect_right(doc.tokens, start, key=lambda t: t.idx) - 1
    return doc[at] if at >= 0 and start < doc[at].idx + len(doc[at]) else None


def _verb(doc: Any, start: int) -> Any:
    """Return the nearest verb that the word at character `start` depends on, or None."""
    t = _word(doc, start)
    return next((a for a in t.ancestors if a.pos_ in ("VERB", "AUX")), None) if t is not None else None


def aside(doc: Any, start: int) -> tuple[int, int, str] | None:
    """Return the characters of the relative clause that holds the time at `start` and its words with those of its noun: "experts who
    arrived three days ago"; None where none does."""
    verb = _verb(doc, start)
    while verb is not None and verb.dep_ != "relcl":
        verb = verb.head if verb.dep_ in ("conj", "xcomp", "ccomp", "advcl") and verb.head.i != verb.i else None
    if verb is None:
        return None
    a, b = doc[verb.left_edge.i].idx, doc[verb.right_edge.i].idx + len(doc[verb.right_edge.i])
    return a, b, f"{verb.head.text} {doc.text[a:b]}"


@cache
def _words(name: str) -> frozenset[str]:
    return frozenset(cues.load("times")["whose"][name])


def beside_its_verb(doc: Any, start: int, end: int, i: int) -> bool:
    """Return whether the time at characters `start` to `end` stands right beside token `i`, a word for a claim, a denial or a charge, and so
    is when that was made: "denied on Friday", "on Friday flatly denied", "claimed responsibility on Tuesday evening for"."""
    if doc[i].lemma_.lower() not in _words("charges"):
        return False
    first, last = _word(doc, start), _word(doc, end - 1)
    if first is None or last is None:
        return False
    if last.i < i:
        return (
            first.i > 0
            and all(w.pos_ in ("ADV", "AUX", "VERB", "PUNCT", "NOUN") and w.text != "," for w in doc[last.i + 1 : i])
            and i - last.i <= 3
        )
    if all(w.pos_ == "ADV" for w in doc[i + 1 : first.i]):
        return True
    then = doc[last.i + 1].lower_ if last.i + 1 < len(doc) else ""
    noun = ("DET", "ADJ", "NOUN", "PROPN", "PART", "NUM")  # "blamed the army on Tuesday for the raid"
    return doc[i].pos_ == "VERB" and then in ("for", "of", "over") and all(w.pos_ in noun for w in doc[i + 1 : first.i])


_TOLD = frozenset(("ccomp", "acl", "relcl", "pcomp"))


def of_another(doc: Any, start: int, i: int) -> str:
    """Return the lemma of the verb whose day the words at character `start` give, where token `i` is in a clause that this verb only tells
    of: "the envoy on Friday renewed his push to look into claims that the army shelled the town"; else "".

    Only days between the verb's subject and that clause count: parsers hang a day at the end on any verb before it.
    """
    v, t = _verb(doc, start), _word(doc, start)
    if v is None or t is None or not v.i < i or not t.i < i:
        return ""
    subject = next((c for c in v.children if c.dep_ in ("nsubj", "nsubjpass")), None)
    if subject is None or t.i < subject.i:
        return ""
    if (t.head.head if t.head.pos_ == "ADP" else t.head).i not in (v.i, subject.i):
        return ""  # "an August 21 attack": the day of another noun
    up, told = doc[i], False
    while up.i != v.i and up.head.i != up.i:
        told, up = told or up.dep_ in _TOLD, up.head
    return str(v.lemma_.lower()) if told and up.i == v.i else ""


def does(doc: Any, start: int) -> bool:
    """Return whether the name at character `start` does what an active verb tells, or owns what is told of."""
    t = _word(doc, start)
    while t is not None and (t.dep_ == "conj" or (t.dep_ == "compound" and t.head.pos_ == "PROPN")) and t.head.i != t.i:
        t = t.head  # "the United States and Britain carried out strikes"
    return t is not None and (t.dep_ == "poss" or (t.dep_ == "nsubj" and t.head.pos_ == "VERB"))


def _counted(noun: Any, over: Set[int]) -> bool:
    """Return whether a noun is what a count that is the subject of one of the tokens `over` counts: "the number of people who died is 71"."""
    while noun.dep_ in ("pobj", "prep") and noun.lemma_ not in _words("counts"):
        noun = noun.head
    return noun.lemma_ in _words("counts") and noun.dep_ in ("nsubj", "nsubjpass") and noun.head.i in over


def elsewhere(doc: Any, start: int, i: int) -> bool:
    """Return whether the words at character `start` belong to another statement than token `i`: to a relative clause without it, or to
    what is compared ("in the worst attack since the war began")."""
    t, over = _word(doc, start), {i, *(a.i for a in doc[i].ancestors)}
    while t is not None and t.i not in over:
        if t.dep_ == "relcl":
            return not _counted(t.head, over)
        if any(
            w.tag_ in ("JJS", "RBS") or w.lower_ in _words("order")
            for c in (t, *t.children)
            for w in (c, *c.children)
            if w.idx < start
        ):
            return True
        t = t.head if t.head.i != t.i else None
    return False
