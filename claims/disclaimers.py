"""Who says that it was not they: "X denied bombing it", "had nothing to do with the blast", "said it was not involved"."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from claims import actors, cues, deeds, doers, harming, parties, subjects
from claims.doers import Statement
from claims.statements import mouthpiece

CHARGE = "denies the charge"  # in the why of a denial of what was told before: it holds only where something was


def denied(t: Any) -> Iterator[Statement]:
    """Yield who denies an act: "X denied bombing", "accusations that the rebels deny", "were denied by X", "X called the reports lies".
    A state denies it for its army ("Norvian authorities denied that the army had shelled it")."""
    lemma = t.lemma_.lower()
    who = next((c for p in t.children if p.dep_ == "agent" for c in p.children if c.dep_ == "pobj"), None) or doers.subject(t)
    if who is not None and (who.pos_ == "PRON" or _theirs(who)):
        who = doers.who_says(t) or who  # "X said it had done nothing and dismissed the reports"
    if who is None or who.pos_ == "PRON" or doers.act_noun(who):
        if who is not None and lemma in doers.cue("stance", "deny") and (accused := for_another(t)) is not None:
            yield "denied", accused, t, None, f"denies it for another: {t.text}"  # "he denied that the army had bombed it"
            return
        who = doers.beside(t) or (who if who is not None and _its_word(t, who) else None)
    if who is None:
        return
    if doers.spokesman(who):
        who = doers.spoken_for(t) or who  # "a spokesman for the Valley Front denied"
    below = _told_with(t)
    rest = {x for w in below for x in (w.lemma_.lower(), w.lower_)}
    if t.dep_ in ("acl", "relcl"):
        rest |= {t.head.lemma_.lower(), t.head.lower_}  # "an accusation dismissed by the army"
    calamity = _own_calamity(t, below)
    if lemma not in doers.cue("stance", "deny"):
        theirs = any(w.lemma_.lower() in doers.cue("stance", "deny") for w in below)  # "said X did it, a charge that Y rejected"
        if theirs or not (rest & doers.cue("stance", "charge") and rest & doers.cue("stance", "untrue")):
            return
    elif any(w.lower_ in ("neither", "confirm", "confirmed", "nor") for w in t.doc[max(0, t.i - 4) : t.i + 3]):
        return  # "neither confirmed nor denied"
    elif lemma in doers.cue("stance", "reject"):
        if not rest & (doers.cue("stance", "charge") | doers.cue("stance", "part")):
            return
    else:
        about = (
            doers.cue("acts", "verbs") | doers.cue("acts", "nouns") | doers.cue("stance", "charge") | doers.cue("stance", "part")
        )
        told = any(c.dep_ == "nsubjpass" or (c.dep_ == "dobj" and c.lower_ in ("it", "this")) for c in t.children)
        if told or t.dep_ in ("relcl", "ccomp", "advcl", "conj", "acl"):  # what it is was said before
            rest |= {x for w in t.doc[max(0, t.i - 24) : t.i] for x in (w.lemma_.lower(), w.lower_)}
        if _only_that(t):
            said = mouthpiece(doers.words_of(doers.by_name(who)))
            if who.pos_ == "PROPN" or actors.armed(said) or actors.state(said):
                yield "denied", said, t, who, f"{CHARGE}: {t.text}"
        if not rest & about and not calamity and not _own_ruin(t):
            return
    if any(_only_that_some_died(c) for c in t.children):
        return
    fell = any(c.dep_ == "ccomp" for c in t.children)  # "denied that the town had fallen and said it had killed 40"
    about_it = below if fell else (x for x in t.doc if x.i != t.i)
    harm = calamity or _own_ruin(t) or who.pos_ == "PRON" or deeds.violent(about_it) or any(_at_people(c) for c in t.children)
    accused = for_another(t)
    if accused is not None and not _state_for_its_army(doers.words_of(who), doers.words_of(accused)):
        yield "denied", accused, t, who, f"denies it for another: {t.text}"
        return
    for one in doers.each(who):
        for actor in parties.named(doers.words_of(doers.by_name(one))):
            mine = mouthpiece(actor)
            if harm or actors.armed(doers.words_of(mine)):
                yield "denied", mine, t, actor, f"denies it: {t.text}"


def _its_word(t: Any, who: Any) -> bool:
    """Return whether "it" or "they" deny an act of their own: "it denied shelling the clinic", "they denied that their men had done it"."""
    if who.lower_ not in ("it", "they") or t.lemma_.lower() != "deny":
        return False
    told = [c for c in t.children if c.i > t.i and c.dep_ in ("xcomp", "ccomp", "dobj")]
    return any(
        c.lemma_.lower() in doers.cue("acts", "verbs") if c.dep_ != "dobj" else c.lower_ in doers.cue("stance", "part")
        for c in told
    )


def _told_with(t: Any) -> list[Any]:
    """Return the words after a denial that tell what is denied: not what is said besides, where a clause tells it."""
    clause = any(c.dep_ == "ccomp" for c in t.children)
    besides = {w.i for c in t.children if clause and c.dep_ == "conj" and c.pos_ == "VERB" for w in c.subtree}
    return [w for w in t.subtree if w.i > t.i and w.i not in besides]


def _at_people(verb: Any) -> bool:
    """Return whether a verb of harm that politics borrows has people as its object: "denied targeting civilians"."""
    if verb.pos_ != "VERB" or verb.lemma_.lower() not in doers.cue("acts", "verbs"):
        return False
    return any(c.dep_ == "dobj" and subjects.person(verb.doc, c.i, True) for c in verb.children)


def _own_calamity(t: Any, below: list[Any]) -> bool:
    """Return whether what is denied is one's own part in a disaster: "denied that it had opened the gates that flooded the town",
    "denied causing the spill", "denied any responsibility for the crash"."""
    if not deeds.calamity(below):
        return False
    for c in t.children:
        if c.i < t.i:
            continue
        if c.dep_ in ("dobj", "pobj") and c.lower_ in doers.cue("stance", "part"):
            return True
        if c.dep_ == "xcomp" and c.tag_ == "VBG":
            return True
        who = doers.subject(c) if c.dep_ == "ccomp" else None
        if who is not None and (who.lower_ in ("it", "they") or any(w.lower_ in doers.cue("claim", "own") for w in who.children)):
            return True
    return False


def for_another(t: Any) -> Any:
    """Return the armed body that a denial is about where it is not the speaker: "the ministry denied that soldiers had fired", "rejected
    claims that helicopters dropped bombs", "denied what was said about the army bombing it"; else None."""
    for c in _what_is_denied(t):
        if c.lemma_.lower() in doers.cue("acts", "verbs") and not any(x.dep_ == "prt" and x.lower_ == "down" for x in c.children):
            who = doers.subject(c) or next((x for x in c.children if x.dep_ == "compound" and c.tag_ == "VBG"), None)
            if who is None or _theirs(who):
                continue  # "the army denied that its soldiers had fired": its own denial
            if who.pos_ in ("NOUN", "PROPN") and actors.armed(actors.phrase(who)) and not doers.act_noun(who):
                return who
    return None


