"""Which of two grounds lies in the other: a village in a district, the capital in its state, a quarry on the island.

Words alone, no gazetteer: the noun beside a name says how large a ground it is ("the village of X in Y district", "X, a town in Y province"), and
"across the island", "in the whole province" say that a figure is for all of one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Set
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import pairwise

from claims import cues, gazetteer, patterns, unlisted

SITE, TOWN, AREA, UNTOLD = 0, 2, 3, 9  # ranks of [nested] in cues/relations.toml; UNTOLD: the sentence leaves the noun out

Grounds = frozenset[tuple[str, int]]  # (key of a name, rank)


@dataclass(frozen=True, slots=True)
class Nest:
    """The grounds that a sentence names: `named`, with "" for a site that has no name; `over`, all of which it counts over, with "" for "across
    the island"; `seats`, the ranks of what it names the capital of ("the state capital")."""

    named: Grounds = frozenset()
    over: Grounds = frozenset()
    seats: frozenset[int] = frozenset()


NONE = Nest()


@lru_cache(maxsize=16384)
def read(sentence: str) -> Nest:
    """Return the grounds that a sentence tells by their nouns."""
    found = list(_names(sentence))
    named, seats = {(key, rank) for *_, key, rank in found}, set()
    for (_, end, key, rank), (start, _, _, holder) in pairwise(found):
        if rank == UNTOLD and AREA <= holder < UNTOLD and _LIES.fullmatch(sentence, end, start):
            named = (named - {(key, UNTOLD)}) | {(key, TOWN)}
    if "capital" in sentence:
        seats = {_ranks()[m[1].lower()] for m in _seat().finditer(sentence)}
    if any(_of_figure(sentence, m.start()) for m in _site().finditer(sentence)):
        named.add(("", SITE))
    return Nest(frozenset(named), frozenset(_over(sentence, dict(named))), frozenset(seats))


def inside(small: Nest, big: Nest) -> str:
    """Return the key of the ground all of which `big` counts over, and in which the grounds of `small` lie: as that says by its name ("the village
    of X in Y"), or "?" where their nouns alone tell."""
    mine = small.over or small.named
    if not mine or small.over & big.over:
        return ""
    for key, rank in sorted(big.over):
        lower = any(r < (rank if rank != UNTOLD else AREA) and k != key for k, r in mine)
        if key and lower and _names_it(small, key, rank):
            return key
        known = {k for k, r in small.named if r == rank} & {k for k, _ in big.named} - {""}
        if not key and lower and known:  # "statewide, the governor of X said", "a town in X state"
            return min(known)
        if lower and rank != UNTOLD:
            return "?"
    return ""


def within(small: Nest, big: Nest, known: Set[str] = frozenset()) -> str:
    """Return the key of the large ground that `big` names, and nothing in it, and in which `small` tells of one that is none of the `known`; or ""."""
    if big.over or small.over or not big.named:
        return ""
    least = min(r for _, r in big.named)
    for key, rank in sorted(big.named):
        lower = {k for k, r in small.named if k and k != key and r < rank}
        if key and rank == least and TOWN <= rank != UNTOLD and lower - known and _names_it(small, key, rank):
            return key
    return ""


def same(a: Nest, b: Nest) -> bool:
    """Return whether the smallest grounds that two sentences tell by their nouns are one: "X's Y district", "Y, a district of X"."""
    x, y = ({k for k, r in n.named if k and r == min((r for k, r in n.named if k), default=None)} for n in (a, b))
    return len(x) == 1 and x == y


def _names_it(small: Nest, key: str, rank: int) -> bool:
    return any(k == key for k, _ in small.named) or rank in small.seats


# --- reading


_START = r"(?!(?:In|At|On|The|An?|Across|Near|From|Of|By|But|And|After|During|Inside|Outside|Around|Throughout|As|When|While)\b)"
_NAMED = re.compile(
    r"\b(?=[A-Zae])" + _START + r"(?:(?:al|el|as|ash|an|ar|az)-)?[A-Z][\w-]*\w(?: (?:(?:al|el|de|la)-? ?)?[A-Z][\w-]*\w)*"
)
_LIES = re.compile(
    r"(?: alone)?,? (?:(?:in|on|of) (?:the )?)?(?:[a-z-]+ ){0,4}"
)  # from the name of a place to that of what holds it
_HOW = r"(?:[a-z0-9][\w-]* ){0,4}?"


def _names(sentence: str) -> Iterator[tuple[int, int, str, int]]:
    """Yield (start, end, key, rank) of the names of places; the rank is UNTOLD for one that stands where a place does, and has no noun."""
    never, lead = unlisted.table()["never"], _around()[2]
    for m in _NAMED.finditer(sentence):
        name, rank = _ranked(sentence, m)
        if name.casefold() in never or unlisted.adjective(name):
            continue
        if rank is None and lead.search(sentence, max(0, m.start() - 30), m.start()):
            rank = UNTOLD
        if rank is not None and (key := gazetteer.fold_place(name)):
            yield m.start(), m.end(), key, rank


