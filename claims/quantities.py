"""How many: numbers, words and hedges as intervals, and the algebra of those intervals.

The rules are DESIGN.md's: exact n is [n, n]; "at least n" [n, open]; "more than n" [n+1, open]; "up to n" [open, n]; "about n" [n, n]
and approximate; "n to m" [n, m]; vague words ("dozens") have no ends and keep the word. The words are in cues/quantities.toml; number
words are read by the text2num library.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from fractions import Fraction
from typing import TYPE_CHECKING

from claims.headnouns import HeadFinder
from claims.numerals import DASH, WORD, Found, Mention, Tokens, Value, may_open
from claims.records import Quantity

if TYPE_CHECKING:
    from claims.tree import Doc

__all__ = ["Mention", "add", "agree", "contains", "exactly", "figure", "find", "gap", "less", "overlaps", "parse"]

MOST = 10_000_000_000  # more than there are people: no count


# --- intervals


def exactly(n: int) -> Quantity:
    return Quantity(n, n)


def figure(q: Quantity) -> int | None:
    """Return the figure that `q` names: its lower end, or its upper one where the lower is open; None for a vague word."""
    return q.low if q.low is not None else q.high


def add(a: Quantity, b: Quantity) -> Quantity:
    """Return the interval of the sum. An open low end counts as 0 there; a vague word leaves the high end open."""
    if a.vague or b.vague:
        low = (a.low or 0) + (b.low or 0)
        return Quantity(low or None, None, a.approximate or b.approximate, a.vague or b.vague)
    low_open, high_open = a.low is None and b.low is None, a.high is None or b.high is None
    return Quantity(
        None if low_open else (a.low or 0) + (b.low or 0),
        None if high_open else (a.high or 0) + (b.high or 0),
        a.approximate or b.approximate,
    )


def less(a: Quantity, n: int) -> Quantity:
    """Return the interval of what is left when `n` are taken away; nothing falls below 0, open ends and vague words stay."""
    low, high = (None if end is None else max(0, end - n) for end in (a.low, a.high))
    return Quantity(low, high, a.approximate, a.vague)


def gap(a: Quantity, b: Quantity) -> int:
    """Return the distance between the nearest ends of the intervals; 0 where they meet."""
    if a.low is not None and b.high is not None and a.low > b.high:
        return a.low - b.high
    if b.low is not None and a.high is not None and b.low > a.high:
        return b.low - a.high
    return 0


def overlaps(a: Quantity, b: Quantity) -> bool:
    """Return whether some number lies in both intervals. A vague word, with no ends, overlaps everything."""
    return gap(a, b) == 0


def contains(a: Quantity, b: Quantity) -> bool:
    """Return whether every number of `b` lies in `a`; an open end holds all numbers on its side (counts start at 0)."""
    low = a.low or 0
    return (b.low or 0) >= low and (a.high is None or (b.high is not None and b.high <= a.high))


def agree(a: Quantity, b: Quantity, tolerance: float = 0.1) -> bool:
    """Return whether both say the same: the named figures are equal, or the interval of one holds the other's figure
    and the figures are no more than `tolerance` of the larger (at least 1) apart; approximate figures need not meet."""
    x, y = figure(a), figure(b)
    if x is None or y is None:
        return x is y and a.vague == b.vague
    if x == y:
        return True
    near = abs(x - y) <= max(1, tolerance * max(x, y))
    return near and (a.approximate or b.approximate or overlaps(a, b))


# --- reading


def parse(phrase: str) -> Quantity | None:
    """Return the quantity that begins `phrase` ("more than two dozen rockets"), or None where it begins with none."""
    words = [w.group() for w in WORD.finditer(phrase)]
    tokens = Tokens([w.lower() for w in words])
    for i in range(len(words)):
        if found := _read(tokens, i):
            if found.share and (whole := _whole(tokens, found.end)):
                return _share(found, whole).quantity
            return found.quantity if not found.share else None
        if not tokens.hedge(i):
            return None
    return None


def find(doc: Doc) -> list[Mention]:
    """Return the counts of people and things in `doc`, in order; ages, dates, money, measures and names are left out."""
    found = doc.user_data.get(_FOUND)
    if found is None:  # each kind of claim asks
        found = doc.user_data[_FOUND] = tuple(_find(doc))
    return list(found)


_FOUND = "rashomon.counts"


def _find(doc: Doc) -> list[Mention]:
    tokens = Tokens([t.lower_ for t in doc])
    heads = HeadFinder(doc)
    out: list[Mention] = []
    end = 0
    for i in [i for i, w in enumerate(tokens.words) if may_open(w)]:
        if i < end or not tokens.opens(i) or not (found := _read(tokens, i)):
            continue
        if found.share:
            whole = _whole(tokens, found.end)
            if whole is None:
                end = found.end
                continue
            found, of = _share(found, whole), found.end - 1
            hurt = heads.mention(whole)
            if heads.befallen(
                hurt.end if hurt.bare else hurt.head
            ):  # "half of the 40 dead": two figures, as in "20 of the 40 dead"
                out += [Mention(found.quantity, found.start, of, of - 1, of - 1, found.more, True), hurt]
                end = hurt.end
                continue
        if (past := _past_another(tokens, found.end)) is not None:
            found = found._replace(end=past)
        distractor = heads.distractor(found.number, found.end, found.quantity) or _difference(tokens, found)
        mention = None if distractor else heads.mention(found)
        end = found.end
        if mention:
            if not mention.bare and (past := _past_another(tokens, mention.end)) is not None:
                end, mention = past, replace(mention, end=past)  # "18 villagers, not 11, were taken"
            out.append(_as_many(tokens, mention, out))
    return out


def _as_many(tokens: Tokens, m: Mention, before: Sequence[Mention]) -> Mention:
    """Return a mention whose figure is told by the one before it: "five officers and as many clerks", "twice as many", "half as many"."""
    i = m.number
    if tokens.at(i) != "many" or tokens.at(i - 1) not in ("as", "that") or tokens.at(i + 1) == "as" or not before:
        return m
    word, last = tokens.at(i - 2), before[-1].quantity
    times, start = (_TIMES[word], i - 2) if word in _TIMES else (Fraction(1), i - 1)
    if word == "times" and (n := tokens.number(i - 3)):
        times, start = n[0], i - 3
    if (tokens.at(i - 1) == "that" and times == 1) or last.low is None or last.low != last.high or i - before[-1].end > _NEAR:
        return m
    low = last.low * times
    return m if low.denominator != 1 else replace(m, quantity=Quantity(int(low), int(low), last.approximate), start=start)


_TIMES = {"twice": Fraction(2), "half": Fraction(1, 2), "double": Fraction(2), "thrice": Fraction(3)}
_NEAR = 12  # words from a count to "as many" more


def _difference(tokens: Tokens, found: Found) -> bool:
    """Return whether a figure is that by which another differs: "14 people, three more than first reported", "two dead fewer than"."""
    i = found.end
    i += tokens.at(i) not in _COMPARED  # a noun
    if tokens.at(i) not in _COMPARED or tokens.at(i + 1) != "than" or tokens.at(i - 1) == ",":
        return False
    after = tokens.at(i + 2)
    measured = after in ("half", "double", "twice") or (after in ("a", "an", "one") and tokens.at(i + 3) in _UNITS)
    return not measured and tokens.number(i + 2) is None  # "killed 12 more than a week ago", "12 wounded, more than half of them"


_COMPARED = frozenset(("more", "fewer", "less", "higher", "lower"))
_UNITS = frozenset(
    ("day", "week", "month", "year", "hour", "decade", "third", "quarter", "dozen", "mile", "kilometre", "kilometer")
)


def _past_another(tokens: Tokens, i: int) -> int | None:
    """Return the word after the figure that is said not to hold: "76, not 79, people", "18 villagers and not the 11 first reported,
    were"; None where none follows."""
    i += tokens.at(i) == ","
    i += tokens.at(i) == "and"
    least = next((n for ws in _INSTEAD if tokens.words[i : i + (n := len(ws))] == ws), 0)
    i += least + (tokens.at(i + least) == "the")
    if not least or not tokens.at(i) or not tokens.opens(i) or not (other := _read(tokens, i)):
        return None
    comma = next((j for j in range(other.end, other.end + _TOLD) if tokens.at(j) == ","), other.end)
    told = comma - other.end < 2 or not _EARLIER.isdisjoint(tokens.words[other.end : comma])
    return comma + 1 if tokens.at(comma) == "," and told else other.end


