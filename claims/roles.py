"""Which count goes with which word: who was killed, who was wounded.

Grammar over words, tags and the order of noun phrases (`claims.walks`); the parse is asked last, since parses of news text that lost
its commas often err. Nouns are read in `claims.nominals`, parts and lists in `claims.wholes`, verbs here.
"""

from __future__ import annotations

from claims import asides
from claims.nominals import Nominals
from claims.triggers import Trigger, words
from claims.walks import LINK, NP, SUBORDINATE
from claims.wholes import ASIDE, Role

__all__ = ["Role", "Roles"]


class Roles(Nominals):
    """The roles of the counts of one sentence: `Roles(doc, mentions, triggers).find()`."""

    def find(self) -> list[Role]:
        """Return the roles, in the order of the counts."""
        for t in self.triggers:
            if t.how in ("count", "state"):
                self._inside(t)
            elif t.how == "act":
                self._lives(t)
                self._cases(t)
            elif t.how == "verb" and t.end - t.start > 1:
                self._taken(t)
        for t in self.triggers:
            if t.how == "state":
                self._leave(t)
        for k in range(len(self.mentions)):
            if k in self.roles or not self.person[k] or self._aside(k):
                continue
            if (t_ := self._after(k)) is not None and not self._pp_object(k):
                t_ = self._fate(k, t_) or t_
                chain = self._own_clause(self._chain_left(k, t_.start > self.mentions[k].end), t_)
                self._give_chain([k] if self._ends_parts(chain, t_) else chain, t_, "before the word")
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
        self._treated()
        self._captives()
        self._untraced()
        self._names()
        self._those_of()
        self._not_found()
        self._groups()
        self._upper_ends()
        self._parts()
        self._gaps()
        self._evacuees()
        self._degrees()
        self._later()
        self._of_those_there()
        self._ups()
        return [self.roles[k] for k in sorted(self.roles)]

    def _taken(self, t: Trigger) -> None:
        """ "60 were killed and 14 taken prisoner": the words that say it are read as whom is counted."""
        for k, m in enumerate(self.mentions):
            if m.number + 1 == t.start and t.end == m.end:
                self._give(k, t, "inside the count")

    def _fate(self, k: int, t: Trigger) -> Trigger | None:
        """Return what the clause says of count k, where `t` only tells what they were doing then: "60 people sheltering in a school were killed"."""
        if t.measure != "displaced" or self.tag[t.start] != "VBG":
            return None
        head = self.mentions[k].head
        for v in self.triggers:
            if v.start >= t.end and v.measure != "displaced" and v.how in ("verb", "die", "state"):
                voice, p = self._helper(v.start - 1)
                below = (c for i in range(v.start, v.end) for c in self.doc[i].children)
                subject = any(c.i == head and c.dep_ in ("nsubj", "nsubjpass") for c in below) or k in self.left(p)
                if subject and (v.how == "die" or voice == "passive"):
                    return v
        return None

    def _own_clause(self, chain: list[int], t: Trigger) -> list[int]:
        """Return the counts of `chain` that are of one clause with `t`: "floods killed 38 people, and 16 are missing"."""
        start = self.mentions[chain[0]].start
        taken = any(v.how == "verb" and v.end == start and v.measure != t.measure for v in self.triggers)
        return chain[-1:] if taken and t.how in ("state", "die", "verb") else chain

    def _ends_parts(self, chain: list[int], t: Trigger) -> bool:
        """Whether all but the last of `chain` are parts of a count before it: "45 died, among them 12 children and 9 women, and 120
        were hurt"."""
        first = self.mentions[chain[0]].start
        lead = self.word(first - 1) in words("part") or (
            self.word(first - 1) in ("them", "whom") and self.word(first - 2) in ("among", "of")
        )
        others = [r for j, r in self.roles.items() if j < chain[0] and not r.part and r.trigger.end <= first]
        return len(chain) > 1 and lead and any(r.trigger.measure != t.measure for r in others)

    def _pp_object(self, k: int) -> bool:
        """Whether count k hangs on a preposition and so is not the subject: "shelling of 12 villages killed"."""
        chain, t = self._chain_left(k), self._after(k)
        if t is not None and self._ends_parts(chain, t):
            return False
        b = self.mentions[chain[0]].start - 1
        end = self.mentions[k].end
        adjacent = t is not None and (t.start == end or (t.start == end + 1 and self.low[end] not in words("be")))
        if b >= 0 and self.low[b] in words("part"):
            return not (adjacent and (self.mentions[k].bare or self.low[b] != "including"))
        if not self._preposition(b) or self._collective(b):
            return False
        if self.low[b] in SUBORDINATE:
            return False
        # "with 12 killed", "leaving to 15 wounded": the participle describes the count itself
        return not (
            adjacent
            and self.low[b]
            in ("with", "to", "of", "at", "by", "after", "as", "from", "for", "in", "between", "than", "on", "over", "about")
        )

    def _verb(self, t: Trigger) -> None:
        w = self.low[t.start]
        if self.tag[t.start] == "NNS" and self.tag[t.start - 1] in ("PRP$", "DT", "JJ", "POS", "CC"):
            return  # "died of their wounds"
        if w == "hurting" and all(self.mentions[k].bare and self.mentions[k].quantity.high != 0 for k in self.right(t.end)):
            return  # "we are hurting a lot"; "hurting nobody" tells of none
        if self._participle(t):
            voice, p = self._helper(t.start - 1)
            if voice == "passive":
                self._give_subject(t, p)
                return
            found = self.right(t.end)
            if found:
                self._give_chain(found, t, "object")
            elif voice == "" and self._reduced(t):
                k = self.at[t.start - 1] if t.start else None
                if k is not None and self.mentions[k].bare and self._lead(k):  # "700 people, including 47 wounded"
                    self._give(k, t, "before the word")
                elif (k := self._of_a_town(t.start - 1)) is not None and self.word(self.mentions[k].start - 1) == "of":
                    self._give_chain([k], t, "before the word")  # "the names of 44 residents of Kafr Zita killed there"
                else:
                    self._give_subject(t, t.start - 1)
            elif self.tag[p] == "PRP" and p > 0 and (k := self.at[p - 1]) is not None and self.mentions[k].end == p:
                self._give_chain([k], t, "what the clause is about")  # "the 30 pupils they had seized"
            return
        if self.word(t.end) == "of" and w.endswith("ing"):
            if w == "shooting":
                return  # "the shooting of two": dead or wounded, it does not say
            self._give_chain(self.right(t.end + 1), t, "after the noun")
            return
        self._give_chain(self.right(t.end), t, "object")

    def _reduced(self, t: Trigger) -> bool:
        token = self.doc[t.start]
        if self._object_follows(t.end):
            return False
        if token.tag_ == "VBD" and token.nbor(-1).tag_ == "NNP" and self.tag[t.end : t.end + 1] == ["IN"]:
            return self._of_a_town(t.start - 1) is not None  # "eight residents of Kafr Zita killed in the raid"
        return token.tag_ == "VBN" and token.dep_ in ("acl", "ROOT", "conj", "relcl", "advcl", "ccomp")

    def _of_a_town(self, p: int) -> int | None:
        """Return the count of people of a place whose name ends at token p: "44 residents of Kafr Zita"; None for none."""
        i = p
        while i > 0 and (self.tag[i] == "NNP" or self.word(i) == ",") and self.at[i] is None:
            i -= 1
        k = self.at[i - 1] if i < p and self.low[i] in ("of", "from", "in", "near", "at") else None
        return k if k is not None and self.strict_person(k) and self.mentions[k].end == i else None

    def _give_subject(self, t: Trigger, p: int) -> None:
        chain = self.left(p)
        self._along(t)
        outer = self._outer(chain, t, p)
        if outer:
            inside = [k for k in range(outer[-1] + 1, len(self.mentions)) if self.mentions[k].end <= p + 1]
            if inside and all(self.mentions[k].quantity.vague == "all" for k in outer):
                self._give_chain(inside, t, "subject")  # "everyone on board, 19 passengers and two crew, died"
                return
            self._give_chain(outer, t, "subject")
            for k in inside:
                if self.strict_person(k) and self._after(k) is None and not self._otherwise(k):
                    self._give(k, t, ASIDE, True)
        elif chain:
            self._give_chain(chain[-1:] if self._ends_parts(chain, t) else chain, t, "subject")
        else:
            self._by_parse(t)

    def _outer(self, chain: list[int], t: Trigger, p: int) -> list[int]:
        """Return the subject before an aside that ends at token p, where the counts of `chain` stand inside it; else nothing."""
        start = asides.opening(self.doc, p) if p > 0 else None
        if start and (not chain or any(self.person[k] for k in self.at[start:p] if k is not None)):
            return [k for k in self.left(start - 1) if self.mentions[k].end <= start]
        if not chain:
            return []
        first, last = self.mentions[chain[0]].start, self.mentions[chain[-1]].end
        for child in (c for i in range(t.start, t.end) for c in self.doc[i].children):
            k = self.at[child.i]
            if child.dep_ not in ("nsubjpass", "nsubj") or child.i >= first or k is None or self.mentions[k].head != child.i:
                continue
            set_off = asides.between(self.doc, self.mentions[k].end, first, asides.OPENING)
            closed = asides.between(self.doc, last, t.start, asides.CLOSING)
            if self.person[k] and k not in chain and set_off and closed and not self._linked(k, chain[0]):
                return self._chain_left(k)
        return []

    def _linked(self, a: int, b: int) -> bool:
        """Whether the counts a and b are members of one list: nothing but nouns and links stands between them."""
        between = range(self.mentions[a].end, self.mentions[b].start)
        return all(self.at[i] is not None or self.low[i] in LINK or self.tag[i] in (*NP, "RB", "JJS") for i in between) and any(
            self.low[i] == "and" for i in between
        )

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
                        chain = self._chain_left(self._said_of(k))
                        self._give_chain(chain[-1:] if self._ends_parts(chain, t) else chain, t, "subject by the parse")
                    return
        self._of_the_verb_before(t)

    def _of_the_verb_before(self, t: Trigger) -> None:
        """ "Some 250 soldiers surrendered and were captured", "400 were cut off and had to be evacuated": a second verb of the same subject."""
        verbs = (self.doc[i] for i in range(t.start, t.end))
        verb = next((v for w in verbs for v in (w, w.head) if v.dep_ == "conj" and (v is w or w.dep_ == "xcomp")), None)
        if verb is None or verb.head.tag_[:2] != "VB" or any(c.dep_ in ("nsubj", "nsubjpass") for c in verb.children):
            return
        who = next((c for c in verb.head.children if c.dep_ in ("nsubj", "nsubjpass") and c.i < verb.head.i), None)
        k = self.at[who.i] if who is not None else None
        if k is not None and k not in self.roles and who is not None and self.mentions[k].head == who.i and self.strict_person(k):
            self._give_chain([k], t, "subject of the verb before")

    def _subject(self, t: Trigger) -> None:
        if any(r.trigger == t for r in self.roles.values()):
            return
        if self.at[t.start] is not None and t.how == "state":
            return
        if t.how == "state":
            joined = t.measure == "missing" and self.word(t.start - 1) == "and" and self.tag[t.start - 2] == "VBN"
            voice, p = self._helper(t.start - (3 if joined else 1))  # "are trapped and missing"
            if voice != "passive" and not any(self.word(t.start - i) in ("in", "left") for i in (0, 1)):
                return
        else:
            _, p = self._helper(t.start - 1)
        self._give_subject(t, p)
