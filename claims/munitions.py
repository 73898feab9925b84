"""Kind of claim: munitions. How many were fired, intercepted, or landed, and how many air strikes there were."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from claims import arms, cues, doers, quantities, tallies
from claims.attribution import Speech
from claims.munition_counts import Told, alone, counts, partial
from claims.parsing import Parsed
from claims.records import Draft, Quantity

QUOTE = 200  # characters that a quote may have


def extract(parsed: Sequence[Parsed], speech: Speech) -> list[Draft]:
    """Return the munitions claims in one report's sentences. "25 of 34" is two: 34 fired and, say, 25 intercepted."""
    out: list[Draft] = []
    told = Told()
    for n, p in enumerate(parsed):
        if p.doc is None:
            told.near = False
            continue
        wholes: set[int] = set()
        named = False
        some = _of_those_that(p.doc)
        before = len(out)
        for quantity, first, noun, name, scope, packed in counts(p.doc, told, wholes):
            found = _told(p.doc, noun, name, quantity)
            if not found and packed >= 0:
                found = _told(p.doc, packed, name, quantity)
            if scope == "part" and (not found or p.doc[noun].dep_ == "quantmod"):
                found = _before(p.doc, noun) or found
            if scope == "part" and found and all(m == "fired" and _reduced(p.doc[i]) for m, i in found):
                found = _before(p.doc, first) or found  # "intercepted 19 of the rockets fired at X"
            if scope == "part" and found and all(m == "fired" and i == noun + 1 for m, i in found):
                found = _fared(p.doc, noun + 2) or found  # "21 of the drones sent at X had been shot down"
            if scope == "part" and any(m != "fired" for m, _ in found):
                found = [
                    f for f in found if f[0] != "fired" or not _reduced(p.doc[f[1]])
                ]  # "two of the missiles fired at X landed"
            if scope == "added" and not arms.name(p.doc, noun):  # "and five more in the evening": as those before them
                found = [(d.measure, d.trigger) for d in out[before:] if d.subject == name][-1:]
            if noun in wholes and found:
                found = [("fired", found[0][1])]  # "intercepted 25 of the 34": the 34 were fired
            if not found and scope == "part" and _there(p.doc, noun):
                found = [(d.measure, d.trigger) for d in out[before:] if d.subject == name][-1:]
            if not found and scope == "total" and p.doc[noun].tag_ == "NNS" and not arms.is_strike(name):
                told.name, told.whole, told.parts, named = name, quantity, [], True  # "14 drones flew at the port"
            for measure, trigger in found:
                if speech.denied(n, first, trigger):
                    continue
                if quantity.high == 0 and measure in ("fired", "strikes") and _disowned(p.doc, noun, trigger):
                    continue
                described = (
                    p.doc[trigger].dep_ == "acl" and p.doc[trigger].head.i == noun
                )  # "eleven of the drones downed were over X"
                of_all = noun not in wholes and not partial(p.doc, first, noun) and not described and not alone(p.doc, noun)
                of_all = of_all and p.doc[noun].lower_ not in ("other", *arms.nouns("rest"))
                of_all = of_all and not any(_of_those(d, measure, name, quantity) for d in out[before:])
                if measure in ("intercepted", "landed") and scope == "part" and of_all:
                    scope = "total"  # "25 of the 34": all that were
                if measure in some and scope == "total":
                    scope = "part"  # "of the drones shot down, 91 were brought down over X"
                start, end = _quote(p, first, noun, trigger)
                why = (f"{measure}: {p.doc[trigger].text}", f"counted: {name}")
                noun_ = "/".join([name, *arms.beside(p.doc, noun)])
                out.append(Draft("munitions", measure, n, noun, trigger, start, end, quantity, name, noun_, scope=scope, why=why))
            if found and not arms.is_strike(name):
                told.name, named = name, True
                if any(m != "fired" for m, _ in found):
                    told.parts.append(quantity)
                elif scope == "total":
                    told.whole, told.parts = quantity, told.parts if noun in wholes else []
        for t in tallies.read(p.doc, [d for d in out[before:] if d.measure != "fired"] or out[before:], out[-1:]):
            start, end = _quote(p, t.first, t.number, t.trigger)
            why = (f"{t.measure}: {p.doc[t.trigger].text}", f"counted: {t.name}")
            if not speech.denied(n, t.first, t.trigger):
                out.append(
                    Draft(
                        "munitions",
                        t.measure,
                        n,
                        t.number,
                        t.trigger,
                        start,
                        end,
                        t.quantity,
                        t.name,
                        "/".join((t.name, *t.also)),
                        scope=t.scope,
                        why=why,
                    )
                )
        for quantity, first, noun, trigger in _times(p.doc):
            start, end = _quote(p, first, noun, trigger)
            why = (f"strikes: {p.doc[trigger].text}", "counted: times")
            out.append(
                Draft("munitions", "strikes", n, noun, trigger, start, end, quantity, "air strikes", "air strikes", why=why)
            )
        plural = arms.uncounted(p.doc)
        told.name, told.near = plural or told.name, named or bool(plural)
    return out