_INSTEAD = (["not"], ["rather", "than"], ["instead", "of"])
_TOLD = 7  # words up to the comma behind it: "not the 11 that were first reported,"
_EARLIER = frozenset(
    ["first", "earlier", "initially", "originally", "previously", "reported", "announced", "said", "thought", "given"]
)


def _read(tokens: Tokens, i: int) -> Found | None:
    """Return the quantity that starts at word i, hedges and all."""
    start, kinds, more = i, [], False
    if tokens.at(i) == "up" and tokens.at(i - 1) in tokens.lex.moves:
        return None  # "has gone up to 15" is no bound
    if tokens.at(i) == "under" and tokens.at(i - 1) in tokens.lex.under:
        return None  # neither is "came under three barrages"
    if tokens.at(i) == "over" and tokens.at(i - 1) in tokens.lex.over:
        return None  # nor "handed over 24 prisoners"
    while hedge := tokens.hedge(i):
        if (first := tokens.phrase(tokens.lex.vague, i)) and first[1] >= hedge[1]:
            break
        more = more or tokens.phrase(tokens.lex.more_before, i) is not None
        kinds.append(hedge[0])
        i = hedge[1]
    moved = _moved(tokens, i if tokens.at(i) == "from" else i - 1)
    if tokens.at(i) == "from" and moved:
        return None
    if tokens.at(i) in ("between", "from") and (first_ := tokens.value(i + 1)) and first_.low is not None:
        link = "and" if tokens.at(i) == "between" else "to"
        if (
            tokens.at(first_.end) in (link, "to")
            and (second := tokens.value(tokens.hedged(first_.end + 1)))
            and second.low is not None
        ):
            return _bounded(tokens, first_, second, kinds, start, i + 1, second.end, more)
        if tokens.at(i) == "between":
            return None
        i += 1
    share = tokens.fraction(i)
    number_ = tokens.number(i)
    if share and tokens.at(share[1]) == "of" and not (number_ and number_[1] >= share[1]):
        kind = next((k for k in kinds if k in ("at_least", "more_than", "about", "up_to", "less_than")), "")
        if tokens.words[share[1] - 1] in ("most", "majority"):
            kind = "more_than"
        return Found(
            Quantity(share[0].numerator, share[0].denominator, kind == "about", kind or None), start, i, share[1] + 1, more, True
        )
    value = tokens.value(i)
    if value is None:
        return None
    number, end = i, value.end
    by = tokens.at(start - 1) == "by" and tokens.at(start - 2) in tokens.lex.moves  # "rose by 12 to 74" is no range
    moved = by or (moved and tokens.at(i - 1) == "from")
    if value.low is not None and not moved and (other := _upper(tokens, value)):
        return _bounded(tokens, value, other, kinds, start, number, other.end, more)
    after = tokens.phrase(tokens.lex.after, end)
    if after and not tokens.number(after[1]):  # "since 2011 at least 300": the hedge is the next number's
        kinds.append(after[0])
        end = after[1]
    quantity = _interval(value, kinds)
    return Found(quantity, start, number, end, more, False) if quantity else None


