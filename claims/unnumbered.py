"""Counts that no number word says: "without casualties", "others were hurt", "his sons, ages 3 and 4", "her parents", "a mother, father and
toddler", "Woman, 2 children killed"; and all counts of a sentence together."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from claims import cues, patients, quantities, singulars, subjects
from claims.numerals import Mention
from claims.quantities import figure
from claims.records import Quantity
from claims.triggers import words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from claims.tree import Doc, Token

_AGES = ("age", "ages", "aged")
_OLDEST = 110
_LINKS = (",", "and", "&")


def counts(doc: Doc) -> list[Mention]:
    """Return the counts of `doc` with its singular persons ("a woman") and bare denials ("without casualties"), in order."""
    found = [m for m in quantities.find(doc) if not _parent(doc, m) and not _a_family(doc, m)]
    taken = {i for m in found for i in range(m.start, m.end)}
    found += singulars.singulars(doc, taken)
    found += find(doc, found)
    return sorted(found, key=lambda m: m.start)


def _a_family(doc: Doc, m: Mention) -> bool:
    """Whether one family is counted, which is no one person: "three generations of one family died"."""
    return figure(m.quantity) == 1 and doc[m.head].lower_ in ("family", "household")


def _parent(doc: Doc, m: Mention) -> bool:
    """Whether the count only describes somebody ("a father of four") or is asked for ("how many")."""
    before = doc[m.start - 1].lower_ if m.start else ""
    if before == "of" and m.start > 1:
        return doc[m.start - 2].lower_ in words("parents")
    return bool(before == "how")


def find(doc: Doc, counts: Sequence[Mention]) -> list[Mention]:
    """Return the counts of `doc` beside `counts`, those that a number word or an article says."""
    taken = {i for m in counts for i in range(m.start, m.end)}
    out: list[Mention] = []
    for rule in (_denials, _others, _aged, _pairs, _sole):
        out += rule(doc, taken)
        taken |= {i for m in out for i in range(m.start, m.end)}
    return out + _listed(doc, [*counts, *out])


def _others(doc: Doc, taken: set[int]) -> list[Mention]:
    """ "Six were killed and others were wounded": more than one, and no word says how many."""
    out = []
    for t in doc:
        if t.lower_ != "others" or t.i in taken:
            continue
        before = doc[t.i - 1] if t.i else None
        free = before is None or before.tag_ in ("CC", ",", "VBG", "VBD", "VBN", "IN") or before.lower_ in ("and", "while")
        if free and (before is None or before.lower_ not in ("of", "among", "with") or _with_participle(doc, t.i)):
            out.append(Mention(Quantity(vague="others"), t.i, t.i + 1, t.i, t.i))
    return out


def _with_participle(doc: Doc, i: int) -> bool:
    """Whether it reads "with others wounded", "with others sustaining"."""
    return doc[i - 1].lower_ == "with" and i + 1 < len(doc) and doc[i + 1].tag_ in ("VBN", "VBD", "VBG", "JJ")


def _denials(doc: Doc, taken: set[int]) -> list[Mention]:
    """ "without casualties", "did not cause any injuries": a count of 0 without a number."""
    out = []
    nouns, begin = _counted()
    for t in doc:
        if t.i in taken:
            continue
        if (none := _unhurt(doc, t) or _nobody(doc, t)) is not None:
            out.append(none)
            continue
        if t.lower_ not in begin or t.tag_ not in ("NNS", "NN"):
            continue  # most words
        if t.lower_ not in nouns and _words(doc, t.i, 3) not in nouns:
            continue
        before = [doc[i].lower_ for i in range(max(0, t.i - 4), t.i)]
        if words("feared") & set(before):
            continue  # "without fear of death"
        neither = before[-1:] in (["neither"], ["nor"])
        if "without" in before or before[-3:] == ["no", "reports", "of"] or neither or ("any" in before and _negated(doc, t.i)):
            word = before[-1] if neither else next(w for w in ("without", "any", "no") if w in before)
            start = t.i - before[::-1].index(word) - 1
            out.append(Mention(Quantity(0, 0), start, t.i + 1, start, t.i))
    return out


@cache
def _counted() -> tuple[frozenset[str], frozenset[str]]:
    """Return the words that count people ("casualties", "loss of life"), and the first word of each."""
    nouns = frozenset(w for ws in cues.load("casualties")["counts"].values() for w in ws)
    return nouns, frozenset(w.split()[0] for w in nouns)


def _words(doc: Doc, i: int, n: int) -> str:
    return " ".join(t.lower_ for t in doc[i : i + n])


def _unhurt(doc: Doc, t: Token) -> Mention | None:
    """ "All 180 passengers escaped unhurt", "everyone was rescued unharmed": none of them is hurt."""
    if t.lower_ not in words("unhurt"):
        return None
    before = [doc[i].lower_ for i in range(max(0, t.i - 10), t.i)]
    every = any(w in ("all", "everyone", "everybody", "both") for w in before) and not {",", "but", "not", "and"} & set(before)
    return Mention(Quantity(0, 0), t.i, t.i + 1, t.i, t.i) if every else None


def _nobody(doc: Doc, t: Token) -> Mention | None:
    """ "Without anyone being injured", "the blast did not kill anybody": nobody; not "we never hurt anybody"."""
    if t.lower_ not in ("anyone", "anybody"):
        return None
    before = [doc[i].lower_ for i in range(max(0, t.i - 4), t.i)]
    none = "without" in before or "nor" in before
    if not none and {"not", "n't", "never"} & set(before):
        who = [c for c in t.head.children if c.dep_ == "nsubj"]
        none = (
            t.i > 0 and t.head.i == t.i - 1 and t.head.lemma_ in patients.transitive() and not any(c.tag_ == "PRP" for c in who)
        )
    return Mention(Quantity(0, 0), t.i, t.i + 1, t.i, t.i) if none else None


def _negated(doc: Doc, i: int) -> bool:
    """Whether the "any" before token i is denied of something that happened, not of a report's words."""
    before = [doc[j].lower_ for j in range(max(0, i - 8), i)]
    return any(w in ("not", "n't", "never", "without") for w in before) and any(w in words("denied") for w in before[-5:])


