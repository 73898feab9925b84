"""Noun phrases that speak: where one stands beside a verb of speech, and how likely it is to speak at all.

News text that lost its commas misleads the parser ("... in the town a monitor said"), so a phrase is first walked token by
token from the verb, and the parse then settles only where the walk found no clear beginning.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from claims import cues

if TYPE_CHECKING:
    from claims.tree import Doc, Token

_AGE = re.compile(r"^(?:\d+[- ])?(?:years?[- ])?old ")
_BRACKETS = re.compile(r" ?\([^()]*\)?")
Span = tuple[int, int]  # tokens [start, end)

_PRONOUNS = frozenset({"he", "she", "it", "they", "we", "i"})
_JOINS = frozenset({"of", "for", "at", "in", "from", "with", "on", "to", "near", "inside", "within", "as"})
_ENDERS = frozenset({"s", "'s", "’s", "'", "’", "-", "–", "&", "/"})
_CLOSED = frozenset({"this", "that", "these", "those", "there", "which", "who", "whom", "what", "where", "when"})


@cache
def group(table: str, name: str) -> frozenset[str]:
    """Return one list of cues/speech.toml as a set, lower case unless it holds names."""
    items = cues.load("speech")[table][name]
    return frozenset(items) if name == "outlets" else frozenset(s.lower() for s in items)


@cache
def outlets() -> frozenset[str]:
    return frozenset(s.lower() for s in group("nouns", "outlets"))


def finite(t: Token) -> bool:
    """Whether the token is a finite verb or auxiliary."""
    return t.pos_ in ("VERB", "AUX") and t.tag_ in ("VBD", "VBZ", "VBP", "MD")


def is_time(t: Token) -> bool:
    """Whether the token tells when and so belongs to no speaker's name."""
    return t.lower_.rstrip(".") in group("times", "days") and not (t.lower_ == "march" and t.i and t.nbor(-1).lower_ == "the")


def likely(doc: Doc, span: Span | None) -> int:
    """Return how likely the phrase is a speaker: 3 sure by its words, 2 a document, 1 a name, 0 neither."""
    if span is None or span[0] >= span[1]:
        return 0
    words = doc[span[0] : span[1]]
    if words[0].lower_ in ("no", "dozens", "scores", "hundreds", "of") or (words[0].like_num and not words[0].is_alpha):
        return 0
    if words[0].like_num or words[0].lower_ in ("several", "many"):
        return min(2, likely(doc, (span[0] + 1, span[1])))
    last = next((t for t in words if t.pos_ == "ADP" and t.i > span[0]), None)  # the head stands before "of", "at", "for"
    first = [t for t in (doc[span[0] : last.i] if last is not None else words) if not t.is_punct and t.tag_ != "POS"] or list(
        words
    )
    head = first[-1]
    named = head.pos_ == "PROPN" or head.text[:1].isupper()
    if len(words) == 1 and head.lower_ in _PRONOUNS:
        return 3
    for t in reversed(first):
        forms = {t.lower_, t.lemma_.lower(), t.lower_.removesuffix("s")}
        if (t.i == head.i or named) and (forms & group("nouns", "speakers") or t.lower_ in outlets()):
            return 3
        if t.i == head.i and forms & group("nouns", "documents"):
            return 2
    if any(t.lower_ in outlets() for t in words):
        return 3
    return 1 if named and not is_time(head) else 0


def speaks(t: Token) -> bool:
    return bool(
        {t.lower_, t.lemma_.lower(), t.lower_.removesuffix("s")} & (group("nouns", "speakers") | group("nouns", "documents"))
    )


def _nominal(t: Token) -> bool:
    if t.pos_ in ("NOUN", "PROPN", "ADJ") or t.lower_ in _ENDERS or t.tag_ == "POS":
        return True
    if t.lower_ in group("nouns", "inside"):
        return True
    if t.text[:1].isupper() and t.i > 0 and t.pos_ not in ("DET", "PRON", "ADP", "SCONJ", "CCONJ", "AUX"):
        return True
    return t.tag_ in ("VBG", "VBN") and t.dep_ in ("amod", "compound")


