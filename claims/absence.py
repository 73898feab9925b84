"""Denials by who was not there: "Moscow says its planes were not there", "its jets flew no missions over the town", "none of its aircraft came
within 40 miles"."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from claims import actors, deeds, doers
from claims.doers import Statement
from claims.statements import mouthpiece


def elsewhere(t: Any) -> Iterator[Statement]:
    """Yield whose planes, ships or troops are said not to have been where it happened, where `t` is the verb that says so.

    Their own side says so ("the ministry said that Norvian jets had flown no sorties"): of a watchdog's word it would be no denial.
    """
    says, who = _over(t), doers.subject(t)
    if (
        says is None
        or who is None
        or not _somewhere(t)
        or not (_never(t, who) or says.lemma_.lower() in doers.cue("stance", "deny"))
    ):
        return
    speaker = doers.spoken_for(says) or doers.subject(says)
    moved = who if who.lower_ in doers.cue("acts", "flown") else _among(who)
    if moved is None:
        own = who.lower_ in ("it", "they", "we") and t.lemma_.lower() in doers.cue(
            "acts", "sorties"
        )  # "said it flew no missions there"
    else:
        own = any(w.lower_ in doers.cue("claim", "own") for w in moved.children)
    if own:
        if speaker is not None and speaker.pos_ != "PRON" and (speaker.pos_ == "PROPN" or _partisan(speaker)):
            yield "denied", mouthpiece(doers.words_of(speaker)), t, speaker, f"{deeds.BEFORE}, not there: {t.text}"
    elif moved is not None and actors.armed(actors.phrase(moved)) and _whose(moved) and (speaker is None or _partisan(speaker)):
        yield (
            "denied",
            moved,
            t,
            None if speaker is None or speaker.pos_ == "PRON" else speaker,
            f"{deeds.BEFORE}, not there: {t.text}",
        )


def _over(t: Any) -> Any:
    """Return the verb of speech or denial over a clause, or None."""
    up = t.head if t.dep_ == "ccomp" else None
    return up if up is not None and up.lemma_.lower() in doers.cue("stance", "says") | doers.cue("stance", "deny") else None


def _among(who: Any) -> Any:
    """Return what "none", "not one", "any" of which is meant: "aircraft" of "none of its aircraft"; else None."""
    if who.lower_ not in ("none", "one", "any", "neither"):
        return None
    inside = (c for p in who.children if p.lower_ == "of" for c in p.children if c.dep_ == "pobj")
    return next((c for c in inside if c.lower_ in doers.cue("acts", "flown")), None)


def _never(t: Any, who: Any) -> bool:
    """Return whether it is said not to have been: "were not", "never flew", "none of its jets", "no Norvian jet", "flew no sorties"."""
    before = {w.lower_ for w in t.doc[max(0, who.left_edge.i - 1) : who.i + 1]}
    if any(c.dep_ == "neg" or c.lower_ == "never" for c in t.children) or before & {"none", "neither", "no"}:
        return True
    return doers.of_nothing(t)


def _somewhere(t: Any) -> bool:
    """Return whether a verb tells that something was or flew somewhere: "was in the area", "operated there", "flew over the town"."""
    lemma = t.lemma_.lower()
    if lemma in doers.cue("acts", "sorties"):
        return True
    places = doers.cue("acts", "whereabouts")
    near = any(c.lower_ in places and c.i > t.i for c in t.children)
    return near and lemma in ("be", "come", "go", "pass")


def _whose(noun: Any) -> bool:
    """Return whether planes are said to be somebody's: "Norvian jets", "the coalition's aircraft"."""
    words = actors.phrase(noun)
    return len(words) > 1 and (any(actors.owner(w.lower_) or actors.demonym(w) for w in words) or bool(actors.folded(words.text)))


def _partisan(speaker: Any) -> bool:
    """Return whether a speaker may talk for a side: an official, a ministry, a land; no watchdog and no witness."""
    words = {w.lower_ for w in doers.words_of(speaker)}
    if words & doers.cue("claim", "outsiders"):
        return False
    sides = doers.cue("claim", "bodies") | doers.cue("claim", "officials") | doers.cue("claim", "chiefs")
    sides |= doers.cue("claim", "spokesmen") | doers.cue("claim", "own_selves")
    return speaker.pos_ == "PRON" or bool(words & sides) or actors.armed(doers.words_of(speaker))
