"""How much in all: what a report says on one measure of one event, stated or summed from its parts.

One toll for each event, measure and voice. The rules follow what casualty recorders do (Airwars, UCDP): a stated whole before any
sum; parts are never added to their whole; the lowest and highest whole that the quoted sources give both stay; attackers among
the dead count.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from claims import cues, sites
from claims.lists import WHOLE, besides, lists, single, value, voice
from claims.quantities import add, exactly, less
from claims.records import Claim, Event, Quantity, Report, Toll
from claims.standing import LEAST, about_the_lead, another_one, early, moved, raises, replaced, strength, without_parts
from claims.victims import APART, LIVES

FIGHTERS = ("soldiers", "militants", "attackers")  # who are no civilians: beside these, civilians are no whole
COUNTS = ("casualties", "munitions")
FAR = 6  # times more or less than the first stated whole: another count, or a misreading
BREATH = 40  # characters between two that are told of side by side
TOGETHER = 160  # characters within which single victims are told of in one breath


def tolls(report: Report, claims: Sequence[Claim], events: Sequence[Event]) -> list[Toll]:
    """Return the report's tolls, the main event's first."""
    out: list[Toll] = []
    for event in events:
        mine = [c for c in claims if c.event.id == event.id and c.kind in COUNTS]
        dead, one_by_one = 0, False
        deaths = [c for c in mine if c.measure == "killed"]
        for measure in sorted(dict.fromkeys(c.measure for c in mine), key=lambda m: m != "killed"):
            of = about_the_lead(report, [c for c in mine if c.measure == measure], mine)
            beside = _beside(claims, event, measure) if event.main else []
            found = _stated(report, event, measure, of, beside) or _summed(
                report.id, event, measure, of, dead, one_by_one, deaths
            )
            stated = max((value(t.quantity) for t in found if t.how == "stated"), default=0)
            if stated > 1 and (more := another_one(of, stated)) is not None:
                parts = next(t.claims for t in found if value(t.quantity) == stated)
                found.append(
                    Toll(report.id, event, measure, more.subject, exactly(stated + 1), more.said_by, "sum", (*parts, more.id))
                )
            if measure == "injured" and dead:
                whole = found
                found = _less_the_dead(found, of, dead, one_by_one, deaths)
                rest = [c for c in of if c.person is not None and LIVES in c.why and all(c.id not in t.claims for t in whole)]
                if whole and not found and rest:  # "three were shot" are the dead; one who lives is told of further on
                    found = _summed(report.id, event, measure, rest, dead, one_by_one, deaths)
            if measure == "killed":
                dead = max((value(t.quantity) for t in found), default=0)
                one_by_one = dead <= sum(map(single, of))
            out += found
        out += _undivided(report.id, event, mine, out)
    return out


def _less_the_dead(
    found: Sequence[Toll], hurt: Sequence[Claim], dead: int, one_by_one: bool, killed: Sequence[Claim]
) -> list[Toll]:
    """Return the tolls of the hurt without those who died: "four were shot" and "one of them died" leaves three.

    Only where no claim says more than that they were shot, stabbed or taken away, and none tells them apart from the dead.
    """
    out = []
    acts = all(_act(c) for c in hurt if any(c.id in t.claims for t in found))
    for t in found:
        claims = [c for c in hurt if c.id in t.claims]
        others = (
            any(map(_another, claims))
            or (len(claims) == 1 and single(claims[0]) and any(map(_another, killed)))
            or _other_weapon(claims, killed)
        )
        if others or not all(map(_open_end, claims)) or (one_by_one and all(APART in c.why for c in claims)):
            out.append(t)
        elif value(t.quantity) == dead or (
            not one_by_one and value(t.quantity) < dead and all(single(c) and _act(c) for c in claims)
        ):
            continue
        elif all(map(_act, claims)) and any(value(t.quantity) == value(o.quantity) + dead for o in found):
            continue  # "five shot, one killed" above "killing one and injuring four"
        elif not all(map(_act, claims)) or any(map(single, claims)):
            out.append(t)
        elif value(t.quantity) > dead and acts:
            out.append(replace(t, quantity=less(t.quantity, dead), how="sum"))
    return out


def _other_weapon(hurt: Sequence[Claim], killed: Sequence[Claim]) -> bool:
    """Whether the hurt were stabbed and the dead shot, or the other way: "police shot dead a man who had stabbed three"."""
    a, b = (
        {w for w in ("stab", "shot", "shoot") for c in claims for line in c.why if f"'{w}" in line} for claims in (hurt, killed)
    )
    return bool(a and b) and ("stab" in a) != ("stab" in b)


def _act(c: Claim) -> bool:
    """Whether a claim tells of the act alone: "four were shot"."""
    return _said_with(c, "act")


def _top(q: Quantity) -> int:
    return q.high if q.high is not None else q.low if q.low is not None else 1_000_000_000


def _wholes(claims: Sequence[Claim]) -> list[Claim]:
    """Return the claims that state a whole: of people at large, or of the one class that the report counts at all."""
    stated = [c for c in claims if c.scope in ("total", "cumulative") and not single(c)]
    stated = [c for c in stated if not replaced(c, stated)]
    classes = {c.subject for c in stated}
    if "people" in classes or "casualties" in classes or classes.isdisjoint(FIGHTERS):
        whole = [c for c in stated if c.subject in WHOLE]
    else:  # "47 civilians, the council said. State media spoke of dozens of militants": two accounts, each with its whole
        fought = {voice(c) for c in stated if c.subject in FIGHTERS}
        whole = [] if "" in fought else [c for c in stated if c.subject in WHOLE and voice(c) not in fought]
    if whole:
        return without_parts(whole)
    others = {c.subject for c in claims if c.person is not None and c.scope != "part"} - classes
    narrow = bool(classes & {"children", "women"}) and bool(others)
    return without_parts(stated) if len(classes) == 1 and not narrow else []


def _beside(claims: Sequence[Claim], main: Event, measure: str) -> list[Claim]:
    """Return what quoted sources say of an event of the main one's days that the report hardly tells apart from it."""
    return [
        c for c in claims
        if c.measure == measure and c.kind in COUNTS and c.said_by and not c.event.main and c.scope == "total" and c.subject in WHOLE
        and not single(c) and _days_meet(c.event, main)
    ]  # fmt: skip


