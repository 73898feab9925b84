"""Whose an act is, by nouns: "rebel shelling", "a raid by the army", "its use of gas", "missiles fired from army positions"."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from claims import actors, parties, times
from claims.deeds import BEFORE
from claims.doers import Statement, act_noun, cue, each, has_act, hedged, of_nothing, owner_before, subject


def owners(t: Any) -> Iterator[Statement]:
    """Yield whose a strike is: "Russian air strikes", "shelling by the rebels"."""
    doc = t.doc
    if _not_yet(t) or _helps(t) or _charge(t):
        return
    stance = "suspected" if hedged(doc, t) else "blamed"
    for p in t.children:
        if p.dep_ in ("prep", "agent") and p.lower_ in ("by", "from"):
            for c in p.children:
                if c.dep_ == "pobj":
                    for one in each(c):
                        whose = actors.phrase(one)
                        if actors.armed(whose) and not act_noun(one) and (p.lower_ == "by" or actors.no_place(whose)):
                            yield stance, one, t, None, f"{t.text} {p.lower_}"
        if p.lower_ == "from":  # "fire from army positions"
            for c in (c for c in p.children if c.dep_ == "pobj" and c.lower_ in cue("acts", "positions")):
                if (whose_lines := owner_before(c)) is not None:
                    yield stance, whose_lines, t, None, f"{t.text} from where they stand"
        if p.dep_ == "acl" and p.lower_ == "belonging":  # "a shell belonging to the army"
            for c in (c for x in p.children if x.lower_ == "to" for c in x.children if c.dep_ == "pobj"):
                if actors.armed(actors.phrase(c)):
                    yield stance, c, t, None, f"{t.text} belonging to"
    if t.lower_ in cue("acts", "owned") | cue("acts", "ground"):
        yield from _theirs(t, stance)
        if (whose := _genitive(t)) is not None:
            yield stance, whose, t, None, f"whose {t.text}"
    if t.lower_ in cue("acts", "owned"):
        i = t.i - 1
        while i >= 0 and t.i - i <= 6 and doc[i].lower_ in cue("acts", "between") and not actors.owner(doc[i].lower_):
            i -= 1
        if (land := _land_before(t)) is not None:
            yield stance, land, t, None, f"whose {t.text}"
        elif (group := _group_before(doc, i)) is not None:
            yield stance, group, t, None, f"whose {t.text}"
        elif i >= 0 and t.i - i <= 6 and actors.owner(doc[i].lower_):
            first = i
            while first and (
                actors.owner(doc[first - 1].lower_)
                or (doc[first - 1].lower_ in ("and", "or") and first > 1 and actors.owner(doc[first - 2].lower_))
            ):
                first -= 1
            if first < i or not _kind_only(doc, i, t):
                yield stance, doc[first : i + 1], t, None, f"whose {t.text}"


def _genitive(t: Any) -> Any:
    """Return whose act it is by a genitive of a name that no table knows: "the Front's bombing of a bridge"; a town's own bombing has
    nobody whom it is of ("Mirsal's bombing")."""
    for p in t.children:
        if p.dep_ == "poss" and p.pos_ in ("PROPN", "NOUN") and p.i + 1 < len(t.doc) and p.nbor(1).tag_ == "POS":
            name = actors.phrase(p)
            if actors.folded(name.text) or actors.owner(p.lower_) or times.find(name.text, None):
                return None  # whom a table knows is read by the order of the words
            on = any(c.lower_ in ("of", "on", "against") and c.i > t.i for c in t.children)
            return p if on and (actors.armed(name) or p.pos_ == "PROPN") else None
    return None


def _land_before(t: Any) -> Any:
    """Return the word for a land that no table knows before what only armies fire: "Norvian shelling", "a Norvian missile"; an "attack" of
    a land may be one on it."""
    if t.lower_ not in cue("acts", "army_fire"):
        return None
    for w in t.doc[max(0, t.i - 3) : t.i]:
        if (
            actors.demonym(w)
            and not actors.owner(w.lower_)
            and all(x.lower_ in cue("acts", "between") for x in t.doc[w.i + 1 : t.i])
        ):
            return w
    return None


def _group_before(doc: Any, i: int) -> Any:
    """Return the known name of several words, of no state, that ends at token `i`: "Boko Haram" of "a Boko Haram attack"; else None."""
    for first in range(max(0, i - 3), i):
        words = doc[first : i + 1]
        named = any(f[1] == words.text.casefold() and f[2] not in actors.lands() for f in actors.folded(words.text))
        if named and words.text[:1].isupper():
            return words
    return None


def _kind_only(doc: Any, i: int, t: Any) -> bool:
    """Return whether the word at `i` before an act only says what kind it was: "a terrorist attack in Orvane" names nobody, "terrorist
    rocket attacks on the town" gives them to a side."""
    if doc[i].lower_ != "terrorist" or not t.lower_.startswith(("attack", "bombing")):
        return False
    return not any(c.dep_ == "prep" and c.lower_ in ("on", "against", "with") for c in t.children) and not any(
        w.lower_ in cue("acts", "nouns") for w in doc[i + 1 : t.i]
    )


