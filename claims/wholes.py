"""Counts that are parts: "including 11 children", "two of them", "two nurses were among the dead"; and lists that say the word once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from claims import subjects
from claims.quantities import Mention, figure
from claims.suits import FINITE, Suits
from claims.triggers import Trigger, words
from claims.walks import LINK, NP, QUOTES, RELATIVE

if TYPE_CHECKING:
    from claims.tree import Doc

INSIDE, GROUP, ITSELF = "own adjective", "of the group", "counted itself"
_ARE = ("were", "are", "comprised", "comprise")  # verbs that say who all of a group were
ALONG = 16  # tokens behind a verb in which it may be said who else was killed
SAID = 24  # words after "those killed" among which it is said who they were
OF_ALL = "some of those who were there"
THOSE = "how many they are"
SAME = "same as the count before it"
PART, ASIDE = "part of the count", "aside of the subject"
EARLIER = "earlier figure of the toll"
BESIDE = "another person than the one before: sex, age or kinship tells them apart"


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


_OF = frozenset(("of", "the", "its", "their", "those", "out", "all", "about", "some", "his", "her"))


class Wholes(Suits):
    """The roles given so far, and what they say of other counts of the sentence."""

    def __init__(self, doc: Doc, mentions: Sequence[Mention], triggers: Sequence[Trigger], before: str = "") -> None:
        super().__init__(doc, mentions, triggers)
        self.before = before or "killed"  # what befell those whom the report calls its victims
        self.roles: dict[int, Role] = {}

    def _give(self, k: int, t: Trigger, how: str, part: bool = False, listed: bool = False) -> None:
        if k not in self.roles:
            self.roles[k] = Role(k, t, how, part, listed)

    def _give_chain(self, chain: Sequence[int], t: Trigger, how: str) -> None:
        chain = [k for k in chain if self.person[k] and self._suits(t, k)]
        chain = [k for k in chain if not self._says_who(k)]
        if len(chain) > 1:  # "14 civilians from two families": the families are no more dead
            chain = [k for k in chain if self.word(self.mentions[k].start - 1) != "from" and not self._from_families(k)]
            chain = [k for k in chain if not self._households(k, chain)]
        if len(chain) == 2 and self._other_end(chain[1]) and self.mentions[chain[0]].quantity.high is None:
            for k in chain:
                self._give(k, t, how)
        whole = self._made_of_the_rest(chain)
        for k in chain:
            old = self.roles.get(k)
            if old and t.measure == "killed" != old.trigger.measure and self._gives_way(old, t, how if k == chain[0] else ""):
                del self.roles[k]
            if k not in self.roles:
                m = self.mentions[k]
                part = m.partitive and self.low[m.head] in ("them", "whom", *words("groups"))
                part = part or (m.partitive and self._told_of_some(k, t))
                if m.bare and self.low[m.end : m.end + 3] == ["of", "those", "who"]:
                    # "twelve of those who died", not "twelve of those on board died"
                    part = part or m.end + 2 < t.start <= m.end + 5
                self._give(k, t, how, part or (whole and k != chain[0]), len(chain) > 1 and not (whole and k == chain[0]))

    def _of_whom(self, k: int, t: Trigger) -> bool:
        """Whether count k is some of those before it whom the same befell: "wounded 40 people, of whom 12 are still being treated"."""
        i = self.mentions[k].start
        before = any(j < k and r.trigger.measure == t.measure for j, r in self.roles.items())
        return before and self.word(i - 1) == "whom" and self.word(i - 2) == "of"

    def _gives_way(self, old: Role, t: Trigger, how: str) -> bool:
        """Whether the verb tells the end of those whom another word only describes: "two of the wounded died", "two policemen wounded by
        the bomb died", "killed 57 displaced people"."""
        if how == "" or old.how in (GROUP, ITSELF):
            return how == "subject"
        if old.how == INSIDE:
            return how == "subject" or (how == "object" and self.tag[t.start][:2] == "VB")
        described = old.how == "before the word" and self._helper(old.trigger.start - 1)[0] == ""
        return described and how == "subject" and t.how == "die" and old.trigger.end < t.start

    def _groups(self) -> None:
        """ "Two nurses were among the dead", "the dead included four women", "among those killed were six children"."""
        for i in range(self.n):
            if self.low[i] in ("among", "amongst"):
                g = self._group(i + 1)
                if g is None:
                    continue
                t, end = g
                verb = self._over_phrases(end, i == 0)
                if (self.word(verb) in words("be") and (verb == end or i == 0)) or (i == 0 and self.word(verb) == ":"):
                    self._give_parts(self.right(verb + 1), t)
                elif i > 0 and (before := self._counted_before(i)) is not None and self._free(before, t):
                    self._give_parts([before], t)
                elif i > 0 and (self.low[i - 1] in words("be") or self.idle(i - 1) or self.tag[i - 1] == "VBN"):
                    _, p = self._helper(i - 2 if self.tag[i - 1] == "VBN" else i - 1)
                    self._give_parts(self.left(p), t)
                    if along := self._before_along(end):  # "were among the dead, along with a woman and her two children"
                        self._give_parts(self.right(along + 3), t)
            elif self.low[i] == "of":
                self._of_the_group(i)
            elif self.low[i] in ("included", "include", "includes", "including", *_ARE) and i > 0:
                whole = self._group_before(i - 1) or self._group_included(i)
                if whole is not None and self.low[i] in _ARE and self._all_of(whole, i):
                    self._give_chain(self._told_once(self.right(i + 1)), whole, "who they were")
                elif whole is not None:
                    self._give_parts(self.right(i + 1), whole)

        for k, m in enumerate(self.mentions):
            word = self.low[m.head]
            if (
                k not in self.roles
                and m.partitive
                and word in words("groups")
                and self.word(m.end) in ("were", "are", "was", "is")
            ):
                measure = "injured" if self._cared_for(m.end) else self.before if word in ("victims", "casualties") else "killed"
                self.roles[k] = Role(k, Trigger(m.head, m.head + 1, measure, "count"), GROUP, True)

    def _before_along(self, i: int) -> int:
        """Return the token of the comma before "along with" where a clause stands between: "23 have died since it began, along with 19 rebels"; 0
        where nothing tells so."""
        for j in range(i, min(i + ALONG, self.n - 2)):
            if self.low[j] in (";", ":") or j in self.trigger_at:
                return 0
            if self.low[j] == "," and (self.low[j + 1], self.low[j + 2]) in (("along", "with"), ("together", "with")):
                return j
        return 0

    def _all_of(self, t: Trigger, verb: int) -> bool:
        """Whether "the dead were nine tourists and a cook" says who all of them were: "the" opens the sentence or its clause, and the verb
        no list of some."""
        first = t.start - 1
        found = self.right(verb + 1)
        some = {"some", "many", "most", "among", "of"} & set(self.low[max(0, first - 2) : first])
        told = len(found) > 1 and self.at[verb + 1] is not None and t.measure != "casualties"
        return self.word(first) == "the" and not some and told

    def _told_once(self, chain: list[int]) -> list[int]:
        """Return the counts of `chain` without those that only say who the one before them are: "a man and two children, a boy and a girl"."""
        figures = [figure(self.mentions[k].quantity) or 0 for k in chain]
        for n, f in enumerate(figures):
            if f > 1 and sum(figures[n + 1 :]) == f and self._holds(chain[n], chain[n + 1 :]):
                return chain[: n + 1]
        return chain

    def _holds(self, k: int, rest: Sequence[int]) -> bool:
        """Whether those whom the counts `rest` name can be some of count k: a boy is one of two children, and no woman one of two men."""
        sorts = [subjects.classify(self.doc, self.mentions[j].start, self.mentions[j].head)[0] for j in (k, *rest)]
        at_large = sorts[0] == "people" and self.low[self.mentions[k].head] not in words("apart")
        return at_large or (sorts[0] != "people" and len(set(sorts)) == 1)

    def _over_phrases(self, i: int, opens: bool) -> int:
        """Return the token after the phrases of place and time from i on: "(among those injured) in the crush at the gate on Monday"; with
        commas where the group `opens` the sentence."""
        j, tags = i, (*NP, "IN", "TO", "POS", "HYPH", "VBG", "RP", *((",",) if opens else ()))
        while j < min(i + 20, self.n) and self.tag[j] in tags and self.at[j] is None:
            j += 1
        return j if j > i and self.tag[i] == "IN" else i

    def _counted_before(self, i: int) -> int | None:
        """Return the count before token i, over where its people are from: "nine people from the north among the dead"."""
        j = i - 1
        while j > max(0, i - 7) and self.at[j] is None and self.tag[j] in (*NP, "IN", "CC"):
            j -= 1
        return self.at[j] if j == i - 1 or self.word(j + 1) in ("from", "of") else None

    def _free(self, k: int, t: Trigger) -> bool:
        """Whether count k of people has no role yet, or one by the very word `t` that names the group it is among."""
        return self.person[k] and (k not in self.roles or self.roles[k].trigger.start == t.start)

    def _cared_for(self, i: int) -> bool:
        """Whether the words from i on say that somebody lives: "(three of the victims) were treated and released"."""
        return any(w in words("cared_for") for w in self.low[i : i + 8])

    def _give_parts(self, chain: Sequence[int], t: Trigger) -> None:
        for k in chain:
            if self.person[k]:
                old = self.roles.get(k)
                if old is None or old.trigger.start == t.start:
                    self.roles[k] = Role(k, t, GROUP, True)

    def _group(self, i: int) -> tuple[Trigger, int] | None:
        """Return the trigger of a group named at i ("the dead", "those killed", "19 civilians killed") and the word after it."""
        for j in range(i, min(i + 9, self.n)):
            t = self.trigger_at.get(j)
            if t is not None and (self.low[j] in words("groups") or (self._those(j) and self.low[j] in words("befallen"))):
                return t, t.end
            if self.low[j] in ("victims", "casualties", "fatalities"):
                after = self.trigger_at.get(j + 1)
                if after is not None and self.tag[j + 1] == "VBN":
                    return after, after.end  # "among the victims killed in the shooting"
                return Trigger(j, j + 1, "killed", "count"), j + 1
            if self.low[j] in words("groups") and self.at[j] is None and t is None:
                return self._of_group(j), j + 1  # "among the hostages taken there"
            k = self.at[j]
            if k is not None and k in self.roles:
                r = self.roles[k]
                return r.trigger, max(self.mentions[k].end, r.trigger.end)
            if self.tag[j] not in (*NP, "RB", "IN", "JJS") and self.low[j] not in (
                "those",
                "been",
                "have",
                "were",
                "who",
                "people",
            ):
                return None
        return None

    def _those(self, j: int) -> bool:
        """Whether a group is named by what befell it at token j: "those taken", "those who died", "those who were abducted"."""
        return bool({"those", "people"} & set(self.low[max(0, j - 4) : j]))

    def _group_before(self, p: int) -> Trigger | None:
        """Return the trigger of a group that ends at p: "the dead", "those killed in the raid", "the victims"."""
        for j in range(p, max(p - 8, -1), -1):
            t = self.trigger_at.get(j)
            befallen = t is not None and self._those(j) and self.low[j] in words("befallen")
            if befallen or (
                self.low[j] in words("groups") and j > 0 and self.low[j - 1] in ("the", "those", "people", "civilians")
            ):
                return t or self._of_group(j)
            if self.low[j] in (",", ";") or self.tag[j] in ("VBD", "VBZ", "VBP"):
                return None
        return None

    def _of_group(self, j: int) -> Trigger:
        """Return the trigger that the group named at token j stands for."""
        w = self.low[j]
        measure = "captured" if w in words("group_captured") else "displaced" if w in words("group_displaced") else "killed"
        return Trigger(j, j + 1, measure, "count")

    def _group_included(self, i: int) -> Trigger | None:
        """Return the trigger of the group that the verb at token i has for its subject: "the dead in the blast at Orvane, a port, included"."""
        who = next((c for c in self.doc[i].children if c.dep_ == "nsubj" and c.i < i), None)
        if who is None or who.lower_ not in words("groups") or self.at[who.i] is not None:
            return None
        if not any(c.dep_ == "det" and c.lower_ in ("the", "those") for c in who.children):
            return None
        return self.trigger_at.get(who.i) or self._of_group(who.i)

    def _of_the_group(self, i: int) -> None:
        """ "Of the dead, seven were firefighters", "of those missing from the ferry, 41 are crew": token i is "of"."""
        if self.word(i + 1) not in ("the", "those", "all") or (i > 0 and self.low[i - 1] not in (",", ";", "“", '"')):
            return
        if (g := self._group(i + 1)) is None or any(self.at[j] is not None for j in range(i + 1, g[1])):
            return
        comma = next(
            (j for j in range(g[1], min(g[1] + 24, self.n - 1)) if self.low[j] == "," and self.at[j + 1] is not None), None
        )
        if comma is None:
            return
        verb = next((j for j in range(g[1], comma) if self.tag[j] in FINITE), comma)
        if verb < comma and not set(self.low[g[1] : verb]) & RELATIVE:
            return  # else "the ferry that overturned on Monday"
        k = self.at[comma + 1]
        if (
            k is not None
            and self.mentions[k].start == comma + 1
            and self.word(self.mentions[k].end) in ("were", "are", "was", "is")
            and k not in self.roles
        ):
            self._give_parts([k], g[0])

    def _parts(self) -> None:
        """Counts of a part take the measure of their whole: "including 11 children", "two of them women"."""
        for k, m in enumerate(self.mentions):
            if not (k in self.roles and self.roles[k].part) and (t := self._some_of_those(m)):
                self.roles[k] = Role(k, t, f"{PART} before it", True)
            elif k in self.roles and self._of_whom(k, self.roles[k].trigger):
                self.roles[k] = Role(k, self.roles[k].trigger, self.roles[k].how, True)
        for k in range(len(self.mentions)):
            m = self.mentions[k]
            free = self.tag[m.start - 1] not in ("VBD", "VBZ", "VBG") if m.start else True  # not "freed 11 of the 30"
            if (
                free
                and m.partitive
                and m.bare
                and k not in self.roles
                and (nxt := self.roles.get(k + 1))
                and self.mentions[k + 1].start <= m.end + (4 if self.low[self.mentions[k + 1].start - 1] in ("'s", "’s") else 2)
            ):
                self.roles[k] = Role(k, nxt.trigger, f"{PART} after it", True)  # "eight of the 35 injured"
            if k in self.roles or not self.partial(k):
                continue
            whole = self._whole(k)
            if self.word(m.end) in ("fatal", "fatally"):  # "52 casualties, 14 of them fatal"
                self.roles[k] = Role(k, Trigger(m.end, m.end + 1, "killed", "state"), f"{PART} before it", True)
            elif whole is not None and self.mentions[whole.mention].quantity.high != 0:  # "no casualties among the 24 passengers"
                self.roles[k] = Role(k, whole.trigger, f"{PART} before it", True)

    def _some_of_those(self, m: Mention) -> Trigger | None:
        """Return what befell those of whom a count is some, where a verb after says who they are: "nine of those killed in the blast were
        children", "eleven of the people taken hostage are foreigners"."""
        i = m.head if m.partitive else m.end + 2
        if m.partitive and self.low[m.head - 1] != "those":
            i = m.end
        elif not m.partitive and (not m.bare or self.low[m.end : i] != ["of", "those"]):
            return None
        t = self.trigger_at.get(i)
        if t is None or self.tag[i] not in ("VBN", "VBD") or self.word(i - 1) in ("who", "that"):
            return None
        rest = range(t.end, min(t.end + SAID, self.n))
        return t if next((self.low[j] in ("were", "are", "was", "is") for j in rest if self.tag[j] in FINITE), False) else None

    def partial(self, k: int) -> bool:
        """Whether count k is said to be a part of another one: "including 11 children", "two of them", "12 of whom"."""
        m = self.mentions[k]
        pronoun = m.partitive and self.low[m.head] in ("them", "whom", "those", "these")
        them = self.word(m.end) in ("of", "among") and self.word(m.end + 1) in ("them", "whom")
        return self.person[k] and (((pronoun or them) and not self._otherwise(k)) or self._lead(k))

    def _otherwise(self, k: int) -> bool:
        """Whether another verb says what befell the part: "two of them were later released"."""
        i = self.mentions[k].end
        if self.word(i) in ("of", "among"):
            i += 2
        if i >= self.n or self.tag[i] not in FINITE:
            return False
        ahead = range(i + 1, min(i + 5, self.n))
        return not any(
            subjects.known(self.low[j]) or self.low[j] in ("serious", "critical", "seriously", "critically") for j in ahead
        )

    def _lead(self, k: int) -> bool:
        """Whether count k, or the list that it ends, follows "including", "among them"."""
        if self._other_end(k) or (self.word(self.mentions[k].start - 1) == "," and self._speaks(k)):
            return False  # "the dead included 11 women, a doctor said"
        first = self._chain_left(k)[0]
        i = self.mentions[first].start - 1
        while i >= 0 and (
            self.low[i] in ("them", "whom", "which", "also", "were", "are", "is", ":", ",", "those", "at", "was")
            or self.low[i] in QUOTES
        ):
            if self.low[i] == "," and self.low[i - 1] not in ("them", "whom", "including"):
                break
            i -= 1
        if i >= 0 and self.low[i] in words("part") and self.low[i] not in ("mostly", "especially"):
            return True
        # "including women and 11 children", "including a nurse a driver and two soldiers"
        j = i
        while (
            j >= 0 and i - j < 9 and self.low[j] != "the" and (self.tag[j] in NP or self.low[j] in LINK or self.at[j] is not None)
        ):
            j -= 1
        return (
            j >= 0
            and self.low[j] in ("including", "included", "includes", "among")
            and (self.low[i] in LINK or self.at[i] is not None)
        )

    def _other_end(self, k: int) -> bool:
        """Whether count k is the upper end of a whole: "at least 11 people, including two women, and up to 30 were killed"."""
        q = self.mentions[k].quantity
        return q.low is None and q.high is not None and not q.vague and self.word(self.mentions[k].start - 1) == "and"

    def _of_relative(self, end: int, trigger: int) -> bool:
        """Whether a clause that begins right after word `end` - 1 holds the trigger: "the 30 pupils (whom) they had seized"."""
        return end < trigger and self.tag[end] in ("PRP", "WP", "WDT", "WP$")

    def _of_those_there(self) -> None:
        """ "Took five of its 21 crew hostage", "three of the 12 passengers died": the first is who it befell, the second who was there.

        Where a word says what befell those of whom it is ("eight of the 35 injured", "two of the 12 people killed were children"), the
        first is a part of them.
        """
        for k, m in enumerate(self.mentions[:-1]):
            w = self.mentions[k + 1]
            between = self.low[m.end : w.start]
            if not (m.partitive and m.bare) or w.bare or not between or not set(between) <= _OF or not self.person[k + 1]:
                continue
            befell = {self.low[w.head], *self.low[w.start : w.end]} & words("groups") or any(
                self._told_of_some(k + 1, t) or (t.start == w.end and self.tag[w.end] == "VBN") for t in self.triggers
            )
            befell = befell or self.word(w.end) in ("they", "he", "she", "it")  # "freed 11 of the 30 pupils they had seized"
            role = self.roles.get(k + 1) or self.roles.get(k)
            if role is not None and self._of_relative(w.end, role.trigger.start):
                continue  # "freed 11 of the 30 pupils they had seized"
            if befell or role is None or role.how in (INSIDE, GROUP, ITSELF):
                continue
            self.roles.pop(k + 1, None)
            self.roles[k] = Role(k, role.trigger, OF_ALL)
        for k, r in list(self.roles.items()):
            if r.how in ("object", "before the word") and k == min(self.roles) and self._of_people_told(k, r.trigger.start):
                self.roles[k] = Role(k, r.trigger, OF_ALL)

    def _of_people_told(self, k: int, verb: int) -> bool:
        """Whether count k is of people whom nothing had befallen and nobody counted: "herded the villagers into a barn and killed 86 of them"."""
        m = self.mentions[k]
        if not m.partitive or self.low[m.head] != "them" or self.low[m.head - 1] != "of":
            return False
        told = [t for t in self.doc[:verb] if t.dep_ in ("dobj", "nsubjpass", "pobj") and t.tag_ == "NNS"]
        return any(
            self.at[t.i] is None
            and t.lower_ not in words("groups")
            and subjects.person(self.doc, t.i, True)
            and any(c.lower_ == "the" for c in t.children)
            for t in told
        )

    def _upper_ends(self) -> None:
        """Give the upper end of a whole the measure of its lower end."""
        for k in range(1, len(self.mentions)):
            before = [j for j in self.roles if j < k and not self.roles[j].part]
            if k not in self.roles and self.person[k] and self._other_end(k) and before:
                r = self.roles[max(before)]
                if r.how == "subject" and r.trigger.start >= self.mentions[k].end:
                    self._give(k, r.trigger, "upper end of the count before it")

    def _whole(self, k: int) -> Role | None:
        """Return the role of the nearest count before k that is no part, else of the nearest after it."""
        best = None
        for j in sorted(self.roles):
            r = self.roles[j]
            if j < k and (not r.part or best is None) and not (best is not None and self.mentions[j].quantity.low == 0):
                best = r
        return best

    def _evacuees(self) -> None:
        """Counts of people named after their flight, where nothing else is said of them: "thousands of evacuees waited"."""
        for k, m in enumerate(self.mentions):
            if k not in self.roles and self.low[m.head] in words("fled") and m.quantity.high != 1:
                self.roles[k] = Role(k, Trigger(m.head, m.head + 1, "displaced", "count"), ITSELF)

    def _without_asides(self, start: int, end: int) -> list[int]:
        """Return the tokens from `start` to `end` without those of a clause between commas: "in X, where a wall fell, (and two in Y)"."""
        out: list[int] = []
        i = start
        while i < end:
            if self.tag[i] in ("WRB", "WDT") and self.word(i - 1) == ",":
                i = next((j for j in range(i, end) if self.low[j] == ","), end)
            if i < end:
                out.append(i)
            i += 1
        return out

    def _gaps(self) -> None:
        """Lists that say the measure once: "three were killed in X and two in Y", "150 bodies in X, 100 in Y"."""
        for k, m in enumerate(self.mentions):
            if k in self.roles or not self.person[k] or not (m.bare or self.low[m.head] == "others"):
                continue
            before = [j for j in self.roles if j < k and not self.roles[j].part]
            cured = before and self.low[self.roles[max(before)].trigger.start] in words("treat") and self.word(m.end) == "for"
            if not cured and self.word(m.end) not in ("in", "at", "near", "from", "on", "outside"):
                continue  # "six were treated for smoke and two for burns"
            if not before:
                continue
            last = self.roles[max(before)]
            end = max(last.trigger.end, self.mentions[last.mention].end)
            between = self._without_asides(end, m.start)
            if m.start < end or len(between) > 12:
                continue
            if all(self.tag[i] in (*NP, "IN", "CC", ",", ":", "RB", "TO", "VBD", "VBN") for i in between) and self.word(
                m.start - 1
            ) not in words("prepositions"):
                self.roles[k] = Role(k, last.trigger, SAME, last.part, True)
                # With no place of its own it is the whole: "seven died: three in X, two in Y".
                if cured or any(self.tag[i] == "IN" and self.low[i] != "on" for i in between):
                    self.roles[last.mention] = Role(last.mention, last.trigger, last.how, last.part, True)
