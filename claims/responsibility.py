"""Kind of claim: responsibility. Who is said to have done it, by whom, and who says it was not so.

A fact that the report states itself ("regime warplanes bombed the market") is a blamed claim with nobody quoted.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache
from typing import Any

from claims import actors, cues
from claims.attribution import Speech
from claims.parsing import Parsed
from claims.records import Draft

QUOTE = 200  # characters that a quote may have


@cache
def _cue(group: str, name: str) -> frozenset[str]:
    return frozenset(cues.load("responsibility")[group][name])


def extract(parsed: Sequence[Parsed], speech: Speech) -> list[Draft]:
    """Return the responsibility claims in one report's sentences, each actor and stance once a sentence."""
    out: list[Draft] = []
    for n, p in enumerate(parsed):
        if p.doc is None:
            continue
        seen: set[tuple[str, str]] = set()
        for stance, actor, trigger, by, why in _statements(p.doc):
            name = actors.phrase(actor).text if actor is not None else None
            key = (stance if stance != "suspected" else "blamed", actors.fold(name) if name else "")
            anchor = actor.i if actor is not None else trigger.i
            if key in seen or (stance == "blamed" and speech.denied(n, anchor, trigger.i)):
                continue
            seen.add(key)
            start, end = _quote(p, actor, trigger)
            said = None if by is None else (actors.phrase(by).text,)
            out.append(Draft("responsibility", stance, n, anchor, trigger.i, start, end, actor=name, said_by=said, why=(why,)))
    return out


_Statement = tuple[str, Any, Any, Any, str]  # stance, actor token or None, trigger token, speaker token or None, why


def _statements(doc: Any) -> Iterator[_Statement]:
    for t in doc:
        lemma = t.lemma_.lower()
        if t.lower_ == "responsibility" or (lemma == "claim" and t.pos_ == "VERB"):
            yield from _claimed(doc, t, lemma)
        elif lemma in _cue("stance", "deny") and t.pos_ == "VERB":
            yield from _denied(t)
        elif lemma in _cue("stance", "blame") and t.pos_ == "VERB":
            yield from _blamed(t, lemma)
        elif t.lower_ in ("behind", "responsible"):
            yield from _behind(t)
        if lemma in _cue("acts", "verbs") and t.pos_ in ("VERB", "AUX"):
            yield from _agents(t, lemma)
        if t.lower_ in _cue("acts", "nouns") and t.pos_ in ("NOUN", "PROPN"):
            yield from _owners(t)


def _subject(verb: Any) -> Any:
    """Return the token of a verb's subject, through coordination and participles, or None."""
    v = verb
    for _ in range(4):
        for c in v.children:
            if c.dep_ == "nsubj":
                return _antecedent(c)
        if v.dep_ in ("conj", "xcomp", "advcl") and v.head.pos_ in ("VERB", "AUX"):
            v = v.head
        elif v.dep_ in ("acl", "relcl") and v.tag_ in ("VBG", "VBD", "VBP", "VBZ"):
            return v.head
        else:
            return None
    return None


def _antecedent(t: Any) -> Any:
    if t.lower_ in ("who", "that", "which") and t.head.dep_ == "relcl":
        return t.head.head
    return t


def _claimed(doc: Any, t: Any, lemma: str) -> Iterator[_Statement]:
    words = {w.lower_ for w in doc[max(0, t.i - 8) : t.i + 6]}
    if t.lower_ == "responsibility" and not words & {"claim", "claimed", "claims", "claiming", "took", "take", "accepted"}:
        return
    if lemma == "claim" and not words & {"responsibility", "attack", "bombing", "blast"}:
        return
    if lemma == "claim" and "responsibility" in words:
        return  # told at "responsibility"
    before = [w.lower_ for w in doc[max(0, t.i - 8) : t.i]]
    if any(w in ("no", "nobody", "none", "neither") for w in before) or "not" in before or "n't" in before:
        yield "unclaimed", None, t, None, "nobody claims it: " + t.text
        return
    verb = t if lemma == "claim" else next((a for a in t.ancestors if a.lemma_ in ("claim", "take", "accept")), None)
    if verb is None:
        return
    by = next((c for p in verb.children if p.dep_ == "agent" for c in p.children if c.dep_ == "pobj"), None)
    who = (
        by if by is not None else _subject(verb) if verb.tag_ != "VBN" or any(c.dep_ == "nsubj" for c in verb.children) else None
    )
    if who is not None and who.pos_ != "PRON":
        yield "claimed", who, t, who, f"claims it: {verb.text}"


def _denied(t: Any) -> Iterator[_Statement]:
    who = _subject(t)
    rest = {w.lemma_.lower() for w in t.subtree if w.i > t.i} | {w.lower_ for w in t.subtree if w.i > t.i}
    about = (
        _cue("acts", "verbs")
        | _cue("acts", "nouns")
        | {
            "involvement",
            "responsibility",
            "role",
            "responsible",
            "involve",
            "behind",
            "use",
            "accusation",
            "charge",
            "allegation",
            "report",
            "claim",
            "target",
        }
    )
    if who is not None and who.pos_ != "PRON" and rest & about and t.lemma_ != "reject":
        yield "denied", who, t, who, f"denies it: {t.text}"


