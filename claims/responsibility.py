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
    text = "\n".join(p.sentence.text for p in parsed)
    for n, p in enumerate(parsed):
        if p.doc is None:
            continue
        seen: set[tuple[str, str]] = set()
        for stance, actor, trigger, by, why in _statements(p.doc):
            span = _span(actor)
            if span is not None and stance in ("blamed", "suspected") and (actors.nameless(span) or _act_noun(actor)):
                continue
            name = actors.completed(span.text, text) if span is not None else None
            key = (stance if stance != "suspected" else "blamed", actors.fold(name) if name else "")
            anchor = span.end - 1 if span is not None else trigger.i
            if key in seen or (stance == "blamed" and speech.denied(n, anchor, trigger.i)):
                continue
            seen.add(key)
            start, end = _quote(p, actor, trigger)
            said = None if by is None else (actors.phrase(by).text,)
            if stance == "blamed" and name:
                voice = said or speech.of(n, anchor, trigger.i)
                if voice and _own_voice(voice[0], name):
                    stance = "claimed"
            out.append(Draft("responsibility", stance, n, anchor, trigger.i, start, end, actor=name, said_by=said, why=(why,)))
    return out


def _own_voice(speaker: str, actor: str) -> bool:
    """Return whether the speaker is the actor: a ministry of the nation whose jets it tells of claims what they did."""
    mine = {f[2] for f in actors.folded(actor)}
    return bool(mine & {f[2] for f in actors.folded(speaker)}) or (not mine and actors.fold(speaker) == actors.fold(actor))


def _span(actor: Any) -> Any:
    """Return the words of an actor, given as a token that heads them or as the words themselves."""
    return actor if actor is None or not hasattr(actor, "dep_") else actors.phrase(actor)


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
        elif t.lower_ in _cue("stance", "unclear"):
            yield from _unclear(t)
        elif t.lower_ in ("behind", "responsible"):
            yield from _behind(t)
        if lemma in _cue("acts", "verbs") and t.pos_ in ("VERB", "AUX"):
            yield from _agents(t, lemma)
        if t.lower_ in _cue("acts", "nouns"):
            yield from _owners(t)
        if t.lower_ == "by" and t.head.lower_ not in _cue("acts", "nouns"):
            yield from _by(t)


def _subject(verb: Any, passive: bool = False) -> Any:
    """Return the token of a verb's subject, through coordination and participles, or None."""
    v = verb
    for _ in range(4):
        for c in v.children:
            if c.dep_ == "nsubj" or (passive and c.dep_ == "nsubjpass"):
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
    if t.lower_ == "responsibility" and not words & {
        "claim",
        "claimed",
        "claims",
        "claiming",
        "took",
        "take",
        "accepted",
        "announced",
        "declared",
        "assumed",
    }:
        return
    if lemma == "claim" and any(c.dep_ == "dobj" and c.lower_ in ("lives", "life", "civilians", "people") for c in t.children):
        return
    if lemma == "claim" and not words & {"responsibility", "attack", "bombing", "blast"}:
        return
    if lemma == "claim" and "responsibility" in words:
        return  # told at "responsibility"
    before = [w.lower_ for w in doc[max(0, t.i - 8) : t.i]]
    if any(w in ("no", "nobody", "none", "neither") for w in before) or "not" in before or "n't" in before:
        yield "unclaimed", None, t, None, "nobody claims it: " + t.text
        return
    verb = (
        t
        if lemma == "claim"
        else next((a for a in t.ancestors if a.lemma_ in ("claim", "take", "accept", "announce", "declare", "assume")), None)
    )
    if verb is None:
        return
    by = next((c for p in verb.children if p.dep_ == "agent" for c in p.children if c.dep_ == "pobj"), None)
    who = (
        by if by is not None else _subject(verb) if verb.tag_ != "VBN" or any(c.dep_ == "nsubj" for c in verb.children) else None
    )
    if who is not None and who.pos_ != "PRON":
        yield "claimed", who, t, who, f"claims it: {verb.text}"


_DENIED = frozenset(
    (
        "involvement",
        "responsibility",
        "role",
        "responsible",
        "involve",
        "behind",
        "accusation",
        "charge",
        "allegation",
        "report",
        "claim",
    )
)


