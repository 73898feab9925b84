"""Whether two tolls differ by the dead attackers alone: one report counts the gunman in, the other does not.

Pure: looks at the figures of two readings and at what their reports tell of dead attackers.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from claims import wording

if TYPE_CHECKING:
    from claims.relations import Reading

CLASSES = ("attackers", "militants")


def counted(a: Reading, b: Reading) -> tuple[str, str] | None:
    """Return the relation of two such readings and the words for it, or None where something else sets them apart."""
    for low, high in ((a, b), (b, a)):
        apart = _apart(low, high)
        if not apart:
            continue
        if high.attackers == apart and high.within and not low.attackers:
            return "part", f"{wording.name(high)} counts the attackers in, the other does not"
        if low.attackers == apart and not low.within:
            return "agree", f"{wording.name(low)} tells of the dead attackers apart; with them it is the same figure"
    return None


def _apart(low: Reading, high: Reading) -> int | None:
    """Return how much higher `high` is, where no figure has a higher end."""
    x, y = low.quantity, high.quantity
    if x.low is None or y.low is None or x.high not in (None, x.low) or y.high not in (None, y.low):
        return None
    return max(y.low - x.low, 0)