def _disowned(doc: Any, noun: int, trigger: int) -> bool:
    """Return whether a figure of none is a party's word on itself, which denies the deed and counts nothing: "we launched no drones"."""
    return any(t.pos_ == "VERB" and doers.disowned(t) is not None for t in (doc[trigger], doc[noun].head))


def _of_those_that(doc: Any) -> set[str]:
    """Return what is said of the munitions that a sentence begins with: "intercepted" of "Of the drones shot down over X, 91 were ..."."""
    i = next((t.i for t in doc[:8] if t.tag_ in ("NNS", "NNPS") and arms.name(doc, t.i)), None) if arms.begins_of(doc) else None
    if i is None or i + 1 >= len(doc) or doc[i + 1].tag_ not in ("VBN", "VBD"):
        return set()
    return {m for m in arms.measures_of(doc[i + 1]) if m != "fired"}


def _of_those(d: Draft, measure: str, name: str, few: Quantity) -> bool:
    """Return whether a count of the same sentence holds a smaller one: "shot down 40 drones, 12 of them over the port"."""
    return d.measure == measure and d.subject == name and few.low is not None and (d.quantity.low or 0) > few.low


def _times(doc: Any) -> Iterator[tuple[Quantity, int, int, int]]:
    """Yield (quantity, first token, "times", verb) where planes struck a place so many times: "jets bombed the town ten times", "twice", "the
    coalition bombed the town 14 times"."""
    struck = arms.nouns("struck") if {w.lower_ for w in doc} & arms.nouns("planes") else arms.nouns("struck_from_the_air")
    for t in doc:
        # "six times overnight": the parser may hang it on the adverb
        verb = next((a for a in t.ancestors if a.pos_ == "VERB"), None) if t.lower_ in ("times", "twice") else None
        if verb is None or verb.lemma_.lower() not in struck:
            continue
        first = min(w.i for w in t.subtree)
        if t.lower_ == "twice":
            yield quantities.exactly(2), t.i, t.i, verb.i
            continue
        q = quantities.parse(doc[first : t.i].text)
        if q is not None and not q.vague:
            yield q, first, t.i, verb.i


def _before(doc: Any, i: int) -> list[tuple[str, int]]:
    """Return what the verb right before a figure says, where the parse hangs it elsewhere: "intercepted 25 of 34 rockets fired from X"."""
    at = i - 2 if i > 1 and doc[i - 1].lower_ in ("down", "out") else i - 1
    if at < 0 or doc[at].pos_ != "VERB":
        return []
    lemma = doc[at].lemma_.lower()
    if doc[at + 1].lower_ == "out":  # "knocked out six of seven missiles"
        return [("intercepted", at)] if lemma in arms.nouns("out") else []
    down = lemma in ("shoot", "bring") and at == i - 2
    return [("intercepted", at)] if down or lemma == "destroy" or "intercepted" in arms.verb_measures().get(lemma, ()) else []


def _there(doc: Any, i: int) -> bool:
    """Return whether what is said of some of them is only where: "carried out 14 strikes, nine of them on the airport"."""
    of = [t.lower_ for t in doc[i + 1 : i + 4]]
    where = i + 3 if of[:2] in (["of", "them"], ["of", "which"], ["of", "these"]) else i + 1
    ahead = doc[where] if where < len(doc) else None
    verb = any(t.pos_ in ("VERB", "AUX") for t in doc[where : where + NEAR_PART])
    return where == i + 3 and ahead is not None and ahead.lower_ in arms.nouns("spots") and not verb


NEAR_PART = 5  # tokens behind "of them" in which a verb would tell what became of them


def _fared(doc: Any, start: int) -> list[tuple[str, int]]:
    """Return what the next passive verb of the clause says, where the parse took the participle before it for the verb: "of the drones sent
    at X since midnight, had been shot down"."""
    for t in doc[start:]:
        if t.text in (",", ";", ":") or t.tag_ in ("WDT", "WP"):
            return []
        if t.tag_ == "VBN" and any(c.dep_ == "auxpass" for c in t.children):
            return [(m, t.i) for m in arms.measures_of(t) if m not in ("fired", "strikes")][:1]
    return []


