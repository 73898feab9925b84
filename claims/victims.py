"""Single victims: "a woman died", "Erika Ruiz, 21, was killed", "he turned the gun on himself".

Each person counts once per report, however often the report comes back to it: mentions are told apart or joined by name, age, sex and
what kind of person they name, and each person yields one draft, killed where any mention says so, else injured.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import TYPE_CHECKING

from claims import cues, harm, places
from claims.attribution import Speech
from claims.parsing import Parsed
from claims.records import Draft, Quantity

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

_AGE = re.compile(r"(\d{1,3}|[a-z]+(?:-[a-z]+)?)[- ](year|month|week|day)s?[- ]olds?\b", re.IGNORECASE)
_AGE_AFTER = re.compile(
    r"^\s*(?:(?:jr|sr)\.?\s*)?(?:,\s*|\(\s*|,?\s*age[d]? (?:of )?|\s)(?:aged? )?(\d{1,2})(?=\s*(?:[,.;)]|$|and\b|was\b|of\b|were\b|who\b|died\b|is\b|from\b))",
    re.I,
)
GROWN = 16
LIVES, APART = "the report says that this one lives", "none of the dead that the report tells of one by one"
_SPAN = 200  # characters of a quote at most, as annotators keep it


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


@dataclass(slots=True)
class Person:
    mentions: list[Mention] = field(default_factory=list)
    name: tuple[str, ...] = ()
    age: int | None = None
    sex: str = ""
    stage: str = ""

    @property
    def measure(self) -> str:
        told = {m.measure for m in self.mentions}
        return harm.KILLED if harm.KILLED in told else harm.INJURED if harm.INJURED in told else ""

    @property
    def hurt(self) -> bool:
        """Whether some mention says "wounded" and none that the person died."""
        return self.measure == harm.INJURED and any(m.measure and not m.shot for m in self.mentions)

    def take(self, m: Mention) -> None:
        self.mentions.append(m)
        if len(m.name) > len(self.name):
            self.name = m.name
        self.age = self.age if self.age is not None else m.age
        self.sex, self.stage = self.sex or m.sex, self.stage or m.stage


def extract(parsed: Sequence[Parsed], speech: Speech) -> list[Draft]:
    """Return one draft for each single victim of the report, quantity [1, 1]; `victim` is the folded name where there is one."""
    mentions = [m for i, p in enumerate(parsed) if p.doc is not None for m in _mentions(i, p.doc, speech)]
    people: list[Person] = []
    for m in mentions:
        person = _whose(m, people)
        if person is None:
            person = Person()
            people.append(person)
        person.take(m)
    fate = _common(people)
    dead = [p for p in people if p.measure == harm.KILLED]
    return [d for p in people if (d := _draft(p, fate, parsed, _fate_of(p, dead))) is not None]


def _fate_of(p: Person, dead: Sequence[Person]) -> str:
    """Return why one who was hurt is none of the report's dead, "" where he may be one."""
    if p.measure != harm.INJURED:
        return ""
    if p.hurt:
        return LIVES
    return APART if dead and all(_differ(p, q) for q in dead) else ""


def _differ(p: Person, q: Person) -> bool:
    """Whether two persons cannot be one: by name, sex, age or stage of life."""
    if p.name and q.name:
        return not _same_name(p.name, q.name)
    if p.age is not None and q.age is not None:
        return p.age != q.age
    return bool((p.sex and q.sex and p.sex != q.sex) or (p.stage and q.stage and p.stage != q.stage))


def _common(people: Sequence[Person]) -> str:
    """Return what befell those who are only named as victims: what befell all others, or nothing."""
    told = {p.measure for p in people if p.measure}
    return told.pop() if len(told) == 1 else ""


def fold_name(name: Sequence[str]) -> str:
    """Return a victim's name as it is compared: lower case, without titles."""
    return " ".join(w.lower().strip(".") for w in name)


