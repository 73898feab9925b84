"""Who: names of actors, which of them are one, and the words of a name in a sentence."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from functools import cache, lru_cache
from typing import Any

from claims import cues, patterns, times


@cache
def _aliases() -> tuple[re.Pattern[str], dict[str, str]]:
    table = {_plain(a): name for name, aliases in cues.load("actors")["groups"].items() for a in [*aliases, name]}
    longest = sorted(table, key=lambda a: (-len(a), a))
    # A closing s is a genitive whose apostrophe was lost ("Assads air force"), as in many scraped texts.
    helped = r"(?!['’s]{0,2}-(?:" + "|".join(sorted(_class("helped"))) + r")\b)"  # "Turkish-backed rebels" are not Turkey
    return re.compile(rf"(?<![\w-])({patterns.any_of(map(re.escape, longest))})s?(?![\w]){helped}"), table


def _plain(name: str) -> str:
    name = re.sub(r"\bIS\b", "ISIS", name)  # in capitals it is a name and not the verb
    text = re.sub(r"[’`‘]", "'", name.casefold())
    text = re.sub(r"'s?\b|\(|\)|\"|“|”", " ", text)
    return " ".join(text.split())


@lru_cache(maxsize=65536)
def fold(name: str) -> str:
    """Return the actor that `name` is: the first name of its group in cues/actors.toml, or its own telling words, lower case.

    "IS jihadists", "Daesh" and "Islamic State" are "Islamic State"; "the Free Valley Front" is "free valley front".
    """
    found = folded(name)
    return found[0][2] if found else _own(name)


def folded(name: str) -> list[tuple[str, str, str]]:
    """Return what was folded in `name`, longest alias first: (name, alias, actor). More than one where it names several."""
    return list(_folded(name))


@lru_cache(maxsize=16384)
def _folded(name: str) -> Sequence[tuple[str, str, str]]:
    pattern, table = _aliases()
    text = _plain(name)
    hits = sorted((m for m in pattern.finditer(text)), key=lambda m: (-len(m[1]), m.start()))
    out: list[tuple[str, str, str]] = []
    for m in hits:
        actor = table[m[1]]
        if actor in _class("unnamed") and _named_besides(name, m[1]):
            continue
        if actor not in (o[2] for o in out):
            out.append((name, m[1], actor))
    people = [o for o in out if o[2] in _class("unnamed") - {"government"}]
    if people and all(o[2] in lands() for o in out if o not in people):
        return people[:1]  # "Syria rebels": of that land, and no arm of its state
    if len(out) > 1:  # "the Syrian army": a nation or class inside a longer name adds nothing
        out = [o for o in out if o[2] not in _class("unnamed")] or out[:1]
    return out


def _named_besides(name: str, alias: str) -> bool:
    """Return whether a name has a word of its own beside a general one: "Northern Army" is not the army."""
    words = name.split()
    known = {*alias.split(), *_class("generic")}
    if alias not in groups()["government"]:  # "Syrian rebels" are rebels, "Kenyan army" is not any army
        known |= _class("nations") | _countries()
    return len(words) > 1 and any(w[:1].isupper() and w.casefold() not in known for w in re.findall(r"[\w'-]+", name))


@cache
def _countries() -> frozenset[str]:
    return frozenset(
        a.casefold() for name, aliases in groups().items() if name in lands() - {"government"} for a in aliases if " " not in a
    )


@cache
def groups() -> dict[str, list[str]]:
    """Return {actor: the names folded into it}."""
    return {k: list(v) for k, v in cues.load("actors")["groups"].items()}


def _own(name: str) -> str:
    words = [w for w in re.findall(r"[\w'-]+", _plain(name)) if w not in ("the", "a", "an")]
    generic = _class("generic")
    return " ".join([w for w in words if w not in generic] or words)


@cache
def _class(name: str) -> frozenset[str]:
    return frozenset(cues.load("actors")["classes"][name])


_SHORT = frozenset(("us", "is"))  # no genitives: "uss", "i"

_INSIDE = ("compound", "amod", "nmod", "nummod", "poss", "npadvmod", "punct", "advmod", "case", "quantmod")


_LETTERED = re.compile(r"[A-Z]+-?\d+")  # "MS-13", "M23"
_YEAR = re.compile(r"(?:19|20)\d\d")
_BREAKS = frozenset(',;:()"“”')


def phrase(head: Any) -> Any:
    """Return the span of the name or noun phrase that `head` heads, without article, clauses and what follows."""
    doc, i = head.doc, head.i
    start = i
    mine = {t.i for t in head.subtree if t.i < i}
    while start > 0:
        t = doc[start - 1]
        inside = t.dep_ in _INSIDE or (t.dep_ in ("conj", "cc") and t.head.i != i)
        if (t.i in mine and inside and t.text not in _BREAKS and (t.pos_ != "VERB" or t.tag_ in ("VBN", "VBG"))) or (
            (start > 1 or not t.whitespace_) and (t.text in "-/" or (start < i and doc[start].text in "-/"))
        ):
            start -= 1
        elif (
            doc[start].lower_ in _NAME_PARTS
            and start < i
            and t.pos_ == "PROPN"
            and t.dep_ in ("npadvmod", "nsubj")
            and t.head.i == doc[i].head.i
        ):
            start -= 1  # "Ansar al-Dawn said", whose words the parser hangs on the verb one by one
        elif t.dep_ == "npadvmod" and start == i and start > 1 and doc[start - 2].lower_ == "the" and _titled(t, doc[i]):
            start -= 1  # "the Night Wolves denied", "Night" taken for when they did
        elif (name := _before_brackets(doc, start)) < start and doc[i].lower_ in _class("armed"):
            start = name  # "Islamic State (IS) group"
        else:
            break
    if start > 1 and doc[start - 1].lower_ in ("and", "or") and owner(doc[start - 2].lower_) and doc[start].dep_ in _INSIDE:
        start -= 2  # "Russian and Syrian jets": two owners of one noun
    while start < i and doc[start].lower_ in ("and", "or", "-"):
        start += 1
    end = i + 1
    if end < len(doc) and doc[i].pos_ == "PROPN" and doc[end].tag_ == "CD" and doc[end].dep_ == "nummod" and doc[end].head.i == i:
        end += 1  # "Barrio 18"
    while end + 1 < len(doc) and doc[end].text == "-" and doc[end + 1].is_alpha:
        end += 2
    if end + 1 < len(doc) and doc[end].lower_ in _class("bound") and doc[end + 1].lower_ in ("to", "with"):
        whom = next((t for t in doc[end + 2 : end + 8] if t.pos_ in ("PROPN", "NOUN") and t.dep_ == "pobj"), None)
        if whom is not None:
            end = whom.i + 1  # "forces loyal to the president"
    elif end < len(doc) and doc[end].lower_ in ("of", "from") and doc[i].lower_ in _class("armed") | _class("branches"):
        whom = next((t for t in doc[end + 1 : end + 7] if t.dep_ == "pobj" and t.head.i == end), None)
        if whom is not None and (folded(doc[end + 1 : whom.i + 1].text) or whom.lower_ in _class("armed")):
            return doc[_first(doc, start, i) : whom.i + 1]  # "warplanes of the coalition": whose they are, is the name
    if end + 1 < len(doc) and doc[end].lower_ == "of" and i and doc[i - 1].lower_ in _NAMED_AFTER and doc[i].text[:1].isupper():
        end = _of_name(doc, i, end)
    if doc[i].lower_ in _class("kinds") and end == i + 1:
        end = _named_after(doc, end)
    return doc[_first(doc, start, i) : end]


_NAMED_AFTER = ("the", "itself", "themselves")  # "a cell calling itself Sons of Ember"


def _titled(*words: Any) -> bool:
    return all(w.text[:1].isupper() and w.lower_ not in times.WEEKDAYS for w in words)


def _named_after(doc: Any, end: int) -> int:
    """Return where the name ends that stands right behind a word for a group: "the banned group Baloch Dawn"; `end` where none does."""
    last = k = end
    while k < len(doc) and k < end + 7:
        t, part = doc[k], doc[k].lower_ in _NAME_PARTS
        if t.pos_ == "PROPN" and t.text[:1].isupper() and t.lower_ not in times.WEEKDAYS:
            last = k + 1
        elif not part or (t.lower_ in ("of", "for", "the") and k == end):
            break
        k += 1
    return last


_NAME_PARTS = frozenset(("al", "el", "ash", "as", "ul", "e", "-", "of", "for", "the"))


def _first(doc: Any, start: int, head: int) -> int:
    """Return where a name begins that `head` heads, without the small words before it."""
    while start < head and (
        (doc[start].pos_ in ("DET", "PUNCT", "ADV", "NUM") and not _LETTERED.fullmatch(doc[start].text))
        or doc[start].lower_ in _class("before")
        or _YEAR.fullmatch(doc[start + 1].text)  # a dateline: "17 Aug 2013 Rebels shelled"
    ):
        start += 1
    return start


def _of_name(doc: Any, i: int, end: int) -> int:
    """Return where a name ends whose head is token i with "of" at `end`: after "Arvand" in "the Sons of Arvand", after "Dawn" in "the
    Army of the Dawn", else `end`."""
    last = end + 1 + (doc[end + 1].lower_ == "the" and end + 2 < len(doc))
    while last < len(doc) and doc[last].pos_ == "PROPN":
        last += 1
    return last if doc[last - 1].pos_ == "PROPN" and last > end + 1 and doc[i].lower_ not in _class("civil") else end


