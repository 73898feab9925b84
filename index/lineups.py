"""Line-ups: the readings of many reports that answer one question, how each two relate, and what holds for the whole."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence, Set
from dataclasses import dataclass
from itertools import combinations
from typing import Any

from claims import intervals, moments, parts, relations, stances, voices, wording
from claims.records import Account, Event, content_id
from claims.relations import Context, Reading, Relation
from index import estimates, independence, inner, questions_in_words, salvos
from index.readings import RESPONSIBILITY, Key, of_report

SURE = 0.5  # probability that two events are one, from which two figures about them can contradict each other
FIRM = 0.7  # ... where the reports name two places and one of them no day: all that is known of such an act is its kind
ALL_PAIRS = 200  # readings up to which every cross-report pair is listed; above, one pair for each two sides

# Verdicts from the strongest; each with the relations that give it. "single" stands apart: one independent report speaks.
VERDICTS: dict[str, tuple[str, ...]] = {
    "disagreement": ("conflict", "altered_copy", "impossible"),
    "revision": ("reversal", "correction", "update", "increment"),
    "spread": ("spread",),
    "loose": ("loose", "denial"),  # the reports can both be right, though the parties cannot
    "agreement": (),
}


@dataclass(frozen=True, slots=True)
class LineUp:
    """The readings that answer one question, and what holds between them. `out` is a row of lineups.jsonl."""

    id: str
    question: str
    kind: str
    measure: str
    subject: str
    place: str
    event: Event
    readings: tuple[Reading, ...]
    sides: tuple[tuple[int, ...], ...]
    pairs: tuple[tuple[int, int, Relation], ...]
    verdict: str
    explanation: str
    estimates: Mapping[str, Mapping[str, int | None]]
    reports: int
    independent_reports: int
    speakers: int
    severity: float

    def out(self) -> dict[str, Any]:
        return {
            "id": self.id,
            "question": self.question,
            "kind": self.kind,
            "measure": self.measure,
            "subject": self.subject,
            "event": self.event.out(),
            "readings": [_row(r) for r in self.readings],
            "sides": [list(s) for s in self.sides],
            "pairs": [{"a": a, "b": b, "relation": r.name, "reason": r.reason} for a, b, r in self.pairs],
            "verdict": self.verdict,
            "explanation": self.explanation,
            "estimates": {k: dict(v) for k, v in self.estimates.items()},
            "reports": self.reports,
            "independent_reports": self.independent_reports,
            "speakers": self.speakers,
            "severity": round(self.severity, 3),
        }


def _row(r: Reading) -> dict[str, Any]:
    q = r.quantity
    return {
        "report": r.report,
        "source": r.source,
        "name": wording.name(r),
        "published": r.published,
        # a text may bear another date than its publication's: the reasons speak of that one
        "as_of": r.as_of or (r.moment if r.moment != r.published else None),
        "said_by": list(r.said_by),
        "low": q.low,
        "high": q.high,
        "approximate": q.approximate,
        "vague": q.vague,
        "actor": r.actor,
        "stance": r.stance,
        "claims": list(r.claims),
        "how": r.how,
        "copy_of": r.copy_of,
    }


Chance = Callable[[str, str], float]  # how likely two events are one (`Edges.chance`)


def build(groups: Sequence[tuple[str, ...]], accounts: Mapping[str, Account], chance: Chance | None = None) -> list[LineUp]:
    """Return the line-ups of groups of event ids that are one event each; `accounts` by report id. Strongest first.

    A group is held together by the mean of its pairs, so a single pair in it may well be of two events: a line-up is a disagreement only
    where `chance` makes one event of those of two readings that conflict (`_least`). Without it (an analyst put the group together) all pairs are sure.
    Raises KeyError where a group names an event that no account holds.
    """
    home = {e.id: (account, e) for _, account in sorted(accounts.items()) for e in account.events}
    out = [line for group in groups for line in _of_group([home[i] for i in sorted(group)], chance)]
    return sorted(out, key=rank)


def rank(line: LineUp) -> tuple[object, ...]:
    """Return the key that orders line-ups for a reader: by verdict, then the most severe first."""
    order = [*VERDICTS, "single"]
    return (order.index(line.verdict), -round(line.severity, 3), -line.independent_reports, line.id)


def _of_group(found: Sequence[tuple[Account, Event]], chance: Chance | None) -> list[LineUp]:
    by_report: dict[str, list[Event]] = defaultdict(list)
    of = {a.report.id: a for a, _ in found}
    for account, event in found:
        by_report[account.report.id].append(event)
    table: dict[Key, list[Reading]] = defaultdict(list)
    for report in sorted(by_report):
        for key, readings in of_report(of[report], by_report[report]).items():
            table[key] += readings
    table = {key: inner.without_lone_parts(readings, key[2]) if not key[3] else readings for key, readings in table.items()}
    table = salvos.some_of_several(table)
    copy_of = independence.copies([a.report for a in of.values()])
    equal = independence.equal_pairs([a.report for a in of.values()], copy_of)
    told = {c.id: c.event for a in of.values() for c in a.claims}

    def one(a: Reading, b: Reading) -> bool:
        if chance is None:
            return True
        pairs = {(told[x].id, told[y].id): (told[x], told[y]) for x in a.claims for y in b.claims}
        return any(chance(*ids) >= _least(*events) for ids, events in pairs.items())

    event = representative([e for _, e in found])
    anchor = min(e.id for _, e in found)
    whole: dict[tuple[str, str], set[str]] = {}
    out = []
    for key in sorted(table, key=lambda k: (k[0], k[1], k[3], k[2] != "people", k[2])):
        kind, measure, subject, place = key
        claims = {c for r in table[key] for c in r.claims}
        outright = {c for r in table[key] if r.how != "sum" for c in r.claims}  # a sum of classes hides what it says of each
        if kind == "casualties" and not place:
            if subject == "people":
                whole[(kind, measure)] = outright
            elif claims <= whole.get((kind, measure), set()) and len({r.report for r in table[key]}) == len(
                {r.report for r in table[(kind, measure, "people", "")]}
            ):
                continue  # every report counts its whole toll in this class: the line-up of the whole holds it all
        out.append(_lineup(key, event, anchor, tuple(r.but(copy_of=copy_of.get(r.report)) for r in table[key]), equal, one))
    return out


def _least(a: Event, b: Event) -> float:
    """Return the probability from which figures about two events can contradict each other."""
    dated = all(e.start and e.start == e.end for e in (a, b))
    return SURE if dated or a.places[:1] == b.places[:1] else FIRM


One = Callable[[Reading, Reading], bool]  # whether two readings are more likely of one event than of two


def _lineup(key: Key, event: Event, anchor: str, readings: tuple[Reading, ...], equal: Set[tuple[str, str]], one: One) -> LineUp:
    kind, measure, subject, place = key
    subject = _subject(subject, readings)
    sides = _sides(readings)
    pairs = _of_one_event(readings, _between_outlets(readings, _pairs(readings, sides, equal)), one)
    copy_of = {r.report: r.copy_of for r in readings if r.copy_of}
    reports = sorted({r.report for r in readings})
    originals = independence.independent(reports, copy_of)
    verdict = _verdict(pairs, originals)
    question = questions_in_words.question(kind, measure, subject, place, event)
    return LineUp(
        id="l" + content_id(anchor, *key),
        question=question,
        kind=kind,
        measure=measure,
        subject=subject,
        place=place,
        event=event,
        readings=readings,
        sides=sides,
        pairs=pairs,
        verdict=verdict,
        explanation=_explain(readings, pairs, verdict, originals),
        estimates=estimates.estimates(readings),
        reports=len(reports),
        independent_reports=originals,
        speakers=len({voices.voice(r.said_by[0]) for r in readings if r.said_by}),
        severity=_severity(readings, pairs, verdict),
    )


def _subject(subject: str, readings: Sequence[Reading]) -> str:
    """Return the class that a line-up counts: where all its readings name one class, that one ("civilians"), else its own."""
    said = {r.subject for r in readings if r.subject}
    return said.pop() if subject == "people" and len(said) == 1 else subject


# --- pairs, sides, verdict


def _answer(r: Reading) -> object:
    """Return what a reading says, for readings of one question the same where they say the same."""
    return (r.stance, r.folded) if r.kind == RESPONSIBILITY else (r.quantity, r.scope == "added")


# The readings of a line-up by report and answer: most pairs are of answers that no report gives beside each other.
Given = dict[str, dict[object, list[Reading]]]


def _near(a: Reading, b: Reading) -> bool:
    if a.kind == RESPONSIBILITY:
        accuse = stances.ACCUSES
        return (a.stance == b.stance or (a.stance in accuse and b.stance in accuse)) and stances.same_side(a, b)
    if (a.scope == "added") != (b.scope == "added") or (a.scope == "part") != (b.scope == "part"):
        return False
    return intervals.close(a.quantity, b.quantity)


def _sides(readings: Sequence[Reading]) -> tuple[tuple[int, ...], ...]:
    """Group readings by what they say; each side is held together by its first reading, the sharpest of the lowest."""
    order = sorted(
        range(len(readings)),
        key=lambda i: (intervals.stated(readings[i].quantity) or 0, readings[i].stance or "", readings[i].folded, i),
    )
    sides: list[list[int]] = []
    for i in order:
        home = next((s for s in sides if _near(readings[s[0]], readings[i])), None)
        if home is None:
            sides.append([i])
        else:
            home.append(i)
    return tuple(tuple(sorted(s)) for s in sides)


def _pairs(
    readings: Sequence[Reading], sides: Sequence[Sequence[int]], equal: Set[tuple[str, str]]
) -> tuple[tuple[int, int, Relation], ...]:
    if len(readings) <= ALL_PAIRS:
        wanted = list(combinations(range(len(readings)), 2))
    else:
        wanted = [tuple(sorted(p)) for s, t in combinations(sides, 2) if (p := _two_reports(readings, s, t))]  # type: ignore[misc]
    mine: dict[str, list[Reading]] = defaultdict(list)
    for r in readings:
        mine[r.report].append(r)
    answers = [_answer(r) for r in readings]
    given: Given = defaultdict(lambda: defaultdict(list))
    for r, answer in zip(readings, answers, strict=True):
        given[r.report][answer].append(r)
    moving = any("up" in r.moves for r in readings)
    raised = _raised(readings, equal)
    accusers = {n: _accusers(r, readings) for n, r in enumerate(readings) if r.stance == "denied"}
    out = []
    for i, j in wanted:
        a, b = readings[i], readings[j]
        if a.report == b.report:
            continue
        a_in_b = answers[i] in given[b.report]
        b_in_a = answers[j] in given[a.report]
        same = (a.copy_of or a.report) == (b.copy_of or b.report)
        context = Context(
            same_text=same,
            altered=same and not a_in_b and not b_in_a and (a.report, b.report) in equal,
            both=(a_in_b and b_in_a) or (a.kind != RESPONSIBILITY and _quoted(a, b, given)),  # the dispute is between speakers
            carried=a.kind != RESPONSIBILITY and (_carried(a, b, mine[b.report]) or _carried(b, a, mine[a.report])),
            moving=moving,
            raised=_rose(raised.get((a.moment or "")[:10], []), a, b) and not _rivals(a, b, given),
            joint=a.kind == RESPONSIBILITY and (_joint(a, b, mine[b.report]) or _joint(b, a, mine[a.report])),
            accusers=accusers.get(i, accusers.get(j, 0)),
        )
        relate = stances.relate if a.kind == RESPONSIBILITY else relations.relate
        out.append((i, j, relate(a, b, context)))
    return tuple(out)


def _between_outlets(
    readings: Sequence[Reading], pairs: tuple[tuple[int, int, Relation], ...]
) -> tuple[tuple[int, int, Relation], ...]:
    """Return the pairs, without conflicts where each of them is between two days of one outlet: that one follows the news, and
    disagrees with nobody. Beside a conflict of two outlets they stay."""
    own = {n for n, (i, j, r) in enumerate(pairs) if r.name == "conflict" and relations.one_outlet(readings[i], readings[j])}
    if len(own) < sum(r.name in VERDICTS["disagreement"] for _, _, r in pairs):
        return pairs
    return tuple((i, j, relations.own_news(readings[i], readings[j], r) if n in own else r) for n, (i, j, r) in enumerate(pairs))


def _of_one_event(
    readings: Sequence[Reading], pairs: tuple[tuple[int, int, Relation], ...], one: One
) -> tuple[tuple[int, int, Relation], ...]:
    """Return the pairs, without conflicts where each of them is between readings whose events are more likely two than one."""
    conflicts = {n for n, (i, j, r) in enumerate(pairs) if r.name == "conflict" or _larger_sort(readings[i], readings[j], r)}
    if not conflicts or any(one(readings[pairs[n][0]], readings[pairs[n][1]]) for n in sorted(conflicts)):
        return pairs
    tell = stances.tells if readings[0].kind == RESPONSIBILITY else wording.says
    return tuple(
        (i, j, relations.unlike(readings[i], readings[j], tell) if n in conflicts else r) for n, (i, j, r) in enumerate(pairs)
    )


def _larger_sort(a: Reading, b: Reading, found: Relation) -> bool:
    """Return whether two wholes are at odds because one counts a sort of people ("12 children") and is the larger: as a conflict would be, that is
    so only of one event."""
    return found.name == "impossible" and any(parts.leaves_out(x, y) for x, y in ((a, b), (b, a)))


def _quoted(a: Reading, b: Reading, given: Given) -> bool:
    """Return whether one of the two reports quotes both speakers with what they say.

    "Red Lantern says 50, the government 18" disagrees with nobody, so not with a report that has the government's 18 alone.
    """
    return any(
        voices.between(x, r) in ("same", "silent") and voices.between(y, r) == "other"
        for x, y in ((a, b), (b, a))
        for r in given[y.report].get(_answer(x), ())
    )


def _raised(readings: Sequence[Reading], equal: Set[tuple[str, str]]) -> dict[str, list[tuple[Reading, Reading]]]:
    """Return, by day, the two whole figures that one voice gives in two reports, one well above the other: its toll rose that day.

    One text with two figures (`equal`) was altered, and tells of no rise.
    """
    told = [r for r in readings if r.said_by and r.moment and r.scope == "total" and r.how == "stated"]
    out: dict[str, list[tuple[Reading, Reading]]] = defaultdict(list)
    for a, b in combinations(told, 2):
        low, high = sorted((intervals.stated(a.quantity) or 0, intervals.stated(b.quantity) or 0))
        one_day = a.subject == b.subject and (a.moment or "")[:10] == (b.moment or "")[:10]
        if (
            a.report != b.report
            and (a.report, b.report) not in equal
            and one_day
            and 0 < low <= 0.8 * high
            and voices.between(a, b) == "same"
        ):
            out[(a.moment or "")[:10]].append((a, b))
    return out


def _rose(raised: Sequence[tuple[Reading, Reading]], a: Reading, b: Reading) -> bool:
    """Return whether other figures show that the toll rose, or the two themselves: where one word names their voice (police and a
    village chief are both authorities, and no one body) and the texts speak of two moments or of a toll that moves."""
    mine = {a.quantity, b.quantity}
    return any({x.quantity, y.quantity} != mine or (voices.named_alike(x, y) and _two_moments(x, y)) for x, y in raised)


def _two_moments(a: Reading, b: Reading) -> bool:
    if "final" in a.moves & b.moves:
        return False
    return a.hour != b.hour or bool({"up", "down", "early", "revised"} & (a.moves | b.moves))


def _carried(a: Reading, b: Reading, theirs: Sequence[Reading]) -> bool:
    """Return whether b's report gives a's figure as well, as a part of b's by the same speaker."""
    return a.scope == "total" and any(
        r is not b and r.scope == "part" and r.quantity == a.quantity and r.said_by == b.said_by for r in theirs
    )


