"""Kind of claim: munitions. How many were fired, intercepted, or landed, and how many air strikes there were."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache
from typing import Any

from claims import cues, quantities
from claims.attribution import Speech
from claims.parsing import Parsed
from claims.quantities import Mention
from claims.records import Draft, Quantity

QUOTE = 200  # characters that a quote may have


@cache
def _nouns(name: str) -> frozenset[str]:
    return frozenset(cues.load("munitions")["nouns"][name])


@cache
def _verb_measures() -> dict[str, tuple[str, ...]]:
    out: dict[str, tuple[str, ...]] = {}
    for measure, verbs in cues.load("munitions")["verbs"].items():
        for v in verbs:
            out[v] = (*out.get(v, ()), measure)
    return out


def extract(parsed: Sequence[Parsed], speech: Speech) -> list[Draft]:
    """Return the munitions claims in one report's sentences. "25 of 34" is two: 34 fired and, say, 25 intercepted."""
    out: list[Draft] = []
    last = ""  # the munition told of last: "25 of them"
    fired: Quantity | None = None  # ... and how many of it: "All were shot down"
    for n, p in enumerate(parsed):
        if p.doc is None:
            continue
        wholes: set[int] = set()
        for quantity, first, noun, name, scope in _counts(p.doc, last or _of_which(p.doc), wholes, fired):
            found = _told(p.doc, noun, name, quantity) or (_before(p.doc, noun) if scope == "part" else [])
            if noun in wholes and found:
                found = [("fired", found[0][1])]  # "intercepted 25 of the 34": the 34 were fired
            for measure, trigger in found:
                if speech.denied(n, first, trigger):
                    continue
                described = (
                    p.doc[trigger].dep_ == "acl" and p.doc[trigger].head.i == noun
                )  # "eleven of the drones downed were over X"
                of_all = noun not in wholes and not _partial(p.doc, first, noun) and not described
                if measure == "intercepted" and scope == "part" and of_all:
                    scope = "total"  # "25 of the 34": all that were
                start, end = _quote(p, first, noun, trigger)
                why = (f"{measure}: {p.doc[trigger].text}", f"counted: {name}")
                noun_ = "/".join([name, *_beside(p.doc, noun)])
                out.append(Draft("munitions", measure, n, noun, trigger, start, end, quantity, name, noun_, scope=scope, why=why))
            if found and not _is_strike(name):
                last = name
                fired = quantity if scope == "total" else fired
        for quantity, first, noun, trigger in _times(p.doc):
            start, end = _quote(p, first, noun, trigger)
            why = (f"strikes: {p.doc[trigger].text}", "counted: times")
            out.append(
                Draft("munitions", "strikes", n, noun, trigger, start, end, quantity, "air strikes", "air strikes", why=why)
            )
        last = _uncounted(p.doc) or last
    return out


def _beside(doc: Any, i: int) -> list[str]:
    """Return the other munitions that one figure counts with the noun at token `i`: "82 missiles and drones"."""
    j = next((j for j in range(i + 2, min(i + 5, len(doc))) if doc[j].tag_ == "NNS"), 0)
    between = doc[i + 1 : j]
    joined = j and doc[i + 1].lower_ == "and" and all(t.tag_ in ("CC", "JJ", "NN", "HYPH") for t in between)
    return [name] if joined and not _is_strike(doc[i].lower_) and (name := _name(doc, j)) and not _is_strike(name) else []


def _times(doc: Any) -> Iterator[tuple[Quantity, int, int, int]]:
    """Yield (quantity, first token, "times", verb) where planes struck a place so many times: "jets bombed the town ten times"."""
    if not {w.lower_ for w in doc} & _nouns("planes"):
        return
    for t in doc:
        # "six times overnight": the parser may hang it on the adverb
        verb = next((a for a in t.ancestors if a.pos_ == "VERB"), None) if t.lower_ == "times" else None
        if verb is None or verb.lemma_.lower() not in _nouns("struck"):
            continue
        first = min(w.i for w in t.subtree)
        q = quantities.parse(doc[first : t.i].text)
        if q is not None and not q.vague:
            yield q, first, t.i, verb.i


