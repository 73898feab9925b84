"""How two readings of one question relate, and why: the order of checks of docs/concepts, for counts.

`relate` is pure and symmetric: it looks at the two readings and at nothing else. What only a whole line-up knows (that two
reports are one text, that each carries the other's figure too, that the toll is known to have moved) is passed in as `Context`.
Responsibility has its own order of checks in `claims.stances`.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field, replace

from claims import acts, assailants, growth, intervals, lands, moments, nested, parts, revisions, voices, wording
from claims.acts import other_act
from claims.grounds import NOWHERE, Ground
from claims.intervals import close, gap, meet
from claims.moments import day, days_apart, gap_days, later, partly_meet
from claims.records import Quantity

# Every relation, in one place, from the one that matters most to an analyst to the one that matters least.
RELATIONS = (
    "conflict", "altered_copy", "impossible", "reversal", "denial", "dispute", "correction", "update", "increment",
    "spread", "loose", "part", "different_event", "different_measure", "agree", "copy",
)  # fmt: skip


NONE = Quantity(0, 0)


@dataclass(frozen=True, slots=True)
class Reading:
    """One report's row in a line-up: what it says on the question, by whom, and as of when.

    `moment` is the time the figure speaks of: its own as-of time where the text gives one, else the publication (ISO date or
    date-time, or None). `start` and `end`: the window of the event. `moves` holds "up", "down", "early" for words near the
    figure that say it moves or is superseded, and "estimate" for a declared estimate. `how` is "stated" or "sum".
    """

    report: str
    source: str = ""
    title: str = ""  # names a report that has no outlet
    published: str | None = None
    as_of: str | None = None  # the day that the figure speaks of, where the text says so
    kind: str = "casualties"
    measure: str = "killed"
    said_by: tuple[str, ...] = ()
    quantity: Quantity = field(default_factory=Quantity)
    subject: str = "people"
    scope: str = "total"
    place: str = ""
    actor: str | None = None
    folded: str = ""
    stance: str | None = None
    moment: str | None = None
    start: str | None = None
    end: str | None = None
    main: bool = True
    what: str = ""  # kind of event
    moves: frozenset[str] = frozenset()
    claims: tuple[str, ...] = ()
    how: str = "stated"
    copy_of: str | None = None
    acts: frozenset[str] = frozenset()  # families of acts that the sentence names ("air", "ground", "blast", ...)
    side: str = ""  # whose act it was (`claims.sides`)
    # The local places, towns, provinces and countries that the sentence names: the key that spellings share, and the name there.
    spots: tuple[tuple[tuple[str, str], ...], ...] = ((), (), (), ())
    site: tuple[str, str] | None = None  # key and name of the event's place, where the sentence names it
    holder: str = ""  # key of the place that the sentence says the site lies in ("the village of X in Y")
    ground: Ground = NOWHERE  # what ground the sentence says its figures are of
    nest: nested.Nest = nested.NONE  # ... and how large the grounds are that it names
    places: tuple[str, ...] = ()  # keys of the event's places, the most precise first, each with those that hold it
    spread: frozenset[str] = frozenset()  # "many", "in all": words of the sentence by which it counts over many places
    hour: int | None = None  # of the day that the figure speaks of, where the text says so
    struck: int | None = None  # hour at which it happened, where the sentence says so
    named: frozenset[str] = frozenset()  # keys of the places of all events of the report
    narrow: str = ""  # the head noun of a few among others: "brothers", "teachers"
    trade: str = ""  # the noun that is counted, or "crew": "sailors", "people"
    inferred: bool = False  # that it is a part was concluded from a larger figure beside it; no word says so
    outright: bool = True  # responsibility: it says in so many words who did it, not only in passing
    told: frozenset[str] = frozenset()  # responsibility: kinds of act in the statement and targets in its sentence
    whole: Quantity | None = None  # of a part: the figure that it is a part of, as its report gives it
    added: tuple[int, ...] = ()  # increments that this report itself adds on top of an earlier figure
    stretch: bool = False  # it is counted over all the days of the event's window: "since Tuesday", "from 15 to 22 December"
    lone: bool = False  # it tells of one person, and counts nobody ("a woman", "the mayor")
    attackers: int = 0  # of a whole: dead attackers that the report tells of
    within: bool = False  # ... and they are among its figure ("five people, including the gunman")

    def but(self, **changes: object) -> Reading:
        if all(getattr(self, name) == value for name, value in changes.items()):
            return self  # a record of so many fields is not made anew for nothing
        return replace(self, **changes)  # type: ignore[arg-type]


@dataclass(frozen=True, slots=True)
class Context:
    """What the line-up knows about a pair beyond the two readings."""

    same_text: bool = False  # the two reports are copies of one text
    altered: bool = False  # ... and differ in what they say here
    both: bool = False  # each report also carries the other's figure: the dispute is between the speakers
    moving: bool = False  # some report says that this toll rose
    raised: bool = False  # one voice raised it on the day of the first
    accusers: int = 0  # voices of independent reports that accuse whoever denies it here
    carried: bool = False  # the report of the higher figure also gives the other one, as a part
    joint: bool = False  # the speaker of one also names the actor of the other


@dataclass(frozen=True, slots=True)
class Relation:
    """What holds between two readings, the sentence that says why, and the gap (absolute, as a share of the larger figure)."""

    name: str
    reason: str
    gap: int = 0
    share: float = 0.0


def relate(a: Reading, b: Reading, context: Context = Context()) -> Relation:
    """Return how two count readings relate. The first check that holds is the answer; swapping a and b changes nothing."""
    a, b = sorted((a, b), key=_order)
    q, r = a.quantity, b.quantity
    both = f"{wording.says(a)}, {wording.says(b)}"
    if context.same_text:
        if q == r:
            return Relation(
                "copy", f"{wording.name(b)} carries the same text as {wording.name(a)}, with the same figure ({q}): counted once."
            )
        if context.both and a.scope != b.scope:
            return Relation(
                "copy", f"{wording.name(b)} carries the same text as {wording.name(a)}, which gives both figures: counted once."
            )
        if context.altered:
            return _with_gap("altered_copy", f"{both}: the two texts are the same, and the figure is not.", q, r)
    if a.kind != b.kind or a.measure != b.measure:
        return Relation("different_measure", f"{both}: {wording.measured(a)} and {wording.measured(b)} are different questions.")
    if ("planned" in a.moves) != ("planned" in b.moves) and a.measure in parts.flows():
        return Relation("different_measure", f"{both}: one says what is to come, the other what has been counted.")
    if ("rate" in a.moves) != ("rate" in b.moves):
        return Relation("different_measure", f"{both}: one counts by the day or the week, the other in all.")
    on_top = _on_top(a, b)
    if (apart := days_apart(a, b)) and not (on_top and _adds_later(a, b)) and not _sums(a, b):
        return Relation("different_event", f"{both}: {apart}.")
    if (apart := moments.hours_apart(a, b)) and not on_top:
        return Relation("different_event", f"{both}: {apart}.")
    near = close(q, r)
    if not near and (why := lands.apart(a, b)):
        return Relation("different_event", f"{both}: {why}, so they speak of two places.")
    if near and (why := lands.two_lands(a, b)):
        return Relation("different_event", f"{both}: {why}, so they speak of two places.")
    if (q != NONE or q != r) and (why := acts.never_one(a, b)):  # that nobody was hurt may be said of anything
        return Relation("different_event", f"{both}: {why}.")
    if not near and not on_top and (why := acts.two_salvos(a, b)):
        return Relation("different_event", f"{both}: {why}.")
    # ... but for a day of the week that the other counts over
    if (
        not near
        and not on_top
        and a.measure in parts.flows()
        and moments.two_days(a, b)
        and not (moments.some_days(a, b) or moments.some_days(b, a))
    ):
        return Relation("different_event", f"{both}: such counts are of one day, and the two are of two.")
    if found := _part(a, b, both, context):
        return _taken_back(a, b, both, context) or found if found.name == "part" else found
    if found := _increment(a, b, both):
        return found
    if counted := assailants.counted(a, b):
        return Relation(counted[0], f"{both}: {counted[1]}.")
    running = growth.running(a, b)
    if running and gap(intervals.figure(q), intervals.figure(r), margin=True)[1] <= growth.ROUNDED:
        return Relation("agree", f"{both}: running totals, told in round figures.")
    if not running and near:
        return Relation("agree", f"{both}: {_why_agree(q, r)}.")
    if found := _moved(a, b, both, context):
        return found
    if _estimate(a) and _estimate(b):
        return _with_gap("spread", f"{both}: both are given as estimates.", q, r)
    wordy = intervals.is_vague(q) or intervals.is_vague(r)
    if running and abs(gap_days(a, b)) <= growth.TOGETHER:
        q, r = intervals.figure(q), intervals.figure(r)
    if meet(q, r) or (wordy and (not intervals.apart(q, r) or a.scope == b.scope == "cumulative")):
        why = "a vague word leaves room" if wordy else "they meet only because a bound is open"
        return _with_gap("loose", f"{both}: {why}; the figures themselves are far apart.", q, r)
    if context.carried:
        return Relation("part", f"{both}: one report gives the other's figure as a part of its own.")
    if a.scope == b.scope == "part" and a.whole and b.whole and not close(a.whole, b.whole):
        return Relation("part", f"{both}: parts of different wholes ({a.whole} and {b.whole}).")
    if apart := other_act(a, b):
        return Relation("different_event", f"{both}: {apart}, so they need not speak of one event.")
    if not running and partly_meet(a, b):
        return Relation(
            "different_event", f"{both}: they date the event to days that only partly meet, so they need not speak of one event."
        )
    if a.measure in parts.flows() and not parts.same_window(a, b):
        return Relation("different_event", f"{both}: such counts are of one day or one time, and the two are not dated alike.")
    if context.both:
        return _with_gap(
            "dispute",
            f"{both}: each report carries both figures, so the dispute is between {wording.speakers(a, b)}, not between the reports.",
            q,
            r,
        )
    apart = intervals.apart_in_words(q, r)
    when = (
        "on the same day" if day(a.moment) and day(a.moment) == day(b.moment) else "and nothing shows that one updates the other"
    )
    return _with_gap("conflict", f"{both} {when}: both cannot hold{f'; they are {apart}' if apart else ''}.", q, r)


def _order(r: Reading) -> tuple[object, ...]:
    return (r.moment or "~", r.published or "~", r.report, r.said_by, str(r.quantity), r.subject, r.claims)


def _with_gap(name: str, reason: str, q: Quantity, r: Quantity) -> Relation:
    return Relation(name, reason, *gap(q, r))


def _why_agree(q: Quantity, r: Quantity) -> str:
    if q == r:
        return "the same figure"
    if intervals.is_vague(q) or intervals.is_vague(r):
        return "the vague word bears the other figure"
    return "one holds the other's figure closely"


# --- part and whole


def _part(a: Reading, b: Reading, both: str, context: Context) -> Relation | None:
    if a.kind != "casualties" and a.scope == b.scope and a.place == b.place and not parts.of_one_of_many(a, b):
        return None
    if a.narrow and a.narrow == b.narrow and a.scope == b.scope:
        return None
    if a.scope == b.scope == "part" and a.narrow != b.narrow and a.subject == b.subject and not close(a.quantity, b.quantity):
        return Relation("part", f"{both}: parts of another kind ({a.narrow or b.narrow}), so the two count different things.")
    if a.inferred and b.inferred and not close(a.quantity, b.quantity):
        return Relation("part", f"{both}: each report gives a larger figure as well, so each may count some others.")
    x, y = a.subject or "people", b.subject or "people"
    if x != y and x not in parts.wider(y) and y not in parts.wider(x) and a.kind == "casualties":
        return Relation("part", f"{both}: {x} and {y} are counted apart.")
    for small, big in ((a, b), (b, a)):
        why = parts.narrower(small, big)
        if not why:
            continue
        low, high = intervals.ends(small.quantity)[0], intervals.ends(big.quantity)[1]
        if (
            low > (big.quantity.low or low)
            and big.quantity.high is None
            and small.scope == big.scope == "total"
            and not small.place
        ):
            continue  # "at least 27 people", "61 civilians": the open bound is no room for a larger class
        if low <= high or small.inferred or "early" in big.moves or parts.wordy(small, big):
            wholes = small.scope == big.scope == "total" and not small.place and not big.place
            if wholes and (small.quantity == big.quantity or parts.holds(small.quantity, big.quantity)):
                return None
            return Relation("part", f"{both}: {why}, so the two count different things.")
        if big.scope == "part" and not big.inferred:
            return Relation("part", f"{both}: {why}, and the other figure is a part as well.")
        if small.whole and not close(small.whole, big.quantity) and intervals.ends(small.whole)[0] > high:
            return Relation("part", f"{both}: {why}, of another whole ({small.whole}).")
        if big.quantity == parts.ONE and big.lone:
            return Relation(
                "part", f"{both}: {wording.name(big)} tells of one of the victims, so the two count different things."
            )
        fewer = parts.class_in_all(small, big) or parts.leaves_out(small, big)
        told = small.scope == "part" or small.place or moments.some_days(small, big) or fewer
        if told or lands.holds(small, big) or lands.all_of(small, big):
            moved = None if later(small, big) and not later(big, small) else _moved(a, b, both, context)
            if moved is not None and (moved.name == "update" or later(big, small)):
                return moved  # the whole has changed since it was told
            if apart := other_act(a, b):
                return Relation("different_event", f"{both}: {apart}, so they need not speak of one event.")
            # a trade is no class that the other counts in full
            if (
                small.narrow
                and small.subject == big.subject
                and not small.place
                and (big.narrow or small.scope != "part")
                and not fewer
            ):
                return Relation("part", f"{both}: {why}, so the two count different things.")
            return _with_gap("impossible", f"{both}: {why}, and the part is larger than the whole.", small.quantity, big.quantity)
        # else each gives its own whole, in other words ("16 civilians", "11 people"): let the figures decide
    return None


# --- increments, updates


def _adds_later(a: Reading, b: Reading) -> bool:
    """Return whether one of two adds to an earlier figure some days after the other's event: bodies found, the wounded who died."""
    for extra, base in ((a, b), (b, a)):
        first, last = day(extra.start), day(base.end)
        if extra.scope == "added" != base.scope and first and last and 0 <= (first - last).days <= growth.SETTLED:
            return True
    return False