def _moved(tokens: Tokens, i: int) -> bool:
    """Return whether the "from" at word i tells from what a figure moved, which is no range: "rose from 12 to 15", "raised its count for the
    raid from 12 to 15"."""
    if tokens.at(i) != "from":
        return tokens.at(i - 1) in tokens.lex.moves
    return any(tokens.at(j) in tokens.lex.moves for j in range(max(0, i - _MOVED), i))


_MOVED = 7  # words between a verb of moving and its "from"


_MAYBE = ("perhaps", "possibly", "maybe", "probably", "likely")


def _upper(tokens: Tokens, value: Value) -> Value | None:
    """Return the upper end of "5-8", "5 to 8", "five or six"."""
    link = value.end + (tokens.at(value.end) == ",")
    maybe = tokens.at(link) in ("and", "but") and tokens.at(link + 1) in _MAYBE  # "12 and perhaps as many as 20"
    if value.low == 0 or not (maybe or tokens.at(value.end) in (*DASH, "or")):
        return None
    other = tokens.value(tokens.hedged(tokens.aside(link + 2 if maybe else value.end + 1)))
    if other is None or value.low is None or not other.low:
        return None
    if not maybe and tokens.at(value.end) == "or" and other.low - value.low > max(Fraction(5), value.low):
        return None
    if other.low > value.low or tokens.at(value.end) in ("-", "–", "—"):
        return other
    return None


