"""Whom a person speaks for who leads a body: "the head of the Valley Front denied that his men had burned it" is the Front's denial."""

from __future__ import annotations

from typing import Any

from claims import actors, doers

_OWN = ("his", "her")


def body(actor: Any, by: Any, trigger: Any) -> tuple[Any, Any]:
    """Return whose word a claim or a denial is, and who says it, where a leader speaks of himself or of "his men"; else both as given.

    `actor` and `by` are tokens, words or None, `trigger` is the token that says what is claimed or denied.
    """
    if actor is None:
        return actor, by
    head = actor if hasattr(actor, "dep_") else actor[-1]
    if (led := _led(head)) is not None:
        return led, head
    if not any(w.lower_ in _OWN for w in (head.children if head is actor else actor)):
        return actor, by
    for verb in (trigger, *trigger.ancestors):
        who = doers.subject(verb) if verb.lemma_ in doers.cue("stance", "says") | doers.cue("stance", "deny") else None
        if who is not None and (led := _led(who)) is not None:
            return led, who
    return actor, by


def _led(person: Any) -> Any:
    """Return the armed body that a person is said to lead: "leader of X", "X's chief", "Karim Saleh, who leads X"; else None."""
    found = []
    for title in (person, *(c for c in person.children if c.dep_ == "appos")):
        if title.lower_ in doers.cue("claim", "leaders"):
            found += [c for p in title.children if p.dep_ == "prep" and p.lower_ == "of" for c in p.children if c.dep_ == "pobj"]
            found += [c for c in title.children if c.dep_ == "poss"]
    for clause in person.children:
        if clause.dep_ == "relcl" and clause.lemma_ in doers.cue("claim", "leads"):
            found += [c for c in clause.children if c.dep_ == "dobj"]
    return next((c for c in found if c.pos_ in ("NOUN", "PROPN") and actors.armed(actors.phrase(c))), None)