def _state_for_its_army(speaker: Any, accused: Any) -> bool:
    """Return whether a state that is named denies it for an army that is not: "Norvian authorities denied that the army had shelled it"."""
    unnamed = all(f[2] == "government" for f in actors.folded(accused.text))
    named = any(f[2] in actors.lands() - {"government"} for f in actors.folded(speaker.text))
    land = named or any(actors.owner(t.lower_) or actors.demonym(t) for t in speaker if t.text[:1].isupper())
    return unnamed and land and not any(t.text[:1].isupper() for t in accused)


def _what_is_denied(t: Any) -> Iterator[Any]:
    """Yield the verbs of what is denied: of "that X did", of the charge "that X did", of what is told "about X doing"."""
    for c in t.children:
        if c.i < t.i:
            continue
        if c.dep_ == "ccomp":
            yield c
        if c.dep_ == "prep" and c.lower_ == "as":  # "rejected as a fairy tale Norvia's charge that"
            c = next((x for x in c.children if x.dep_ == "pobj"), c)
        charge = c.dep_ in ("dobj", "pobj") and c.lower_ in doers.cue("stance", "charge")
        if charge or (c.dep_ == "ccomp" and any(x.lower_ == "what" for x in c.children)):
            for w in c.subtree:
                if (
                    (w.dep_ in ("acl", "ccomp") and w.head.i == c.i)
                    or _that(w)
                    or (w.head.lower_ in ("of", "about") and w.head.dep_ == "prep")
                ):
                    yield w


