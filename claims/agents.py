"""Who does what a verb of harm tells, active or passive: "rebels shelled the town", "bombed by jets", "X said it had carried out the raid".

Pure: a verb of a parsed sentence in, statements out.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from claims import actors, harming, subjects
from claims.doers import (
    Statement,
    act_noun,
    beside,
    cue,
    disowned,
    disowner,
    each,
    has_act,
    hedged,
    hypothetical,
    its_own,
    not_done,
    of_itself,
    of_nothing,
    subject,
    told_besides,
)


def _active(t: Any, agent: bool) -> bool:
    """Return whether a participle after a noun is the verb of a clause whose speaker follows: "jets carried out raids on X, medics said"
    is parsed as jets that were carried out."""
    has_object = any(c.dep_ == "dobj" and c.i > t.i for c in t.children)
    return bool(t.dep_ == "acl" and t.tag_ == "VBN" and has_object and not agent and t.head.dep_ == "nsubj" and t.head.i < t.i)


def agents(t: Any, lemma: str) -> Iterator[Statement]:
    """Yield who does a harmful act: the subject of an active verb, the agent of a passive one."""
    if (lemma in cue("acts", "taking") and not harming.takes_people(t)) or _retracted(t):
        return
    if lemma == "seize" and (keeper := subject(t)) is not None and keeper.lower_ in cue("acts", "keepers"):
        return  # "guards seized a second man": an arrest
    if (speaker := disowner(t)) is not None:
        yield "denied", speaker, t, speaker, f"none of its own: {t.text}"
        return
    if t.dep_ == "relcl" and t.head.dep_ == "attr" and any(c.dep_ == "neg" for c in t.head.head.children):
        says = told_besides(t)  # "it was not its fighters who torched the village"
        mine = subject(says) if says is not None and says.lemma_ in cue("stance", "says") and its_own(t.head) else None
        if mine is not None and mine.pos_ != "PRON":
            yield "denied", mine, t, mine, f"not its own: {t.text}"
        return
    if (owner := _owns_up(t)) is not None:
        if lemma not in cue("acts", "light") or has_act(t):
            yield "claimed", owner, t, owner, f"owns up: {t.text}"
        return
    if any(w.lower_ == "controlled" and w.nbor(1).lower_ in cue("acts", "harmless") for w in t.subtree if w.i + 1 < len(t.doc)):
        return  # "blew it up in a controlled explosion"
    if lemma == "fire" and any(
        c.dep_ == "dobj" and (c.lower_ in cue("acts", "sacked") or subjects.person(t.doc, c.i, True)) for c in t.children
    ):
        return  # "the army fired its chief"
    if lemma in ("attack", "target", "hit") and any(c.dep_ == "dobj" and c.lower_ in cue("acts", "talked") for c in t.children):
        return  # "attacked the budget"
    if lemma == "execute" and any(c.dep_ in ("dobj", "nsubjpass") and c.lower_ in cue("acts", "papers") for c in t.children):
        return  # "executed a search warrant"
    if lemma == "shoot" and any(
        c.dep_ in ("dobj", "npadvmod")
        and {w.lower_ for w in (t.doc if c.tag_ == "CD" else c.subtree)} & cue("acts", "intercepted")
        for c in t.children
    ):
        return  # "shot down 40 drones", "shot down 11 of 14 drones", "of the 14 drones it shot down 11"
    if any(c.dep_ == "neg" for c in t.children) or any(
        x.lower_ in ("no", "neither") for c in t.children if c.dep_ == "nsubj" for x in c.subtree if x.i < c.i
    ):
        yield from not_done(t)
        return
    if of_nothing(t):
        speaker = disowned(t) if lemma not in cue("acts", "hurting") else None  # "hit the base and killed nobody" denies nothing
        if speaker is not None and speaker.pos_ != "PRON":
            yield "denied", speaker, t, speaker, f"not done: {t.text}"
        return
    if t.head.lemma_ in cue("stance", "deny") and t.dep_ in ("xcomp", "ccomp", "dobj", "advcl") and t.head.i < t.i:
        return  # "the army denies striking the hospital" tells of a denial
    if hypothetical(t) or (t.dep_ in ("xcomp", "pcomp") and t.head.lemma_ in cue("stance", "ceased") | cue("stance", "attempts")):
        return
    agent = any(c.dep_ == "agent" and not any(x.lower_ in cue("acts", "how") for x in c.children) for c in t.children)
    perfect = any(c.dep_ == "aux" and c.lemma_ == "have" for c in t.children)
    # "Rebel fighters carried out Tuesday's attack", its verb taken for a participle
    does = t.dep_ == "ROOT" and {"nsubj", "dobj"} <= {c.dep_ for c in t.children}
    passive = (
        agent
        or any(c.dep_ in ("auxpass", "nsubjpass") for c in t.children)
        or (t.tag_ == "VBN" and not perfect and t.dep_ in ("acl", "amod", "advcl", "conj", "ROOT") and not does)
    )
    shells = (
        t.dep_ == "amod" and t.head.i > t.i and act_noun(t.head)
    )  # "rebels from X fired shells", read as shells that were fired
    if shells and (who := beside(t)) is not None:
        passive = False
    elif _active(t, agent):
        passive, who = False, t.head
    elif passive:
        who = next(
            (
                c
                for p in t.children
                if p.dep_ == "agent" or (p.dep_ == "prep" and p.lower_ == "by")
                for c in p.children
                if c.dep_ == "pobj"
            ),
            None,
        )
    else:
        who = subject(t) or _said_to_have(t)
        if who is None and t.tag_ in ("VBD", "VBN"):
            who = beside(t)
    if who is not None and not hasattr(who, "dep_"):
        yield ("suspected" if hedged(t.doc, t) else "blamed"), who, t, None, f"does it: {t.text}"
        return
    if who is not None and (not passive or its_own(who)) and (speaker := of_itself(t, who)) is not None:
        if _policy(t, lemma):
            return
        if lemma not in cue("acts", "light") or has_act(t):
            if {w.lower_ for w in (speaker, *speaker.children)} & cue("claim", "nobody"):
                yield "unclaimed", None, t, None, f"nobody says so: {t.text}"  # "no group has said it carried out the raid"
            else:
                yield "claimed", speaker, t, speaker, f"says so itself: {t.text}"
        return
    if who is None or who.pos_ == "PRON" or who.pos_ not in ("NOUN", "PROPN", "ADJ") or _always(t):
        return
    if not passive and t.tag_ == "VBG" and _a_noun(t):
        return
    if t.dep_ == "relcl" and who.dep_ == "dobj" and who.head.lemma_ in cue("acts", "sending"):
        return  # "sent the commandos who blew up the bridge": who sent them did it
    if any(c.dep_ == "det" and c.lower_ in ("no", "neither") for c in who.children):
        return  # "no group has admitted setting fire to it"
    if passive and any(c.dep_ == "conj" and act_noun(c) for c in who.children):
        return  # "hit by army and Valdoran air strikes": whose they are is read there
    if (lemma in cue("acts", "light") and not has_act(t)) or (
        lemma == "set" and not harming.set_fire(t) and not harming.sets_off(t)
    ):
        return
    if lemma in cue("acts", "sending") and not harming.at_somebody(t):
        return
    if not passive and lemma in cue("acts", "hurting") and not any(c.dep_ in ("dobj", "obj") for c in t.children):
        return  # "four fighters killed in the raid": the words of a headline, passive without saying so
    asks = _asked_by(t)
    if asks is t:
        return
    asker = None if asks is None else subject(asks)
    asker = None if asker is None or asker.pos_ == "PRON" else asker
    stance, speaker = ("suspected", asker) if asks is not None else ("suspected" if hedged(t.doc, t) else "blamed", None)
    for one in each(who):
        if actors.armed(actors.phrase(one)) and not act_noun(one):
            yield stance, one, t, speaker, f"does it: {t.text}"


def _policy(t: Any, lemma: str) -> bool:
    """Return whether a verb tells of what somebody aims at in general, and of no act: "it is targeting the jihadists", "its jets strike only
    terrorists"."""
    return _always(t) or (lemma == "target" and t.tag_ in ("VBG", "VBZ", "VBP"))


