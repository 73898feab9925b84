"""Nobody says that they did it, or nobody knows who: "the bombing went unclaimed", "it was unclear who fired", "who did it is a mystery"."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from claims import deeds, doers
from claims.doers import Statement


def left_unclaimed(t: Any) -> Iterator[Statement]:
    """Yield that nobody claims an act: "the bombing went unclaimed", "the torching of the depot remains unclaimed"."""
    act = t.head if t.dep_ == "amod" else doers.subject(t.head, passive=True) if t.dep_ in ("acomp", "oprd") else None
    if act is not None and deeds.tells_of_an_act([act]):  # no bodies, no luggage
        yield "unclaimed", None, t, None, "nobody claims it: " + t.text


def no_claim(t: Any) -> Iterator[Statement]:
    """Yield that nobody claims an act, where `t` is the noun: "there was no immediate claim for the ambush"."""
    near = {w.lower_ for w in t.doc[max(0, t.i - 3) : t.i]}
    about = [c for p in t.children if p.lower_ in ("for", "to", "of") for c in p.children if c.dep_ == "pobj"]
    if near & doers.cue("claim", "nobody") and any(deeds.tells_of_an_act([c]) for c in about):
        yield "unclaimed", None, t, None, "nobody claims it: " + t.text


def not_owned(t: Any) -> Iterator[Statement]:
    """Yield that nobody owns what was told before, where `t` is the verb of speech: "nobody has said they did it", "no one has said it was
    them"."""
    who = doers.subject(t)
    if who is None or not nobody(who) or any(c.dep_ == "neg" for c in t.children):
        return
    if any(c.dep_ == "ccomp" and (does_it(c) or is_it(c, ("them", "us", "they"))) for c in t.children):
        yield "unclaimed", None, t, None, "nobody says so: " + t.text


def nobody(who: Any) -> bool:
    """Return whether a subject is nobody: "no one", "none of the groups", "no group"."""
    return bool({w.lower_ for w in (who, *(c for c in who.children if c.dep_ == "det"))} & doers.cue("claim", "nobody"))


def does_it(clause: Any) -> bool:
    """Return whether a clause says of its speaker that it did what was told before: "they did it", "we did this"."""
    who = doers.subject(clause)
    return (
        clause.lemma_ == "do"
        and who is not None
        and who.lower_ in ("it", "they", "we")
        and any(c.lower_ in ("it", "this", "that", "so") for c in clause.children if c.dep_ in ("dobj", "advmod"))
        and not any(c.pos_ in ("NOUN", "PROPN", "ADJ") for c in clause.children if c.i > clause.i)  # "did it justice"
    )


def is_it(clause: Any, whom: tuple[str, ...]) -> bool:
    """Return whether a clause says who it was by a pronoun: "it was them", "it was us"."""
    who = doers.subject(clause)
    return (
        clause.lemma_ == "be"
        and who is not None
        and who.lower_ in ("it", "this", "that")
        and any(c.dep_ == "attr" and c.lower_ in whom for c in clause.children)
    )


def unclear(t: Any) -> Iterator[Statement]:
    """Yield that nobody is named: "it was unclear who carried out the strike"."""
    doc = t.doc
    before = {w.lower_ for w in doc[max(0, t.i - 5) : t.i]}
    if t.lower_ in doers.cue("stance", "open") and _open(t):
        yield "unclaimed", None, t, None, "nobody is named: " + t.text
        return
    if t.lower_ in ("clear", "known", "know", "knows", "knew") and not before & doers.cue("stance", "not_told"):
        return
    if (
        (t.pos_ == "VERB" or t.tag_ == "NNS")
        and t.lower_ not in ("known", "know", "knows", "knew")
        and not before & doers.cue("stance", "none_can")
    ):
        return
    if any(c.dep_ in ("nsubj", "nsubjpass") and _whose_identity(c) for x in (t, t.head) for c in x.children):
        yield "unclaimed", None, t, None, "nobody is named: " + t.text
        return
    who = next((w for w in doc[t.i + 1 : t.i + 5] if w.lower_ == "who" or _which_side(w)), None)
    acts = doers.cue("acts", "verbs") | {"behind", "responsible", "blame"}
    if who is not None and any(w.lower_ in acts or w.lemma_.lower() in acts for w in doc[who.i + 1 : who.i + 5]):
        yield "unclaimed", None, t, None, "nobody is named: " + t.text


def _whose_identity(t: Any) -> bool:
    """Return whether a subject is who did it: "the identity of the attackers was not known"."""
    of = (c for p in t.children if p.lower_ == "of" for c in p.children)
    return t.lower_ in ("identity", "identities") and any(
        c.lower_ in doers.cue("stance", "suspects") | doers.cue("stance", "authors") for c in of
    )


def _which_side(w: Any) -> bool:
    """Return whether a word asks for one of several: "which group was behind it"."""
    sides = doers.cue("claim", "selves") | doers.cue("claim", "own_selves") | {"side", "party", "gang", "cartel", "forces"}
    sides |= doers.cue("acts", "flown")  # "whose planes had carried it out"
    return w.lower_ in ("which", "what", "whose") and w.i + 1 < len(w.doc) and w.nbor(1).lower_ in sides


def _open(t: Any) -> bool:
    """Return whether who did it is what a word calls open: "who bombed it is a mystery", "the perpetrators of the raid remain unknown"."""
    if t.lower_ == "identified" and any(c.dep_ == "neg" for c in t.children):
        told = (c for c in t.children if c.dep_ == "nsubjpass")
        return any(c.lower_ in doers.cue("stance", "suspects") | doers.cue("stance", "authors") for c in told)
    be = t.head
    if t.dep_ not in ("acomp", "attr", "oprd") or any(c.dep_ == "neg" for c in be.children):
        return False
    if t.doc[0].lower_ == "who" and be.lemma_ in ("be", "remain"):  # "who ambushed the lorry is a mystery", however it is parsed
        return any(w.pos_ == "VERB" and w.lemma_.lower() in doers.cue("acts", "verbs") for w in t.doc[1 : be.i])
    for c in be.children:
        if c.dep_ == "csubj" and c.lemma_.lower() in doers.cue("acts", "verbs"):
            return any(x.lower_ == "who" and x.dep_ == "nsubj" for x in c.children)
        if c.dep_ == "nsubj" and c.lower_ in doers.cue("stance", "suspects") | doers.cue("stance", "authors"):
            return deeds.tells_of_an_act(w for w in c.subtree if w.i != c.i)
    return False


def not_known(clause: Any) -> bool:
    """Return whether what a clause asks is said to be open: "who was behind the raid is still unknown", "... is not clear"."""
    verb = clause.head
    if clause.dep_ != "csubj" or verb.i < clause.i:
        return False
    rest = {w.lower_ for w in clause.doc[verb.i : verb.i + 5]}
    open_ = doers.cue("stance", "unclear") & rest - {"clear", "known"}
    return bool(open_ or (rest & {"clear", "known"} and rest & doers.cue("stance", "not_told")) or "mystery" in rest)
