"""Whether a verb tells of an act of harm at all, by what it is done with or to: "carried out the attack", "set off a bomb", "took villagers
hostage", and not "carried out a search", "launched no drones"."""

from __future__ import annotations

from functools import cache
from typing import Any

from claims import cues, subjects


@cache
def cue(group: str, name: str) -> frozenset[str]:
    return frozenset(cues.load("responsibility")[group][name])


def act_noun(t: Any) -> bool:
    t = t if hasattr(t, "dep_") else t[-1]
    if t.lower_ in ("agent", "agents"):  # "nerve agents", and no spies
        return bool(t.i) and t.nbor(-1).lower_ in cue("acts", "poisons")
    return t.lower_ in cue("acts", "nouns")


def has_act(t: Any) -> bool:
    """Return whether a light verb has an act as its object: "carried out the attack", "chemical weapons were used"."""
    things = [c for c in t.children if c.dep_ in ("dobj", "nsubjpass", "obj")] + ([t.head] if t.dep_ in ("acl", "relcl") else [])
    if t.lemma_ in cue("acts", "sending") and sends_killers(t):
        return True
    if t.lemma_ == "carry" and any(x.lower_ in ("it", "this", "that", "them") for x in things):
        out = (c for c in t.children if c.lower_ == "out")
        return any(c.i + 1 == len(t.doc) or c.nbor(1).lower_ != "of" for c in out)  # "had carried it out", not "out of the house"
    if t.lemma_ in cue("acts", "answering"):
        things = [c for p in t.children if p.lower_ in ("with", "by") for c in p.children if c.dep_ in ("pobj", "pcomp")]
    if t.lemma_ in cue("acts", "kindling"):
        return any(x.lower_ in cue("acts", "fires") for x in things)
    if t.lemma_ in cue("acts", "plotting"):
        return any(x.lower_ in cue("acts", "nouns") | cue("claim", "deeds") - cue("stance", "borrowed") for x in things)
    things += [
        c for x in things for p in x.children if p.lower_ == "of" for c in p.children if c.dep_ == "pobj"
    ]  # "amounts of sarin"
    things += [c for x in things for c in x.children if c.dep_ in ("conj", "compound", "amod")]
    things = [x for x in things if not (x.lower_ == "gas" and x.i and x.nbor(-1).lower_ in ("tear", "pepper"))]
    known = cue("acts", "poisons")
    if t.lemma_ == "commit":
        known |= cue("acts", "crimes")
    if t.lemma_ == "cause":
        known |= cue("claim", "calamities")
    if t.lemma_ in cue("acts", "inflicting"):
        known = cue("acts", "losses")
    elif t.lemma_ not in cue("acts", "poisoning"):
        known |= cue("acts", "nouns") | cue("acts", "owned") | cue("acts", "intercepted")
    if t.lemma_ in cue("acts", "planting"):
        known |= cue("acts", "planted")
    return any(x.lower_ in known for x in things)


def set_fire(t: Any) -> bool:
    """Return whether it reads "set fire to homes", "set the depot ablaze"."""
    return any(w.lower_ in ("fire", "ablaze", "alight") for w in t.doc[t.i + 1 : t.i + 6])


def sets_off(t: Any) -> bool:
    """Return whether it reads "set off a bomb", "set off their explosive belts"."""
    off = any(w.lower_ == "off" for w in t.doc[t.i + 1 : t.i + 3])
    return off and any(c.dep_ in ("dobj", "nsubjpass") and c.lower_ in cue("acts", "planted") | {"bombs"} for c in t.children)


def at_somebody(t: Any) -> bool:
    """Return whether what is sent is sent at somebody, or did harm: "sent drones against the port", "sent the drones which exploded"."""
    things = [c for c in t.children if c.dep_ in ("dobj", "nsubjpass")] + ([t.head] if t.dep_ in ("acl", "relcl") else [])
    harm = cue("acts", "verbs") - cue("acts", "light")
    return sends_killers(t) or (
        any(x.lower_ in cue("acts", "intercepted") for x in things)
        and any(w.lower_ in cue("acts", "at") or (w.i > t.i and w.pos_ == "VERB" and w.lemma_.lower() in harm) for w in t.subtree)
    )


def sends_harm(t: Any) -> bool:
    """Return whether what somebody is accused of sending does harm by itself: "of sending the car", "the bomber"."""
    return sends_killers(t) or any(
        c.dep_ == "dobj" and c.lower_ in cue("acts", "intercepted") | cue("acts", "sent") for c in t.children
    )


def sends_killers(t: Any) -> bool:
    """Return whether those whom somebody sends come to kill, or are said to have done harm: "sent the gunmen", "the men who shot the envoy"."""
    things = [c for c in t.children if c.dep_ in ("dobj", "nsubjpass")]
    harm = cue("acts", "verbs") - cue("acts", "light")
    did = (
        v
        for x in things
        if subjects.person(t.doc, x.i, True) or x.lower_ in cue("acts", "flown")
        for v in x.children
        if v.dep_ in ("relcl", "acl") and v.tag_ in ("VBD", "VBG", "VBZ", "VBP", "VBN")
    )
    return any(x.lower_ in cue("acts", "killers") for x in things) or any(v.lemma_.lower() in harm for v in did)


def takes_people(t: Any) -> bool:
    """Return whether people are what is taken: "seized 87 pupils", "took 900 villagers hostage"."""
    things = [c for c in t.children if c.dep_ in ("dobj", "nsubjpass")]
    held = {w.lower_ for w in t.doc[t.i + 1 : t.i + 12]} & cue("acts", "held")
    if t.lemma_ == "hold" and t.tag_ == "VBG" and {w.lemma_.lower() for w in t.doc} & cue("acts", "taken"):
        return any(subjects.person(t.doc, x.i, True) for x in things)
    return bool(held) or (t.lemma_ == "seize" and any(subjects.person(t.doc, x.i, True) for x in things))


def of_nothing(t: Any) -> bool:
    """Return whether a verb of harm is said of nothing: "launched no drones", "not a single rocket was fired"; "no fewer than" is some."""
    for x in t.children:
        if x.dep_ in ("dobj", "nsubjpass"):
            words = [w.lower_ for w in t.doc[x.left_edge.i : x.i + 2]]
            for none, then in zip(words, [*words[1:], ""], strict=True):
                if none in cue("claim", "nothing") and then not in cue("claim", "some"):
                    return True
                if none == "not" and then in ("a", "any", "one") and "but" not in words:
                    return True
    return False