def _before_brackets(doc: Any, start: int) -> int:
    """Return where the name begins that stands before an abbreviation in brackets right before token `start`; `start` where none does."""
    if start < 4 or doc[start - 1].text != ")":
        return start
    opens = next((k for k in range(start - 2, max(0, start - 7), -1) if doc[k].text == "("), 0)
    first = opens
    while first > 0 and (doc[first - 1].text[:1].isupper() or doc[first - 1].text == "-"):
        first -= 1
    return first if opens > 0 and first < opens else start


def armed(span: Any) -> bool:
    """Return whether a noun phrase names who can do harm: an armed class, or a name in the table of aliases, as its head.

    "Northern Guard fighters" and "Daesh" are armed; "Lebanese pilgrims", "rebel-held suburbs" and "northern Syria" are not.
    """
    words = [t.lower_ for t in span]
    if not words or (
        len(words) > 1
        and words[0].removesuffix("ern") in _class("compass")
        and words[-1] not in _class("armed") | _class("guards")
    ):
        return False
    if len(words) > 1 and words[-2] == "fire" and words[-1] in _class("crews"):
        return False
    at = span.root.i - span.start if hasattr(span, "root") else len(words) - 1
    heads = {words[-1], words[at]}
    if heads & (_class("armed") | _class("members")):
        return True
    if _band(span):
        return True
    if heads & _class("services") and set(words) & _class("covert"):
        return True  # "Valdora's secret services"
    if set(words) & _class("armed") and any(w in ("of", "from", "to", "with") for w in words):
        return True  # "forces loyal to the president"
    said = {_plain(span[-1].text), _plain(span[at].text)}
    for _, alias, _ in folded(span.text):
        last = alias.split()[-1]
        if any(w.removesuffix("s") in (last.removesuffix("s"), last.rpartition("-")[2]) for w in said):
            return True
    return bool(folded(span[-1].text)) or called(span) or branch(span.text) or _first_word(words)