def _of_which(doc: Any) -> str:
    """Return the munitions that a sentence begins with: "Of the rockets fired on Monday, three fell in open fields"."""
    return _uncounted(doc) if doc[0].lower_ == "of" else ""


def _uncounted(doc: Any) -> str:
    """Return the munitions that a sentence tells of in the plural, the last of them, for "38 of them" in the next: "attacked with drones"."""
    names = [_name(doc, t.i) for t in doc if t.tag_ == "NNS"]
    return next((n for n in reversed(names) if n and not _is_strike(n)), "")


def _before(doc: Any, i: int) -> list[tuple[str, int]]:
    """Return what the verb right before a figure says, where the parse hangs it elsewhere: "intercepted 25 of 34 rockets fired from X"."""
    at = i - 2 if i > 1 and doc[i - 1].lower_ in ("down", "out") else i - 1
    if at < 0 or doc[at].pos_ != "VERB":
        return []
    lemma = doc[at].lemma_.lower()
    if doc[at + 1].lower_ == "out":  # "knocked out six of seven missiles"
        return [("intercepted", at)] if lemma in _nouns("out") else []
    down = lemma in ("shoot", "bring") and at == i - 2
    return [("intercepted", at)] if down or lemma == "destroy" or "intercepted" in _verb_measures().get(lemma, ()) else []


def _told(doc: Any, noun: int, name: str, quantity: Quantity) -> list[tuple[str, int]]:
    """Return (measure, trigger token) for a count of munitions, what only describes it left out: "three rockets fired from X fell" tells
    of three that fell."""
    found = list(_measures(doc, noun, name))
    if quantity == Quantity(1, 1) and "drone" in name:
        return [f for f in found if f[0] == "intercepted"]  # "a drone fired on the car"
    if any(m != "fired" and doc[i].dep_ not in ("acl", "relcl") for m, i in found):
        found = [(m, i) for m, i in found if m != "fired" or not (doc[i].dep_ == "acl" and doc[i].head.i == noun)]
    return found


def _is_strike(name: str) -> bool:
    return name.split()[-1] in _nouns("strikes")


def _counts(
    doc: Any, last: str, wholes: set[int], counted: Quantity | None = None
) -> Iterator[tuple[Quantity, int, int, str, str]]:
    """Yield (quantity, first token, head token, munition, scope) for what a sentence counts; heads of wholes go into `wholes`.
    `counted`: how many of `last` were told of before."""
    mentions = quantities.find(doc)
    taken: set[int] = set()
    for k, m in enumerate(mentions):
        name = _name(doc, m.head)
        if m.quantity.vague and "number" in m.quantity.vague:
            continue
        whole = _whole(doc, m, mentions[k + 1] if k + 1 < len(mentions) else None)
        if whole is not None:
            yield m.quantity, m.start, m.number, _name(doc, whole.head) or last, "part"
            taken.update((m.number, whole.head))
            wholes.add(whole.head)
            continue
        if name:
            taken.add(m.head)
            scope = "part" if m.partitive or _partial(doc, m.start, m.head) else "total"
            yield m.quantity, m.start, m.head, name, scope
            if not _is_strike(name):
                last, counted = name, m.quantity
        elif last and (_pronoun(doc, m) or (m.number == m.head and _lands(doc, m.number))):
            other = m.start > 0 and doc[m.start - 1].lower_ == "other"
            yield m.quantity, m.start, m.number, last, "part" if other or _pronoun(doc, m) else "total"
    for t in doc:  # "a rocket hit the school": one
        if t.i not in taken and t.tag_ == "NN" and _name(doc, t.i) and not _is_strike(t.lower_):
            first = next((c for c in t.children if c.dep_ == "det" and c.lower_ in ("a", "an", "another", "one")), None)
            if first is not None and not any(m.start <= t.i < m.end for m in mentions):
                yield Quantity(1, 1), first.i, t.i, _name(doc, t.i), "total"
                last = last or _name(doc, t.i)
    for t in doc[:-1]:  # "one was shot down and the other fell into the sea"
        every = t.lower_ == "all" and [w.lower_ for w in doc[t.i + 1 : t.i + 3]] in (["of", "which"], ["of", "them"])
        every = every or (t.lower_ == "all" and t.nbor(1).pos_ == "AUX")  # "All were intercepted"
        if every and counted is not None and t.i not in taken and t.dep_ in ("nsubj", "nsubjpass"):
            yield counted, t.i, t.i, last, "part"  # "five drones, all of which were intercepted"
        if (
            last
            and t.lower_ == "other"
            and t.i
            and t.nbor(-1).lower_ == "the"
            and t.dep_ in ("nsubj", "nsubjpass")
            and t.i not in taken
        ):
            yield Quantity(1, 1), t.i - 1, t.i, last, "part"


