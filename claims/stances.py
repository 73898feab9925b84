"""How two statements on who did it relate, and why. Symmetric and pure, as `claims.relations` is for counts."""

from __future__ import annotations

import re
from functools import cache
from typing import Any

import pycountry

from claims import actors, cues, lands, moments, wording
from claims.acts import other_act
from claims.moments import day, later
from claims.relations import Context, Reading, Relation

INDEPENDENT = 2  # voices of other reports from which an accusation is no longer the word of one party against another's
EVENING = 18  # hour from which a day is all but over: what is unclaimed then was not claimed that day
ACCUSES = ("blamed", "suspected", "claimed")


def relate(a: Reading, b: Reading, context: Context = Context()) -> Relation:  # noqa: B008 - frozen
    """Return how two responsibility readings relate. `context.both`: each report also makes the other's statement."""
    a, b = sorted((a, b), key=lambda r: (r.moment or "~", r.report, r.stance or "", r.folded, r.said_by, r.claims))
    both = f"{tells(a)}, {tells(b)}"
    x, y = a.stance or "", b.stance or ""
    if context.same_text:
        if (x, a.folded) == (y, b.folded):
            return Relation(
                "copy", f"{wording.name(b)} carries the same text as {wording.name(a)}, with the same statement: counted once."
            )
        if context.altered:
            return Relation("altered_copy", f"{both}: the two texts are the same, and who is named is not.")
    if moments.two_days(a, b) and a.places and b.places and not {*a.places} & {*b.places}:
        return Relation("different_event", f"{both}: they speak of two days and two places.")
    if why := lands.two_sites(a, b):
        return Relation("different_event", f"{both}: {why}, so they speak of two acts.")
    if "unclaimed" in (x, y):
        return _unclaimed(a, b, both, context)
    same = same_side(
        a, b, allies={"claimed", "denied"}.isdisjoint((x, y)) and not _two_forces(a, b)
    )  # who says that it did it itself, does not mean its ally
    if "denied" in (x, y):
        return _denied(a, b, both, same, context)
    if same:
        if x == y and a.folded == b.folded:
            return Relation("agree", f"{both}: the same actor.")
        return Relation("agree", f"{both}: the statements fit one actor.")
    if context.both:
        return Relation(
            "dispute",
            f"{both}: each report carries both statements, so the dispute is between the speakers, not between the reports.",
        )
    if context.joint:
        return Relation("agree", f"{both}: one of them names both actors.")
    if apart := other_act(a.but(acts=frozenset()) if _one_target(a, b) else a, b) or _own_acts(a, b):
        return Relation("different_event", f"{both}: {apart}, so they need not speak of one act.")
    if x == y == "suspected":
        return Relation("spread", f"{both}: different actors, and none is more than suspected.")
    return Relation("conflict", f"{both}: two actors for one act.")


def _two_forces(a: Reading, b: Reading) -> bool:
    """Return whether each names the planes of one land alone, as the main story: allies fly apart, and one of them dropped the bomb."""
    forces = _generic()["arms"]
    named = [parties_of(r.actor) for r in (a, b)]
    flown = all(set(wording.plain(r.actor or "").split()) & forces for r in (a, b))
    early = "early" in a.moves | b.moves  # "initial reports spoke of Russian jets"
    return a.main and b.main and flown and not early and len(named[0]) == len(named[1]) == 1 and bool(a.told & b.told)


def _one_target(a: Reading, b: Reading) -> bool:
    """Return whether two quoted accounts of their reports' main stories name one target, or one kind of act beside others: who says
    jets and who says shells then disagree on who did it, and do not tell of two acts."""
    return a.main and b.main and bool(a.said_by and b.said_by) and not a.told.isdisjoint(b.told)


