"""Who does a harmful act, by the grammar: subjects, agents and owners ("rebels shelled", "bombed by jets", "army shelling")."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from claims import actors, harming, parties, subjects

Statement = tuple[str, Any, Any, Any, str]  # stance, actor (token or words) or None, trigger token, speaker or None, why

cue, act_noun, has_act, of_nothing = harming.cue, harming.act_noun, harming.has_act, harming.of_nothing


def words_of(actor: Any) -> Any:
    """Return the words of an actor, given as a token that heads them or as the words themselves."""
    return actors.phrase(actor) if hasattr(actor, "dep_") else actor


def subject(verb: Any, passive: bool = False) -> Any:
    """Return the token of a verb's subject, through coordination and participles, or None."""
    v = verb
    for _ in range(3):
        found = [c for c in v.children if c.dep_ == "nsubj" or (passive and c.dep_ == "nsubjpass")]
        if found and v.tag_ == "VBG" and v.dep_ == "acl" and found[0].i and v.doc[found[0].i - 1].dep_ == "pobj":
            return None  # "in support of its ally Valdora striking the town"
        if found:  # of two the nearer one: the parser gives a verb the subject of the clause before as well
            return _antecedent(max((c for c in found if c.i < v.i), key=lambda c: c.i, default=found[0]))
        it = (c for c in v.head.children if c.dep_ == "dobj" and c.lower_ == "it" and v.head.i < c.i < v.i)
        if v.dep_ == "ccomp" and (mine := next(it, None)) is not None:
            return mine  # "said it alone had sent them": the parser takes "it" for what was said
        if v.dep_ == "conj" and v.tag_ == "VBD" and v.head.tag_ == "VB" and v.head.dep_ in ("acl", "xcomp"):
            up = next((a for a in v.head.ancestors if a.tag_ == "VBD"), None)  # "foiled a bid to enter the post and killed seven"
            if up is None:
                return None
            v = up
            found = [c for c in v.children if c.dep_ == "nsubj" and c.i < v.i]
            if found:
                return _antecedent(found[-1])
        elif v.dep_ == "acl" and v.tag_ == "VBN" and v.head.dep_ == "ROOT" and any(c.dep_ == "ccomp" for c in v.children):
            return v.head  # "The coalition, which had denied it, acknowledged that": the parser takes the verb for a participle
        elif v.dep_ in ("conj", "xcomp", "advcl") and v.head.pos_ in ("VERB", "AUX"):
            v = v.head
        elif v.dep_ in ("acl", "relcl") and v.tag_ in ("VBG", "VBD", "VBP", "VBZ"):
            return v.head if v.dep_ == "relcl" or _does(v.head) else None
        else:
            return None
    return None


def _does(noun: Any) -> bool:
    """Return whether a noun may do what a participle after it tells: not the holder of a place ("a village held by X killing five"), nor
    those counted or helped ("killing scores of X shooting down a plane", "in support of X striking")."""
    if noun.dep_ != "pobj":
        return True
    link = noun.head
    if link.dep_ == "agent" or link.lower_ == "by":
        return link.head.lemma_.lower() in cue("acts", "verbs") or act_noun(link.head)
    return not (link.lower_ == "of" and link.head.dep_ in ("dobj", "pobj"))


def beside(verb: Any) -> Any:
    """Return the armed noun (or the words for people of a named group) right before an active verb without a subject, or None.

    "Elsewhere in the country rebels attacked", "fighters positioned in the hills fired": a lost comma misleads the parser.
    """
    doc, i = verb.doc, verb.i - 1
    while i >= 0 and doc[i].pos_ in ("AUX", "ADV", "PART") and doc[i].lemma_ != "be":
        i -= 1
    for _ in range(3):
        while i > 0 and doc[i].text in '"“”':
            i -= 1
        if i > 0 and (people := parties.before(doc, i)) is not None:
            return people
        if i < 0 or doc[i].pos_ not in ("NOUN", "PROPN"):
            return None
        if actors.armed(actors.phrase(doc[i])) and not act_noun(doc[i]):
            return doc[i]
        back = doc[i]  # over "positioned in nearby hills", "from the Northern Guard"
        while back.i > 0 and back.dep_ in ("pobj", "compound", "amod", "det", "conj", "cc", "prep", "dobj"):
            if back.head.i >= back.i:
                return _before_from(doc, back.i)
            back = back.head
            if back.pos_ == "VERB" and back.tag_ in ("VBN", "VBD", "VBG"):
                i = back.i - 1
                break
            if back.dep_ == "prep" and back.head.pos_ in ("NOUN", "PROPN") and back.head.i < back.i:
                i = back.head.i
                break
        else:
            return None
    return None