def _first_word(words: Sequence[str]) -> bool:
    """Return whether a name begins as those of armed groups do: "Jund al-Dale"."""
    return len(words) > 1 and words[0] in cues.load("actors")["parties"]["first"]


def kind(word: str) -> bool:
    """Return whether a word (lower case) says what sort of armed body it is: "alliance", "militia"."""
    return word in _class("kinds") | _class("sorts")


def branch(name: str) -> bool:
    """Return whether a name is that of a known group with its branch behind a hyphen: "IS-Khorasan", "ISIS-Sinai"; not "Hamas-run"."""
    m = _BRANCH.match(name)
    return m is not None and any(f[2] not in lands() for f in folded(m[1]))


_BRANCH = re.compile(r"([A-Z][\w']*)[-–][A-Z][\w']*(?: [A-Z][\w']*)?$")


def _band(span: Any) -> bool:
    """Return whether a phrase is a name right behind a word that only armed groups have: "the gang G9", "the rebel group Dawn"."""
    kinds = [t for t in span[:-1] if t.lower_ in _class("kinds")]
    if not kinds or span[-1].text[:1].islower():
        return False
    k = kinds[-1]
    before = k.i > span.start and k.nbor(-1).lower_ in _class("owners") | _class("armed")
    named = all(t.pos_ in ("PROPN", "NUM", "PUNCT", "PART") or not t.is_alpha for t in span.doc[k.i + 1 : span.end])
    return named and (k.lower_ in _class("bands") or before)