def _on_top(a: Reading, b: Reading) -> bool:
    """Return whether one of two adds to an earlier figure, which the other can be, or gives the sum of the other and of what it adds."""
    for extra, base in ((a, b), (b, a)):
        before = extra.struck is not None and base.struck is not None and extra.start == base.start and extra.struck < base.struck
        if extra.scope == "added" != base.scope and not before:
            return True
    return _sums(a, b)


def _sums(a: Reading, b: Reading) -> bool:
    """Return whether one of two gives the sum of the other's figure and of one that its own report adds to it."""
    x, y = intervals.stated(a.quantity), intervals.stated(b.quantity)
    return x is not None and y is not None and (y - x in b.added or x - y in a.added)


def _increment(a: Reading, b: Reading, both: str) -> Relation | None:
    for extra, base in ((a, b), (b, a)):
        if extra.scope == "added" and base.scope != "added":
            n = intervals.stated(extra.quantity)
            more = f" (another {n:,})" if n is not None else ""
            return Relation(
                "increment", f"{both}: {wording.name(extra)} adds to an earlier figure{more} and gives no total of its own here."
            )
    for old, new in ((a, b), (b, a)):
        x, y = intervals.stated(old.quantity), intervals.stated(new.quantity)
        for n in new.added:
            if x is None or y is None or x >= y:
                continue
            if x + n == y:
                return Relation(
                    "increment", f"{both}: {x:,} and the {n:,} that {wording.name(new)} adds make {y:,}; the sum is right."
                )
    return None