def _name(doc: Any, i: int) -> str:
    """Return the munition that the noun at `i` names, with the nouns that belong to its name, or ""."""
    word: str = doc[i].lower_
    strike = word in _nouns("strikes")
    if word in _nouns("missions") and i and doc[i - 1].lower_ in ("airstrike", "strike"):
        return "air strikes" if doc[i - 1].lower_ == "airstrike" or (i > 1 and doc[i - 2].lower_ == "air") else ""
    if not strike and word not in _nouns("munitions"):
        return ""
    if strike:
        before = doc[i - 1].lower_ if i else ""
        if before in _nouns("never") or (doc[i - 1].tag_ in ("NN", "NNS") and i and before not in _nouns("air")):
            return ""
        return ("air " if before == "air" else "") + word
    start = i
    while start and (doc[start - 1].lower_ in _nouns("names") or doc[start - 1].lower_ in _nouns("munitions")):
        start -= 1
    while start < i and doc[start].lower_ == "and":
        start += 1
    name = " ".join(t.lower_ for t in doc[start : i + 1])
    weak: list[str] | None = cues.load("munitions")["nouns"]["weak"].get(word)
    if word in ("bomb", "bombs", "bombers") and start and doc[start - 1].lower_ in _nouns("planted"):
        return ""
    if weak is not None and not any(w in name.split() for w in weak) and word != "bomb":
        return name if word == "mortar" and doc[i].tag_ == "NN" and start < i else ""
    if i + 1 < len(doc) and doc[i + 1].lower_ in _nouns("counted_instead"):
        return ""  # "rocket attack": the attack is counted
    return name


def _whole(doc: Any, m: Mention, after: Mention | None) -> Mention | None:
    """Return the mention of the whole in "25 of the 34 rockets"."""
    if after is None or not _name(doc, after.head):
        return None
    between = [t.lower_ for t in doc[m.number + 1 : after.start]]
    return after if between in (["of"], ["of", "the"], ["of", "those"], ["out", "of"]) else None


def _pronoun(doc: Any, m: Mention) -> bool:
    rest = [t.lower_ for t in doc[m.number + 1 : m.number + 3]]
    return rest[:2] in (["of", "them"], ["of", "those"], ["of", "these"], ["of", "which"]) or rest[:1] in (["others"], ["more"])


def _lands(doc: Any, i: int) -> bool:
    """Return whether a bare figure is the subject of a verb that only munitions have: "five landed", "25 were shot down"."""
    if i + 1 >= len(doc):
        return False
    verb = doc[i].head
    if doc[i].dep_ not in ("nsubj", "nsubjpass") or verb.pos_ != "VERB" or not all(t.pos_ == "AUX" for t in doc[i + 1 : verb.i]):
        return False
    return verb.lemma_.lower() in ("land", "fall", "intercept", "explode") or (
        verb.lemma_.lower() == "shoot" and _next(doc, verb, "down")
    )


