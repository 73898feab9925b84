"""What is said of who did it, in so many words: claimed, denied, blamed, suspected, unclaimed."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from claims import actors, cues, deeds, doers, harming, parties, subjects, times, unclaimed
from claims.doers import Statement

OWN_WORK = "the work of its own"  # in the why of a claim by whoever says so: "was the work of its fighters, X said"


def claimed(doc: Any, t: Any, lemma: str) -> Iterator[Statement]:
    words = {w.lower_ for w in doc[max(0, t.i - 8) : t.i + 6]}
    if t.dep_ == "nsubjpass":
        words.add(t.head.lower_)  # "responsibility for Monday's bombing of the bridge was claimed by X"
    if lemma != "claim" and (not words & doers.cue("claim", "verbs") or not (_for_an_act(t, words) or _by_a_group(t))):
        return
    if lemma == "claim":
        if any(c.dep_ == "dobj" and c.lower_ in doers.cue("claim", "lives") for c in t.children):
            return
        if "responsibility" in words:
            if _yet(t):
                yield "unclaimed", None, t, None, "nobody claims it: " + t.text  # "responsibility for it has yet to be claimed"
            return  # it is told there
        things = [c for c in t.children if c.dep_ in ("dobj", "nsubjpass")]
        things += [t.head, *([t.head.head.head] if t.head.dep_ == "pobj" else [])] if t.dep_ in ("acl", "relcl") else []
        nobody = {w.lower_ for w in doc[max(0, t.i - 5) : t.i]} & doers.cue("claim", "nobody")
        it = nobody and any(c.lower_ in ("it", "this") for c in things)  # "no group has claimed it"
        if it and not deeds.of_harm(doc[: t.i]):
            yield "unclaimed", None, t, None, f"{deeds.BEFORE}, nobody claims it: " + t.text
            return
        if not it and not {x.lower_ for c in things for x in c.subtree} & (
            doers.cue("claim", "acts") | doers.cue("acts", "nouns")
        ):
            return  # "claimed the attack was a hoax" claims no attack
    before = {w.lower_ for w in doc[max(0, t.i - 8) : t.i]}
    if _yet(t if lemma == "claim" else t.head if t.dep_ in ("nsubj", "nsubjpass") else t):
        yield "unclaimed", None, t, None, "nobody claims it: " + t.text  # "has yet to be claimed"
        return
    if before & (doers.cue("claim", "nobody") | doers.cue("claim", "negations")) or _none_of_them(t):
        yield "unclaimed", None, t, None, "nobody claims it: " + t.text
        return
    verb = t if lemma == "claim" else next((a for a in t.ancestors if a.lemma_ in doers.cue("claim", "verbs")), None)
    if verb is None:
        return
    by = next((c for p in verb.children if p.dep_ == "agent" for c in p.children if c.dep_ == "pobj"), None)
    if by is None and any(c.dep_ == "nsubjpass" for c in verb.children):  # "was claimed in a post by X"
        late = (c for p in verb.subtree if p.lower_ == "by" and p.i > verb.i for c in p.children if c.dep_ == "pobj")
        by = next((c for c in late if actors.armed(actors.phrase(c))), None)
    who = (
        by
        if by is not None
        else doers.subject(verb)
        if verb.tag_ != "VBN" or any(c.dep_ == "nsubj" for c in verb.children)
        else None
    )
    if who is not None and who.dep_ == "dobj" and who.lower_ in doers.cue("claim", "spokesmen") | doers.cue("claim", "papers"):
        who = doers.subject(who.head)  # "X issued a statement claiming responsibility"
    if who is not None and who.lower_ in doers.cue("claim", "spokesmen"):  # "claimed by a commander of the Valley Front"
        of = (c for p in who.children if p.lower_ in ("of", "for", "from") for c in p.children if c.dep_ == "pobj")
        who = next((c for c in of if actors.armed(actors.phrase(c))), who)
    if who is not None and who.pos_ != "PRON":
        yield "claimed", who, t, who, f"claims it: {verb.text}"


def _none_of_them(t: Any) -> bool:
    """Return whether nobody claims it, where other words stand between: "no group, X included, had claimed it", "neither X nor any other group
    has claimed it"."""
    who = doers.subject(t)
    if who is not None and any(c.dep_ == "preconj" and c.lower_ == "neither" for c in who.children):
        return True
    bodies = doers.cue("claim", "selves") | {"one", "party", "side"}
    near = t.doc[max(0, t.i - 14) : t.i]
    return any(w.lower_ == "no" and w.nbor(1).lower_ in bodies for w in near) and not any(
        w.pos_ == "VERB" and w.lower_ != "included" for w in near[6:]
    )


