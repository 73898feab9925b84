"""Kind of claim: how many people were killed, injured, captured, displaced or are missing.

Counts (`claims.quantities`) and triggers (`claims.triggers`) are brought together by the grammar of `claims.roles`; here each pair
becomes a claim with its subject, its scope and its quote, unless the words deny it or only imagine it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING

from claims import (
    couples,
    cues,
    deadly,
    gapped,
    once,
    patterns,
    periods,
    pronouns,
    quantities,
    roles,
    second_figures,
    subjects,
    triggers,
    unnumbered,
    unreal,
    victims,
)
from claims.attribution import Speech
from claims.once import NOBODY
from claims.parsing import Parsed
from claims.quantities import Mention, figure
from claims.records import Draft, Quantity
from claims.roles import Role
from claims.triggers import Trigger, words
from claims.wholes import BESIDE, EARLIER, GROUP, ITSELF, OF_ALL, PART, SAME, THOSE

if TYPE_CHECKING:
    pass

_BETWEEN_CLASS = frozenset(["were", "are", "was", "is", "of", "them", "whom", "a", "an", "either", ":", "being"])
_AFTER_MAY = frozenset(("have", "be", "not"))
LONGEST = 200  # characters of a quote
NEAR = 2  # sentences that a pronoun looks back


@cache
def _moving() -> patterns.Words:
    """Return the beginnings of words of an evacuation or a flight."""
    return patterns.Words(cues.load("casualties")["grammar"]["moving"], tail="")


@cache
def _died_there() -> re.Pattern[str]:
    """Return a pattern of "(two were taken to hospital,) where they later died"."""
    return re.compile(
        rf"\bwhere (?:they|both|all)\b(?: \w+){{0,3}}? {patterns.any_of(cues.load('casualties')['grammar']['ended'])}\b",
        re.IGNORECASE,
    )


@cache
def _condition() -> re.Pattern[str]:
    """Return a pattern of how those are who were hurt: "were said to be in critical condition"."""
    table = cues.load("casualties")["grammar"]
    return re.compile(rf"^(?:{patterns.any_of(table['being'])} ){{1,5}}{patterns.any_of(table['conditions'])}\b", re.IGNORECASE)


@cache
def _since_it() -> re.Pattern[str]:
    """Return a pattern of an act since which somebody is missing: missing of that day, and no count over a longer time, but for those of a war."""
    wars = patterns.one_of(cues.load("casualties")["grammar"]["wars"])
    return re.compile(rf"\bsince (?!the (?:\w+ )?{wars})(?:a|an|the|their|his|her) \w")


def extract(parsed: Sequence[Parsed], speech: Speech) -> list[Draft]:
    """Return the claims of this kind in one report's sentences."""
    out: list[Draft] = []
    memory = pronouns.Memory(moving=any(_moving().search(p.sentence.text) for p in parsed))
    for n, p in enumerate(parsed):
        if p.doc is None:
            if people := pronouns.people_in(p.sentence.text):
                memory.people, memory.counted, memory.carried = people, n, pronouns.aboard_of(p.sentence.text)
            continue
        found = Sentence(p, n, memory).drafts()
        out += [d for d in found if not speech.denied(n, d.anchor, d.trigger) and not _open_fate(d, p)]
    hurt = any(d.measure in ("injured", "casualties") and (d.quantity.low or 0) > 1 for d in out)
    singles = [v for v in victims.extract(parsed, speech) if not (hurt and victims.only_named(v, parsed))]
    last: dict[tuple[int, int], int] = {}
    for v in singles:
        last[v.sentence, v.trigger] = max(v.anchor, last.get((v.sentence, v.trigger), 0))
    singles = [v for v in singles if not once.died_since(v, out, parsed)]
    out += [v for v in singles if not once.counted(v, out, parsed, last[v.sentence, v.trigger])]
    out = [d for d in out if d.quantity != NOBODY or not once.of_the_rest(d, out, parsed)]
    return once.one_more(couples.together(once.told_once(out, parsed), parsed), parsed) + deadly.implied(parsed, out, speech)


def _open_fate(d: Draft, p: Parsed) -> bool:
    """Whether it only says that one person was shot: `claims.victims` follows that person to the end of the report."""
    word = p.doc[d.trigger].lower_ if p.doc is not None else ""
    return d.quantity == Quantity(1, 1) and d.measure == "injured" and d.scope == "total" and word in words("shot")


