"""Cue words, aliases and policies as data files, and the one function that reads them."""

from __future__ import annotations

import os
import tomllib
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any

from claims import decoding

EXTRA = "RASHOMON_CUES"  # a folder whose files of the same names extend the ones here


@cache
def load(name: str) -> dict[str, Any]:
    """Return the cue file `name` (without ".toml") as nested dicts and lists.

    A file of the same name in the folder that the variable RASHOMON_CUES names extends it: lists of words are appended,
    tables merged, figures and other values replaced. Raises ValueError, naming the file, where a user's file is not TOML or gives a
    list, table or value where the file here has something else.
    """
    data = tomllib.loads(files("claims.cues").joinpath(f"{name}.toml").read_text(encoding="utf-8"))
    folder = os.environ.get(EXTRA)
    if folder and (path := Path(folder) / f"{name}.toml").is_file():
        try:
            extra = tomllib.loads(decoding.decode(path.read_bytes())[0])
        except ValueError as e:
            raise ValueError(f"{path}: not a TOML cue file ({e}); mend it or unset {EXTRA}") from e
        data = _merge(data, extra, str(path), "")
    return data


@cache
def kinds() -> tuple[str, ...]:
    """Return the kinds of claim: each cue file with a [kind] table names the module of `claims` that reads it."""
    names = sorted(f.name[:-5] for f in files("claims.cues").iterdir() if f.name.endswith(".toml"))
    return tuple(sorted((n for n in names if "kind" in load(n)), key=lambda n: load(n)["kind"].get("order", 99)))


def _merge(base: Any, extra: Any, path: str, at: str) -> Any:
    if isinstance(base, dict) and isinstance(extra, dict):
        joined = {k: _merge(base[k], extra[k], path, f"{at}.{k}".lstrip(".")) for k in base if k in extra}
        return {k: joined.get(k, base.get(k, extra.get(k))) for k in base | extra}
    if isinstance(base, list) and isinstance(extra, list):
        if all(isinstance(x, int) for x in base):  # the ends of a range
            return extra
        return base + [x for x in extra if x not in base]
    if isinstance(base, (dict, list)) or isinstance(extra, (dict, list)):
        wanted = "a table" if isinstance(base, dict) else "a list" if isinstance(base, list) else "a single value"
        raise ValueError(f"{path}: {at} must be {wanted}; mend it or unset {EXTRA}")
    return extra