def _rivals(a: Reading, b: Reading, given: Given) -> bool:
    """Return whether one report tells both figures, each by another voice: whoever wrote it knew both, and let both stand."""
    first, second = _answer(a), _answer(b)
    return any(
        x is not y and voices.between(x, y) == "other" and not {"up", "early"} & (x.moves | y.moves)
        for told in given.values()
        if first in told and second in told
        for x in told[first]
        for y in told[second]
    )


def _joint(a: Reading, b: Reading, theirs: Sequence[Reading]) -> bool:
    """Return whether b's speaker, in b's report, also names the side of a: "Valley jets and rebels shelled the town"."""
    accuse = stances.ACCUSES
    return a.stance in accuse and any(
        r is not b and r.said_by == b.said_by and r.stance in accuse and bool(r.folded) and stances.one_side(r.folded, a.folded)
        for r in theirs
    )


def _accusers(denial: Reading, readings: Sequence[Reading]) -> int:
    """Return how many voices in as many independent reports accuse whom a denial speaks for.

    The report of the denial itself is left out: who tells both sides disagrees with nobody.
    """
    home = denial.copy_of or denial.report
    found: list[Reading] = []
    for r in readings:
        other = r.stance in ("blamed", "suspected") and r.said_by and (r.copy_of or r.report) != home
        if other and stances.accuses(r, denial) and all(_apart(r, o) for o in found):
            found.append(r)
    return len(found)