class Sentence:
    """One parsed sentence and what it counts; pronouns stand for what `memory` holds, which reading goes on to fill."""

    def __init__(self, parsed: Parsed, position: int, memory: pronouns.Memory) -> None:
        assert parsed.doc is not None
        self.doc, self.sentence, self.position, self.memory = parsed.doc, parsed.sentence, position, memory
        # "the May Day holiday" is no "may"; a headline's "May Have" is
        self.low = [
            t.text if t.text == "May" and 0 < t.i < len(self.doc) - 1 and t.nbor(1).lower_ not in _AFTER_MAY else t.lower_
            for t in self.doc
        ]
        self.triggers = triggers.find(self.doc)
        found = unnumbered.counts(self.doc)
        found += pronouns.find(self.doc, found, self._people(), memory.carried)
        if {"killed", "injured"}.isdisjoint(t.measure for t in self.triggers):  # else `claims.victims` tells of those
            found += couples.leaders(self.doc, found)
        self.mentions = sorted(found, key=lambda m: m.start)

    def _people(self) -> Quantity | None:
        """Return the count of people that a pronoun stands for, from the last two sentences."""
        near = self.position - self.memory.counted <= NEAR
        return self.memory.people if near else None

    def drafts(self) -> list[Draft]:
        if not self.mentions:
            self._asked()
            return []
        victims_of = self.memory.measure if self.memory.measure in ("injured", "casualties") else ""
        reader = roles.Roles(self.doc, self.mentions, self.triggers, victims_of)
        found = self._shot(reader.find())
        left = self._left(reader, found)
        if not found and not left:
            self._asked()
        out: list[Draft] = []
        measures: list[str] = []
        for r in [
            *found,
            *left,
            *self._updated(reader, found),
            *self._second(reader, [*found, *left]),
            *self._parts_of_before(reader, found),
        ]:
            m = self.mentions[r.mention]
            if r.trigger.measure == "survived":
                out += self.survivors(r, m)
                continue
            if (m.quantity.vague == "all" and r.trigger.measure != "killed") or self.unreal(r.trigger, m):
                continue
            out += self.draft(r, m, measures)
            measures.append(r.trigger.measure)
            if not r.part:
                told = self.memory.told if self.memory.measured == self.position else frozenset()
                self.memory.told = told | {r.trigger.measure}
                self.memory.measure, self.memory.measured = r.trigger.measure, self.position
                self.memory.toll = r.trigger.how == "toll"
        some = [r for r in found if r.part and r.how == GROUP and (self.mentions[r.mention].quantity.low or 0) > 1]
        if some and all(r.part for r in found):  # "received 64 of the wounded. Nineteen of them were children."
            self.memory.measure, self.memory.measured, self.memory.toll = some[0].trigger.measure, self.position, False
        for k, m in enumerate(self.mentions):
            if not m.bare and figure(m.quantity) not in (None, 0, 1) and reader.strict_person(k) and not reader.partial(k):
                self.memory.people, self.memory.counted = m.quantity, self.position
                self.memory.carried = pronouns.aboard_of(self.sentence.text)
        return out

    def _updated(self, reader: roles.Roles, found: Sequence[Role]) -> list[Role]:
        """ "This was later updated to 82": the toll of the sentence before."""
        if not self.memory.toll or self.position - self.memory.measured > 1 or any(not r.part for r in found):
            return []
        for k, m in enumerate(self.mentions):
            if m.bare and m.start > 1 and self.low[m.start - 1] == "to" and self.low[m.start - 2] in words("rise"):
                trigger = Trigger(m.start - 2, m.start - 1, self.memory.measure, "toll")
                if k in {r.mention for r in found}:
                    return []
                parts = [j for j in range(k + 1, len(self.mentions)) if reader.partial(j)]  # "to 82, including 58 civilians"
                return [
                    Role(k, trigger, "new figure of the toll before"),
                    *(Role(j, trigger, f"{PART} before it", True) for j in parts),
                ]
        return []

    def _asked(self) -> None:
        """Remember of what measure the next figures are: "Nobody agrees on how many people died in the market"."""
        if "many" in self.low and self.low[self.low.index("many") - 1] == "how":
            told = {t.measure for t in self.triggers if t.start > self.low.index("many") and t.how in ("verb", "die", "state")}
            if len(told) == 1:
                self.memory.told, self.memory.measure, self.memory.measured = frozenset(told), min(told), self.position

    def _second(self, reader: roles.Roles, found: Sequence[Role]) -> list[Role]:
        """ "Rescue workers gave a higher figure of 44": of what the sentence before, or this one so far, counted alone."""
        taken = {r.mention: r for r in found}
        before = self.memory.told if self.position - self.memory.measured <= 1 else frozenset()
        out = []
        gaps = second_figures.without_verb(self.doc) if taken or before else {}
        for k, m in enumerate(self.mentions):
            here = {r.trigger.measure for j, r in taken.items() if j < k and not r.part}
            told = here or before
            if k in taken or len(told) != 1:
                continue
            i = second_figures.word(self.low, m, gapped.alone(self.doc, m))
            if i is None and here:
                i = gaps.get(m.start)
            if i is not None:
                out += self._from_what(reader, k, i, min(told))
                out.append(Role(k, Trigger(i, m.start, min(told), "toll"), "figure of the toll before"))
        return out

    def _from_what(self, reader: roles.Roles, k: int, i: int, measure: str) -> list[Role]:
        """Return the figure that the one of mention k replaced, and its parts: "raised its count from 21 to 31, nine of them children"."""
        trigger, m = Trigger(i, self.mentions[k].start, measure, "toll"), self.mentions[k]
        old = [j for j in range(k) if i < self.mentions[j].start < m.start and self.low[self.mentions[j].start - 1] == "from"]
        parts = [j for j in range(k + 1, len(self.mentions)) if reader.partial(j) and self.mentions[j].start <= m.end + 3]
        return [*(Role(j, trigger, EARLIER) for j in old), *(Role(j, trigger, f"{PART} before it", True) for j in parts)]

    def _left(self, reader: roles.Roles, found: Sequence[Role]) -> list[Role]:
        """ "5,000 people left the two towns", in a report on an evacuation or a flight."""
        taken = {r.mention for r in found}
        out = []
        for i, w in enumerate(self.low):
            to = i + 1 + (self.low[i + 1 : i + 2] in (["in"], ["at"]))
            away = self._in_carriers(i + 1)
            if not self.memory.moving and not (away and set(self.low[i + 1 : i + 8]) & words("fleets")):
                continue
            ends = i + 1 >= len(self.low) or self.low[i + 1] in (".", ",", "and", "”", '"')  # "about 1,500 people had left."
            left = (w in words("leave_place") and (ends or self._to_place(i + 1) or away)) or (w in words("board") and away)
            reached = w in words("reach_place") and to < len(self.low) and self._to_place(to)
            if left or reached:
                chain = [k for k in reader.left(i - 1) or self._subject(reader, i) if reader.strict_person(k) and k not in taken]
                chain = [k for k in chain if left or self.low[self.mentions[k].head] in words("led_out")]
                out += [Role(k, Trigger(i, i + 1, "displaced", "die"), "left the place") for k in chain]
        for i, w in enumerate(
            self.low if self.memory.moving else ()
        ):  # "a convoy carrying 5,000 people", "buses took out 5,000", in such a report
            if w in words("carry_people") and set(self.low[max(0, i - 6) : i]) & words("carriers"):
                away = self.low[i + 1 : i + 2] in (["out"], ["away"])
                chain = [k for k in reader.right(i + 1 + away) if reader.strict_person(k) and k not in taken]
                chain = [k for k in chain if away or not self.mentions[k].bare]
                out += [Role(k, Trigger(i, i + 1 + away, "displaced", "verb"), "carried away") for k in chain[:1]]
        return out

    def _subject(self, reader: roles.Roles, i: int) -> list[int]:
        """Return the count that the parse has for the subject of the verb at token i: "300 gunmen and members of their families left"."""
        return [
            k for c in self.doc[i].children
            if c.dep_ == "nsubj" and c.i < i and (k := reader.at[c.i]) is not None and self.mentions[k].head == c.i
        ]  # fmt: skip

    def _in_carriers(self, i: int) -> bool:
        """Whether the words after "left" tell when and in what, or where to: "left Wednesday in 45 buses", "left on Monday for X"."""
        rest = self.low[i : i + 7]
        if not rest:
            return False
        if self.low[i - 1] in words("board"):
            return bool(set(rest[:4]) & words("carriers"))
        if rest[0] not in words("times") | {"on", "in", "aboard", "early", "late", "for"}:
            return False
        return bool(set(rest) & words("carriers")) or "for" in rest[:3] or "bound" in rest

    def _to_place(self, i: int) -> bool:
        """Whether the object at token i is a place: a name, or "the two besieged villages"."""
        for j in range(i, min(i + 6, len(self.low))):
            if self.low[j] in words("places"):
                return True
            if self.doc[j].tag_ not in ("DT", "CD", "JJ", "HYPH", "NN", "VBN", "NNP"):
                break
        return bool(self.doc[i].tag_ == "NNP" and self.doc[i].text[:1].isupper())

    def _shot(self, found: list[Role]) -> list[Role]:
        """ "Four were shot, two of them fatally": those shot are dead and wounded together."""
        fatal = any(r.trigger.measure == "killed" and (r.part or self.low[r.trigger.start] == "fatally") for r in found)
        out = []
        for r in found:
            mixed = fatal and self.low[r.trigger.start] in words("shot") and r.trigger.measure == "injured" and not r.part
            died = r.trigger.measure == "injured" and _died_there().search(self.doc[r.trigger.start :].text) is not None
            measure = "casualties" if mixed else "killed" if died else r.trigger.measure
            same = measure == r.trigger.measure
            out.append(r if same else replace(r, trigger=replace(r.trigger, measure=measure)))
        return out

    def _parts_of_before(self, reader: roles.Roles, found: Sequence[Role]) -> list[Role]:
        """Return the parts of a figure in an earlier sentence: "Among them were five children." "Nine were children." """
        if self.position - self.memory.measured > NEAR or any(not r.part for r in found):
            return []
        taken = {r.mention for r in found}
        out = []
        for k, m in enumerate(self.mentions):
            opens = m.start <= 1 and m.bare and self._pronoun_class(m) is not None
            if k not in taken and m.quantity.high != 0 and (opens or (reader.partial(k) and m.start < 8)):
                out.append(Role(k, Trigger(m.start, m.start + 1, self.memory.measure, "count"), "part of a figure before", True))
        return out

    def survivors(self, r: Role, m: Mention) -> list[Draft]:
        """ "None survived": all those counted before died."""
        last = self.mentions[r.mention - 1] if r.mention else None
        if last is not None and last.partitive and last.quantity.high == 0 and last.end <= m.start <= last.end + 2:
            m, whole = last, m.quantity  # "none of the 12 people on board survived"
        else:
            aboard = ("on", "aboard", "inside")
            before = [
                x.quantity
                for x in self.mentions[: r.mention]
                if x.quantity.low and (not x.bare or (self.low[x.end : x.end + 1] or [""])[0] in aboard)
            ]
            after = [x.quantity for x in self.mentions[r.mention + 1 :] if not x.bare and subjects.person(self.doc, x.head, True)]
            whole = before[-1] if before else self._people() or next(iter(after), None)  # type: ignore[assignment]
        if m.quantity.high != 0 or whole is None:
            return []
        whole_ = replace(m, quantity=whole, partitive=False)
        return self.draft(replace(r, trigger=replace(r.trigger, measure="killed"), part=False), whole_, [])

    def draft(self, r: Role, m: Mention, before: Sequence[str]) -> list[Draft]:
        t = r.trigger
        if m.quantity.high == 0 and set(self.low[m.start : m.end]) & words("seen"):
            return []  # "with no visible injuries"
        if m.quantity.vague and m.partitive and r.how in (GROUP, ITSELF) and self.low[m.head] in ("casualties", "victims"):
            return []  # "many of the casualties were women" counts nobody
        subject, noun = self.subject(m, t)
        if m.bare and subject == "people" and r.how == SAME and r.mention:
            subject = self.subject(self.mentions[r.mention - 1], t)[0]  # "three soldiers were killed in X and two in Y"
        quantity = m.quantity
        if t.how == "toll" and quantity.low == quantity.high and self.low[m.start - 1] in words("toll_above"):
            quantity = replace(quantity, low=(quantity.low or 0) + 1, high=None)
        elif t.how == "toll" and self.low[m.start - 1] in ("nears", "neared", "nearing"):
            quantity = replace(quantity, approximate=True)
        if (rest := quantities.all_but(self.low, self.mentions, r.mention)) is not None:
            quantity, r, m = rest, replace(r, part=False), replace(m, partitive=False)
        start, end = self.quote(m, t)
        base = Draft(
            "casualties",
            t.measure,
            self.position,
            m.number,
            t.start,
            self.sentence.start + start,
            self.sentence.start + end,
            quantity,
            subject,
            noun,
            scope=self.scope(r, m, before, self.opens_on_a_group(r)),
            why=(
                f"count: {self.doc[m.start : m.end].text!r} is {quantity}",
                f"measure: {self.doc[t.start : t.end].text!r} means {t.measure}; the count is its {r.how}",
                *((BESIDE,) if m.bare and m.start and self.doc[m.head].tag_ in ("NN", "NNP") else ()),
            ),
        )
        if t.measure == "casualties" and quantity.high == 0:
            return [base.but(measure="killed"), base.but(measure="injured")]
        return [base]

    def opens_on_a_group(self, r: Role) -> bool:
        """Whether the sentence goes on from a whole: "Of 12 people aboard, four died", "Of the wounded, two are critical"."""
        if self.low[0] != "of":
            return False
        first = self.mentions[0].start
        group = (
            self.low[1:2] in (["the"], ["those"]) and first > 2 and any(w in words("groups") for w in self.low[2 : min(4, first)])
        )
        return group or (r.mention > 0 and first == 1)

    def subject(self, m: Mention, t: Trigger) -> tuple[str, str]:
        low = self.low[m.head]
        if m.partitive and low in words("groups"):
            return self._pronoun_class(m) or "people", low
        if t.how == "toll" and m.bare and (counted := triggers.of_a_toll(self.doc, self.low, t)):
            return subjects.classify(self.doc, *counted)
        if m.bare and self.doc[m.head].tag_ in ("NN", "NNP", "NNS") and low != "others" and subjects.known(low):
            return subjects.classify(self.doc, m.start, m.head)  # "a woman and girl"
        if m.bare or self.doc[m.head].tag_ in ("PRP", "WP", "DT", "WDT") or low in ("others", "none", "nobody"):
            return self._pronoun_class(m) or "people", "" if m.bare else low
        subject, noun = subjects.classify(self.doc, m.start, m.head)
        if subject.startswith("other:") and t.how in ("count", "act") and t.start <= m.head < t.end:
            return "people", noun  # "12 homicides"
        return subject, noun

    def _pronoun_class(self, m: Mention) -> str | None:
        """Return the class said after "two of them": "women", "were children"."""
        i = m.end
        while i < len(self.low) and self.low[i] in _BETWEEN_CLASS:
            i += 1
        if i < len(self.low) and self.doc[i].tag_ in ("NN", "NNS") and subjects.known(self.low[i]):
            return subjects.classify(self.doc, i, i)[0]
        return None

    def scope(self, r: Role, m: Mention, before: Sequence[str], opened: bool) -> str:
        if m.partitive and r.trigger.measure == "killed" and self.low[m.head] in ("wounded", "injured", "missing", "hostages"):
            return "added"  # "two of the wounded died"
        hurt = self.low[m.end : m.end + 1] in (["wounded"], ["injured"], ["hurt"]) and m.quantity.low != 1
        if hurt and r.trigger.how == "die" and r.trigger.measure == "killed":
            return "added"  # "four people wounded in Sunday's raid died on Monday"
        if self.low[m.end : m.end + 2] in (["in", "all"], ["in", "total"], ["all", "told"]) and (r.listed or r.mention):
            return "total"  # "killed 12 soldiers and three nurses, 15 in all"
        if r.trigger.measure == "injured" and self._in_this_house(min(m.start, r.trigger.start)):
            return "part"  # "this hospital is treating 22 people": others may be elsewhere
        of_a_group = self.low[m.number + 1 : m.number + 3] == ["of", "the"] and self.low[m.number + 3] in words("groups")
        if (
            r.part
            or opened
            or of_a_group
            or (m.partitive and m.bare and r.how not in (OF_ALL, THOSE))
            or self._condition_of_some(r, m)
        ):
            return "part"
        joins = {"added", "joined"} & set(self.low[max(0, m.start - 2) : m.end + 4])
        if joins and self.low[m.head] in words("entries"):
            return "added"  # "nine names were added to the list of the dead"
        latest = self.low[max(0, m.start - 2) : m.start]
        share = m.start > 2 and self.low[m.start - 3] in ("a", "one")  # "a third of the 210 dead"
        if len(latest) == 2 and latest[1] == "of" and latest[0] in words("ranks") and not share:
            return "cumulative"  # "she is the latest of five girls killed on that road"
        long = periods.long(self.doc, self.quote(m, r.trigger), r.trigger.start, r.trigger.how == "toll")
        if long and not (r.trigger.measure == "missing" and _since_it().search(self.sentence.text)):
            return "cumulative"
        t = r.trigger
        if (
            m.more
            and (not {"others", "other"} & set(self.low[m.start : m.end]) or self._raises(m.end))
            and m.quantity.low != 1
            and not (before and before[-1] != t.measure)
        ):
            return "added"
        # "eleven died on Monday alone", "in Kabel district alone, eleven died"
        alone = "alone" in (*self.low[t.end : t.end + 4], *self.low[m.end : m.end + 4]) or self._there_alone(m)
        return "part" if r.listed or alone else "total"

    def _in_this_house(self, i: int) -> bool:
        """Whether it is a hospital itself that speaks before token i: "this hospital is treating", "our clinic has admitted"."""
        return any(self.low[j] in words("hospitals") and self.low[j - 1] in ("this", "our") for j in range(max(1, i - 6), i))

    def _condition_of_some(self, r: Role, m: Mention) -> bool:
        """Whether it only tells how some of those hurt, told of right before, are: "Four were being treated for burns." """
        told = self.memory.measure in ("injured", "casualties") and self.position - self.memory.measured <= NEAR
        whole, few = figure(self._people() or NOBODY) or 0, figure(m.quantity) or 0
        return (
            r.trigger.measure == "injured"
            and m.bare
            and m.start <= 1
            and told
            and 0 < few < whole
            and _condition().search(self.doc[m.end :].text) is not None
        )

    def _there_alone(self, m: Mention) -> bool:
        """Whether the sentence begins with the one place that the count is of: "in the district of Kabel alone"."""
        head = self.low[: min(m.start, 10)]
        return "alone" in head and head[0] in ("in", "at", "on") and "," not in head[: head.index("alone")]

    def _raises(self, i: int) -> bool:
        """Whether the words from token i on give the toll with the ones counted: "three other people died, bringing to 15 the toll"."""
        verb = next((j for j in range(i, len(self.low)) if self.low[j] in words("raising")), None)
        return verb is not None and any(n.number in range(verb, verb + 9) for n in self.mentions)

    def quote(self, m: Mention, t: Trigger) -> tuple[int, int]:
        """Return the character range in the sentence from the figure to the trigger, cut to LONGEST."""
        doc = self.doc
        first, last = min(m.start, t.start), max(m.end, t.end) - 1
        start, end = doc[first].idx, doc[last].idx + len(doc[last])
        if end - start > LONGEST:
            start, end = doc[m.start].idx, doc[m.end - 1].idx + len(doc[m.end - 1])
        return start, end

    def unreal(self, t: Trigger, m: Mention) -> bool:
        """Whether the words do not assert it: could, threatened to, if, not."""
        low, i = self.low, t.start
        zero = m.quantity.high == 0
        if not zero and unreal.imagined(self.doc, min(i, m.start), m.start, t):
            return True
        window = low[max(0, i - 6) : i]
        after_subject = low[m.end : i] if m.end <= i else window
        if any(w in words("unreal") for w in after_subject[-5:]):
            near = [w for w in after_subject if w in words("unreal")][-1]
            rest = after_subject[after_subject.index(near) :]
            if unreal.sees(rest[1:2]):
                return False
            perfect = "have" in rest
            if near in ("will", "shall", "'ll") and t.measure == "displaced":
                return False
            if not (perfect and near in ("may", "might", "must")):
                return True
        if i and low[i - 1] == "to" and self.doc[i].tag_ == "VB":
            before = low[max(0, i - 6) : i - 1]
            if not any(w in words("real_infinitive") for w in before):
                return True
        if not zero and any(w in ("not", "n't", "never") for w in after_subject[-4:]):
            return True
        opening = low[max(0, min(i, m.start) - 6) : min(i, m.start)]
        return t.how in ("verb", "die") and any(w in words("conditional") for w in opening)