def _days_meet(a: Event, b: Event) -> bool:
    if not (a.start and a.end and b.start and b.end):
        return False
    return a.start <= b.end and b.start <= a.end and a.start[:4] == b.start[:4]


def _stated(report: Report, event: Event, measure: str, claims: Sequence[Claim], beside: Sequence[Claim]) -> list[Toll]:
    """Return one toll for each voice that states a whole not far from the one that the report states first."""
    sums = lists(claims) | sites.sums(report, claims)
    wholes = _wholes(claims) or [c for c in claims if c.id in sums and sums[c.id][0].subject in WHOLE and not single(c)]
    whole = sorted((sums.get(c.id, (c,))[0] for c in wholes), key=lambda c: (c.within == "title", c.start))
    if not whole:
        return []
    most = max(value(c.quantity) for c in whole)
    summed = [
        c for c, *_ in dict.fromkeys(sums.values()) if c.subject in WHOLE and value(c.quantity) > most > 0 and c not in whole
    ]
    whole[:0] = summed[:1]
    risen = max((c for c in whole if moved(report, c)), key=lambda c: value(c.quantity), default=None)
    if risen is not None:
        whole = [c for c in whole if c.said_by or c.start <= risen.start or not 0 < value(c.quantity) < value(risen.quantity)]
    made = {total.id: tuple(c.id for c in members) for total, *members in sums.values()}
    stated = max((value(c.quantity) for c in whole if c.id not in made), default=0)
    whole = [c for n, c in enumerate(whole) if not n or c.id not in made or c.said_by or value(c.quantity) >= stated]
    whole += beside
    first = whole[0].quantity
    if first.vague and not value(first):  # "dozens", and further down a source with 2: it counts something else
        whole = [c for c in whole if not 0 < value(c.quantity) < LEAST[strength(first.vague)]]
    lead = next((value(c.quantity) for c in whole if value(c.quantity)), 0)
    kept = [c for c in whole if not lead or not value(c.quantity) or lead <= value(c.quantity) * FAR <= lead * FAR * FAR]
    if lead:
        kept = [c for c in kept if value(c.quantity)] or kept
    else:
        strongest = max(strength(c.quantity.vague) for c in kept)
        kept = [c for c in kept if strength(c.quantity.vague) == strongest or c.quantity.high == 0]
    best: dict[str, Claim] = {}
    for c in kept:
        held = best.get(voice(c))
        if held is None or (voice(c) and value(c.quantity) > value(held.quantity)):
            best[voice(c)] = c
    highest = max((value(c.quantity) for c in best.values()), default=0)
    best = {v: c for v, c in best.items() if not v or value(c.quantity) >= highest or not early(report, c)}
    own = best.get("")
    if own is not None and own.quantity.low:
        # What a source is quoted with beside the report's own figure: an earlier or partial count lowers nothing.
        best = {v: c for v, c in best.items() if c is own or _top(c.quantity) >= own.quantity.low}
    attackers = [c for c in claims if c.subject == "attackers" and single(c) and c.scope != "part"]
    out = []
    for c in best.values():
        beside = (
            attackers
            if measure == "killed"
            and attackers
            and (
                any(_victims_of_somebody(x) and (x is c or x.quantity == c.quantity) for x in (c, *claims))
                or any(_victims_of_somebody(m) for total, *ms in sums.values() if total.quantity == c.quantity for m in ms)
            )
            and c is max(best.values(), key=lambda x: value(x.quantity))
            else []
        )
        beside = beside or besides(claims, c, made)
        total = c.quantity
        for a in beside[:1]:
            total = add(total, a.quantity)
        how = "sum" if beside or c.id in made else "stated"
        out.append(
            Toll(
                report.id,
                event,
                measure,
                c.subject,
                total,
                c.said_by,
                how,
                (*made.get(c.id, (c.id,)), *(a.id for a in beside[:1])),
            )
        )
    for c in best.values():
        more = [
            x
            for x in kept
            if x is not c
            and voice(x) == voice(c)
            and _top(x.quantity) > value(c.quantity)
            and (raises(report, x) or not voice(x))
        ]
        if c.quantity.low and more:  # "at least 35", and further on "could be as high as 37": both ends of what it says
            x = max(more, key=lambda x: _top(x.quantity))
            if all(t.quantity != x.quantity for t in out):
                out.append(Toll(report.id, event, measure, x.subject, x.quantity, x.said_by, "stated", (x.id,)))
    return out