def _aged(doc: Doc, taken: set[int]) -> list[Mention]:
    """ "His sons, ages 3 and 4": as many as have an age."""
    out = []
    for t in doc:
        if t.tag_ != "NNS" or t.i in taken or not subjects.known(t.lower_):
            continue
        i = t.i + 1
        i += _low(doc, i) in (",", "(", "-lrb-")
        told = _low(doc, i) in _AGES
        ages, i = _series(doc, i + told)
        if len(ages) > 1 and (told or (_low(doc, t.i + 1) in (",", "(") and _low(doc, i) in (",", ")", "."))):
            start = t.i - 1 if t.i and doc[t.i - 1].tag_ in ("PRP$", "DT") and t.i - 1 not in taken else t.i
            out.append(Mention(Quantity(len(ages), len(ages)), start, t.i + 1, start, t.i))
    return out


def _series(doc: Doc, i: int) -> tuple[list[int], int]:
    """Return the ages listed from token i on ("3, 5 and 8"), and the token after them."""
    ages: list[int] = []
    while (w := _low(doc, i)).isdigit() and int(w) <= _OLDEST:
        ages.append(int(w))
        j = i + 1
        while _low(doc, j) in _LINKS:
            j += 1
        if not _low(doc, j).isdigit():
            return ages, i + 1
        i = j
    return ages, i


def _pairs(doc: Doc, taken: set[int]) -> list[Mention]:
    """ "Her parents" and newlyweds are two, and "Couple killed" opens a headline on two."""
    out = []
    for t in doc:
        if t.i in taken:
            continue
        if t.lower_ == "parents" and (owner := _one_owner(t)) is not None:
            start = owner.left_edge.i if not set(range(owner.left_edge.i, t.i)) & taken else t.i
            out.append(Mention(Quantity(2, 2), start, t.i + 1, start, t.i))
        elif t.lower_ in words("twos") and t.tag_ in ("NNS", "NNPS"):
            out.append(Mention(Quantity(2, 2), t.i, t.i + 1, t.i, t.i))
        elif _twins(doc, t):
            start = t.i - (doc[t.i - 1].lower_ == "twin")
            out.append(Mention(Quantity(2, 2), start, t.i + 1, start, t.i))
        elif (
            t.i == 0
            and t.text == "Couple"
            and _low(doc, 1) != "of"
            and (doc[1].tag_[:1] if len(doc) > 1 else "") in ("V", ",", "C")
        ):
            out.append(Mention(Quantity(2, 2), 0, 1, 0, 0))
    return out


def _twins(doc: Doc, t: Token) -> bool:
    """Whether the noun is of two who are born together and not named: "their twin daughters", "her twins"."""
    if t.tag_ not in ("NNS", "NNPS") or t.i == 0 or _low(doc, t.i + 1) == "," or doc[t.i + 1 : t.i + 2].text[:1].isupper():
        return False
    before = doc[t.i - 1]
    return before.lower_ == "twin" or (t.lower_ in words("twins") and before.tag_ == "PRP$")