def _yet(verb: Any) -> bool:
    """Return whether something has yet to be done: "the attack has yet to be claimed"."""
    return any(
        a.lower_ == "yet" and a.nbor(1).lower_ == "to"
        for a in verb.doc[max(0, verb.i - 6) : verb.i + 3]
        if a.i + 1 < len(verb.doc)
    )


def _by_a_group(t: Any) -> bool:
    """Return whether a named armed group takes responsibility for what was told before: "X took responsibility in a message to reporters".
    Of a minister who does, nobody knows for what."""
    if any(w.lower_ in ("for", "behind") for w in t.doc[t.i + 1 :]):
        return False
    verb = next((a for a in t.ancestors if a.lemma_ in doers.cue("claim", "verbs")), None)
    who = None if verb is None else doers.subject(verb)
    if who is None or who.pos_ not in ("NOUN", "PROPN"):
        return False
    name = actors.phrase(who)
    known = any(f[2] not in actors.lands() | {"government"} for f in actors.folded(name.text))
    return (
        known
        or (name[0].lower_ in doers.cue("claim", "selves") and len(name) > 1)
        or name[-1].lower_ in doers.cue("claim", "selves")
    )


def _for_an_act(t: Any, near: set[str]) -> bool:
    """Return whether it is for an act that one is behind or answers for: no decision, no budget; "it" and nothing at all will do."""
    what = [
        p
        for c in t.children
        if c.dep_ == "prep" and c.lower_ in ("for", "behind")
        for p in c.children
        if p.dep_ in ("pobj", "pcomp")
    ]
    what += [c for c in t.children if c.dep_ == "pobj"]
    # "took responsibility on Telegram for the raid": the parser hangs it on what stands between
    between = [w for w in t.doc[t.i + 1 : t.i + 6] if w.lower_ == "for" and w.head.i != t.i]
    what += [p for w in between for p in w.children if p.dep_ in ("pobj", "pcomp")]
    if not what:
        return bool(near & (doers.cue("claim", "outright") | doers.cue("claim", "nobody")))
    return deeds.tells_of_an_act(x for w in what for x in w.subtree)


def mouthpiece(words: Any) -> Any:
    """Return whom an official speaks for: "army" of "an army spokesman"; other words stay as they are."""
    if words[-1].lower_ in doers.cue("claim", "officials"):
        mine = words[: len(words) - 1]
        if len(mine) and actors.armed(mine):
            return mine
    return words