def _own_acts(a: Reading, b: Reading) -> str:
    """Return in words that each statement tells of what its actor did, and nothing shows that the two did one thing."""
    fights = cues.load("relations")["fights"]["kinds"]
    both_claim = a.stance == b.stance == "claimed" and (a.outright or b.outright)  # an ambush has one author
    one_deed = (a.outright or b.outright) and not (a.told & b.told).isdisjoint(_targets())  # who attacked the jail
    one_deed = one_deed or _one_ambush(a, b)
    both_suspect = a.stance == b.stance == "suspected"  # of one deed, and no sides of a battle
    if (a.what in fights or b.what in fights) and not (both_claim or both_suspect or one_deed):
        return "both sides of a fight are named"
    if not (a.outright or b.outright) and a.acts.isdisjoint(b.acts) and a.told.isdisjoint(b.told) and not _one_spot(a, b):
        return "each names its actor in passing, beside another act"
    if not (a.outright or b.outright) and not (a.main and b.main):
        return "each names its actor in passing, and not both as their main story"
    return ""


def _one_ambush(a: Reading, b: Reading) -> bool:
    """Return whether two who are quoted tell, each as its report's main story, of one target that was ambushed: an ambush has one author."""
    ambush = all(not r.told.isdisjoint(_AMBUSH) for r in (a, b))
    return ambush and _one_target(a, b) and not (a.told & b.told & _targets() - _AMBUSH).isdisjoint(_targets())


_AMBUSH = frozenset(("ambush", "ambushed", "waylaid"))


def _one_spot(a: Reading, b: Reading) -> bool:
    """Return whether two claim for themselves, each as its report's main story, what happened on one day at one site that both name."""
    day = a.start is not None and a.start == a.end == b.start == b.end
    return (
        a.stance == b.stance == "claimed"
        and a.main
        and b.main
        and day
        and a.site is not None
        and a.site[:1] == (b.site or ())[:1]
    )


@cache
def _targets() -> frozenset[str]:
    table = cues.load("events")["targets"]
    return frozenset((*table["words"], *table["told"]))


def _unclaimed(a: Reading, b: Reading, both: str, context: Context) -> Relation:
    if a.stance == b.stance:
        return Relation("agree", f"{both}: in both, nobody claimed it.")
    silent, other = (a, b) if a.stance == "unclaimed" else (b, a)
    if other.stance != "claimed":
        return Relation("agree", f"{both}: that nobody claimed it does not speak against an accusation or a denial.")
    if context.both:
        return Relation("update", f"{both}: unclaimed first, claimed later, as a report itself tells.")
    by_day = other.hour is not None or day(other.published) != day(other.moment)  # not only "on Tuesday" in Tuesday's paper
    if other.as_of and by_day and day(other.moment) == day(silent.moment) and (silent.hour or 0) < (other.hour or EVENING):
        return Relation("update", f"{both}: not a disagreement, it was claimed in the course of the day.")
    if later(other, silent):
        return Relation("conflict", f"{both}: the later report says that nobody claimed it, after {other.actor} had.")
    if later(silent, other) or "early" in silent.moves:
        return Relation("update", f"{both}: not a disagreement, unclaimed first and claimed later.")
    if not (day(other.moment) and day(silent.moment)):
        return Relation("update", f"{both}: one of them has no date, so it may be the later one: claimed after a time.")
    return Relation("conflict", f"{both}: claimed and unclaimed at the same time.")


def _denied(a: Reading, b: Reading, both: str, same: bool, context: Context) -> Relation:
    if a.stance == b.stance:
        return Relation("agree", f"{both}: both are denials.")
    denial, other = (a, b) if a.stance == "denied" else (b, a)
    if not same or _nobody(other.actor):
        return Relation("agree", f"{both}: that {denial.actor} denies it does not speak against {other.actor}.")
    if other.stance == "claimed" and not (other.said_by and denial.said_by and other.folded != denial.folded):
        first, then = ("claims", "denies") if day(other.moment) and later(other, denial) else ("denies", "claims")
        return Relation("reversal", f"{both}: one actor changes its word, it {first} and {then}.")
    if context.both:
        return Relation(
            "agree", f"{both}: each report carries the accusation and the denial, so the parties differ, not the reports."
        )
    if not other.said_by and other.stance == "blamed":
        return Relation("conflict", f"{both}: one states as fact what the other says is denied.")
    if context.accusers >= INDEPENDENT and other.stance in ("blamed", "suspected"):
        return Relation(
            "conflict",
            f"{both}: it is denied, and {context.accusers} independent voices say it, which is more than two parties' word.",
        )
    return Relation("denial", f"{both}: an accusation and the denial of it, a dispute between the parties.")


