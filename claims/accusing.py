"""Accusations and claims told in other words than blame and responsibility: "condemned X for the raid", "pointed the finger at X", "said the
raid was in retaliation for", "announced the start of an offensive"."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from claims import actors, charges, cues, deeds, doers, parties, statements, times
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
    if t.lemma_ in doers.cue("stance", "courts") and parties.together(doers.words_of(whom)) == [doers.words_of(whom)]:
        return  # "charged two men over the raid" says of no group that it did it
    by = doers.subject(t)
    said = t.tag_ in ("VBD", "VBZ", "VBP", "VBN", "VBG")  # "asked it to punish X" is no word of its own
    speaker = by if said and by is not None and by.i != whom.i and charges.speaks(by) else None
    for one in doers.each(whom):
        if actors.armed(actors.phrase(one)) or actors.name(actors.phrase(one)):
            stance = "suspected" if t.lemma_ in doers.cue("stance", "courts") else "blamed"
            yield stance, one, t, speaker, f"reproached: {t.text}"


def _reasons(t: Any, whom: Any) -> Iterator[Any]:
    """Yield each "for" and "over" after a verb of reproach, which the parser hangs on the verb or on who is reproached."""
    links = ("for", "over", "with", "in") if t.lemma_ in doers.cue("stance", "courts") else ("for", "over")
    for x in (t, whom):
        yield from (p for p in x.children if p.dep_ == "prep" and p.lower_ in links and p.i > whom.i)


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
    if not deeds.violent(x for x in t.doc if x.i != t.i) or verb.lemma_ in doers.cue("claim", "verbs"):
        return  # "admitted responsibility for the killing of five farmers on October 3"
    by = doers.subject(verb)
    speaker = by if by is not None and charges.speaks(by) else None
    whom = _laid_on(t, verb, link)
    for one in doers.each(whom) if whom is not None else ():
        yield "blamed", one, t, speaker, f"the {t.text} {link}"


def _laid_on(t: Any, verb: Any, link: str) -> Any:
    """Return on whom the blame `t` is laid, wherever the parser hangs "on X" ("the blame for the sinking of the ferry on X"), or None."""
    direct = [p for x in (verb, t) for p in x.children]
    below = direct + [p for x in direct if x.lower_ == "for" for c in x.subtree for p in c.children]
    doors = [p for x in below if x.lower_ == "at" for c in x.children if c.lower_ in ("door", "feet") for p in c.children]
    told = [c for p in [*below, *doors] if p.lower_ == link or p in doors for c in p.children if c.dep_ == "pobj"]
    if (whom := next((c for c in told if actors.armed(actors.phrase(c))), None)) is not None:
        return whom
    about = (w for x in direct if x.lower_ == "for" for w in x.subtree)
    if any(deeds.violent([w]) and not w.lower_.startswith("strike") for w in about):
        return max((c for c in told if _can(c)), key=lambda c: c.i, default=None)  # a land that no table knows
    return None


def bears(t: Any) -> Iterator[Statement]:
    """Yield who is said to bear it: "X bears responsibility for the raid"; who says so of itself claims it."""
    verb = t.head
    if t.dep_ != "dobj" or verb.lemma_ not in doers.cue("stance", "bears") or any(c.dep_ == "neg" for c in verb.children):
        return
    who = doers.subject(verb)
    if who is None or not any(deeds.violent(c.subtree) for p in t.children if p.lower_ == "for" for c in p.children):
        return
    says = verb.head if verb.dep_ == "ccomp" else None
    speaker = None if says is None else doers.spoken_for(says) or doers.subject(says)
    if who.lower_ in ("it", "they", "we"):
        if speaker is not None and speaker.pos_ != "PRON" and not doers.accuser(says):
            yield "claimed", speaker, t, speaker, f"bears the {t.text}"
    elif who.pos_ in ("NOUN", "PROPN") and _can(who):
        stance = "suspected" if doers.hedged(t.doc, verb) else "blamed"
        yield from ((stance, one, t, None, f"bears the {t.text}") for one in doers.each(who))


def _can(who: Any) -> bool:
    """Return whether somebody may be blamed for violence: an armed body, or who is known by a name."""
    return actors.armed(actors.phrase(who)) or (who.pos_ == "PROPN" and not times.find(who.text, None))


def named_as(t: Any) -> Iterator[Statement]:
    """Yield who is named as whoever did it: "named X as the author of the bombing", "identified X as the attackers"."""
    whom = next((c for c in t.children if c.dep_ in ("dobj", "nsubjpass", "oprd")), None)
    roles = [
        c for x in (t, whom) if x is not None for p in x.children if p.lower_ == "as" for c in p.children if c.dep_ == "pobj"
    ]
    if whom is None or any(c.dep_ == "neg" for c in t.children) or not deeds.of_harm(t.doc):
        return
    role = next((c for c in roles if c.lower_ in doers.cue("stance", "suspects") | doers.cue("stance", "authors")), None)
    if (
        role is None
        or whom.pos_ not in ("NOUN", "PROPN")
        or not (actors.armed(actors.phrase(whom)) or actors.name(actors.phrase(whom)))
    ):
        return
    by = doers.subject(t)
    speaker = by if by is not None and by.i != whom.i and charges.speaks(by) else None
    stance = "suspected" if role.lower_.startswith("suspect") or doers.hedged(t.doc, role) else "blamed"
    yield from ((stance, one, t, speaker, f"named as the {role.text}") for one in doers.each(whom))


def fell(t: Any) -> Iterator[Statement]:
    """Yield on whom suspicion or blame is said to fall: "suspicion for the raid fell on X", "the finger of suspicion pointed at X"."""
    verb = t.head
    if t.dep_ not in ("nsubj", "nsubjpass") or verb.lemma_.lower() not in doers.cue("stance", "falls"):
        verb = _rests(t)  # "the blame for the raid on Orvane lies with X": the parser takes "Orvane lies" for a noun
        if verb is None:
            return
    if any(c.dep_ == "neg" for c in verb.children) or not deeds.of_harm([x for x in t.doc if x.i != verb.i]):
        return
    stance = "suspected" if t.lower_ in doers.cue("stance", "suspicion") or doers.hedged(t.doc, verb) else "blamed"
    about = [c for p in t.children if p.lower_ == "for" for c in p.children]
    if stance == "blamed" and about and not any(deeds.violent(c.subtree) for c in about):
        return  # "responsibility for the roads rests with the province"
    for p in verb.children:
        for c in p.children if p.lower_ in doers.cue("stance", "on") else ():
            if c.dep_ == "pobj" and (actors.armed(actors.phrase(c)) or (about and _can(c))):
                yield from ((stance, one, t, None, f"the {t.text} {p.lower_}") for one in doers.each(c))
                return


def _rests(t: Any) -> Any:
    """Return the word by which the blame for something rests with somebody, by the order of the words alone, or None."""
    if t.i + 2 >= len(t.doc) or t.nbor(1).lower_ != "for":
        return None
    for w in t.doc[t.i + 2 : t.i + 16]:
        if w.lower_ in doers.cue("stance", "rests") and w.i + 2 < len(t.doc) and w.nbor(1).lower_ in ("with", "on"):
            return w
    return None


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
    be = (
        t.head
        if t.dep_ in ("attr", "acomp")
        else t.head.head
        if t.dep_ == "pobj" and t.head.lower_ in ("in", "for", "as")
        else None
    )
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