def leftward(doc: Doc, last: int) -> Span | None:
    """Return the noun phrase whose last token is `last`, found by walking left; None where none ends there."""
    t = doc[last]
    if t.text == ")" and (opening := next((k for k in range(last - 1, max(-1, last - 6), -1) if doc[k].text == "("), 0)):
        inner = leftward(doc, opening - 1)
        return (inner[0], last + 1) if inner else None
    if t.lower_ in _PRONOUNS:
        return last, last + 1
    if not _nominal(t) and t.pos_ != "NUM":
        return None
    if is_time(t) or (t.pos_ == "ADJ" and not t.text[:1].isupper() and not speaks(t)):
        return None
    i, start, det = last, last + 1, False
    while i >= 0:
        t = doc[i]
        before = doc[i - 1] if i else None
        if t.lower_ in _CLOSED or (is_time(t) and not (i < last and doc[i + 1].lower_ in ("'s", "s"))):
            break
        if t.pos_ in ("DET", "PRON") and (
            t.lower_ in ("the", "a", "an", "its", "his", "their", "one", "some", "all", "another", "any", "no")
            or t.tag_ == "PRP$"
        ):
            start = i
            det = True
            if before is not None and before.lower_ in _JOINS and i > 1 and _joins(doc, i - 1, last):
                i -= 1
                continue
            if before is not None and before.lower_ == "and" and i > 1 and _speaks_phrase(doc, i - 2):
                i -= 1
                continue
            if (
                before is not None
                and i < last
                and (before.text == ")" or (before.text[:1].isupper() and before.pos_ in ("PROPN", "NOUN", "ADJ")))
            ):
                named = leftward(doc, i - 1)  # "Name Name a local official said": the name, where it opens the clause
                if (
                    named
                    and likely(doc, named)
                    and (before.text[:1].isupper() or before.text == ")")
                    and (
                        named[0] == 0
                        or doc[named[0] - 1].is_punct
                        or (before.text.isupper() and len(before) > 2 and doc[named[0] - 1].pos_ != "ADP")
                    )
                    and not doc[last].text[:1].isupper()
                    and not any(x.lower_ in _JOINS - {"of", "for"} for x in doc[named[0] : i])
                ):
                    return named
            break
        if _nominal(t):
            start = i
            i -= 1
            continue
        if t.lower_ in _JOINS and _joins(doc, i, last):
            i -= 1
            continue
        if t.text == "." and before is not None and _title(doc, i - 1):
            i -= 1
            continue
        if t.text == ")" and (opening := next((k for k in range(i - 1, max(-1, i - 6), -1) if doc[k].text == "("), 0)):
            i = opening - 1
            continue
        if t.lower_ in ("and", "or") and i > 0 and _speaks_phrase(doc, i - 1):
            i -= 1
            continue
        if (
            t.like_num
            and start <= last
            and i
            and doc[i - 1].pos_ == "PROPN"
            and not is_time(doc[i - 1])
            and t.text.isdigit()
            and len(t.text) < 3
        ):
            i -= 1
            continue
        if t.like_num:
            start = i
        break
    if start > last:
        return None
    while start < last and (doc[start].lower_ in _ENDERS or doc[start].is_punct):
        start += 1
    return (start, last + 1) if det else _trim(doc, start, last + 1)


def _speaks_phrase(doc: Doc, i: int) -> bool:
    return speaks(doc[i]) or doc[i].lower_ in outlets()


def _joins(doc: Doc, i: int, last: int) -> bool:
    """Whether the preposition at i stands inside a speaker's name: "source at", "Observatory for Human Rights"."""
    if i == 0:
        return False
    left, right = doc[i - 1], doc[i + 1]
    if speaks(left) or (doc[i].lower_ in ("in", "at") and _speaks_before(doc, i)):
        return True
    if doc[i].lower_ in ("of", "for") and left.pos_ in ("PROPN", "NOUN", "ADJ") and left.text[:1].isupper() and i > 1:
        return bool(right.text[:1].isupper() or right.lower_ == "the")
    if doc[i].lower_ == "as":
        return left.lower_ in ("known", "called", "named")
    # "head of the town of Suruc": a place's own name inside a longer phrase that speaks
    return (
        doc[i].lower_ == "of"
        and left.lower_
        in (
            "town",
            "city",
            "village",
            "province",
            "district",
            "state",
            "region",
            "area",
            "cessation",
            "part",
            "parts",
            "side",
            "outskirts",
        )
        and _speaks_before(doc, i - 1)
    )


def _speaks_before(doc: Doc, i: int) -> bool:
    """Whether a speaking noun and a preposition stand shortly before i: "official in the Turkish town"."""
    for k in range(i - 1, max(-1, i - 6), -1):
        if doc[k].lower_ in _JOINS and k and speaks(doc[k - 1]):
            return True
        if doc[k].pos_ in ("VERB", "AUX", "PUNCT") and doc[k].dep_ != "amod":
            return False
    return False


def _title(doc: Doc, i: int) -> bool:
    """Whether an abbreviated title whose full stop is a token of its own: "Sgt . Tom Miller"."""
    return doc[i].text[:1].isupper() and 1 < len(doc[i]) <= 5 and i + 2 < len(doc) and doc[i + 2].text[:1].isupper()