def tells(r: Reading) -> str:
    """Return "Herald (4 April 2017, citing activists) blames regime jets"."""
    about = [wording.spoken(r.moment or r.published)] if r.moment or r.published else []
    if r.said_by and not (r.stance in ("claimed", "denied") and len(r.said_by) == 1):
        about.append("citing " + " via ".join(r.said_by))
    inside = f" ({', '.join(about)})" if about else ""
    who = r.actor or "somebody not named"
    verb = {
        "claimed": f"reports that {who} claimed it",
        "denied": f"reports a denial by {who}",
        "blamed": f"names {who}",
        "suspected": f"suspects {who}",
        "unclaimed": "reports that nobody has claimed it",
    }
    return f"{wording.name(r)}{inside} {verb.get(r.stance or '', r.stance)}"


def same_side(a: Reading, b: Reading, allies: bool = True) -> bool:
    """Return whether two statements can name one doer: by their folded names, by all the parties they name, as anybody, or as `allies`."""
    mine, theirs = ({r.folded, *parties_of(r.actor), *_owners(r.actor)} for r in (a, b))
    return (
        any(one_side(x, y, allies) for x in mine for y in theirs)
        or _anybody(a.actor)
        or _anybody(b.actor)
        or _fuller(a.actor, b.actor)
        or _any_army(a, b)
    )


def accuses(other: Reading, denial: Reading) -> bool:
    """Return whether a statement names whoever denies it: "elements", "unknown gunmen" accuse nobody."""
    return other.stance in ACCUSES and not _nobody(other.actor) and same_side(other, denial)


def _any_army(a: Reading, b: Reading) -> bool:
    """Return whether one names only "soldiers" or "the army", and the other the army of a land that no table knows."""
    words = _generic()
    for general, special in ((a, b), (b, a)):
        bare = set(wording.plain(general.folded).split()) - _WEAK
        if bare and bare <= words["state"] and set(wording.plain(special.actor or "").split()) & words["states"]:
            return True
    return False


@cache
def _fuller(a: str | None, b: str | None) -> bool:
    """Return whether one name is the other with who it is: "JNIM" and "the al Qaeda affiliate JNIM"."""
    for short, long in ((a, b), (b, a)):
        if short and long and not parties_of(short) and re.search(rf"(?<![\w-]){re.escape(short)}$", long):
            return True
    return False


@cache
def one_side(a: str, b: str, allies: bool = True) -> bool:
    """Return whether two folded actors can be one doer: the same, allies named by turns, or a word that fits any such group."""
    if not a or not b or a == b:
        return True
    data = cues.load("relations")
    x, y = set(wording.plain(a).split()), set(wording.plain(b).split())
    telling = _WEAK | _generic()["kinds"]
    known = {a, b} <= _groups()  # "Baloch Liberation Army" and "Baloch Liberation Front" share words, and are two
    irregular = _generic()["irregular"] - {"fighters", "armed"}
    if any(_lands(state) and words & irregular for state, words in ((a, y), (b, x))):
        return False  # a land's army, and its rebels
    if _lands(a) and _lands(b):
        known = True  # whose they are, is said of both
        if _lands(a) == _lands(b):
            return True
    if not known and any(
        v == w or (min(len(v), len(w)) >= 5 and (v.startswith(w) or w.startswith(v))) for v in x - telling for w in y - telling
    ):
        return True  # "Syria" and "Syrian government"
    for group in (g for g in data["allies"] if allies or g.get("one")):
        names = {wording.plain(n) for n in group["names"]}
        if wording.plain(a) in names and wording.plain(b) in names:
            return True
    words = _generic()
    if x & words["persons"] or y & words["persons"]:
        return True
    for general, special, name in ((x, y, b), (y, x, a)):
        bare = general - _WEAK
        if bare <= words["arms"]:
            return True  # "warplanes": whose, is not said
        if bare <= words["state"] | words["arms"] and special & words["states"]:
            return True  # "the army" fits any state's
        # "Baloch Liberation Army" is no state's
        group = (
            name in _groups() and not special & (words["states"] - {"army"}) and not _countries()[0].search(wording.plain(name))
        )
        if (
            general & words["irregular"]
            and bare <= words["irregular"]
            and (group or not special & (words["states"] | words["state"]) - {"state"})
        ):
            return True  # "terrorists" fit any group that is no state's
    return False


