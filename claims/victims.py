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

from claims import cues, harm, patients, sightings
from claims.attribution import Speech
from claims.parsing import Parsed
from claims.records import Draft, Quantity
from claims.sightings import Mention

LIVES, APART = "the report says that this one lives", "none of the dead that the report tells of one by one"
_SPAN = 200  # characters of a quote at most, as annotators keep it


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
    mentions = [m for i, p in enumerate(parsed) if p.doc is not None for m in sightings.mentions(i, p.doc, speech)]
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


def only_named(d: Draft, parsed: Sequence[Parsed]) -> bool:
    """Whether a draft's person is only named as a victim ("the four victims were identified as ..."), not said to be dead or hurt."""
    doc = parsed[d.sentence].doc
    return bool(doc is not None and d.measure == harm.KILLED and doc[d.trigger].lemma_ in patients.words("verbs", "identify"))


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
    latest = max((p.mentions[-1].sentence * 10_000 + p.mentions[-1].token for p in people), default=-1)
    for n, p in enumerate(people):
        if _related(m, p) and p.mentions[-1].sentence * 10_000 + p.mentions[-1].token == latest:
            continue
        score = _fits(m, p)
        if score is not None and (best is None or (score, n) >= best):
            best = (score, n)
    return people[best[1]] if best else None


def _other_kin(m: Mention, p: Person) -> bool:
    """Whether "an uncle" is brought in beside a father: two of a family, whatever else they share."""
    kin = patients.words("persons", "elder") | patients.words("persons", "younger") | patients.words("persons", "kin")
    return m.new and m.noun in kin and any(q.noun in kin and q.noun != m.noun for q in p.mentions)


def _related(m: Mention, p: Person) -> bool:
    """Whether "his partner", told to have fared otherwise than the person `p`, may be the partner of that one, and so another."""
    return (
        bool(m.owner and m.measure and p.measure)
        and m.measure != p.measure
        and p.sex in ("", m.owner)
        and not any(q.noun == m.noun or q.owner for q in p.mentions)
    )


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
    if _other_kin(m, p):
        return None
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
