"""Accusations and claims told in other words than blame and responsibility: "condemned X for the raid", "pointed the finger at X", "said the
raid was in retaliation for", "announced the start of an offensive"."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from claims import actors, cues, deeds, doers, statements
from claims.doers import Statement


def reproached(t: Any) -> Iterator[Statement]:
    """Yield who is reproached with an act: "condemned X for bombing the clinic", "to punish X over the gas attack"."""
    if any(c.dep_ == "neg" for c in t.children):
        return
    whom = next((c for c in t.children if c.dep_ in ("dobj", "nsubjpass")), None)
    if whom is None or whom.pos_ not in ("NOUN", "PROPN") or doers.act_noun(whom):
        return
    if not any(_of_violence(c, whom) for p in _reasons(t, whom) for c in p.children if c.dep_ in ("pobj", "pcomp")):
        return
    by = doers.subject(t)
    said = t.tag_ in ("VBD", "VBZ", "VBP", "VBN", "VBG")  # "asked it to punish X" is no word of its own
    speaker = by if said and by is not None and by.i != whom.i and statements.speaks(by) else None
    for one in doers.each(whom):
        if actors.armed(actors.phrase(one)) or actors.name(actors.phrase(one)):
            yield "blamed", one, t, speaker, f"reproached: {t.text}"


def _reasons(t: Any, whom: Any) -> Iterator[Any]:
    """Yield each "for" and "over" after a verb of reproach, which the parser hangs on the verb or on who is reproached."""
    for x in (t, whom):
        yield from (p for p in x.children if p.dep_ == "prep" and p.lower_ in ("for", "over") and p.i > whom.i)


def _of_violence(what: Any, whom: Any) -> bool:
    """Return whether what somebody is reproached with is an act of violence that is not told as another's: "for killing 12 farmers"."""
    if what.dep_ == "pcomp":
        return deeds.violent([what]) or doers.has_act(what)
    owner = doers.owner_before(what)
    return doers.act_noun(what) and deeds.violent([what]) and (owner is None or owner.text.lower() in whom.text.lower())


def pointed(t: Any) -> Iterator[Statement]:
    """Yield on whom the blame is laid: "laid the blame for the bombing on X", "pointed the finger at X"."""
    verb, link = t.head, cues.load("responsibility")["stance"]["pointing"].get(t.lower_)
    if link is None or t.dep_ not in ("dobj", "nsubjpass") or verb.pos_ != "VERB" or any(c.dep_ == "neg" for c in verb.children):
        return
    if not deeds.violent(x for x in t.doc if x.i != t.i):
        return
    by, below = doers.subject(verb), [p for x in (verb, t) for p in x.children]
    below += [p for x in below if x.lower_ == "for" for c in x.children for p in c.children]  # "the blame for the raid on X"
    for p in below:
        for c in p.children if p.lower_ == link else ():
            if c.dep_ == "pobj" and actors.armed(actors.phrase(c)):
                speaker = by if by is not None and statements.speaks(by) else None
                for one in doers.each(c):
                    yield "blamed", one, t, speaker, f"the {t.text} {link}"
                return


def fell(t: Any) -> Iterator[Statement]:
    """Yield on whom suspicion or blame is said to fall: "suspicion for the raid fell on X", "the finger of suspicion pointed at X"."""
    verb = t.head
    if t.dep_ not in ("nsubj", "nsubjpass") or verb.lemma_.lower() not in doers.cue("stance", "falls"):
        return
    if any(c.dep_ == "neg" for c in verb.children) or not deeds.of_harm([x for x in t.doc if x.i != verb.i]):
        return
    stance = "blamed" if t.lower_ == "blame" else "suspected"
    for p in verb.children:
        for c in p.children if p.lower_ in doers.cue("stance", "on") else ():
            if c.dep_ == "pobj" and actors.armed(actors.phrase(c)):
                yield from ((stance, one, t, None, f"the {t.text} {p.lower_}") for one in doers.each(c))
                return


def traded(t: Any) -> Iterator[Statement]:
    """Yield who blames whom where two do so: "the army and the Guard traded blame for the strike"."""
    verb = t.head
    if t.dep_ != "dobj" or verb.lemma_ not in ("trade", "exchange", "swap") or not deeds.violent(x for x in t.doc if x.i != t.i):
        return
    by = doers.subject(verb)
    both = [one for one in doers.each(by) if actors.armed(actors.phrase(one))] if by is not None else []
    yield from (("blamed", a, t, b, f"each other: {t.text}") for a in both for b in both if a.i != b.i)


def answered(t: Any) -> Iterator[Statement]:
    """Yield who gives the reason of its own raid: "X said the raid was in retaliation for", "said the strikes were a message to"."""
    be = t.head if t.dep_ == "attr" else t.head.head if t.dep_ == "pobj" and t.head.lower_ in ("in", "for", "as") else None
    if be is None or be.lemma_ not in ("be", "come") or be.dep_ != "ccomp" or be.head.lemma_ not in doers.cue("stance", "tells"):
        return
    act, by = doers.subject(be), doers.spoken_for(be.head) or doers.subject(be.head)
    if act is None or by is None or by.pos_ == "PRON" or not doers.act_noun(act):
        return
    if doers.hedged(t.doc, be) or any(c.dep_ == "neg" for c in be.children):
        return
    if doers.owner_before(act) is not None or any(c.lower_ == "by" for c in act.children):
        return  # "said the rebel attack was in retaliation"
    mine = statements.mouthpiece(actors.phrase(by))
    state = doers.cue("claim", "forces") & {w.lower_ for w in mine} or {f[2] for f in actors.folded(mine.text)} & actors.lands()
    if actors.armed(mine) and not (state and act.lower_ not in doers.cue("stance", "afar")):
        yield "claimed", mine, t, mine if mine.end == by.i + 1 else by, f"its reason: {t.text}"


def of_ours(t: Any) -> Iterator[Statement]:
    """Yield who says that the attacker was its own man: "X said the attacker was one of its soldiers", "said the bombers were its men"."""
    be = t.head
    if t.dep_ != "nsubj" or be.lemma_ != "be" or be.dep_ != "ccomp" or be.head.lemma_ not in doers.cue("stance", "tells"):
        return
    by, what = doers.subject(be.head), next((c for c in be.children if c.dep_ == "attr"), None)
    if what is None or by is None or by.pos_ == "PRON" or any(c.dep_ == "neg" for c in be.children):
        return
    own = any(w.lower_ in ("its", "their") and w.dep_ == "poss" for w in what.subtree)
    group = actors.armed(actors.phrase(by)) and not doers.cue("claim", "forces") & {w.lower_ for w in actors.phrase(by)}
    if own and group:
        yield "claimed", by, t, by, f"its own: {t.text}"


def proclaimed(t: Any) -> Iterator[Statement]:
    """Yield who announces an attack of its own: "announced the start of an offensive on X"."""
    what = next((c for c in t.children if c.dep_ == "dobj"), None)
    if what is not None and what.lower_ in doers.cue("stance", "starts"):
        what = next((c for p in what.children if p.lower_ == "of" for c in p.children if c.dep_ == "pobj"), None)
    by = doers.subject(t)
    if what is None or by is None or by.pos_ == "PRON" or what.lower_ not in doers.cue("stance", "offensives"):
        return
    if not any(c.dep_ == "neg" for c in t.children) and actors.armed(actors.phrase(by)):
        yield "claimed", by, t, by, f"announces it: {t.text}"