def _draft(p: Person, fate: str, parsed: Sequence[Parsed], apart: str) -> Draft | None:
    measure = p.measure or fate
    if not measure:
        return None
    told = [m for m in p.mentions if m.measure == measure] or p.mentions
    body = [m for m in told if parsed[m.sentence].sentence.within == "text"] or told
    best = next((m for m in body if m.joined), None) or next((m for m in body if m.name), None) or body[0]
    if all(m.pronoun for m in p.mentions) and len(p.mentions) == 1 and best.noun in ("her", "him"):
        return None  # nobody was introduced: a witness's "they killed him" about somebody else
    sentence, doc = parsed[best.sentence].sentence, parsed[best.sentence].doc
    assert doc is not None
    first, last = min(best.start, best.trigger), max(best.end - 1, best.trigger)
    a, b = doc[first].idx, doc[last].idx + len(doc[last])
    if b - a > _SPAN:
        a, b = doc[best.start].idx, doc[best.end - 1].idx + len(doc[best.end - 1])
    why = [f"{doc[best.trigger].text!r} says that one person was {measure}"]
    if len(p.mentions) > 1:
        why.append(f"one person in {len(p.mentions)} places of the report")
    if apart:
        why.append(apart)
    return Draft(
        kind="casualties",
        measure=measure,
        sentence=best.sentence,
        anchor=best.token,
        trigger=best.trigger,
        start=sentence.start + a,
        end=sentence.start + b,
        quantity=Quantity(1, 1),
        subject=_subject(p),
        noun=best.noun,
        scope="part" if best.part else "total",
        victim=fold_name(p.name),
        person=best.sentence * 10_000 + best.token,
        why=tuple(why),
    )


def _subject(p: Person) -> str:
    if any(m.attacker for m in p.mentions):
        return "attackers"
    data = cues.load("subjects")
    for name in data["order"]:
        if any(m.noun in data["classes"].get(name, ()) for m in p.mentions) and name not in ("people", "insurers", "men"):
            return str(name)
    return "children" if p.age is not None and p.age < 18 else "people"


# --- one person or two


def _whose(m: Mention, people: Sequence[Person]) -> Person | None:
    """Return the person that mention `m` speaks of, None for a new one."""
    best: tuple[float, int] | None = None
    for n, p in enumerate(people):
        score = _fits(m, p)
        if score is not None and (best is None or (score, n) >= best):
            best = (score, n)
    return people[best[1]] if best else None


def _fits(m: Mention, p: Person) -> float | None:
    last = p.mentions[-1]
    score = 0.0
    if m.name and p.name:
        return 100.0 if _same_name(m.name, p.name) else None
    if (m.sex and p.sex and m.sex != p.sex) or (m.stage and p.stage and m.stage != p.stage):
        return None
    if m.age is not None and p.age is not None:
        if m.age != p.age:
            return None
        score += 10
    if any(q.sentence == m.sentence and q.token == m.token for q in p.mentions):
        return 100.0
    here = any(q.sentence == m.sentence for q in p.mentions)
    if here and not (m.pronoun or m.definite):
        return None
    if here and any(q.sentence == m.sentence and q.trigger == m.trigger and q.token != m.token for q in p.mentions):
        return None
    if m.another and (here or last.sentence >= m.sentence - 3) and not any(q.another for q in p.mentions):
        return None
    if m.another and p.hurt and m.measure == harm.KILLED:
        return None  # "another was wounded ... the third man died"
    if not m.pronoun and not m.definite and not m.name:
        if p.hurt and m.measure == harm.KILLED:
            return None
        if p.measure == harm.KILLED and m.measure == harm.INJURED and not m.shot:
            return None
    if m.pronoun and any(q.sentence == m.sentence and q.token < m.token for q in p.mentions):
        score += 20 if any(q.pronoun and q.sex == m.sex for q in p.mentions if q.sentence == m.sentence) else 8
    score += 3 * any(q.noun == m.noun for q in p.mentions) + 5 * (p.measure == m.measure)
    return score - 0.1 * (m.sentence - last.sentence) if m.pronoun or m.definite else score


