"""Who is charged with an act, in so many words: blamed, accused, suspected, said to be behind it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from claims import actors, cues, deeds, doers, harming, parties, subjects, times, unclaimed
from claims.doers import Statement
from claims.statements import for_an_act, guessed, mouthpiece, no_act


def blamed(t: Any, lemma: str) -> Iterator[Statement]:
    """Yield who is blamed: "blamed X for", "blamed the raid on X", "X was accused of", "X and Y blamed each other"."""
    by, things = doers.subject(t), [c for c in t.children if c.dep_ in ("dobj", "nsubjpass")]
    rest = {x for w in t.subtree if not no_act(w) for x in (w.lower_, w.lemma_.lower())}
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
    stance = "suspected" if t.lower_.startswith("suspect") or guessed(be) else "blamed"  # "was the culprit in the raid"
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
        if negated or (not doers.accuser(head.head) and (for_an_act(t, {"claimed"}) or deeds.calamity(t.subtree))):
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
    if not for_an_act(t, {"claimed"}):
        return
    for one in doers.each(who):
        words = actors.phrase(one)
        if actors.armed(words) or subjects.person(t.doc, one.i, True) or any(w.pos_ == "PROPN" for w in words):
            yield stance, one, t, None, f"{stance}: {t.text}"  # no gas leak is behind a blast as somebody is


def _asked(t: Any) -> bool:
    """Return whether it is only asked who: "did not say which army was behind it"."""
    return any(c.lower_ in ("which", "what", "whose") for c in t.children)