@cache
def _lands(name: str) -> frozenset[str]:
    """Return the ISO codes of the countries whose state or forces a name is, and nothing else: of "Malian soldiers", "Mali's army", not
    of "Malian rebels"."""
    pattern, codes = _countries()
    left = set(pattern.sub(" ", wording.plain(name)).split()) - _WEAK - _generic()["state"] - _generic()["arms"]
    return frozenset() if left else frozenset(codes[m] for m in pattern.findall(wording.plain(name)))


@cache
def _countries() -> tuple[re.Pattern[str], dict[str, str]]:
    """Return a pattern of the names and adjectives of countries, as `wording.plain` gives them, and the ISO code of each."""
    data = cues.load("places")
    codes = {c.alpha_2: (getattr(c, "common_name", c.name).split(",")[0],) for c in pycountry.countries}
    tables: list[dict[str, Any]] = [codes, data["aliases"], data["adjectives"]]
    found = {wording.plain(w): code for table in tables for code, words in table.items() for w in words}
    names = "|".join(sorted(map(re.escape, found), key=len, reverse=True))
    return re.compile(rf"\b(?:{names})\b"), found


@cache
def _groups() -> frozenset[str]:
    """Return the actors that the table of names knows, and that are not only words for any rebels or any army."""
    return frozenset(actors.groups()) - frozenset(cues.load("actors")["classes"]["unnamed"])


@cache
def _anybody(actor: str | None) -> bool:
    """Return whether a name fits anybody: "elements", "unknown gunmen", with no group named."""
    return bool(actor) and not parties_of(actor) and bool(set(wording.plain(actor or "").split()) & _generic()["persons"])


_KINDS = frozenset(("militants", "terrorists"))  # what gunmen are folded to


@cache
def _nobody(actor: str | None) -> bool:
    """Return whether a name accuses nobody: "elements", "unknown gunmen"."""
    said = set(wording.plain(actor or "").split())
    return bool(said & _generic()["persons"]) and parties_of(actor) <= _KINDS


@cache
def _generic() -> dict[str, frozenset[str]]:
    return {k: frozenset(v) for k, v in cues.load("relations")["generic"].items()}


@cache
def parties_of(actor: str | None) -> frozenset[str]:
    """Return all the actors that a name names: "Russian and coalition" names two, and so does "Syrian and Russian forces"."""
    if not actor:
        return frozenset()
    shared = [f"{m[1]} {m[2]}" for m in _SHARED.finditer(actor)]
    return frozenset(f[2] for name in (actor, *shared) for f in actors.folded(name))


@cache
def _owners(actor: str | None) -> frozenset[str]:
    """Return those of several named together that are a land's: "malian soldiers" of "Malian soldiers and their Russian allies"."""
    parts = re.split(r",? and |, ", actor or "")
    return frozenset(actors.fold(p) for p in parts if len(parts) > 1 and _lands(p))


_SHARED = re.compile(r"\b(\w+) (?:and|or) (?:\w+ )?\w+ (\w+)$")  # what two owners have: "Syrian and Russian forces"


_WEAK = frozenset(
    [
        "the",
        "a",
        "an",
        "of",
        "and",
        "or",
        "by",
        "in",
        "from",
        "with",
        "to",
        "for",
        "group",
        "groups",
        "movement",
        "party",
        "local",
        "suicide",
        "car",
        "s",
        "other",
        "so",
        "called",
        "front",
        "force",
        "its",
        "his",
        "their",
        "number",
        "several",
        "both",
        "against",
        "los",
        "las",
        "del",
        "de",
        "el",
        "la",
    ]
)
