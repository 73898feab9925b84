"""Kind of claim: responsibility."""

from __future__ import annotations

from collections.abc import Sequence

from claims.attribution import Speech
from claims.parsing import Parsed
from claims.records import Draft


def extract(parsed: Sequence[Parsed], speech: Speech) -> list[Draft]:
    """Return the claims of this kind in one report's sentences."""
    return []
