"""Places that no gazetteer knows, told by the words around the name: "the village of Ostrelka", "the Pniowska colliery", "the Kessim floods"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from typing import Any

from claims import cues, patterns, times

OWNERS = ("'s", "’s", "'", "’")  # the ends of an owner's name
_WORDS, _AFTER = re.compile(r"[\w-]+"), re.compile(r"\s+(\w+)")
_STOPS = re.compile(r"[.!?:;\"“”]")
_APPOSED = re.compile(r", (?:an?|one of (?:the )?(?:[a-z]+ )?) ?(?:[a-z]+[a-z-]* ){0,3}?([a-z]+?)s? (?:in|on|near|outside|of)\b")
_BEFELL = re.compile(r" (?:was|were|has been|had been) ([a-z]+) by ")


@cache
def table() -> dict[str, frozenset[str]]:
    """Return the lists of words in cues/places.toml as sets: each name of a text is looked for in them."""
    return {k: frozenset(v) for k, v in cues.load("places").items() if isinstance(v, list)}


def bare(name: str) -> str:
    """Return a name without the mark of an owner."""
    return name.removesuffix("s")[:-1] if name.endswith(OWNERS) else name


@cache
def adjective_lands() -> dict[str, str]:
    """Return the ISO code of each country's adjective."""
    return {word: code for code, words in cues.load("places")["adjectives"].items() for word in words}


def adjective(name: str) -> bool:
    """Return whether a name is the adjective of a country: "Thai"."""
    return name in adjective_lands()


def told(text: str, tokens: Sequence[re.Match[str]], i: int, longest: int, never: frozenset[str]) -> Any:
    """Return (start, end, name, [], tokens) of a place whose name begins at token i where the words around it tell one, else None."""
    lists = table()
    if longest > 1 and tokens[i].group().lower() in lists["waters"]:
        first = told(text, tokens, i + 1, longest - 1, never) or _named(text, tokens, i + 1, longest - 1, never)
        return first and (*first[:4], longest)  # "the River Selwen" is the Selwen
    found = _named(text, tokens, i, longest, never)
    if found is None:
        return None
    a, b = tokens[i].start(), tokens[i + longest - 1].end()
    before = [w.lower() for w in _WORDS.findall(_STOPS.split(text[max(0, a - 40) : a])[-1])[-3:]]
    words = found[2].casefold().split()
    if (
        _by_noun(text, a, b, before, longest, words)
        or _by_who(text, a, b, before)
        or _by_what_falls(text, b, before)
        or _of_a_site(text, a, b, before, words)
    ):
        return found
    return None


def _named(text: str, tokens: Sequence[re.Match[str]], i: int, longest: int, never: frozenset[str]) -> Any:
    """Return what `told` does of the name that begins at token i, unless its words are none of a place's name."""
    lists = table()
    a = tokens[i].start()
    name = bare(text[a : tokens[i + longest - 1].end()].rstrip("."))
    words = name.casefold().split()
    # "Fort Aldis", though the text has a fort, too
    opens = longest > 1 and (words[0] in lists["opens"] or words[0] in lists["epithets"])
    if name.casefold() in never or len(name) < 3 or (not opens and bare(tokens[i].group()).casefold() in never):
        return None
    if any(w in lists["no_part"] for w in words) or any(w.rpartition("-")[2] in lists["held_by"] for w in words):
        return None  # a headline's words, or "rebel-held": no name of a place
    whole = text[tokens[i - 1].start() : a + len(name)] if i else name
    if words[0] in lists["bodies"] or adjective(name) or adjective(whole):
        return None  # "Port Authority", "a Kenyan hospital", "the South African road agency"
    return (a, a + len(name), name, [], longest)


def _by_noun(text: str, a: int, b: int, before: Sequence[str], longest: int, words: Sequence[str]) -> bool:
    """Whether a noun or preposition beside the name tells a place: "X district", "in the town of X", "near X", "Port Selwyn"."""
    lists = table()
    after = _AFTER.match(text[b : b + 20])
    local = (after and (after[1].lower() in lists["kinds"] or after[1] in lists["wide"])) or (
        before and before[-1] in lists["kinds"]
    )
    # "Port Selwyn": what it is opens the name, whatever stands before
    local = local or (longest > 1 and words[0] in lists["opens"] and not any(w in lists["bodies"] for w in words))
    local = local or _called(text, a, b, before) or _high_ground(words)
    of = len(before) > 1 and before[-1] == "of" and before[-2] in lists["kinds"] | lists["sides"]
    of = of or (len(before) > 1 and before[-1] == "from" and before[-2] in lists["gone_from"])
    of = of or (len(before) > 1 and before[-1] in lists["gone"] and before[-2] in _HAVE and _stands_alone(text, b))
    of = of or (len(before) > 1 and before[-1] in _ALONG and before[-2] in lists["ways"])
    of = of or (
        _OWNED.search(text[max(0, a - 50) : a]) is not None and _stands_alone(text, b) and words[-1] not in lists["bodies"]
    )
    strong = before and (
        before[-1] in lists["strong"] or (len(before) > 1 and before[-1] == "the" and before[-2] in lists["strong"] and local)
    )
    return bool(local or of or strong)


