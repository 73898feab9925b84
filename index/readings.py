"""From one report's claims to its rows in the line-ups of one event: which claims answer which question, and as what reading."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence, Set
from functools import cache, lru_cache

from claims import (
    actors,
    asof,
    classes,
    cues,
    grounds,
    hours,
    intervals,
    lists,
    nested,
    patterns,
    sides,
    standing,
    times,
    voices,
    wording,
)
from claims.parts import wider
from claims.quantities import add
from claims.records import Account, Claim, Event, Quantity, Report, Toll
from claims.relations import Reading
from index import fewer, inner, salvos, sentence_places, steps, stretches, telling

# The question a line-up answers: kind, measure, class of what is counted, place of a part ("" for the whole).
Key = tuple[str, str, str, str]

RESPONSIBILITY = "responsibility"


def of_report(account: Account, events: Sequence[Event]) -> dict[Key, list[Reading]]:
    """Return what a report says of an event (told by it as `events`, one or several), by question."""
    ids = {e.id for e in events}
    claims = [c for c in account.claims if c.event.id in ids and not standing.replaced(c, account.claims)]
    out: dict[Key, list[Reading]] = defaultdict(list)
    for kind, measure in sorted({(c.kind, c.measure) for c in claims if c.kind != RESPONSIBILITY}):
        mine = [c for c in claims if c.kind == kind and c.measure == measure]
        for key, group in (_casualties if kind == "casualties" else salvos.by_question)(mine).items():
            kinds = fewer.kinds(group) if key[2:] != ("people", "") else {}
            merged = _merge([_reading(account, c, key, kinds.get(c.id, "")) for c in group], account)
            single = {c.id for c in group if c.person is not None or c.quantity == ONE}
            merged = [r.but(whole=_whole_of(r, mine)) for r in steps.brought(merged, group, account)]
            if key[2:] != ("people", ""):
                merged = inner.one_among_others(merged, single, mine)
            out[key] += merged if key[3] else _inside(merged, single)
        if kind == "munitions":
            for key, a, b in salvos.side_by_side(mine):
                r = _reading(account, a, key)
                out[key].append(r.but(quantity=add(a.quantity, b.quantity), how="sum", claims=(a.id, b.id)))
            for key, a, b in salvos.and_more(mine):
                n, more = (intervals.stated(c.quantity) or 0 for c in (a, b))
                r = _reading(account, a, key).but(
                    quantity=add(a.quantity, b.quantity), how="sum", claims=(a.id, b.id), struck=None, added=(more, n)
                )
                if not any(o.quantity == r.quantity for o in out[key]):
                    out[key] = [*(o for o in out[key] if not set(o.claims) <= {a.id, b.id}), r]
    for toll in account.tolls:
        if toll.event.id in ids and toll.how == "sum":
            told = {fewer.class_of(c) for c in claims if c.id in toll.claims}
            for subject in sorted({"people", *told} if len(told) == 1 else {"people"}):  # "a nurse and two medics": three medics
                _sum(account, toll, ("casualties", toll.measure, subject, ""), claims, out)
    if ("casualties", "killed", "people", "") in out:
        out["casualties", "killed", "people", ""] = inner.with_attackers(out["casualties", "killed", "people", ""], claims)
    who = [c for c in claims if c.kind == RESPONSIBILITY]
    if who:
        out[(RESPONSIBILITY, RESPONSIBILITY, "", "")] = _statements(account, who)
    return {k: sorted(v, key=_order) for k, v in out.items() if v}


def _sum(account: Account, toll: Toll, key: Key, claims: Sequence[Claim], out: dict[Key, list[Reading]]) -> None:
    """Put the sum of a report's parts beside its other readings of one question."""
    first = next((c for c in claims if c.id in toll.claims), None)
    if first is None or toll.measure not in _COUNTED or any(r.quantity == toll.quantity for r in out.get(key, [])):
        return
    r = _reading(account, first, key).but(
        quantity=toll.quantity,
        said_by=toll.said_by,
        scope="total",
        subject=key[2],
        narrow=fewer.without_men([c for c in claims if c.id in toll.claims]),
        trade="",
        place="",
        how="sum",
        as_of=None,
        moment=written(account.report),
        claims=tuple(toll.claims),
        added=(),
    )
    # The sum stands for its members where they were all there was to set beside the wholes of others.
    parts = {o.claims for o in out[key] if o.scope in ("part", "total", "added") and set(o.claims) <= set(toll.claims)}
    out[key] = [o for o in out[key] if o.claims not in parts] if len(parts) == len(out[key]) else out[key]
    out[key].append(r)