def _apart(a: Reading, b: Reading) -> bool:
    return voices.between(a, b) == "other" and (a.copy_of or a.report) != (b.copy_of or b.report)


def _two_reports(readings: Sequence[Reading], s: Sequence[int], t: Sequence[int]) -> tuple[int, int] | None:
    return next(((i, j) for i in s for j in t if readings[i].report != readings[j].report), None)


APART = frozenset(("different_event", "different_measure"))


def _verdict(pairs: Sequence[tuple[int, int, Relation]], originals: int) -> str:
    names = {r.name for _, _, r in pairs}
    if (originals < 2 and "altered_copy" not in names) or (names and names <= APART):
        return "single"  # no two independent reports answer the question
    return next((v for v, strong in VERDICTS.items() if names & set(strong)), "agreement")


def _strongest(
    readings: Sequence[Reading], pairs: Sequence[tuple[int, int, Relation]], verdict: str
) -> tuple[int, int, Relation] | None:
    wanted = VERDICTS.get(verdict) or relations.RELATIONS
    # what agrees is what makes an agreement, and not a part beside a whole
    found = [p for p in pairs if not VERDICTS.get(verdict) and p[2].name == "agree"] or [p for p in pairs if p[2].name in wanted]

    def order(p: tuple[int, int, Relation]) -> tuple[object, ...]:
        i, j, r = p
        return (relations.RELATIONS.index(r.name), -_safe(readings[i], readings[j]), -r.share, -r.gap, i, j)

    return min(found, key=order, default=None)