def of_which_land(be: Any) -> Iterator[Statement]:
    """Yield whose the planes or the strikes are said to be: "the planes that carried out the raid were believed to be Russian", "strikes which
    the opposition says were Russian"."""
    if be.lemma_ == "belong":
        whose = next((c for p in be.children if p.lower_ == "to" for c in p.children if c.dep_ == "pobj"), None)
        known = whose is not None and actors.armed(actors.phrase(whose))
    else:
        whose = next((c for c in be.children if c.dep_ in ("acomp", "attr") and c.i > be.i), None)
        known = whose is not None and (actors.owner(whose.lower_) or actors.demonym(whose))
    if whose is None or not known or any(c.dep_ == "neg" for c in be.children):
        return
    over = be.head if be.dep_ == "xcomp" else be
    what = subject(over, passive=True)
    if what is not None and what.lower_ in ("which", "that", "who"):
        what = next((a.head for a in over.ancestors if a.dep_ == "relcl"), None)
        while what is not None and not _does_harm(what) and what.dep_ == "pobj":
            what = what.head.head  # "the strikes on the market, which were Russian"
    before = what is not None and not _does_harm(what) and _the_planes(what)
    if what is None or not (before or _does_harm(what)) or (over is not be and any(c.dep_ == "neg" for c in over.children)):
        return
    guess = over is not be and over.lemma_ in cue("stance", "reputes") | {"appear", "seem"}
    guess = guess or any(c.dep_ == "mark" and c.lower_ == "whether" for c in be.children)
    either = next((c for c in whose.children if c.dep_ == "conj" and (actors.owner(c.lower_) or actors.demonym(c))), None)
    who = whose if either is None or be.lemma_ == "belong" else be.doc[whose.i : either.i + 1]  # "Norvian or Valdoran"
    why = f"{BEFORE}, whose {what.text}" if before else f"whose {what.text}"
    yield ("suspected" if guess or hedged(be.doc, be) else "blamed"), who, be, None, why


def _the_planes(t: Any) -> bool:
    """Return whether it is known planes that a sentence speaks of, those of an act told before: "the planes", "the jets that flew over"."""
    return t.lower_ in cue("acts", "flown") and any(c.lower_ in ("the", "these", "those") for c in t.children)


def _does_harm(t: Any) -> bool:
    """Return whether a noun is an act of violence, or the planes or guns that did one in the sentence: "the strikes", "planes that bombed it"."""
    if act_noun(t):
        return True
    armed = t.lower_ in cue("acts", "flown") | cue("acts", "intercepted")
    return armed and any(
        w.lower_ in cue("acts", "owned") or (w.pos_ == "VERB" and w.lemma_ in cue("acts", "harming")) for w in t.doc
    )


def _not_yet(t: Any) -> bool:
    """Return whether an act is only feared, planned or to be averted: "possible army strikes", "feared revenge attacks by X"."""
    if any(w.lower_ in cue("acts", "not_yet") for w in t.doc[max(0, t.i - 4) : t.i]):
        return True
    verb = next((a for a in t.ancestors if a.pos_ in ("VERB", "AUX")), None)
    if verb is not None and t.lower_ in cue("acts", "made") and verb.lemma_ in cue("acts", "beaten") and _by_troops(verb):
        return False  # "the army foiled an attack by X on the base": X attacked it
    return (
        verb is not None
        and verb.lemma_ in cue("acts", "averted")
        and any(c.dep_ == "dobj" and (c == t or c.is_ancestor(t)) for c in verb.children)
    )