def _modifies(t: Token) -> bool:
    """Whether the token may stand before a speaker's head: an adjective, a name, or a noun of cues/speech.toml."""
    if (
        t.pos_ in ("ADJ", "PROPN")
        or (t.text == "." and t.i > 0 and _title(t.doc, t.i - 1))
        or t.lower_ in group("nouns", "inside")
        or t.text[:1].isupper()
        or speaks(t)
        or t.lower_ in _ENDERS
        or t.tag_ in ("VBG", "VBN")
        or t.lower_ in _JOINS
        or (t.like_num and t.is_alpha)
    ):
        return True
    return (
        t.lower_ in group("nouns", "modifiers")
        or t.lower_ in ("and", "the", "a", "an")
        or (t.i + 1 < len(t.doc) and t.nbor(1).lower_ in _JOINS)
    )


def _trim(doc: Doc, start: int, end: int) -> Span:
    """Cut what a bare phrase swallowed on its left: "Saraqeb SANA", "the town state media" without its article."""
    if end - start > 1 and doc[end - 1].lower_ in outlets():
        k = end - 1
        while k - 1 >= start and (
            speaks(doc[k - 1]) or doc[k - 1].lower_ in ("news", "state", "official", "syrian", "state-run")
        ):
            k -= 1
        return k, end
    cut = end - 1
    while cut > start and _modifies(doc[cut - 1]):
        cut -= 1
    start = max(start, cut)
    for t in doc[start:end]:
        edge = t.left_edge.i
        if (
            t.dep_ in ("nsubj", "nsubjpass")
            and t.i >= end - 3
            and start < edge < end
            and start > 0
            and not doc[start - 1].is_punct
            and not {doc[edge].lower_, doc[edge - 1].lower_} & _ENDERS
            and not any(x.lower_ in _JOINS for x in doc[start:edge])
        ):
            return edge, end
    return start, end


def rightward(doc: Doc, first: int) -> Span | None:
    """Return the noun phrase that begins at `first`; None where none begins there."""
    n = len(doc)
    i = first
    while i < n:
        t = doc[i]
        if t.lower_ in _CLOSED or is_time(t):
            break
        if (
            t.tag_ == "CD"
            and t.is_alpha
            and i == first
            and i + 1 < n
            and (speaks(doc[i + 1]) or (i + 2 < n and speaks(doc[i + 2])))
        ):
            i += 1  # "according to two doctors"
            continue
        if t.pos_ in ("DET", "PRON") and i > first and doc[i - 1].lower_ not in _JOINS | {"and"}:
            break
        if (
            t.pos_ in ("DET",)
            or t.tag_ == "PRP$"
            or (_nominal(t) and (not t.is_punct or t.text == "-" or t.tag_ == "POS"))
            or (i > first and doc[i - 1].text == "-")
        ):
            i += 1
            continue
        if (
            t.lower_ in _JOINS
            and i > first
            and i + 1 < n
            and (
                speaks(doc[i - 1])
                or t.lower_ in ("of", "for")
                or (t.lower_ == "in" and _speaks_before(doc, i) and doc[i + 1].text[:1].isupper())
            )
            and not is_time(doc[i + 1])
        ):
            if t.lower_ in ("in", "on", "at", "from", "to", "with") and doc[i + 1].lower_ in ("a", "an"):
                break
            i += 1
            continue
        if t.lower_ == "and" and i > first and i + 1 < n and (speaks(doc[i + 1]) or (i + 2 < n and speaks(doc[i + 2]))):
            i += 1
            continue
        if t.text == "." and i > first and _title(doc, i - 1):
            i += 1
            continue
        if t.lower_ in _PRONOUNS and i == first:
            i += 1
        break
    while i > first and (doc[i - 1].lower_ in _JOINS or doc[i - 1].lower_ in _ENDERS - {"s"} or doc[i - 1].pos_ == "DET"):
        i -= 1
    return (first, i) if i > first else None


def name(doc: Doc, span: Span) -> str:
    """Return the phrase as text, without its definite article and a closing possessive."""
    start, end = span
    while start < end - 1 and (doc[start].lower_ == "the" or (doc[start].is_punct and doc[start].text not in "\"“'")):
        start += 1
    text = " ".join(doc[start:end].text.split())
    if not ((m := _BRACKETS.search(text)) and m.group().strip(" ()").isupper() and m.end() == len(text)):
        text = _BRACKETS.sub("", text)  # but "the children's agency (UNICEF)"
    elif m.group().strip(" ()") == "".join(w[0] for w in text[: m.start()].split() if w[0].isupper()):
        text = text[: m.start()]
    text = _AGE.sub("", text)
    for tail in ("'s", "’s"):
        text = text.removesuffix(tail)
    return text.strip(" ,;:\"“”'-–—")