def _ranked(sentence: str, m: re.Match[str]) -> tuple[str, int | None]:
    """Return a name without its noun of ground ("Sund District"), and the rank of that, or of the one that stands beside it."""
    ranks, (before, behind, _), name = _ranks(), _around(), m.group()
    first, _, noun = name.rpartition(" ")
    if first and noun.lower() in ranks:
        return first, ranks[noun.lower()]
    found = before.search(sentence, max(0, m.start() - 40), m.start())
    if found and _own(found["whose"]):
        return name, UNTOLD
    if found:
        return name, TOWN if found["capital"] else ranks[found["kind"].lower()]
    if found := behind.match(sentence, m.end()):
        return name, TOWN if found["capital"] else ranks[(found["kind"] or found["called"]).lower()]
    return name, None


def _own(name: str | None) -> bool:
    """Return whether the name before a noun of ground is that ground's own: "the Zahur quarter of Orva", but not "the Syrian city of Orva"."""
    return bool(name) and not unlisted.adjective((name or "").strip())


@cache
def _ranks() -> dict[str, int]:
    """Return the rank of each noun of ground: the larger holds the smaller."""
    return {noun: rank for rank, nouns in enumerate(cues.load("relations")["nested"]["ranks"]) for noun in nouns}


@cache
def _kinds() -> str:
    return patterns.any_of(sorted((k for k, rank in _ranks().items() if rank > SITE), key=len, reverse=True))


@cache
def _around() -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    """Return patterns of what stands before a name and behind it that says its rank, and before one that is a place's in any case."""
    kinds, seats = _kinds(), patterns.any_of(cues.load("relations")["nested"]["seats"])
    capitals = patterns.one_of(cues.load("relations")["nested"]["capitals"])
    return (
        re.compile(rf"(?<!\w)(?:(?P<whose>[A-Z][\w-]+ )?(?P<kind>{kinds}) of (?:the )?|(?P<capital>{capitals})(?: city)?,? )$"),
        re.compile(
            rf" (?P<kind>{kinds})\b|, (?:(?:(?:the|its|their) )?{_HOW}(?P<capital>(?:{seats} )?capital)\b|(?:an?|the|one of (?:the )?) ?{_HOW}(?P<called>{kinds})s?\b)"
        ),
        re.compile(
            rf"\b{patterns.any_of(cues.load('places')['prepositions'])} (?:the |(?:north|south|east|west|central|upper|lower)[a-z-]* )?$"
        ),
    )


@cache
def _seat() -> re.Pattern[str]:
    """Return a pattern whose first group is the noun of what something is the capital of."""
    return re.compile(rf"\b({patterns.any_of(cues.load('relations')['nested']['seats'])}) capital\b")


@cache
def _site() -> re.Pattern[str]:
    sites = patterns.any_of(cues.load("relations")["nested"]["ranks"][SITE])
    return re.compile(rf"\b(?:in|at|inside|on) (?:an?|the|one|their|his|her|[A-Z][\w-]*['’]s) {_HOW}{sites}(?!s?[\w-])")


def _of_figure(sentence: str, at: int) -> bool:
    """Return whether a site that is told at `at` is no one's who speaks there: "doctors at the hospital said"."""
    return not _speaks().search(sentence, max(0, at - 30), at)


@cache
def _speaks() -> re.Pattern[str]:
    return re.compile(rf"\b{patterns.any_of(cues.load('relations')['nested']['speak'])} $")


@cache
def _whole() -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    """Return patterns of the words by which a figure is for all of a ground, of the ground behind them, and of "province-wide"."""
    kinds = _kinds()
    return (
        re.compile(rf"\b{patterns.any_of(cues.load('relations')['nested']['over'])} (?:the )?"),
        re.compile(
            rf"(?:[a-z-]+ ){{0,2}}?(?:[A-Z][\w-]+['’]s )?(?:(?P<kind>{kinds}) of (?:the )?(?P<of>{_NAMED.pattern})|(?P<name>{_NAMED.pattern})(?: (?P<noun>{kinds})\b)?|(?P<alone>{kinds})\b)"
        ),
        re.compile(rf"\b({kinds})-?wide\b"),
    )


def _over(sentence: str, named: dict[str, int]) -> Iterator[tuple[str, int]]:
    """Yield the grounds all of which a sentence counts over; one that it names elsewhere by its noun is that: "hit X province ... in the whole
    province"."""
    lead, ground, wide = _whole()
    ranks = _ranks()
    nouns = [m[1] for m in wide.finditer(sentence)] if "wide" in sentence else []
    for m in lead.finditer(sentence):
        found = ground.match(sentence, m.end())
        if found is None:
            continue
        if found["alone"]:
            nouns.append(found["alone"])
        name, noun = (found["of"] or found["name"] or "").split("'s ")[-1], found["kind"] or found["noun"]
        first, _, last = name.rpartition(" ")
        if first and last.lower() in ranks:
            name, noun = first, last
        if key := gazetteer.fold_place(name):
            yield key, ranks[noun.lower()] if noun else named.get(key, UNTOLD)
    for noun in nouns:
        rank = ranks[noun.lower()]
        same = [k for k, r in named.items() if r == rank and k]
        yield same[0] if len(same) == 1 else "", rank