def _safe(a: Reading, b: Reading) -> int:
    """Return how many things speak for it that two readings mean one thing: a line-up is best shown by the pair least in doubt."""
    who = a.kind == RESPONSIBILITY
    return sum(
        (
            a.main and b.main,
            a.outright and b.outright if who else a.subject == b.subject,
            2 * (who and a.folded == b.folded),  # one named doer, and not "elements" that may be anybody
            bool(a.said_by and b.said_by),
            bool(a.site and b.site and a.site[0] == b.site[0]),
            who or (a.scope == b.scope == "total" and not a.narrow and not b.narrow),
            who or (a.how == b.how == "stated"),
            who or not (intervals.is_vague(a.quantity) or intervals.is_vague(b.quantity)),
            moments.day(a.moment) is not None and moments.day(a.moment) == moments.day(b.moment),
        )
    )


def _explain(readings: Sequence[Reading], pairs: Sequence[tuple[int, int, Relation]], verdict: str, originals: int) -> str:
    reports = len({r.report for r in readings})
    if verdict == "single" and originals > 1:
        why = _strongest(readings, pairs, verdict)
        return f"No two independent reports answer this of one event. {why[2].reason if why else ''}".strip()
    if verdict == "single":
        copies = f", {reports} reports with one text" if reports > 1 else ""
        return f"Only one independent report speaks ({wording.name(readings[0])}{copies})."
    best = _strongest(readings, pairs, verdict)
    lead = best[2].reason if best else "The readings are of one report."
    same = f" {reports} reports speak, {originals} of them independent." if reports != originals else f" {reports} reports speak."
    return lead + same


