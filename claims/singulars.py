"""One person who is told of without a number: "a woman", "another 10-year-old boy", "its seventh victim"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from claims import subjects, triggers
from claims.headnouns import INSIDE, PLURAL, WEEKDAYS, HeadFinder
from claims.numerals import Mention
from claims.records import Quantity

if TYPE_CHECKING:
    from claims.tree import Doc


def singulars(doc: Doc, taken: set[int]) -> list[Mention]:
    """Return one Mention for each "a", "an" or "another" and the person after it: "a woman", "another 10-year-old boy".

    `taken` holds tokens of counts already found.
    """
    finder = HeadFinder(doc)
    out = []
    for i, t in enumerate(finder.tokens[:-1]):
        if t.lower_ not in ("a", "an", "another", "its", "the") or i in taken:
            continue  # most words
        one_more = nth(doc, i + 1)
        if (not one_more and t.lower_ in ("its", "the")) or (i + 1 in taken and not _aged(doc, i + 1)):
            continue
        if one_more and i + 2 not in taken:
            out.append(Mention(Quantity(1, 1), i, i + 3, i, i + 2))
            continue
        head = _single_head(finder, i + 1)
        if taken and doc[i + 1].lower_ in finder.sets["next"] and i + 1 not in taken and _ends(doc, i + 2):
            out.append(Mention(Quantity(1, 1), i, i + 2, i + 1, i + 1))
        elif head is not None and doc[head].lower_ == "couple" and head not in taken and finder.low(head + 1) != "of":
            out.append(Mention(Quantity(2, 2), i, head + 1, i, head))
        elif head is not None and head not in taken and subjects.individual(doc, head):
            out.append(Mention(Quantity(1, 1), i, head + 1, i, head, doc[i].lower_ == "another"))
    return out


def nth(doc: Doc, i: int) -> bool:
    """Return whether an ordinal at token i counts one more among the dead: "(a) 12th body", "(its) seventh victim"."""
    if i + 1 >= len(doc) or doc[i + 1].lower_ not in ("body", "life", "victim", "death", "fatality", "corpse"):
        return False
    word = doc[i].lower_
    return word in triggers.words("ordinals") or bool(word[:1].isdigit() and word.endswith(("th", "rd", "st", "nd")))


def _ends(doc: Doc, i: int) -> bool:
    """Whether no noun follows that an ordinal before token i would belong to."""
    return (
        i >= len(doc)
        or doc[i].tag_ in ("VBD", "VBN", "VBZ", "VBP", "MD", ".", ",", "CC", "WP", "TO")
        or doc[i].lower_ in ("in", "at", "on", "after", "when")
    )


def _aged(doc: Doc, i: int) -> bool:
    return bool(doc[i].lower_[:1].isdigit())


def _single_head(finder: HeadFinder, i: int) -> int | None:
    """Return the last noun of a singular noun phrase that begins at i; ages inside it are passed over."""
    last = None
    for k in range(i, min(i + 9, finder.n)):
        tag, low = finder.tag(k), finder.low(k)
        if tag in ("NN", "NNP"):
            if low in WEEKDAYS:
                break
            last = k
        elif tag in PLURAL or tag not in (*INSIDE, "VBN", "RB") or (tag == "VBN" and last is not None):
            break
    return last