def _always(t: Any) -> bool:
    return t.tag_ in ("VBZ", "VBP") and any(w.lower_ in cue("stance", "ever") for w in t.subtree)


def _a_noun(t: Any) -> bool:
    """Return whether a word is a noun that the parser took for a verb: "police blamed X for the arson and shooting"."""
    joined = t.dep_ == "conj" and t.head.tag_ in ("VBD", "VBZ", "VBP") and t.head.i != t.left_edge.i - 1
    return joined and any(p.lower_ == "for" for p in t.head.children)


def _asked_by(t: Any) -> Any:
    """Return who asks whether an act was done, by the verb ("are looking into whether rebels planted it"); the act itself where it is
    only left open ("did not say whether rebels planted it"); None where it is told."""
    if not any(c.dep_ == "mark" and c.lower_ == "whether" for c in t.children):
        return None
    asks = t.head.head if t.dep_ == "pcomp" else t.head
    if any(c.dep_ == "conj" for x in t.children if x.dep_ in ("nsubj", "agent") for c in x.subtree):
        return None if asks is t else asks  # "did not know whether rebels or the army had done it": one of the two
    return asks if asks.lemma_ in cue("stance", "examines") and not any(c.dep_ == "neg" for c in asks.children) else t


def _said_to_have(t: Any) -> Any:
    """Return who is said, thought or found to have done it: "X is thought to have carried out the raid"; else None."""
    told = t.head
    if t.dep_ != "xcomp" or not any(c.dep_ == "aux" and c.lower_ == "have" for c in t.children):
        return None
    if told.tag_ != "VBN" or told.lemma_ not in cue("stance", "reputes") or any(c.dep_ == "neg" for c in told.children):
        return None
    return next((c for c in told.children if c.dep_ == "nsubjpass"), None)


def _owns_up(t: Any) -> Any:
    """Return who says of itself that it did what `t` tells, without a subject of its own: "admitted killing", "boasted of having bombed"."""
    up = t.head if t.dep_ in ("xcomp", "ccomp") else t.head.head if t.dep_ == "pcomp" and t.head.lower_ in ("to", "of") else None
    if up is None or t.tag_ not in ("VBG", "VBN") or up.lemma_ not in cue("stance", "admits") | cue("stance", "boasts"):
        return None
    if any(c.dep_ in ("nsubj", "nsubjpass") for c in t.children) or any(c.dep_ == "neg" for c in up.children):
        return None
    who = subject(up)
    if who is None or who.pos_ == "PRON" or {w.lower_ for w in who.children} & cue("claim", "nobody"):
        return None
    known = actors.armed(actors.phrase(who)) or actors.name(actors.phrase(who))
    return who if known else None


def _retracted(t: Any) -> bool:
    """Return whether an act is only what a claim told that is taken back: "withdrew its claim to have bombed the hall"."""
    claim = t.head if t.dep_ in ("acl", "ccomp") else None
    if claim is None or claim.lower_ not in ("claim", "claims"):
        return False
    over = claim.head.head if claim.dep_ == "pobj" else claim.head  # "went back on its claim to have bombed it"
    return over.lemma_ in cue("stance", "retracts")