def _victims_of_somebody(c: Claim) -> bool:
    """Return whether a count is of those whom somebody killed, so that the killer is not among them ("killed two, then himself")."""
    return any("its object" in w for w in c.why)


def _summed(
    report: str, event: Event, measure: str, claims: Sequence[Claim], dead: int, one_by_one: bool, killed: Sequence[Claim] = ()
) -> list[Toll]:
    """Return the sum of disjoint parts where no whole is stated: classes once each, single persons one by one."""
    counted = [c for c in claims if not single(c) and c.scope != "added"]
    totals = [c for c in counted if c.scope != "part"] or counted
    at_large = [
        c for c in totals if c.subject == "people" or (c.subject in WHOLE and {x.subject for x in totals}.isdisjoint(FIGHTERS))
    ]
    parts = _largest_of_each_class(at_large or totals)[: 1 if at_large else None]
    persons = [c for c in claims if c.person is not None and c.scope != "part"]
    others = [c for c in claims if single(c) and c.person is None and c.scope != "part"]
    if measure == "injured" and dead:
        persons = _alive(persons, dead, one_by_one)
    if not parts:
        told = any(c.scope == "part" and single(c) for c in claims) or any(
            single(c) and not _open_end(c) and _beside_one(c, killed) for c in claims
        )
        if not persons and measure == "injured" and dead == 1 and not told:
            return []  # the one who was shot is the one who died
        parts = persons if len(persons) >= len(_in_one_breath(others)) else _in_one_breath(others)
    elif not at_large:
        parts = [*parts, *(p for p in persons if all(c.subject != p.subject for c in parts))]
    if not parts:
        parts = [c for c in claims if c.scope == "added"][:1] or list(claims[:1])
    side = _side_by_side(claims) or next((members for _, *members in lists(claims).values()), [])
    killers = [c for c in persons if c.subject == "attackers"] if any(map(_victims_of_somebody, side)) else []
    if side and sum(value(c.quantity) for c in (*side, *killers)) > sum(value(c.quantity) for c in parts):
        parts = [*side, *killers]
    parts = sorted(parts, key=lambda c: c.start)
    total = parts[0].quantity
    for c in parts[1:]:
        total = add(total, c.quantity)
    subject = parts[0].subject if len({c.subject for c in parts}) == 1 else "people"
    how = "stated" if len(parts) == 1 else "sum"
    return [Toll(report, event, measure, subject, total, parts[0].said_by, how, tuple(c.id for c in parts))]