def _partial(doc: Any, start: int, head: int) -> bool:
    before = doc[start - 1].lower_ if start else ""
    return before in ("including", "other", "another") or any(t.lower_ == "other" for t in doc[start:head])


def _measures(doc: Any, i: int, name: str) -> Iterator[tuple[str, int]]:
    """Yield (measure, trigger token) for what is said of the munitions at token `i`."""
    seen: set[str] = set()
    if _alone(name):
        seen.add("strikes")
        yield "strikes", i
    if (noun := _act(doc[i])) is not None:
        yield noun
        seen.add(noun[0])
    for verb in _verbs(doc[i]):
        lemma, particle = verb.lemma_.lower(), {c.lower_ for c in verb.children if c.dep_ == "prt"}
        if _is_strike(name):
            if any(c.dep_ == "neg" or c.lower_ in ("would", "will") for c in verb.children):
                continue
            if lemma in cues.load("munitions")["verbs"]["strikes"] and "strikes" not in seen:
                seen.add("strikes")
                yield "strikes", verb.i
            continue
        if _unreal(verb):
            continue
        measures = _verb_measures().get(lemma, ())
        if name.split()[-1] in _nouns("dropped_only") and lemma != "drop":
            continue
        if lemma in _nouns("wielded") and doc[i].dep_ == "pobj" and doc[i].head.lower_ == "with":
            measures = ("fired",)  # "destroyed nine targets with ten bombs"
        if lemma == "shoot":
            measures = ("intercepted",) if "down" in particle or _next(doc, verb, "down") else ("fired",)
        if (lemma == "bring" and "down" in particle) or (
            lemma in _nouns("out") and ("out" in particle or _next(doc, verb, "out"))
        ):
            measures = ("intercepted",)
        if lemma == "come" and ("down" in particle or _next(doc, verb, "down")):
            measures = ("landed",)
        for measure in measures:
            if measure == "strikes" or measure in seen:
                continue
            if measure == "landed" and (
                not _goes(verb, doc[i]) or (name in ("bomb", "bombs") and lemma in ("explode", "detonate"))
            ):
                continue  # a bomb that explodes was planted, unless it is said to have fallen
            if (
                measure == "intercepted"
                and lemma == "destroy"
                and "drone" not in name
                and "missile" not in name
                and "rocket" not in name
            ):
                continue
            seen.add(measure)
            yield measure, verb.i


def _act(t: Any) -> tuple[str, int] | None:
    """Return (measure, token) of the noun that says what became of the munitions: "the firing of five drones"; None for none."""
    link = t.head if t.dep_ == "pobj" else None
    of = link if link is not None and link.lower_ == "of" else None
    if (
        link is not None
        and link.lower_ in ("by", "with", "from", "using")
        and link.i
        and link.nbor(-1).lower_ in _nouns("onsets")
    ):
        return "fired", link.i - 1  # "came under attack by 118 drones"
    if of is None:
        return None
    return next(((m, of.head.i) for m, ws in cues.load("munitions")["acts"].items() if of.head.lower_ in ws), None)


def _alone(name: str) -> bool:
    """Return whether the words for strikes say by themselves that they came from the air."""
    return name.startswith("air")


def _next(doc: Any, verb: Any, word: str) -> bool:
    return bool(verb.i + 1 < len(doc) and doc[verb.i + 1].lower_ == word)