def called(span: Any) -> bool:
    """Return whether a phrase is a name with an article, as groups have it: "the Sons of Arvand", "the Crescent Column".

    People and towns have none, and the words of civil bodies and of sites tell those apart ("the Supreme Court", "the Harbour Bridge").
    """
    if not span.start or span.doc[span.start - 1].lower_ != "the" or span.start == 1 == len(span):
        return False
    words = [t for t in span if t.is_alpha]
    names = [t for t in words if t.text[:1].isupper() and t.pos_ in ("PROPN", "NOUN", "ADJ")]
    linked = all(t in names or t.lower_ in ("of", "for", "and", "the") for t in words)
    return len(names) > 1 and linked and not any(t.lower_ in _class("civil") for t in names)


def name(span: Any) -> bool:
    """Return whether a noun phrase is nothing but a name of several words, as a group or a man has it: "Black Banner"."""
    inside = {t.i for t in span[1:-1] if t.text == "-" or t.lower_ in _NAME_PARTS}  # "Jaish-ul-Haq", "Ansar al-Dawn"
    return len(span) > 1 and all(t.i in inside or (t.pos_ == "PROPN" and t.text[:1].isupper()) for t in span)


def nameless(span: Any) -> bool:
    """Return whether a noun phrase is a weapon or a body of people with nobody named: "warplanes", "its forces", "the regime"."""
    if not any(t.lower_ not in _class("nameless") for t in span):
        return True
    if span.text == "military" and (not span.start or span.doc[span.start - 1].lower_ != "the"):
        return True  # "military strikes"; "the military" is a side
    if span[0].lower_ in ("its", "their", "his", "our") and not folded(
        " ".join(t.text for t in span if t.lower_ not in _class("armed"))
    ):
        return True
    weapon = span[-1].lower_ in _class("nameless") - _class("armed") | _class("weapons")
    return weapon and not any(owner(t.lower_) or of_a_land(t) for t in span) and not folded(span.text)


_DEMONYM = re.compile(r"[A-Z]\w+(?:ian|ean|an|ese|ish)$")


def demonym(t: Any) -> bool:
    """Return whether a word is made as those for lands are, whether or not a table knows the land: "Norvian"."""
    return t.pos_ in ("PROPN", "ADJ") and t.lower_ not in _class("no_land") and _DEMONYM.match(t.text) is not None


def of_a_land(t: Any) -> bool:
    """Return whether a word before a weapon says whose it is though no table knows the land: "Sorland's artillery", "Voskian jets"."""
    if t.i + 1 == len(t.doc) or t.text[:1].islower():
        return False
    after = t.doc[t.i + 1]
    if t.pos_ == "PROPN" and t.dep_ == "poss":
        return after.tag_ == "POS" and t.lower_ not in times.WEEKDAYS
    return t.dep_ in ("amod", "compound") and after.text != "-" and demonym(t)


def plain_name(name: str) -> str:
    """Return the name alone of a group that is told with its kind: "key Ahrar al-Sham rebel group" is "Ahrar al-Sham", "the banned group
    Baloch Dawn" is "Baloch Dawn"."""
    if (behind := _kind_before().search(name)) is not None:
        return name[behind.end() :]
    found = [f for f in folded(name) if f[2] not in lands() and f[2] not in _class("unnamed")]
    if len(found) != 1 or len(found[0][1].split()) + found[0][1].count("-") < 2:
        return name
    m = re.search(r"(?<![\w-])" + re.escape(found[0][1]).replace("'", "['’]") + r"(?![\w-])", name, re.IGNORECASE)
    if m is None or re.search(r"[A-Z]|\b(?:and|or|of|to|with|from)\b", name[: m.start()] + name[m.end() :]):
        return name
    return m.group()


