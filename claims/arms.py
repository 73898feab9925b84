"""Which munitions, or strikes from the air, the nouns of a sentence name. The words are in cues/munitions.toml."""

from __future__ import annotations

from functools import cache
from typing import Any

from claims import cues


@cache
def nouns(name: str) -> frozenset[str]:
    return frozenset(cues.load("munitions")["nouns"][name])


def name(doc: Any, i: int) -> str:
    """Return the munition that the noun at `i` names, with the nouns that belong to its name, or ""."""
    word: str = doc[i].lower_
    brand: str | None = cues.load("munitions")["nouns"]["brands"].get(word)
    if brand is not None:
        return brand
    strike = word in nouns("strikes")
    if word in nouns("missions") and i and doc[i - 1].lower_ in ("airstrike", "strike"):
        return "air strikes" if doc[i - 1].lower_ == "airstrike" or (i > 1 and doc[i - 2].lower_ == "air") else ""
    if not strike and word not in nouns("munitions"):
        return ""
    if strike:
        before = doc[i - 1].lower_ if i else ""
        if before in nouns("never") or (doc[i - 1].tag_ in ("NN", "NNS") and i and before not in nouns("air")):
            return ""
        return ("air " if before == "air" else "") + word
    start = i
    while start and (doc[start - 1].lower_ in nouns("names") or doc[start - 1].lower_ in nouns("munitions")):
        start -= 1
    while start < i and doc[start].lower_ == "and":
        start += 1
    name = " ".join(t.lower_ for t in doc[start : i + 1])
    weak: list[str] | None = cues.load("munitions")["nouns"]["weak"].get(word)
    if word in ("bomb", "bombs", "bombers") and start and doc[start - 1].lower_ in nouns("planted"):
        return ""
    if weak is not None and not any(w in name.split() for w in weak) and word != "bomb":
        return name if word == "mortar" and doc[i].tag_ == "NN" and start < i else ""
    if i + 1 < len(doc) and doc[i + 1].lower_ in nouns("counted_instead"):
        return ""  # "rocket attack": the attack is counted
    return name


def is_strike(name: str) -> bool:
    return name.split()[-1] in nouns("strikes")


def uncounted(doc: Any) -> str:
    """Return the munitions that a sentence tells of in the plural, the last of them, for "38 of them" in the next: "attacked with drones"."""
    names = [name(doc, t.i) for t in doc if t.tag_ == "NNS"]
    return next((n for n in reversed(names) if n and not is_strike(n)), "")


def of_which(doc: Any) -> str:
    """Return the munitions that a sentence begins with: "Of the rockets fired on Monday, three fell in open fields"."""
    return uncounted(doc) if begins_of(doc) else ""


def begins_of(doc: Any) -> bool:
    """Return whether a sentence begins with what it counts some of: "Of the drones", "Out of the missiles", "Among those"."""
    return doc[0].lower_ in ("of", "among", "amongst") or [t.lower_ for t in doc[:2]] == ["out", "of"]


def by_air(doc: Any, i: int) -> bool:
    """Return whether the words right behind the strikes at token `i` say that they came from the air: "two strikes by an army drone"."""
    if i + 1 >= len(doc) or doc[i + 1].lower_ not in ("by", "from"):
        return False
    for t in doc[i + 2 : i + 6]:
        if t.lower_ in nouns("flown"):
            return True
        if t.pos_ not in ("DET", "ADJ", "NOUN", "PROPN", "NUM", "PART") or t.tag_ == "NNS":
            return False
    return False


def flies(doc: Any, i: int) -> int | None:
    """Return the token of the verb right behind the munitions at token `i` that has them on their way ("flew out of Gaza"); else None."""
    table = cues.load("munitions")["flying"]
    j = next((k for k in range(i + 1, min(i + 4, len(doc))) if doc[k].pos_ not in ("AUX", "ADV")), len(doc))
    links = table.get(doc[j].lemma_.lower()) if j < len(doc) and doc[j].pos_ == "VERB" else None
    behind = [t.lower_ for t in doc[j + 1 : j + 2]]
    return j if links is not None and behind and behind[0] in links else None


def beside(doc: Any, i: int) -> list[str]:
    """Return the other munitions that one figure counts with the noun at token `i`: "82 missiles and drones"."""
    j = next((j for j in range(i + 2, min(i + 5, len(doc))) if doc[j].tag_ == "NNS"), 0)
    between = doc[i + 1 : j]
    joined = j and doc[i + 1].lower_ == "and" and all(t.tag_ in ("CC", "JJ", "NN", "HYPH") for t in between)
    other = name(doc, j) if joined and not is_strike(doc[i].lower_) else ""
    return [other] if other and not is_strike(other) else []


@cache
def verb_measures() -> dict[str, tuple[str, ...]]:
    """Return, for each verb, what it may say of munitions that it is said of."""
    out: dict[str, tuple[str, ...]] = {}
    for measure, verbs in cues.load("munitions")["verbs"].items():
        for v in verbs:
            out[v] = (*out.get(v, ()), measure)
    return out


def measures_of(verb: Any) -> tuple[str, ...]:
    """Return what a verb, with its particle, may say of munitions: "shot down" that they were intercepted, "shot" that they were fired."""
    lemma, told = verb.lemma_.lower(), {c.lower_ for c in verb.children if c.dep_ == "prt"}
    if verb.i + 1 < len(verb.doc):
        told.add(verb.doc[verb.i + 1].lower_)
    if lemma == "shoot":
        return ("intercepted",) if "down" in told else ("fired",)
    sky = any(
        [w.lower_ for w in verb.doc[k : k + 3]] in (["out", "of", "the"], ["from", "the", "sky"])
        for k in range(verb.i + 1, verb.i + 6)
    )
    sky = sky and any(
        w.lower_ in ("sky", "skies", "air") for w in verb.doc[verb.i + 1 : verb.i + 9]
    )  # "knocked 44 out of the sky"
    if (lemma == "bring" and "down" in told) or (lemma in nouns("out") and ("out" in told or sky)):
        return ("intercepted",)
    if lemma == "let" and told & {"loose", "fly"}:
        return ("fired",)
    if (lemma == "come" and "down" in told) or (lemma == "get" and "through" in told):
        return ("landed",)
    return verb_measures().get(lemma, ())
