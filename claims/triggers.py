"""The words of one sentence that say what happened to people, by their grammar (cues/casualties.toml)."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache, lru_cache
from typing import TYPE_CHECKING

from claims import apart, cues, subjects

if TYPE_CHECKING:
    from claims.tree import Doc

HOWS = ("verb", "combat", "die", "state", "count", "act", "toll")
_PHRASE_HOW = {"S": "die", "O": "verb", "A": "state"}


@dataclass(frozen=True, slots=True)
class Trigger:
    """Tokens [start, end) that give a count its measure; `how` is one of HOWS."""

    start: int
    end: int
    measure: str
    how: str


@cache
def words(name: str) -> frozenset[str]:
    """Return one word list of the table [grammar] of cues/casualties.toml."""
    return frozenset(cues.load("casualties")["grammar"][name])


def forms(lemma: str) -> set[str]:
    """Return the forms of a verb: those in the cue file's [forms], else the regular ones."""
    listed = cues.load("casualties")["forms"].get(lemma)
    if listed:
        return set(listed)
    stem = lemma[:-1] if lemma.endswith("e") else lemma
    s = lemma + ("es" if lemma.endswith(("s", "sh", "ch", "x")) else "s")
    return {lemma, s, stem + "ed", stem + "ing"}


@cache
def _table() -> dict[str, list[tuple[tuple[str, ...], str, str]]]:
    """first word -> [(words, measure, how)], longest first"""
    data = cues.load("casualties")
    entries: list[tuple[tuple[str, ...], str, str]] = []
    for how, group in (("verb", "verbs"), ("combat", "combat"), ("die", "die")):
        for measure, lemmas in data[group].items():
            entries += [((f,), measure, how) for lemma in lemmas for f in forms(lemma)]
    for measure, words in data["states"].items():
        entries += [((w,), measure, "state") for w in words]
    for measure, phrases in data["phrases"].items():
        entries += [(tuple(p.split()[1:]), measure, _PHRASE_HOW[p[0]]) for p in phrases]
    for how, group in (("count", "counts"), ("act", "acts"), ("toll", "tolls")):
        for measure, words in data[group].items():
            entries += [(tuple(w.split()), measure, how) for w in words]
    out: dict[str, list[tuple[tuple[str, ...], str, str]]] = {}
    for e in entries:
        out.setdefault(e[0][0], []).append(e)
    return {w: sorted(es, key=lambda e: -len(e[0])) for w, es in out.items()}


@cache
def headline_verbs() -> frozenset[str]:
    """Return the verbs in -s that a tagger may take for plurals: "Mudslide kills 8 injures 12"."""
    groups = cues.load("casualties")["verbs"]
    nouns = {w for ws in cues.load("casualties")["counts"].values() for w in ws}
    return frozenset(f for lemmas in groups.values() for lemma in lemmas for f in forms(lemma) if f.endswith("s")) - nouns


# What counts people, with the word after it.
_COUNTERS = {
    "number": ("of", "for"),
    "figure": ("for",),
    "tally": ("of",),
    "count": ("of",),
    "list": ("of",),
    "toll": ("of",),
    "estimate": ("of",),
}


def _number_of(doc: Doc, low: list[str], i: int, table: dict[str, list[tuple[tuple[str, ...], str, str]]]) -> Trigger | None:
    """Return the toll that "the number of civilians killed" (or "its figure for people displaced") is, up to the word that says what happened."""
    if i == 0 or low[i - 1] in ("a", "an", "large", "small", "unknown", "unspecified"):
        return None
    if low[i + 1 : i + 2] == [] or low[i + 1] not in _COUNTERS[low[i]] or (low[i] == "list" and not _moves(low, i)):
        return None
    told_so = sum(w in words("told_so") for w in low[i + 2 : i + 10])
    for j in range(i + 2, min(i + 7 + told_so, len(low))):
        if low[j : j + 2] == ["shot", "down"]:
            return None  # "the number of missiles shot down"
        if doc[j].tag_ == "CD" or (j + 1 < len(low) and _of_things(doc, j)):
            return None
        for cue, measure, how in table.get(low[j], ()):
            told = (
                how in ("verb", "die", "state", "count")
                and (how == "state" or measure == "displaced" or not low[j].endswith("ing"))
                and measure != "none"
            )
            if low[j + 1 : j + 2] in (["and"], ["or"]) and any(
                h == "state" and m == "missing" != measure for _, m, h in table.get(low[min(j + 2, len(low) - 1)], ())
            ):
                return None  # "the count of dead and missing"
            if told and measure != "casualties" and tuple(low[j : j + len(cue)]) == cue:
                return Trigger(i, j + len(cue), measure, "toll")
        if doc[j].tag_ in ("VBN", "VBD") and (split := apart.deed(doc, low, j)) is not None and split[0] > j + 1:
            return Trigger(i, split[0], split[1], "toll")  # "the number of people driven off their land"
    return None


