"""Uploads: kept on disk first, read by a process of their own, so that nothing is lost when a browser closes."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

from app.cli import TOLD
from app.files import write_bytes
from claims.records import content_id

LIMIT = 100 * 1024 * 1024  # bytes of one upload
TYPES = ("jsonl", "csv", "parquet", "txt", "md", "html", "htm", "xml", "rss", "atom", "warc", "gz", "docx", "pdf")


@dataclass(frozen=True)
class Upload:
    """One upload and how far it is: waiting, reading, done or failed. `lines` is what the reading said; `step` is, while it is being
    read, what is done just now: the stage, how many of how many."""

    name: str
    state: str
    lines: tuple[str, ...]
    step: tuple[str, int, int] | None = None


def keep(folder: Path, name: str, data: bytes) -> Path:
    """Keep an upload in the project's inbox and return its file. The same bytes are kept once.

    Raises ValueError where the type is not one that is read, or the upload is empty or too large.
    """
    clean = re.sub(r"[^\w.-]+", "_", Path(name).name)[-80:].lstrip(".") or "upload.txt"
    kind = clean.rpartition(".")[2].lower()
    if kind not in TYPES:
        raise ValueError(f"{clean}: this type is not read; use one of {', '.join(TYPES)}")
    if not data:
        raise ValueError(f"{clean}: the file is empty")
    if len(data) > LIMIT:
        raise ValueError(f"{clean}: larger than {LIMIT // 2**20} MB; split it, or use rashomon add")
    path = folder / "inbox" / content_id(data, length=12) / clean
    if not path.exists():
        write_bytes(path, data)
    return path


def start(folder: Path, path: Path) -> None:
    """Start reading a kept upload in a process that outlives the browser's session."""
    log = path.parent / "log.txt"
    with log.open("wb") as out:
        child = subprocess.Popen(
            [sys.executable, "-m", "app", "add", str(folder), str(path)],
            stdin=subprocess.DEVNULL, stdout=out, stderr=subprocess.STDOUT, start_new_session=True,
            env={**os.environ, "HF_HUB_OFFLINE": "1", TOLD: "1"},
        )  # fmt: skip
    write_bytes(path.parent / "state.json", json.dumps({"pid": child.pid}).encode())


def uploads(folder: Path) -> list[tuple[Path, Upload]]:
    """Return the uploads of a project, newest first."""
    found = sorted((folder / "inbox").glob("*/*"), key=lambda p: (-p.parent.stat().st_mtime, p.name))
    return [(p, _state(p)) for p in found if p.name not in ("log.txt", "state.json")]


def _state(path: Path) -> Upload:
    log, held = path.parent / "log.txt", path.parent / "state.json"
    text = log.read_text(encoding="utf-8", errors="replace") if log.exists() else ""
    said = [x for x in text.splitlines() if x.strip()]
    lines = tuple(x.replace(str(path), path.name).removeprefix("rashomon: ") for x in said if not x.startswith(TOLD))
    if not held.exists():
        return Upload(path.name, "waiting", lines)
    if _alive(json.loads(held.read_text(encoding="utf-8"))["pid"]):
        return Upload(path.name, "reading", lines, _step(said))
    return Upload(path.name, "done" if any(" added" in x for x in lines) else "failed", lines)


def _step(said: list[str]) -> tuple[str, int, int] | None:
    """Return the last step that a process told of; its last line may be cut off."""
    for line in reversed(said):
        if found := re.fullmatch(rf"{TOLD} (\d+) (\d+) (.+)", line):
            return found[3], int(found[1]), int(found[2])
    return None


def _alive(pid: int) -> bool:
    try:
        done, _ = os.waitpid(pid, os.WNOHANG)  # our own child, when it is one, must be reaped to be seen as gone
        return done == 0
    except ChildProcessError:
        pass
    try:
        os.kill(pid, 0)
    except (ProcessLookupError, PermissionError):
        return False
    return True