def _one_owner(t: Token) -> Token | None:
    """Return whose the word is where that is one person: "her", "the driver's"; else None."""
    owner = next((c for c in t.children if c.dep_ == "poss" and c.i < t.i), None)
    return owner if owner is not None and (owner.lower_ in ("his", "her") or owner.tag_ == "NN") else None


def _sole(doc: Doc, taken: set[int]) -> list[Mention]:
    """ "The only fatality was a guide": one."""
    out = []
    for t in doc:
        if t.lower_ not in words("sole") or t.i in taken or t.i + 1 >= len(doc):
            continue
        noun = doc[t.i + 1 + (doc[t.i + 1].tag_ in ("JJ", "VBN") and t.i + 2 < len(doc))]
        owner = doc[t.i - 1] if t.i else None
        if noun.tag_ == "NN" and noun.lower_ in _counted()[0] and noun.i not in taken and owner is not None:
            told = not {"not", "n't", "was", "is"} & {
                _low(doc, t.i - 2),
                _low(doc, t.i - 3),
            }  # "it was the only death in jail that year"
            who = noun.dep_ == "nsubj"  # a name with "the only fatality" beside it is counted by the name
            if told and who and (owner.lower_ in ("the", "its") or owner.tag_ == "POS"):
                out.append(Mention(Quantity(1, 1), t.i, noun.i + 1, t.i, noun.i))
    return out


def _listed(doc: Doc, counts: Sequence[Mention]) -> list[Mention]:
    """ "A mother, father and toddler", "Woman, 2 children killed": persons without an article in a list with other counts.

    Two nouns may be two words for one person ("a husband and father"): they are two where sex or age tells them apart, or a number
    stands beside them.
    """
    out: list[Mention] = []
    taken = {i for m in counts for i in range(m.start, m.end)}
    ends = {m.end: [m.head] for m in counts if m.quantity == Quantity(1, 1) and not m.bare and doc[m.head].tag_ in ("NN", "NNP")}
    if doc and _alone(doc[0]) and _opens(doc):
        start = Mention(Quantity(1, 1), 0, 1, 0, 0)
        at = 2 if _low(doc, 1) in _LINKS else 1
        counted = next((m for m in counts if m.start == at and (m.quantity.low or 0) > 1), None)
        if at == 2 and counted is not None and not counted.bare and subjects.person(doc, counted.head, True):
            out.append(start)
        elif at == 2 and at < len(doc) and at not in taken and _alone(doc[at]) and _differ(doc[0], doc[at]):
            out.append(start)
            ends[1] = [0]
    todo = sorted(ends)
    while todo:
        end = todo.pop(0)
        i = end
        while _low(doc, i) in _LINKS:
            i += 1
        if i == end or i >= len(doc) or i in taken or not _alone(doc[i]):
            continue
        if all(_differ(doc[h], doc[i]) for h in ends[end]) and _low(doc, i + 1) not in ("of", "-"):
            out.append(Mention(Quantity(1, 1), i, i + 1, i, i))
            ends[i + 1] = [*ends[end], i]
            todo.insert(0, i + 1)
    return out


def _opens(doc: Doc) -> bool:
    """Whether a sentence opens like a headline: a noun, and no article before it."""
    return len(doc) > 3 and doc[0].text[:1].isupper()


def _alone(t: Token) -> bool:
    """Whether `t` is a noun of one person without an article, a possessive or another noun before or after it."""
    after = t.nbor(1).tag_ if t.i + 1 < len(t.doc) else ""
    before = t.doc[t.i - 1] if t.i else None
    free = before is None or before.lower_ in _LINKS
    return t.tag_ in ("NN", "NNP") and free and after[:2] != "NN" and subjects.individual(t.doc, t.i)


def _differ(a: Token, b: Token) -> bool:
    """Whether two nouns cannot mean one person, by sex or stage of life."""
    x, y = a.lower_, b.lower_
    for one, other in (("male", "female"), ("minor", "adult")):
        first, second = patients.words("persons", one), patients.words("persons", other)
        if (x in first and y in second) or (x in second and y in first):
            return True
    return x in patients.words("persons", "elder") and y in patients.words("persons", "younger")  # "a father and son"


def _low(doc: Doc, i: int) -> str:
    return doc[i].lower_ if 0 <= i < len(doc) else ""