def _by_troops(verb: Any) -> bool:
    """Return whether it is troops who beat an attack back; who foils a plot are the police."""
    who = subject(verb)
    words = set() if who is None else {w.lower_ for w in actors.phrase(who)}
    return verb.lemma_ not in cue("acts", "plots") or bool(words & (cue("claim", "forces") | {"units"}) - {"police", "security"})


def _helps(t: Any) -> bool:
    """Return whether an act is told only as the help that others have: "backed by Russian air strikes", "under cover of army shelling"."""
    link = t.head
    if t.dep_ == "conj":
        link = link.head
    if link.dep_ not in ("prep", "agent", "pcomp") or link.lower_ not in ("by", "of", "from", "with"):
        return False
    return link.head.lemma_ in cue("acts", "helping") and link.head.i < t.i


def _charge(t: Any) -> bool:
    """Return whether it is the name of an offence: "charged with assault by the police"."""
    return t.lower_ in cue("acts", "ground") and t.tag_ == "NN" and not any(c.dep_ in ("det", "poss") for c in t.children)


def _theirs(t: Any, stance: str) -> Iterator[Statement]:
    """Yield whose an act is by a pronoun: "the army resumed its shelling", "the rebels, whose shelling killed nine"."""
    if any(c.dep_ == "poss" and c.lower_ == "whose" for c in t.children):
        who = next((a.head for a in t.ancestors if a.dep_ == "relcl"), None)
        if who is not None and actors.armed(actors.phrase(who)) and not act_noun(who):
            yield stance, who, t, None, f"whose {t.text}"
        return
    if not any(c.dep_ == "poss" and c.lower_ in ("its", "their") for c in t.children):
        return
    for verb in t.ancestors:
        if verb.pos_ in ("VERB", "AUX"):
            who = _told_to(verb) or subject(verb)
            if verb.lemma_ in cue("stance", "ceased"):
                return  # "has reduced its raids"
            if who is not None and who.pos_ in ("NOUN", "PROPN") and actors.armed(actors.phrase(who)) and not act_noun(who):
                yield stance, who, t, None, f"its own {t.text}"
            return


def _told_to(verb: Any) -> Any:
    """Return who is to do it where somebody else asks: "urged the coalition to suspend its raids"; else None."""
    if verb.dep_ != "xcomp" or not any(c.dep_ == "aux" and c.lower_ == "to" for c in verb.children):
        return None
    return next((c for c in verb.head.children if c.dep_ == "dobj" and c.i < verb.i), None)


def use(t: Any) -> Iterator[Statement]:
    """Yield whose use of a poison or a forbidden weapon is told: "the regime's use of sarin", "Syria, for its suspected use of gas"."""
    what = [c for p in t.children if p.lower_ == "of" for c in p.children if c.dep_ == "pobj"]
    if not any(w.lower_ in cue("acts", "poisons") for x in what for w in x.subtree):
        return
    stance = "suspected" if hedged(t.doc, t) else "blamed"
    for p in t.children:
        if p.dep_ == "poss" and p.lower_ in ("its", "their"):
            who = next(
                (w for w in reversed(t.doc[max(0, t.i - 12) : p.i]) if w.pos_ in ("NOUN", "PROPN") and w.dep_ not in _INNER), None
            )
            if who is not None and actors.armed(actors.phrase(who)):
                yield stance, who, t, None, "its use of a weapon"
        elif p.dep_ in ("poss", "compound") and (actors.armed(actors.phrase(p)) or actors.owner(p.lower_)):
            yield stance, p, t, None, "whose use of a weapon"
        elif p.lower_ == "by":
            for c in p.children:
                if c.dep_ == "pobj" and actors.armed(actors.phrase(c)):
                    yield stance, c, t, None, "use of a weapon by"


def _guess(verb: Any) -> bool:
    """Return whether what a verb tells is hedged, or only what something suggests."""
    return hedged(verb.doc, verb) or any(a.lemma_ in cue("stance", "supposes") for a in verb.ancestors)


def imagined(t: Any) -> bool:
    """Return whether the act that token `t` tells is a use of a weapon that is only imagined: "called any use of gas by the army a red line",
    "use of it would be a crime"."""
    use = next((u for u in t.doc[max(0, t.i - _USED) : t.i + 1] if u.lower_ == "use"), None)
    if use is None:
        return False
    line = any(w.lower_ in cue("stance", "lines") for w in t.doc[use.i : use.i + _LINE])
    would = any(c.dep_ == "aux" and c.lower_ in cue("stance", "hypothetical") for c in use.head.children)
    return line or would or any(c.dep_ == "det" and c.lower_ == "any" for c in use.children)