def _taken_back(a: Reading, b: Reading, both: str, context: Context) -> Relation | None:
    """Return the correction by which one voice takes its own whole figure back ("12 rockets, not 20 as it had first reported"), whatever ground
    it now names; else None."""
    told = a.scope == b.scope == "total" and a.subject == b.subject and "revised" in a.moves | b.moves
    found = _moved(a, b, both, context) if told and voices.between(a, b) == "same" else None
    return found if found is not None and found.name == "correction" else None


def _moved(a: Reading, b: Reading, both: str, context: Context) -> Relation | None:
    found = revisions.moved(a, b, context)
    return _with_gap(found[0], f"{both}: {found[1]}.", a.quantity, b.quantity) if found else None


def _estimate(r: Reading) -> bool:
    return (
        r.quantity.approximate
        or "estimate" in r.moves
        or (r.quantity.low is not None and r.quantity.high is not None and r.quantity.low < r.quantity.high)
    )


# --- speakers


def unlike(a: Reading, b: Reading, tell: Callable[[Reading], str] = wording.says) -> Relation:
    """Return the relation of two readings that would conflict, but whose events are more likely two than one; `tell` puts one in words."""
    a, b = sorted((a, b), key=_order)
    both = f"{tell(a)}, {tell(b)}"
    return Relation("different_event", f"{both}: day, place and words say too little for one event, so this is no contradiction.")


def own_news(a: Reading, b: Reading, found: Relation) -> Relation:
    """Return what a conflict is where one outlet says both, on two days."""
    said = re.sub(r" (?:on the same day|and nothing shows that one updates the other)$", "", found.reason.split(": ")[0])
    return replace(
        found, name="dispute", reason=f"{said}: one outlet on two days, which follows the news and contradicts no other."
    )


def one_outlet(a: Reading, b: Reading) -> bool:
    """Return whether one outlet says both, on two days: it follows the news, and does not disagree with itself."""
    p, q = day(a.published), day(b.published)
    return bool(a.source) and a.source == b.source and bool(p and q) and p != q
