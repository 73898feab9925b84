"""Cue words, aliases and policies as data files, and the one function that reads them."""

from __future__ import annotations

import os
import tomllib
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any

EXTRA = "RASHOMON_CUES"  # a folder whose files of the same names extend the ones here


@cache
def load(name: str) -> dict[str, Any]:
    """Return the cue file `name` (without ".toml") as nested dicts and lists.

    A file of the same name in the folder that the variable RASHOMON_CUES names extends it: lists are appended,
    tables merged, other values replaced. Raises ValueError, naming the file, where a user's file is not TOML.
    """
    data = tomllib.loads(files("claims.cues").joinpath(f"{name}.toml").read_text(encoding="utf-8"))
    folder = os.environ.get(EXTRA)
    if folder and (path := Path(folder) / f"{name}.toml").is_file():
        try:
            extra = tomllib.loads(path.read_text(encoding="utf-8"))
        except (tomllib.TOMLDecodeError, UnicodeDecodeError) as e:
            raise ValueError(f"{path}: not a TOML cue file ({e}); mend it or unset {EXTRA}") from e
        data = _merge(data, extra)
    return data


def kinds() -> list[str]:
    """Return the kinds of claim: each cue file with a [kind] table names the module of `claims` that reads it."""
    names = sorted(f.name[:-5] for f in files("claims.cues").iterdir() if f.name.endswith(".toml"))
    return sorted((n for n in names if "kind" in load(n)), key=lambda n: load(n)["kind"].get("order", 99))


def _merge(base: Any, extra: Any) -> Any:
    if isinstance(base, dict) and isinstance(extra, dict):
        return {k: _merge(base[k], extra[k]) if k in base and k in extra else base.get(k, extra.get(k)) for k in base | extra}
    if isinstance(base, list) and isinstance(extra, list):
        return base + [x for x in extra if x not in base]
    return extra
