"""What a number counts, and whether it counts anything: ages, years, dates, times, money, measures and names do not.

Works on the words and tags around the number, since parses of text that lost its commas often hang a number on the wrong noun.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from claims import cues, subjects, triggers
from claims.numerals import Found, Mention
from claims.records import Quantity

if TYPE_CHECKING:
    from claims.tree import Doc

_PRONOUNS = ("them", "whom", "those", "these", "us", "which")
_SKIP_OF = ("the", "its", "his", "her", "their", "our", "my", "a", "an", "all", "those", "these", "other", "more", "some")
PLURAL = ("NNS", "NNPS")
_DEFINITE = ("the", "its", "their", "those", "these", "our", "his", "her")
_FATES = ("dead", "wounded", "injured", "missing", "killed", "deceased", "slain")
_HARMED = ("dead", "killed", "wounded", "injured", "missing", "hurt", "slain", "maimed", "drowned", "abducted", "kidnapped")
_GROUP = 24  # tokens from a group to its "number"
_NOUN = ("NN", "NNS", "NNP", "NNPS")
INSIDE = (*_NOUN, "JJ", "JJR", "JJS", "VBG", "HYPH", "AFX", "POS", "FW", "CD")
_STOPPED = (
    "shot",
    "arrested",
    "captured",
    "detained",
    "displaced",
    "evacuated",
    "martyred",
    "kidnapped",
    "abducted",
    "dead",
    "killed",
    "wounded",
    "injured",
    "missing",
    "hurt",
    "alive",
    "more",
    "others",
    "other",
)
_WHERE = (
    "in",
    "at",
    "near",
    "outside",
    "inside",
    "around",
    "across",
    "on",
    "from",
    "by",
    "after",
    "during",
    "as",
    "amid",
    "within",
    "including",
)
WEEKDAYS = frozenset(
    ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday", "today", "yesterday", "overnight", "tomorrow"]
)


@cache
def _sets() -> dict[str, frozenset[str]]:
    data = cues.load("quantities")["distractors"]
    sets = {k: frozenset(v) for k, v in data.items()}
    sets["more_after"] = frozenset(cues.load("quantities")["more"]["after"])
    # words that are plural without an s, or that name people whatever their tag
    subjects = cues.load("subjects")
    sets["collective"] = frozenset(subjects["plurals"])
    sets["groups"] = (
        frozenset(subjects["collective"]) | frozenset(cues.load("casualties")["grammar"]["made_of"]) | {"dead", "wounded"}
    )
    return sets


@cache
def _singulars() -> frozenset[str]:
    """Return the nouns of one person, which an age may follow: "Boy, 16, killed"."""
    return frozenset(
        w for ws in cues.load("subjects")["classes"].values() for w in ws if not w.endswith(("s", "men", "people", "ren"))
    )


class HeadFinder:
    """The nouns of one sentence."""

    def __init__(self, doc: Doc) -> None:
        self.doc, self.tokens = doc, list(doc)
        self.n = len(doc)
        self.sets = _sets()

    def low(self, i: int) -> str:
        return self.tokens[i].lower_ if 0 <= i < self.n else ""

    def tag(self, i: int) -> str:
        tag = self.tokens[i].tag_ if 0 <= i < self.n else ""
        return "NNPS" if tag == "NNP" and self.low(i) in _makes() else tag  # "20 Qassams", taken for one name

    def plural(self, i: int) -> bool:
        return self.tag(i) in PLURAL or (self.low(i) in self.sets["collective"] and self.tag(i)[:1] == "N")

    def befallen(self, i: int) -> bool:
        """Whether the noun at token i names people by what befell them: "the dead", "the evacuees"."""
        return self.low(i) in self.sets["numbered"]

    def _age(self, i: int, end: int) -> bool:
        """Whether the number at tokens [i, end) is an age: "aged 12", "aged 19, 24 and 60", "between the ages of three and 62"."""
        j = i - 1
        while self.low(j) in ("of", "and", "to", "or", ",", "between", "from") or self.tag(j) == "CD":
            j -= 1
        counts = self.tag(end) in _NOUN or self.tag(end) in PLURAL or self.low(end) == "others"
        if self.low(i - 1) == "of" and self.low(i - 2) in _singulars() - _sets()["groups"] and not counts:
            return True  # "a boy of nine"
        return self.low(i - 1) in self.sets["ages"] or (self.low(j) in self.sets["ages"] and j < i - 1 and not counts)

    def distractor(self, i: int, end: int, q: Quantity) -> bool:
        """Return whether the number at tokens [i, end) counts neither people nor things."""
        if q.vague:
            return False
        sets, doc = self.sets, self.doc
        before, after = self.low(i - 1), self.low(end)
        digits = self.low(i)[:1].isdigit()
        if before in sets["money"] or after in sets["money"] or self._age(i, end):
            return True
        if (self._unit(end) and self.tag(end) != "CD") or (
            digits and doc[i].text in sets["names"] and end == i + 1 and (after in sets["calls"] or before in sets["dials"])
        ):
            return True
        if before == "not" and self.low(i - 2) == ",":
            return True  # "76, not 79, people"
        if digits and (before == "/" or after == "/") and self.low(i - 2 if before == "/" else end + 1)[:1].isdigit():
            return True  # "photo 1 / 6"
        if (
            digits
            and (before in sets["months"] and doc[i - 1].text[:1].isupper())
            and not (self._year_free(end, q) or self._dated(i, end))
        ):
            return True
        if digits and before == "and" and self.low(i - 3) in sets["months"] and self.low(i - 4) in ("between", "from"):
            return True  # "between June 19 and 21"
        if digits and after in sets["months"] and doc[end].text[:1].isupper() and (q.low or 0) <= 31:
            return True
        if after == "of" and self.low(end + 1) in sets["months"]:
            return True
        if digits and self._of_a_row(i, end):
            return True
        if digits and end == i + 1 and self._year(i, end, q):
            return True
        if (
            after in ("-", "–")
            and end + 1 < self.n
            and self.doc[end + 1].is_alpha
            and not doc[end].whitespace_
            and not doc[end - 1].whitespace_
        ):
            return self.low(end + 1) not in ("strong", "plus", "odd")
        if digits and before in ("-", "/", ".", ":", "#", "–") and i and not doc[i - 1].whitespace_:
            return True
        if after in ("/", "°", ":") and not doc[end - 1].whitespace_:
            return True
        if i == 0 and after in (".", ")") and digits:
            return True
        counted = self.tag(end) in PLURAL or after in _STOPPED or self.plural(end) or self.plural(end + 1)
        counted = counted and not (
            self.tag(end) == "IN" and after not in ("of", "-")
        )  # "along Interstate 20 near Odessa Heights"
        if before in sets["labels"] and not counted and self.tag(i - 1) in _NOUN and q.low == q.high and not self._size(i - 1):
            return True
        if (
            digits
            and self.tag(i - 1) in ("NNP",)
            and after == ","
            and (q.low or 0) <= 110
            and q.low == q.high
            and not q.approximate
        ):
            return not self._series(i, end)  # "Jon Smith, 23," came without its first comma
        if (
            before == ","
            and after == ","
            and digits
            and (self.tag(i - 2) in ("NNP", "NN") or self.low(i - 2) in (*_singulars(), "twins", "triplets"))
            and 0 < (q.low or 0) <= 110
            and q.low == q.high
        ):
            return True  # "Jon Smith, 23, was"
        if (
            before == ","
            and digits
            and self.tag(i - 2) == "NNP"
            and (end >= self.n or after in (".", ";", "and"))
            and 0 < (q.low or 0) <= 110
        ):
            return doc[i - 2].lower_ not in WEEKDAYS
        if before == "also" and digits and after in (",", ".", "and", ";") and 0 < (q.low or 0) <= 110:
            return True  # "his brother, also 18, was"
        if before in ("(", "[", "-lrb-") and after in (")", "]", "-rrb-"):
            return True  # an age or a note: "Sara Holm (34)"
        if digits and self._ages(i, end):
            return True
        return self.low(i) == "one" and self._idle_one(i, end)

    def _size(self, i: int) -> bool:
        """Whether the "number" at token i is a verb that a group has before it: "the displaced number 44,000", "the missing from the ferry
        number 14"; a bus has a number."""
        at = i
        while self.tag(j := i - 1) == "RB":
            i = j  # "casualties now number 57"
        if self.low(at) != "number" or self.low(i - 1) in self.sets["numbered"]:
            return self.low(at) == "number"
        if self.tag(i - 1) == "DT" or self.low(i - 1) in self.sets["labels"] or self.low(at + 2) in ("is", "was", "were", "are"):
            return False
        for j in range(i - 2, max(-1, i - _GROUP), -1):
            if self.low(j) in self.sets["numbered"] and self.low(j + 1) in self.sets["of_group"]:
                return self.low(j - 1) in ("the", "") or self.tag(j) == "NNS"
            if self.low(j) == "those":
                return True
        return False

    def _of_a_row(self, i: int, end: int) -> bool:
        """Whether the number is one of "image 2 of 9", "photo 1 of / 3"."""
        pages, of = self.sets["pages"], ("of", "/")
        if self.low(i - 1) in pages:
            return self.low(end) in of and any(self.low(j)[:1].isdigit() for j in (end + 1, end + 2))
        first = next((j for j in (i - 2, i - 3) if self.low(j)[:1].isdigit()), None)
        return first is not None and self.low(first - 1) in pages and all(self.low(j) in of for j in range(first + 1, i))

    def _ages(self, i: int, end: int) -> bool:
        """Whether the number is one of two ages: "his passengers, 22 and 25, died"."""
        for first in (i, i - 2):
            pair = [self.low(first), self.low(first + 2)]
            if (
                self.low(first - 1) == "," == self.low(first + 3)
                and self.low(first + 1) == "and"
                and self.tag(first - 2) in _NOUN
            ):
                return all(w.isdigit() and 0 < int(w) <= 110 for w in pair)
        return False

    def _idle_one(self, i: int, end: int) -> bool:
        """Whether "one" is no number: "one another", "this one", "one day", "one can only"."""
        before, after = self.low(i - 1), self.low(end)
        return (
            after in ("another", "day", "thing", "reason", "way", "such", "-")
            or before in ("this", "any", "every", "each", "some", "new", "next", "last", "first")
            or (before == "only" and self.low(i - 2) in _DEFINITE)  # "the only one", not "only one of the missiles"
            or (before == "that" and self.tag(i - 1) == "DT")
            or (before == "another" and self.tag(end) == "NN")
            or (self.tag(i - 1) in ("JJ", "JJR", "JJS") and before not in ("least", "most", "more"))
            or self.tag(end) == "MD"
        )

    def _unit(self, end: int) -> bool:
        """Whether the noun that follows is a measure: "40 km", "23-year-old", "six year war", "five long hours"."""
        units = self.sets["units"]
        j = end
        if self.low(j) in ("-", "–"):
            j += 1
        if self.low(j) in units:
            return True
        k = j
        while k < j + 2 and self.tag(k) in ("JJ", "JJR", "CD", "RB"):
            k += 1
        return k > j and self.low(k) in units and self.tag(k) in (*_NOUN, "CD")

    def _year_free(self, end: int, q: Quantity) -> bool:
        """Whether a number after a month is no day of it: "in May 40 people", "in June 2000 people"."""
        return (q.low or 0) > 31 and not 1900 <= (q.low or 0) <= 2100

    def _dated(self, i: int, end: int) -> bool:
        """Whether the month before a number has its day before it, and people follow: "on 7 January 27 people"."""
        day = self.low(i - 2)
        return day.isdigit() and int(day) <= 31 and self.plural_run(end)

    def _year(self, i: int, end: int, q: Quantity) -> bool:
        n = q.low if q.low is not None else q.high or 0
        n = n - 1 if q.high is None and q.low and self.low(i) == str(q.low - 1) else n
        if not (1900 <= n <= 2100 and len(self.low(i)) == 4):
            return False
        before = self.low(i - 1)
        if q.low != q.high or q.approximate:
            return before in ("in", "since") or not self.plural_run(end)
        if (
            before in ("of", "the", "to", "for", "and", "after", "before", "from", "by", "than")
            and n % 10 == 0
            and self.plural_run(end)
        ):
            return False
        if before in self.sets["years_after"] or before in self.sets["months"] or before in ("'", "’", ",") or before.isdigit():
            return True
        return not self.plural_run(end)

    def plural_run(self, j: int) -> bool:
        """Whether a plural noun comes next, after adjectives and nouns."""
        for k in range(j, min(j + 4, self.n)):
            if self.plural(k) or self.low(k) in ("dead", "killed", "wounded", "injured"):
                return True
            if self.tag(k) not in INSIDE:
                return False
        return False

    def _series(self, i: int, end: int) -> bool:
        return self.plural_run(end + 1) and self.tag(end + 1) == "CD"

    def mention(self, found: Found) -> Mention:
        """Return the Mention of a number: how far its noun phrase goes and which noun is counted."""
        more, j, number = found.more, found.end, found.number
        if self.low(j) in self.sets["more_after"]:
            more = True
            if self.low(j) == "others":
                return Mention(found.quantity, found.start, j + 1, number, j, True)
            if not self._noun_ahead(j + 1):
                return Mention(found.quantity, found.start, j + 1, number, number, True)
            j += 1
        if self.low(j) == "of" and self.low(j + 1) not in self.sets["months"]:
            return self._of(found, j, more)
        at = self._head(j, found.quantity)
        if at is None and self.low(j - 1) == "couple" and not more:
            at = j - 1  # "a couple and their son"
        end = j if at is None else at + 1
        return Mention(found.quantity, found.start, max(end, found.end), number, number if at is None else at, more)

    def _of(self, found: Found, j: int, more: bool) -> Mention:
        """Return the Mention of "five of the dead", "dozens of people", "two of them"; token j is "of"."""
        k, partitive, number = j + 1, False, found.number
        while self.low(k) in _SKIP_OF and self.low(k + 1) not in ("", ",", "."):
            partitive = partitive or self.low(k) in _DEFINITE
            more = more or self.low(k) in ("other", "more")
            k += 1
        if self.low(k) in _PRONOUNS or self.low(k) == "others":
            return Mention(
                found.quantity, found.start, k + 1, number, k, more or self.low(k) == "others", self.low(k) != "others"
            )
        owned = k + 2 if self.tag(k) in _NOUN and self.low(k + 1) in ("'s", "’s") else k  # "33 of the country's 71 dead"
        if self.low(owned)[:1].isdigit():
            return Mention(found.quantity, found.start, found.end, number, number, more, True)
        at = self._head(k, found.quantity)
        if at is not None:
            return Mention(found.quantity, found.start, at + 1, number, at, more, partitive or found.quantity.vague is None)
        if self.low(k) in _FATES:
            return Mention(found.quantity, found.start, k + 1, number, k, more, True)
        return Mention(found.quantity, found.start, j, number, number, more)

    def _noun_ahead(self, j: int) -> bool:
        return self._head(j, Quantity(2, 2)) is not None

    def _over_brackets(self, j: int) -> int:
        """Return the token after the brackets at token j: "up to 80 (mostly local) fighters"; j where none stand there or no noun follows."""
        if self.low(j) not in ("(", "["):
            return j
        end = next((k for k in range(j + 2, min(j + 7, self.n)) if self.low(k) in (")", "]")), None)
        return j if end is None or not self.plural_run(end + 1) else end + 1

    def _head(self, j: int, q: Quantity) -> int | None:
        """Return the noun that a number before token j counts, or None where the number stands alone."""
        single = q.low == 1 and q.high == 1
        last = None
        k = j = self._over_brackets(j)
        while k < min(j + 7, self.n):
            tag, low = self.tag(k), self.low(k)
            if tag in ("HYPH",) or (low in ("-", "–") and self.doc[k - 1].whitespace_ == ""):
                k += 1
                continue
            if tag == "IN" and self.low(k + 1) in ("-", "–") and not self.doc[k].whitespace_:
                k += 2  # "three off-duty policemen"
                continue
            if low in triggers.words("suffering") and k == j and self.low(k + 1) in triggers.words("ailing"):
                return None  # "twenty-three sustained burns"
            if low in _HARMED and k == j:
                if not (tag in ("JJ", "VBN") and self.plural(k + 1) and low in ("wounded", "injured", "dead", "missing")):
                    return None
                k += 1
                continue
            if low in WEEKDAYS or (tag == "CD" and self.tag(j - 1) == "CD"):
                break  # "stood at 158 five days on"
            if (
                low in ('"', "“", "”", "'", "‘", "’", "(", "[")
                and (k == j or low in ('"', "”", "’"))
                and k + 1 < self.n
                and last is None
            ):
                k += 1
                continue
            if k == j and (low in _WHERE or low in triggers.headline_verbs()):
                break
            if tag == "VBZ" and k == j and subjects.known(low) and self.tag(k + 1) in ("VBD", "VBN"):
                return k  # "Seventeen inmates perished": a noun that the tagger took for the verb
            if self.plural(k) or (single and tag in _NOUN and self.tag(k + 1) not in _NOUN):
                nxt = k + 1
                # "five air force bases", "two Sunnis fighters": a plural that only describes the next plural
                if self.plural(nxt) and low in self.sets["before_men"]:  # "two police officers", "eight crew members"
                    k += 1
                    continue
                if self.plural(nxt) and low not in self.sets["collective"] and self.doc[k].dep_ in ("compound", "nmod", "amod"):
                    k += 1
                    last = k
                    continue
                return k
            if tag in _NOUN or (self.doc[k].is_upper and len(low) > 1):  # "30 IS militants": a name that looks like a verb
                last = k
            elif (
                (tag == "VBN" or (tag == "VBD" and k == j and self.doc[k].dep_ == "amod"))
                and k + 1 < self.n
                and self.tag(k + 1) in (*INSIDE, "VBN")
                and (low not in ("killed", "wounded", "injured") or self.tag(k - 1) == "RB")
            ):
                pass  # "12 displaced families"
            elif (
                tag not in INSIDE
                and not (tag == "RB" and self.tag(k + 1) in ("JJ", "VBN"))
                and not (
                    tag == "CC"
                    and self.tag(k - 1) in ("JJ", "NNP", "NN")
                    and self.tag(k + 1) in ("JJ", "NNP", "NN")
                    and self.plural_run(k + 1)
                )
                and not (tag == "," and self.tag(k - 1) == "JJ" and self.tag(k + 1) == "JJ" and self.plural_run(k + 1))
            ) or tag == "CD":
                break
            k += 1
        return last if last is not None and (self.tag(last) == "NN" or single) and last - j < 3 else None


@cache
def _makes() -> frozenset[str]:
    """Return the plural names of makes of munitions."""
    return frozenset(w for w in cues.load("munitions")["nouns"]["brands"] if w.endswith("s"))