def _before_from(doc: Any, i: int) -> Any:
    """Return the armed noun before "from X", "of X" where X ends at token i, by the order of the words alone; else None."""
    first = max(0, i - 5)
    while i > first and (doc[i].pos_ in ("PROPN", "NOUN", "DET") or doc[i].tag_ == "HYPH"):
        i -= 1
    before = doc[i - 1] if i and doc[i].lower_ in ("from", "of") else None
    return before if before is not None and before.pos_ == "NOUN" and actors.armed(actors.phrase(before)) else None


def _antecedent(t: Any) -> Any:
    if t.lower_ in ("who", "that", "which") and t.head.dep_ == "relcl":
        return t.head.head
    return t


def spokesman(who: Any) -> bool:
    """Return whether somebody speaks for others: "a spokesman", "Karim Saleh, a media official of the Valley Front"."""
    sayers = cue("claim", "spokesmen") | cue("claim", "papers")
    return who.lower_ in sayers or any(
        c.dep_ == "appos" and c.lower_ in sayers | cue("claim", "officials")
        for c in (who.children if who.pos_ == "PROPN" else ())
    )


def by_name(t: Any) -> Any:
    """Return the name beside a word for who it is, else `t`: "Ansaru" of "a rival group, Ansaru", "Norvia" of "its neighbour Norvia", "Los
    Halcones" of "a gang known as Los Halcones"."""
    if not hasattr(t, "dep_") or t.pos_ != "NOUN":
        return t
    kind = t.lower_ in cue("claim", "selves") | cue("claim", "beside")
    whole = any(c.dep_ == "det" and c.lower_ in ("a", "an", "another", "one") for c in t.children) and actors.kind(t.lower_)
    itself = next((c for c in t.children if c.dep_ in ("acl", "relcl") and _calls_itself(c)), None)
    if not kind and not whole and itself is None:
        return t
    called = (p for c in t.children if c.dep_ == "acl" and c.lower_ in cue("claim", "called") for p in c.subtree)
    if itself is not None:
        called = itself.subtree
    said = next((p for p in called if p.pos_ == "PROPN" and p.dep_ in ("pobj", "oprd", "dobj", "attr")), None)
    return said or next((c for c in t.children if c.dep_ == "appos" and c.pos_ == "PROPN" and c.i > t.i), t)


def _calls_itself(verb: Any) -> bool:
    """Return whether a clause says what a body calls itself: "a cell calling itself Nightfire", "a network that styles itself X"."""
    return verb.lemma_ in ("call", "style", "brand", "name") and any(c.lower_ in ("itself", "themselves") for c in verb.children)


def each(t: Any) -> Iterator[Any]:
    """Yield a noun and those coordinated with it; an actor given as words is one."""
    yield t
    for c in t.children if hasattr(t, "dep_") else ():
        if c.dep_ == "conj" and c.pos_ in ("NOUN", "PROPN") and c.text != "-":  # "Jaish-e-Dale" taken apart
            yield from each(c)


def hedged(doc: Any, t: Any) -> bool:
    """Return whether what token `t` tells is said with a doubt: "may have", "believes that", "suspected"."""
    if t.dep_ == "ccomp" and t.head.lemma_ in cue("stance", "believes"):
        return True
    near = doc[max(0, t.i - 6) : t.i + 4]
    return any(w.lower_ in cue("stance", "hedge") for w in near)


