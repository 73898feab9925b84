"""The names in a text that may be places: those that the gazetteer knows, where the words around them allow it, and those that the words
around them tell (`claims.unlisted`).

Which of the places that bear a name is meant is asked of all of them together, in `claims.places`.
"""

from __future__ import annotations

import re
from collections.abc import Sequence, Set
from functools import cache
from itertools import pairwise
from typing import Any

from claims import cues, gazetteer, patterns, unlisted
from claims.gazetteer import COUNTRY, Row, plain
from claims.unlisted import OWNERS, adjective, adjective_lands, bare

# Compiled once: these are asked for every name of every report.
_GAP, _WORDS, _NEXT, _AFTER = (re.compile(x) for x in (r"[\s-]+", r"[\w-]+", r"\W*(\w+)", r"\s+(\w+)"))
_AL = r"(?:[aA]l|[eE]l|[aA]sh|[aA]s|[aA]n|[aA]r|[aA]t|[aA]d|[aA]z|[eE]z|[uU]d|[eE]d)[-‑]"  # the article of an Arabic name
_INNER = re.compile(_AL)
# The characters of a name, the name, and the places that bear it: none where no gazetteer has it.
Named = tuple[int, int, str, list[Row]]


@cache
def _name() -> re.Pattern[str]:
    first = "|".join(cues.load("places")["first_parts"])
    return re.compile(
        r"(?=[A-ZÀ-ÞŞİÇ]|[aeu][a-z]{1,2}[-‑])"  # what it begins with at least, since most places in a text are not even that
        r"(?:U\.[SK]\.(?:A\.)?|"
        rf"(?:(?:{first})[ ])?"
        rf"(?:{_AL})?"
        r"[A-ZÀ-ÞŞİÇ][\w'’]*(?:[-‑](?:[a-z]{2}-)?[A-Z]?\w+)*)"
    )


@cache
def _particles() -> tuple[frozenset[str], int]:
    """Return the small words over which a name may go on, with the spaces around them, and the length of the longest."""
    words = frozenset(f" {w} " for w in cues.load("places")["particles"])
    return words, max(map(len, words))


