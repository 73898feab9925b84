"""Who does a verb of speech: its subject before it, behind it ("said a doctor"), or further off ("..., adding that")."""

from __future__ import annotations

from typing import TYPE_CHECKING

from claims import speakers
from claims.speakers import Span, finite, group, likely

if TYPE_CHECKING:
    from claims.tree import Doc, Token


def before(doc: Doc, t: Token) -> Span | None:
    """Return the subject before the verb, over adverbs, auxiliaries, times, relative pronouns and appositions."""
    k = t.i - 1
    while k >= 0:
        x = doc[k]
        if (
            (x.pos_ in ("ADV", "PART") and x.lower_ not in ("not", "n't") and not speakers.speaks(x))
            or x.lower_
            in ("has", "have", "had", "also", "later", "will", "would", "did", "does", "do", "not", "n't", "could", "can")
            or (x.lower_ == "there" and k + 1 == t.i)  # "a medic there said"
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
    relative = next((y.i for y in reversed(doc.tokens[1 : k + 1]) if y.tag_ == "WDT" or y.lower_ in ("who", "which")), None)
    if (
        relative is not None
        and sum(finite(y) for y in doc[relative + 1 : t.i]) == 1
        and not any(y.text == "," for y in doc[relative : t.i - 1])
    ):
        span = speakers.leftward(doc, relative - 1 - doc[relative - 1].is_punct)  # "the paper which is close to the army said"
        if span and likely(doc, span) and (not any(finite(y) for y in doc[: span[0]]) or doc[span[0] - 1].text == ","):
            return span
    if x.text in (",", ")", "–", "-", "—"):
        if subject is not None and subject.lower_ == "one" and k > 1:  # "one of its factions, the Valley Front, said"
            named = speakers.leftward(doc, k - 1)
            if named is not None and doc[named[0] - 1].text == "," and doc[k - 1].pos_ == "PROPN":
                return named
        if subject is not None and subject.lower_ not in ("who", "which", "that"):
            return speakers.leftward(doc, _phrase_end(doc, subject.i, k))
        comma = next((m for m in range(k - 1, max(-1, k - 18), -1) if doc[m].text in (",", "(", "–", "—")), None)
        if comma:
            span = speakers.leftward(doc, comma - 1)
            return span if likely(doc, span) else None
        return None
    span = speakers.leftward(doc, k)
    if span and span[0] > 2 and doc[span[0] - 1].lower_ == "by" and doc[span[0] - 2].lower_ in ("quoted", "cited", "reached"):
        quoted = speakers.leftward(doc, span[0] - 3)  # "a military source quoted by state media said"
        return quoted if likely(doc, quoted) else span
    sure = likely(doc, span)
    inside = span is not None and span[0] > 0 and doc[span[0] - 1].pos_ == "ADP"  # "an official familiar with the assessments"
    if (span is None or span[0] > 0) and not any(_acts(y) or y.text == "," for y in doc[: k + 1]):
        first = speakers.rightward(doc, 0)
        if likely(doc, first) > sure or (inside and likely(doc, first) >= max(sure, 1)):
            return first
    if sure < 2 and subject is not None and subject.i < k:
        whole = speakers.leftward(doc, _phrase_end(doc, subject.i, k))
        if likely(doc, whole) > sure and not any(
            y.pos_ == "VERB" and y.tag_ in ("VBD", "VBZ", "VBP") and y.head.i != subject.i
            for y in doc[subject.i + 1 : k]
            if y.dep_ not in ("relcl", "acl")
        ):
            return whole
    return span


def _acts(t: Token) -> bool:
    return t.pos_ in ("VERB", "AUX") and t.tag_ != "VBG"


def _phrase_end(doc: Doc, head: int, limit: int) -> int:
    """Return the last token of the phrase that begins at or before head: "source at the ministry" from "source"."""
    span = speakers.rightward(doc, head)
    return min(span[1] - 1, limit) if span else head


def owner(doc: Doc, t: Token) -> Span | None:
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


def paper(doc: Doc, t: Token) -> Span | None:
    """Return the document or picture that shows: "A photograph taken by activists in the town showed"."""
    subject = next((c for c in t.children if c.dep_ == "nsubj" and c.i < t.i), None)
    for at in (subject.i if subject is not None else None, 0):
        if at is not None and (span := speakers.rightward(doc, at)) and span[1] <= t.i and is_document(doc, span):
            return speakers.leftward(doc, span[1] - 1)
    return before(doc, t)


def is_document(doc: Doc, span: Span) -> bool:
    forms = {f for x in doc[span[0] : span[1]] for f in (x.lower_, x.lemma_.lower())}
    return bool(forms & group("nouns", "documents"))


def told(doc: Doc, t: Token) -> Span | None:
    span = speakers.rightward(doc, t.i + 1) if t.i + 1 < len(doc) else None
    if span is None:
        return None
    words = {x.lower_ for x in doc[span[0] : span[1]]} | {x.lemma_.lower() for x in doc[span[0] : span[1]]}
    outlets = {o.lower() for o in group("nouns", "outlets")}
    if words & outlets or (not words & group("nouns", "told") and any(x.text[:1].isupper() for x in doc[span[0] : span[1]])):
        return span
    return None


def inverted(doc: Doc, t: Token, left: Span | None, right: Span) -> bool:
    """Whether "said Observatory head X" and not "said Russian jets bombed": the phrase ends the sentence, or no finite verb
    follows it and nobody who may speak stands before the verb."""
    if t.i == 0 or not likely(doc, right) or t.lower_ not in group("verbs", "inverts"):
        return False
    end, mine = right[1], likely(doc, left)
    if end >= len(doc) or (doc[end].is_punct and not doc[end].text.startswith(("-", "–", "(", "'"))):
        after_comma = (
            doc[t.i - 1].text == ","
            and likely(doc, right) == 3
            and any(x.head == t and x.dep_ == "nsubj" for x in doc[right[0] : end])
        )
        return mine < 3 or likely(doc, right) > mine or after_comma  # "four were policemen, said Colonel Ali, an officer"
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