def _denied(t: Any) -> Iterator[_Statement]:
    """Yield who denies an act: "X denied bombing", "accusations that the rebels deny", "were denied by X"."""
    who = next((c for p in t.children if p.dep_ == "agent" for c in p.children if c.dep_ == "pobj"), None) or _subject(t)
    if who is None or who.pos_ == "PRON" or t.lemma_ == "reject":
        return
    about = _cue("acts", "verbs") | _cue("acts", "nouns") | _DENIED
    rest = {x for w in t.subtree if w.i > t.i for x in (w.lemma_.lower(), w.lower_)}
    if t.dep_ in ("relcl", "ccomp", "advcl", "conj", "acl") or any(c.dep_ == "nsubjpass" for c in t.children):
        rest |= {x for w in t.doc[max(0, t.i - 14) : t.i] for x in (w.lemma_.lower(), w.lower_)}
    if rest & about:
        for one in _each(who):
            yield "denied", one, t, one, f"denies it: {t.text}"


def _blamed(t: Any, lemma: str) -> Iterator[_Statement]:
    by = _subject(t)
    on = next((c for p in t.children if p.dep_ == "prep" and p.lower_ == "on" for c in p.children if c.dep_ == "pobj"), None)
    whom = on if on is not None else next((c for c in t.children if c.dep_ in ("dobj", "nsubjpass")), None)
    rest = {w.lower_ for w in t.subtree} | {w.lemma_.lower() for w in t.subtree}
    about = _cue("acts", "verbs") | _cue("acts", "nouns") | {"responsible"}
    if lemma == "hold" and "responsible" not in rest:
        return
    if lemma in ("denounce", "condemn", "charge"):
        return
    if whom is None and t.tag_ == "VBN":
        whom = _subject(t.head)  # "was on Monday accused of"
    if whom is None or not actors.armed(actors.phrase(whom)):
        whom = _whom(t) or whom
    if whom is not None and whom.pos_ != "PRON" and (rest & about or lemma == "blame") and actors.armed(actors.phrase(whom)):
        speaker = by if by is not None and by.i != whom.i and by.pos_ != "PRON" else None
        for one in _each(whom):
            yield "blamed", one, t, speaker, f"blamed: {t.text}"


def _whom(t: Any) -> Any:
    """Return the noun before the "of" or "for" of "accused X of", by the order of the words, or None."""
    for w in t.doc[t.i + 1 : t.i + 8]:
        if w.lower_ in ("of", "for"):
            before = t.doc[w.i - 1]
            return before if before.i > t.i and before.pos_ in ("NOUN", "PROPN") else None
        if w.pos_ in ("VERB", "AUX", "PUNCT"):
            return None
    return None


def _behind(t: Any) -> Iterator[_Statement]:
    head = t.head
    if head.pos_ not in ("AUX", "VERB") or head.lemma_ not in ("be", "stand", "believe"):
        return
    who = _subject(head, passive=True)
    if (
        who is not None
        and who.lower_ == "who"
        and {w.lower_ for w in t.doc[max(0, t.i - 9) : t.i]} & {"no", "nobody", "unclear", "unknown", "not"}
    ):
        yield "unclaimed", None, t, None, "nobody is named: " + t.text
        return
    speaker = _subject(head.head) if head.dep_ == "ccomp" else None
    if who is not None and who.lower_ in ("it", "they", "we") and speaker is not None and speaker.pos_ != "PRON":
        negated = any(c.dep_ == "neg" for c in head.children)
        yield ("denied" if negated else "claimed"), speaker, t, speaker, f"says so itself: {t.text}"
        return
    if who is None or who.pos_ == "PRON" or who.lower_ in ("who", "it", "what"):
        return
    stance = "suspected" if _hedged(t.doc, head) else "blamed"
    if any(c.dep_ == "neg" for c in head.children):
        if head.dep_ in ("ccomp", "conj") and actors.armed(actors.phrase(who)):
            yield "denied", who, t, None, f"not {t.text}"
        return
    for one in _each(who):
        yield stance, one, t, None, f"{stance}: {t.text}"