ONE = Quantity(1, 1)
NEARLY = 0.67  # share of a report's own total from which a speaker's lower one is a second opinion and no part of it
_COUNTED = ("killed", "injured", "missing", "captured", "displaced", "casualties")


def _order(r: Reading) -> tuple[object, ...]:
    return (r.report, r.claims, r.said_by, str(r.quantity), r.stance or "", r.folded)


def _casualties(claims: Sequence[Claim]) -> dict[Key, list[Claim]]:
    """Return the claims by question: the whole toll, each class that is counted apart, each place."""
    kind, measure = claims[0].kind, claims[0].measure
    out: dict[Key, list[Claim]] = defaultdict(list)
    whole: list[Claim] = []
    for c in claims:
        if c.place:
            out[(kind, measure, fewer.class_of(c), wording.plain(c.place))].append(c)
            continue
        if fewer.class_of(c) == "people":
            whole.append(c)
        else:
            out[(kind, measure, fewer.class_of(c), "")].append(c)
    totals = {fewer.class_of(c) for c in claims if not c.place and c.scope in ("total", "cumulative")}
    if "people" not in totals:
        whole += _one_class(claims)
    else:
        figures = {c.quantity for c in whole if c.scope in ("total", "cumulative")}
        for c in claims:  # "32 civilians" in the lead, "32 people" below: one figure in two words
            if not c.place and fewer.class_of(c) != "people" and c.scope in ("total", "cumulative") and c.quantity in figures:
                whole.append(c)
    if not whole:
        # No whole of its own: its parts stand beside the wholes of others, as parts.
        whole = [c for c in claims if c.scope == "part" and not c.place]
    if whole:
        out[(kind, measure, "people", "")] = whole
    return out


def _one_class(claims: Sequence[Claim]) -> list[Claim]:
    """Return the claims of the one class that a report, or a speaker beside whom it counts none, speaks of: that is the whole toll, counted
    in that class ("16 civilians were killed")."""
    told = [c for c in claims if not c.place and c.scope in ("total", "cumulative", "added")]
    by: dict[str, set[str]] = defaultdict(set)
    for c in told:
        if c.scope != "added":
            by[lists.voice(c)].add(fewer.class_of(c))
    tops = {
        v: [s for s in mine | by.get("", set()) if not any(w in mine | by.get("", set()) for w in wider(s))]
        for v, mine in by.items()
    }
    return [c for c in told if len(tops.get(lists.voice(c), [])) == 1 and fewer.class_of(c) == tops[lists.voice(c)][0]]


def _inside(readings: Sequence[Reading], single: Set[str] = frozenset()) -> list[Reading]:
    """Mark as parts the smaller totals of one speaker: a report that gives 4 in all and tells of one victim counts that one within the 4.

    A single victim (of the claims `single`) is one of them whoever tells of it.
    """
    out = []
    readings = [r.but(scope="total") if r.scope == "part" and _is_left(r) and _more(r, readings) else r for r in readings]
    readings = [r.but(scope="total") if r.scope == "part" and _told_as_whole(r, readings) else r for r in readings]
    readings = [r.but(moves=r.moves | {"early"}) if _passed(r, readings) or _fewer_left(r, readings) else r for r in readings]
    for r in readings:
        high = r.quantity.high
        parts = (
            o
            for o in readings
            if high is not None
            and o.quantity.low is not None
            and o.quantity.low > high
            and o.scope == r.scope == "total"
            and (o.said_by == r.said_by or set(r.claims) <= single or (not o.said_by and high <= NEARLY * o.quantity.low))
            and not {"early", "down"} & (r.moves | o.moves)
        )
        out.append(r.but(scope="part", inferred=True) if next(parts, None) else r)
    return out


def _passed(r: Reading, readings: Sequence[Reading]) -> bool:
    """Return whether the report itself tells that the toll went past a figure: "rises to 70" in its headline, "now 131" below."""
    high = r.quantity.high
    return (
        r.scope == "total"
        and high is not None
        and any(
            o.scope == "total" and "up" in o.moves and (o.quantity.low or 0) > high and voices.between(o, r) != "other"
            for o in readings
        )
    )


