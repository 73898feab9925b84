"""Where a report speaks of single persons that were harmed: who it is, by name, age, sex and what kind of person a noun names."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from claims import cues, harm, patients, places, quantities
from claims.attribution import Speech

if TYPE_CHECKING:
    from claims.tree import Doc, Token

_AGE = re.compile(r"(\d{1,3}|[a-z]+(?:-[a-z]+)?)[- ](year|month|week|day)s?[- ]olds?\b", re.IGNORECASE)
_AGE_AFTER = re.compile(
    r"^\s*(?:(?:jr|sr)\.?\s*)?(?:,\s*|\(\s*|,?\s*age[d]? (?:of )?|\s)(?:aged? )?(\d{1,2})(?=\s*(?:[,.;)]|$|and\b|was\b|of\b|were\b|who\b|died\b|is\b|from\b))",
    re.I,
)
GROWN = 16


@dataclass(slots=True)
class Mention:
    """One place where a single person is said to be harmed (`measure` "" where it only names a victim)."""

    sentence: int
    token: int
    trigger: int
    measure: str
    shot: bool  # harmed by a shot or the like whose end is not told: the same person may be dead elsewhere
    start: int  # tokens of the noun phrase
    end: int
    noun: str
    name: tuple[str, ...] = ()
    age: int | None = None
    sex: str = ""
    stage: str = ""  # "minor" or "adult"
    pronoun: bool = False
    definite: bool = False
    another: bool = False
    part: bool = False
    joined: bool = False  # stands with a number in one list: "a woman and four children"
    attacker: bool = False
    new: bool = False  # brought in by "a" or "an"
    owner: str = ""  # the sex of the one whose relative it is ("his wife": "m")


def mentions(i: int, doc: Doc, speech: Speech) -> list[Mention]:
    out: list[Mention] = []
    found = harm.find(doc)
    numbered = {h.trigger for h in found if doc[h.patient].tag_ in ("NNS", "CD", "NNPS")}
    counted = {m.start for m in quantities.find(doc)}
    for h in found:
        if speech.denied(i, h.patient, h.trigger) or _says(doc, h):
            continue
        if h.patient < h.trigger and h.trigger + 1 in counted and not h.own:
            continue  # "a bomber killed nine and wounded 40"
        token = doc[h.patient]
        for t in [token, *_included(token)]:
            m = _mention(i, t, h.trigger, h.measure)
            if m is None:
                continue
            if (
                m.pronoun
                and t.dep_ in patients.SUBJECT
                and (who := _new_here(doc, t, m, {doc[x.patient].i for x in found})) is not None
            ):
                m = _mention(i, who, h.trigger, h.measure) or m
            m.joined = h.trigger in numbered and t is token
            m.part = t is not token or doc[h.trigger].head.lower_ == "among"
            m.attacker = m.attacker or (h.own and _other_victims(found, h))
            m.shot = h.measure == harm.INJURED and not _lives(doc[h.trigger])
            out.append(m)
    for m in out:
        if m.another and m.noun != "another" and _besides_a_suspect(doc, m, out):
            m.another = False
    out += _identified(i, doc, {m.token for m in out})
    return sorted(out, key=lambda m: m.token)


def _new_here(doc: Doc, t: Token, m: Mention, harmed: set[int]) -> Token | None:
    """Return the person that a pronoun stands for where its sentence brings one in: "a second boy hid in a shed; he was grazed"."""
    for w in reversed(doc[: t.i]):
        if w.tag_ == "NN" and _noun(w.lower_) and w.dep_ in patients.SUBJECT:
            new = {c.lower_ for c in w.children if c.i < w.i} & {"a", "an", "another"}
            tells = w.head.lemma_ in patients.words("verbs", "tell") | patients.words("verbs", "hold")
            return w if new and not tells and w.i not in harmed and _sex(w.lower_) in ("", m.sex) and not _who_did_it(w) else None
    return None


def _says(doc: Doc, h: harm.Harm) -> bool:
    """Whether the noun after the cue only says so, where a comma was lost: "12 dead and wounded the Observatory told the Courier"."""
    end = doc[h.patient].right_edge.i + 1
    return h.patient > h.trigger and end < len(doc) and doc[end].lower_ in patients.words("verbs", "saying")


def _besides_a_suspect(doc: Doc, m: Mention, harmed: Sequence[Mention]) -> bool:
    """Whether "another teen" is one beside him who did it: the sentence names a person before, and nobody hurt."""
    if any(o.token < m.token for o in harmed):
        return False
    return any(t.tag_ == "NN" and _noun(t.lower_) and t.i < m.start for t in doc)


def _lives(t: Token) -> bool:
    """Whether the cue `t` says how it ended: who is wounded lives, who was shot or has a gunshot wound may not."""
    return t.lower_ in patients.words("words", "lives") or (
        t.tag_.startswith("VB") and t.lemma_ in ("wound", "injure", "hurt", "graze", "recover", "survive")
    )


def _other_victims(found: Sequence[harm.Harm], own: harm.Harm) -> bool:
    return any(h.patient != own.patient and h.measure == harm.KILLED for h in found)


def _included(t: Token) -> list[Token]:
    """Return the single persons that a plural includes: "22 people, including a child"."""
    if t.tag_ not in ("NNS", "CD", "NNPS", "NN"):
        return []
    got = [
        p
        for c in t.children
        if c.lower_ in ("including", "includes", "include")
        for p in c.children
        if p.dep_ in ("pobj", "dobj")
    ]
    return [x for g in got for x in patients.expand([g])]


def _identified(i: int, doc: Doc, known: set[int]) -> list[Mention]:
    """Return the victims that a sentence names without saying what befell them: "the victims were identified as A and B"."""
    out = []
    for t in doc:
        if t.lemma_ not in patients.words("verbs", "identify") or not t.tag_.startswith("VB"):
            continue
        whom = [c for c in t.children if c.dep_ in ("nsubjpass", "dobj")]
        named = [p for c in t.children if c.dep_ == "prep" and c.lower_ == "as" for p in c.children if p.dep_ == "pobj"]
        named += [c for c in t.children if c.dep_ in ("oprd", "conj") and c.tag_[:2] == "NN"]
        every = patients.expand(named)
        names = [p for p in every if p.tag_ == "NNP"]
        if len(names) * 2 == len(every):
            named = names  # "the suspect's mother and brother, Dana and Caleb Ray": two persons, not four
        whom = [
            t.head if p.tag_ in ("WP", "WDT") and t.dep_ == "relcl" else p for p in whom
        ]  # "the suspects, who were identified as"
        nouns = {w.lemma_.lower() for p in whom for w in [p, *p.children]}
        if any(p.lower_ in patients.words("words", "attacker") for p in patients.expand(named)):
            continue  # "identified Omar Saleh, 23, as the shooter"
        if not whom or nouns & patients.words("words", "attacker") or any(map(_who_did_it, whom)):
            continue
        if not named and len(whom) == 1 and whom[0].tag_ == "NNP":
            continue
        for p in patients.expand(named):
            if p.i not in known and (m := _mention(i, p, t.i, "")) is not None:
                subject = _mention(i, whom[0], t.i, "")
                if subject is not None and len(named) == 1:
                    m.sex, m.stage, m.age = m.sex or subject.sex, m.stage or subject.stage, m.age or subject.age
                m.definite = subject is not None
                out.append(m)
    return out


def _who_did_it(t: Token) -> bool:
    """Whether a clause says that the one at `t` killed or hurt somebody: "the officer who shot a boy"."""
    deeds = [
        c
        for c in t.children
        if c.dep_ == "relcl" and c.lemma_ in patients.words("verbs", "kill") | patients.words("verbs", "hurt")
    ]
    deeds += [k for c in deeds for k in c.children if k.dep_ == "conj"]
    return any(k.dep_ == "dobj" for c in deeds for k in c.children)


@cache
def _things() -> frozenset[str]:
    return frozenset(cues.load("subjects")["things"])


def _mention(i: int, t: Token, trigger: int, measure: str) -> Mention | None:
    """Return the mention of one person at token `t`, None where it is no single person."""
    t = _before_alias(t)
    low = t.lower_
    m = Mention(i, t.i, trigger, measure, False, t.i, t.i + 1, low)
    if _says_who(t, trigger):
        return None
    if t.tag_ in ("PRP", "PRP$"):
        if low not in ("he", "she", "him", "her", "himself", "herself", "his"):
            return None
        m.pronoun, m.sex = True, _sex(low)
        return m
    if t.tag_ == "DT":
        m.another = True
        return m if low == "another" else None
    if t.tag_ in ("NNS", "NNPS", "CD"):
        return None
    kids = {c.lower_ for c in t.children if c.i < t.i}
    if any(c.dep_ == "nummod" and c.i < t.i and c.lower_ not in ("one",) for c in t.children) and not _AGE.search(
        t.doc[t.left_edge.i : t.i + 1].text
    ):
        return None
    name = _name(t)
    if low == "old" and _AGE.search(t.doc[max(0, t.i - 4) : t.i + 1].text):
        m.start = t.i - 4 if t.i >= 4 else 0
    elif _noun(low) and (t.tag_ == "NN" or (low in _persons() and not name[1:])):
        m.start = t.left_edge.i if t.left_edge.i > t.i - 8 else t.i
    elif name and t.tag_ == "NNP" and low not in _things():  # "Helicopter" in a headline's capitals is nobody
        m.name, m.start = name, t.i - len(name) + 1
    elif t.tag_ == "NN" and kids & {"a", "an", "the", "one"} and _agentive(low):
        m.start = t.left_edge.i if t.left_edge.i > t.i - 8 else t.i
    else:
        return None
    if "one" in kids and not m.name:
        return None  # a number: counts are read elsewhere
    if kids & {"no", "any", "every", "each", "many"} or t.head.lower_ in ("each", "every"):
        return None
    _describe(m, t, kids)
    return m


def _before_alias(t: Token) -> Token:
    """Return the name that a second one in brackets stands behind: "Iyad Saleh (Abu Karam)"."""
    opened = next((w for w in reversed(t.doc[max(0, t.i - 4) : t.i]) if w.text in ("(", ")")), None)
    if t.tag_ != "NNP" or opened is None or opened.text == ")" or not opened.i or opened.nbor(-1).tag_ != "NNP":
        return t
    return opened.nbor(-1)


def _says_who(t: Token, trigger: int) -> bool:
    """Whether the noun only says who somebody is: "Saleh was the tenth reporter killed there"."""
    if t.dep_ != "attr" or t.head.lemma_ != "be" or trigger <= t.i or t.doc[trigger].head.i != t.i:
        return False
    return any(
        c.dep_ == "nsubj" and c.tag_ in ("NNP", "PRP") and c.lower_ not in ("it", "they", "there") for c in t.head.children
    )


def _describe(m: Mention, t: Token, kids: set[str]) -> None:
    doc = t.doc
    m.noun = t.lower_
    appositions = [c for c in t.children if c.dep_ == "appos" and c.i > t.i and not patients.listed_kin(c, t)]
    for a in appositions:
        if a.tag_ == "NNP" and not m.name and (name := _name(a)) and not _noun(a.lower_):
            m.name = name
            m.age = _age_after(a)
            if m.age is None and (match := _AGE.search(doc[t.i + 1 : a.i + 1].text)):
                m.age = _years(match)  # "his mother, 27-year-old Mona Slade"
    before = doc[max(0, m.start - 1) : t.i + 1].text
    if match := _AGE.search(doc[max(0, m.start - 5) : t.i + 1].text if m.name else before):
        m.age = _years(match)
    if m.age is None:
        m.age = _age_after(t)
    beside = [c for c in t.children if c.dep_ not in ("conj", "cc", "poss") and not patients.listed_kin(c, t)]
    nouns = [t.lower_, *(c.lower_ for c in beside), *(c.lower_ for a in appositions for c in [a])]
    nouns += [w.lower_ for w in doc[max(0, m.start - 2) : m.start]] if m.name else []
    m.sex = next((s for n in nouns if n not in ("his", "her") and (s := _sex(n))), "")
    stages = {s for s in ("minor", "adult") for n in nouns if n in patients.words("persons", s)}
    if not stages and m.noun in patients.words("persons", "kin") and kids & patients.words("words", "small"):
        stages = {"minor"}  # "her young son"
    if m.age is not None:
        m.stage = "minor" if m.age < GROWN else "" if m.age < 20 else "adult"  # of an age that some call a man, some a boy
    elif len(stages) == 1:
        m.stage = stages.pop()
    m.definite = bool(kids & {"the", "this", "that"}) or m.noun in patients.words("words", "victim")
    m.another = bool(kids & patients.words("words", "another")) or "also" in {c.lower_ for c in doc[m.trigger].children}
    m.new = bool(kids & {"a", "an"})
    m.owner = next((_sex(c.lower_) for c in t.children if c.tag_ == "PRP$" and c.i < t.i), "")
    m.attacker = t.lower_ in patients.words("words", "attacker")


def _age_after(t: Token) -> int | None:
    match = _AGE_AFTER.match(t.doc.text[t.idx + len(t) :])
    if match and 0 < int(match[1]) < 110:
        return int(match[1])
    later = t.doc.text[t.idx + len(t) : t.idx + len(t) + 30].lstrip()
    if later.startswith((",", "(")) and (m := _AGE.match(re.sub(r"^[,(]\s*(?:an? |the )?", "", later))):
        return _years(m)
    return None


def _years(match: re.Match[str]) -> int | None:
    from text_to_num import text2num

    if match[2].lower() != "year":
        return 0
    if match[1].isdigit():
        return int(match[1])
    try:
        return int(text2num(match[1].replace("-", " ").lower(), "en"))
    except ValueError:
        return None


def _name(t: Token) -> tuple[str, ...]:
    """Return the words of a person's name that ends at `t`, without titles; () where `t` ends none."""
    doc, i = t.doc, t.i
    while i > 0 and doc[i - 1].tag_ == "NNP" and doc[i - 1].head.i in range(i - 1, t.i + 1):
        i -= 1
    got = [w.text for w in doc[i : t.i + 1]]
    while got and (got[0].lower() in patients.words("persons", "titles") or _noun(got[0].lower())):
        got.pop(0)
    while got and got[-1].lower() in patients.words("persons", "suffixes"):
        got.pop()
    if got and (_noun(got[-1].lower()) or "old" in (w.lower() for w in got)):
        return ()  # "16-Year-Old Girl" in a headline
    if not got or any(not w[:1].isupper() for w in got):
        return ()
    if len(got) == 1 and got[0].isupper() and len(got[0]) > 3 and not doc.text.isupper():
        return ()  # "NAPLES, Fla. - A boy died": where it was written
    if len(got) == 1 and any(m.rank == 3 for m in places.find(got[0])):
        return ()  # "martyred Syria"
    if {w.lower() for w in got} & (patients.words("persons", "never") | _places()):
        return ()
    return tuple(got)


@cache
def _places() -> frozenset[str]:
    """Return words that a name of a place or body holds and a person's does not."""
    return patients.words("words", "hospital") | frozenset(cues.load("victims")["names"]["never"])


@cache
def _persons() -> frozenset[str]:
    classes = cues.load("subjects")["classes"]
    every = {w for words in classes.values() for w in words if " " not in w}
    more = {w for k in ("male", "female", "minor", "adult", "more") for w in cues.load("victims")["persons"][k]}
    more |= set(cues.load("victims")["words"]["victim"]) | set(cues.load("victims")["words"]["attacker"])
    return frozenset(every | more) - patients.words("persons", "never")


def _noun(word: str) -> bool:
    return word in _persons()


@cache
def _agentive(word: str) -> bool:
    p = cues.load("victims")["persons"]
    return word.endswith(tuple(p["endings"])) and word not in p["things"] and len(word) > 4


def _sex(word: str) -> str:
    return "m" if word in patients.words("persons", "male") else "f" if word in patients.words("persons", "female") else ""