def _beside_one(c: Claim, killed: Sequence[Claim]) -> bool:
    """Whether somebody hurt is told of beside somebody dead in one breath: "an officer was wounded and a suspect was killed"."""
    return any(single(k) and k.within == c.within and 0 <= max(c.start - k.end, k.start - c.end) < BREATH for k in killed)


def _side_by_side(claims: Sequence[Claim]) -> list[Claim]:
    """Return the first counts that are told in one list with one verb, where no whole is: "a woman and three children were killed"."""
    for c in claims:
        same = [x for x in claims if x.scope == "part" and x.end == c.end and x.within == c.within]
        if len(same) > 1 and len({x.subject for x in same}) == len(same):
            return same
    return []


def _alive(persons: Sequence[Claim], dead: int, one_by_one: bool) -> list[Claim]:
    """Return the persons hurt, less as many as died of those of whom the report says no more than that they were shot or taken away.

    `one_by_one`: all dead are told of as single persons, so that who differs from each of them is alive.
    """
    shot = [c for c in persons if _open_end(c) and not _another(c) and not (one_by_one and APART in c.why)]
    gone = {c.id for c in shot[:dead]}
    return [c for c in persons if c.id not in gone]


def _open_end(c: Claim) -> bool:
    """Whether a claim says no more than that somebody was shot or taken away: he may be among the dead."""
    return LIVES not in c.why and _said_with(c, "open_end")


def _said_with(c: Claim, name: str) -> bool:
    """Whether the cue of a claim is one of the list `name` in cues/victims.toml."""
    words = tuple(f"'{w}" for w in cues.load("victims")["words"][name])
    cues_ = [w.removeprefix("measure: ") for w in c.why]
    return any(w.startswith(words) and not w.startswith(("'shot and wounded", "'shot and injured")) for w in cues_)


def _another(c: Claim) -> bool:
    return bool(set(c.quote.casefold().split()[:2]) & set(cues.load("victims")["words"]["another"]))


def _largest_of_each_class(claims: Sequence[Claim]) -> list[Claim]:
    best: dict[str, Claim] = {}
    for c in claims:
        if c.subject not in best or value(c.quantity) > value(best[c.subject].quantity):
            best[c.subject] = c
    return sorted(best.values(), key=lambda c: c.start)


def _in_one_breath(singles: Sequence[Claim]) -> list[Claim]:
    """Return the most single victims that are told of close together; the same one told of again further on is no other."""
    best: list[Claim] = []
    for c in singles:
        near = [x for x in singles if x.within == c.within and voice(x) == voice(c) and 0 <= x.start - c.start <= TOGETHER]
        distinct = list({(x.subject, x.noun): x for x in near}.values())
        if len(distinct) > len(best):
            best = distinct
    return best


def _undivided(report: str, event: Event, claims: Sequence[Claim], found: Sequence[Toll]) -> list[Toll]:
    """Return, for "an unknown number were killed and wounded", a toll of both: there were some of each, and no figure."""
    both = [c for c in claims if c.measure == "casualties" and c.quantity.vague and c.quantity.low is None and c.scope == "total"]
    have = {t.measure for t in found if t.event.id == event.id}
    shot = [c for c in claims if c.measure == "casualties" and c.quantity.low and _act(c) and c.scope == "total"]
    dead = max((value(t.quantity) for t in found if t.event.id == event.id and t.measure == "killed"), default=0)
    if shot and "injured" not in have and 0 < dead < value(shot[0].quantity):  # "four were shot, one fatally"
        c = shot[0]
        return [Toll(report, event, "injured", c.subject, less(c.quantity, dead), c.said_by, "sum", (c.id,))]
    return [
        Toll(report, event, m, both[0].subject, both[0].quantity, both[0].said_by, "stated", (both[0].id,))
        for m in ("killed", "injured") if both and m not in have
    ]  # fmt: skip