def _fewer_left(r: Reading, readings: Sequence[Reading]) -> bool:
    """Return whether the report itself tells how many of them are left: "two of the seven missing were found, leaving five"."""
    left = (o for o in readings if _is_left(o) and o.quantity.high is not None)
    return r.scope == "total" and not _is_left(r) and any((o.quantity.high or 0) < (r.quantity.low or 0) for o in left)


def _is_left(r: Reading) -> bool:
    return "left" in r.moves and r.measure in ("missing", "captured", "displaced")


def _told_as_whole(r: Reading, readings: Sequence[Reading]) -> bool:
    """Return whether the report gives the figure of a part as the whole, too: "killed at least 44", and "hospitals received 44 bodies"."""
    same = (o for o in readings if o.scope == "total" and o.subject == r.subject and o.place == r.place)
    return r.quantity.low is not None and any(o.quantity.low == r.quantity.low for o in same)


def _more(r: Reading, readings: Sequence[Reading]) -> bool:
    """Return whether the report tells of more whom the same befell."""
    return any(o.scope == "total" and (o.quantity.low or 0) > (r.quantity.low or 0) for o in readings)


def _whole_of(r: Reading, claims: Sequence[Claim]) -> Quantity | None:
    """Return the figure that a part is a part of: the smallest total of a wider class that holds it, by the same speaker or nobody."""
    high = r.quantity.high
    if r.scope != "part" or high is None:
        return None
    wholes = [
        c.quantity
        for c in claims
        if c.scope in ("total", "cumulative")
        and not c.place
        and (fewer.class_of(c) in wider(r.subject) or fewer.class_of(c) == r.subject == "people")
        and c.said_by in ((), r.said_by)
        and c.quantity.low is not None
        and c.quantity.low > high
    ]
    return min(wholes, key=lambda q: q.low or 0, default=None)


# --- one claim as a reading


def _reading(account: Account, c: Claim, key: Key, kind: str = "") -> Reading:
    r = account.report
    sentence = telling.sentence(r, c)
    site = sentence_places.site(sentence, c.event.where)
    return Reading(
        report=r.id,
        source=r.source,
        title=" ".join((r.title or r.text[: 2 * wording.TITLE]).split()) if not r.source else "",
        published=r.published,
        as_of=c.as_of,
        kind=c.kind,
        measure=c.measure,
        said_by=c.said_by,
        quantity=c.quantity,
        subject=fewer.class_of(c) if c.kind == "casualties" else key[2],
        scope="part" if c.scope == "total" and _seen(c.said_by) else c.scope,
        place=c.place,
        moment=c.as_of or written(r),
        start=c.event.start,
        end=c.event.end,
        main=c.event.main,
        what=c.event.what,
        moves=_all_moves(account, c, sentence),
        hour=(as_of_hour := asof.hour(sentence, sentence.find(c.quote))),
        struck=hours.of_event(sentence) if as_of_hour is None else None,
        acts=_acts(c.quote) or _acts(sentence),
        side=_side(c, sentence),
        outright=_outright(c),
        told=_told(c.quote, sentence) | _dead(account, c) if c.kind == RESPONSIBILITY else frozenset(),
        spots=sentence_places.elsewhere(sentence_places.spots(sentence), c),
        narrow=kind or fewer.trade(c, sentence) or fewer.faring(c) or salvos.sort(c),
        trade=fewer.noun(c),
        site=site,
        holder=(sentence_places.holder(sentence, site[1]) or sentence_places.holder_after(r.text, site[1])) if site else "",
        ground=grounds.read(sentence),
        nest=nested.read(sentence),
        places=c.event.places,
        spread=sentence_places.spread(sentence),
        named=frozenset(p for e in account.events for p in e.places),
        stretch=stretches.of_event(sentence, written(r), c.event),
        lone=c.person is not None,
        claims=(c.id,),
    )


def _side(c: Claim, sentence: str) -> str:
    """Return whose act a claim tells of: by its own sentence, else by all that its event's claims tell."""
    if c.kind == RESPONSIBILITY or c.event.what in sides.disputed():  # whose it was is the question
        return ""
    at = sentence.find(c.quote)
    return (sides.side(sentence, at, at + len(c.quote)) if at >= 0 else "") or c.event.side


