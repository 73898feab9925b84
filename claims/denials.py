"""Charges that are thrown out: "called the accusation absurd", "the claims are groundless, the army said", "a charge the army rejects"."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from claims import actors, deeds, disclaimers, doers, statements
from claims.doers import Statement

_POINTS = frozenset(("the", "those", "these", "such", "this", "that", "all", "any"))


def untrue(doc: Any) -> list[tuple[int, int]]:
    """Return the token ranges of the charges that a sentence calls untrue: "allegations that the coalition struck it were unfounded"."""
    found = []
    for t in doc:
        if _a_charge(t) and _called_untrue(t):
            found.append((t.left_edge.i, t.right_edge.i + 1))
        elif (told := _suggested(t)) is not None:
            found.append((told.left_edge.i, told.right_edge.i + 1))
        elif t.dep_ == "csubj" and t.lemma_.lower() in doers.cue("stance", "blame"):
            found.append((t.left_edge.i, t.right_edge.i + 1))  # "accusing Russia of it was a storm in a teacup"
    return found


def thrown_out(t: Any) -> Iterator[Statement]:
    """Yield who throws out a charge told before, where `t` is the word for it: "the accusations are groundless, the army said"."""
    if not _a_charge(t):
        return
    verb = t.head
    if t.i > 1 and t.doc[t.i - 1].lower_ in ("a", "an"):
        # "shelling the market, a charge (that) the army rejects": the parser takes "army rejects" for a name
        last = next((w for w in t.doc[t.i + 2 : t.i + 7] if w.lemma_.lower() in doers.cue("stance", "deny")), None)
        if last is not None and last.pos_ == "NOUN" and any(c.dep_ == "compound" for c in last.children):
            yield "denied", t.doc[last.i - 1], t, t.doc[last.i - 1], f"denies it: {last.text}"
        return
    told = t.right_edge.i > t.i + 1  # what it is about is told with it
    if told or not _points(t) or not _called_untrue(t):
        return
    says = next((a for a in (verb, *verb.ancestors) if a.lemma_.lower() in _speaking()), None)
    who = doers.subject(says) if says is not None else None
    if who is None or who.i == t.i or who.pos_ == "PRON":
        return
    who = statements.mouthpiece(doers.words_of(who))
    yield "denied", who, t, who, f"{disclaimers.CHARGE}: {t.text}"


def _suggested(t: Any) -> Any:
    """Return the verb of what a word for untrue says it is wrong to say: "absurd to suggest that the army shelled it"; else None."""
    if t.lower_ not in doers.cue("stance", "untrue"):
        return None
    inside = (c for x in (t, t.head) for c in x.children)
    return next(
        (c for c in inside if c.i > t.i and c.lemma_.lower() in doers.cue("stance", "suggests") and c.nbor(-1).lower_ == "to"),
        None,
    )


def absurd(t: Any) -> Iterator[Statement]:
    """Yield who denies an act by calling it untrue to say so: "called it ridiculous to suggest that X had blown it up"."""
    told = _suggested(t)
    accused = None if told is None else disclaimers.for_another(told)
    if told is None or (accused is None and not deeds.violent(told.subtree)):
        return
    says = next((a for a in (t, *t.ancestors) if a.lemma_.lower() in _speaking()), None)
    who = doers.subject(says) if says is not None else None
    if who is None or who.pos_ == "PRON":
        return
    speaker = statements.mouthpiece(doers.words_of(who))
    if accused is not None or actors.armed(doers.words_of(speaker)):
        yield "denied", speaker if accused is None else accused, t, who, f"{t.text} to {told.text}"


def _speaking() -> frozenset[str]:
    return doers.cue("stance", "says") | doers.cue("stance", "calls") | doers.cue("stance", "reject")


def _a_charge(t: Any) -> bool:
    return t.pos_ == "NOUN" and t.lower_ in doers.cue("stance", "charge")


def _points(t: Any) -> bool:
    return any(c.dep_ == "det" and c.lower_ in _POINTS for c in t.children)


def _called_untrue(t: Any) -> bool:
    """Return whether a charge is said to be untrue ("were baseless"), or called so ("dismissed the claims as nonsense")."""
    verb = t.head
    if t.dep_ in ("nsubj", "nsubjpass") and verb.lemma_ == "be":
        what = [
            w
            for c in verb.children
            if c.dep_ in ("acomp", "attr", "oprd")
            for w in (c, *(x for x in c.children if x.dep_ == "conj"))
        ]
    elif t.dep_ in ("dobj", "nsubj") and (calling := _calling(t)) is not None:
        what = [w for w in calling.subtree if w.i > t.i]
    else:
        return False
    if any(c.dep_ == "neg" for c in verb.children):
        return False
    return any({w.lower_, w.lemma_.lower()} & doers.cue("stance", "untrue") for w in what if w.tag_ not in ("VBZ", "VBP", "VBD"))


def _calling(t: Any) -> Any:
    """Return the verb that calls a charge something, or None: the parser takes "the accusation absurd" for a clause of its own at times."""
    for a in (t.head, t.head.head):
        if a.lemma_.lower() in doers.cue("stance", "calls") | doers.cue("stance", "reject"):
            return a
    return None