def _those(doc: Doc, low: list[str], i: int, table: dict[str, list[tuple[tuple[str, ...], str, str]]]) -> Trigger | None:
    """Return the toll that "those driven from the town number" 2,140 is, "those" being token i."""
    first = i + 1
    while low[first : first + 1] and (low[first] in ("who", "still") or low[first] in words("have") or low[first] in words("be")):
        first += 1
    told = [
        (j + len(cue), measure)
        for j in range(first, min(first + 2, len(low)))
        for cue, measure, how in table.get(low[j], ())
        if how in ("verb", "die", "state") and tuple(low[j : j + len(cue)]) == cue and measure != "none"
    ]
    if not told and first < len(low) and (split := apart.deed(doc, low, first)) is not None:
        told = [split[:2]]
    end = apart.numbered(doc, low, max(told)[0]) if told else 0
    return Trigger(i, end, max(told)[1], "toll") if end else None


def of_a_toll(doc: Doc, low: list[str], t: Trigger) -> tuple[int, int] | None:
    """Return the first and the head token of whom a toll counts: "the number of police officers killed", "the toll among miners"; else None."""
    if low[t.start] in _COUNTERS and low[t.start + 1 : t.start + 2] in (["of"], ["for"]):
        first, last = t.start + 2, t.end
    elif low[t.end : t.end + 1] in (["among"], ["of"]):
        first, last = t.end + 1, min(t.end + 5, len(low))
    else:
        return None
    for j in range(first, last):
        more = (
            j + 1 < last and subjects.known(low[j + 1]) and low[j + 1] not in words("groups")
        )  # "police officers", not "soldiers killed"
        if subjects.known(low[j]) and not more:
            return first, j
        if doc[j].tag_ not in ("NN", "NNS", "NNP", "JJ", "DT", "PRP$"):
            return None
    return None


def _moves(low: list[str], i: int) -> bool:
    """Whether the list at token i has a length that is told: "the list of people missing shrank to 475", "cut its list of missing to 450"."""
    if words("rise") & set(low[max(0, i - 3) : i]):
        return "to" in low[i : i + 24]
    return any(w in words("rise") and low[j + 1 : j + 2] == ["to"] for j, w in enumerate(low[i : i + 24], i))


def _only_an_act(doc: Doc, low: list[str], t: Trigger) -> bool:
    """Whether a word tells of an act and not what it did to whoever is named behind the comma: "a victim of the stabbing, a woman, died"."""
    return t.how == "verb" and doc[t.start].tag_ == "NN" and low[t.start].endswith("ing") and low[t.end : t.end + 1] == [","]


def _of_things(doc: Doc, j: int) -> bool:
    """Whether the participle at token j only tells what sort of thing is counted: "the number of missing votes"."""
    noun = doc[j + 1]
    return doc[j].tag_ in ("JJ", "VBN", "VBG") and noun.tag_ == "NNS" and not subjects.person(doc, noun.i, True)


def _where(doc: Doc, i: int) -> bool:
    """Whether the "at" after "shot" says where: "four people were shot at a party", not "were shot at by rebels"."""
    helped = any(t.lemma_ in ("be", "get") for t in doc[max(0, i - 3) : i])
    return helped and i + 2 < len(doc) and doc[i + 2].tag_ in ("DT", "NN", "NNP", "PRP$", "CD", "JJ")


def _to_death(low: list[str], i: int) -> bool:
    """Whether it reads "hacked 15 villagers to death": the end stands behind whom it befell."""
    if low[i] not in words("to_death"):
        return False
    ahead = low[i + 2 : i + 10]
    return "death" in ahead and low[i + 1 + ahead.index("death")] == "to"