def _that(clause: Any) -> bool:
    """Return whether it is a clause with "that" beside a word for a charge: "reports by channels that the army had shelled it"."""
    return clause.dep_ in ("acl", "ccomp", "relcl") and any(c.dep_ == "mark" and c.lower_ == "that" for c in clause.children)


def _theirs(who: Any) -> bool:
    """Return whether a noun is of a speaker named elsewhere: "its soldiers", "their spokesman"."""
    return any(w.lower_ in doers.cue("claim", "own") for w in who.children)


def _only_that(t: Any) -> bool:
    """Return whether a bare pronoun or nothing at all is what somebody denies, told in the sentences before: "Norvia denies that"."""
    if t.lemma_.lower() not in ("deny", "disavow") or any(
        c.dep_ in ("nsubjpass", "ccomp", "xcomp", "agent", "neg") for c in t.children
    ):
        return False
    things = [c for c in t.children if c.i > t.i and c.dep_ not in ("punct", "advmod", "npadvmod", "prep")]
    return t.dep_ in ("ROOT", "conj") and all(c.lower_ in ("it", "this", "that") and c.dep_ == "dobj" for c in things)


def _only_that_some_died(clause: Any) -> bool:
    """Return whether it is the deaths that are denied and not the act: "denied that anyone had been killed"."""
    if clause.dep_ != "ccomp" or clause.lemma_.lower() not in doers.cue("acts", "hurting"):
        return False
    by = any(c.dep_ == "agent" or c.lower_ in ("by", "in") for c in clause.children)
    return not by and any(c.dep_ == "nsubjpass" for c in clause.children)


def _own_ruin(t: Any) -> bool:
    """Return whether what is denied is that one's own people destroyed it: "denied that its forces had blown up or destroyed the dam"."""
    return any(_ruin(c) and _theirs_or_it(c) for c in _what_is_denied(t)) or any(
        c.dep_ == "xcomp" and c.tag_ == "VBG" and c.lemma_.lower() in doers.cue("acts", "ruining") for c in t.children
    )


def _ruin(verb: Any) -> bool:
    return verb.lemma_.lower() in doers.cue("acts", "ruining") or (
        verb.lemma_ in doers.cue("acts", "sending") and harming.at_somebody(verb)
    )


def _theirs_or_it(verb: Any) -> bool:
    who = doers.subject(verb)
    return who is not None and (who.lower_ in ("it", "they") or _theirs(who))


def denial(t: Any) -> Iterator[Statement]:
    """Yield whose a denial is: "denials from the ministry", "government denials"."""
    for p in t.children:
        if p.dep_ == "prep" and p.lower_ in ("from", "by"):
            for c in p.children:
                if c.dep_ == "pobj" and (actors.armed(actors.phrase(c)) or actors.owner(c.lower_)):
                    yield "denied", c, t, c, "a denial of"
                    return
    owners = [w for w in t.doc[max(0, t.i - 3) : t.i] if actors.owner(w.lower_) or actors.folded(w.text)]
    if owners and owners[-1].i >= t.i - 2:
        span = t.doc[owners[0].i : t.i]
        yield "denied", span, t, span, "whose denial"


