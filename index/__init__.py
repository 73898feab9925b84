"""Which claims of many reports answer the same question: encoder, neighbours, store, matching, line-ups.

Everything loads on first use, so that importing this package stays instant.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from index.claim_index import ClaimIndex
    from index.encoder import Encoder

__all__ = ["ClaimIndex", "Encoder"]

_HOME = {"ClaimIndex": "index.claim_index", "Encoder": "index.encoder"}


def __getattr__(name: str) -> Any:
    if name in _HOME:
        from importlib import import_module

        return getattr(import_module(_HOME[name]), name)
    raise AttributeError(f"module 'index' has no attribute {name!r}")
