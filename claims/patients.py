"""Whom a cue of harm is said of: the subject or object of a verb, its own or the one that grammar lends it, and those joined to it."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from claims import cues

if TYPE_CHECKING:
    from claims.tree import Token

SUBJECT = ("nsubj", "nsubjpass", "csubj")
_NOUN = ("NN", "NNS", "NNP", "NNPS", "PRP", "CD", "DT")
_WHO = ("who", "whom", "that", "which")


@cache
def words(table: str, name: str) -> frozenset[str]:
    return frozenset(cues.load("victims")[table][name])


@cache
def transitive() -> frozenset[str]:
    return words("verbs", "kill") | words("verbs", "hurt")


def kin(t: Token) -> bool:
    """Whether `t` is somebody's own: "his mother"."""
    return t.tag_ in ("NN", "NNP") and any(c.tag_ == "PRP$" for c in t.children)


def _someone(t: Token) -> bool:
    return t.tag_ in _NOUN or t.lower_ == "old"  # "a 13-year-old"


def patients(t: Token) -> list[Token]:
    """Return whom the transitive verb `t` is done to."""
    objects = [c for c in t.children if c.dep_ in ("dobj", "oprd") and _someone(c) and c.i > t.i]
    in_passive = any(c.dep_ in ("nsubjpass", "auxpass") for c in t.children)
    if in_passive or t.tag_ == "VBN":
        return passive(t)
    if objects:
        return expand(objects)
    if (her := _object_before_time(t)) is not None:
        return [her]
    if (kill := next((c for c in t.children if c.dep_ == "conj" and c.lemma_ in transitive()), None)) is not None:
        later = [c for c in kill.children if c.dep_ == "dobj"]
        if later and t.tag_ != "VBN":
            return expand(later)  # "shot and killed his brother"
    at = {c.lower_ for c in t.children if c.dep_ == "prep"} & {"at", "toward", "towards", "into", "through", "up"}
    if t.tag_ in ("VBD", "NN", "JJ") and not at and not any(c.dep_ in ("ccomp", "prt") for c in t.children):
        return expand(subjects(t))  # headlines leave the auxiliary out: "Man killed in crash"
    return []


def _object_before_time(t: Token) -> Token | None:
    """Return the "her" of "shot her Monday", which a parse may take for the owner of the day."""
    her = t.doc[t.i + 1] if t.i + 2 < len(t.doc) else None
    day = her is not None and her.lower_ == "her" and t.doc[her.i + 1].lower_ in cues.load("casualties")["grammar"]["times"]
    return her if day and t.tag_ != "VBN" else None


def passive(t: Token) -> list[Token]:
    got = subjects(t)
    if any(c.dep_ in ("dobj",) and c.lower_.endswith("self") for c in t.children):
        return expand(got)
    has = any(c.dep_ == "aux" and c.lemma_ == "have" for c in t.children) and not any(c.dep_ == "auxpass" for c in t.children)
    if has and "been" not in {c.lower_ for c in t.children}:
        return expand([c for c in t.children if c.dep_ == "dobj"])  # "had killed him"
    active = [c for c in t.children if c.dep_ == "dobj" and c.i > t.i and _someone(c)]
    if not active and _active_conjunct(t):
        return []  # told at the other verb: "the officer who shot and killed a boy"
    if active and not any(c.dep_ == "auxpass" for c in t.children):
        return expand(active)  # "a gunman shot a boy" read as a participle
    return expand(got)


def _active_conjunct(t: Token) -> bool:
    """Return whether a verb joined to `t` has an object and no passive: then `t` is active too, whatever its tag."""
    joined = [c for c in t.children if c.dep_ == "conj"] + ([t.head] if t.dep_ == "conj" else [])
    return any(
        v.lemma_ in transitive()
        and any(c.dep_ == "dobj" and c.i > v.i and _someone(c) for c in v.children)
        and not any(c.dep_ in ("auxpass", "nsubjpass") for c in [*v.children, *t.children])
        for v in joined
    )