def _all_moves(account: Account, c: Claim, sentence: str) -> frozenset[str]:
    """Return what the words around a figure say of its moves. One told as lower than another, which came first, is not the early one itself."""
    near, behind = _moves(_near(account, c) + "".join(f" {s}" for s in c.said_by)), _behind(c, sentence)
    near = near - {"early"} if "down" in behind else near
    return near | _corrects(sentence, _next(account.report, c, sentence)) | behind


@cache
def _footage() -> frozenset[str]:
    return frozenset(cues.load("responsibility")["stance"]["pictures"])


def _seen(said_by: tuple[str, ...]) -> bool:
    """Return whether a picture "says" it: whoever counts the bodies on it has no more than a part of the toll."""
    return bool(said_by) and bool(_footage() & set(wording.plain(said_by[0]).split()))


@lru_cache(maxsize=4096)
def written(report: Report) -> str | None:
    """Return when a report was written: its publication time, unless the date at the head of its own text says another day."""
    day = times.anchor(report)
    if day is None or (report.published or "").startswith(day.isoformat()):
        return report.published
    return day.isoformat()


def _near(account: Account, c: Claim) -> str:
    """Return the words near a figure: its quote, what stands before it and, unless the quote is a clause, close behind it."""
    text = account.report.title if c.within == "title" else account.report.text
    clause = c.end - c.start > 80
    before = re.split(r"[.!?]\s|\n", text[max(0, c.start - (BEFORE if clause else 70)) : c.start])[-1]
    behind = _BEHIND.match(text, c.end)  # "a day" and not "a day after" would be how often
    after = "" if clause or behind is None else re.split(r"[.!?](?:\s|$)|\n", behind.group())[0]
    return before + text[c.start : c.end] + after


_BEHIND = re.compile(r".{0,25}\S*(?: \S+)?", re.DOTALL)
BEFORE = 30  # characters before a clause that counts: "police lowered (the number of those hurt when a car hit them to 17)"


@cache
def _behind_classes() -> patterns.Classes:
    return patterns.Classes(cues.load("relations")["behind"], tail="")


def _behind(c: Claim, sentence: str) -> frozenset[str]:
    """Return what the rest of its sentence says of a figure: "17 were hurt in Tuesday's wreck, five fewer than in the first count"."""
    rest = sentence[max(0, sentence.find(c.quote) + len(c.quote) - 1) :]
    return frozenset(_behind_classes().names(rest))


@cache
def _act_classes() -> patterns.Classes:
    what = cues.load("events")["what"]
    acts = cues.load("relations")["acts"]
    return patterns.Classes({family: [p for k in kinds for p in what.get(k, [])] for family, kinds in acts.items()})


@lru_cache(maxsize=16384)
def _acts(sentence: str) -> frozenset[str]:
    return frozenset(_act_classes().names(sentence))


@cache
def _open_words() -> re.Pattern[str]:
    return re.compile(rf"\b{patterns.any_of(cues.load('relations')['outright']['words'])}\b")


def _outright(c: Claim) -> bool:
    """Whether a statement says in so many words who did it; an act told with its doer in passing does not."""
    return c.kind == RESPONSIBILITY and bool(_open_words().search(c.quote))


@cache
def _targets() -> re.Pattern[str]:
    table = cues.load("events")["targets"]
    return re.compile(rf"\b({patterns.any_of([*table['words'], *table['told']])})s?\b", re.I)


@lru_cache(maxsize=16384)
def _told(quote: str, sentence: str) -> frozenset[str]:
    return classes.kinds(quote) | {m.group(1).lower() for m in _targets().finditer(sentence)}


def _dead(account: Account, c: Claim) -> frozenset[str]:
    """Return the figures of the dead that stand near a statement on who did it: two that tell of as many dead tell of one act."""
    near = (x for x in account.claims if x.measure == "killed" and x.within == c.within and abs(x.start - c.start) < NEAR)
    told = (x.quantity.low for x in near if x.quantity.low == x.quantity.high)
    return frozenset(f"{n} dead" for n in told if n and n > 1)


NEAR = 200  # characters between a statement and a figure that are of one act


