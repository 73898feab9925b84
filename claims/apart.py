"""Words that say together what befell people though others stand between them: "sent 17 to their deaths", "the dead in the fire number 84".

Both are data of cues/casualties.toml: [[split]] holds verbs with the words that end their sense, [numbered] the nouns of a group and
the verbs and words that bring its figure.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any

from claims import cues, patterns

if TYPE_CHECKING:
    from claims.tree import Doc

FAR = 14  # tokens between a verb and the end of its sense
_GROUP_FAR = 28  # tokens between a group and its verb, which no other verb parts from it
_TAIL = 12  # tokens that the end of a sense has at most
_FINITE = ("VBD", "VBZ", "VBP", "MD")
_BESIDE = ("DT", "PDT", "RB", "RBR", ",", "CC")  # tags between verb and end where nobody stands: "were both then led away"


@dataclass(frozen=True, slots=True)
class _Split:
    measure: str
    tail: re.Pattern[str]
    own: bool  # the one is the subject: "fell to their deaths"
    guard: re.Pattern[str] | None  # what the sentence must say as well
    ahead: bool = False  # the one stands behind the tail: "searching the wreck for 14 sailors"


@cache
def _splits() -> dict[str, list[_Split]]:
    """form of a verb -> its senses"""
    out: dict[str, list[_Split]] = {}
    for row in cues.load("casualties")["split"]:
        sense = _Split(
            row["measure"],
            re.compile(rf"{patterns.any_of(row['tails'])}(?![\w-])"),
            row.get("own", False),
            re.compile(rf"\b{patterns.any_of(row['guard'])}\b") if "guard" in row else None,
            row.get("ahead", False),
        )
        for form in row["verbs"]:
            out.setdefault(form, []).append(sense)
    return out


def may_begin(word: str) -> bool:
    """Return whether a `deed` or a `group` may begin with a word, in lower case."""
    return word in _splits() or word in _numbered()["groups"]


def deed(doc: Doc, low: Sequence[str], i: int) -> tuple[int, str, str] | None:
    """Return (end, measure, how) of a trigger that begins with the verb at token i, None for none.

    Where nobody stands between the verb and the end of its sense, the trigger holds both ("were sent to their deaths"); else it is
    the verb alone, whose object follows.
    """
    for sense in _splits().get(low[i], ()):
        if sense.guard is not None and not sense.guard.search(" ".join(low)):
            continue
        apart = False
        for j in range(i + 1, min(i + FAR, len(low))):
            if found := sense.tail.match(" ".join(low[j : j + _TAIL])):
                if sense.own:
                    return (j + len(found[0].split()), sense.measure, "die") if not apart else None
                return (i + 1 if apart and not sense.ahead else j + len(found[0].split()), sense.measure, "verb")
            if doc[j].tag_ in _FINITE or low[j] in (";", ":"):
                break
            apart = apart or doc[j].tag_ not in _BESIDE
    return None


@cache
def _numbered() -> dict[str, Any]:
    table: dict[str, Any] = cues.load("casualties")["numbered"]
    groups = {m: ws for m, ws in table.items() if isinstance(ws, dict)}
    return {
        "groups": {w: (m, kind == "states") for m, kinds in groups.items() for kind, ws in kinds.items() for w in ws},
        "verbs": frozenset(table["verbs"]),
        "movers": frozenset(table["movers"]),
        "put": frozenset(table["put"]),
        "nouns": frozenset(table["nouns"]),
        "before": frozenset(table["before"]),
    }


def group(doc: Doc, low: Sequence[str], i: int) -> tuple[int, str] | None:
    """Return (end, measure) of a toll that a group at token i begins: "the dead in the blast number" 84, "put the injured at" 40."""
    table = _numbered()
    measure, state = table["groups"].get(low[i], ("", False))
    both = _dead_and_hurt(low, i, measure)
    last = i + 2 if both else i
    if measure and state and _after_figure(doc, low, i, table["put"]):
        return i + 1, measure
    if not measure or not _alone(doc, low, i, last, state and not (both and i == 0)):
        return None
    if both:
        measure, state = "casualties", False
    end = _figure_behind(doc, low, last + 1, state, _is_put(doc, low, i, table["put"]))
    return (end, measure) if end else None


def numbered(doc: Doc, low: Sequence[str], i: int) -> int:
    """Return the word after the verb that numbers those whom the words up to token i tell of: "those driven from the town (number) 2,140"; 0
    for none."""
    return _figure_behind(doc, low, i, True, False)


def _figure_behind(doc: Doc, low: Sequence[str], start: int, state: bool, put: bool) -> int:
    """Return the word after the verb, from token `start` on, that brings a group's figure; 0 for none. A clause about a noun between them
    tells of another: "the missing from the ferry that sank on Sunday number 14"."""
    table, clause = _numbered(), False
    for j in range(start, min(start + _GROUP_FAR, len(low))):
        w = low[j]
        if put and w == "at" and any(doc[k].tag_ == "CD" for k in range(j + 1, min(j + 5, len(low)))):
            return j + 1
        if w in table["nouns"] and (w not in table["verbs"] or doc[j - 1].tag_ == "DT"):
            return 0  # "casualties in the strike, and the number of injured"
        clause = clause or (doc[j].tag_ in ("WDT", "WRB", "WP") and j > start)
        if clause and w not in table["verbs"]:
            if w in (";", ":"):
                return 0
            clause = clause and doc[j].tag_ not in _FINITE
            continue
        if w == "came" and low[j + 1 : j + 2] != ["to"]:
            continue
        if w in table["verbs"] or (w in table["movers"] and (not state or w in ("came", "stood", "stands"))):
            end = j + 1 + (low[j + 1 : j + 2] in (["to"], ["at"]))
            return end if any(doc[k].tag_ == "CD" for k in range(end, min(end + 5, len(low)))) else 0
        if w in (";", ":") or (doc[j].tag_ in _FINITE and w not in table["before"] and not put):
            return 0
    return 0


def _after_figure(doc: Doc, low: Sequence[str], i: int, put: frozenset[str]) -> bool:
    """Whether a figure is put before the group at token i, which nothing else is said of: "put at 12 the dead in the blast"."""
    ahead = i > 3 and low[i - 1] == "the" and doc[i - 2].tag_ == "CD" and "at" in low[i - 5 : i - 2]
    behind = i + 1 == len(low) or doc[i + 1].tag_ in ("IN", ",", ".", "CC")
    return ahead and behind and any(w in put for w in low[max(0, i - 7) : i - 2])


def _dead_and_hurt(low: Sequence[str], i: int, measure: str) -> bool:
    """Whether the group at token i goes on with the hurt, or the dead: "dead and wounded"."""
    other = _numbered()["groups"].get(low[i + 2], ("", False))[0] if i + 2 < len(low) and low[i + 1] in ("and", "or") else ""
    return {measure, other} == {"killed", "injured"}


def _alone(doc: Doc, low: Sequence[str], i: int, last: int, state: bool) -> bool:
    """Whether the noun at tokens i to `last` is the whole of its group and no count stands before it: "the dead", "quake deaths", not "12 deaths"."""
    if last + 1 < len(low) and doc[last + 1].tag_ in ("NN", "NNS", "NNP", "NNPS") and low[last + 1] not in _numbered()["verbs"]:
        return False  # "the dead soldiers"
    j = i - 1
    while j >= 0 and doc[j].tag_ in ("JJ", "NN", "NNP", "VBN", "POS") and low[j] not in ("the", "its", "their"):
        j -= 1
    if j >= 0 and (doc[j].tag_ == "CD" or low[j] in ("no", "any", "a", "an", "more")):
        return False
    b = j - 1 if j >= 0 and doc[j].tag_ in ("DT", "PRP$") else j
    if b >= 0 and doc[b].tag_ == "IN" and low[b] in ("of", "from", "for", "to", "in", "on", "by", "with", "about", "at"):
        return False  # "a bus with evacuees was hit, and the toll rose"
    return not state or (j >= 0 and doc[j].tag_ in ("DT", "PRP$", "WP$"))


def _is_put(doc: Doc, low: Sequence[str], i: int, put: frozenset[str]) -> bool:
    """Whether somebody puts the group at token i at a figure: "put its dead at 12 and its wounded at 30"."""
    near = [j for j in range(max(0, i - 5), i) if low[j] in put]
    if near:
        return not any(doc[j].tag_ in ("CD", *_FINITE) for j in range(near[-1] + 1, i))
    return low[max(0, i - 2) : max(0, i - 1)] == ["and"] and any(w in put for w in low[max(0, i - FAR) : i])