def looks(t: Any) -> Iterator[Statement]:
    """Yield whose it looks like: "bears the hallmarks of X", "the work of X", "looked like a rebel provocation"."""
    if t.lower_ in ("hallmark", "hallmarks", "work", "handiwork", "fingerprints", "doing"):
        over = list(t.ancestors)[:3]
        if t.lower_ in ("work", "handiwork", "doing") and not {"be", "appear", "seem", "look"} & {a.lemma_ for a in over}:
            return
        verb = next((a for a in over if a.pos_ in ("VERB", "AUX")), t)
        if any(c.dep_ == "neg" for c in verb.children):
            return
        for c in t.children:  # "the raid was the army's doing"
            if c.dep_ == "poss" and actors.armed(actors.phrase(c)) and t.dep_ == "attr" and deeds.violent(t.head.subtree):
                plain = t.head.lemma_ == "be" and not doers.hedged(t.doc, t)
                yield "blamed" if plain else "suspected", c, t, None, f"whose {t.text}"
            elif c.lower_ in ("its", "their") and t.dep_ == "attr" and t.head.dep_ == "ccomp" and deeds.of_harm(t.head.subtree):
                # "said the bombing was its work"
                by = doers.spoken_for(t.head.head) or doers.subject(t.head.head)
                if by is not None and by.pos_ != "PRON" and t.head.head.lemma_ in doers.cue("stance", "tells"):
                    yield "claimed", by, t, by, f"its {t.text}"
        for p in t.children:
            if p.lower_ == "of":
                for c in p.children:
                    known = actors.armed(actors.phrase(c)) or actors.owner(actors.phrase(c)[0].lower_)
                    act = t.dep_ == "attr" and deeds.of_harm([w for w in t.head.subtree if w.i < t.head.i])
                    if c.dep_ == "pobj" and act and doers.its_own(c) and verb.lemma_ == "be" and not _guessed(verb):
                        yield "claimed", c, t, None, OWN_WORK
                        return
                    if c.dep_ == "pobj" and (known or (act and any(w.pos_ == "PROPN" for w in actors.phrase(c)))):
                        plain = act and verb.lemma_ == "be" and not _guessed(verb)
                        yield "blamed" if plain else "suspected", c, t, None, f"the {t.text} of"
    elif t.i and actors.owner(t.doc[t.i - 1].lower_):
        yield "suspected", t.doc[t.i - 1 : t.i], t, None, f"whose {t.text}"


def _guessed(be: Any) -> bool:
    """Return whether a clause is only a guess: "suggested that it was the work of X", "may be the work of X"."""
    guesses = doers.cue("stance", "believes") | doers.cue("stance", "supposes")
    return doers.hedged(be.doc, be) or any(a.lemma_ in guesses for a in be.ancestors)


def did_it(t: Any) -> Iterator[Statement]:
    """Yield who owns in its own words what was told before, where `t` is the verb of speech: ""It was us," X wrote in a letter about the
    bombing"."""
    who = doers.spoken_for(t) or doers.subject(t)
    if who is None or who.pos_ not in ("NOUN", "PROPN") or unclaimed.nobody(who) or any(c.dep_ == "neg" for c in t.children):
        return
    for c in t.children:
        if c.dep_ != "ccomp" or any(x.dep_ in ("neg", "mark") or x.lower_ in ("if", "how", "why") for x in c.children):
            continue
        ours = unclaimed.is_it(c, ("us",)) or (unclaimed.does_it(c) and doers.subject(c).lower_ == "we")
        named = who.pos_ == "PROPN" and any(x.lower_ == "the" for x in who.children)  # no person's name
        if ours and (named or parties.group(doers.words_of(doers.by_name(who)))):
            yield "claimed", who, t, who, f"{deeds.BEFORE}, in its own words: {t.text}"


def named_itself(t: Any) -> Iterator[Statement]:
    """Yield who puts its name to an act, where `t` is "name", and that nobody does: "nobody has put their name to the blast"."""
    verb = t.head
    if verb.lemma_ not in ("put", "sign") or not any(c.lower_ in doers.cue("claim", "own") for c in t.children):
        return
    to = [c for x in (verb, t) for p in x.children if p.lower_ == "to" for c in p.children if c.dep_ == "pobj"]
    who = doers.subject(verb)
    if who is None or any(c.dep_ == "neg" for c in verb.children) or not any(deeds.violent([c]) for c in to):
        return
    if unclaimed.nobody(who):
        yield "unclaimed", None, t, None, "nobody claims it: " + t.text
    elif who.pos_ != "PRON" and (actors.armed(actors.phrase(who)) or actors.name(actors.phrase(who))):
        yield "claimed", who, t, who, f"puts its name to it: {t.text}"