def _hypothetical(t: Any) -> bool:
    if any(c.dep_ in ("aux", "mark") and c.lower_ in cue("stance", "hypothetical") for c in t.children):
        return True
    may = any(c.dep_ == "aux" and c.lower_ in ("could", "may", "might", "can") for c in t.children)
    return may and not any(c.dep_ == "aux" and c.lower_ == "have" for c in t.children)


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
        says = _told_besides(t)  # "it was not its fighters who torched the village"
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
        c.dep_ in ("dobj", "npadvmod") and {w.lower_ for w in c.subtree} & cue("acts", "intercepted") for c in t.children
    ):
        return  # "shot down 40 drones", "shot down 11 of 14 drones"
    if any(c.dep_ == "neg" for c in t.children) or any(
        x.lower_ in ("no", "neither") for c in t.children if c.dep_ == "nsubj" for x in c.subtree if x.i < c.i
    ):
        yield from _not_done(t)
        return
    if of_nothing(t):
        speaker = disowned(t) if lemma not in cue("acts", "hurting") else None  # "hit the base and killed nobody" denies nothing
        if speaker is not None and speaker.pos_ != "PRON":
            yield "denied", speaker, t, speaker, f"not done: {t.text}"
        return
    if t.head.lemma_ in cue("stance", "deny") and t.dep_ in ("xcomp", "ccomp", "dobj", "advcl") and t.head.i < t.i:
        return  # "the army denies striking the hospital" tells of a denial
    if _hypothetical(t) or (
        t.dep_ in ("xcomp", "pcomp") and t.head.lemma_ in cue("stance", "ceased") | cue("stance", "attempts")
    ):
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
    if who is not None and (not passive or its_own(who)) and (speaker := _of_itself(t, who)) is not None:
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


def disowner(t: Any) -> Any:
    """Return who says that none of its own did `t`: "X insisted that none of its guns had fired", "that not one of its men was
    involved"; else None."""
    who = subject(t, passive=True)
    if who is None or who.lower_ not in ("none", "neither", "one"):
        return None
    if who.lower_ == "one" and (not who.i or who.nbor(-1).lower_ not in ("not", "no")):
        return None
    if not any(w.lower_ in cue("claim", "own") | cue("claim", "first_person") for w in who.subtree):
        return None
    if who.dep_ == "nsubjpass" and t.lemma_.lower() in cue("acts", "hurting") | cue("acts", "striking"):
        return None  # "none of its soldiers had been killed" speaks of the victims
    says = next((a for a in t.ancestors if a.lemma_ in cue("stance", "says")), None)
    speaker = None if says is None else spoken_for(says) or subject(says)
    return speaker if speaker is not None and speaker.pos_ != "PRON" else None


def _of_itself(t: Any, who: Any) -> Any:
    """Return the speaker who tells of its own act: "X said it had bombed", "X said one of its fighters had fired"; else None."""
    says = t.head if t.dep_ in ("ccomp", "conj") else None
    if t.dep_ in ("acl", "relcl"):
        if t.head.lower_ in cue("claim", "media"):  # "said in a statement that it had bombed"
            says = next((a for a in t.ancestors if a.pos_ == "VERB"), None)
        else:
            says = _told_besides(t)
    if says is not None and t.dep_ == "conj" and says.dep_ == "ccomp":
        says = says.head
    if says is None or says.lemma_ not in cue("stance", "tells"):
        return None
    speaker = spoken_for(says) or subject(says)
    if (
        speaker is not None
        and speaker.lower_ in ("it", "they")
        and says.dep_ == "relcl"
        and says.head.lower_ in cue("claim", "media")
    ):
        over = next((a for a in says.ancestors if a.pos_ == "VERB"), None)  # "posted a clip in which they said they torched it"
        speaker = speaker if over is None else subject(over)
    if speaker is not None and who.lower_ in ("it", "they") and {w.lower_ for w in _no_one(speaker)} & cue("claim", "nobody"):
        return speaker  # "nobody has said they carried it out", "no one has said they fired it"
    if speaker is not None and speaker.lower_ in ("it", "they") and (who.lower_ == speaker.lower_ or its_own(who)):
        return None if accuser(says) else speaker  # "it said it had bombed": whoever speaks, by `claims.attribution`
    if speaker is None or speaker.pos_ == "PRON" or (who.pos_ == "PRON" and accuser(says)):
        return None
    if who.lower_ == "they" and speaker.i > t.i and speaker.tag_ not in ("NNS", "NNPS"):
        return None  # "They have killed 40 people, the ministry said"
    # "said its fighters raided", "admitted that one of its missiles had hit"
    theirs = its_own(who) and (by_name(speaker).pos_ == "PROPN" or _for_a_land(speaker)) and t.lemma_ not in cue("acts", "light")
    band = any(c.dep_ == "nsubj" and actors.armed(actors.phrase(c)) for c in says.children)  # "a gang known as X said"
    if not (theirs or band or actors.armed(actors.phrase(speaker)) or _named(speaker, t, who)):
        return None
    group = any(c.lower_ == "the" for c in who.children) and (  # "said the group had fired"
        who.lower_ in cue("claim", "selves") or (who.lower_ in cue("claim", "own_selves") and who.lower_ == speaker.lower_)
    )
    own = (
        group
        or who.lower_ in ("it", "they", "we")
        or any(w.lower_ in ("its", "their", "our") for w in who.subtree if abs(w.i - who.i) < 5)
    )
    return speaker if own else None