def _blamed(t: Any, lemma: str) -> Iterator[_Statement]:
    by = _subject(t)
    on = next((c for p in t.children if p.dep_ == "prep" and p.lower_ == "on" for c in p.children if c.dep_ == "pobj"), None)
    whom = on if on is not None else next((c for c in t.children if c.dep_ in ("dobj", "nsubjpass")), None)
    rest = {w.lower_ for w in t.subtree} | {w.lemma_.lower() for w in t.subtree}
    about = _cue("acts", "verbs") | _cue("acts", "nouns") | {"responsible", "for", "of"}
    if lemma == "hold" and "responsible" not in rest:
        return
    if lemma in ("denounce", "condemn", "charge"):
        return
    if whom is not None and whom.pos_ != "PRON" and rest & about and actors.armed(actors.phrase(whom)):
        speaker = by if by is not None and by.i != whom.i and by.pos_ != "PRON" else None
        for one in _each(whom):
            yield "blamed", one, t, speaker, f"blamed: {t.text}"


def _behind(t: Any) -> Iterator[_Statement]:
    head = t.head
    if head.pos_ not in ("AUX", "VERB") or head.lemma_ not in ("be", "stand", "believe"):
        return
    who = _subject(head)
    if who is None or who.pos_ == "PRON" or who.lower_ in ("who", "it", "what"):
        return
    stance = "suspected" if _hedged(t.doc, head) else "blamed"
    if any(c.dep_ == "neg" for c in head.children):
        return
    for one in _each(who):
        yield stance, one, t, None, f"{stance}: {t.text}"


def _agents(t: Any, lemma: str) -> Iterator[_Statement]:
    """Yield who does a harmful act: the subject of an active verb, the agent of a passive one."""
    if any(c.dep_ == "neg" for c in t.children) or _hypothetical(t):
        return
    passive = any(c.dep_ in ("auxpass", "nsubjpass") for c in t.children) or (
        t.tag_ == "VBN" and t.dep_ in ("acl", "amod", "advcl", "conj", "ROOT")
    )
    if passive:
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
        who = _subject(t)
    if who is None or who.pos_ == "PRON" or who.pos_ not in ("NOUN", "PROPN", "ADJ"):
        return
    if lemma in _cue("acts", "light") and not {w.lower_ for w in t.subtree} & (_cue("acts", "nouns") | {"chemical"}):
        return
    for one in _each(who):
        if actors.armed(actors.phrase(one)) and not _act_noun(one):
            yield ("suspected" if _hedged(t.doc, t) else "blamed"), one, t, None, f"does it: {t.text}"


def _act_noun(t: Any) -> bool:
    return t.lower_ in _cue("acts", "nouns")


def _owners(t: Any) -> Iterator[_Statement]:
    """Yield whose a strike is: "Russian air strikes", "shelling by the rebels"."""
    for p in t.children:
        if p.dep_ in ("prep", "agent") and p.lower_ in ("by", "from"):
            for c in p.children:
                if c.dep_ == "pobj":
                    for one in _each(c):
                        if p.lower_ == "by" and actors.armed(actors.phrase(one)) and not _act_noun(one):
                            yield ("suspected" if _hedged(t.doc, t) else "blamed"), one, t, None, f"{t.text} by"
    span = actors.phrase(t)
    for w in span:
        if w.i < t.i and actors.owner(w.lower_):
            yield (
                ("suspected" if _hedged(t.doc, t) or "suspected" in {x.lower_ for x in span} else "blamed"),
                w,
                t,
                None,
                f"whose {t.text}",
            )
            return


def _each(t: Any) -> Iterator[Any]:
    """Yield a noun and those coordinated with it."""
    yield t
    for c in t.children:
        if c.dep_ == "conj" and c.pos_ in ("NOUN", "PROPN"):
            yield from _each(c)


def _hedged(doc: Any, t: Any) -> bool:
    near = doc[max(0, t.i - 6) : t.i + 4]
    return any(w.lower_ in _cue("stance", "hedge") for w in near)


def _hypothetical(t: Any) -> bool:
    return any(c.dep_ in ("aux", "mark") and c.lower_ in _cue("stance", "hypothetical") for c in t.children)


def _quote(p: Parsed, actor: Any, trigger: Any) -> tuple[int, int]:
    first, last = (trigger, trigger) if actor is None else sorted((actor, trigger), key=lambda t: t.i)
    a = actors.phrase(first).start_char if first.pos_ in ("NOUN", "PROPN", "ADJ") else first.idx
    b = last.idx + len(last)
    more = [t for t in last.subtree if t.i > last.i and t.idx + len(t) - a <= QUOTE // 2 + (b - a)]
    b = max([b, *(t.idx + len(t) for t in more)])
    if b - a > QUOTE:
        b = min(max(last.idx + len(last), a + QUOTE), b)
    return p.sentence.start + a, p.sentence.start + b