def shown(t: Any) -> Iterator[Statement]:
    """Yield who publishes the pictures of its own act: "X released a video showing the killing of two men"."""
    things = [c for c in t.children if c.dep_ in ("dobj", "obj") and c.lower_ in doers.cue("stance", "pictures")]
    if not things:
        return
    rest = {x for w in things[0].subtree for x in (w.lemma_.lower(), w.lower_)}
    who = doers.subject(t)
    harm = rest & (doers.cue("acts", "hurting") | {"killing", "execution", "beheading", "murder"})
    if harm and who is not None and who.pos_ != "PRON" and actors.armed(actors.phrase(who)):
        yield "claimed", who, t, who, f"shows its own act: {t.text}"


def owned_up(t: Any) -> Iterator[Statement]:
    """Yield who acknowledges what its own act did: "the coalition acknowledged the deaths of nine civilians in its strikes"; that
    nobody does: "no group has admitted to the bombing", "nobody has owned up to setting fire to it"."""
    who = doers.subject(t)
    if who is not None and {w.lower_ for w in (who, *who.children)} & doers.cue("claim", "nobody"):
        if deeds.tells_of_an_act(w for w in t.subtree if w.i > t.i):
            yield "unclaimed", None, t, None, f"nobody owns up: {t.text}"
        return
    up = t.lemma_ != "own" or any(c.lower_ == "up" for c in t.children)
    if not up:
        return
    if who is not None and who.pos_ != "PRON" and (actors.armed(actors.phrase(who)) or actors.name(actors.phrase(who))):
        to = [c for p in t.children if p.dep_ == "prep" and p.lower_ == "to" for c in p.children if c.dep_ == "pobj"]
        if any(doers.act_noun(c) for c in to):  # "owned up to the bombing"
            yield "claimed", who, t, who, f"owns up: {t.text}"
            return
    if who is None or who.pos_ == "PRON" or not actors.armed(actors.phrase(who)):
        return
    inside = list(t.subtree)
    own = any(w.lower_ in ("its", "their") and any(doers.act_noun(x) for x in inside if 0 < x.i - w.i <= 3) for w in inside)
    if own:
        negated = any(c.dep_ == "neg" for c in t.children)
        yield ("denied" if negated else "claimed"), who, t, who, f"owns up: {t.text}"


def _no_act(w: Any) -> bool:
    """Return whether a word tells of no act though others use it so: of "using starvation as a weapon", "using" and "weapon"."""
    if w.lower_ in ("weapon", "weapons"):
        return bool(w.dep_ == "pobj" and w.head.lower_ == "as")
    return bool(w.lemma_.lower() == "use" and w.pos_ == "VERB" and not doers.has_act(w))