@lru_cache(maxsize=16384)
def _corrects(sentence: str, following: str) -> frozenset[str]:
    """Return "revised" where a sentence says what its figure is to be instead of another ("77 girls, not 129"), or it or what follows calls
    that other one wrong ("the earlier figure of 129 was a mistake"); "safe" where they tell of others who are; "early"
    where they call the figure provisional; and "final" where the sentence calls its count final."""
    say = _move_classes().first
    wrong = say("instead", sentence) or say("wrong", sentence) or say("wrong", following)
    safe = say("safe", sentence) or say("safe", following)
    early = say("provisional", sentence) or say("provisional", following)
    told = (("revised", wrong), ("final", say("final", sentence)), ("safe", safe), ("early", early))
    return frozenset(name for name, found in told if found)


FOLLOWING = 200  # characters behind a sentence in which it may be said that another figure was wrong


def _next(report: Report, c: Claim, sentence: str) -> str:
    """Return what follows the sentence of a claim, in its paragraph."""
    if c.within == "title":
        return ""
    at = c.end + len(sentence) - sentence.find(c.quote) - len(c.quote)
    return report.text[at : at + FOLLOWING].split("\n")[0]


@cache
def _move_classes() -> patterns.Classes:
    return patterns.Classes(cues.load("relations")["moves"], tail="")


def _moves(text: str) -> frozenset[str]:
    return frozenset(_move_classes().names(text))


def _merge(readings: Sequence[Reading], account: Account) -> list[Reading]:
    """Fold what one report says twice: the same figure, or a rounder one ("more than 30", then "32"), by the same or no speaker."""
    at = {c.id: (c.within == "title", c.start) for c in account.claims}
    added = tuple(sorted({n for r in readings if r.scope == "added" and (n := intervals.stated(r.quantity)) is not None}))
    left = sorted(readings, key=lambda r: (_blunt(r.quantity), not r.said_by, at[r.claims[0]]))
    out: list[Reading] = []
    for r in left:
        home = next((i for i, o in enumerate(out) if _one(o, r)), None)
        if home is None:
            out.append(r.but(added=added if r.scope != "added" else ()))
        else:
            o = out[home]
            ids = tuple(sorted({*o.claims, *r.claims}, key=lambda i: (at[i], i)))
            subject = o.subject if o.subject == r.subject or r.subject in wider(o.subject) else r.subject
            own = {} if o.as_of or not r.as_of else {"as_of": r.as_of, "moment": r.moment}
            out[home] = o.but(
                claims=ids, moves=o.moves | (r.moves - {"early"}), said_by=o.said_by or r.said_by, subject=subject, **own
            )
    return out


def _blunt(q: Quantity) -> int:
    """Return how blunt a quantity is: exact figures first, vague words last."""
    if q.low is None and q.high is None:
        return 4
    if q.low == q.high:
        return 1 if q.approximate else 0
    return 2 if q.low is not None and q.high is not None else 3


def _one(o: Reading, r: Reading) -> bool:
    if (o.scope != r.scope and "added" in (o.scope, r.scope)) or (o.said_by and r.said_by and o.said_by != r.said_by):
        return False
    if ("early" in o.moves) != ("early" in r.moves) and o.quantity != r.quantity:
        return False
    if o.quantity == r.quantity:
        return True
    return o.scope == r.scope and (not r.said_by or o.said_by == r.said_by) and intervals.close(o.quantity, r.quantity)


# --- responsibility


def fold(actor: str | None) -> str:
    """Return the name under which an actor is compared."""
    if not actor:
        return ""
    return actors.fold(actor)


def _statements(account: Account, claims: Iterable[Claim]) -> list[Reading]:
    found: dict[tuple[str, str, tuple[str, ...]], Reading] = {}
    for c in claims:
        r = _reading(account, c, (c.kind, c.measure, "", "")).but(
            stance=c.measure, measure=RESPONSIBILITY, actor=c.actor, folded=fold(c.actor), subject="", quantity=Quantity()
        )
        key = (c.measure, r.folded, c.said_by)
        if key in found:
            f = found[key]
            found[key] = f.but(claims=f.claims + r.claims, outright=f.outright or r.outright, told=f.told | r.told)
        else:
            found[key] = r
    return list(found.values())
