"""Walks over the words of a sentence that bring a count and a verb together, where a parse cannot be relied on.

News text that lost its commas is often parsed wrongly; the order of noun phrases, prepositions and helper verbs is what is left of
its grammar. `Walks.left` finds the subject of a verb, `Walks.right` its object, `Walks.after` the word that a count stands before.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from claims import asides, subjects
from claims.quantities import Mention
from claims.triggers import Trigger, words

if TYPE_CHECKING:
    from claims.tree import Doc

NP = ("NN", "NNS", "NNP", "NNPS", "JJ", "JJR", "JJS", "DT", "POS", "PRP$", "CD", "HYPH", "FW", "AFX", "PDT")
NOUN = ("NN", "NNS", "NNP", "NNPS", "FW")
LINK = frozenset(("and", ",", "or", "plus", "&", "/"))
LINKS = (
    ("as", "well", "as"),
    ("along", "with"),
    ("in", "addition", "to"),
    ("together", "with"),
    ("with",),
    ("alongside",),
    ("but", "also"),
    ("apart", "from"),
)
RELATIVE = frozenset(("who", "which", "that", "whom"))
SAYING = frozenset(("said", "reported", "says", "reports", "told", "tells", "confirmed"))
SUBORDINATE = frozenset(("after", "before", "since", "as", "until", "while", "because", "when", "that", "with"))
QUOTES = frozenset(("''", "``", '"', "“", "”", "'", "‘", "’", "(", ")", "-LRB-", "-RRB-", "[", "]"))
_AGES = frozenset(("aged", "ages", "age", "ranging", "in", "from", "between", "to", "and", "as", "young", "old"))


class Walks:
    """One sentence with its counts and triggers."""

    def __init__(self, doc: Doc, mentions: Sequence[Mention], triggers: Sequence[Trigger]) -> None:
        self.doc, self.mentions, self.triggers = doc, mentions, triggers
        self.n = len(doc)
        self.low = [t.lower_ for t in doc]
        self.tag = [t.tag_ for t in doc]
        self.at: list[int | None] = [None] * self.n
        for k, m in enumerate(mentions):
            for i in range(m.start, m.end):
                self.at[i] = k
        self.person = [self._person(m) for m in mentions]
        self.trigger_at: dict[int, Trigger] = {}
        self.verbs = {t.start for t in triggers if t.how == "verb"}
        for t in triggers:
            for i in range(t.start, t.end):
                if i not in self.trigger_at or t.how in ("verb", "die", "state"):
                    self.trigger_at[i] = t

    def word(self, i: int) -> str:
        return self.low[i] if 0 <= i < self.n else ""

    def _person(self, m: Mention) -> bool:
        if m.bare:
            return True
        if self.tag[m.head] in ("PRP", "WP", "DT", "WDT") or self.low[m.head] == "others":
            return True
        return subjects.person(self.doc, m.head)

    def strict_person(self, k: int) -> bool:
        m = self.mentions[k]
        return (
            m.bare
            or self.tag[m.head] in ("PRP", "WP", "DT")
            or self.low[m.head] == "others"
            or subjects.person(self.doc, m.head, True)
        )

    def idle(self, i: int) -> bool:
        """Whether the word at i may stand between a count and its verb without changing anything."""
        return (
            self.low[i] in words("between")
            or self.tag[i] in ("RB", "RBR")
            or self.low[i] in QUOTES
            or self.low[i] in words("times")
            or self.low[i] in words("be")
            or self.low[i] in words("have")
        )

    def links(self, i: int) -> int:
        """Return how many words at i join two noun phrases (", and", "as well as"), 0 for none."""
        j = i
        while self.word(j) in LINK:
            j += 1
        for ws in LINKS:
            if tuple(self.low[j : j + len(ws)]) == ws:
                return j + len(ws) - i
        return j - i

    def left(self, p: int) -> list[int]:
        """Return the counts that are the subject of what begins after token p, first one first."""
        steps, first = 0, p
        while p >= 0 and steps < 40:
            steps += 1
            k = self.at[p]
            if k is not None:
                chain = self._chain_left(k)
                b = self.mentions[chain[0]].start - 1
                while b > 0 and self.tag[b] == "PRP$":
                    b -= 1  # "a mother with her five children"
                named = self._told_who(k)
                own = self.mentions[k].end - 1 == p and self._verbal(p + 1) and all(self.idle(i) for i in range(p + 1, first + 1))
                if self._aside(k) or (self._pronoun(k) and p != first and not named and not own):
                    p = b  # "four workers, two of them nurses, were killed", "nine people, almost all women, were killed"
                    continue
                if b > 0 and self.low[b] in words("be") and self.word(first) == ",":
                    p = b  # "five children, of whom one was an infant, were killed"
                    continue
                if not self.person[k]:
                    if self._preposition(b):
                        p = b - 1
                        continue
                    if self.tag[b] == "VBG" and b > 0:
                        p = b  # "members of a family spanning three generations were killed"
                        continue
                    return []
                if self.word(b) in (*words("part"), "them", "whom") and not (
                    self.word(p + 1) in RELATIVE and self.low[b] in ("among", "amongst")
                ):
                    p = self._before_part(b)
                    continue
                if tuple(self.low[b - 1 : b + 1]) in LINKS:  # "the teacher, along with his three children, was killed"
                    return [*self.left(b - 2), *(c for c in chain if self.person[c])]
                who = self.low[first] in ("who", "whom") or self.word(first + 1) in ("who", "whom")
                adjacent = self.mentions[k].end - 1 == p and (p == first or self.word(p + 1) in RELATIVE)
                if (
                    self._preposition(b)
                    and not self._collective(b)
                    and not (adjacent and (self.word(p + 1) in RELATIVE or self.low[b] in SUBORDINATE))
                    and not (who and self.low[b] == "of")
                ):
                    p = b - 1
                    continue
                return [c for c in chain if self.person[c]]
            low, tag = self.low[p], self.tag[p]
            if (
                low in RELATIVE
                or self.idle(p)
                or low in (",", "-", "–", "—")
                or (low == "and" and p and self.tag[p + 1][:2] in ("VB", "RB", "MD"))
            ):
                if low == "and" and p and self.tag[p - 1][:2] in ("VB",):
                    return []
                p -= 1
            elif tag in NP or (
                tag in ("VBN", "VBG")
                and p + 1 < self.n
                and self.tag[p + 1] in NOUN
                and self.tag[p - 1] in ("DT", "IN", "CC", "JJ")
            ):
                q = p
                while q > 0 and self.tag[q - 1] in NP and self.at[q - 1] is None and self.low[q - 1] not in words("part"):
                    q -= 1
                b = q - 1
                if b < 0:
                    return []
                if self.at[b] is not None and self.mentions[self.at[b] or 0].end == q:
                    if tag in ("NNP", "NNPS", "NN", "NNS", "JJ") and self.person[self.at[b] or 0]:
                        p = b  # "12 people Thursday", "three children Omar Sami"
                        continue
                    return []
                if self._preposition(b) or self.low[b] in words("part") or (self.low[b] in LINK and b > 0):
                    p = b - 1
                elif tag in ("NNP", "NNPS") and self.low[b] in SAYING and self.tag[b] in ("VBD", "VBZ", "VBP"):
                    return []  # "a reporter said Omar Saleh died"
                elif self.tag[b][:2] == "VB" or self.low[b] in RELATIVE:
                    p = b
                else:
                    return []
            elif tag in ("IN", "TO", "RP"):
                p -= 1
            elif low in ("aged", "ranging"):
                p -= 1  # "a teacher and her two sons, aged 6 and 9, were killed"
            elif tag[:2] == "VB":
                p = self._over_clause(p)
                if p < 0:
                    return []
            else:
                return []
        return []

    def _told_who(self, k: int) -> bool:
        """Whether an apposition says who count k is: "one of them, Omar Saleh, died", "one of them, a 60-year-old, was hurt"."""
        i = self.mentions[k].end
        if self.word(i) != "," or i + 1 >= self.n:
            return False
        one = self.mentions[k].quantity.low == self.mentions[k].quantity.high == 1
        return self.tag[i + 1] == "NNP" or (one and (self.low[i + 1] in ("a", "an") or self.low[i + 1].isdigit()))

    def _aside(self, k: int) -> bool:
        """Whether count k only says who those before it were: "nine people, almost all women"."""
        b = self.mentions[k].start
        every = self.mentions[k].quantity.vague == "all" or (self.low[b] == "both" and self.mentions[k].end > b + 1)
        return every and bool(set(self.low[max(0, b - 2) : b]) & {",", "-", "–", "—"})

    def _said_of(self, k: int) -> int:
        """Return the count that the aside k is said of: "six" in "six people, all members of one family", k itself for no aside."""
        before = self.at[self.mentions[k].start - 2] if self._aside(k) and self.mentions[k].start > 1 else None
        return k if before is None or before == k else before

    def _verbal(self, i: int) -> bool:
        return i < self.n and (self.tag[i][:2] in ("VB", "MD") or self.tag[i] == "RB")

    def _over_clause(self, p: int) -> int:
        """Return the token before the relative or participial clause that the verb at p is in, -1 where there is none."""
        if (
            self.tag[p] in ("VBG", "VBN")
            and p
            and (self.at[p - 1] is not None or (self.tag[p] == "VBG" and self.tag[p - 1] in NOUN))
        ):
            return p - 1  # "two members of the crew working on deck were hurt"
        if self.tag[p] == "VBG" and p > 1 and self.low[p - 1] == "," and self.tag[p - 2] in NOUN:
            return p - 2  # "members of a family, living in one house, who were killed"
        for r in range(p, max(p - 14, 0), -1):
            if self.low[r] in RELATIVE:
                before = r - 2 if self.low[r - 1] == "," else r - 1
                noun = before >= 0 and self.tag[before] in NOUN and self.tag[r] != "IN"  # "reported Friday that ..."
                return before if before >= 0 and (self.at[before] is not None or noun) else -1
            if self.low[r] in (";", ":", "."):
                return -1
        return -1

    def _preposition(self, b: int) -> bool:
        return b >= 0 and self.low[b] in words("prepositions") and self.tag[b] in ("IN", "TO", "RP", "VBG", "CC", "RB")

    def _collective(self, b: int) -> bool:
        """Whether "of" at b only says of what a group is made: "a family of five", "a group of 12 people"."""
        return self.low[b] == "of" and b > 0 and self.low[b - 1] in words("made_of")

    def _before_part(self, b: int) -> int:
        while b > 0 and (self.low[b - 1] in (",", "and", "them", "those") or self.low[b] == "them"):
            b -= 1
        return b - 1

    def _chain_left(self, k: int, wide: bool = True) -> list[int]:
        """Return the counts joined to count k on its left, and k: "two soldiers and three civilians"."""
        chain = [k]
        while True:
            s = self.mentions[chain[0]].start
            while s > 0 and self.tag[s - 1] == "PRP$":
                s -= 1  # "a mother and her two daughters"
            q = s
            while q > 0 and self.word(q - 1) in LINK:
                q -= 1
            if q == s and wide:
                for ws in LINKS:
                    if tuple(self.low[s - len(ws) : s]) == ws:
                        q = s - len(ws)
                if q < s and self.word(q - 1) == ",":
                    q -= 1
            if q < s and q > 0 and self.at[q - 1] is None:
                q = self._before_kin(self._before_age(self._before_of(q)))
            prev = self.at[q - 1] if q > 0 else None
            if prev is None or prev in chain or not self.person[prev] or self.mentions[prev].end != q or self._pronoun(chain[0]):
                return chain
            if self._aside(chain[0]):
                return chain
            if q == s and (self.mentions[prev].bare or not self._same_list(prev, chain[0])):
                return chain
            if self.word(self.mentions[prev].start - 1) in words("part"):
                return [prev, *chain]
            chain.insert(0, prev)

    def _before_kin(self, q: int) -> int:
        """Return the token after the count that a relative named before token q belongs to, or q: "a couple, their baby and a guest"."""
        i = q - 1
        if i < 2 or self.tag[i] != "NN" or not subjects.individual(self.doc, i):
            return q
        while i > 1 and self.tag[i] in NP and self.tag[i] != "PRP$":
            i -= 1
        j = i
        while j > 0 and self.low[j - 1] in LINK:
            j -= 1
        return j if self.tag[i] == "PRP$" and 0 < j < i and self.at[j - 1] is not None else q

    def _before_age(self, q: int) -> int:
        """Return the token after the noun that an age before token q is told of, or q: "a man, 45, and ...", "a man, aged 45, and ..." """
        i = q - 1
        if i < 1 or self.tag[i] != "CD":
            return q
        while i > 1 and self.low[i - 1] != "," and (self.tag[i - 1] == "CD" or self.low[i - 1] in _AGES):
            i -= 1
        return i - 1 if i > 1 and self.low[i - 1] == "," and self.at[i - 2] is not None else q

    def _before_of(self, q: int) -> int:
        """Return the token after the noun that an "of" phrase before token q belongs to, or q: "20 members of the army and ..." """
        i = q - 1
        while i > 0 and self.tag[i] in NP and self.at[i] is None:
            i -= 1
        return i if i > 0 and self.low[i] == "of" and self.at[i - 1] is not None and i < q - 1 else q

    def _pronoun(self, k: int) -> bool:
        """Whether count k is of a pronoun: "two of them", "five of whom"."""
        return self.tag[self.mentions[k].head] in ("PRP", "WP", "WDT", "DT")

    def _same_list(self, a: int, b: int) -> bool:
        return not self.mentions[a].bare and not self.mentions[b].bare and self.strict_person(a) and self.strict_person(b)

    def _speaks(self, k: int) -> bool:
        """Whether count k is the one who says it: a verb of saying ends what is told of it, before any comma or "and"."""
        i = self.mentions[k].end
        one = self.mentions[k].quantity.high == 1
        ahead = range(i, min(i + 14, self.n) if one else min(i + 1, self.n))
        for j in ahead:
            if self.low[j] in (",", ";", "and", "who", "which") and (j > i or self.low[j] not in ("who", "which")):
                return False
            if self.low[j] in SAYING:
                return self.tag[j] in ("VBD", "VBZ", "VBN") and self.word(j - 1) not in words("be")
        return False

    def right(self, p: int) -> list[int]:
        """Return the counts that are the object of what ends before token p."""
        out: list[int] = []
        gap = 0
        while p < self.n:
            k = self.at[p]
            if k is not None:
                if not out and (nxt := self._beside_cattle(k)):
                    p = nxt  # "killed 12 cattle and two shepherds"
                    continue
                if not self.person[k] or (out and (self._own(k) or self._pronoun(k))):
                    return out
                if not out and self._own(k):
                    return out
                if self.word(self.mentions[k].start - 1) == "," and self._speaks(k):
                    return out  # "killed 24 people, a doctor (at the hospital, who treated them) said"
                out.append(k)
                p = self.mentions[k].end
                n = self.links(p)
                if n:
                    p += n
                elif not (p < self.n and self.at[p] is not None and self._same_list(k, self.at[p] or 0)):
                    if p < self.n and self.tag[p] in ("NNP",) and not self._verb_near(p):
                        p = self._over_name(p)
                        if self.links(p):
                            p += self.links(p)
                            continue
                    p = self._over_pp(p)
                    n = self.links(p)
                    closes = len(out) > 1 and self.word(p) == "and" and p + 1 < self.n and self.at[p + 1] is not None
                    if (n < 2 or self.low[p] in LINK) and not closes:
                        return out  # else "745 civilians, 125 members of the forces and 148 militants"
                    p += n
                gap = 0
                continue
            low, tag = self.low[p], self.tag[p]
            if not out and low in ("himself", "herself", "themselves") and self.word(p + 1) == "and" and self._number_at(p + 2):
                p += 2  # "killed himself and 12 others"
                continue
            if p in self.verbs and p + 1 < self.n and self.at[p + 1] is not None and self.word(p - 1) in LINK:
                return out  # "killed 12 and injured 30", however "injured" is tagged
            if self.trigger_at.get(p) and (self.trigger_at[p].how in ("verb", "die", "toll", "act") or self.word(p + 1) == "of"):
                return out
            if tag in NP or low == "her" or (tag in ("VBN", "VBG") and p + 1 < self.n and self.tag[p + 1] in NOUN):
                p += 1
            elif (n := self.links(p)) and gap < 14:
                if self.tag[min(p + n, self.n - 1)][:2] in ("VB", "MD", "PRP"):
                    return out
                p += n
            elif tag in ("RB", "RBR", "PDT", "EX") or low in QUOTES or low in ("of",):
                if low == "of" and not (p and self.tag[p - 1] in NOUN):
                    return out
                p += 1
            else:
                return out
            gap += 1
            if gap > 16:
                return out
        return out

    def _number_at(self, i: int) -> bool:
        """Whether a count with a figure of more than one begins at token i."""
        k = self.at[i] if i < self.n else None
        return k is not None and self.mentions[k].start == i and (self.mentions[k].quantity.low or 0) > 1

    def _beside_cattle(self, k: int) -> int | None:
        """Return where a count of people begins that is joined to count k, which is of none; else None."""
        end = self.mentions[k].end
        p = end + self.links(end)
        nxt = self.at[p] if end < p < self.n else None
        return p if nxt is not None and not self.person[k] and self.strict_person(nxt) and not self._own(nxt) else None

    def _over_pp(self, p: int) -> int:
        """Return the token after a prepositional phrase at p ("three persons from the staff in addition to five patients")."""
        if p < self.n and self.low[p] in ("from", "of", "in", "at"):
            p += 1
            while p < self.n and self.tag[p] in NP and self.at[p] is None:
                p += 1
        return p

    def _verb_near(self, p: int) -> bool:
        j = self._over_name(p)
        return j < self.n and self.tag[j][:2] in ("VB", "MD")

    def _over_name(self, p: int) -> int:
        while p < self.n and self.tag[p] in ("NNP", "NNPS") and self.at[p] is None:
            p += 1
        return p

    def _own(self, k: int) -> bool:
        """Whether count k is taken by the word that follows it: "30 wounded", "18 were injured"."""
        t = self._after(k)
        return t is not None

    def _after(self, k: int) -> Trigger | None:
        """Return the participle, state or passive right after count k that k belongs to."""
        m = self.mentions[k]
        if self.word(m.end) in (")", "-rrb-") and self._in_brackets(m.end):
            return None  # "six people (two men, four women) were killed"
        j, helped = m.end, False
        while j < self.n and j < m.end + 5 and self.idle(j) and not (self.trigger_at.get(j) and self.low[j] != "found"):
            helped = helped or self.low[j] in words("be")
            if self.low[j] in ("said", "to", "reported"):
                if not helped and j > m.end:
                    return None
                if self.low[j] == "said" and not (helped and self.word(j + 1) in ("to", "dead", "killed")):
                    return None
            j += 1
        t = self.trigger_at.get(j)
        if t is None or not m.end <= t.start <= j or t.how not in ("verb", "state", "die"):
            return None
        if t.how in ("state", "die"):
            return t
        if not self._participle(t):
            return None
        if helped and self.word(m.start - 1) == "of" and self.word(m.start - 2) in words("bodies"):
            return None  # "the bodies of 13 people were brought to hospital"
        if helped:
            # "nobody's killed me": a clipped "has"
            return None if self.low[j - 1] in ("'s", "’s") and self._object_follows(t.end) else t
        if j > m.end and any(self.low[i] in words("have") for i in range(m.end, j)):
            return None
        nxt = self.at[t.end] if t.end < self.n else None
        if nxt is not None and self.person[nxt]:
            after = self._after(nxt)
            return t if after is not None else None
        free = self.word(m.start - 1) in ("of", "among")  # "of the 45 civilians killed the most were ..."
        return t if free or not self._object_follows(t.end) else None

    def _in_brackets(self, close: int) -> bool:
        """Whether the bracket that ends at token `close` stands right behind a count of people, of whom it tells more."""
        start = asides.opening(self.doc, close)
        k = self.at[start - 1] if start else None
        return k is not None and self.person[k] and not self.mentions[k].bare

    def _object_follows(self, p: int) -> bool:
        """Whether a noun phrase follows at once, which makes a participle an active verb: "12 gunmen killed the mayor"."""
        while p < self.n and self.tag[p] in ("RB",):
            p += 1
        return p < self.n and (
            self.tag[p] in ("DT", "PRP$", "PRP")
            or (self.tag[p] in ("NNP", "NNS", "NN", "JJ") and self.low[p] not in words("times"))
        )

    def _participle(self, t: Trigger) -> bool:
        w = self.low[t.start]
        return (
            w.endswith(("ed", "en", "ain", "nt"))
            or w in ("shot", "hurt", "held", "put")
            or (t.end - t.start > 1 and not w.endswith("ing"))
        )

    def _helper(self, p: int) -> tuple[str, int]:
        """Return ("passive" | "active" | "", token before the helper verbs) for a participle whose previous token is p."""
        voice = ""
        while p >= 0 and (self.idle(p) or self.low[p] in words("unreal") or (self.low[p] == "," and voice == "")):
            if self.low[p] in words("times") and voice == "" and self.tag[p - 1] != "RB" and self.low[p - 1] not in words("be"):
                break
            if self.low[p] in words("be") and self.low[p] not in ("feared", "lay", "lie", "lies") and not voice:
                voice = "passive"
            elif self.low[p] in words("have") and not voice:
                voice = "active"
            p -= 1
        return voice, p