def blamed(t: Any, lemma: str) -> Iterator[Statement]:
    """Yield who is blamed: "blamed X for", "blamed the raid on X", "X was accused of", "X and Y blamed each other"."""
    by, things = doers.subject(t), [c for c in t.children if c.dep_ in ("dobj", "nsubjpass")]
    rest = {x for w in t.subtree if not _no_act(w) for x in (w.lower_, w.lemma_.lower())}
    if lemma == "hold":
        to_account = next((c for c in t.children if c.lower_ == "responsible"), None)
        if "responsible" not in rest:
            return
        things += [c for c in to_account.children if c.dep_ == "nsubj"] if to_account is not None else []
    acts = doers.cue("claim", "deeds") - doers.cue("stance", "borrowed")
    about = doers.cue("acts", "verbs") | doers.cue("acts", "nouns") | acts | doers.cue("acts", "intercepted") | {"responsible"}
    about -= doers.cue("acts", "sending")
    if any(w.lemma_.lower() in doers.cue("acts", "sending") and harming.sends_harm(w) for w in t.subtree):
        about |= doers.cue("acts", "sending")
    if by is not None and any(_each_other(c, t) for c in things):
        before = "" if deeds.violent(t.subtree) else f"{deeds.BEFORE}, "
        for one in doers.each(by):
            for other in doers.each(by):
                if one.i != other.i and (actors.armed(actors.phrase(one)) or one.pos_ == "PROPN"):
                    yield "blamed", one, t, other, f"{before}each other: {t.text}"
        return
    # "blamed the raid on rebels": the parser may hang "on rebels" on the raid
    on = [
        c
        for x in (t, *things)
        for p in x.children
        if p.dep_ == "prep" and p.lower_ == "on"
        for c in p.children
        if c.dep_ == "pobj" and not times.find(c.text, None)  # "was on Monday accused of"
    ]
    direct = (c for c in on if c.head.head.i == t.i or actors.armed(actors.phrase(c)) or doers.owner_before(c) is not None)
    whom = next(direct, None) or next(iter(things), None)
    if whom is not None and whom.tag_ == "WDT" and t.dep_ == "relcl":
        whom = t.head  # "the army, which they hold responsible for"
    if whom is None and t.dep_ == "acl" and t.tag_ == "VBN":
        whom = t.head  # "the Valley Front, accused by villagers of burning 40 homes"
    if whom is None and t.tag_ == "VBN":
        whom = doers.subject(t.head) or next((s for a in t.children if a.dep_ == "auxpass" and (s := doers.subject(a))), None)
    if whom is None and t.dep_ == "amod" and t.head.i == t.i + 1 and t.i and t.doc[t.i - 1].lower_ in ("and", "but"):
        # "denied responsibility and blamed rebels"
        by = next((doers.subject(a) for a in t.ancestors if a.pos_ == "VERB"), None)
        if lemma == "blame" and actors.armed(actors.phrase(t.head)):
            yield "blamed", t.doc[t.i + 1 : t.head.i + 1], t, by, f"blamed: {t.text}"
        return
    if whom is None or not actors.armed(actors.phrase(whom)):
        whom = _whom(t) or whom
    whom = doers.by_name(whom)
    if whom is not None and doers.cue("claim", "forces") & {w.lower_ for w in actors.phrase(whom)} and not _for_what(t):
        return  # "blamed the government for the slow rescue"
    if whom is not None:
        own = {w.lower_ for w in actors.phrase(whom)}
        if own & doers.cue("claim", "natural"):
            rest -= own  # "blamed Storm Alma for the flood"
        else:
            about |= doers.cue("claim", "calamities")  # "blamed the Dale Mining Company for the spill"
    name = (
        whom is not None
        and bool(rest & about)
        and (
            actors.name(actors.phrase(whom))
            or _named_for(t, whom)
            or _answerable(whom, rest)
            or (whom.pos_ == "PROPN" and any(w.lower_ in doers.cue("claim", "selves") for w in actors.phrase(whom)))
        )
    )
    told = bool(rest & about) or lemma == "blame"
    if (
        whom is not None
        and told
        and not name
        and not actors.armed(actors.phrase(whom))
        and (whose := doers.owner_before(whom)) is not None
    ):
        yield (
            "blamed",
            whose,
            t,
            by if by is not None and speaks(by) else None,
            f"blamed: {t.text}",
        )  # "blamed it on rebel mines"
        return
    bare = whom is not None and not told and lemma == "accuse" and not _of_something(t, whom)
    if whom is not None and whom.pos_ != "PRON" and (told or bare) and (name or actors.armed(actors.phrase(whom))):
        agent = next((c for p in t.children if p.dep_ == "agent" for c in p.children if c.dep_ == "pobj"), None)
        speaker = by if by is not None and by.i != whom.i and speaks(by) else agent  # "was accused by the opposition of"
        for one in doers.each(whom):
            yield "blamed", one, t, speaker, f"{deeds.BEFORE}, blamed: {t.text}" if bare else f"blamed: {t.text}"