def _told(doc: Any, noun: int, name: str, quantity: Quantity) -> list[tuple[str, int]]:
    """Return (measure, trigger token) for a count of munitions, what only describes it left out: "three rockets fired from X fell" tells
    of three that fell."""
    found = list(_measures(doc, noun, name))
    if quantity == Quantity(1, 1) and "drone" in name:
        return [f for f in found if f[0] == "intercepted"]  # "a drone fired on the car"
    if any(m != "fired" and doc[i].dep_ not in ("acl", "relcl") for m, i in found):
        none = quantity.high == 0  # "none of the missiles fired at X landed": they were fired
        found = [
            (m, i)
            for m, i in found
            if m != "fired" or not ((doc[i].dep_ == "acl" and doc[i].head.i == noun) or (none and _reduced(doc[i])))
        ]
    return found


def _of_planes(verb: Any) -> bool:
    """Return whether planes are the subject of a verb: "warplanes answered"."""
    return any(w.lower_ in arms.nouns("flown") for c in verb.children if c.dep_ == "nsubj" for w in (c, *c.children))


def _measures(doc: Any, i: int, name: str) -> Iterator[tuple[str, int]]:
    """Yield (measure, trigger token) for what is said of the munitions at token `i`."""
    seen: set[str] = set()
    if _alone(name) or (arms.is_strike(name) and arms.by_air(doc, i)):
        seen.add("strikes")
        yield "strikes", i
    if not arms.is_strike(name) and (on_its_way := arms.flies(doc, i)) is not None:
        seen.add("fired")
        yield "fired", on_its_way
    if not arms.is_strike(name) and (noun := _act(doc[i])) is not None:
        yield noun
        seen.add(noun[0])
    for verb in _verbs(doc[i]):
        lemma = verb.lemma_.lower()
        if arms.is_strike(name):
            if any(c.dep_ == "neg" or c.lower_ in ("would", "will") for c in verb.children):
                continue
            tells = lemma in cues.load("munitions")["verbs"]["strikes"] or (lemma in arms.nouns("replies") and _of_planes(verb))
            if tells and "strikes" not in seen:
                seen.add("strikes")
                yield "strikes", verb.i
            continue
        if _unreal(verb):
            continue
        measures = arms.measures_of(verb)
        if name.split()[-1] in arms.nouns("dropped_only") and lemma != "drop":
            continue
        if lemma in arms.nouns("wielded") and doc[i].dep_ == "pobj" and doc[i].head.lower_ == "with":
            measures = ("fired",)  # "destroyed nine targets with ten bombs"
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
    link, doc = t.head if t.dep_ == "pobj" else None, t.doc
    of = link if link is not None and link.lower_ == "of" else None
    if (
        link is not None
        and link.lower_ in ("by", "with", "from", "using")
        and link.i
        and link.nbor(-1).lower_ in arms.nouns("onsets")
    ):
        return "fired", link.i - 1  # "came under attack by 118 drones"
    if link is not None and link.lower_ in ("from", "by") and (taken := _taken(doc, link.i)) is not None:
        return "landed", taken  # "took a hit from two rockets"
    if t.head.lemma_ == "score" and t.dep_ == "nsubj" and any(c.lower_ in arms.nouns("hits") for c in t.head.children):
        return "landed", t.head.i  # "two rockets scored direct hits"
    if (made := _makes_up(t)) is not None:
        return "fired", made
    if of is not None and of.head.lower_ in arms.nouns("packs") and of.head.dep_ == "pobj" and of.head.head.lower_ == "under":
        return "fired", of.head.i  # "came under a barrage of 40 rockets"
    if of is None:
        return None
    return next(((m, of.head.i) for m, ws in cues.load("munitions")["acts"].items() if of.head.lower_ in ws), None)


def _taken(doc: Any, link: int) -> int | None:
    """Return the token of the hits that something took right before the word at token `link`: "took direct hits from six missiles"; else None."""
    hit = doc[link - 1] if link else doc[0]
    return hit.i if hit.lower_ in arms.nouns("hits") and hit.head.lemma_.lower() in arms.nouns("takes_hits") else None


def _makes_up(t: Any) -> int | None:
    """Return the token of the verb by which the munitions are those of a salvo: "the salvo consisted of 34 rockets", "an attack involving 12
    drones", "there were 34 rockets in the salvo"; else None."""
    verb, salvos = t.head, arms.nouns("packs") | arms.nouns("onsets")
    if verb.lemma_ == "be" and any(w.dep_ == "pobj" and w.lower_ in salvos and w.head.lower_ == "in" for w in t.subtree):
        return int(verb.i)
    for _ in range(3):  # "of", "up"
        if verb.pos_ in ("VERB", "AUX") or verb.i == verb.head.i:
            break
        verb = verb.head
    if verb.lemma_.lower() not in arms.nouns("consist") or verb.i > t.i:
        return None
    of = {w.lower_ for w in t.doc[verb.i + 1 : t.i]} & {"of"}
    if verb.lemma_.lower() in ("make", "compose", "consist", "form") and not of:
        return None
    told = verb.head if verb.dep_ == "conj" else verb  # "the salvo fired at X numbered 34": a participle taken for the verb
    whole = next((c for c in told.children if c.dep_ in ("nsubj", "nsubjpass")), verb.head if verb.dep_ == "acl" else None)
    return int(verb.i) if whole is not None and whole.lower_ in salvos else None


