"""Which count goes with which word: who was killed, who was wounded.

Grammar over words, tags and the order of noun phrases; the parse is asked last, since parses of news text that lost its commas
often err. See `Roles`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from claims import cues, subjects
from claims.quantities import Mention
from claims.triggers import Trigger

if TYPE_CHECKING:
    from spacy.tokens import Doc

_NP = ("NN", "NNS", "NNP", "NNPS", "JJ", "JJR", "JJS", "DT", "POS", "PRP$", "CD", "HYPH", "FW", "AFX", "PDT")
_NOUN = ("NN", "NNS", "NNP", "NNPS", "FW")
_LINK = frozenset(("and", ",", "or", "plus", "&", "/"))
_LINKS = (
    ("as", "well", "as"),
    ("along", "with"),
    ("in", "addition", "to"),
    ("together", "with"),
    ("with",),
    ("alongside",),
    ("but", "also"),
    ("apart", "from"),
)
_RELATIVE = frozenset(("who", "which", "that", "whom"))
_SUBORDINATE = frozenset(("after", "before", "since", "as", "until", "while", "because", "when", "that", "with"))
_QUOTES = frozenset(("''", "``", '"', "“", "”", "'", "‘", "’", "(", ")", "-LRB-", "-RRB-", "[", "]"))
_TIMES = frozenset(
    [
        "monday",
        "tuesday",
        "wednesday",
        "thursday",
        "friday",
        "saturday",
        "sunday",
        "today",
        "yesterday",
        "overnight",
        "tonight",
        "morning",
        "evening",
        "night",
        "afternoon",
        "dawn",
    ]
)


_INSIDE, _GROUP, _ITSELF = "own adjective", "of the group", "counted itself"


@cache
def words(name: str) -> frozenset[str]:
    """Return one word list of the table [grammar] of cues/casualties.toml."""
    return frozenset(cues.load("casualties")["grammar"][name])


@dataclass(frozen=True, slots=True)
class Role:
    """A count with the trigger that gives it its measure.

    `part`: of another count or of a group in the sentence; `listed`: one of several that were counted side by side; `how` says by
    which rule, in words.
    """

    mention: int
    trigger: Trigger
    how: str
    part: bool = False
    listed: bool = False


class Roles:
    """The roles of the counts of one sentence: `Roles(doc, mentions, triggers).find()`."""

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
        for t in triggers:
            for i in range(t.start, t.end):
                if i not in self.trigger_at or t.how in ("verb", "die", "state"):
                    self.trigger_at[i] = t
        self.roles: dict[int, Role] = {}

    # -- small tests

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
            or self.low[i] in _QUOTES
            or self.low[i] in _TIMES
            or self.low[i] in words("be")
            or self.low[i] in words("have")
        )

    def links(self, i: int) -> int:
        """Return how many words at i join two noun phrases (", and", "as well as"), 0 for none."""
        j = i
        while self.word(j) in _LINK:
            j += 1
        for ws in _LINKS:
            if tuple(self.low[j : j + len(ws)]) == ws:
                return j + len(ws) - i
        return j - i

    # -- walks

    def left(self, p: int) -> list[int]:
        """Return the counts that are the subject of what begins after token p, first one first."""
        steps, first = 0, p
        while p >= 0 and steps < 40:
            steps += 1
            k = self.at[p]
            if k is not None:
                chain = self._chain_left(k)
                b = self.mentions[chain[0]].start - 1
                if self._pronoun(k) and p != first and not (self.mentions[k].end - 1 == p and self._verbal(p + 1)):
                    p = b  # "four workers, two of them nurses, were killed"
                    continue
                if not self.person[k]:
                    if self._preposition(b):
                        p = b - 1
                        continue
                    if self.tag[b] == "VBG" and b > 0:
                        p = b  # "members of a family spanning three generations were killed"
                        continue
                    return []
                if self.word(b) in words("part") and not (self.word(p + 1) in _RELATIVE and self.low[b] in ("among", "amongst")):
                    p = self._before_part(b)
                    continue
                adjacent = self.mentions[k].end - 1 == p and (p == first or self.word(p + 1) in _RELATIVE)
                if (
                    self._preposition(b)
                    and not self._collective(b)
                    and not (adjacent and (self.word(p + 1) in _RELATIVE or self.low[b] in _SUBORDINATE))
                ):
                    p = b - 1
                    continue
                return [c for c in chain if self.person[c]]
            low, tag = self.low[p], self.tag[p]
            if (
                low in _RELATIVE
                or self.idle(p)
                or low in (",", "-", "–", "—")
                or (low == "and" and p and self.tag[p + 1][:2] in ("VB", "RB", "MD"))
            ):
                if low == "and" and p and self.tag[p - 1][:2] in ("VB",):
                    return []
                p -= 1
            elif tag in _NP or (
                tag in ("VBN", "VBG")
                and p + 1 < self.n
                and self.tag[p + 1] in _NOUN
                and self.tag[p - 1] in ("DT", "IN", "CC", "JJ")
            ):
                q = p
                while q > 0 and self.tag[q - 1] in _NP and self.at[q - 1] is None and self.low[q - 1] not in words("part"):
                    q -= 1
                b = q - 1
                if b < 0:
                    return []
                if self.at[b] is not None and self.mentions[self.at[b] or 0].end == q:
                    if tag in ("NNP", "NNPS", "NN", "NNS", "JJ") and self.person[self.at[b] or 0]:
                        p = b  # "12 people Thursday", "three children Omar Sami"
                        continue
                    return []
                if self._preposition(b) or self.low[b] in words("part") or (self.low[b] in _LINK and b > 0):
                    p = b - 1
                elif self.tag[b][:2] == "VB" or self.low[b] in _RELATIVE:
                    p = b
                else:
                    return []
            elif tag in ("IN", "TO", "RP"):
                p -= 1
            elif tag[:2] == "VB":
                p = self._over_clause(p)
                if p < 0:
                    return []
            else:
                return []
        return []

    def _verbal(self, i: int) -> bool:
        return i < self.n and (self.tag[i][:2] in ("VB", "MD") or self.tag[i] == "RB")

    def _over_clause(self, p: int) -> int:
        """Return the token before the relative or participial clause that the verb at p is in, -1 where there is none."""
        if self.tag[p] in ("VBG", "VBN") and p and self.at[p - 1] is not None:
            return p - 1
        for r in range(p, max(p - 14, 0), -1):
            if self.low[r] in _RELATIVE:
                before = r - 2 if self.low[r - 1] == "," else r - 1
                noun = before >= 0 and self.tag[before] in _NOUN and self.tag[r] != "IN"  # "reported Friday that ..."
                return before if before >= 0 and (self.at[before] is not None or noun) else -1
            if self.low[r] in (";", ":", "."):
                return -1
        return -1

    def _preposition(self, b: int) -> bool:
        return b >= 0 and self.low[b] in words("prepositions") and self.tag[b] in ("IN", "TO", "RP", "VBG", "CC", "RB")

    def _collective(self, b: int) -> bool:
        """Whether "of" at b only says of what a group is made: "a family of five", "a group of 12 people"."""
        return (
            self.low[b] == "of"
            and b > 0
            and self.low[b - 1]
            in (
                "family",
                "families",
                "group",
                "groups",
                "total",
                "crew",
                "team",
                "convoy",
                "crowd",
                "number",
                "party",
                "couple",
                "gang",
                "cell",
                "toll",
            )
        )

    def _before_part(self, b: int) -> int:
        while b > 0 and (self.low[b - 1] in (",", "and", "them", "those") or self.low[b] == "them"):
            b -= 1
        return b - 1

    def _chain_left(self, k: int, wide: bool = True) -> list[int]:
        """Return the counts joined to count k on its left, and k: "two soldiers and three civilians"."""
        chain = [k]
        while True:
            s = self.mentions[chain[0]].start
            q = s
            while q > 0 and self.word(q - 1) in _LINK:
                q -= 1
            if q == s and wide:
                for ws in _LINKS:
                    if tuple(self.low[s - len(ws) : s]) == ws:
                        q = s - len(ws)
                if q < s and self.word(q - 1) == ",":
                    q -= 1
            if q < s and q > 0 and self.at[q - 1] is None:
                q = self._before_of(q)
            prev = self.at[q - 1] if q > 0 else None
            if prev is None or prev in chain or not self.person[prev] or self.mentions[prev].end != q or self._pronoun(chain[0]):
                return chain
            if q == s and (self.mentions[prev].bare or not self._same_list(prev, chain[0])):
                return chain
            if self.word(self.mentions[prev].start - 1) in words("part"):
                return [prev, *chain]
            chain.insert(0, prev)

    def _before_of(self, q: int) -> int:
        """Return the token after the noun that an "of" phrase before token q belongs to, or q: "20 members of the army and ..." """
        i = q - 1
        while i > 0 and self.tag[i] in _NP and self.at[i] is None:
            i -= 1
        return i if i > 0 and self.low[i] in ("of", "from") and self.at[i - 1] is not None and i < q - 1 else q

    def _pronoun(self, k: int) -> bool:
        """Whether count k is of a pronoun: "two of them", "five of whom"."""
        return self.tag[self.mentions[k].head] in ("PRP", "WP", "WDT", "DT")

    def _same_list(self, a: int, b: int) -> bool:
        return not self.mentions[a].bare and not self.mentions[b].bare and self.strict_person(a) and self.strict_person(b)

    def right(self, p: int) -> list[int]:
        """Return the counts that are the object of what ends before token p."""
        out: list[int] = []
        gap = 0
        while p < self.n:
            k = self.at[p]
            if k is not None:
                if not self.person[k] or (out and self._own(k)):
                    return out
                if not out and self._own(k):
                    return out
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
                    if n < 2 or self.low[p] in _LINK:
                        return out
                    p += n
                gap = 0
                continue
            low, tag = self.low[p], self.tag[p]
            if self.trigger_at.get(p) and (self.trigger_at[p].how in ("verb", "die", "toll", "act") or self.word(p + 1) == "of"):
                return out
            if tag in _NP or low == "her" or (tag in ("VBN", "VBG") and p + 1 < self.n and self.tag[p + 1] in _NOUN):
                p += 1
            elif (n := self.links(p)) and gap < 14:
                if self.tag[min(p + n, self.n - 1)][:2] in ("VB", "MD", "PRP"):
                    return out
                p += n
            elif tag in ("RB", "RBR", "PDT", "EX") or low in _QUOTES or low in ("of",):
                if low == "of" and not (p and self.tag[p - 1] in _NOUN):
                    return out
                p += 1
            else:
                return out
            gap += 1
            if gap > 16:
                return out
        return out

    def _over_pp(self, p: int) -> int:
        """Return the token after a prepositional phrase at p ("three persons from the staff in addition to five patients")."""
        if p < self.n and self.low[p] in ("from", "of", "in", "at"):
            p += 1
            while p < self.n and self.tag[p] in _NP and self.at[p] is None:
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

    def _object_follows(self, p: int) -> bool:
        """Whether a noun phrase follows at once, which makes a participle an active verb: "12 gunmen killed the mayor"."""
        while p < self.n and self.tag[p] in ("RB",):
            p += 1
        return p < self.n and (
            self.tag[p] in ("DT", "PRP$", "PRP") or (self.tag[p] in ("NNP", "NNS", "NN", "JJ") and self.low[p] not in _TIMES)
        )

    def _participle(self, t: Trigger) -> bool:
        w = self.low[t.start]
        return (
            w.endswith(("ed", "en", "ain", "nt"))
            or w in ("shot", "hurt", "held", "put")
            or (t.end - t.start > 1 and not w.endswith("ing"))
        )

    # -- reading

    def find(self) -> list[Role]:
        """Return the roles, in the order of the counts."""
        for t in self.triggers:
            if t.how in ("count", "state"):
                self._inside(t)
            elif t.how == "act":
                self._lives(t)
                self._cases(t)
        for t in self.triggers:
            if t.how == "state":
                self._leave(t)
        for k in range(len(self.mentions)):
            if k not in self.roles and self.person[k] and (t_ := self._after(k)) is not None and not self._pp_object(k):
                chain = self._chain_left(k, t_.start > self.mentions[k].end)
                self._give_chain(chain, t_, "before the word")
                self._along(t_)
        for t in self.triggers:
            if t.how == "toll":
                self._toll(t)
        for t in self.triggers:
            if t.how == "act" and not self._lives(t):
                self._act(t)
            elif t.how in ("verb", "combat"):
                self._verb(t)
            elif t.how in ("die", "state"):
                self._subject(t)
        self._hospital()
        self._groups()
        self._parts()
        self._gaps()
        return [self.roles[k] for k in sorted(self.roles)]

    def _pp_object(self, k: int) -> bool:
        """Whether count k hangs on a preposition and so is not the subject: "shelling of 12 villages killed"."""
        b = self.mentions[self._chain_left(k)[0]].start - 1
        t = self._after(k)
        end = self.mentions[k].end
        adjacent = t is not None and (t.start == end or (t.start == end + 1 and self.low[end] not in words("be")))
        if b >= 0 and self.low[b] in words("part"):
            return not (adjacent and (self.mentions[k].bare or self.low[b] != "including"))
        if not self._preposition(b) or self._collective(b):
            return False
        if self.low[b] in _SUBORDINATE:
            return False
        # "with 12 killed", "leaving to 15 wounded": the participle describes the count itself
        return not (
            adjacent and self.low[b] in ("with", "to", "of", "at", "by", "after", "as", "from", "for", "in", "between", "than")
        )

    def _give(self, k: int, t: Trigger, how: str, part: bool = False, listed: bool = False) -> None:
        if k not in self.roles:
            self.roles[k] = Role(k, t, how, part, listed)

    def _give_chain(self, chain: Sequence[int], t: Trigger, how: str) -> None:
        chain = [k for k in chain if self.person[k] and self._suits(t, k)]
        for k in chain:
            old = self.roles.get(k)
            if (
                old
                and old.how in (_INSIDE, _GROUP, _ITSELF)
                and t.measure == "killed" != old.trigger.measure
                and how == "subject"
            ):
                del self.roles[k]  # "two of the wounded died"
            if k not in self.roles:
                m = self.mentions[k]
                part = m.partitive and self.low[m.head] in ("them", "whom", *words("groups"))
                self._give(k, t, how, part, len(chain) > 1)

    def _suits(self, t: Trigger, k: int) -> bool:
        """Whether the trigger can be about the count: "destroyed 40" says nothing, "destroyed 40 militants" does."""
        if t.how == "combat":
            m = self.mentions[k]
            fighters = subjects.classify(self.doc, m.start, m.head)[0] in ("militants", "soldiers")
            kin = self.low[t.start].startswith("los") and bool({self.low[m.head], self.low[m.head - 1]} & words("kin"))
            return not m.bare and (fighters or kin)
        loose = (
            t.measure in ("killed", "injured", "casualties") and t.how != "die" and not (t.how == "state" and t.end - t.start > 1)
        )
        return loose or self.strict_person(k)

    def _inside(self, t: Trigger) -> None:
        """A count whose own noun or adjective is the trigger: "12 deaths", "five wounded soldiers", "three of the dead"."""
        k = self.at[t.start]
        if k is None:
            return
        m = self.mentions[k]
        if m.more and "than" in self.low[m.end : m.end + 6]:
            return  # "many more deaths than"
        if t.how == "count" and t.start == m.head:
            if self.low[m.head] in ("bodies", "body", "remains") and self.word(m.head - 1) in (
                "governing",
                "legislative",
                "international",
                "state",
            ):
                return
            part = m.partitive and self.low[m.head] in words("groups") and self.low[m.head] not in ("bodies", "deaths")
            self._give(k, self._both(t), _ITSELF, part)
        elif t.how == "state" and t.start == m.head and m.partitive:
            self._give(k, t, _GROUP, True)
        elif t.how == "state" and m.number < t.start < m.head:
            self._give(k, t, _INSIDE)

    def _both(self, t: Trigger) -> Trigger:
        """Return the trigger of "deaths and injuries", which counts dead and wounded together, or `t` itself."""
        after = self.trigger_at.get(t.end + 1)
        if after is None or self.word(t.end) not in ("and", "or") or self.at[t.end + 1] is not None:
            return t
        together = after.how in ("count", "act", "state") and {t.measure, after.measure} == {"killed", "injured"}
        return Trigger(t.start, after.end, "casualties", "count") if together else t

    def _leave(self, t: Trigger) -> None:
        """ "Left 23 people - nine of them children - and 16 fighters dead": all counts between the verb and its state."""
        if any(r.trigger.start == t.start for r in self.roles.values()):
            return
        for v in range(t.start - 1, max(t.start - 16, -1), -1):
            if self.low[v] in words("leave"):
                found = self.right(v + 1)
                rest = [k for k in range(len(self.mentions)) if found and found[0] < k and v < self.mentions[k].start < t.start]
                chain = [k for k in (*found, *rest) if not self.partial(k)]
                self._give_chain(list(dict.fromkeys(chain)), t, "left so")
                return
            if (self.tag[v][:2] in ("VB", "MD") and self.low[v] not in words("part")) or self.low[v] in (";", ":"):
                return

    def _toll(self, t: Trigger) -> None:
        """ "The death toll has risen to 58", "put the toll at 31", "a toll of 36 dead"."""
        self._toll_before(t)
        before, at = words("toll_before"), t.end
        taken = 0
        for p in range(t.end, min(t.end + 28, self.n)):
            if self.low[p] in (";", "while", "but") or (
                self.trigger_at.get(p) and self.trigger_at[p].how == "verb" and p > at + 3
            ):
                break
            k = self.at[p]
            if (
                k is None
                or self.mentions[k].start != p
                or not self.person[k]
                or self.low[self.mentions[k].number] in ("a", "an", "another")
            ):
                continue
            b = self.word(p - 1)
            if k in self.roles and self.roles[k].trigger.how not in ("state", "count", "act"):
                continue
            if b in before or p == t.end or (b == "people" and not taken):
                self.roles.pop(k, None)
                self._give(k, t, "figure of the toll")
                taken += 1
                if b != "from":
                    break

    def _toll_before(self, t: Trigger) -> None:
        """ "Bringing to 45 the number killed", "updated to 18 its toll"."""
        for p in range(t.start - 1, max(t.start - 4, -1), -1):
            k = self.at[p]
            if k is not None:
                if self.word(self.mentions[k].start - 1) == "to" and self.person[k]:
                    self._give(k, t, "figure of the toll")
                return

    def _act(self, t: Trigger) -> None:
        """ "The death of three", "claimed the lives of ten civilians"."""
        if self.word(t.end) != "of" or self.at[t.start] is not None:
            return
        if self.low[t.start] in ("lives", "life", "loss") and not any(
            self.word(t.start - i) in words("take") for i in (1, 2, 3, 4)
        ):
            return
        self._give_chain(self.right(t.end + 1), t, "after the noun")

    def _hospital(self) -> None:
        """ "Sent six people to hospital", "took three men with wounds to the clinic"."""
        for k, m in enumerate(self.mentions):
            if k in self.roles or not self.person[k] or not {self.word(m.start - 1), self.word(m.start - 2)} & words("carry"):
                continue
            for j in range(m.end, min(m.end + 12, self.n)):
                if self.low[j] in words("hospitals") and "to" in self.low[m.end : j]:
                    v = m.start - 1 if self.word(m.start - 1) in words("carry") else m.start - 2
                    self._give(k, Trigger(v, v + 1, "injured", "verb"), "taken to hospital")
                if self.low[j] in (";", "and") or self.tag[j] == "VBD":
                    break

    def _cases(self, t: Trigger) -> None:
        """ "35 cases of suffocation"."""
        k = self.at[t.start - 2] if t.start > 1 and self.low[t.start - 1] == "of" else None
        if k is not None and self.low[self.mentions[k].head] in ("cases", "case", "acts"):
            self._give(k, t, "cases of it")

    def _along(self, t: Trigger) -> None:
        """ "22 children had been killed along with six teachers": counts joined after the verb."""
        n = self.links(t.end)
        p = t.end + n
        while n > 1 and p < self.n and self.tag[p] in ("PRP$", "DT") and self.at[p] is None:
            p += 1
        if (
            p < self.n
            and self.at[p] is not None
            and ((n > 1 and self.low[t.end] not in _LINK) or self.word(t.end) == "alongside")
        ):
            more = self.right(p)
            self._give_chain([k for k in more if self._suits(t, k)], t, "beside the subject")

    def _lives(self, t: Trigger) -> bool:
        """ "Claimed 17 lives", "12 lives were lost"."""
        k = self.at[t.start]
        if k is None or self.low[t.start] not in ("lives", "life"):
            return False
        m = self.mentions[k]
        near = [self.word(i) for i in (*range(m.start - 4, m.start), *range(m.end, m.end + 4))]
        if any(w in words("take") for w in near):
            self._give(k, t, "lives taken")
        return True

    def _verb(self, t: Trigger) -> None:
        w = self.low[t.start]
        if self._participle(t):
            voice, p = self._helper(t.start - 1)
            if voice == "passive":
                self._give_subject(t, p)
                return
            found = self.right(t.end)
            if found:
                self._give_chain(found, t, "object")
            elif voice == "" and self._reduced(t):
                self._give_subject(t, t.start - 1)
            return
        if self.word(t.end) == "of" and w.endswith("ing"):
            self._give_chain(self.right(t.end + 1), t, "after the noun")
            return
        self._give_chain(self.right(t.end), t, "object")

    def _reduced(self, t: Trigger) -> bool:
        token = self.doc[t.start]
        return (
            token.tag_ == "VBN"
            and token.dep_ in ("acl", "ROOT", "conj", "relcl", "advcl", "ccomp")
            and not self._object_follows(t.end)
        )

    def _helper(self, p: int) -> tuple[str, int]:
        """Return ("passive" | "active" | "", token before the helper verbs) for a participle whose previous token is p."""
        voice = ""
        while p >= 0 and (self.idle(p) or self.low[p] in words("unreal") or (self.low[p] == "," and voice == "")):
            if self.low[p] in _TIMES and voice == "" and self.tag[p - 1] != "RB" and self.low[p - 1] not in words("be"):
                break
            if self.low[p] in words("be") and self.low[p] not in ("feared", "lay", "lie", "lies") and not voice:
                voice = "passive"
            elif self.low[p] in words("have") and not voice:
                voice = "active"
            p -= 1
        return voice, p

    def _give_subject(self, t: Trigger, p: int) -> None:
        chain = self.left(p)
        self._along(t)
        if chain:
            self._give_chain(chain, t, "subject")
        else:
            self._by_parse(t)

    def _by_parse(self, t: Trigger) -> None:
        """Ask the parse for the subject where the order of words did not tell."""
        for i in range(t.start, t.end):
            for child in self.doc[i].children:
                k = self.at[child.i]
                if (
                    child.dep_ in ("nsubjpass", "nsubj")
                    and child.i < t.start
                    and k is not None
                    and self.mentions[k].head == child.i
                ):
                    if self.person[k] and self.word(self.mentions[k].start - 1) not in words("part"):
                        self._give_chain(self._chain_left(k), t, "subject by the parse")
                    return

    def _subject(self, t: Trigger) -> None:
        if any(r.trigger == t for r in self.roles.values()):
            return
        if self.at[t.start] is not None and t.how == "state":
            return
        if t.how == "state":
            voice, p = self._helper(t.start - 1)
            if voice != "passive" and not any(self.word(t.start - i) in ("in", "left") for i in (0, 1)):
                return
        else:
            _, p = self._helper(t.start - 1)
        self._give_subject(t, p)

    def _groups(self) -> None:
        """ "Two nurses were among the dead", "the dead included four women", "among those killed were six children"."""
        for i in range(self.n):
            if self.low[i] in ("among", "amongst"):
                g = self._group(i + 1)
                if g is None:
                    continue
                t, end = g
                if self.word(end) in words("be"):
                    self._give_parts(self.right(end + 1), t)
                elif i > 0 and (before := self.at[i - 1]) is not None and self.person[before] and before not in self.roles:
                    self._give_parts([before], t)
                elif i > 0 and (self.low[i - 1] in words("be") or self.idle(i - 1) or self.tag[i - 1] == "VBN"):
                    _, p = self._helper(i - 2 if self.tag[i - 1] == "VBN" else i - 1)
                    self._give_parts(self.left(p), t)
            elif self.low[i] in ("included", "include", "includes", "including", "were", "are") and i > 0:
                whole = self._group_before(i - 1)
                if whole is not None:
                    self._give_parts(self.right(i + 1), whole)

        for k, m in enumerate(self.mentions):
            word = self.low[m.head]
            if (
                k not in self.roles
                and m.partitive
                and word in words("groups")
                and self.word(m.end) in ("were", "are", "was", "is")
            ):
                self.roles[k] = Role(k, Trigger(m.head, m.head + 1, "killed", "count"), _GROUP, True)

    def _give_parts(self, chain: Sequence[int], t: Trigger) -> None:
        for k in chain:
            if self.person[k]:
                old = self.roles.get(k)
                if old is None or old.trigger.start == t.start:
                    self.roles[k] = Role(k, t, _GROUP, True)

    def _group(self, i: int) -> tuple[Trigger, int] | None:
        """Return the trigger of a group named at i ("the dead", "those killed", "19 civilians killed") and the word after it."""
        for j in range(i, min(i + 9, self.n)):
            t = self.trigger_at.get(j)
            if t is not None and self.low[j] in words("groups"):
                return t, t.end
            if self.low[j] in ("victims", "casualties", "fatalities"):
                return Trigger(j, j + 1, "killed", "count"), j + 1
            k = self.at[j]
            if k is not None and k in self.roles:
                r = self.roles[k]
                return r.trigger, max(self.mentions[k].end, r.trigger.end)
            if self.tag[j] not in (*_NP, "RB", "IN", "JJS") and self.low[j] not in (
                "those",
                "been",
                "have",
                "were",
                "who",
                "people",
            ):
                return None
        return None

    def _group_before(self, p: int) -> Trigger | None:
        """Return the trigger of a group that ends at p: "the dead", "those killed in the raid", "the victims"."""
        for j in range(p, max(p - 8, -1), -1):
            t = self.trigger_at.get(j)
            if self.low[j] in words("groups") and j > 0 and self.low[j - 1] in ("the", "those", "people", "civilians"):
                return t or Trigger(j, j + 1, "killed", "count")
            if self.low[j] in (",", ";") or self.tag[j] in ("VBD", "VBZ", "VBP"):
                return None
        return None

    def _parts(self) -> None:
        """Counts of a part take the measure of their whole: "including 11 children", "two of them women"."""
        for k in range(len(self.mentions)):
            if k in self.roles or not self.partial(k):
                continue
            whole = self._whole(k)
            if whole is not None:
                self.roles[k] = Role(k, whole.trigger, "part of the count before it", True)

    def partial(self, k: int) -> bool:
        """Whether count k is said to be a part of another one: "including 11 children", "two of them", "12 of whom"."""
        m = self.mentions[k]
        pronoun = m.partitive and self.low[m.head] in ("them", "whom", "those", "these")
        them = self.word(m.end) in ("of", "among") and self.word(m.end + 1) in ("them", "whom")
        return self.person[k] and (pronoun or them or self._lead(k))

    def _lead(self, k: int) -> bool:
        """Whether count k, or the list that it ends, follows "including", "among them"."""
        first = self._chain_left(k)[0]
        i = self.mentions[first].start - 1
        while i >= 0 and (
            self.low[i] in ("them", "whom", "which", "also", "were", "are", ":", ",", "those", "at", "was")
            or self.low[i] in _QUOTES
        ):
            if self.low[i] == "," and self.low[i - 1] not in ("them", "whom", "including"):
                break
            i -= 1
        if i >= 0 and self.low[i] in words("part") and self.low[i] not in ("mostly", "especially"):
            return True
        # "including women and 11 children", "including a nurse a driver and two soldiers"
        j = i
        while (
            j >= 0
            and i - j < 9
            and self.low[j] != "the"
            and (self.tag[j] in _NP or self.low[j] in _LINK or self.at[j] is not None)
        ):
            j -= 1
        return (
            j >= 0
            and self.low[j] in ("including", "included", "includes", "among")
            and (self.low[i] in _LINK or self.at[i] is not None)
        )

    def _whole(self, k: int) -> Role | None:
        """Return the role of the nearest count before k that is no part, else of the nearest after it."""
        best = None
        for j in sorted(self.roles):
            r = self.roles[j]
            if j < k and (not r.part or best is None) and not (best is not None and self.mentions[j].quantity.low == 0):
                best = r
        return best

    def _gaps(self) -> None:
        """Lists that say the measure once: "three were killed in X and two in Y", "150 bodies in X, 100 in Y"."""
        for k, m in enumerate(self.mentions):
            if k in self.roles or not self.person[k] or not (m.bare or self.low[m.head] == "others"):
                continue
            if self.word(m.end) not in ("in", "at", "near", "from", "on", "outside"):
                continue
            before = [j for j in self.roles if j < k and not self.roles[j].part]
            if not before:
                continue
            last = self.roles[max(before)]
            end = max(last.trigger.end, self.mentions[last.mention].end)
            if m.start < end or m.start - end > 12:
                continue
            between = range(end, m.start)
            if all(self.tag[i] in (*_NP, "IN", "CC", ",", "RB", "TO", "VBD", "VBN") for i in between) and self.word(
                m.start - 1
            ) not in words("prepositions"):
                self.roles[k] = Role(k, last.trigger, "same as the count before it", last.part, True)
                self.roles[last.mention] = Role(last.mention, last.trigger, last.how, last.part, True)