def _each_other(t: Any, verb: Any) -> bool:
    """Return whether two do it to one another: "accused each other", "each accused the other"."""
    if t.lower_ not in ("other", "another") or not t.i:
        return False
    before = t.nbor(-1).lower_
    return before in ("each", "one") or (
        before == "the" and any(w.lower_ in ("each", "both") for w in t.doc[max(0, verb.i - 3) : verb.i])
    )


def _of_something(t: Any, whom: Any) -> bool:
    """Return whether it is told what somebody is accused of, by words that are no part of his name ("cells of the Valley Front")."""
    if any(p.lower_ in ("of", "for") and p.i > whom.i and any(c.dep_ == "pcomp" for c in p.children) for p in t.subtree):
        return True  # "accused militants from the hills of bringing men in": the parser hangs it on the hills
    of = [p for x in (t, whom) for p in x.children if p.dep_ == "prep" and p.lower_ in ("of", "for", "over") and p.i > whom.i]
    return any(not (p.head.i == whom.i and c.dep_ == "pobj" and actors.armed(actors.phrase(c))) for p in of for c in p.children)


def suspected(t: Any, lemma: str) -> Iterator[Statement]:
    """Yield who is suspected or given an act: "suspect X of the blast", "X is suspected of", "pinned the blast on X"."""
    if any(c.dep_ == "neg" for c in t.children):
        return
    about = doers.cue("acts", "verbs") | doers.cue("acts", "nouns") | doers.cue("claim", "deeds")
    what = {x for w in t.subtree if w.i != t.i for x in (w.lemma_.lower(), w.lower_)}
    if t.dep_ in ("relcl", "acl"):
        what |= {t.head.lower_, t.head.lemma_.lower()}
    if not what & about:
        return
    by, stance = doers.subject(t), "suspected"
    if lemma == "suspect":
        of = any(p.lower_ in ("of", "in") for p in t.children) or any(c.dep_ == "xcomp" for c in t.children)
        of = of or any(c.dep_ == "dobj" and any(x.dep_ == "relcl" for x in c.children) for c in t.children)  # "X, who did it"
        whom = next((c for c in t.children if c.dep_ in ("dobj", "nsubjpass")), None)
        # "the Sons of Arvand of Wednesday's bombing": the second "of" may hang on the name
        if whom is not None and not of and not any(p.lower_ == "of" and p.i >= actors.phrase(whom).end for p in whom.children):
            whom = None
    else:
        link = cues.load("responsibility")["stance"]["attributes"][lemma]
        things = [c for c in t.children if c.dep_ in ("dobj", "nsubjpass")] + ([t.head] if t.dep_ in ("relcl", "acl") else [])
        linked = [c for p in t.subtree if p.i > t.i and p.lower_ == link for c in p.children if c.dep_ == "pobj"]
        # "pinned the raid on the town on X": the parser may hang "on X" on the raid
        whom = next((c for c in linked if actors.armed(actors.phrase(c))), None)
        stance = "suspected" if doers.hedged(t.doc, t) or lemma in doers.cue("stance", "links") else "blamed"
        if lemma in doers.cue("stance", "links") and not any(deeds.violent(x.subtree) for x in things):
            if not any(deeds.violent(c.subtree) for c in linked):
                return
            whom = next(iter(things), None)  # "linked X to the raid"
    if whom is not None and whom.pos_ != "PRON":
        speaker = by if by is not None and by.i != whom.i and speaks(by) else None
        for one in doers.each(whom):
            if actors.armed(actors.phrase(one)) or (lemma == "suspect" and one.pos_ == "PROPN"):
                yield stance, one, t, speaker, f"{stance}: {t.text}"


