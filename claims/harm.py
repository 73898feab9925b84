"""What happened to whom: the words that say that somebody was killed or hurt, and the noun or pronoun that they say it of.

Goes from the cue to the persons, by the parse and, where a headline or lost commas broke it, by the order of the words. The cues
are classes in cues/victims.toml.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from claims import unreal
from claims.patients import SUBJECT, expand, kin, passive, subjects, transitive, words
from claims.patients import patients as _patients

if TYPE_CHECKING:
    from claims.tree import Doc, Token

KILLED, INJURED = "killed", "injured"


@dataclass(frozen=True, slots=True)
class Harm:
    """`patient` (a token) was killed or injured, by the cue `trigger`. `own`: by his own hand."""

    measure: str
    trigger: int
    patient: int
    own: bool = False


def find(doc: Doc) -> list[Harm]:
    """Return who was harmed in `doc`, in order; what is denied, only possible, tried or threatened is left out."""
    out: dict[tuple[int, str], Harm] = {}
    for t in doc:
        if t.tag_[:1] not in _TELLING and t.lower_ != "condition":
            continue  # most words
        for measure, patients, own in _read(t):
            if measure and not _unreal(t) and not (measure == KILLED and unreal.alive(doc, t.i, t.i + 1)):
                for p in _one(t, _beside(t, patients)):
                    out.setdefault((p.i, measure), Harm(measure, t.i, p.i, own))
    fatal = any(h.measure == KILLED and not h.own for h in out.values())
    named = _named_fatal(doc)
    # "killed his brother and then shot himself": who ends it so is dead, too; in "a murder-suicide" all are
    for h in [h for h in out.values() if h.measure == INJURED and doc[h.trigger].lemma_ == "shoot"]:
        if (h.own and fatal) or (named and any(o.own and o.trigger == h.trigger for o in out.values())):
            out.setdefault((h.patient, KILLED), Harm(KILLED, h.trigger, h.patient, h.own))
    dead = {p for p, m in out if m == KILLED}
    return sorted((h for (p, m), h in out.items() if m == KILLED or p not in dead), key=lambda h: (h.patient, h.trigger))


def _named_fatal(doc: Doc) -> bool:
    """Whether the sentence calls it a murder-suicide."""
    text = doc.text.lower()
    return any(w in text for w in words("words", "both_dead"))


def _beside(t: Token, patients: list[Token]) -> list[Token]:
    """Return the patients and those beside them: whom a plural verb has for a second subject, wherever the parse hung him ("the
    writer, a teacher at X and his mother, were killed"), and along with whom it happened ("was killed together with her son")."""
    verb = t
    while verb.dep_ == "xcomp":
        verb = verb.head
    more: list[Token] = []
    plural = {c.lower_ for c in verb.children if c.dep_ in ("aux", "auxpass")} & {"were", "are"}
    if (plural or t.tag_ == "NNS") and patients and patients[0].tag_ in ("NN", "NNP"):
        first = patients[0]
        after = t.doc[first.i + 1 : verb.i] if first.i < verb.i else [w for w in first.subtree if w.i > first.i]
        own = [w for w in after if w.dep_ in ("conj", "appos") and kin(w)]
        more = expand(own[:1])
    if patients and t.tag_ in ("VBN", "VBD"):
        for prep in sorted({c.i for v in (t, verb) for c in v.children if c.i > t.i}):
            more += expand(_along(t.doc[prep]))
    return [*patients, *(m for m in more if m not in patients)]


def _along(t: Token) -> list[Token]:
    """Return the object of "along with", "together with" or "alongside" where `t` is the word that hangs on the verb."""
    if t.lower_ == "with" and t.doc[t.i - 1].lower_ not in ("along", "together"):
        return []
    if t.lower_ in ("along", "together"):
        t = next((c for c in t.children if c.lower_ == "with"), t)
    return [p for p in t.children if p.dep_ == "pobj"] if t.lower_ in ("with", "alongside") else []


def _one(t: Token, patients: list[Token]) -> list[Token]:
    """Return the one person of a list with a singular verb: "the comedian, blogger and activist X was killed"."""
    aux = {c.lower_ for c in t.children if c.dep_ in ("aux", "auxpass")}
    if len(patients) < 2 or not aux & {"was", "is", "has"} or aux & {"were", "are", "have"} or any(p.i > t.i for p in patients):
        return patients
    return [next((p for p in reversed(patients) if p.tag_ == "NNP"), patients[0])]


_TELLING = frozenset("VNJR")  # how the tags of verbs, nouns, adjectives and adverbs begin


def _read(t: Token) -> Iterator[tuple[str, list[Token], bool]]:
    tag = t.tag_
    lemma = t.lemma_.lower()
    if tag.startswith("VB") or (lemma in transitive() and t.dep_ in ("ROOT", "acl", "conj") and tag in ("NN", "JJ")):
        yield from _verb(t, lemma)
    if tag in ("NN", "VBN", "VBD") and _after_an_age(t):
        yield KILLED if lemma in words("verbs", "kill") or _fatal(t) else INJURED, [t.doc[t.i - 1]], False
    dead = t.lower_ in words("words", "dead") and tag[:2] in ("JJ", "VB", "RB", "NN")
    if dead and not any(c.dep_ == "poss" for c in t.children):  # no "the town buried its dead"
        yield KILLED, _dead(t), False
    elif t.lower_ == "condition":
        yield from _condition(t)
    elif t.lower_ in ("care", "coma", "support", "icu") and (who := _ward_of(t)) is not None:
        yield INJURED, expand([who]), False
    elif tag[:1] == "N" or tag == "VBG":
        yield from _noun(t, lemma)


# --- verbs


def _verb(t: Token, lemma: str) -> Iterator[tuple[str, list[Token], bool]]:
    if lemma in words("verbs", "die"):
        yield KILLED, expand(subjects(t)), False
    elif lemma in transitive():
        patients = _patients(t)
        own = [p for p in patients if p.lower_.endswith("self")] or _self_as_well(t)
        measure = KILLED if lemma in words("verbs", "kill") or _fatal(t) else INJURED
        if lemma == "shoot" and not patients:
            return
        yield measure, [p for p in patients if p not in own], False
        yield measure, expand(subjects(t)) if own else [], True
    elif lemma in words("verbs", "to_death") and _to_the_end(t):
        yield KILLED, _patients(t) or expand(subjects(t)), False
    elif lemma in words("verbs", "pass") and any(c.dep_ in ("prt", "advmod") and c.lower_ == "away" for c in t.children):
        yield KILLED, expand(subjects(t)), False
    elif lemma == "gun" and any(c.lower_ == "down" for c in t.children):
        yield KILLED, _patients(t), False
    elif lemma == "turn" and any(c.lemma_ in ("gun", "weapon", "rifle", "pistol") for c in t.children if c.dep_ == "dobj"):
        if any(c.lower_ in ("himself", "herself") for c in t.subtree):
            yield KILLED, expand(subjects(t)), True
    elif lemma == "survive" and any(c.dep_ == "neg" for c in t.children):
        yield KILLED, expand(subjects(t)), False
    elif lemma == "commit" and any(c.lower_ == "suicide" for c in t.children):
        yield KILLED, expand(subjects(t)), True
    elif lemma in words("verbs", "take") and (life := next((c for c in t.children if c.lower_ in ("life", "lives")), None)):
        yield from _life(t, life)
    elif lemma in words("verbs", "strike") and _struck(t):
        yield KILLED if _fatal(t) else INJURED, _patients(t), False
    elif lemma in words("verbs", "carry") and t.tag_ in ("VBN", "VBD") and _to_hospital(t):
        yield INJURED, passive(t), False
    elif lemma in words("verbs", "recover") | words("verbs", "be") and (_mending(t) or any(map(_in_hospital, t.children))):
        yield INJURED, expand(subjects(t)), False
    elif lemma in words("verbs", "carry") and t.tag_ == "VBN" and _with_ailment(t):
        yield INJURED, passive(t), False
    elif (lemma in words("verbs", "maimed") and _own_body(t)) or (
        lemma == "undergo" and any(c.dep_ == "dobj" and c.lower_ in words("words", "surgery") for c in t.children)
    ):
        yield INJURED, expand(subjects(t)), False
    elif lemma in words("verbs", "suffer") and _wounded(t):
        yield KILLED if _fatal_wound(t) else INJURED, expand(subjects(t)), False


def _after_an_age(t: Token) -> bool:
    """Whether `t` is the participle of "a 17-year-old shot and killed by an officer", which a parse may take for a noun."""
    if t.i < 4 or t.doc[t.i - 1].lower_ != "old" or t.lower_ not in words("words", "participles"):
        return False
    return t.i + 1 < len(t.doc) and t.doc[t.i + 1].lower_ in words("words", "after_participle")


def _self_as_well(t: Token) -> list[Token]:
    """Return the "self" that a parse hung beside the object: "killed her child and then herself", "kills son, self"."""
    beside = [c for c in t.children if c.dep_ == "conj"] + [g for c in t.children if c.dep_ == "dobj" for g in c.subtree]
    return [c for c in beside if c.lower_.endswith("self") and c.dep_ == "conj" and c.i > t.i]


def _life(t: Token, life: Token) -> Iterator[tuple[str, list[Token], bool]]:
    """Read "claimed the life of X", "took X's life", "lost his life", "took his own life"."""
    owners = [c for c in life.children if c.dep_ == "poss"]
    of = [p for c in life.children if c.lower_ == "of" for p in c.children if p.dep_ == "pobj"]
    own = any(c.lower_ == "own" for c in life.children)
    if t.lemma_ == "lose" or own:
        yield KILLED, expand(subjects(t)), own
    elif of:
        yield KILLED, expand(of), False
    elif owners and t.lemma_ != "end":
        yield KILLED, expand(owners), False


def _fatal(t: Token) -> bool:
    """Whether a shot or stab killed: "fatally shot", "shot dead", "shot to death", "shot and killed"."""
    near = t.doc[max(0, t.i - 2) : t.i]
    if any(w.lower_ in words("words", "fatal") for w in near):
        return True
    after = [w.lower_ for w in t.doc[t.i + 1 : t.i + 7]]
    if "dead" in after[:2] or ("to" in after and after[after.index("to") + 1 : after.index("to") + 2] == ["death"]):
        return True
    if any(w.lower_ in words("words", "fatal") for w in t.children):
        return True
    if any(
        w.lower_ == "to" and t in (w.head, w.head.head) and any(c.lower_ == "death" for c in w.children)
        for w in t.doc[t.i + 1 : t.i + 14]
    ):
        return True  # "shot his 6-year-old brother to death"
    if any(w.lower_ == "dead" and t in (w.head, w.head.head) for w in t.doc[t.i + 1 : t.i + 14]):
        return True  # "shot a judge and her driver dead"
    return any(
        c.dep_ == "conj" and c.lemma_ in words("verbs", "kill") and not any(k.dep_ == "dobj" for k in c.children)
        for c in t.children
    ) or after[:2] in (["and", "killed"], ["and", "fatally"])


def _to_the_end(t: Token) -> bool:
    """Whether what the verb says ended in death: "hacked the mayor to death", "was burned alive"."""
    after = [w.lower_ for w in t.doc[t.i + 1 : t.i + 12]]
    deaths = [i for i, w in enumerate(after) if w in ("death", "deaths") and "to" in after[max(0, i - 2) : i]]
    return after[:1] == ["alive"] or (
        bool(deaths) and not any(w.tag_ in ("VBD", "VBZ", "VBP") for w in t.doc[t.i + 1 : t.i + 1 + deaths[0]])
    )


def _struck(t: Token) -> bool:
    text = {w.lower_ for w in t.doc[t.i + 1 : t.i + 9]}
    by = any(c.dep_ == "agent" and {w.lower_ for w in c.subtree} & words("words", "weapon") for c in t.children)
    bullet = any(c.dep_ in SUBJECT and c.lower_ in words("words", "weapon") for c in t.children)
    return by or bool(text & words("words", "body")) or bullet or bool({"bullet", "bullets", "gunfire"} & text)


def _to_hospital(t: Token) -> bool:
    text = [w.lower_ for w in t.doc[t.i + 1 : t.i + 14]]
    if t.lemma_ == "treat":
        return bool(set(text) & (words("words", "wound") | words("words", "hospital")))
    return bool(set(text) & words("words", "hospital")) and ("to" in text[:8] or "hospital" in text)


def _with_ailment(t: Token) -> bool:
    """Whether somebody was taken away with what ails him: "was flown out with hypothermia"."""
    with_ = [c for p in (t, *t.children) for c in p.children if c.lower_ in ("with", "for") and c.dep_ == "prep"]
    ails = words("words", "wound") | words("words", "ailment")
    return any(o.lower_ in ails for w in with_ for o in w.children if o.dep_ == "pobj")


def _own_body(t: Token) -> bool:
    """Whether somebody lost or broke a limb of his own: "lost an arm", "broke her leg", "fractured two ribs"."""
    parts = [c for c in t.children if c.dep_ == "dobj" and c.lower_ in words("words", "body") | words("words", "limbs")]
    return bool(parts) and not any(c.dep_ == "neg" for c in t.children)


def _mending(t: Token) -> bool:
    """Whether somebody mends: "is recovering at home", "is expected to survive"; not "recovered the bodies", "survived the war"."""
    if t.lemma_ not in words("verbs", "recover"):
        return False
    if any(c.dep_ in ("dobj", "neg") or (c.dep_ == "prep" and t.lemma_ == "live") for c in t.children):
        return False
    expected = t.dep_ == "xcomp" and t.head.lemma_ in words("verbs", "expect")
    return expected or (t.lemma_ == "recover" and t.tag_ == "VBG" and any(c.dep_ == "aux" for c in t.children))


def _in_hospital(prep: Token) -> bool:
    """Whether "in the hospital", "in intensive care", "on life support" hangs on a verb of being."""
    if prep.dep_ != "prep" or prep.lower_ not in ("in", "at", "on"):
        return False
    noun = next((c for c in prep.children if c.dep_ == "pobj"), None)
    if noun is None or noun.i - prep.i > 4:
        return False
    where = noun.doc[prep.i + 1 : noun.i + 1].text.lower()
    return where in words("words", "ward") or (prep.head.lemma_ != "be" and where in words("words", "bed"))


def _ward_of(t: Token) -> Token | None:
    """Return the noun that "in intensive care", "in a coma", "on life support" hangs on: "left his wife in intensive care"."""
    if t.dep_ != "pobj" or t.head.lower_ not in ("in", "on") or t.i - t.head.i > 4 or t.head.head.tag_[:1] not in ("N", "P"):
        return None
    return t.head.head if t.doc[t.head.i + 1 : t.i + 1].text.lower() in words("words", "ward") else None


def _wounded(t: Token) -> bool:
    things = [c for c in t.children if c.dep_ in ("dobj", "attr")]
    return any(
        c.lower_ in words("words", "wound")
        or (c.lower_ == "bullet" or any(g.lower_ in ("gunshot", "bullet") for g in c.children))
        for c in things
    )


def _fatal_wound(t: Token) -> bool:
    return any(g.lower_ == "fatal" for c in t.children if c.dep_ == "dobj" for g in c.children)


# --- adjectives and nouns


def _dead(t: Token) -> list[Token]:
    """Return who is dead: "is dead", "found dead", "pronounced dead", "left X dead", "dead after", "the dead man"."""
    head = t.head
    if t.dep_ in ("amod",) and head.tag_[:1] == "N" and head.i > t.i:
        return [head] if head.lower_ not in ("end", "heat", "body", "sea", "zone") else []
    if head.lemma_ == "shoot" and head.i < t.i:
        return []  # the verb's reading knows
    if any(c.dep_ in SUBJECT for c in t.children):
        return expand(subjects(t))
    if head.lemma_ in words("verbs", "declare") or head.lemma_ in words("verbs", "be"):
        in_passive = any(c.dep_ in ("nsubjpass", "auxpass") for c in head.children)
        objects = [c for c in head.children if c.dep_ in ("dobj", "nsubj") and c.i > head.i]
        if objects and not in_passive:
            return expand(objects)
        return expand(subjects(head))
    if t.dep_ in ("amod", "acl", "appos", "advcl", "relcl") and head.tag_[:1] in ("N", "P") and head.i < t.i:
        return expand([head])
    if t.dep_ == "ROOT" or head.dep_ == "ROOT":
        before = [w for w in t.doc[max(0, t.i - 3) : t.i] if w.tag_ in ("NN", "NNP", "PRP")]
        return before[-1:]
    return []


def _condition(t: Token) -> Iterator[tuple[str, list[Token], bool]]:
    if not {c.lower_ for c in t.children} & words("words", "condition"):
        return
    verb = t.head
    while verb.dep_ in ("prep", "pobj", "conj") and verb.head is not verb and not verb.tag_.startswith("VB"):
        verb = verb.head
    if t.head.lower_ == "in" or verb.lemma_ in ("be", "list", "remain"):
        if verb.tag_.startswith("VB"):
            yield INJURED, passive(verb) or expand(subjects(verb)), False
        elif verb.tag_[:1] in ("N", "P"):
            yield INJURED, expand([verb]), False
    elif (owner := [c for c in t.children if c.dep_ == "poss"]) and not {"good"} & {c.lower_ for c in t.children}:
        yield INJURED, expand(owner), False


def _noun(t: Token, lemma: str) -> Iterator[tuple[str, list[Token], bool]]:
    deadly, hurt = lemma in words("words", "death") or t.lower_ in words("words", "death"), t.lower_ in words("words", "hurt")
    if deadly or hurt:
        if any(c.lower_ in ("attempted", "alleged") and c.lower_ == "attempted" for c in t.children):
            return
        measure = KILLED if deadly or {c.lower_ for c in t.children} & words("words", "fatal_noun") else INJURED
        of = [p for c in t.children if c.lower_ == "of" for p in c.children if p.dep_ == "pobj"][:1]  # "of Omar Saleh, of Homs"
        owner = [c for c in t.children if c.dep_ == "poss"]
        named = [c for c in t.children if c.dep_ == "compound" and c.tag_ == "NNP" and c.lower_ not in words("words", "hurt")]
        if of:
            yield measure, expand(of), False
        elif owner and (deadly or measure == KILLED):
            yield measure, expand(owner), False
        elif deadly and named and any(c.lower_ in words("words", "hurt") for c in t.children):
            yield measure, named[-1:], False
    elif lemma in words("words", "remains"):
        of = [p for c in t.children if c.lower_ == "of" for p in c.children if p.dep_ == "pobj"]
        owner = [c for c in t.children if c.dep_ == "poss"]
        found = t.dep_ in ("nsubjpass", "dobj") and t.head.lemma_ in ("find", "discover", "recover", "locate", "pull", "identify")
        yield KILLED, expand(of or owner) if found or of else [], False
    elif lemma in ("victim", "homicide", "fatality") and t.dep_ == "attr" and t.head.lemma_ == "be":
        deadly = any(c.lower_ in ("murder", "homicide", "fatal", "suicide") for c in t.children)
        yield KILLED if deadly else "", expand(subjects(t.head)), False
    elif t.lower_ in words("words", "wound") and t.dep_ == "pobj" and t.head.lower_ == "with":
        yield INJURED, _with_wounds(t.head), False
    elif t.lower_ in ("dead", "fatalities", "killed") and t.dep_ == "pobj" and t.head.lower_ == "among":
        yield KILLED, _among(t.head), False


def _with_wounds(prep: Token) -> list[Token]:
    """Return whose wounds they are: "a man with burns", "escaped (through a window) with burns"."""
    verb = prep.head
    while verb.dep_ in ("pobj", "prep") and verb.head is not verb:
        verb = verb.head
    if verb.lemma_ in words("verbs", "escape") and verb.tag_.startswith("VB"):
        return expand(subjects(verb))
    return expand([prep.head]) if prep.head.tag_[:1] in ("N", "P") else []


def _among(prep: Token) -> list[Token]:
    """Return who is "among the dead"; the order may be turned round."""
    verb = prep.head
    if verb.lemma_ == "be":
        return expand(subjects(verb)) or expand([c for c in verb.children if c.dep_ == "attr"])
    return []


# --- what did not happen


def _unreal(t: Token) -> bool:
    node, depth = t, 0
    if t.lower_ in ("survive",):
        return False
    while depth < 5:
        kids = {c.lower_ for c in node.children if c.dep_ in ("neg", "aux", "mark", "advmod", "det", "preconj")}
        if any(c.dep_ == "neg" for c in node.children) and node.lemma_ != "survive":
            return True
        if kids & words("words", "modals") and node.lemma_ != "survive":
            return True
        if kids & {"nearly", "almost", "if", "unless", "whether", "lest"}:
            return True
        head = node.head
        if head is node or node.dep_ not in ("xcomp", "conj", "acomp", "oprd", "ccomp", "advcl", "pcomp", "prep", "attr", "pobj"):
            break
        if node.dep_ == "xcomp" and head.lemma_ in words("verbs", "unreal"):
            return True
        if node.dep_ in ("pcomp", "pobj") and head.dep_ == "prep" and head.head.lemma_ in words("verbs", "unreal"):
            return True
        if node.dep_ in ("ccomp", "advcl", "conj", "pobj", "prep") and not (node.dep_ == "conj" and not _has_subject(node)):
            break
        node, depth = head, depth + 1
    return any(w.lower_ in ("attempted", "attempting", "trying") for w in t.doc[max(0, t.i - 3) : t.i])


def _has_subject(t: Token) -> bool:
    return any(c.dep_ in SUBJECT for c in t.children)
