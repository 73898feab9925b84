"""Figures as intervals, for comparing what two readings say. Vague words become the interval that a named policy gives."""

from __future__ import annotations

from functools import cache

from claims import cues
from claims.records import Quantity


@cache
def vague_words(policy: str) -> dict[str, tuple[int, int]]:
    """Return word -> (lowest, highest) of the table `vague.POLICY` in cues/policies.toml.

    Raises ValueError where there is no such table, or it does not give two whole numbers a word.
    """
    tables = cues.load("policies")["vague"]
    if policy not in tables:
        raise ValueError(f"policies.toml: there is no table [vague.{policy}]; one of {', '.join(tables)}")
    try:
        return {str(k).lower(): (int(low), int(high)) for k, (low, high) in tables[policy]["words"].items()}
    except (KeyError, TypeError, ValueError, AttributeError) as e:
        raise ValueError(
            f"policies.toml: [vague.{policy}]: write words = {{ dozens = [12, 24] }}: the lowest and the highest"
        ) from e


def vague(word: str, policy: str = "usage") -> tuple[int, int] | None:
    """Return how `policy` reads a vague word or phrase, or None where it does not say."""
    table, words = vague_words(policy), word.lower().strip().split()
    for i in range(len(words)):
        if found := table.get(" ".join(words[i:])) or table.get(" ".join(words[i:]) + "s"):
            return found
    return table.get("plural")


def stated(q: Quantity) -> int | None:
    """Return the one figure that a quantity names: its lower end, else its upper; None for a vague word."""
    return q.low if q.low is not None else q.high


def figure(q: Quantity) -> Quantity:
    """Return the one figure that a quantity names, without its open end; itself where it names none or two."""
    n = stated(q)
    return q if n is None or None not in (q.low, q.high) else Quantity(n, n, q.approximate)


def is_vague(q: Quantity) -> bool:
    return q.low is None and q.high is None


def slack(n: int) -> float:
    """Return how far "about n" may lie from the figure: half of the unit it is rounded to, at least 5%, two of a few dozen, one of a few.

    "about 40" bears 35 to 45, "about 37" no more than 35.2 to 38.8, "about 12" 10 to 14, "about 300,000" 250,000 to 350,000.
    """
    unit = 1
    while n and n % (unit * 10) == 0:
        unit *= 10
    if n and n % (unit * 5) == 0 and unit * 5 <= n // 2:
        unit *= 5
    least = 2.0 if n in (12, 24, 36, 48) else 1.0 if n >= 5 else 0.0
    return max(min(unit, n) / 2 if unit > 1 else 0.0, 0.05 * n, least)


def ends(q: Quantity) -> tuple[float, float]:
    """Return the interval that a quantity bears, with an open end as 0 or infinity and "about n" widened by `slack`."""
    if is_vague(q):
        a, b = vague(q.vague or "") or (1, 10**9)
        return float(a), float(b)
    low = 0.0 if q.low is None else float(q.low)
    high = float("inf") if q.high is None else float(q.high)
    if q.approximate:
        low = max(0.0, low - slack(q.low)) if q.low is not None else low
        high = high + slack(q.high) if q.high is not None else high
    return low, high


def meet(a: Quantity, b: Quantity) -> bool:
    """Return whether both can be true of one number. "More than 35" and 35 meet: a bound is no claim to the unit."""
    (al, ah), (bl, bh) = ends(a), ends(b)
    loose = 1 if (a.low is None or a.high is None or b.low is None or b.high is None) and 0 not in (ah, bh) else 0
    return al <= bh + loose and bl <= ah + loose


def apart(a: Quantity, b: Quantity) -> bool:
    """Return whether a vague word is far from what it meets: four times over or under all that usage bears, or none against some.

    "Several" is written where nobody has counted: no figure above is far from it.
    """
    (al, ah), (bl, bh) = ends(a), ends(b)
    return (al > 4 * bh and not uncounted(b)) or (bl > 4 * ah and not uncounted(a))


def uncounted(q: Quantity) -> bool:
    """Return whether a quantity is a vague word with no order of size ("several", "many"), unlike "dozens" and "hundreds"."""
    words = (q.vague or "").lower().split()
    return is_vague(q) and bool(words) and words[-1] in cues.load("policies")["vague"]["usage"]["open"]


def close(a: Quantity, b: Quantity) -> bool:
    """Return whether two quantities that meet also name figures near each other (an open bound is no cover for a gap).

    A bound within a quarter of the other figure, or within two, is close: "at least 18" and 20. "At least 18" and 45 are not.
    """
    if not meet(a, b):
        return False
    if is_vague(a) and is_vague(b):
        low, high = sorted((ends(a)[0], ends(b)[0]))
        return high <= 3 * low  # "dozens" and "scores"; "dozens" and "hundreds" are not
    if is_vague(a) or is_vague(b):
        return True
    x, y = stated(a), stated(b)
    assert x is not None and y is not None
    if a.low is not None and a.high is not None and a.low < a.high and b.high is not None and b.low is not None:
        return True  # a range with two ends that holds the other
    if b.low is not None and b.high is not None and b.low < b.high and a.high is not None and a.low is not None:
        return True
    if a.low == b.low and a.high == b.high:
        return True
    if a.approximate and b.approximate:
        return abs(x - y) <= max(
            min(max(slack(x), slack(y)), 0.2 * max(x, y)), 2.0
        )  # two margins that only just meet are no one figure
    return abs(x - y) <= max(2.0, 0.25 * max(x, y))


def compare(a: Quantity, b: Quantity) -> float | None:
    """Return the figure of b minus that of a, where both can be ordered: positive when b is higher."""
    if is_vague(a) or is_vague(b):
        (al, ah), (bl, bh) = ends(a), ends(b)
        return bl - ah if bl > ah else (bh - al if bh < al else None)
    x, y = stated(a), stated(b)
    assert x is not None and y is not None
    return float(y - x)


def gap(a: Quantity, b: Quantity, margin: bool = False) -> tuple[int, float]:
    """Return how far two quantities are apart: between the nearest ends, absolute and as a share of the larger figure.

    "34" and "about 37" are 3 apart, as a reader reckons; with `margin`, what "about" bears is taken off.
    """
    (al, ah), (bl, bh) = (ends(q if margin else Quantity(q.low, q.high, vague=q.vague)) for q in (a, b))
    absolute = max(bl - ah, al - bh, 0.0)
    top = max(x for x in (al, ah, bl, bh) if x != float("inf"))
    return round(absolute), (absolute / top if top else 0.0)


def apart_in_words(a: Quantity, b: Quantity) -> str:
    """Return "13 apart, 42% of the larger figure", with "at least" where an end is open or a word, "about" where a figure is; "" for no gap."""
    absolute, share = gap(a, b)
    loose = any(q.low is None or q.low != q.high for q in (a, b))
    hedge = "at least " if loose else "about " if a.approximate or b.approximate else ""
    percent = "under 1%" if share < 0.005 else "over 99%" if 0.995 <= share < 1 else f"{share:.0%}"
    return f"{hedge}{absolute:,} apart, {percent} of the larger figure" if absolute else ""
