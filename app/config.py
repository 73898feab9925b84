"""rashomon.toml: the options that you do not want to type, one table a command."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

from claims import decoding

FILE = "rashomon.toml"
TRUTH, WHOLE, NUMBER, TEXT, LIST = "true or false", "a whole number", "a number", 'a text in "quotes"', 'a list of texts, ["..."]'


def read(path: Path | None = None) -> dict[str, dict[str, Any]]:
    """Return the defaults that a config file sets, by command and option: `path`, or rashomon.toml in the working folder.

    Raises OSError where the named file is not there and ValueError, naming file and remedy, where it is not TOML or sets
    a command or option that does not exist.
    """
    if path is None:
        path = Path(FILE)
        if not path.is_file():
            return {}
    if not path.is_file():
        raise OSError(f"{path}: no such file; rashomon config prints one to begin with")
    try:
        data = tomllib.loads(decoding.decode(path.read_bytes())[0])  # some shells write > in UTF-16
    except ValueError as e:
        raise ValueError(f"{path}: not a TOML file ({e}); rashomon config prints one to begin with") from e
    known = options()
    out: dict[str, dict[str, Any]] = {}
    for command, table in data.items():
        if command in known and not isinstance(table, dict):
            raise ValueError(f"{path}: {command} is no table; write [{command}] and its options below it")
        if command not in known:
            raise ValueError(f"{path}: there is no command {command!r}; one of {', '.join(known)}")
        out[command] = {}
        for key, value in table.items():
            found = next((o for o in known[command] if key in (o["name"], o["flag"])), None)
            if found is None:
                raise ValueError(
                    f"{path}: [{command}] has no option {key!r}; one of {', '.join(o['flag'] for o in known[command])}"
                )
            if not _fits(value, found):
                raise ValueError(f"{path}: [{command}] {key}: write {found['kind']}, not {value!r}")
            out[command][found["name"]] = value
    return out


def _fits(value: Any, option: dict[str, Any]) -> bool:
    kind = option["kind"]
    if kind == LIST:
        return isinstance(value, list) and all(isinstance(v, str) for v in value)
    wanted: dict[str, tuple[type, ...]] = {TRUTH: (bool,), WHOLE: (int,), NUMBER: (int, float), TEXT: (str,)}
    return isinstance(value, wanted[kind]) and (kind == TRUTH or not isinstance(value, bool))


def _kind(p: Any) -> str:
    if p.multiple:
        return LIST
    if p.is_flag or isinstance(p.default, bool):
        return TRUTH
    return WHOLE if isinstance(p.default, int) else NUMBER if isinstance(p.default, float) else TEXT


def options() -> dict[str, list[dict[str, Any]]]:
    """Return, for each command, its options: name, flag (without dashes), kind of value, default and help."""
    import typer.main

    from app.cli import cli

    group: Any = typer.main.get_command(cli)
    out: dict[str, list[dict[str, Any]]] = {}
    for name, command in group.commands.items():
        rows = []
        for p in command.params:
            if p.param_type_name == "option" and p.name != "help":
                flag = next((o[2:] for o in p.opts if o.startswith("--")), p.name)  # its first name; others are aliases
                rows.append(
                    {
                        "name": p.name,
                        "flag": flag,
                        "kind": _kind(p),
                        "default": p.default,
                        "required": p.required,
                        "help": p.help or "",
                    }
                )
        out[name] = rows
    return out


def text() -> str:
    """Return a config file that sets every option to its default, with what each means; unset ones are comments."""
    out = [f"# {FILE}: put it into the folder you work in, or name it with rashomon --config FILE.", ""]
    for command, rows in options().items():
        if rows:
            out.append(f"[{command}]")
            for o in rows:
                out.append(f"# {' '.join(o['help'].split())}")
                value = _toml(o["default"])
                out.append(f"{o['flag']} = {value}" if value is not None else f"# {o['flag']} =")
            out.append("")
    return "\n".join(out)


def _toml(value: Any) -> str | None:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, (int, float)):
        return str(value)
    return f'"{value}"' if isinstance(value, str) else None