def _by_who(text: str, a: int, b: int, before: Sequence[str]) -> bool:
    """Whether who comes, leaves or lives there tells a place: "gunmen attacked X on", "were forced to leave X", "the residents of X"."""
    if not before or not _stands_alone(text, b):
        return False
    lists = table()
    if before[-1] == "leave":
        return len(before) > 2 and before[-2] == "to" and before[-3] in lists["bidden"]
    if before[-1] == "of":
        return len(before) > 1 and before[-2] in lists["dwellers"]
    return before[-2:] == ["close", "to"] or _raid().search(text[max(0, a - 90) : a]) is not None


@cache
def _raid() -> re.Pattern[str]:
    data = cues.load("places")
    return re.compile(rf"\b{patterns.any_of(data['raiders'])}(?: [a-z'’-]+){{0,6}} {patterns.any_of(data['raided'])} $")


_HAVE = frozenset(("have", "has", "had"))
# "in Peru's Quebrada Honda"
_OWNED = re.compile(r"\b[Ii]n (?:[a-z]+ )?[A-Z][\w-]+['’]s (?:(?:north|south|east|west|central|coastal|remote)[a-z-]* )?$")
_ALONG = frozenset(("to", "into", "from"))


def _high_ground(words: Sequence[str]) -> bool:
    """Whether a name is that of ground by its height: "the High Sarro", but no "High Court"."""
    lists = table()
    return len(words) == 2 and words[0] in lists["heights"] and words[1] not in lists["no_heights"]


def _called(text: str, a: int, b: int, before: Sequence[str]) -> bool:
    """Whether an apposition says what a name is: "residents of X, a village in Y province", "in the state capital, X, 40 died"."""
    if text[b : b + 2] != ", ":
        return False
    said, lists = _APPOSED.match(text, b), table()
    seat = text[max(0, a - 2) : a] == ", " and before[-1:] == ["capital"] and len(before) > 1 and before[-2] in lists["seats"]
    return seat or bool(said and said[1] in lists["kinds"])


def _by_what_falls(text: str, b: int, before: Sequence[str]) -> bool:
    """Whether something befell the place: "shelling of X", "struck X", "X was hit by 95 strikes"; or it lies under what did: "above X"."""
    lists = table()
    after = _BEFELL.match(text, b)
    if after is not None and after[1] in lists["befell"]:
        return True
    fell = _struck(before) or (bool(before) and (before[-1] in lists["befell"] or before[-1] in lists["over"]))
    return fell and _stands_alone(text, b)


def _struck(before: Sequence[str]) -> bool:
    """Whether what stands before is something that falls on a place: "an air strike on", "the shelling of", "a rocket attack on"."""
    lists = table()
    if len(before) > 1 and before[-1] == "for":
        return before[-2] in lists["fought"]
    if len(before) < 2 or before[-1] not in ("on", "of"):
        return False
    attack = before[-2] in ("attack", "attacks") and len(before) > 2 and before[-3] in lists["by"]
    return before[-2] in lists["falls_on" if before[-1] == "on" else "falls_upon"] or (before[-1] == "on" and attack)


def _stands_alone(text: str, b: int) -> bool:
    """Whether a name that ends at `b` belongs to no noun behind it, as in "a raid on Northern Guard positions"."""
    after = re.match(r"[.,;:]|\s*$|\s+([A-Za-z]+)", text[b : b + 20])
    return after is not None and (not after[1] or after[1] in table()["after"] or after[1].lower() in times.WEEKDAYS)


def _of_a_site(text: str, a: int, b: int, before: Sequence[str], words: Sequence[str]) -> bool:
    """Whether the name is that of a site, a water or a disaster behind it, or of a water by what it does: "the Ostrelka textile factory",
    "the Kessim floods", "along the lower Selwen", "the Selwen burst its banks"; no body of people has one ("the National Guard base")."""
    if not before or words[-1] in table()["bodies"] or text[a:b].isupper():
        return False
    site, disaster, flows, water = _sites()
    if before[-1] in ("the", "s") and (disaster.match(text, b) or flows.match(text, b)):
        return True
    if before[-1] not in ("a", "an") and site.match(text, b):
        return True
    return "the" in before[-2:] and _stands_alone(text, b) and water.search(text[max(0, a - 50) : a]) is not None


@cache
def _sites() -> tuple[re.Pattern[str], ...]:
    """Return patterns of a site or water and of a disaster that follow a name, of what a water does, and of the words before its name."""
    data = cues.load("places")
    sort = rf"(?:{patterns.any_of(data['sorts'])} ){{0,2}}"
    sites, disasters = (rf" {sort}{patterns.any_of(data[k])}\b" for k in ("sites", "disasters"))
    site_fire = rf" {sort}{patterns.any_of(data['sites'])}(?= {patterns.any_of(data['disasters'])}\b)"
    return (
        re.compile(sites),
        re.compile(rf"{disasters}|{site_fire}"),
        re.compile(rf" {patterns.any_of(data['flows'])}\b"),
        re.compile(rf"\b{patterns.any_of(data['beside'])} the (?:(?:lower|upper|middle|swollen|flooded|icy) )?$"),
    )
