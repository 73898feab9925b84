"""What is said of who did it, in so many words: claimed, denied, blamed, suspected, unclaimed."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from claims import actors, deeds, doers, parties, unclaimed
from claims.doers import Statement

OWN_WORK = "the work of its own"  # in the why of a claim by whoever says so: "was the work of its fighters, X said"


def claimed(doc: Any, t: Any, lemma: str) -> Iterator[Statement]:
    words = {w.lower_ for w in doc[max(0, t.i - 8) : t.i + 6]}
    if t.dep_ == "nsubjpass":
        words.add(t.head.lower_)  # "responsibility for Monday's bombing of the bridge was claimed by X"
    if lemma != "claim" and (not words & doers.cue("claim", "verbs") or not (for_an_act(t, words) or _by_a_group(t))):
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


def for_an_act(t: Any, near: set[str]) -> bool:
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
                    if c.dep_ == "pobj" and act and doers.its_own(c) and verb.lemma_ == "be" and not guessed(verb):
                        yield "claimed", c, t, None, OWN_WORK
                        return
                    if c.dep_ == "pobj" and (known or (act and any(w.pos_ == "PROPN" for w in actors.phrase(c)))):
                        plain = act and verb.lemma_ == "be" and not guessed(verb)
                        yield "blamed" if plain else "suspected", c, t, None, f"the {t.text} of"
    elif t.i and actors.owner(t.doc[t.i - 1].lower_):
        yield "suspected", t.doc[t.i - 1 : t.i], t, None, f"whose {t.text}"


def guessed(be: Any) -> bool:
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


def no_act(w: Any) -> bool:
    """Return whether a word tells of no act though others use it so: of "using starvation as a weapon", "using" and "weapon"."""
    if w.lower_ in ("weapon", "weapons"):
        return bool(w.dep_ == "pobj" and w.head.lower_ == "as")
    return bool(w.lemma_.lower() == "use" and w.pos_ == "VERB" and not doers.has_act(w))
