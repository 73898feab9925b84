"""Which pairs of events can reach a probability at all, told before their sets are met.

Meeting sets member by member is most of what comparing costs, and nearly all pairs come to nothing. So each set is also kept as a few bits,
one for each member: two sets share no more members than they have bits in common, and those of one that fell on a bit of its others. `Bounds`
are `Pairs` with the most, or the least, that two sets may share in the place of what they do share. Each feature only rises or only falls
with that, so the higher of both, weight by weight, makes a sum that the pair's own does not exceed.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from copy import copy
from typing import Any

import numpy as np
from numpy.typing import NDArray

from index.columns import Columns, Flags, Numbers
from index.pairing import Pairs

PORTION = 8192  # pairs at a time: what is worked out for them stays in the processor's cache
WIDE = {"words": 512, "names": 256, "full": 256}  # bits for sets of dozens of members; others have few, and 64
COUNTS = hasattr(np, "bitwise_count")  # NumPy 2
ONES = np.array([n.bit_count() for n in range(1 << 16)], np.uint8)

Feature = Callable[[Pairs], NDArray[Any]]


def ceiling(
    columns: Columns,
    a: NDArray[np.int64],
    b: NDArray[np.int64],
    cosine: NDArray[np.float32],
    features: Sequence[Feature],
    weights: Sequence[float],
) -> Numbers:
    """Return for each pair what the weighted sum of its features does not exceed."""
    out = np.zeros(len(a))
    for start in range(0, len(a), PORTION):
        at = slice(start, start + PORTION)
        most, open_ = Bounds(columns, a[at], b[at], cosine[at]), []
        for read, weight in zip(features, weights, strict=True):
            most.asked = False
            high = weight * read(most)
            if most.asked:
                open_.append((read, weight, high))
            else:
                out[at] += high
        least = most.least()
        for read, weight, high in open_:
            out[at] += np.maximum(high, weight * read(least))
    return out


class Bounds(Pairs):
    """Pairs whose sets share as much as they may, or nothing (`least`). `asked` says whether what they share was asked for."""

    sharing, asked = True, False

    def least(self) -> Bounds:
        """Return the same pairs, sharing nothing; what does not depend on it is not worked out again."""
        made = copy(self)
        made.sharing, made._shared = False, {}
        return made

    def shared(self, name: str) -> Numbers:
        self.asked = True
        if name not in self._shared:
            self._shared[name] = self._most(name) if self.sharing else np.zeros(len(self.a))
        return self._shared[name]

    def _most(self, name: str) -> Numbers:
        rows, out = np.flatnonzero(self.both(name)), np.zeros(len(self.a))
        x, y = self.a[rows], self.b[rows]
        bits, size = _bits(self.columns, name), self.columns.size(name)
        beside = self.columns.keep(f"beside {name}", lambda: size - _ones(bits))
        common = _ones(bits[x] & bits[y])
        most = np.minimum(common + np.minimum(beside[x], beside[y]), np.minimum(size[x], size[y]))
        out[rows] = np.where(common, most, 0)
        return out

    @property
    def within(self) -> Flags:
        made: Flags = (self.shared("places") > 0) & ~self.same_place
        return made

    @property
    def other_place(self) -> Flags:
        return self.elsewhere()

    @property
    def _figures(self) -> tuple[Numbers, Numbers]:
        shared = self.shared("figures")
        return np.minimum(1.0, np.maximum(shared, self.shared("about"))), np.log1p(shared)


def _bits(columns: Columns, name: str) -> NDArray[np.uint64]:
    """Return the bits of the set `name`, a row for each event."""
    wide = WIDE.get(name, 64)

    def of(members: frozenset[Any]) -> bytes:
        made = 0
        for m in members:
            made |= 1 << hash(m) % wide
        return made.to_bytes(wide // 8, "little")

    def table() -> NDArray[np.uint64]:
        return np.frombuffer(b"".join(of(getattr(f, name)) for f in columns.facts), "<u8").reshape(-1, wide // 64)

    return columns.keep(f"bits {name}", table)


def _ones(bits: NDArray[np.uint64]) -> NDArray[np.int64]:
    """Return how many bits are set in each row."""
    made: NDArray[np.int64] = (np.bitwise_count(bits) if COUNTS else ONES[bits.view(np.uint16)]).sum(1, dtype=np.int64)
    return made
