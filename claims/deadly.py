"""Harm without a figure: "a deadly shooting" (at least one died), "civilians were killed", "it caused injuries" (more than one).

Read only where the report says nothing else of that harm, and only near its top: further down it may be another event.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from typing import TYPE_CHECKING

from claims import cues, harm, patients, patterns, subjects, triggers
from claims.attribution import Speech
from claims.parsing import Parsed
from claims.records import Draft, Quantity

if TYPE_CHECKING:
    from claims.tree import Token

_FEW = ("no", "any", "few", "such", "many", "how", "most", "all")
_CONDITIONAL = re.compile(r"\b(?:if|whether|could|might|may|would|every|each|often|usually)\b", re.IGNORECASE)
TOP = 4  # sentences, the headline among them, in which a report says what it is about


def implied(parsed: Sequence[Parsed], found: Sequence[Draft], speech: Speech) -> list[Draft]:
    """Return what the top of a report implies of the dead and the hurt, as far as `found` holds no claim of theirs: one claim each."""
    out = []
    for measure in (harm.KILLED, harm.INJURED):
        if any(d.measure in (measure, "casualties") for d in found):
            continue
        out += _plural(parsed, measure, speech) or (_adjective(parsed) if measure == harm.KILLED else [])
    return out


def _plural(parsed: Sequence[Parsed], measure: str, speech: Speech) -> list[Draft]:
    """Return the first plural that is said to be killed or hurt, [2, open]."""
    for n, p in enumerate(parsed[:TOP]):
        if p.doc is None or _CONDITIONAL.search(p.sentence.text):
            continue
        found = [
            (_of_a_group(p.doc[h.patient]), p.doc[h.trigger])
            for h in harm.find(p.doc)
            if measure in _measures(h, p.doc[h.trigger])
        ]
        found += [(t, t) for t in p.doc if t.lower_ in _caused(measure) and _is_caused(t)]
        for t, trigger in found:
            if t.tag_ != "NNS" or speech.denied(n, t.i, trigger.i) or not (t is trigger or subjects.known(t.lower_)):
                continue
            if any(c.dep_ in ("det", "nummod", "poss") or c.lower_ in _FEW for c in t.children if c.i < t.i):
                continue  # "the soldiers", "no civilians": who they are, and how many, is told elsewhere
            subject = "people" if t is trigger else subjects.classify(p.doc, t.i, t.i)[0]
            return [_draft(p, n, measure, t.i, trigger.i, Quantity(2, None), subject, "a plural without a number")]
    return []


def _measures(h: harm.Harm, t: Token) -> set[str]:
    """Return what a verb says of its plural: "were injured and killed" says both; who was shot may be either."""
    kill, hurt = patients.words("verbs", "kill") | patients.words("verbs", "die"), patients.words("verbs", "hurt_only")
    verbs = {t.lemma_, *(c.lemma_ for c in t.children if c.dep_ == "conj")}
    return {
        m for m, words in ((harm.KILLED, kill), (harm.INJURED, hurt)) if verbs & words and (h.measure == m or t.lemma_ in hurt)
    }


def _of_a_group(t: Token) -> Token:
    """Return the plural that a group is made of: "a group of civilians"."""
    of = next((c for c in t.children if c.lower_ == "of"), None) if t.lower_ in triggers.words("made_of") else None
    return next((c for c in of.children if c.dep_ == "pobj"), t) if of is not None else t


@cache
def _caused(measure: str) -> frozenset[str]:
    """Return the plurals that stand for those harmed: "deaths", "injuries"."""
    counts = cues.load("casualties")["counts"][measure]
    return frozenset(w for w in counts if w.endswith(("hs", "ies")) and w not in ("bodies", "casualties"))


def _is_caused(t: Token) -> bool:
    """Whether something caused what the noun `t` names: "caused deaths and injuries", "resulting in injuries"."""
    while t.dep_ == "conj":
        t = t.head
    head = t.head.head if t.dep_ == "pobj" and t.head.lower_ in ("in", "to") else t.head
    return (
        t.dep_ in ("dobj", "pobj")
        and head.lemma_ in triggers.words("causing")
        and not any(c.dep_ == "neg" for c in head.children)
    )


def _adjective(parsed: Sequence[Parsed]) -> list[Draft]:
    """Return the one claim that the first "deadly" makes, [1, open]."""
    for n, p in enumerate(parsed[:TOP]):
        if p.doc is None or not (m := _deadly().search(p.sentence.text)):
            continue
        span = p.doc.touching(m.start(), m.end())
        if span is None or _denied().search(p.sentence.text[max(0, m.start() - 25) : m.start()]):
            continue
        return [
            _draft(p, n, harm.KILLED, span.start, span.end - 1, Quantity(1, None), "people", "an event in which somebody died")
        ]
    return []


def _draft(p: Parsed, n: int, measure: str, anchor: int, trigger: int, quantity: Quantity, subject: str, why: str) -> Draft:
    assert p.doc is not None
    span = p.doc[min(anchor, trigger) : max(anchor, trigger) + 1]
    start = p.sentence.start + span.start_char
    return Draft(
        kind="casualties",
        measure=measure,
        sentence=n,
        anchor=anchor,
        trigger=trigger,
        start=start,
        end=start + len(span.text),
        quantity=quantity,
        subject=subject,
        noun="",
        scope="total",
        why=(f"{span.text!r} is {why}: {quantity}",),
    )


@cache
def _deadly() -> re.Pattern[str]:
    table = cues.load("casualties")["deadly"]
    adjectives, nouns, phrases = (patterns.any_of(table[k]) for k in ("adjectives", "nouns", "phrases"))
    return re.compile(rf"\b(?<!-){adjectives}(?: [\w-]+){{0,2}}? {nouns}\b|\b{phrases}\b")


@cache
def _denied() -> re.Pattern[str]:
    return re.compile(rf"\b{patterns.any_of(cues.load('casualties')['deadly']['denied'])}\W+(?:\w+\W+)?$")