def not_its(t: Any) -> Iterator[Statement]:
    """Yield who says that it had no hand in it: "insists it was not its doing", "said it had nothing to do with the blast"."""
    words = [w.lower_ for w in t.doc[t.i : t.i + 5]]
    before = [w.lower_ for w in t.doc[max(0, t.i - 4) : t.i]]
    mine = t.lower_ in ("doing", "work", "own") and before[-1:] in (["its"], ["their"], ["our"])
    us = t.lower_ == "us" and t.dep_ == "attr"  # "it wasn't us"
    doing = (mine or us) and bool({"not", "n't", "never"} & set(before))
    nothing = t.lower_ == "nothing" and words[:4] == ["nothing", "to", "do", "with"]
    then = next((w for w in words[1:] if w not in doers.cue("stance", "at_all")), "")
    no_part = t.lower_ in ("part", "hand", "role", "involvement") and before[-1:] == ["no"] and then == "in"
    no_part = no_part or (t.lower_ in ("connection", "link", "links") and before[-1:] == ["no"] and then in ("to", "with"))
    if not doing and not nothing and not no_part:
        return
    has = t.head if t.dep_ == "dobj" else None
    doer = None if has is None or has.lemma_ not in ("have", "play", "take") else doers.subject(has)
    itself = doer is not None and (
        doer.lower_ in doers.cue("claim", "selves") or any(w.lower_ in doers.cue("claim", "own") for w in doer.children)
    )  # "said the group had nothing to do with it", "that its men had no part in it"
    if doer is not None and not itself and doer.pos_ in ("NOUN", "PROPN") and actors.armed(actors.phrase(doer)):
        yield "denied", doer, t, None, "no hand in it: " + t.text  # "the army had no hand in it, the minister said"
        return
    # "which the army insists was not its doing"
    near = [w for w in reversed(t.doc[max(0, t.i - 6) : t.i]) if w.pos_ == "VERB"] if doing else []
    for a in [*t.ancestors, *near]:
        if a.lemma_ in doers.cue("stance", "says"):
            who = doers.spoken_for(a) or doers.subject(a)
            body = None if who is None else mouthpiece(doers.words_of(who))
            if who is not None and who.pos_ != "PRON" and (deeds.violent(t.doc) or actors.armed(body) or actors.state(body)):
                yield "denied", body, t, who, "no hand in it: " + t.text
            return


def involved(t: Any) -> Iterator[Statement]:
    """Yield who says that it was not involved in an act ("the Valley Front said it was not involved in the raid"), or is said to be."""
    if (speaker := doers.disowner(t)) is not None:
        yield "denied", speaker, t, speaker, f"none of its own {t.text}"
        return
    if not any(c.dep_ == "neg" for c in t.children):
        yield from _involved(t)
        return
    who = doers.subject(t, passive=True)
    says = t.head if t.dep_ in ("ccomp", "conj") else None
    speaker = doers.subject(says) if says is not None and says.lemma_ in doers.cue("stance", "says") else None
    if who is None or not deeds.tells_of_an_act(w for w in t.subtree if w.i != t.i):
        return
    own = who.lower_ in ("it", "they", "we") or any(w.lower_ in doers.cue("claim", "own") for w in who.children)
    if own and speaker is not None and speaker.pos_ != "PRON":
        yield "denied", speaker, t, speaker, f"not {t.text}"
    elif who.pos_ != "PRON" and actors.armed(actors.phrase(who)):
        yield "denied", who, t, speaker if speaker is not None and speaker.pos_ != "PRON" else None, f"not {t.text}"


def _involved(t: Any) -> Iterator[Statement]:
    """Yield who is said to have been in it: "the Valley Front was involved in the raid"."""
    who = next((c for c in t.children if c.dep_ == "nsubjpass"), None)
    if who is None or doers.supposed(t) or not any(c.dep_ == "auxpass" for c in t.children):
        return
    acts = [c for p in t.children if p.lower_ == "in" for c in p.children if c.dep_ == "pobj" and doers.act_noun(c)]
    if any(deeds.violent([c]) for c in acts):
        for one in doers.each(who):
            if actors.armed(actors.phrase(one)) and not doers.act_noun(one):
                yield ("suspected" if doers.hedged(t.doc, t) else "blamed"), one, t, None, f"was {t.text} in it"


def disowned(t: Any) -> Iterator[Statement]:
    """Yield who keeps away from an act, or takes a claim back: "distanced itself from the raid", "disowned it", "ruled out any involvement
    of its members in it", "withdrew its claim of responsibility"."""
    who, lemma = doers.subject(t), t.lemma_.lower()
    if who is None or who.pos_ not in ("NOUN", "PROPN") or any(c.dep_ == "neg" for c in t.children):
        return
    known = who.pos_ == "PROPN" or actors.armed(actors.phrase(who))
    if not known or not (_takes_back(t) if lemma in doers.cue("stance", "retracts") else _keeps_off(t, lemma)):
        return
    for one in doers.each(who):
        yield "denied", one, t, one, f"wants no part of it: {t.text}"