def _no_one(speaker: Any) -> list[Any]:
    return [speaker, *(c for c in speaker.children if speaker.lower_ == "one")]


def _told_besides(t: Any) -> Any:
    """Return the verb of speech over an act that is told beside another thing: "said it was its men who had attacked", "said the rockets it
    fired were a reply"; else None."""
    over = t.head.head
    if t.head.dep_ == "attr":  # "it was X who"
        it = over.lemma_ == "be" and any(c.dep_ == "nsubj" and c.lower_ in ("it", "they") for c in over.children)
    else:
        it = t.head.dep_ == "nsubj" and any(c.dep_ == "nsubj" and c.lower_ in ("it", "they") for c in t.children)
    return over.head if it and over.dep_ == "ccomp" else None


def its_own(who: Any) -> bool:
    """Return whether a word tells of the forces, the weapons or a strike of who speaks: "its fighters", "one of its missiles", "its raid"."""
    of = (
        [c for p in who.children if p.lower_ == "of" for c in p.children]
        if who.lower_ in ("one", "two", "some", "several")
        else [who]
    )
    return any(
        (actors.armed(actors.phrase(x)) or x.lower_ in cue("acts", "intercepted") or act_noun(x))
        and any(w.lower_ in cue("claim", "own") for w in x.children)
        for x in of
    )


def _for_a_land(speaker: Any) -> bool:
    """Return whether an official speaks for whom a genitive names: "Norvia's defence minister"."""
    own = any(c.dep_ == "poss" and c.pos_ == "PROPN" for c in speaker.children)
    return own and speaker.lower_ in cue("claim", "officials") | cue("claim", "chiefs")


def accuser(says: Any) -> bool:
    """Return whether who says so blames somebody in the same breath, for whom "it" and "they" then stand: "X blamed Y, saying they did it"."""
    up = says.head if says.dep_ in ("advcl", "conj", "xcomp") else None
    return (
        up is not None
        and up.lemma_.lower() in cue("stance", "blame")
        and any(c.dep_ in ("dobj", "nsubjpass") for c in up.children)
    )


def _named(speaker: Any, t: Any, who: Any) -> bool:
    """Return whether a body known by its name alone tells of an attack of its own: "the NFM said it had carried out the attack"."""
    initials = speaker.text.isalpha() and speaker.text.isupper() and len(speaker.text) > 2 and who.lower_ in ("it", "they")
    first = speaker.i == 0 and speaker.tag_ == "NN" and not speaker.children  # a name that the parser does not know
    alone = (speaker.pos_ == "PROPN" or first) and who.lower_ == "it"  # no man, and no company that bombs
    hit = next((c for c in t.children if c.dep_ == "dobj"), None)
    if (initials or alone) and t.lemma_ in cue("acts", "outright") and hit is not None:
        return initials or t.lemma_ != "kill" or subjects.person(t.doc, hit.i, True)  # "JNIM said it attacked a church"
    act = (t.lemma_ in cue("acts", "light") and has_act(t)) or (t.lemma_ == "set" and harming.sets_off(t))
    return (initials or alone or actors.name(actors.phrase(speaker))) and act


def spoken_for(says: Any) -> Any:
    """Return whom a spokesman speaks for: "a spokesman for the Valley Front, X, said"; else None."""
    doc = says.doc
    for w in doc[max(0, says.i - 14) : says.i]:
        if _speaks_for(w):
            for c in doc[w.i + 1 : w.i + 7]:
                if c.pos_ in ("NOUN", "PROPN") and (
                    c.i + 1 == len(doc) or (doc[c.i + 1].pos_ not in ("NOUN", "PROPN") and doc[c.i + 1].tag_ != "POS")
                ):
                    return c if actors.armed(actors.phrase(c)) else None
    return None


def _speaks_for(w: Any) -> bool:
    """Return whether a preposition stands before whom somebody speaks for: "a spokesman for X", "a statement from X", "a man speaking for"."""
    before = w.nbor(-1).lower_ if w.i else ""
    if w.lower_ in ("from", "by"):
        return before == "statement" or (w.lower_ == "by" and before in cue("claim", "signed"))
    return (w.lower_ in ("for", "of") and before in cue("claim", "spokesmen")) or (
        w.lower_ == "for" and before in cue("claim", "speaking")
    )