def _bounded(tokens: Tokens, a: Value, b: Value, kinds: list[str], start: int, number: int, end: int, more: bool) -> Found | None:
    low, high = a.low, b.low
    if low is None or high is None or low >= high:
        return None
    scale = tokens.lex.scales.get(tokens.at(b.end - 1), 1)
    if tokens.at(a.end - 1) not in tokens.lex.scales and low * scale < high:
        low *= scale  # "two to three thousand"
    about = "about" in kinds
    if low.denominator > 1 or high.denominator > 1:
        low, high = Fraction(int(low)), Fraction(int(high))
    over = tokens.hedge(tokens.aside(a.end + 1)) or next((h for k in range(a.end + 1, b.end - 1) if (h := tokens.hedge(k))), None)
    if over and over[0] in ("more_than", "at_least"):  # "from 500 to well over 1,000", "30 and possibly more than 50"
        return Found(Quantity(int(low), None, about), start, number, end, more, False)
    return Found(Quantity(int(low), int(high), about), start, number, end, more, False)


def _interval(value: Value, kinds: Sequence[str]) -> Quantity | None:
    if value.vague:
        return Quantity(None, None, False, value.vague)
    if value.low is None or value.low.denominator > 1 or value.low > MOST:
        return None
    n = int(value.low)
    if "at_least" in kinds:
        return Quantity(n, None, "about" in kinds)
    if "more_than" in kinds:
        return Quantity(n + 1, None)
    if "up_to" in kinds:
        return Quantity(None, n, "about" in kinds)
    if "less_than" in kinds:
        return Quantity(None, max(n - 1, 0))
    return Quantity(n, n, "about" in kinds)


def _whole(tokens: Tokens, i: int) -> Found | None:
    """Return the number of the whole after a share: "half of the 40", "half of the town's 40,000"."""
    if (owner := next((j for j in range(i + 1, i + 5) if tokens.at(j) in ("'s", "’s")), None)) is not None:
        return _read(tokens, owner + 1)
    for j in (i, i + 1, i + 2):
        if (
            tokens.at(j)
            in ("the", "all", "its", "their", "those", "these", "a", "some", "at", "about", "around", "more", "over", "nearly")
            or j > i
        ):
            if (found := _read(tokens, j)) and not found.share and found.quantity.low:
                return found
            continue
        return _read(tokens, j)
    return None


def _share(share: Found, whole: Found) -> Found:
    of = figure(whole.quantity) or 0
    part = Fraction(of * (share.quantity.low or 0), share.quantity.high or 1)
    n, kind = int(part), share.quantity.vague
    about = share.quantity.approximate or part.denominator > 1 or whole.quantity.approximate
    if kind == "more_than":
        q = Quantity(n + 1, None)
    elif kind == "at_least":
        q = Quantity(n, None)
    elif kind in ("up_to", "less_than"):
        q = Quantity(None, n if kind == "up_to" or part.denominator > 1 else n - 1)
    elif whole.quantity.high is None:
        q = Quantity(n, None, about)
    else:
        q = Quantity(n, n, about)
    return Found(q, share.start, whole.number, whole.end, False, False)


def excepted(low: Sequence[str], i: int) -> bool:
    """Return whether the figure at word i of a sentence's lower-case words is what is left out: "all but three", "all except for two"."""
    back = i - 1 if i and low[i - 1] in ("for", "the") else i
    return [*low[max(0, back - 2) : back]] in (["all", "but"], ["all", "except"], ["all", "bar"], ["everything", "but"])


def but(whole: Quantity | None, few: Quantity) -> Quantity | None:
    """Return what is left of an exact whole without an exact few, or None."""
    if whole is None or whole.low is None or few.low is None or whole.low != whole.high or few.low != few.high:
        return None
    n = whole.low - few.low
    return Quantity(n, n, whole.approximate) if n > 0 else None


def all_but(low: Sequence[str], mentions: Sequence[Mention], k: int) -> Quantity | None:
    """Return what "all but three of the 40" is, for the mention k of the three among a sentence's lower-case words; None for any other."""
    m = mentions[k]
    if k + 1 == len(mentions) or not excepted(low, m.start):
        return None
    between = [*low[m.number + 1 : mentions[k + 1].start]]
    return but(mentions[k + 1].quantity, m.quantity) if between in (["of"], ["of", "the"], ["of", "those"]) else None