def _verbs(t: Any) -> Iterator[Any]:
    """Yield the verbs whose subject, object or instrument `t` is, and the participles that describe it."""
    for c in t.children:
        if c.dep_ in ("acl", "relcl") and c.pos_ in ("VERB", "AUX") and not _of_some(c):
            yield c
            yield from (x for x in c.children if x.dep_ == "conj" and x.pos_ == "VERB")
    head, hops = t, 0
    while hops < 5:
        hops += 1
        up = head.head
        if up.i == head.i:
            return
        if (
            head.dep_ in ("conj", "appos", "nummod", "compound")
            or (head.dep_ == "pobj" and up.lower_ == "of")
            or (head.dep_ == "prep" and head.lower_ == "of")
        ):
            head = up
            continue
        if head.dep_ == "pobj" and (up.lower_ in ("with", "by", "in") or (up.lower_ in _RANGES and _hedges(up))):
            head = up
            continue
        if head.dep_ in ("dobj", "npadvmod") and up.dep_ == "acl" and up.lower_ in _nouns("made_of"):
            head = up.head  # "three salvos totalling 18 rockets were fired"
            continue
        if up.pos_ in ("VERB", "AUX") or up.tag_.startswith("VB"):
            yield up
            yield from (
                x
                for x in up.children
                if x.dep_ == "conj" and x.tag_.startswith("VB") and not any(y.dep_ == "nsubj" for y in x.children)
            )
            # "14 missiles fired at X were intercepted": a participle that the parser took for the verb
            later = (*up.children, *(up.head.children if up.dep_ == "ccomp" else ()))
            yield from (x for x in later if x.dep_ == "ccomp" and x.i > up.i and _only_helped(x))
            if up.dep_ in ("conj",) and head.dep_ == "dobj" and up.head.tag_.startswith("VB"):
                return
        return


_RANGES = ("between", "from", "over", "under", "around", "about", "near")


def _hedges(link: Any) -> bool:
    """Return whether a number follows a preposition, which then only hedges it: "fired between 180 and 200 missiles"."""
    return bool(link.i + 1 < len(link.doc) and link.nbor(1).tag_ == "CD")


def _only_helped(verb: Any) -> bool:
    """Return whether a passive verb has no subject of its own."""
    told = {c.dep_ for c in verb.children}
    return "auxpass" in told and not told & {"nsubj", "nsubjpass"}


def _of_some(verb: Any) -> bool:
    """Return whether a relative clause tells of some of them only: "55 rockets, most of which were intercepted"."""
    return any(
        c.dep_ in ("nsubj", "nsubjpass") and c.tag_ not in ("WDT", "WP") and any(w.tag_ in ("WDT", "WP") for w in c.subtree)
        for c in verb.children
    )


def _goes(verb: Any, t: Any) -> bool:
    """Return whether `t` is what lands: the subject of the verb, or what somebody was hit with."""
    if any(
        c.dep_ == "nsubj" and (c.i == t.i or t.is_ancestor(c) or c.is_ancestor(t) or c.lower_ in ("that", "which"))
        for c in verb.children
    ):
        return True
    if verb.dep_ == "conj" and verb.head.i in (t.head.i, t.i) and t.dep_ in ("nsubj", "nsubjpass"):
        return True  # "rockets fired from the hills hit the town": a participle that the parser took for the main verb
    if verb.dep_ in ("acl", "relcl", "conj") and not any(c.dep_ in ("nsubj", "dobj") for c in verb.children):
        return True
    if verb.dep_ in ("relcl", "acl") and verb.head.i == t.i:
        return True
    return any(c.dep_ in ("prep", "agent") and c.lower_ in ("with", "by") and (c.is_ancestor(t)) for c in verb.children)


def _unreal(verb: Any) -> bool:
    return any(
        c.dep_ == "neg" or (c.dep_ == "aux" and c.lower_ in ("would", "could", "may", "might", "will", "can", "to"))
        for c in verb.children
    )


def _quote(p: Parsed, first: int, noun: int, trigger: int) -> tuple[int, int]:
    doc: Any = p.doc
    a, b = min(first, trigger), max(noun, trigger)
    start, end = doc[a].idx, doc[b].idx + len(doc[b])
    if end - start > QUOTE:
        start, end = doc[first].idx, doc[noun].idx + len(doc[noun])
    return p.sentence.start + start, p.sentence.start + end
