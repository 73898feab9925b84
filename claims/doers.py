"""Who does a harmful act, by the grammar: subjects and those who tell of what their own people did or did not do."""

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


def hypothetical(t: Any) -> bool:
    if any(c.dep_ in ("aux", "mark") and c.lower_ in cue("stance", "hypothetical") for c in t.children):
        return True
    may = any(c.dep_ == "aux" and c.lower_ in ("could", "may", "might", "can") for c in t.children)
    return may and not any(c.dep_ == "aux" and c.lower_ == "have" for c in t.children)


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


def of_itself(t: Any, who: Any) -> Any:
    """Return the speaker who tells of its own act: "X said it had bombed", "X said one of its fighters had fired"; else None."""
    says = t.head if t.dep_ in ("ccomp", "conj") else None
    if t.dep_ in ("acl", "relcl"):
        if t.head.lower_ in cue("claim", "media"):  # "said in a statement that it had bombed"
            says = next((a for a in t.ancestors if a.pos_ == "VERB"), None)
        else:
            says = told_besides(t)
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


def told_besides(t: Any) -> Any:
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
    if who is None or hit is None or any(c.dep_ == "neg" for c in t.children) or hypothetical(t):
        return
    if {w.lower_ for w in hit.subtree} & cue("acts", "scrapped"):
        return  # "the army said it had destroyed the mines"
    if (speaker := of_itself(t, who)) is not None and not {w.lower_ for w in (speaker, *speaker.children)} & cue(
        "claim", "nobody"
    ):
        yield "claimed", speaker, t, speaker, f"says so itself: {t.text}"


def not_done(t: Any) -> Iterator[Statement]:
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