def _severity(readings: Sequence[Reading], pairs: Sequence[tuple[int, int, Relation]], verdict: str) -> float:
    """Return how much a line-up deserves a look, for the order of the list only; it is not a probability.

    The largest gap among the strongest pairs as a share of the larger figure (1 where a statement on who did it is at odds),
    times how well the weaker side is supported (independent reports on it: 1, 1.5 from two, 1.75 from three, below 2),
    halved where no report has the event as its main one. docs/concepts tells it in words.
    """
    wanted = VERDICTS.get(verdict, ())
    strong = [p for p in pairs if p[2].name in wanted]
    if not strong:
        return 0.0
    kind = readings[0].kind
    main = 1.0 if any(r.main for r in readings) else 0.5
    behind = {
        k: len({r.copy_of or r.report for r in readings if _near(r, readings[k])})
        for k in {k for i, j, _ in strong for k in (i, j)}
    }
    support = {k: 2.0 - 2.0 ** (1 - n) for k, n in behind.items()}
    return max((1.0 if kind == RESPONSIBILITY else r.share) * min(support[i], support[j]) for i, j, r in strong) * main


def representative(events: Sequence[Event]) -> Event:
    """Return the event that stands for a group: a report's main event, the most precise in place and time; ties by id."""

    def vagueness(e: Event) -> tuple[object, ...]:
        start, end = moments.day(e.start), moments.day(e.end)
        width = (end - start).days if start and end else 10**6
        return (not e.main, not e.what, not e.where, width, -len(e.places), e.id)

    return min(events, key=vagueness)
