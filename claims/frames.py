"""The frames of speech in one sentence: who says, by which word, and which tokens that covers (claims/scopes.py)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from claims import places, scopes, speakers
from claims.speakers import Span, finite, group, likely

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token


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
    how: str = "verb"  # or "according", "outlet" (the same of one), "quoted", "agent", "reports", "headline"
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
    found = [*_verbs(doc), *_according(doc), *_quoted(doc), *_reports(doc)]
    found.sort(key=lambda f: f.cue)
    return [_scoped(doc, f, found) for f in found]


def _label(doc: Doc) -> Frame | None:
    """ "Monitor: 12 killed": a short phrase before a colon that names a speaker, and no place."""
    at = next((t.i for t in doc[1:7] if t.text == ":"), 0)
    if not at or at == len(doc) - 1 or any(x.pos_ in ("VERB", "AUX", "NUM") for x in doc[:at]) or not _short(doc, (0, at)):
        return None
    sure = likely(doc, (0, at))
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


def _kind(t: Token) -> str | None:
    """Return which list of verbs the token is of, and so what follows it."""
    if t.pos_ not in ("VERB", "AUX", "NOUN", "PROPN", "ADJ", "ADP"):
        return None
    lemma, low = t.lemma_.lower(), t.lower_
    if t.text[:1].isupper() and t.i and not t.nbor(-1).is_punct:  # a name: "Sheikh Said"
        return None
    if t.pos_ in ("NOUN", "PROPN", "ADJ", "ADP") and not (
        low.endswith(("ed", "id", "old", "says", "ut"))
        or (low in ("reports", "adds", "claims", "states", "estimates") and t.i + 1 < len(t.doc) and _opens(t.nbor(1)))
    ):
        return None
    if low in ("said", "says", "saying"):
        lemma = "say"
    for kind in ("say", "quote", "deny", "accuse", "figure", "show"):
        forms = group("verbs", kind)
        if lemma in forms or low in forms or (low.endswith("ed") and (low[:-2] in forms or low[:-1] in forms)):
            return kind
    return None


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
            or (t.tag_ in ("VBN", "VBD") and t.i + 1 < len(doc) and doc[t.i + 1].lower_ == "by")
        ):
            continue
        left = _left(doc, t) if kind != "show" else _paper(doc, t)
        right = speakers.rightward(doc, t.i + 1) if kind == "say" and t.i + 1 < len(doc) else None
        if right and _inverted(doc, t, left, right):
            yield Frame(right, t.i, ())
            continue
        if t.tag_ == "VBG":
            if kind in ("say", "deny", "accuse") and not (t.i and doc[t.i - 1].lower_ == "as"):
                yield Frame(_owner(doc, t), t.i, (), last=True, denies=kind == "deny")
            continue
        if t.i and doc[t.i - 1].lower_ in ("and", "but", "also", "then") and left is None:
            if kind in ("say", "deny", "accuse"):
                yield Frame(_owner(doc, t), t.i, (), last=True, denies=kind == "deny")
            continue
        sure = likely(doc, left)
        if sure < 3 and t.lower_ not in ("said", "told") and _unspoken(doc, t):
            continue
        need = {"say": 1, "deny": 1, "accuse": 1, "figure": 1, "show": 2, "quote": 1}[kind]
        if kind == "say" and t.lower_ in ("said", "says", "say", "told"):
            need = 0
        if left and kind == "figure" and doc[left[0]].like_num:
            continue  # "three command posts"
        if left and doc[left[0]].lower_ in ("we", "i") and t.lower_ not in ("said", "say", "believe"):
            continue  # inside somebody's words
        if left is None or sure < need or (kind == "show" and not _document(doc, left)):
            continue
        yield Frame(left, t.i, (), _told(doc, t) if t.lemma_.lower() in ("tell", "inform") else None, denies=kind == "deny")


def _paper(doc: Doc, t: Token) -> Span | None:
    """Return the document or picture that shows: "A photograph taken by activists in the town showed"."""
    subject = next((c for c in t.children if c.dep_ == "nsubj" and c.i < t.i), None)
    for at in (subject.i if subject is not None else None, 0):
        if at is not None and (span := speakers.rightward(doc, at)) and span[1] <= t.i and _document(doc, span):
            return speakers.leftward(doc, span[1] - 1)
    return _left(doc, t)


def _document(doc: Doc, span: Span) -> bool:
    forms = {f for x in doc[span[0] : span[1]] for f in (x.lower_, x.lemma_.lower())}
    return bool(forms & group("nouns", "documents"))


def _not_speech(doc: Doc, t: Token) -> bool:
    """ "claimed 12 lives", "reported to the police", "12 reported dead"."""
    after = doc[t.i + 1 : t.i + 7]
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
    return bool(t.lower_ == "added" and t.i + 1 < len(doc) and doc[t.i + 1].lower_ == "to")


def _has_subject(t: Token) -> bool:
    return any(c.dep_ in ("nsubj",) and c.i < t.i for c in t.children) and t.tag_ in ("VBD", "VBZ", "VBP")


def _agent(doc: Doc, i: int) -> Span | None:
    """ "12 were reported killed by activists" is no agent of the report: only a `by` that follows the verb at once."""
    if i + 2 < len(doc) and doc[i + 1].lower_ == "by":
        span = speakers.rightward(doc, i + 2)
        return span if likely(doc, span) else None
    return None


def _left(doc: Doc, t: Token) -> Span | None:
    """Return the subject before the verb, over adverbs, auxiliaries, times, relative pronouns and appositions."""
    k = t.i - 1
    while k >= 0:
        x = doc[k]
        if (
            (x.pos_ in ("ADV", "PART") and x.lower_ not in ("not", "n't") and not speakers._speaks(x))
            or x.lower_
            in ("has", "have", "had", "also", "later", "will", "would", "did", "does", "do", "not", "n't", "could", "can")
            or speakers.is_time(x)
            or (x.lower_ in ("on", "late", "early") and k + 1 < t.i and speakers.is_time(doc[k + 1]))
            or (x.text.isdigit() and k and speakers.is_time(doc[k - 1]))
        ):
            k -= 1
        else:
            break
    if k < 0:
        return None
    x = doc[k]
    subject = next((c for c in t.children if c.dep_ == "nsubj" and c.i < t.i), None)
    if x.lower_ in ("who", "which", "that") and k > 0:
        j = k - 1
        while j > 0 and doc[j].is_punct:
            j -= 1
        return speakers.leftward(doc, j)
    relative = next((m for m in range(k, 0, -1) if doc[m].lower_ in ("who", "which")), None)
    if (
        relative is not None
        and sum(finite(y) for y in doc[relative + 1 : t.i]) == 1
        and not any(y.text == "," for y in doc[relative : t.i - 1])
    ):
        span = speakers.leftward(doc, relative - 1 - doc[relative - 1].is_punct)  # "the paper which is close to the army said"
        if span and likely(doc, span) and not any(finite(y) for y in doc[: span[0]]):
            return span
    if x.text in (",", ")", "–", "-", "—"):
        if subject is not None and subject.lower_ not in ("who", "which", "that"):
            return speakers.leftward(doc, _phrase_end(doc, subject.i, k))
        j = next((m for m in range(k - 1, max(-1, k - 18), -1) if doc[m].text in (",", "(", "–", "—")), None)
        if j:
            span = speakers.leftward(doc, j - 1)
            return span if likely(doc, span) else None
        return None
    span = speakers.leftward(doc, k)
    if (span is None or span[0] > 0) and not any(
        (y.pos_ in ("VERB", "AUX") and y.tag_ != "VBG") or y.text == "," for y in doc[: k + 1]
    ):
        first = speakers.rightward(doc, 0)  # "An official familiar with the assessments said"
        if likely(doc, first) >= 3 or likely(doc, first) > likely(doc, span):
            return first
    if likely(doc, span) < 2 and subject is not None and subject.i < k:
        whole = speakers.leftward(doc, _phrase_end(doc, subject.i, k))
        if likely(doc, whole) > likely(doc, span) and not any(
            y.pos_ == "VERB" and y.tag_ in ("VBD", "VBZ", "VBP") and y.head.i != subject.i
            for y in doc[subject.i + 1 : k]
            if y.dep_ not in ("relcl", "acl")
        ):
            return whole
    return span


def _phrase_end(doc: Doc, head: int, limit: int) -> int:
    """Return the last token of the phrase that begins at or before head: "source at the ministry" from "source"."""
    span = speakers.rightward(doc, head)
    return min(span[1] - 1, limit) if span else head


def _owner(doc: Doc, t: Token) -> Span | None:
    """Return the subject of the verb that a participle or a second verb hangs on; else the phrase that opens the sentence."""
    head = t
    for _ in range(4):
        if head.head.i == head.i:
            break
        head = head.head
        for c in head.children:
            if c.dep_ == "nsubj" and c.i < t.i:
                span = speakers.leftward(doc, _phrase_end(doc, c.i, t.i - 1))
                if likely(doc, span):
                    return span
    first = speakers.rightward(doc, 0)
    return first if likely(doc, first) else None


def _told(doc: Doc, t: Token) -> Span | None:
    span = speakers.rightward(doc, t.i + 1) if t.i + 1 < len(doc) else None
    if span is None:
        return None
    words = {x.lower_ for x in doc[span[0] : span[1]]} | {x.lemma_.lower() for x in doc[span[0] : span[1]]}
    outlets = {o.lower() for o in group("nouns", "outlets")}
    if words & outlets or (not words & group("nouns", "told") and any(x.text[:1].isupper() for x in doc[span[0] : span[1]])):
        return span
    return None


_INVERTS = frozenset(
    {
        "said",
        "says",
        "reported",
        "reports",
        "added",
        "adds",
        "wrote",
        "announced",
        "confirmed",
        "claimed",
        "explained",
        "stated",
        "warned",
        "tweeted",
        "noted",
        "declared",
    }
)


def _inverted(doc: Doc, t: Token, left: Span | None, right: Span) -> bool:
    """Whether "said Observatory head X" and not "said Russian jets bombed": the phrase ends the sentence, or no finite verb
    follows it and nobody who may speak stands before the verb."""
    if t.i == 0 or not likely(doc, right) or t.lower_ not in _INVERTS:
        return False
    end, mine = right[1], likely(doc, left)
    if end >= len(doc) or (doc[end].is_punct and not doc[end].text.startswith(("-", "–", "(", "'"))):
        return mine < 3 or likely(doc, right) > mine
    if (mine >= 2 and mine >= likely(doc, right)) or (
        mine == 1 and left is not None and left[1] == t.i and likely(doc, right) < 3
    ):
        return False
    nxt = doc[end]
    if (
        nxt.lower_ in ("adding", "who", "which", "in", "on", "and", "as", "by", "at", "during", "after", "from")
        or speakers.is_time(nxt)
        or nxt.tag_ == "VBG"
    ):
        return nxt.lower_ in ("who", "which", "adding") or not any(finite(x) for x in doc[end : end + 8])
    if nxt.pos_ == "DET":  # "said the Observatory a monitoring group"
        span = speakers.rightward(doc, end)
        return likely(doc, span) == 3 and not any(finite(x) for x in doc[end:])
    return not (nxt.pos_ in ("AUX", "VERB", "NUM") or nxt.like_num)


def _according(doc: Doc) -> Iterator[Frame]:
    outlets = {o.lower() for o in group("nouns", "outlets")}
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
        if doc[at].lower_ in ("by", "from"):
            span = speakers.rightward(doc, at + 1)
            at = span[1] if span else at
        if span and at < len(doc) and doc[at].lower_ == "that":
            yield Frame(span, at, (), how="reports")


def _quoted(doc: Doc) -> Iterator[Frame]:
    """ "SANA quoted a doctor as saying", "citing medics": the one quoted speaks, inside what the quoter says."""
    for t in doc[:-1]:
        if t.lower_ in ("quoted", "quotes", "cited", "cites", "quoting", "citing") and not _passive(doc, t.i):
            span = speakers.rightward(doc, t.i + 1)
            if span and likely(doc, span):
                yield Frame(span, t.i, (), how="quoted")


def _range(f: Frame) -> Span:
    """Return the tokens from the first to the last word of speaker, verb and the one told."""
    spans = [(f.cue, f.cue + 1), *(s for s in (f.speaker, f.via) if s)]
    return min(a for a, _ in spans), max(b for _, b in spans)


def _scoped(doc: Doc, f: Frame, found: list[Frame]) -> Frame:
    """Return the frame with the tokens it covers."""
    begin, end = _range(f)
    if f.how in ("according", "outlet"):
        return replace(f, scope=scopes.around(doc, begin, end))
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
    inverted = f.speaker is not None and f.speaker[0] == f.cue + 1
    return replace(f, scope=scopes.said(doc, begin, end, inverted, others))
