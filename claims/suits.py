"""Which counts a verb or noun of harm can be about: fighters who were destroyed, one's own who were lost or buried; and which of a list only say
more of another.
"""

from __future__ import annotations

from collections.abc import Sequence

from claims import subjects
from claims.quantities import Mention, figure
from claims.triggers import Trigger, words
from claims.walks import Walks

FINITE = ("VBD", "VBZ", "VBP", "MD")
MARTYRS = frozenset(("martyr", "martyrs"))


class Suits(Walks):
    """What the words of a sentence say of one count, or of a list of them, before any has a role."""

    def _says_who(self, k: int) -> bool:
        """Whether count k only says who the one before it is: "one of them, a 15-year-old boy, later died"."""
        b = self.at[self.mentions[k].start - 2] if self.mentions[k].start > 1 else None
        if b is None or b == k or self.word(self.mentions[k].start - 1) != "," or self.word(self.mentions[k].end) != ",":
            return False
        before, m = self.mentions[b], self.mentions[k]
        return before.partitive and before.end == m.start - 1 and figure(before.quantity) == figure(m.quantity) == 1

    def _from_families(self, k: int) -> bool:
        m = self.mentions[k]
        return self.low[m.head] in words("made_of") and self.low[m.start] == "from"

    def _households(self, k: int, chain: Sequence[int]) -> bool:
        """Whether count k is of the families whose people the next or the last one counts: "3,500 families, about 17,000 people"."""
        m = self.mentions[k]
        if self.low[m.head] not in ("families", "households"):
            return False
        for other in (j for j in chain if abs(j - k) == 1 and self.low[self.mentions[j].head] not in words("made_of")):
            first, last = sorted((k, other))
            between = self.low[self.mentions[first].end : self.mentions[last].start]
            if between and "and" not in between:
                return True
        return False

    def _told_of_some(self, k: int, t: Trigger) -> bool:
        """Whether the trigger only says of which people count k is a part: "nine of the passengers seized from the train are children",
        "nineteen of the people who died were civilians"."""
        end = self.mentions[k].end
        if self.word(end) in ("who", "whom", "that"):
            return end < t.start <= end + 4
        if t.start != end or self.tag[end] != "VBN":
            return False
        return any(self.tag[i] in FINITE for i in range(t.end, self.n))

    def _made_of_the_rest(self, chain: Sequence[int]) -> bool:
        """Whether the first of a list is the sum of the others: "six members of the family, four children and two women"."""
        figures = [self.mentions[k].quantity.low for k in chain]
        if not chain or self.low[self.mentions[chain[0]].head] in words("apart"):
            return False  # "six men, four women and two children": no woman is a man
        return len(chain) > 2 and None not in figures and figures[0] == sum(f or 0 for f in figures[1:])

    def _suits(self, t: Trigger, k: int) -> bool:
        """Whether the trigger can be about the count: "destroyed 40" says nothing, "destroyed 40 militants" does."""
        if t.measure == "injured" and self.low[self.mentions[k].head] in MARTYRS:
            return False  # "a martyr and 35 injured"
        if t.how == "combat":
            m = self.mentions[k]
            fighters = subjects.classify(self.doc, m.start, m.head)[0] in ("militants", "soldiers")
            kin = self.low[t.start].startswith("los") and bool({self.low[m.head], self.low[m.head - 1]} & words("kin"))
            taken = self.low[t.start].startswith(("claim", "bur", "mourn")) and self.low[m.head] in ("victims", "victim", "dead")
            own = self.low[m.head] in ("men", "comrades") and self._of_an_army(t)
            told = self._mourned(t, m) or self._lost_there(t, m) or self._buried(t, m)
            return not m.bare and (fighters or kin or taken or own or told)
        loose = (
            t.measure in ("killed", "injured", "casualties") and t.how != "die" and not (t.how == "state" and t.end - t.start > 1)
        )
        return loose or self.strict_person(k)

    def _of_an_army(self, t: Trigger) -> bool:
        """Whether those who lost men fight: "the rebels admitted losing nine men"."""
        before = range(max(0, t.start - 8), t.start)
        fight = any(subjects.classify(self.doc, i, i)[0] in ("soldiers", "militants") for i in before if self.tag[i][:1] == "N")
        return self.low[t.start].startswith("los") and (fight or any(self.low[i] in words("armies") for i in before))

    def _lost_there(self, t: Trigger, m: Mention) -> bool:
        """Whether those who lost people say where: "lost two of its volunteers in the attack"."""
        own = m.partitive and self.low[m.head - 1] in ("its", "their", "his", "her")
        there = self.low[m.end : m.end + 2] in (["in", "the"], ["in", "that"], ["in", "this"])
        return own and self.low[t.start].startswith("los") and there and self.word(m.end + 2) in words("lost_in")

    def _buried(self, t: Trigger, m: Mention) -> bool:
        """Whether a place or its people bury their own: "the village buried 18 of its people"."""
        own = m.partitive and self.low[m.head - 1] in ("its", "their", "our") and subjects.person(self.doc, m.head, True)
        verb = self.doc[t.start]
        slide = any(c.dep_ == "nsubj" and c.lower_ in words("burying") for c in verb.children)
        return own and verb.lemma_ == "bury" and verb.tag_ in ("VBD", "VBZ", "VBP", "VBG") and not slide

    def _mourned(self, t: Trigger, m: Mention) -> bool:
        """Whether "we lost 14 people": those who speak of their own dead."""
        i = t.start - 1
        while i > 0 and (self.low[i] in words("have") or self.tag[i] == "RB"):
            i -= 1
        own = self.word(i) in ("we", "they", "i", "he", "she") and self.low[t.start].startswith("los")
        return own and self.low[m.head] in (
            "people",
            "men",
            "women",
            "children",
            "villagers",
            "residents",
            "neighbours",
            "neighbors",
        )
