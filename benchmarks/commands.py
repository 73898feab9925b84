"""Write docs/commands.md from the commands themselves: `python -m benchmarks.commands`."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import typer.main

import app.commands  # noqa: F401  (registers the commands)
from app.cli import cli
from app.config import options

HEAD = """# Commands

Every command, its arguments, options and defaults. `rashomon COMMAND --help` prints the same. Exit codes are in `pipelines.md`.
"""


def page() -> str:
    group: Any = typer.main.get_command(cli)
    out = [HEAD]
    for name, command in group.commands.items():
        text = re.sub(r"\[/?bold\]", "`", command.help or "").strip()
        arguments = " ".join(_metavar(p) for p in command.params if p.param_type_name == "argument")
        out += [f"## rashomon {name}\n", f"`rashomon {name} {arguments}`\n".replace(" `", "`"), text + "\n"]
        rows = options()[name]
        if rows:
            out += ["| option | default | meaning |", "|---|---|---|"]
            for o in rows:
                default = "required" if o["required"] else "" if o["default"] in (None, False) else f"`{o['default']}`"
                out.append(f"| `--{o['flag']}` | {default} | {' '.join(o['help'].split())} |")
            out.append("")
    return "\n".join(out)


def _metavar(p: Any) -> str:
    return p.metavar or p.name.upper() + ("..." if p.nargs == -1 else "")


if __name__ == "__main__":
    Path("docs/commands.md").write_text(page(), encoding="utf-8")
