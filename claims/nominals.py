"""Counts that a noun or an adjective gives their measure: "12 deaths", "the death of three", "a toll of 36", "left 12 dead"."""

from __future__ import annotations

from claims import subjects
from claims.triggers import Trigger, words
from claims.walks import LINKS
from claims.wholes import EARLIER, GROUP, INSIDE, ITSELF, PART, THOSE, Role, Wholes

# Whoever takes people there frees or helps them: "the rebels took 40 civilians to safety".
_BROUGHT = frozenset(("to", "out", "home", "back", "through", "across"))
ASIDE_FAR = 16  # tokens behind whom somebody treated, over an aside, in which it is said for what


class Nominals(Wholes):
    """Reading of nouns; see `claims.roles.Roles`."""

    def _inside(self, t: Trigger) -> None:
        """A count whose own noun or adjective is the trigger: "12 deaths", "five wounded soldiers", "three of the dead"."""
        k = self.at[t.start]
        if k is None:
            return
        m = self.mentions[k]
        if m.more and "than" in self.low[m.end : m.end + 6]:
            return  # "many more deaths than"
        if t.measure == "survived" and m.quantity.high != 0:
            return  # only that there were no survivors tells of the dead
        if t.how == "count" and t.start == m.head:
            if self.low[m.head] in ("bodies", "body", "remains") and self.word(m.head - 1) in (
                "governing",
                "legislative",
                "international",
                "state",
            ):
                return
            if self._of_one_body(m.head):
                return
            if t.measure == "casualties" and self.word(m.start - 1) in words("admit"):
                t = Trigger(t.start, t.end, "injured", t.how)  # "a hospital received 37 casualties"
            part = m.partitive and self.low[m.head] in words("groups") and self.low[m.head] not in ("bodies", "deaths")
            self._give(k, self._both(t), ITSELF, part)
        elif t.how == "state" and t.start == m.head and m.partitive:
            self._give(k, t, GROUP, True)
        elif t.how == "state" and m.number < t.start < m.head:
            self._give(k, t, INSIDE)

    def _of_one_body(self, i: int) -> bool:
        """Whether the injuries at token i are somebody's own: "she had several injuries", "both victims suffered multiple injuries"."""
        verb = self.doc[i].head
        if self.low[i] not in ("injuries", "injury") or verb.lemma_ not in words("suffer"):
            return False
        who = next((c for c in verb.children if c.dep_ == "nsubj" and c.i < i), None)
        if who is None:
            return False
        return who.lower_ in ("he", "she", "victim", "victims", "both") or (
            who.tag_ == "NN" and subjects.individual(self.doc, who.i)
        )

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
        before, taken, far = words("toll_before"), 0, False
        for p in range(t.end, min(t.end + 48, self.n)):
            if self.low[p] in (";", "while", "but"):
                break
            # past another verb, or far away, only "risen to" is a toll's
            verb = p in self.trigger_at and self.trigger_at[p].how == "verb" and not self._gerund(p)
            far = far or p > t.end + 27 or (p > t.end + 3 and verb)
            if far and not (self.word(p - 1) == "to" and self.word(p - 2) in words("rise")):
                continue
            k = self.at[p]
            if (
                k is None
                or self.mentions[k].start != p
                or not self.person[k]
                or self.low[self.mentions[k].number] in ("a", "an", "another")
            ):
                continue
            b = self.word(p - 1)
            if b == "from" and words("rise") & set(self.low[max(0, t.start - 5) : p - 1]):
                self.roles.pop(k, None)
                self._give(k, t, EARLIER)  # "raised its toll from seven dead to nine", "the toll rose from four when"
                continue
            if k in self.roles and self.roles[k].trigger.how not in ("state", "count", "act"):
                continue
            if (
                (b in before and (b != "of" or not any(g[:2] in ("VB", "MD") for g in self.tag[t.end : p])))
                or p == t.end
                or (b in words("beyond") and self.word(p - 2) in words("rise"))
                or (b == "people" and not taken)
            ):
                self.roles.pop(k, None)
                if words("at_first") & set(self.low[max(t.end, p - 4) : p]) or self._in_passing(p):
                    self._give(k, t, EARLIER)  # "the toll, at first put at 12, has risen to 19"
                    continue
                self._give(k, t, "figure of the toll")
                taken += 1
                self._up_from(self.mentions[k].end, t)
                break

    def _gerund(self, p: int) -> bool:
        """Whether the word at token p names an act, whatever its tag: "Monday's shrine shooting"."""
        return self.tag[p][:2] == "NN" or (self.low[p].endswith("ing") and self.tag[p - 1] in ("NN", "NNP", "POS", "JJ"))

    def _in_passing(self, p: int) -> bool:
        """Whether the figure at token p is told of before, and another follows: "the toll, (given as 12) on Tuesday, is now 19"."""
        comma = next((j for j in range(p, min(p + 8, self.n)) if self.low[j] == ","), None)
        given = self.word(p - 1) in ("as", "at") and self.word(p - 3) == "," and self.tag[p - 2] == "VBN"
        return given and comma is not None and any(k is not None for k in self.at[comma : comma + 8])

    def _up_from(self, p: int, t: Trigger) -> None:
        """ "Risen to 231, up from 187": the figure of before is a claim too."""
        for i in range(p, min(p + 4, self.n - 2)):
            k = self.at[i + 2]
            if self.low[i] in ("up", "down") and self.low[i + 1] == "from" and k is not None and self.person[k]:
                self._give(k, t, EARLIER)
        for i in range(p, min(p + 9, self.n - 1)):  # "raised its toll to 41 dead, 13 of them children, from 35 a day earlier"
            k = self.at[i + 1]
            if self.low[i] in (";", ".", "killed", "killing"):
                return
            if self.low[i] == "from" and k is not None and self.mentions[k].bare and self.mentions[k].start in (i, i + 1):
                self._give(k, t, EARLIER)
                return

    def _ups(self) -> None:
        """ "Killed 12 people, up from eight on Monday": the bare figure of before is a claim too."""
        for i in range(2, self.n - 2):
            k = self.at[i + 2]
            if self.low[i] in ("up", "down") and self.low[i + 1] == "from" and k is not None and k not in self.roles:
                last = max((j for j in self.roles if self.mentions[j].end <= i), default=None)
                if last is not None and self.mentions[k].bare and i - self.roles[last].trigger.end < 6:
                    self.roles[k] = Role(k, self.roles[last].trigger, EARLIER)

    def _toll_before(self, t: Trigger) -> None:
        """ "Bringing to 45 the number killed", "updated to 18 its toll", "put at 17 the number of dead"."""
        for p in range(t.start - 1, max(t.start - 4, -1), -1):
            k = self.at[p]
            if k is not None:
                link = self.word(self.mentions[k].start - 1)
                put = link == "at" and self.word(self.mentions[k].start - 2) in words("put_at")
                if (link == "to" or put) and self.person[k]:
                    self._give(k, t, "figure of the toll")
                return

    def _act(self, t: Trigger) -> None:
        """ "The death of three", "claimed the lives of ten civilians", "injuries to four workers"."""
        to = self.word(t.end) == "to" and t.measure == "injured"
        fatal = self.low[t.start] in words("fatal_to")
        joined = self.word(t.end) in ("for", "to") if fatal else self.word(t.end) == "of" or to
        if not joined or self.at[t.start] is not None:
            return
        found = self.right(t.end + 1)
        if self.low[t.start] in ("lives", "life", "loss") and not any(
            self.word(t.start - i) in words("take") for i in (1, 2, 3, 4)
        ):
            if self.low[t.start] != "loss" or self.word(t.start - 1) not in ("the", "its", "their"):
                taken = found and set(self.low[self.mentions[found[-1]].end :][:5]) & words("life_taken")
                if self.low[t.start] != "lives" or not taken:  # else "the lives of 12 children were cut short"
                    return
            found = [k for k in found if self.strict_person(k) and not self.mentions[k].bare]  # "the loss of nine soldiers"
        self._give_chain(found, t, "after the noun")

    def _untraced(self) -> None:
        """ "There is no trace of 19 of the miners", "the whereabouts of 37 villagers are unknown", "nothing was heard of 12 climbers"."""
        for i, w in enumerate(self.low[:-2]):
            after = i + 1
            while self.word(after) in words("times") | {"on", "since", "yet"}:
                after += 1
            rest = self.low[after + 1 :]
            if self.word(after) not in ("of", "from", "about") or not (
                (w in words("traces") and self.word(i - 1) in ("no", "any", "without"))
                or (w in ("whereabouts", "fate") and set(rest) & words("unknown"))
                or (w == "heard" and "nothing" in self.low[max(0, i - 5) : i])
            ):
                continue
            for k in self.right(after + 1):
                if self.strict_person(k) and k not in self.roles:
                    self._give(k, Trigger(i, after + 1, "missing", "act"), "not traced")

    def _names(self) -> None:
        """ "The list of people missing in the fire had 70 names on it", "there are 44 names on the list of the missing"."""
        lists = [(j, group) for j in range(self.n - 1) if self.low[j] in words("registers") and (group := self._listed(j))]
        for k, m in enumerate(self.mentions):
            if self.low[m.head] not in words("entries") or self.word(m.start - 1) in words("struck_off"):
                continue
            for j, group in lists:
                between = self.low[min(j, m.head) : max(j, m.head)]
                added = group == "missing" or {"added", "joined"} & set(self.low[m.start - 3 if m.start > 2 else 0 : m.end + 4])
                if len(between) < 18 and ";" not in between and added:
                    self.roles[k] = Role(k, Trigger(m.head, m.head + 1, group, "count"), "names on the list")

    def _listed(self, j: int) -> str:
        """Return what befell those on the list at token j: "the list of the dead", "the missing-persons list"; "" for another list."""
        near = self.low[j + 2 : j + 6] if self.word(j + 1) == "of" else self.low[max(0, j - 4) : j]
        measures = ("missing",) if self.word(j + 1) != "of" else ("missing", "killed", "injured")
        return next((m for m in measures if set(near) & words("list_" + m)), "")

    def _those_of(self) -> None:
        """ "The dead of the town were laid out on Saturday, 45 of them", "the victims, all 19 of them, were pilgrims"."""
        for k, m in enumerate(self.mentions):
            b = m.start - 1
            them = m.partitive and self.low[m.head] == "them"
            whole = m.end + self._altogether(m.end) if m.bare else m.end
            if not ((them or whole > m.end) and self.word(b) == "," and m.quantity.low):
                continue
            plural = self.tag[b - 1] in ("NNS", "NNPS") and self.low[b - 1] not in words("groups")
            if plural or self.word(whole) not in (",", ".", ";", ""):
                continue  # "the volunteers, 45 of them, dug graves"
            i = next((i for i in range(1, b) if self.low[i] in words("groups") and self.low[i - 1] in ("the", "those")), None)
            if i is None or self.tag[i + 1] in ("NN", "NNS") or any(self.at[j] is not None for j in range(b)):
                continue
            if (
                i == 1
                or self.doc[i].dep_ in ("nsubj", "nsubjpass")
                or (not them and self.doc[i].dep_ == "dobj" and self.word(whole) != ",")
            ):
                self.roles[k] = Role(k, self.trigger_at.get(i) or self._of_group(i), THOSE)

    def _altogether(self, i: int) -> int:
        """Return how many words for a sum stand at token i: "the dead of the raid, seventeen in all"."""
        return (
            2 if self.low[i : i + 2] in (["in", "all"], ["in", "total"], ["all", "told"]) else int(self.word(i) == "altogether")
        )

    def _not_found(self) -> None:
        """ "Rescuers have yet to locate 45 residents", "were unable to find two of the climbers"."""
        for i in range(2, self.n - 1):
            if self.low[i] in words("find") and self.low[i - 1] == "to" and self.low[i - 2] in ("yet", "unable"):
                for k in self.right(i + 1):
                    if self.strict_person(k) and k not in self.roles:
                        self._give(k, Trigger(i - 2, i + 1, "missing", "count"), "not found")

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

    def _degrees(self) -> None:
        """ "Seven were hurt, two seriously": some of those before; "none seriously" denies none of them."""
        for k, r in list(self.roles.items()):
            degree = (
                self.low[r.trigger.start] in words("degrees") and r.trigger.end == r.trigger.start + 1 and self.mentions[k].bare
            )
            if degree and any(j < k and o.trigger.measure == r.trigger.measure and not o.part for j, o in self.roles.items()):
                if self.mentions[k].quantity.high == 0:
                    del self.roles[k]
                else:
                    self.roles[k] = Role(k, r.trigger, f"{PART} before it", True)

    def _later(self) -> None:
        """ "Eleven died at once and two later in hospital": those died, too."""
        for k, r in list(self.roles.items()):
            t = r.trigger
            if t.measure == "injured" and "later" in self.low[self.mentions[k].end : t.start] and self.mentions[k].bare:
                before = [o for j, o in self.roles.items() if j < k and o.trigger.how == "die" and o.trigger.measure == "killed"]
                if before and self.low[t.start] in ("in", "at"):
                    self.roles[k] = Role(k, Trigger(t.start, t.end, "killed", t.how), r.how, r.part, r.listed)

    def _treated(self) -> None:
        """ "Medics treated 46 people for smoke inhalation"."""
        for k, m in enumerate(self.mentions):
            v, near = m.start - 1, range(m.end, min(m.end + 4, self.n))
            if k not in self.roles and self.strict_person(k) and self.word(v) in words("admit") and self._by_hospital(v):
                self._give(k, Trigger(v, v + 1, "injured", "verb"), "taken in")
            if k in self.roles or not self.person[k] or self.word(v) not in words("treat"):
                continue
            if self.word(m.end) == "," and self.word(m.end + 1) in words(
                "part"
            ):  # "treated 42 people, including 16 children, for"
                near = range(m.end + 2, min(m.end + ASIDE_FAR, self.n))
            i = next((i for i in near if self.low[i] == "for"), None)
            if self.low[m.end : m.end + 3] in (["at", "the", "scene"], ["on", "the", "spot"]):
                self._give(k, Trigger(v, v + 1, "injured", "verb"), "treated there")
            if self.word(m.end) in ("after", "following") and self._by_rescuers(v):
                self._give(k, Trigger(v, v + 1, "injured", "verb"), "treated after it")
            if i is not None and any(w in words("ailments") for w in self.low[i + 1 : i + 5]):
                self._give(k, Trigger(v, v + 1, "injured", "verb"), "treated for it")

    def _by_hospital(self, v: int) -> bool:
        """Whether those who do what the verb at token v says are hospitals or their doctors: "hospitals admitted"."""
        who = [self.low[i] for i in range(max(0, v - 8), v)]
        return bool(set(who) & (words("hospitals") | {"doctors", "wards", "surgeons"}))

    def _by_rescuers(self, v: int) -> bool:
        """Whether it is those who come to an accident who treat somebody: "ambulance crews treated 11 people after the blast"."""
        return bool(set(self.low[max(0, v - 5) : v]) & (words("rescuers") | words("hospitals") | {"doctors"}))

    def _captives(self) -> None:
        """ "Took 251 hostages", "took 14 soldiers prisoner", "gunmen took 12 girls from a school", "forty hostages were held"."""
        for k, m in enumerate(self.mentions):
            b = m.start - 1
            verb = m.end
            while verb < self.n and self.idle(verb) and verb < m.end + 5:
                verb += 1
            kept = self.low[m.head] in words("captives") or "still" in self.low[m.end : verb]
            if k not in self.roles and kept and self.word(verb) == "held" and {*self.low[m.end : verb]} & words("be"):
                self._give(k, Trigger(verb, verb + 1, "captured", "verb"), "held")
                continue
            held = self.low[m.head] in words("captives") or (self.person[k] and self.word(m.end) in words("captives"))
            if not held and self.strict_person(k) and self.word(b) in words("seize") and self._by_captors(b):
                held = "from" in self.low[m.end : m.end + 4] or not _BROUGHT & set(self.low[m.end : m.end + 8])
            if not held and self.word(b) == "away" and self.strict_person(k) and set(self.low[:b]) & words("captors"):
                held, b = True, b - 1  # "gunmen took away nine workers"
            if k not in self.roles and held and self.word(b) in words("seize"):
                self._give(k, Trigger(b, m.start, "captured", "verb"), "object")

    def _by_captors(self, b: int) -> bool:
        """Whether those who do what the verb at token b says are captors: "bandits took", "armed men on motorcycles stopped a bus and took"."""
        if {self.word(b - 1), self.word(b - 2)} & words("captors"):
            return True
        verb = self.doc[b]
        while verb.dep_ in ("conj", "advcl", "xcomp") and not any(c.dep_ == "nsubj" for c in verb.children):
            verb = verb.head
        who = next((c for c in verb.children if c.dep_ == "nsubj"), None)
        if who is not None and who.tag_ in ("WP", "WDT"):
            who = verb.head
        return who is not None and (who.lower_ in words("captors") or any(c.lower_ in words("masked") for c in who.children))

    def _cases(self, t: Trigger) -> None:
        """ "35 cases of suffocation"."""
        k = self.at[t.start - 2] if t.start > 1 and self.low[t.start - 1] == "of" else None
        if k is not None and self.low[self.mentions[k].head] in ("cases", "case", "acts"):
            self._give(k, t, "cases of it")

    def _along(self, t: Trigger) -> None:
        """ "22 children had been killed along with six teachers": counts joined after the verb."""
        i = self._before_along(t.end) or self._over_pp(t.end)
        i += self.word(i) == ","
        n = next((len(ws) for ws in LINKS if ws != ("with",) and tuple(self.low[i : i + len(ws)]) == ws), 0)
        if n:
            self._give_chain([k for k in self.right(i + n) if self._suits(t, k)], t, "beside the subject")

    def _lives(self, t: Trigger) -> bool:
        """ "Claimed 17 lives", "12 lives were lost"."""
        k = self.at[t.start]
        if k is None or self.low[t.start] not in ("lives", "life"):
            return False
        m = self.mentions[k]
        near = [self.word(i) for i in (*range(m.start - 4, m.start), *range(m.end, m.end + 4))]
        if any(w in words("take") for w in near):
            self._give(k, t, "lives taken")
            self._earlier(m.end, t)
        return True

    def _earlier(self, p: int, t: Trigger) -> None:
        """ "Claimed 95 lives, rescuers said, up from 51": the figure of before is a claim too."""
        for i in range(p, min(p + 14, self.n - 2)):
            if self.low[i] in ("up", "down") and self.low[i + 1] == "from":
                self._up_from(i, t)