def _takes_back(t: Any) -> bool:
    """Return whether it is one's own claim to an act that one withdraws, and not a charge against others nor a claim to land."""
    link = cues.load("responsibility")["stance"]["retreats"].get(t.lemma_.lower())
    over = (c for p in t.children if p.dep_ == "prep" and p.lower_ == link for c in p.children) if link else t.children
    claim = next((c for c in over if c.dep_ in ("dobj", "pobj") and c.lower_ in doers.cue("stance", "owning")), None)
    if claim is None or not any(c.lower_ in doers.cue("claim", "own") for c in claim.children):
        return False
    if any(c.lower_ == "that" or (c.dep_ in ("acl", "ccomp") and _anothers(c)) for c in claim.children):
        return False
    # "withdrew its claim to Sunday's bombing": the parser hangs "to" on the verb
    about = [w for p in t.children if p.dep_ == "prep" and p.i > claim.i and p.lower_ in ("to", "for", "of") for w in p.subtree]
    about += claim.subtree
    return deeds.violent(about) or any(w.lower_ == "responsibility" for w in about)


def mistaken(t: Any) -> Iterator[Statement]:
    """Yield who takes its claim back in other words, where `t` is the claim: "its claim to the ambush had been a mistake, X said", "the
    claim by X to the bombing was withdrawn"."""
    be = t.head
    if t.dep_ not in ("nsubj", "nsubjpass") or any(c.dep_ == "neg" for c in be.children):
        return
    about = [w for c in t.children for w in c.subtree]
    if not deeds.violent(about) and not any(w.lower_ == "responsibility" for w in about):
        return
    if t.dep_ == "nsubjpass" and be.lemma_.lower() in doers.cue("stance", "retracts"):
        by = [c for p in t.children if p.lower_ in ("by", "from") for c in p.children if c.dep_ == "pobj"]
        by += [c for c in t.children if c.dep_ == "poss" and c.pos_ != "PRON"]
        who = next((c for c in by if c.pos_ == "PROPN" or actors.armed(actors.phrase(c))), None)
        if who is not None:
            yield "denied", who, t, who, f"its claim is taken back: {be.text}"
        return
    wrong = {w.lower_ for c in be.children if c.i > be.i for w in c.subtree} & doers.cue("stance", "mistakes")
    says = be.head if be.dep_ == "ccomp" else None
    if not wrong or says is None or not any(c.lower_ in doers.cue("claim", "own") for c in t.children):
        return
    who = doers.spoken_for(says) or doers.subject(says)
    if who is not None and who.pos_ in ("NOUN", "PROPN") and (who.pos_ == "PROPN" or actors.armed(actors.phrase(who))):
        yield "denied", who, t, who, f"calls its own {t.text} wrong"


def _anothers(clause: Any) -> bool:
    """Return whether a clause tells of what others did: "its claim that the army had bombed it"."""
    who = doers.subject(clause)
    return who is not None and who.lower_ not in ("it", "they")


def _keeps_off(t: Any, lemma: str) -> bool:
    things = [c for c in t.children if c.dep_ in ("dobj", "ccomp")]
    if lemma == "distance":
        if not any(c.lower_ in ("itself", "themselves") for c in things):
            return False
        things = [c for p in t.children if p.lower_ == "from" for c in p.children if c.dep_ in ("pobj", "pcomp")]
    elif lemma == "rule":
        if not any(c.lower_ == "out" for c in t.children):
            return False
        things = [c for c in things if c.dep_ == "ccomp" or c.lower_ in doers.cue("stance", "part")]
        own = any(w.lower_ in doers.cue("claim", "own") for c in things for w in c.subtree)
        if not own and any(w.lower_ == "by" or (w.lower_ == "of" and w.head in things) for c in things for w in c.subtree):
            return False  # "police ruled out any involvement of the Valley Front"
        if not own and any(c.dep_ == "ccomp" for c in things):
            return False
    elif lemma in doers.cue("stance", "protests"):
        things = [c for c in things if c.lower_ == "innocence"]
        return bool(things) and deeds.violent(t.subtree)
    return any(deeds.act_told(c) for c in things)