def subjects(t: Token, depth: int = 0) -> list[Token]:
    """Return the subject of `t`, its own or the one that grammar lends it."""
    if depth > 6:
        return []
    own = [c for c in t.children if c.dep_ in SUBJECT and c.tag_ not in ("WDT", "EX")]
    if not own:  # "his brother and his mother were both hurt": the parse may hang them on "both"
        own = [g for c in t.children if c.lower_ in ("both", "all") for g in c.children if g.dep_ in SUBJECT and g.i < c.i]
    if own:
        s = own[-1]
        if s.lower_ in _WHO or s.tag_ in ("WP", "WDT"):
            return (
                [_person_before(t.head)]
                if t.dep_ == "relcl"
                else subjects(t.head, depth + 1)
                if t.dep_ in ("conj", "ccomp")
                else []
            )
        if (
            t.dep_ == "relcl"
            and s.i + 1 < t.i
            and t.doc[s.i + 1].lemma_ in words("verbs", "hold")
            and t.doc[s.i - 1].lower_ in _WHO
        ):
            return [t.head]  # "a man who police say shot": the sayers stand in between
        if len(own) == 2 and (of := next((c for c in own[0].children if c.lower_ == "of"), None)) and _runs_into(of, s):
            return [own[0]]  # "the grandson of State Rep. Omar Saleh was shot": the name is the end of the "of"
        return own if len(own) > 1 and any(w.lower_ == "and" for w in t.doc[own[0].i : s.i]) else [s]
    if any(c.tag_ in ("WDT", "WP") and c.dep_ in SUBJECT for c in t.children):
        return [t.head] if t.dep_ == "relcl" else subjects(t.head, depth + 1)
    head = t.head
    if t.dep_ in ("acl", "relcl") and head.tag_[:1] in ("N", "P", "C"):
        return [head]
    if t.dep_ in ("xcomp", "oprd", "ccomp", "acomp") and head is not t:
        objects = [c for c in head.children if c.dep_ == "dobj" and c.i < t.i]
        passive = any(c.dep_ in ("nsubjpass", "auxpass") for c in head.children)
        if t.dep_ == "ccomp" and not passive and head.lemma_ not in words("verbs", "declare"):
            return []
        return objects if objects and not passive else subjects(head, depth + 1)
    if t.dep_ in ("conj", "advcl", "dep", "pcomp", "parataxis") and head is not t:
        target = head.head if t.dep_ == "pcomp" and head.dep_ == "prep" else head
        if target.tag_[:1] in ("N", "P") and t.dep_ != "conj":
            return [target]
        if target.tag_.startswith("VB") or target.tag_ == "JJ":
            return subjects(target, depth + 1)
    return []


def _runs_into(of: Token, s: Token) -> bool:
    """Whether nothing but a noun phrase stands between "of" and the noun `s`."""
    return of.i < s.i and all(w.tag_[:2] in ("NN", "DT", "JJ") for w in of.doc[of.i + 1 : s.i])


def _person_before(t: Token) -> Token:
    """Return the noun that "from X", "of X" hangs on where a relative clause was hung on the place ("a teenager from X, who was killed")."""
    if t.dep_ == "pobj" and t.tag_ == "NNP" and t.head.lower_ in ("from", "of", "in", "near") and t.head.head.tag_ == "NN":
        return t.head.head
    return t


def listed_kin(c: Token, t: Token) -> bool:
    """Whether `c`, to a parse an apposition of the name `t`, is the next in a list: "Sana Odeh, 34, her husband Karim and their son"."""
    return c.dep_ == "appos" and t.tag_ == "NNP" and kin(c) and any(k.dep_ == "conj" for k in c.children)


def expand(tokens: list[Token]) -> list[Token]:
    """Return the nouns with those joined to them: by "and", or in a list of names that a parse took for appositions."""
    out: list[Token] = []
    todo = list(tokens)
    while todo:
        t = todo.pop(0)
        if t in out:
            continue
        out.append(t)
        for c in t.children:
            if (
                (c.dep_ == "conj" and c.tag_ in _NOUN and c.i > t.i)
                or (c.dep_ == "appos" and c.tag_ == "NNP" and t.tag_ == "NNP" and c.i > t.i and t.i != c.i - 1)
                or listed_kin(c, t)
            ):
                todo.append(c)
            elif c.dep_ == "prep" and c.lower_ in ("with", "alongside") and t.dep_ in SUBJECT and c.i > t.i + 1:
                todo += [p for p in c.children if p.dep_ == "pobj" and c.nbor(-1).lower_ == "along"]
    return out