def find(text: str) -> list[Named]:
    """Return the names of a text that are places or may be, in order."""
    table, never = unlisted.table(), unlisted.table()["never"]
    names, _, _ = gazetteer.table()
    particles, longest_particle = _particles()
    text = _without_groups(text)
    tokens = [
        t for t in _name().finditer(text) if not (t.start() > 1 and text[t.start() - 1] in "-‑" and text[t.start() - 2].isalpha())
    ]
    common = set(re.findall(r"(?<![\w-])[a-z]{3,}(?![\w-])", text))
    titled, acting = _people()
    called = {w for m in titled.finditer(text) for w in m["name"].split()}
    people = called | {m["name"] for m in (acting.finditer(text) if any(w in text for w in table["acts"]) else ())}
    words = never | common
    raw: list[Named] = []
    states = {m.start(1): m for m in _short_states().finditer(text)} if ", " in text else {}
    # names, by position, from which one may go on over a small word
    gaps = pairwise([m.span() for m in tokens])
    over = {
        j for i, ((_, a), (b, _)) in enumerate(gaps) if b - a <= longest_particle and text[a:b] in particles for j in (i - 1, i)
    }
    i = 0
    while i < len(tokens):
        if tokens[i].group() in _of_lands() and (land := _adjectives().match(text, tokens[i].start())):
            code = adjective_lands()[land[1]]
            raw.append((land.start(1), land.end(1), gazetteer.table()[1][code], [(COUNTRY, f"country:{code}", code, "@")]))
            while i < len(tokens) and tokens[i].start() < land.end(1):
                i += 1
            continue
        if tokens[i].group() == "The":
            i += 1
            continue
        if short := states.get(tokens[i].start()):  # "Springfield, Ill."
            name = cues.load("places")["short_states"][short[1]]
            raw.append((*short.span(1), name, [r for r in names[plain(name)] if r[1].startswith("us-state:")]))
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
        if owner < longest and not names.get(plain(text[tokens[i].start() : tokens[i + longest - 1].end()])):
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
            rows = names.get(plain(name))
            if not rows and name.endswith("s") and len(name) > 5 and plain(name[:-1]) in names:
                name = name[:-1]  # "Syrias second city": a page that lost its apostrophe
                rows = names[plain(name)]
            if known_provinces := _province(name, text, b):
                if (not rows or (not _capital(rows) and wide(text, a, a + len(name)))) and _may_be_province(
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
            if rows and wide(text, a, a + len(name)) and not _capital(rows) and not _state(rows):
                rows = None  # "Borno state" is no town abroad that has its name
            known = called if rows and _big(rows) else people  # a capital speaks, too: "Moscow said"
            if rows and rows[0][0] < COUNTRY and name.split()[-1] in known and not _in(text, a, table):
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
    return _joined(text, _again(text, tokens, raw, people))


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
        if i + n <= len(tokens) and any(
            text[tokens[j - 1].end() : tokens[j].start()] in _particles()[0] for j in range(i + 1, i + n)
        ):
            name = bare(text[tokens[i].start() : tokens[i + n - 1].end()].rstrip("."))
            rows = names.get(plain(name))
            if not rows and _may_be_province(text, tokens[i].start(), tokens[i + n - 1].end(), raw, table):
                rows = _province(name, text, tokens[i + n - 1].end())
            if rows:
                return (tokens[i].start(), tokens[i].start() + len(name), name, rows, n)
    return None


def _may_be_province(text: str, a: int, b: int, raw: Sequence[Any], table: dict[str, frozenset[str]]) -> bool:
    """Return whether the words around a name allow it to be a province's: "Sindh province", "in Sindh", "Hyderabad, Sindh"."""
    return _in(text, a, table) or wide(text, a, b) or (bool(raw) and text[raw[-1][1] : a] == ", ")


def _state(rows: Sequence[Any]) -> bool:
    return any(r[3].startswith("@") for r in rows)


def _province(name: str, text: str, b: int) -> list[Row]:
    """Return the provinces of a name that ends at `b`; of several, those of the kind that the word behind it says ("Plateau State")."""
    found = gazetteer.provinces().get(plain(name))
    if found is None:
        return []
    kind = _AFTER.match(text[b : b + 20])
    return [r for r, k in found if kind and k == kind[1].casefold()] or [r for r, _ in found]


def _abroad(towns: Sequence[Any], provinces: Sequence[Any]) -> list[Any]:
    """Return the provinces of which small towns of other lands alone bear the name: "in Borno" is no village in Saxony."""
    return [] if {r[2] for r in towns} & {r[2] for r in provinces} else list(provinces)


def _by_another_name(name: str, rows: Sequence[Any]) -> bool:
    """Return whether the towns of a name all have another main name: "Chiapas" is the state, not Chiapa de Corzo in it."""
    return all(row[1] in (spots := gazetteer.table()[2]) and spots[row[1]][4] != plain(name) for row in rows)


def _joined(text: str, raw: Sequence[Named]) -> list[Named]:
    """Join two small towns of different lands that stand side by side to the one unknown place that they name ("Orland Falls")."""
    out: list[Named] = []
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
    known = names.get(plain(word), ())
    beside = bool({r[2] for r in known} & {r[2] for r in rows})  # "Dael Daraa", two places of one land
    return not (word in unlisted.table()["never"] or word in table["kinds"] or beside or re.search(r"ing$", word))


def _a_quarter(text: str, a: int, b: int, table: dict[str, frozenset[str]]) -> bool:
    """Return whether a name is told as a quarter of the city whose name stands before it: "Chicago's Englewood neighborhood"."""
    after = _AFTER.match(text, b, b + 20)
    return after is not None and after[1].lower() in table["quarters"] and text[:a].rstrip().endswith(OWNERS)


def _of_a_water(text: str, b: int, rows: Sequence[Any]) -> bool:
    """Return whether a country's name that ends at `b` is that of a river or a sea, on whose other shores the news may be ("the Niger River")."""
    water = _AFTER.match(text[b : b + 20])
    return rows[0][0] >= COUNTRY and water is not None and water[1].casefold() in unlisted.table()["shared"]


_ARABIC = ("al-", "ash")


@cache
def _groups() -> re.Pattern[str]:
    """Return a pattern of the names of armed groups that hold a word that could be a place ("Ahrar al-Sham", "Islamic Resistance in Iraq")."""
    names = [
        a
        for group in cues.load("actors")["groups"].values()
        for a in group
        if " in " in a or (" " in a and any(w[:3] in _ARABIC for w in a.split()))
    ]
    return re.compile(rf"(?<!\w){patterns.any_of(map(re.escape, sorted(names, key=len, reverse=True)))}(?!\w)")


def _without_groups(text: str) -> str:
    """Return `text` with the names of armed groups in lower case, offsets kept, so that none is read as a place."""
    low = text.lower()
    named = any(w in low for w in _ARABIC) or any(w in low for w in _groups_of_lands())
    return _groups().sub(lambda m: m.group().lower(), text) if named else text


@cache
def _groups_of_lands() -> tuple[str, ...]:
    return tuple(a for group in cues.load("actors")["groups"].values() for a in group if " in " in a)


@cache
def _forenames() -> frozenset[str]:
    return frozenset(cues.load("places")["forenames"])


@cache
def _of_lands() -> frozenset[str]:
    """Return the names, as a text has them one by one, with which a country's adjective begins: "South" of "South Sudanese"."""
    return frozenset(m.group() for word in adjective_lands() if (m := _name().match(word)))


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


def wide(text: str, a: int, b: int) -> bool:
    """Return whether the words around an unknown name say that it is as large as a state: "Sindara province", "the province of Sindara"."""
    words = unlisted.table()["wide"]
    after = _AFTER.match(text, b, b + 20)
    if (after and after[1].lower() in words) or _held().match(text, b):
        return True
    before = re.findall(r"\w+", text[max(0, a - 30) : a].lower())[-2:] if "of" in text[max(0, a - 30) : a].lower() else []
    return before[-1:] == ["of"] and (before[0] in words or _holds().search(text[max(0, a - 60) : a]) is not None)


@cache
def _holds() -> re.Pattern[str]:
    """Return a pattern of what lies in the place behind it: "Wayanad district of Kerala", but not "the Pakistani district of Khuzdar"."""
    return re.compile(rf"(?<!the )(?<!\w)[A-Z][\w'’-]+ {patterns.one_of(cues.load('places')['areas'])} of $")


@cache
def _held() -> re.Pattern[str]:
    """Return a pattern of what lies in the place before it: "the North Kivu town of Sake"."""
    return re.compile(rf" {patterns.one_of(cues.load('places')['settled'])} of [A-Z]")