_LINE = 20  # tokens from "use" in which "a red line" may stand
_USED = 6  # tokens from "use" to the weapon
_INNER = ("compound", "amod", "nmod", "poss")


def by_whom(t: Any) -> Iterator[Statement]:
    """Yield the armed actor after a "by" that the parser hung elsewhere: the nearest act before it is theirs."""
    who = next((c for c in t.children if c.dep_ == "pobj"), None)
    if who is None or who.pos_ not in ("NOUN", "PROPN") or not actors.armed(actors.phrase(who)) or act_noun(who):
        return
    doc = t.doc
    for w in reversed(doc[max(0, t.i - 12) : t.i]):
        if w.lemma_.lower() in cue("acts", "light") and w.dep_ == "acl" and w.i == t.i - 1 and not has_act(w):
            return  # "investigations conducted by the army"
        if _charge(w):
            return
        if w.lower_ in cue("acts", "owned") | cue("acts", "nouns") or (
            w.lemma_.lower() in cue("acts", "verbs") and w.tag_ == "VBN"
        ):
            if of_nothing(w) or of_nothing(w.head):
                return  # "no rockets were fired by the rebels"
            yield ("suspected" if hedged(doc, w) else "blamed"), who, w, None, f"{w.text} by"
            return
        if w.lemma_ in cue("acts", "laying") and w.tag_ == "VBN" and _laid(w):
            yield ("suspected" if hedged(doc, w) else "blamed"), who, w, None, f"{w.text} by"
            return
        if w.pos_ == "VERB" and w.tag_ != "VBG":
            return  # "held by", "backed by": the by is that verb's


def _laid(verb: Any) -> bool:
    """Return whether it is a mine or a bomb that was laid or left, and the sentence tells that it went off: "a mine left behind by X killed"."""
    what = verb.head if verb.dep_ in ("acl", "relcl") else next((c for c in verb.children if c.dep_ == "nsubjpass"), None)
    if what is None or what.lower_ not in cue("acts", "laid"):
        return False
    return any(
        w.lemma_.lower() in cue("acts", "goes_off") and (w.lemma_ != "go" or any(c.lower_ == "off" for c in w.children))
        for w in verb.doc
        if w.pos_ == "VERB"
    )


def from_whom(t: Any) -> Iterator[Statement]:
    """Yield who is at the other end: "missiles fired from an army warplane", "the attack, which it says came from the army"."""
    who = next((c for c in t.children if c.dep_ == "pobj"), None)
    near = t.doc[max(0, t.i - 14) : t.i]
    if who is not None and not actors.armed(actors.phrase(who)):
        if who.lower_ in cue("acts", "positions") and any(
            w.lower_ in cue("acts", "nouns") for w in near
        ):  # "from positions of X"
            for c in (c for p in who.children if p.lower_ == "of" for c in p.children if c.dep_ == "pobj"):
                if actors.armed(actors.phrase(c)) or parties.group(actors.phrase(c)):
                    yield ("suspected" if _guess(t.head) else "blamed"), c, t.head, None, f"{t.head.text} from where they stand"
        for c in who.children:  # "rockets fired from a rebel-held area"
            holder = next((x for x in c.children if x.i < c.i and x.pos_ in ("NOUN", "PROPN", "ADJ")), None)
            if c.lower_ in ("held", "controlled") and holder is None:  # "from an area held by the Front"
                holders = [x for p in c.children if p.lower_ == "by" for x in p.children if x.dep_ == "pobj"]
                if holders and actors.armed(actors.phrase(holders[0])) and any(w.lower_ in cue("acts", "nouns") for w in near):
                    yield "suspected", holders[0], t.head, None, f"{t.head.text} from where they hold"
            elif (
                c.lower_ in ("held", "controlled") and holder is not None and any(w.lower_ in cue("acts", "nouns") for w in near)
            ):
                yield "suspected", t.doc[holder.i : holder.i + 1], t.head, None, f"{t.head.text} from where they hold"
        return
    if who is None or not actors.no_place(actors.phrase(who)):
        return
    if any(w.lower_ in cue("acts", "nouns") for w in near):
        yield ("suspected" if hedged(t.doc, t.head) else "blamed"), who, t.head, None, f"{t.head.text} from"
