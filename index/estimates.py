"""Figures drawn from a line-up, each by a policy that is named beside it. None is "the" figure; cues/policies.toml documents them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from functools import cache

from claims import cues, intervals
from claims.moments import day
from claims.records import Quantity
from claims.relations import Reading

Estimate = dict[str, int | None]
Draw = Callable[[Sequence[Reading], Mapping[str, str]], Estimate | None]


def estimates(readings: Sequence[Reading]) -> dict[str, Estimate]:
    """Return policy -> {"low", "best", "high"} over the readings that give the whole figure, copies counted once.

    A policy leaves `best` None where it names none. No usable reading: {}.
    """
    whole = [
        r
        for r in readings
        if r.scope in ("total", "cumulative") and not r.place and r.copy_of is None and r.kind != "responsibility"
    ]
    superseded = [r for r in whole if "early" not in r.moves]
    whole = superseded or whole
    if not whole:
        return {}
    made = {name: make(whole, policy) for name, (make, policy) in policies().items()}
    return {name: found for name, found in made.items() if found is not None}


@cache
def policies() -> dict[str, tuple[Draw, Mapping[str, str]]]:
    """Return the policies for estimates, own ones included: how each is drawn, and its row in cues/policies.toml.

    An own one says by `how` like which of the four it is drawn, and by `vague` how it reads vague words. Raises ValueError
    where it does not.
    """
    made: dict[str, Draw] = {
        "range": _range,
        "conservative": _conservative,
        "latest": _latest,
        "low_best_high": _low_best_high,
    }
    out: dict[str, tuple[Draw, Mapping[str, str]]] = {}
    for name, policy in cues.load("policies")["estimates"].items():
        how = policy.get("how", name) if isinstance(policy, Mapping) else None
        if how not in made:
            raise ValueError(f'policies.toml: [estimates.{name}]: write how = "conservative", or another of {", ".join(made)}')
        intervals.vague_words(policy.get("vague", "usage"))
        out[name] = (made[how], policy)
    return out


def figures(q: Quantity, policy: str = "usage") -> tuple[int, int] | None:
    """Return the lowest and highest figure that a quantity names, a vague word as `policy` reads it; an open end adds no figure."""
    if intervals.is_vague(q):
        return intervals.vague(q.vague or "plural", policy)
    low = q.low if q.low is not None else q.high
    high = q.high if q.high is not None else q.low
    assert low is not None and high is not None
    return low, high


def _read(readings: Sequence[Reading], policy: Mapping[str, str]) -> list[tuple[Reading, int, int]]:
    """Return the readings with their figures: sharp ones where there are any, else vague words as the policy reads them."""
    sharp = [r for r in readings if not intervals.is_vague(r.quantity)]
    out = []
    for r in sharp or readings:
        f = figures(r.quantity, policy.get("vague", "usage"))
        if f is not None:
            out.append((r, *f))
    return out


def _range(readings: Sequence[Reading], policy: Mapping[str, str]) -> Estimate | None:
    found = _read(readings, policy)
    return {"low": min(f[1] for f in found), "best": None, "high": max(f[2] for f in found)} if found else None


def _conservative(readings: Sequence[Reading], policy: Mapping[str, str]) -> Estimate | None:
    found = _read(readings, policy)
    if not found:
        return None
    low = min(f[1] for f in found)
    return {"low": low, "best": low, "high": low}


def _latest(readings: Sequence[Reading], policy: Mapping[str, str]) -> Estimate | None:
    found = _read(readings, policy)
    if not found:
        return None
    last = max((d for f in found if (d := day(f[0].moment))), default=None)
    newest = [f for f in found if day(f[0].moment) == last] if last else found
    best = _majority([f[1] for f in newest], lowest=True)
    return {"low": min(f[1] for f in newest), "best": best, "high": max(f[2] for f in newest)}


def _low_best_high(readings: Sequence[Reading], policy: Mapping[str, str]) -> Estimate | None:
    found = _read(readings, policy)
    if not found:
        return None
    ordered = sorted(found, key=lambda f: (f[0].moment or "", f[1]))
    return {
        "low": min(f[1] for f in found),
        "best": _majority([f[1] for f in ordered], lowest=False),
        "high": max(f[2] for f in found),
    }


def _majority(values: Sequence[int], lowest: bool) -> int:
    """Return the value given most often; on a tie the lowest, or the last in the order given."""
    count = Counter(values)
    most = max(count.values())
    tied = [v for v in values if count[v] == most]
    return min(tied) if lowest else tied[-1]