def _unclear(t: Any) -> Iterator[_Statement]:
    """Yield that nobody is named: "it was unclear who carried out the strike"."""
    doc = t.doc
    rest = [w.lower_ for w in doc[t.i + 1 : t.i + 9]]
    lemmas = {w.lemma_.lower() for w in doc[t.i + 1 : t.i + 9]}
    before = {w.lower_ for w in doc[max(0, t.i - 4) : t.i]}
    if t.lower_ in ("clear", "known") and not before & {"not", "n't", "no", "never"}:
        return
    if "who" in rest[:3] and lemmas & (_cue("acts", "verbs") | {"behind", "responsible"}):
        yield "unclaimed", None, t, None, "nobody is named: " + t.text


def _agents(t: Any, lemma: str) -> Iterator[_Statement]:
    """Yield who does a harmful act: the subject of an active verb, the agent of a passive one."""
    if any(c.dep_ == "neg" for c in t.children):
        yield from _not_done(t)
        return
    if _hypothetical(t):
        return
    agent = any(c.dep_ == "agent" for c in t.children)
    perfect = any(c.dep_ == "aux" and c.lemma_ == "have" for c in t.children)
    passive = (
        agent
        or any(c.dep_ in ("auxpass", "nsubjpass") for c in t.children)
        or (t.tag_ == "VBN" and not perfect and t.dep_ in ("acl", "amod", "advcl", "conj", "ROOT"))
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
    if who is not None and not passive and (speaker := _of_itself(t, who)) is not None:
        if lemma not in _cue("acts", "light") or _has_act(t):
            yield "claimed", speaker, t, speaker, f"says so itself: {t.text}"
        return
    if who is None or who.pos_ == "PRON" or who.pos_ not in ("NOUN", "PROPN", "ADJ"):
        return
    if lemma in _cue("acts", "light") and not _has_act(t):
        return
    if not passive and lemma in _cue("acts", "hurting") and not any(c.dep_ in ("dobj", "obj") for c in t.children):
        return  # "four fighters killed in the raid": the words of a headline, passive without saying so
    for one in _each(who):
        if actors.armed(actors.phrase(one)) and not _act_noun(one):
            yield ("suspected" if _hedged(t.doc, t) else "blamed"), one, t, None, f"does it: {t.text}"


def _of_itself(t: Any, who: Any) -> Any:
    """Return the speaker who tells of its own act: "X said it had bombed", "X said one of its fighters had fired"; else None."""
    says = t.head if t.dep_ in ("ccomp", "conj") else None
    if says is not None and t.dep_ == "conj" and says.dep_ == "ccomp":
        says = says.head
    if says is None or says.lemma_ not in (
        "say",
        "announce",
        "claim",
        "confirm",
        "state",
        "report",
        "declare",
        "acknowledge",
        "admit",
        "tell",
    ):
        return None
    speaker = _subject(says)
    if speaker is None or speaker.pos_ == "PRON" or not actors.armed(actors.phrase(speaker)):
        return None
    own = who.lower_ in ("it", "they", "we") or any(
        w.lower_ in ("its", "their", "our") for w in who.subtree if abs(w.i - who.i) < 5
    )
    return speaker if own else None


def _has_act(t: Any) -> bool:
    """Return whether a light verb has an act as its object: "carried out the attack", "chemical weapons were used"."""
    things = [c for c in t.children if c.dep_ in ("dobj", "nsubjpass", "obj")] + ([t.head] if t.dep_ in ("acl", "relcl") else [])
    things += [c for x in things for c in x.children if c.dep_ in ("conj", "compound", "amod")]
    return any(x.lower_ in _cue("acts", "nouns") or x.lower_ == "chemical" for x in things)


def _not_done(t: Any) -> Iterator[_Statement]:
    """Yield that an actor says it did not do it: "Moscow says it has not bombed the town"."""
    who = _subject(t)
    if who is None:
        return
    speaker = _subject(t.head) if t.dep_ == "ccomp" else None
    if who.pos_ == "PRON" and who.lower_ in ("it", "they", "we") and speaker is not None and speaker.pos_ != "PRON":
        yield "denied", speaker, t, speaker, f"not done: {t.text}"
    elif who.pos_ in ("NOUN", "PROPN") and speaker is not None and actors.armed(actors.phrase(who)):
        yield "denied", who, t, None, f"not done: {t.text}"


def _act_noun(t: Any) -> bool:
    return (t if hasattr(t, "dep_") else t[-1]).lower_ in _cue("acts", "nouns")


def _owners(t: Any) -> Iterator[_Statement]:
    """Yield whose a strike is: "Russian air strikes", "shelling by the rebels"."""
    doc = t.doc
    stance = "suspected" if _hedged(doc, t) else "blamed"
    for p in t.children:
        if p.dep_ in ("prep", "agent") and p.lower_ in ("by", "from"):
            for c in p.children:
                if c.dep_ == "pobj":
                    for one in _each(c):
                        if p.lower_ == "by" and actors.armed(actors.phrase(one)) and not _act_noun(one):
                            yield stance, one, t, None, f"{t.text} by"
    if t.lower_ in _cue("acts", "owned"):
        i = t.i - 1
        while i >= 0 and t.i - i <= 6 and doc[i].lower_ in _cue("acts", "between") and not actors.owner(doc[i].lower_):
            i -= 1
        if i >= 0 and t.i - i <= 6 and actors.owner(doc[i].lower_):
            first = i
            while first and (
                actors.owner(doc[first - 1].lower_)
                or (doc[first - 1].lower_ in ("and", "or") and first > 1 and actors.owner(doc[first - 2].lower_))
            ):
                first -= 1
            yield stance, doc[first : i + 1], t, None, f"whose {t.text}"


def _by(t: Any) -> Iterator[_Statement]:
    """Yield the armed actor after a "by" that the parser hung elsewhere: the nearest act before it is theirs."""
    who = next((c for c in t.children if c.dep_ == "pobj"), None)
    if who is None or who.pos_ not in ("NOUN", "PROPN") or not actors.armed(actors.phrase(who)) or _act_noun(who):
        return
    doc = t.doc
    for w in reversed(doc[max(0, t.i - 12) : t.i]):
        if w.lemma_.lower() in _cue("acts", "light") and w.dep_ == "acl" and w.i == t.i - 1 and not _has_act(w):
            return  # "investigations conducted by the army"
        if w.lower_ in _cue("acts", "owned") | _cue("acts", "nouns") or (
            w.lemma_.lower() in _cue("acts", "verbs") and w.tag_ == "VBN"
        ):
            yield ("suspected" if _hedged(doc, w) else "blamed"), who, w, None, f"{w.text} by"
            return
        if w.pos_ == "VERB" and w.tag_ != "VBG":
            return  # "held by", "backed by": the by is that verb's


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
    if any(c.dep_ in ("aux", "mark") and c.lower_ in _cue("stance", "hypothetical") for c in t.children):
        return True
    may = any(c.dep_ == "aux" and c.lower_ in ("could", "may", "might", "can") for c in t.children)
    return may and not any(c.dep_ == "aux" and c.lower_ == "have" for c in t.children)


def _quote(p: Parsed, actor: Any, trigger: Any) -> tuple[int, int]:
    actor = actor if actor is None or hasattr(actor, "dep_") else actor[-1]
    if actor is None:  # nobody claims it: the words that say so are the denial before
        before = trigger.doc[max(0, trigger.i - 10) : trigger.i]
        actor = next((t for t in before if t.lower_ in ("no", "nobody", "none", "neither", "unclear", "unknown", "not")), None)
    first, last = (trigger, trigger) if actor is None else sorted((actor, trigger), key=lambda t: t.i)
    a = actors.phrase(first).start_char if first.pos_ in ("NOUN", "PROPN", "ADJ") else first.idx
    b = last.idx + len(last)
    more = [t for t in last.subtree if t.i > last.i and t.idx + len(t) - a <= QUOTE // 2 + (b - a)]
    b = max([b, *(t.idx + len(t) for t in more)])
    if b - a > QUOTE:
        b = min(max(last.idx + len(last), a + QUOTE), b)
    return p.sentence.start + a, p.sentence.start + b