def suspect_in(t: Any) -> Iterator[Statement]:
    """Yield who is called the suspect of an act: "X is the main suspect in the killing", "the prime suspect is X"."""
    be = t.head
    if t.dep_ not in ("attr", "nsubj") or be.lemma_ != "be" or any(c.dep_ == "neg" for c in be.children):
        return
    who = doers.subject(be) if t.dep_ == "attr" else next((c for c in be.children if c.dep_ == "attr"), None)
    acts = doers.cue("acts", "nouns") | (doers.cue("claim", "deeds") - doers.cue("stance", "borrowed"))
    told = any(w.lower_ in acts for w in be.subtree if w.i > t.i)
    stance = "suspected" if t.lower_.startswith("suspect") or _guessed(be) else "blamed"  # "was the culprit in the raid"
    if told and who is not None and who.pos_ in ("NOUN", "PROPN"):
        for one in doers.each(who):
            if actors.armed(actors.phrase(one)) or actors.name(actors.phrase(one)):
                yield stance, one, t, None, f"called the {t.text}"


def speaks(t: Any) -> bool:
    """Return whether a noun can blame: no pronoun, no act, no war and no paper, whoever is behind them is found by `claims.attribution`."""
    return t.pos_ != "PRON" and not doers.act_noun(t) and t.lemma_.lower() not in doers.cue("stance", "mute")


def _for_what(t: Any) -> bool:
    """Return whether it is for an act or a disaster that somebody is blamed, or nobody says for what: not "for the slow rescue"."""
    what = [c for p in t.children if p.dep_ == "prep" and p.lower_ == "for" for c in p.children if c.dep_ in ("pobj", "pcomp")]
    what = [t.head if c.tag_ == "WDT" and t.dep_ == "relcl" else c for c in what]  # "an attack for which they blamed the army"
    words = [
        w
        for c in what
        for w in (
            c,
            *(x for x in c.subtree if x.i < c.i),
            *(x for p in c.children if p.lower_ in ("of", "in", "on") or p.dep_ != "prep" for x in p.subtree),
        )
    ]
    return not what or deeds.tells_of_an_act(words) or deeds.calamity(words)


def _answerable(whom: Any, about: set[str]) -> bool:
    """Return whether it is a firm that is blamed for a disaster: "the mine's operator"; not for a strike or a loss."""
    return whom.lower_ in doers.cue("claim", "firms") and bool(about & doers.cue("claim", "calamities"))


def _named_for(t: Any, whom: Any) -> bool:
    """Return whether one who is known by a single name is blamed for violence: "accused Norvia of shelling the village"."""
    name = actors.phrase(whom)
    one = len(name) == 1 or (len(name) == 2 and name[1].tag_ == "CD")  # "Barrio 18"
    over = whom.head.head if whom.dep_ == "appos" or whom.head.lower_ == "responsible" else whom.head  # "its neighbour Norvia"
    if not one or over.i != t.i or whom.pos_ != "PROPN" or not name.text[:1].isupper() or times.find(name.text, None):
        return False
    links = [
        p for x in (t, whom, whom.head) for p in x.children if p.dep_ == "prep" and p.lower_ in ("of", "for") and p.i > whom.i
    ]
    return any(deeds.violent(w for c in p.children for w in c.subtree) for p in links)


def _whom(t: Any) -> Any:
    """Return the noun before the "of" or "for" of "accused X of", by the order of the words, or None."""
    for w in t.doc[t.i + 1 : t.i + 8]:
        if w.lower_ == "by":
            return None
        if w.lower_ in ("of", "for"):
            before = t.doc[w.i - 1]
            if before.i > t.i + 2 and times.find(before.text, None) and before.nbor(-1).lower_ == "on":
                before = before.nbor(-2)  # "accused Norvia on Thursday of shelling it"
            return before if before.i > t.i and before.pos_ in ("NOUN", "PROPN") else None
        if w.pos_ in ("VERB", "AUX", "PUNCT"):
            return None
    return None