def _same_name(a: Sequence[str], b: Sequence[str]) -> bool:
    """Whether two names can be one person's: one holds the other, or they share a first name and another, however they are spelt."""
    if 1 in (len(a), len(b)) and a[0][:4].lower() == b[0][:4].lower() and len(a[0]) > 3 and len(b[0]) > 3:
        return True  # "Chris" and "Christian Bandemer"
    x, y = {_spelling(w) for w in a}, {_spelling(w) for w in b}
    return x <= y or y <= x or (len(x & y) > 1 and _spelling(a[0]) == _spelling(b[0]))


@cache
def _spelling(word: str) -> str:
    """Return the key that the spellings of one name in other scripts share: Muhammad and Mohammed are one, Maria and Mario are not."""
    w = unicodedata.normalize("NFKD", word.casefold().replace("q", "k"))
    w = re.sub(r"^(?:al|el)-", "", "".join(c for c in w if c.isalpha() or c == "-"))
    if len(w) < 4:
        return w
    inner = re.sub(r"(.)\1+", r"\1", re.sub(r"[aeiouyw]", "", w[1:-1]))
    return w[0] + inner + w[-1]


# --- mentions


def _mentions(i: int, doc: Doc, speech: Speech) -> list[Mention]:
    out: list[Mention] = []
    found = harm.find(doc)
    numbered = {h.trigger for h in found if doc[h.patient].tag_ in ("NNS", "CD", "NNPS")}
    for h in found:
        if speech.denied(i, h.patient, h.trigger):
            continue
        token = doc[h.patient]
        for t in [token, *_included(token)]:
            m = _mention(i, t, h.trigger, h.measure)
            if m is None:
                continue
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


def _besides_a_suspect(doc: Doc, m: Mention, harmed: Sequence[Mention]) -> bool:
    """Whether "another teen" is one beside him who did it: the sentence names a person before, and nobody hurt."""
    if any(o.token < m.token for o in harmed):
        return False
    return any(t.tag_ == "NN" and _noun(t.lower_) and t.i < m.start for t in doc)


