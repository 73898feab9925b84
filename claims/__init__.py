"""What one report says: text in, claims out.

`read_reports` and `extract` load on first use, so that importing this package stays instant.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from claims.records import Claim, Event, Quantity, Report, Toll

if TYPE_CHECKING:
    from claims.extraction import extract
    from claims.reports import read_reports

__all__ = ["Claim", "Event", "Quantity", "Report", "Toll", "extract", "read_reports"]

_HOME = {"extract": "claims.extraction", "read_reports": "claims.reports"}


def __getattr__(name: str) -> Any:
    if name in _HOME:
        from importlib import import_module

        return getattr(import_module(_HOME[name]), name)
    raise AttributeError(f"module 'claims' has no attribute {name!r}")