def behind(t: Any) -> Iterator[Statement]:
    head = t.head
    if head.pos_ not in ("AUX", "VERB") or head.lemma_ not in ("be", "stand", "believe"):
        return
    who = doers.subject(head, passive=True)
    if who is not None and head.dep_ == "xcomp" and {w.lower_ for w in (who, *who.children)} & doers.cue("claim", "nobody"):
        yield "unclaimed", None, t, None, "nobody claims it: " + t.text  # "no one has claimed to be behind it"
        return
    if who is not None and who.lower_ in doers.cue("stance", "no_idea"):
        if any(c.lower_ in ("no", "little") for c in who.children):
            yield "unclaimed", None, t, None, "nobody is named: " + t.text  # "have no idea who was behind it"
        return
    if (speaker := doers.disowner(head)) is not None:
        yield "denied", speaker, t, speaker, f"none of its own {t.text}"
        return
    if (
        who is not None
        and who.lower_ == "who"
        and (
            {w.lower_ for w in t.doc[max(0, t.i - 9) : t.i]} & {"no", "nobody", "unclear", "unknown", "not"}
            or unclaimed.not_known(head)
        )
    ):
        yield "unclaimed", None, t, None, "nobody is named: " + t.text
        return
    if head.dep_ in ("ccomp", "xcomp") and head.head.lemma_ in doers.cue("stance", "deny"):
        return  # "denied it was behind the raid" is read with its verb
    speaker = (doers.spoken_for(head.head) or doers.subject(head.head)) if head.dep_ == "ccomp" else None
    if speaker is not None and {w.lower_ for w in (speaker, *speaker.children)} & doers.cue("claim", "nobody"):
        yield "unclaimed", None, t, None, "nobody claims it: " + t.text  # "no group has said it was behind it"
        return
    own = who is not None and any(w.lower_ in doers.cue("claim", "own") for w in who.children) and doers.its_own(who)
    if (who is not None and (own or who.lower_ in ("it", "they", "we"))) and speaker is not None and speaker.pos_ != "PRON":
        negated = any(c.dep_ == "neg" for c in head.children)
        if negated or (not doers.accuser(head.head) and (_for_an_act(t, {"claimed"}) or deeds.calamity(t.subtree))):
            yield ("denied" if negated else "claimed"), speaker, t, speaker, f"says so itself: {t.text}"
        return
    if who is None or who.pos_ == "PRON" or who.lower_ in ("who", "it", "what") or _asked(who) or doers.supposed(head):
        return
    if speaker is not None and who.lower_ in doers.cue("claim", "selves") and len(actors.phrase(who)) == 1:
        body = mouthpiece(doers.words_of(speaker))  # "a Valley Front spokesman said the group was behind it"
        definite = any(c.lower_ == "the" for c in who.children) and not doers.cue("claim", "forces") & {w.lower_ for w in body}
        if definite and parties.group(body) and not any(c.dep_ == "neg" for c in head.children):
            yield "claimed", body, t, speaker, f"says so itself: {t.text}"
            return
    stance = "suspected" if doers.hedged(t.doc, head) else "blamed"
    if any(c.dep_ == "neg" for c in head.children):
        own = any(w.lower_ in doers.cue("claim", "own") for w in who.children)
        if own and speaker is not None and speaker.pos_ != "PRON":
            yield "denied", speaker, t, speaker, f"its own not {t.text}"
        elif head.dep_ in ("ccomp", "conj") and actors.armed(actors.phrase(who)):
            yield "denied", who, t, None, f"not {t.text}"
        return
    if t.lower_ == "blame" and not actors.armed(actors.phrase(who)) and doers.by_name(who).pos_ != "PROPN":
        return  # "speeding was to blame for the crash"
    if not _for_an_act(t, {"claimed"}):
        return
    for one in doers.each(who):
        words = actors.phrase(one)
        if actors.armed(words) or subjects.person(t.doc, one.i, True) or any(w.pos_ == "PROPN" for w in words):
            yield stance, one, t, None, f"{stance}: {t.text}"  # no gas leak is behind a blast as somebody is


def _asked(t: Any) -> bool:
    """Return whether it is only asked who: "did not say which army was behind it"."""
    return any(c.lower_ in ("which", "what", "whose") for c in t.children)