def _alone(name: str) -> bool:
    """Return whether the words for strikes say by themselves that they came from the air."""
    return name.startswith("air")


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
            head.dep_ in ("conj", "appos", "nummod", "compound", "quantmod")
            or (head.dep_ == "pobj" and up.lower_ == "of")
            or (head.dep_ == "prep" and head.lower_ == "of")
        ):
            head = up
            continue
        if head.dep_ == "pobj" and (up.lower_ in ("with", "by", "in", "except", "but") or (up.lower_ in _RANGES and _hedges(up))):
            head = up
            continue
        if head.dep_ in ("dobj", "npadvmod") and up.dep_ == "acl" and up.lower_ in arms.nouns("made_of"):
            head = up.head  # "three salvos totalling 18 rockets were fired"
            continue
        if up.pos_ in ("VERB", "AUX") or up.tag_.startswith("VB"):
            yield up
            yield from (
                x
                for x in up.children
                if x.dep_ == "conj" and x.tag_.startswith("VB") and not any(y.dep_ in ("nsubj", "nsubjpass") for y in x.children)
            )
            # "14 missiles fired at X were intercepted": a participle that the parser took for the verb
            later = (*up.children, *(up.head.children if up.dep_ in ("ccomp", "advcl") else ()))
            yield from (x for x in later if x.dep_ == "ccomp" and x.i > up.i and _only_helped(x))
            if _reduced(up):
                yield from (x for x in later if x.dep_ in ("advcl", "dep", "conj") and x.i > up.i and _finite(x))
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


def _reduced(verb: Any) -> bool:
    """Return whether a verb may be a participle that describes the munitions right before it: "none of the missiles fired at X landed"."""
    before = verb.doc[verb.i - 1] if verb.i else None
    return verb.tag_ in ("VBD", "VBN") and before is not None and before.tag_ == "NNS" and bool(arms.name(verb.doc, before.i))


def _finite(verb: Any) -> bool:
    """Return whether a verb is in a past tense, and has neither a subject of its own nor a word that joins it on as an aside."""
    told = {c.dep_ for c in verb.children}
    return verb.tag_ == "VBD" and not told & {"nsubj", "nsubjpass", "mark", "advmod"}


def _of_some(verb: Any) -> bool:
    """Return whether a relative clause tells of some of them only: "55 rockets, most of which were intercepted", "of which 40 were"."""
    which = any(c.lower_ == "of" and any(w.tag_ in ("WDT", "WP") for w in c.children) for c in verb.children)
    return any(
        c.dep_ in ("nsubj", "nsubjpass")
        and c.tag_ not in ("WDT", "WP")
        and (which or any(w.tag_ in ("WDT", "WP") for w in c.subtree))
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
    if verb.dep_ in ("advcl", "dep", "conj") and _reduced(verb.head):
        return True
    if verb.dep_ in ("acl", "relcl", "conj") and not any(c.dep_ in ("nsubj", "dobj") for c in verb.children):
        return True
    if verb.dep_ in ("relcl", "acl") and verb.head.i == t.i:
        return True
    return any(c.dep_ in ("prep", "agent") and c.lower_ in ("with", "by") and (c.is_ancestor(t)) for c in verb.children)


def _unreal(verb: Any) -> bool:
    helpers = {c.lower_ for c in verb.children if c.dep_ == "aux"}
    if helpers & {"to"} and "have" in helpers and verb.head.lemma_.lower() in arms.nouns("says_it_did"):
        helpers -= {"to"}  # "claimed to have fired 62 missiles"
    return bool(helpers & {"would", "could", "may", "might", "will", "can", "to"}) or any(c.dep_ == "neg" for c in verb.children)


def _quote(p: Parsed, first: int, noun: int, trigger: int) -> tuple[int, int]:
    doc: Any = p.doc
    a, b = min(first, trigger), max(first, noun, trigger)  # the figure may stand behind: "of the weapons fired, 18 were drones"
    start, end = doc[a].idx, doc[b].idx + len(doc[b])
    if end - start > QUOTE:
        a, b = sorted((first, noun))
        start, end = doc[a].idx, doc[b].idx + len(doc[b])
    return p.sentence.start + start, p.sentence.start + end