def ruined(t: Any) -> Iterator[Statement]:
    """Yield who tells that its own people destroyed something: "X said its fighters had burned down the depot". Told by others, such
    verbs say as often what a fire or a flood did."""
    who, hit = subject(t), next((c for c in t.children if c.dep_ == "dobj"), None)
    if who is None or hit is None or any(c.dep_ == "neg" for c in t.children) or _hypothetical(t):
        return
    if {w.lower_ for w in hit.subtree} & cue("acts", "scrapped"):
        return  # "the army said it had destroyed the mines"
    if (speaker := _of_itself(t, who)) is not None and not {w.lower_ for w in (speaker, *speaker.children)} & cue(
        "claim", "nobody"
    ):
        yield "claimed", speaker, t, speaker, f"says so itself: {t.text}"


def _not_done(t: Any) -> Iterator[Statement]:
    """Yield that an actor says it did not do it: "Moscow says it has not bombed the town"."""
    who = subject(t)
    if who is None:
        mine = disowned(t) if any(c.dep_ == "agent" for c in t.children) else None  # "was not caused by its missiles"
        if mine is not None and mine.pos_ != "PRON":
            yield "denied", mine, t, mine, f"not done: {t.text}"
        return
    speaker = subject(t.head) if t.dep_ == "ccomp" else None
    if who.pos_ == "PRON" and who.lower_ in ("it", "they", "we") and speaker is not None and speaker.pos_ != "PRON":
        yield "denied", speaker, t, speaker, f"not done: {t.text}"
    elif who.pos_ in ("NOUN", "PROPN") and speaker is not None and actors.armed(actors.phrase(who)):
        mine = disowned(t)
        own = mine is not None and mine.pos_ != "PRON"  # "said its forces had not struck it"
        yield "denied", mine if own else who, t, mine if own else None, f"not done: {t.text}"


def disowned(t: Any) -> Any:
    """Return who says of its own forces that they did not do `t`: the speaker of "we launched no drones", "said its jets had fired no
    missiles" (a pronoun where the sentence does not name it); None where a third party speaks."""
    by = next((c for p in t.children if p.dep_ == "agent" or p.lower_ == "by" for c in p.children if c.dep_ == "pobj"), None)
    doer = by if by is not None else subject(t)
    told = doer if doer is not None else subject(t, passive=True)  # "none of our drones was launched"
    if told is None:
        return None
    says = next((a for a in t.ancestors if a.lemma_ in cue("stance", "says")), None)
    speaker = None if says is None else (spoken_for(says) or subject(says))
    whose = [w for w in told.subtree if doer is None or w.i <= doer.i]
    if mine := next((w for w in whose if w.lower_ in cue("claim", "first_person")), None):
        return mine if speaker is None else speaker
    own = told.lower_ in ("it", "they") or any(w.lower_ in cue("claim", "own") for w in whose)
    if not own or speaker is None or speaker.pos_ == "PRON":
        return None
    words = actors.phrase(speaker)
    land = speaker.pos_ == "PROPN" and len(words) == 1  # "Norvia": of a council's fighters it is they who are meant
    known = land or actors.armed(words) or actors.name(words)
    can = doer is None or doer.pos_ == "PRON" or actors.armed(actors.phrase(doer)) or doer.lower_ in cue("acts", "intercepted")
    return speaker if known and can else None


def who_says(verb: Any) -> Any:
    """Return the subject of the verb of speech that `verb` stands under, where it is no pronoun; else None."""
    for a in verb.ancestors:
        if a.lemma_ in cue("stance", "says") and (who := subject(a)) is not None and who.pos_ in ("NOUN", "PROPN"):
            return who
    return None


def owner_before(t: Any) -> Any:
    """Return the words right before a noun that say whose it is: "rebel" of "rebel mines"; else None."""
    end = t.i
    while end and t.i - end < 2 and t.doc[end - 1].lower_ in cue("acts", "shot_by"):  # "Norvian tank shells"
        end -= 1
    first = end
    while first and end - first < 4 and actors.owner(t.doc[first - 1].lower_):
        first -= 1
    return t.doc[first:end] if first < end else None


def supposed(t: Any) -> bool:
    """Return whether words before `t` only suppose it: "if allegations that X was behind it prove true"."""
    return any(w.lower_ in ("if", "whether") for w in t.doc[max(0, t.i - 8) : t.i])