def _helped(low: list[str], i: int) -> bool:
    """Whether a form of "be" stands close before token i: "were burned to death"."""
    return bool(words("be") & set(low[max(0, i - 3) : i]))


def _brought(low: list[str], i: int) -> int:
    """Return the word after the hospital of "were taken to a clinic"; 0 where token i begins no such words."""
    if low[i] not in words("carry") or low[i + 1 : i + 2] != ["to"] or not _helped(low, i):
        return 0
    return next((j + 1 for j in range(i + 2, min(i + 7, len(low))) if low[j] in words("hospitals")), 0)


def _suffers(doc: Doc, low: list[str], i: int) -> int:
    """Return the word after the ailment of "suffered shrapnel wounds", "experienced severe trouble breathing"; 0 where token i begins none."""
    if low[i] not in words("suffering"):
        return 0
    for j in range(i + 1, min(i + 6, len(low))):
        if low[j] in words("ailing"):
            return j + 1
        if doc[j].tag_ not in ("JJ", "NN", "DT", "RB", "VBN", "IN", "HYPH", "CC", "VBG", ","):
            return 0
    return 0


_VERBS = ("to_death", "carry", "suffering")


@lru_cache(maxsize=65536)
def _may_begin(word: str) -> bool:
    """Return whether a trigger may begin with a word, in lower case."""
    return (
        word in _table() or word in _COUNTERS or word == "those" or apart.may_begin(word) or any(word in words(w) for w in _VERBS)
    )


def find(doc: Doc) -> list[Trigger]:
    """Return the triggers in order. One word may be several ("deaths" is counted, and an act): all are given."""
    table = _table()
    low = [t.lower_ for t in doc]
    out: list[Trigger] = []
    i = inside = 0
    while i < len(low):
        longest = 0
        free = i >= inside
        if not _may_begin(low[i]):
            i += 1  # most words
            continue
        if i > 1 and low[i - 1] == "-" and not doc[i - 1].whitespace_ and not doc[i - 2].whitespace_:
            i += 1  # "two longer-shot candidates"
            continue
        for words, measure, how in table.get(low[i], ()):
            n = len(words)
            if n >= longest and tuple(low[i : i + n]) == words and not (words == ("shot", "at") and _where(doc, i)):
                if how == "toll" and i < inside:
                    break  # "toll" inside "death toll"
                if how == "toll" and n > 2 and i + n < len(low) and _of_things(doc, i + n - 1):
                    break
                longest = n
                inside = i + n if how == "toll" else inside
                out.append(Trigger(i, i + n, measure, how))
        if _to_death(low, i):
            longest = 3 if low[i + 1 : i + 3] == ["to", "death"] else 1
            own = longest == 3 and any(t.start == i and t.how == "die" for t in out) and not _helped(low, i)  # "burned to death"
            out = [t for t in out if t.start != i]
            out.append(Trigger(i, i + longest, "killed", "die" if own else "verb"))
        if not longest and (end := _brought(low, i)):
            out.append(Trigger(i, end, "injured", "verb"))
            longest = end - i
        if not longest and (end := _suffers(doc, low, i)):
            out.append(Trigger(i, end, "injured", "die"))
            longest = end - i
        if longest < 2 and (deed := apart.deed(doc, low, i)) is not None:
            out = [t for t in out if t.start != i]
            out.append(Trigger(i, *deed))
            longest = deed[0] - i
        if i >= inside and (numbered := apart.group(doc, low, i)) is not None:
            out.append(Trigger(i, *numbered, "toll"))
            inside = numbered[0]
        if low[i] == "those" and free and (found := _those(doc, low, i, table)):
            out.append(found)
            inside = found.end
        if low[i] in _COUNTERS and free and (i >= inside or low[i] == "toll") and (found := _number_of(doc, low, i, table)):
            out = [t for t in out if t.start != i]
            out.append(found)
            inside = found.end
        i += 1 if out and out[-1].start == i and out[-1].how == "toll" else max(1, longest)
    return [t for t in out if t.measure != "none" and not _only_an_act(doc, low, t)]
