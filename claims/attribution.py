"""Who says so."""

from __future__ import annotations

from collections.abc import Sequence

from claims.parsing import Parsed


class Speech:
    """The speakers of one report's sentences."""

    def of(self, sentence: int, anchor: int, trigger: int) -> tuple[str, ...]:
        """Return the chain of speakers, innermost first, for the token `anchor` of `sentence`; () for the report itself."""
        return ()

    def denied(self, sentence: int, anchor: int, trigger: int) -> bool:
        """Return whether the words at `anchor` are denied and not asserted ("denied that 12 were killed")."""
        return False


def read(parsed: Sequence[Parsed]) -> Speech:
    """Return who says what in these sentences."""
    return Speech()