def _lives(t: Token) -> bool:
    """Whether the cue `t` says how it ended: who is wounded lives, who was shot or has a gunshot wound may not."""
    return t.lower_ in harm.words("words", "lives") or (
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
    return [x for g in got for x in harm.expand([g])]


def _identified(i: int, doc: Doc, known: set[int]) -> list[Mention]:
    """Return the victims that a sentence names without saying what befell them: "the victims were identified as A and B"."""
    out = []
    for t in doc:
        if t.lemma_ not in harm.words("verbs", "identify") or not t.tag_.startswith("VB"):
            continue
        whom = [c for c in t.children if c.dep_ in ("nsubjpass", "dobj")]
        named = [p for c in t.children if c.dep_ == "prep" and c.lower_ == "as" for p in c.children if p.dep_ == "pobj"]
        named += [c for c in t.children if c.dep_ in ("oprd", "conj") and c.tag_[:2] == "NN"]
        every = harm.expand(named)
        names = [p for p in every if p.tag_ == "NNP"]
        if len(names) * 2 == len(every):
            named = names  # "the suspect's mother and brother, Dana and Caleb Ray": two persons, not four
        whom = [
            t.head if p.tag_ in ("WP", "WDT") and t.dep_ == "relcl" else p for p in whom
        ]  # "the suspects, who were identified as"
        nouns = {w.lemma_.lower() for p in whom for w in [p, *p.children]}
        if not whom or nouns & harm.words("words", "attacker") or any(map(_who_did_it, whom)):
            continue
        if not named and len(whom) == 1 and whom[0].tag_ == "NNP":
            continue
        for p in harm.expand(named):
            if p.i not in known and (m := _mention(i, p, t.i, "")) is not None:
                subject = _mention(i, whom[0], t.i, "")
                if subject is not None and len(named) == 1:
                    m.sex, m.stage, m.age = m.sex or subject.sex, m.stage or subject.stage, m.age or subject.age
                m.definite = subject is not None
                out.append(m)
    return out


def _who_did_it(t: Token) -> bool:
    """Whether a clause says that the one at `t` killed or hurt somebody: "the officer who shot a boy"."""
    deeds = [c for c in t.children if c.dep_ == "relcl" and c.lemma_ in harm.words("verbs", "kill") | harm.words("verbs", "hurt")]
    deeds += [k for c in deeds for k in c.children if k.dep_ == "conj"]
    return any(k.dep_ == "dobj" for c in deeds for k in c.children)


def _mention(i: int, t: Token, trigger: int, measure: str) -> Mention | None:
    """Return the mention of one person at token `t`, None where it is no single person."""
    low = t.lower_
    m = Mention(i, t.i, trigger, measure, False, t.i, t.i + 1, low)
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
    elif name and t.tag_ == "NNP":
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


def _describe(m: Mention, t: Token, kids: set[str]) -> None:
    doc = t.doc
    m.noun = t.lower_
    appositions = [c for c in t.children if c.dep_ == "appos" and c.i > t.i and not harm.listed_kin(c, t)]
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
    beside = [c for c in t.children if c.dep_ not in ("conj", "cc", "poss") and not harm.listed_kin(c, t)]
    nouns = [t.lower_, *(c.lower_ for c in beside), *(c.lower_ for a in appositions for c in [a])]
    nouns += [w.lower_ for w in doc[max(0, m.start - 2) : m.start]] if m.name else []
    m.sex = next((s for n in nouns if n not in ("his", "her") and (s := _sex(n))), "")
    stages = {s for s in ("minor", "adult") for n in nouns if n in harm.words("persons", s)}
    if not stages and m.noun in harm.words("persons", "kin") and kids & harm.words("words", "small"):
        stages = {"minor"}  # "her young son"
    if m.age is not None:
        m.stage = "minor" if m.age < GROWN else "" if m.age < 20 else "adult"  # of an age that some call a man, some a boy
    elif len(stages) == 1:
        m.stage = stages.pop()
    m.definite = bool(kids & {"the", "this", "that"}) or m.noun in harm.words("words", "victim")
    m.another = bool(kids & harm.words("words", "another")) or "also" in {c.lower_ for c in doc[m.trigger].children}
    m.attacker = t.lower_ in harm.words("words", "attacker")


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
    while got and (got[0].lower() in harm.words("persons", "titles") or _noun(got[0].lower())):
        got.pop(0)
    while got and got[-1].lower() in harm.words("persons", "suffixes"):
        got.pop()
    if got and (_noun(got[-1].lower()) or "old" in (w.lower() for w in got)):
        return ()  # "16-Year-Old Girl" in a headline
    if not got or any(not w[:1].isupper() for w in got):
        return ()
    if len(got) == 1 and got[0].isupper() and len(got[0]) > 3 and not doc.text.isupper():
        return ()  # "NAPLES, Fla. - A boy died": where it was written
    if len(got) == 1 and any(m.rank == 3 for m in places.find(got[0])):
        return ()  # "martyred Syria"
    if {w.lower() for w in got} & (harm.words("persons", "never") | _places()):
        return ()
    return tuple(got)


@cache
def _places() -> frozenset[str]:
    """Return words that a name of a place or body holds and a person's does not."""
    return harm.words("words", "hospital") | frozenset(cues.load("victims")["names"]["never"])


@cache
def _persons() -> frozenset[str]:
    classes = cues.load("subjects")["classes"]
    every = {w for words in classes.values() for w in words if " " not in w}
    more = {w for k in ("male", "female", "minor", "adult", "more") for w in cues.load("victims")["persons"][k]}
    more |= set(cues.load("victims")["words"]["victim"]) | set(cues.load("victims")["words"]["attacker"])
    return frozenset(every | more) - harm.words("persons", "never")


def _noun(word: str) -> bool:
    return word in _persons()


@cache
def _agentive(word: str) -> bool:
    p = cues.load("victims")["persons"]
    return word.endswith(tuple(p["endings"])) and word not in p["things"] and len(word) > 4


def _sex(word: str) -> str:
    return "m" if word in harm.words("persons", "male") else "f" if word in harm.words("persons", "female") else ""