@cache
def _kind_before() -> re.Pattern[str]:
    kinds = "|".join(sorted(_class("kinds")))
    return re.compile(rf"^(?:[\w'’-]+ )*(?:{kinds}) (?=(?:al|el)-|[A-Z])")


@cache
def _owned() -> re.Pattern[str]:
    """Return a pattern of a nation's power, whose group is the nation: "Syrian regime"."""
    owners = patterns.any_of(map(re.escape, sorted(_class("nations") | _countries())))
    return re.compile(rf"\b({owners})(?i:(?:['’]?s)? (?:{'|'.join(sorted(_class('whole')))}))\b")


def completed(name: str, text: str) -> str:
    """Return `name` as the report names it elsewhere in full: "the regime" in a report that says "the Syrian regime".

    `text` is the report's text. A name that is nowhere fuller stays as it is.
    """
    if name.casefold() not in _class("completed"):
        return name
    found = Counter(m.casefold() for m in _owned().findall(text))
    if not found:
        return name
    nation = max(found, key=lambda n: (not n.endswith("assad"), found[n], n))
    return f"{nation.title()} {name}"


def last_group(text: str) -> str | None:
    """Return the armed group, no state and no mere kind of fighters, that `text` names last: whom "the group" after it stands for."""
    pattern, table = _aliases()
    low = text.casefold()
    known = [
        (m.start(), m[1])
        for m in pattern.finditer(low)
        if table[m[1]] not in lands() | _class("unnamed") and m[1] not in _class("peoples")
    ]
    known = [(at, text[at : at + len(word)]) for at, word in known if len(low) == len(text)]
    named = [(m.start(), m.group()) for m in _names().finditer(text)]
    return max(known + named, default=(0, None), key=lambda k: k[0])[1]


@cache
def _names() -> re.Pattern[str]:
    first, last = ("|".join(w.title() for w in cues.load("actors")["parties"][k]) for k in ("first", "last"))
    return re.compile(
        rf"\b(?:(?!The )(?:[A-Z][\w'’-]+ (?:of |for )?){{1,4}}(?:{last})|(?:{first}) (?:[a-z]{{2}}-)?[A-Z][\w'’-]+)\b"
    )


@lru_cache(maxsize=1024)
def home(text: str) -> str:
    """Return the state (as `fold` gives it) that a report is about: named at least three times and twice as often as any other; else ""."""
    pattern, table = _aliases()
    told = Counter(table[m[1]] for m in pattern.finditer(_plain(text)) if table[m[1]] in lands())
    del told["government"]
    ranked = [*told.most_common(2), ("", 0), ("", 0)]
    return ranked[0][0] if ranked[0][1] >= max(HOME, 2 * ranked[1][1]) else ""


HOME = 3  # times at least


def no_place(span: Any) -> bool:
    """Return whether an armed phrase is no country or capital, from which others may fire: "the army", "Daesh", not "Lebanon"."""
    return any(t.lower_ in _class("armed") for t in span) or not any(f[2] in lands() for f in folded(span.text))


@cache
def lands() -> frozenset[str]:
    """Return the actors (as `fold` gives them) that are states."""
    return frozenset(cues.load("relations")["generic"]["states"]) | frozenset(
        name for name, aliases in groups().items() if any(_plain(a) in _class("nations") for a in aliases)
    )


def state(span: Any) -> bool:
    """Return whether a phrase names a state or its government: "the Syrian government", "Moscow"."""
    return any(f[2] in lands() for f in folded(span.text))


def owner(word: str) -> bool:
    """Return whether `word` (lower case) before a strike says whose it is: also a plural or a genitive ("the army's shelling")."""
    owners = _class("owners") | _class("nations")
    return word in owners or re.sub(r"(?:['’]s|s['’]?)$", "", word) in owners - _SHORT
