"""The frames of speech in one sentence: who says, by which word, and which tokens that covers (claims/scopes.py)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from typing import TYPE_CHECKING

from claims import counts_of, cues, gapped, places, sayers, scopes, speakers
from claims.speakers import Span, finite, group, likely

if TYPE_CHECKING:
    from claims.tree import Doc, Token


# How much further in (tokens): "The Post, quoting hospital officials, said 12 had died"; out: "12 died, medics said, according to Reuters"
DEEPER = {"quoted": 8, "outlet": -1000}


@dataclass(frozen=True, slots=True)
class Frame:
    """One act of speech: `speaker` (tokens; None: not named, whoever spoke last), `via` who passed it on ("told SANA"),
    the word it hangs on, the ranges of tokens it covers, and whether these are denied."""

    speaker: Span | None
    cue: int
    scope: tuple[Span, ...]
    via: Span | None = None
    denies: bool = False
    how: str = "verb"  # or "according", "outlet" (the same of one), "gap" (of a figure alone), "owned" (whose count it is), "quoted", "agent", "reports", "headline"
    last: bool = False  # nobody named here: the speaker of the frame before ("adding that")

    def covers(self, i: int) -> bool:
        return any(a <= i < b for a, b in self.scope)

    def depth(self) -> int:
        """Order frames over one token, the innermost first: who covers less says it, the quoted before who quotes them."""
        return sum(b - a for a, b in self.scope) - DEEPER.get(self.how, 0)


def frames(doc: Doc, title: bool = False) -> list[Frame]:
    """Return the frames of a sentence in the order of their cue words."""
    if colon := _headline(doc) if title else _label(doc):
        return [colon]
    found = [*_verbs(doc), *_according(doc), *_quoted(doc), *_reports(doc), *_counts(doc)]
    found.sort(key=lambda f: f.cue)
    said = [_scoped(doc, f, found) for f in found]
    spoken = any(f.how in ("verb", "gap") and f.speaker is not None for f in said)
    more = [*gapped.kept(doc), *(gapped.figures(doc) if spoken else ())]
    return said + [Frame(g.speaker, g.start, ((g.start, g.end),), how="gap") for g in more]


def _label(doc: Doc) -> Frame | None:
    """ "Monitor: 12 killed": a short phrase before a colon that names a speaker, and no place."""
    at = next((t.i for t in doc[1:7] if t.text == ":"), 0)
    if not at or at == len(doc) - 1 or any(x.pos_ in ("VERB", "AUX", "NUM") for x in doc[:at]) or not _short(doc, (0, at)):
        return None
    sure = likely(doc, (0, at))
    if doc[:at].text.lower() in group("nouns", "labels") or any(c in doc[:at].text for c in '()[]|,;"“”?!'):
        return None
    if sure >= 2 or (sure and not places.find(doc[:at].text)):
        return Frame((0, at), at, ((at + 1, len(doc)),), how="headline")
    return None


def _headline(doc: Doc) -> Frame | None:
    """ "Monitor: 12 killed", "12 killed in a blast: police", "12 killed - activists"."""
    if label := _label(doc):
        return label
    for t in doc[1:-1]:
        if t.text not in (":", "-", "–", "—", "--") or (t.text != ":" and not (t.whitespace_ and doc[t.i - 1].whitespace_)):
            continue
        right = (t.i + 1, len(doc))
        if (
            right[1] - right[0] <= 6
            and _short(doc, right)
            and likely(doc, right) >= 2
            and not any(x.like_num or x.pos_ in ("VERB", "AUX") for x in doc[right[0] : right[1]])
        ):
            return Frame(right, t.i, ((0, t.i),), how="headline")
    return _bare_headline(doc)


def _bare_headline(doc: Doc) -> Frame | None:
    """A headline that lost its colon: "31 killed in air strikes Monitor", "Watchdog 12 killed in shelling"."""
    last = len(doc) - 1
    names = group("nouns", "headline")
    for n in (2, 1):
        if last < n + 3:
            continue
        tail, lead, before = doc[last + 1 - n :], doc[:n], doc[last - n]
        if (
            tail.text.lower() in names
            and (n > 1 or tail[0].text[:1].isupper() or tail[0].tag_ == "NNS")
            and not tail[0].text.isupper()
            and before.pos_ in ("NOUN", "PROPN", "NUM", "ADV")
        ):
            return Frame((last + 1 - n, last + 1), last, ((0, last + 1 - n),), how="headline")
        if (
            lead.text.lower() in names
            and (doc[n].like_num or doc[n].text[:1].isupper())
            and doc[n].pos_ not in ("VERB", "AUX", "PROPN")
        ):
            return Frame((0, n), n - 1, ((n, last + 1),), how="headline")
    return None


def _short(doc: Doc, span: Span) -> bool:
    return not any(x.pos_ in ("ADP",) and x.lower_ not in ("of", "in", "for") for x in doc[span[0] : span[1]])


def _counts(doc: Doc) -> Iterator[Frame]:
    """ "By the count of X", "X's toll for the raid stands at 23"."""
    for begin, span in counts_of.by(doc):
        yield Frame(span, begin, (), how="according")
    for noun, end, span in counts_of.owned(doc):
        yield Frame(span, noun, ((end, len(doc)),), how="owned")


@cache
def _with() -> dict[str, str]:
    found: dict[str, str] = cues.load("speech")["verbs"]["figure_with"]
    return found


def _gives_one(t: Token) -> bool:
    """Whether a verb and its little word give a figure: "spoke of 17 dead", "stood by its own, higher count of 34", "has kept to 17"."""
    link = _with().get(t.lemma_.lower())
    if link is None or t.i + 2 >= len(t.doc) or t.nbor(1).lower_ != link:
        return False
    rest = t.doc[t.i + 2 : t.i + 8]
    first = next((x for x in rest if x.like_num or x.pos_ in ("NOUN", "PROPN", "VERB")), None)  # not "stood by the road where 12"
    return first is not None and (first.like_num or first.lower_ in group("nouns", "sizes"))


def _kind(t: Token) -> str | None:
    """Return which list of verbs the token is of, and so what follows it."""
    if t.pos_ == "VERB" and _gives_one(t):
        return "figure"
    if t.lemma_ == "find" and t.pos_ == "VERB" and t.i + 1 < len(t.doc) and t.nbor(1).lower_ == "that":
        return "figure"  # "the Centre found that three had been killed"
    kind = _listed(t.lemma_, t.lower_)
    if kind is None or t.pos_ not in ("VERB", "AUX", "NOUN", "PROPN", "ADJ", "ADP"):
        return None
    low = t.lower_
    if t.text[:1].isupper() and t.i and not t.nbor(-1).is_punct:  # a name: "Sheikh Said"
        return None
    if t.pos_ in ("NOUN", "PROPN", "ADJ", "ADP") and not (
        low.endswith(("ed", "id", "old", "says", "ut"))
        or (
            low in ("reports", "adds", "claims", "states", "estimates")
            and t.i + 1 < len(t.doc)
            and _opens(t.nbor(1))
            and not (low != "claims" and finite(t.nbor(1)))
        )
    ):
        return None
    return kind


@lru_cache(maxsize=65536)
def _listed(lemma: str, low: str) -> str | None:
    """Return the first list of verbs that holds a word, by its lemma or as it is written in lower case, or None."""
    lemma = "say" if low in ("said", "says", "saying") else lemma.lower()
    lists = _lists()
    found = [lists[w] for w in (lemma, low, *((low[:-2], low[:-1]) if low.endswith("ed") else ())) if w in lists]
    return _KINDS[min(found)] if found else None


_KINDS = ("say", "quote", "deny", "accuse", "figure", "resize", "show", "see")


@cache
def _lists() -> dict[str, int]:
    """Return for each form of a verb of speech the first of the lists that hold it."""
    return {form: n for n, kind in reversed(list(enumerate(_KINDS))) for form in group("verbs", kind)}


def _opens(t: Token) -> bool:
    """Whether a clause or a figure may begin here."""
    return t.pos_ in ("VERB", "AUX", "DET", "NUM", "PRON") or t.lower_ in ("that", "at", "more", "over", "some")


def _passive(doc: Doc, i: int) -> bool:
    """Whether "was said", "were on Monday reported": nobody speaks."""
    if doc[i].tag_ not in ("VBN", "VBD", "JJ"):
        return False
    k = i - 1
    while k >= 0 and (doc[k].pos_ in ("ADV", "PART") or doc[k].lower_ in ("also", "on") or speakers.is_time(doc[k])):
        k -= 1
    return k >= 0 and doc[k].lower_ in ("is", "are", "was", "were", "be", "been", "being", "get", "got")


def _negated(doc: Doc, i: int) -> bool:
    """Whether "did not say", "could not confirm": nothing is said."""
    return any(
        t.dep_ == "neg" or t.lower_ in ("not", "n't", "never") for t in doc[max(0, i - 3) : i] if t.i >= i - 2 or t.head.i == i
    )


def _unspoken(doc: Doc, t: Token) -> bool:
    """Whether a participle that only describes: "the toll estimated at 12", "the area believed held"."""
    return t.tag_ == "VBN" and not any(x.lower_ in ("has", "have", "had", "'ve") for x in doc[max(0, t.i - 3) : t.i])


def _verbs(doc: Doc) -> Iterator[Frame]:
    for t in doc:
        kind = _kind(t)
        if kind == "resize":  # "cut its list of missing"
            kind = "figure" if any(x.lower_ in group("nouns", "sizes") for x in doc[t.i + 1 : t.i + 6]) else None
        if kind is None:
            continue
        if kind == "quote" and doc[t.i + 1 : t.i + 3].text == "as saying" and _passive(doc, t.i):
            k = next(x.i for x in reversed(doc[: t.i]) if x.pos_ == "AUX" or x.lower_ in ("was", "were"))
            if likely(doc, span := speakers.leftward(doc, k - 1) if k else None):
                yield Frame(span, t.i, ())
            continue
        if _passive(doc, t.i):
            agent = _agent(doc, t.i)
            if agent and t.lemma_.lower() != "claim":
                yield Frame(agent, t.i, (), denies=kind == "deny", how="agent")
            continue
        if (
            (_negated(doc, t.i) and kind != "deny")
            or _not_speech(doc, t)
            or (
                t.tag_ in ("VBN", "VBD")
                and t.i + 1 < len(doc)
                and doc[t.i + 1].lower_ == "by"
                and not (_by_telephone(doc, t.i + 2) or _gives_one(t))
            )
        ):
            continue
        left = sayers.before(doc, t) if kind != "show" else sayers.paper(doc, t)
        right = speakers.rightward(doc, t.i + 1) if kind == "say" and t.i + 1 < len(doc) else None
        if right and sayers.inverted(doc, t, left, right):
            yield Frame(right, t.i, ())
            continue
        own = left is not None and left[1] == t.i and left[0] > 0 and doc[left[0] - 1].lower_ == "with" and likely(doc, left) > 2
        if t.tag_ == "VBG" and not own:  # else "with the opposition accusing"
            if kind in ("say", "deny", "accuse") and not (t.i and doc[t.i - 1].lower_ == "as"):
                yield Frame(sayers.owner(doc, t), t.i, (), last=True, denies=kind == "deny")
            continue
        if t.i and doc[t.i - 1].lower_ in ("and", "but", "also", "then") and left is None:
            if kind in ("say", "deny", "accuse"):
                yield Frame(sayers.owner(doc, t), t.i, (), last=True, denies=kind == "deny")
            continue
        sure = likely(doc, left)
        if sure < 3 and t.lower_ not in ("said", "told") and _unspoken(doc, t):
            continue
        need = {"say": 1, "deny": 1, "accuse": 1, "figure": 1, "show": 2, "quote": 1, "see": 3}[kind]
        if kind == "say" and t.lower_ in ("said", "says", "say", "told"):
            need = 0
        if left and kind == "figure" and doc[left[0]].like_num:
            continue  # "three command posts"
        if left and doc[left[0]].lower_ in ("we", "i") and t.lower_ not in ("said", "say", "believe"):
            continue  # inside somebody's words
        if left is None or sure < need or (kind == "show" and not sayers.is_document(doc, left)):
            continue
        if kind == "see" and not any({x.lower_, x.lemma_.lower()} & group("nouns", "seers") for x in doc[left[0] : left[1]]):
            continue
        yield Frame(left, t.i, (), sayers.told(doc, t) if t.lemma_.lower() in ("tell", "inform") else None, denies=kind == "deny")


def _by_telephone(doc: Doc, i: int) -> bool:
    """Whether it is how it was said that stands at token i after "by": "said by telephone"."""
    return i < len(doc) and doc[i].lower_ in group("times", "aside")


def _not_speech(doc: Doc, t: Token) -> bool:
    """ "claimed 12 lives", "reported to the police", "12 reported dead"."""
    after = doc[t.i + 1 : t.i + 7]
    if t.lower_ == "known" and len(after) and after[0].lower_ == "as":
        return True  # "fighters of the groups known as X and Y"
    if t.lemma_.lower() == "claim" and any(x.lower_ in ("responsibility", "credit") for x in after[:4]):
        return True  # who claims an act does not thereby count its dead
    if t.lemma_.lower() == "claim" and any(x.lemma_.lower() in group("nouns", "not_said") or x.lower_ == "lives" for x in after):
        return True
    if (
        t.i + 1 < len(doc)
        and t.lower_ in ("reported", "confirmed", "feared", "known", "believed", "said", "listed", "recorded")
        and doc[t.i + 1].lower_ in ("dead", "killed", "missing", "injured", "wounded", "to")
        and not _has_subject(t)
    ):
        return True
    if t.lemma_.lower() == "respond" and len(after) and after[0].lower_ in ("with", "by"):
        return True  # "responded with air strikes"
    if t.lower_ in ("accused", "blamed", "faulted") and t.i + 1 < len(doc) and doc[t.i + 1].lower_ in ("of", "for"):
        return True  # "two brothers accused of killing four"
    return bool(t.lower_ == "added" and t.i + 1 < len(doc) and doc[t.i + 1].lower_ == "to")


def _has_subject(t: Token) -> bool:
    return any(c.dep_ in ("nsubj",) and c.i < t.i for c in t.children) and t.tag_ in ("VBD", "VBZ", "VBP")


def _agent(doc: Doc, i: int) -> Span | None:
    """ "12 were reported killed by activists" is no agent of the report: only a `by` that follows the verb at once."""
    if i + 2 < len(doc) and doc[i + 1].lower_ == "by":
        span = speakers.rightward(doc, i + 2)
        return span if likely(doc, span) else None
    return None


def _according(doc: Doc) -> Iterator[Frame]:
    outlets = speakers.outlets()
    for t in doc[:-1]:
        if t.lower_ == "according" and doc[t.i + 1].lower_ == "to" and t.i + 2 < len(doc):
            span = speakers.rightward(doc, t.i + 2)
            if span:
                yield Frame(
                    span, t.i, (), how="outlet" if any(x.lower_ in outlets for x in doc[span[0] : span[1]]) else "according"
                )


def _reports(doc: Doc) -> Iterator[Frame]:
    """ "reports that 12 died", "the claim by activists that 12 died"."""
    for t in doc[:-2]:
        if t.pos_ != "NOUN" or not {t.lower_, t.lemma_.lower()} & group("nouns", "hearsay"):
            continue
        span: Span | None = speakers.leftward(doc, t.i)
        at = t.i + 1
        if doc[at].lower_ not in ("by", "from") and t.lower_ not in ("reports", "word", "rumours", "rumors"):
            continue  # "allegations that": it does not say whose
        if doc[at].lower_ in ("by", "from"):
            span = speakers.rightward(doc, at + 1)
            at = span[1] if span else at
        if at < len(doc) - 1 and doc[at].tag_ == "VBG" and (_kind(doc[at]) in ("say", "show")):
            at += 1  # "reports suggesting that"
        if span and at < len(doc) and doc[at].lower_ == "that":
            yield Frame(span, at, (), how="reports")


def _quoted(doc: Doc) -> Iterator[Frame]:
    """ "SANA quoted a doctor as saying", "citing medics": the one quoted speaks, inside what the quoter says."""
    for t in doc[:-1]:
        if t.lower_ in ("quoted", "quotes", "cited", "cites", "quoting", "citing") and not _passive(doc, t.i):
            span = speakers.rightward(doc, t.i + 1)
            if span and likely(doc, span) and doc[span[1] - 1].lower_ not in group("nouns", "sizes"):  # "cited a figure of 17"
                yield Frame(span, t.i, (), how="quoted")


def _range(f: Frame) -> Span:
    """Return the tokens from the first to the last word of speaker, verb and the one told."""
    spans = [(f.cue, f.cue + 1), *(s for s in (f.speaker, f.via) if s)]
    return min(a for a, _ in spans), max(b for _, b in spans)


def _scoped(doc: Doc, f: Frame, found: list[Frame]) -> Frame:
    """Return the frame with the tokens it covers."""
    begin, end = _range(f)
    if f.how in ("according", "outlet"):
        beside = [_range(o) for o in found if o is not f and o.how in ("according", "outlet")]
        return replace(f, scope=scopes.between(doc, begin, end, beside))
    if f.how == "owned":
        return f
    if f.how == "quoted":
        return replace(f, scope=scopes.quotation(doc, f.cue, end))
    if f.how == "agent":
        return replace(f, scope=scopes.agent(doc, begin, end))
    if f.how == "reports":
        return replace(f, scope=((end, len(doc)),))
    others = [
        (o.cue, o.cue + 1) if o.last else _range(o)
        for o in found
        if o is not f and o.speaker is not None and o.how == "verb" and (o.speaker != f.speaker or f.denies)
    ]
    if f.how == "verb" and f.speaker is not None and f.speaker[1] <= f.cue and (figure := gapped.said(doc, f.cue)) is not None:
        return replace(f, scope=(figure,), how="gap")  # "..., the Observatory says 22": no word on what stands before it
    inverted = f.speaker is not None and f.speaker[0] == f.cue + 1
    return replace(f, scope=scopes.said(doc, begin, end, inverted, others))
